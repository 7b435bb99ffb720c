//! Masthead: skip link, brand, navigation for the reader at hand, language switch, sign-in or sign-out.

use domain::access::Person;
use domain::calendar::Instant;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use text::{Lang, dates, people, shell as t};

use super::stay::Stay;
use crate::address;
use crate::parts::UserText;
use crate::site::site;

/// Who looks at the page, as far as the masthead must know.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Visitor {
    /// The name to show; `None` where nobody is signed in.
    pub name: Option<String>,
    /// Shows the way to `my/`.
    pub candidate: bool,
    /// Shows the way to `desk/`.
    pub staff: bool,
    /// When the session ends unless a further page is asked for.
    pub until: Option<Instant>,
}

impl Visitor {
    /// What the masthead says of a signed-in person.
    #[must_use]
    pub fn of(person: &Person, lang: Lang) -> Self {
        let (candidate, staff) = (person.is_candidate(), person.is_staff());
        let name = if candidate { text::desk::role_candidate(lang).to_owned() } else { person.name.clone() };
        Self { name: Some(name), candidate, staff, until: person.session.map(|one| one.idle_until) }
    }
}

/// Part of the site that a page belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Section {
    /// Home, postings and positions.
    Postings,
    /// Published lists.
    Lists,
    /// A candidate's own pages.
    My,
    /// Officers' pages.
    Desk,
    /// None of the navigation.
    Elsewhere,
}

/// The head of every page. `here` is the page's path and query, from which the other language's address is made.
#[component]
pub fn Header(lang: Lang, #[prop(into)] here: String, section: Section, visitor: Visitor) -> impl IntoView {
    let mut links = Vec::new();
    if visitor.staff {
        links.push((Section::Desk, address::desk(lang), t::desk(lang)));
    }
    if visitor.candidate {
        links.push((Section::My, address::my(lang), t::my_applications(lang)));
    }
    links.push((Section::Postings, address::home(lang), t::postings(lang)));
    links.push((Section::Lists, address::lists(lang), t::lists(lang)));
    let links = links
        .into_iter()
        .map(|(of, href, word)| view! { <a href=href aria-current=(of == section).then_some("page")>{word}</a> })
        .collect_view();
    let until = visitor.until;
    let other = lang.other();
    let wide = if section == Section::Desk { "header wide" } else { "header" };
    view! {
        <a class="skip" href="#main">{t::skip(lang)}</a>
        <header class=wide>
            <div>
                <a class="brand" href=address::home(lang)>{t::brand(lang)}{(lang == Lang::Zh).then(|| view! { <small lang="en">{t::brand(Lang::En)}</small> })}</a>
                <nav aria-label=t::navigation(lang)>{links}</nav>
                <div class="end">
                    <a href=other.same_page(&here) lang=other.tag() hreflang=other.tag()>{other.own_name()}</a>
                    <Who lang=lang visitor=visitor/>
                </div>
            </div>
        </header>
        {until.map(|until| view! {
            <aside class="session small soft" aria-label=people::session(lang)>
                {people::session_lasts(lang, &dates::moment(lang, until.0))}" "
                <a href=address::extend(lang) target="_blank">{people::extend(lang)}</a>
            </aside>
        })}
        {(section == Section::Desk).then(|| view! { <Stay lang=lang/> })}
        {site().insecure.then(|| view! { <div class="alarm"><p>{t::insecure(lang)}</p></div> })}
    }
}

#[component]
fn Who(lang: Lang, visitor: Visitor) -> impl IntoView {
    match visitor.name {
        Some(name) => view! {
            <a href=address::messages(lang)>{text::messages::title(lang)}</a>
            <a href=address::account(lang)><UserText lang=lang text=name/></a>
            <form method="post" action=address::sign_out(lang)><button class="linkish">{t::sign_out(lang)}</button></form>
        }
        .into_any(),
        None => view! {
            <a href=address::register(lang, None)>{t::register(lang)}</a>
            <a href=address::sign_in(lang, None)>{t::sign_in(lang)}</a>
        }
        .into_any(),
    }
}
