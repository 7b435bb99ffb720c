//! Progress of a job: a number, and a way to leave.

use leptos::prelude::*;
use text::{Lang, parts as t};

/// `percent` from 0 to 100; more is shown as 100.
#[component]
pub fn JobProgress(lang: Lang, percent: u8, #[prop(into)] leave: String) -> impl IntoView {
    let percent = i64::from(percent.min(100));
    let words = t::working(lang, percent);
    view! {
        <div class="notice" role="status">
            <p><progress max="100" value=percent.to_string() aria-label=words.clone()></progress>" "{words}</p>
            <p>{t::may_leave(lang)}" "<a href=leave>{t::back(lang)}</a></p>
        </div>
    }
}
