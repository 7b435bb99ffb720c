//! From what the engine refuses back to the cell that it stands in.

use std::collections::BTreeMap;

use super::handed::Handed;
use super::people::entered;
use super::positions::Positions;
use domain::marks::{Fault as Refused, Wrong};
use domain::rulings::Refusal;
use sheets::fault::clip;
use sheets::tables::Register;
use sheets::tables::examiners::read as read_examiners;
use sheets::tables::marks::{Marks, Names, read as read_marks};
use sheets::{At, Code, Fault, Sheet, value};

/// What one examiner's mark is of: position, candidate, component, examiner, element.
type Key = (String, String, String, String, Option<String>);

/// Finds places. The marks are read once more for it, because nothing of a table without fault is kept.
pub(super) struct Places<'p> {
    handed: &'p Handed,
    positions: &'p Positions,
    marks: Option<Sheet>,
    /// By position and candidate, the row of marks.
    rows: BTreeMap<(String, String), At>,
    /// Column of the table of marks by name of the input.
    columns: BTreeMap<String, u32>,
    /// Places of examiners' marks, in their own table.
    examiners: BTreeMap<Key, At>,
}

impl<'p> Places<'p> {
    pub(super) fn new(handed: &'p Handed, positions: &'p Positions, register: &Register<'_>) -> Self {
        let marks = handed.marks.whole();
        let read = marks.as_ref().map(|sheet| read_marks(sheet, register, Names::Unread));
        let (columns, lines) =
            read.map_or((Vec::new(), Vec::new()), |Marks { columns, table, .. }| (columns, table.rows));
        let rows: BTreeMap<(String, String), At> =
            lines.into_iter().map(|line| ((line.position, line.candidate), line.at)).collect();
        let place = |(name, header): (String, Option<sheets::Header>)| Some((name, header?.at.column));
        let columns = columns.into_iter().filter_map(place).collect();
        let people = rows.keys().map(|(position, candidate)| (position.as_str(), candidate.as_str()));
        let examiners = handed.examiners.as_ref().map(|sheet| {
            let lines = read_examiners(sheet, &entered(register, people)).table.rows.into_iter();
            let of = |line: sheets::tables::examiners::ExaminerLine| {
                let mark = line.mark;
                ((line.position, line.candidate, mark.component, mark.examiner, mark.element), line.at)
            };
            lines.map(of).collect()
        });
        let examiners = examiners.unwrap_or_default();
        Self { handed, positions, marks, rows, columns, examiners }
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
            .and_then(|candidate| self.rows.get(&(fault.position.clone(), candidate.clone())));
        let column = fault.column.as_deref();
        if let Some((sheet, at)) = self.mark(fault) {
            return Code::Sheet { wrong: fault.wrong.clone() }.at(&sheet.file, at, column);
        }
        let found = row.zip(column).and_then(|(at, name)| self.found(*at, name));
        let code = code(&fault.wrong, found.unwrap_or_default());
        match row {
            Some(at) => code.at(&self.handed.marks.name, self.cell(*at, column), column),
            None => Fault {
                file: self.handed.positions.file.clone(),
                at: None,
                column: column.map(str::to_owned),
                code,
            },
        }
    }

    /// What stands in the cell of a row under a column of the table of marks.
    fn found(&self, row: At, name: &str) -> Option<String> {
        let column = *self.columns.get(name)?;
        let cell = self.marks.as_ref()?.cell(At { column, ..row })?;
        value::bare(cell).ok().flatten().map(|reading| clip(&reading.value))
    }

    /// The cell of a row under a column of the table of marks; the whole row where there is no such column.
    fn cell(&self, row: At, column: Option<&str>) -> At {
        let place = column.and_then(|name| self.columns.get(name));
        At { column: place.copied().unwrap_or(0), ..row }
    }

    /// The row of the table of examiners' marks that a fault of a panel is about.
    fn mark(&self, fault: &Refused) -> Option<(&Sheet, At)> {
        let sheet = self.handed.examiners.as_ref()?;
        let (candidate, component) = (fault.candidate.as_ref()?, fault.column.as_ref()?);
        let whom = |key: &&Key| key.0 == fault.position && key.1 == *candidate && key.2 == *component;
        let mut rows = self.examiners.iter().filter(|(key, _)| whom(key));
        let at = match &fault.wrong {
            Wrong::ExaminerMarks { examiner, element } => rows
                .find(|(key, _)| key.3 == *examiner && (element.is_none() || key.4 == *element))
                .or_else(|| self.examiners.iter().find(|(key, _)| whom(key))),
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
                let row = self.rows.get(&(position.clone(), candidate.clone()));
                let at = row.map(|at| self.cell(*at, Some(column)));
                Fault { file: self.handed.marks.name.clone(), at, column: Some(column.clone()), code }
            }
            Refusal::PlanMissing { position, .. } | Refusal::TooFine { position } => {
                let at = self.positions.places.get(position).copied();
                Fault { file: self.handed.positions.file.clone(), at, column: None, code }
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
