//! Hints beside the answers that break a condition of the chosen position. They block nothing and decide nothing: a screener
//! confirms.

use domain::registration::{Section, field_at};
use domain::view::my::Application;
use leptos::prelude::*;
use text::{Lang, self_check as s};

use crate::parts::{LinkButton, Mood, Notice, Weight};

/// A hint and the field it stands beside.
#[derive(Clone, Debug)]
pub(super) struct Heed {
    pub(super) section: Section,
    pub(super) field: String,
    pub(super) hint: String,
}

/// All hints of an application, by what was saved.
pub(super) fn heeds(lang: Lang, found: &Application, newest: i32) -> Vec<Heed> {
    let Some(asked) = &found.asked else { return Vec::new() };
    let heed = |broken: &domain::eligibility::Broken| {
        let (section, field) = field_at(broken.at, newest);
        Heed { section, field, hint: s::hint(&broken.rule, lang) }
    };
    found.form.broken(asked).iter().map(heed).collect()
}

/// All hints of a field in one.
pub(super) fn of(heeds: &[Heed], field: &str) -> Option<String> {
    let words: Vec<&str> =
        heeds.iter().filter(|heed| heed.field == field).map(|heed| heed.hint.as_str()).collect();
    (!words.is_empty()).then(|| words.join(" "))
}

/// Above a section that was just saved: that it was, what to look at, and the way on.
pub(super) fn saved(lang: Lang, on: String) -> impl IntoView {
    view! {
        <Notice mood=Mood::Return title=s::heed_title(lang) live=true>
            <p>{s::heed_only(lang)}" "{s::heed_go_on(lang)}</p>
            <p><LinkButton href=on word=text::parts::continue_on(lang) weight=Weight::Quiet/></p>
        </Notice>
    }
}
