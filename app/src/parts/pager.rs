//! How many of how many, and the ways to the next and the previous page.

use leptos::prelude::*;
use text::{Lang, numbers::grouped, parts as t};

/// Rows of one page of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slice {
    /// Page, from 1.
    pub page: i64,
    /// Rows on a full page.
    pub per_page: i64,
    /// Rows in all that match.
    pub all: i64,
}

impl Slice {
    /// First row of the page, from 1; 0 where there is none.
    #[must_use]
    pub fn first(self) -> i64 {
        if self.all == 0 { 0 } else { (self.page.max(1) - 1).saturating_mul(self.per_page).saturating_add(1) }
    }

    /// Last row of the page.
    #[must_use]
    pub fn last(self) -> i64 {
        self.page.max(1).saturating_mul(self.per_page).min(self.all)
    }
}

/// Previous and next. `address` gives the address of a page; nothing where one page holds all.
#[component]
pub fn Pager(lang: Lang, slice: Slice, address: Box<dyn Fn(i64) -> String>) -> impl IntoView {
    let previous = (slice.page > 1)
        .then(|| view! { <a href=address(slice.page - 1) rel="prev">{t::previous(lang)}</a> });
    let next = (slice.last() < slice.all)
        .then(|| view! { <a href=address(slice.page + 1) rel="next">{t::next(lang)}</a> });
    let range = t::range_of(lang, &grouped(slice.first()), &grouped(slice.last()), &grouped(slice.all));
    (slice.all > slice.per_page || slice.page > 1).then(
        || view! { <nav class="pager" aria-label=t::pages(lang)><span>{range}</span>{previous}{next}</nav> },
    )
}

/// The line above a table: the count in words at the left, what the children bring (downloads) at the right.
#[component]
pub fn Counts(#[prop(into)] words: String, #[prop(optional)] children: Option<Children>) -> impl IntoView {
    view! { <div class="counts"><p role="status">{words}</p>{children.map(|children| view! { <p class="downloads">{children()}</p> })}</div> }
}
