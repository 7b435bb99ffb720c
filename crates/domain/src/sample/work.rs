//! Where generated people work, and what generated positions ask.
//!
//! Owns: units, present posts, years and studies; titles and conditions of positions. Refuses: real places.

use super::stream::Stream;
use super::words::{CONDITIONS, DIVISIONS, ORGANS, PLACES, POSTS, RANKS, STUDIES, word};
use crate::eligibility::{
    Appraisal, Day, Degree, Education, Leading, Politics, Rank, RankTold, Spell, Study, UnitKind, UnitLevel,
};
use crate::registration::{FamilyPart, Member, RecordPart, Relation, ServicePart};
use crate::typed::{Line, PersonName, Words};

/// Sections 2 and 3 of an application: present unit, post and service, education and appraisals.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Background {
    /// Section 2.
    pub service: ServicePart,
    /// Section 3.
    pub record: RecordPart,
    /// Section 4.
    pub family: FamilyPart,
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
    let service = ServicePart {
        unit: unit(stream),
        unit_level,
        unit_kind: if stream.chance(85) { UnitKind::Organ } else { UnitKind::Reference },
        level_since: joined,
        joined,
        post: Line::stored(word(&POSTS, stream).to_owned()),
        rank: RankTold::General(rank),
        rank_since: since,
        leading: if deputy { Leading::DeputySection } else { Leading::NoPost },
        leading_since: deputy.then_some(since),
        grassroots,
    };
    Background { service, record: record(stream, at), family: family() }
}

/// The same for somebody about whom screeners will have something to say: too few years, a weak appraisal, a programme
/// outside the catalogue.
#[must_use]
pub fn doubtful_background(stream: &mut Stream, birth: Day, at: Day) -> Background {
    let mut it = background(stream, birth, at);
    match stream.below(4) {
        0 => it.service.joined = first_of(at, 1, stream),
        1 => it.service.grassroots = Vec::new(),
        2 => {
            let good = Some(Appraisal::Competent);
            it.record.appraisals = vec![good, Some(Appraisal::Basic), good, None, None];
        }
        _ => {
            it.record.study = Study::OUTSIDE;
            it.service.rank = RankTold::Other;
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
fn grassroots(stream: &mut Stream, joined: Day, years: i64) -> Vec<Spell> {
    let months = u32::try_from(stream.between(2, years.min(6))).unwrap_or(2).saturating_mul(12);
    let end = |from: Day, months: u32| Some(from.after_months(months).previous());
    if months > 24 && stream.chance(33) {
        let again = joined.after_months(months.saturating_sub(6));
        return vec![
            Spell { from: joined, to: end(joined, months.saturating_sub(12)) },
            Spell { from: again, to: end(again, 12) },
        ];
    }
    vec![Spell { from: joined, to: end(joined, months) }]
}

fn record(stream: &mut Stream, at: Day) -> RecordPart {
    let mut studied = word(&STUDIES, stream).splitn(4, ' ');
    let mut next = || studied.next().unwrap_or_default();
    let (class, level, degree, words) = (next(), next(), next(), next());
    let mut good = || Some(if stream.chance(25) { Appraisal::Excellent } else { Appraisal::Competent });
    let appraisals = vec![good(), good(), good(), None, None];
    RecordPart {
        education_level: Education::from_word(level).unwrap_or(Education::Undergraduate),
        degree: Degree::from_word(degree).unwrap_or(Degree::Bachelor),
        study: Study::from_word(class).unwrap_or(Study::OUTSIDE),
        education: Line::stored(words.to_owned()),
        politics: if stream.chance(70) { Politics::PartyMember } else { Politics::NonParty },
        appraisal_year: at.year().saturating_sub(1),
        appraisals,
        excluded: false,
    }
}

/// Parents whose names are nobody's, and no relation that asks for recusal.
fn family() -> FamilyPart {
    let retired = |relation, name: &str| Member {
        relation,
        name: PersonName::stored(name.to_owned()),
        work: Line::stored("退休".to_owned()),
    };
    let members = vec![retired(Relation::Father, "某父"), retired(Relation::Mother, "某母")];
    FamilyPart { members, recusal: None }
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
