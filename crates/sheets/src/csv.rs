//! Comma-separated text after RFC 4180, read strictly with exact lines. Owns quoting and records; refuses an unclosed
//! quotation mark, text after a closing one and other separators, where a lenient reader would shift columns.

use super::decode::{Encoding, decode};
use super::gather::{Gather, Stop};
use super::{At, Code, Format, Limits, Note, Remark, Value};

/// Reads all records into the gatherer.
pub(super) fn read(bytes: &[u8], limits: &Limits, gather: &mut Gather<'_>) -> Result<(), Stop> {
    let (text, encoding) = decode(bytes).map_err(|(line, code)| Stop::Fault(Some(place(line, 0)), code))?;
    if encoding == Encoding::Gb18030 {
        gather.note(Note { at: None, column: None, remark: Remark::Gb18030 })?;
    }
    let (text, first) = after_separator_line(&text)?;
    refuse_other_separators(text)?;
    let mut records = Records { line: first, ..Records::new(text, limits.cell) };
    while let Some((line, fields)) = records.next_record()? {
        if u32::try_from(fields.len()).unwrap_or(u32::MAX) > limits.columns {
            return Err(Stop::Fault(
                Some(place(line, limits.columns)),
                Code::TooManyColumns { limit: limits.columns },
            ));
        }
        let cells = fields.into_iter().map(value).collect();
        gather.record(line, cells)?;
    }
    Ok(())
}

fn value(field: String) -> Value {
    if field.chars().all(super::value::is_space) { Value::Blank } else { Value::Text(field) }
}

fn place(line: u32, column: u32) -> At {
    At { format: Format::Text, row: line, column }
}

/// A first line `sep=,` tells spreadsheet programs the separator and is no row: the text after it, and its first line.
fn after_separator_line(text: &str) -> Result<(&str, u32), Stop> {
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    let mut said = first.trim().trim_matches('"').chars().skip(4);
    let named = first.trim().trim_matches('"').get(..4).is_some_and(|word| word.eq_ignore_ascii_case("sep="));
    match (named, said.next(), said.next()) {
        (true, Some(','), None) => Ok((rest, 2)),
        (true, Some(found), None) => Err(Stop::Fault(Some(place(1, 0)), Code::WrongSeparator { found })),
        _ => Ok((text, 1)),
    }
}

/// A header without a comma, but with a tab or a semicolon, is another dialect.
fn refuse_other_separators(text: &str) -> Result<(), Stop> {
    // Title lines may stand above the header, so the first rows are looked at together.
    let head: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).take(20).collect();
    if head.iter().any(|line| line.contains(',')) {
        return Ok(());
    }
    match head.concat().chars().find(|c| matches!(c, '\t' | ';' | '|')) {
        Some(found) => Err(Stop::Fault(Some(place(1, 0)), Code::WrongSeparator { found })),
        None => Ok(()),
    }
}

/// Cuts text into records.
struct Records<'a> {
    rest: std::iter::Peekable<std::str::Chars<'a>>,
    line: u32,
    cell_limit: usize,
}

impl<'a> Records<'a> {
    fn new(text: &'a str, cell_limit: usize) -> Self {
        Self { rest: text.chars().peekable(), line: 1, cell_limit }
    }

    /// The next record and the line on which it begins.
    fn next_record(&mut self) -> Result<Option<(u32, Vec<String>)>, Stop> {
        if self.rest.peek().is_none() {
            return Ok(None);
        }
        let line = self.line;
        let mut fields = Vec::new();
        loop {
            let column = u32::try_from(fields.len()).unwrap_or(u32::MAX).saturating_add(1);
            let field =
                if self.rest.peek() == Some(&'"') { self.quoted(column)? } else { self.bare(column)? };
            fields.push(field);
            match self.rest.next() {
                Some(',') => {}
                Some(end) => {
                    self.line_break(end);
                    return Ok(Some((line, fields)));
                }
                None => return Ok(Some((line, fields))),
            }
        }
    }

    /// A field without quotation marks; stops before its comma or line break.
    fn bare(&mut self, column: u32) -> Result<String, Stop> {
        let mut field = String::new();
        while let Some(c) = self.rest.next_if(|c| !matches!(c, ',' | '\n' | '\r')) {
            if c == '"' {
                return Err(Stop::Fault(Some(place(self.line, column)), Code::QuoteInField));
            }
            self.push(&mut field, c, column)?;
        }
        Ok(field)
    }

    /// A quoted field; a doubled mark stands for one. Stops before its comma or line break.
    fn quoted(&mut self, column: u32) -> Result<String, Stop> {
        let opened = place(self.line, column);
        self.rest.next();
        let mut field = String::new();
        while let Some(c) = self.rest.next() {
            match c {
                '"' if self.rest.next_if_eq(&'"').is_some() => self.push(&mut field, '"', column)?,
                '"' => return self.closed(field, column),
                '\n' | '\r' => {
                    self.line_break(c);
                    self.push(&mut field, '\n', column)?;
                }
                c => self.push(&mut field, c, column)?,
            }
        }
        Err(Stop::Fault(Some(opened), Code::UnclosedQuote))
    }

    fn closed(&mut self, field: String, column: u32) -> Result<String, Stop> {
        match self.rest.peek() {
            None | Some(',' | '\n' | '\r') => Ok(field),
            Some(_) => Err(Stop::Fault(Some(place(self.line, column)), Code::TextAfterQuote)),
        }
    }

    fn push(&self, field: &mut String, c: char, column: u32) -> Result<(), Stop> {
        if field.len() >= self.cell_limit.saturating_mul(4) {
            let limit = u64::try_from(self.cell_limit).unwrap_or(u64::MAX);
            return Err(Stop::Fault(Some(place(self.line, column)), Code::CellTooLong { limit }));
        }
        field.push(c);
        Ok(())
    }

    /// CRLF, LF and CR each end one line.
    fn line_break(&mut self, c: char) {
        if c == '\r' {
            self.rest.next_if_eq(&'\n');
        }
        self.line = self.line.saturating_add(1);
    }
}
