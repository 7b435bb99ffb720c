//! Approving a version with fewer places, or without a position, and what its authors answer to that.

use domain::view::desk::revisions::{AskedLine, CutPage};
use leptos::prelude::*;
use text::{Lang, cut as t, dates, revisions};

use crate::address;
use crate::api::revisions::cut_view;
use crate::forms::{summary, with_error};
use crate::frame::{PageTitle, loaded, tabs};
use crate::hooks::{lang, param, refused};
use crate::parts::{
    Button, Cell, Column, Confirm, ErrorSummary, Field, FieldError, KeyValues, Kind, PostForm, Row, Table,
    TextArea, TextField, UserText, Weight, kv,
};

/// `/zh/desk/postings/CODE/cut`.
#[component]
pub fn Cut() -> impl IntoView {
    let lang = lang();
    let code = param("posting");
    let error = ["revisions/cut", "revisions/accept", "revisions/decline"].into_iter().find_map(refused);
    let errors = summary(lang, error.as_ref());
    let fetch = {
        let code = code.clone();
        move || cut_view(code.clone())
    };
    view! {
        <PageTitle lang=lang text=t::title(lang)/>
        {tabs(lang, &code, "")}
        <h1>{t::title(lang)}</h1>
        <p class="lede">{t::lede(lang)}</p>
        <ErrorSummary lang=lang errors=errors.clone()/>
        {loaded(fetch, move |page: CutPage| body(lang, &page, &errors))}
    }
}

fn body(lang: Lang, page: &CutPage, errors: &[FieldError]) -> AnyView {
    if page.cuts.is_empty() {
        let form = page.may_cut.then(|| form(lang, page, errors));
        let only = (!page.may_cut).then(|| view! { <p>{t::nothing_decided(lang)}</p> });
        return view! { {only}{form} }.into_any();
    }
    let decided = page.decided.as_ref().map(|(who, at)| {
        let pairs = vec![kv(t::decided(lang), revisions::by_at(lang, who, &dates::moment(lang, at.0)))];
        view! { <KeyValues pairs=pairs/> }
    });
    view! { {decided}{decision(lang, page)}{page.may_answer.then(|| answer(lang, page))} }.into_any()
}

fn hidden(lang: Lang, page: &CutPage) -> Vec<(String, String)> {
    vec![
        ("lang".to_owned(), lang.code().to_owned()),
        ("posting".to_owned(), page.posting.code.to_string()),
        ("revision".to_owned(), page.revision.to_string()),
    ]
}

/// What was asked for beside what was decided, position by position.
fn decision(lang: Lang, page: &CutPage) -> impl IntoView + use<> {
    let columns = vec![
        Column::words(t::position(lang)),
        Column::words(t::asked(lang)),
        Column::words(t::approved(lang)),
        Column::words(t::reason(lang)),
    ];
    let row = |one: &domain::revision::cut::Cut| {
        let words = page.lines.iter().find(|line| line.number == one.number);
        let words = words.map(|line| line.words.clone()).unwrap_or_default();
        let number = one.number.clone();
        let places = if one.strikes() { t::struck(lang).to_owned() } else { one.places.to_string() };
        let reason = one.reason.as_str().to_owned();
        Row::Cells(
            "",
            vec![
                Cell::new(view! { <span class="mono">{number}</span>" "<UserText lang=lang text=words/> }),
                one.asked.to_string().into(),
                places.into(),
                Cell::new(view! { <UserText lang=lang text=reason/> }).class("wide-cell"),
            ],
        )
    };
    let rows = page.cuts.iter().map(row).collect();
    view! { <Table lang=lang caption=t::title(lang) quiet=true cards=true columns=columns rows=rows/> }
}

fn answer(lang: Lang, page: &CutPage) -> impl IntoView + use<> {
    let [accepts, declines] = [hidden(lang, page), hidden(lang, page)];
    let back = address::desk_posting(lang, page.posting.code, "");
    view! {
        <h2>{t::accept(lang)}</h2>
        <Confirm lang=lang consequences=vec![t::accept_consequence(lang).to_owned()] back=back>
            <PostForm action="/api/revisions/accept" hidden=accepts>
                <Button word=t::accept(lang) weight=Weight::Main/>
            </PostForm>
        </Confirm>
        <h2>{t::decline(lang)}</h2>
        <p>{t::decline_consequence(lang)}</p>
        <PostForm action="/api/revisions/decline" hidden=declines>
            <Button word=t::decline(lang) weight=Weight::Quiet/>
        </PostForm>
    }
}

/// Two fields for each position: the places, filled with those that are asked for, and why there are fewer.
fn form(lang: Lang, page: &CutPage, errors: &[FieldError]) -> impl IntoView + use<> {
    let mut hidden = hidden(lang, page);
    hidden.push(("digest".to_owned(), page.digest.to_string()));
    let numbers = page.lines.iter().enumerate();
    hidden.extend(numbers.map(|(row, one)| (format!("numbers[{row}]"), one.number.clone())));
    let each = page.lines.iter().enumerate().map(|(row, one)| line(lang, (row, one), errors)).collect_view();
    let back = address::desk_posting(lang, page.posting.code, "");
    view! {
        <p>{t::form_lede(lang)}</p>
        <PostForm action="/api/revisions/cut" hidden=hidden switches=true>
            {each}
            <Confirm lang=lang consequences=vec![t::cut_consequence(lang).to_owned()] back=back>
                <Button word=t::send(lang) weight=Weight::Grave/>
            </Confirm>
        </PostForm>
    }
}

fn line(lang: Lang, (row, one): (usize, &AskedLine), errors: &[FieldError]) -> impl IntoView + use<> {
    let (places, reason) = (format!("places[{row}]"), format!("reasons[{row}]"));
    let label = t::places_of(lang, &one.number, &one.words, one.asked);
    let places = with_error(Field::new(&places, &label), &format!("places.{row}."), errors);
    let why = t::reason_of(lang, &one.number);
    let why = with_error(Field::new(&reason, &why).optional(), &format!("reasons.{row}."), errors);
    let asked = (!one.reason.is_empty()).then(|| {
        let reason = one.reason.clone();
        view! { <p>{t::asked_because(lang)}" "<UserText lang=lang text=reason/></p> }
    });
    view! {
        {asked}
        <TextField lang=lang field=places kind=Kind::Short value=one.asked.to_string()/>
        <TextArea lang=lang field=why value="" rows=2/>
    }
}
