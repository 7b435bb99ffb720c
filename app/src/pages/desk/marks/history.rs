//! The history of one cell: what is valid, what stood there before, and the one form that empties it.

use domain::access::ActName;
use domain::import::MarkEnd;
use domain::view::desk::marks::{MarkHistoryPage, MarkOrigin, MarkPast, MarkState};
use leptos::prelude::*;
use text::{Lang, dates, marks as t};

use crate::address;
use crate::api::marks::{Place, mark_history};
use crate::forms::{summary, with_error};
use crate::frame::{PageTitle, loaded, tabs};
use crate::hooks::{lang, may_in, param, query, refused};
use crate::parts::{
    Button, Cell, Column, Crumb, Crumbs, Empty, ErrorSummary, Field, FieldError, PostForm, Row, Table,
    TextArea, Weight,
};

/// `/zh/desk/postings/CODE/marks/APPLICATION`.
#[component]
pub fn History() -> impl IntoView {
    let lang = lang();
    let (code, application, component) = (param("posting"), param("application"), query("component"));
    let errors = summary(lang, refused("marks/empty").as_ref());
    let fetch = {
        let code = code.clone();
        move || mark_history(code.clone(), application.clone(), component.clone())
    };
    view! {
        {tabs(lang, &code, "marks")}
        {loaded(fetch, move |page| show(lang, &page, &errors))}
    }
}

fn show(lang: Lang, page: &MarkHistoryPage, errors: &[FieldError]) -> impl IntoView + use<> {
    let what = t::sheet_word(lang, page.kind, &page.component, page.label.as_deref());
    let title = t::history_of(lang, &what, &page.ticket);
    let place = Place { component: page.component.clone(), ..Place::default() };
    let crumbs = vec![Crumb::page(place.address(lang, page.posting.code), t::marks(lang))];
    let may_empty = page.open && page.version > 0 && may_in(ActName::EnterMark, page.posting.code);
    view! {
        <PageTitle lang=lang text=&title/>
        <Crumbs lang=lang crumbs=crumbs/>
        <h1>{title.clone()}</h1>
        <p class="lede">{t::history_lede(lang)}</p>
        <ErrorSummary lang=lang errors=errors.to_vec()/>
        {now(lang, page)}
        {before(lang, page)}
        {may_empty.then(|| empty(lang, page, errors))}
    }
}

fn now(lang: Lang, page: &MarkHistoryPage) -> AnyView {
    if page.now.is_empty() {
        return view! { <Empty sentence=t::nothing_now(lang)/> }.into_any();
    }
    let mut columns = head(lang, page);
    columns.push(Column::words(t::entered(lang)));
    let rows = page.now.iter().map(|state| Row::Cells("", cells(lang, page, state))).collect();
    view! { <Table lang=lang caption=t::valid_now(lang) cards=true columns=columns rows=rows/> }.into_any()
}

fn before(lang: Lang, page: &MarkHistoryPage) -> AnyView {
    if page.past.is_empty() {
        return view! { <p class="soft">{t::nothing_before(lang)}</p> }.into_any();
    }
    let mut columns = head(lang, page);
    columns.extend([Column::words(t::entered(lang)), Column::words(t::ended(lang))]);
    let rows = page.past.iter().map(|past| Row::Cells("", past_cells(lang, page, past))).collect();
    view! { <Table lang=lang caption=t::before(lang) cards=true columns=columns rows=rows/> }.into_any()
}

fn has_examiners(page: &MarkHistoryPage) -> bool {
    let past = page.past.iter().map(|past| &past.state);
    page.now.iter().chain(past).any(|state| !state.examiner.is_empty())
}

fn head(lang: Lang, page: &MarkHistoryPage) -> Vec<Column> {
    let mut columns = vec![Column::words(t::mark(lang))];
    if has_examiners(page) {
        columns.push(Column::words(t::examiner(lang)));
    }
    columns
}

fn cells(lang: Lang, page: &MarkHistoryPage, state: &MarkState) -> Vec<Cell> {
    let mut cells = vec![Cell::from(t::value_word(lang, &state.value))];
    if has_examiners(page) {
        cells.push(Cell::from(state.examiner.clone()));
    }
    cells.push(Cell::new(origin(lang, page, &state.entered)));
    cells
}

fn past_cells(lang: Lang, page: &MarkHistoryPage, past: &MarkPast) -> Vec<Cell> {
    let mut cells = cells(lang, page, &past.state);
    let ended = match past.ended {
        MarkEnd::Replaced => t::replaced(lang),
        MarkEnd::Emptied => t::emptied(lang),
        MarkEnd::Dropped => t::dropped(lang),
    };
    let reason = text::audit::reason(&past.reason, lang).map(|why| view! { <br/>{why} });
    cells.push(Cell::new(view! { {ended}" · "{origin(lang, page, &past.by)}{reason} }));
    cells
}

/// When, by whom, under which revision of the posting, and by which cell of which file.
fn origin(lang: Lang, page: &MarkHistoryPage, origin: &MarkOrigin) -> impl IntoView + use<> {
    let by = if origin.by.is_empty() { t::unnamed(lang) } else { origin.by.as_str() };
    let file = origin.file.as_ref().map(|file| {
        let href = address::import(lang, page.posting.code, file.import);
        let words = if file.place.is_empty() {
            t::file_whole(lang, &file.name)
        } else {
            t::file_place(lang, &file.name, &file.place)
        };
        view! { <br/><a href=href>{words}</a>" "<span class="mono digest soft">{file.digest.grouped()}</span> }
    });
    let revision = text::revisions::under(lang, origin.revision).map(|said| format!(" · {said}"));
    view! { {dates::stamp(lang, origin.at.0)}" · "{by.to_owned()}{revision}{file} }
}

fn empty(lang: Lang, page: &MarkHistoryPage, errors: &[FieldError]) -> impl IntoView + use<> {
    let reason = Field::new("reason", t::empty_reason(lang)).hint(t::empty_reason_hint(lang));
    let reason = with_error(reason, "reason", errors);
    let hidden = vec![
        ("posting".to_owned(), page.posting.code.to_string()),
        ("lang".to_owned(), lang.code().to_owned()),
        ("application".to_owned(), page.application.to_string()),
        ("component".to_owned(), page.component.clone()),
        ("version".to_owned(), page.version.to_string()),
    ];
    view! {
        <h2>{t::empty_title(lang)}</h2>
        <p>{t::empty_lede(lang)}</p>
        <PostForm action="/api/marks/empty" hidden=hidden switches=true>
            <TextArea lang=lang field=reason value="" rows=3/>
            <Button word=t::empty_title(lang) weight=Weight::Grave/>
        </PostForm>
    }
}
