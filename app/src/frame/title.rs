//! What the browser calls a page: the only `<Title>`. leptos_meta (0.8.7) writes its text into the document without
//! escaping it: a candidate's name in the title could close the element and send the reader to a stranger's site. Here the
//! text goes in as escaped markup.

use leptos::prelude::*;
use leptos_meta::Title;
use text::{Lang, shell as t};

use crate::hooks::posting_title;
use crate::parts::escaped;

/// The title of a page that the router renders, with the posting that it belongs to and the site's name behind it.
#[component]
pub fn PageTitle(lang: Lang, #[prop(into)] text: String) -> impl IntoView {
    let posting = posting_title().filter(|title| !text.contains(&**title));
    let text = posting.map_or_else(|| text.clone(), |title| format!("{text} · {title}"));
    let text = escaped(&full_title(lang, &text));
    view! { <Title text=text/> }
}

/// `TITLE · 遴选`.
#[must_use]
pub fn full_title(lang: Lang, title: &str) -> String {
    if title.is_empty() {
        format!("{} · {}", t::brand(lang), t::site_title(lang))
    } else {
        format!("{title} · {}", t::brand(lang))
    }
}
