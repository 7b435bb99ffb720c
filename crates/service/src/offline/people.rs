//! The people of a ranking, by the tables of marks and of examiners' marks that the command names.

use domain::marks::Sheet;
use sheets::tables::examiners::read as read_examiners;
use sheets::tables::marks::read as read_marks;
use sheets::tables::{People as Named, Register};
use sheets::{At, Fault, Note};
use std::collections::BTreeMap;

/// What one examiner's mark is of: position, candidate, component, examiner, element.
pub(super) type Key = (String, String, String, String, Option<String>);

/// Everybody's sheet, and where each cell stands.
#[derive(Default)]
pub(super) struct People {
    /// In file order.
    pub sheets: Vec<Sheet>,
    /// By position and candidate: the place of the row and the index of the sheet.
    pub rows: BTreeMap<(String, String), (At, usize)>,
    /// Column of the file by name of the input.
    pub columns: BTreeMap<String, u32>,
    /// Places of examiners' marks, in their own table.
    pub examiners: BTreeMap<Key, At>,
}

/// Reads the sheets; notes and faults of the table go to the others.
pub(super) fn read(
    sheet: &sheets::Sheet,
    register: &Register<'_>,
    notes: &mut Vec<(String, Note)>,
    faults: &mut Vec<Fault>,
) -> People {
    let marks = read_marks(sheet, register);
    notes.extend(marks.table.notes.into_iter().map(|note| (sheet.file.clone(), note)));
    faults.extend(marks.table.faults);
    let mut people = People::default();
    for line in marks.table.rows {
        let entry = |cell: sheets::tables::marks::MarkCell| {
            let (name, _) = marks.columns.get(cell.column)?;
            Some((name.clone(), cell.entry))
        };
        let entries = line.cells.into_iter().filter_map(entry).collect();
        let key = (line.position.clone(), line.candidate.clone());
        people.rows.insert(key, (line.at, people.sheets.len()));
        let (position, candidate) = (line.position, line.candidate);
        people.sheets.push(Sheet { position, candidate, entries, examiners: Vec::new() });
    }
    let place = |(name, header): (String, Option<sheets::Header>)| Some((name, header?.at.column));
    people.columns = marks.columns.into_iter().filter_map(place).collect();
    people
}

/// Reads examiners' marks into the sheets; notes and faults of the table go to the others.
pub(super) fn examined(
    sheet: &sheets::Sheet,
    register: &Register<'_>,
    people: &mut People,
    notes: &mut Vec<(String, Note)>,
    faults: &mut Vec<Fault>,
) {
    let scheme = |position: &str| match &register.people {
        Named::Anybody(positions) => positions.get(position).copied().flatten(),
        Named::Entered(_) | Named::Admitted(_) => None,
    };
    let named = |(position, candidate): &'_ (String, String)| (position.clone(), candidate.clone());
    let keys: Vec<(String, String)> = people.rows.keys().map(named).collect();
    let entered =
        keys.iter().map(|(position, candidate)| ((position.as_str(), candidate.as_str()), scheme(position)));
    let entered = Register { schemes: register.schemes.clone(), people: Named::Entered(entered.collect()) };
    let table = read_examiners(sheet, &entered).table;
    notes.extend(table.notes.into_iter().map(|note| (sheet.file.clone(), note)));
    faults.extend(table.faults);
    for line in table.rows {
        let (position, candidate, mark) = (line.position, line.candidate, line.mark);
        let row = people.rows.get(&(position.clone(), candidate.clone()));
        let Some(sheet) = row.and_then(|(_, index)| people.sheets.get_mut(*index)) else { continue };
        let (component, examiner) = (mark.component.clone(), mark.examiner.clone());
        people.examiners.insert((position, candidate, component, examiner, mark.element.clone()), line.at);
        sheet.examiners.push(mark);
    }
}
