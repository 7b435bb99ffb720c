//! The page on which a list is checked and signed: the whole digest, what follows, the rows.

use domain::scheme::PartNames;
use domain::view::desk::lists::{Proof, Stage};
use domain::view::messages::AboutToTell;
use leptos::prelude::*;
use text::{Lang, corrections as c, dates, lists as t, releases as r};

use super::whole::whole;
use super::{first, name, release};
use crate::address;
use crate::api::ApiError;
use crate::api::lists::lists_proof;
use crate::api::messages::messages_ahead;
use crate::forms::summary;
use crate::frame::{PageTitle, failure, loaded, tabs};
use crate::hooks::{lang, param, query, refused};
use crate::parts::{
    self, Button, Confirm, Crumb, Crumbs, ErrorSummary, FieldError, LinkButton, Mood, Notice, PostForm,
    UserText, Weight, moved,
};

/// `/zh/desk/postings/CODE/lists/STAGE`.
#[component]
pub fn Sign() -> impl IntoView {
    let lang = lang();
    let (code, stage, position) = (param("posting"), param("stage"), query("position"));
    let refused = refused("lists/publish").or_else(|| refused("lists/take_back"));
    let refused = refused.or_else(|| crate::hooks::refused("lists/sign_first"));
    let refused = refused.or_else(|| crate::hooks::refused("lists/unsign_first"));
    let errors = summary(lang, refused.as_ref());
    let fetch = {
        let (code, at) = (code.clone(), query("release"));
        move || proof_and_messages(lang, code.clone(), stage.clone(), at.clone())
    };
    view! {
        {tabs(lang, &code, "lists")}
        {loaded(fetch, move |(proof, ahead)| page(lang, (&proof, ahead), &position, errors.clone()))}
    }
}

/// What is signed and, for whoever may sign it now, what is told then.
async fn proof_and_messages(
    lang: Lang,
    posting: String,
    stage: String,
    release: String,
) -> Result<(Proof, Option<AboutToTell>), ApiError> {
    let proof = lists_proof(posting.clone(), stage.clone(), release).await?;
    let ahead = match of(&proof).is_some_and(|stage| may_sign(&proof, stage)) {
        true => Some(messages_ahead(posting, stage, lang.code().to_owned()).await?),
        false => None,
    };
    Ok((proof, ahead))
}

fn of(proof: &Proof) -> Option<&Stage> {
    proof.lists.stages.iter().find(|one| one.key == proof.stage)
}

fn waits(stage: &Stage) -> bool {
    stage.signature.as_ref().is_some_and(|one| one.ended.is_none())
}

/// Whether a version of the list can be published that is not.
fn open(stage: &Stage) -> bool {
    stage.published.is_none() || stage.correction.is_some()
}

fn may_sign(proof: &Proof, stage: &Stage) -> bool {
    let stands = stage.first.as_ref().is_some_and(|one| one.stands && !one.own);
    proof.lists.may_sign && stands && open(stage) && !waits(stage)
}

fn page(
    lang: Lang,
    (proof, ahead): (&Proof, Option<AboutToTell>),
    position: &str,
    errors: Vec<FieldError>,
) -> AnyView {
    let Some(stage) = of(proof) else {
        return failure(lang, &ApiError::Missing).into_any();
    };
    let (open, waits, may_sign) = (open(stage), waits(stage), may_sign(proof, stage));
    let title = match (may_sign, proof.release) {
        (true, None) => t::sign_title(lang),
        (true, Some(_)) => r::sign_for_title(lang),
        (false, _) => t::preview_as_public(lang),
    };
    let crumbs =
        vec![Crumb::page(address::desk_posting(lang, proof.lists.posting.code, "lists"), t::publish(lang))];
    let candidate =
        address::desk_posting(lang, proof.lists.posting.code, &format!("lists/{}/candidate", stage.key));
    let (list, posting) = (name(lang, stage), proof.lists.posting.title.clone());
    // What is published counts as it was sealed.
    let sealed = stage.published.as_ref().filter(|_| !open).map(|head| head.digest.grouped());
    let action = address::desk_posting(lang, proof.lists.posting.code, &format!("lists/{}", proof.stage));
    let rows = sealed.is_none().then(|| whole(lang, &proof.list, &action, position));
    let back = release::Back { posting: proof.lists.posting.code, may: proof.lists.may_take_back };
    let signed = stage.signature.as_ref().map(|one| release::signature(lang, (back, one), &errors));
    let proves = sealed.map(|digest| {
        view! {
            <h2>{t::list_digest(lang)}</h2>
            <p class="mono digest">{digest}</p>
            <p class="small soft">{t::list_digest_proves(lang)}</p>
        }
    });
    view! {
        <PageTitle lang=lang text=title/>
        <Crumbs lang=lang crumbs=crumbs/>
        <h1>{title}</h1>
        <p class="lede"><UserText lang=lang text=posting/>" · "<UserText lang=lang text=list/></p>
        <ErrorSummary lang=lang errors=errors/>
        {published(lang, stage)}
        {signed}
        {first::first(lang, (proof, stage), (open, waits))}
        {may_sign.then(|| release::choice(lang, proof))}
        {proves}
        {further(lang, proof, stage)}
        {ahead.map(|ahead| sign(lang, proof, stage, ahead))}
        {(!proof.lists.may_sign && open && !waits).then(|| view! { <p>{t::sign_not_yours(lang)}</p> })}
        {open.then(|| view! { <p><LinkButton href=candidate word=r::as_candidate(lang) weight=Weight::Quiet/></p> })}
        {open.then(|| view! { <p class="small soft">{t::scanned(lang)}</p> })}
        {rows}
    }
    .into_any()
}

fn published(lang: Lang, stage: &Stage) -> impl IntoView + use<> {
    let to = stage.published.as_ref().map(|head| address::list(lang, head.code));
    to.map(|to| {
        view! {
            <Notice mood=Mood::Pass title=t::stage_published(lang)>
                <p><LinkButton href=to word=t::open_list(lang)/></p>
            </Notice>
        }
    })
}

/// Why there is a further version, and what it says otherwise.
fn further(lang: Lang, proof: &Proof, stage: &Stage) -> impl IntoView + use<> {
    let both = stage.published.as_ref().zip(stage.correction.as_ref()).zip(proof.difference.as_ref());
    both.map(|((head, correction), difference)| {
        let (title, reason) = (c::difference_title(lang, head.version), correction.reason.clone());
        let columns = proof.list.columns.iter().map(|column| (column.key.as_str(), column.name.as_ref()));
        let table = moved(lang, (&proof.stage, &PartNames::of_columns(columns)), difference);
        view! {
            <h2>{title}</h2>
            <p><UserText lang=lang text=reason/></p>
            {table}
        }
    })
}

fn sign(lang: Lang, proof: &Proof, stage: &Stage, ahead: AboutToTell) -> AnyView {
    let lists = &proof.lists;
    let people = t::sign_consequence_people(lang, stage.people.into(), stage.inside.into());
    let told = parts::ahead(lang, text::messages::many(lang, ahead.people), ahead);
    if let Some(at) = proof.release {
        let form = release::sign(lang, (proof, stage), &dates::moment(lang, at.0), people);
        return view! { {told}{form} }.into_any();
    }
    let consequences = vec![
        people,
        t::sign_consequence_now(lang).to_owned(),
        t::sign_consequence_review(lang).to_owned(),
        t::sign_consequence_two(lang, stage.first.as_ref().map(|one| one.by.as_str()).unwrap_or_default()),
    ];
    let hidden = vec![
        ("lang".to_owned(), lang.code().to_owned()),
        ("posting".to_owned(), lists.posting.code.to_string()),
        ("stage".to_owned(), proof.stage.clone()),
        ("digest".to_owned(), proof.digest.to_string()),
    ];
    let back = address::desk_posting(lang, lists.posting.code, "lists");
    view! {
        {told}
        <Confirm lang=lang consequences=consequences back=back>
            <PostForm action="/api/lists/publish" hidden=hidden><Button word=t::sign(lang)/></PostForm>
        </Confirm>
    }
    .into_any()
}
