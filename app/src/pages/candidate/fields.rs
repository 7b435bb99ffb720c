//! The fields of each section, with the faults of the last try.

use domain::registration::{ApplicationForm, SPELLS};
use leptos::prelude::*;
use text::{Lang, candidate as t, eligibility as e, registration};

use super::heed::{self, Heed};
use crate::parts::told::{self, Choices};
use crate::parts::{
    CheckBox, Derived, Field, FieldError, Kind, RadioGroup, SelectField, TextArea, TextField, sentence_for,
};

/// The fields of a section with the faults of the last try.
pub(super) struct Fields<'a> {
    pub(super) lang: Lang,
    /// Year of the first appraisal.
    pub(super) newest: i32,
    pub(super) faults: &'a [FieldError],
    /// Hints beside answers that break a condition.
    pub(super) heeds: &'a [Heed],
}

impl Fields<'_> {
    fn field(&self, name: &str) -> Field {
        let label = registration::label(self.lang, name, Some(self.newest));
        Field::new(name, &label).error(sentence_for(self.faults, name)).heed(heed::of(self.heeds, name))
    }

    fn line(&self, name: &str, hint: &str, kind: Kind, value: &str) -> impl IntoView + use<> {
        let field = self.field(name).hint(hint);
        view! { <TextField lang=self.lang field=field kind=kind value=value.to_owned()/> }
    }

    fn day(&self, name: &str, value: &str) -> impl IntoView + use<> {
        self.line(name, t::day_hint(self.lang), Kind::Short, value)
    }

    fn open_day(&self, name: &str, hint: &str, value: &str) -> impl IntoView + use<> {
        let field = self.field(name).optional();
        let field = if hint.is_empty() { field } else { field.hint(hint) };
        view! { <TextField lang=self.lang field=field kind=Kind::Short value=value.to_owned()/> }
    }

    fn choice(&self, name: &str, options: Choices, value: &str) -> impl IntoView + use<> {
        view! { <SelectField lang=self.lang field=self.field(name) options=options selected=value.to_owned()/> }
    }

    pub(super) fn person(&self, form: &ApplicationForm) -> AnyView {
        let (lang, typed) = (self.lang, &form.person);
        view! {
            {self.line("name", t::name_hint(lang), Kind::Name, &typed.name)}
            {self.line("identity", t::identity_hint(lang), Kind::Identity, &typed.identity)}
            <Derived lang=lang form=form.clone()/>
            {self.line("phone", t::phone_hint(lang), Kind::Phone, &typed.phone)}
        }
        .into_any()
    }

    pub(super) fn service(&self, form: &ApplicationForm) -> AnyView {
        let (lang, typed) = (self.lang, &form.service);
        view! {
            {self.line("unit", t::present_unit_hint(lang), Kind::Text, &typed.unit)}
            {self.choice("unit_level", told::unit_levels(lang), &typed.unit_level)}
            {self.choice("unit_kind", told::unit_kinds(lang), &typed.unit_kind)}
            {self.day("level_since", &typed.level_since)}
            {self.line("joined", t::joined_hint(lang), Kind::Short, &typed.joined)}
            {self.line("post", t::post_hint(lang), Kind::Text, &typed.post)}
            {self.choice("rank", told::ranks(lang), &typed.rank)}
            {self.day("rank_since", &typed.rank_since)}
            {self.choice("leading", told::posts(lang), &typed.leading)}
            {self.open_day("leading_since", t::leading_since_hint(lang), &typed.leading_since)}
            {self.spells(form)}
        }
        .into_any()
    }

    /// Rows for spells: always all of them, so that they work without scripts.
    fn spells(&self, form: &ApplicationForm) -> impl IntoView + use<> {
        let lang = self.lang;
        let fields = form.service.fields();
        let value = |name: &str| {
            fields.iter().find(|(known, _)| *known == name).map(|(_, value)| *value).unwrap_or_default()
        };
        let rows = (1..=SPELLS)
            .map(|n| {
                let (from, to) = (format!("grassroots_{n}_from"), format!("grassroots_{n}_to"));
                view! {
                    {self.open_day(&from, "", value(&from))}
                    {self.open_day(&to, "", value(&to))}
                }
            })
            .collect_view();
        view! {
            <h2>{t::grassroots_title(lang)}</h2>
            <p class="soft">{t::grassroots_lede(lang)}</p>
            {heed::of(self.heeds, "grassroots").map(|hint| view! { <p class="heed">{hint}</p> })}
            {rows}
        }
    }

    pub(super) fn record(&self, form: &ApplicationForm) -> AnyView {
        let (lang, typed) = (self.lang, &form.record);
        let study = self.field("study").hint(t::study_hint(lang));
        let excluded = self.field("excluded").hint(e::excluded_list(lang));
        view! {
            {self.choice("education_level", told::educations(lang), &typed.education_level)}
            {self.choice("degree", told::degrees(lang), &typed.degree)}
            <SelectField lang=lang field=study options=told::studies(lang) selected=typed.study.clone()/>
            {self.line("education", t::education_hint(lang), Kind::Text, &typed.education)}
            {self.choice("politics", told::politics(lang), &typed.politics)}
            <h2>{t::appraisals_title(lang)}</h2>
            {self.appraisals(form)}
            <h2>{e::excluded_title(lang)}</h2>
            <RadioGroup lang=lang field=excluded options=told::no_or_yes(lang) selected=typed.excluded.clone()/>
        }
        .into_any()
    }

    /// What was told for other years than those of this page is not shown for these.
    fn appraisals(&self, form: &ApplicationForm) -> impl IntoView + use<> {
        let same = form.record.appraisal_year == self.newest.to_string();
        form.record
            .appraisal_fields()
            .into_iter()
            .map(|(name, value)| {
                let options = told::appraisals(self.lang);
                let field = self.field(name);
                let field = if registration::may_be_left_out(name) { field.optional() } else { field };
                let value = if same { value.to_owned() } else { String::new() };
                view! { <SelectField lang=self.lang field=field options=options selected=value/> }
            })
            .collect_view()
    }

    pub(super) fn statement(&self, form: &ApplicationForm) -> AnyView {
        let (lang, typed) = (self.lang, &form.statement);
        let remark = self.field("remark").hint(t::remark_hint(lang)).optional();
        view! {
            <CheckBox field=self.field("recommended") checked={typed.recommended == "yes"}/>
            <CheckBox field=self.field("truthful") checked={typed.truthful == "yes"}/>
            <TextArea lang=lang field=remark value=typed.remark.clone() limit=4000/>
        }
        .into_any()
    }
}
