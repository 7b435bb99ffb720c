//! The people of a ranking, by the tables of marks and of examiners' marks that the command names. A row of marks is checked as it is
//! read and not kept; only where examiners' marks come beside it, sheets wait for those.

use std::collections::BTreeMap;

use domain::marks::{Fault as SheetFault, Settings, Settled, Settling, Sheet};
use domain::ranking::Aside;
use sheets::tables::examiners::{ExaminerLine, read as read_examiners};
use sheets::tables::marks::{MarkLine, MarkReader};
use sheets::tables::{People as Named, Register};
use sheets::{Fault, Note};

use super::handed::Handed;

/// Everybody, settled.
pub(super) struct Entered {
    /// The people, or what is wrong with their sheets.
    pub settled: Result<Settled, Vec<SheetFault>>,
    /// What was read otherwise than it stood in the files themselves.
    pub repaired: Vec<(String, Note)>,
}

/// Reads everybody's marks; notes and faults of the tables go to the others.
///
/// # Errors
/// Every fault of the file of marks itself.
pub(super) fn enter(
    handed: &Handed,
    (register, settings): (&Register<'_>, &Settings<'_>),
    notes: &mut Vec<(String, Note)>,
    faults: &mut Vec<Fault>,
) -> Result<Entered, Vec<Fault>> {
    let aside = Aside::of(settings, &handed.rulings);
    let mut settling = Settling::new(settings);
    let (mut waiting, mut reader) = (Vec::new(), None);
    let passed = handed.marks.rows(|frame, row| {
        let reader = reader.get_or_insert_with(|| MarkReader::new(frame.clone(), register));
        let Ok(reader) = reader else { return };
        let Some(mut sheet) = reader.row(row).map(|line| sheet(reader, line)) else { return };
        match &handed.examiners {
            Some(_) => waiting.push(sheet),
            None => {
                aside.strip(&mut sheet);
                settling.take(&sheet);
            }
        }
    })?;
    match reader {
        Some(Ok(reader)) => {
            let table = reader.finish(Vec::new()).table;
            notes.extend(table.notes.into_iter().map(|note| (handed.marks.name.clone(), note)));
            faults.extend(table.faults);
        }
        Some(Err(more)) => faults.extend(more),
        None => {}
    }
    if let Some(table) = handed.examiners.as_ref().filter(|_| !waiting.is_empty()) {
        examined(table, register, &mut waiting, notes, faults);
    }
    for sheet in &mut waiting {
        aside.strip(sheet);
        settling.take(sheet);
    }
    let (marks, own) =
        (handed.marks.name.as_str(), |sheet: &sheets::Sheet| (sheet.file.clone(), sheet.notes.clone()));
    let files = [own(&handed.positions), (marks.to_owned(), passed.notes)];
    let files = files.into_iter().chain(handed.examiners.as_ref().map(own));
    let repaired = files.flat_map(|(file, notes)| notes.into_iter().map(move |note| (file.clone(), note)));
    Ok(Entered { settled: settling.finish(), repaired: repaired.collect() })
}

fn sheet(reader: &MarkReader<'_>, line: MarkLine) -> Sheet {
    let MarkLine { position, candidate, cells, .. } = line;
    let entry =
        |cell: sheets::tables::marks::MarkCell| Some((reader.column(cell.column)?.to_owned(), cell.entry));
    let entries = cells.into_iter().filter_map(entry).collect();
    Sheet { position, candidate, entries, examiners: Vec::new() }
}

/// Reads examiners' marks into the sheets; notes and faults of the table go to the others.
fn examined(
    table: &sheets::Sheet,
    register: &Register<'_>,
    waiting: &mut [Sheet],
    notes: &mut Vec<(String, Note)>,
    faults: &mut Vec<Fault>,
) {
    let people = waiting.iter().map(|sheet| (sheet.position.as_str(), sheet.candidate.as_str()));
    let marks = read_examiners(table, &entered(register, people)).table;
    notes.extend(marks.notes.into_iter().map(|note| (table.file.clone(), note)));
    faults.extend(marks.faults);
    let mut by_person: BTreeMap<(String, String), Vec<ExaminerLine>> = BTreeMap::new();
    for line in marks.rows {
        by_person.entry((line.position.clone(), line.candidate.clone())).or_default().push(line);
    }
    for sheet in waiting {
        let lines = by_person.remove(&(sheet.position.clone(), sheet.candidate.clone()));
        sheet.examiners.extend(lines.into_iter().flatten().map(|line| line.mark));
    }
}

/// The register of the people who have a row of marks: examiners mark nobody else.
pub(super) fn entered<'r>(
    register: &Register<'r>,
    people: impl Iterator<Item = (&'r str, &'r str)>,
) -> Register<'r> {
    let scheme = |position: &str| match &register.people {
        Named::Anybody(positions) => positions.get(position).copied().flatten(),
        Named::Entered(_) | Named::Admitted(_) => None,
    };
    let people = people.map(|(position, candidate)| ((position, candidate), scheme(position)));
    Register { schemes: register.schemes.clone(), people: Named::Entered(people.collect()) }
}
