//! Raw rows to header and aligned rows. Owns the finding of the header in the first row that is not empty, the
//! alignment of cells under titles and the bounds on rows, faults and remarks.

use super::fault::clip;
use super::value::tidy_title;
use super::{At, Code, Event, Fault, Format, Header, Limits, Note, Odd, Remark, Row, Value};
use std::ops::ControlFlow;

/// Why reading ended early.
pub(super) enum Stop {
    /// A fault that leaves nothing to read.
    Fault(Option<At>, Code),
    /// The sink wants no more.
    Sink,
}

/// Turns raw rows into events.
pub(super) struct Gather<'s> {
    file: String,
    limits: Limits,
    sink: &'s mut dyn FnMut(Event) -> ControlFlow<()>,
    header: Option<Vec<Header>>,
    /// Fields of the header record in a CSV file, blank ones included.
    width: usize,
    rows: u32,
    faults: usize,
    remarks: usize,
    further: u32,
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
            header: None,
            width: 0,
            rows: 0,
            faults: 0,
            remarks: 0,
            further: 0,
        }
    }

    /// A record of a CSV file: one value per field.
    pub(super) fn record(&mut self, line: u32, fields: Vec<Value>) -> Result<(), Stop> {
        if fields.iter().all(Value::is_blank) {
            return Ok(());
        }
        let found = fields.len();
        let excess = fields.iter().skip(self.width).any(|field| !field.is_blank());
        let filled = (1..).zip(fields).filter(|(_, value)| !value.is_blank()).collect();
        if self.header.is_none() {
            self.width = found;
        } else if found < self.width || (found > self.width && excess) {
            return self.wrong_width(line, found);
        }
        self.row(Format::Text, line, filled)
    }

    fn wrong_width(&mut self, line: u32, found: usize) -> Result<(), Stop> {
        self.refuse_title_line()?;
        let expected = u32::try_from(self.width).unwrap_or(u32::MAX);
        let found = u32::try_from(found).unwrap_or(u32::MAX);
        self.fault(
            Some(At { format: Format::Text, row: line, column: 0 }),
            None,
            Code::FieldCount { expected, found },
        )
    }

    /// The filled cells of a worksheet row, by column.
    pub(super) fn cells(&mut self, row: u32, cells: Vec<(u32, Value)>) -> Result<(), Stop> {
        self.row(Format::Workbook, row, cells)
    }

    fn row(&mut self, format: Format, row: u32, cells: Vec<(u32, Value)>) -> Result<(), Stop> {
        if self.header.is_none() {
            return self.open(format, row, cells);
        }
        if self.rows >= self.limits.rows {
            let at = At { format, row, column: 0 };
            return Err(Stop::Fault(Some(at), Code::TooManyRows { limit: self.limits.rows }));
        }
        self.rows += 1;
        let aligned = self.align(format, row, cells)?;
        self.emit(Event::Row(Row { row, cells: aligned }))
    }

    /// The first row that is not empty holds the titles.
    fn open(&mut self, format: Format, row: u32, cells: Vec<(u32, Value)>) -> Result<(), Stop> {
        let mut header = Vec::new();
        for (column, value) in cells {
            let at = At { format, row, column };
            match value {
                Value::Text(text) | Value::Number(text) => {
                    header.push(Header { name: clip(&tidy_title(&text)), at });
                }
                Value::Odd(odd) => self.fault(Some(at), None, odd_code(odd))?,
                Value::Blank => {}
            }
        }
        self.header = Some(header.clone());
        self.emit(Event::Header(header))
    }

    /// One value per title. Both lists ascend by column, so one walk pairs them.
    fn align(&mut self, format: Format, row: u32, cells: Vec<(u32, Value)>) -> Result<Vec<Value>, Stop> {
        let places: Vec<u32> = self.header.iter().flatten().map(|header| header.at.column).collect();
        let mut aligned = vec![Value::Blank; places.len()];
        for (column, value) in cells {
            let at = At { format, row, column };
            match places.binary_search(&column) {
                Err(_) => {
                    self.refuse_title_line()?;
                    self.fault(Some(at), None, Code::OutsideTable)?;
                }
                Ok(index) => {
                    if let Value::Odd(odd) = value {
                        let title = self.title(index);
                        self.fault(Some(at), title, odd_code(odd))?;
                    }
                    if let Some(slot) = aligned.get_mut(index) {
                        *slot = value;
                    }
                }
            }
        }
        Ok(aligned)
    }

    /// A single title above wider rows is the headline of the page, not a header.
    fn refuse_title_line(&self) -> Result<(), Stop> {
        match self.header.as_deref() {
            Some([only]) => Err(Stop::Fault(Some(only.at), Code::TitleLine)),
            _ => Ok(()),
        }
    }

    fn title(&self, index: usize) -> Option<String> {
        self.header.iter().flatten().nth(index).map(|header| header.name.clone())
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
        let last = match outcome {
            Err(Stop::Sink) => return,
            Err(Stop::Fault(at, code)) => Some((at, code)),
            Ok(()) if self.header.is_none() => Some((None, Code::Empty)),
            Ok(()) if self.rows == 0 && self.faults == 0 => Some((None, Code::NoRows)),
            Ok(()) => None,
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

/// A cell that is no value, as a fault.
pub(super) fn odd_code(odd: Odd) -> Code {
    match odd {
        Odd::Formula => Code::Formula,
        Odd::Date => Code::Date,
        Odd::Boolean => Code::Boolean,
        Odd::Error | Odd::Infinite => Code::ErrorValue,
    }
}
