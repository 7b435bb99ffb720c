//! `desk/postings/CODE/screening`: the queue, filtered by its address, no file open.

use domain::lifecycle::Phase;
use domain::view::desk::Queue as View;
use leptos::prelude::*;
use leptos_meta::Title;
use text::numbers::grouped;
use text::{Lang, dates, screening as t};

use super::frame::{Asked, Queues, Rows, Way, head};
use crate::api::screening::screening_queue;
use crate::hooks::{lang, loaded, param};
use crate::islands::screening::Keys;
use crate::parts::{Notice, Wake, tabs};
use crate::shell::full_title;

/// The queue of a posting.
#[component]
pub fn Queue() -> impl IntoView {
    let lang = lang();
    let posting = param("posting");
    let asked = Asked::here();
    let Asked { state, position, find, page } = asked.clone();
    loaded(
        move || screening_queue(posting.clone(), state.clone(), position.clone(), find.clone(), page.clone()),
        move |queue| page_of(lang, asked.clone(), queue),
    )
}

fn page_of(lang: Lang, asked: Asked, queue: View) -> impl IntoView {
    let posting = queue.posting.clone();
    let (word, rows) = head(lang, &asked, &posting);
    let people = t::people(lang, &grouped(i64::from(rows)));
    let early = posting.registration.filter(|_| posting.phase <= Phase::Registering).map(|window| {
        view! {
            <Notice title=text::public::registering_now(lang)>
                <p>{t::registration_open(lang, &dates::moment(lang, window.closes.0))}</p>
            </Notice>
        }
    });
    view! {
        <Title text=full_title(lang, &format!("{word} · {}", t::title(lang)))/>
        <Way lang=lang posting=posting.clone()/>
        {tabs(lang, posting.code.as_str(), "screening")}
        <div class="desk-grid">
            <Queues lang=lang asked=asked.clone() posting=posting/>
            <div>
                <div class="row apart">
                    <h1 class="flat">{word}" "<span class="soft plain">{people}</span></h1>
                    <Wake/>
                    <Keys lang=lang/>
                </div>
                {early}
                <Rows lang=lang asked=asked queue=queue/>
            </div>
        </div>
    }
}
