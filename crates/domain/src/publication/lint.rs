//! What must never stand on a public list: identity numbers and telephone numbers, even by accident.

use crate::reason::FieldPath;
use crate::typed::IdentityNumber;

use super::List;

/// What was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Leaking {
    /// A resident identity number (居民身份证号).
    IdentityNumber,
    /// A mobile telephone number.
    Phone,
}

/// A cell that must not be published. The content is not kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leak {
    /// The row, from 1 after the header; 0 for the head.
    pub row: usize,
    /// The column, or the head's key.
    pub column: String,
    /// What was found.
    pub what: Leaking,
}

/// All such cells of a list. Ticket and position columns are looked at too: nobody may use an identity number as ticket.
#[must_use]
pub fn leaks(list: &List) -> Vec<Leak> {
    let mut found = Vec::new();
    let head = [("title", &list.head.title), ("authority", &list.head.authority)];
    let reason = list.head.reason.iter().map(|reason| ("reason", reason));
    for (column, text) in head.into_iter().chain(reason) {
        found.extend(leak(text).map(|what| Leak { row: 0, column: column.to_owned(), what }));
    }
    let header = list.header();
    for (row, cells) in (1..).zip(list.cells()) {
        for (cell, column) in cells.iter().zip(&header) {
            found.extend(leak(cell).map(|what| Leak { row, column: column.clone(), what }));
        }
    }
    found
}

/// Runs of letters and digits are looked at whole, so that a longer code that happens to hold eleven digits is no leak.
fn leak(text: &str) -> Option<Leaking> {
    text.split(|c: char| !c.is_ascii_alphanumeric()).find_map(|run| {
        if run.len() == 18 && IdentityNumber::parse(run, &FieldPath::new("list")).is_ok() {
            return Some(Leaking::IdentityNumber);
        }
        let mobile = run.len() == 11 && run.starts_with('1') && run.bytes().all(|b| b.is_ascii_digit());
        let second = run.as_bytes().get(1).is_some_and(|digit| (b'3'..=b'9').contains(digit));
        (mobile && second).then_some(Leaking::Phone)
    })
}
