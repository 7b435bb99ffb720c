//! What came of saving: how many marks are in, and each that is not, with why.
//!
//! Owns: the notices. Refuses: taking a value for saved because an address says so; what is saved is read from the page.

use domain::view::desk::marks::{ComponentHead, MarksPage};
use leptos::prelude::*;
use text::{Lang, marks as t};

use super::unsaved::Unsaved;
use crate::api::gate::search_code;
use crate::api::marks::Place;
use crate::parts::{Mood, Notice};

/// The most that are listed one by one; each stands in its own row too.
const LISTED: usize = 50;

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
    (saved, unsaved): (u16, &[Unsaved]),
) -> impl IntoView + use<> {
    let saved = (saved > 0).then(|| {
        let words = t::marks_saved(lang, i64::from(saved));
        let entered = t::entered_of(lang, head.done.into(), head.all.into());
        view! { <Notice mood=Mood::Pass title=words live=true><p>{entered}</p></Notice> }
    });
    (saved, (!unsaved.is_empty()).then(|| not_saved(lang, page, place, unsaved)))
}

fn not_saved(lang: Lang, page: &MarksPage, place: &Place, unsaved: &[Unsaved]) -> impl IntoView + use<> {
    let line = |one: &Unsaved| {
        let ticket = one.cell.ticket.clone();
        let at = page.lines.iter().position(|line| line.ticket == ticket);
        let row = match at {
            Some(at) => format!("#{}", crate::parts::mark_id(at)),
            None => {
                let search = search_code(&ticket);
                let only = Place { search, missing: String::new(), page: 1, ..place.clone() };
                only.with_unsaved(lang, page.posting.code)
            }
        };
        view! { <li><b class="mono">{ticket}</b>" "{one.why.clone()}" "<a href=row>{t::find_row(lang)}</a></li> }
    };
    let lines = unsaved.iter().take(LISTED).map(line).collect_view();
    let more = unsaved.len().saturating_sub(LISTED);
    let more = (more > 0).then(|| {
        view! { <p>{t::unsaved_more(lang, i64::try_from(more).unwrap_or(i64::MAX))}</p> }
    });
    let title = t::unsaved_title(lang, i64::try_from(unsaved.len()).unwrap_or(i64::MAX));
    view! { <Notice mood=Mood::Return title=title live=true><ul>{lines}</ul>{more}</Notice> }
}
