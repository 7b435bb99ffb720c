//! What waits in a posting: the sentence, and the way to exactly the rows that it counts.

use std::fmt::Display;

use domain::course::Waiting;
use domain::view::desk::marks::MarkColumn;
use text::{Lang, desk, marks, numbers};

use crate::address;
use crate::api::marks::Place;

/// What waits, and how many of it; marks by their column.
#[must_use]
pub fn word(lang: Lang, (what, count): (Waiting, u32), column: Option<&MarkColumn>) -> String {
    let count = numbers::grouped(count.into());
    match column {
        Some(of) => {
            desk::waits_marks(lang, &marks::sheet_word(lang, of.kind, &of.name, of.label.as_deref()), &count)
        }
        None => desk::waiting(what, &count, lang),
    }
}

/// Where it is settled.
#[must_use]
pub fn href(lang: Lang, posting: impl Display, what: Waiting, column: Option<&MarkColumn>) -> String {
    match column {
        Some(of) => {
            let place = Place { component: of.name.clone(), missing: "yes".to_owned(), ..Place::default() };
            place.address(lang, posting)
        }
        None => address::desk_posting(lang, posting, what.page()),
    }
}
