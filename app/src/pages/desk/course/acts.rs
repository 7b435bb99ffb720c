//! One act on the course of a posting: its consequences first, then the reason, then the button.

use domain::course::DecisionKind;
use domain::view::desk::course::{CoursePage, Resting};
use domain::view::messages::AboutToTell;
use leptos::prelude::*;
use text::{Lang, course as t, dates, revisions};

use crate::address;
use crate::api::ApiError;
use crate::api::course::{course_ahead, course_view};
use crate::forms::{summary, with_error};
use crate::frame::{PageTitle, failure, loaded, tabs};
use crate::hooks::{lang, param, refused};
use crate::parts::{
    Button, ButtonRow, ErrorSummary, Field, LinkButton, Mood, Notice, PostForm, TextArea, Weight,
    ahead_of_act,
};

/// What a page of an act says.
struct Act {
    /// Of what candidates are told.
    decides: Option<DecisionKind>,
    title: &'static str,
    consequences: Vec<&'static str>,
    hint: &'static str,
    endpoint: &'static str,
    button: (&'static str, Weight),
}

fn act_of(word: &str, lang: Lang) -> Option<Act> {
    Some(match word {
        "suspend" => Act {
            decides: Some(DecisionKind::Suspend),
            title: t::suspend_title(lang),
            consequences: vec![t::suspend_consequence_windows(lang), t::suspend_consequence_told(lang)],
            hint: t::reason_public(lang),
            endpoint: "course/suspend",
            button: (t::suspend(lang), Weight::Grave),
        },
        "resume" => Act {
            decides: Some(DecisionKind::Resume),
            title: t::resume_title(lang),
            consequences: vec![t::resume_consequence(lang)],
            hint: t::reason_public(lang),
            endpoint: "course/resume",
            button: (t::resume(lang), Weight::Main),
        },
        "cancel" => Act {
            decides: Some(DecisionKind::Cancel),
            title: t::cancel_title(lang),
            consequences: vec![t::cancel_consequence_second(lang), t::cancel_consequence_last(lang)],
            hint: t::reason_public(lang),
            endpoint: "course/propose",
            button: (t::cancel_send(lang), Weight::Grave),
        },
        "reopen" => Act {
            decides: Some(DecisionKind::ReopenScreening),
            title: t::reopen_title(lang),
            consequences: vec![
                t::reopen_consequence_second(lang),
                t::reopen_consequence_verdicts(lang),
                t::reopen_consequence_tickets(lang),
                t::reopen_consequence_marks(lang),
            ],
            hint: t::reason_public(lang),
            endpoint: "course/propose_reopening",
            button: (t::cancel_send(lang), Weight::Grave),
        },
        "withdraw" => Act {
            decides: None,
            title: t::withdraw_title(lang),
            consequences: vec![t::withdraw_consequence(lang)],
            hint: t::reason_inside(lang),
            endpoint: "course/withdraw",
            button: (t::withdraw(lang), Weight::Grave),
        },
        _ => return None,
    })
}

/// `/zh/desk/postings/CODE/course/suspend`, `…/resume`, `…/cancel`, `…/reopen`, `…/withdraw`.
#[component]
pub fn CourseAct() -> impl IntoView {
    let lang = lang();
    let (code, word) = (param("posting"), param("act"));
    let fetch = {
        let (code, decides) = (code.clone(), act_of(&word, lang).and_then(|act| act.decides));
        move || read(lang, code.clone(), decides)
    };
    view! {
        {tabs(lang, &code, "")}
        {loaded(fetch, move |(page, told): (CoursePage, Option<AboutToTell>)| match act_of(&word, lang) {
            Some(act) => one(lang, &page, (act, told)).into_any(),
            None => failure(lang, &ApiError::Missing).into_any(),
        })}
    }
}

/// The course, and for whoever may take this decision what it would tell.
async fn read(
    lang: Lang,
    code: String,
    decides: Option<DecisionKind>,
) -> Result<(CoursePage, Option<AboutToTell>), ApiError> {
    let page = course_view(code.clone()).await?;
    let may = decides.filter(|kind| match kind {
        DecisionKind::Suspend => page.acts.suspend,
        DecisionKind::Resume => page.acts.resume,
        DecisionKind::Cancel => page.acts.propose,
        DecisionKind::ReopenScreening => page.acts.reopen,
    });
    let told = match may {
        Some(kind) => Some(course_ahead(code, kind.word().to_owned(), lang.code().to_owned()).await?),
        None => None,
    };
    Ok((page, told))
}

/// What rests on a screening that is to be opened again, as sentences.
pub(super) fn resting_lines(lang: Lang, resting: Option<Resting>) -> Vec<String> {
    let Some(resting) = resting else { return Vec::new() };
    let mut lines = Vec::new();
    lines.extend(resting.ranking.then(|| t::rests_ranking(lang).to_owned()));
    lines.extend((resting.openings > 0).then(|| t::rests_openings(lang, resting.openings)));
    lines.extend((resting.rulings > 0).then(|| t::rests_rulings(lang, resting.rulings)));
    lines.extend((resting.departures > 0).then(|| t::rests_departures(lang, resting.departures)));
    lines
}

fn one(lang: Lang, page: &CoursePage, (act, ahead): (Act, Option<AboutToTell>)) -> impl IntoView + use<> {
    let errors = summary(lang, refused(act.endpoint).as_ref());
    let reason = with_error(Field::new("reason", t::reason(lang)).hint(act.hint), "reason", &errors);
    let code = page.posting.code;
    let back = address::desk_posting(lang, code, "course");
    let closed = page.closed_meanwhile.filter(|_| act.endpoint == "course/resume").map(|closes| {
        let href = address::desk_posting(lang, code, "revision/terms");
        view! {
            <Notice mood=Mood::Return title=t::resume(lang)>
                <p>{t::closed_meanwhile(lang, &dates::moment(lang, closes.0))}</p>
                <p><a href=href>{revisions::change_terms(lang)}</a></p>
            </Notice>
        }
    });
    let hidden = vec![
        ("posting".to_owned(), page.posting.code.to_string()),
        ("version".to_owned(), page.version.to_string()),
        ("lang".to_owned(), lang.code().to_owned()),
    ];
    let resting = page.resting.filter(|_| act.endpoint == "course/propose_reopening");
    let lines = act.consequences.into_iter().map(str::to_owned).chain(resting_lines(lang, resting));
    let lines = lines.map(|line| view! { <li>{line}</li> }).collect_view();
    let (word, weight) = act.button;
    view! {
        <PageTitle lang=lang text=act.title/>
        <h1>{act.title}</h1>
        <ErrorSummary lang=lang errors=errors/>
        {closed}
        <ul>{lines}</ul>
        {ahead.map(|ahead| ahead_of_act(lang, vec![ahead]))}
        <PostForm action=format!("/api/{}", act.endpoint) hidden=hidden switches=true>
            <TextArea lang=lang field=reason value="" rows=3/>
            <ButtonRow>
                <Button word=word weight=weight/>
                <LinkButton href=back word=revisions::back(lang) weight=Weight::Quiet/>
            </ButtonRow>
        </PostForm>
    }
}
