//! What conditions ask of a person, as questions of a form, and which answer breaks them.
//!
//! Owns: [`Question`], what a tree of conditions wants to know, and the places of answers that are not met. Refuses:
//! deciding; a marked answer is a hint, and a person confirms.

use std::collections::BTreeSet;

use super::{Appraisal, Condition, Finding, Judged, Judgement, Listed, Rule, Used};

/// One thing to be told, which a field of the registration form asks, or several in rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Question {
    /// Birthday.
    Birth,
    /// Sex.
    Sex,
    /// Since when in an authority of the present unit's level.
    LevelSince,
    /// Since when a civil servant.
    Joined,
    /// Present rank.
    Rank,
    /// Since when.
    RankSince,
    /// Leading post.
    Leading,
    /// Since when.
    LeadingSince,
    /// Spells of grass-roots work.
    Grassroots,
    /// Class of the field of study.
    Study,
    /// Annual appraisals.
    Appraisals,
    /// Whether a circumstance applies under which nobody may take part.
    Excluded,
    /// One entry of a closed list.
    Listed(Listed),
}

impl Question {
    /// Every question.
    pub fn all() -> impl Iterator<Item = Self> {
        let plain = [
            Self::Birth,
            Self::Sex,
            Self::LevelSince,
            Self::Joined,
            Self::Rank,
            Self::RankSince,
            Self::Leading,
            Self::LeadingSince,
            Self::Grassroots,
            Self::Study,
            Self::Appraisals,
            Self::Excluded,
        ];
        plain.into_iter().chain(Listed::ALL.iter().copied().map(Self::Listed))
    }
}

/// What a tree of conditions wants to know.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// The questions.
    pub questions: BTreeSet<Question>,
    /// So many appraisals, counted back from the year before the reference day.
    pub appraisals: u8,
}

impl Wanted {
    /// What these rules ask, and nothing else.
    #[must_use]
    pub fn of(rules: &[Rule]) -> Self {
        let mut wanted = Self::default();
        rules.iter().for_each(|rule| wanted.add(rule));
        wanted
    }

    fn add(&mut self, rule: &Rule) {
        match rule {
            Rule::One(condition) => self.ask(condition),
            Rule::All(of) | Rule::Any(of) => of.iter().for_each(|rule| self.add(rule)),
        }
    }

    fn ask(&mut self, condition: &Condition) {
        let (one, other) = match condition {
            Condition::AgeAtMost { rank, .. } => (Question::Birth, rank.map(|_| Question::Rank)),
            Condition::AgeAtLeast { .. } => (Question::Birth, None),
            Condition::ServiceYears { .. } => (Question::Joined, None),
            Condition::GrassrootsYears { .. } => (Question::Grassroots, None),
            Condition::LevelYears { .. } => (Question::LevelSince, None),
            Condition::Rank { years, .. } => (Question::Rank, (*years > 0).then_some(Question::RankSince)),
            Condition::Leading { years, .. } => {
                (Question::Leading, (*years > 0).then_some(Question::LeadingSince))
            }
            Condition::Listed { of, .. } => (Question::Listed(*of), None),
            Condition::Study { .. } => (Question::Study, None),
            Condition::AppraisalEach { years }
            | Condition::AppraisalNone { years }
            | Condition::AppraisalExcellent { years, .. } => {
                self.appraisals = self.appraisals.max(*years);
                (Question::Appraisals, None)
            }
            Condition::Sex { .. } => (Question::Sex, None),
            Condition::NoExclusion {} => (Question::Excluded, None),
            Condition::InWords { .. } => return,
        };
        self.questions.insert(one);
        self.questions.extend(other);
    }
}

/// Where an answer stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// At a question.
    At(Question),
    /// At the appraisal of a year.
    Year(i32),
}

/// An answer that breaks a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Broken {
    /// The answer.
    pub at: Place,
    /// The rule: one condition, or the whole "any of" of which none is met.
    pub rule: Rule,
}

/// The answers that break a rule, and no others: what cannot be told breaks nothing, nor does a branch of an "any of" that
/// another one makes good.
#[must_use]
pub fn broken(judgement: &Judgement) -> Vec<Broken> {
    let mut all = Vec::new();
    find(judgement, None, &mut all);
    all
}

fn find(judgement: &Judgement, within: Option<&Rule>, all: &mut Vec<Broken>) {
    if judgement.finding() != Finding::NotMet {
        return;
    }
    match judgement {
        Judgement::One(judged) => {
            let rule = within.cloned().unwrap_or_else(|| Rule::One(judged.condition.clone()));
            for at in places(judged) {
                let broken = Broken { at, rule: rule.clone() };
                if !all.contains(&broken) {
                    all.push(broken);
                }
            }
        }
        Judgement::All(of) => of.iter().for_each(|one| find(one, within, all)),
        Judgement::Any(of) => {
            let whole = judgement.rule();
            of.iter().for_each(|one| find(one, Some(within.unwrap_or(&whole)), all));
        }
    }
}

/// The answers that one condition was not met by.
fn places(judged: &Judged) -> Vec<Place> {
    let held = |what: Question, since: Question| {
        let long = judged.used.iter().any(|used| matches!(used, Used::Since { .. }));
        vec![Place::At(if long { since } else { what })]
    };
    match &judged.condition {
        Condition::Rank { .. } => held(Question::Rank, Question::RankSince),
        Condition::Leading { .. } => held(Question::Leading, Question::LeadingSince),
        Condition::AppraisalEach { .. } => years(judged, |result| !result.is_competent()),
        Condition::AppraisalNone { .. } => years(judged, Appraisal::is_below_competent),
        Condition::AppraisalExcellent { .. } => years(judged, |result| result != Appraisal::Excellent),
        condition => {
            let mut wanted = Wanted::default();
            wanted.ask(condition);
            // An age that depends on the rank is still told by the birthday.
            wanted.questions.into_iter().take(1).map(Place::At).collect()
        }
    }
}

fn years(judged: &Judged, bad: impl Fn(Appraisal) -> bool) -> Vec<Place> {
    let broken = |used: &Used| match used {
        Used::Appraisal { year, result: Some(result) } if bad(*result) => Some(Place::Year(*year)),
        _ => None,
    };
    judged.used.iter().filter_map(broken).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::eligibility::{Choice, Day, Degree, Education, Facts, Rank, RankAge, RankTold, judge_all};

    fn at() -> Day {
        Day::from_parts(2026, 9, 1).expect("a day")
    }

    fn listed(of: Listed, choice: Choice) -> Rule {
        Rule::One(Condition::Listed { of, one_of: vec![choice] })
    }

    fn day(text: &str) -> Option<Day> {
        Day::parse(text, &crate::reason::FieldPath::new("day")).ok()
    }

    #[test]
    fn only_what_is_asked_is_wanted() {
        let rank = Some(RankAge { from: Rank::FirstPrincipal, years: 40 });
        let rules = [
            Rule::One(Condition::AgeAtMost { years: 35, rank }),
            Rule::Any(vec![
                Rule::One(Condition::AppraisalEach { years: 3 }),
                Rule::One(Condition::AppraisalExcellent { years: 5, times: 1 }),
            ]),
            Rule::One(Condition::InWords { words: "文字水平高".to_owned(), of: None }),
        ];
        let wanted = Wanted::of(&rules);
        assert_eq!(
            wanted.questions.into_iter().collect::<Vec<_>>(),
            [Question::Birth, Question::Rank, Question::Appraisals]
        );
        assert_eq!(wanted.appraisals, 5);
        assert_eq!(Wanted::of(&[]), Wanted::default());
    }

    #[test]
    fn the_answer_that_breaks_a_rule_is_the_only_one_marked() {
        let either = Rule::Any(vec![
            listed(Listed::Degree, Choice::Degree(Degree::Master)),
            listed(Listed::Education, Choice::Education(Education::Postgraduate)),
        ]);
        let rules = [
            Rule::One(Condition::Rank { from: Rank::FirstStaff, to: None, years: 2 }),
            Rule::One(Condition::AppraisalEach { years: 3 }),
            Rule::One(Condition::ServiceYears { years: 2 }),
            either.clone(),
        ];
        let mut facts = Facts {
            rank: Some(RankTold::General(Rank::FirstStaff)),
            rank_since: day("2025-01-01"),
            listed: [(Listed::Degree, Choice::Degree(Degree::Bachelor))].into(),
            ..Facts::default()
        };
        facts.appraisals.insert(2025, Appraisal::Competent);
        facts.appraisals.insert(2024, Appraisal::Basic);
        let marked = |facts: &Facts| broken(&judge_all(&rules, facts, at()));
        // The degree alone may still be made good by the education, and when somebody joined was not told.
        let places: Vec<Place> = marked(&facts).into_iter().map(|one| one.at).collect();
        assert_eq!(places, [Place::At(Question::RankSince), Place::Year(2024)]);
        facts.listed.insert(Listed::Education, Choice::Education(Education::Undergraduate));
        let last: Vec<Broken> = marked(&facts).into_iter().skip(2).collect();
        let of = |question| Broken { at: Place::At(question), rule: either.clone() };
        assert_eq!(last, [Listed::Degree, Listed::Education].map(|one| of(Question::Listed(one))));
        facts.listed.insert(Listed::Degree, Choice::Degree(Degree::Master));
        assert_eq!(marked(&facts).len(), 2, "one branch of an any-of is enough");
        facts.rank = Some(RankTold::General(Rank::SecondStaff));
        assert_eq!(marked(&facts).first().map(|one| one.at), Some(Place::At(Question::Rank)));
    }
}
