//! The scheme's pages as staff read them: the saved rule, the draft, and who would move.

use serde::{Deserialize, Serialize};

use crate::calendar::Instant;
use crate::ranking::preview::Mover;
use crate::scheme::PartNames;
use crate::scheme::draft::Draft;

/// The scheme of a posting with its draft.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SchemePage {
    /// Revision saved last; 0 for none.
    pub revision: u32,
    /// What is saved, as it would be typed.
    pub saved: Draft,
    /// The draft; what is saved where nobody drafted.
    pub draft: Draft,
    /// Version of the draft: every change of it names the one it was made on. 0 before the first.
    pub version: i64,
    /// The revision that the draft was begun from.
    pub based_on: u32,
    /// Who changed the draft last and when; none where there is no draft.
    pub drafted: Option<(String, Instant)>,
    /// Whether the reader may draft.
    pub may_draft: bool,
    /// Whether the draft can become the next revision now.
    pub may_save: bool,
    /// Whether a draft can be proposed as a supplementary notice now.
    pub may_notice: bool,
    /// Whether marks were entered, so that the posting's own people can be compared.
    pub has_marks: bool,
    /// Names of schemes that positions use.
    pub names: Vec<String>,
    /// The saved file in TOML.
    pub toml: String,
}

/// The posting's own people under the draft and under what is saved.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Movers {
    /// Everyone computed.
    pub people: u32,
    /// Who would have another total, rank or seat.
    pub moved: u32,
    /// Who would go on or off a list.
    pub crossing: u32,
    /// Those who move, in the order of positions and new ranks; not more than [`Movers::MOST`].
    pub rows: Vec<Mover>,
    /// What the schemes call their parts.
    pub names: PartNames,
}

impl Movers {
    /// Rows that are sent at most.
    pub const MOST: usize = 100;

    /// Counts and keeps those who move.
    #[must_use]
    pub fn of(all: Vec<Mover>, names: PartNames) -> Self {
        let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let people = count(all.len());
        let moved: Vec<Mover> = all.into_iter().filter(Mover::moves).collect();
        let crossing = count(moved.iter().filter(|one| one.crosses()).count());
        let (number, mut rows) = (count(moved.len()), moved);
        rows.truncate(Self::MOST);
        Self { people, moved: number, crossing, rows, names }
    }
}
