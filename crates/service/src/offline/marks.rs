//! The table of marks: `position,candidate` and one column per key that a used scheme names.

use super::form::{Form, SERIAL};
use super::positions::{Cells, Positions};
use domain::marks::Sheet;
use sheets::columns::{self, Columns, Unknown};
use sheets::entry::entry;
use sheets::fault::clip;
use sheets::value::{self, Reading};
use sheets::{At, Code, Fault, Note, Row};
use std::collections::BTreeMap;

/// Everybody's sheet, and where each cell stands.
#[derive(Default)]
pub(super) struct People {
    /// In file order.
    pub sheets: Vec<Sheet>,
    /// By position and candidate: the place of the row and the index of the sheet.
    pub rows: BTreeMap<(String, String), (At, usize)>,
    /// Column of the file by name of the input.
    pub columns: BTreeMap<String, u32>,
    /// For each sheet the index of its row in the file, for faults that quote a cell.
    pub lines: Vec<usize>,
    /// Places of examiners' marks, with the name of their file.
    pub examiners: BTreeMap<super::examiners::Key, At>,
}

/// Reads them; faults of the table go to the others.
pub(super) fn read(
    sheet: &sheets::Sheet,
    form: &Form,
    positions: &Positions,
    notes: &mut Vec<(String, Note)>,
    faults: &mut Vec<Fault>,
) -> People {
    let mut people = People::default();
    match columns::find(&sheet.file, &sheet.header, &form.wanted, Unknown::Refuse) {
        Err(more) => faults.extend(more),
        Ok(columns) => {
            people.columns = places(sheet, form, &columns);
            let mut cells = Cells { sheet, columns: &columns, wanted: &form.wanted, notes, faults };
            for (line, row) in sheet.rows.iter().enumerate() {
                one(&mut cells, (line, row), form, positions, &mut people);
            }
        }
    }
    people
}

fn places(sheet: &sheets::Sheet, form: &Form, columns: &Columns) -> BTreeMap<String, u32> {
    let place = |(wanted, column): (usize, &columns::Wanted)| {
        let header = sheet.header.get(columns.get(wanted)?)?;
        Some((column.key.clone(), header.at.column))
    };
    form.wanted.iter().enumerate().filter_map(place).collect()
}

fn one(
    cells: &mut Cells<'_>,
    (line, row): (usize, &Row),
    form: &Form,
    positions: &Positions,
    people: &mut People,
) {
    let position = cells.required(row, 0, value::code);
    let candidate = cells.required(row, 1, value::code);
    let (Some(position), Some(candidate)) = (position, candidate) else { return };
    let Some(scheme) = positions.get(&position).map(|position| position.scheme.clone()) else {
        return cells.fault(row, 0, Code::UnknownPosition { found: clip(&position) });
    };
    let key = (position.clone(), candidate.clone());
    let at = cells.sheet.row_at(row);
    if let Some((first, _)) = people.rows.get(&key) {
        let code = Code::DuplicateRow { first: *first };
        return cells.faults.push(code.at(&cells.sheet.file, at, None));
    }
    let index = people.sheets.len();
    let mut entries = BTreeMap::new();
    let kinds = form.kinds(scheme.as_deref());
    for (column, wanted) in form.wanted.iter().enumerate().skip(2) {
        let kind = kinds.and_then(|kinds| kinds.get(&wanted.key)).copied();
        if kind.is_none() && wanted.key == SERIAL {
            continue;
        }
        let mark = |cell: &_| {
            Ok(entry(cell, kind)?
                .map(|Reading { value: (entry, _), remark }| Reading { value: entry, remark }))
        };
        if let Some(entry) = cells.read(row, column, mark) {
            entries.insert(wanted.key.clone(), entry);
        }
    }
    people.lines.push(line);
    people.rows.insert(key, (at, index));
    people.sheets.push(Sheet { position, candidate, entries, examiners: Vec::new() });
}
