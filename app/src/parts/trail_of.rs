//! The steps of a computation as the engine wrote them, told in words.

use domain::marks::trace::Step as Traced;
use domain::scheme::PartNames;
use leptos::prelude::*;
use text::{Lang, ranking as t, scheme, steps};

use super::{Step, Trail};

/// The trail of one person, with what the scheme calls its parts; the last step of the composite score stands over a line.
#[component]
pub fn TrailOf(lang: Lang, steps: Vec<Traced>, names: PartNames) -> impl IntoView {
    let sum = steps.iter().rposition(|step| step.of == "total");
    let told = steps
        .iter()
        .enumerate()
        .map(|(at, step)| {
            let told = steps::tell(step, &names, lang);
            Step {
                what: text::capital(lang, &told.of),
                how: told.how,
                out: told.out,
                note: (!step.clause.is_empty())
                    .then(|| t::clause_of(lang, &scheme::clause(lang, &names, &step.clause))),
                sum: sum == Some(at),
            }
        })
        .collect();
    view! { <Trail steps=told/> }
}
