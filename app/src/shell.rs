//! The document around a printed page. Owns `<head>`, masthead, main and footer; refuses scripts.

use leptos::prelude::*;
use text::Lang;

use crate::frame::{Foot, Header, Section, Visitor, full_title};
use crate::site::site;

/// What the document needs to know about a printed page.
#[derive(Clone, Debug)]
pub struct Frame {
    /// Language of the page.
    pub lang: Lang,
    /// Title, without the site's name.
    pub title: String,
    /// Path and query in either language; the switch makes the other one from it.
    pub here: String,
    /// Place in the navigation.
    pub section: Section,
    /// Who reads; nobody on sealed pages, which are the same for everyone.
    pub visitor: Visitor,
}

impl Frame {
    /// A page for anyone.
    #[must_use]
    pub fn public(lang: Lang, title: impl Into<String>, here: impl Into<String>, section: Section) -> Self {
        Self { lang, title: title.into(), here: here.into(), section, visitor: Visitor::default() }
    }
}

/// Prints a whole document without any script. `body` runs under its own owner: it may hold components, no resources.
#[must_use]
pub fn print<V: IntoView>(frame: Frame, body: impl FnOnce() -> V) -> String {
    let html = Owner::new_root(None).with(|| document(frame, body().into_any()).to_html());
    format!("<!DOCTYPE html>{}", unmarked(&html))
}

/// Without the marks that Leptos sets where dynamic pieces meet, so that a browser finds them again: only islands are
/// looked through, and keep theirs. Text and attributes are escaped, so that nobody's words look like a mark.
#[must_use]
pub fn unmarked(html: &str) -> String {
    const END: &str = "</leptos-island>";
    let mut plain = String::with_capacity(html.len());
    let mut rest = html;
    while let Some((before, island)) = rest.find("<leptos-island").map(|at| rest.split_at(at)) {
        plain.push_str(&before.replace("<!>", ""));
        let end = island.find(END).map_or(island.len(), |at| at.saturating_add(END.len()));
        let (island, after) = island.split_at(end);
        plain.push_str(island);
        rest = after;
    }
    plain.push_str(&rest.replace("<!>", ""));
    plain
}

fn document(frame: Frame, body: AnyView) -> impl IntoView {
    let Frame { lang, title, here, section, visitor } = frame;
    view! {
        <html lang=lang.tag()>
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <meta name="color-scheme" content="light dark"/>
                <title>{full_title(lang, &title)}</title>
                <link rel="stylesheet" href=site().assets.style.as_str()/>
                <Icon/>
                <link rel="alternate" hreflang=lang.other().tag() href=lang.other().same_page(&here)/>
            </head>
            <body>
                <Header lang=lang here=here section=section visitor=visitor/>
                <main id="main">{body}</main>
                <Foot lang=lang/>
            </body>
        </html>
    }
}

/// The icon of the browser's tab; belongs into `<head>`.
#[component]
pub fn Icon() -> impl IntoView {
    let icon = site().icon.as_str();
    (!icon.is_empty()).then(|| view! { <link rel="icon" type="image/svg+xml" href=icon/> })
}

#[cfg(test)]
mod tests {
    use super::unmarked;

    #[test]
    fn marks_stay_in_islands_only() {
        let html = "<p>a<!>b</p><leptos-island data-props=\"&lt;!&gt;\">c<!>d</leptos-island><i><!></i>";
        let plain = "<p>ab</p><leptos-island data-props=\"&lt;!&gt;\">c<!>d</leptos-island><i></i>";
        assert_eq!(unmarked(html), plain);
        assert_eq!(unmarked("<leptos-island>a<!>"), "<leptos-island>a<!>");
    }

    #[test]
    fn an_attribute_cannot_look_like_a_mark() {
        use leptos::prelude::*;
        let words = "<!>".to_owned();
        let html =
            Owner::new_root(None).with(|| view! { <p title=words.clone()>{words.clone()}</p> }.to_html());
        assert_eq!(unmarked(&html), "<p title=\"&lt;!&gt;\">&lt;!&gt;</p>");
    }
}
