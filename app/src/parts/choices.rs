//! The choices of every closed list that a person tells something from, in the reader's words.

use domain::eligibility::{
    Appraisal, Degree, Education, Leading, Politics, Rank, Sex, Study, UnitKind, UnitLevel,
};
use domain::registration::{OTHER_RANK, Relation};
use text::eligibility::{lists as l, study};
use text::{Lang, applications};

/// Values with their words.
pub type Choices = Vec<(String, String)>;

fn choices<T: Copy>(
    all: &[T],
    word: impl Fn(T) -> &'static str,
    name: impl Fn(T) -> &'static str,
) -> Choices {
    all.iter().map(|one| (word(*one).to_owned(), name(*one).to_owned())).collect()
}

/// Sexes.
#[must_use]
pub fn sexes(lang: Lang) -> Choices {
    choices(Sex::ALL, Sex::word, |one| l::sex_of(one, lang))
}

/// Ranks, another class last.
#[must_use]
pub fn ranks(lang: Lang) -> Choices {
    let mut ranks = choices(Rank::ALL, Rank::word, |one| l::rank(one, lang));
    ranks.push((OTHER_RANK.to_owned(), l::other_rank(lang).to_owned()));
    ranks
}

/// Levels of units.
#[must_use]
pub fn unit_levels(lang: Lang) -> Choices {
    choices(UnitLevel::ALL, UnitLevel::word, |one| l::unit_level(one, lang))
}

/// Kinds of units.
#[must_use]
pub fn unit_kinds(lang: Lang) -> Choices {
    choices(UnitKind::ALL, UnitKind::word, |one| l::unit_kind(one, lang))
}

/// Leading posts.
#[must_use]
pub fn posts(lang: Lang) -> Choices {
    choices(Leading::ALL, Leading::word, |one| l::leading(one, lang))
}

/// Education.
#[must_use]
pub fn educations(lang: Lang) -> Choices {
    choices(Education::ALL, Education::word, |one| l::education(one, lang))
}

/// Degrees.
#[must_use]
pub fn degrees(lang: Lang) -> Choices {
    choices(Degree::ALL, Degree::word, |one| l::degree(one, lang))
}

/// Classes of the catalogue with their codes, the programme outside it last.
#[must_use]
pub fn studies(lang: Lang) -> Choices {
    let named = |one: Study| format!("{one} {}", study::name(one, lang));
    let outside = (Study::OUTSIDE.word(), study::outside(lang).to_owned());
    Study::classes().map(|one| (one.word(), named(one))).chain([outside]).collect()
}

/// Political status.
#[must_use]
pub fn politics(lang: Lang) -> Choices {
    choices(Politics::ALL, Politics::word, |one| l::politics(one, lang))
}

/// Results of appraisals.
#[must_use]
pub fn appraisals(lang: Lang) -> Choices {
    choices(Appraisal::ALL, Appraisal::word, |one| l::appraisal(one, lang))
}

/// No or yes, in this order.
#[must_use]
pub fn no_or_yes(lang: Lang) -> Choices {
    let both = [("no", l::no(lang)), ("yes", l::yes(lang))];
    both.iter().map(|(value, word)| ((*value).to_owned(), (*word).to_owned())).collect()
}

/// Relations of family members.
#[must_use]
pub fn relations(lang: Lang) -> Choices {
    choices(Relation::ALL, Relation::word, |one| applications::relation(one, lang))
}
