//! The line-based stream between the worker process and its parent: one JSON object per line, the last one `end`. Owns
//! writing and reading of lines; refuses anything else, so a stream that breaks off is noticed.

use super::{Event, Limits, Source, read_sheet};
use std::io::{self, BufWriter, Read, Write};
use std::ops::ControlFlow;

/// Opens the last line.
const END: &str = "{\"end\":";

/// One line of the stream.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Line {
    /// Something that was read.
    Event(Event),
    /// All of it was read; so many events came before.
    End(u64),
}

/// Reads a file from `input` and writes what it holds to `out`: the whole work of `linxuan read-sheet`.
///
/// # Errors
/// When the pipe breaks.
pub fn read_sheet_to(
    name: &str,
    input: &mut dyn Read,
    limits: &Limits,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut bytes = Vec::new();
    input.take(limits.file.saturating_add(1)).read_to_end(&mut bytes)?;
    let mut out = BufWriter::new(out);
    let mut sent = Ok(());
    let mut count = 0_u64;
    read_sheet(Source { name, bytes: &bytes }, limits, &mut |event| {
        count += 1;
        sent = write_event(&mut out, &event);
        if sent.is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    });
    sent?;
    writeln!(out, "{END}{count}}}")?;
    out.flush()
}

fn write_event(out: &mut impl Write, event: &Event) -> io::Result<()> {
    serde_json::to_writer(&mut *out, event)?;
    out.write_all(b"\n")
}

/// Reads one line without its break.
#[must_use]
pub fn parse(line: &[u8]) -> Option<Line> {
    if let Some(rest) = line.strip_prefix(END.as_bytes()) {
        let digits = std::str::from_utf8(rest.strip_suffix(b"}")?).ok()?;
        return digits.parse().ok().map(Line::End);
    }
    serde_json::from_slice(line).ok().map(Line::Event)
}
