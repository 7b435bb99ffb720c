//! What two versions of one list say differently, person by person.
//!
//! Owns: the comparison, by ticket number. Refuses: saying why; that is the reason that the correction was begun for.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::List;
use crate::word::words;

words! {
    /// What became of a person between two versions.
    Change {
        /// The person stands on the later version alone.
        Came = "came",
        /// The person stands on the earlier version alone.
        Left = "left",
        /// The person stands on both, with something else beside the ticket number.
        Changed = "changed",
    }
}

/// A cell that the versions fill differently.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChangedCell {
    /// The column, as the header names it.
    pub column: String,
    /// What the earlier version says; empty where it has no such cell.
    pub before: String,
    /// What the later version says; empty where it has no such cell.
    pub after: String,
}

/// A person of whom the versions say something else.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moved {
    /// Position code, of the later version where the person stands on it.
    pub position: String,
    /// Ticket number.
    pub ticket: String,
    /// What became of the person.
    pub change: Change,
    /// The cells, in the order of the later version's columns.
    pub cells: Vec<ChangedCell>,
}

/// Columns that say nothing further of somebody who came or left.
const OF_POSITION: [&str; 5] = ["position", "unit", "title", "plan", "ticket"];

/// Compares two versions: whoever came or has other cells, in the order of the later one, then whoever left.
#[must_use]
pub fn difference(before: &List, after: &List) -> Vec<Moved> {
    let (old, new) = (Side::of(before), Side::of(after));
    let stands = new.order.iter().map(|ticket| moved(ticket, &old, &new));
    let left = old.order.iter().filter(|ticket| !new.rows.contains_key(*ticket));
    stands.chain(left.map(|ticket| moved(ticket, &old, &new))).flatten().collect()
}

/// One version, its rows by ticket number.
struct Side {
    header: Vec<String>,
    order: Vec<String>,
    rows: HashMap<String, Vec<String>>,
}

impl Side {
    fn of(list: &List) -> Self {
        Self {
            header: list.header(),
            order: list.rows.iter().map(|row| row.ticket.clone()).collect(),
            rows: list.rows.iter().map(|row| row.ticket.clone()).zip(list.cells()).collect(),
        }
    }

    fn cell(&self, ticket: &str, column: &str) -> &str {
        let at = self.header.iter().position(|name| name == column);
        at.and_then(|at| self.rows.get(ticket)?.get(at)).map_or("", String::as_str)
    }
}

fn moved(ticket: &str, old: &Side, new: &Side) -> Option<Moved> {
    let change = match (old.rows.contains_key(ticket), new.rows.contains_key(ticket)) {
        (false, true) => Change::Came,
        (true, false) => Change::Left,
        _ => Change::Changed,
    };
    let gone = old.header.iter().filter(|name| !new.header.contains(name));
    let told = |name: &&String| change == Change::Changed || !OF_POSITION.contains(&name.as_str());
    let cells = new.header.iter().chain(gone).filter(told).map(|column| ChangedCell {
        column: column.clone(),
        before: old.cell(ticket, column).to_owned(),
        after: new.cell(ticket, column).to_owned(),
    });
    let cells: Vec<ChangedCell> = cells.filter(|cell| cell.before != cell.after).collect();
    let side = if change == Change::Left { old } else { new };
    (!cells.is_empty()).then(|| Moved {
        position: side.cell(ticket, "position").to_owned(),
        ticket: ticket.to_owned(),
        change,
        cells,
    })
}
