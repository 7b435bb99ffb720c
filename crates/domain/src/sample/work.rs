//! Where generated people work, and what generated positions ask.
//!
//! Owns: units, present posts, years and studies; titles and conditions of positions. Refuses: real places.

use super::stream::Stream;
use super::words::{CONDITIONS, DIVISIONS, ORGANS, PLACES, POSTS, RANKS, STUDIES, word};
use crate::eligibility::{
    Appraisal, Day, Degree, Education, Leading, Politics, Rank, RankTold, Relation, UnitKind, UnitLevel,
    YesNo,
};
use crate::registration::{Answers, Block, Field, Spot};
use crate::study::Study;
use crate::typed::{Line, Words};

/// Sections 2 to 4 of an application: present unit, post and service, education and appraisals, family.
pub type Background = Answers;

/// Puts an answer in.
fn tell(answers: &mut Answers, field: Field, text: impl Into<String>) {
    answers.set(Spot::of(field), text);
}

/// A unit of an invented place.
#[must_use]
pub fn unit(stream: &mut Stream) -> Line {
    Line::stored(format!("{}{}", word(&PLACES, stream), word(&ORGANS, stream)))
}

/// The service of somebody born on `birth` who may apply in the year of `at`: three years and more, most of them partly at
/// the grass roots, a bachelor's degree and good appraisals.
#[must_use]
pub fn background(stream: &mut Stream, birth: Day, at: Day) -> Background {
    let grown = i64::from(birth.years_until(at)).saturating_sub(22);
    let years = stream.between(3, grown.clamp(3, 14));
    let joined = first_of(at, years, stream);
    let grassroots = grassroots(stream, joined, years);
    let levels = [UnitLevel::Township, UnitLevel::County, UnitLevel::Prefecture];
    let unit_level = *stream.pick(&levels).unwrap_or(&UnitLevel::County);
    let ranks = [Rank::FirstStaff, Rank::FourthPrincipal, Rank::ThirdPrincipal, Rank::SecondPrincipal];
    let rank = *stream.pick(&ranks).unwrap_or(&Rank::FirstStaff);
    let deputy = stream.chance(12);
    let held = stream.between(1, 2);
    let since = first_of(at, held, stream);
    let workplace = unit(stream);
    let organ = if stream.chance(85) { UnitKind::Organ } else { UnitKind::Reference };
    let mut it = Answers::default();
    tell(&mut it, Field::Unit, workplace.as_str());
    tell(&mut it, Field::UnitLevel, unit_level.word());
    tell(&mut it, Field::UnitKind, organ.word());
    tell(&mut it, Field::LevelSince, joined.to_string());
    tell(&mut it, Field::Joined, joined.to_string());
    tell(&mut it, Field::Post, word(&POSTS, stream));
    tell(&mut it, Field::Rank, rank.word());
    tell(&mut it, Field::RankSince, since.to_string());
    tell(&mut it, Field::Leading, if deputy { Leading::DeputySection } else { Leading::NoPost }.word());
    if deputy {
        tell(&mut it, Field::LeadingSince, since.to_string());
    }
    for ((from, to), row) in grassroots.into_iter().zip(1..) {
        it.set(Spot::at(Field::GrassrootsFrom, row), from.to_string());
        it.set(Spot::at(Field::GrassrootsTo, row), to.to_string());
    }
    record(stream, at, &mut it);
    family(&mut it);
    it
}

/// The same for somebody about whom screeners will have something to say: too few years, a weak appraisal, a programme
/// outside the catalogue.
#[must_use]
pub fn doubtful_background(stream: &mut Stream, birth: Day, at: Day) -> Background {
    let mut it = background(stream, birth, at);
    match stream.below(4) {
        0 => tell(&mut it, Field::Joined, first_of(at, 1, stream).to_string()),
        1 => (1..=it.rows(Block::Grassroots)).rev().for_each(|row| it.remove_row(Block::Grassroots, row)),
        2 => {
            let weak = [Appraisal::Competent, Appraisal::Basic, Appraisal::Competent];
            appraise(&mut it, weak);
        }
        _ => {
            tell(&mut it, Field::Study, Study::OUTSIDE.word());
            tell(&mut it, Field::Rank, RankTold::Other.word());
        }
    }
    it
}

/// The first of a month, `years` before `at` and up to eleven months more.
fn first_of(at: Day, years: i64, stream: &mut Stream) -> Day {
    let month = u8::try_from(stream.between(1, 12)).unwrap_or(7);
    let year = at.year().saturating_sub(i32::try_from(years).unwrap_or(0)).saturating_sub(1);
    Day::from_parts(year, month, 1).unwrap_or(at)
}

/// Two years and more from the first day on; of every third person in two spells.
fn grassroots(stream: &mut Stream, joined: Day, years: i64) -> Vec<(Day, Day)> {
    let months = u32::try_from(stream.between(2, years.min(6))).unwrap_or(2).saturating_mul(12);
    let spell = |from: Day, months: u32| (from, from.after_months(months).previous());
    if months > 24 && stream.chance(33) {
        let again = joined.after_months(months.saturating_sub(6));
        return vec![spell(joined, months.saturating_sub(12)), spell(again, 12)];
    }
    vec![spell(joined, months)]
}

fn record(stream: &mut Stream, at: Day, it: &mut Answers) {
    let mut studied = word(&STUDIES, stream).splitn(4, ' ');
    let mut next = || studied.next().unwrap_or_default();
    let (class, level, degree, words) = (next(), next(), next(), next());
    let mut good = || if stream.chance(25) { Appraisal::Excellent } else { Appraisal::Competent };
    appraise(it, [good(), good(), good()]);
    let level = Education::from_word(level).unwrap_or(Education::Undergraduate);
    tell(it, Field::EducationLevel, level.word());
    tell(it, Field::Degree, Degree::from_word(degree).unwrap_or(Degree::Bachelor).word());
    tell(it, Field::Study, Study::from_word(class).unwrap_or(Study::OUTSIDE).word());
    tell(it, Field::Education, words);
    let politics = if stream.chance(70) { Politics::PartyMember } else { Politics::NonParty };
    tell(it, Field::Politics, politics.word());
    tell(it, Field::AppraisalYear, at.year().saturating_sub(1).to_string());
    tell(it, Field::Excluded, YesNo::No.word());
}

/// The appraisals of the last three years, the newest first.
fn appraise(it: &mut Answers, results: [Appraisal; 3]) {
    for (result, row) in results.into_iter().zip(1..) {
        it.set(Spot::at(Field::Appraisal, row), result.word());
    }
}

/// Parents whose names are nobody's, and no relation that asks for recusal.
fn family(it: &mut Answers) {
    for ((relation, name), row) in
        [(Relation::Father, "某父"), (Relation::Mother, "某母")].into_iter().zip(1..)
    {
        it.set(Spot::at(Field::FamilyRelation, row), relation.word());
        it.set(Spot::at(Field::FamilyName, row), name);
        it.set(Spot::at(Field::FamilyWork, row), "退休");
    }
    tell(it, Field::Recusal, YesNo::No.word());
}

/// The title of a position: a division and a rank.
#[must_use]
pub fn position_title(stream: &mut Stream) -> Line {
    Line::stored(format!("{}{}", word(&DIVISIONS, stream), word(&RANKS, stream)))
}

/// What a position asks, in words.
#[must_use]
pub fn position_conditions(stream: &mut Stream) -> Words {
    Words::stored(word(&CONDITIONS, stream).to_owned())
}
