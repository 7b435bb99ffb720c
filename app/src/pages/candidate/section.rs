//! `my/applications/CODE/person`, `…/service`, `…/statement`: one section of the form on one page. What was typed is
//! stored even where it has faults, so the page always shows the stored draft, and the faults beside its fields.

use domain::lifecycle::ApplicationState;
use domain::reason::Reason;
use domain::registration::{ApplicationForm, Section};
use domain::view::my::Application;
use leptos::prelude::*;
use leptos_meta::Title;
use text::{Lang, candidate as t, dates, errors, parts, reasons};

use super::answers::{label, labelled};
use super::target::{Side, Way};
use crate::api::ApiError;
use crate::api::applications::application_view;
use crate::hooks::{lang, loaded, param, query, refused};
use crate::parts::{
    Button, CheckBox, ErrorSummary, Field, FieldError, Kind, LinkButton, Mood, Notice, PostForm, TextArea,
    TextField, Weight, sentence_for,
};
use crate::{address, forms, shell::full_title};

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
pub fn StatementSection() -> impl IntoView {
    section(Section::Statement)
}

fn section(section: Section) -> impl IntoView {
    let lang = lang();
    let code = param("application");
    let error = refused(&format!("applications/{}", section.word()));
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
        <Title text=full_title(lang, &format!("{prefix}{name}"))/>
        <Way lang=lang application=(home, target.clone())/>
        <div class="cols">
            <div>
                <ErrorSummary lang=lang errors=labelled(lang, &faults)/>
                {kept.then(|| view! { <p class="soft">{t::saved_incomplete(lang)}</p> })}
                <p class="small soft flat">{t::section_of(lang, count(at.saturating_add(1)), count(Section::ALL.len()))}</p>
                <h1>{name}</h1>
                {body(lang, section, &found, &faults)}
            </div>
            <Side lang=lang target=target/>
        </div>
    }
}

fn count(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

fn body(lang: Lang, section: Section, found: &Application, faults: &[FieldError]) -> AnyView {
    let home = address::application(lang, found.code);
    if found.state != ApplicationState::Draft {
        let why = reasons::sentence(&Reason::WrongState { state: found.state }, lang);
        return view! {
            <Notice title=errors::refused_title(lang)>
                <p>{why}</p>
                <p><LinkButton href=home word=t::back_to_application(lang)/></p>
            </Notice>
        }
        .into_any();
    }
    if !found.open {
        let closes = dates::moment(lang, found.target.registration.closes.0);
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
        ("from".to_owned(), query("from")),
    ];
    let fields = Fields { lang, faults };
    let fields = match section {
        Section::Person => fields.person(&found.form),
        Section::Service => fields.service(&found.form),
        Section::Statement => fields.statement(&found.form),
    };
    view! {
        <PostForm action=format!("/api/applications/{}", section.word()) hidden=hidden lenient=true>
            {fields}
            <div class="row">
                <Button word=parts::save_and_continue(lang)/>
                <LinkButton href=home word=parts::back(lang) weight=Weight::Quiet/>
            </div>
        </PostForm>
    }
    .into_any()
}

/// The fields of a section with the faults of the last try.
struct Fields<'a> {
    lang: Lang,
    faults: &'a [FieldError],
}

impl Fields<'_> {
    fn field(&self, name: &str) -> Field {
        Field::new(name, label(self.lang, name)).error(sentence_for(self.faults, name))
    }

    fn line(&self, name: &str, hint: &str, kind: Kind, value: &str) -> impl IntoView + use<> {
        let field = self.field(name).hint(hint);
        view! { <TextField lang=self.lang field=field kind=kind value=value.to_owned()/> }
    }

    fn person(&self, form: &ApplicationForm) -> AnyView {
        let (lang, typed) = (self.lang, &form.person);
        view! {
            {self.line("name", t::name_hint(lang), Kind::Name, &typed.name)}
            {self.line("identity", t::identity_hint(lang), Kind::Identity, &typed.identity)}
            {self.line("phone", t::phone_hint(lang), Kind::Phone, &typed.phone)}
        }
        .into_any()
    }

    fn service(&self, form: &ApplicationForm) -> AnyView {
        let (lang, typed) = (self.lang, &form.service);
        view! {
            {self.line("unit", t::present_unit_hint(lang), Kind::Text, &typed.unit)}
            {self.line("post", t::post_hint(lang), Kind::Text, &typed.post)}
            {self.line("service_years", t::years_hint(lang), Kind::Number, &typed.service_years)}
            {self.line("grassroots_years", t::years_hint(lang), Kind::Number, &typed.grassroots_years)}
            {self.line("education", t::education_hint(lang), Kind::Text, &typed.education)}
        }
        .into_any()
    }

    fn statement(&self, form: &ApplicationForm) -> AnyView {
        let (lang, typed) = (self.lang, &form.statement);
        let remark = self.field("remark").hint(t::remark_hint(lang)).optional();
        view! {
            <CheckBox field=self.field("recommended") checked={typed.recommended == "yes"}/>
            <CheckBox field=self.field("truthful") checked={typed.truthful == "yes"}/>
            <TextArea lang=lang field=remark value=typed.remark.clone() limit=4000/>
        }
        .into_any()
    }
}
