//! The posting's own people under the draft: asked for from the browser, a moment after the last change.

use domain::scheme::draft::Draft;
use domain::view::desk::schemes::Movers;
use leptos::prelude::*;
use text::{Lang, errors, scheme::form as t};

use super::moves::int;
use crate::api::movers::Unanswered;
use crate::parts::movers_table;

/// How far the question has come.
#[derive(Clone, Debug)]
#[cfg_attr(feature = "ssr", expect(dead_code, reason = "only a browser asks"))]
enum Asked {
    Not,
    Waiting,
    Done(Result<Movers, Unanswered>),
}

/// How they fare, as far as it is known.
#[component]
pub fn OwnPeople(lang: Lang, posting: String, draft: RwSignal<Draft>) -> impl IntoView {
    let answer = RwSignal::new(Asked::Not);
    ask(lang, posting, draft, answer);
    view! {
        <section class="pane" id="own-people" aria-live="polite">
            <h2>{t::own_data(lang)}</h2>
            <p class="small soft">{t::own_lede(lang)}</p>
            {move || match answer.get() {
                Asked::Not => view! { <p class="small soft">{t::needs_scripts(lang)}</p> }.into_any(),
                Asked::Waiting => view! { <p class="small soft">{t::own_wait(lang)}</p> }.into_any(),
                Asked::Done(Err(why)) => unanswered(lang, why).into_any(),
                Asked::Done(Ok(movers)) => own(lang, &movers).into_any(),
            }}
        </section>
    }
}

fn unanswered(lang: Lang, Unanswered(told): Unanswered) -> impl IntoView {
    let lost = || vec![errors::transport_what(lang).to_owned(), errors::transport_do(lang).to_owned()];
    let words = if told.is_empty() { lost() } else { told };
    words.into_iter().map(|word| view! { <p class="small">{word}</p> }).collect_view()
}

fn own(lang: Lang, movers: &Movers) -> impl IntoView + use<> {
    let sum = t::own_sum(lang, int(movers.people), int(movers.moved), int(movers.crossing));
    let first = (usize::try_from(movers.moved).unwrap_or(0) > movers.rows.len())
        .then(|| t::own_first(lang, i64::try_from(movers.rows.len()).unwrap_or(0)));
    let list = (!movers.rows.is_empty())
        .then(|| movers_table(lang, t::own_data(lang), (&movers.rows, &movers.names), true));
    view! { <p>{sum}</p>{list}{first.map(|first| view! { <p class="small soft">{first}</p> })} }
}

#[cfg(feature = "ssr")]
fn ask(lang: Lang, posting: String, draft: RwSignal<Draft>, answer: RwSignal<Asked>) {
    let _ = (lang, posting, draft, answer);
}

/// Asks 700 ms after the last change; an answer to an older question is dropped.
#[cfg(not(feature = "ssr"))]
fn ask(lang: Lang, posting: String, draft: RwSignal<Draft>, answer: RwSignal<Asked>) {
    use crate::api::movers::scheme_movers;
    let asked = StoredValue::new(0_u32);
    Effect::new(move |_| {
        let (posting, draft) = (posting.clone(), draft.get());
        if !draft.is_usable() {
            return;
        }
        let number = asked.get_value().wrapping_add(1);
        asked.set_value(number);
        answer.update(|now| {
            if matches!(now, Asked::Not) {
                *now = Asked::Waiting;
            }
        });
        let ask = move || {
            leptos::task::spawn_local(async move {
                if asked.try_get_value() != Some(number) {
                    return;
                }
                let found = scheme_movers(lang, posting, draft).await;
                if asked.try_get_value() == Some(number) {
                    answer.set(Asked::Done(found));
                }
            });
        };
        set_timeout(ask, std::time::Duration::from_millis(700));
    });
}
