//! What the position table says in words beside the typed conditions: a person checks it, and no answer counts it as met.
//!
//! Owns: which words no typed condition covers. A column is covered at a position where an officer says that typed conditions
//! carry it out, and a condition about the same thing stands among those of the position. Refuses: reading the words.

use serde::{Deserialize, Serialize};

use super::set::rules_digest;
use super::{Asked, Condition, Conditions, Kind, Listed, Rule, TablePlace};
use crate::calendar::Window;
use crate::columns::{About, Asking, Column, Worded};

/// Examples of the words of a column.
const EXAMPLES: usize = 3;

/// A column of a position table whose words ask something, for officers who say whether typed conditions cover it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ColumnWords {
    /// The column.
    pub column: Column,
    /// Positions at which it asks something.
    pub positions: u32,
    /// Those at which a person checks it.
    pub by_person: u32,
    /// Whether an officer says that typed conditions cover it.
    pub covered: bool,
    /// The first different words.
    pub examples: Vec<String>,
}

impl Conditions {
    /// What an application for a position is checked against: the typed conditions, and one line for each column of words that
    /// none of them covers. `None` where the position asks nothing at all.
    #[must_use]
    pub fn asked_of<'a>(&self, position: impl Into<Worded<'a>>, window: Window) -> Option<Asked> {
        let position = position.into();
        let at = self.reference.day(window)?;
        let mut rules = self.rules_of(position.code);
        let beyond: Vec<Rule> = self.beyond(position, &rules).map(by_person).collect();
        rules.extend(beyond);
        let digest = rules_digest(&rules, at);
        (!rules.is_empty()).then_some(Asked { at, rules, digest })
    }

    /// Whether a position asks anything, typed or in words that a person checks.
    #[must_use]
    pub fn ask_anything_of<'a>(&self, position: impl Into<Worded<'a>>) -> bool {
        let position = position.into();
        self.ask_of(position.code) || self.beyond(position, &[]).next().is_some()
    }

    /// The columns of a table whose words ask something, in the table's order.
    #[must_use]
    pub fn columns<'a>(&self, table: impl IntoIterator<Item = impl Into<Worded<'a>>>) -> Vec<ColumnWords> {
        let mut all: Vec<ColumnWords> = Vec::new();
        for position in table.into_iter().map(Into::into) {
            let rules = self.rules_of(position.code);
            for asking in position.asking() {
                let at = all.iter().position(|one| one.column == asking.column).unwrap_or_else(|| {
                    all.push(self.unseen(asking.column.clone()));
                    all.len().saturating_sub(1)
                });
                let Some(one) = all.get_mut(at) else { continue };
                one.positions = one.positions.saturating_add(1);
                if !self.covers(&asking, &rules) {
                    one.by_person = one.by_person.saturating_add(1);
                }
                if one.examples.len() < EXAMPLES && !one.examples.iter().any(|words| words == asking.words) {
                    one.examples.push(asking.words.to_owned());
                }
            }
        }
        all
    }

    /// These conditions beside another table: a column stays covered only as long as every position says in it what it said when
    /// an officer looked.
    #[must_use]
    pub fn beside<'a, P: Into<Worded<'a>> + Copy>(&self, (before, after): (&[P], &[P])) -> Self {
        let all = |table: &[P]| -> Vec<Worded<'a>> { table.iter().map(|one| (*one).into()).collect() };
        let (before, after) = (all(before), all(after));
        let same = |column: &&Column| words_of(&before, column) == words_of(&after, column);
        Self { covered: self.covered.iter().filter(same).cloned().collect(), ..self.clone() }
    }

    fn unseen(&self, column: Column) -> ColumnWords {
        let covered = self.covered.contains(&column);
        ColumnWords { column, positions: 0, by_person: 0, covered, examples: Vec::new() }
    }

    fn beyond<'a>(&self, position: Worded<'a>, rules: &[Rule]) -> impl Iterator<Item = Asking<'a>> {
        position.asking().filter(|asking| !self.covers(asking, rules))
    }

    fn covers(&self, asking: &Asking<'_>, rules: &[Rule]) -> bool {
        self.covered.contains(&asking.column) && rules.iter().any(|rule| asks(rule, asking.about))
    }
}

/// What the positions say in a column, by code.
fn words_of<'a>(table: &[Worded<'a>], column: &Column) -> Vec<(&'a str, &'a str)> {
    let of = |position: &Worded<'a>| {
        let words = position.asking().find(|asking| asking.column == *column)?.words;
        Some((position.code, words))
    };
    let mut all: Vec<_> = table.iter().filter_map(of).collect();
    all.sort_unstable();
    all
}

fn by_person(asking: Asking<'_>) -> Rule {
    let of = Some(TablePlace { column: asking.column, about: asking.about });
    Rule::One(Condition::InWords { words: asking.words.to_owned(), of })
}

/// Whether a condition about the same thing stands in the tree.
fn asks(rule: &Rule, about: About) -> bool {
    match rule {
        Rule::One(condition) => is_about(condition.kind(), about),
        Rule::All(of) | Rule::Any(of) => of.iter().any(|rule| asks(rule, about)),
    }
}

const fn is_about(kind: Kind, about: About) -> bool {
    match about {
        About::Education => matches!(kind, Kind::Listed(Listed::Education)),
        About::Degree => matches!(kind, Kind::Listed(Listed::Degree)),
        About::Major => matches!(kind, Kind::Study),
        About::Age => matches!(kind, Kind::AgeAtMost | Kind::AgeAtLeast),
        About::Service => matches!(kind, Kind::ServiceYears | Kind::GrassrootsYears | Kind::LevelYears),
        About::Rank => matches!(kind, Kind::Rank | Kind::Leading),
        About::Politics => matches!(kind, Kind::Listed(Listed::Politics)),
        About::Sex => matches!(kind, Kind::Sex),
        About::Nothing | About::Paper | About::Words => true,
    }
}

impl Asked {
    /// The typed conditions.
    pub fn typed(&self) -> impl Iterator<Item = &Rule> {
        self.rules.iter().filter(|rule| rule.of_table().is_none())
    }

    /// The words of the position table that a person checks, with their columns.
    pub fn by_person(&self) -> impl Iterator<Item = (&Column, &str)> {
        self.rules.iter().filter_map(Rule::of_table).map(|(place, words)| (&place.column, words))
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Choice, Condition, Conditions, Education, Finding, Listed, Rule, Used, judge_all};
    use crate::calendar::Window;
    use crate::posting::{About, Column, Detail, PositionCells, PositionTerms};
    use crate::reason::FieldPath;
    use crate::registration::{Answers, Field, Form, Spot};
    use crate::typed::{Line, Words};

    fn position(code: &str, details: &[(&str, &str, About)]) -> PositionTerms {
        let cells = PositionCells { code, unit: "u", title: "t", plan: "1", ..PositionCells::default() };
        let detail = |(title, text, about): &(&str, &str, About)| Detail {
            title: Line::stored((*title).to_owned()),
            text: Words::stored((*text).to_owned()),
            about: *about,
        };
        let details = details.iter().map(detail).collect();
        PositionTerms { details, ..PositionTerms::read("p", &cells).expect("a position") }
    }

    fn kept(title: &str) -> Column {
        Column::Kept(Line::stored(title.to_owned()))
    }

    fn education() -> Rule {
        let one_of = vec![Choice::Education(Education::Undergraduate)];
        Rule::One(Condition::Listed { of: Listed::Education, one_of })
    }

    fn window() -> Window {
        let at = FieldPath::new("at");
        let moment = |text| crate::typed::moment(text, &at).expect("a moment");
        crate::typed::window(moment("2026-11-22T09:00"), moment("2026-11-29T18:00"), &at).expect("a window")
    }

    fn whole() -> PositionTerms {
        position(
            "1",
            &[
                ("学历", "研究生", About::Education),
                ("备注", "最低服务五年", About::Words),
                ("地点", "城区", About::Nothing),
            ],
        )
    }

    fn finding(conditions: &Conditions, position: &PositionTerms, answers: &Answers) -> Option<Finding> {
        let asked = conditions.asked_of(position, window())?;
        Some(judge_all(&asked.rules, &Form::standard().facts(answers), asked.at).finding())
    }

    /// Answers that meet the typed condition.
    fn answers() -> Answers {
        let mut answers = Answers::default();
        answers.set(Spot::of(Field::EducationLevel), "postgraduate");
        answers
    }

    #[test]
    fn words_that_no_officer_calls_covered_are_never_counted_as_met() {
        let typed = Conditions { general: vec![education()], ..Conditions::default() };
        assert_eq!(finding(&typed, &position("1", &[]), &answers()), Some(Finding::Met));
        // A condition about the same thing is there, and yet nobody said that it asks what the words ask.
        assert_eq!(finding(&typed, &whole(), &answers()), Some(Finding::CannotTell));
        assert_eq!(finding(&Conditions::default(), &whole(), &answers()), Some(Finding::CannotTell));
        assert_eq!(finding(&Conditions::default(), &position("1", &[]), &answers()), None);
        let mut words = position("1", &[]);
        words.conditions = Words::stored("会开车".to_owned());
        assert_eq!(finding(&typed, &words, &answers()), Some(Finding::CannotTell));
    }

    #[test]
    fn what_is_not_met_stays_not_met_beside_words_for_a_person() {
        let typed = Conditions { general: vec![education()], ..Conditions::default() };
        let mut low = Answers::default();
        low.set(Spot::of(Field::EducationLevel), "junior_college");
        assert_eq!(finding(&typed, &whole(), &low), Some(Finding::NotMet));
    }

    #[test]
    fn a_column_is_covered_where_an_officer_says_so_and_a_condition_of_its_kind_is_there() {
        let covered = vec![kept("学历"), kept("备注")];
        let all =
            Conditions { general: vec![education()], covered: covered.clone(), ..Conditions::default() };
        assert_eq!(finding(&all, &whole(), &answers()), Some(Finding::Met));
        let none = Conditions { covered, ..Conditions::default() };
        assert_eq!(finding(&none, &whole(), &answers()), Some(Finding::CannotTell), "nothing typed is there");
        let one =
            Conditions { covered: vec![kept("学历")], general: vec![education()], ..Conditions::default() };
        let asked = one.asked_of(&whole(), window()).expect("words");
        assert_eq!(asked.by_person().collect::<Vec<_>>(), [(&kept("备注"), "最低服务五年")]);
        assert_eq!(asked.typed().count(), 1);
    }

    #[test]
    fn words_for_a_person_stand_beside_what_was_told_about_the_same_thing() {
        let asked = Conditions::default().asked_of(&whole(), window()).expect("words");
        let judged = judge_all(&asked.rules, &Form::standard().facts(&answers()), asked.at);
        let super::super::Judgement::All(of) = judged else { panic!("all of them") };
        let super::super::Judgement::One(first) = &of[0] else { panic!("one condition") };
        let told = Used::Choice(Choice::Education(Education::Postgraduate));
        assert_eq!((first.finding, &first.used), (Finding::CannotTell, &vec![Used::InWords, told]));
    }

    #[test]
    fn other_words_or_another_column_are_another_revision() {
        let digest = |title: &str, words: &str| {
            let position = position("1", &[(title, words, About::Words)]);
            Conditions::default().asked_of(&position, window()).expect("words").digest
        };
        assert_ne!(digest("备注", "一"), digest("备注", "二"));
        assert_ne!(digest("备注", "一"), digest("说明", "一"));
        let covered = Conditions { covered: vec![kept("备注")], ..Conditions::default() };
        assert_ne!(covered.digest(), Conditions::default().digest());
    }

    #[test]
    fn a_column_stays_covered_only_while_its_words_stay() {
        let set = Conditions { covered: vec![kept("学历"), kept("备注")], ..Conditions::default() };
        let (before, mut after) = (whole(), whole());
        after.details[0].text = Words::stored("本科".to_owned());
        assert_eq!(set.beside((&[&before], &[&before])), set);
        assert_eq!(set.beside((&[&before], &[&after])).covered, [kept("备注")]);
        assert_eq!(set.beside((&[&before], &[])).covered, []);
    }

    #[test]
    fn officers_see_each_asking_column_once_with_what_is_left_to_a_person() {
        let set =
            Conditions { general: vec![education()], covered: vec![kept("学历")], ..Conditions::default() };
        let (one, two) = (whole(), position("2", &[("学历", "本科", About::Education)]));
        let columns = set.columns([&one, &two]);
        let said: Vec<_> =
            columns.iter().map(|one| (one.column.title(), one.positions, one.by_person)).collect();
        assert_eq!(said, [("学历", 2, 0), ("备注", 1, 1)]);
        assert_eq!(columns[0].examples, ["研究生", "本科"]);
    }
}
