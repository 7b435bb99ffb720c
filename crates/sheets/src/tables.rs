//! The tables that a ranking begins with, as typed rows: positions, marks, examiners' marks. `linxuan rank` and the desk both
//! read through here and add only what each alone knows.
//!
//! Owns: which columns each table has, how their cells are read, and which person a row is about. Refuses: rows about
//! nobody, a row twice, names that no scheme knows; knows nothing of what is there already.

mod cells;
pub mod examiners;
mod firsts;
pub mod marks;
pub mod positions;

use std::collections::BTreeMap;

use domain::scheme::Scheme;

use super::fault::clip;
use super::{Code, Fault, Note, Row};
use cells::Cells;
use firsts::Firsts;

/// Faults listed of one table; what goes beyond is told by one more that says so.
pub const LISTED: usize = 1_000;

/// What was read of a table. Where there is a fault, nothing of it may be written; the rows that could be read stand here all
/// the same, so that whoever knows more can add what else is wrong with them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table<T> {
    /// The rows that could be read, in file order.
    pub rows: Vec<T>,
    /// What was read otherwise than it stood; what the reader of files itself noted stands with the sheet.
    pub notes: Vec<Note>,
    /// Everything that is wrong, by row.
    pub faults: Vec<Fault>,
}

impl<T> Table<T> {
    fn refused(faults: Vec<Fault>) -> Self {
        Self { rows: Vec::new(), notes: Vec::new(), faults }
    }
}

/// Lists a fault, up to [`LISTED`]: a wrong table of a million rows is refused as surely by the first thousand.
pub fn list(faults: &mut Vec<Fault>, fault: Fault) {
    if faults.len() < LISTED {
        faults.push(fault);
    } else if faults.len() == LISTED {
        let limit = u64::try_from(LISTED).unwrap_or(u64::MAX);
        faults.push(Code::TooManyFaults { limit }.of_file(&fault.file));
    }
}

/// The schemes of a posting and whom its tables may name.
#[derive(Clone, Debug)]
pub struct Register<'r> {
    /// Every scheme that somebody stands under.
    pub schemes: Vec<&'r Scheme>,
    /// The people.
    pub people: People<'r>,
}

/// Whom a table may name, each with the index of the scheme. `None` where the table of positions has a fault because the
/// scheme of the position is not known: rows about it are taken for known, and their marks are not read.
#[derive(Clone, Debug)]
pub enum People<'r> {
    /// Anybody, in these positions: every row names its position.
    Anybody(BTreeMap<&'r str, Option<usize>>),
    /// These people by position and candidate: every row names both.
    Entered(BTreeMap<(&'r str, &'r str), Option<usize>>),
    /// These people by ticket number, each in one position: a row may name it.
    Admitted(BTreeMap<&'r str, (&'r str, usize)>),
}

/// A person that a row is about.
struct Person {
    position: String,
    candidate: String,
    scheme: Option<usize>,
}

impl Register<'_> {
    /// Whether every row must name a position.
    fn by_position(&self) -> bool {
        !matches!(self.people, People::Admitted(_))
    }

    /// The person of a row, by its cells under the columns of the position and the candidate; what is wrong is told there.
    fn person(
        &self,
        cells: &mut Cells,
        row: &Row,
        (position_at, candidate_at): (usize, usize),
    ) -> Option<Person> {
        let position = match self.by_position() {
            true => cells.required(row, position_at, super::value::code),
            false => cells.read(row, position_at, super::value::code),
        };
        let candidate = cells.required(row, candidate_at, super::value::code)?;
        let unknown_candidate = |candidate: &str| Code::UnknownCandidate { found: clip(candidate) };
        let unknown_position = |position: &str| Code::UnknownPosition { found: clip(position) };
        match &self.people {
            People::Anybody(positions) => {
                let position = position?;
                match positions.get(position.as_str()) {
                    Some(scheme) => return Some(Person { position, candidate, scheme: *scheme }),
                    None => cells.fault(row, position_at, unknown_position(&position)),
                }
            }
            People::Entered(people) => {
                let position = position?;
                match people.get(&(position.as_str(), candidate.as_str())).copied() {
                    Some(scheme) => return Some(Person { position, candidate, scheme }),
                    None => cells.fault(row, candidate_at, unknown_candidate(&candidate)),
                }
            }
            People::Admitted(people) => match people.get(candidate.as_str()) {
                None => cells.fault(row, candidate_at, unknown_candidate(&candidate)),
                Some((own, scheme)) => match position.filter(|position| position != own) {
                    None => {
                        let position = (*own).to_owned();
                        return Some(Person { position, candidate, scheme: Some(*scheme) });
                    }
                    Some(other) => cells.fault(row, position_at, unknown_position(&other)),
                },
            },
        }
        None
    }
}
