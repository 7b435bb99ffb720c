//! Every published list.

use domain::view::public::lists::Lists;
use leptos::prelude::*;
use text::{Lang, public as t};

use super::pieces;
use crate::address;
use crate::frame::Section;
use crate::parts::{Empty, LinkLine, LinkList};
use crate::shell::{self, Frame};

/// Prints the page.
#[must_use]
pub fn print(view: &Lists, lang: Lang) -> String {
    shell::print(Frame::public(lang, t::lists_title(lang), address::lists(lang), Section::Lists), || {
        body(view, lang)
    })
}

fn body(view: &Lists, lang: Lang) -> impl IntoView {
    let lines: Vec<LinkLine> = view.lists.iter().map(|head| pieces::list_line(lang, head, true)).collect();
    let lines = if lines.is_empty() {
        view! { <Empty sentence=t::none_lists(lang)/> }.into_any()
    } else {
        view! { <LinkList lines=lines/> }.into_any()
    };
    view! {
        <h1>{t::lists_title(lang)}</h1>
        <p class="lede">{t::lists_lede(lang)}</p>
        {lines}
    }
}
