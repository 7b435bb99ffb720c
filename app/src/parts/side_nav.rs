//! SideNav of queues at the desk: each number opens exactly the rows it counts.

use leptos::prelude::*;
use text::numbers::grouped;

/// One queue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Queue {
    /// Where its rows are.
    pub href: String,
    /// Its word.
    pub word: String,
    /// How many rows; `None` where a page is no queue.
    pub rows: Option<i64>,
    /// Whether it is open now.
    pub here: bool,
}

/// Queues under a title.
#[component]
pub fn SideNav(
    #[prop(into)] label: String,
    #[prop(into)] title: String,
    queues: Vec<Queue>,
) -> impl IntoView {
    let items = queues
        .into_iter()
        .map(|queue| {
            view! {
                <li>
                    <a href=queue.href aria-current=queue.here.then_some("page")>
                        {queue.word}{queue.rows.map(|rows| view! { " "<span class="num soft">{grouped(rows)}</span> })}
                    </a>
                </li>
            }
        })
        .collect_view();
    view! { <nav class="side-nav" aria-label=label><h2>{title}</h2><ul>{items}</ul></nav> }
}
