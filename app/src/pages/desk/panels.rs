//! `desk/postings/CODE/panels`: the panels of examiners of the interviews as one form, held against what the scheme asks.

use domain::panels::{MAX_PANELS, PanelForm, PanelPart};
use domain::view::desk::panels::{PanelLine, PanelsPage};
use leptos::prelude::*;
use text::{Lang, dates, panels as t, scheme, supervision, timetable};

use crate::address;
use crate::api::panels::panels_view;
use crate::forms::{summary, with_error};
use crate::frame::{PageTitle, loaded, tabs};
use crate::hooks::{lang, param, refused};
use crate::parts::{
    Button, ButtonRow, Cell, Column, Empty, ErrorSummary, Field, FieldError, Kind, Mood, PostForm, Row,
    SelectField, StateWord, Table, TextField, UserText, sends_to, stage_word,
};

/// Rows beside those that are filled.
const SPARE: usize = 3;

/// `/zh/desk/postings/CODE/panels`.
#[component]
pub fn Panels() -> impl IntoView {
    let lang = lang();
    let code = param("posting");
    let fetch = {
        let code = code.clone();
        move || panels_view(code.clone())
    };
    view! {
        <PageTitle lang=lang text=t::title(lang)/>
        {tabs(lang, &code, "panels")}
        <h1>{t::title(lang)}</h1>
        <p class="lede">{t::lede(lang)}</p>
        {loaded(fetch, move |page: PanelsPage| body(lang, &page))}
    }
}

fn body(lang: Lang, page: &PanelsPage) -> impl IntoView + use<> {
    let none = page.interviews.is_empty().then(|| view! { <p class="soft">{t::no_interview(lang)}</p> });
    let form = (page.may_record && !page.interviews.is_empty()).then(|| form(lang, page));
    view! { {rules(lang, page)}{none}{stand(lang, page)}{form} }
}

/// What the scheme asks for, and the interviews that have no panel.
fn rules(lang: Lang, page: &PanelsPage) -> AnyView {
    if page.rules.is_empty() {
        return view! { <p class="soft">{t::no_rule(lang)}</p> }.into_any();
    }
    let said = page.rules.iter().flat_map(|rule| scheme::examined(lang, rule));
    let said = said.map(|sentence| view! { <li>{sentence}</li> }).collect_view();
    let missing = page.missing.iter().map(|one| {
        let sentence = t::missing(lang, &timetable::called(one, lang));
        view! { <p>{stage_word(lang, one, sentence)}</p> }
    });
    view! { <h2>{t::rule(lang)}</h2><ul>{said}</ul>{missing.collect_view()} }.into_any()
}

/// The panels that are recorded.
fn stand(lang: Lang, page: &PanelsPage) -> AnyView {
    if page.panels.is_empty() {
        return view! { <Empty sentence=t::none_yet(lang)/> }.into_any();
    }
    let mut columns = vec![
        Column::words(t::panel(lang)),
        Column::words(t::interview(lang)),
        Column::numbers(t::examiners(lang)),
        Column::numbers(t::outside(lang)),
        Column::words(t::chief(lang)),
    ];
    let ruled = !page.rules.is_empty();
    if ruled {
        columns.push(Column::words(t::stands(lang)));
    }
    let rows = page.panels.iter().map(|one| line(lang, ruled, one)).collect();
    let recorded = page.recorded.as_ref().map(|(who, at)| t::recorded(lang, who, &dates::stamp(lang, at.0)));
    let signed = page.supervised.then(|| {
        let href = address::desk_posting(lang, page.posting.code, "supervision");
        view! { <p class="small">{t::signed_there(lang)}" "<a href=href>{supervision::title(lang)}</a></p> }
    });
    view! {
        <Table lang=lang caption=t::title(lang) quiet=true cards=true columns=columns rows=rows/>
        <p class="small soft">{recorded}</p>
        <p class="small">{t::digest(lang)}" "<span class="mono digest">{page.shown.clone()}</span></p>
        {signed}
    }
    .into_any()
}

fn line(lang: Lang, ruled: bool, one: &PanelLine) -> Row {
    let own = |text: &str| view! { <UserText lang=lang text=text.to_owned()/> }.into_any();
    let stage = one.panel.stage.as_ref().map_or_else(|| ().into_any(), |name| own(name.as_str()));
    let chief = if one.panel.chief { t::named(lang) } else { t::not_named(lang) };
    let mut cells = vec![
        Cell::new(own(one.panel.name.as_str())),
        Cell::new(stage),
        Cell::from(one.panel.examiners.to_string()),
        Cell::from(one.panel.outside.to_string()),
        Cell::from(chief.to_owned()),
    ];
    if ruled {
        let (mood, word) =
            if one.short { (Mood::Return, t::short(lang)) } else { (Mood::Pass, t::enough(lang)) };
        cells.push(Cell::new(view! { <StateWord mood=mood word=word/> }));
    }
    Row::Cells("", cells)
}

fn form(lang: Lang, page: &PanelsPage) -> impl IntoView + use<> {
    sends_to("/api/panels/record");
    let errors = summary(lang, refused("panels/record").as_ref());
    let hidden = vec![
        ("posting".to_owned(), page.posting.code.to_string()),
        ("digest".to_owned(), page.shown.clone()),
        ("lang".to_owned(), lang.code().to_owned()),
    ];
    let mut rows: Vec<PanelForm> = page.panels.iter().map(|one| one.form.clone()).collect();
    let all = rows.len().saturating_add(SPARE).min(MAX_PANELS);
    rows.resize(all.max(rows.len()), PanelForm::default());
    let named = page.interviews.iter().enumerate();
    let stages: Vec<(String, String)> =
        named.map(|(at, one)| (at.saturating_add(1).to_string(), timetable::called(one, lang))).collect();
    let rows = rows.into_iter().enumerate().map(|row| panel(lang, row, &stages, &errors)).collect_view();
    view! {
        <ErrorSummary lang=lang errors=errors/>
        <PostForm action="/api/panels/record" hidden=hidden switches=true>
            <p class="soft">{t::name_hint(lang)}</p>
            {rows}
            <ButtonRow><Button word=t::save(lang)/></ButtonRow>
        </PostForm>
    }
}

/// The fields of one panel.
fn panel(
    lang: Lang,
    (row, form): (usize, PanelForm),
    stages: &[(String, String)],
    errors: &[FieldError],
) -> impl IntoView + use<> {
    let field = |part: PanelPart| {
        let name = format!("panel_{}[{row}]", part.word());
        with_error(Field::new(&name, t::part(part, lang)), &part.field(row), errors).conditional()
    };
    let [stage, name, examiners, outside, chief] =
        [PanelPart::Stage, PanelPart::Name, PanelPart::Examiners, PanelPart::Outside, PanelPart::Chief]
            .map(field);
    let first = stages.first().map(|(at, _)| at.clone()).unwrap_or_default();
    let chosen = if form.stage.is_empty() { first } else { form.stage };
    let named = [("no", t::not_named(lang)), ("yes", t::named(lang))];
    let named: Vec<(String, String)> =
        named.into_iter().map(|(value, word)| (value.to_owned(), word.to_owned())).collect();
    let is_named = if form.chief.is_empty() { "no".to_owned() } else { form.chief };
    view! {
        <fieldset class="paper">
            <legend>{t::row(lang, row.saturating_add(1))}</legend>
            <div class="fields">
                <TextField lang=lang field=name value=form.name/>
                <SelectField lang=lang field=stage options=stages.to_vec() selected=chosen/>
            </div>
            <div class="fields">
                <TextField lang=lang field=examiners kind=Kind::Number value=form.examiners/>
                <TextField lang=lang field=outside kind=Kind::Number value=form.outside/>
                <SelectField lang=lang field=chief options=named selected=is_named/>
            </div>
        </fieldset>
    }
}
