//! `desk/postings/CODE/screening`: the queue, filtered by its address, no file open.

use domain::lifecycle::Phase;
use domain::screening::QueueFilter;
use domain::view::desk::screening::{Just, Queue as View};
use leptos::prelude::*;
use text::eligibility::found;
use text::numbers::grouped;
use text::{Lang, dates, screening as t};

use super::frame::{Queues, Rows, Way, asked_here, head};
use super::just;
use crate::api::screening::screening_queue;
use crate::frame::PageTitle;
use crate::frame::{IslandScript, loaded, tabs};
use crate::hooks::{lang, param, query, refused};
use crate::islands::screening::Keys;
use crate::parts::{Button, ErrorSummary, Notice, PostForm, Weight};

/// The queue of a posting.
#[component]
pub fn Queue() -> impl IntoView {
    let lang = lang();
    let posting = param("posting");
    let asked = asked_here();
    let filter = asked.clone();
    loaded(
        move || screening_queue(posting.clone(), filter.clone(), query("judged")),
        move |(queue, just)| page_of(lang, asked.clone(), queue, just),
    )
}

fn page_of(lang: Lang, asked: QueueFilter, queue: View, just: Option<Just>) -> impl IntoView {
    let posting = queue.posting.clone();
    let (word, rows) = head(lang, &asked, &posting);
    let people = t::people(lang, &grouped(i64::from(rows)));
    let early =
        posting.head.registration.filter(|_| posting.head.phase == Phase::Registering).map(|window| {
            view! {
                <Notice title=text::public::registering_now(lang)>
                    <p>{t::registration_open(lang, &dates::moment(lang, window.closes.0))}</p>
                </Notice>
            }
        });
    let just = just::line(lang, &asked, posting.head.code, just);
    let wrong = refused("screening/check").or_else(|| refused("screening/take_back"));
    let check = queue.may_check.then(|| check_form(lang, &queue));
    view! {
        <PageTitle lang=lang text=format!("{word} · {}", t::title(lang))/>
        <Way lang=lang posting=posting.clone()/>
        {tabs(lang, posting.head.code.as_str(), "screening")}
        <ErrorSummary lang=lang errors=crate::forms::summary(lang, wrong.as_ref())/>
        {just}
        <div class="desk-grid">
            <Queues lang=lang asked=asked.clone() posting=posting/>
            <div>
                <div class="row apart">
                    <h1 class="flat">{word}" "<span class="soft plain">{people}</span></h1>
                    <IslandScript/>
                    <Keys lang=lang/>
                </div>
                {early}
                {check}
                <Rows lang=lang asked=asked queue=queue/>
            </div>
        </div>
    }
}

/// Checks all applications again; verdicts stay as they are.
fn check_form(lang: Lang, queue: &View) -> impl IntoView + use<> {
    let hidden = vec![
        ("lang".to_owned(), lang.code().to_owned()),
        ("posting".to_owned(), queue.posting.head.code.to_string()),
    ];
    view! {
        <details>
            <summary class="small">{found::run(lang)}</summary>
            <p class="small soft">{found::run_what(lang)}</p>
            <PostForm action="/api/screening/check" hidden=hidden>
                <Button word=found::run(lang) weight=Weight::Quiet/>
            </PostForm>
        </details>
    }
}
