//! A table of positions (职位表) as a workbook: the titles that an import knows, then the table's other columns as they came.
//!
//! Refuses: a title of its own that stands over another column already; it takes another one of the same meaning.

use domain::posting::titles;
use domain::view::public::postings::Position;
use sheets::tables::positions::COLUMNS;
pub use sheets::write::Unwritten;
use sheets::write::{Column, Sheet, workbook};
use text::{Lang, headers, sheets as t};

/// The workbook, every cell as text. Conditions and schemes stand in it where a position has some.
///
/// # Errors
/// [`Unwritten`].
pub fn book(lang: Lang, positions: &[Position]) -> Result<Vec<u8>, Unwritten> {
    let kept = titles(positions.iter().map(|one| one.details.as_slice()));
    let known = COLUMNS.iter().copied().filter(|key| {
        !matches!(*key, "other_conditions" | "scheme")
            || positions.iter().any(|one| !cell(one, key).is_empty())
    });
    let known: Vec<&str> = known.collect();
    let taken: Vec<String> = kept.iter().map(|title| folded(title.as_str())).collect();
    let mut columns: Vec<Column> = known.iter().map(|key| column(key, title(lang, key, &taken))).collect();
    columns.extend(kept.iter().map(|title| Column::words(title.as_str())));
    let row = |position: &Position| -> Vec<String> {
        let cells = known.iter().map(|key| cell(position, key));
        let detail = |title: &&domain::typed::Line| {
            let found = position.details.iter().find(|detail| detail.title == **title);
            found.map(|detail| detail.text.as_str().to_owned()).unwrap_or_default()
        };
        cells.chain(kept.iter().map(detail)).collect()
    };
    let rows: Vec<Vec<String>> = positions.iter().map(row).collect();
    workbook(&[Sheet { name: t::positions_sheet(lang), columns: &columns, rows: &rows }])
}

fn column(key: &str, title: &str) -> Column {
    match key {
        "position" | "plan" | "scheme" => Column::plain(title),
        _ => Column::words(title),
    }
}

fn cell(position: &Position, key: &str) -> String {
    match key {
        "position" => position.number.clone(),
        "authority" => position.unit.clone(),
        "position_name" => position.title.clone(),
        "plan" => position.plan.to_string(),
        "other_conditions" => position.conditions.clone(),
        _ => position.scheme.clone().unwrap_or_default(),
    }
}

/// The usual title of a column, or another of its meaning where that one is taken.
fn title(lang: Lang, key: &'static str, taken: &[String]) -> &'static str {
    let usual = headers::title(key, lang);
    let all = std::iter::once(usual).chain(headers::titles(key).iter().copied()).chain(std::iter::once(key));
    all.into_iter().find(|title| !taken.contains(&folded(title))).unwrap_or(usual)
}

/// A title without what tells no two titles apart.
fn folded(title: &str) -> String {
    title.chars().filter(|ch| !ch.is_whitespace()).flat_map(char::to_lowercase).collect()
}
