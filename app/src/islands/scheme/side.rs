//! What stands beside the form: the rule read out in both languages, the checks, and who would move.

use domain::scheme::draft::{Draft, Found};
use leptos::prelude::*;
use text::{Lang, scheme, scheme::form as t};

use super::Side;
use super::faults::{told, way};
use super::moves::made_up;
use super::words::scheme_title;
use crate::parts::{Mood, StateWord};

/// All of it for the draft as it stands now.
pub fn told_of(side: &Side, draft: &Draft) -> AnyView {
    let lang = side.lang;
    let faults = draft.faults();
    let names = side.of.as_deref().map_or_else(|| draft.names(), |of| vec![of]);
    let rules = names.iter().map(|of| rule(lang, draft, of)).collect_view();
    let moves = names.iter().map(|of| made_up(side, draft, of)).collect_view();
    view! { {rules}{checks(lang, &side.posting, draft, &faults)}{moves} }.into_any()
}

/// The rule as sentences and formula, in the page's language and then in the other.
fn rule(lang: Lang, draft: &Draft, of: &str) -> AnyView {
    let read = draft.read(of).and_then(Result::ok);
    let title = if of.is_empty() { t::reads_as(lang).to_owned() } else { scheme_title(lang, of) };
    let body = match read {
        None => view! { <p class="small">{t::unread(lang)}</p> }.into_any(),
        Some(read) => {
            let other = if lang == Lang::Zh { Lang::En } else { Lang::Zh };
            let in_one = |lang: Lang| {
                let sentences = scheme::sentences(&read, lang).join(if lang == Lang::Zh { "" } else { " " });
                let formula = scheme::formula_of(&read, lang);
                view! { <p>{sentences}</p>{formula.map(|formula| view! { <p class="formula" tabindex="0">{formula}</p> })} }
            };
            view! {
                <div>{in_one(lang)}</div>
                <div class="small soft" lang=other.tag()>{in_one(other)}</div>
            }
            .into_any()
        }
    };
    view! { <section class="rule"><h2>{title}</h2>{body}</section> }.into_any()
}

fn checks(lang: Lang, posting: &str, draft: &Draft, faults: &[Found]) -> AnyView {
    let count = i64::try_from(faults.iter().filter(|found| !found.warning).count()).unwrap_or(i64::MAX);
    let state = if count > 0 {
        (Mood::Refuse, t::faulty(lang, count))
    } else {
        (Mood::Pass, t::usable(lang).to_owned())
    };
    let lines = faults
        .iter()
        .map(|found| {
            let mark = if found.warning { t::warning(lang) } else { "" };
            let words = told(lang, draft, found);
            view! { <li>{(!mark.is_empty()).then(|| format!("{mark} · "))}<a href=way(lang, posting, found)>{words}</a></li> }
        })
        .collect_view();
    let body = if faults.is_empty() {
        view! { <p class="small">{t::sound(lang)}</p> }.into_any()
    } else {
        view! { <ul class="small">{lines}</ul> }.into_any()
    };
    view! {
        <section class="pane" id="checks">
            <div class="row apart"><h2 class="flat">{t::checks(lang)}</h2><StateWord mood=state.0 word=state.1/></div>
            {body}
        </section>
    }
    .into_any()
}
