//! Sending for approval, approving, returning and ending: each on a page of its own, with its consequences.

use domain::lifecycle::Phase;
use domain::posting::{Following, Telephones};
use domain::revision::RevisionState;
use domain::view::desk::postings::Posting;
use domain::view::desk::revisions::{ApprovalPage, Since};
use leptos::prelude::*;
use text::{Lang, cut, dates, desk as t, notice_files as n, revisions as r, states};

use super::positions::table;
use crate::address;

use crate::api::ApiError;
use crate::api::revisions::posting_approval;
use crate::forms::{summary, with_error};
use crate::frame::{PageTitle, failure, loaded, tabs};
use crate::hooks::{lang, param, refused};
use crate::parts::{
    Button, Confirm, ErrorSummary, Field, KeyValues, Mood, Notice, PostForm, TextArea, UserText, Weight,
    conditions, difference, following, kv, notice_file, notice_text, rule_box, stages, telephones,
};

/// An act that has a page here: the word in the address, the title, and the function.
type Page = (&'static str, fn(Lang) -> &'static str, &'static str);

const ACTS: [Page; 3] = [
    ("submit", t::submit_title, "postings/submit"),
    ("approve", t::approve_title, "postings/approve"),
    ("end", t::end_title, "postings/end"),
];

/// `/zh/desk/postings/CODE/approval/submit`, `…/approve` and `…/end`.
#[component]
pub fn Approval() -> impl IntoView {
    let lang = lang();
    let (code, act) = (param("posting"), param("act"));
    let fetch = {
        let code = code.clone();
        move || posting_approval(code.clone())
    };
    view! {
        {tabs(lang, &code, "")}
        {loaded(fetch, move |page| match (act.as_str(), page.posting.entry.head.phase) {
            ("submit", Phase::Draft) => submit(lang, &page).into_any(),
            ("approve", Phase::Submitted) => approve(lang, &page).into_any(),
            ("end", Phase::Screening) => end(lang, &page.posting).into_any(),
            (act, _) => match ACTS.iter().find(|one| one.0 == act) {
                Some((_, title, endpoint)) => not_now(lang, &page.posting, title(lang), endpoint).into_any(),
                None => failure(lang, &ApiError::Missing).into_any(),
            },
        })}
    }
}

/// The page of an act whose time is over or has not come: a message or a bookmark still leads here.
fn not_now(lang: Lang, posting: &Posting, title: &'static str, endpoint: &str) -> impl IntoView + use<> {
    let head = &posting.entry.head;
    let errors = summary(lang, refused(endpoint).as_ref());
    let back = address::desk_posting(lang, head.code, "");
    let because = t::not_now_because(lang, states::phase(head.phase, lang));
    view! {
        <PageTitle lang=lang text=title/>
        <h1>{title}</h1>
        <ErrorSummary lang=lang errors=errors/>
        <Notice title=t::not_now(lang)>
            <p>{because}" "<a href=back>{t::to_posting(lang)}</a></p>
        </Notice>
    }
}

fn hidden(lang: Lang, posting: &Posting) -> Vec<(String, String)> {
    vec![
        ("posting".to_owned(), posting.entry.head.code.to_string()),
        ("version".to_owned(), posting.version.to_string()),
        ("lang".to_owned(), lang.code().to_owned()),
    ]
}

fn submit(lang: Lang, page: &ApprovalPage) -> impl IntoView + use<> {
    let posting = &page.posting;
    let errors = summary(lang, refused("postings/submit").as_ref());
    let back = address::desk_posting(lang, posting.entry.head.code, "");
    let hidden = hidden(lang, posting);
    view! {
        <PageTitle lang=lang text=t::submit_title(lang)/>
        <h1>{t::submit_title(lang)}</h1>
        <ErrorSummary lang=lang errors=errors/>
        {page.since.as_ref().map(|since| changed(lang, since))}
        <Confirm lang=lang consequences=vec![t::submit_consequence(lang).to_owned()] back=back>
            <PostForm action="/api/postings/submit" hidden=hidden><Button word=t::submit(lang)/></PostForm>
        </Confirm>
    }
}

fn end(lang: Lang, posting: &Posting) -> impl IntoView + use<> {
    let errors = summary(lang, refused("postings/end").as_ref());
    let reason = with_error(
        Field::new("reason", t::end_reason(lang)).hint(t::end_reason_hint(lang)),
        "reason",
        &errors,
    );
    let back = address::desk_posting(lang, posting.entry.head.code, "");
    let hidden = hidden(lang, posting);
    let consequences =
        vec![t::end_consequence_public(lang).to_owned(), t::end_consequence_last(lang).to_owned()];
    view! {
        <PageTitle lang=lang text=t::end_title(lang)/>
        <h1>{t::end_title(lang)}</h1>
        <ErrorSummary lang=lang errors=errors/>
        <Confirm lang=lang consequences=consequences back=back>
            <PostForm action="/api/postings/end" hidden=hidden switches=true>
                <TextArea lang=lang field=reason value="" rows=3/>
                <Button word=t::end(lang) weight=Weight::Grave/>
            </PostForm>
        </Confirm>
    }
}

/// What is different from the version that the department settled last.
fn changed(lang: Lang, since: &Since) -> impl IntoView + use<> {
    let day = dates::moment(lang, since.at.0);
    let title = if since.state == RevisionState::Approved {
        r::since_approved(lang, &day)
    } else {
        r::since_returned(lang, &day)
    };
    let because = since.because.clone().map(|reason| {
        view! { <Notice mood=Mood::Return title=r::returned_for(lang)><p><UserText lang=lang text=reason/></p></Notice> }
    });
    view! { {because}<h2>{title.clone()}</h2>{difference(lang, &title, &since.changes)} }
}

/// Everything that the approval is about, as the public will read it.
fn contents(lang: Lang, page: &ApprovalPage) -> impl IntoView + use<> {
    let posting = &page.posting;
    let head = &posting.entry.head;
    let window = head.registration.map_or_else(String::new, |window| {
        format!("{} – {}", dates::moment(lang, window.opens.0), dates::moment(lang, window.closes.0))
    });
    let size =
        t::positions_count(lang, posting.entry.counts.positions.into(), posting.entry.counts.plan.into());
    let mut pairs = vec![
        kv(t::posting_title(lang), view! { <UserText lang=lang text=head.title.clone()/> }),
        kv(t::authority(lang), view! { <UserText lang=lang text=head.authority.clone()/> }),
        kv(t::registration(lang), window),
        kv(t::positions(lang), size),
    ];
    let set = Following::read(&posting.form.trial_days, &posting.form.service_term);
    let said = Telephones::stored(&posting.form.enquiry, &posting.form.supervision);
    pairs.extend(telephones(lang, &said));
    pairs.extend(set.map(|set| following(lang, set)).unwrap_or_default());
    let notice = posting.form.notice.clone();
    let each = posting.files.iter().map(|file| {
        let href = address::desk_posting(lang, head.code, &format!("files/{}", file.code));
        view! { <li>{notice_file(lang, file, href)}</li> }
    });
    let each: Vec<_> = each.collect();
    let files = (!each.is_empty()).then(|| view! { <h2>{n::title(lang)}</h2><ul class="files">{each}</ul> });
    let rules = page.schemes.iter().map(|rule| rule_box(rule, lang)).collect_view();
    view! {
        <h2>{r::contents(lang)}</h2>
        <KeyValues pairs=pairs/>
        {stages(lang, head.registration, &posting.timetable)}
        {(!notice.is_empty()).then(|| view! { <h2>{t::notice(lang)}</h2>{notice_text(&notice)} })}
        {files}
        <h2>{t::scheme(lang)}</h2>
        {rules}
        {conditions(&page.conditions, page.counted_at, lang)}
        <h2>{t::positions(lang)}</h2>
        {table(lang, posting)}
    }
}

fn approve(lang: Lang, page: &ApprovalPage) -> impl IntoView + use<> {
    let posting = &page.posting;
    let (approval, returning) = (refused("postings/approve"), refused("postings/return"));
    let errors = summary(lang, approval.as_ref().or(returning.as_ref()));
    let reason = with_error(
        Field::new("reason", t::return_reason(lang)).hint(t::return_reason_hint(lang)),
        "reason",
        &errors,
    );
    let back = address::desk_posting(lang, posting.entry.head.code, "");
    let digest = posting.approval_digest;
    let mut approving = hidden(lang, posting);
    approving.push(("digest".to_owned(), digest.map(|digest| digest.to_string()).unwrap_or_default()));
    let returning = hidden(lang, posting);
    let consequences = vec![
        t::approve_consequence_public(lang).to_owned(),
        t::approve_consequence_frozen(lang).to_owned(),
        t::approve_consequence_digest(lang).to_owned(),
    ];
    let to_cut = address::desk_posting(lang, posting.entry.head.code, "cut");
    let acts = if page.cut {
        view! { <Notice mood=Mood::Wait title=cut::title(lang)><p>{cut::waits(lang)}" "<a href=to_cut>{cut::link(lang)}</a></p></Notice> }
            .into_any()
    } else {
        view! {
            <Confirm lang=lang consequences=consequences back=back>
                <PostForm action="/api/postings/approve" hidden=approving><Button word=t::approve(lang)/></PostForm>
            </Confirm>
            <p><a href=to_cut>{cut::link(lang)}</a></p>
            <h2>{t::return_back(lang)}</h2>
            <PostForm action="/api/postings/return" hidden=returning switches=true>
                <TextArea lang=lang field=reason value="" rows=3/>
                <Button word=t::return_back(lang) weight=Weight::Grave/>
            </PostForm>
        }
        .into_any()
    };
    view! {
        <PageTitle lang=lang text=t::approve_title(lang)/>
        <h1>{t::approve_title(lang)}</h1>
        <ErrorSummary lang=lang errors=errors/>
        {match &page.since {
            Some(since) => changed(lang, since).into_any(),
            None => view! { <p class="soft">{r::first_time(lang)}</p> }.into_any(),
        }}
        {contents(lang, page)}
        {reasons(lang, page)}
        <h2>{t::approve_digest(lang)}</h2>
        <p class="mono digest">{digest.map(|digest| digest.grouped())}</p>
        <p class="small soft">{t::approve_digest_proves(lang)}</p>
        {acts}
    }
}

/// Why the authority asks for positions, where it says so.
fn reasons(lang: Lang, page: &ApprovalPage) -> Option<AnyView> {
    if page.reasons.is_empty() {
        return None;
    }
    let pair = |(number, words): &(String, String)| {
        let words = words.clone();
        kv(number, view! { <UserText lang=lang text=words/> })
    };
    let pairs: Vec<_> = page.reasons.iter().map(pair).collect();
    Some(view! { <h2>{cut::reasons(lang)}</h2><KeyValues pairs=pairs/> }.into_any())
}
