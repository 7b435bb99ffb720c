//! Random schemes and people as plain data, made from a seed. Ties, absences and tiny positions are over-represented.
//! The same model becomes the engine's scheme (as JSON) and the oracle's input.

#![expect(clippy::unwrap_used, reason = "a generator that cannot count should fail the test")]

use std::collections::BTreeMap;

use domain::scheme::{Scheme, Status};
use domain::scoring::{Entry, Sheet};

/// A small generator of our own, so that a seed means the same case for ever.
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(seed ^ 0x9E37_79B9_7F4A_7C15)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// 0 up to, not including, `below`.
    pub fn roll(&mut self, below: u64) -> u64 {
        self.next() % below
    }

    pub fn chance(&mut self, percent: u64) -> bool {
        self.roll(100) < percent
    }

    pub fn pick<T: Clone>(&mut self, of: &[T]) -> T {
        let at = usize::try_from(self.roll(u64::try_from(of.len()).unwrap())).unwrap();
        of[at].clone()
    }
}

pub type Round = (u8, &'static str);

#[derive(Clone, Debug)]
pub struct Comp {
    pub key: String,
    /// Whole weight; 0 where siblings take none.
    pub weight: i64,
    pub full: i64,
    pub scale: Option<i64>,
    pub cap: Option<i64>,
    pub combine: &'static str,
    pub parts: Vec<Comp>,
    pub value: Option<Round>,
    pub converted: Option<Round>,
    pub weighted: Option<Round>,
    pub line: Option<i64>,
}

#[derive(Clone, Debug)]
pub struct ListOf {
    pub to: String,
    pub score: String,
    /// Persons and places.
    pub ratio: (i64, i64),
    pub rounding: &'static str,
    pub tie: &'static str,
    pub floor: Option<i64>,
}

#[derive(Clone, Debug)]
pub struct Model {
    pub combine: &'static str,
    pub comps: Vec<Comp>,
    pub total: Round,
    pub total_line: Option<i64>,
    pub total_cap: Option<i64>,
    pub unrounded: bool,
    pub method: &'static str,
    pub ladder: Vec<String>,
    pub whole_list: bool,
    pub lots: bool,
    pub below_ranked: bool,
    pub lists: Vec<ListOf>,
    pub effects: BTreeMap<&'static str, &'static str>,
    /// Place, component, cap.
    pub bonus: Option<(&'static str, Option<String>, Option<i64>)>,
    pub fact_lower: Option<bool>,
    /// Component, persons per place, line.
    pub conditional: Option<(String, i64, i64)>,
}

const ROUNDS: [Round; 6] =
    [(2, "half_up"), (2, "half_even"), (2, "cut"), (1, "half_up"), (0, "half_even"), (3, "half_up")];

fn some<T>(dice: &mut Dice, percent: u64, make: impl Fn(&mut Dice) -> T) -> Option<T> {
    if dice.chance(percent) { Some(make(dice)) } else { None }
}

fn weigh(dice: &mut Dice, combine: &str, comps: &mut [Comp]) {
    let mut left = 100;
    let last = comps.len() - 1;
    for (at, comp) in comps.iter_mut().enumerate() {
        comp.weight = match combine {
            "percent" if at == last => left,
            "percent" => {
                let room = left - i64::try_from(last - at).unwrap();
                1 + i64::try_from(dice.roll(u64::try_from(room.min(60)).unwrap())).unwrap()
            }
            "ratio" => 1 + i64::try_from(dice.roll(7)).unwrap(),
            _ => 0,
        };
        left -= comp.weight;
    }
}

fn comp(dice: &mut Dice, key: String, depth: u32) -> Comp {
    let parts = if depth == 0 && dice.chance(45) { 1 + dice.roll(3) } else { 0 };
    let combine = dice.pick(&["percent", "ratio", "mean", "sum"]);
    let mut parts: Vec<Comp> = (0..parts).map(|at| comp(dice, format!("{key}p{at}"), depth + 1)).collect();
    if !parts.is_empty() {
        weigh(dice, combine, &mut parts);
    }
    let full = match (parts.len(), combine) {
        (0, _) => dice.pick(&[100, 100, 150, 200]),
        (count, "sum") => 100 * i64::try_from(count).unwrap(),
        _ => 100,
    };
    let round = |dice: &mut Dice| dice.pick(&ROUNDS);
    let value = if parts.is_empty() { None } else { some(dice, 50, round) };
    Comp {
        key,
        weight: 0,
        full,
        scale: if full == 100 { None } else { Some(100) },
        cap: None,
        combine,
        parts,
        value,
        converted: if full == 100 { None } else { some(dice, 40, round) },
        weighted: some(dice, 30, round),
        line: some(dice, 15, |dice| dice.pick(&[50, 59, 60])),
    }
}

impl Model {
    /// The next usable model of the dice. Few are thrown away: those whose ladder compares only what is equal.
    pub fn of(dice: &mut Dice) -> Self {
        loop {
            let model = Self::any(dice);
            if model.scheme().is_usable() {
                return model;
            }
        }
    }

    fn any(dice: &mut Dice) -> Self {
        let combine = dice.pick(&["percent", "percent", "ratio", "mean", "sum"]);
        let count = 1 + dice.roll(3);
        let mut comps: Vec<Comp> = (0..count).map(|at| comp(dice, format!("c{at}"), 0)).collect();
        weigh(dice, combine, &mut comps);
        for comp in &mut comps {
            if combine == "sum" {
                comp.weighted = None;
            }
            if comp.combine == "sum" {
                comp.parts.iter_mut().for_each(|part| part.weighted = None);
            }
        }
        let fact_lower = some(dice, 40, |dice| dice.chance(50));
        let keys: Vec<String> = comps.iter().map(|comp| comp.key.clone()).collect();
        let gated = keys.len() > 1 && dice.chance(60);
        let mut lists = Vec::new();
        let list = |dice: &mut Dice, to: &str, score: &str| ListOf {
            to: to.to_owned(),
            score: score.to_owned(),
            ratio: dice.pick(&[(1, 1), (2, 1), (3, 1), (3, 2), (6, 5)]),
            rounding: dice.pick(&["up", "down", "nearest"]),
            tie: dice.pick(&["all", "none", "ladder", "ladder"]),
            floor: some(dice, 20, |dice| dice.pick(&[60, 61])),
        };
        if gated {
            let mut first = list(dice, keys.last().unwrap(), &keys[0]);
            first.ratio = dice.pick(&[(2, 1), (3, 1), (3, 2)]);
            lists.push(first);
        }
        if dice.chance(80) {
            lists.push(list(dice, "inspection", "total"));
        }
        // What the first list may compare is what everybody has.
        let open = if gated { keys.len() - 1 } else { keys.len() };
        let mut ladder: Vec<String> =
            keys[..open].iter().rev().filter(|_| dice.chance(60)).cloned().collect();
        if dice.chance(30) {
            ladder.insert(0, "unrounded".to_owned());
        }
        if fact_lower.is_some() && dice.chance(70) {
            ladder.push("fact.f".to_owned());
        }
        let whole_list = !ladder.is_empty() && dice.chance(30);
        if ladder.is_empty() {
            lists.iter_mut().filter(|list| list.tie == "ladder").for_each(|list| list.tie = "all");
        }
        let effect = |dice: &mut Dice| dice.pick(&["zero", "adds_nothing", "no_total", "left_out"]);
        let effects =
            ["absent", "zero", "void", "exempt", "withheld"].map(|status| (status, effect(dice))).into();
        let bonus = some(dice, 25, |dice| {
            let at = dice.pick(&["before_conversion", "after_conversion", "total"]);
            let to = if at == "total" { None } else { Some(keys[0].clone()) };
            (at, to, some(dice, 50, |dice| dice.pick(&[1, 3])))
        });
        Self {
            combine,
            comps,
            total: dice.pick(&ROUNDS),
            total_line: some(dice, 20, |dice| dice.pick(&[60, 62])),
            total_cap: some(dice, 10, |dice| dice.pick(&[65, 100])),
            unrounded: dice.chance(25),
            method: dice.pick(&["competition", "competition", "dense", "average"]),
            ladder,
            whole_list,
            lots: dice.chance(50),
            below_ranked: dice.chance(20),
            lists,
            effects,
            bonus,
            fact_lower,
            conditional: some(dice, 20, |dice| (keys[0].clone(), dice.pick(&[1, 2]), dice.pick(&[61, 63]))),
        }
    }

    /// The engine's scheme.
    pub fn scheme(&self) -> Scheme {
        serde_json::from_value(self.json()).unwrap_or_else(|why| panic!("{why}\n{self:#?}"))
    }

    fn json(&self) -> serde_json::Value {
        use serde_json::json;
        let round =
            |round: Option<Round>| round.map(|(places, mode)| json!({"places": places, "mode": mode}));
        fn comp(c: &Comp, round: &dyn Fn(Option<Round>) -> Option<serde_json::Value>) -> serde_json::Value {
            serde_json::json!({
                "key": c.key, "weight": if c.weight == 0 { None } else { Some(c.weight) }, "full": c.full,
                "scale": c.scale, "cap": c.cap, "combine": c.combine, "line": c.line,
                "parts": c.parts.iter().map(|part| comp(part, round)).collect::<Vec<_>>(),
                "round": {"value": round(c.value), "converted": round(c.converted), "weighted": round(c.weighted)},
            })
        }
        let list = |l: &ListOf| {
            json!({"to": l.to, "score": l.score, "ratio": format!("{}:{}", l.ratio.0, l.ratio.1),
                "ratio_rounding": l.rounding, "tie": l.tie, "floor": l.floor})
        };
        let bonus =
            self.bonus.iter().map(|(at, to, cap)| json!({"key": "b", "at": at, "to": to, "cap": cap}));
        let fact = self.fact_lower.iter().map(
            |lower| json!({"key": "f", "kind": "number", "prefer": if *lower { "lower" } else { "higher" }}),
        );
        let conditional = self.conditional.iter().map(|(of, most, line)| {
            json!({"of": of, "when": {"at_most": format!("{most}:1")}, "line": {"at": line}})
        });
        json!({
            "combine": self.combine,
            "components": self.comps.iter().map(|c| comp(c, &round)).collect::<Vec<_>>(),
            "bonus": bonus.collect::<Vec<_>>(),
            "facts": fact.collect::<Vec<_>>(),
            "total": {"round": round(Some(self.total)), "line": self.total_line, "cap": self.total_cap},
            "statuses": self.effects,
            "rank": {"by": if self.unrounded { "unrounded" } else { "rounded" }, "method": self.method,
                "ladder": self.ladder, "scope": if self.whole_list { "list" } else { "cut" },
                "still_tied": if self.lots { "lots" } else { "all" },
                "below_line": if self.below_ranked { "ranked" } else { "no_rank" }},
            "conditional": conditional.collect::<Vec<_>>(),
            "shortlists": self.lists.iter().map(list).collect::<Vec<_>>(),
        })
    }

    /// Leaves by key; `true` where only people on the first list have it.
    pub fn leaves(&self) -> Vec<(String, i64, bool)> {
        let gate = self.lists.first().map(|list| list.to.clone());
        let mut leaves = Vec::new();
        for c in &self.comps {
            let gated = Some(&c.key) == gate.as_ref();
            if c.parts.is_empty() {
                leaves.push((c.key.clone(), c.full, gated));
            }
            leaves.extend(c.parts.iter().map(|part| (part.key.clone(), part.full, gated)));
        }
        leaves
    }
}

/// What stands in a cell: hundredths, or a status.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cell {
    Mark(i64),
    Status(Status),
}

/// One person: cells, bonus and fact in hundredths.
#[derive(Clone, Debug)]
pub struct Person {
    pub name: String,
    pub cells: BTreeMap<String, Cell>,
    pub bonus: i64,
    pub fact: i64,
}

/// One cell. Few different marks, so that many tie; a few with two places.
pub fn cell(dice: &mut Dice, full: i64) -> Cell {
    const STATUSES: [Status; 5] =
        [Status::Absent, Status::Zero, Status::Void, Status::Exempt, Status::Withheld];
    if dice.chance(5) {
        return Cell::Status(dice.pick(&STATUSES));
    }
    let percent = if dice.chance(70) {
        58 + i64::try_from(dice.roll(6)).unwrap()
    } else {
        i64::try_from(dice.roll(101)).unwrap()
    };
    let odd = if dice.chance(25) { i64::try_from(dice.roll(100)).unwrap() } else { 0 };
    Cell::Mark((percent * full + odd).min(full * 100))
}

/// People with everything that nobody has to be called for.
pub fn people(model: &Model, dice: &mut Dice) -> Vec<Person> {
    let count = dice.pick(&[1, 2, 3, 4, 4, 5, 7, 9]);
    let person = |at: u64, dice: &mut Dice| {
        let open = model.leaves().into_iter().filter(|(_, _, gated)| !gated);
        let cells = open
            .map(|(key, full, _)| {
                let cell = cell(dice, full);
                (key, cell)
            })
            .collect();
        let bonus = i64::try_from(dice.roll(3)).unwrap() * 150;
        let fact = i64::try_from(dice.roll(3)).unwrap() * 100;
        Person { name: format!("p{at}"), cells, bonus, fact }
    };
    let mut people: Vec<Person> = Vec::new();
    for at in 0..count {
        let mut next = person(at, dice);
        // Often somebody has exactly what the one before has, sometimes down to the last fact.
        if let (Some(before), true) = (people.last(), dice.chance(45)) {
            next.cells.clone_from(&before.cells);
            if dice.chance(70) {
                (next.bonus, next.fact) = (before.bonus, before.fact);
            }
        }
        people.push(next);
    }
    people
}

/// The engine's sheet of a person.
pub fn sheet(model: &Model, person: &Person) -> Sheet {
    let score = |hundredths: i64| domain::number::Score::from_millionths(hundredths * 10_000);
    let entry = |cell: &Cell| match cell {
        Cell::Mark(mark) => Entry::Mark(score(*mark)),
        Cell::Status(status) => Entry::Status(*status),
    };
    let mut entries: BTreeMap<String, Entry> =
        person.cells.iter().map(|(key, cell)| (key.clone(), entry(cell))).collect();
    if model.bonus.is_some() {
        entries.insert("bonus.b".to_owned(), Entry::Mark(score(person.bonus)));
    }
    if model.fact_lower.is_some() {
        entries.insert("fact.f".to_owned(), Entry::Mark(score(person.fact)));
    }
    Sheet { position: "p".to_owned(), candidate: person.name.clone(), entries, panel: Vec::new() }
}
