//! A table for people to read: title and notes above, marks as numbers, codes as text. Owns its looks on the screen and on
//! paper; what the table is derived from, its caller says in the notes.

use rust_xlsxwriter::{Format, Workbook, Worksheet};

use super::guard::{is_risky, seen};
use super::table::{NumberFormats, Unwritten, head_style, text_style, timeless};
use crate::cell::typed_number;

/// A column of a table for people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadingColumn {
    /// Its title.
    pub title: String,
    /// Width in pixels.
    pub width: u32,
    /// Whether numbers in it are numbers; codes keep their leading zeros as text.
    pub numbers: bool,
}

/// A table for people.
#[derive(Clone, Copy, Debug)]
pub struct Reading<'a> {
    /// Name of its sheet: at most 31 characters, none of `[]:*?/\`.
    pub name: &'a str,
    /// Title above the table, and at the top of each printed page.
    pub title: &'a str,
    /// Lines below the title.
    pub notes: &'a [String],
    /// Its columns.
    pub columns: &'a [ReadingColumn],
    /// Its rows, each as long as the columns.
    pub rows: &'a [Vec<String>],
    /// Name of the second sheet, and its lines: key and value.
    pub facts: (&'a str, &'a [(String, String)]),
}

/// The workbook. It carries no time of making, so that the same table gives the same bytes.
///
/// # Errors
/// [`Unwritten`].
pub fn reading(table: &Reading<'_>) -> Result<Vec<u8>, Unwritten> {
    let mut book = Workbook::new();
    book.set_properties(&timeless()?);
    write_table(book.add_worksheet_with_constant_memory()?, table)?;
    write_facts(book.add_worksheet_with_constant_memory()?, table.facts)?;
    Ok(book.save_to_buffer()?)
}

fn write_table(page: &mut Worksheet, table: &Reading<'_>) -> Result<(), Unwritten> {
    let above = u32::try_from(table.notes.len()).map_err(|_| Unwritten)?.saturating_add(1);
    page.set_name(table.name)?.set_freeze_panes(above.saturating_add(1), 0)?;
    page.set_repeat_rows(above, above)?.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
    // A single ampersand begins a command of the page's head.
    page.set_header(format!("&C{}", seen(table.title).replace('&', "&&"))).set_footer("&C&P / &N");
    for (at, column) in (0..).zip(table.columns) {
        page.set_column_width_pixels(at, column.width)?;
    }
    let (title, note) = (Format::new().set_bold().set_font_size(14), Format::new());
    write_words(page, (0, 0), table.title, &title)?;
    for (row, words) in (1..).zip(table.notes) {
        write_words(page, (row, 0), words, &note)?;
    }
    let head = head_style();
    for (at, column) in (0..).zip(table.columns) {
        write_words(page, (above, at), &column.title, &head)?;
    }
    let text = text_style().set_text_wrap();
    let mut formats = NumberFormats::default();
    for (row, cells) in (above.saturating_add(1)..).zip(table.rows) {
        for (at, (column, cell)) in (0..).zip(table.columns.iter().zip(cells)) {
            match typed_number(cell).filter(|_| column.numbers) {
                Some((number, places)) => {
                    page.write_number_with_format(row, at, number, formats.of(places))?;
                }
                None if cell.is_empty() => {}
                None => write_words(page, (row, at), cell, &text)?,
            }
        }
    }
    Ok(())
}

/// Words of anybody, never a formula.
fn write_words(
    page: &mut Worksheet,
    (row, at): (u32, u16),
    words: &str,
    style: &Format,
) -> Result<(), Unwritten> {
    let words = seen(words);
    let quoted = is_risky(&words).then(|| style.clone().set_quote_prefix());
    page.write_string_with_format(row, at, words, quoted.as_ref().unwrap_or(style))?;
    Ok(())
}

fn write_facts(page: &mut Worksheet, (name, lines): (&str, &[(String, String)])) -> Result<(), Unwritten> {
    let text = text_style().set_text_wrap();
    page.set_name(name)?.set_column_width_pixels(0, 160)?.set_column_width_pixels(1, 560)?;
    for (row, (key, value)) in (0..).zip(lines) {
        write_words(page, (row, 0), key, &text)?;
        write_words(page, (row, 1), value, &text)?;
    }
    Ok(())
}
