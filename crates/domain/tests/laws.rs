//! The laws of the engine over random schemes and people (seeds of failures are kept beside this file).

mod common;

use common::generate::{self, Cell, Dice, Model, Person, Reach};
use domain::marks::trace::Did;
use domain::marks::{Position, Settings, Sheet, inputs_digest, settle};
use domain::ranking::{self, Asked, At, Listed, Outcome, Question, Rulings, TieOrder, TieRuling, table};
use domain::scheme::{Scheme, Status};
use proptest::prelude::*;
use std::collections::BTreeMap;
use time::macros::date;

/// A random case: a scheme, people without gated marks, a plan.
struct Case {
    model: Model,
    scheme: Scheme,
    people: Vec<Person>,
    plan: u32,
    dice: Dice,
}

fn case(seed: u64) -> Case {
    case_of(seed, Reach::Everything)
}

fn case_of(seed: u64, reach: Reach) -> Case {
    let mut dice = Dice::new(seed);
    let model = Model::of(&mut dice, reach);
    let plan = dice.pick(&[1, 1, 2, 3]);
    let mut case = Case { scheme: model.scheme(), model, people: Vec::new(), plan, dice };
    // Rooms whose mean is nought cannot be corrected; such sheets are refused and have no ranking.
    while case.people.is_empty() || !case.settles() {
        case.people = generate::people(&case.model, &mut case.dice);
    }
    case
}

impl Case {
    fn sheets(&self, people: &[Person]) -> Vec<Sheet> {
        people.iter().map(|person| generate::sheet(&self.model, person)).collect()
    }

    fn settles(&self) -> bool {
        common::settle(&self.scheme, &[common::position("p", self.plan)], &self.sheets(&self.people)).is_ok()
    }

    fn rank_with(&self, people: &[Person], rulings: &Rulings) -> Outcome {
        common::try_rank(&self.scheme, self.plan, &self.sheets(people), rulings).expect("no refusal")
    }

    fn rank(&self, people: &[Person]) -> Outcome {
        self.rank_with(people, &self.model.decided())
    }

    /// Everybody on the first list gets the marks that it opens.
    fn call(&mut self) {
        let first = self.rank(&self.people);
        let before = self.people.clone();
        generate::call(&self.model, &mut self.people, &first, &mut self.dice);
        if !self.settles() {
            self.people = before;
        }
    }
}

/// Lots for every open question, in the order of the candidates or the other way round.
fn lots(questions: &[Question], backwards: bool) -> Vec<TieRuling> {
    let ruling = |question: &Question| {
        let mut order = question.candidates.clone();
        if backwards {
            order.reverse();
        }
        TieRuling {
            question: question.id.clone(),
            by: TieOrder::Lots(order),
            witnesses: vec!["监督员".into()],
            approver: "主管部门".into(),
            date: date!(2026 - 05 - 01),
        }
    };
    questions.iter().filter(|question| question.asked == Asked::Lots).map(ruling).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, ..ProptestConfig::default() })]

    #[test]
    fn input_order_never_matters(seed: u64, turn in 0_usize..9) {
        let mut case = case(seed);
        case.call();
        let straight = case.rank(&case.people);
        let mut turned = case.people.clone();
        let by = turn % turned.len();
        turned.rotate_left(by);
        turned.reverse();
        let other = case.rank(&turned);
        prop_assert_eq!(&straight, &other);
        let positions = [common::position("p", case.plan)];
        prop_assert_eq!(
            inputs_digest(&positions, &case.sheets(&case.people)),
            inputs_digest(&positions, &case.sheets(&turned))
        );
        prop_assert_eq!(ranking::digest(&[&straight]), ranking::digest(&[&other]));
        let table = |outcome| table::Table::of(&[table::Part { scheme: &case.scheme, outcome }]);
        prop_assert_eq!(table(&straight), table(&other));
    }

    /// Without rooms: there one mark moves the mean of all who sat in the room, and with it their marks and their line.
    #[test]
    fn a_higher_mark_never_lowers_a_rank(seed: u64, who in 0_usize..9, what in 0_usize..9, more in 1_i64..3000) {
        let case = case_of(seed, Reach::Plain);
        let before = case.rank(&case.people);
        let mut people = case.people.clone();
        let who = who % people.len();
        let leaves: Vec<_> = case.model.leaves().into_iter().filter(|(_, gated)| !gated).collect();
        let (comp, _) = &leaves[what % leaves.len()];
        let full = comp.full * 100;
        match people[who].cells.get_mut(&comp.key) {
            Some(Cell::Mark(mark)) => *mark = (*mark + more).min(full),
            // One examiner gives more for one element.
            Some(Cell::Panel(marks)) => {
                let fulls = comp.panel.as_ref().map(|panel| panel.elements.clone()).unwrap_or_default();
                let examiner = who % marks.len();
                let element = what % marks[examiner].len();
                let most = fulls.get(element).map_or(full, |full| full * 100);
                let mark = &mut marks[examiner][element];
                *mark = (*mark + more).min(most);
            }
            _ => return Ok(()),
        }
        let after = case.rank(&people);
        let (old, new) = (before.ranking().rows().nth(who).unwrap(), after.ranking().rows().nth(who).unwrap());
        if let Some(old) = old.rank {
            prop_assert!(new.rank.is_some_and(|new| new <= old), "{:?} then {:?}", old, new.rank);
        }
        for (old, new) in old.seats().zip(new.seats()) {
            if let (Some(old), Some(new)) = (old, new) && old.at == At::In {
                prop_assert!(matches!(new.at, At::In | At::Open), "{:?} then {:?}", old, new);
            }
        }
    }

    #[test]
    fn an_absent_person_changes_nobodys_rank(seed: u64) {
        let mut case = case(seed);
        let absent = |effect: &&str| *effect == "adds_nothing" || *effect == "no_total";
        if !case.model.effects.get("absent").is_some_and(absent) {
            return Ok(());
        }
        case.call();
        let before = case.rank(&case.people);
        let open = case.model.leaves().into_iter().filter(|(_, gated)| !gated);
        let cells: BTreeMap<_, _> = open.map(|(comp, _)| (comp.key.clone(), Cell::Status(Status::Absent))).collect();
        let mut people = case.people.clone();
        people.push(Person { name: "zz".into(), cells, rooms: BTreeMap::new(), bonus: 0, fact: 0 });
        let after = case.rank(&people);
        let rows = after.ranking().rows();
        prop_assert!(before.ranking().rows().eq(rows.clone().take(rows.len() - 1)));
        prop_assert!(rows.clone().last().is_some_and(|row| row.rank.is_none()));
    }

    /// Before replacement everyone on a list stands at or above everyone off it who qualified.
    #[test]
    fn who_is_on_a_list_stands_at_or_above_who_is_not(seed: u64) {
        let mut case = case(seed);
        case.call();
        let outcome = case.rank(&case.people);
        for (stage, _) in case.scheme.lists() {
            let seats: Vec<_> = outcome.ranking().rows().filter_map(|row| row.seat(stage)).collect();
            let lowest_in = seats.iter().filter(|seat| seat.at == At::In).filter_map(|seat| seat.rank).max();
            let first_off = seats.iter().filter(|seat| matches!(seat.at, At::Reserve(_))).filter_map(|seat| seat.rank).min();
            if let (Some(lowest), Some(first)) = (lowest_in, first_off) {
                prop_assert!(lowest <= first, "{} on the list, {} off it", lowest, first);
            }
            let numbers: Vec<u32> = seats.iter().filter_map(|seat| match seat.at { At::Reserve(n) => Some(n), _ => None }).collect();
            if let Some(first) = numbers.iter().min() {
                let losers = u32::try_from(seats.iter().filter(|seat| seat.at == At::Open).count()).unwrap();
                prop_assert!(*first <= 1 + losers, "reserve numbers begin at 1");
            }
        }
    }

    #[test]
    fn replaying_rulings_reproduces_the_result_and_leaves_nothing_open(seed: u64, backwards: bool) {
        let case = case(seed);
        let open = case.rank(&case.people);
        let ties = lots(open.questions(), backwards);
        let rulings = Rulings { ties, ..case.model.decided() };
        let decided = case.rank_with(&case.people, &rulings);
        prop_assert_eq!(&decided, &case.rank_with(&case.people, &rulings));
        let first = |outcome: &Outcome| outcome.questions().iter().filter(|q| rulings.ties.iter().any(|r| r.question == q.id)).count();
        prop_assert_eq!(first(&decided), 0);
        // A ruling moves only the people it is about.
        for (before, after) in open.ranking().rows().zip(decided.ranking().rows()) {
            for (old, new) in before.seats().zip(after.seats()).take(1) {
                if let (Some(old), Some(new)) = (old, new) && old.at != At::Open {
                    prop_assert_eq!(old, new);
                }
            }
        }
    }

    #[test]
    fn nobody_is_called_beyond_the_seats_except_for_ties(seed: u64) {
        let case = case(seed);
        let outcome = case.rank(&case.people);
        let Some((first, list)) = case.scheme.lists().next() else { return Ok(()) };
        let seats = usize::try_from(list.seats(case.plan).unwrap()).unwrap();
        let [on, reserve, _, open] = table::counts(&outcome, first);
        // Who is exempt from what the list compares stands beside the seats.
        let exempt = |row: &ranking::Row<'_>| row.seat(first).is_some_and(|seat| seat.why == Listed::Exempt);
        let on = on - outcome.ranking().rows().filter(exempt).count();
        let qualified = on + reserve + open;
        if open == 0 && list.tie != domain::scheme::AtCut::None {
            prop_assert!(on >= seats.min(qualified), "{on} on, {seats} seats, {qualified} qualified");
        }
        if list.tie == domain::scheme::AtCut::None {
            prop_assert!(on <= seats);
        }
    }

    #[test]
    fn a_trace_ends_at_the_published_total(seed: u64) {
        let mut case = case(seed);
        case.call();
        let positions = [common::position("p", case.plan)];
        let settled = common::settle(&case.scheme, &positions, &case.sheets(&case.people)).unwrap();
        let none = case.model.decided();
        let entrants = &settled.entrants["p"];
        let outcome = ranking::rank(&case.scheme, &positions[0], entrants, &none).unwrap();
        let tracer = ranking::Tracer::new(&case.scheme, &positions[0], entrants, &none, &outcome).unwrap();
        for row in outcome.ranking().rows() {
            let steps = tracer.steps(&row).unwrap().unwrap();
            let last = steps.iter().rev().find_map(|step| match &step.did {
                Did::Rounded { to, .. } if step.of == "total" => Some(to.clone()),
                _ => None,
            });
            let places = case.scheme.total.round.places;
            prop_assert_eq!(last, row.total().map(|total| total.display(places)));
        }
    }

    /// A trace counts who is ranked, who shares the rank and who qualified for a list as plain counting over the rows does.
    #[test]
    fn a_trace_counts_the_others_as_plain_counting_does(seed: u64) {
        let mut case = case(seed);
        case.call();
        let positions = [common::position("p", case.plan)];
        let settled = common::settle(&case.scheme, &positions, &case.sheets(&case.people)).unwrap();
        let (lines, entrants) = (case.model.decided(), &settled.entrants["p"]);
        let outcome = ranking::rank(&case.scheme, &positions[0], entrants, &lines).unwrap();
        let tracer = ranking::Tracer::new(&case.scheme, &positions[0], entrants, &lines, &outcome).unwrap();
        let rows = || outcome.ranking().rows();
        let qualified = |list: &str| {
            let (at, _) = case.scheme.list_to(list).unwrap();
            rows().filter_map(|row| row.seat(at)).filter(|seat| seat.rank.is_some() || seat.at == At::Open).count()
        };
        for row in rows() {
            for step in tracer.steps(&row).unwrap().unwrap() {
                match step.did {
                    Did::Ranked { among, sharing, .. } => {
                        let counts = [rows().filter(|other| other.rank.is_some()).count(), rows().filter(|other| other.rank == row.rank).count()];
                        prop_assert_eq!([among, sharing].map(|count| usize::try_from(count).unwrap()), counts);
                    }
                    Did::Listed { qualified: said, .. } => prop_assert_eq!(usize::try_from(said).unwrap(), qualified(&step.of)),
                    _ => {}
                }
            }
        }
    }

    /// A scheme and its canonical text: spelled-out defaults change nothing, every real change changes the digest.
    #[test]
    fn a_scheme_survives_writing_and_reading(seed: u64) {
        let scheme = case(seed).scheme;
        let written = serde_json::to_string(&scheme).unwrap();
        let read: Scheme = serde_json::from_str(&written).unwrap();
        prop_assert_eq!(&read, &scheme);
        prop_assert_eq!(read.digest(), scheme.digest());
        let mut other = scheme.clone();
        other.total.round.places = (other.total.round.places + 1) % 7;
        prop_assert_ne!(other.digest(), scheme.digest());
    }
}

#[test]
fn positions_do_not_see_each_other() {
    let case = case_of(7, Reach::Plain);
    let one = case.rank(&case.people);
    let positions = [common::position("p", case.plan), common::position("q", 1)];
    let mut sheets = case.sheets(&case.people);
    sheets.extend(case.sheets(&case.people).into_iter().map(|mut sheet| {
        sheet.position = "q".into();
        sheet
    }));
    let schemes = BTreeMap::new();
    let settings = Settings { scheme: Some(&case.scheme), schemes: &schemes, positions: &positions };
    let settled = settle(&settings, &sheets).unwrap();
    let ranked = |position: &Position| {
        ranking::rank(&case.scheme, position, &settled.entrants[&position.code], &case.model.decided())
            .unwrap()
    };
    assert_eq!(ranked(&positions[0]), one);
}
