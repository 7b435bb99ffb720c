//! What came of saving: how many marks are in, and each that is not, with both values.
//!
//! Owns: the sentences. Refuses: taking a value for saved because an address says so; what is saved is read from the page.

use domain::view::desk::marks::{ComponentHead, MarksPage};
use leptos::prelude::*;
use text::{Lang, marks as t};

use crate::api::marks::{Place, Unsaved};
use crate::parts::{Mood, Notice};

/// What the address of the page tells of the last saving.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// Marks saved.
    pub saved: u16,
    /// Marks not saved, with those that the address does not list.
    pub left: u16,
    /// Those that it lists.
    pub unsaved: Vec<Unsaved>,
}

/// That marks cannot be entered now, and why.
pub fn closed(lang: Lang, page: &MarksPage) -> impl IntoView + use<> {
    (!page.open).then(|| {
        view! { <Notice title=t::marks_closed(lang)><p>{t::marks_closed_why(lang)}</p></Notice> }
    })
}

/// What was saved and what was not.
pub fn outcome(
    lang: Lang,
    page: &MarksPage,
    place: &Place,
    head: &ComponentHead,
    outcome: &Outcome,
) -> impl IntoView + use<> {
    let saved = (outcome.saved > 0).then(|| {
        let words = t::marks_saved(lang, i64::from(outcome.saved));
        let entered = t::entered_of(lang, head.done.into(), head.all.into());
        view! { <Notice mood=Mood::Pass title=words live=true><p>{entered}</p></Notice> }
    });
    (saved, (!outcome.unsaved.is_empty()).then(|| unsaved(lang, page, place, head, outcome)))
}

fn unsaved(
    lang: Lang,
    page: &MarksPage,
    place: &Place,
    head: &ComponentHead,
    outcome: &Outcome,
) -> impl IntoView + use<> {
    let listed = outcome.unsaved.len();
    let all = usize::from(outcome.left).max(listed);
    let lines = outcome
        .unsaved
        .iter()
        .map(|one| {
            let only = Place { words: one.ticket.clone(), missing: String::new(), page: 1, ..place.clone() };
            let (row, ticket) = (only.address(lang, page.posting.code), one.ticket.clone());
            let words = why(lang, page, head, one);
            view! { <li><b class="mono">{ticket}</b>" "{words}" "<a href=row>{t::find_row(lang)}</a></li> }
        })
        .collect_view();
    let more = all.saturating_sub(listed);
    let more = (more > 0).then(|| {
        view! { <p>{t::unsaved_more(lang, i64::try_from(more).unwrap_or(i64::MAX))}</p> }
    });
    let title = t::unsaved_title(lang, i64::try_from(all).unwrap_or(i64::MAX));
    view! { <Notice mood=Mood::Return title=title live=true><ul>{lines}</ul>{more}</Notice> }
}

/// Why one mark was not saved.
fn why(lang: Lang, page: &MarksPage, head: &ComponentHead, one: &Unsaved) -> String {
    let yours = if one.typed.is_empty() { t::not_plain(lang) } else { one.typed.as_str() };
    if !one.conflict {
        return t::no_mark(lang, yours, &t::sheet_hint(lang, head.kind, &head.full, head.places));
    }
    match page.lines.iter().find(|line| line.ticket == one.ticket && !line.value.is_empty()) {
        Some(line) => t::conflict(lang, yours, &t::value_word(lang, &line.value)),
        None => t::conflict_elsewhere(lang, yours),
    }
}
