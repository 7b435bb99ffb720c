//! A histogram as bars with the line. Owns the drawing only: the page puts a sentence and the table beside it.

use leptos::prelude::*;

const LEFT: u64 = 20;
const WIDTH: u64 = 600;
const HEIGHT: u64 = 80;
const BASE: u64 = 96;

/// One bar: how many, in the order of the scores.
fn bar((at, people): (usize, u32), (bars, most): (u64, u64)) -> impl IntoView + use<> {
    let wide = WIDTH / bars.max(1);
    let at = u64::try_from(at).unwrap_or(0);
    let high = u64::from(people).saturating_mul(HEIGHT) / most.max(1);
    let x = LEFT.saturating_add(at.saturating_mul(wide)).saturating_add(2);
    let y = BASE.saturating_sub(high);
    let (x, y, wide, high) = (x, y, wide.saturating_sub(4), high);
    view! { <rect x=x.to_string() y=y.to_string() width=wide.to_string() height=high.to_string() class="bar"></rect> }
}

/// `label` is the sentence for screen readers; `cut` where the line stands, in thousandths of the width, with its word.
#[component]
pub fn Histogram(
    #[prop(into)] label: String,
    people: Vec<u32>,
    low: String,
    high: String,
    cut: Option<(u64, String)>,
) -> impl IntoView {
    let most = u64::from(people.iter().copied().max().unwrap_or(0));
    let bars = u64::try_from(people.len()).unwrap_or(1);
    let drawn = people.into_iter().enumerate().map(|one| bar(one, (bars, most))).collect_view();
    let cut = cut.map(|(part, word)| {
        let x = LEFT.saturating_add(part.min(1_000).saturating_mul(WIDTH) / 1_000);
        let anchor = if x > LEFT + WIDTH / 2 { "end" } else { "start" };
        let x = x.to_string();
        view! {
            <line x1=x.clone() x2=x.clone() y1="14" y2="96" class="cutline"></line>
            <text x=x y="10" text-anchor=anchor>{word}</text>
        }
    });
    view! {
        <figure>
            <svg viewBox="0 0 640 116" role="img" aria-label=label>
                {drawn}
                <line x1="20" x2="620" y1="96" y2="96" class="axis"></line>
                {cut}
                <text x="20" y="112">{low}</text>
                <text x="620" y="112" text-anchor="end">{high}</text>
            </svg>
        </figure>
    }
}
