//! A dry run: what each column of a position table is read as, what the file says, everything that would change, page by page, and the
//! one button that writes exactly that; and the file itself, as it was handed in.

mod columns;

use domain::view::desk::imports::{ImportFault, ImportPreview};
use leptos::prelude::*;
use text::{Lang, dates, desk as t, imports, marks, numbers};

use crate::address;
use crate::api::imports::import_view;
use crate::forms::summary;
use crate::frame::{PageTitle, loaded, tabs};
use crate::hooks::{lang, param, query, refused};
use crate::parts::{
    Button, ButtonRow, Cell, Column, ErrorSummary, KeyValues, LinkButton, Mood, Notice, Pager, PostForm, Row,
    Slice, Table, UserText, Weight, kv,
};

/// `/zh/desk/postings/CODE/imports/CODE`.
#[component]
pub fn Import() -> impl IntoView {
    let lang = lang();
    let (posting, import) = (param("posting"), param("import"));
    let fetch = {
        let (posting, import) = (posting.clone(), import.clone());
        let at = query("page").parse().unwrap_or(1);
        move || import_view(posting.clone(), import.clone(), lang.code().to_owned(), at)
    };
    let error =
        ["imports/positions", "imports/marks", "imports/columns"].iter().find_map(|name| refused(name));
    view! {
        <PageTitle lang=lang text=t::preview_title(lang)/>
        {tabs(lang, &posting, "")}
        <h1>{t::preview_title(lang)}</h1>
        <ErrorSummary lang=lang errors=summary(lang, error.as_ref())/>
        {loaded(fetch, move |preview| page(lang, &preview))}
    }
}

fn page(lang: Lang, preview: &ImportPreview) -> impl IntoView + use<> {
    let pairs = vec![
        kv(t::import_file(lang), file(lang, preview)),
        kv(imports::handed_in(lang), handed_in(lang, preview)),
        kv(t::file_digest(lang), view! { <span class="mono digest">{preview.file.grouped()}</span> }),
    ];
    view! {
        <KeyValues pairs=pairs/>
        {columns::section(lang, preview)}
        {verdict(lang, preview)}
        {places(lang, marks::faults_list(lang), &preview.faults)}
        {notes(lang, &preview.notes)}
        {changes(lang, preview)}
    }
}

/// The file by its name, as a way to get it back.
fn file(lang: Lang, preview: &ImportPreview) -> impl IntoView + use<> {
    let href = address::import(lang, preview.posting.code, preview.code) + "/file";
    let size = numbers::bytes(preview.size.unsigned_abs());
    view! { <a href=href download=""><UserText lang=lang text=preview.file_name.clone()/></a>" "<span class="soft">{size}</span> }
}

fn handed_in(lang: Lang, preview: &ImportPreview) -> String {
    let by = if preview.by.is_empty() { marks::unnamed(lang) } else { preview.by.as_str() };
    format!("{} · {by}", dates::stamp(lang, preview.at.0))
}

fn verdict(lang: Lang, preview: &ImportPreview) -> AnyView {
    let back =
        address::desk_posting(lang, preview.posting.code, if preview.marks { "marks" } else { "positions" });
    if !preview.faults.is_empty() {
        let words = t::preview_faults(lang, i64::try_from(preview.faults.len()).unwrap_or(i64::MAX));
        return view! {
            <Notice mood=Mood::Refuse title=words live=true>
                <LinkButton href=back word=t::cancel(lang) weight=Weight::Quiet/>
            </Notice>
        }
        .into_any();
    }
    if preview.applied {
        return view! { <Notice mood=Mood::Pass title=t::saved(lang)><a href=back>{t::cancel(lang)}</a></Notice> }.into_any();
    }
    let number = |n: u32| i64::from(n);
    let words = t::preview_counts(
        lang,
        number(preview.added),
        number(preview.changed),
        number(preview.same),
        number(preview.removed),
    );
    let rows = preview.added.saturating_add(preview.changed).saturating_add(preview.removed);
    if rows == 0 {
        return view! {
            <Notice title=t::preview_nothing(lang)><LinkButton href=back word=t::cancel(lang) weight=Weight::Quiet/></Notice>
        }
        .into_any();
    }
    let action = if preview.marks { "/api/imports/marks" } else { "/api/imports/positions" };
    let hidden = vec![
        ("posting".to_owned(), preview.posting.code.to_string()),
        ("import".to_owned(), preview.code.to_string()),
        ("lang".to_owned(), lang.code().to_owned()),
    ];
    let open = preview.open;
    view! {
        <Notice title=words>
            {open.then(|| view! {
                <PostForm action=action hidden=hidden>
                    <ButtonRow>
                        <Button word=t::confirm_import(lang, i64::from(rows))/>
                        <LinkButton href=back word=t::cancel(lang) weight=Weight::Quiet/>
                    </ButtonRow>
                </PostForm>
            })}
        </Notice>
    }
    .into_any()
}

fn places(lang: Lang, title: &str, faults: &[ImportFault]) -> AnyView {
    if faults.is_empty() {
        return ().into_any();
    }
    let columns = vec![Column::words(t::cell(lang)), Column::words(t::fault(lang))];
    let rows = faults.iter().map(line).collect();
    view! { <Table lang=lang caption=title.to_owned() columns=columns rows=rows/> }.into_any()
}

fn line(fault: &ImportFault) -> Row {
    let place = [fault.at.as_str(), fault.column.as_str()].into_iter().filter(|part| !part.is_empty());
    let place = place.collect::<Vec<_>>().join(" · ");
    Row::Cells("", vec![Cell::from(place).class("mono"), Cell::from(fault.sentence.clone())])
}

fn notes(lang: Lang, notes: &[ImportFault]) -> AnyView {
    let count = i64::try_from(notes.len()).unwrap_or(i64::MAX);
    let shown: Vec<ImportFault> = notes.iter().take(100).cloned().collect();
    places(lang, &t::preview_repairs(lang, count), &shown)
}

fn changes(lang: Lang, preview: &ImportPreview) -> AnyView {
    if preview.changes.is_empty() || !preview.faults.is_empty() {
        return ().into_any();
    }
    let key = if preview.marks { marks::ticket(lang) } else { t::number(lang) };
    let columns = vec![
        Column::words(t::cell(lang)),
        Column::words(key),
        Column::words(imports::before(lang)),
        Column::words(imports::after(lang)),
    ];
    let value = |value: &String| if preview.marks { marks::value_word(lang, value) } else { value.clone() };
    let rows = preview
        .changes
        .iter()
        .map(|change| {
            let key = if change.column.is_empty() {
                change.key.clone()
            } else {
                let column = marks::column_word(lang, &change.column, preview.names.part(&change.column));
                format!("{} · {column}", change.key)
            };
            Row::Cells(
                "",
                vec![
                    Cell::from(change.at.clone()).class("mono"),
                    Cell::from(key).class("mono"),
                    Cell::from(value(&change.before)),
                    Cell::from(value(&change.after)),
                ],
            )
        })
        .collect();
    let all = i64::from(preview.added)
        .saturating_add(i64::from(preview.changed))
        .saturating_add(i64::from(preview.removed));
    let words = text::parts::rows(lang, &numbers::grouped(all));
    let slice = Slice { page: preview.page.into(), per_page: preview.per_page.into(), all };
    let base = address::import(lang, preview.posting.code, preview.code);
    let to = move |page: i64| base.clone() + &address::query(&[("page", &page.to_string())]);
    view! {
        <Table lang=lang caption=words cards=true columns=columns rows=rows/>
        <Pager lang=lang slice=slice address=Box::new(to)/>
    }
    .into_any()
}
