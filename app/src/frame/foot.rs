//! Footer: the responsible office and the standing pages.

use leptos::prelude::*;
use text::{Lang, shell as t};

use crate::address::{self, StandingPage};
use crate::parts::UserText;
use crate::site::site;

/// The foot of every page; `wide` as the desk is.
#[component]
pub fn Foot(lang: Lang, #[prop(optional)] wide: bool) -> impl IntoView {
    let pages = StandingPage::ALL
        .into_iter()
        .map(|page| view! { <a href=address::standing_page(lang, page)>{word(lang, page)}</a> })
        .collect_view();
    let office = site().office.as_str();
    view! {
        <footer class=if wide { "foot wide" } else { "foot" } aria-label=t::footer(lang)>
            <div>
                {(!office.is_empty()).then(|| view! { <span><UserText lang=lang text=office/></span> })}
                {pages}
                <span>{t::times_are_beijing(lang)}</span>
            </div>
        </footer>
    }
}

/// What a standing page is called in links and as its title.
#[must_use]
pub fn word(lang: Lang, page: StandingPage) -> &'static str {
    match page {
        StandingPage::About => t::about(lang),
        StandingPage::Privacy => t::privacy(lang),
        StandingPage::Accessibility => t::accessibility(lang),
        StandingPage::Glossary => t::glossary(lang),
        StandingPage::Verify => t::verify(lang),
    }
}
