//! Laws of conditions: what is told later never turns an answer round, order never matters, and days are exact.

use domain::eligibility::{
    Appraisal, Choice, Condition, ConditionForm, Day, Degree, Education, Facts, Finding, Kind, Leading,
    Listed, Politics, Rank, RankAge, RankTold, Rule, Sex, Spell, UnitKind, UnitLevel, counted, judge,
    judge_all,
};
use domain::study::Study;
use proptest::prelude::*;
use proptest::sample::select;

fn day() -> impl Strategy<Value = Day> {
    (1960..2030_i32, 1..=12_u8, 1..=31_u8).prop_filter_map("a day", |(y, m, d)| Day::from_parts(y, m, d))
}

fn at() -> impl Strategy<Value = Day> {
    (2020..2027_i32, 1..=12_u8, 1..=31_u8).prop_filter_map("a day", |(y, m, d)| Day::from_parts(y, m, d))
}

fn study() -> impl Strategy<Value = Study> {
    select(Study::all().collect::<Vec<_>>())
}

fn class() -> impl Strategy<Value = Study> {
    select(Study::studied().chain([Study::OUTSIDE]).collect::<Vec<_>>())
}

fn spell() -> impl Strategy<Value = Spell> {
    (day(), prop::option::of(0..2000_u32)).prop_map(|(from, days)| Spell {
        from,
        to: days.map(|days| (0..days).fold(from, |day, _| day.next())),
    })
}

fn some<T: std::fmt::Debug + Clone + Ord + 'static>(all: &'static [T]) -> impl Strategy<Value = Vec<T>> {
    prop::collection::btree_set(select(all), 1..=all.len()).prop_map(|set| set.into_iter().collect())
}

fn listed(of: Listed, one_of: impl IntoIterator<Item = Choice>) -> Condition {
    Condition::Listed { of, one_of: one_of.into_iter().collect() }
}

fn condition() -> impl Strategy<Value = Condition> {
    let years = || 1..=12_u8;
    let rank = || select(Rank::ALL);
    let exception = prop::option::of((rank(), 30..=50_u8).prop_map(|(from, years)| RankAge { from, years }));
    prop_oneof![
        (20..=50_u8, exception).prop_map(|(years, rank)| Condition::AgeAtMost { years, rank }),
        (16..=50_u8).prop_map(|years| Condition::AgeAtLeast { years }),
        years().prop_map(|years| Condition::ServiceYears { years }),
        years().prop_map(|years| Condition::GrassrootsYears { years }),
        years().prop_map(|years| Condition::LevelYears { years }),
        (rank(), prop::option::of(rank()), 0..=4_u8).prop_map(|(from, to, years)| Condition::Rank {
            from,
            to: to.map(|to| to.max(from)),
            years
        }),
        (select(&Leading::ALL[1..]), 0..=4_u8).prop_map(|(from, years)| Condition::Leading { from, years }),
        select(Education::ALL).prop_map(|one| listed(Listed::Education, [Choice::Education(one)])),
        select(Degree::ALL).prop_map(|one| listed(Listed::Degree, [Choice::Degree(one)])),
        prop::collection::btree_set(study(), 1..4)
            .prop_map(|one_of| Condition::Study { one_of: one_of.into_iter().collect() }),
        (1..=5_u8).prop_map(|years| Condition::AppraisalEach { years }),
        (1..=5_u8).prop_map(|years| Condition::AppraisalNone { years }),
        (1..=5_u8, 1..=5_u8)
            .prop_map(|(years, times)| Condition::AppraisalExcellent { years, times: times.min(years) }),
        some(UnitLevel::ALL)
            .prop_map(|all| listed(Listed::UnitLevel, all.into_iter().map(Choice::UnitLevel))),
        some(UnitKind::ALL).prop_map(|all| listed(Listed::UnitKind, all.into_iter().map(Choice::UnitKind))),
        some(Politics::ALL).prop_map(|all| listed(Listed::Politics, all.into_iter().map(Choice::Politics))),
        select(Sex::ALL).prop_map(|only| Condition::Sex { only }),
        Just(Condition::NoExclusion {}),
        "[a-z]{1,20}".prop_map(|words| Condition::InWords { words, of: None }),
    ]
}

fn rule() -> impl Strategy<Value = Rule> {
    condition().prop_map(Rule::One).prop_recursive(3, 16, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 1..4).prop_map(Rule::All),
            prop::collection::vec(inner, 1..4).prop_map(Rule::Any),
        ]
    })
}

/// Everything told, appraisals of six years before the reference day included.
fn whole() -> impl Strategy<Value = (Facts, Day)> {
    let rank = prop_oneof![3 => select(Rank::ALL).prop_map(RankTold::General), 1 => Just(RankTold::Other)];
    let first = (day(), select(Sex::ALL), day(), prop::collection::vec(spell(), 0..4));
    let unit = (select(UnitLevel::ALL), select(UnitKind::ALL), day(), rank, day());
    let post = (select(Leading::ALL), day(), select(Education::ALL), select(Degree::ALL), class());
    let rest = (prop::collection::vec(select(Appraisal::ALL), 6), select(Politics::ALL), any::<bool>());
    (at(), first, unit, post, rest).prop_map(|(at, first, unit, post, rest)| {
        let facts = Facts {
            birth: Some(first.0),
            sex: Some(first.1),
            joined: Some(first.2),
            grassroots: Some(first.3),
            level_since: Some(unit.2),
            rank: Some(unit.3),
            rank_since: Some(unit.4),
            leading: Some(post.0),
            leading_since: Some(post.1),
            listed: [
                (Listed::UnitLevel, Choice::UnitLevel(unit.0)),
                (Listed::UnitKind, Choice::UnitKind(unit.1)),
                (Listed::Education, Choice::Education(post.2)),
                (Listed::Degree, Choice::Degree(post.3)),
                (Listed::Politics, Choice::Politics(rest.1)),
            ]
            .into(),
            study: Some(post.4),
            appraisals: (1..).map(|back| at.year() - back).zip(rest.0).collect(),
            excluded: Some(rest.2),
        };
        (facts, at)
    })
}

/// The facts without those whose bit is set.
fn without(facts: &Facts, holes: u32) -> Facts {
    let told = |bit: u32| holes & (1 << bit) == 0;
    let mut less = facts.clone();
    less.birth = less.birth.filter(|_| told(0));
    less.sex = less.sex.filter(|_| told(1));
    less.joined = less.joined.filter(|_| told(2));
    less.grassroots = less.grassroots.filter(|_| told(3));
    less.level_since = less.level_since.filter(|_| told(6));
    less.rank = less.rank.filter(|_| told(7));
    less.rank_since = less.rank_since.filter(|_| told(8));
    less.leading = less.leading.filter(|_| told(9));
    less.leading_since = less.leading_since.filter(|_| told(10));
    less.study = less.study.filter(|_| told(13));
    // From 24 on: above the appraisals.
    less.listed.retain(|of, _| told((24..).zip(Listed::ALL).find(|one| one.1 == of).expect("a list").0));
    less.excluded = less.excluded.filter(|_| told(15));
    let mut bit = 16;
    less.appraisals.retain(|_, _| {
        bit += 1;
        told(bit)
    });
    less
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4_000))]

    /// Kleene's order: what is told later may settle an open answer, and never turns a settled one round.
    #[test]
    fn telling_more_never_turns_an_answer_round(rule in rule(), (facts, at) in whole(), holes: u32) {
        let before = judge(&rule, &without(&facts, holes), at).finding();
        let after = judge(&rule, &facts, at).finding();
        prop_assert!(before == Finding::CannotTell || before == after, "{before:?} became {after:?}");
    }

    #[test]
    fn the_order_of_conditions_never_matters(
        mut rules in prop::collection::vec(rule(), 1..5),
        (facts, at) in whole(),
        holes: u32,
    ) {
        let less = without(&facts, holes);
        let all = judge_all(&rules, &less, at).finding();
        let any = judge(&Rule::Any(rules.clone()), &less, at).finding();
        rules.reverse();
        prop_assert_eq!(all, judge_all(&rules, &less, at).finding());
        prop_assert_eq!(any, judge(&Rule::Any(rules.clone()), &less, at).finding());
        prop_assert!(all <= any);
        // One more condition never helps "all of" and never hurts "any of".
        let fewer = &rules[1..];
        prop_assert!(fewer.is_empty() || all <= judge_all(fewer, &less, at).finding());
        prop_assert!(fewer.is_empty() || any >= judge(&Rule::Any(fewer.to_vec()), &less, at).finding());
    }

    /// A later reference day never takes away years, and never makes anybody younger.
    #[test]
    fn later_days_only_add(born in day(), spells in prop::collection::vec(spell(), 0..4), at in at()) {
        let next = at.next();
        prop_assert!(born.months_until(at) <= born.months_until(next));
        let (now, then) = (counted(&spells, at), counted(&spells, next));
        prop_assert!(now.months <= then.months && now.at_most() <= then.at_most().max(now.at_most()));
        prop_assert!(born.months_until(next) - born.months_until(at) <= 1);
    }

    /// Completed years against a slow count of birthdays.
    #[test]
    fn completed_years_are_the_birthdays_reached(born in day(), at in at()) {
        let birthdays = (born.year() + 1..=at.year().max(born.year())).filter(|year| {
            let (month, day) = (u8::from(born.date().month()), born.date().day());
            let due = (1..=day).rev().find_map(|day| Day::from_parts(*year, month, day)).unwrap();
            due <= at
        });
        prop_assert_eq!(usize::try_from(born.years_until(at)).unwrap(), birthdays.count());
        let earliest = at.earliest_birth(35);
        prop_assert!(earliest.years_until(at) <= 35 && earliest.previous().years_until(at) == 36);
    }

    /// Days of the spells, counted one by one, lie between the bounds.
    #[test]
    fn spells_count_every_day_once(spells in prop::collection::vec(spell(), 0..4), at in at()) {
        let mut days = std::collections::BTreeSet::new();
        for spell in &spells {
            let mut here = spell.from;
            while here <= spell.to.unwrap_or(at).min(at) {
                days.insert(here);
                here = here.next();
            }
        }
        let sum = counted(&spells, at);
        let days = u32::try_from(days.len()).unwrap();
        prop_assert!(sum.months * 28 + sum.days <= days && days <= sum.months * 31 + sum.days);
    }

    #[test]
    fn a_condition_reads_back_from_its_form(condition in condition()) {
        let form = ConditionForm::of(&condition);
        prop_assert_eq!(form.kind(), Some(condition.kind()));
        prop_assert!(Kind::all().any(|kind| kind == condition.kind()));
        prop_assert_eq!(form.check(), Ok(condition.clone()));
        let text = serde_json::to_string(&Rule::One(condition.clone())).unwrap();
        prop_assert_eq!(serde_json::from_str::<Rule>(&text).unwrap(), Rule::One(condition));
    }
}
