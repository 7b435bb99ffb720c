//! Phase line: where the posting stands, with dates.

use leptos::prelude::*;
use text::{Lang, parts as t};

/// Where a phase stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Over.
    Done,
    /// The current one.
    Now,
    /// To come.
    Next,
}

/// One phase.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phase {
    /// Its word.
    pub word: String,
    /// Its dates in words; empty where none are fixed.
    pub dates: String,
    /// Where it stands.
    pub standing: Standing,
}

/// The phases in their order.
#[component]
pub fn PhaseLine(lang: Lang, phases: Vec<Phase>) -> impl IntoView {
    let items = phases
        .into_iter()
        .map(|phase| {
            let (class, current, spoken) = match phase.standing {
                Standing::Done => ("done", None, t::step_done(lang)),
                Standing::Now => ("now", Some("step"), t::step_now(lang)),
                Standing::Next => ("next", None, t::step_next(lang)),
            };
            view! { <li class=class aria-current=current><b>{phase.word}</b>{phase.dates}<span class="sr">" "{spoken}</span></li> }
        })
        .collect_view();
    view! { <ol class="phases" aria-label=t::progress(lang)>{items}</ol> }
}
