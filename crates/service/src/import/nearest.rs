//! The nearest known name for a mistyped one. Owns the distance; refuses to suggest what is nothing alike.

/// The known name closest to `found`: the same when case and white space are ignored, or a few strokes away.
#[must_use]
pub fn nearest<'k>(found: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    let wanted = fold(found);
    let reach = (wanted.len() / 2).clamp(1, 4);
    let scored = known.into_iter().map(|name| (strokes(&wanted, &fold(name)), name));
    scored
        .filter(|(distance, _)| *distance <= reach)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, name)| name)
}

fn fold(name: &str) -> Vec<char> {
    name.chars()
        .filter(|c| !c.is_whitespace() && *c != '_' && *c != '-')
        .flat_map(char::to_lowercase)
        .take(64)
        .collect()
}

/// Insertions, deletions and replacements between two names.
fn strokes(a: &[char], b: &[char]) -> usize {
    let mut above: Vec<usize> = (0..=b.len()).collect();
    for (i, left) in a.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, right) in b.iter().enumerate() {
            let replaced = above.get(j).copied().unwrap_or(0) + usize::from(left != right);
            let deleted = above.get(j + 1).copied().unwrap_or(0) + 1;
            let inserted = row.last().copied().unwrap_or(0) + 1;
            row.push(replaced.min(deleted).min(inserted));
        }
        above = row;
    }
    above.last().copied().unwrap_or(0)
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
