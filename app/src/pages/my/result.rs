//! `my/applications/CODE/result`: from the own marks to the own rank, step by step, once the lists are public.

use domain::view::desk::ranking::Explained;
use domain::view::my::applications::Application;
use leptos::prelude::*;
use text::{Lang, applications as t, dates, objections, ranking};

use super::target::{Heading, Side, Way};
use crate::address;
use crate::api::ApiError;
use crate::api::applications::{application_result, application_view};
use crate::frame::{PageTitle, loaded};
use crate::hooks::{lang, param};
use crate::parts::{TrailOf, scored};

/// The own result.
#[component]
pub fn Outcome() -> impl IntoView {
    let lang = lang();
    let code = param("application");
    loaded(move || both(code.clone()), move |(found, steps)| page(lang, found, steps))
}

async fn both(code: String) -> Result<(Application, Explained), ApiError> {
    let steps = application_result(code.clone()).await?;
    Ok((application_view(code).await?, steps))
}

/// What the steps come to, and which list says it, first; what can be raised against it has a page of its own.
fn came_to(lang: Lang, found: &Application) -> impl IntoView + use<> {
    let list = found.on.as_ref().map(|on| {
        let corrected = on.correcting.map(|at| t::correcting_since(lang, &dates::day(lang, at.date())));
        let list = address::list(lang, on.list);
        view! {
            {corrected.map(|said| view! { <p>{said}</p> })}
            <p><a href=list>{t::on_list_see(lang)}</a></p>
        }
    });
    let object = address::application_page(lang, found.code, "objection");
    view! {
        {found.result.as_ref().map(|own| scored(lang, own))}
        {list}
        <p><a href=object>{objections::own_title(lang)}</a></p>
    }
}

fn page(lang: Lang, found: Application, Explained { steps, names, .. }: Explained) -> impl IntoView {
    let came_to = came_to(lang, &found);
    let (home, target) = (address::application(lang, found.code), found.target);
    let ticket = found.ticket.map(|ticket| view! { " "<span class="mono soft">{ticket}</span> });
    view! {
        <PageTitle lang=lang text=ranking::my_result(lang)/>
        <Way lang=lang application=(home, target.clone())/>
        <div class="cols">
            <div>
                <h1>{ranking::my_result(lang)}{ticket}</h1>
                <p><b><Heading lang=lang target=target.clone()/></b></p>
                {came_to}
                <p class="lede">{ranking::my_result_lede(lang)}</p>
                <TrailOf lang=lang steps=steps names=names/>
            </div>
            <Side lang=lang target=target/>
        </div>
    }
}
