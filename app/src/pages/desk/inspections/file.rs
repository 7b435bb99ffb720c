//! The file of one person: what was found, who countersigns, the medical, a veto, and who is left out.

use domain::calendar::Instant;
use domain::departure::DepartureKind;
use domain::inspection::{MedicalResult, Record, Relation};
use domain::view::desk::inspections::{InspectionFile, Medical};
use leptos::prelude::*;
use text::{Lang, dates, eligibility, inspections as t, revisions};

use super::{form, further, membership, missing, state};
use crate::address;
use crate::api::inspections::inspections_file;
use crate::forms::{summary, with_error};
use crate::frame::{PageTitle, loaded, tabs};
use crate::hooks::{lang, param, refused};
use crate::parts::{
    Button, Crumb, Crumbs, ErrorSummary, Field, FieldError, KeyValue, KeyValues, Kind, LinkButton, PostForm,
    SelectField, TextArea, TextField, UserText, Weight, kv,
};

/// `/zh/desk/postings/CODE/inspection/APPLICATION`.
#[component]
pub fn File() -> impl IntoView {
    let lang = lang();
    let (code, application) = (param("posting"), param("application"));
    let acts = ["declare", "enter", "read", "countersign", "return", "medical"];
    let error = acts.into_iter().find_map(|act| refused(&format!("inspections/{act}")));
    let errors = summary(lang, error.as_ref());
    let fetch = {
        let code = code.clone();
        move || inspections_file(code.clone(), application.clone())
    };
    view! {
        {tabs(lang, &code, "inspection")}
        {loaded(fetch, move |page: InspectionFile| body(lang, &page, &errors))}
    }
}

/// The fields that every form of the file carries.
pub(super) fn hidden(lang: Lang, page: &InspectionFile) -> Vec<(String, String)> {
    vec![
        ("lang".to_owned(), lang.code().to_owned()),
        ("posting".to_owned(), page.posting.code.to_string()),
        ("application".to_owned(), page.line.application.to_string()),
        ("version".to_owned(), page.version.to_string()),
    ]
}

fn by(lang: Lang, who: &str, at: Instant) -> String {
    revisions::by_at(lang, who, &dates::moment(lang, at.0))
}

fn words(lang: Lang, text: &str) -> AnyView {
    let text = text.to_owned();
    view! { <UserText lang=lang text=text/> }.into_any()
}

fn body(lang: Lang, page: &InspectionFile, errors: &[FieldError]) -> impl IntoView + use<> {
    let back = address::desk_posting(lang, page.posting.code, "inspection");
    let line = &page.line;
    let (name, ticket) = (line.name.clone(), line.ticket.clone());
    let (number, unit, title) = line.position.clone();
    let position = format!("{number} {unit} {title}");
    let mut pairs = vec![
        kv(t::position(lang), words(lang, &position)),
        kv(t::unit(lang), words(lang, &page.unit)),
        kv(t::file(lang), state(lang, line)),
    ];
    if !line.lacks.is_empty() {
        pairs.push(kv(t::missing(lang), missing(lang, line)));
    }
    let further = further(lang, line);
    if !further.is_empty() {
        pairs.push(kv(t::further(lang), further.join(" · ")));
    }
    pairs.extend(page.entered.as_ref().map(|(who, at)| kv(t::entered(lang), by(lang, who, *at))));
    pairs.extend(page.countersigned.as_ref().map(|(who, at)| kv(t::countersigned(lang), by(lang, who, *at))));
    pairs.extend(page.returned_because.as_ref().map(|why| kv(t::returned_for(lang), words(lang, why))));
    for one in &page.team {
        pairs.push(kv(t::member(lang), words(lang, &format!("{} · {}", one.name, membership(lang, one)))));
    }
    view! {
        <Crumbs lang=lang crumbs=vec![Crumb::page(back, t::title(lang))]/>
        <PageTitle lang=lang text=format!("{} {ticket}", t::title(lang))/>
        <h1><span class="mono">{ticket}</span>" "<UserText lang=lang text=name/></h1>
        <ErrorSummary lang=lang errors=errors.to_vec()/>
        <KeyValues pairs=pairs/>
        {found(lang, page)}
        {signing(lang, page, errors)}
        {page.acts.enter.then(|| form::enter(lang, page, errors))}
        {medical(lang, page, errors)}
        {page.acts.veto.then(|| veto(lang, page))}
        {page.acts.declare.then(|| declare(lang, page, errors))}
    }
}

/// What was found, or the button that opens it.
fn found(lang: Lang, page: &InspectionFile) -> AnyView {
    if page.acts.read {
        let hidden = hidden(lang, page);
        return view! {
            <p>{t::read_hint(lang)}</p>
            <PostForm action="/api/inspections/read" hidden=hidden>
                <Button word=t::read(lang) weight=Weight::Quiet/>
            </PostForm>
        }
        .into_any();
    }
    let Some((record, findings, until)) = &page.opened else { return ().into_any() };
    let findings = findings.clone();
    let until = t::read_until(lang, &dates::moment(lang, until.0));
    view! {
        <h2>{t::file(lang)}</h2>
        <p class="small">{until}</p>
        <KeyValues pairs=facts(lang, record)/>
        <h3>{t::findings(lang)}</h3>
        <p class="notice-text"><UserText lang=lang text=findings/></p>
    }
    .into_any()
}

fn list(lang: Lang, lines: Vec<String>) -> AnyView {
    if lines.is_empty() {
        return t::not_recorded(lang).into_any();
    }
    let lines =
        lines.into_iter().map(|line| view! { <li><UserText lang=lang text=line/></li> }).collect_view();
    view! { <ul class="plain">{lines}</ul> }.into_any()
}

fn facts(lang: Lang, record: &Record) -> Vec<KeyValue> {
    let graded = record
        .appraisals
        .iter()
        .map(|(year, grade)| format!("{year} {}", eligibility::lists::appraisal(*grade, lang)));
    let awards = record.awards.iter().map(|(year, kind)| format!("{year} {}", t::award_word(*kind, lang)));
    let talks = record
        .talks
        .iter()
        .map(|one| t::talk_line(lang, t::talk_word(one.kind, lang), &dates::day(lang, one.on), one.people));
    let archive = record
        .archive
        .iter()
        .map(|check| t::archive_line(lang, t::archive_word(check.finding, lang), &check.by));
    let count = u32::try_from(record.tasks.len()).unwrap_or(u32::MAX);
    let tasks = format!("{} {}", t::tasks(lang), t::task_count(lang, count));
    let points = record.points.map(|points| kv(t::points(lang), points.to_string()));
    let pairs = vec![
        kv(t::appraisals(lang), list(lang, graded.collect())),
        kv(t::awards(lang), list(lang, awards.collect())),
        kv(tasks, list(lang, record.tasks.clone())),
        kv(t::talks(lang), list(lang, talks.collect())),
        kv(t::archive(lang), list(lang, archive.collect())),
    ];
    pairs.into_iter().chain(points).collect()
}

/// Countersigning, and sending back.
fn signing(lang: Lang, page: &InspectionFile, errors: &[FieldError]) -> impl IntoView + use<> {
    let sign = page.acts.countersign.then(|| {
        view! {
            <p>{t::countersign_consequence(lang)}</p>
            <PostForm action="/api/inspections/countersign" hidden=hidden(lang, page)>
                <Button word=t::countersign(lang) weight=Weight::Main/>
            </PostForm>
        }
    });
    let back = page.acts.return_back.then(|| {
        let field = with_error(Field::new("reason", t::return_reason(lang)), "reason", errors);
        view! {
            <PostForm action="/api/inspections/return" hidden=hidden(lang, page) switches=true>
                <TextArea lang=lang field=field value="" rows=2/>
                <Button word=t::return_back(lang) weight=Weight::Quiet/>
            </PostForm>
        }
    });
    view! { {sign} {back} }
}

fn result(lang: Lang, one: &Medical) -> impl IntoView + use<> {
    let said = format!("{} · {}", t::result_word(one.result, lang), dates::day(lang, one.day));
    let void = (!one.counts).then(|| view! { " · "{t::medical_void(lang)} });
    let by = by(lang, &one.recorded.0, one.recorded.1);
    let rests = one.words.clone().map(|text| view! { <p class="small"><UserText lang=lang text=text/></p> });
    view! { <li><b>{said}</b>{void}" · "{by}{rests}</li> }
}

/// The results of the medical, and the form for a further one.
fn medical(lang: Lang, page: &InspectionFile, errors: &[FieldError]) -> impl IntoView + use<> {
    let results = page.medicals.iter().map(|one| result(lang, one)).collect_view();
    let none = page.medicals.is_empty().then(|| view! { <p class="soft">{t::medical_none(lang)}</p> });
    let last = page.medicals.iter().rfind(|one| one.counts).map(|one| one.result);
    let open = matches!(last, None | Some(MedicalResult::Reexamine));
    let form = (page.acts.medical && open).then(|| {
        crate::parts::sends_to("/api/inspections/medical");
        let named =
            |name: &'static str, label: &'static str| with_error(Field::new(name, label), name, errors);
        let results = MedicalResult::ALL
            .iter()
            .filter(|one| last.is_none() || **one != MedicalResult::Reexamine)
            .map(|one| (one.word().to_owned(), t::result_word(*one, lang).to_owned()))
            .collect();
        let (result, day) = (named("result", t::medical_result(lang)), named("day", t::medical_day(lang)));
        let (day, rests) = (day.hint(t::day_hint(lang)), named("words", t::medical_words(lang)));
        view! {
            <p>{t::medical_lede(lang)}</p>
            <PostForm action="/api/inspections/medical" hidden=hidden(lang, page) switches=true>
                <SelectField lang=lang field=result options=results/>
                <TextField lang=lang field=day kind=Kind::Short value=""/>
                <TextArea lang=lang field=rests value="" rows=2/>
                <Button word=t::medical_record(lang) weight=Weight::Quiet/>
            </PostForm>
        }
    });
    view! {
        <h2>{t::medical(lang)}</h2>
        {none}
        <ul class="plain">{results}</ul>
        {form}
    }
}

/// The way to the form that enters a veto: it is a departure of its kind.
fn veto(lang: Lang, page: &InspectionFile) -> impl IntoView + use<> {
    let here = address::desk_posting(lang, page.posting.code, "departures");
    let why = ("why", DepartureKind::Veto.word());
    let href = format!("{here}{}", address::query(&[("application", page.line.application.as_str()), why]));
    view! {
        <h2>{t::veto(lang)}</h2>
        <p>{t::veto_lede(lang)}</p>
        <p><LinkButton href=href word=t::veto_enter(lang) weight=Weight::Quiet/></p>
    }
}

/// The form that declares a relation.
fn declare(lang: Lang, page: &InspectionFile, errors: &[FieldError]) -> impl IntoView + use<> {
    let relations = Relation::ALL
        .iter()
        .map(|one| (one.word().to_owned(), t::relation_word(*one, lang).to_owned()))
        .collect();
    let field = with_error(Field::new("relation", t::relation(lang)), "relation", errors);
    view! {
        <h2>{t::declare(lang)}</h2>
        <p>{t::declare_lede(lang)}</p>
        <PostForm action="/api/inspections/declare" hidden=hidden(lang, page)>
            <SelectField lang=lang field=field options=relations/>
            <Button word=t::declare(lang) weight=Weight::Quiet/>
        </PostForm>
    }
}
