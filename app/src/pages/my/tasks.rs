//! The task list of a draft: what is done, what is missing, and that nothing has been submitted yet.

use domain::registration::{Form, Section};
use domain::uploads::Purpose;
use domain::view::my::applications::Application;
use leptos::prelude::*;
use text::{Lang, applications as t, dates, parts, public, uploads};

use super::privacy::privacy;
use super::rechoice::rechoice;
use super::target::{Heading, Side, Way};
use crate::address;
use crate::frame::PageTitle;
use crate::parts::{LinkButton, Mood, Notice, Task, TaskList, Weight, stopped};

pub(super) fn tasks(lang: Lang, found: Application) -> AnyView {
    let target = found.target.clone();
    let tasks = list(lang, &found);
    view! {
        <PageTitle lang=lang text=t::tasks_title(lang)/>
        <Way lang=lang/>
        <div class="cols">
            <div>
                <h1>{t::tasks_title(lang)}</h1>
                <p><b><Heading lang=lang target=target.clone()/></b></p>
                {privacy(lang, &found, "")}
                {standing(lang, &found)}
                {last_receipt(lang, &found)}
                <TaskList tasks=tasks/>
                {on(lang, &found)}
                {rechoice(lang, &found)}
            </div>
            <div>
                <Side lang=lang target=target number=found.code.to_string()/>
                <p class="small soft">{t::saved_as_you_go(lang)}</p>
            </div>
        </div>
    }
    .into_any()
}

fn count(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

fn standing(lang: Lang, found: &Application) -> AnyView {
    let closes = dates::moment(lang, found.target.window().closes.0);
    if found.target.stop.is_some() {
        return stopped(lang, found.target.phase, found.target.stop.as_ref());
    }
    if !found.open {
        let ask = t::closed_ask(lang, &found.target.authority);
        let number = t::extension_number(lang, found.code.as_str());
        return view! {
            <Notice mood=Mood::Refuse title=t::never_submitted_title(lang)>
                <p>{t::never_submitted(lang)}</p>
                <p>{t::closed_at(lang, &closes)}" "{ask}</p>
                <p>{number}</p>
            </Notice>
        }
        .into_any();
    }
    let said = t::not_submitted(lang, count(found.complete.len()), count(Section::ALL.len()), &closes);
    let left = dates::left(lang, found.read_at.0, found.target.window().closes.0);
    view! {
        <Notice mood=Mood::Return title=t::not_submitted_title(lang)>
            <p>{said}{left.map(|left| view! { " "<b>{public::still(lang, &left)}</b> })}</p>
        </Notice>
    }
    .into_any()
}

fn list(lang: Lang, found: &Application) -> Vec<Task> {
    let at = |word: &str| found.open.then(|| address::application_page(lang, found.code, word));
    let mut tasks: Vec<Task> = Section::ALL
        .iter()
        .map(|&section| {
            let (mood, word) = if found.complete.contains(&section) {
                (Mood::Pass, parts::done(lang))
            } else if Form::standard().is_begun(section, &found.answers) {
                (Mood::Return, parts::missing(lang))
            } else {
                (Mood::Wait, parts::not_yet(lang))
            };
            let title = t::section(section, lang).to_owned();
            Task { title, href: at(section.word()), note: None, mood, word: word.to_owned() }
        })
        .collect();
    let has_photo = found.files.iter().any(|file| file.purpose == Purpose::Photo);
    let (mood, word) = if found.photo_asked && !has_photo {
        (Mood::Return, parts::missing(lang))
    } else if found.files.is_empty() {
        (Mood::Wait, uploads::optional(lang))
    } else {
        (Mood::Pass, parts::done(lang))
    };
    let title = uploads::title(lang).to_owned();
    tasks.push(Task { title, href: at("files"), note: None, mood, word: word.to_owned() });
    let ready = found.complete.len() == Section::ALL.len();
    let note = if ready { t::check_now(lang) } else { t::check_later(lang) };
    tasks.push(Task {
        title: t::check_and_submit(lang).to_owned(),
        href: at("check").filter(|_| ready),
        note: found.open.then(|| note.to_owned()),
        mood: Mood::Wait,
        word: parts::not_yet(lang).to_owned(),
    });
    tasks
}

/// The one main act: the first open section, or the check; beside it the way out.
fn on(lang: Lang, found: &Application) -> impl IntoView + use<> {
    let next = Section::ALL.iter().find(|section| !found.complete.contains(section));
    let (word, label) = match next {
        Some(section) => (section.word(), t::go_on_with(lang, t::section(*section, lang))),
        None => ("check", t::check_and_submit(lang).to_owned()),
    };
    let (href, away) = (
        address::application_page(lang, found.code, word),
        address::application_page(lang, found.code, "withdraw"),
    );
    // What was never sent cannot be withdrawn.
    let leave = if found.sent.is_none() { t::discard(lang) } else { t::withdraw(lang) };
    found.open.then(|| {
        view! {
            <div class="row">
                <LinkButton href=href word=label/>
                <LinkButton href=away word=leave weight=Weight::Grave/>
            </div>
        }
    })
}

/// The way to what was sent before it was taken back.
fn last_receipt(lang: Lang, found: &Application) -> impl IntoView + use<> {
    let to = address::application_page(lang, found.code, "receipt");
    found.sent.as_ref().map(|_| view! { <p class="small"><a href=to>{t::see_receipt(lang)}</a></p> })
}
