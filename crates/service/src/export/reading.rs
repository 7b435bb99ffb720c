//! The workbook of a sealed list for people: heads and words of one language, marks as numbers. Owns its layout. It is derived
//! from the canonical bytes, says so with their digest, and proves nothing: `verify` does not take it for a list.

use domain::digest::Digest;
use domain::lists::List as SealedList;
use domain::view::public::lists::List;
use sheets::write::{Reading, ReadingColumn, reading};
use text::{Lang, lists as t, marks, public, sheets as s};

use super::canonical::{NoPrint, head_lines};

/// The workbook of a sealed list.
///
/// # Errors
/// [`NoPrint`] where the workbook could not be written.
pub fn book(lang: Lang, (list, view, bytes): (&SealedList, &List, &[u8])) -> Result<Vec<u8>, NoPrint> {
    let digest = Digest::of(bytes);
    let stage = list.head.stage.as_str();
    let title = format!("{} · {}", list.head.title, t::title(lang, stage, list.head.name.as_deref()));
    let code = view.head.code.to_string();
    let notes = [t::derived_from(lang, &code, list.head.version), t::derived_digest(lang, &digest.grouped())];
    let head = list.header();
    let named = |key: &str| {
        view.columns.iter().find(|column| column.key == key).and_then(|column| column.name.as_deref())
    };
    let columns: Vec<ReadingColumn> =
        (0..).zip(&head).map(|(at, key)| column(lang, key, is_value(at, head.len()), named(key))).collect();
    let rows: Vec<Vec<String>> = list
        .cells()
        .map(|cells| {
            (0..)
                .zip(&head)
                .zip(cells)
                .map(|((at, key), cell)| {
                    if is_value(at, head.len()) && !domain::collective::COLUMNS.contains(&key.as_str()) {
                        marks::value_word(lang, &cell)
                    } else {
                        word(lang, stage, key, cell)
                    }
                })
                .collect()
        })
        .collect();
    let mut facts = vec![("list".to_owned(), code)];
    facts.extend(head_lines(&list.head)?);
    facts.push(("sha256".to_owned(), digest.grouped()));
    Ok(reading(&Reading {
        name: s::list_sheet(lang),
        title: &title,
        notes: &notes,
        columns: &columns,
        rows: &rows,
        facts: (s::seal_sheet(lang), &facts),
    })?)
}

/// Whether a column, counted from nought, is one of marks: six columns stand before them and four behind.
fn is_value(at: usize, all: usize) -> bool {
    at >= 6 && at < all.saturating_sub(4)
}

fn column(lang: Lang, key: &str, value: bool, name: Option<&str>) -> ReadingColumn {
    let (title, width, numbers) = match key {
        _ if domain::collective::COLUMNS.contains(&key) => (marks::column_word(lang, key, None), 180, false),
        _ if value => (marks::column_word(lang, key, name), 90, true),
        "position" => (text::applications::position_number(lang).to_owned(), 100, false),
        "unit" => (t::unit(lang).to_owned(), 180, false),
        "title" => (t::position(lang).to_owned(), 200, false),
        "plan" => (t::plan(lang).to_owned(), 70, true),
        "ticket" => (public::ticket(lang).to_owned(), 120, false),
        "name" => (t::name(lang).to_owned(), 100, false),
        "rank" => (public::rank(lang).to_owned(), 70, true),
        "tied" => (t::tied(lang).to_owned(), 70, false),
        "note" => (t::note(lang).to_owned(), 150, false),
        _ => (t::result(lang).to_owned(), 150, false),
    };
    ReadingColumn { title, width, numbers }
}

/// A cell of the canonical rows as people read it.
fn word(lang: Lang, stage: &str, key: &str, cell: String) -> String {
    match key {
        "tied" if cell == "yes" => t::tied(lang).to_owned(),
        "note" => t::note_word(lang, &cell),
        "result" => t::result_word(lang, stage, &cell),
        _ => cell,
    }
}
