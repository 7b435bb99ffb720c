//! The first visible worksheet of an xlsx workbook, cell by cell. Owns the order of cells and rows; refuses to build a
//! dense range, so a far cell costs nothing.

use super::gather::{Gather, Stop};
use super::{At, Code, Format, Limits, Note, Remark, Value, cell, package};
use calamine::{Reader, Sheet, SheetType, SheetVisible, Xlsx, XlsxError};
use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Reads all rows into the gatherer. A parser that panics on a malformed part is a damaged file, not a dead program.
pub(super) fn read(bytes: &[u8], limits: &Limits, gather: &mut Gather<'_>) -> Result<(), Stop> {
    package::weigh(bytes, limits).map_err(|code| Stop::Fault(None, code))?;
    let outcome = catch_unwind(AssertUnwindSafe(|| read_cells(bytes, limits, gather)));
    outcome.unwrap_or(Err(Stop::Fault(None, Code::Damaged)))
}

fn read_cells(bytes: &[u8], limits: &Limits, gather: &mut Gather<'_>) -> Result<(), Stop> {
    let mut book: Xlsx<Cursor<&[u8]>> = Xlsx::new(Cursor::new(bytes)).map_err(damaged)?;
    let visible: Vec<String> =
        book.sheets_metadata().iter().filter(|sheet| shown(sheet)).map(|sheet| sheet.name.clone()).collect();
    let Some((first, others)) = visible.split_first() else {
        return Err(Stop::Fault(None, Code::NoSheet));
    };
    if !others.is_empty() {
        let skipped = u32::try_from(others.len()).unwrap_or(u32::MAX);
        gather.note(Note {
            at: None,
            column: None,
            remark: Remark::OtherSheets { read: first.clone(), skipped },
        })?;
    }
    let mut cells = book.worksheet_cells_reader(first).map_err(damaged)?;
    let mut rows = Rows { gather, limits, row: 0, cells: Vec::new(), count: 0 };
    while let Some(record) = cells.next_cell_with_formula_metadata().map_err(damaged)? {
        let value = cell::value(&record.value, record.formula.is_some());
        if !value.is_blank() {
            rows.add(record.pos, value)?;
        }
    }
    rows.close_row()
}

fn shown(sheet: &Sheet) -> bool {
    sheet.visible == SheetVisible::Visible && sheet.typ == SheetType::WorkSheet
}

/// Which part broke is the parser's secret; what to do is the same for all of them.
fn damaged(error: impl Into<XlsxError>) -> Stop {
    let code = match error.into() {
        XlsxError::Password => Code::NotATable { seen: super::Kind::OldOrLocked },
        _ => Code::Damaged,
    };
    Stop::Fault(None, code)
}

/// Cells of the current row, until the next row begins.
struct Rows<'g, 's> {
    gather: &'g mut Gather<'s>,
    limits: &'g Limits,
    row: u32,
    cells: Vec<(u32, Value)>,
    count: u64,
}

impl Rows<'_, '_> {
    /// Positions come counted from nought.
    fn add(&mut self, (row, column): (u32, u32), value: Value) -> Result<(), Stop> {
        let (row, column) = (row.saturating_add(1), column.saturating_add(1));
        let at = At { format: Format::Workbook, row, column };
        self.count += 1;
        if self.count > self.limits.cells {
            return Err(Stop::Fault(Some(at), Code::TooManyCells { limit: self.limits.cells }));
        }
        if column > self.limits.columns {
            return Err(Stop::Fault(Some(at), Code::TooManyColumns { limit: self.limits.columns }));
        }
        if row != self.row {
            self.close_row()?;
            if row < self.row {
                return Err(Stop::Fault(Some(at), Code::Damaged));
            }
            self.row = row;
        }
        if self.cells.last().is_some_and(|(last, _)| *last >= column) {
            return Err(Stop::Fault(Some(at), Code::Damaged));
        }
        self.refuse_long(at, &value)?;
        self.cells.push((column, value));
        Ok(())
    }

    fn refuse_long(&self, at: At, value: &Value) -> Result<(), Stop> {
        match value {
            Value::Text(text) if text.len() > self.limits.cell.saturating_mul(4) => {
                let limit = u64::try_from(self.limits.cell).unwrap_or(u64::MAX);
                Err(Stop::Fault(Some(at), Code::CellTooLong { limit }))
            }
            _ => Ok(()),
        }
    }

    fn close_row(&mut self) -> Result<(), Stop> {
        let cells = std::mem::take(&mut self.cells);
        if cells.is_empty() { Ok(()) } else { self.gather.cells(self.row, cells) }
    }
}
