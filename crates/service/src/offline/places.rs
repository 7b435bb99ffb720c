//! From what the engine refuses back to the cell that it stands in.

use super::Read;
use super::people::{Key, People};
use super::positions::Positions;
use domain::marks::{Fault as Refused, Wrong};
use domain::rulings::Refusal;
use sheets::fault::clip;
use sheets::{At, Code, Fault, Note, Sheet, value};

/// Finds places.
pub(super) struct Places<'p> {
    read: &'p Read,
    positions: &'p Positions,
    people: &'p People,
}

impl<'p> Places<'p> {
    pub(super) fn new(read: &'p Read, positions: &'p Positions, people: &'p People) -> Self {
        Self { read, positions, people }
    }

    /// Remarks of the files themselves.
    pub(super) fn notes(&self) -> Vec<(String, Note)> {
        let sheets = [Some(&self.read.positions), Some(&self.read.marks), self.read.examiners.as_ref()];
        let of = |sheet: &Sheet| {
            sheet.notes.iter().map(|note| (sheet.file.clone(), note.clone())).collect::<Vec<_>>()
        };
        sheets.into_iter().flatten().flat_map(of).collect()
    }

    /// Faults of sheets with their places; a cell that is faulty already is not named twice.
    pub(super) fn faults(&self, faults: &[Refused], known: &[Fault]) -> Vec<Fault> {
        let placed = faults.iter().map(|fault| self.fault(fault));
        placed
            .filter(|fault| {
                !known
                    .iter()
                    .any(|other| other.file == fault.file && other.at == fault.at && fault.at.is_some())
            })
            .collect()
    }

    fn fault(&self, fault: &Refused) -> Fault {
        let row = fault
            .candidate
            .as_ref()
            .and_then(|candidate| self.people.rows.get(&(fault.position.clone(), candidate.clone())));
        let column = fault.column.as_deref();
        if let Some((sheet, at)) = self.mark(fault) {
            return Code::Sheet { wrong: fault.wrong.clone() }.at(&sheet.file, at, column);
        }
        let found = row.zip(column).and_then(|((at, _), name)| self.found(*at, name));
        let code = code(&fault.wrong, found.unwrap_or_default());
        match row {
            Some((at, _)) => code.at(&self.read.marks.file, self.cell(*at, column), column),
            None => Fault {
                file: self.read.positions.file.clone(),
                at: None,
                column: column.map(str::to_owned),
                code,
            },
        }
    }

    /// What stands in the cell of a row under a column of the table of marks.
    fn found(&self, row: At, name: &str) -> Option<String> {
        let column = *self.people.columns.get(name)?;
        let cell = self.read.marks.cell(At { column, ..row })?;
        value::bare(cell).ok().flatten().map(|reading| clip(&reading.value))
    }

    /// The cell of a row under a column of the table of marks; the whole row where there is no such column.
    fn cell(&self, row: At, column: Option<&str>) -> At {
        let place = column.and_then(|name| self.people.columns.get(name));
        At { column: place.copied().unwrap_or(0), ..row }
    }

    /// The row of the table of examiners' marks that a fault of a panel is about.
    fn mark(&self, fault: &Refused) -> Option<(&Sheet, At)> {
        let sheet = self.read.examiners.as_ref()?;
        let (candidate, component) = (fault.candidate.as_ref()?, fault.column.as_ref()?);
        let whom = |key: &&Key| key.0 == fault.position && key.1 == *candidate && key.2 == *component;
        let mut rows = self.people.examiners.iter().filter(|(key, _)| whom(key));
        let at = match &fault.wrong {
            Wrong::ExaminerMarks { examiner, element } => rows
                .find(|(key, _)| key.3 == *examiner && (element.is_none() || key.4 == *element))
                .or_else(|| self.people.examiners.iter().find(|(key, _)| whom(key))),
            _ => rows.next(),
        };
        at.map(|(_, at)| (sheet, *at))
    }

    /// Refusals with their places: in the table of marks where they are about a person or a position, else in the rulings.
    pub(super) fn refusals(&self, refusals: &[Refusal], rulings: Option<&str>) -> Vec<Fault> {
        refusals.iter().map(|refusal| self.refusal(refusal, rulings)).collect()
    }

    fn refusal(&self, refusal: &Refusal, rulings: Option<&str>) -> Fault {
        let code = Code::Refused { refusal: refusal.clone() };
        match refusal {
            Refusal::Mark { position, candidate, column, .. } => {
                let row = self.people.rows.get(&(position.clone(), candidate.clone()));
                let at = row.map(|(at, _)| self.cell(*at, Some(column)));
                Fault { file: self.read.marks.file.clone(), at, column: Some(column.clone()), code }
            }
            Refusal::PlanMissing { position, .. } | Refusal::TooFine { position } => {
                let at = self.positions.places.get(position).copied();
                Fault { file: self.read.positions.file.clone(), at, column: None, code }
            }
            _ => code.of_file(rulings.unwrap_or_default()),
        }
    }
}

/// What the engine calls wrong, in the words of a table where there are such.
fn code(wrong: &Wrong, found: String) -> Code {
    match wrong {
        Wrong::Missing => Code::Missing,
        Wrong::UnusedColumn { .. } => Code::NotUsed { found },
        Wrong::AboveFull { full } => Code::AboveFull { found, full: full.clone() },
        Wrong::Negative => Code::Negative { found },
        Wrong::TooManyPlaces { allowed } => Code::TooFine { found, places: *allowed },
        other => Code::Sheet { wrong: other.clone() },
    }
}
