//! The table of positions: `position,plan[,scheme]`.

use crate::scheme_file::SchemeFile;
use domain::marks::Position;
use sheets::columns::{self, Unknown, Wanted};
use sheets::value::{self, Reading};
use sheets::{At, Code, Fault, Note, Row, Sheet, nearest};
use std::collections::BTreeMap;

/// Positions and where they stand.
#[derive(Default)]
pub(super) struct Positions {
    /// In file order.
    pub list: Vec<Position>,
    /// Place of each, and its index in the list.
    pub places: BTreeMap<String, (At, usize)>,
}

impl Positions {
    /// The position of that code.
    pub(super) fn get(&self, code: &str) -> Option<&Position> {
        self.list.get(self.places.get(code)?.1)
    }
}

/// Reads them; faults of the table go to the others.
pub(super) fn read(
    sheet: &Sheet,
    schemes: &SchemeFile,
    notes: &mut Vec<(String, Note)>,
    faults: &mut Vec<Fault>,
) -> Positions {
    let mut positions = Positions::default();
    let wanted = [Wanted::required("position"), Wanted::required("plan"), Wanted::optional("scheme")];
    match columns::find(&sheet.file, &sheet.header, &wanted, Unknown::Refuse) {
        Err(more) => faults.extend(more),
        Ok(columns) => {
            let mut reader = Cells { sheet, columns: &columns, wanted: &wanted, notes, faults };
            for row in &sheet.rows {
                one(&mut reader, row, schemes, &mut positions);
            }
        }
    }
    positions
}

fn one(cells: &mut Cells<'_>, row: &Row, schemes: &SchemeFile, positions: &mut Positions) {
    let before = cells.faults.len();
    let code = cells.required(row, 0, value::code);
    let plan = cells.read(row, 1, value::count);
    let scheme = cells.read(row, 2, value::code);
    if cells.faults.len() == before {
        unknown_scheme(cells, row, schemes, scheme.as_deref());
    }
    let Some(code) = code else { return };
    let at = cells.sheet.row_at(row);
    match positions.places.get(&code) {
        Some((first, _)) => {
            cells.faults.push(Code::DuplicateRow { first: *first }.at(&cells.sheet.file, at, None));
        }
        None => {
            positions.places.insert(code.clone(), (at, positions.list.len()));
            positions.list.push(Position { code, plan, scheme });
        }
    }
}

fn unknown_scheme(cells: &mut Cells<'_>, row: &Row, schemes: &SchemeFile, name: Option<&str>) {
    if schemes.get(name).is_some() {
        return;
    }
    let code = match name {
        None => Code::Missing,
        Some(found) => Code::UnknownScheme {
            found: found.to_owned(),
            nearest: nearest(found, schemes.schemes.keys().map(String::as_str)).map(str::to_owned),
        },
    };
    cells.fault(row, 2, code);
}

/// Cells of a table by wanted column, with their faults and repairs put to the others.
pub(super) struct Cells<'c> {
    pub sheet: &'c Sheet,
    pub columns: &'c columns::Columns,
    pub wanted: &'c [Wanted],
    pub notes: &'c mut Vec<(String, Note)>,
    pub faults: &'c mut Vec<Fault>,
}

impl Cells<'_> {
    /// The value of a cell; `None` where it is blank, faulty, or the column is not there.
    pub(super) fn read<T>(
        &mut self,
        row: &Row,
        column: usize,
        read: impl FnOnce(&sheets::Value) -> Result<Option<Reading<T>>, Code>,
    ) -> Option<T> {
        let cell = row.cells.get(self.columns.get(column)?)?;
        match read(cell) {
            Ok(None) => None,
            Ok(Some(reading)) => {
                if let Some(remark) = reading.remark {
                    let note = Note { at: Some(self.at(row, column)), column: self.title(column), remark };
                    self.notes.push((self.sheet.file.clone(), note));
                }
                Some(reading.value)
            }
            Err(code) => {
                self.fault(row, column, code);
                None
            }
        }
    }

    /// As [`Self::read`]; a blank is a fault.
    pub(super) fn required<T>(
        &mut self,
        row: &Row,
        column: usize,
        read: impl FnOnce(&sheets::Value) -> Result<Option<Reading<T>>, Code>,
    ) -> Option<T> {
        let before = self.faults.len();
        let value = self.read(row, column, read);
        if value.is_none() && self.faults.len() == before {
            self.fault(row, column, Code::Missing);
        }
        value
    }

    pub(super) fn fault(&mut self, row: &Row, column: usize, code: Code) {
        let title = self.title(column).or_else(|| self.wanted.get(column).map(|wanted| wanted.key.clone()));
        self.faults.push(code.at(&self.sheet.file, self.at(row, column), title.as_deref()));
    }

    pub(super) fn at(&self, row: &Row, column: usize) -> At {
        match self.columns.get(column) {
            Some(index) => self.sheet.at(row, index),
            None => self.sheet.row_at(row),
        }
    }

    fn title(&self, column: usize) -> Option<String> {
        self.columns
            .get(column)
            .and_then(|index| self.sheet.header.get(index))
            .map(|header| header.name.clone())
    }
}
