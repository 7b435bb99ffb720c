//! The first signature on a list: who gave it under which digest, giving it, and taking it back.

use domain::view::desk::lists::{FirstSignature, Proof, Stage};
use leptos::prelude::*;
use text::{Lang, dates, lists as t};

use crate::parts::{Button, Mood, Notice, PostForm, Weight};

/// What stands, and what the reader may do about it. `open` says whether a version can be published that is not, `waits` whether the
/// publisher signed it for an instant.
pub fn first(
    lang: Lang,
    (proof, stage): (&Proof, &Stage),
    (open, waits): (bool, bool),
) -> impl IntoView + use<> {
    let stands = stage.first.as_ref().filter(|one| one.stands);
    let said = match &stage.first {
        Some(one) => signed(lang, one).into_any(),
        None => view! { <p>{t::first_none(lang)}</p> }.into_any(),
    };
    let sign = (proof.lists.may_sign_first && stands.is_none()).then(|| sign(lang, proof));
    let back = stage.first.as_ref().filter(|one| one.own && !waits).map(|_| take_back(lang, proof));
    (open && !(waits && stage.first.is_none())).then(|| {
        view! {
            <h2>{t::first(lang)}</h2>
            {said}
            <p>{t::content_digest(lang)}</p>
            <p class="mono digest">{proof.digest.grouped()}</p>
            <p class="small soft">{t::content_digest_proves(lang)}</p>
            {(!waits).then_some(sign)}
            {back}
        }
    })
}

/// Who signed first and when, and whether the list says that still.
fn signed(lang: Lang, one: &FirstSignature) -> impl IntoView + use<> {
    let line = t::first_line(lang, &one.by, &dates::stamp(lang, one.at.0));
    if one.stands {
        return view! {
            <Notice mood=Mood::Pass title=t::first_stands(lang)><p>{line}</p></Notice>
        }
        .into_any();
    }
    let digest = one.digest.grouped();
    view! {
        <Notice mood=Mood::Return title=t::first_other(lang)>
            <p>{line}" "{t::first_other_line(lang)}</p>
            <p class="mono digest small">{digest}</p>
        </Notice>
    }
    .into_any()
}

fn hidden(lang: Lang, proof: &Proof) -> Vec<(String, String)> {
    vec![
        ("lang".to_owned(), lang.code().to_owned()),
        ("posting".to_owned(), proof.lists.posting.code.to_string()),
        ("stage".to_owned(), proof.stage.clone()),
    ]
}

fn sign(lang: Lang, proof: &Proof) -> impl IntoView + use<> {
    let mut hidden = hidden(lang, proof);
    hidden.push(("digest".to_owned(), proof.digest.to_string()));
    view! {
        <p>{t::first_consequence(lang)}</p>
        <PostForm action="/api/lists/sign_first" hidden=hidden><Button word=t::sign_first(lang)/></PostForm>
    }
}

fn take_back(lang: Lang, proof: &Proof) -> impl IntoView + use<> {
    view! {
        <PostForm action="/api/lists/unsign_first" hidden=hidden(lang, proof)>
            <Button word=t::unsign_first(lang) weight=Weight::Quiet/>
        </PostForm>
    }
}
