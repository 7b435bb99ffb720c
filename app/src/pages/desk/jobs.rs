//! `desk/jobs`: what the program does by itself, by kind; what runs, failed and is parked; and the forms that decide on a parked one.

use domain::view::desk::jobs::{JobCount, JobLine, JobsPage};
use domain::work::JobState;
use leptos::prelude::*;
use text::numbers::grouped;
use text::{Lang, dates, jobs as t};

use crate::address;
use crate::api::jobs::jobs_view;
use crate::forms::{summary, with_error};
use crate::frame::{PageTitle, loaded};
use crate::hooks::{lang, query, refused};
use crate::parts::{
    Button, Cell, Column, Empty, ErrorSummary, Field, FieldError, Mood, PostForm, Row, StateWord, Table,
    TextArea, Weight,
};

/// `/zh/desk/jobs`.
#[component]
pub fn Jobs() -> impl IntoView {
    let lang = lang();
    let error = ["jobs/retry", "jobs/give_up"].into_iter().find_map(refused);
    let errors = summary(lang, error.as_ref());
    view! {
        <PageTitle lang=lang text=t::title(lang)/>
        <h1>{t::title(lang)}</h1>
        <p class="lede">{t::lede(lang)}</p>
        <ErrorSummary lang=lang errors=errors.clone()/>
        {loaded(jobs_view, move |page: JobsPage| body(lang, &page, &errors))}
    }
}

fn body(lang: Lang, page: &JobsPage, errors: &[FieldError]) -> impl IntoView + use<> {
    let chosen = query("job");
    let one = page.lines.iter().find(|one| one.state == JobState::Parked && one.key == chosen);
    let done = t::done(lang, i64::try_from(page.done).unwrap_or(i64::MAX));
    view! {
        {one.map(|one| decide(lang, one, errors))}
        {by_kind(lang, page)}
        {lines(lang, page)}
        <p class="small soft">{done}</p>
    }
}

fn by_kind(lang: Lang, page: &JobsPage) -> AnyView {
    if page.counts.is_empty() {
        return view! { <Empty sentence=t::nothing(lang)/> }.into_any();
    }
    let columns = vec![
        Column::words(t::kind(lang)),
        Column::numbers(t::waiting(lang)),
        Column::numbers(t::running(lang)),
        Column::numbers(t::failed(lang)),
        Column::numbers(t::parked(lang)),
        Column::words(t::next(lang)),
    ];
    let number = |n: u32| Cell::new(grouped(n.into())).class("num");
    let row = |one: &JobCount| {
        let next = one.next.map_or_else(String::new, |at| dates::stamp(lang, at.0));
        let numbers = [one.waiting, one.running, one.failed, one.parked].map(number);
        let kind = std::iter::once(Cell::new(t::kind_word(one.kind, lang)).class("wide-cell"));
        Row::Cells("", kind.chain(numbers).chain([next.into()]).collect())
    };
    let rows = page.counts.iter().map(row).collect();
    view! {
        <h2>{t::by_kind(lang)}</h2>
        <Table lang=lang caption=t::by_kind(lang) quiet=true cards=true columns=columns rows=rows/>
        {page.more.then(|| view! { <p class="small soft">{t::more(lang)}</p> })}
    }
    .into_any()
}

fn lines(lang: Lang, page: &JobsPage) -> impl IntoView + use<> {
    let columns = vec![
        Column::words(t::kind(lang)),
        Column::words(t::state(lang)),
        Column::words(t::since(lang)),
        Column::words(t::tries(lang)),
        Column::words(t::fault(lang)),
    ];
    let rows: Vec<Row> = page.lines.iter().map(|one| line(lang, one)).collect();
    let none = rows.is_empty();
    view! {
        <h2>{t::lines(lang)}</h2>
        {none.then(|| view! { <p class="soft">{t::no_lines(lang)}</p> })}
        {(!none).then(|| view! { <Table lang=lang caption=t::lines(lang) quiet=true cards=true columns=columns rows=rows/> })}
    }
}

fn line(lang: Lang, one: &JobLine) -> Row {
    let when = dates::stamp(lang, one.at.0);
    let (mood, when) = match one.state {
        JobState::Parked => (Mood::Return, t::parked_at(lang, &when)),
        JobState::Running => (Mood::Now, t::held_until(lang, &when)),
        JobState::Failed => (Mood::Wait, t::again_at(lang, &when)),
        JobState::Waiting => (Mood::Wait, t::due_at(lang, &when)),
    };
    let href = address::desk_jobs(lang) + &address::query(&[("job", &one.key)]);
    let way = (one.state == JobState::Parked && !one.key.is_empty()).then(|| {
        let label = text::reasons::labelled(lang, t::decide(lang), t::kind_word(one.kind, lang));
        view! { " "<a href=href aria-label=label>{t::decide(lang)}</a> }
    });
    let (key, word) = (one.key.clone(), t::kind_word(one.kind, lang));
    let fault = one.fault.map_or("", |fault| t::fault_word(fault, lang));
    Row::Cells(
        "",
        vec![
            Cell::new(view! { {word}<br/><small class="soft mono">{key}</small> }).class("wide-cell"),
            Cell::new(view! { <StateWord mood=mood word=t::state_word(one.state, lang)/>{way} }),
            when.into(),
            t::times(lang, one.tries, one.most).into(),
            Cell::new(fault),
        ],
    )
}

/// What may be done with a parked job, each with its reason.
fn decide(lang: Lang, one: &JobLine, errors: &[FieldError]) -> impl IntoView + use<> {
    let hidden = || vec![("lang".to_owned(), lang.code().to_owned()), ("job".to_owned(), one.key.clone())];
    let field = |name: &str, label: &str| with_error(Field::new(name, label), name, errors);
    let again = field("retry_reason", t::retry_reason(lang)).hint(t::retry_says(lang));
    let why = field("drop_reason", t::give_up_reason(lang)).hint(t::give_up_says(lang));
    let (retries, gives_up) = (hidden(), hidden());
    let key = one.key.clone();
    view! {
        <section>
            <h2>{t::one(lang)}</h2>
            <p>{t::kind_word(one.kind, lang)}" "<small class="soft mono">{key}</small></p>
            <p class="soft">{t::one_lede(lang)}</p>
            <PostForm action="/api/jobs/retry" hidden=retries switches=true>
                <TextArea lang=lang field=again value="" rows=2/>
                <Button word=t::retry(lang)/>
            </PostForm>
            <PostForm action="/api/jobs/give_up" hidden=gives_up switches=true>
                <TextArea lang=lang field=why value="" rows=2/>
                <Button word=t::give_up(lang) weight=Weight::Grave/>
            </PostForm>
        </section>
    }
}
