//! Step trail of a computation: what, how, result, clause. Names that officers gave stand in each, so each is a run of its own.

use leptos::prelude::*;

/// One step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// What was computed.
    pub what: String,
    /// From what and how.
    pub how: String,
    /// The result as it counts.
    pub out: String,
    /// Clause, inputs left aside, remarks.
    pub note: Option<String>,
    /// A sum under a line.
    pub sum: bool,
}

/// The steps in the order in which they were computed.
#[component]
pub fn Trail(steps: Vec<Step>) -> impl IntoView {
    let items = steps
        .into_iter()
        .map(|step| {
            view! {
                <li class=step.sum.then_some("sum")>
                    <span><bdi>{step.what}</bdi></span>
                    <span class="how"><bdi>{step.how}</bdi></span>
                    <span class="out">{step.out}</span>
                    {step.note.map(|note| view! { <small><bdi>{note}</bdi></small> })}
                </li>
            }
        })
        .collect_view();
    view! { <ol class="trail">{items}</ol> }
}
