//! The ranking: computing it, what it rests on, the lines of a position, and giving it up for a correction.

mod again;
mod lines;
mod spread;
mod steps;
mod try_mark;

use domain::access::ActName;
use domain::lifecycle::Phase;
use domain::view::desk::ranking::{RankingHead, RankingPage};
use leptos::prelude::*;
use text::{Lang, dates, ranking as t, revisions};

pub use again::Again;
pub use spread::Spread;
pub use steps::Steps;
pub use try_mark::TryMark;

use crate::address;
use crate::api::ranking::ranking_view;
use crate::forms::{summary, with_error};
use crate::frame::{PageTitle, loaded, tabs};
use crate::hooks::{lang, may_in, param, query, refused};
use crate::parts::{
    Button, Column, Empty, ErrorSummary, Field, FieldError, KeyValues, Mood, Notice, PostForm, Row, Table,
    TextArea, Weight, kv,
};

/// `/zh/desk/postings/CODE/ranking`.
#[component]
pub fn Ranking() -> impl IntoView {
    let lang = lang();
    let (code, position) = (param("posting"), query("position"));
    let errors = summary(lang, refused("ranking/compute").or_else(|| refused("ranking/reopen")).as_ref());
    let fetch = {
        let code = code.clone();
        move || ranking_view(code.clone(), position.clone())
    };
    let shown = errors.clone();
    view! {
        <PageTitle lang=lang text=t::ranking(lang)/>
        {tabs(lang, &code, "ranking")}
        <h1>{t::ranking(lang)}</h1>
        <p class="lede">{t::ranking_lede(lang)}</p>
        <ErrorSummary lang=lang errors=shown/>
        {loaded(fetch, move |page| show(lang, &page, &errors))}
    }
}

fn show(lang: Lang, page: &RankingPage, errors: &[FieldError]) -> AnyView {
    let phase = page.posting.phase;
    let may_compute = page.may_compute && [Phase::Examining, Phase::Ranked].contains(&phase);
    let Some(ranking) = &page.head else {
        let form = may_compute.then(|| compute(lang, page));
        return view! { <Empty sentence=t::not_computed(lang)>{form}</Empty> }.into_any();
    };
    let may_reopen = phase == Phase::Ranked && may_in(ActName::ReopenMarks, page.posting.code);
    let spread = address::desk_posting(lang, page.posting.code, "ranking/spread");
    let again = address::desk_posting(lang, page.posting.code, "ranking/again");
    let supervision = address::desk_posting(lang, page.posting.code, "supervision");
    view! {
        {ranking.stale.then(|| view! {
            <Notice mood=Mood::Return title=t::compute_again(lang)><p>{t::stale(lang)}</p></Notice>
        })}
        {head(lang, ranking)}
        <p>
            <a href=spread>{text::spread::spread(lang)}</a>" · "
            <a href=supervision>{text::supervision::title(lang)}</a>
            {(!page.withheld).then(|| view! { " · "<a href=again>{t::again(lang)}</a> })}
        </p>
        {may_compute.then(|| compute(lang, page))}
        {questions(lang, page, ranking)}
        {page.withheld.then(|| view! {
            <Notice mood=Mood::Wait title=t::withheld_title(lang)><p>{t::withheld(lang)}</p></Notice>
        })}
        {(!page.withheld).then(|| lines::lines(lang, page))}
        {may_reopen.then(|| reopen(lang, page, errors))}
    }
    .into_any()
}

fn hidden(lang: Lang, page: &RankingPage) -> Vec<(String, String)> {
    vec![("posting".to_owned(), page.posting.code.to_string()), ("lang".to_owned(), lang.code().to_owned())]
}

fn compute(lang: Lang, page: &RankingPage) -> impl IntoView + use<> {
    let (word, weight) = match &page.head {
        Some(head) if !head.stale => (t::compute_again(lang), Weight::Quiet),
        Some(_) => (t::compute_again(lang), Weight::Main),
        None => (t::compute(lang), Weight::Main),
    };
    let hidden = hidden(lang, page);
    view! {
        <PostForm action="/api/ranking/compute" hidden=hidden>
            <p class="small soft">{t::compute_lede(lang)}</p>
            <Button word=word weight=weight/>
        </PostForm>
    }
}

fn head(lang: Lang, head: &RankingHead) -> impl IntoView + use<> {
    let digest =
        |digest: domain::digest::Digest| view! { <span class="mono digest">{digest.grouped()}</span> };
    let at = head.at.0;
    let mut pairs = vec![
        kv(
            t::computed_at(lang),
            view! { <time datetime=dates::attribute(at)>{dates::moment(lang, at)}</time> },
        ),
        kv(t::computed_by(lang), head.by.clone()),
    ];
    pairs.extend(head.inputs.map(|one| kv(t::inputs_digest(lang), digest(one))));
    pairs.extend(head.rulings.map(|one| kv(text::public::rulings_digest(lang), digest(one))));
    pairs.extend(head.result.map(|one| kv(t::result_digest(lang), digest(one))));
    pairs.extend(revisions::under(lang, head.revision).map(|no| kv(revisions::title(lang), no)));
    let public = head.published.then(|| view! { <p>{t::public_already(lang)}</p> });
    view! { <KeyValues pairs=pairs/>{public} }
}

/// What the scheme leaves to a ruling.
fn questions(lang: Lang, page: &RankingPage, head: &RankingHead) -> AnyView {
    if head.questions.is_empty() {
        return view! { <p class="soft">{t::questions_none(lang)}</p> }.into_any();
    }
    let decide = address::desk_posting(lang, page.posting.code, "rulings");
    let columns = vec![Column::words(t::question(lang)), Column::words(t::concerned(lang))];
    let rows = head
        .questions
        .iter()
        .map(|(id, people)| {
            let people = text::numbers::list(lang, people);
            Row::Cells("", vec![text::rulings::question_word(lang, &page.names, id).into(), people.into()])
        })
        .collect();
    view! {
        <h2>{t::questions(lang)}</h2>
        <p>{t::questions_lede(lang)}</p>
        <Table lang=lang caption=t::questions(lang) quiet=true cards=true columns=columns rows=rows/>
        <p><a href=decide>{t::to_rulings(lang)}</a></p>
    }
    .into_any()
}

fn reopen(lang: Lang, page: &RankingPage, errors: &[FieldError]) -> impl IntoView + use<> {
    let reason = with_error(Field::new("reason", t::reopen_reason(lang)), "reason", errors);
    let hidden = hidden(lang, page);
    view! {
        <h2>{t::reopen(lang)}</h2>
        <p>{t::reopen_consequence(lang)}</p>
        <PostForm action="/api/ranking/reopen" hidden=hidden switches=true>
            <TextArea lang=lang field=reason value="" rows=3/>
            <Button word=t::reopen(lang) weight=Weight::Grave/>
        </PostForm>
    }
}
