//! Marks by ticket number: the grid of one component, what could not be saved, the history of one mark, and the form that imports
//! a sheet.

mod grid;
mod history;
mod notices;
mod unsaved;

pub use history::History;

use domain::access::ActName;
use domain::view::desk::marks::{ColumnKind, ComponentHead, MarksPage};
use leptos::prelude::*;
use text::{Lang, marks as t};

use super::positions::IMPORT_LIMIT;
use crate::address;
use crate::api::gate::sought;
use crate::api::marks::{FIND, Place, marks_view};
use crate::forms::summary;
use crate::frame::{PageTitle, loaded, tabs};
use crate::hooks::{lang, may_in, param, query, refused};
use crate::parts::{
    Button, Empty, ErrorSummary, Field, FileField, FilterChoice, FilterText, Filters, PostForm, Queue,
    SideNav, Weight,
};

/// `/zh/desk/postings/CODE/marks`.
#[component]
pub fn Marks() -> impl IntoView {
    let lang = lang();
    let code = param("posting");
    let search = query("search");
    let place = Place {
        component: query("component"),
        words: sought(&search),
        search,
        missing: query("missing"),
        page: query("page").parse().unwrap_or(1),
        rows: query("rows").parse().unwrap_or(0),
    };
    let errors = summary(lang, refused("marks/enter").as_ref());
    let saved: u16 = query("saved").parse().unwrap_or(0);
    let fetch = {
        let (code, place) = (code.clone(), place.clone());
        move || marks_view(code.clone(), place.clone())
    };
    view! {
        <PageTitle lang=lang text=t::marks(lang)/>
        {tabs(lang, &code, "marks")}
        <h1>{t::marks(lang)}</h1>
        <p class="lede">{t::marks_lede(lang)}</p>
        <ErrorSummary lang=lang errors=errors/>
        {loaded(fetch, move |page| show(lang, &place, saved, &page))}
    }
}

fn show(lang: Lang, place: &Place, saved: u16, page: &MarksPage) -> AnyView {
    let Some(head) = page.components.iter().find(|one| one.name == page.chosen) else {
        return view! { <Empty sentence=t::no_components(lang)/> }.into_any();
    };
    let place = Place { component: page.chosen.clone(), ..place.clone() };
    let may_enter = page.open && may_in(ActName::EnterMark, page.posting.code);
    let code = page.posting.code;
    let unsaved = unsaved::unsaved(lang, page);
    view! {
        {notices::closed(lang, page)}
        {notices::outcome(lang, page, &place, head, (saved, &unsaved))}
        <div class="desk-grid">
            {components(lang, &place, page)}
            <div>
                <h2 class="flat">{component_word(lang, head)}" "<span class="soft plain">{progress(lang, head)}</span></h2>
                {filters(lang, &place, page)}
                {grid::grid(lang, &place, page, head, may_enter, &unsaved)}
                {templates(lang, page)}
                {may_enter.then(|| import_form(lang, address::desk_posting(lang, code, "marks/import")))}
            </div>
        </div>
    }
    .into_any()
}

/// What a component is called.
fn component_word(lang: Lang, head: &ComponentHead) -> String {
    t::sheet_word(lang, head.kind, &head.name, head.label.as_deref())
}

fn progress(lang: Lang, head: &ComponentHead) -> String {
    let full = t::component_full(lang, &head.full);
    let entered = t::entered_of(lang, head.done.into(), head.all.into());
    if head.full.is_empty() { entered } else { format!("{full} · {entered}") }
}

fn components(lang: Lang, place: &Place, page: &MarksPage) -> impl IntoView + use<> {
    let code = page.posting.code;
    let queues = page
        .components
        .iter()
        .map(|head| {
            let to = Place { component: head.name.clone(), page: 1, ..place.clone() };
            let entered = t::entered_of(lang, head.done.into(), head.all.into());
            Queue {
                href: to.address(lang, code),
                word: format!("{} · {entered}", component_word(lang, head)),
                rows: None,
                here: head.name == page.chosen,
            }
        })
        .collect();
    view! { <SideNav label=t::component(lang) title=t::component(lang) queues=queues/> }
}

fn filters(lang: Lang, place: &Place, page: &MarksPage) -> impl IntoView + use<> {
    let code = page.posting.code;
    let plain = Place { component: place.component.clone(), rows: place.rows, ..Place::default() };
    let filtered = !place.words.trim().is_empty() || !place.missing.is_empty();
    let clear = if filtered { plain.address(lang, code) } else { String::new() };
    let options = vec![("yes".to_owned(), t::missing_only(lang).to_owned())];
    let rows =
        [100, 500, 1_000].map(|rows: u32| (rows.to_string(), text::numbers::grouped(rows.into()))).to_vec();
    let per_page = page.per_page.to_string();
    let (component, words, missing) = (place.component.clone(), place.words.clone(), place.missing.clone());
    view! {
        <Filters lang=lang action=FIND clear=clear posts=true>
            <input type="hidden" name="lang" value=lang.code()/>
            <input type="hidden" name="posting" value=code.to_string()/>
            <input type="hidden" name="place[component]" value=component/>
            <FilterText name="words" label=t::ticket_or_position(lang) value=words/>
            <FilterChoice lang=lang name="place[missing]" label=t::show_rows(lang) options=options selected=missing/>
            <FilterChoice lang=lang name="place[rows]" label=t::rows_a_page(lang) options=rows selected=per_page one=true/>
        </Filters>
    }
}

/// The sheets to fill in.
fn templates(lang: Lang, page: &MarksPage) -> impl IntoView + use<> {
    let to = |file: &str| address::desk_posting(lang, page.posting.code, file);
    let panel = page.components.iter().any(|head| head.kind == ColumnKind::Panel);
    let panel = panel.then(|| {
        view! { <li><a href=to("marks/examiners.xlsx") download="">{t::template_examiners(lang)}</a></li> }
    });
    view! {
        <ul class="plain">
            <li><a href=to("marks/sheet.xlsx") download="">{t::template(lang)}</a></li>
            {panel}
        </ul>
    }
}

fn import_form(lang: Lang, action: String) -> impl IntoView {
    let field = Field::new("file", t::import_marks(lang)).hint(t::import_marks_lede(lang));
    view! {
        <h2>{t::import_marks(lang)}</h2>
        <PostForm action=action files=true>
            <p class="small soft">{t::import_examiners_lede(lang)}</p>
            <FileField lang=lang field=field kinds="xlsx, CSV" accept=".xlsx,.csv" limit=IMPORT_LIMIT/>
            <Button word=text::desk::preview(lang) weight=Weight::Quiet/>
        </PostForm>
    }
}
