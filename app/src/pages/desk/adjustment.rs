//! Rounds of moves after the marks: what was proposed and confirmed, what people chose, and the rulings on it.

use domain::adjusting::Taking;
use domain::calendar::{Instant, Window};
use domain::view::desk::adjustments::{AdjustmentPage, ChoiceLine, Round};
use leptos::prelude::*;
use text::{Lang, adjustments as t, dates, revisions};

use crate::address;
use crate::api::adjustments::adjustments_view;
use crate::forms::{summary, with_error};
use crate::frame::{PageTitle, loaded, tabs};
use crate::hooks::{lang, param, query, refused};
use crate::parts::{
    Button, Cell, Column, Empty, ErrorSummary, Field, FieldError, KeyValues, Kind, LinkButton, PostForm, Row,
    Table, TextArea, TextField, UserText, Weight, kv, said,
};

/// The forms of the page.
const FORMS: [&str; 5] = [
    "adjustments/propose",
    "adjustments/confirm",
    "adjustments/return",
    "adjustments/take",
    "adjustments/refuse",
];

/// `/zh/desk/postings/CODE/adjustment`.
#[component]
pub fn Adjustment() -> impl IntoView {
    let lang = lang();
    let code = param("posting");
    let error = FORMS.into_iter().find_map(refused);
    let errors = summary(lang, error.as_ref());
    let fetch = {
        let code = code.clone();
        move || adjustments_view(code.clone())
    };
    view! {
        <PageTitle lang=lang text=t::title(lang)/>
        {tabs(lang, &code, "adjustment")}
        <h1>{t::title(lang)}</h1>
        <p class="lede">{t::lede(lang)}</p>
        <ErrorSummary lang=lang errors=errors.clone()/>
        {loaded(fetch, move |page| body(lang, &page, &errors))}
    }
}

fn body(lang: Lang, page: &AdjustmentPage, errors: &[FieldError]) -> AnyView {
    if page.may_take.is_empty() && page.rounds.is_empty() {
        return view! { <Empty sentence=t::no_rule(lang)/> }.into_any();
    }
    let early = (!page.is_out).then(|| view! { <p>{t::too_early(lang)}</p> });
    let none = (page.is_out && page.rounds.is_empty()).then(|| view! { <p>{t::none(lang)}</p> });
    let rounds = page.rounds.iter().map(|one| round(lang, page, one, errors)).collect_view();
    view! {
        {early}
        {none}
        {(page.may_propose && !page.may_take.is_empty()).then(|| form(lang, page, errors))}
        {rounds}
    }
    .into_any()
}

/// A field for each position that may take people.
fn form(lang: Lang, page: &AdjustmentPage, errors: &[FieldError]) -> impl IntoView + use<> {
    let mut hidden = hidden(lang, page, &[]);
    let numbers = page.may_take.iter().enumerate();
    hidden.extend(numbers.map(|(row, one)| (format!("numbers[{row}]"), one.number.clone())));
    let place = |(row, one): (usize, &Taking)| {
        let name = format!("places[{row}]");
        let label = t::places_of(lang, &one.number, &one.words, one.places);
        let field = with_error(Field::new(&name, &label).optional(), &format!("places.{row}."), errors);
        view! { <TextField lang=lang field=field kind=Kind::Short value=""/> }
    };
    let places = page.may_take.iter().enumerate().map(place).collect_view();
    let time = |name: &str, label: &str| {
        let field = with_error(Field::new(name, label).hint(t::time_hint(lang)), name, errors);
        view! { <TextField lang=lang field=field kind=Kind::Minute value=""/> }
    };
    let (opens, closes) = (time("opens", t::opens(lang)), time("closes", t::closes(lang)));
    let reason =
        with_error(Field::new("reason", t::reason(lang)).hint(t::reason_hint(lang)), "reason", errors);
    view! {
        <h2>{t::propose(lang)}</h2>
        <p>{t::propose_lede(lang)}</p>
        <PostForm action="/api/adjustments/propose" hidden=hidden switches=true>
            {places}
            {opens}
            {closes}
            <TextArea lang=lang field=reason value="" rows=3/>
            <Button word=t::send(lang) weight=Weight::Main/>
        </PostForm>
    }
}

fn hidden(lang: Lang, page: &AdjustmentPage, more: &[(&str, &str)]) -> Vec<(String, String)> {
    let all = [("lang", lang.code().to_owned()), ("posting", page.posting.code.to_string())];
    let more = more.iter().map(|(name, value)| (*name, (*value).to_owned()));
    all.into_iter().chain(more).map(|(name, value)| (name.to_owned(), value)).collect()
}

/// The window in words.
fn window_words(lang: Lang, window: Window) -> String {
    t::from_until(lang, &dates::moment(lang, window.opens.0), &dates::moment(lang, window.closes.0))
}

fn round(lang: Lang, page: &AdjustmentPage, one: &Round, errors: &[FieldError]) -> impl IntoView + use<> {
    let here = address::desk_posting(lang, page.posting.code, "adjustment");
    let chosen = query("adjustment") == one.code.as_str();
    let way = (one.may_decide && !chosen).then(|| {
        let href = format!("{here}{}", address::query(&[("adjustment", one.code.as_str())]));
        view! { <p><LinkButton href=href word=t::decide(lang)/></p> }
    });
    let acts = (one.may_decide && chosen).then(|| decide(lang, page, one, errors));
    let taking = |one: &Taking| {
        let line = t::takes_one(lang, &one.number, &one.words, one.places);
        view! { <li>{said(lang, &line, [one.words.as_str()])}</li> }
    };
    let choices = one.decided.is_some() && one.returned_because.is_none();
    view! {
        <section>
            <h2>{t::round(one.state, lang)}</h2>
            {facts(lang, one)}
            <h3>{t::takes(lang)}</h3>
            <ul>{one.places.iter().map(taking).collect_view()}</ul>
            {way}
            {acts}
            {choices.then(|| all_choices(lang, page, one, errors))}
        </section>
    }
}

fn facts(lang: Lang, one: &Round) -> impl IntoView + use<> {
    let by = |(who, at): &(String, Instant)| revisions::by_at(lang, who, &dates::moment(lang, at.0));
    let words = |text: &str| {
        let text = text.to_owned();
        view! { <UserText lang=lang text=text/> }
    };
    let mut pairs = vec![
        kv(t::reason(lang), words(&one.reason)),
        kv(t::window(lang), window_words(lang, one.window)),
        kv(t::proposed_by(lang), by(&one.proposed)),
    ];
    pairs.extend(one.decided.as_ref().map(|one| kv(t::decided_by(lang), by(one))));
    pairs.extend(one.returned_because.as_ref().map(|why| kv(t::send_back_reason(lang), words(why))));
    view! { <KeyValues pairs=pairs/> }
}

fn decide(lang: Lang, page: &AdjustmentPage, one: &Round, errors: &[FieldError]) -> impl IntoView + use<> {
    let named = hidden(lang, page, &[("adjustment", one.code.as_str())]);
    let answer = with_error(Field::new("answer", t::send_back_reason(lang)), "answer", errors);
    view! {
        <p>{t::confirm_consequence(lang)}</p>
        <PostForm action="/api/adjustments/confirm" hidden=named.clone()>
            <Button word=t::confirm(lang) weight=Weight::Main/>
        </PostForm>
        <PostForm action="/api/adjustments/return" hidden=named switches=true>
            <TextArea lang=lang field=answer value="" rows=2/>
            <Button word=t::send_back(lang) weight=Weight::Quiet/>
        </PostForm>
    }
}

/// What people chose, and the forms that rule on the one that was opened.
fn all_choices(lang: Lang, page: &AdjustmentPage, of: &Round, errors: &[FieldError]) -> AnyView {
    if of.choices.is_empty() {
        return view! { <h3>{t::choices(lang)}</h3><p>{t::no_choices(lang)}</p> }.into_any();
    }
    let columns = vec![
        Column::words(t::ticket(lang)),
        Column::words(t::from(lang)),
        Column::words(t::to(lang)),
        Column::words(t::state_of(lang)),
    ];
    let rows = of.choices.iter().map(|one| line(lang, page, one)).collect();
    let opened = query("choice");
    let opened = of.choices.iter().find(|one| one.may_rule && one.code.as_str() == opened);
    let acts = opened.map(|one| rule(lang, page, one, errors));
    let caption = format!("{} {}", t::choices(lang), of.code);
    view! {
        <h3>{t::choices(lang)}</h3>
        <Table lang=lang caption=caption quiet=true cards=true columns=columns rows=rows/>
        {acts}
    }
    .into_any()
}

fn line(lang: Lang, page: &AdjustmentPage, one: &ChoiceLine) -> Row {
    let (by, at) = one.ruled.clone().unwrap_or((String::new(), one.at));
    let moment = dates::moment(lang, at.0);
    let when = if by.is_empty() { moment } else { revisions::by_at(lang, &by, &moment) };
    let way = one.may_rule.then(|| {
        let here = address::desk_posting(lang, page.posting.code, "adjustment");
        let href = format!("{here}{}", address::query(&[("choice", one.code.as_str())]));
        view! { " "<a href=href>{t::rule(lang)}</a> }
    });
    let named = one.named.then(|| ruling_first(lang, page));
    let state = Cell::new(
        view! { {t::choice(one.state, lang)}" "<span class="small soft">{when}</span>{way}{named} },
    );
    Row::Cells(
        "",
        vec![
            Cell::from(one.ticket.clone()).class("mono"),
            Cell::from(one.from.clone()).class("mono"),
            Cell::from(one.to.clone()).class("mono"),
            state,
        ],
    )
}

/// That a ruling names the person in the first position, with the way to it.
fn ruling_first(lang: Lang, page: &AdjustmentPage) -> impl IntoView + use<> {
    let href = address::desk_posting(lang, page.posting.code, "rulings");
    view! { <br/><span class="small">{t::named(lang)}" "<a href=href>{t::to_rulings(lang)}</a></span> }
}

fn rule(lang: Lang, page: &AdjustmentPage, one: &ChoiceLine, errors: &[FieldError]) -> impl IntoView + use<> {
    let named = hidden(lang, page, &[("choice", one.code.as_str())]);
    let answer = Field::new("answer", t::refuse_reason(lang)).hint(t::refuse_hint(lang));
    let answer = with_error(answer, "answer", errors);
    view! {
        <h3>{t::rule(lang)}</h3>
        <p>{t::rule_lede(lang, &one.ticket, &one.to)}</p>
        <p>{t::take_consequence(lang)}{one.named.then(|| ruling_first(lang, page))}</p>
        <PostForm action="/api/adjustments/take" hidden=named.clone()>
            <Button word=t::take(lang) weight=Weight::Main/>
        </PostForm>
        <PostForm action="/api/adjustments/refuse" hidden=named switches=true>
            <TextArea lang=lang field=answer value="" rows=2/>
            <Button word=t::refuse(lang) weight=Weight::Grave/>
        </PostForm>
    }
}
