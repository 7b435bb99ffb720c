//! A person's own messages, and the addresses that they also go to, whoever one is.

mod contacts;

use domain::view::messages::{Inbox, Message};
use leptos::prelude::*;
use text::{Lang, dates, messages as t};

pub use contacts::Addresses;

use crate::address;
use crate::api::messages::{messages_inbox, messages_one};
use crate::frame::{PageTitle, loaded};
use crate::hooks::{lang, param, query};
use crate::parts::{Cell, Column, Crumb, Crumbs, Empty, Mood, Row, StateWord, Table, UserText};

/// `/zh/account/messages`.
#[component]
pub fn Messages() -> impl IntoView {
    let lang = lang();
    let before = query("before");
    let fetch = move || messages_inbox(lang.code().to_owned(), before.clone());
    view! {
        <PageTitle lang=lang text=t::title(lang)/>
        <h1>{t::title(lang)}</h1>
        <p class="lede">{t::lede(lang)}</p>
        <p><a href=address::contacts(lang)>{t::contacts(lang)}</a></p>
        {loaded(fetch, move |inbox| list(lang, inbox))}
    }
}

fn list(lang: Lang, inbox: Inbox) -> AnyView {
    if inbox.lines.is_empty() {
        return view! { <Empty sentence=t::none(lang)/> }.into_any();
    }
    let columns =
        vec![Column::words(t::subject(lang)), Column::words(t::when(lang)), Column::words(t::kind(lang))];
    let rows = inbox
        .lines
        .into_iter()
        .map(|line| {
            let to = address::message(lang, line.code);
            let fresh = (!line.read).then(|| view! { " " <StateWord mood=Mood::Now word=t::unread(lang)/> });
            Row::Cells(
                "",
                vec![
                    Cell::new(view! { <a href=to><UserText lang=lang text=line.subject/></a>{fresh} })
                        .class("wide-cell"),
                    dates::stamp(lang, line.at.0).into(),
                    t::kind_word(line.kind, lang).into(),
                ],
            )
        })
        .collect();
    let older = inbox.older.map(|last| {
        let last = last.to_string();
        format!("{}{}", address::messages(lang), address::query(&[("before", &last)]))
    });
    view! {
        <Table lang=lang caption=t::title(lang) quiet=true cards=true columns=columns rows=rows/>
        {older.map(|href| view! { <p><a href=href rel="next">{t::older(lang)}</a></p> })}
    }
    .into_any()
}

/// `/zh/account/messages/CODE`.
#[component]
pub fn OneMessage() -> impl IntoView {
    let lang = lang();
    let code = param("message");
    loaded(move || messages_one(lang.code().to_owned(), code.clone()), move |message| one(lang, message))
}

fn one(lang: Lang, message: Message) -> impl IntoView {
    let crumbs = vec![Crumb::page(address::messages(lang), t::title(lang))];
    let ways: Vec<String> = message
        .ways
        .iter()
        .map(|(channel, state)| {
            format!("{} · {}", t::channel_word(*channel, lang), t::state_word(*state, None, lang))
        })
        .collect();
    let also = (!ways.is_empty())
        .then(|| view! { <p class="small soft">{t::also(lang)}" "{text::numbers::list(lang, &ways)}</p> });
    view! {
        <PageTitle lang=lang text=message.subject.clone()/>
        <Crumbs lang=lang crumbs=crumbs/>
        <h1><UserText lang=lang text=message.subject/></h1>
        <p class="small soft">{dates::moment(lang, message.at.0)}" · "{t::kind_word(message.kind, lang)}</p>
        <div class="pre">{linked(lang, &message.body)}</div>
        {also}
        <p><a href=address::messages(lang)>{t::back(lang)}</a></p>
    }
}

/// The text, in which addresses of this site's own pages are links. Only what begins a word with the address people type is one.
fn linked(lang: Lang, body: &str) -> AnyView {
    let ahead = format!("/{}/", lang.code());
    let piece = |line: &str| {
        let found = line.split_inclusive(' ').map(|word| {
            let (bare, gap) = word.strip_suffix(' ').map_or((word, ""), |bare| (bare, " "));
            match own_page(bare, &ahead) {
                Some((before, page)) => {
                    let shown = bare.strip_prefix(before).unwrap_or(bare).to_owned();
                    view! { <UserText lang=lang text=before/><a href=page>{shown}</a>{gap.to_owned()} }
                        .into_any()
                }
                None => view! { <UserText lang=lang text=bare/>{gap.to_owned()} }.into_any(),
            }
        });
        found.collect_view()
    };
    body.split('\n').map(|line| view! { {piece(line)}"\n" }).collect_view().into_any()
}

/// Where in a word the address of an own page begins, and the page below the site.
fn own_page<'a>(word: &'a str, ahead: &str) -> Option<(&'a str, String)> {
    let begin = word.find("https://").or_else(|| word.find("http://"))?;
    let (before, link) = word.split_at_checked(begin)?;
    let (_, path) = link.split_once(ahead)?;
    let plain = |ch: char| ch.is_ascii_alphanumeric() || "/_-".contains(ch);
    path.chars().all(plain).then(|| (before, format!("{ahead}{path}")))
}
