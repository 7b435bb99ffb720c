//! Whether facts meet conditions: three values, with everything that was used.
//!
//! Owns: [`judge`]. The order not met < cannot tell < met makes "all of" the least and "any of" the greatest, so what is
//! told later never turns met into not met or back. Refuses: guessing; what is not told stays open.

use serde::{Deserialize, Serialize};

use super::{
    Appraisal, Choice, Condition, Day, Facts, Leading, Listed, Rank, RankAge, RankTold, Rule, Test, counted,
};
use crate::columns::About;
use crate::study::Study;
use crate::word::words;

words! {
    /// What a condition comes to, worst first.
    Finding {
        /// Not met.
        NotMet = "not_met",
        /// It cannot be told from what is known.
        CannotTell = "cannot_tell",
        /// Met.
        Met = "met",
    }
}

impl Finding {
    const fn of(met: bool) -> Self {
        if met { Self::Met } else { Self::NotMet }
    }
}

#[expect(missing_docs, reason = "the sentence of each variant says what its fields are")]
/// A value that a finding rests on.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Used {
    /// Born then, so old at the reference day.
    Born { day: Day, years: u32 },
    /// Something since a day, so many full months.
    Since { day: Day, months: u32 },
    /// Full months of several spells and the days left over.
    Spells { spells: u32, months: u32, days: u32 },
    /// An entry of a closed list.
    Choice(Choice),
    /// The appraisal of a year; none was told.
    Appraisal { year: i32, result: Option<Appraisal> },
    /// Whether a circumstance was declared under which nobody may take part.
    Excluded(bool),
    /// Nothing was told.
    NotTold,
    /// Nobody but a person can judge it.
    InWords,
}

impl std::fmt::Debug for Used {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Used(***)")
    }
}

/// What one condition came to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Judged {
    /// The condition.
    pub condition: Condition,
    /// What it came to.
    pub finding: Finding,
    /// The values used.
    pub used: Vec<Used>,
}

/// A tree of findings, shaped as the rule.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Judgement {
    /// One condition.
    One(Judged),
    /// All of them.
    All(Vec<Judgement>),
    /// Any of them.
    Any(Vec<Judgement>),
}

impl Judgement {
    /// What it came to: of all the least, of any the greatest. Of nothing it is met.
    #[must_use]
    pub fn finding(&self) -> Finding {
        match self {
            Self::One(judged) => judged.finding,
            Self::All(of) => of.iter().map(Self::finding).min().unwrap_or(Finding::Met),
            Self::Any(of) => of.iter().map(Self::finding).max().unwrap_or(Finding::Met),
        }
    }

    /// The rule that was judged.
    #[must_use]
    pub fn rule(&self) -> Rule {
        match self {
            Self::One(judged) => Rule::One(judged.condition.clone()),
            Self::All(of) => Rule::All(of.iter().map(Self::rule).collect()),
            Self::Any(of) => Rule::Any(of.iter().map(Self::rule).collect()),
        }
    }
}

/// Judges a tree at the reference day.
#[must_use]
pub fn judge(rule: &Rule, facts: &Facts, at: Day) -> Judgement {
    match rule {
        Rule::One(condition) => {
            let (finding, used) = one(condition, facts, at);
            Judgement::One(Judged { condition: condition.clone(), finding, used })
        }
        Rule::All(of) => Judgement::All(of.iter().map(|rule| judge(rule, facts, at)).collect()),
        Rule::Any(of) => Judgement::Any(of.iter().map(|rule| judge(rule, facts, at)).collect()),
    }
}

/// Judges several rules of which all must be met.
#[must_use]
pub fn judge_all(rules: &[Rule], facts: &Facts, at: Day) -> Judgement {
    Judgement::All(rules.iter().map(|rule| judge(rule, facts, at)).collect())
}

type Answer = (Finding, Vec<Used>);

fn not_told() -> Answer {
    (Finding::CannotTell, vec![Used::NotTold])
}

fn one(condition: &Condition, facts: &Facts, at: Day) -> Answer {
    match condition {
        Condition::AgeAtMost { years, rank } => age_at_most(*years, *rank, facts, at),
        Condition::AgeAtLeast { years } => told(facts.birth, |day| {
            let age = day.years_until(at);
            (Finding::of(age >= u32::from(*years)), vec![Used::Born { day, years: age }])
        }),
        Condition::ServiceYears { years } => since(facts.joined, *years, at),
        Condition::LevelYears { years } => since(facts.level_since, *years, at),
        Condition::GrassrootsYears { years } => grassroots(*years, facts, at),
        Condition::Rank { from, to, years } => rank((*from, *to, *years), facts, at),
        Condition::Leading { from, years } => leading(*from, *years, facts, at),
        Condition::Listed { of, one_of } => listed(*of, one_of, facts),
        Condition::Study { one_of } => {
            told(facts.study, |found| (studied(one_of, found), vec![Used::Choice(Choice::Study(found))]))
        }
        Condition::AppraisalEach { years } => appraisals(*years, facts, at, Appraisal::is_competent),
        Condition::AppraisalNone { years } => {
            appraisals(*years, facts, at, |result| !result.is_below_competent())
        }
        Condition::AppraisalExcellent { years, times } => excellent(*years, *times, facts, at),
        Condition::Sex { only } => {
            told(facts.sex, |found| (Finding::of(found == *only), vec![Used::Choice(Choice::Sex(found))]))
        }
        Condition::NoExclusion {} => {
            told(facts.excluded, |found| (Finding::of(!found), vec![Used::Excluded(found)]))
        }
        Condition::InWords { of, .. } => {
            let told = of.as_ref().map_or_else(Vec::new, |place| declared(place.about, facts, at));
            (Finding::CannotTell, std::iter::once(Used::InWords).chain(told).collect())
        }
    }
}

/// Whether `found` is one of the fields asked for. A person judges a field outside of the catalogues, one of the catalogue in which
/// nothing is asked for, one that was moved out of what is asked for, and one that was told less closely than it is asked for.
fn studied(one_of: &[Study], found: Study) -> Finding {
    let any = |fits: &dyn Fn(&Study) -> bool| one_of.iter().any(fits);
    if any(&|asked| asked.takes(found)) {
        Finding::Met
    } else if any(&|asked| asked.catalogue() == found.catalogue())
        && !any(&|asked| asked.took(found) || found.takes(*asked))
    {
        Finding::NotMet
    } else {
        Finding::CannotTell
    }
}

/// What was told about the subject of words that a person checks: it stands beside them and decides nothing.
fn declared(about: About, facts: &Facts, at: Day) -> Vec<Used> {
    let listed = |of: Listed| facts.listed.get(&of).copied().map(Used::Choice);
    let since = |day: Day| Used::Since { day, months: day.months_until(at) };
    let one = match about {
        About::Education => listed(Listed::Education),
        About::Degree => listed(Listed::Degree),
        About::Politics => listed(Listed::Politics),
        About::Major => facts.study.map(|found| Used::Choice(Choice::Study(found))),
        About::Age => facts.birth.map(|day| Used::Born { day, years: day.years_until(at) }),
        About::Service => facts.joined.map(since),
        About::Rank => facts.rank.map(|found| Used::Choice(Choice::Rank(found))),
        About::Sex => facts.sex.map(|found| Used::Choice(Choice::Sex(found))),
        About::Nothing | About::Words | About::Paper => return Vec::new(),
    };
    vec![one.unwrap_or(Used::NotTold)]
}

fn told<T>(value: Option<T>, answer: impl FnOnce(T) -> Answer) -> Answer {
    value.map_or_else(not_told, answer)
}

fn listed(of: Listed, one_of: &[Choice], facts: &Facts) -> Answer {
    told(facts.listed.get(&of).copied(), |found| {
        let met = match of.test().1 {
            Test::AtLeast => one_of.iter().any(|least| found >= *least),
            Test::OneOf => one_of.contains(&found),
        };
        (Finding::of(met), vec![Used::Choice(found)])
    })
}

fn since(day: Option<Day>, years: u8, at: Day) -> Answer {
    told(day, |day| {
        let months = day.months_until(at);
        (Finding::of(months >= u32::from(years).saturating_mul(12)), vec![Used::Since { day, months }])
    })
}

fn age_at_most(years: u8, exception: Option<RankAge>, facts: &Facts, at: Day) -> Answer {
    told(facts.birth, |day| {
        let age = day.years_until(at);
        let mut used = vec![Used::Born { day, years: age }];
        let within = |limit: u8| Finding::of(age <= u32::from(limit));
        let Some(other) = exception else { return (within(years), used) };
        let finding = match facts.rank {
            Some(told @ RankTold::General(rank)) => {
                used.push(Used::Choice(Choice::Rank(told)));
                within(if rank >= other.from { other.years } else { years })
            }
            Some(RankTold::Other) => {
                used.push(Used::Choice(Choice::Rank(RankTold::Other)));
                either(within(years), within(other.years))
            }
            None => either(within(years), within(other.years)),
        };
        (finding, used)
    })
}

/// One of the two, not known which.
fn either(one: Finding, other: Finding) -> Finding {
    if one == other { one } else { Finding::CannotTell }
}

fn grassroots(years: u8, facts: &Facts, at: Day) -> Answer {
    told(facts.grassroots.as_ref(), |spells| {
        let sum = counted(spells, at);
        let needed = u32::from(years).saturating_mul(12);
        let finding = if sum.months >= needed {
            Finding::Met
        } else if sum.at_most() < needed {
            Finding::NotMet
        } else {
            Finding::CannotTell
        };
        let spells = u32::try_from(spells.len()).unwrap_or(u32::MAX);
        (finding, vec![Used::Spells { spells, months: sum.months, days: sum.days }])
    })
}

fn rank((from, to, years): (Rank, Option<Rank>, u8), facts: &Facts, at: Day) -> Answer {
    let rank = match facts.rank {
        None => return not_told(),
        Some(RankTold::Other) => {
            return (Finding::CannotTell, vec![Used::Choice(Choice::Rank(RankTold::Other))]);
        }
        Some(RankTold::General(rank)) => rank,
    };
    let mut used = vec![Used::Choice(Choice::Rank(RankTold::General(rank)))];
    if rank < from || to.is_some_and(|to| rank > to) {
        return (Finding::NotMet, used);
    }
    let finding = held((rank == from, facts.rank_since, years), at, &mut used);
    (finding, used)
}

fn leading(from: Leading, years: u8, facts: &Facts, at: Day) -> Answer {
    told(facts.leading, |post| {
        let mut used = vec![Used::Choice(Choice::Leading(post))];
        if post < from {
            return (Finding::NotMet, used);
        }
        let finding = held((post == from, facts.leading_since, years), at, &mut used);
        (finding, used)
    })
}

/// Years at a level or above it: who stands exactly there has them all since then; who stands higher has at least these.
fn held((exactly, day, years): (bool, Option<Day>, u8), at: Day, used: &mut Vec<Used>) -> Finding {
    if years == 0 {
        return Finding::Met;
    }
    let Some(day) = day else {
        used.push(Used::NotTold);
        return Finding::CannotTell;
    };
    let months = day.months_until(at);
    used.push(Used::Since { day, months });
    match (months >= u32::from(years).saturating_mul(12), exactly) {
        (true, _) => Finding::Met,
        (false, true) => Finding::NotMet,
        (false, false) => Finding::CannotTell,
    }
}

fn results(years: u8, facts: &Facts, at: Day) -> Vec<(i32, Option<Appraisal>)> {
    (1..=i32::from(years))
        .map(|back| at.year().saturating_sub(back))
        .map(|year| (year, facts.appraisals.get(&year).copied()))
        .collect()
}

fn shown(results: &[(i32, Option<Appraisal>)]) -> Vec<Used> {
    results.iter().map(|(year, result)| Used::Appraisal { year: *year, result: *result }).collect()
}

fn appraisals(years: u8, facts: &Facts, at: Day, good: impl Fn(Appraisal) -> bool) -> Answer {
    let results = results(years, facts, at);
    let each = results
        .iter()
        .map(|(_, result)| result.map_or(Finding::CannotTell, |found| Finding::of(good(found))));
    (each.min().unwrap_or(Finding::Met), shown(&results))
}

fn excellent(years: u8, times: u8, facts: &Facts, at: Day) -> Answer {
    let results = results(years, facts, at);
    let had = results.iter().filter(|(_, result)| *result == Some(Appraisal::Excellent)).count();
    let open = results.iter().filter(|(_, result)| result.is_none()).count();
    let finding = if had >= usize::from(times) {
        Finding::Met
    } else if had.saturating_add(open) < usize::from(times) {
        Finding::NotMet
    } else {
        Finding::CannotTell
    };
    (finding, shown(&results))
}
