//! The messages of a posting: in which words, to whom, and whether they arrived.

mod words;

use domain::view::messages::{OfPosting, ToldLine, WordsLine};
use leptos::prelude::*;
use text::{Lang, dates, messages as t};

pub use words::MessageWords;

use crate::address;
use crate::api::messages::messages_of_posting;
use crate::frame::{PageTitle, loaded, tabs};
use crate::hooks::{lang, param, query};
use crate::parts::{Cell, Column, Empty, Mood, Row, StateWord, Table, UserText};

/// `/zh/desk/postings/CODE/messages`.
#[component]
pub fn PostingMessages() -> impl IntoView {
    let lang = lang();
    let (code, before) = (param("posting"), query("before"));
    let fetch = {
        let code = code.clone();
        move || messages_of_posting(code.clone(), before.clone())
    };
    view! {
        <PageTitle lang=lang text=t::of_posting(lang)/>
        {tabs(lang, &code, "messages")}
        <h1>{t::of_posting(lang)}</h1>
        <p class="lede">{t::of_posting_lede(lang)}</p>
        {loaded(fetch, move |found| page(lang, found))}
    }
}

fn page(lang: Lang, found: OfPosting) -> impl IntoView {
    let posting = found.posting.code.to_string();
    let columns = vec![
        Column::words(t::kind(lang)),
        Column::words(t::words_zh(lang)),
        Column::words(t::words_en(lang)),
    ];
    let rows = found.kinds.iter().map(|line| kind(lang, &posting, line, found.may_edit)).collect();
    let older = found.older.map(|last| {
        let page = address::desk_posting(lang, &posting, "messages");
        format!("{page}{}", address::query(&[("before", &last.to_string())]))
    });
    view! {
        <h2>{t::told(lang)}</h2>
        {told(lang, &posting, found.told)}
        {older.map(|href| view! { <p><a href=href rel="next">{t::older(lang)}</a></p> })}
        <h2>{t::texts(lang)}</h2>
        <Table lang=lang caption=t::texts(lang) quiet=true cards=true columns=columns rows=rows/>
    }
}

fn kind(lang: Lang, posting: &str, line: &WordsLine, may_edit: bool) -> Row {
    let cell = |of: Lang| {
        let own = line.own.iter().find(|own| own.0 == of.code());
        let word = own.map_or_else(|| t::the_programs(lang).to_owned(), |own| t::the_postings(lang, own.1));
        if !may_edit {
            return Cell::from(word);
        }
        let to = address::message_words(lang, posting, line.kind.word(), &[("language", of.code())]);
        Cell::new(view! { <a href=to>{word}</a> })
    };
    Row::Cells("", vec![t::kind_word(line.kind, lang).into(), cell(Lang::Zh), cell(Lang::En)])
}

fn told(lang: Lang, posting: &str, lines: Vec<ToldLine>) -> AnyView {
    if lines.is_empty() {
        return view! { <Empty sentence=t::told_none(lang)/> }.into_any();
    }
    let columns = vec![
        Column::words(t::kind(lang)),
        Column::words(t::whom(lang)),
        Column::words(t::in_account(lang)),
        Column::words(t::also(lang)),
    ];
    let rows = lines.into_iter().map(|line| told_line(lang, posting, line)).collect();
    view! { <Table lang=lang caption=t::told(lang) quiet=true cards=true dense=true columns=columns rows=rows/> }
        .into_any()
}

fn told_line(lang: Lang, posting: &str, line: ToldLine) -> Row {
    let whom = match line.application {
        Some(code) => {
            let to = address::screening(lang, posting, code.as_str(), &[]);
            view! { <a class="mono" href=to>{code.to_string()}</a> }.into_any()
        }
        None => view! { <UserText lang=lang text=line.who/> }.into_any(),
    };
    let account = if line.withdrawn {
        view! { <StateWord mood=Mood::Wait word=t::withdrawn(lang)/> }.into_any()
    } else {
        t::in_account_from(lang, &dates::stamp(lang, line.at.0)).into_any()
    };
    let ways = line
        .ways
        .into_iter()
        .map(|(channel, state, fault, tries)| {
            let mood = mood(state);
            let word = t::state_word(state, fault, lang);
            let tried = (tries > 0).then(|| t::tried(lang, tries));
            view! {
                <div>
                    {t::channel_word(channel, lang)}" "<StateWord mood=mood word=word/>
                    <span class="small soft">" "{tried}</span>
                </div>
            }
        })
        .collect_view();
    let cells =
        vec![t::kind_word(line.kind, lang).into(), Cell::new(whom), Cell::new(account), Cell::new(ways)];
    Row::Cells("", cells)
}

const fn mood(state: domain::messages::DeliveryState) -> Mood {
    use domain::messages::DeliveryState as S;
    match state {
        S::Sent => Mood::Pass,
        S::Failed | S::Bounced => Mood::Refuse,
        S::Waiting | S::Sending => Mood::Now,
        S::Withdrawn => Mood::Wait,
    }
}
