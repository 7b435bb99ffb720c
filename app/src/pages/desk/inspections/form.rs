//! The form of the quantified record: fixed rows, so that it is whole without scripts.

use domain::eligibility::Appraisal;
use domain::inspection::{AWARDS, ArchiveFinding, AwardKind, Record, TALKS, TalkKind, YEARS};
use domain::view::desk::inspections::InspectionFile;
use leptos::prelude::*;
use text::{Lang, eligibility, inspections as t};

use super::file::hidden;
use crate::forms::with_error;
use crate::parts::{Button, Field, FieldError, Kind, PostForm, SelectField, TextArea, TextField, Weight};

/// A field of a row: sent as `NAME[ROW]`.
fn row(name: &str, at: usize, label: &str, errors: &[FieldError]) -> Field {
    with_error(Field::new(&format!("{name}[{at}]"), label), &format!("{name}.{at}."), errors).optional()
}

fn no(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX).saturating_add(1)
}

/// The form, filled with what stands in the file where its reader opened it.
pub(super) fn enter(lang: Lang, page: &InspectionFile, errors: &[FieldError]) -> impl IntoView + use<> {
    crate::parts::sends_to("/api/inspections/enter");
    let opened = page.opened.as_ref().map(|(record, findings, _)| (record.clone(), findings.clone()));
    let (record, findings) = opened.unwrap_or_default();
    let mut hidden = hidden(lang, page);
    let years: Vec<i32> = (1..=YEARS).map(|back| page.today.year().saturating_sub(back)).collect();
    hidden.extend(years.iter().enumerate().map(|(at, year)| (format!("years[{at}]"), year.to_string())));
    let grades = years.into_iter().enumerate().map(|(at, year)| grade(lang, (at, year), &record, errors));
    let grades = grades.collect_view();
    let awards = (0..AWARDS).map(|at| award(lang, at, &record, errors)).collect_view();
    let talks = (0..TALKS).map(|at| talk(lang, at, &record, errors)).collect_view();
    let tasks = Field::new("tasks", t::tasks(lang)).hint(t::tasks_hint(lang)).optional();
    let tasks = with_error(tasks, "tasks", errors);
    let said = with_error(
        Field::new("findings", t::findings(lang)).hint(t::findings_hint(lang)),
        "findings",
        errors,
    );
    let points = page.quantified.then(|| {
        let field = Field::new("points", t::points(lang)).hint(t::points_hint(lang)).optional();
        let stands = record.points.map(|points| points.to_string()).unwrap_or_default();
        let field = with_error(field, "points", errors);
        view! { <TextField lang=lang field=field kind=Kind::Decimal value=stands/> }
    });
    let (lines, archive) = (record.tasks.join("\n"), archive(lang, &record, errors));
    view! {
        <h2>{t::enter(lang)}</h2>
        <p>{t::enter_consequence(lang)}</p>
        <PostForm action="/api/inspections/enter" hidden=hidden switches=true>
            <fieldset><legend>{t::appraisals(lang)}</legend>{grades}</fieldset>
            <fieldset><legend>{t::awards(lang)}</legend>{awards}</fieldset>
            <TextArea lang=lang field=tasks value=lines rows=3/>
            <fieldset><legend>{t::talks(lang)}</legend>{talks}</fieldset>
            {archive}
            <TextArea lang=lang field=said value=findings rows=6/>
            {points}
            <Button word=t::enter(lang) weight=Weight::Main/>
        </PostForm>
    }
}

fn grade(
    lang: Lang,
    (at, year): (usize, i32),
    record: &Record,
    errors: &[FieldError],
) -> impl IntoView + use<> {
    let options = Appraisal::ALL
        .iter()
        .map(|one| (one.word().to_owned(), eligibility::lists::appraisal(*one, lang).to_owned()))
        .collect();
    let stands = record.appraisals.iter().find(|one| one.0 == year).map_or("", |one| one.1.word());
    let field = row("grades", at, &t::appraisal_of(lang, year), errors);
    view! { <SelectField lang=lang field=field options=options selected=stands nothing=t::not_recorded(lang)/> }
}

fn award(lang: Lang, at: usize, record: &Record, errors: &[FieldError]) -> impl IntoView + use<> {
    let options = AwardKind::ALL
        .iter()
        .map(|one| (one.word().to_owned(), t::award_word(*one, lang).to_owned()))
        .collect();
    let stands = record.awards.get(at);
    let (kind, year) =
        (stands.map_or("", |one| one.1.word()), stands.map_or_else(String::new, |one| one.0.to_string()));
    let field = row("awards", at, &t::award_no(lang, no(at)), errors);
    let of = row("award_years", at, &t::year_of(lang, no(at)), errors);
    view! {
        <SelectField lang=lang field=field options=options selected=kind nothing=t::not_recorded(lang)/>
        <TextField lang=lang field=of kind=Kind::Number value=year/>
    }
}

fn talk(lang: Lang, at: usize, record: &Record, errors: &[FieldError]) -> impl IntoView + use<> {
    let options = TalkKind::ALL
        .iter()
        .map(|one| (one.word().to_owned(), t::talk_word(*one, lang).to_owned()))
        .collect();
    let stands = record.talks.get(at);
    let kind = stands.map_or("", |one| one.kind.word());
    let (on, people) =
        stands.map_or_else(Default::default, |one| (one.on.to_string(), one.people.to_string()));
    let field = row("talks", at, &t::talk_no(lang, no(at)), errors);
    let day = row("talk_days", at, &t::talk_day(lang, no(at)), errors).hint(t::day_hint(lang));
    let heard = row("talk_people", at, &t::talk_people(lang, no(at)), errors);
    view! {
        <SelectField lang=lang field=field options=options selected=kind nothing=t::not_recorded(lang)/>
        <TextField lang=lang field=day kind=Kind::Short value=on/>
        <TextField lang=lang field=heard kind=Kind::Number value=people/>
    }
}

fn archive(lang: Lang, record: &Record, errors: &[FieldError]) -> impl IntoView + use<> {
    let options = ArchiveFinding::ALL
        .iter()
        .map(|one| (one.word().to_owned(), t::archive_word(*one, lang).to_owned()))
        .collect();
    let stands = record.archive.as_ref();
    let (finding, by) = (
        stands.map_or("", |check| check.finding.word()),
        stands.map_or_else(String::new, |check| check.by.clone()),
    );
    let named = |name: &str, label: &str| with_error(Field::new(name, label).optional(), name, errors);
    let (field, of) = (named("archive", t::archive(lang)), named("archive_by", t::archive_by(lang)));
    view! {
        <SelectField lang=lang field=field options=options selected=finding nothing=t::not_recorded(lang)/>
        <TextField lang=lang field=of kind=Kind::Name value=by/>
    }
}
