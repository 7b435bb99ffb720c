//! The nearest known name for a mistyped one, as titles and words need it: case, white space and dashes do not count.
//! The distance is `domain`'s.

use domain::scheme::fields;

/// The known name closest to `found`, if any is near.
#[must_use]
pub fn nearest<'k>(found: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    let known: Vec<(String, &str)> = known.into_iter().map(|name| (fold(name), name)).collect();
    let near = fields::nearest(&fold(found), known.iter().map(|(folded, _)| folded.as_str()))?;
    known.iter().find(|(folded, _)| folded == near).map(|(_, name)| *name)
}

fn fold(name: &str) -> String {
    let kept = name.chars().filter(|c| !c.is_whitespace() && *c != '_' && *c != '-');
    kept.flat_map(char::to_lowercase).take(64).collect()
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn mistyped_names_find_their_neighbour() {
        let known = ["position", "candidate", "xingce", "shenlun", "准考证号"];
        assert_eq!(nearest("postion", known), Some("position"));
        assert_eq!(nearest("Shen lun", known), Some("shenlun"));
        assert_eq!(nearest("准考证", known), Some("准考证号"));
        assert_eq!(nearest("telephone", known), None);
    }
}
