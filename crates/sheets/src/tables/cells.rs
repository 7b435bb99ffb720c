//! The cells of a table by the columns that its reader wants, with the notes and faults that reading them made.
//!
//! Owns: places and titles of cells. Refuses: to know what a column means.

use super::{Table, list};
use crate::columns::{self, Columns, Unknown, Wanted};
use crate::value::Reading;
use crate::{At, Code, Fault, Frame, Header, Note, Remark, Row, Value};

/// The table that is being read.
pub(super) struct Cells {
    frame: Frame,
    columns: Columns,
    wanted: Vec<Wanted>,
    notes: Vec<Note>,
    faults: Vec<Fault>,
}

impl Cells {
    /// Finds the wanted columns; the others are refused or left unread.
    ///
    /// # Errors
    /// Every missing, unknown and repeated column.
    pub(super) fn of(frame: Frame, wanted: Vec<Wanted>, unknown: Unknown) -> Result<Self, Vec<Fault>> {
        let columns = columns::find(&frame.file, &frame.header, &wanted, unknown)?;
        Ok(Self { frame, columns, wanted, notes: Vec::new(), faults: Vec::new() })
    }

    /// The wanted columns where somebody has said which title is which.
    ///
    /// # Errors
    /// Every missing column, and each title that is said to be what one before it is.
    pub(super) fn placed<'k>(
        frame: Frame,
        wanted: Vec<Wanted>,
        key_of: impl Fn(usize) -> Option<&'k str>,
    ) -> Result<Self, Vec<Fault>> {
        let columns = columns::placed(&frame.file, &frame.header, &wanted, key_of)?;
        Ok(Self { frame, columns, wanted, notes: Vec::new(), faults: Vec::new() })
    }

    /// The value of a cell; `None` where it is blank, faulty, or the column is not there.
    pub(super) fn read<T>(
        &mut self,
        row: &Row,
        column: usize,
        read: impl FnOnce(&Value) -> Result<Option<Reading<T>>, Code>,
    ) -> Option<T> {
        let cell = row.cells.get(self.columns.get(column)?)?;
        match read(cell) {
            Ok(None) => None,
            Ok(Some(reading)) => {
                if let Some(remark) = reading.remark {
                    let (at, column) = (Some(self.at(row, column)), self.title(column));
                    self.notes.push(Note { at, column, remark });
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
        read: impl FnOnce(&Value) -> Result<Option<Reading<T>>, Code>,
    ) -> Option<T> {
        let before = self.faults.len();
        let value = self.read(row, column, read);
        if value.is_none() && self.faults.len() == before {
            self.fault(row, column, Code::Missing);
        }
        value
    }

    /// Refuses a cell; the row where the column is not there.
    pub(super) fn fault(&mut self, row: &Row, column: usize, code: Code) {
        let title = self.title(column).or_else(|| self.wanted.get(column).map(|wanted| wanted.key.clone()));
        let fault = code.at(&self.frame.file, self.at(row, column), title.as_deref());
        list(&mut self.faults, fault);
    }

    /// Refuses a row.
    pub(super) fn row_fault(&mut self, row: &Row, code: Code) {
        let fault = code.at(&self.frame.file, self.row_at(row), None);
        list(&mut self.faults, fault);
    }

    /// Refuses something under or in a title, by its index among the sheet's titles; the title itself where there is no row.
    pub(super) fn fault_under(&mut self, row: Option<&Row>, index: usize, code: Code) {
        let Some(header) = self.frame.header.get(index) else { return };
        let at = row.map_or(header.at, |row| self.frame.at(row, index));
        list(&mut self.faults, code.at(&self.frame.file, at, Some(&header.name)));
    }

    /// Says that a column, where it is there, is not read.
    pub(super) fn unread(&mut self, column: usize) {
        let titles = self.title(column).into_iter().collect();
        self.all_unread(titles);
    }

    /// Says that these columns are not read.
    pub(super) fn all_unread(&mut self, columns: Vec<String>) {
        if !columns.is_empty() {
            self.notes.push(Note { at: None, column: None, remark: Remark::Unread { columns } });
        }
    }

    /// Says which columns are not read, beside those that are wanted.
    pub(super) fn others_unread(&mut self) {
        let header = &self.frame.header;
        let title = |index: usize| header.get(index).map(|header| header.name.clone());
        let titles = self.columns.others(header).filter_map(title).collect();
        self.all_unread(titles);
    }

    /// How many faults there are so far.
    pub(super) fn count(&self) -> usize {
        self.faults.len()
    }

    /// Where a cell stands; the row where the column is not there.
    pub(super) fn at(&self, row: &Row, column: usize) -> At {
        match self.columns.get(column) {
            Some(index) => self.frame.at(row, index),
            None => self.row_at(row),
        }
    }

    /// Where a row stands.
    pub(super) fn row_at(&self, row: &Row) -> At {
        self.frame.row_at(row)
    }

    /// The title of a column as the file has it, with its place.
    pub(super) fn header(&self, column: usize) -> Option<&Header> {
        self.frame.header.get(self.columns.get(column)?)
    }

    fn title(&self, column: usize) -> Option<String> {
        self.header(column).map(|header| header.name.clone())
    }

    /// The table with these rows.
    pub(super) fn table<T>(self, rows: Vec<T>) -> Table<T> {
        Table { rows, notes: self.notes, faults: self.faults }
    }
}
