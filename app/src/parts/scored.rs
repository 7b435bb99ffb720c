//! The own result as its candidate reads it: one sentence, the lists, and every step. The candidate's pages and the preview before a list
//! is signed print it alike.

use domain::view::my::applications::Scored;
use leptos::prelude::*;
use text::{Lang, applications as t, lists};

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
