use super::*;
use crate::index::{Index, RowAt};
use crate::number::Exact;
use crate::scheme::{AtCut, Scope, Step, StillTied};

/// Name, score and ladder of each.
type People = Vec<(&'static str, u32, Vec<u32>)>;

struct Ladder(People);

impl Ladders<Exact> for Ladder {
    fn ladder(&self, at: RowAt) -> Vec<Option<Exact>> {
        self.0[at.place()].2.iter().map(|value| Some(Exact::whole(*value))).collect()
    }
    fn after_test(&self, _: RowAt) -> Vec<Option<Exact>> {
        Vec::new()
    }
    fn candidate(&self, at: RowAt) -> &str {
        self.0[at.place()].0
    }
}

fn entry(name: &'static str, score: u32, ladder: &[u32]) -> (&'static str, u32, Vec<u32>) {
    (name, score, ladder.to_vec())
}

fn seats(seats: usize, tie: AtCut, scope: Scope, still_tied: StillTied, people: &People) -> String {
    let steps = [Step::Unrounded];
    let rules =
        Rules { seats, tie, steps: &steps, scope, after_test: &[], still_tied, question: "p/x", ties: &[] };
    let entries = people.iter().enumerate().map(|(at, one)| Entry::new(RowAt::of(at), Exact::whole(one.1)));
    let mut seats = Column::of(people.len());
    cut(entries.collect(), &mut seats, &Ladder(people.clone()), &rules);
    let all = seats.seats().enumerate().map(|(at, seat)| format!("{at}:{}", seat.at));
    all.collect::<Vec<_>>().join(" ")
}

fn four() -> People {
    vec![entry("a", 9, &[1]), entry("b", 8, &[3]), entry("c", 8, &[2]), entry("d", 7, &[9])]
}

#[test]
fn a_plan_of_nothing_takes_nobody_and_numbers_everybody() {
    assert_eq!(
        seats(0, AtCut::All, Scope::Cut, StillTied::All, &four()),
        "0:reserve 1 1:reserve 2 2:reserve 2 3:reserve 4"
    );
}

#[test]
fn a_list_longer_than_the_people_takes_all() {
    assert_eq!(seats(9, AtCut::None, Scope::Cut, StillTied::All, &four()), "0:in 1:in 2:in 3:in");
    assert_eq!(seats(0, AtCut::None, Scope::Cut, StillTied::All, &Vec::new()), "");
}

#[test]
fn a_tie_that_fits_exactly_is_no_tie_at_the_cut() {
    assert_eq!(seats(3, AtCut::None, Scope::Cut, StillTied::Lots, &four()), "0:in 1:in 2:in 3:reserve 1");
}

#[test]
fn all_none_and_the_ladder_at_the_cut() {
    assert_eq!(seats(2, AtCut::All, Scope::Cut, StillTied::All, &four()), "0:in 1:in 2:in 3:reserve 1");
    assert_eq!(
        seats(2, AtCut::None, Scope::Cut, StillTied::All, &four()),
        "0:in 1:reserve 1 2:reserve 1 3:reserve 3"
    );
    assert_eq!(
        seats(2, AtCut::Ladder, Scope::Cut, StillTied::All, &four()),
        "0:in 1:in 2:reserve 1 3:reserve 2"
    );
    assert_eq!(
        seats(2, AtCut::All, Scope::List, StillTied::All, &four()),
        "0:in 1:in 2:reserve 1 3:reserve 2"
    );
}

#[test]
fn what_stays_tied_is_open_and_reserve_numbers_leave_room_for_the_losers() {
    let equal = vec![
        entry("a", 9, &[1]),
        entry("b", 8, &[2]),
        entry("c", 8, &[2]),
        entry("d", 8, &[2]),
        entry("e", 7, &[9]),
    ];
    assert_eq!(
        seats(2, AtCut::Ladder, Scope::Cut, StillTied::Lots, &equal),
        "0:in 1:open 2:open 3:open 4:reserve 3"
    );
    assert_eq!(
        seats(2, AtCut::Ladder, Scope::Cut, StillTied::All, &equal),
        "0:in 1:in 2:in 3:in 4:reserve 1"
    );
}

/// All equal before the extra test; the number is the one step that counts after it.
struct AfterTest([u32; 7]);

impl Ladders<Exact> for AfterTest {
    fn ladder(&self, _: RowAt) -> Vec<Option<Exact>> {
        vec![Some(Exact::ZERO)]
    }
    fn after_test(&self, at: RowAt) -> Vec<Option<Exact>> {
        vec![Some(Exact::ONE), Some(Exact::whole(self.0[at.place()]))]
    }
    fn candidate(&self, at: RowAt) -> &str {
        NAMES[at.place()]
    }
}

const NAMES: [&str; 7] = ["a", "b", "c", "d", "e", "f", "g"];

/// Seats after extra tests, one for each round: the marks of those who sat it. Reserves with their numbers, `?` who is asked.
fn tested(places: usize, after: [u32; 7], rounds: &[&[(&'static str, u32)]]) -> String {
    let ruling = |(round, marks): (usize, &&[(&'static str, u32)])| {
        let marks: Vec<String> = marks
            .iter()
            .map(|(name, mark)| format!(r#"{{"candidate": "{name}", "mark": {mark}}}"#))
            .collect();
        let question = ["p/x", "p/x.2"][round];
        let json = format!(
            r#"{{"question": "{question}", "by": {{"extra_test": [{}]}}, "approver": "x", "date": "2026-05-01"}}"#,
            marks.join(",")
        );
        serde_json::from_str(&json).unwrap_or_else(|why| panic!("{why}: {json}"))
    };
    let ties: Vec<crate::rulings::TieRuling> = rounds.iter().enumerate().map(ruling).collect();
    let ties: Vec<&crate::rulings::TieRuling> = ties.iter().collect();
    let rules = Rules {
        seats: places,
        tie: AtCut::Ladder,
        steps: &[Step::Unrounded],
        scope: Scope::Cut,
        after_test: &[Step::Unrounded, "written".parse().unwrap_or_else(|_| panic!("a step"))],
        still_tied: StillTied::ExtraTest,
        question: "p/x",
        ties: &ties,
    };
    let entries = (0..NAMES.len()).map(|at| Entry::new(RowAt::of(at), Exact::ONE));
    let mut seats = Column::of(NAMES.len());
    let taken = cut(entries.collect(), &mut seats, &AfterTest(after), &rules);
    assert!(taken.refusals.is_empty(), "{:?}", taken.refusals);
    let one = |(name, seat): (&str, Placement)| {
        let why = match seat.why {
            Listed::Ruling { .. } => "test".to_owned(),
            Listed::Ladder { step } => step,
            Listed::Undecided { question } => question,
            other => format!("{other:?}"),
        };
        format!("{name} {} {why}", seat.at)
    };
    NAMES.into_iter().zip(seats.seats()).map(one).collect::<Vec<_>>().join(", ")
}

#[test]
fn an_extra_test_orders_the_tied_and_the_steps_after_it_those_whom_it_leaves_equal() {
    let first: &[(&str, u32)] =
        &[("a", 90), ("b", 80), ("c", 80), ("d", 80), ("e", 70), ("f", 70), ("g", 60)];
    assert_eq!(
        tested(4, [9; 7], &[first]),
        "a in test, b in test, c in test, d in test, e reserve 1 test, f reserve 1 test, g reserve 3 test",
        "the test alone decides"
    );
    let steps: &[(&str, u32)] =
        &[("a", 90), ("b", 80), ("c", 70), ("d", 70), ("e", 60), ("f", 60), ("g", 50)];
    assert_eq!(
        tested(2, [9; 7], &[steps]),
        "a in test, b in test, c reserve 1 test, d reserve 1 test, e reserve 3 test, f reserve 3 test, g reserve 5 test",
        "equals of the test share a reserve number"
    );
    assert_eq!(
        tested(1, [0, 9, 7, 7, 5, 5, 3], &[&["a", "b", "c", "d", "e", "f", "g"].map(|name| (name, 80))]),
        "a reserve 6 written, b in written, c reserve 1 written, d reserve 1 written, e reserve 3 written, f reserve 3 written, g reserve 5 written",
        "so do equals of the steps after it"
    );
    assert_eq!(
        tested(2, [0, 5, 3, 3, 0, 0, 0], &[first]),
        "a in test, b in written, c reserve 1 written, d reserve 1 written, e reserve 3 test, f reserve 3 test, g reserve 5 test",
        "b by the step after the test"
    );
    assert_eq!(
        tested(3, [0, 5, 3, 3, 0, 0, 0], &[first]),
        "a in test, b in written, c open p/x.2, d open p/x.2, e reserve 2 test, f reserve 2 test, g reserve 4 test",
        "one of c and d will be in reserve before e and f"
    );
    assert_eq!(
        tested(3, [0, 5, 3, 3, 0, 0, 0], &[first, &[("c", 50), ("d", 60)]]),
        "a in test, b in written, c reserve 1 test, d in test, e reserve 2 test, f reserve 2 test, g reserve 4 test"
    );
}
