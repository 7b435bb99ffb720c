//! What each column of a posting's table is read as.
//!
//! Owns: the usual reading by the title, and what an officer chose instead. Refuses: two columns of one name, and more kept ones
//! than [`MAX_DETAILS`]; reads no cell.

use std::collections::BTreeMap;

use domain::import::ColumnUse;
use domain::posting::{About, MAX_DETAILS, public_line};
use domain::reason::FieldPath;
use domain::typed::Line;

use crate::columns::{self, Wanted};
use crate::tables::cells::Cells;
use crate::value::fault_of;
use crate::{Code, Header, Sheet, Value};

/// What an officer chose for columns, by their index among the titles.
pub type Chosen = BTreeMap<usize, ColumnUse>;

/// What each column is read as, by its index among the titles.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Uses {
    all: Vec<ColumnUse>,
    unknown: Vec<bool>,
}

/// A column that is kept.
pub(super) struct Kept {
    /// Its index among the titles.
    pub index: usize,
    /// Its title.
    pub title: Line,
    /// What its words ask about.
    pub about: About,
}

impl Uses {
    /// What an officer chose, and for the other columns the usual reading of their titles: a known title is read as what it
    /// means, another one is kept and shown. The second of two titles of one meaning is kept too: a table may name an authority
    /// and beside it the unit. A title that nobody knows over something that is no text (a formula, a picture) is left unread.
    #[must_use]
    pub fn of(sheet: &Sheet, chosen: &Chosen) -> Self {
        let mut taken: Vec<ColumnUse> = chosen.values().copied().filter(|of| of.is_known()).collect();
        let mut of = |(index, header): (usize, &Header)| match chosen.get(&index) {
            Some(chosen) => *chosen,
            None => match known(&header.name) {
                Some(known) if !taken.contains(&known) => {
                    taken.push(known);
                    known
                }
                _ => usual(sheet, index, &header.name),
            },
        };
        let all = sheet.header.iter().enumerate().map(&mut of).collect();
        let unknown = |(index, header): (usize, &Header)| {
            !chosen.contains_key(&index) && !text::headers::is_title(&header.name)
        };
        Self { all, unknown: sheet.header.iter().enumerate().map(unknown).collect() }
    }

    /// What a column is read as.
    #[must_use]
    pub fn at(&self, index: usize) -> ColumnUse {
        self.all.get(index).copied().unwrap_or(ColumnUse::Unread)
    }

    /// Whether neither its title is a usual one nor somebody chose.
    #[must_use]
    pub fn is_unknown(&self, index: usize) -> bool {
        self.unknown.get(index).copied().unwrap_or(false)
    }

    /// The key of the known column that it is read as.
    pub(super) fn key(&self, index: usize) -> Option<&'static str> {
        let of = self.at(index);
        of.is_known().then(|| of.word())
    }

    /// The columns that are kept; those that nobody reads are named.
    pub(super) fn kept(&self, sheet: &Sheet, cells: &mut Cells) -> Vec<Kept> {
        let (mut kept, mut unread): (Vec<Kept>, Vec<String>) = (Vec::new(), Vec::new());
        for (index, header) in sheet.header.iter().enumerate() {
            let about = match self.at(index) {
                ColumnUse::Shown => telling(&header.name),
                ColumnUse::Kept => asking(&header.name),
                // The number of a row says nothing, and that is not worth saying.
                ColumnUse::Unread if text::headers::key_of(&header.name) == Some("serial") => continue,
                ColumnUse::Unread => {
                    unread.push(header.name.clone());
                    continue;
                }
                _ => continue,
            };
            let mut earlier = sheet.header.iter().enumerate().take(index);
            let same = earlier.find(|(at, first)| {
                self.at(*at) != ColumnUse::Unread && columns::same(&first.name, &header.name)
            });
            if let Some(first) = same.map(|(_, first)| first.at) {
                let code = Code::DuplicateColumn { found: header.name.clone(), first };
                cells.fault_under(None, index, code);
                continue;
            }
            if kept.len() == MAX_DETAILS {
                let limit = u32::try_from(MAX_DETAILS).unwrap_or(u32::MAX);
                cells.fault_under(None, index, Code::TooManyColumns { limit });
                break;
            }
            match public_line(&header.name, &FieldPath::new("title")) {
                Ok(title) => kept.push(Kept { index, title, about }),
                Err(reason) => cells.fault_under(None, index, fault_of(&reason, &header.name)),
            }
        }
        cells.all_unread(unread);
        kept
    }
}

/// The known column that a title means.
fn known(title: &str) -> Option<ColumnUse> {
    let means = |of: &&ColumnUse| of.is_known() && Wanted::optional(of.word()).is(title);
    ColumnUse::ALL.iter().find(means).copied()
}

/// What a column beside the known ones is read as where nobody chose.
fn usual(sheet: &Sheet, index: usize, title: &str) -> ColumnUse {
    let odd = || sheet.rows.iter().any(|row| matches!(row.cells.get(index), Some(Value::Odd(_))));
    if text::headers::key_of(title) == Some("serial") || (!text::headers::is_title(title) && odd()) {
        return ColumnUse::Unread;
    }
    match text::headers::about(title) {
        About::Nothing | About::Paper => ColumnUse::Shown,
        _ => ColumnUse::Kept,
    }
}

/// What the words of a column say that asks nothing: the class of the papers, or something that no rule reads.
fn telling(title: &str) -> About {
    match text::headers::about(title) {
        About::Paper => About::Paper,
        _ => About::Nothing,
    }
}

/// What the words of a column ask about that an officer, or its title, keeps for a person to check.
fn asking(title: &str) -> About {
    match text::headers::about(title) {
        About::Nothing | About::Paper => About::Words,
        about => about,
    }
}
