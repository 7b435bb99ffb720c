//! Distribution of scores as dots on a line, with the cut. Owns the drawing only: the page puts a sentence and the table
//! beside it. Positions are computed in whole units from exact millionths.

use leptos::prelude::*;

/// One person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dot {
    /// Score in millionths.
    pub at: i64,
    /// The reader's own.
    pub me: bool,
}

const LEFT: i64 = 20;
const WIDTH: i64 = 600;

/// Where a score stands between the ends, in drawing units.
fn place(at: i64, low: i64, high: i64) -> i64 {
    let span = i128::from(high).saturating_sub(i128::from(low)).max(1);
    let part =
        i128::from(at).saturating_sub(i128::from(low)).clamp(0, span).saturating_mul(i128::from(WIDTH));
    LEFT.saturating_add(i64::try_from(part / span).unwrap_or(0))
}

/// `label` is the sentence for screen readers; `low` and `high` are the ends with their words, `cut` the line with its
/// word. All scores in millionths.
#[component]
pub fn DotChart(
    #[prop(into)] label: String,
    dots: Vec<Dot>,
    low: (i64, String),
    high: (i64, String),
    #[prop(optional)] cut: Option<(i64, String)>,
    #[prop(optional)] mine: Option<String>,
    #[prop(into)] caption: String,
) -> impl IntoView {
    let ends = (low.0, high.0);
    let x = move |at: i64| place(at, ends.0, ends.1).to_string();
    let own = dots.iter().find(|dot| dot.me).zip(mine).map(|(dot, word)| {
        view! { <text x=x(dot.at) y="30" text-anchor="middle" class="me">{word}</text> }
    });
    let circles = dots
        .into_iter()
        .map(|dot| view! { <circle cx=x(dot.at) cy="54" r="7" class=if dot.me { "dot me" } else { "dot" }></circle> })
        .collect_view();
    let cut = cut.map(|(at, word)| {
        let anchor = if place(at, ends.0, ends.1) > LEFT + WIDTH / 2 { "end" } else { "start" };
        view! {
            <line x1=x(at) x2=x(at) y1="14" y2="72" class="cutline"></line>
            <text x=x(at) y="10" text-anchor=anchor>{word}</text>
        }
    });
    view! {
        <figure>
            <svg viewBox="0 0 640 96" role="img" aria-label=label>
                <line x1="20" x2="620" y1="66" y2="66" class="axis"></line>
                {circles}{cut}{own}
                <text x="20" y="88">{low.1}</text>
                <text x="620" y="88" text-anchor="end">{high.1}</text>
            </svg>
            <figcaption>{caption}</figcaption>
        </figure>
    }
}
