//! The release of a list at an instant: choosing it, what is signed for it, and taking that back.

use domain::id::Code;
use domain::view::desk::lists::{Proof, Signature, Stage};
use leptos::prelude::*;
use text::errors::sentence;
use text::{Lang, dates, lists as t, releases as r};

use crate::address;
use crate::forms::with_error;
use crate::parts::{
    Button, Field, FieldError, LinkButton, Mood, Notice, PostForm, TextField, UserText, Weight,
};

/// Whether the list is to be published at once or at an instant: a plain form that changes nothing.
pub fn choice(lang: Lang, proof: &Proof) -> impl IntoView + use<> {
    let value = proof.release.map(domain::calendar::Instant::form_text).unwrap_or_default();
    let field = Field::new("release", r::release(lang)).hint(r::release_hint(lang)).optional();
    let field = field.error(proof.wrong.as_ref().map(|wrong| sentence(wrong, lang)));
    let here = address::desk_posting(lang, proof.lists.posting.code, &format!("lists/{}", proof.stage));
    let at_once = proof.release.is_some().then(|| {
        view! { <p><LinkButton href=here.clone() word=r::at_once(lang) weight=Weight::Quiet/></p> }
    });
    view! {
        <h2>{r::when(lang)}</h2>
        <p>{r::when_lede(lang)}</p>
        <form class="form" method="get" action=here>
            <TextField lang=lang field=field kind=crate::parts::Kind::Minute value=value/>
            <Button word=r::choose(lang) weight=Weight::Quiet/>
        </form>
        {at_once}
    }
}

/// Where a signature is taken back: the posting, and whether the reader may.
#[derive(Clone, Copy)]
pub struct Back {
    /// The posting.
    pub posting: Code,
    /// Whether the reader may.
    pub may: bool,
}

/// The signature that waits, with the way to take it back, or why the last one ended.
pub fn signature(
    lang: Lang,
    (back, one): (Back, &Signature),
    errors: &[FieldError],
) -> impl IntoView + use<> {
    match one.ended {
        Some(by) => {
            let line = r::ended_line(lang, one.version, &dates::moment(lang, one.at.0));
            let reason = one.reason.clone().map(|reason| view! { <p><UserText lang=lang text=reason/></p> });
            view! {
                <Notice mood=Mood::Return title=r::ended_title(lang)>
                    <p>{line}" "{r::ended_word(by, lang)}</p>
                    {reason}
                </Notice>
            }
            .into_any()
        }
        None => waits(lang, back, one, errors).into_any(),
    }
}

fn waits(lang: Lang, way: Back, one: &Signature, errors: &[FieldError]) -> impl IntoView + use<> {
    let at = r::waits_until(lang, &dates::moment(lang, one.at.0));
    let line = r::waits_line(lang, one.version, &one.by, &dates::stamp(lang, one.signed.0));
    let digest = one.digest.grouped();
    let reason = Field::new("reason", r::take_back_reason(lang)).hint(r::take_back_hint(lang));
    let reason = with_error(reason, "reason", errors);
    let hidden = vec![
        ("lang".to_owned(), lang.code().to_owned()),
        ("posting".to_owned(), way.posting.to_string()),
        ("signature".to_owned(), one.code.to_string()),
    ];
    let back = way.may.then(|| {
        view! {
            <h2>{r::take_back(lang)}</h2>
            <PostForm action="/api/lists/take_back" hidden=hidden switches=true>
                <TextField lang=lang field=reason value=""/>
                <Button word=r::take_back(lang) weight=Weight::Quiet/>
            </PostForm>
        }
    });
    let not_yours = (!way.may).then(|| view! { <p>{r::take_back_not_yours(lang)}</p> });
    view! {
        <Notice mood=Mood::Wait title=r::waits_title(lang)>
            <p>{at}</p>
            <p>{line}</p>
        </Notice>
        <h2>{t::list_digest(lang)}</h2>
        <p class="mono digest">{digest}</p>
        {back}
        {not_yours}
    }
}

/// The form that signs the list for its instant.
pub fn sign(lang: Lang, (proof, stage): (&Proof, &Stage), at: &str, people: String) -> impl IntoView + use<> {
    let lists = &proof.lists;
    let lines = vec![
        people,
        r::consequence_at(lang, at),
        r::consequence_back(lang).to_owned(),
        t::sign_consequence_review(lang).to_owned(),
        t::sign_consequence_two(lang, stage.first.as_ref().map(|one| one.by.as_str()).unwrap_or_default()),
    ];
    let release = proof.release.map(|at| at.0.to_string()).unwrap_or_default();
    let hidden = vec![
        ("lang".to_owned(), lang.code().to_owned()),
        ("posting".to_owned(), lists.posting.code.to_string()),
        ("stage".to_owned(), proof.stage.clone()),
        ("digest".to_owned(), proof.digest.to_string()),
        ("release".to_owned(), release),
    ];
    let back = address::desk_posting(lang, lists.posting.code, "lists");
    view! {
        <div class="confirm">
            <h2>{text::parts::consequences(lang)}</h2>
            <ul>{lines.into_iter().map(|line| view! { <li>{line}</li> }).collect_view()}</ul>
            <PostForm action="/api/lists/publish" hidden=hidden><Button word=r::sign_for(lang)/></PostForm>
            <p class="flat"><a href=back>{text::parts::cancel(lang)}</a></p>
        </div>
    }
}
