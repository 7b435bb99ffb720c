//! The self-check of a position: its questions, and after a post the answer to each condition. It is printed without script
//! and keeps nothing; the answers come back on the page only.

use domain::eligibility::{Judgement, Question, Wanted};
use domain::lifecycle::Phase;
use domain::registration::{Block, Field as Asked, Form, MOST_ROWS, Rows, SelfCheck, Spot};
use domain::view::public::postings::SelfCheckPage;
use leptos::prelude::*;
use text::{Lang, eligibility as e, public as t, registration, self_check as s};

use crate::address;
use crate::frame::Section;
use crate::parts::{
    Button, ButtonRow, CheckBox, Crumb, Crumbs, ErrorSummary, Field, FieldError, FindingWord, LinkButton,
    Mood, Notice, PostForm, UserText, Weight, answer_control, field_errors, findings, sentence_for,
    switch_to,
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
    let questions =
        Questions { form: Form::standard(), lang, view, faults: field_errors(&view.refused, lang) };
    let errors: Vec<FieldError> = questions.faults.iter().map(|fault| labelled(lang, fault)).collect();
    let name = format!("{} {}", position.unit, position.title);
    let fields =
        wanted.questions.iter().map(|question| questions.question(*question, &wanted)).collect_view();
    let words = view.asked.by_person().next().is_some();
    let result = view.judged.as_ref().map(|judged| result(view, judged, lang));
    let other = address::self_check(lang.other(), head.code, position.code);
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
        {crate::parts::stopped(lang, head.phase, head.stop.as_ref())}
        {result}
        <p>{s::lede(lang)}" "<b>{s::nothing_kept(lang)}</b></p>
        {(words && view.judged.is_none()).then(|| view! { <p>{s::in_words_too(lang)}</p> })}
        <p class="soft">{s::left_open(lang)}" "{e::counted_at(lang, &e::day(view.asked.at, lang))}</p>
        <h2>{s::your_answers(lang)}</h2>
        <PostForm action=address::self_check(lang, head.code, position.code) lenient=true enters=true>
            {fields}
            <ButtonRow>
                <Button word=s::show(lang)/>
                <LinkButton href=home word=s::to_position(lang) weight=Weight::Quiet/>
            </ButtonRow>
            {switch_to(lang, other)}
        </PostForm>
    }
}

/// A fault with the label of its field before it.
fn labelled(lang: Lang, fault: &FieldError) -> FieldError {
    let label =
        fault.name.as_deref().map(|name| registration::label_of(lang, name, None)).unwrap_or_default();
    let sentence = text::reasons::labelled(lang, &label, &fault.sentence);
    FieldError { sentence, ..fault.clone() }
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
    let words = view.asked.by_person().next().is_some();
    let open = view.page.head.phase_at(view.page.now) == Phase::Registering;
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

/// What the questions are drawn from.
struct Questions<'a> {
    form: &'a Form,
    lang: Lang,
    view: &'a SelfCheckPage,
    faults: Vec<FieldError>,
}

impl Questions<'_> {
    fn field(&self, spot: Spot) -> Field {
        let (lang, name) = (self.lang, spot.name());
        let newest = self.view.asked.at.year().saturating_sub(1);
        let field = Field::new(&name, &registration::label(lang, spot, Some(newest)))
            .optional()
            .error(sentence_for(&self.faults, &name));
        match registration::hint(spot.field, lang) {
            Some(hint) => field.hint(hint),
            None => field,
        }
    }

    fn control(&self, spot: Spot) -> AnyView {
        let value = self.view.answers.answers().get(spot).to_owned();
        answer_control(self.lang, spot, self.field(spot), value)
    }

    /// The fields that one question reads; those of a block once, at its first field.
    fn question(&self, question: Question, wanted: &Wanted) -> AnyView {
        let fields: Vec<Asked> = self.form.reading(question).collect();
        match fields.first().and_then(|field| field.spec().block) {
            None => fields.into_iter().map(|field| self.control(Spot::of(field))).collect_view().into_any(),
            Some(block) => self.block(block, &fields, wanted),
        }
    }

    fn block(&self, block: Block, fields: &[Asked], wanted: &Wanted) -> AnyView {
        let lang = self.lang;
        let free = block.rows() == Rows::Free;
        let rows =
            if free { self.view.answers.answers().rows(block) } else { usize::from(wanted.appraisals) };
        let each = (1..=rows)
            .map(|row| {
                let fields = fields.iter().map(|field| self.control(Spot::at(*field, row))).collect_view();
                if free { view! { <div class="pair">{fields}</div> }.into_any() } else { fields.into_any() }
            })
            .collect_view();
        let around = if free { self.spells(rows, each.into_any()) } else { each.into_any() };
        view! { <h3>{registration::block(block, lang).0}</h3>{around} }.into_any()
    }

    /// The rows of spells as far as they were asked for; one more by a post that judges nothing, and a box for none.
    fn spells(&self, rows: usize, each: AnyView) -> AnyView {
        let lang = self.lang;
        let more = (rows < MOST_ROWS).then(|| {
            view! { <p><Button word=s::more_spells(lang) weight=Weight::Quiet name="more" value="yes"/></p> }
        });
        let none = Field::new(SelfCheck::NO_SPELLS, s::no_spells(lang)).optional();
        view! {
            <p class="soft">{s::spells_lede(lang)}</p>
            {each}
            {more}
            <CheckBox field=none checked=self.view.answers.no_spells()/>
        }
        .into_any()
    }
}
