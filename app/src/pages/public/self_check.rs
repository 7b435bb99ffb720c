//! The self-check of a position: its questions, and after a post the answer to each condition. It is printed without script
//! and keeps nothing; the answers come back on the page only.

use domain::eligibility::{Judgement, Question, Wanted};
use domain::lifecycle::Phase;
use domain::registration::SpellForm;
use domain::view::public::SelfCheckPage;
use leptos::prelude::*;
use text::{Lang, applications as c, eligibility as e, public as t, registration, self_check as s};

use super::pieces;
use crate::address;
use crate::frame::Section;
use crate::parts::{
    Button, ButtonRow, CheckBox, Crumb, Crumbs, ErrorSummary, Field, FieldError, FindingWord, Kind,
    LinkButton, Mood, Notice, PostForm, RadioGroup, SelectField, TextField, UserText, Weight, choices,
    field_errors, findings, sentence_for,
};
use crate::shell::{self, Frame};

/// Prints the page.
#[must_use]
pub fn print(view: &SelfCheckPage, lang: Lang) -> String {
    let page = &view.page;
    let here = address::self_check(lang, page.head.code, page.position.code);
    let prefix = if view.refused.is_empty() { "" } else { text::parts::error_prefix(lang) };
    let title = format!("{prefix}{}", s::title_of(lang, &page.position.number));
    shell::print(Frame::public(lang, title, here, Section::Postings), || body(view, lang))
}

fn body(view: &SelfCheckPage, lang: Lang) -> impl IntoView + use<> {
    let (head, position) = (&view.page.head, &view.page.position);
    let home = address::position(lang, head.code, position.code);
    let wanted = Wanted::of(&view.asked.rules);
    let form = Form { lang, view, faults: field_errors(&view.refused, lang) };
    let errors: Vec<FieldError> = form.faults.iter().map(|fault| labelled(lang, fault)).collect();
    let name = format!("{} {}", position.unit, position.title);
    let fields = wanted.questions.iter().map(|question| form.question(*question, &wanted)).collect_view();
    let result = view.judged.as_ref().map(|judged| result(view, judged, lang));
    view! {
        <Crumbs
            lang=lang
            crumbs=vec![
                Crumb::page(address::home(lang), text::shell::postings(lang)),
                Crumb::own(address::posting(lang, head.code), &head.title),
                Crumb::own(home.clone(), &position.title),
            ]
        />
        <ErrorSummary lang=lang errors=errors/>
        <h1>{s::title_of(lang, &position.number)}" "<span class="plain"><UserText lang=lang text=name/></span></h1>
        {result}
        <p>{s::lede(lang)}" "<b>{s::nothing_kept(lang)}</b></p>
        <p class="soft">{s::left_open(lang)}" "{e::counted_at(lang, &e::day(view.asked.at, lang))}</p>
        <h2>{s::your_answers(lang)}</h2>
        <PostForm action=address::self_check(lang, head.code, position.code) lenient=true enters=true>
            {fields}
            <ButtonRow>
                <Button word=s::show(lang)/>
                <LinkButton href=home word=s::to_position(lang) weight=Weight::Quiet/>
            </ButtonRow>
        </PostForm>
    }
}

/// A fault with the label of its field before it.
fn labelled(lang: Lang, fault: &FieldError) -> FieldError {
    let label = fault.name.as_deref().map(|name| label(lang, name)).unwrap_or_default();
    let sentence = text::reasons::labelled(lang, &label, &fault.sentence);
    FieldError { sentence, ..fault.clone() }
}

fn label(lang: Lang, name: &str) -> String {
    match name {
        "birth" => c::birth(lang).to_owned(),
        "sex" => c::sex(lang).to_owned(),
        name => registration::label(lang, name, None),
    }
}

/// The plain verdict, then each condition as its sentence with the answer it rests on.
fn result(view: &SelfCheckPage, judged: &Judgement, lang: Lang) -> impl IntoView + use<> {
    let came_to = judged.finding();
    let mood = match came_to {
        domain::eligibility::Finding::Met => Mood::Pass,
        domain::eligibility::Finding::NotMet => Mood::Refuse,
        domain::eligibility::Finding::CannotTell => Mood::Return,
    };
    let list = match judged {
        Judgement::All(of) => findings(lang, &view.asked, of),
        one => findings(lang, &view.asked, std::slice::from_ref(one)),
    };
    let words = !view.page.position.conditions.is_empty();
    let open = pieces::phase(&view.page.head, view.page.now) == Phase::Registering;
    let register = open.then(|| {
        let to = address::apply(lang, view.page.position.code);
        view! { <p><LinkButton href=to word=t::register_here(lang)/></p> }
    });
    view! {
        <Notice mood=mood title=s::result(lang) live=true>
            <p><FindingWord lang=lang finding=came_to/>" "{s::overall(came_to, lang)}</p>
            <p class="small soft">{s::no_verdict(lang)}{words.then(|| view! { " "{s::in_words_too(lang)} })}</p>
        </Notice>
        <h2>{s::one_by_one(lang)}</h2>
        {list}
        {register}
    }
}

struct Form<'a> {
    lang: Lang,
    view: &'a SelfCheckPage,
    faults: Vec<FieldError>,
}

impl Form<'_> {
    fn field(&self, name: &str, label: &str) -> Field {
        Field::new(name, label).optional().error(sentence_for(&self.faults, name))
    }

    fn answer(&self, name: &str) -> String {
        self.view.answers.answer(name).to_owned()
    }

    fn question(&self, question: Question, wanted: &Wanted) -> AnyView {
        let lang = self.lang;
        match question {
            Question::Birth => self.day(question, s::birth_hint(lang)),
            Question::LevelSince | Question::RankSince => self.day(question, c::day_hint(lang)),
            Question::Joined => self.day(question, c::joined_hint(lang)),
            Question::LeadingSince => self.day(question, c::leading_since_hint(lang)),
            Question::Sex => self.choice(question, choices::sexes(lang)),
            Question::UnitLevel => self.choice(question, choices::unit_levels(lang)),
            Question::UnitKind => self.choice(question, choices::unit_kinds(lang)),
            Question::Rank => self.choice(question, choices::ranks(lang)),
            Question::Leading => self.choice(question, choices::posts(lang)),
            Question::Education => self.choice(question, choices::educations(lang)),
            Question::Degree => self.choice(question, choices::degrees(lang)),
            Question::Study => self.choice(question, choices::studies(lang)),
            Question::Politics => self.choice(question, choices::politics(lang)),
            Question::Grassroots => self.spells(),
            Question::Appraisals => self.appraisals(wanted.appraisals),
            Question::Excluded => self.excluded(),
        }
    }

    fn day(&self, question: Question, hint: &str) -> AnyView {
        let name = question.word();
        let field = self.field(name, &label(self.lang, name)).hint(hint);
        view! { <TextField lang=self.lang field=field kind=Kind::Short value=self.answer(name)/> }.into_any()
    }

    fn choice(&self, question: Question, options: choices::Choices) -> AnyView {
        let name = question.word();
        let field = self.field(name, &label(self.lang, name));
        view! { <SelectField lang=self.lang field=field options=options selected=self.answer(name)/> }
            .into_any()
    }

    fn excluded(&self) -> AnyView {
        let (lang, name) = (self.lang, Question::Excluded.word());
        let field = self.field(name, &label(lang, name)).hint(e::excluded_list(lang));
        view! { <RadioGroup lang=lang field=field options=choices::no_or_yes(lang) selected=self.answer(name)/> }
            .into_any()
    }

    fn appraisals(&self, years: u8) -> AnyView {
        let lang = self.lang;
        let each = (1..=i32::from(years))
            .map(|back| {
                let year = self.view.asked.at.year().saturating_sub(back);
                let name = domain::registration::SelfCheck::appraisal_name(year);
                let field = self.field(&name, &c::appraisal_of(lang, year));
                let selected = self.answer(&name);
                view! { <SelectField lang=lang field=field options=choices::appraisals(lang) selected=selected/> }
            })
            .collect_view();
        view! { <h3>{c::appraisals_title(lang)}</h3>{each} }.into_any()
    }

    /// Rows as far as they were asked for; one more by a post that judges nothing.
    fn spells(&self) -> AnyView {
        let lang = self.lang;
        let rows = (1_usize..)
            .zip(self.view.answers.rows())
            .map(|(no, row)| {
                let (from, to) = (SpellForm::from_name(no), SpellForm::to_name(no));
                let field = |name: &str| self.field(name, &label(lang, name));
                view! {
                    <div class="pair">
                        <TextField lang=lang field=field(&from) kind=Kind::Short value=row.from.clone()/>
                        <TextField lang=lang field=field(&to) kind=Kind::Short value=row.to.clone()/>
                    </div>
                }
            })
            .collect_view();
        let none = domain::registration::SelfCheck::NO_SPELLS;
        let checked = self.view.answers.answer(none) == "yes";
        let more = self.view.answers.has_room().then(|| {
            view! { <p><Button word=s::more_spells(lang) weight=Weight::Quiet name="more" value="yes"/></p> }
        });
        view! {
            <h3>{c::grassroots_title(lang)}</h3>
            <p class="soft">{s::spells_lede(lang)}</p>
            {rows}
            {more}
            <CheckBox field=Field::new(none, s::no_spells(lang)).optional() checked=checked/>
        }
        .into_any()
    }
}
