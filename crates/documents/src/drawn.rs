//! Which characters can be drawn: asked of every text of a paper before it is laid out.
//!
//! Owns: [`Undrawable`]. Refuses: an empty box, a question mark or another font in the place of a character.

use std::collections::BTreeSet;
use std::fmt;

use serde_json::Value;
use typst::text::Font;

/// A character that the font does not have, and where it stands.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Undrawable {
    /// The field of the form, the ticket of the row, or the part of the paper.
    pub field: String,
    /// The character.
    pub character: char,
}

impl fmt::Display for Undrawable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "U+{:04X} ({}) in {}", u32::from(self.character), self.character, self.field)
    }
}

/// The characters that every face of the family has. A face tells its own as thousands of runs, too slow to be walked for each
/// character of a long list.
pub(crate) struct Drawable(Vec<bool>);

impl Drawable {
    pub(crate) fn of(faces: &[Font]) -> Self {
        let mut known = vec![!faces.is_empty(); 0x11_0000];
        for face in faces {
            let mut own = vec![false; known.len()];
            for c in face.info().coverage.iter() {
                if let Some(has) = usize::try_from(c).ok().and_then(|at| own.get_mut(at)) {
                    *has = true;
                }
            }
            known.iter_mut().zip(own).for_each(|(all, has)| *all = *all && has);
        }
        Self(known)
    }

    fn contains(&self, c: char) -> bool {
        usize::try_from(u32::from(c)).ok().and_then(|at| self.0.get(at)).is_some_and(|has| *has)
    }
}

/// Every character of the texts that one of the faces lacks. An object names its texts by its entry `field`, another one by the
/// name of the entry.
pub(crate) fn undrawable(values: &Value, drawable: &Drawable) -> Vec<Undrawable> {
    let mut texts = Vec::new();
    gather(values, "", &mut texts);
    let lacks = |c: char| !c.is_whitespace() && !drawable.contains(c);
    let missing: BTreeSet<Undrawable> = texts
        .into_iter()
        .flat_map(|(field, text)| {
            let lacking = text.chars().filter(|c| lacks(*c));
            lacking.map(move |character| Undrawable { field: field.to_owned(), character })
        })
        .collect();
    missing.into_iter().collect()
}

fn gather<'a>(value: &'a Value, field: &'a str, texts: &mut Vec<(&'a str, &'a str)>) {
    match value {
        Value::String(text) => texts.push((field, text)),
        Value::Array(all) => all.iter().for_each(|one| gather(one, field, texts)),
        Value::Object(all) => {
            let own = all.get("field").and_then(Value::as_str);
            for (name, one) in all {
                let usual = if field.is_empty() { name.as_str() } else { field };
                gather(one, own.unwrap_or(usual), texts);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}
