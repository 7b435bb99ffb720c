//! The course of a posting: where it stands, what was decided on it, and the acts that stop it or let it go on, each on a page of
//! its own with its consequences.

mod acts;

use domain::course::DecisionKind;
use domain::course::Mark;
use domain::event::Event;
use domain::view::desk::course::{CourseEntry, CoursePage, StageLine, Turned};
use domain::view::messages::AboutToTell;
use leptos::prelude::*;
use text::{Lang, course as t, dates, desk, lists, revisions, states, timetable};

pub use acts::CourseAct;

use super::waits;
use crate::address;
use crate::api::ApiError;
use crate::api::course::{course_ahead, course_view};
use crate::forms::{summary, with_error};
use crate::frame::{PageTitle, loaded, tabs};
use crate::hooks::{lang, param, refused};
use crate::parts::{
    Button, ButtonRow, Cell, Column, Confirm, Empty, ErrorSummary, Field, KeyValue, KeyValues, LinkButton,
    Mood, PostForm, Row, StateWord, Table, TextArea, UserText, Weight, ahead_of_act, kv, stage_word, stopped,
};

/// `/zh/desk/postings/CODE/course`.
#[component]
pub fn Course() -> impl IntoView {
    let lang = lang();
    let code = param("posting");
    let fetch = {
        let code = code.clone();
        move || read(lang, code.clone())
    };
    view! {
        <PageTitle lang=lang text=t::title(lang)/>
        {tabs(lang, &code, "")}
        <h1>{t::title(lang)}</h1>
        <p class="lede">{t::lede(lang)}</p>
        {loaded(fetch, move |(page, told): (CoursePage, Option<AboutToTell>)| body(lang, &page, told))}
    }
}

/// The course, and for whoever may settle the proposal that waits what it would tell.
async fn read(lang: Lang, code: String) -> Result<(CoursePage, Option<AboutToTell>), ApiError> {
    let page = course_view(code.clone()).await?;
    let told = match page.waiting().filter(|_| page.acts.settle) {
        Some(one) => Some(course_ahead(code, one.kind.word().to_owned(), lang.code().to_owned()).await?),
        None => None,
    };
    Ok((page, told))
}

fn body(lang: Lang, page: &CoursePage, told: Option<AboutToTell>) -> impl IntoView + use<> {
    let stands = match &page.stop {
        Some(stop) => stopped(lang, page.posting.phase, Some(stop)),
        None => view! { <p>{t::runs(lang)}</p> }.into_any(),
    };
    let waiting = page.waiting().map(|waiting| waits(lang, page, (waiting, told)));
    let done: Vec<&CourseEntry> = page.decisions.iter().filter(|one| one.decided.is_some()).collect();
    let none = done.is_empty().then(|| view! { <Empty sentence=t::nothing_yet(lang)/> });
    let each = done.into_iter().map(|one| decision(lang, one)).collect_view();
    view! {
        {stands}
        {waiting}
        <h2>{timetable::title(lang)}</h2>
        {line(lang, page)}
        {turned(lang, page)}
        <h2>{t::decisions(lang)}</h2>
        {ways(lang, page)}
        {none}
        {each}
    }
}

/// The stages in their order: when each is, where it stands, and what holds it up.
fn line(lang: Lang, page: &CoursePage) -> AnyView {
    let here = |further: &str| address::desk_posting(lang, page.posting.code, further);
    let href = here("timetable");
    let change = view! { <p><a href=href>{timetable::change(lang)}</a></p> };
    if page.stages.is_empty() {
        return view! { <p class="soft">{timetable::none_yet(lang)}</p>{change} }.into_any();
    }
    let columns = vec![
        Column::words(timetable::stage(lang)),
        Column::words(timetable::time(lang)),
        Column::words(timetable::stands(lang)),
        Column::words(timetable::blocked(lang)),
    ];
    let rows = page.stages.iter().map(|one| stage(lang, page, one)).collect();
    let stale = page.stale.then(|| {
        let href = here("ranking");
        view! { <p><a href=href>{desk::ranking_stale(lang)}</a></p> }
    });
    view! {
        <Table lang=lang caption=timetable::title(lang) quiet=true cards=true columns=columns rows=rows/>
        {stale}
        {change}
    }
    .into_any()
}

fn stage(lang: Lang, page: &CoursePage, one: &StageLine) -> Row {
    let here = |further: &str| address::desk_posting(lang, page.posting.code, further);
    let called = stage_word(lang, &one.stage, timetable::called(&one.stage, lang));
    let called = if one.seen {
        let href = here(one.stage.kind.page());
        view! { <a href=href>{called}</a> }.into_any()
    } else {
        called
    };
    let mood = match one.mark {
        Mark::Over => Mood::Pass,
        Mark::Now => Mood::Now,
        Mark::Late => Mood::Return,
        Mark::Next | Mark::Open => Mood::Wait,
    };
    let mark = view! { <StateWord mood=mood word=timetable::mark(one.mark, lang)/> };
    let waiting = one.waits.iter().map(|held| {
        let said = waits::word(lang, (held.what, held.count), held.column.as_ref());
        let href = waits::href(lang, page.posting.code, held.what, held.column.as_ref());
        let said = if held.own { view! { <a href=href>{said}</a> }.into_any() } else { said.into_any() };
        view! { <li>{said}</li> }
    });
    let waits: Vec<_> = waiting.collect();
    let waits = (!waits.is_empty()).then(|| view! { <ul class="plain">{waits}</ul> });
    Row::Cells(
        "",
        vec![
            Cell::new(called),
            timetable::when(one.stage.when, lang).into(),
            Cell::new(mark),
            Cell::new(waits).class("wide-cell"),
        ],
    )
}

/// What ended a stage or opened one again, with who and when.
fn turned(lang: Lang, page: &CoursePage) -> AnyView {
    if page.turned.is_empty() {
        return ().into_any();
    }
    let columns = vec![
        Column::words(t::turned_at(lang)),
        Column::words(t::turned_by(lang)),
        Column::words(t::turned_what(lang)),
    ];
    let row = |one: &Turned| {
        let who = if one.who.is_empty() { t::clock(lang).to_owned() } else { one.who.clone() };
        let what = turned_word(lang, &one.event);
        Row::Cells(
            "",
            vec![dates::stamp(lang, one.at.0).into(), who.into(), Cell::from(what).class("wide-cell")],
        )
    };
    let rows = page.turned.iter().map(row).collect();
    view! {
        <h2>{t::turned(lang)}</h2>
        <Table lang=lang caption=t::turned(lang) quiet=true cards=true columns=columns rows=rows/>
    }
    .into_any()
}

/// What an act made of the course; one that opens a stage again says what no longer counts.
fn turned_word(lang: Lang, event: &Event) -> String {
    match event {
        Event::PhaseTurned { from, to, .. } => {
            t::turned_phase(lang, states::phase(*from, lang), states::phase(*to, lang))
        }
        Event::MarksReopened { .. } => t::turned_reopened(lang).to_owned(),
        Event::ListPublished { stage, version, .. } => {
            t::turned_published(lang, &lists::title(lang, stage, None), *version)
        }
        Event::ListCorrectionBegun { stage, version, .. } => {
            t::turned_correcting(lang, &lists::title(lang, stage, None), *version)
        }
        Event::ListKept { stage, version, .. } => {
            t::turned_kept(lang, &lists::title(lang, stage, None), *version)
        }
        _ => t::turned_ranked(lang).to_owned(),
    }
}

/// The acts that the reader may do now, each as a link to its page.
fn ways(lang: Lang, page: &CoursePage) -> impl IntoView + use<> {
    let acts = page.acts;
    let all = [
        (acts.suspend, "suspend", t::suspend(lang)),
        (acts.resume, "resume", t::resume(lang)),
        (acts.reopen, "reopen", t::reopen(lang)),
        (acts.propose, "cancel", t::cancel(lang)),
        (acts.withdraw, "withdraw", t::withdraw(lang)),
    ];
    let links = all
        .into_iter()
        .filter(|one| one.0)
        .map(|(_, act, word)| {
            let href = address::desk_posting(lang, page.posting.code, &format!("course/{act}"));
            view! { <LinkButton href=href word=word weight=Weight::Quiet/> }
        })
        .collect_view();
    view! { <ButtonRow>{links}</ButtonRow> }
}

/// The proposal that waits, with what the second person may do.
fn waits(
    lang: Lang,
    page: &CoursePage,
    (waiting, told): (&CourseEntry, Option<AboutToTell>),
) -> impl IntoView + use<> {
    let reopens = waiting.kind == DecisionKind::ReopenScreening;
    let (settling, sending_back) = if reopens {
        ("course/reopen_screening", "course/return_reopening")
    } else {
        ("course/cancel", "course/return")
    };
    let (title, yes) = if reopens {
        (t::reopen_waits(lang), t::reopen_yes(lang))
    } else {
        (t::cancel_waits(lang), t::cancel_yes(lang))
    };
    let consequences = if reopens {
        let said = [
            t::reopen_consequence_verdicts(lang),
            t::reopen_consequence_tickets(lang),
            t::reopen_consequence_marks(lang),
        ];
        said.into_iter().map(str::to_owned).chain(acts::resting_lines(lang, page.resting)).collect()
    } else {
        vec![t::cancel_consequence_last(lang).to_owned()]
    };
    let (cancelling, returning) = (refused(settling), refused(sending_back));
    let errors = summary(lang, cancelling.as_ref().or(returning.as_ref()));
    let reason = with_error(Field::new("reason", t::return_reason(lang)), "reason", &errors);
    let hidden = || {
        vec![
            ("posting".to_owned(), page.posting.code.to_string()),
            ("decision".to_owned(), waiting.code.to_string()),
            ("lang".to_owned(), lang.code().to_owned()),
        ]
    };
    let (cancels, returns) = (hidden(), hidden());
    let back = address::desk_posting(lang, page.posting.code, "");
    let settle = page.acts.settle.then(|| {
        view! {
            <Confirm lang=lang consequences=consequences back=back>
                <PostForm action=format!("/api/{settling}") hidden=cancels>
                    <Button word=yes weight=Weight::Grave/>
                </PostForm>
            </Confirm>
            <h2>{t::return_title(lang)}</h2>
            <PostForm action=format!("/api/{sending_back}") hidden=returns switches=true>
                <TextArea lang=lang field=reason value="" rows=3/>
                <Button word=revisions::return_back(lang) weight=Weight::Quiet/>
            </PostForm>
        }
    });
    view! {
        <ErrorSummary lang=lang errors=errors/>
        <h2>{title}</h2>
        <KeyValues pairs=facts(lang, waiting)/>
        {told.map(|told| ahead_of_act(lang, vec![told]))}
        {settle}
    }
}

fn decision(lang: Lang, one: &CourseEntry) -> impl IntoView + use<> {
    let title = match (one.kind, &one.returned_because) {
        (DecisionKind::ReopenScreening, Some(_)) => t::reopen_returned(lang),
        (DecisionKind::Cancel, Some(_)) => t::cancel_returned(lang),
        (kind, _) => t::done(kind, lang),
    };
    view! { <section><h3>{title}</h3><KeyValues pairs=facts(lang, one)/></section> }
}

/// Why, who and when.
fn facts(lang: Lang, one: &CourseEntry) -> Vec<KeyValue> {
    let by = |(who, at): &(String, domain::calendar::Instant)| {
        revisions::by_at(lang, who, &dates::moment(lang, at.0))
    };
    let reason = one.reason.clone();
    let mut pairs = vec![kv(t::reason(lang), view! { <UserText lang=lang text=reason/> })];
    pairs.extend(one.proposed.as_ref().map(|one| kv(t::proposed(lang), by(one))));
    pairs.extend(one.decided.as_ref().map(|one| kv(t::decided(lang), by(one))));
    if let Some(reason) = one.returned_because.clone() {
        pairs.push(kv(t::returned_for(lang), view! { <UserText lang=lang text=reason/> }));
    }
    pairs
}
