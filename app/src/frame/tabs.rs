//! The ways through one posting: the same row of links on each of its pages.

use domain::access::Role;
use leptos::prelude::*;
use text::{Lang, desk as t, eligibility, exam, rulings, states};

use crate::address;
use crate::hooks::facts;

/// Links of a posting; only those that the role can open.
pub fn tabs(lang: Lang, posting: &str, at: &str) -> impl IntoView + use<> {
    let role = facts().role;
    let can = |roles: &[Role]| role.is_some_and(|role| roles.contains(&role) || role == Role::Supervisor);
    let all = [
        ("", t::posting(lang), true),
        ("positions", t::positions(lang), true),
        ("conditions", eligibility::title(lang), true),
        ("scheme", t::scheme(lang), true),
        ("team", t::team(lang), true),
        ("screening", states::screening(lang), can(&[Role::Screener])),
        ("marks", exam::marks(lang), can(&[Role::Clerk])),
        ("ranking", exam::ranking(lang), can(&[Role::Screener, Role::Publisher, Role::Approver])),
        ("rulings", rulings::title(lang), can(&[Role::Screener, Role::Publisher, Role::Approver])),
        ("lists", exam::publish(lang), can(&[Role::Screener, Role::Publisher, Role::Approver])),
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
