//! The desk's start: the selections that the officer works on, and what waits in each.

use domain::access::ActName;
use domain::view::desk::postings::{PostingEntry, Task};
use leptos::prelude::*;
use text::{Lang, dates, desk as t, numbers, shell, states};

use super::waits;
use crate::address;
use crate::api::postings::postings_list;
use crate::frame::{PageTitle, Unread, loaded};
use crate::hooks::{lang, may, may_in};
use crate::parts::{Cell, Column, Counts, Empty, LinkButton, Mood, Row, StateWord, Table, UserText};

/// `/zh/desk`.
#[component]
pub fn Home() -> impl IntoView {
    let lang = lang();
    view! {
        <PageTitle lang=lang text=t::title(lang)/>
        <div class="row apart">
            <h1 class="flat">{t::title(lang)}</h1>
            {(may(ActName::CreatePosting)).then(|| view! { <LinkButton href=address::desk_create(lang) word=t::create(lang)/> })}
        </div>
        <p class="lede">{t::lede(lang)}</p>
        <Unread lang=lang/>
        {(may(ActName::ViewEvents)).then(|| view! { <p><a href=address::desk_audit(lang)>{text::audit::events(lang)}</a></p> })}
        {(may(ActName::EnterWorkYear)).then(|| view! { <p><a href=address::desk_work_years(lang)>{text::work_years::title(lang)}</a></p> })}
        {(may(ActName::SettleJob)).then(|| view! { <p><a href=address::desk_jobs(lang)>{text::jobs::title(lang)}</a></p> })}
        {(may(ActName::ViewAccounts)).then(|| view! { <p><a href=address::desk_accounts(lang)>{text::accounts::accounts(lang)}</a></p> })}
        {(may(ActName::SeekAccount)).then(|| view! { <p><a href=address::desk_recover(lang)>{text::people::recover_title(lang)}</a></p> })}
        {loaded(postings_list, move |desk| view! {
            {tasks(lang, desk.tasks)}
            {list(lang, desk.postings)}
        }.into_any())}
    }
}

/// What waits for the reader, what is due first; each line opens exactly what it counts.
fn tasks(lang: Lang, tasks: Vec<Task>) -> AnyView {
    let title = t::waits_for_you(lang);
    if tasks.is_empty() {
        return view! { <h2>{title}</h2><p class="soft">{t::nothing_waits(lang)}</p> }.into_any();
    }
    let columns = vec![
        Column::words(t::what_waits(lang)),
        Column::words(t::posting(lang)),
        Column::words(t::until(lang)),
        Column::words(t::since(lang)),
    ];
    let rows = tasks.into_iter().map(|task| Row::Cells("", task_line(lang, task))).collect();
    view! {
        <h2>{title}</h2>
        <Table lang=lang caption=title quiet=true cards=true columns=columns rows=rows/>
    }
    .into_any()
}

fn task_line(lang: Lang, task: Task) -> Vec<Cell> {
    let (code, title) = task.posting;
    let href = waits::href(lang, code, task.what, task.column.as_ref());
    let what = waits::word(lang, (task.what, task.count), task.column.as_ref());
    let until = match (task.until, task.late) {
        (Some(at), true) => {
            let word = t::late(lang, &dates::end(lang, at.0));
            Cell::new(view! { <StateWord mood=Mood::Return word=word/> })
        }
        (until, _) => Cell::new(until.map_or_else(String::new, |at| dates::end(lang, at.0))),
    };
    vec![
        Cell::new(view! { <a href=href>{what}</a> }).class("wide-cell"),
        Cell::new(view! { <UserText lang=lang text=title/> }),
        until,
        Cell::new(task.since.map_or_else(String::new, |at| dates::stamp(lang, at.0))),
    ]
}

fn list(lang: Lang, entries: Vec<PostingEntry>) -> AnyView {
    if entries.is_empty() {
        let what = if may(ActName::CreatePosting) {
            t::no_postings_screener
        } else if may(ActName::ViewAccounts) {
            t::no_postings_administrator
        } else {
            t::no_postings_other
        };
        return view! { <Empty sentence=format!("{} {}", t::no_postings(lang), what(lang))/> }.into_any();
    }
    let count = i64::try_from(entries.len()).unwrap_or(i64::MAX);
    let columns = vec![
        Column::words(t::posting(lang)),
        Column::words(t::phase(lang)),
        Column::words(t::registration(lang)),
        Column::numbers(t::positions(lang)),
        Column::numbers(t::to_screen(lang)),
        Column::numbers(states::passed(lang)),
    ];
    let rows = entries.into_iter().map(|entry| Row::Cells("", line(lang, entry))).collect();
    view! {
        <Counts words=text::parts::rows(lang, &numbers::grouped(count))/>
        <Table lang=lang caption=shell::postings(lang) quiet=true cards=true columns=columns rows=rows/>
    }
    .into_any()
}

fn line(lang: Lang, entry: PostingEntry) -> Vec<Cell> {
    let here = |further: &str| address::desk_posting(lang, entry.head.code, further);
    let screens = may_in(ActName::ViewApplications, entry.head.code);
    let screening = |word: &str| screens.then(|| format!("{}?state={word}", here("screening")));
    let counts = entry.counts;
    let registration =
        entry.head.registration.map_or_else(String::new, |window| dates::stamp(lang, window.closes.0));
    let number = |n: u32, href: Option<String>| {
        let shown = numbers::grouped(i64::from(n));
        let cell = match href {
            Some(href) => view! { <a href=href>{shown}</a> }.into_any(),
            None => shown.into_any(),
        };
        Cell::new(cell).class("num")
    };
    let (title, authority) = (entry.head.title.clone(), entry.head.authority.clone());
    vec![
        Cell::new(view! { <a href=here("")><UserText lang=lang text=title/></a><br/><small class="soft"><UserText lang=lang text=authority/></small> })
            .class("wide-cell"),
        Cell::new(states::phase(entry.head.phase, lang)),
        Cell::new(registration),
        number(counts.positions, Some(here("positions"))),
        number(counts.submitted, screening("submitted")),
        number(counts.passed, screening("passed")),
    ]
}
