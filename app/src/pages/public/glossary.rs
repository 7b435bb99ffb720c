//! The glossary page, from the typed glossary.

use leptos::prelude::*;
use text::glossary::TERMS;
use text::{Lang, shell as shell_words, standing as t};

use crate::address::{self, StandingPage};
use crate::frame::Section;
use crate::parts::{Cell, Column, Row, Table};
use crate::shell::{self, Frame};

/// Prints the page.
#[must_use]
pub fn print(lang: Lang) -> String {
    let here = address::standing_page(lang, StandingPage::Glossary);
    let title = shell_words::glossary(lang);
    shell::print(Frame::public(lang, title, here, Section::Elsewhere), || {
        let other = lang.other();
        let columns = vec![
            Column::words(t::glossary_term(lang)),
            Column::words(t::glossary_english(lang)),
            Column::words(t::glossary_meaning(lang)),
        ];
        let rows = TERMS
            .iter()
            .map(|term| {
                let foreign = view! { <span lang=other.tag()>{term.word(other)}</span> };
                Row::Cells(
                    "",
                    vec![
                        Cell::new(view! { <b>{term.word(lang)}</b> }),
                        Cell::new(foreign).class("across"),
                        Cell::from(term.says(lang)).class("across"),
                    ],
                )
            })
            .collect::<Vec<_>>();
        view! {
            <h1>{title}</h1>
            <p class="lede">{t::glossary_lede(lang)}</p>
            <Table lang=lang caption=title quiet=true cards=true columns=columns rows=rows/>
        }
    })
}
