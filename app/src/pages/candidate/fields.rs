//! The fields of each section, with the faults of the last try.

use domain::registration::{ApplicationForm, MOST_ROWS, MemberForm, RowAct, SpellForm};
use leptos::prelude::*;
use text::{Lang, applications as t, eligibility as e, registration};

use super::warnings::{self, Warning};
use crate::parts::choices::{self, Choices};
use crate::parts::{
    Button, CheckBox, Derived, Field, FieldError, Kind, RadioGroup, SelectField, TextArea, TextField, Weight,
    sentence_for,
};

/// The fields of a section with the faults of the last try.
pub(super) struct Fields<'a> {
    pub(super) lang: Lang,
    /// Year of the first appraisal.
    pub(super) newest: i32,
    pub(super) faults: &'a [FieldError],
    /// Hints beside answers that break a condition.
    pub(super) warnings: &'a [Warning],
}

impl Fields<'_> {
    fn field(&self, name: &str) -> Field {
        let label = registration::label(self.lang, name, Some(self.newest));
        Field::new(name, &label)
            .error(sentence_for(self.faults, name))
            .warning(warnings::of(self.warnings, name))
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
            {self.choice("unit_level", choices::unit_levels(lang), &typed.unit_level)}
            {self.choice("unit_kind", choices::unit_kinds(lang), &typed.unit_kind)}
            {self.day("level_since", &typed.level_since)}
            {self.line("joined", t::joined_hint(lang), Kind::Short, &typed.joined)}
            {self.line("post", t::post_hint(lang), Kind::Text, &typed.post)}
            {self.choice("rank", choices::ranks(lang), &typed.rank)}
            {self.day("rank_since", &typed.rank_since)}
            {self.choice("leading", choices::posts(lang), &typed.leading)}
            {self.open_day("leading_since", t::leading_since_hint(lang), &typed.leading_since)}
            {self.spells(form)}
        }
        .into_any()
    }

    /// A row for each spell, at least one; a row more or less is a post of the whole section.
    fn spells(&self, form: &ApplicationForm) -> impl IntoView + use<> {
        let lang = self.lang;
        let mut rows = form.service.rows();
        if rows.is_empty() {
            rows.push(("", ""));
        }
        let number = rows.len();
        let each = (1_usize..)
            .zip(rows)
            .map(|(no, (from, to))| {
                let day = |name: &str, value: &str| {
                    let field = self.field(name).optional().in_rows();
                    let value = value.to_owned();
                    view! { <TextField lang=lang field=field kind=Kind::Short value=value/> }
                };
                view! {
                    <div class="pair">
                        {day(&SpellForm::from_name(no), from)}
                        {day(&SpellForm::to_name(no), to)}
                    </div>
                    {remove(lang, no, &t::grassroots_row(lang, count(no)))}
                }
            })
            .collect_view();
        view! {
            <h2 id="rows">{t::grassroots_title(lang)}</h2>
            <p class="soft">{t::grassroots_lede(lang)}</p>
            {warnings::of(self.warnings, "grassroots").map(|hint| view! { <p class="warning">{hint}</p> })}
            {each}
            {add(lang, number, t::add_spell(lang))}
        }
    }

    pub(super) fn family(&self, form: &ApplicationForm) -> AnyView {
        let (lang, typed) = (self.lang, &form.family);
        let mut rows = typed.members.clone();
        if rows.is_empty() {
            rows.push(MemberForm::default());
        }
        let number = rows.len();
        let each = (1_usize..).zip(rows).map(|(no, row)| self.member(no, row)).collect_view();
        let recusal = self.field("recusal").hint(t::recusal_hint(lang));
        let words = self.field("recusal_words");
        view! {
            <h2 id="rows">{t::family_title(lang)}</h2>
            <p class="soft">{t::family_lede(lang)}</p>
            {each}
            {add(lang, number, t::add_member(lang))}
            <h2>{t::recusal_title(lang)}</h2>
            <RadioGroup lang=lang field=recusal options=choices::no_or_yes(lang) selected=typed.recusal.clone()/>
            <div class="after-yes">
                <TextField lang=lang field=words kind=Kind::Text value=typed.recusal_words.clone()/>
            </div>
        }
        .into_any()
    }

    fn member(&self, no: usize, row: MemberForm) -> impl IntoView + use<> {
        let lang = self.lang;
        let field = |part: &str| self.field(&MemberForm::name_of(no, part)).optional().in_rows();
        let work = field("work").hint(t::family_work_hint(lang));
        view! {
            <div class="pair">
                <SelectField lang=lang field=field("relation") options=choices::relations(lang) selected=row.relation/>
                <TextField lang=lang field=field("name") kind=Kind::Text value=row.name/>
            </div>
            <TextField lang=lang field=work kind=Kind::Text value=row.work/>
            {remove(lang, no, &t::family_row(lang, count(no)))}
        }
    }

    pub(super) fn record(&self, form: &ApplicationForm) -> AnyView {
        let (lang, typed) = (self.lang, &form.record);
        let study = self.field("study").hint(t::study_hint(lang));
        let excluded = self.field("excluded").hint(e::excluded_list(lang));
        view! {
            {self.choice("education_level", choices::educations(lang), &typed.education_level)}
            {self.choice("degree", choices::degrees(lang), &typed.degree)}
            <SelectField lang=lang field=study options=choices::studies(lang) selected=typed.study.clone()/>
            {self.line("education", t::education_hint(lang), Kind::Text, &typed.education)}
            {self.choice("politics", choices::politics(lang), &typed.politics)}
            <h2>{t::appraisals_title(lang)}</h2>
            {self.appraisals(form)}
            <h2>{e::excluded_title(lang)}</h2>
            <RadioGroup lang=lang field=excluded options=choices::no_or_yes(lang) selected=typed.excluded.clone()/>
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
                let options = choices::appraisals(self.lang);
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

fn count(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

/// The button that takes a row away.
fn remove(lang: Lang, row: usize, what: &str) -> impl IntoView + use<> {
    let label = t::remove_row(lang, what);
    let word = RowAct::Remove(row).word();
    view! {
        <p><button class="linkish small" type="submit" name="act" value=word aria-label=label.clone()>{label.clone()}</button></p>
    }
}

/// The button that adds a row; a sentence where there are as many as there can be.
fn add(lang: Lang, rows: usize, word: &'static str) -> AnyView {
    if rows >= MOST_ROWS {
        return view! { <p class="soft">{t::rows_full(lang)}</p> }.into_any();
    }
    let act = RowAct::Add.word();
    view! { <p><Button word=word weight=Weight::Quiet name="act" value=act/></p> }.into_any()
}
