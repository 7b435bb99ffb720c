//! Cells of one worksheet, row by row. Owns the order of cells and rows, what a cell shows, hidden rows and merged areas;
//! refuses to build a dense range, so a far cell costs nothing.

use super::rich::{Rich, rich, unescaped};
use super::styles::Look;
use super::xml::{Markup, Piece, Tag};
use crate::cell::{self, Content};
use crate::gather::Stop;
use crate::shape::Area;
use crate::{At, Code, Format, Limits, Value};
use std::io::BufRead;

/// Merged areas that are remembered.
const MERGED: usize = 10_000;

/// The filled cells of a row.
pub(crate) struct Line {
    pub row: u32,
    pub hidden: bool,
    pub cells: Vec<(u32, Value)>,
}

/// What cells point to.
pub(super) struct Shared<'s> {
    pub strings: &'s [Rich],
    pub looks: &'s [Look],
    pub limits: &'s Limits,
}

/// Reads all rows; returns the merged areas, which stand below them.
pub(super) fn read<R: BufRead>(
    markup: &mut Markup<R>,
    shared: &Shared<'_>,
    take: &mut dyn FnMut(Line) -> Result<(), Stop>,
) -> Result<Vec<Area>, Stop> {
    let mut rows = Rows {
        take,
        limits: shared.limits,
        line: Line { row: 0, hidden: false, cells: Vec::new() },
        count: 0,
    };
    let (mut row, mut column, mut hidden) = (0_u32, 0_u32, false);
    let mut merged = Vec::new();
    loop {
        match markup.next_piece().map_err(whole)? {
            Piece::Open(tag) if tag.is("row") => {
                row = tag.number("r").map_err(whole)?.unwrap_or(row.saturating_add(1));
                (column, hidden) = (0, tag.says("hidden").map_err(whole)?);
            }
            Piece::Open(tag) if tag.is("c") => {
                let place = tag.attribute("r").map_err(whole)?;
                (row, column) = match place {
                    Some(place) => address(&place).ok_or(whole(Code::Damaged))?,
                    None => (row, column.saturating_add(1)),
                };
                let kind = Kind::of(&tag).map_err(whole)?;
                let value = content(markup, &kind, shared).map_err(whole)?;
                if !value.is_blank() {
                    rows.add((row, column), hidden, value)?;
                }
            }
            Piece::Open(tag) if tag.is("mergeCell") && merged.len() < MERGED => {
                let area = tag.attribute("ref").map_err(whole)?.and_then(|area| Area::parse(&area, address));
                merged.extend(area);
            }
            Piece::End => break,
            Piece::Open(_) | Piece::Close(_) | Piece::Text(_) | Piece::Nothing => {}
        }
    }
    rows.close()?;
    Ok(merged)
}

/// Whether a worksheet holds anything.
pub(super) fn is_filled<R: BufRead>(markup: &mut Markup<R>) -> Result<bool, Code> {
    loop {
        match markup.next_piece()? {
            Piece::Open(tag) if tag.is("v") || tag.is("is") => return Ok(true),
            Piece::End => return Ok(false),
            Piece::Open(_) | Piece::Close(_) | Piece::Text(_) | Piece::Nothing => {}
        }
    }
}

fn whole(code: Code) -> Stop {
    Stop::Fault(None, code)
}

/// `C17` as row and column, both from one.
fn address(text: &str) -> Option<(u32, u32)> {
    let text = text.trim().trim_start_matches('$');
    let letters = text.bytes().take_while(u8::is_ascii_alphabetic).count();
    let (letters, row) = text.split_at_checked(letters)?;
    let row: u32 = row.trim_start_matches('$').parse().ok()?;
    let step = |column: u32, letter: u8| {
        column.checked_mul(26)?.checked_add(u32::from(letter.to_ascii_uppercase() - b'A') + 1)
    };
    let column = letters.bytes().try_fold(0_u32, step)?;
    (row > 0 && row <= 1_048_576 && column > 0 && column <= 16_384).then_some((row, column))
}

/// What a cell's tag says of its content.
struct Kind {
    word: String,
    look: Option<usize>,
}

impl Kind {
    fn of(tag: &Tag<'_>) -> Result<Self, Code> {
        let look = tag.number("s")?.and_then(|look| usize::try_from(look).ok());
        Ok(Self { word: tag.attribute("t")?.unwrap_or_default(), look })
    }
}

/// The value of the cell that has just been opened.
fn content<R: BufRead>(markup: &mut Markup<R>, kind: &Kind, shared: &Shared<'_>) -> Result<Value, Code> {
    let inside = markup.depth();
    let (mut raw, mut inline, mut formula) = (None, None, false);
    loop {
        match markup.next_piece()? {
            Piece::Open(tag) if tag.is("v") => raw = Some(markup.text()?),
            Piece::Open(tag) if tag.is("is") => inline = Some(rich(markup)?),
            Piece::Open(tag) => {
                formula |= tag.is("f");
                markup.skip()?;
            }
            Piece::Close(depth) if depth < inside => break,
            Piece::End => return Err(Code::Damaged),
            Piece::Close(_) | Piece::Text(_) | Piece::Nothing => {}
        }
    }
    let look = kind.look.and_then(|look| shared.looks.get(look));
    let raw = raw.as_deref();
    let found = match kind.word.as_str() {
        _ if formula => Content::Formula,
        // What the sheet shows is the inline text; a value beside it is what stood there before.
        "inlineStr" => Content::Text(inline.unwrap_or_default()),
        "s" => match raw.map(str::trim).filter(|raw| !raw.is_empty()) {
            None => Content::Text(Rich::default()),
            Some(raw) => {
                let at: usize = raw.parse().map_err(|_| Code::Damaged)?;
                Content::Text(shared.strings.get(at).cloned().ok_or(Code::Damaged)?)
            }
        },
        "str" => Content::Text(Rich { text: raw.map(unescaped).unwrap_or_default(), struck: false }),
        "b" => Content::Boolean,
        "e" => Content::Error,
        "d" => Content::Date,
        "" | "n" => Content::Number(raw.unwrap_or_default().trim()),
        _ => return Err(Code::Damaged),
    };
    let plain = Look::default();
    let look = look.unwrap_or(&plain);
    cell::value(found, &look.format, look.struck)
}

/// Cells of the current row, until the next row begins.
struct Rows<'r, 't> {
    take: &'r mut (dyn FnMut(Line) -> Result<(), Stop> + 't),
    limits: &'r Limits,
    line: Line,
    count: u64,
}

impl Rows<'_, '_> {
    fn add(&mut self, (row, column): (u32, u32), hidden: bool, value: Value) -> Result<(), Stop> {
        let at = At { format: Format::Workbook, row, column };
        self.count += 1;
        if self.count > self.limits.cells {
            return Err(Stop::Fault(Some(at), Code::TooManyCells { limit: self.limits.cells }));
        }
        if column > self.limits.columns {
            return Err(Stop::Fault(Some(at), Code::TooManyColumns { limit: self.limits.columns }));
        }
        if row != self.line.row {
            self.close()?;
            if row < self.line.row {
                return Err(Stop::Fault(Some(at), Code::Damaged));
            }
            self.line = Line { row, hidden, cells: Vec::new() };
        }
        if self.line.cells.last().is_some_and(|(last, _)| *last >= column) {
            return Err(Stop::Fault(Some(at), Code::Damaged));
        }
        self.refuse_long(at, &value)?;
        self.line.cells.push((column, value));
        Ok(())
    }

    fn refuse_long(&self, at: At, value: &Value) -> Result<(), Stop> {
        match value {
            Value::Text(text) | Value::Struck(text) if text.len() > self.limits.cell.saturating_mul(4) => {
                let limit = u64::try_from(self.limits.cell).unwrap_or(u64::MAX);
                Err(Stop::Fault(Some(at), Code::CellTooLong { limit }))
            }
            _ => Ok(()),
        }
    }

    fn close(&mut self) -> Result<(), Stop> {
        let cells = std::mem::take(&mut self.line.cells);
        if cells.is_empty() {
            return Ok(());
        }
        (self.take)(Line { row: self.line.row, hidden: self.line.hidden, cells })
    }
}
