//! The first visible worksheet of an xlsx workbook, cell by cell. Owns the order of cells and rows; refuses to build a
//! dense range, so a far cell costs nothing.

use super::gather::{Gather, Stop};
use super::{At, Code, Format, Limits, Note, Remark, Value, cell, package};
use calamine::{Reader, Sheet, SheetType, SheetVisible, Xlsx, XlsxError};
use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// The filled cells of one worksheet: rows with their numbers, cells with their columns, both from one.
pub type Grid = Vec<(u32, Vec<(u32, Value)>)>;

/// Reads all rows into the gatherer. A parser that panics on a malformed part is a damaged file, not a dead program.
pub(super) fn read(bytes: &[u8], limits: &Limits, gather: &mut Gather<'_>) -> Result<(), Stop> {
    guarded(bytes, limits, || read_first(bytes, limits, gather))
}

/// The first `most` visible worksheets as they stand, whole: for prints of ours that are to be turned back.
///
/// # Errors
/// The fault of the file.
pub fn grids(bytes: &[u8], limits: &Limits, most: usize) -> Result<Vec<Grid>, Code> {
    let mut grids = Vec::new();
    let outcome = guarded(bytes, limits, || {
        let mut book = open(bytes)?;
        for name in visible(&book).into_iter().take(most) {
            let mut grid = Grid::new();
            read_sheet(&mut book, &name, limits, &mut |row, cells| {
                grid.push((row, cells));
                Ok(())
            })?;
            grids.push(grid);
        }
        Ok(())
    });
    match outcome {
        Ok(()) => Ok(grids),
        Err(Stop::Fault(_, code)) => Err(code),
        Err(Stop::Sink) => Err(Code::Damaged),
    }
}

fn guarded(bytes: &[u8], limits: &Limits, work: impl FnOnce() -> Result<(), Stop>) -> Result<(), Stop> {
    package::weigh(bytes, limits).map_err(|code| Stop::Fault(None, code))?;
    catch_unwind(AssertUnwindSafe(work)).unwrap_or(Err(Stop::Fault(None, Code::Damaged)))
}

type Book<'b> = Xlsx<Cursor<&'b [u8]>>;

fn open(bytes: &[u8]) -> Result<Book<'_>, Stop> {
    Xlsx::new(Cursor::new(bytes)).map_err(damaged)
}

fn visible(book: &Book<'_>) -> Vec<String> {
    book.sheets_metadata().iter().filter(|sheet| shown(sheet)).map(|sheet| sheet.name.clone()).collect()
}

fn read_first(bytes: &[u8], limits: &Limits, gather: &mut Gather<'_>) -> Result<(), Stop> {
    let mut book = open(bytes)?;
    let visible = visible(&book);
    let Some((first, others)) = visible.split_first() else {
        return Err(Stop::Fault(None, Code::NoSheet));
    };
    if !others.is_empty() {
        let skipped = u32::try_from(others.len()).unwrap_or(u32::MAX);
        let remark = Remark::OtherSheets { read: first.clone(), skipped };
        gather.note(Note { at: None, column: None, remark })?;
    }
    read_sheet(&mut book, first, limits, &mut |row, cells| gather.cells(row, cells))
}

fn read_sheet(book: &mut Book<'_>, name: &str, limits: &Limits, take: &mut TakeRow<'_>) -> Result<(), Stop> {
    let mut cells = book.worksheet_cells_reader(name).map_err(damaged)?;
    let mut rows = Rows { take, limits, row: 0, cells: Vec::new(), count: 0 };
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

/// Takes the filled cells of one row.
type TakeRow<'t> = dyn FnMut(u32, Vec<(u32, Value)>) -> Result<(), Stop> + 't;

/// Cells of the current row, until the next row begins.
struct Rows<'r, 't> {
    take: &'r mut TakeRow<'t>,
    limits: &'r Limits,
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
        if cells.is_empty() { Ok(()) } else { (self.take)(self.row, cells) }
    }
}
