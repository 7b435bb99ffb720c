//! Rows of a block that a candidate adds and takes away: what the two buttons do.
//!
//! Owns: [`RowAct`]. Refuses: more than [`MOST_ROWS`] rows, and checking what stands in them (`check`).

use super::{Answers, Block, Rows};

/// Rows of one block at most.
pub const MOST_ROWS: usize = 20;

/// What a button beside rows does. It works on the rows that were sent with it, so that pressing it twice does it once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowAct {
    /// One more, empty, at the end.
    Add(Block),
    /// This one goes; rows count from 1.
    Remove(Block, usize),
}

impl RowAct {
    /// Reads `add_family` and `remove_family_3`; anything else is no act.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        let free = |word: &str| Block::from_word(word).filter(|block| block.rows() == Rows::Free);
        match word.strip_prefix("remove_") {
            Some(rest) => {
                let (block, row) = rest.rsplit_once('_')?;
                let row = row.parse().ok().filter(|row| *row > 0)?;
                Some(Self::Remove(free(block)?, row))
            }
            None => word.strip_prefix("add_").and_then(free).map(Self::Add),
        }
    }

    /// As the button sends it.
    #[must_use]
    pub fn word(self) -> String {
        match self {
            Self::Add(block) => format!("add_{}", block.word()),
            Self::Remove(block, row) => format!("remove_{}_{row}", block.word()),
        }
    }

    /// The block whose rows it changes.
    #[must_use]
    pub const fn block(self) -> Block {
        match self {
            Self::Add(block) | Self::Remove(block, _) => block,
        }
    }

    /// Does it.
    pub fn on(self, answers: &mut Answers) {
        match self {
            Self::Add(block) => answers.add_row(block),
            Self::Remove(block, row) => answers.remove_row(block, row),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::registration::{Field, Spot};

    #[test]
    fn rows_are_added_and_taken_away_within_bounds() {
        let named = |row: usize| Spot::at(Field::FamilyName, row);
        let mut answers = Answers::default();
        for row in 1..=3 {
            answers.set(named(row), row.to_string());
        }
        for (word, wanted) in [
            ("remove_family_2", ["1", "3", ""]),
            ("remove_family_9", ["1", "3", ""]),
            ("add_family", ["1", "3", ""]),
        ] {
            let act = RowAct::from_word(word).expect("an act");
            assert_eq!((act.word().as_str(), act.block()), (word, Block::Family));
            act.on(&mut answers);
            assert_eq!([1, 2, 3].map(|row| answers.get(named(row))), wanted);
        }
        assert_eq!(answers.rows(Block::Family), 3);
        for word in ["", "remove_family_0", "remove_family_", "remove_3", "add", "add_appraisal", "add_x"] {
            assert_eq!(RowAct::from_word(word), None, "{word}");
        }
        for _ in 0..30 {
            RowAct::Add(Block::Family).on(&mut answers);
        }
        assert_eq!(answers.rows(Block::Family), MOST_ROWS);
        for _ in 0..30 {
            RowAct::Remove(Block::Family, 1).on(&mut answers);
        }
        assert_eq!(answers, Answers::default());
    }
}
