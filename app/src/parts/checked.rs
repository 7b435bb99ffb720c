//! Conditions: the sentences that a position asks, and a tree of findings with the values used.

use domain::eligibility::{Asked, Condition, Day, Finding, Judgement, Rule};
use leptos::prelude::*;
use text::{Lang, eligibility as e, numbers};

use super::{Mood, Notice, StateWord, UserText};

/// Rules that must all be met, one sentence a line; a line with somebody's own words is marked as such.
pub fn asked_lines(lang: Lang, rules: &[Rule], at: Option<Day>) -> AnyView {
    let lines = rules
        .iter()
        .map(|rule| {
            let said = e::sentences(std::slice::from_ref(rule), at, lang).concat();
            if rule.has_words() {
                view! { <li><UserText lang=lang text=said/></li> }.into_any()
            } else {
                view! { <li>{said}</li> }.into_any()
            }
        })
        .collect_view();
    view! { <ul>{lines}</ul> }.into_any()
}

/// What a position asks, with the day up to which is counted.
#[component]
pub fn AskedList(lang: Lang, asked: Asked) -> impl IntoView {
    let typed: Vec<Rule> = asked.typed().cloned().collect();
    let lines = (!typed.is_empty()).then(|| {
        view! {
            {asked_lines(lang, &typed, Some(asked.at))}
            <p class="small soft">{e::counted_at(lang, &e::day(asked.at, lang))}</p>
        }
    });
    let columns: Vec<&str> = asked.by_person().map(|(column, _)| e::column(column, lang)).collect();
    let by_person = (!columns.is_empty()).then(|| {
        let words = e::by_person_columns(lang, &numbers::list(lang, &columns));
        view! { <p><UserText lang=lang text=words/></p> }
    });
    view! { {lines}{by_person} }
}

/// The words of the position table that a person checks, column by column; nothing where there are none.
pub fn by_person(lang: Lang, asked: &Asked) -> Option<AnyView> {
    let line = |(column, words)| {
        let said = e::in_column(lang, e::column(column, lang), words);
        view! { <li class="notice-text"><UserText lang=lang text=said/></li> }
    };
    let lines: Vec<_> = asked.by_person().map(line).collect();
    (!lines.is_empty()).then(|| {
        view! {
            <Notice title=e::by_person(lang)>
                <p>{e::by_person_what(lang)}</p>
                <ul>{lines}</ul>
            </Notice>
        }
        .into_any()
    })
}

/// A finding as a word with its shape.
#[component]
pub fn FindingWord(lang: Lang, finding: Finding) -> impl IntoView {
    let mood = match finding {
        Finding::Met => Mood::Pass,
        Finding::NotMet => Mood::Refuse,
        Finding::CannotTell => Mood::Return,
    };
    view! { <StateWord mood=mood word=e::found::word(finding, lang)/> }
}

/// Findings, each with its condition and the values used, those that are not met first; branches nest.
pub fn findings(lang: Lang, asked: &Asked, all: &[Judgement]) -> AnyView {
    let mut all: Vec<&Judgement> = all.iter().collect();
    all.sort_by_key(|one| one.finding());
    let lines = all.into_iter().map(|one| view! { <li>{finding(lang, asked, one)}</li> }).collect_view();
    view! { <ul class="findings">{lines}</ul> }.into_any()
}

fn finding(lang: Lang, asked: &Asked, judgement: &Judgement) -> AnyView {
    let came_to = judgement.finding();
    match judgement {
        Judgement::One(judged) => {
            let said = e::condition(&judged.condition, Some(asked.at), lang);
            let condition = match &judged.condition {
                Condition::InWords { .. } => view! { <UserText lang=lang text=said/> }.into_any(),
                _ => said.into_any(),
            };
            let values = e::found::used(lang, &e::found::values(&judged.used, lang));
            view! {
                <FindingWord lang=lang finding=came_to/>" "{condition}
                <br/><span class="small soft">{values}</span>
            }
            .into_any()
        }
        Judgement::All(of) => branch(lang, asked, (came_to, e::found::all_of(lang)), of),
        Judgement::Any(of) => branch(lang, asked, (came_to, e::found::any_of(lang)), of),
    }
}

fn branch(lang: Lang, asked: &Asked, (came_to, word): (Finding, &'static str), of: &[Judgement]) -> AnyView {
    view! { <FindingWord lang=lang finding=came_to/>" "{word}{findings(lang, asked, of)} }.into_any()
}
