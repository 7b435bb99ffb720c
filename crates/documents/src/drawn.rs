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

/// Every character of the texts that one of the faces lacks. An object names its texts by its entry `field`, another one by the
/// name of the entry.
pub(crate) fn undrawable(values: &Value, faces: &[Font]) -> Vec<Undrawable> {
    let mut texts = Vec::new();
    gather(values, "", &mut texts);
    let lacks =
        |c: char| !c.is_whitespace() && faces.iter().any(|face| !face.info().coverage.contains(u32::from(c)));
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
