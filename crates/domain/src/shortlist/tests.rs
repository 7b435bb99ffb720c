use super::*;
use crate::number::Exact;
use crate::scheme::{AtCut, Scope, Step, StillTied};

fn entry<'a>(at: usize, name: &'a str, score: u32, ladder: &[u32]) -> Entry<'a> {
    let ladder = ladder.iter().map(|value| Some(Exact::whole(*value))).collect();
    Entry { at, candidate: name, score: Exact::whole(score), ladder, after_test: Vec::new() }
}

fn seats(seats: usize, tie: AtCut, scope: Scope, still_tied: StillTied, entries: Vec<Entry<'_>>) -> String {
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
    let mut all: Vec<String> =
        cut(entries, &rules).seats.into_iter().map(|(at, seat)| format!("{at}:{}", seat.at)).collect();
    all.sort();
    all.join(" ")
}

fn four() -> Vec<Entry<'static>> {
    vec![entry(0, "a", 9, &[1]), entry(1, "b", 8, &[3]), entry(2, "c", 8, &[2]), entry(3, "d", 7, &[9])]
}

#[test]
fn a_plan_of_nothing_takes_nobody_and_numbers_everybody() {
    assert_eq!(
        seats(0, AtCut::All, Scope::Cut, StillTied::All, four()),
        "0:reserve 1 1:reserve 2 2:reserve 2 3:reserve 4"
    );
}

#[test]
fn a_list_longer_than_the_people_takes_all() {
    assert_eq!(seats(9, AtCut::None, Scope::Cut, StillTied::All, four()), "0:in 1:in 2:in 3:in");
    assert_eq!(seats(0, AtCut::None, Scope::Cut, StillTied::All, Vec::new()), "");
}

#[test]
fn a_tie_that_fits_exactly_is_no_tie_at_the_cut() {
    assert_eq!(seats(3, AtCut::None, Scope::Cut, StillTied::Lots, four()), "0:in 1:in 2:in 3:reserve 1");
}

#[test]
fn all_none_and_the_ladder_at_the_cut() {
    assert_eq!(seats(2, AtCut::All, Scope::Cut, StillTied::All, four()), "0:in 1:in 2:in 3:reserve 1");
    assert_eq!(
        seats(2, AtCut::None, Scope::Cut, StillTied::All, four()),
        "0:in 1:reserve 1 2:reserve 1 3:reserve 3"
    );
    assert_eq!(
        seats(2, AtCut::Ladder, Scope::Cut, StillTied::All, four()),
        "0:in 1:in 2:reserve 1 3:reserve 2"
    );
    assert_eq!(
        seats(2, AtCut::All, Scope::List, StillTied::All, four()),
        "0:in 1:in 2:reserve 1 3:reserve 2"
    );
}

#[test]
fn what_stays_tied_is_open_and_reserve_numbers_leave_room_for_the_losers() {
    let equal = vec![
        entry(0, "a", 9, &[1]),
        entry(1, "b", 8, &[2]),
        entry(2, "c", 8, &[2]),
        entry(3, "d", 8, &[2]),
        entry(4, "e", 7, &[9]),
    ];
    assert_eq!(
        seats(2, AtCut::Ladder, Scope::Cut, StillTied::Lots, equal.clone()),
        "0:in 1:open 2:open 3:open 4:reserve 3"
    );
    assert_eq!(seats(2, AtCut::Ladder, Scope::Cut, StillTied::All, equal), "0:in 1:in 2:in 3:in 4:reserve 1");
}
