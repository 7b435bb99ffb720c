//! Every step of one person's computation.

use domain::view::desk::ranking::Explained;
use leptos::prelude::*;
use text::ranking as t;

use crate::address;
use crate::api::ranking::ranking_steps;
use crate::frame::{PageTitle, loaded, tabs};
use crate::hooks::{lang, param};
use crate::parts::{Crumb, Crumbs, LinkButton, TrailOf, Weight};

/// `/zh/desk/postings/CODE/ranking/APPLICATION`.
#[component]
pub fn Steps() -> impl IntoView {
    let lang = lang();
    let (code, application) = (param("posting"), param("application"));
    let back = address::desk_posting(lang, &code, "ranking");
    let other = address::desk_posting(lang, &code, &format!("ranking/{application}/try"));
    let fetch = {
        let code = code.clone();
        move || ranking_steps(code.clone(), application.clone())
    };
    view! {
        {tabs(lang, &code, "ranking")}
        {loaded(fetch, move |Explained { ticket, steps, names }| {
            let title = t::steps_of(lang, &ticket);
            let crumbs = vec![Crumb::page(back.clone(), t::ranking(lang))];
            let (back, other) = (back.clone(), other.clone());
            view! {
                <PageTitle lang=lang text=&title/>
                <Crumbs lang=lang crumbs=crumbs/>
                <h1>{title.clone()}</h1>
                <TrailOf lang=lang steps=steps names=names/>
                <p><LinkButton href=other word=t::try_mark(lang) weight=Weight::Quiet/></p>
                <p><a href=back>{t::back_to_ranking(lang)}</a></p>
            }
        })}
    }
}
