//! Random schemes and people as plain data, made from a seed. Ties, absences and tiny positions are over-represented.
//! The same model becomes the engine's scheme (as JSON) and the oracle's input.

#![expect(clippy::unwrap_used, reason = "a generator that cannot count should fail the test")]

mod people;

use std::collections::BTreeMap;

use domain::ranking::Rulings;
use domain::scheme::Scheme;

pub use people::{Cell, Person, call, people, sheet};

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

/// A line: fixed, decided and set, or decided and not set yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineOf {
    At(i64),
    Set(i64),
    Open,
}

impl LineOf {
    fn json(self) -> serde_json::Value {
        match self {
            Self::At(line) => serde_json::json!(line),
            Self::Set(_) | Self::Open => serde_json::json!("decided"),
        }
    }
}

/// A panel of examiners.
#[derive(Clone, Debug)]
pub struct PanelOf {
    pub size: usize,
    pub least: usize,
    pub high: usize,
    pub low: usize,
    pub by_element: bool,
    pub round_element: Option<Round>,
    /// Full marks of the elements; none: one mark per examiner.
    pub elements: Vec<i64>,
}

/// Correction between rooms.
#[derive(Clone, Debug)]
pub struct RoomsOf {
    pub overall: &'static str,
    pub group: &'static str,
    pub room: Option<Round>,
    pub mean: Option<Round>,
    pub coefficient: Option<Round>,
    pub corrected: Round,
    pub trim_room: usize,
    pub trim_pool: usize,
    pub above: Option<i64>,
    pub below: Option<i64>,
    pub cap: Option<i64>,
}

/// What a conditional line asks.
#[derive(Clone, Copy, Debug)]
pub enum Asks {
    Line(LineOf),
    RoomMean,
}

/// A composite of a list's own.
#[derive(Clone, Debug)]
pub struct PartialOf {
    pub combine: &'static str,
    pub terms: Vec<(String, i64)>,
    pub round: Option<Round>,
}

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
    pub line: Option<LineOf>,
    pub panel: Option<PanelOf>,
    pub rooms: Option<RoomsOf>,
}

#[derive(Clone, Debug)]
pub struct ListOf {
    pub to: String,
    /// `total` or a component; not looked at where there is a partial composite.
    pub score: String,
    pub partial: Option<PartialOf>,
    pub replaces: bool,
    pub requires: bool,
    /// Persons and places.
    pub ratio: (i64, i64),
    pub rounding: &'static str,
    pub tie: &'static str,
    pub floor: Option<LineOf>,
}

#[derive(Clone, Debug)]
pub struct Model {
    pub combine: &'static str,
    pub comps: Vec<Comp>,
    pub total: Round,
    pub total_line: Option<LineOf>,
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
    /// The fact is 0 or 1.
    pub yes_no: bool,
    /// Component, persons per place, what it asks.
    pub conditional: Option<(String, i64, Asks)>,
}

/// How far the rules go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// No rooms and no line that waits for a ruling: a law about one person's mark can be said.
    Plain,
    /// Everything.
    Everything,
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

fn line(dice: &mut Dice, reach: Reach, at: &[i64]) -> LineOf {
    let at = dice.pick(at);
    match (reach, dice.roll(10)) {
        (Reach::Everything, 0) => LineOf::Open,
        (_, 1..=3) => LineOf::Set(at),
        _ => LineOf::At(at),
    }
}

fn panel(dice: &mut Dice, full: i64) -> PanelOf {
    let size = dice.pick(&[1, 3, 5, 5, 7]);
    let (high, low) = match size {
        5 => dice.pick(&[(1, 1), (0, 0), (1, 0), (2, 0)]),
        7 => dice.pick(&[(1, 1), (2, 1), (2, 2)]),
        _ => (0, 0),
    };
    // Three are left where any are dropped.
    let spare = if high + low == 0 { size - 1 } else { size - high - low - 3 };
    let least = size - spare.min(usize::try_from(dice.roll(2)).unwrap());
    let elements = if dice.chance(50) { vec![full / 10 * 4, full - full / 10 * 4] } else { Vec::new() };
    let by_element = !elements.is_empty() && dice.chance(60);
    let round_element = if by_element { some(dice, 40, |dice| dice.pick(&ROUNDS)) } else { None };
    PanelOf { size, least, high, low, by_element, round_element, elements }
}

fn rooms(dice: &mut Dice) -> RoomsOf {
    let round = |dice: &mut Dice| dice.pick(&[(2, "half_up"), (4, "half_up"), (3, "cut")]);
    RoomsOf {
        overall: dice.pick(&["mean_of_room_means", "pooled"]),
        group: dice.pick(&["position", "posting"]),
        room: some(dice, 50, round),
        mean: some(dice, 50, round),
        coefficient: some(dice, 60, round),
        corrected: dice.pick(&[(2, "half_up"), (1, "half_up"), (4, "half_up")]),
        trim_room: dice.pick(&[0, 0, 0, 1]),
        trim_pool: dice.pick(&[0, 0, 1]),
        above: some(dice, 15, |_| 90),
        below: some(dice, 15, |_| 20),
        cap: some(dice, 25, |dice| dice.pick(&[62, 100])),
    }
}

fn comp(dice: &mut Dice, key: String, depth: u32, reach: Reach) -> Comp {
    let parts = if depth == 0 && dice.chance(45) { 1 + dice.roll(3) } else { 0 };
    let combine = dice.pick(&["percent", "ratio", "mean", "sum"]);
    let mut parts: Vec<Comp> =
        (0..parts).map(|at| comp(dice, format!("{key}p{at}"), depth + 1, reach)).collect();
    if !parts.is_empty() {
        weigh(dice, combine, &mut parts);
    }
    let full = match (parts.len(), combine) {
        (0, _) => dice.pick(&[100, 100, 150, 200]),
        (count, "sum") => 100 * i64::try_from(count).unwrap(),
        _ => 100,
    };
    let round = |dice: &mut Dice| dice.pick(&ROUNDS);
    let panel = if parts.is_empty() && dice.chance(20) { Some(panel(dice, full)) } else { None };
    let rooms = if parts.is_empty() && reach == Reach::Everything && dice.chance(18) {
        Some(rooms(dice))
    } else {
        None
    };
    let value = if parts.is_empty() && panel.is_none() { None } else { some(dice, 50, round) };
    Comp {
        key,
        weight: 0,
        full,
        scale: if full == 100 { None } else { Some(100) },
        cap: if full == 100 { None } else { some(dice, 20, |_| full / 10 * 6) },
        combine,
        parts,
        value,
        converted: if full == 100 { None } else { some(dice, 40, round) },
        weighted: some(dice, 30, round),
        line: some(dice, 15, |dice| line(dice, reach, &[50, 59, 60])),
        panel,
        rooms,
    }
}

/// A composite of some of these.
fn partial(dice: &mut Dice, of: &[String]) -> PartialOf {
    let combine = dice.pick(&["ratio", "ratio", "mean", "sum", "percent"]);
    let mut terms: Vec<(String, i64)> =
        of.iter().filter(|_| dice.chance(60)).map(|key| (key.clone(), 0)).collect();
    if terms.is_empty() {
        terms.push((of[0].clone(), 0));
    }
    let count = i64::try_from(terms.len()).unwrap();
    for (at, (_, weight)) in (0..).zip(&mut terms) {
        *weight = match combine {
            "ratio" => 1 + i64::try_from(dice.roll(7)).unwrap(),
            "percent" if at + 1 == count => 100 - at * (100 / count),
            "percent" => 100 / count,
            _ => 0,
        };
    }
    PartialOf { combine, terms, round: some(dice, 60, |dice| dice.pick(&ROUNDS)) }
}

impl Model {
    /// The next usable model of the dice. Few are thrown away: those whose ladder compares only what is equal.
    pub fn of(dice: &mut Dice, reach: Reach) -> Self {
        loop {
            let model = Self::any(dice, reach);
            if model.scheme().is_usable() {
                return model;
            }
        }
    }

    #[expect(clippy::too_many_lines, reason = "one field after the other")]
    fn any(dice: &mut Dice, reach: Reach) -> Self {
        let combine = dice.pick(&["percent", "percent", "ratio", "mean", "sum"]);
        let count = 1 + dice.roll(3);
        let mut comps: Vec<Comp> = (0..count).map(|at| comp(dice, format!("c{at}"), 0, reach)).collect();
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
        let named = |comps: &[Comp]| -> Vec<String> {
            let with = |c: &Comp| {
                [c.key.clone()]
                    .into_iter()
                    .chain(c.parts.iter().map(|part| part.key.clone()))
                    .collect::<Vec<_>>()
            };
            comps.iter().flat_map(with).collect()
        };
        let list = |dice: &mut Dice, to: &str, score: &str, of: &[String]| ListOf {
            to: to.to_owned(),
            score: score.to_owned(),
            partial: if dice.chance(25) { Some(partial(dice, of)) } else { None },
            replaces: dice.chance(70),
            requires: false,
            ratio: dice.pick(&[(1, 1), (2, 1), (3, 1), (3, 2), (6, 5)]),
            rounding: dice.pick(&["up", "down", "nearest"]),
            tie: dice.pick(&["all", "none", "ladder", "ladder"]),
            floor: some(dice, 20, |dice| line(dice, reach, &[60, 61])),
        };
        if gated {
            let open = named(&comps[..keys.len() - 1]);
            let mut first = list(dice, keys.last().unwrap(), &keys[0], &open);
            first.ratio = dice.pick(&[(2, 1), (3, 1), (3, 2)]);
            lists.push(first);
        }
        if dice.chance(80) {
            lists.push(list(dice, "inspection", "total", &named(&comps)));
        }
        // A fact that a list requires is yes or no: only then does it not stand in a ladder as a number.
        let yes_no = fact_lower.is_some() && dice.chance(30);
        if yes_no {
            lists.iter_mut().for_each(|list| list.requires = dice.chance(60));
        }
        // What the first list may compare is what everybody has.
        let open = if gated { keys.len() - 1 } else { keys.len() };
        let mut ladder: Vec<String> =
            keys[..open].iter().rev().filter(|_| dice.chance(60)).cloned().collect();
        if dice.chance(30) {
            ladder.insert(0, "unrounded".to_owned());
        }
        let leaf = comps[..open].iter().find(|c| c.parts.is_empty());
        if let (Some(leaf), true) = (leaf, dice.chance(25)) {
            ladder.push(format!("raw.{}", leaf.key));
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
        let roomy = comps[0].parts.is_empty() && reach == Reach::Everything;
        let conditional = some(dice, 20, |dice| {
            let asks = if roomy && dice.chance(40) {
                Asks::RoomMean
            } else {
                Asks::Line(line(dice, reach, &[61, 63]))
            };
            (keys[0].clone(), dice.pick(&[1, 2]), asks)
        });
        Self {
            combine,
            comps,
            total: dice.pick(&ROUNDS),
            total_line: some(dice, 20, |dice| line(dice, reach, &[60, 62])),
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
            yes_no,
            conditional,
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
                "scale": c.scale, "cap": c.cap, "combine": c.combine, "line": c.line.map(LineOf::json),
                "panel": c.panel.as_ref().map(|p| panel(p, round)), "rooms": c.rooms.as_ref().map(|r| rooms(r, round)),
                "parts": c.parts.iter().map(|part| comp(part, round)).collect::<Vec<_>>(),
                "round": {"value": round(c.value), "converted": round(c.converted), "weighted": round(c.weighted)},
            })
        }
        fn panel(
            p: &PanelOf,
            round: &dyn Fn(Option<Round>) -> Option<serde_json::Value>,
        ) -> serde_json::Value {
            let element =
                |(at, full): (usize, &i64)| serde_json::json!({"key": format!("e{at}"), "full": full});
            serde_json::json!({"size": p.size, "least": p.least, "drop_high": p.high, "drop_low": p.low,
                "trim": if p.by_element { "element" } else { "total" }, "round_element": round(p.round_element),
                "elements": p.elements.iter().enumerate().map(element).collect::<Vec<_>>()})
        }
        fn rooms(
            r: &RoomsOf,
            round: &dyn Fn(Option<Round>) -> Option<serde_json::Value>,
        ) -> serde_json::Value {
            serde_json::json!({"overall": r.overall, "group": r.group, "round_room": round(r.room), "round_overall": round(r.mean),
                "round_coefficient": round(r.coefficient), "round": round(Some(r.corrected)), "trim_room": r.trim_room,
                "trim_pool": r.trim_pool, "ignore_above": r.above, "ignore_below": r.below, "cap": r.cap})
        }
        let list = |l: &ListOf| {
            let own = l.partial.as_ref().map(|p| {
                let term = |(of, weight): &(String, i64)| json!({"of": of, "weight": if *weight == 0 { None } else { Some(weight) }});
                json!({"combine": p.combine, "round": round(p.round), "terms": p.terms.iter().map(term).collect::<Vec<_>>()})
            });
            let score = if own.is_some() { None } else { Some(&l.score) };
            let require: &[&str] = if l.requires { &["f"] } else { &[] };
            json!({"to": l.to, "score": score, "partial": own, "ratio": format!("{}:{}", l.ratio.0, l.ratio.1),
                "ratio_rounding": l.rounding, "tie": l.tie, "floor": l.floor.map(LineOf::json), "require": require,
                "replacement": {"allowed": l.replaces}})
        };
        let bonus =
            self.bonus.iter().map(|(at, to, cap)| json!({"key": "b", "at": at, "to": to, "cap": cap}));
        let fact = self.fact_lower.iter().map(
            |lower| json!({"key": "f", "kind": if self.yes_no { "yes_no" } else { "number" }, "prefer": if *lower { "lower" } else { "higher" }}),
        );
        let conditional = self.conditional.iter().map(|(of, most, asks)| {
            let line = match asks {
                Asks::Line(LineOf::At(line)) => json!({"at": line}),
                Asks::Line(_) => json!("decided"),
                Asks::RoomMean => json!("room_mean"),
            };
            json!({"of": of, "when": {"at_most": format!("{most}:1")}, "line": line})
        });
        json!({
            "combine": self.combine,
            "components": self.comps.iter().map(|c| comp(c, &round)).collect::<Vec<_>>(),
            "bonus": bonus.collect::<Vec<_>>(),
            "facts": fact.collect::<Vec<_>>(),
            "total": {"round": round(Some(self.total)), "line": self.total_line.map(LineOf::json), "cap": self.total_cap},
            "statuses": self.effects,
            "rank": {"by": if self.unrounded { "unrounded" } else { "rounded" }, "method": self.method,
                "ladder": self.ladder, "scope": if self.whole_list { "list" } else { "cut" },
                "still_tied": if self.lots { "lots" } else { "all" },
                "below_line": if self.below_ranked { "ranked" } else { "no_rank" }},
            "conditional": conditional.collect::<Vec<_>>(),
            "shortlists": self.lists.iter().map(list).collect::<Vec<_>>(),
        })
    }

    /// Every line that was set after marking.
    pub fn decided(&self) -> Rulings {
        let comps = self.comps.iter().flat_map(|c| [c].into_iter().chain(&c.parts));
        let lines = comps.map(|c| (c.key.clone(), c.line));
        let floors = self.lists.iter().map(|list| (format!("floor.{}", list.to), list.floor));
        let conditional = self.conditional.iter().map(|(of, _, asks)| match asks {
            Asks::Line(line) => (format!("conditional.{of}"), Some(*line)),
            Asks::RoomMean => (String::new(), None),
        });
        let total = [("total".to_owned(), self.total_line)];
        let set = lines.chain(floors).chain(conditional).chain(total).filter_map(|(of, line)| match line {
            Some(LineOf::Set(at)) => {
                Some(serde_json::json!({"of": of, "line": at, "approver": "x", "date": "2026-05-01"}))
            }
            _ => None,
        });
        let lines = set.collect::<Vec<_>>();
        serde_json::from_value(serde_json::json!({"lines": lines})).unwrap()
    }

    /// Components that are entered or marked by a panel; `true` where only people on the first list have it.
    pub fn leaves(&self) -> Vec<(&Comp, bool)> {
        let gate = self.lists.first().map(|list| list.to.clone());
        let mut leaves = Vec::new();
        for c in &self.comps {
            let gated = Some(&c.key) == gate.as_ref();
            if c.parts.is_empty() {
                leaves.push((c, gated));
            }
            leaves.extend(c.parts.iter().map(|part| (part, gated)));
        }
        leaves
    }

    /// True where each mark of this component needs a room: it is corrected, or its room's mean is a line.
    pub fn has_room(&self, comp: &Comp) -> bool {
        let asked = matches!(&self.conditional, Some((of, _, Asks::RoomMean)) if *of == comp.key);
        comp.rooms.is_some() || asked || comp.panel.is_some()
    }
}
