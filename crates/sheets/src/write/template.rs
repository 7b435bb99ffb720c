//! The workbook that clerks fill in: one row per person, the people locked, the marks open. Owns its looks and the page
//! of explanations; what comes back is read by `import` like any other table.

use super::table::{Unwritten, head_style, text_style, timeless};
use rust_xlsxwriter::{Color, Format, Workbook, Worksheet};
use text::{Lang, headers, sheets as t};

/// One person to be marked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// Position code.
    pub position: String,
    /// Ticket number.
    pub candidate: String,
}

/// A workbook for entering marks: `position`, `candidate` and one open column per name in `columns`, as
/// [`domain::scheme::Scheme::inputs`] lists them.
///
/// # Errors
/// [`Unwritten`].
pub fn marks_template(lang: Lang, people: &[Person], columns: &[String]) -> Result<Vec<u8>, Unwritten> {
    let mut book = Workbook::new();
    book.set_properties(&timeless()?);
    write_marks(book.add_worksheet(), lang, people, columns)?;
    write_words(book.add_worksheet(), lang)?;
    Ok(book.save_to_buffer()?)
}

fn write_marks(
    page: &mut Worksheet,
    lang: Lang,
    people: &[Person],
    columns: &[String],
) -> Result<(), Unwritten> {
    let (head, locked) = (head_style(), text_style().set_background_color(Color::RGB(0x00F2_F0EB)));
    let open = Format::new().set_unlocked();
    page.set_name(t::marks_sheet(lang))?.set_freeze_panes(1, 2)?.protect();
    let fixed = ["position", "candidate"].map(|key| headers::title(key, lang).to_owned());
    for (at, title) in (0..).zip(fixed.iter().chain(columns)) {
        page.set_column_width_pixels(at, 130)?.write_string_with_format(0, at, title, &head)?;
    }
    for (row, person) in (1..).zip(people) {
        page.write_string_with_format(row, 0, &person.position, &locked)?;
        page.write_string_with_format(row, 1, &person.candidate, &locked)?;
        for (at, _) in (2..).zip(columns) {
            page.write_blank(row, at, &open)?;
        }
    }
    Ok(())
}

/// One mark that an examiner gives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExaminerLine {
    /// Position code.
    pub position: String,
    /// Ticket number.
    pub candidate: String,
    /// The component's column name.
    pub component: String,
    /// The examiner, numbered from 1.
    pub examiner: String,
    /// The element; empty where the panel has none.
    pub element: String,
}

/// A workbook for examiners' marks: one row for each examiner and element, the panel and the mark open.
///
/// # Errors
/// [`Unwritten`].
pub fn examiners_template(lang: Lang, lines: &[ExaminerLine]) -> Result<Vec<u8>, Unwritten> {
    let mut book = Workbook::new();
    book.set_properties(&timeless()?);
    let (head, locked) = (head_style(), text_style().set_background_color(Color::RGB(0x00F2_F0EB)));
    let open = Format::new().set_unlocked();
    let page = book.add_worksheet();
    page.set_name(t::marks_sheet(lang))?.set_freeze_panes(1, 2)?.protect();
    let keys = ["position", "candidate", "component", "examiner", "element", "panel", "mark"];
    for (at, key) in (0..).zip(keys) {
        page.set_column_width_pixels(at, 110)?;
        page.write_string_with_format(0, at, headers::title(key, lang), &head)?;
    }
    for (row, line) in (1..).zip(lines) {
        let fixed = [&line.position, &line.candidate, &line.component, &line.examiner, &line.element];
        for (at, words) in (0..).zip(fixed) {
            page.write_string_with_format(row, at, words, &locked)?;
        }
        page.write_blank(row, 5, &open)?.write_blank(row, 6, &open)?;
    }
    Ok(book.save_to_buffer()?)
}

/// A workbook for a position table: its titles, and nothing below.
///
/// # Errors
/// [`Unwritten`].
pub fn positions_template(lang: Lang, keys: &[&str]) -> Result<Vec<u8>, Unwritten> {
    let mut book = Workbook::new();
    book.set_properties(&timeless()?);
    let page = book.add_worksheet();
    page.set_name(t::positions_sheet(lang))?.set_freeze_panes(1, 0)?;
    // Codes keep their leading zeros only in cells that are text.
    let (head, text) = (head_style(), text_style());
    for (at, key) in (0..).zip(keys) {
        page.set_column_width_pixels(at, 150)?.set_column_format(at, &text)?;
        page.write_string_with_format(0, at, headers::title(key, lang), &head)?;
    }
    Ok(book.save_to_buffer()?)
}

/// The page of explanations: what may stand in a mark cell.
fn write_words(page: &mut Worksheet, lang: Lang) -> Result<(), Unwritten> {
    let (head, text) = (head_style(), text_style().set_text_wrap());
    page.set_name(t::words_sheet(lang))?.set_column_width_pixels(0, 140)?.set_column_width_pixels(1, 420)?;
    page.write_string_with_format(0, 0, t::words_word(lang), &head)?;
    page.write_string_with_format(0, 1, t::words_meaning(lang), &head)?;
    page.write_string_with_format(1, 0, "85.5", &text)?;
    page.write_string_with_format(1, 1, t::words_number(lang), &text)?;
    for (row, (code, word)) in (2..).zip(headers::statuses()) {
        page.write_string_with_format(row, 0, word, &text)?;
        page.write_string_with_format(row, 1, code, &text)?;
    }
    Ok(())
}
