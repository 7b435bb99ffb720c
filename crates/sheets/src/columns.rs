//! Titles to meanings. Owns the matching of a header against the columns that may stand there; refuses unknown titles
//! with the nearest known name, two columns of one meaning and a missing one.

use super::value::tidy_title;
use super::{At, Code, Fault, Header, nearest};

/// One column that may stand in a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// Its own name, as the fault says it.
    pub key: String,
    /// Other titles that mean it.
    pub also: Vec<String>,
    /// Whether the table is useless without it.
    pub required: bool,
}

impl Wanted {
    /// A column that must be there; its other titles come from the list of recognised headers.
    #[must_use]
    pub fn required(key: &str) -> Self {
        Self { required: true, ..Self::optional(key) }
    }

    /// A column that may be there.
    #[must_use]
    pub fn optional(key: &str) -> Self {
        let also = text::headers::titles(key).iter().map(|title| (*title).to_owned()).collect();
        Self { key: key.to_owned(), also, required: false }
    }

    /// Whether a title of a file means it.
    pub(super) fn is(&self, title: &str) -> bool {
        self.names().any(|name| same(name, title))
    }

    fn names(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.key.as_str()).chain(self.also.iter().map(String::as_str))
    }
}

/// What becomes of columns that nobody asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unknown {
    /// Refused with the nearest known name: nothing that somebody typed is dropped in silence.
    Refuse,
    /// Left unread: tables of positions carry columns for readers.
    Ignore,
}

/// Where each wanted column stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Columns {
    found: Vec<Option<usize>>,
}

impl Columns {
    /// The index among the sheet's titles of the n-th wanted column, if it is there.
    #[must_use]
    pub fn get(&self, wanted: usize) -> Option<usize> {
        self.found.get(wanted).copied().flatten()
    }

    /// The indexes among the sheet's titles that no wanted column has taken, in order.
    pub fn others(&self, header: &[Header]) -> impl Iterator<Item = usize> {
        (0..header.len()).filter(|index| !self.found.contains(&Some(*index)))
    }
}

/// The wanted columns where somebody has said which title is which.
///
/// # Errors
/// Every missing column, and each title that is said to be what one before it is.
pub fn placed<'k>(
    file: &str,
    header: &[Header],
    wanted: &[Wanted],
    key_of: impl Fn(usize) -> Option<&'k str>,
) -> Result<Columns, Vec<Fault>> {
    let mut found: Vec<Option<usize>> = vec![None; wanted.len()];
    let mut faults = Vec::new();
    for (index, title) in header.iter().enumerate() {
        let meaning = key_of(index).and_then(|key| wanted.iter().position(|column| column.key == key));
        match meaning.and_then(|meaning| found.get_mut(meaning)) {
            Some(slot @ None) => *slot = Some(index),
            Some(Some(first)) => {
                faults.extend(header.get(*first).map(|first| repeated(file, title, first.at)));
            }
            None => {}
        }
    }
    faults.extend(lacking(file, header, wanted, &found));
    if faults.is_empty() { Ok(Columns { found }) } else { Err(faults) }
}

/// The wanted columns that are not there.
fn lacking(file: &str, header: &[Header], wanted: &[Wanted], found: &[Option<usize>]) -> Vec<Fault> {
    let lacks = wanted.iter().zip(found).filter(|(column, slot)| column.required && slot.is_none());
    lacks.map(|(column, _)| missing(file, header, column)).collect()
}

/// Matches a header against the wanted columns. Where others are left unread, a second title of one meaning is such a one:
/// a table may name an authority and beside it the unit.
///
/// # Errors
/// Every missing, unknown and repeated column.
pub fn find(
    file: &str,
    header: &[Header],
    wanted: &[Wanted],
    unknown: Unknown,
) -> Result<Columns, Vec<Fault>> {
    let mut found: Vec<Option<usize>> = vec![None; wanted.len()];
    let mut faults = Vec::new();
    for (index, title) in header.iter().enumerate() {
        let meaning = wanted.iter().position(|column| column.is(&title.name));
        match meaning.and_then(|meaning| found.get_mut(meaning)) {
            Some(slot @ None) => *slot = Some(index),
            Some(Some(first)) => {
                let first = header
                    .get(*first)
                    .filter(|first| unknown == Unknown::Refuse || same(&first.name, &title.name));
                faults.extend(first.map(|first| repeated(file, title, first.at)));
            }
            None if unknown == Unknown::Refuse => faults.push(unknown_title(file, title, wanted)),
            None => {}
        }
    }
    faults.extend(lacking(file, header, wanted, &found));
    if faults.is_empty() { Ok(Columns { found }) } else { Err(faults) }
}

fn repeated(file: &str, title: &Header, first: At) -> Fault {
    Code::DuplicateColumn { found: title.name.clone(), first }.at(file, title.at, Some(&title.name))
}

fn unknown_title(file: &str, title: &Header, wanted: &[Wanted]) -> Fault {
    let nearest = nearest(&title.name, wanted.iter().flat_map(Wanted::names)).map(str::to_owned);
    Code::UnknownColumn { found: title.name.clone(), nearest }.at(file, title.at, Some(&title.name))
}

fn missing(file: &str, header: &[Header], column: &Wanted) -> Fault {
    let at = header.first().map(|first| first.at.whole_row());
    Fault { file: file.to_owned(), at, column: None, code: Code::MissingColumn { name: column.key.clone() } }
}

/// Titles are the same when white space and case are ignored.
pub(super) fn same(name: &str, title: &str) -> bool {
    let fold = |text: &str| -> String {
        tidy_title(text).chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect()
    };
    fold(name) == fold(title)
}
