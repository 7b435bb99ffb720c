//! Rows of a section that a candidate adds and takes away: their fields by name, and what the two buttons do.
//!
//! Owns: [`RowAct`] and reading rows from named fields. Refuses: more than [`MOST_ROWS`] rows; and checking what stands in
//! them, which each section does.

use std::collections::BTreeMap;

/// Rows of one kind at most.
pub const MOST_ROWS: usize = 20;

/// What a button beside rows does. It works on the rows that were sent with it, so that pressing it twice does it once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowAct {
    /// One more, empty, at the end.
    Add,
    /// This one goes; rows count from 1.
    Remove(usize),
}

impl RowAct {
    /// Reads `add` and `remove_3`; anything else is no act.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        match word.strip_prefix("remove_") {
            Some(row) => row.parse().ok().filter(|row| *row > 0).map(Self::Remove),
            None => (word == "add").then_some(Self::Add),
        }
    }

    /// As the button sends it.
    #[must_use]
    pub fn word(self) -> String {
        match self {
            Self::Add => "add".to_owned(),
            Self::Remove(row) => format!("remove_{row}"),
        }
    }

    /// Does it.
    pub fn on<T: Default>(self, rows: &mut Vec<T>) {
        match self {
            Self::Add if rows.len() < MOST_ROWS => rows.push(T::default()),
            Self::Remove(row) if row <= rows.len() => drop(rows.remove(row.saturating_sub(1))),
            Self::Add | Self::Remove(_) => {}
        }
    }
}

/// Rows from fields that are named `{kind}_{row}_{part}`: as many as the highest row that was sent.
pub(super) fn read<T>(
    fields: &BTreeMap<String, String>,
    kind: &str,
    row: impl Fn(&dyn Fn(&str) -> String) -> T,
) -> Vec<T> {
    let number = |name: &str| -> Option<usize> {
        name.strip_prefix(kind)?.strip_prefix('_')?.split_once('_')?.0.parse().ok()
    };
    let last = fields.keys().filter_map(|name| number(name)).filter(|no| *no <= MOST_ROWS).max().unwrap_or(0);
    (1..=last)
        .map(|no| row(&|part: &str| fields.get(&format!("{kind}_{no}_{part}")).cloned().unwrap_or_default()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_added_and_taken_away_within_bounds() {
        let mut rows: Vec<u8> = vec![1, 2, 3];
        for (word, wanted) in [("remove_2", vec![1, 3]), ("remove_9", vec![1, 3]), ("add", vec![1, 3, 0])] {
            let act = RowAct::from_word(word).expect("an act");
            assert_eq!(act.word(), word);
            act.on(&mut rows);
            assert_eq!(rows, wanted);
        }
        for word in ["", "remove_0", "remove_", "remove_x", "Add"] {
            assert_eq!(RowAct::from_word(word), None, "{word}");
        }
        let mut full = vec![0_u8; MOST_ROWS];
        RowAct::Add.on(&mut full);
        assert_eq!(full.len(), MOST_ROWS);
    }

    #[test]
    fn the_highest_row_counts_and_a_row_far_out_does_not() {
        let fields = [("x_1_a", "1"), ("x_3_a", "3"), ("x_999999_a", "n"), ("y_9_a", "y"), ("x_a", "z")];
        let fields = fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        assert_eq!(read(&fields, "x", |get| get("a")), ["1", "", "3"]);
        assert!(read(&BTreeMap::new(), "x", |get| get("a")).is_empty());
    }
}
