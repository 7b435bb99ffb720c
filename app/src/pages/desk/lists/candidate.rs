//! `desk/postings/CODE/lists/STAGE/candidate`: what one candidate on the list will read once it is public.

use domain::view::desk::lists::{AsCandidate, Pick};
use leptos::prelude::*;
use text::{Lang, lists as t, ranking, releases as r};

use crate::address;
use crate::api::lists::lists_as_candidate;
use crate::frame::{PageTitle, loaded, tabs};
use crate::hooks::{lang, param, query};
use crate::parts::{Button, Crumb, Crumbs, Field, TextField, TrailOf, UserText, Weight, scored};

/// `/zh/desk/postings/CODE/lists/STAGE/candidate?ticket=TICKET`.
#[component]
pub fn Candidate() -> impl IntoView {
    let lang = lang();
    let (code, stage) = (param("posting"), param("stage"));
    let ticket = query("ticket");
    let here = address::desk_posting(lang, &code, &format!("lists/{stage}/candidate"));
    let lists = address::desk_posting(lang, &code, "lists");
    let list = address::desk_posting(lang, &code, &format!("lists/{stage}"));
    let crumbs = vec![Crumb::page(lists, t::publish(lang)), Crumb::page(list, t::preview_as_public(lang))];
    let field = Field::new("ticket", text::marks::ticket(lang));
    let fetch = {
        let (code, stage, ticket) = (code.clone(), stage.clone(), ticket.clone());
        move || lists_as_candidate(code.clone(), stage.clone(), ticket.clone(), lang.code().to_owned())
    };
    let way = here.clone();
    view! {
        <PageTitle lang=lang text=r::as_candidate(lang)/>
        {tabs(lang, &code, "lists")}
        <Crumbs lang=lang crumbs=crumbs/>
        <h1>{r::as_candidate(lang)}</h1>
        <p class="lede">{r::as_candidate_lede(lang)}</p>
        <form class="form" method="get" action=here>
            <TextField lang=lang field=field kind=crate::parts::Kind::Short value=ticket/>
            <Button word=r::show_candidate(lang) weight=Weight::Quiet/>
        </form>
        {loaded(fetch, move |seen: AsCandidate| show(lang, &way, &seen))}
    }
}

fn show(lang: Lang, here: &str, seen: &AsCandidate) -> AnyView {
    let picks = seen.picks.iter().map(|(pick, ticket)| {
        let to = format!("{here}?ticket={ticket}");
        let word = match pick {
            Pick::In => r::first_in(lang),
            Pick::Reserve => r::first_reserve(lang),
            Pick::Out => r::first_out(lang),
        };
        view! { <li><a href=to>{word}" "<span class="mono">{ticket.clone()}</span></a></li> }
    });
    let own = match &seen.scored {
        Some(own) => {
            let (steps, names) = (seen.steps.clone(), seen.names.clone());
            view! {
                {scored(lang, own)}
                <h3>{ranking::my_result(lang)}</h3>
                <p>{ranking::my_result_lede(lang)}</p>
                <TrailOf lang=lang steps=steps names=names/>
            }
            .into_any()
        }
        None => view! { <p>{r::own_later(lang)}</p> }.into_any(),
    };
    let message = match &seen.message {
        Some((subject, body)) => {
            let (subject, body) = (subject.clone(), body.clone());
            view! {
                <div class="notice">
                    <h3><UserText lang=lang text=subject/></h3>
                    <p class="pre"><UserText lang=lang text=body/></p>
                </div>
            }
            .into_any()
        }
        None => view! { <p>{r::not_told(lang)}</p> }.into_any(),
    };
    view! {
        <ul class="plainlist">{picks.collect_view()}</ul>
        <h2><span class="mono">{seen.ticket.clone()}</span></h2>
        <h2>{r::own_part(lang)}</h2>
        {own}
        <h2>{r::message_part(lang)}</h2>
        {message}
    }
    .into_any()
}
