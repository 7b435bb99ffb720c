//! A further revision of an approved posting: drafted beside what stands, seen as a difference, approved by another person.

mod forms;

use domain::revision::RevisionState;
use domain::view::desk::revisions::{RevisionPage, VersionEntry, Weighing};
use leptos::prelude::*;
use text::{Lang, cut, dates, eligibility, notice_files, revisions as t, rulings as r, timetable};

pub use forms::{DraftPosition, DraftTerms};

use crate::address;
use crate::api::revisions::revision_further;
use crate::forms::{summary, with_error};
use crate::frame::{PageTitle, loaded, tabs};
use crate::hooks::{lang, param, refused};
use crate::pages::desk::moves::moves;
use crate::parts::{
    Button, ButtonRow, Confirm, ErrorSummary, Field, KeyValues, LinkButton, LinkLine, LinkList, PostForm,
    TextArea, UserText, Weight, difference, kv,
};

/// `/zh/desk/postings/CODE/revision`.
#[component]
pub fn Further() -> impl IntoView {
    let lang = lang();
    let code = param("posting");
    let fetch = {
        let code = code.clone();
        move || revision_further(code.clone())
    };
    view! {
        <PageTitle lang=lang text=t::further(lang)/>
        {tabs(lang, &code, "")}
        <h1>{t::further(lang)}</h1>
        <p class="lede">{t::further_lede(lang)}</p>
        {loaded(fetch, move |page: RevisionPage| body(lang, &page))}
    }
}

fn body(lang: Lang, page: &RevisionPage) -> AnyView {
    match &page.waiting {
        Some(waiting) => proposed(lang, page, waiting).into_any(),
        None if page.may_draft => drafted(lang, page).into_any(),
        None => view! { <p>{t::only_read(lang)}</p> }.into_any(),
    }
}

pub(super) fn hidden(lang: Lang, page: &RevisionPage) -> Vec<(String, String)> {
    vec![
        ("posting".to_owned(), page.posting.code.to_string()),
        ("version".to_owned(), page.version.to_string()),
        ("lang".to_owned(), lang.code().to_owned()),
    ]
}

/// Whom the changes touch, one sentence each.
fn touched(lang: Lang, page: &RevisionPage) -> impl IntoView + use<> {
    let all = [
        (page.touched.window, t::touched_window(lang, page.touched.window)),
        (page.touched.conditions, t::touched_conditions(lang, page.touched.conditions)),
        (page.touched.plan, t::touched_plan(lang, page.touched.plan)),
        (page.touched.paper, t::touched_paper(lang, page.touched.paper)),
    ];
    all.into_iter().filter(|one| one.0 > 0).map(|one| view! { <p>{one.1}</p> }).collect_view()
}

/// Who would move by it, where it reaches a ranking.
fn weighed(lang: Lang, page: &RevisionPage) -> AnyView {
    match &page.weighed {
        Weighing::Nothing => ().into_any(),
        Weighing::Withheld => view! { <h2>{r::moves(lang)}</h2><p>{r::moves_withheld(lang)}</p> }.into_any(),
        Weighing::Unknown => moves(lang, r::moves(lang), None),
        Weighing::Known(found) => moves(lang, r::moves(lang), Some(found)),
    }
}

fn drafted(lang: Lang, page: &RevisionPage) -> impl IntoView + use<> {
    let code = page.posting.code;
    let to_stages = address::desk_posting(lang, code, "timetable");
    let to_files = address::desk_posting(lang, code, "files");
    let to_conditions = address::desk_posting(lang, code, "conditions");
    let (to_terms, to_position) = (
        address::desk_posting(lang, code, "revision/terms"),
        address::desk_posting(lang, code, "revision/position"),
    );
    let (proposing, discarding) = (refused("revisions/propose"), refused("revisions/discard"));
    let errors = summary(lang, proposing.as_ref().or(discarding.as_ref()));
    let reason =
        with_error(Field::new("reason", t::reason_label(lang)).hint(t::reason_hint(lang)), "reason", &errors);
    let lines: Vec<LinkLine> = page
        .positions
        .iter()
        .map(|one| LinkLine {
            href: address::revision_position(lang, page.posting.code, &one.code),
            title: t::change_position(lang, &one.code).into_any(),
            note: Some([one.unit.as_str(), one.title.as_str()].join(" ").into_any()),
            state: None,
        })
        .collect();
    let (changes, touched) = (difference(lang, t::drafted(lang), &page.changes), touched(lang, page));
    let [proposes, discards] = [hidden(lang, page), hidden(lang, page)];
    let acts = (!page.changes.is_empty()).then(|| {
        view! {
            <PostForm action="/api/revisions/propose" hidden=proposes switches=true>
                <TextArea lang=lang field=reason value="" rows=3/>
                <Button word=t::propose(lang)/>
            </PostForm>
            <PostForm action="/api/revisions/discard" hidden=discards>
                <Button word=t::discard(lang) weight=Weight::Quiet/>
            </PostForm>
        }
    });
    view! {
        <ErrorSummary lang=lang errors=errors/>
        <p class="soft">{t::further_limits(lang)}</p>
        <h2>{t::drafted(lang)}</h2>
        {changes}
        {touched}
        {weighed(lang, page)}
        {acts}
        <ButtonRow>
            <LinkButton href=to_terms word=t::change_terms(lang) weight=Weight::Quiet/>
            <LinkButton href=to_stages word=timetable::title(lang) weight=Weight::Quiet/>
            <LinkButton href=to_conditions word=eligibility::title(lang) weight=Weight::Quiet/>
            <LinkButton href=to_files word=notice_files::title(lang) weight=Weight::Quiet/>
            <LinkButton href=to_position word=t::add_position(lang) weight=Weight::Quiet/>
        </ButtonRow>
        <LinkList lines=lines/>
    }
}

fn proposed(lang: Lang, page: &RevisionPage, waiting: &VersionEntry) -> impl IntoView + use<> {
    let (approval, returning) = (refused("revisions/approve"), refused("revisions/return"));
    let errors = summary(lang, approval.as_ref().or(returning.as_ref()));
    let reason = with_error(Field::new("reason", t::returned_for(lang)), "reason", &errors);
    let hidden = vec![
        ("posting".to_owned(), page.posting.code.to_string()),
        ("revision".to_owned(), waiting.code.to_string()),
        ("lang".to_owned(), lang.code().to_owned()),
    ];
    let mut approving = hidden.clone();
    approving.push(("digest".to_owned(), waiting.digest.to_string()));
    let by = t::by_at(lang, &waiting.proposed_by, &dates::moment(lang, waiting.proposed_at.0));
    let pairs = vec![
        kv(t::put_forward(lang), by),
        kv(t::why(lang), view! { <UserText lang=lang text=waiting.reason.clone()/> }),
        kv(t::digest(lang), view! { <span class="mono digest">{waiting.digest.grouped()}</span> }),
    ];
    let back = address::desk_posting(lang, page.posting.code, "");
    let (changes, touched) = (difference(lang, t::proposed(lang), &page.changes), touched(lang, page));
    let to_cut = address::desk_posting(lang, page.posting.code, "cut");
    let is_cut = waiting.state == RevisionState::Cut;
    let answers = is_cut.then(|| {
        let href = to_cut.clone();
        view! { <p>{cut::waits(lang)}" "<a href=href>{cut::link(lang)}</a></p> }
    });
    let acts = page.may_settle.then(|| {
        view! {
            <Confirm lang=lang consequences=vec![t::approve_consequence(lang).to_owned()] back=back>
                <PostForm action="/api/revisions/approve" hidden=approving><Button word=t::approve(lang)/></PostForm>
            </Confirm>
            <p><a href=to_cut.clone()>{cut::link(lang)}</a></p>
            <h2>{t::return_back(lang)}</h2>
            <PostForm action="/api/revisions/return" hidden=hidden switches=true>
                <TextArea lang=lang field=reason value="" rows=3/>
                <Button word=t::return_back(lang) weight=Weight::Grave/>
            </PostForm>
        }
    });
    view! {
        <ErrorSummary lang=lang errors=errors/>
        <h2>{t::proposed(lang)}</h2>
        <KeyValues pairs=pairs/>
        {changes}
        {touched}
        {weighed(lang, page)}
        {answers}
        {acts}
    }
}
