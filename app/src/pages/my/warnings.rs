//! Hints beside the answers that break a condition of the chosen position or contradict each other. They block nothing and
//! decide nothing: a screener confirms.

use domain::registration::{At, Block, Form, Section, Spot};
use domain::view::my::applications::Application;
use leptos::prelude::*;
use text::{Lang, registration, self_check as s};

use crate::parts::{LinkButton, Mood, Notice, Weight};

/// A hint and where it stands.
#[derive(Clone, Debug)]
pub(super) struct Warning {
    pub(super) at: At,
    pub(super) hint: String,
    /// Whether it breaks a condition; otherwise two answers contradict each other.
    pub(super) breaks: bool,
}

impl Warning {
    /// Whether it stands in a section.
    pub(super) fn is_in(&self, section: Section) -> bool {
        self.at.section() == Some(section)
    }
}

/// All hints of an application, by what was saved.
pub(super) fn warnings(lang: Lang, form: &Form, found: &Application, newest: i32) -> Vec<Warning> {
    let broken =
        found.asked.iter().flat_map(|asked| form.broken(&found.answers, asked)).filter_map(|broken| {
            let at = form.at(broken.at, newest)?;
            Some(Warning { at, hint: s::hint(&broken.rule, lang), breaks: true })
        });
    let contrary = form.contradictions(&found.answers).into_iter().map(|contrary| Warning {
        at: At::Spot(Spot::of(contrary.field())),
        hint: registration::contradiction(contrary, lang).to_owned(),
        breaks: false,
    });
    broken.chain(contrary).collect()
}

/// How many answers break a condition, in a sentence above them all; nothing where none does.
pub(super) fn counted(lang: Lang, warnings: &[Warning]) -> Option<AnyView> {
    let count = warnings.iter().filter(|warning| warning.breaks).count();
    let said = (count > 0).then(|| s::warning_count(lang, i64::try_from(count).unwrap_or(i64::MAX)));
    (!warnings.is_empty()).then(|| {
        view! {
            <Notice mood=Mood::Return title=said.unwrap_or_else(|| s::contrary_title(lang).to_owned())>
                <p>{s::warning_only(lang)}</p>
            </Notice>
        }
        .into_any()
    })
}

fn joined(warnings: &[Warning], at: At) -> Option<String> {
    let words: Vec<&str> =
        warnings.iter().filter(|warning| warning.at == at).map(|warning| warning.hint.as_str()).collect();
    (!words.is_empty()).then(|| words.join(" "))
}

/// All hints of an answer in one.
pub(super) fn of(warnings: &[Warning], spot: Spot) -> Option<String> {
    joined(warnings, At::Spot(spot))
}

/// All hints of a block in one.
pub(super) fn of_block(warnings: &[Warning], block: Block) -> Option<String> {
    joined(warnings, At::Block(block))
}

/// Above a section that was just saved: that it was, what to look at, and the way on.
pub(super) fn saved(lang: Lang, warnings: &[Warning], on: String) -> impl IntoView + use<> {
    let breaks = warnings.iter().any(|warning| warning.breaks);
    let title = if breaks { s::warning_title(lang) } else { s::contrary_saved(lang) };
    view! {
        <Notice mood=Mood::Return title=title live=true>
            <p>{s::warning_only(lang)}" "{s::warning_go_on(lang)}</p>
            <p><LinkButton href=on word=text::parts::continue_on(lang) weight=Weight::Quiet/></p>
        </Notice>
    }
}
