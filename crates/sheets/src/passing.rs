//! A table on its way: which rows are of it, as they come, and what is wrong with the whole once all came. Owns the rows that are
//! left out (sums, averages, notes under the table, the header once more) and merged rows; keeps no row but its number.

use super::shape::{Area, Event, Frame, Note, Row, Sheet};
use super::{At, Code, Fault, Format};
use std::ops::ControlFlow;

/// Takes events and hands on the rows of the table, so that whoever reads a table row by row judges it as one read whole.
pub struct Passing {
    frame: Frame,
    notes: Vec<Note>,
    left_out: Vec<Note>,
    merged: Vec<Area>,
    /// The numbers of the rows that were handed on.
    rows: Vec<u32>,
    faults: Vec<Fault>,
}

/// A whole table without its rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passed {
    /// File and titles.
    pub frame: Frame,
    /// What was repaired.
    pub notes: Vec<Note>,
    /// Merged areas that reach into the rows.
    pub merged: Vec<Area>,
}

impl Passing {
    /// Begins a table of the file with this name.
    #[must_use]
    pub fn new(file: &str) -> Self {
        let frame = Frame { file: file.to_owned(), format: Format::Text, header: vec![] };
        Self { frame, notes: vec![], left_out: vec![], merged: vec![], rows: vec![], faults: vec![] }
    }

    /// Takes one event; answers its row where that is one of the table.
    pub fn take(&mut self, event: Event) -> Option<Row> {
        match event {
            Event::Header(header) => {
                self.frame.format = header.first().map_or(Format::Text, |first| first.at.format);
                self.frame.header = header;
            }
            Event::Row(row) => match row.other_than(&self.frame.header) {
                None => {
                    self.rows.push(row.row);
                    return Some(row);
                }
                Some(remark) => {
                    let at = Some(self.frame.row_at(&row));
                    self.left_out.push(Note { at, column: None, remark });
                }
            },
            Event::Note(note) => self.notes.push(note),
            Event::Merged(area) => self.merged.push(area),
            Event::Fault(fault) => self.faults.push(fault),
        }
        None
    }

    /// File and titles; the titles come before the first row.
    #[must_use]
    pub fn frame(&self) -> &Frame {
        &self.frame
    }

    /// The table without its rows.
    ///
    /// # Errors
    /// Every fault that came among the events; else each merged area that covers rows, and that there is no row.
    pub fn finish(self) -> Result<Passed, Vec<Fault>> {
        if !self.faults.is_empty() {
            return Err(self.faults);
        }
        let mut faults = self.merged_rows();
        if self.rows.is_empty() {
            faults.push(Code::NoRows.of_file(&self.frame.file));
        }
        if !faults.is_empty() {
            return Err(faults);
        }
        let Self { frame, mut notes, left_out, merged, .. } = self;
        notes.extend(left_out);
        Ok(Passed { frame, notes, merged })
    }

    /// A fault for each merged area that covers two rows or more: only the first of them would have the value.
    fn merged_rows(&self) -> Vec<Fault> {
        let covers = |area: &&Area| {
            let below = self.rows.partition_point(|row| *row < area.top);
            let rows = self.rows.iter().skip(below).take_while(|row| **row <= area.bottom);
            let titled = self.frame.header.iter().any(|title| area.holds(area.top, title.at.column));
            titled && rows.take(2).count() == 2
        };
        let fault = |area: &Area| {
            let at = At { format: self.frame.format, row: area.top, column: area.left };
            Code::Merged { area: area.to_string() }.at(&self.frame.file, at, None)
        };
        self.merged.iter().filter(covers).map(fault).collect()
    }
}

/// Gathers events into a [`Sheet`].
pub struct Collector {
    passing: Passing,
    rows: Vec<Row>,
}

impl Collector {
    /// Begins a table of the file with this name.
    #[must_use]
    pub fn new(file: &str) -> Self {
        Self { passing: Passing::new(file), rows: vec![] }
    }

    /// Keeps one event; never asks to stop.
    pub fn take(&mut self, event: Event) -> ControlFlow<()> {
        self.rows.extend(self.passing.take(event));
        ControlFlow::Continue(())
    }

    /// Returns the table that the events made.
    ///
    /// # Errors
    /// As [`Passing::finish`].
    pub fn finish(self) -> Result<Sheet, Vec<Fault>> {
        let Passed { frame: Frame { file, format, header }, notes, merged } = self.passing.finish()?;
        Ok(Sheet { file, format, header, rows: self.rows, notes, merged })
    }
}
