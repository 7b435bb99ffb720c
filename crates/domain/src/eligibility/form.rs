//! A condition as a flat form: what an officer fills in, and the canonical spelling that digests are taken of.
//!
//! Owns: [`ConditionForm`], its check and its way back. Refuses: fields that the kind does not have; they are dropped.

use std::collections::BTreeMap;

use serde::{Deserialize, Deserializer, Serialize};

use super::{Condition, Kind, Leading, Listed, Rank, RankAge, Sex, Test};
use crate::reason::{FieldPath, Reason, Refusals, TypedWhy};
use crate::study::{Level, Study, Unnamed};
use crate::typed::{Words, fold};

/// Stands before the word of a choice in the name of its box: a name of digits alone would be read as a number and lose the
/// nought that codes of fields of study begin with.
pub const BEFORE_WORD: &str = "is_";

/// Reads the words of the boxes that were ticked.
fn ticked<'de, D: Deserializer<'de>>(boxes: D) -> Result<Vec<String>, D::Error> {
    let boxes = BTreeMap::<String, String>::deserialize(boxes)?;
    let ticked = boxes.iter().filter(|(_, value)| *value == "yes");
    Ok(ticked.filter_map(|(name, _)| name.strip_prefix(BEFORE_WORD)).map(str::to_owned).collect())
}

/// A condition as typed; a kind reads its own fields only.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConditionForm {
    /// Word of the kind.
    #[serde(default)]
    pub kind: String,
    /// Completed years, or calendar years of appraisals.
    #[serde(default)]
    pub years: String,
    /// How often excellent.
    #[serde(default)]
    pub times: String,
    /// Rank from; of an age the rank of the exception.
    #[serde(default)]
    pub rank: String,
    /// Rank to.
    #[serde(default)]
    pub rank_to: String,
    /// The age of the exception.
    #[serde(default)]
    pub rank_years: String,
    /// Education, degree, leading post or sex.
    #[serde(default)]
    pub level: String,
    /// Words of the choices taken; a form sends each box that was ticked as [`BEFORE_WORD`] and its word, with `yes`.
    #[serde(default, deserialize_with = "ticked")]
    pub choices: Vec<String>,
    /// Fields of study by code or name, one a line, beside those that were ticked.
    #[serde(default)]
    pub programmes: String,
    /// The condition in words.
    #[serde(default)]
    pub words: String,
}

fn at(name: &str) -> FieldPath {
    FieldPath::new(name)
}

fn number(text: &str, name: &str, (min, max): (u8, u8)) -> Result<u8, Reason> {
    let folded = fold(text);
    if folded.is_empty() {
        return Err(TypedWhy::Missing.at(name));
    }
    match folded.parse::<u8>() {
        Ok(found) if (min..=max).contains(&found) => Ok(found),
        Ok(_) => Err(TypedWhy::OutOfRange { min: min.into(), max: max.into() }.at(name)),
        Err(_) => Err(TypedWhy::NotANumber.at(name)),
    }
}

/// A choice that must be made.
pub(crate) fn choice<T>(text: &str, name: &str, read: impl Fn(&str) -> Option<T>) -> Result<T, Reason> {
    if text.is_empty() {
        return Err(TypedWhy::Missing.at(name));
    }
    read(text).ok_or_else(|| TypedWhy::NotAChoice.at(name))
}

fn choices<T: Ord>(words: &[String], read: impl Fn(&str) -> Option<T>) -> Result<Vec<T>, Reason> {
    let mut all = Vec::with_capacity(words.len());
    for word in words {
        all.push(read(word).ok_or_else(|| TypedWhy::NotAChoice.at("choices"))?);
    }
    all.sort();
    all.dedup();
    if all.is_empty() { Err(TypedWhy::Missing.at("choices")) } else { Ok(all) }
}

/// The field of study that stands in a line.
fn typed_study(line: u32, typed: &str) -> Result<Study, Reason> {
    match Study::meant(&fold(typed)) {
        Ok(found) if found != Study::OUTSIDE => Ok(found),
        Ok(_) | Err(Unnamed::Unknown) => Err(TypedWhy::LineNotInCatalogue { line }.at("programmes")),
        Err(Unnamed::Several(first, second)) => {
            Err(TypedWhy::LineSeveralInCatalogue { line, first, second }.at("programmes"))
        }
    }
}

/// Most fields of study that one condition names.
const MOST_STUDIES: u32 = 200;
const AGES: (u8, u8) = (16, 65);
const YEARS: (u8, u8) = (1, 40);
/// As many appraisals as the registration form asks for.
const APPRAISALS: (u8, u8) = (1, 5);

impl ConditionForm {
    /// The kind, where it is one.
    #[must_use]
    pub fn kind(&self) -> Option<Kind> {
        Kind::from_word(&self.kind)
    }

    /// Checks the fields of its kind.
    ///
    /// # Errors
    /// All refusals, each at its field; [`TypedWhy::NotAChoice`] at `kind` for a branch.
    pub fn check(&self) -> Result<Condition, Vec<Reason>> {
        let kind = choice(&self.kind, "kind", Kind::from_word).map_err(|reason| vec![reason])?;
        let years = |bounds| number(&self.years, "years", bounds).map_err(|reason| vec![reason]);
        let one = |reason| vec![reason];
        Ok(match kind {
            Kind::AgeAtMost => return self.age(),
            Kind::AgeAtLeast => Condition::AgeAtLeast { years: years(AGES)? },
            Kind::ServiceYears => Condition::ServiceYears { years: years(YEARS)? },
            Kind::GrassrootsYears => Condition::GrassrootsYears { years: years(YEARS)? },
            Kind::LevelYears => Condition::LevelYears { years: years(YEARS)? },
            Kind::Rank => return self.rank(),
            Kind::Leading => return self.leading(),
            Kind::Listed(of) => return self.listed(of),
            Kind::Study => return self.studies().map(|one_of| Condition::Study { one_of }),
            Kind::AppraisalEach => Condition::AppraisalEach { years: years(APPRAISALS)? },
            Kind::AppraisalNone => Condition::AppraisalNone { years: years(APPRAISALS)? },
            Kind::AppraisalExcellent => return self.excellent(),
            Kind::Sex => Condition::Sex { only: choice(&self.level, "level", Sex::from_word).map_err(one)? },
            Kind::NoExclusion => Condition::NoExclusion {},
            Kind::InWords => return self.in_words(),
            Kind::All | Kind::Any => return Err(vec![TypedWhy::NotAChoice.at("kind")]),
        })
    }

    fn listed(&self, of: Listed) -> Result<Condition, Vec<Reason>> {
        let (list, test) = of.test();
        let one_of = match test {
            Test::AtLeast => choice(&self.level, "level", |word| list.read(word)).map(|one| vec![one]),
            Test::OneOf => choices(&self.choices, |word| list.read(word)),
        };
        one_of.map(|one_of| Condition::Listed { of, one_of }).map_err(|reason| vec![reason])
    }

    /// The fields of study: those that were ticked, and those that were typed.
    fn studies(&self) -> Result<Vec<Study>, Vec<Reason>> {
        let mut all = Refusals::default();
        let read = |word: &String| {
            let found = Study::from_word(word).filter(|study| *study != Study::OUTSIDE);
            found.ok_or_else(|| TypedWhy::NotAChoice.at("choices"))
        };
        let ticked: Vec<Study> = self.choices.iter().filter_map(|word| all.take(read(word))).collect();
        let lines = (1_u32..).zip(self.programmes.lines()).filter(|(_, line)| !fold(line).is_empty());
        let typed: Vec<Study> =
            lines.filter_map(|(line, typed)| all.take(typed_study(line, typed))).collect();
        let mut one_of = all.settle(Some([ticked, typed].concat()))?;
        one_of.sort();
        one_of.dedup();
        if one_of.is_empty() {
            return Err(vec![TypedWhy::Missing.at("choices")]);
        }
        let few = u32::try_from(one_of.len()).is_ok_and(|count| count <= MOST_STUDIES);
        few.then_some(one_of)
            .ok_or_else(|| vec![TypedWhy::TooManyStudies { max: MOST_STUDIES }.at("programmes")])
    }

    fn age(&self) -> Result<Condition, Vec<Reason>> {
        let mut all = Refusals::default();
        let years = all.take(number(&self.years, "years", AGES));
        let rank = if self.rank.is_empty() && fold(&self.rank_years).is_empty() {
            Some(None)
        } else {
            let from = all.take(choice(&self.rank, "rank", Rank::from_word));
            let years = all.take(number(&self.rank_years, "rank_years", AGES));
            from.zip(years).map(|(from, years)| Some(RankAge { from, years }))
        };
        all.settle(years.zip(rank).map(|(years, rank)| Condition::AgeAtMost { years, rank }))
    }

    fn rank(&self) -> Result<Condition, Vec<Reason>> {
        let mut all = Refusals::default();
        let from = all.take(choice(&self.rank, "rank", Rank::from_word));
        let to = if self.rank_to.is_empty() {
            Some(None)
        } else {
            all.take(choice(&self.rank_to, "rank_to", Rank::from_word)).map(Some)
        };
        if let (Some(from), Some(Some(to))) = (from, to)
            && to < from
        {
            all.push(TypedWhy::NotAChoice.at("rank_to"));
        }
        let years = all.take(self.held());
        let rank = from.zip(to).zip(years);
        all.settle(rank.map(|((from, to), years)| Condition::Rank { from, to, years }))
    }

    fn leading(&self) -> Result<Condition, Vec<Reason>> {
        let mut all = Refusals::default();
        let post = |word: &str| Leading::from_word(word).filter(|post| *post != Leading::NoPost);
        let from = all.take(choice(&self.level, "level", post));
        let years = all.take(self.held());
        all.settle(from.zip(years).map(|(from, years)| Condition::Leading { from, years }))
    }

    /// Years in a rank or post; empty is none.
    fn held(&self) -> Result<u8, Reason> {
        if fold(&self.years).is_empty() { Ok(0) } else { number(&self.years, "years", (0, 40)) }
    }

    fn excellent(&self) -> Result<Condition, Vec<Reason>> {
        let mut all = Refusals::default();
        let years = all.take(number(&self.years, "years", APPRAISALS));
        let times = all.take(number(&self.times, "times", (1, years.unwrap_or(APPRAISALS.1))));
        all.settle(years.zip(times).map(|(years, times)| Condition::AppraisalExcellent { years, times }))
    }

    fn in_words(&self) -> Result<Condition, Vec<Reason>> {
        let words = Words::parse(&self.words, &at("words")).map_err(|reason| vec![reason])?;
        let words = words.as_str().to_owned();
        match words.chars().count() {
            0 => Err(vec![TypedWhy::Missing.at("words")]),
            1..=400 => Ok(Condition::InWords { words, of: None }),
            found => {
                let found = u32::try_from(found).unwrap_or(u32::MAX);
                Err(vec![TypedWhy::Length { min: 1, max: 400, found }.at("words")])
            }
        }
    }

    /// The form that shows `condition`; checking it gives the condition again.
    #[must_use]
    pub fn of(condition: &Condition) -> Self {
        let mut form = Self { kind: condition.kind().word().to_owned(), ..Self::default() };
        match condition {
            Condition::AgeAtMost { years, rank } => {
                form.years = years.to_string();
                if let Some(rank) = rank {
                    form.rank = rank.from.word().to_owned();
                    form.rank_years = rank.years.to_string();
                }
            }
            Condition::AgeAtLeast { years }
            | Condition::ServiceYears { years }
            | Condition::GrassrootsYears { years }
            | Condition::LevelYears { years }
            | Condition::AppraisalEach { years }
            | Condition::AppraisalNone { years } => form.years = years.to_string(),
            Condition::AppraisalExcellent { years, times } => {
                form.years = years.to_string();
                form.times = times.to_string();
            }
            Condition::Rank { from, to, years } => {
                form.rank = from.word().to_owned();
                form.rank_to = to.map(Rank::word).unwrap_or_default().to_owned();
                form.years = years.to_string();
            }
            Condition::Leading { from, years } => {
                form.level = from.word().to_owned();
                form.years = years.to_string();
            }
            Condition::Listed { of, one_of } => {
                let mut words = one_of.iter().map(|one| one.word().into_owned());
                match of.test().1 {
                    Test::AtLeast => form.level = words.next().unwrap_or_default(),
                    Test::OneOf => form.choices = words.collect(),
                }
            }
            Condition::Sex { only } => form.level = only.word().to_owned(),
            Condition::Study { one_of } => {
                let (typed, ticked): (Vec<Study>, Vec<Study>) =
                    one_of.iter().copied().partition(|one| one.level() == Some(Level::Programme));
                let lines: Vec<String> =
                    typed.into_iter().map(|one| format!("{one} {}", one.name())).collect();
                form.programmes = lines.join("\n");
                form.choices = ticked.into_iter().map(|one| one.word().to_owned()).collect();
            }
            Condition::NoExclusion {} => {}
            Condition::InWords { words, .. } => form.words.clone_from(words),
        }
        form
    }

    /// Every field in order, for canonical bytes.
    pub(super) fn parts(&self) -> impl Iterator<Item = &str> {
        let fields = [
            &self.kind,
            &self.years,
            &self.times,
            &self.rank,
            &self.rank_to,
            &self.rank_years,
            &self.level,
            &self.programmes,
            &self.words,
        ];
        fields.into_iter().chain(&self.choices).map(String::as_str)
    }
}
