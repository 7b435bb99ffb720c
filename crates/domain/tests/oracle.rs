//! The oracle: a slow, declarative second implementation that shares no code with the engine. It works on the plain
//! model of the generator with fractions of its own, finds ranks by counting who is better, and says who is on a list by
//! counting too. Panels, rooms, statuses, bonus, lines set after marking, partial composites, exemptions and replacements
//! are in. Both must agree on every value, rank, seat and question of 10^5 cases per run; `LINXUAN_ORACLE_CASES` asks for
//! more, `LINXUAN_ORACLE_FROM` begins at another seed.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on should fail")]

mod common;
#[path = "oracle/frac.rs"]
mod frac;
#[path = "oracle/judge.rs"]
mod judge;
#[path = "oracle/values.rs"]
mod values;

use std::collections::{BTreeMap, BTreeSet};

use common::generate::{self, Dice, LineOf, Model, Person, Reach};
use domain::marks::Sheet;
use domain::ranking::{self, At, NoRank, Outcome, Refusal, Replaced, Rulings};
use domain::scheme::Scheme;
use judge::{Moved, Said, oracle};
use time::macros::date;

fn engine(model: &Model, outcome: &Outcome) -> (BTreeMap<String, Said>, BTreeSet<String>) {
    let text = |x: Option<domain::number::Exact>| {
        x.map(|x| format!("{}/{}", x.numerator(), x.denominator())).unwrap_or_default()
    };
    let one = |row: ranking::Row<'_>| {
        let why = match &row.no_rank {
            None => "",
            Some(NoRank::Status { .. }) => "status",
            Some(NoRank::Below(_)) => "below",
            Some(NoRank::Unscored) => "unscored",
            Some(NoRank::LineOpen { .. }) => "line",
        };
        let rank = row.rank.map(|rank| format!("{} {}", rank.halves, row.tied)).unwrap_or_default();
        let mut said = Said::from([
            ("total".to_owned(), text(row.total())),
            ("fine".to_owned(), text(row.unrounded())),
            ("why".to_owned(), why.to_owned()),
            ("rank".to_owned(), rank),
        ]);
        for (list, seat) in model.lists.iter().zip(row.seats()) {
            said.insert(
                format!("list {}", list.to),
                seat.as_ref().map(|seat| seat.at.to_string()).unwrap_or_default(),
            );
        }
        (row.candidate.to_owned(), said)
    };
    let rows = outcome.ranking().rows().map(one).collect();
    (rows, outcome.questions().iter().map(|question| question.id.clone()).collect())
}

/// One scheme with people, as both sides see it.
struct Case<'a> {
    model: &'a Model,
    scheme: &'a Scheme,
    people: Vec<Person>,
    plan: i64,
}

impl Case<'_> {
    /// The engine's answer; none where it refuses the sheets.
    fn rank(&self, rulings: &Rulings) -> Option<Result<Outcome, Vec<Refusal>>> {
        let sheets: Vec<Sheet> =
            self.people.iter().map(|person| generate::sheet(self.model, person)).collect();
        let positions = [common::position("p", u32::try_from(self.plan).unwrap())];
        let settled = common::settle(self.scheme, &positions, &sheets).ok()?;
        Some(ranking::rank(self.scheme, &positions[0], &settled.entrants["p"], rulings))
    }

    /// Both agree; what the engine said.
    fn agree(&self, seed: u64, rulings: &Rulings, moved: Option<&Moved>) -> Option<Outcome> {
        let expected = oracle(self.model, &self.people, self.plan, moved);
        let found = self.rank(rulings).map(|answer| {
            answer.unwrap_or_else(|why| {
                panic!("seed {seed}: {why:?}\n{moved:?}\n{:#?}\n{:#?}", self.people, self.model)
            })
        });
        let said = found.as_ref().map(|outcome| engine(self.model, outcome));
        assert_eq!(
            said, expected,
            "seed {seed}, plan {}\n{moved:?}\n{:#?}\n{:#?}",
            self.plan, self.people, self.model
        );
        found
    }

    /// Somebody leaves the last list and the next reserves move up; calling anybody else is refused.
    fn moves(&self, seed: u64, outcome: &Outcome, dice: &mut Dice) -> bool {
        let Some(list) = self.model.lists.last().filter(|list| list.to == "inspection") else { return false };
        let last = |row: ranking::Row<'_>| row.seats().next_back().flatten();
        let seats: Vec<(&str, At)> =
            outcome.ranking().rows().filter_map(|row| Some((row.candidate, last(row)?.at))).collect();
        let on: Vec<&str> = seats.iter().filter(|(_, at)| *at == At::In).map(|(name, _)| *name).collect();
        if on.is_empty() || !outcome.questions().is_empty() {
            return false;
        }
        let number = |at: &At| match at {
            At::Reserve(number) => Some(*number),
            _ => None,
        };
        let next = seats.iter().filter_map(|(_, at)| number(at)).min();
        let up = |wanted: &dyn Fn(u32) -> bool| -> Vec<String> {
            let called = seats.iter().filter(|(_, at)| number(at).is_some_and(wanted));
            called.map(|(name, _)| (*name).to_owned()).collect()
        };
        let first = up(&|number| Some(number) == next);
        let later = up(&|number| Some(number) != next);
        let moved = Moved {
            out: dice.pick(&on).to_owned(),
            up: if list.replaces { first.clone() } else { Vec::new() },
        };
        let rulings = |up: Vec<String>| {
            let one = Replaced {
                position: "p".into(),
                stage: list.to.clone(),
                out: moved.out.clone(),
                r#in: up,
                round: 1,
                reason: None,
                approver: "x".into(),
                date: date!(2026 - 05 - 01),
            };
            Rulings { replacements: vec![one], ..self.model.decided() }
        };
        self.agree(seed, &rulings(moved.up.clone()), Some(&moved));
        let wrong = if list.replaces { later.into_iter().take(1).collect() } else { first };
        if !wrong.is_empty() {
            let refused = self.rank(&rulings(wrong)).unwrap().expect_err("somebody else was called");
            let fits = |why: &Refusal| matches!(why, Refusal::NotNext { .. } | Refusal::NotAllowed { .. });
            assert!(refused.iter().all(fits), "seed {seed}: {refused:?}");
        }
        true
    }
}

/// What was met, so that nothing is rare without being noticed.
#[derive(Default)]
struct Met(BTreeMap<&'static str, u64>);

impl Met {
    fn see(&mut self, what: &'static str, there: bool) {
        *self.0.entry(what).or_default() += u64::from(there);
    }
}

fn number(name: &str) -> Option<u64> {
    std::env::var(name).ok().and_then(|text| text.parse().ok())
}

#[test]
fn engine_and_oracle_agree() {
    let cases = number("LINXUAN_ORACLE_CASES").unwrap_or(100_000);
    let from = number("LINXUAN_ORACLE_FROM").unwrap_or(0);
    let per_scheme = 20;
    let mut met = Met::default();
    for seed in from..from + cases.div_ceil(per_scheme) {
        let mut dice = Dice::new(seed);
        let model = Model::of(&mut dice, Reach::Everything);
        let scheme = model.scheme();
        let decided = model.decided();
        for _ in 0..per_scheme {
            let people = generate::people(&model, &mut dice);
            let plan = dice.pick(&[1, 1, 1, 2, 3]);
            let mut case = Case { model: &model, scheme: &scheme, people, plan };
            let mut outcome = case.agree(seed, &decided, None);
            if let Some(first) = outcome.as_ref().filter(|_| !dice.chance(10))
                && generate::call(&model, &mut case.people, first, &mut dice)
            {
                outcome = case.agree(seed, &decided, None);
            }
            met.see("refused sheets", outcome.is_none());
            let Some(outcome) = outcome else { continue };
            met.see("replacements", case.moves(seed, &outcome, &mut dice));
            met.see("ties", outcome.ranking().rows().any(|row| row.tied));
            met.see("open questions", !outcome.questions().is_empty());
            let why =
                |row: ranking::Row<'_>| row.seats().flatten().any(|seat| seat.why == ranking::Listed::Exempt);
            met.see("exempt on a list", outcome.ranking().rows().any(why));
            met.see("panels", model.leaves().iter().any(|(comp, _)| comp.panel.is_some()));
            met.see("rooms", model.leaves().iter().any(|(comp, _)| comp.rooms.is_some()));
            met.see("partial composites", model.lists.iter().any(|list| list.partial.is_some()));
            met.see("decided lines", model.total_line.is_some_and(|line| !matches!(line, LineOf::At(_))));
        }
    }
    println!("{:#?}", met.0);
    let least = [
        ("ties", 10),
        ("open questions", 200),
        ("replacements", 10),
        ("panels", 10),
        ("rooms", 10),
        ("partial composites", 10),
        ("decided lines", 50),
        ("exempt on a list", 1000),
        ("refused sheets", 5000),
    ];
    for (what, part) in least {
        assert!(met.0[what] > cases / part, "{what}: {} of {cases}", met.0[what]);
    }
}
