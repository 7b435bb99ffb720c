//! The fields of one kind of condition.

use domain::eligibility::{ConditionForm, Kind as Of, Leading, Rank, Sex, Test};
use domain::study::{Catalogue, Level, Study};
use leptos::prelude::*;
use text::eligibility::{form as t, lists as l, study};
use text::{Lang, parts};

use crate::api::conditions::tick_name;
use crate::parts::{CheckBox, Field, FieldError, Kind, SelectField, TextArea, TextField, sentence_for};

type Choices = Vec<(String, String)>;

fn choices<T: Copy>(
    all: &[T],
    word: impl Fn(T) -> &'static str,
    name: impl Fn(T) -> &'static str,
) -> Choices {
    all.iter().map(|one| (word(*one).to_owned(), name(*one).to_owned())).collect()
}

/// What the form is made of.
pub(super) struct Form<'a> {
    pub(super) lang: Lang,
    pub(super) typed: &'a ConditionForm,
    pub(super) faults: &'a [FieldError],
}

impl Form<'_> {
    /// The fields of the kind.
    pub(super) fn of(&self, kind: Of) -> AnyView {
        let lang = self.lang;
        match kind {
            Of::AgeAtMost => view! {
                {self.number("years", t::age(lang), &self.typed.years)}
                {self.rank("rank", t::age_rank(lang), &self.typed.rank, true)}
                {self.optional("rank_years", t::age_rank_years(lang), &self.typed.rank_years)}
            }
            .into_any(),
            Of::AgeAtLeast => self.number("years", t::age(lang), &self.typed.years).into_any(),
            Of::ServiceYears | Of::GrassrootsYears | Of::LevelYears => {
                self.number("years", t::years(lang), &self.typed.years).into_any()
            }
            Of::AppraisalEach | Of::AppraisalNone => self.back().into_any(),
            Of::AppraisalExcellent => view! {
                {self.back()}
                {self.number("times", t::times(lang), &self.typed.times)}
            }
            .into_any(),
            Of::Rank => view! {
                {self.rank("rank", t::rank_from(lang), &self.typed.rank, false)}
                {self.rank("rank_to", t::rank_to(lang), &self.typed.rank_to, true)}
                {self.held()}
            }
            .into_any(),
            Of::Leading => {
                let posts = Leading::ALL.get(1..).unwrap_or_default();
                let posts = choices(posts, Leading::word, |one| l::leading(one, lang));
                view! { {self.level(t::level(lang), posts)}{self.held()} }.into_any()
            }
            Of::Listed(of) => {
                let (list, test) = of.test();
                let offered = l::offered(list, lang);
                match test {
                    Test::AtLeast => self.level(t::level(lang), offered).into_any(),
                    Test::OneOf => self.boxes(offered).into_any(),
                }
            }
            Of::Sex => {
                let sexes = choices(Sex::ALL, Sex::word, |one| l::sex(one, lang));
                self.level(t::only(lang), sexes).into_any()
            }
            Of::Study => self.studies().into_any(),
            Of::InWords => self.words().into_any(),
            Of::NoExclusion => view! { <p>{text::eligibility::excluded_list(lang)}</p> }.into_any(),
            Of::All | Of::Any => ().into_any(),
        }
    }

    fn field(&self, name: &str, label: &str) -> Field {
        Field::new(name, label).within("form").error(sentence_for(self.faults, name))
    }

    fn number(&self, name: &str, label: &str, value: &str) -> impl IntoView + use<> {
        view! { <TextField lang=self.lang field=self.field(name, label) kind=Kind::Number value=value.to_owned()/> }
    }

    fn optional(&self, name: &str, label: &str, value: &str) -> impl IntoView + use<> {
        let field = self.field(name, label).optional();
        view! { <TextField lang=self.lang field=field kind=Kind::Number value=value.to_owned()/> }
    }

    fn back(&self) -> impl IntoView + use<> {
        let field = self.field("years", t::years_back(self.lang)).hint(t::years_back_hint(self.lang));
        view! { <TextField lang=self.lang field=field kind=Kind::Number value=self.typed.years.clone()/> }
    }

    fn held(&self) -> impl IntoView + use<> {
        let field =
            self.field("years", t::years_held(self.lang)).hint(t::years_held_hint(self.lang)).optional();
        view! { <TextField lang=self.lang field=field kind=Kind::Number value=self.typed.years.clone()/> }
    }

    fn rank(&self, name: &str, label: &str, value: &str, optional: bool) -> impl IntoView + use<> {
        let field = self.field(name, label);
        let field = if optional { field.optional() } else { field };
        let ranks = choices(Rank::ALL, Rank::word, |one| l::rank(one, self.lang));
        let nothing = if optional { parts::nothing(self.lang) } else { parts::choose(self.lang) };
        view! { <SelectField lang=self.lang field=field options=ranks selected=value.to_owned() nothing=nothing/> }
    }

    fn level(&self, label: &str, options: Choices) -> impl IntoView + use<> {
        let field = self.field("level", label);
        view! { <SelectField lang=self.lang field=field options=options selected=self.typed.level.clone()/> }
    }

    fn boxes(&self, options: Choices) -> impl IntoView + use<> {
        let boxes = options.into_iter().map(|one| self.tick(one)).collect_view();
        self.field("choices", t::choices(self.lang)).around_group(self.lang, boxes)
    }

    /// Whether the choice is taken: as it was sent before it was refused, else as it stands.
    fn is_ticked(&self, value: &str) -> bool {
        let before = Field::new(&tick_name(value), "").typed_before();
        before.map_or_else(|| self.typed.choices.iter().any(|one| one == value), |typed| typed == "yes")
    }

    fn tick(&self, (value, word): (String, String)) -> impl IntoView + use<> {
        let checked = self.typed.choices.contains(&value);
        let field = Field::new(&tick_name(&value), &word).optional();
        view! { <CheckBox field=field checked=checked/> }
    }

    /// Both catalogues: each discipline folded, with itself and what stands right below it; then a field for single programmes.
    fn studies(&self) -> impl IntoView + use<> {
        let lang = self.lang;
        let catalogues = Catalogue::ALL
            .into_iter()
            .map(|of| {
                let folds = Study::disciplines(of).map(|one| self.discipline(one)).collect_view();
                view! { <h3>{study::edition(of, lang)}</h3>{folds} }
            })
            .collect_view();
        let ticks = self.field("choices", t::choices(lang)).hint(t::choices_study(lang));
        let typed = self.field("programmes", t::programmes(lang)).hint(t::programmes_hint(lang)).optional();
        view! {
            {ticks.around_group(lang, catalogues)}
            <TextArea lang=lang field=typed value=self.typed.programmes.clone()/>
        }
    }

    /// A discipline, open where something in it is ticked. Programmes are typed: there are nine hundred of them.
    fn discipline(&self, discipline: Study) -> impl IntoView + use<> {
        let named = |one: Study| (one.word().to_owned(), format!("{one} {}", study::name(one, self.lang)));
        let (word, title) = named(discipline);
        let below: Vec<Study> =
            discipline.below().filter(|one| one.level() != Some(Level::Programme)).collect();
        let open = below.iter().chain([&discipline]).any(|one| self.is_ticked(one.word()));
        let whole = self.tick((word, t::whole_discipline(self.lang, &title)));
        let ticks = below.into_iter().map(|one| self.tick(named(one))).collect_view();
        view! { <details open=open><summary>{title}</summary>{whole}{ticks}</details> }
    }

    fn words(&self) -> impl IntoView + use<> {
        let field = self.field("words", t::words(self.lang)).hint(t::words_hint(self.lang));
        view! { <TextArea lang=self.lang field=field value=self.typed.words.clone()/> }
    }
}
