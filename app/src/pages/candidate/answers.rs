//! What the candidate answered, as lines to check or to keep; and the labels of all fields.

use domain::registration::{ApplicationForm, Section};
use leptos::prelude::*;
use text::{Lang, applications as t, reasons, registration};

use super::warnings::{self, Warning};
use crate::address;
use crate::parts::{Derived, FieldError, KeyValue, KeyValues, UserText, kv};

/// Lines of an error summary, each beginning with the label of its field; `newest` is the year of the first appraisal.
pub(super) fn labelled(lang: Lang, newest: Option<i32>, errors: &[FieldError]) -> Vec<FieldError> {
    errors
        .iter()
        .map(|error| {
            let label = error.name.as_deref().map(|name| registration::label(lang, name, newest));
            match label.filter(|label| !label.is_empty()) {
                Some(label) => {
                    FieldError { sentence: reasons::labelled(lang, &label, &error.sentence), ..error.clone() }
                }
                None => error.clone(),
            }
        })
        .collect()
}

/// The year of the first appraisal that was told.
fn newest(form: &ApplicationForm) -> Option<i32> {
    form.record.appraisal_year.parse().ok()
}

/// All answers by section; with `change` every line has a link to its field, which leads back to the check page, and
/// `warnings` stand beside theirs.
#[component]
pub(super) fn Answers(
    lang: Lang,
    form: ApplicationForm,
    #[prop(optional, into)] change: Option<String>,
    #[prop(optional)] warnings: Vec<Warning>,
) -> impl IntoView {
    let newest = newest(&form);
    Section::ALL
        .iter()
        .map(|&section| {
            let pairs: Vec<KeyValue> = form
                .fields_of(section)
                .into_iter()
                .filter(|(name, value)| {
                    name != "appraisal_year" && !(value.is_empty() && registration::may_be_left_out(name))
                })
                .map(|(name, value)| {
                    pair(lang, section, (&name, value, newest), (change.as_deref(), &warnings))
                })
                .collect();
            let derived =
                (section == Section::Person).then(|| view! { <Derived lang=lang form=form.clone()/> });
            view! { <h2>{t::section(section, lang)}</h2><KeyValues pairs=pairs/>{derived} }
        })
        .collect_view()
}

fn pair(
    lang: Lang,
    section: Section,
    (name, value, newest): (&str, &str, Option<i32>),
    (change, warnings): (Option<&str>, &[Warning]),
) -> KeyValue {
    let label = registration::label(lang, name, newest);
    let words = registration::shown(lang, name, value);
    let shown = if words.is_empty() {
        view! { <span class="soft">{t::nothing_written(lang)}</span> }.into_any()
    } else if words == value {
        view! { <span class="notice-text"><UserText lang=lang text=words/></span> }.into_any()
    } else {
        words.into_any()
    };
    let link = change.map(|code| {
        let href = format!("{}?from=check#f-{name}", address::application_page(lang, code, section.word()));
        view! { " "<a class="small" href=href aria-label=t::change_what(lang, &label)>{text::parts::change(lang)}</a> }
    });
    // The block of spells has one hint, at its first line.
    let at = if name == "grassroots_1_from" { "grassroots" } else { name };
    let warning = warnings::of(warnings, at).map(|hint| view! { <p class="warning">{hint}</p> });
    kv(label, view! { {shown}{link}{warning} })
}
