//! The kept columns of a position table, as the rows of the table tell them: nothing else says which columns a table came with.

use domain::posting::{About, titles};
use domain::typed::Line;
use store::postings::positions::PositionRow;

/// A kept column.
pub(crate) struct KeptColumn {
    /// Its title.
    pub(crate) title: Line,
    /// What its words ask about; `None` where no row has words in it that could ask anything.
    pub(crate) about: Option<About>,
}

/// The kept columns in the order of the table.
pub(crate) fn kept(positions: &[PositionRow]) -> Vec<KeptColumn> {
    let titles = titles(positions.iter().map(|row| row.terms.details.as_slice()));
    titles
        .into_iter()
        .map(|title| KeptColumn { title: title.clone(), about: about(positions, title) })
        .collect()
}

fn about(positions: &[PositionRow], title: &Line) -> Option<About> {
    let cells = positions.iter().flat_map(|row| row.terms.details.iter().filter(|one| one.title == *title));
    let mut shown = None;
    for cell in cells {
        match cell.about {
            About::Nothing if text::headers::asks_nothing(cell.text.as_str()) => {}
            About::Nothing => shown = Some(About::Nothing),
            about => return Some(about),
        }
    }
    shown
}
