//! The own result as its candidate reads it: one sentence, the lists, and every step. The candidate's pages and the preview before a list
//! is signed print it alike.

use domain::view::my::applications::{OnList, Scored};
use leptos::prelude::*;
use text::{Lang, applications as t, lists};

use super::Mood;

/// Where a list puts its reader: how that looks, in one word, and in one sentence.
pub fn on_list(lang: Lang, on: &OnList) -> (Mood, String, String) {
    let list = lists::title(lang, &on.stage, on.name.as_deref());
    let word = lists::result_word(lang, &on.stage, &on.seat);
    let (mood, sentence) = match on.seat.as_str() {
        "in" => (Mood::Pass, t::on_list(lang, &list)),
        "out" => (Mood::Wait, t::on_list_out(lang, &list)),
        "open" => (Mood::Wait, t::on_list_open(lang, &list)),
        _ => (Mood::Wait, t::on_list_reserve(lang, &list, &word)),
    };
    (mood, word, sentence)
}

/// The own result in one sentence, and on which lists the person is.
pub fn scored(lang: Lang, own: &Scored) -> impl IntoView + use<> {
    let seats = own.seats.iter().filter(|(_, seat)| !seat.is_empty()).map(|(list, seat)| {
        let list = lists::title(lang, list, own.names.list(list));
        view! { <li>{t::seat_on(lang, &list, &text::steps::seat_word(seat, lang))}</li> }
    });
    let first = if own.total.is_empty() || own.rank.is_empty() {
        t::result_unranked(lang).to_owned()
    } else {
        t::result_ranked(lang, &own.total, &own.rank)
    };
    view! { <p><b>{first}</b></p><ul>{seats.collect_view()}</ul> }
}
