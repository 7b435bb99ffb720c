//! What the candidate answered, as lines to check or to keep; and the labels of all fields.

use domain::registration::{Answers, Block, Field, Form, Group, Rows, Section, Spot};
use leptos::prelude::*;
use text::{Lang, applications as t, reasons, registration};

use super::fields::rows_id;
use super::warnings::{self, Warning};
use crate::address;
use crate::parts::{FieldError, KeyValue, KeyValues, UserText, derived_from, kv};

/// Lines of an error summary, each beginning with the label of its field; `newest` is the year of the first appraisal.
pub(super) fn labelled(lang: Lang, newest: Option<i32>, errors: &[FieldError]) -> Vec<FieldError> {
    errors
        .iter()
        .map(|error| {
            let label = error.name.as_deref().map(|name| registration::label_of(lang, name, newest));
            match label.filter(|label| !label.is_empty()) {
                Some(label) => {
                    FieldError { sentence: reasons::labelled(lang, &label, &error.sentence), ..error.clone() }
                }
                None => error.clone(),
            }
        })
        .collect()
}

/// Where the links of a check page lead, and the hints beside the answers.
#[derive(Clone, Debug)]
pub(super) struct Changing {
    /// Public code of the application.
    pub(super) code: String,
    pub(super) warnings: Vec<Warning>,
}

/// All answers by section. With `changing` everything that is asked is listed, empty answers too, each with a link to its
/// field, which leads back to the check page; without it only what was told.
#[component]
pub(super) fn AnswerList(
    lang: Lang,
    answers: Answers,
    #[prop(optional_no_strip)] changing: Option<Changing>,
) -> impl IntoView {
    let form = Form::standard();
    form.sections()
        .map(|section| {
            let lines = Lines { lang, form, answers: &answers, changing: changing.as_ref() };
            let follow =
                form.fields_of(section).iter().map(|field| derived_from(lang, form, *field, &answers));
            let follow = follow.collect_view();
            view! { <h2>{t::section(section, lang)}</h2><KeyValues pairs=lines.section(section)/>{follow} }
        })
        .collect_view()
}

struct Lines<'a> {
    lang: Lang,
    form: &'a Form,
    answers: &'a Answers,
    changing: Option<&'a Changing>,
}

impl Lines<'_> {
    fn section(&self, section: Section) -> Vec<KeyValue> {
        let mut pairs = Vec::new();
        for group in self.form.groups(section) {
            match group {
                Group::One(field) => pairs.extend(self.line(Spot::of(field))),
                Group::Rows(block, fields) => {
                    let rows = self.form.rows(block, self.answers);
                    let told = (1..=rows).filter(|row| !self.answers.is_empty_row(*row, fields));
                    pairs.extend(
                        (1..=rows)
                            .filter(|row| {
                                block.rows() != Rows::Free || !self.answers.is_empty_row(*row, fields)
                            })
                            .flat_map(|row| fields.iter().map(move |field| Spot::at(*field, row)))
                            .filter_map(|spot| self.line(spot)),
                    );
                    if told.count() == 0 {
                        pairs.extend(self.no_rows(section, block));
                    }
                }
            }
        }
        pairs
    }

    /// The line of an answer, unless nobody types it, or nothing was told and nothing can be changed here.
    fn line(&self, spot: Spot) -> Option<KeyValue> {
        let (lang, spec, value) = (self.lang, spot.field.spec(), self.answers.get(spot));
        let asked =
            spec.follows.is_none() && !spec.kind.is_hidden() && self.form.asks(spot.field, self.answers);
        if !asked || (value.is_empty() && self.changing.is_none()) {
            return None;
        }
        let label = registration::label(lang, spot, self.answers.appraisal_year());
        let words = registration::shown(lang, spot.field, value);
        let shown = if words.is_empty() {
            view! { <span class="soft">{t::nothing_written(lang)}</span> }.into_any()
        } else if words == value {
            view! { <span class="notice-text"><UserText lang=lang text=words/></span> }.into_any()
        } else {
            words.into_any()
        };
        let link = self.link(spot.field.section(), &format!("f-{}", spot.name()), &label);
        let hint = self.changing.and_then(|changing| {
            // The block of spells has one hint, at its first line.
            let first = spec.block.filter(|_| spot.row == 1 && Self::is_first(spot));
            let block = first.and_then(|block| warnings::of_block(&changing.warnings, block));
            warnings::of(&changing.warnings, spot).or(block)
        });
        let hint = hint.map(|hint| view! { <p class="warning">{hint}</p> });
        Some(kv(label, view! { {shown}{link}{hint} }))
    }

    fn is_first(spot: Spot) -> bool {
        Field::ALL.iter().find(|field| field.spec().block == spot.field.spec().block) == Some(&spot.field)
    }

    /// The line of a block in which nothing was told.
    fn no_rows(&self, section: Section, block: Block) -> Option<KeyValue> {
        let changing = self.changing.filter(|_| block.rows() == Rows::Free)?;
        let title = registration::block(block, self.lang).0;
        let link = self.link(section, &rows_id(block), title);
        let hint = warnings::of_block(&changing.warnings, block);
        let hint = hint.map(|hint| view! { <p class="warning">{hint}</p> });
        let none = view! { <span class="soft">{t::none_told(self.lang)}</span> };
        Some(kv(title, view! { {none}{link}{hint} }))
    }

    fn link(&self, section: Section, id: &str, label: &str) -> Option<AnyView> {
        let code = &self.changing?.code;
        let page = address::application_page(self.lang, code, section.word());
        let (href, what) = (format!("{page}?from=check#{id}"), t::change_what(self.lang, label));
        let word = text::parts::change(self.lang);
        Some(view! { " "<a class="small" href=href aria-label=what>{word}</a> }.into_any())
    }
}
