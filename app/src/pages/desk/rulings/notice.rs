//! The form of a supplementary notice: title, reason, and the changed scheme as a file.

use domain::view::desk::rulings::RulingsPage;
use leptos::prelude::*;
use text::{Lang, rulings as t};

use crate::address;
use crate::api::rulings::notice_key;
use crate::frame::{PageTitle, loaded, tabs};
use crate::hooks::{lang, param};
use crate::pages::desk::scheme::SCHEME_LIMIT;
use crate::parts::{
    Button, Crumb, Crumbs, Field, FileField, LinkButton, PostForm, TextArea, TextField, Weight,
};

/// `/zh/desk/postings/CODE/rulings/notice`.
#[component]
pub fn SupplementaryNotice() -> impl IntoView {
    let lang = lang();
    let code = param("posting");
    let crumbs = vec![Crumb::page(address::desk_posting(lang, &code, "rulings"), t::title(lang))];
    let action = address::desk_posting(lang, &code, "rulings/notice/import");
    let fetch = {
        let code = code.clone();
        move || notice_key(code.clone())
    };
    view! {
        <PageTitle lang=lang text=t::notice(lang)/>
        {tabs(lang, &code, "rulings")}
        <Crumbs lang=lang crumbs=crumbs/>
        <h1>{t::notice(lang)}</h1>
        <p class="lede">{t::notice_lede(lang)}</p>
        {loaded(fetch, move |key| form(lang, &action, &key.to_string()))}
    }
}

fn form(lang: Lang, action: &str, key: &str) -> impl IntoView + use<> {
    let title = Field::new("title", t::notice_name(lang));
    let reason = Field::new("reason", t::notice_reason(lang)).hint(t::notice_reason_hint(lang));
    let file = Field::new("file", t::notice_file(lang)).hint(t::notice_file_hint(lang));
    view! {
        <PostForm action=action.to_owned() key=key.to_owned() files=true>
            <TextField lang=lang field=title/>
            <TextArea lang=lang field=reason value="" rows=4/>
            <FileField lang=lang field=file kinds="TOML, JSON" accept=".toml,.json" limit=SCHEME_LIMIT/>
            <p class="small soft">{t::propose_note(lang)}</p>
            <Button word=t::propose(lang)/>
        </PostForm>
    }
}

/// The way to the form.
pub fn way(lang: Lang, page: &RulingsPage) -> impl IntoView + use<> {
    let to = address::ruling(lang, page.posting.code, "notice");
    view! {
        <h2>{t::notice(lang)}</h2>
        <p>{t::notice_lede(lang)}</p>
        <LinkButton href=to word=t::notice_go(lang) weight=Weight::Quiet/>
    }
}
