//! The kept columns of a position table, as the rows of the table tell them: nothing else says which columns a table came with; and the cells
//! of a position in them, as an officer types them.

use domain::posting::{About, Detail, PositionTerms, public_words, titles};
use domain::reason::{FieldPath, Refusals};
use domain::typed::Line;
use text::headers;

use crate::fault::Fault;

/// A kept column.
pub(crate) struct KeptColumn {
    /// Its title.
    pub(crate) title: Line,
    /// What its words ask about; `None` where no row has words in it that could ask anything.
    pub(crate) about: Option<About>,
}

/// The kept columns in the order of the table.
pub(crate) fn kept<'a>(positions: impl IntoIterator<Item = &'a PositionTerms>) -> Vec<KeptColumn> {
    let rows: Vec<&[Detail]> = positions.into_iter().map(|terms| terms.details.as_slice()).collect();
    let titles = titles(rows.iter().copied());
    titles.into_iter().map(|title| KeptColumn { title: title.clone(), about: about(&rows, title) }).collect()
}

/// The columns that the form of a position asks for: the table's kept ones, and the class of the papers where none of them says it.
pub(crate) fn asked_for<'a>(positions: impl IntoIterator<Item = &'a PositionTerms>) -> Vec<KeptColumn> {
    let mut columns = kept(positions);
    let titles: Vec<&Line> = columns.iter().map(|column| &column.title).collect();
    let further = headers::further_column(&titles);
    columns.extend(further.map(|title| KeptColumn { title, about: None }));
    columns
}

/// The filled cells of a position in the kept columns, each read as its column is: what was typed, and what stands where the form did not
/// have the column. A cell that says what it said asks what it asked.
///
/// # Errors
/// As [`public_words`], at `cN` for the cell of the N-th column, from 0.
pub(crate) fn details(
    columns: &[KeptColumn],
    typed: &[String],
    before: &[Detail],
) -> Result<Vec<Detail>, Fault> {
    let mut all = Refusals::default();
    let mut found = Vec::new();
    for (at, column) in columns.iter().enumerate() {
        let stood = before.iter().find(|one| one.title == column.title);
        let Some(text) = typed.get(at) else {
            found.extend(stood.cloned());
            continue;
        };
        let Some(text) = all.take(public_words(text, &FieldPath::new(&format!("c{at}")))) else { continue };
        if text.as_str().is_empty() {
            continue;
        }
        if let Some(same) = stood.filter(|one| one.text == text) {
            found.push(same.clone());
            continue;
        }
        let about = match column.about.unwrap_or_else(|| headers::about(column.title.as_str())) {
            _ if headers::asks_nothing(text.as_str()) => About::Nothing,
            about => about,
        };
        found.push(Detail { title: column.title.clone(), text, about });
    }
    Ok(all.settle(Some(found))?)
}

fn about(rows: &[&[Detail]], title: &Line) -> Option<About> {
    let cells = rows.iter().flat_map(|row| row.iter().filter(|one| one.title == *title));
    let mut shown = None;
    for cell in cells {
        match cell.about {
            About::Nothing if headers::asks_nothing(cell.text.as_str()) => {}
            About::Nothing => shown = Some(About::Nothing),
            about => return Some(about),
        }
    }
    shown
}
