//! `my/applications/CODE/objection`: objecting to a refusal in screening, asking for a score review, and what was answered.

use domain::objections::ObjectionKind;
use domain::scheme::PartNames;
use domain::view::my::applications::Application;
use domain::view::my::objections::{Raised, Raising, Term};
use leptos::prelude::*;
use text::{Lang, dates, marks, objections as t};

use super::target::{Heading, Way};
use crate::address;
use crate::api::ApiError;
use crate::api::applications::application_view;
use crate::api::objections::objections_own;
use crate::forms::{summary, with_error};
use crate::frame::{PageTitle, loaded};
use crate::hooks::{lang, param, refused};
use crate::parts::{
    Button, ErrorSummary, Field, FieldError, KeyValues, PostForm, SelectField, TextArea, UserText, kv,
};

/// What a candidate raises about one application.
#[component]
pub fn Objection() -> impl IntoView {
    let lang = lang();
    let code = param("application");
    let errors = summary(lang, refused("objections/raise").as_ref());
    loaded(move || both(code.clone()), move |(found, raising)| page(lang, &found, &raising, &errors))
}

async fn both(code: String) -> Result<(Application, Raising), ApiError> {
    let raising = objections_own(code.clone()).await?;
    Ok((application_view(code).await?, raising))
}

fn page(lang: Lang, found: &Application, raising: &Raising, errors: &[FieldError]) -> impl IntoView + use<> {
    let home = address::application(lang, found.code);
    let target = found.target.clone();
    let of = (found, raising.answered_within.as_slice());
    let refusal = raising.refusal.map(|term| form(lang, of, (ObjectionKind::Refusal, term), &[], errors));
    let review = raising.papers.iter().map(|paper| paper.1).min().map(|term| {
        let paper =
            |(key, _): &(String, _)| (key.clone(), marks::column_word(lang, key, raising.names.part(key)));
        let papers: Vec<(String, String)> = raising.papers.iter().map(paper).collect();
        form(lang, of, (ObjectionKind::Review, term), &papers, errors)
    });
    let nothing = (raising.refusal.is_none() && raising.papers.is_empty())
        .then(|| view! { <p>{t::own_nothing(lang)}</p> });
    let heading = (!raising.raised.is_empty()).then(|| view! { <h2>{t::own_said(lang)}</h2> });
    let raised = raising.raised.iter().map(|one| raised(lang, one, &raising.names)).collect_view();
    view! {
        <PageTitle lang=lang text=t::own_title(lang)/>
        <Way lang=lang application=(home, target.clone())/>
        <ErrorSummary lang=lang errors=errors.to_vec()/>
        <h1>{t::own_title(lang)}</h1>
        <p><b><Heading lang=lang target=target/></b></p>
        <p class="lede">{t::own_lede(lang)}</p>
        {nothing}
        {refusal}
        {review}
        {heading}
        {raised}
    }
}

fn form(
    lang: Lang,
    (found, answered): (&Application, &[(ObjectionKind, u32)]),
    (kind, Term { until }): (ObjectionKind, Term),
    papers: &[(String, String)],
    errors: &[FieldError],
) -> impl IntoView + use<> {
    let (title, what) = if kind == ObjectionKind::Review {
        (t::own_review(lang), t::own_review_what(lang))
    } else {
        (t::own_refusal(lang), t::own_refusal_what(lang))
    };
    let days = answered.iter().find(|one| one.0 == kind).map_or_else(|| kind.term(), |one| one.1);
    let until = until.map_or_else(
        || t::own_until_unknown(lang).to_owned(),
        |day| t::own_until(lang, &dates::day(lang, day)),
    );
    let hidden = vec![
        ("lang".to_owned(), lang.code().to_owned()),
        ("application".to_owned(), found.code.to_string()),
        ("matter".to_owned(), kind.word().to_owned()),
    ];
    let field = |name: &str, label: &str| with_error(Field::new(name, label), name, errors);
    let words = field("words", t::own_words(lang));
    let paper = (!papers.is_empty()).then(|| {
        let field = field("component", t::own_paper(lang));
        view! { <SelectField lang=lang field=field options=papers.to_vec()/> }
    });
    view! {
        <h2>{title}</h2>
        <p>{what}</p>
        <p class="small soft">{until}" "{t::own_due(lang, days)}</p>
        <PostForm action="/api/objections/raise" hidden=hidden switches=true>
            {paper}
            <TextArea lang=lang field=words value="" rows=5/>
            <Button word=t::own_send(lang)/>
        </PostForm>
    }
}

fn raised(lang: Lang, one: &Raised, names: &PartNames) -> impl IntoView + use<> {
    let title = t::about_what(one.kind, one.component.as_deref(), names, lang);
    let words = one.words.clone();
    let due =
        one.due.map_or_else(|| t::due_unknown(lang).to_owned(), |day| t::due(lang, &dates::day(lang, day)));
    let mut pairs = vec![
        kv(t::number(lang), view! { <span class="mono">{one.code.to_string()}</span> }),
        kv(t::received_at(lang), dates::moment(lang, one.received_at.0)),
        kv(t::own_words(lang), view! { <span class="notice-text"><UserText lang=lang text=words/></span> }),
    ];
    if let Some((effect, words, at)) = one.answers.last() {
        let words = words.clone();
        pairs.push(kv(t::outcome(lang), t::outcome_word((one.kind, *effect), lang)));
        pairs.push(kv(
            t::answered_at(lang, &dates::moment(lang, at.0)),
            view! { <span class="notice-text"><UserText lang=lang text=words/></span> },
        ));
    } else {
        pairs.push(kv(t::state(lang), t::waiting(lang)));
    }
    let due = one.answers.is_empty().then(|| view! { <p class="small soft">{due}</p> });
    view! {
        <section>
            <h3>{title}</h3>
            <KeyValues pairs=pairs/>
            {due}
        </section>
    }
}
