//! `desk/postings/CODE/lists/STAGE/candidate`: what one candidate on the list will read once it is public.

use domain::view::desk::lists::{AsCandidate, Pick};
use leptos::prelude::*;
use text::{Lang, lists as t, ranking, releases as r};

use crate::address;
use crate::api::lists::{ASK, lists_as_candidate};
use crate::frame::{PageTitle, loaded, tabs};
use crate::hooks::{asked, lang, param};
use crate::parts::{
    Button, ButtonRow, Crumb, Crumbs, Field, PostForm, TextField, TrailOf, UserText, Weight, scored,
};

/// `/zh/desk/postings/CODE/lists/STAGE/candidate`; of whom was asked is kept, and stands in no address.
#[component]
pub fn Candidate() -> impl IntoView {
    let lang = lang();
    let (code, stage) = (param("posting"), param("stage"));
    let kept = asked(ASK, &[("posting", code.as_str()), ("stage", stage.as_str())]);
    let ticket = kept.and_then(|kept| kept.get("ticket").map(|ticket| ticket.trim().to_owned()));
    let ticket = ticket.unwrap_or_default();
    let lists = address::desk_posting(lang, &code, "lists");
    let list = address::desk_posting(lang, &code, &format!("lists/{stage}"));
    let crumbs = vec![Crumb::page(lists, t::publish(lang)), Crumb::page(list, t::preview_as_public(lang))];
    let field = Field::new("ticket", text::marks::ticket(lang));
    let fetch = {
        let (code, stage, ticket) = (code.clone(), stage.clone(), ticket.clone());
        move || lists_as_candidate(code.clone(), stage.clone(), ticket.clone(), lang.code().to_owned())
    };
    let hidden = [("lang", lang.code()), ("posting", code.as_str()), ("stage", stage.as_str())];
    let hidden = hidden.map(|(name, value)| (name.to_owned(), value.to_owned())).to_vec();
    let again = hidden.clone();
    view! {
        <PageTitle lang=lang text=r::as_candidate(lang)/>
        {tabs(lang, &code, "lists")}
        <Crumbs lang=lang crumbs=crumbs/>
        <h1>{r::as_candidate(lang)}</h1>
        <p class="lede">{r::as_candidate_lede(lang)}</p>
        <PostForm action=ASK hidden=hidden switches=true>
            <TextField lang=lang field=field kind=crate::parts::Kind::Short value=ticket/>
            <Button word=r::show_candidate(lang) weight=Weight::Quiet/>
        </PostForm>
        {loaded(fetch, move |seen: AsCandidate| show(lang, again.clone(), &seen))}
    }
}

fn show(lang: Lang, hidden: Vec<(String, String)>, seen: &AsCandidate) -> AnyView {
    let picks = seen.picks.iter().map(|(pick, ticket)| {
        let word = match pick {
            Pick::In => r::first_in(lang),
            Pick::Reserve => r::first_reserve(lang),
            Pick::Out => r::first_out(lang),
        };
        let said = format!("{word} {ticket}");
        view! { <Button word=said weight=Weight::Quiet name="ticket" value=ticket.as_str()/> }
    });
    let picks = picks.collect_view();
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
        <PostForm action=ASK hidden=hidden><ButtonRow>{picks}</ButtonRow></PostForm>
        <h2><span class="mono">{seen.ticket.clone()}</span></h2>
        <h2>{r::own_part(lang)}</h2>
        {own}
        <h2>{r::message_part(lang)}</h2>
        {message}
    }
    .into_any()
}
