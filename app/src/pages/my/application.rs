//! `my/applications/CODE`: the task list of a draft, and of everything else where it stands, what comes next, by when, and
//! whom to ask.

use domain::calendar::Instant;
use domain::departure::Answer;
use domain::lifecycle::{ApplicationState, Phase};
use domain::publicity::Place;
use domain::transfer::over;
use domain::view::my::applications::{Application as View, OnList, Outcome, Refusal};
use leptos::prelude::*;
use text::{
    Lang, applications as t, dates, departures as d, inspections as i, lists, opening as o, papers,
    screening, states, timetable,
};

use super::adjustment::adjustment;
use super::privacy::privacy;
use super::rechoice::rechoice;
use super::target::{Heading, Line, Side, Way, mood};
use super::tasks::tasks;
use crate::address;
use crate::api::applications::application_view;
use crate::forms;
use crate::frame::{PageTitle, loaded};
use crate::hooks::refused;
use crate::hooks::{lang, param};
use crate::parts::{
    Button, ErrorSummary, KeyValues, LinkButton, Mood, Notice, PostForm, StateWord, UserText, Weight, kv,
    on_list, scored, stage_word, stages, stopped,
};

/// One application.
#[component]
pub fn Application() -> impl IntoView {
    let lang = lang();
    let code = param("application");
    loaded(move || application_view(code.clone()), move |found| page(lang, found))
}

fn page(lang: Lang, found: View) -> AnyView {
    if found.state == ApplicationState::Draft {
        return tasks(lang, found);
    }
    let target = found.target.clone();
    let (mood, word) = state(lang, &found);
    let title = sentence(lang, &found).unwrap_or_else(|| word.clone());
    view! {
        <PageTitle lang=lang text=title/>
        <Way lang=lang/>
        <div class="cols">
            <div>
                <h1><Heading lang=lang target=target.clone()/></h1>
                <p><StateWord mood=mood word=word/></p>
                {stopped(lang, target.phase, target.stop.as_ref())}
                {privacy(lang, &found, "")}
                {called(lang, &found)}
                {rechoice(lang, &found)}
                {adjustment(lang, &found)}
                {gone(lang, &found)}
                {stands(lang, &found)}
                {found.next.as_ref().map(|next| view! { <p>{stage_word(lang, next, timetable::what_is_next(next, lang))}</p> })}
                {found.result.as_ref().map(|own| scored(lang, own))}
                {facts(lang, &found)}
                {acts(lang, &found)}
                <h2>{t::where_title(lang)}</h2>
                <Line lang=lang target=target.clone()/>
                {stages(lang, Some(found.target.registration), &found.timetable)}
            </div>
            <Side lang=lang target=target number=found.code.to_string()/>
        </div>
    }
    .into_any()
}

/// What the person is now, in one word: that they left, what the newest list says where one is out, and else what came of screening.
fn state(lang: Lang, found: &View) -> (Mood, String) {
    match &found.on {
        _ if found.left.is_some() => (Mood::Wait, d::left_word(lang).to_owned()),
        Some(on) => {
            let (mood, word, _) = on_list(lang, on);
            (mood, word)
        }
        None if found.merged_into.is_some() => (mood(found.state), states::merged(lang).to_owned()),
        None => (mood(found.state), states::application(found.state, lang).to_owned()),
    }
}

/// The same in one sentence, the last thing that was decided first.
fn sentence(lang: Lang, found: &View) -> Option<String> {
    if let Some(outcome) = found.outcome {
        return Some(outcome_words(lang, &found.target.authority, outcome).1);
    }
    if found.left.is_some() {
        return Some(d::left_title(lang).to_owned());
    }
    found.on.as_ref().map(|on| on_list(lang, on).2)
}

/// How the person left after screening.
fn gone(lang: Lang, found: &View) -> impl IntoView + use<> {
    found.left.as_ref().map(|left| {
        let why = d::left_why(lang, d::kind(left.kind, lang), &dates::day(lang, left.day));
        view! { <Notice mood=Mood::Wait title=d::left_title(lang)><p>{why}</p></Notice> }
    })
}

/// The call to move up, with the two answers.
fn called(lang: Lang, found: &View) -> AnyView {
    let Some(call) = &found.call else { return ().into_any() };
    if call.answer == Some(Answer::Accepted) && found.left.is_none() {
        return view! { <Notice mood=Mood::Pass title=d::call_accepted(lang)/> }.into_any();
    }
    if !call.open {
        return ().into_any();
    }
    let errors = forms::summary(lang, refused("departures/answer").as_ref());
    let hidden = |answer: Answer| {
        vec![
            ("lang".to_owned(), lang.code().to_owned()),
            ("application".to_owned(), found.code.to_string()),
            ("call".to_owned(), call.code.to_string()),
            ("answer".to_owned(), answer.word().to_owned()),
        ]
    };
    let (accepts, declines) = (hidden(Answer::Accepted), hidden(Answer::Declined));
    let what = d::call_what(lang, &lists::title(lang, &call.list, None), &dates::moment(lang, call.until.0));
    view! {
        <ErrorSummary lang=lang errors=errors/>
        <Notice mood=Mood::Now title=d::call_title(lang)>
            <p>{what}</p>
            <p>{d::call_declining(lang)}</p>
            <PostForm action="/api/departures/answer" hidden=accepts>
                <Button word=d::accept(lang) weight=Weight::Main/>
            </PostForm>
            <PostForm action="/api/departures/answer" hidden=declines>
                <Button word=d::decline(lang) weight=Weight::Grave/>
            </PostForm>
        </Notice>
    }
    .into_any()
}

/// What the collective decision came to: how that looks, the sentence that says it, and what follows.
fn outcome_words(lang: Lang, authority: &str, outcome: Outcome) -> (Mood, String, String) {
    let day = |at: Instant| dates::day(lang, at.date());
    let ask = || t::outcome_ask(lang, authority);
    let (from, months) = outcome.transfer.unwrap_or((outcome.period.opens, 0));
    match outcome.place {
        None => (
            Mood::Wait,
            t::outcome_passed_over(lang).to_owned(),
            t::outcome_passed_over_next(lang).to_owned(),
        ),
        Some(Place::Proposed | Place::Public) => {
            let last = outcome.period.closes.plus_seconds(-1);
            let title = t::outcome_public(lang, &day(outcome.period.opens), &day(last));
            (Mood::Pass, title, t::outcome_public_next(lang).to_owned())
        }
        Some(Place::Suspended) => {
            (Mood::Wait, t::outcome_suspended(lang).to_owned(), t::outcome_suspended_next(lang).to_owned())
        }
        Some(Place::Cancelled) => (Mood::Refuse, t::outcome_cancelled(lang).to_owned(), ask()),
        Some(Place::Cleared) => {
            (Mood::Pass, t::outcome_cleared(lang).to_owned(), t::outcome_cleared_next(lang, authority))
        }
        Some(Place::Probation) => (Mood::Pass, t::outcome_probation(lang, &day(from), months), ask()),
        Some(Place::Appointed) => (Mood::Pass, t::outcome_appointed(lang, &day(from)), ask()),
        Some(Place::Returned) => (Mood::Wait, t::outcome_returned(lang).to_owned(), ask()),
    }
}

/// The days of trial work before a transfer, and until when the service term lasts for whoever stays.
fn outcome_terms(lang: Lang, outcome: Outcome) -> Vec<String> {
    let day = |at: Instant| dates::day(lang, at.date());
    let trial = outcome.trial.map(|(from, until)| t::outcome_trial(lang, &day(from), &day(until)));
    let stays = matches!(outcome.place, Some(Place::Probation | Place::Appointed)) && outcome.service > 0;
    let service = outcome.transfer.filter(|_| stays).map(|(from, _)| match outcome.service_over {
        Some(ended) => t::outcome_service_ended(lang, &day(ended)),
        None => {
            let until = over(from.date(), outcome.service);
            t::outcome_service(lang, outcome.service, &dates::day(lang, until))
        }
    });
    trial.into_iter().chain(service).collect()
}

/// What the collective decision came to stands first, and in place of what comes next.
fn came_to(lang: Lang, found: &View, outcome: Outcome) -> AnyView {
    let (mood, title, next) = outcome_words(lang, &found.target.authority, outcome);
    let list = address::list(lang, outcome.list);
    let terms = outcome_terms(lang, outcome).into_iter().map(|said| view! { <p>{said}</p> }).collect_view();
    view! {
        <Notice mood=mood title=title>
            {terms}
            <p>{next}</p>
            <p><a href=list>{t::outcome_list(lang)}</a></p>
        </Notice>
    }
    .into_any()
}

/// Where the newest released list puts the person, with the list, and what that means for them.
fn listed(lang: Lang, found: &View, on: &OnList) -> AnyView {
    let (mood, _, title) = on_list(lang, on);
    let goes = found.target.stop.is_none() && found.left.is_none();
    let next = match on.seat.as_str() {
        "in" if found.result.is_some() => t::next_published(lang).to_owned(),
        "in" => t::on_list_next(lang).to_owned(),
        "out" => t::on_list_out_next(lang, &found.target.authority),
        _ => t::on_list_reserve_next(lang).to_owned(),
    };
    let list = address::list(lang, on.list);
    // That the person is inspected, as long as nothing was decided; nothing of what is found.
    let inspected = found.is_inspected().then(|| view! { <p>{i::own_what(lang)}</p> });
    let corrected = on.correcting.map(|at| t::correcting_since(lang, &dates::day(lang, at.date())));
    view! {
        <Notice mood=mood title=title>
            {goes.then(|| view! { <p>{next}</p> })}
            {inspected}
            {corrected.map(|said| view! { <p>{said}</p> })}
            <p><a href=list>{t::on_list_see(lang)}</a></p>
        </Notice>
    }
    .into_any()
}

fn stands(lang: Lang, found: &View) -> AnyView {
    if let Some(outcome) = found.outcome {
        return came_to(lang, found, outcome);
    }
    if let Some(on) = &found.on {
        return listed(lang, found, on);
    }
    let authority = &found.target.authority;
    // Whoever left is asked to nothing, and in a posting that stopped nothing comes next.
    let goes_on = found.target.stop.is_none() && found.left.is_none();
    let (mood, title, next) = match found.state {
        ApplicationState::Draft | ApplicationState::Submitted => {
            (Mood::Now, t::stands_submitted(lang), t::next_submitted(lang).to_owned())
        }
        ApplicationState::Passed if found.ticket.is_some() => {
            let next = match found.target.phase {
                Phase::Ranked => t::next_ranked(lang),
                Phase::Published | Phase::Closed => t::next_published(lang),
                _ => t::next_ticket(lang),
            };
            (Mood::Pass, t::stands_passed(lang), next.to_owned())
        }
        ApplicationState::Passed => (Mood::Pass, t::stands_passed(lang), t::next_passed(lang).to_owned()),
        ApplicationState::Refused => {
            (Mood::Refuse, t::stands_refused(lang), t::next_refused(lang, authority))
        }
        ApplicationState::Lapsed if found.rechoice.is_some() => return ().into_any(),
        ApplicationState::Lapsed => match &found.merged_into {
            Some(into) => {
                (Mood::Refuse, o::lapsed_merged_title(lang), o::lapsed_merged_next(lang, into, authority))
            }
            None => (Mood::Refuse, o::lapsed_title(lang), o::lapsed_next(lang, authority)),
        },
        ApplicationState::Withdrew if found.open => {
            (Mood::Wait, t::stands_withdrew(lang), t::next_withdrew_open(lang).to_owned())
        }
        ApplicationState::Withdrew => {
            (Mood::Wait, t::stands_withdrew(lang), t::next_withdrew_closed(lang).to_owned())
        }
    };
    let again = (found.state == ApplicationState::Refused && found.open).then(|| {
        let posting = address::posting(lang, found.target.posting);
        view! { <p><a href=posting>{t::next_refused_open(lang)}</a></p> }
    });
    let why = found.refusal.clone().map(|refusal| why(lang, refusal));
    view! { <Notice mood=mood title=title>{why}{goes_on.then(|| view! { <p>{next}</p> })}{again}</Notice> }
        .into_any()
}

fn why(lang: Lang, refusal: Refusal) -> impl IntoView {
    let pairs = vec![
        kv(t::refusal_ground(lang), screening::ground_word(refusal.ground, lang)),
        kv(
            t::refusal_words(lang),
            view! { <span class="notice-text"><UserText lang=lang text=refusal.words/></span> },
        ),
    ];
    view! {
        <KeyValues pairs=pairs/>
        <p class="small soft">{t::refused_on(lang, &dates::stamp(lang, refusal.at.0))}</p>
    }
}

fn facts(lang: Lang, found: &View) -> impl IntoView + use<> {
    let mut pairs = Vec::new();
    if let Some(at) = found.submitted_at {
        pairs.push(kv(t::received_at(lang), dates::moment(lang, at.0)));
    }
    if found.state == ApplicationState::Passed {
        let ticket = found.ticket.clone();
        pairs.push(kv(
            t::ticket(lang),
            ticket.map_or_else(
                || t::no_ticket(lang).into_any(),
                |number| view! { <b class="mono">{number}</b> }.into_any(),
            ),
        ));
    }
    let paper = found.state.is_judged().then(|| {
        let file = address::application_page(lang, found.code, "verdict.pdf");
        view! { <p><a href=file download="">{papers::get_verdict(lang)}</a></p> }
    });
    let called = [
        (found.ticket.is_some(), "ticket.pdf", papers::get_ticket(lang)),
        (found.on.as_ref().is_some_and(OnList::invites), "interview.pdf", papers::get_interview(lang)),
    ];
    let called = called.into_iter().filter(|one| one.0 && found.ticket.is_some() && found.left.is_none());
    let called = called.map(|(_, file, word)| {
        let file = address::application_page(lang, found.code, file);
        view! { <p><a href=file download="">{word}</a></p> }
    });
    let called = called.collect_view();
    (!pairs.is_empty()).then(|| view! { <KeyValues pairs=pairs/>{paper}{called} })
}

fn acts(lang: Lang, found: &View) -> impl IntoView + use<> {
    let at = |word: &str| address::application_page(lang, found.code, word);
    let receipt = found.submitted_at.map(|_| {
        view! { <LinkButton href=at("receipt") word=t::see_receipt(lang) weight=Weight::Quiet/> }
    });
    let files = view! { <LinkButton href=at("files") word=text::uploads::title(lang) weight=Weight::Quiet/> };
    let result = found.result.is_some().then(|| {
        view! { <LinkButton href=at("result") word=text::ranking::my_result(lang)/> }
    });
    // What can be raised now, and until when, stands on that page: it looks into the public lists.
    let object = (found.state == ApplicationState::Refused || found.ticket.is_some()).then(|| {
        let word = text::objections::own_title(lang);
        view! { <LinkButton href=at("objection") word=word weight=Weight::Quiet/> }
    });
    let leave = found.may_leave.then(|| {
        view! { <LinkButton href=at("leave") word=d::leave(lang) weight=Weight::Grave/> }
    });
    let recall = found.may_recall.then(|| {
        view! { <LinkButton href=at("recall") word=t::recall(lang) weight=Weight::Quiet/> }
    });
    let own = (found.state == ApplicationState::Submitted && found.open).then(|| {
        view! { <LinkButton href=at("withdraw") word=t::withdraw(lang) weight=Weight::Grave/> }
    });
    let rules = text::scheme::editing(lang, &found.editing);
    let rules =
        (!rules.is_empty() && found.open).then(|| view! { <p class="small soft">{rules.join(" ")}</p> });
    view! { <div class="row">{result}{receipt}{files}{object}{recall}{own}{leave}</div>{rules} }
}
