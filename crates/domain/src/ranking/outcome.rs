//! What a computation answers.

use core::fmt;

use serde::ser::SerializeStruct;
use serde::{Deserialize, Serialize};

use super::kept::Kept;
use crate::digest::Digest;
use crate::index::{ColumnAt, Indexed, ListAt, NodeAt, RowAt};
use crate::marks::{Name, Rows};
use crate::number::Exact;
use crate::rulings::Question;
use crate::scheme::{Status, canonical};
use crate::shortlist::{Column, NoRank, Placement};

/// A rank: a whole number, or under `method = "average"` one with a half.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Place {
    /// Twice the rank, so that 2.5 is 5.
    pub halves: u32,
}

impl Place {
    /// Returns a whole rank.
    #[must_use]
    pub const fn whole(rank: u32) -> Self {
        Self { halves: rank.saturating_mul(2) }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let half = if self.halves % 2 == 1 { ".5" } else { "" };
        write!(f, "{}{half}", self.halves / 2)
    }
}

/// What a component shows of a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Shown {
    /// Nothing.
    Blank,
    /// Its published value.
    Value(Exact),
    /// A status instead of a mark.
    Status(Status),
}

/// One person's result, read where it lies.
#[derive(Clone, Copy, Debug)]
pub struct Row<'r> {
    /// The person.
    pub candidate: &'r str,
    /// The rank.
    pub rank: Option<Place>,
    /// True where the rank is shared (并列).
    pub tied: bool,
    /// The reason why there is no rank; `None` where there is a rank.
    pub no_rank: Option<&'r NoRank>,
    /// The ranking that holds this row's seats and values.
    ranking: &'r Ranking,
    at: RowAt,
}

/// All of a row, as it is written and compared.
#[derive(PartialEq, Serialize)]
struct Whole<'r> {
    candidate: &'r str,
    shown: Vec<Shown>,
    values: Vec<Option<Exact>>,
    total: Option<Exact>,
    unrounded: Option<Exact>,
    rank: Option<Place>,
    tied: bool,
    no_rank: Option<&'r NoRank>,
    seats: Vec<Option<Placement>>,
}

impl<'r> Row<'r> {
    /// Returns the position.
    #[must_use]
    pub fn position(&self) -> &'r str {
        &self.ranking.position
    }

    /// Returns the row in the ranking.
    pub(super) const fn at(&self) -> RowAt {
        self.at
    }

    /// Returns what a component or part shows.
    #[must_use]
    pub fn shown(&self, node: NodeAt) -> Shown {
        self.ranking.values.shown(self.at, node)
    }

    /// Returns the value in one of [`super::table::columns`], or `None` where there is none.
    #[must_use]
    pub fn value(&self, column: ColumnAt) -> Option<Exact> {
        self.ranking.values.stage(self.at, column)
    }

    /// Returns the composite score, rounded, or `None` where there is none.
    #[must_use]
    pub fn total(&self) -> Option<Exact> {
        self.ranking.values.total(self.at).0
    }

    /// Returns the composite score before its last rounding.
    #[must_use]
    pub fn unrounded(&self) -> Option<Exact> {
        self.ranking.values.total(self.at).1
    }

    /// Returns the seat on a shortlist, or `None` where its stage has no scores yet.
    #[must_use]
    pub fn seat(&self, list: ListAt) -> Option<Placement> {
        self.ranking.seats.get(list)?.seat(self.at)
    }

    /// Returns the seat on each shortlist, in the order of the chain.
    pub fn seats(&self) -> impl DoubleEndedIterator<Item = Option<Placement>> + use<'r> {
        let at = self.at;
        self.ranking.seats.iter().map(move |column| column.seat(at))
    }

    fn whole(&self) -> Whole<'r> {
        let (nodes, columns) = self.ranking.values.indexes();
        Whole {
            candidate: self.candidate,
            shown: nodes.into_iter().map(|node| self.shown(node)).collect(),
            values: columns.into_iter().map(|column| self.value(column)).collect(),
            total: self.total(),
            unrounded: self.unrounded(),
            rank: self.rank,
            tied: self.tied,
            no_rank: self.no_rank,
            seats: self.seats().collect(),
        }
    }
}

/// Rows are equal where they say the same, whatever kind of number computed them.
impl PartialEq for Row<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.whole() == other.whole()
    }
}

impl Eq for Row<'_> {}

impl Serialize for Row<'_> {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        self.whole().serialize(to)
    }
}

/// What is kept of one person beside the cells.
#[derive(Clone, Debug)]
pub(super) struct Line {
    pub candidate: Name,
    pub rank: Option<Place>,
    pub tied: bool,
}

/// The result of one position. The rows stand in the order of the entrants, which is the order of the bytes of their numbers.
///
/// Everybody's values lie one after the other, so that a million people cost no memory of their own.
#[derive(Clone, Debug)]
pub struct Ranking {
    /// The position.
    pub position: String,
    pub(super) lines: Rows<Line>,
    /// The reason of each person without a rank, by row and in order.
    pub(super) unranked: Vec<(RowAt, NoRank)>,
    pub(super) values: Kept,
    /// A column for each shortlist.
    pub(super) seats: Indexed<ListAt, Vec<Column>>,
}

impl PartialEq for Ranking {
    fn eq(&self, other: &Self) -> bool {
        self.position == other.position && self.rows().eq(other.rows())
    }
}

impl Eq for Ranking {}

impl Ranking {
    /// Returns the number of people.
    #[must_use]
    pub fn len(&self) -> usize {
        self.lines.len()
    }

    /// Returns true where there is nobody.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    #[inline]
    fn row_of<'r>(&'r self, at: RowAt, line: &'r Line) -> Row<'r> {
        Row {
            candidate: &line.candidate,
            rank: line.rank,
            tied: line.tied,
            no_rank: if line.rank.is_none() { self.no_rank(at) } else { None },
            ranking: self,
            at,
        }
    }

    fn no_rank(&self, at: RowAt) -> Option<&NoRank> {
        let found = self.unranked.binary_search_by_key(&at, |(at, _)| *at).ok()?;
        self.unranked.get(found).map(|(_, why)| why)
    }

    /// Returns all rows.
    pub fn rows(&self) -> impl ExactSizeIterator<Item = Row<'_>> + DoubleEndedIterator + Clone {
        self.lines.pairs().map(|(at, line)| self.row_of(at, line))
    }

    /// Returns everybody's rank, in the order of the rows; `None` stands for a person without a rank.
    pub fn ranks(&self) -> impl Iterator<Item = Option<Place>> {
        self.lines.iter().map(|line| line.rank)
    }

    /// Returns all rows as they are published: by rank, people without a rank last, equal ranks by the bytes of the candidate's
    /// number.
    pub fn ordered(&self) -> impl Iterator<Item = Row<'_>> {
        // Rows stand in the order of the numbers' bytes, so no number is compared. Nobody's row is written out before it is asked
        // for: among a million people that would take more room than their marks.
        let mut order: Vec<RowAt> = self.lines.indexes().collect();
        order.sort_unstable_by_key(|at| {
            let rank = self.lines.get(*at).and_then(|line| line.rank);
            (rank.is_none(), rank, *at)
        });
        order.into_iter().filter_map(|at| Some(self.row_of(at, self.lines.get(at)?)))
    }

    /// Returns everybody's seat on one list, in the order of the rows.
    pub fn seats(&self, list: ListAt) -> impl Iterator<Item = Placement> {
        self.seats.get(list).into_iter().flat_map(Column::seats)
    }
}

impl Serialize for Ranking {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        /// The rows as a list.
        struct Rows<'r>(&'r Ranking);
        impl Serialize for Rows<'_> {
            fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.collect_seq(self.0.rows())
            }
        }
        let mut ranking = to.serialize_struct("Ranking", 2)?;
        ranking.serialize_field("position", &self.position)?;
        ranking.serialize_field("rows", &Rows(self))?;
        ranking.end()
    }
}

/// The answer for one position.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// Everything is settled.
    Ranked(Ranking),
    /// Somebody has to decide; the ranking is complete but for what the questions leave open.
    NeedsRuling(Ranking, Vec<Question>),
}

impl Outcome {
    /// Returns the ranking, settled or not.
    #[must_use]
    pub const fn ranking(&self) -> &Ranking {
        match self {
            Self::Ranked(ranking) | Self::NeedsRuling(ranking, _) => ranking,
        }
    }

    /// Returns the open questions.
    #[must_use]
    pub fn questions(&self) -> &[Question] {
        match self {
            Self::Ranked(_) => &[],
            Self::NeedsRuling(_, questions) => questions,
        }
    }
}

/// Returns the SHA-256 of everything that a posting's computation answers, with the positions in the order of their codes.
#[must_use]
pub fn digest(outcomes: &[&Outcome]) -> Digest {
    let mut sorted = outcomes.to_vec();
    sorted.sort_by(|a, b| a.ranking().position.cmp(&b.ranking().position));
    Digest::of(canonical(&sorted).as_bytes())
}
