//! Hints beside the answers that break a condition of the chosen position. They block nothing and decide nothing: a screener
//! confirms.

use domain::registration::{Section, field_at};
use domain::view::my::Application;
use leptos::prelude::*;
use text::{Lang, self_check as s};

use crate::parts::{LinkButton, Mood, Notice, Weight};

/// A hint and the field it stands beside.
#[derive(Clone, Debug)]
pub(super) struct Warning {
    pub(super) section: Section,
    pub(super) field: String,
    pub(super) hint: String,
}

/// All hints of an application, by what was saved.
pub(super) fn warnings(lang: Lang, found: &Application, newest: i32) -> Vec<Warning> {
    let Some(asked) = &found.asked else { return Vec::new() };
    let warning = |broken: &domain::eligibility::Broken| {
        let (section, field) = field_at(broken.at, newest);
        Warning { section, field, hint: s::hint(&broken.rule, lang) }
    };
    found.form.broken(asked).iter().map(warning).collect()
}

/// All hints of a field in one.
pub(super) fn of(warnings: &[Warning], field: &str) -> Option<String> {
    let words: Vec<&str> = warnings
        .iter()
        .filter(|warning| warning.field == field)
        .map(|warning| warning.hint.as_str())
        .collect();
    (!words.is_empty()).then(|| words.join(" "))
}

/// Above a section that was just saved: that it was, what to look at, and the way on.
pub(super) fn saved(lang: Lang, on: String) -> impl IntoView {
    view! {
        <Notice mood=Mood::Return title=s::warning_title(lang) live=true>
            <p>{s::warning_only(lang)}" "{s::warning_go_on(lang)}</p>
            <p><LinkButton href=on word=text::parts::continue_on(lang) weight=Weight::Quiet/></p>
        </Notice>
    }
}
