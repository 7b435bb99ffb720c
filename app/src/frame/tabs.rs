//! The ways through one posting: the same row of links on each of its pages.

use domain::access::ActName;
use domain::id::Code;
use leptos::prelude::*;
use text::{
    Lang, decisions, departures, desk as t, eligibility, lists, marks, messages, objections, opening, prints,
    ranking, rulings, states,
};

use crate::address;
use crate::hooks::may_in;

/// Links of a posting; only those that the reader may open.
pub fn tabs(lang: Lang, posting: &str, at: &str) -> impl IntoView + use<> {
    let code = posting.parse::<Code>().ok();
    let can = |act: ActName| code.is_some_and(|code| may_in(act, code));
    let ranking = can(ActName::ViewRanking);
    let all = [
        ("", t::posting(lang), true),
        ("positions", t::positions(lang), true),
        ("conditions", eligibility::title(lang), true),
        ("scheme", t::scheme(lang), true),
        ("team", t::team(lang), true),
        ("screening", states::screening(lang), can(ActName::ViewApplications)),
        ("prints", prints::title(lang), can(ActName::PrintPapers)),
        ("opening", opening::title(lang), can(ActName::ViewOpening)),
        ("marks", marks::marks(lang), can(ActName::ViewMarks)),
        ("ranking", ranking::ranking(lang), ranking),
        ("rulings", rulings::title(lang), ranking),
        ("departures", departures::title(lang), can(ActName::ViewDepartures)),
        ("lists", lists::publish(lang), ranking),
        ("decision", decisions::title(lang), can(ActName::ViewDecisions)),
        ("outcome", decisions::outcome(lang), can(ActName::ViewDecisions)),
        ("objections", objections::title(lang), can(ActName::ViewObjections)),
        ("messages", messages::of_posting(lang), can(ActName::ViewDeliveries)),
    ];
    let links = all
        .into_iter()
        .filter(|tab| tab.2)
        .map(|(further, word, _)| {
            let here = (further == at).then_some("page");
            view! { <li><a href=address::desk_posting(lang, posting, further) aria-current=here>{word}</a></li> }
        })
        .collect_view();
    view! { <nav class="tabs" aria-label=t::posting(lang)><ul>{links}</ul></nav> }
}
