//! A posting started from another one: what goes along, what never does, and two choices.

use leptos::prelude::*;
use text::{course as t, desk};

use crate::address;
use crate::api::postings::form_key;
use crate::forms::summary;
use crate::frame::{PageTitle, loaded, tabs};
use crate::hooks::{lang, param, refused};
use crate::parts::{Button, ButtonRow, CheckBox, ErrorSummary, Field, LinkButton, PostForm, Weight};

/// `/zh/desk/postings/CODE/clone`.
#[component]
pub fn Clone() -> impl IntoView {
    let lang = lang();
    let code = param("posting");
    let error = refused("postings/clone");
    view! {
        <PageTitle lang=lang text=t::clone(lang)/>
        {tabs(lang, &code, "")}
        <h1>{t::clone_title(lang)}</h1>
        <p class="lede">{t::clone_lede(lang)}</p>
        <ul><li>{t::clone_always(lang)}</li><li>{t::clone_never(lang)}</li></ul>
        {loaded(form_key, move |key| {
            let errors = summary(lang, error.as_ref());
            let hidden = vec![
                ("posting".to_owned(), code.clone()),
                ("lang".to_owned(), lang.code().to_owned()),
            ];
            let back = address::desk_posting(lang, code.as_str(), "");
            view! {
                <ErrorSummary lang=lang errors=errors/>
                <PostForm action="/api/postings/clone" key=key.to_string() hidden=hidden switches=true>
                    <CheckBox field=Field::new("positions", t::clone_positions(lang)).optional() checked=true/>
                    <CheckBox field=Field::new("team", t::clone_team(lang)).optional()/>
                    <CheckBox field=Field::new("templates", t::clone_templates(lang)).optional()/>
                    <CheckBox field=Field::new("files", t::clone_files(lang)).optional()/>
                    <ButtonRow>
                        <Button word=t::clone(lang)/>
                        <LinkButton href=back word=desk::cancel(lang) weight=Weight::Quiet/>
                    </ButtonRow>
                </PostForm>
            }
        })}
    }
}
