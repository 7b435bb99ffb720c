//! `my/applications/CODE/person`, `…/service`, `…/record`, `…/family`, `…/statement`: one section of the form on one page. What was typed is
//! stored even where it has faults, so the page always shows the stored draft, and the faults beside its fields.

use domain::lifecycle::ApplicationState;
use domain::reason::ApplicationsWhy;
use domain::registration::{Form, Section};
use domain::view::my::applications::Application;
use leptos::prelude::*;
use text::{Lang, applications as t, dates, errors, parts, reasons};

use super::answers::labelled;
use super::fields::Fields;
use super::target::{Side, Way};
use super::warnings::{self, warnings};
use crate::api::ApiError;
use crate::api::applications::application_view;
use crate::frame::{PageTitle, loaded, privacy_box};
use crate::hooks::{lang, param, query, refused};
use crate::parts::{
    Button, ErrorSummary, FieldError, LinkButton, Mood, Notice, PostForm, Weight, sends_to, typed_into,
};

use crate::{address, forms};

/// Where a section is sent to.
const STORES: &str = "/api/applications/section";

/// Section 1.
#[component]
pub fn PersonSection() -> impl IntoView {
    section(Section::Person)
}

/// Section 2.
#[component]
pub fn ServiceSection() -> impl IntoView {
    section(Section::Service)
}

/// Section 3.
#[component]
pub fn RecordSection() -> impl IntoView {
    section(Section::Record)
}

/// Section 4.
#[component]
pub fn FamilySection() -> impl IntoView {
    section(Section::Family)
}

/// Section 5.
#[component]
pub fn StatementSection() -> impl IntoView {
    section(Section::Statement)
}

fn section(section: Section) -> impl IntoView {
    let lang = lang();
    let code = param("application");
    let error = refused("applications/section");
    loaded(move || application_view(code.clone()), move |found| page(lang, section, found, error.as_ref()))
}

fn page(lang: Lang, section: Section, found: Application, error: Option<&ApiError>) -> impl IntoView + use<> {
    let faults = forms::summary(lang, error);
    let name = t::section(section, lang);
    let prefix = if faults.is_empty() { "" } else { parts::error_prefix(lang) };
    let home = address::application(lang, found.code);
    let target = found.target.clone();
    let at = Section::ALL.iter().position(|other| *other == section).unwrap_or_default();
    let kept = matches!(error, Some(ApiError::Refused(reasons)) if reasons.iter().any(|reason| reason.field().is_some()));
    view! {
        <PageTitle lang=lang text=format!("{prefix}{name}")/>
        <Way lang=lang application=(home, target.clone())/>
        <div class="cols">
            <div>
                <ErrorSummary lang=lang errors=labelled(lang, Some(newest(&found)), &faults)/>
                {just_saved(lang, section, &found)}
                {kept.then(|| view! { <p class="soft">{t::saved_incomplete(lang)}</p> })}
                <p class="small soft flat">{t::section_of(lang, count(at.saturating_add(1)), count(Section::ALL.len()))}</p>
                <h1>{name}</h1>
                {body(lang, section, &found, &faults)}
            </div>
            <Side lang=lang target=target/>
        </div>
    }
}

/// The notice of a section that was saved with an answer to look at, once.
fn just_saved(lang: Lang, section: Section, found: &Application) -> Option<AnyView> {
    let open = found.state == ApplicationState::Draft && found.open;
    let mut here = warnings(lang, Form::standard(), found, newest(found));
    here.retain(|warning| warning.is_in(section));
    let next = Section::ALL.iter().find(|section| !found.complete.contains(section));
    let word = next.filter(|_| query("from") != "check").map_or("check", |section| section.word());
    let on = address::application_page(lang, found.code, word);
    (open && !here.is_empty() && query("saved") == "yes").then(|| warnings::saved(lang, &here, on).into_any())
}

fn count(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

/// The last whole year before the day up to which the position counts.
pub(super) fn newest(found: &Application) -> i32 {
    let opens = || found.target.registration.opens.date().year();
    found.asked.as_ref().map_or_else(opens, |asked| asked.at.year()) - 1
}

fn body(lang: Lang, section: Section, found: &Application, faults: &[FieldError]) -> AnyView {
    let home = address::application(lang, found.code);
    if found.state != ApplicationState::Draft {
        let why = reasons::sentence(&ApplicationsWhy::WrongState { state: found.state }.reason(), lang);
        return view! {
            <Notice title=errors::refused_title(lang)>
                <p>{why}</p>
                <p><LinkButton href=home word=t::back_to_application(lang)/></p>
            </Notice>
        }
        .into_any();
    }
    if !found.open {
        let closes = dates::moment(lang, found.target.window().closes.0);
        return view! {
            <Notice mood=Mood::Refuse title=t::closed_title(lang)>
                <p>{t::closed_at(lang, &closes)}</p>
                <p><LinkButton href=home word=t::back_to_application(lang)/></p>
            </Notice>
        }
        .into_any();
    }
    let hidden = vec![
        ("lang".to_owned(), lang.code().to_owned()),
        ("application".to_owned(), found.code.to_string()),
        ("section".to_owned(), section.word().to_owned()),
        ("from".to_owned(), query("from")),
        ("version".to_owned(), found.version.to_string()),
    ];
    let (form, newest) = (Form::standard(), newest(found));
    let warnings = warnings(lang, form, found, newest);
    // What came too late for the draft, or met a busy database, stands in the fields again: where it was typed, and nowhere else.
    let typed = |field: &str, here: &str| typed_into(STORES, field).is_some_and(|there| there == here);
    if typed("section", section.word()) && typed("application", found.code.as_str()) {
        sends_to(STORES);
    }
    let fields = Fields { lang, form, answers: &found.answers, newest, faults, warnings: &warnings };
    let fields = fields.section(section);
    let agree = found.privacy.map(|edition| privacy_box(lang, edition));
    let proofs = super::files::from_section(lang, found, section);
    view! {
        <PostForm action=STORES hidden=hidden lenient=true enters=true>
            {fields}
            {agree}
            <div class="row">
                <Button word=parts::save_and_continue(lang)/>
                <LinkButton href=home word=parts::back(lang) weight=Weight::Quiet/>
                <Button word=t::other_language(lang) weight=Weight::Quiet name="act" value="other_language"/>
            </div>
        </PostForm>
        {proofs}
    }
    .into_any()
}
