//! What was proposed and confirmed on the openings, each with its positions, and the forms that decide it.

use domain::view::desk::opening::{Confirmation, OpeningPage};
use domain::view::messages::AboutToTell;
use leptos::prelude::*;
use text::{Lang, dates, opening as t, revisions};

use super::named;
use crate::address;
use crate::forms::with_error;
use crate::hooks::query;
use crate::parts::{
    Button, Column, Field, FieldError, KeyValues, LinkButton, PostForm, Row, Table, TextArea, UserText,
    Weight, ahead_of_act, kv,
};

/// One confirmation, or the proposal of one.
pub(super) fn one(
    lang: Lang,
    page: &OpeningPage,
    (one, told): (&Confirmation, Option<Vec<AboutToTell>>),
    errors: &[FieldError],
) -> impl IntoView + use<> {
    let here = address::desk_posting(lang, page.posting.code, "opening");
    let chosen = query("opening") == one.code.as_str();
    let way = (one.may_decide && !chosen).then(|| {
        let href = format!("{here}{}", address::query(&[("opening", one.code.as_str())]));
        view! { <p><LinkButton href=href word=t::decide(lang)/></p> }
    });
    let acts = (one.may_decide && chosen).then(|| decide(lang, page, (one, told), errors));
    view! {
        <section>
            <h2>{t::state(one.state, lang)}</h2>
            {facts(lang, one)}
            {lines(lang, one)}
            {way}
            {acts}
        </section>
    }
}

fn facts(lang: Lang, one: &Confirmation) -> impl IntoView + use<> {
    let by = |(who, at): &(String, domain::calendar::Instant)| {
        revisions::by_at(lang, who, &dates::moment(lang, at.0))
    };
    let words = |text: &str| {
        let text = text.to_owned();
        view! { <UserText lang=lang text=text/> }
    };
    let until =
        one.until.map_or_else(|| t::no_rechoice(lang).to_owned(), |until| dates::moment(lang, until.0));
    let mut pairs = vec![
        kv(t::reason(lang), words(&one.reason)),
        kv(t::until(lang), until),
        kv(t::proposed_by(lang), by(&one.proposed)),
    ];
    pairs.extend(one.decided.as_ref().map(|one| kv(t::decided_by(lang), by(one))));
    pairs.extend(one.returned_because.as_ref().map(|why| kv(t::send_back_reason(lang), words(why))));
    view! { <KeyValues pairs=pairs/> }
}

fn lines(lang: Lang, one: &Confirmation) -> impl IntoView + use<> {
    let columns = vec![
        Column::words(t::position(lang)),
        Column::words(t::counted_people(lang)),
        Column::words(t::opened(lang)),
        Column::words(t::touched(lang)),
    ];
    let row = |line: &domain::view::desk::opening::OpenedLine| {
        Row::Cells(
            "",
            vec![
                named(lang, &line.number, &line.words),
                line.people.to_string().into(),
                t::opened_into(lang, line.opened, line.into.as_deref()).into(),
                line.touched.to_string().into(),
            ],
        )
    };
    let rows = one.lines.iter().map(row).collect();
    let caption = format!("{} {}", t::opened(lang), one.code);
    view! { <Table lang=lang caption=caption quiet=true cards=true columns=columns rows=rows/> }
}

fn decide(
    lang: Lang,
    page: &OpeningPage,
    (one, told): (&Confirmation, Option<Vec<AboutToTell>>),
    errors: &[FieldError],
) -> impl IntoView + use<> {
    let hidden = || {
        vec![
            ("lang".to_owned(), lang.code().to_owned()),
            ("posting".to_owned(), page.posting.code.to_string()),
            ("opening".to_owned(), one.code.to_string()),
        ]
    };
    let until = one.until.map(|until| {
        view! { <p>{t::confirm_until(lang, &dates::moment(lang, until.0))}</p> }
    });
    let answer = with_error(Field::new("answer", t::send_back_reason(lang)), "answer", errors);
    view! {
        <p>{t::confirm_consequence(lang)}</p>
        {until}
        {told.map(|told| ahead_of_act(lang, told))}
        <PostForm action="/api/opening/confirm" hidden=hidden()>
            <Button word=t::confirm(lang) weight=Weight::Main/>
        </PostForm>
        <PostForm action="/api/opening/return" hidden=hidden() switches=true>
            <TextArea lang=lang field=answer value="" rows=2/>
            <Button word=t::send_back(lang) weight=Weight::Quiet/>
        </PostForm>
    }
}
