//! The page on which the list of proposed people is checked and signed: the period, the digest, what follows, the rows.

use domain::view::desk::decisions::ProposedProof as View;
use domain::view::messages::AboutToTell;
use leptos::prelude::*;
use text::errors::sentence;
use text::{Lang, dates, decisions as t, lists, releases as r};

use crate::address;
use crate::api::ApiError;
use crate::api::decisions::{decisions_ahead, decisions_proof};
use crate::forms::{summary, with_error};
use crate::frame::{PageTitle, loaded, tabs};
use crate::hooks::{lang, param, query, refused};
use crate::pages::desk::lists::release::{Back, signature};
use crate::parts::{
    Button, Cell, Column, Confirm, Crumb, Crumbs, ErrorSummary, Field, FieldError, Mood, Notice, PostForm,
    Row, Table, TextField, UserText, Weight, ahead_of_act,
};

/// Columns of the sealed rows that the page shows, by their names in the header.
const SHOWN: [&str; 8] =
    ["position", "unit", "title", "name", "current_unit", "current_post", "weighted", "result"];

/// `/zh/desk/postings/CODE/decision/list/DECISION`.
#[component]
pub fn ProposedList() -> impl IntoView {
    let lang = lang();
    let (code, decision) = (param("posting"), param("decision"));
    let typed = [query("first"), query("last"), query("release")];
    let refused = refused("decisions/publish").or_else(|| refused("lists/take_back"));
    let errors = summary(lang, refused.as_ref());
    let fetch = {
        let (code, typed) = (code.clone(), typed.clone());
        move || read(lang, (code.clone(), decision.clone()), typed.clone())
    };
    let crumbs = vec![Crumb::page(address::desk_posting(lang, &code, "decision"), t::title(lang))];
    let days = days(lang, &typed);
    view! {
        <PageTitle lang=lang text=t::publish_title(lang)/>
        {tabs(lang, &code, "decision")}
        <Crumbs lang=lang crumbs=crumbs/>
        <h1>{t::publish_title(lang)}</h1>
        <p class="lede">{t::publish_lede(lang)}</p>
        {days}
        {loaded(fetch, move |(proof, told)| body(lang, (&proof, told), &typed, errors.clone()))}
    }
}

/// The list, and for whoever may sign it what signing would tell.
async fn read(
    lang: Lang,
    (code, decision): (String, String),
    [first, last, release]: [String; 3],
) -> Result<(View, Option<Vec<AboutToTell>>), ApiError> {
    let proof = decisions_proof(code.clone(), decision.clone(), first, last, release).await?;
    let told = match proof.may_sign {
        true => Some(decisions_ahead(code, decision, String::new(), lang.code().to_owned()).await?),
        false => None,
    };
    Ok((proof, told))
}

/// The days of the period and the instant of release, as they are asked for: a plain form that changes nothing.
fn days(lang: Lang, [first, last, release]: &[String; 3]) -> impl IntoView + use<> {
    let field = |name: &str, label: &str, hint: &str| {
        with_error(Field::new(name, label).hint(hint).optional(), name, &[])
    };
    let (first, last, release) = (first.clone(), last.clone(), release.clone());
    let at = field("release", r::release(lang), r::release_hint(lang));
    view! {
        <form class="form" method="get">
            <TextField lang=lang field=field("first", t::first_day(lang), t::first_hint(lang)) value=first/>
            <TextField lang=lang field=field("last", t::last_day(lang), t::last_hint(lang)) value=last/>
            <TextField lang=lang field=at kind=crate::parts::Kind::Minute value=release/>
            <Button word=t::count_again(lang) weight=Weight::Quiet/>
        </form>
    }
}

fn body(
    lang: Lang,
    (proof, told): (&View, Option<Vec<AboutToTell>>),
    typed: &[String; 3],
    errors: Vec<FieldError>,
) -> AnyView {
    let period = proof.period;
    let (first, last) = (dates::day(lang, period.first), dates::day(lang, period.last));
    let corrects = proof.corrects.as_ref().map(|(version, reason)| {
        let words = t::next_version(lang, *version, reason);
        view! { <Notice mood=Mood::Return title=t::correct_list(lang)><p><UserText lang=lang text=words/></p></Notice> }
    });
    let sign = told.map(|told| sign(lang, (proof, told), typed));
    let waits = proof.signature.as_ref().is_some_and(|one| one.ended.is_none());
    let not_yours = (!proof.may_sign && !waits).then(|| view! { <p>{t::sign_not_yours(lang)}</p> });
    let back = Back { posting: proof.posting.code, may: proof.may_take_back };
    let signed = proof.signature.as_ref().map(|one| signature(lang, (back, one), &errors));
    let wrong = proof.wrong.as_ref().map(|wrong| {
        let said = sentence(wrong, lang);
        view! { <Notice mood=Mood::Return title=r::release(lang)><p>{said}</p></Notice> }
    });
    let release = proof.release.filter(|_| !waits).map(|at| r::waits_until(lang, &dates::moment(lang, at.0)));
    view! {
        <ErrorSummary lang=lang errors=errors/>
        {corrects}
        {signed}
        {wrong}
        {release.map(|release| view! { <p>{release}</p> })}
        <h2>{t::publicity(lang)}</h2>
        <p>{t::period(lang, &first, &last)}" · "{t::period_days(lang, proof.days)}</p>
        <h2>{lists::content_digest(lang)}</h2>
        <p class="mono digest">{proof.digest.grouped()}</p>
        <p class="small soft">{t::digest_proves(lang)}</p>
        {rows(lang, proof)}
        {sign}
        {not_yours}
    }
    .into_any()
}

fn sign(
    lang: Lang,
    (proof, told): (&View, Vec<AboutToTell>),
    [first, last, _]: &[String; 3],
) -> impl IntoView + use<> {
    let mut hidden = vec![
        ("lang".to_owned(), lang.code().to_owned()),
        ("posting".to_owned(), proof.posting.code.to_string()),
        ("decision".to_owned(), proof.decision.to_string()),
        ("digest".to_owned(), proof.digest.to_string()),
        ("first".to_owned(), first.clone()),
        ("last".to_owned(), last.clone()),
    ];
    hidden.extend(proof.release.map(|at| ("release".to_owned(), at.0.to_string())));
    let back = address::desk_posting(lang, proof.posting.code, "decision");
    let (title, word, mut consequences) = match proof.release {
        Some(at) => {
            let at = r::consequence_at(lang, &dates::moment(lang, at.0));
            (r::sign_for_title(lang), r::sign_for(lang), vec![at, t::sign_waits(lang).to_owned()])
        }
        None => (t::sign_title(lang), t::sign(lang), vec![t::sign_consequence(lang).to_owned()]),
    };
    consequences.push(lists::sign_consequence_review(lang).to_owned());
    view! {
        <h2>{title}</h2>
        {ahead_of_act(lang, told)}
        <Confirm lang=lang consequences=consequences back=back>
            <PostForm action="/api/decisions/publish" hidden=hidden><Button word=word/></PostForm>
        </Confirm>
    }
}

fn rows(lang: Lang, proof: &View) -> impl IntoView + use<> {
    let words = [
        t::position(lang),
        t::unit(lang),
        lists::position(lang),
        t::name(lang),
        t::column_unit(lang),
        t::column_post(lang),
        t::column_weighted(lang),
        lists::result(lang),
    ];
    // Only a list of weighed results has that column.
    let shown = SHOWN.iter().zip(words);
    let shown =
        shown.filter_map(|(name, word)| Some((proof.header.iter().position(|head| head == name)?, word)));
    let (places, words): (Vec<usize>, Vec<&str>) = shown.unzip();
    let columns = words.into_iter().map(Column::words).collect();
    let result = proof.header.iter().position(|head| head == "result");
    let each = |row: &Vec<String>| {
        let cell = |at: &usize| {
            let text = row.get(*at).cloned().unwrap_or_default();
            if Some(*at) == result {
                return Cell::from(lists::result_word(lang, domain::collective::PROPOSED, &text));
            }
            Cell::new(view! { <UserText lang=lang text=text/> })
        };
        Row::Cells("", places.iter().map(cell).collect())
    };
    let rows = proof.rows.iter().map(each).collect();
    view! {
        <h2>{lists::rows_as_public(lang)}</h2>
        <Table lang=lang caption=lists::rows_as_public(lang) quiet=true cards=true columns=columns rows=rows/>
    }
}
