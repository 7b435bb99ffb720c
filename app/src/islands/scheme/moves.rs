//! Who would move: a made-up dozen, computed here at once, and the table that shows them and the posting's own people.

use domain::ranking::preview::{Mover, Sample, Standing, sample};
use domain::scheme::PartNames;
use domain::scheme::draft::Draft;
use domain::view::desk::schemes::Movers;
use leptos::prelude::*;
use text::{Lang, scheme::form as t};

use super::Side;
use crate::parts::{mover_seats, movers_table};

/// As the catalogue takes numbers.
pub fn int(n: u32) -> i64 {
    i64::from(n)
}

/// The made-up people under the draft and under what is saved.
pub fn made_up(side: &Side, draft: &Draft, of: &str) -> AnyView {
    let lang = side.lang;
    let saved = side.saved().read(of).and_then(Result::ok);
    let new = draft.read(of).and_then(Result::ok);
    let names = PartNames::of(&new);
    let people = new.and_then(|new| sample(saved.as_ref(), &new, Sample::USUAL));
    let against = if saved.is_some() {
        t::sample_against(lang, side.revision)
    } else {
        t::sample_none(lang).to_owned()
    };
    let title = if of.is_empty() {
        t::moves(lang).to_owned()
    } else {
        t::of(lang, t::moves(lang), &super::words::scheme_title(lang, of))
    };
    let body = match people {
        None => view! { <p class="small">{t::sample_fails(lang)}</p> }.into_any(),
        Some(rows) => {
            let counted = Movers::of(rows.clone(), PartNames::default());
            let sum = saved.is_some().then(|| t::sample_sum(lang, int(counted.moved), int(counted.crossing)));
            let (shown, blank): (Vec<Mover>, Vec<Mover>) =
                rows.into_iter().partition(|row| says(lang, &names, row));
            let blank = i64::try_from(blank.len()).unwrap_or(i64::MAX);
            let blank = (blank > 0).then(|| t::sample_blank(lang, blank));
            view! {
                {(!shown.is_empty()).then(|| movers_table(lang, &title, (&shown, &names), false))}
                {blank.map(|blank| view! { <p class="small soft">{blank}</p> })}
                {sum.map(|sum| view! { <p class="small">{sum}</p> })}
            }
            .into_any()
        }
    };
    view! {
        <section class="pane">
            <h2>{title}</h2>
            <p class="small soft">{t::sample_lede(lang)}" "{against}</p>
            {body}
        </section>
    }
    .into_any()
}

/// Whether the row of a person would hold anything but the person.
fn says(lang: Lang, names: &PartNames, row: &Mover) -> bool {
    let holds = |standing: &Standing| !standing.total.is_empty() || !standing.rank.is_empty();
    let before = row.before.as_ref();
    row.moves()
        || holds(&row.after)
        || before.is_some_and(holds)
        || before.is_none() && !mover_seats(lang, names, &row.after).is_empty()
}
