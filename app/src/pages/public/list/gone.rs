//! What the address of a list says that left the web after its term: when, how many, and what proves it.

use domain::view::public::lists::LeftList;
use leptos::prelude::*;
use text::numbers::grouped;
use text::{Lang, dates, public as t};

use crate::address;
use crate::frame::Section;
use crate::pages::public::pieces;
use crate::parts::{DigestLine, SealedFact, UserText};
use crate::shell::{self, Frame};

/// Prints it, at this address of the list.
#[must_use]
pub fn print_gone(view: &LeftList, here: &str, lang: Lang) -> String {
    let head = &view.head;
    let list = pieces::list_title(lang, head);
    let title = format!("{list} · {}", head.posting_title);
    let frame = Frame::public(lang, title, here.to_owned(), Section::Lists);
    let left = t::list_left(lang, &dates::day(lang, view.left_at.date()));
    let (people, chosen) = (grouped(head.people.into()), grouped(head.chosen.into()));
    let counts = t::list_counts(lang, &grouped(view.positions.into()), &people, &chosen);
    let seal = view.audit_seal;
    let facts = seal.map(|seal| SealedFact { term: t::audit_seal(lang).to_owned(), value: seal.to_string() });
    let posting = address::posting(lang, head.posting);
    let (digest, version, at) = (view.digest.to_string(), head.version, head.published_at.0);
    let name = head.posting_title.clone();
    shell::print(frame, || {
        view! {
            <h1>{list}</h1>
            <p class="lede"><a href=posting><UserText lang=lang text=name/></a></p>
            <p>{left}</p>
            <p>{counts}</p>
            <p class="small soft">{t::list_left_kept(lang)}</p>
            <DigestLine lang=lang version=version.into() published_at=at digest=digest facts=facts.into_iter().collect()/>
        }
    })
}
