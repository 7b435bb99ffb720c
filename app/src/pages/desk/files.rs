//! `desk/postings/CODE/files`: the files of a notice, with the form that adds one to its draft or to the draft of a further revision. Every
//! limit stands before the choice.

use domain::uploads::{LONGEST, NoticeFile};
use domain::view::desk::notice_files::NoticeFilesPage;
use leptos::prelude::*;
use text::{Lang, notice_files as t, revisions};

use crate::address;
use crate::api::notice_files::notice_files_view;
use crate::forms::summary;
use crate::frame::{PageTitle, loaded, tabs};
use crate::hooks::{lang, param, refused};
use crate::parts::{Button, ErrorSummary, Field, FileField, PostForm, TextField, Weight, notice_file};

/// `/zh/desk/postings/CODE/files`.
#[component]
pub fn NoticeFiles() -> impl IntoView {
    let lang = lang();
    let code = param("posting");
    let fetch = {
        let code = code.clone();
        move || notice_files_view(code.clone())
    };
    view! {
        <PageTitle lang=lang text=t::title(lang)/>
        {tabs(lang, &code, "")}
        <h1>{t::title(lang)}</h1>
        {loaded(fetch, move |page: NoticeFilesPage| body(lang, &page))}
    }
}

fn hidden(lang: Lang, page: &NoticeFilesPage) -> Vec<(String, String)> {
    vec![
        ("posting".to_owned(), page.posting.code.to_string()),
        ("version".to_owned(), page.version.to_string()),
        ("lang".to_owned(), lang.code().to_owned()),
    ]
}

fn body(lang: Lang, page: &NoticeFilesPage) -> impl IntoView + use<> {
    let errors = summary(lang, refused("notice_files/take").as_ref());
    let lede = match (page.is_further, page.posting.phase.is_public()) {
        (true, _) => t::lede_further(lang),
        (false, true) => t::lede_public(lang),
        (false, false) => t::lede_draft(lang),
    };
    let revision = page.is_further.then(|| {
        let href = address::desk_posting(lang, page.posting.code, "revision");
        view! { <p><a href=href>{revisions::further(lang)}</a></p> }
    });
    let lines: Vec<_> = page.files.iter().map(|file| line(lang, page, file)).collect();
    let list = if lines.is_empty() {
        view! { <p class="soft">{t::none(lang)}</p> }.into_any()
    } else {
        view! { <ul class="files">{lines}</ul> }.into_any()
    };
    view! {
        <ErrorSummary lang=lang errors=errors/>
        <p class="lede">{lede}</p>
        {revision}
        {list}
        {page.may_change.then(|| add(lang, page))}
    }
}

fn line(lang: Lang, page: &NoticeFilesPage, file: &NoticeFile) -> impl IntoView + use<> {
    let href = address::desk_posting(lang, page.posting.code, &format!("files/{}", file.code));
    let take = page.may_change.then(|| {
        let mut hidden = hidden(lang, page);
        hidden.push(("file".to_owned(), file.code.to_string()));
        let word = t::take_away(lang, file.title.as_str());
        view! {
            <PostForm action="/api/notice_files/take" hidden=hidden>
                <Button word=word weight=Weight::Grave/>
            </PostForm>
        }
    });
    view! { <li>{notice_file(lang, file, href)}{take}</li> }
}

fn add(lang: Lang, page: &NoticeFilesPage) -> impl IntoView + use<> {
    let action = address::desk_posting(lang, page.posting.code, "files/add");
    let title = Field::new("title", t::file_title(lang)).hint(t::file_title_hint(lang));
    let file = Field::new("file", t::file(lang)).hint(t::limits(lang));
    let limit = u64::try_from(LONGEST).unwrap_or(u64::MAX);
    let hidden = hidden(lang, page);
    view! {
        <h2>{t::add(lang)}</h2>
        <p>{t::what_is_read(lang)}</p>
        <PostForm action=action hidden=hidden files=true>
            <TextField lang=lang field=title value=""/>
            <FileField lang=lang field=file kinds="PDF, JPEG, PNG" accept="application/pdf,image/jpeg,image/png" limit=limit/>
            <Button word=t::add(lang)/>
        </PostForm>
    }
}
