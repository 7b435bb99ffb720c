//! What the golden tests share: reading the tables of `cases/` and ranking a whole posting.

#![allow(dead_code, unused_imports, reason = "each test binary uses its part")]

pub mod generate;

use std::collections::BTreeMap;
use std::path::PathBuf;

use domain::marks::{self, Entry, ExaminerMark, Fault, Position, Settings, Settled, Sheet};
use domain::ranking::{self, Outcome, Refusal, Rulings};
use domain::scheme::{Scheme, Status};

/// The text of a file of `cases/`.
pub fn case(name: &str) -> String {
    let path: PathBuf = [env!("CARGO_MANIFEST_DIR"), "tests", "cases", name].iter().collect();
    std::fs::read_to_string(&path).unwrap_or_else(|why| panic!("{}: {why}", path.display()))
}

/// The rows of a CSV without quotes, by header.
pub fn table(text: &str) -> Vec<BTreeMap<String, String>> {
    let mut lines = text.lines();
    let head: Vec<&str> = lines.next().expect("a header").split(',').collect();
    lines
        .map(|line| {
            head.iter().map(|name| (*name).to_owned()).zip(line.split(',').map(str::to_owned)).collect()
        })
        .collect()
}

/// A usable scheme from JSON.
pub fn scheme(json: &str) -> Scheme {
    let scheme: Scheme = serde_json::from_str(json).unwrap_or_else(|why| panic!("{why}\n{json}"));
    let problems: Vec<_> = scheme.check().into_iter().filter(|problem| !problem.is_warning()).collect();
    assert!(problems.is_empty(), "{problems:#?}");
    scheme
}

/// A sheet from `name=value` pairs: a number, a status word, or a room in a `room.` column.
pub fn sheet(position: &str, candidate: &str, cells: &str) -> Sheet {
    let entry = |name: &str, value: &str| match (name.starts_with("room."), Status::from_word(value)) {
        (true, _) => Entry::Room(value.to_owned()),
        (false, Some(status)) => Entry::Status(status),
        (false, None) => Entry::Mark(value.parse().unwrap_or_else(|why| panic!("{name}={value}: {why}"))),
    };
    let cells = cells.split_whitespace().map(|cell| cell.split_once('=').expect("name=value"));
    let entries = cells.map(|(name, value)| (name.to_owned(), entry(name, value))).collect();
    Sheet { position: position.to_owned(), candidate: candidate.to_owned(), entries, examiners: Vec::new() }
}

/// Marks of one panel: one per examiner, in order.
pub fn panel(component: &str, panel: &str, element: Option<&str>, marks: &str) -> Vec<ExaminerMark> {
    let mark = |(at, mark): (usize, &str)| ExaminerMark {
        component: component.to_owned(),
        panel: panel.to_owned(),
        examiner: format!("examiner {at}"),
        element: element.map(str::to_owned),
        mark: mark.parse().expect("a mark"),
    };
    marks.split_whitespace().enumerate().map(mark).collect()
}

/// A position under the posting's own scheme.
pub fn position(code: &str, plan: u32) -> Position {
    Position { code: code.to_owned(), plan: Some(plan), scheme: None }
}

/// Everything settled under one scheme.
pub fn settle(scheme: &Scheme, positions: &[Position], sheets: &[Sheet]) -> Result<Settled, Vec<Fault>> {
    marks::settle(&Settings { scheme: Some(scheme), schemes: &BTreeMap::new(), positions }, sheets)
}

/// One position, settled and ranked.
pub fn try_rank(
    scheme: &Scheme,
    plan: u32,
    sheets: &[Sheet],
    rulings: &Rulings,
) -> Result<Outcome, Vec<Refusal>> {
    let positions = [position("p", plan)];
    let settled = settle(scheme, &positions, sheets).expect("sheets without a fault");
    ranking::rank(scheme, &positions[0], &settled.entrants["p"], rulings)
}

/// One position `p`, settled and ranked without a question or refusal.
pub fn rank(scheme: &Scheme, plan: u32, sheets: &[Sheet]) -> Outcome {
    try_rank(scheme, plan, sheets, &Rulings::default()).expect("no refusal")
}

/// The total of a person at the scheme's places.
pub fn total(scheme: &Scheme, outcome: &Outcome, candidate: &str) -> String {
    ranking::table::total(scheme, &row(outcome, candidate))
}

/// A computed value of a person.
pub fn cell(scheme: &Scheme, outcome: &Outcome, candidate: &str, column: &str) -> String {
    ranking::table::cell(&row(outcome, candidate), &ranking::table::columns(scheme), column)
}

/// The row of a person.
pub fn row<'a>(outcome: &'a Outcome, candidate: &str) -> ranking::Row<'a> {
    outcome.ranking().rows().find(|row| row.candidate == candidate).expect("a row")
}

/// `candidate:rank` of everybody, in the order of candidates; `-` without rank.
pub fn ranks(outcome: &Outcome) -> String {
    let one = |row: ranking::Row<'_>| {
        format!("{}:{}", row.candidate, row.rank.map_or_else(|| "-".to_owned(), |rank| rank.to_string()))
    };
    outcome.ranking().rows().map(one).collect::<Vec<_>>().join(" ")
}

/// `candidate:seat` of everybody on one list.
pub fn seats(scheme: &Scheme, outcome: &Outcome, list: &str) -> String {
    let one = |row: ranking::Row<'_>| {
        format!("{}:{}", row.candidate, ranking::table::seat(scheme, &row, list).replace("reserve ", "r"))
    };
    outcome.ranking().rows().map(one).collect::<Vec<_>>().join(" ")
}
