//! What a posting says beside its table: the schemes in words and the typed conditions. The public page and the page of whoever
//! approves it show the same.

use domain::eligibility::{Conditions, Day, Rule};
use domain::view::public::postings::NamedScheme;
use leptos::prelude::*;
use text::{Lang, eligibility as e, public as t, scheme};

use super::{UserText, asked_lines};

/// A scheme in words with its formula and digest; a named one folded in.
pub fn rule_box(rule: &NamedScheme, lang: Lang) -> impl IntoView + use<> {
    let said =
        scheme::printed(&rule.scheme, lang).into_iter().map(|line| view! { <li>{line}</li> }).collect_view();
    let formula = scheme::formula_of(&rule.scheme, lang).map(|line| view! { <p class="formula">{line}</p> });
    let digest = rule.scheme.digest().grouped();
    let body = view! {
        <ul>{said}</ul>
        {formula}
        <p class="small soft">{t::scheme_digest(lang)}" "<span class="mono digest">{digest}</span></p>
    };
    match rule.name.clone() {
        None => view! { <section class="rule">{body}</section> }.into_any(),
        Some(name) => view! {
            <details class="rule"><summary>{t::scheme_named(lang)}<UserText lang=lang text=rule.scheme.name.clone().unwrap_or(name)/></summary>{body}</details>
        }
        .into_any(),
    }
}

/// The typed conditions as sentences: those of all positions, then those of groups.
pub fn conditions(set: &Conditions, at: Option<Day>, lang: Lang) -> AnyView {
    if set.is_empty() {
        return ().into_any();
    }
    let list = |rules: &[Rule]| (!rules.is_empty()).then(|| asked_lines(lang, rules, at));
    let groups = set
        .groups
        .iter()
        .map(|group| {
            let how = match (group.instead, group.rules.is_empty()) {
                (true, true) => e::group_nothing(lang),
                (true, false) => e::group_instead(lang),
                (false, _) => e::group_also(lang),
            };
            view! {
                <h3><UserText lang=lang text=group.name.as_str().to_owned()/></h3>
                <p>{e::group(lang, &group.positions)}</p>
                <p class="soft">{how}</p>
                {list(&group.rules)}
            }
        })
        .collect_view();
    let counted = at.map(|day| view! { <p class="small soft">{e::counted_at(lang, &e::day(day, lang))}</p> });
    let photo = set.photo.then(|| {
        view! { <p>{text::uploads::photo_asked(true, set.photo_size, lang)}</p> }
    });
    view! { <h2>{e::title(lang)}</h2>{list(&set.general)}{counted}{groups}{photo} }.into_any()
}
