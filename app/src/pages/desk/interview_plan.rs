//! `desk/postings/CODE/interview-plan`: the plan of the interviews in its versions, and the forms that write, send and decide it.

use domain::interview_plan::{PlanPart, PlanState};
use domain::view::desk::interview_plan::{InterviewPlanPage, PlanVersion};
use leptos::prelude::*;
use text::{Lang, dates, interview_plan as t, revisions, supervision};

use crate::address;
use crate::api::interview_plan::interview_plan_view;
use crate::forms::{summary, with_error};
use crate::frame::{PageTitle, loaded, tabs};
use crate::hooks::{lang, param, refused};
use crate::parts::{
    Button, ButtonRow, Empty, ErrorSummary, Field, FieldError, KeyValues, PostForm, TextArea, UserText,
    Weight, kv, sends_to,
};

/// What the forms of this page are sent to.
const ENDPOINTS: [&str; 4] =
    ["interview-plan/write", "interview-plan/send", "interview-plan/approve", "interview-plan/return"];

/// `/zh/desk/postings/CODE/interview-plan`.
#[component]
pub fn InterviewPlan() -> impl IntoView {
    let lang = lang();
    let code = param("posting");
    let errors = summary(lang, ENDPOINTS.into_iter().find_map(refused).as_ref());
    let fetch = {
        let code = code.clone();
        move || interview_plan_view(code.clone())
    };
    view! {
        <PageTitle lang=lang text=t::title(lang)/>
        {tabs(lang, &code, "interview-plan")}
        <h1>{t::title(lang)}</h1>
        <p class="lede">{t::lede(lang)}</p>
        <ErrorSummary lang=lang errors=errors.clone()/>
        {loaded(fetch, move |page: InterviewPlanPage| body(lang, &page, &errors))}
    }
}

fn body(lang: Lang, page: &InterviewPlanPage, errors: &[FieldError]) -> impl IntoView + use<> {
    let none = page.versions.is_empty().then(|| view! { <Empty sentence=t::none_yet(lang)/> });
    let versions = page.versions.iter().map(|one| version(lang, one)).collect_view();
    let approved = page.versions.iter().any(|one| one.state == PlanState::Approved);
    let signed = approved.then(|| {
        let href = address::desk_posting(lang, page.posting.code, "supervision");
        view! { <p class="small">{t::signed_there(lang)}" "<a href=href>{supervision::title(lang)}</a></p> }
    });
    let decide = page.may_decide.then(|| decide(lang, page, errors));
    let send = page.may_send.then(|| send(lang, page));
    let write = page.may_write.then(|| write(lang, page, errors));
    let needed = page.needed.then(|| view! { <p>{t::needed(lang)}</p> });
    view! { {needed}{none}{decide}{send}{versions}{signed}{write} }
}

/// One version: what it says under each heading, and who had a hand in it.
fn version(lang: Lang, one: &PlanVersion) -> impl IntoView + use<> {
    let words = |text: &str| {
        let text = text.to_owned();
        view! { <div class="pre"><UserText lang=lang text=text/></div> }
    };
    let by = |(who, at): &(String, domain::calendar::Instant)| {
        revisions::by_at(lang, who, &dates::moment(lang, at.0))
    };
    let mut pairs: Vec<_> =
        one.plan.0.iter().map(|(part, said)| kv(t::part(*part, lang), words(said.as_str()))).collect();
    pairs.push(kv(t::state(lang), t::state_word(one.state, lang).to_owned()));
    pairs.push(kv(t::written_by(lang), by(&one.written)));
    pairs.extend(one.sent.as_ref().map(|sent| kv(t::sent_by(lang), by(sent))));
    pairs.extend(one.decided.as_ref().map(|decided| kv(t::decided_by(lang), by(decided))));
    pairs.extend(one.returned_because.as_ref().map(|why| kv(t::returned_because(lang), words(why))));
    let digest = one.digest.grouped();
    view! {
        <section>
            <h2>{t::version(lang, one.no)}</h2>
            <KeyValues pairs=pairs/>
            <p class="small">{t::digest(lang)}" "<span class="mono digest">{digest}</span></p>
        </section>
    }
}

fn hidden(lang: Lang, page: &InterviewPlanPage) -> Vec<(String, String)> {
    vec![
        ("lang".to_owned(), lang.code().to_owned()),
        ("posting".to_owned(), page.posting.code.to_string()),
        ("digest".to_owned(), page.shown.clone()),
    ]
}

fn send(lang: Lang, page: &InterviewPlanPage) -> impl IntoView + use<> {
    view! {
        <PostForm action="/api/interview-plan/send" hidden=hidden(lang, page)>
            <p class="soft">{t::send_consequence(lang)}</p>
            <ButtonRow><Button word=t::send(lang) weight=Weight::Main/></ButtonRow>
        </PostForm>
    }
}

fn decide(lang: Lang, page: &InterviewPlanPage, errors: &[FieldError]) -> impl IntoView + use<> {
    let answer = with_error(Field::new("answer", t::returned_because(lang)), "answer", errors);
    view! {
        <p>{t::approve_consequence(lang)}</p>
        <PostForm action="/api/interview-plan/approve" hidden=hidden(lang, page)>
            <Button word=t::approve(lang) weight=Weight::Main/>
        </PostForm>
        <PostForm action="/api/interview-plan/return" hidden=hidden(lang, page) switches=true>
            <TextArea lang=lang field=answer value="" rows=2/>
            <Button word=t::send_back(lang) weight=Weight::Quiet/>
        </PostForm>
    }
}

/// The form that writes the plan, with what the newest version says.
fn write(lang: Lang, page: &InterviewPlanPage, errors: &[FieldError]) -> impl IntoView + use<> {
    sends_to("/api/interview-plan/write");
    let said = page.versions.first().map(|one| one.plan.form()).unwrap_or_default();
    let fields = PlanPart::ALL.iter().enumerate().map(|(place, part)| {
        let name = format!("heading[{place}]");
        let field = Field::new(&name, t::part(*part, lang)).hint(t::hint(*part, lang));
        let field = with_error(field.conditional(), &part.field(), errors);
        let value = said.get(place).cloned().unwrap_or_default();
        view! { <TextArea lang=lang field=field value=value rows=4/> }
    });
    let fields = fields.collect_view();
    view! {
        <h2>{t::write(lang)}</h2>
        <p class="soft">{t::write_lede(lang)}</p>
        <PostForm action="/api/interview-plan/write" hidden=hidden(lang, page) switches=true>
            {fields}
            <ButtonRow><Button word=t::save(lang)/></ButtonRow>
        </PostForm>
    }
}
