//! `my/applications/CODE/result`: from the own marks to the own rank, step by step, once the lists are public.

use domain::view::desk::ranking::Explained;
use domain::view::my::applications::Application;
use leptos::prelude::*;
use text::{Lang, ranking as t};

use super::target::{Heading, Side, Way};
use crate::address;
use crate::api::ApiError;
use crate::api::applications::{application_result, application_view};
use crate::frame::{PageTitle, loaded};
use crate::hooks::{lang, param};
use crate::parts::TrailOf;

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

fn page(lang: Lang, found: Application, Explained { steps, names, .. }: Explained) -> impl IntoView {
    let (home, target) = (address::application(lang, found.code), found.target);
    let ticket = found.ticket.map(|ticket| view! { " "<span class="mono soft">{ticket}</span> });
    view! {
        <PageTitle lang=lang text=t::my_result(lang)/>
        <Way lang=lang application=(home, target.clone())/>
        <div class="cols">
            <div>
                <h1>{t::my_result(lang)}{ticket}</h1>
                <p><b><Heading lang=lang target=target.clone()/></b></p>
                <p class="lede">{t::my_result_lede(lang)}</p>
                <TrailOf lang=lang steps=steps names=names/>
            </div>
            <Side lang=lang target=target/>
        </div>
    }
}
