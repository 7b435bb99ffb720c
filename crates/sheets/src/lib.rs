//! Workbooks and CSV files: what people hand in, read into one bounded, typed shape, and what leaves ([`write`]).
//!
//! Owns sniffing, decoding, the bounded opening of a workbook, header and row gathering, column matching and cell repairs;
//! what can be wrong with a file is [`files`]'s. Refuses to guess: what is not plainly a table, a number or a code is a
//! [`Fault`] with its place, and nothing is ever read half. Pure: bytes in, rows out; it opens no file and knows no clock
//! and no database, so that any bytes can be tried on it (`tests/fuzz`). The process that reads untrusted files in a
//! bounded memory of its own is `service::worker`.
//!
//! A file passes four steps: `sniff`, then `csv` or `package` and `xlsx`, then `gather`, which makes a [`Sheet`].
//! What the columns mean is decided by [`tables`], with [`columns`] and [`value`].

pub mod archive;
pub mod cell;
pub mod columns;
mod csv;
mod decode;
pub mod entry;
mod gather;
mod limits;
mod package;
mod passing;
mod shape;
mod shown;
mod sniff;
pub mod tables;
pub mod value;
pub mod wire;
mod words;
pub mod write;
mod xlsx;

pub use files::fault;
pub use files::{At, Code, Expected, Fault, Format, Kind, nearest};
pub use limits::Limits;
pub use passing::{Collector, Passed};
pub use shape::{Area, Event, Frame, Header, Note, Odd, Remark, Row, Sheet, Value};
pub use xlsx::{Grid, grids};

use std::ops::ControlFlow;

/// One file as it was handed in.
#[derive(Clone, Copy)]
pub struct Source<'a> {
    /// The name that faults show; it never decides how the file is read, except that a `.xlsx` must be a workbook.
    pub name: &'a str,
    /// The whole content.
    pub bytes: &'a [u8],
}

/// Reads one table and hands on what it finds, in file order: the header, rows, remarks, faults.
///
/// Faults of cells do not stop the reading, so that one pass lists all of them; a fault of the file does. A sink that
/// answers `Break` stops the reading.
pub fn read_sheet(source: Source<'_>, limits: &Limits, sink: &mut dyn FnMut(Event) -> ControlFlow<()>) {
    let mut gather = gather::Gather::new(source.name, limits, sink);
    let outcome = match sniff::sniff(source, limits) {
        Ok(Format::Workbook) => xlsx::read(source.bytes, limits, &mut gather),
        Ok(Format::Text) => csv::read(source.bytes, limits, &mut gather),
        Err(code) => Err(gather::Stop::Fault(None, code)),
    };
    gather.finish(outcome);
}

/// Reads one table whole, in this process, under the same limits.
///
/// # Errors
/// Every fault of the file and its cells, at most [`Limits::faults`] of them.
pub fn read_whole(source: Source<'_>, limits: &Limits) -> Result<Sheet, Vec<Fault>> {
    let mut collector = Collector::new(source.name);
    read_sheet(source, limits, &mut |event| collector.take(event));
    collector.finish()
}

/// Reads one table row by row under the same limits and hands on each row of it; no row is kept. What was made of the rows counts
/// only where the whole table has no fault.
///
/// # Errors
/// As [`read_whole`].
pub fn read_rows(
    source: Source<'_>,
    limits: &Limits,
    mut each: impl FnMut(&Frame, &Row),
) -> Result<Passed, Vec<Fault>> {
    let mut passing = passing::Passing::new(source.name);
    read_sheet(source, limits, &mut |event| {
        if let Some(row) = passing.take(event) {
            each(passing.frame(), &row);
        }
        ControlFlow::Continue(())
    });
    passing.finish()
}

#[cfg(test)]
mod tests;
