//! One posting on the desk: start it, change it, see where it stands and what to do next.

mod overview;

use domain::posting::PostingForm;
use leptos::prelude::*;
use text::{Lang, desk as t};

pub use overview::Overview;

use crate::address;
use crate::api::ApiError;
use crate::api::postings::{new_posting_key, posting_view};
use crate::forms::{summary, with_error};
use crate::frame::{PageTitle, loaded, tabs};
use crate::hooks::{lang, param, refused};
use crate::parts::{
    Button, ButtonRow, ErrorSummary, Field, FieldError, Kind, LinkButton, PostForm, TextArea, TextField,
    Weight,
};

/// `/zh/desk/new`.
#[component]
pub fn Create() -> impl IntoView {
    let lang = lang();
    let error = refused("postings/create");
    view! {
        <PageTitle lang=lang text=t::create(lang)/>
        <h1>{t::create(lang)}</h1>
        <p class="lede">{t::create_lede(lang)}</p>
        {loaded(new_posting_key, move |key| {
            let hidden = vec![("key".to_owned(), key.to_string())];
            terms_form(lang, "/api/postings/create", hidden, &PostingForm::default(), error.as_ref(), address::desk(lang))
        })}
    }
}

/// `/zh/desk/postings/CODE/terms`.
#[component]
pub fn Terms() -> impl IntoView {
    let lang = lang();
    let code = param("posting");
    let error = refused("postings/edit");
    let fetch = {
        let code = code.clone();
        move || posting_view(code.clone())
    };
    view! {
        <PageTitle lang=lang text=t::terms(lang)/>
        {tabs(lang, &code, "")}
        <h1>{t::terms(lang)}</h1>
        {loaded(fetch, move |posting| {
            let hidden = vec![
                ("posting".to_owned(), posting.entry.head.code.to_string()),
                ("version".to_owned(), posting.version.to_string()),
            ];
            let back = address::desk_posting(lang, posting.entry.head.code, "");
            terms_form(lang, "/api/postings/edit", hidden, &posting.form, error.as_ref(), back)
        })}
    }
}

fn terms_form(
    lang: Lang,
    action: &'static str,
    mut hidden: Vec<(String, String)>,
    form: &PostingForm,
    error: Option<&ApiError>,
    back: String,
) -> impl IntoView + use<> {
    hidden.push(("lang".to_owned(), lang.code().to_owned()));
    let (errors, form) = (summary(lang, error), form.clone());
    view! {
        <ErrorSummary lang=lang errors=errors.clone()/>
        <PostForm action=action hidden=hidden switches=true>
            {terms_fields(lang, form, &errors, true)}
            <ButtonRow>
                <Button word=t::save(lang)/>
                <LinkButton href=back word=t::cancel(lang) weight=Weight::Quiet/>
            </ButtonRow>
        </PostForm>
    }
}

/// The fields of a posting's words and dates; with the selecting authority where that can still be another.
pub(super) fn terms_fields(
    lang: Lang,
    form: PostingForm,
    errors: &[FieldError],
    with_authority: bool,
) -> impl IntoView + use<> {
    let field =
        |name: &str, label: &str, hint: &str| with_error(Field::new(name, label).hint(hint), name, errors);
    let title = field("title", t::posting_title(lang), t::posting_title_hint(lang));
    let authority = field("authority", t::authority(lang), t::authority_hint(lang));
    let notice = field("notice", t::notice(lang), t::notice_hint(lang)).optional();
    let enquiry = field("enquiry", t::enquiry(lang), t::enquiry_hint(lang)).optional();
    let supervision = field("supervision", t::supervision(lang), t::supervision_hint(lang)).optional();
    let trial = field("trial_days", t::trial_days(lang), t::trial_hint(lang)).optional();
    let service = field("service_term", t::service_months(lang), t::service_hint(lang)).optional();
    let opens = field("opens", t::opens(lang), t::minute_hint(lang));
    let closes = field("closes", t::closes(lang), t::minute_hint(lang));
    let authority =
        with_authority.then(|| view! { <TextField lang=lang field=authority value=form.authority.clone()/> });
    view! {
        <TextField lang=lang field=title value=form.title/>
        {authority}
        <TextArea lang=lang field=notice value=form.notice rows=20/>
        <TextField lang=lang field=enquiry value=form.enquiry/>
        <TextField lang=lang field=supervision value=form.supervision/>
        <TextField lang=lang field=trial kind=Kind::Number value=form.trial_days/>
        <TextField lang=lang field=service kind=Kind::Number value=form.service_term/>
        <TextField lang=lang field=opens kind=Kind::Minute value=form.opens/>
        <TextField lang=lang field=closes kind=Kind::Minute value=form.closes/>
    }
}
