//! One table as xlsx or CSV. Owns styles, widths and the row by row writing; the same table gives the same bytes.

use super::guard::{guarded, is_risky, seen};
use crate::cell::typed_number;
use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, IgnoreError, Workbook, Worksheet,
    XlsxError,
};
use std::collections::BTreeMap;

/// A column of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its title.
    pub title: String,
    /// Width in pixels.
    pub width: u32,
    /// Whether its cells are people's words, which a CSV file guards with an apostrophe where they are risky.
    pub words: bool,
    /// Whether a workbook holds its numbers as numbers; what no number holds exactly stays text.
    pub numbers: bool,
}

impl Column {
    /// A column of codes or statuses, or of whatever must come back as it was written.
    #[must_use]
    pub fn plain(title: impl Into<String>) -> Self {
        Self { title: title.into(), width: 110, words: false, numbers: false }
    }

    /// A column of numbers to reckon with, each shown with the decimals that it was written with.
    #[must_use]
    pub fn numbers(title: impl Into<String>) -> Self {
        Self { numbers: true, ..Self::plain(title) }
    }

    /// A column of people's words.
    #[must_use]
    pub fn words(title: impl Into<String>) -> Self {
        Self { title: title.into(), width: 220, words: true, numbers: false }
    }
}

/// A worksheet to write.
#[derive(Clone, Copy, Debug)]
pub struct Sheet<'a> {
    /// Its name: at most 31 characters, none of `[]:*?/\`.
    pub name: &'a str,
    /// Its columns.
    pub columns: &'a [Column],
    /// Its rows, each as long as the columns.
    pub rows: &'a [Vec<String>],
}

/// A workbook that could not be written: too many rows for a worksheet, a cell of more than 32,767 characters, or no
/// room for its temporary file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the workbook could not be written")]
pub struct Unwritten;

impl From<XlsxError> for Unwritten {
    fn from(_: XlsxError) -> Self {
        Self
    }
}

/// A workbook of these sheets, row by row in constant memory. It carries no time of making, so that the same tables
/// give the same bytes.
///
/// # Errors
/// [`Unwritten`].
pub fn workbook(sheets: &[Sheet<'_>]) -> Result<Vec<u8>, Unwritten> {
    let mut book = Workbook::new();
    book.set_properties(&timeless()?);
    for sheet in sheets {
        let page = book.add_worksheet_with_constant_memory()?;
        write_sheet(page, sheet)?;
    }
    Ok(book.save_to_buffer()?)
}

/// Properties with a fixed date instead of the clock's.
pub(super) fn timeless() -> Result<DocProperties, Unwritten> {
    let start = ExcelDateTime::from_ymd(2000, 1, 1)?;
    Ok(DocProperties::new().set_author("Linxuan").set_creation_datetime(&start))
}

fn write_sheet(page: &mut Worksheet, sheet: &Sheet<'_>) -> Result<(), Unwritten> {
    page.set_name(sheet.name)?.set_freeze_panes(1, 0)?.set_landscape().set_repeat_rows(0, 0)?;
    page.set_print_fit_to_pages(1, 0);
    let (text, quoted, head) = (text_style(), text_style().set_quote_prefix(), head_style());
    for (at, column) in (0..).zip(sheet.columns) {
        page.set_column_width_pixels(at, column.width)?.write_string_with_format(
            0,
            at,
            &column.title,
            &head,
        )?;
    }
    let last = u32::try_from(sheet.rows.len()).map_err(|_| Unwritten)?;
    let right = u16::try_from(sheet.columns.len().saturating_sub(1)).map_err(|_| Unwritten)?;
    page.ignore_error_range(0, 0, last, right, IgnoreError::NumberStoredAsText)?;
    let mut formats = NumberFormats::default();
    for (row, cells) in (1..).zip(sheet.rows) {
        let columns = sheet.columns.iter().zip(cells);
        for (at, (column, cell)) in (0..).zip(columns).filter(|(_, (_, cell))| !cell.is_empty()) {
            if let Some((number, places)) = typed_number(cell).filter(|_| column.numbers) {
                page.write_number_with_format(row, at, number, formats.of(places))?;
                continue;
            }
            let cell = seen(cell);
            let style = if is_risky(&cell) { &quoted } else { &text };
            page.write_string_with_format(row, at, cell, style)?;
        }
    }
    Ok(())
}

/// The formats of numbers by their decimals, each made once.
#[derive(Default)]
pub(super) struct NumberFormats(BTreeMap<usize, Format>);

impl NumberFormats {
    /// Numbers of so many decimals, all shown.
    pub(super) fn of(&mut self, places: usize) -> &Format {
        self.0.entry(places).or_insert_with(|| {
            let zeros = if places == 0 { "0".to_owned() } else { format!("0.{}", "0".repeat(places)) };
            Format::new().set_num_format(zeros).set_align(FormatAlign::VerticalCenter)
        })
    }
}

/// Text cells: the format `@` keeps a later hand from turning codes into numbers.
pub(super) fn text_style() -> Format {
    Format::new().set_num_format("@").set_align(FormatAlign::VerticalCenter)
}

pub(super) fn head_style() -> Format {
    text_style()
        .set_bold()
        .set_text_wrap()
        .set_background_color(Color::RGB(0x00F2_F0EB))
        .set_border_bottom(FormatBorder::Thin)
}

/// The table as CSV: UTF-8 without a mark, LF, quoted after RFC 4180 where needed.
#[must_use]
pub fn csv(columns: &[Column], rows: &[Vec<String>]) -> Vec<u8> {
    let mut out = csv_head(columns);
    rows.iter().for_each(|row| push_row(&mut out, columns, row));
    out.into_bytes()
}

/// The line of titles of such a table.
#[must_use]
pub fn csv_head(columns: &[Column]) -> String {
    let mut out = String::new();
    push_record(&mut out, columns.iter().map(|column| column.title.as_str()));
    out
}

/// Adds a row to such a table, so that it can be written piece by piece.
pub fn push_row(out: &mut String, columns: &[Column], row: &[String]) {
    let words = columns.iter().map(|column| column.words).chain(std::iter::repeat(false));
    push_record(
        out,
        row.iter().zip(words).map(|(cell, words)| if words { guarded(cell) } else { seen(cell) }),
    );
}

/// One record with its line break.
pub(super) fn push_record(out: &mut String, cells: impl IntoIterator<Item = impl AsRef<str>>) {
    for (at, cell) in cells.into_iter().enumerate() {
        if at > 0 {
            out.push(',');
        }
        push_field(out, cell.as_ref());
    }
    out.push('\n');
}

fn push_field(out: &mut String, cell: &str) {
    if cell.contains([',', '"', '\n', '\r']) {
        out.push('"');
        out.push_str(&cell.replace('"', "\"\""));
        out.push('"');
    } else {
        out.push_str(cell);
    }
}
