use super::*;
use crate::number::Exact;
use crate::scheme::{AtCut, Scope, Step, StillTied};

/// Name, score and ladder of each.
type People = Vec<(&'static str, u32, Vec<u32>)>;

struct Ladder(People);

impl Ladders<Exact> for Ladder {
    fn ladder(&self, at: usize) -> Vec<Option<Exact>> {
        self.0[at].2.iter().map(|value| Some(Exact::whole(*value))).collect()
    }
    fn after_test(&self, _: usize) -> Vec<Option<Exact>> {
        Vec::new()
    }
}

fn entry(name: &'static str, score: u32, ladder: &[u32]) -> (&'static str, u32, Vec<u32>) {
    (name, score, ladder.to_vec())
}

fn seats(seats: usize, tie: AtCut, scope: Scope, still_tied: StillTied, people: &People) -> String {
    let steps = [Step::Unrounded];
    let rules = Rules {
        seats,
        tie,
        steps: &steps,
        scope,
        after_test: &[],
        still_tied,
        question: "p/x",
        rulings: &[],
    };
    let entries = people.iter().enumerate().map(|(at, one)| Entry::new(at, one.0, Exact::whole(one.1)));
    let mut all: Vec<String> = cut(entries.collect(), &Ladder(people.clone()), &rules)
        .seats
        .into_iter()
        .map(|(at, seat)| format!("{at}:{}", seat.at))
        .collect();
    all.sort();
    all.join(" ")
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
