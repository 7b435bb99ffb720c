//! Who would move by a ruling that waits or by another mark, and which lists it reaches: read before anything is decided.

use domain::view::desk::rulings::{Moves, Reached};
use leptos::prelude::*;
use text::numbers::grouped;
use text::scheme::form as f;
use text::{Lang, rulings as t};

use crate::parts::{movers_table, said};

/// The counts in a sentence, the lists, and a table of the people.
pub(super) fn moves(lang: Lang, title: &'static str, found: Option<&Moves>) -> AnyView {
    let Some(found) = found else {
        return view! { <h2>{title}</h2><p>{t::moves_unknown(lang)}</p> }.into_any();
    };
    let movers = &found.movers;
    if movers.moved == 0 {
        return view! { <h2>{title}</h2><p>{t::moves_nobody(lang)}</p> }.into_any();
    }
    let sum = f::own_sum(lang, movers.people.into(), movers.moved.into(), movers.crossing.into());
    let more = usize::try_from(movers.moved).is_ok_and(|all| all > movers.rows.len());
    let first = more.then(|| f::own_first(lang, i64::try_from(movers.rows.len()).unwrap_or(i64::MAX)));
    let lists = found
        .lists
        .iter()
        .map(|one| view! { <li>{said(lang, &list(lang, one), one.list.name.as_deref())}</li> })
        .collect_view();
    view! {
        <h2>{title}</h2>
        <p>{sum}</p>
        <ul>{lists}</ul>
        {movers_table(lang, title, (&movers.rows, &movers.names), true)}
        {first.map(|first| view! { <p class="small soft">{first}</p> })}
    }
    .into_any()
}

fn list(lang: Lang, one: &Reached) -> String {
    let (word, people) = (text::capital(lang, &t::list_of(lang, &one.list)), grouped(one.people.into()));
    if one.public { t::reaches_public(lang, &word, &people) } else { t::reaches(lang, &word, &people) }
}
