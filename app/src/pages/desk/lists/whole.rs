//! The rows of a list before it is sealed or as it was: the very table that the public page prints, position by position.
//!
//! Owns: how many rows stand on a page of the desk, and the choice of a position. Refuses: words and columns of its own.

use domain::view::public::lists::{List, ListGroup, ListRow, WHOLE_LIST};
use leptos::prelude::*;
use text::numbers::grouped;
use text::{Lang, lists as t, ranking};

use crate::address;
use crate::parts::{Counts, FilterChoice, Filters, list_table};

/// The rows: all of them, or those of one position where the list is long. `action` is the page's address.
pub fn whole(lang: Lang, list: &List, action: &str, position: &str) -> impl IntoView + use<> {
    let limit = usize::try_from(WHOLE_LIST).unwrap_or(usize::MAX);
    let asked = list.groups.iter().filter(|group| position.is_empty() || group.number == position);
    let mut room = limit;
    let mut fitting = 0_usize;
    let mut shown: Vec<(&ListGroup, Vec<&ListRow>)> = Vec::new();
    for group in asked {
        fitting = fitting.saturating_add(group.rows.len());
        let lines: Vec<&ListRow> = group.rows.iter().take(room).collect();
        room = room.saturating_sub(lines.len());
        if !lines.is_empty() {
            shown.push((group, lines));
        }
    }
    let count = |n: usize| grouped(i64::try_from(n).unwrap_or(i64::MAX));
    let words = text::parts::rows_of(lang, &count(fitting), &grouped(list.head.people.into()));
    let long = fitting > limit;
    let table =
        list_table(list, &shown, |number| format!("{action}?position={}", address::segment(number)), lang);
    view! {
        <h2>{t::rows_as_public(lang)}</h2>
        {choice(lang, list, action, position)}
        <Counts words=words/>
        {long.then(|| view! { <p>{t::rows_first(lang, &count(limit))}</p> })}
        {table}
    }
}

fn choice(lang: Lang, list: &List, action: &str, position: &str) -> impl IntoView + use<> {
    let numbers = list.groups.iter().map(|group| group.number.clone());
    let options: Vec<(String, String)> = numbers.map(|number| (number.clone(), number)).collect();
    let (action, selected) = (action.to_owned(), position.to_owned());
    (options.len() > 1).then(|| {
        view! {
            <Filters lang=lang action=action>
                <FilterChoice lang=lang name="position" label=ranking::show_position(lang) options=options selected=selected/>
            </Filters>
        }
    })
}
