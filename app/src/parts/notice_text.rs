//! The text of a notice, and whom it says to call: the public page, the desk and whoever approves it read the same.

use domain::posting::{Following, Telephones};
use leptos::prelude::*;
use text::notice::{Block, blocks};
use text::{Lang, desk as t};

use super::key_values::KeyValue;
use super::{UserText, kv};

/// The text with its headings, which stand below a title of the second rank.
pub fn notice_text(text: &str) -> impl IntoView + use<> {
    // A text whose first heading is of the second rank leaves no rank out.
    let mut below = false;
    let each = blocks(text).into_iter().map(|block| match block {
        Block::Heading(rank, words) if rank == 1 || !below => {
            below |= rank == 1;
            view! { <h3>{words.to_owned()}</h3> }.into_any()
        }
        Block::Heading(_, words) => view! { <h4>{words.to_owned()}</h4> }.into_any(),
        Block::Lines(lines) => view! { <p class="notice-text">{lines.to_owned()}</p> }.into_any(),
    });
    view! { <div lang="zh-CN">{each.collect_view()}</div> }
}

/// Each telephone with its label; none where there is none.
pub fn telephones(lang: Lang, of: &Telephones) -> Vec<KeyValue> {
    let all = [(t::enquiry(lang), of.enquiry()), (t::supervision(lang), of.supervision())];
    let some = all.into_iter().filter(|(_, said)| !said.is_empty());
    some.map(|(label, said)| kv(label, view! { <UserText lang=lang text=said.to_owned()/> })).collect()
}

/// What surrounds a transfer by the notice, each with its label; none where it sets nothing.
pub fn following(lang: Lang, of: Following) -> Vec<KeyValue> {
    let trial = (of.trial > 0).then(|| kv(t::trial(lang), t::trial_lasts(lang, of.trial)));
    let service = (of.service > 0).then(|| kv(t::service_term(lang), t::service_lasts(lang, of.service)));
    trial.into_iter().chain(service).collect()
}
