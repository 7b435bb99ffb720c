//! What the candidate answered, as lines to check or to keep; and the labels of all fields.

use domain::registration::{ApplicationForm, Section};
use leptos::prelude::*;
use text::{Lang, candidate as t, reasons};

use crate::address;
use crate::parts::{FieldError, KeyValue, KeyValues, Own, kv};

/// The label of a field by its form name; empty for a name that no section has.
pub(super) fn label(lang: Lang, name: &str) -> &'static str {
    match name {
        "name" => t::name(lang),
        "identity" => t::identity(lang),
        "phone" => t::phone(lang),
        "unit" => t::present_unit(lang),
        "post" => t::post(lang),
        "service_years" => t::service_years(lang),
        "grassroots_years" => t::grassroots_years(lang),
        "education" => t::education(lang),
        "recommended" => t::recommended(lang),
        "truthful" => t::truthful(lang),
        "remark" => t::remark(lang),
        _ => "",
    }
}

/// Lines of an error summary, each beginning with the label of its field.
pub(super) fn labelled(lang: Lang, errors: &[FieldError]) -> Vec<FieldError> {
    errors
        .iter()
        .map(|error| {
            match error.name.as_deref().map(|name| label(lang, name)).filter(|label| !label.is_empty()) {
                Some(label) => {
                    FieldError { sentence: reasons::labelled(lang, label, &error.sentence), ..error.clone() }
                }
                None => error.clone(),
            }
        })
        .collect()
}

type Line = (&'static str, String);

fn lines(lang: Lang, form: &ApplicationForm, section: Section) -> Vec<Line> {
    let ApplicationForm { person, service, statement } = form;
    let years = |n: &str| if n.is_empty() { String::new() } else { t::years(lang, n) };
    let agreed = |value: &str| if value == "yes" { t::agreed(lang) } else { t::not_agreed(lang) }.to_owned();
    match section {
        Section::Person => {
            vec![
                ("name", person.name.clone()),
                ("identity", person.identity.clone()),
                ("phone", person.phone.clone()),
            ]
        }
        Section::Service => vec![
            ("unit", service.unit.clone()),
            ("post", service.post.clone()),
            ("service_years", years(&service.service_years)),
            ("grassroots_years", years(&service.grassroots_years)),
            ("education", service.education.clone()),
        ],
        Section::Statement => vec![
            ("recommended", agreed(&statement.recommended)),
            ("truthful", agreed(&statement.truthful)),
            ("remark", statement.remark.clone()),
        ],
    }
}

/// All answers by section; with `change` every line has a link to its field, which leads back to the check page.
#[component]
pub(super) fn Answers(
    lang: Lang,
    form: ApplicationForm,
    #[prop(optional, into)] change: Option<String>,
) -> impl IntoView {
    Section::ALL
        .iter()
        .map(|&section| {
            let pairs = lines(lang, &form, section)
                .into_iter()
                .map(|line| pair(lang, section, line, change.as_deref()))
                .collect();
            view! { <h2>{t::section(section, lang)}</h2><KeyValues pairs=pairs/> }
        })
        .collect_view()
}

fn pair(lang: Lang, section: Section, (name, value): Line, change: Option<&str>) -> KeyValue {
    let shown = if value.is_empty() {
        view! { <span class="soft">{t::nothing_written(lang)}</span> }.into_any()
    } else if matches!(section, Section::Statement) && name != "remark" {
        value.into_any()
    } else {
        view! { <span class="notice-text"><Own lang=lang text=value/></span> }.into_any()
    };
    let link = change.map(|code| {
        let href = format!("{}?from=check#f-{name}", address::application_page(lang, code, section.word()));
        view! { " "<a class="small" href=href aria-label=t::change_what(lang, label(lang, name))>{text::parts::change(lang)}</a> }
    });
    kv(label(lang, name), view! { {shown}{link} })
}
