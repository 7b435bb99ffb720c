//! The ways through one posting: its title, and the same row of links on each of its pages.

use domain::access::ActName;
use domain::id::Code;
use leptos::prelude::*;
use leptos_router::hooks::use_location;
use text::{
    Lang, adjustments, decisions, departures, desk as t, eligibility, inspections, interview_plan, lists,
    marks, messages, objections, opening, panels, prints, ranking, rulings, states,
};

use crate::address;
use crate::hooks::{may_in, posting_title};
use crate::parts::UserText;

/// A tab: its way below the posting, its word, and whether the reader may open it.
type Tab = (&'static str, &'static str, bool);

/// Links of a posting in the order of its course; only those that the reader may open.
pub fn tabs(lang: Lang, posting: &str, at: &str) -> impl IntoView + use<> {
    let code = posting.parse::<Code>().ok();
    let can = |act: ActName| code.is_some_and(|code| may_in(act, code));
    let groups = groups(lang, can)
        .into_iter()
        .filter_map(|(label, all)| {
            let open: Vec<Tab> = all.into_iter().filter(|tab| tab.2).collect();
            (!open.is_empty()).then(|| group(lang, (posting, at), (label, open)))
        })
        .collect_view();
    // The page of the posting itself is headed by it.
    let headed = use_location().pathname.get_untracked() == address::desk_posting(lang, posting, "");
    let title = posting_title().filter(|_| !headed).map(|title| title.to_string());
    view! {
        {title.map(|title| view! { <p class="of-posting"><UserText lang=lang text=title/></p> })}
        <nav class="tabs" aria-label=t::posting(lang)><ul>{groups}</ul></nav>
    }
}

/// The ways in groups: what the posting says, who comes, what they score, and what follows.
fn groups(lang: Lang, can: impl Fn(ActName) -> bool) -> [(&'static str, Vec<Tab>); 4] {
    let ranking = can(ActName::ViewRanking);
    [
        (
            t::group_notice(lang),
            vec![
                ("", t::posting(lang), true),
                ("positions", t::positions(lang), true),
                ("conditions", eligibility::title(lang), true),
                ("scheme", t::scheme(lang), true),
                ("team", t::team(lang), true),
            ],
        ),
        (
            t::group_people(lang),
            vec![
                ("screening", states::screening(lang), can(ActName::ViewApplications)),
                ("opening", opening::title(lang), can(ActName::ViewOpening)),
                ("prints", prints::title(lang), can(ActName::PrintPapers)),
                ("messages", messages::of_posting(lang), can(ActName::ViewDeliveries)),
            ],
        ),
        (
            t::group_scores(lang),
            vec![
                ("panels", panels::title(lang), true),
                ("interview-plan", interview_plan::title(lang), can(ActName::ViewInterviewPlan)),
                ("marks", marks::marks(lang), can(ActName::ViewMarks)),
                ("ranking", ranking::ranking(lang), ranking),
                ("rulings", rulings::title(lang), ranking),
                ("departures", departures::title(lang), can(ActName::ViewDepartures)),
                ("adjustment", adjustments::title(lang), can(ActName::ViewAdjustment)),
            ],
        ),
        (
            t::group_outcome(lang),
            vec![
                ("lists", lists::publish(lang), ranking),
                ("inspection", inspections::title(lang), can(ActName::ViewInspections)),
                ("decision", decisions::title(lang), can(ActName::ViewDecisions)),
                ("outcome", decisions::outcome(lang), can(ActName::ViewDecisions)),
                ("objections", objections::title(lang), can(ActName::ViewObjections)),
            ],
        ),
    ]
}

fn group(
    lang: Lang,
    (posting, at): (&str, &str),
    (label, open): (&'static str, Vec<Tab>),
) -> impl IntoView + use<> {
    let link = |(further, word, _): Tab| {
        let here = (further == at).then_some("page");
        view! { <li><a href=address::desk_posting(lang, posting, further) aria-current=here>{word}</a></li> }
    };
    let links = open.into_iter().map(link).collect_view();
    view! { <li><span>{label}</span><ul aria-label=label>{links}</ul></li> }
}
