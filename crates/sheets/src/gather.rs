//! Raw rows to header and aligned rows. Owns the finding of the header among the first rows, the alignment of cells under
//! titles, the telling of hidden rows and the bounds on rows, faults and remarks.
//!
//! The header is the row among the first twenty that holds most known titles; title lines and unit rows above it are told
//! and not read. Where no title is known, it is the first row with two cells or more. A header of two rows counts as one.

use super::fault::clip;
use super::shape::Area;
use super::value::tidy_title;
use super::xlsx::Line;
use super::{At, Code, Event, Fault, Format, Header, Limits, Note, Odd, Remark, Row, Value};
use std::ops::ControlFlow;

/// Rows among which the header is looked for.
const AHEAD: usize = 20;

/// Hidden rows that are named; more are only counted.
const NAMED: usize = 50;

/// Why reading ended early.
pub(super) enum Stop {
    /// A fault that leaves nothing to read.
    Fault(Option<At>, Code),
    /// The sink wants no more.
    Sink,
}

/// A row before its header is known.
struct Raw {
    format: Format,
    row: u32,
    hidden: bool,
    /// Fields of the record in a CSV file, blank ones included.
    width: usize,
    cells: Vec<(u32, Value)>,
}

impl Raw {
    fn titles(&self) -> impl Iterator<Item = &str> {
        self.cells.iter().filter_map(|(_, value)| value.shown())
    }

    fn known(&self) -> usize {
        self.titles().filter(|title| text::headers::is_title(&tidy_title(title))).count()
    }

    /// Whether all cells are titles of a header that stands in two rows.
    fn is_second_row(&self) -> bool {
        self.known() >= 2 && self.known() == self.cells.len()
    }
}

/// Turns raw rows into events.
pub(super) struct Gather<'s> {
    file: String,
    limits: Limits,
    sink: &'s mut dyn FnMut(Event) -> ControlFlow<()>,
    ahead: Vec<Raw>,
    header: Option<Vec<Header>>,
    width: usize,
    rows: u32,
    faults: usize,
    remarks: usize,
    further: u32,
    hidden: Vec<At>,
}

impl<'s> Gather<'s> {
    pub(super) fn new(
        file: &str,
        limits: &Limits,
        sink: &'s mut dyn FnMut(Event) -> ControlFlow<()>,
    ) -> Self {
        Self {
            file: file.to_owned(),
            limits: *limits,
            sink,
            ahead: Vec::new(),
            header: None,
            width: 0,
            rows: 0,
            faults: 0,
            remarks: 0,
            further: 0,
            hidden: Vec::new(),
        }
    }

    /// A record of a CSV file: one value per field.
    pub(super) fn record(&mut self, line: u32, fields: Vec<Value>) -> Result<(), Stop> {
        let width = fields.len();
        let cells = (1..).zip(fields).filter(|(_, value)| !value.is_blank()).collect();
        self.raw(Raw { format: Format::Text, row: line, hidden: false, width, cells })
    }

    /// The filled cells of a worksheet row, by column.
    pub(super) fn cells(&mut self, line: Line) -> Result<(), Stop> {
        let Line { row, hidden, cells } = line;
        self.raw(Raw { format: Format::Workbook, row, hidden, width: 0, cells })
    }

    fn raw(&mut self, raw: Raw) -> Result<(), Stop> {
        if raw.cells.is_empty() {
            return Ok(());
        }
        if self.header.is_some() {
            return self.row(raw);
        }
        self.ahead.push(raw);
        if self.ahead.len() < AHEAD { Ok(()) } else { self.open() }
    }

    /// Chooses the header among the first rows and hands on the rows below it.
    fn open(&mut self) -> Result<(), Stop> {
        let ahead = std::mem::take(&mut self.ahead);
        let Some(at) = header_row(&ahead) else { return Ok(()) };
        let second = ahead
            .get(at + 1)
            .filter(|below| ahead.get(at).is_some_and(|raw| raw.known() > 0) && below.is_second_row());
        let first = match second {
            None => at
                .checked_sub(1)
                .filter(|above| ahead.get(*above).is_some_and(Raw::is_second_row))
                .unwrap_or(at),
            Some(_) => at,
        };
        let last = if second.is_some() { at + 1 } else { at };
        let mut header: Vec<Header> = Vec::new();
        for raw in ahead.iter().take(last + 1).skip(first) {
            self.titles(raw, &mut header)?;
        }
        header.sort_by_key(|title| title.at.column);
        self.width = ahead.get(last).map_or(0, |raw| raw.width);
        let place = ahead.get(last).map(|raw| At { format: raw.format, row: raw.row, column: 0 });
        if let Some(place) = place.filter(|_| first > 0) {
            let above = u32::try_from(first).unwrap_or(u32::MAX);
            self.note(Note { at: Some(place), column: None, remark: Remark::HeaderRow { above } })?;
        }
        self.header = Some(header.clone());
        self.emit(Event::Header(header))?;
        ahead.into_iter().skip(last + 1).try_for_each(|raw| self.row(raw))
    }

    /// Takes the titles of a row; a title below another one in its column is the finer one and stands.
    fn titles(&mut self, raw: &Raw, header: &mut Vec<Header>) -> Result<(), Stop> {
        for (column, value) in &raw.cells {
            let at = At { format: raw.format, row: raw.row, column: *column };
            match value.shown() {
                Some(text) => {
                    let name = clip(&tidy_title(text));
                    match header.iter_mut().find(|title| title.at.column == *column) {
                        Some(title) => *title = Header { name, at },
                        None => header.push(Header { name, at }),
                    }
                }
                None => {
                    if let Value::Odd(odd) = value {
                        self.fault(Some(at), None, odd_code(*odd))?;
                    }
                }
            }
        }
        Ok(())
    }

    fn row(&mut self, raw: Raw) -> Result<(), Stop> {
        let Raw { format, row, hidden, width, cells } = raw;
        if format == Format::Text && self.is_of_another_width(width, &cells) {
            let expected = u32::try_from(self.width).unwrap_or(u32::MAX);
            let found = u32::try_from(width).unwrap_or(u32::MAX);
            return self.fault(
                Some(At { format, row, column: 0 }),
                None,
                Code::FieldCount { expected, found },
            );
        }
        if self.rows >= self.limits.rows {
            let at = At { format, row, column: 0 };
            return Err(Stop::Fault(Some(at), Code::TooManyRows { limit: self.limits.rows }));
        }
        self.rows += 1;
        if hidden {
            self.hidden.push(At { format, row, column: 0 });
        }
        let aligned = self.align(format, row, cells)?;
        self.emit(Event::Row(Row { row, cells: aligned }))
    }

    fn is_of_another_width(&self, width: usize, cells: &[(u32, Value)]) -> bool {
        let last = cells.last().and_then(|(column, _)| usize::try_from(*column).ok()).unwrap_or(0);
        width < self.width || last > self.width
    }

    fn align(&mut self, format: Format, row: u32, cells: Vec<(u32, Value)>) -> Result<Vec<Value>, Stop> {
        let places: Vec<u32> = self.header.iter().flatten().map(|header| header.at.column).collect();
        let mut aligned = vec![Value::Blank; places.len()];
        for (column, value) in cells {
            match places.binary_search(&column) {
                Err(_) => self.fault(Some(At { format, row, column }), None, Code::OutsideTable)?,
                Ok(index) => {
                    if let Some(slot) = aligned.get_mut(index) {
                        *slot = value;
                    }
                }
            }
        }
        Ok(aligned)
    }

    /// The merged areas of the sheet; those above the rows mean nothing.
    pub(super) fn merged(&mut self, areas: Vec<Area>) -> Result<(), Stop> {
        if self.header.is_none() {
            self.open()?;
        }
        let header = self.header.iter().flatten().map(|title| title.at.row).max().unwrap_or(0);
        areas
            .into_iter()
            .filter(|area| area.bottom > header)
            .try_for_each(|area| self.emit(Event::Merged(area)))
    }

    pub(super) fn note(&mut self, note: Note) -> Result<(), Stop> {
        if self.remarks >= self.limits.remarks {
            self.further = self.further.saturating_add(1);
            return Ok(());
        }
        self.remarks += 1;
        self.emit(Event::Note(note))
    }

    fn fault(&mut self, at: Option<At>, column: Option<String>, code: Code) -> Result<(), Stop> {
        self.faults += 1;
        if self.faults > self.limits.faults {
            let limit = u64::try_from(self.limits.faults).unwrap_or(u64::MAX);
            return Err(Stop::Fault(None, Code::TooManyFaults { limit }));
        }
        let fault = Fault { file: self.file.clone(), at, column, code };
        self.emit(Event::Fault(fault))
    }

    fn emit(&mut self, event: Event) -> Result<(), Stop> {
        if (self.sink)(event).is_break() { Err(Stop::Sink) } else { Ok(()) }
    }

    /// The last word: what stopped the reading, or what the file lacks.
    pub(super) fn finish(mut self, outcome: Result<(), Stop>) {
        let outcome = outcome.and_then(|()| if self.header.is_none() { self.open() } else { Ok(()) });
        let last = match outcome {
            Err(Stop::Sink) => return,
            Err(Stop::Fault(at, code)) => Some((at, code)),
            Ok(()) if self.header.is_none() => Some((None, Code::Empty)),
            Ok(()) if self.rows == 0 && self.faults == 0 => Some((None, Code::NoRows)),
            Ok(()) => self.hidden.first().copied().map(|first| (Some(first), hidden_rows(&self.hidden))),
        };
        if self.further > 0 {
            let note = Note { at: None, column: None, remark: Remark::Further(self.further) };
            let _ = self.emit(Event::Note(note));
        }
        if let Some((at, code)) = last {
            let fault = Fault { file: self.file.clone(), at, column: None, code };
            let _ = self.emit(Event::Fault(fault));
        }
    }
}

/// The row with most known titles, at least one; else the first with two cells; else the first.
fn header_row(ahead: &[Raw]) -> Option<usize> {
    let most = ahead.iter().map(Raw::known).max().filter(|known| *known > 0);
    match most {
        Some(most) => ahead.iter().position(|raw| raw.known() == most),
        None => {
            ahead.iter().position(|raw| raw.cells.len() >= 2).or_else(|| (!ahead.is_empty()).then_some(0))
        }
    }
}

fn hidden_rows(hidden: &[At]) -> Code {
    let named: Vec<String> = hidden.iter().take(NAMED).map(|at| at.row.to_string()).collect();
    Code::HiddenRows { rows: named.join(", "), count: u32::try_from(hidden.len()).unwrap_or(u32::MAX) }
}

/// A cell that is no value, as a fault.
pub(super) fn odd_code(odd: Odd) -> Code {
    match odd {
        Odd::Formula => Code::Formula,
        Odd::Date => Code::Date,
        Odd::Boolean => Code::Boolean,
        Odd::Error | Odd::Infinite => Code::ErrorValue,
    }
}
