//! The oracle: a slow, declarative second implementation that shares no code with the engine. It works on the plain
//! model of the generator with fractions of its own, finds ranks by counting who is better, and says who is on a list by
//! counting too. Both must agree on every value, rank and seat of 10^5 cases per run; `LINXUAN_ORACLE_CASES` asks for more.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on should fail")]

mod common;

use std::cmp::Ordering;
use std::collections::BTreeMap;

use common::generate::{self, Cell, Comp, Dice, ListOf, Model, Person, Round};
use domain::ranking::{self, At, Decisions, NoRank, Outcome};
use domain::scheme::Status;
use domain::scoring::Sheet;

/// A fraction of its own; never negative except for preferred-lower facts.
#[derive(Clone, Copy, Debug)]
struct Frac(i128, i128);

impl Frac {
    fn of(num: i128, den: i128) -> Self {
        let (mut a, mut b) = (num.abs(), den);
        while b != 0 {
            (a, b) = (b, a % b);
        }
        let a = a.max(1);
        Self(num / a, den / a)
    }
    fn int(n: i64) -> Self {
        Self(i128::from(n), 1)
    }
    fn hundredths(n: i64) -> Self {
        Self::of(i128::from(n), 100)
    }
    fn add(self, o: Self) -> Self {
        Self::of(self.0 * o.1 + o.0 * self.1, self.1 * o.1)
    }
    fn mul(self, o: Self) -> Self {
        Self::of(self.0 * o.0, self.1 * o.1)
    }
    fn div(self, o: Self) -> Self {
        Self::of(self.0 * o.1, self.1 * o.0)
    }
    /// Round half up is the floor of x·10ⁿ + ½; half to even takes one back where that lands on an odd half.
    fn round(self, (places, mode): Round) -> Self {
        let ten = 10_i128.pow(u32::from(places));
        let (n, d) = (self.0 * ten * 2, self.1 * 2);
        let rounded = match mode {
            "cut" => n.div_euclid(d),
            "half_up" => (n + self.1).div_euclid(d),
            _ => {
                let up = (n + self.1).div_euclid(d);
                let exact_half = (n + self.1) % d == 0;
                if exact_half && up % 2 != 0 { up - 1 } else { up }
            }
        };
        Self::of(rounded, ten)
    }
    fn text(self) -> String {
        format!("{}/{}", self.0, self.1)
    }
}

impl PartialEq for Frac {
    fn eq(&self, o: &Self) -> bool {
        self.cmp(o) == Ordering::Equal
    }
}
impl Eq for Frac {}
impl PartialOrd for Frac {
    fn partial_cmp(&self, o: &Self) -> Option<Ordering> {
        Some(self.cmp(o))
    }
}
impl Ord for Frac {
    fn cmp(&self, o: &Self) -> Ordering {
        (self.0 * o.1).cmp(&(o.0 * self.1))
    }
}

/// What happens to a number on its way.
#[derive(Clone, Copy)]
enum Op {
    Round(Round),
    Times(Frac),
    Plus(Frac),
    AtMost(Frac),
}

fn run(start: Frac, ops: &[Op], skip: Option<usize>) -> Frac {
    ops.iter().enumerate().filter(|(at, _)| Some(*at) != skip).fold(start, |x, (_, op)| match op {
        Op::Round(rule) => x.round(*rule),
        Op::Times(f) => x.mul(*f),
        Op::Plus(f) => x.add(*f),
        Op::AtMost(f) => x.min(*f),
    })
}

/// The value after all operations, and the one without the last rounding.
fn both(start: Frac, ops: &[Op]) -> (Frac, Frac) {
    let last = ops.iter().rposition(|op| matches!(op, Op::Round(_)));
    (run(start, ops, None), run(start, ops, last))
}

/// A status that bars a person: without a value when it leaves none.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Mood {
    Fine,
    Left,
    Waiting,
    Barred,
    Void,
}

#[derive(Clone, Copy, Debug)]
struct Val {
    value: Option<Frac>,
    fine: Option<Frac>,
    brings: Option<Frac>,
    mood: Mood,
}

struct Someone<'a> {
    model: &'a Model,
    person: &'a Person,
    values: BTreeMap<String, Val>,
}

fn word(status: Status) -> &'static str {
    status.word()
}

impl Someone<'_> {
    fn bonus(&self, at: &str, to: &str) -> Vec<Op> {
        match &self.model.bonus {
            Some((place, target, cap)) if *place == at && target.as_deref().unwrap_or("total") == to => {
                let points = Frac::hundredths(self.person.bonus);
                vec![Op::Plus(cap.map_or(points, |cap| points.min(Frac::int(cap))))]
            }
            _ => Vec::new(),
        }
    }

    fn share(combine: &str, comp: &Comp, siblings: &[Comp]) -> Option<Frac> {
        let count = i64::try_from(siblings.len()).unwrap();
        match combine {
            "percent" => Some(Frac::of(i128::from(comp.weight), 100)),
            "ratio" => {
                Some(Frac::of(i128::from(comp.weight), siblings.iter().map(|s| i128::from(s.weight)).sum()))
            }
            "mean" => Some(Frac::of(1, i128::from(count))),
            _ => None,
        }
    }

    /// The sum that siblings make and the mood behind it.
    fn together(&self, combine: &str, siblings: &[Comp]) -> (Option<Frac>, Mood) {
        let values: Vec<(Val, Frac)> = siblings
            .iter()
            .map(|s| (self.values[&s.key], Self::share(combine, s, siblings).unwrap_or(Frac::int(100))))
            .collect();
        let there: Vec<&(Val, Frac)> = values.iter().filter(|(val, _)| val.mood != Mood::Left).collect();
        if there.is_empty() {
            return (None, Mood::Left);
        }
        let has = |mood: Mood| there.iter().any(|(val, _)| val.mood == mood);
        let mood = [Mood::Void, Mood::Barred, Mood::Waiting]
            .into_iter()
            .find(|mood| has(*mood))
            .unwrap_or(Mood::Fine);
        if there.iter().any(|(val, _)| val.value.is_none()) {
            return (None, mood);
        }
        let sum = there.iter().fold(Frac::int(0), |sum, (val, _)| sum.add(val.brings.unwrap()));
        let weight =
            |list: &[&(Val, Frac)]| list.iter().fold(Frac::int(0), |sum, (_, share)| sum.add(*share));
        let all: Vec<&(Val, Frac)> = values.iter().collect();
        (Some(sum.mul(weight(&all)).div(weight(&there))), mood)
    }

    fn eval(&mut self, comp: &Comp, combine: &str, siblings: &[Comp]) {
        for part in &comp.parts {
            self.eval(part, comp.combine, &comp.parts);
        }
        let (start, mood) = if comp.parts.is_empty() {
            match self.person.cells.get(&comp.key) {
                None => (None, Mood::Waiting),
                Some(Cell::Mark(mark)) => (Some(Frac::hundredths(*mark)), Mood::Fine),
                Some(Cell::Status(status)) => match self.model.effects[word(*status)] {
                    "zero" => (Some(Frac::int(0)), Mood::Fine),
                    "adds_nothing" => (Some(Frac::int(0)), Mood::Barred),
                    "no_total" => (None, Mood::Void),
                    _ => (None, Mood::Left),
                },
            }
        } else {
            self.together(comp.combine, &comp.parts)
        };
        let share = Self::share(combine, comp, siblings);
        let val = match start {
            None => Val { value: None, fine: None, brings: None, mood },
            Some(zero) if comp.parts.is_empty() && mood == Mood::Barred => {
                Val { value: Some(zero), fine: Some(zero), brings: Some(zero), mood }
            }
            Some(start) => {
                let mut ops: Vec<Op> = comp.value.map(Op::Round).into_iter().collect();
                ops.extend(comp.cap.map(|cap| Op::AtMost(Frac::int(cap))));
                if mood == Mood::Fine {
                    ops.extend(self.bonus("before_conversion", &comp.key));
                }
                if let Some(scale) = comp.scale {
                    ops.push(Op::Times(Frac::of(i128::from(scale), i128::from(comp.full))));
                }
                ops.extend(comp.converted.map(Op::Round));
                if mood == Mood::Fine {
                    ops.extend(self.bonus("after_conversion", &comp.key));
                }
                let (value, fine) = both(start, &ops);
                let brings = share.map_or(value, |share| {
                    let weighted = value.mul(share);
                    comp.weighted.map_or(weighted, |rule| weighted.round(rule))
                });
                Val { value: Some(value), fine: Some(fine), brings: Some(brings), mood }
            }
        };
        self.values.insert(comp.key.clone(), val);
    }

    fn total(&mut self) {
        for comp in &self.model.comps {
            self.eval(comp, self.model.combine, &self.model.comps);
        }
        let (sum, mood) = self.together(self.model.combine, &self.model.comps);
        let (value, fine) = match sum {
            None => (None, None),
            Some(sum) => {
                let mut ops = if mood == Mood::Fine { self.bonus("total", "total") } else { Vec::new() };
                ops.extend(self.model.total_cap.map(|cap| Op::AtMost(Frac::int(cap))));
                ops.push(Op::Round(self.model.total));
                let (value, fine) = both(sum, &ops);
                (Some(value), Some(fine))
            }
        };
        self.values.insert("total".to_owned(), Val { value, fine, brings: None, mood });
    }

    /// Below any line among the components that are known: all, or all but the gated one.
    fn below(&self, known: &[&Comp], conditional: bool, total: bool) -> bool {
        let low = |key: &str, line: i64| {
            let val = self.values[key];
            val.mood == Mood::Fine && val.value.is_some_and(|value| value < Frac::int(line))
        };
        let line = |comp: &Comp| comp.line.is_some_and(|line| low(&comp.key, line));
        known.iter().any(|comp| line(comp) || comp.parts.iter().any(line))
            || (total && self.model.total_line.is_some_and(|line| low("total", line)))
            || (conditional
                && self
                    .model
                    .conditional
                    .as_ref()
                    .is_some_and(|(of, _, line)| known.iter().any(|comp| comp.key == *of) && low(of, *line)))
    }

    fn key(&self, of: &str) -> Option<Frac> {
        if self.model.unrounded { self.values[of].fine } else { self.values[of].value }
    }

    fn ladder(&self, source: &str) -> Vec<Option<Frac>> {
        let step = |name: &String| match name.as_str() {
            "unrounded" => self.values[source].fine,
            "fact.f" => {
                let fact = Frac::hundredths(self.person.fact);
                Some(if self.model.fact_lower == Some(true) { fact.mul(Frac::int(-1)) } else { fact })
            }
            key => self.values[key].value,
        };
        self.model.ladder.iter().map(step).collect()
    }
}

/// Everything that both must agree on, as text.
type Said = BTreeMap<String, String>;

fn seats_of(list: &ListOf, plan: i64) -> usize {
    let (persons, places) = (list.ratio.0 * plan, list.ratio.1);
    let whole = match list.rounding {
        "up" => (persons + places - 1) / places,
        "down" => persons / places,
        _ => (2 * persons + places) / (2 * places),
    };
    usize::try_from(whole).unwrap()
}

/// Who is where on one list, by counting who is better.
fn seats(
    model: &Model,
    list: &ListOf,
    seats: usize,
    pool: &[(String, Frac, Vec<Option<Frac>>)],
) -> BTreeMap<String, String> {
    let full = |p: &(String, Frac, Vec<Option<Frac>>)| {
        (p.1, if model.whole_list { p.2.clone() } else { Vec::new() })
    };
    let mut said = BTreeMap::new();
    for p in pool {
        let better = pool.iter().filter(|q| full(q) > full(p)).count();
        let equals: Vec<_> = pool.iter().filter(|q| full(q) == full(p)).collect();
        let seat = if pool.len() <= seats || better + equals.len() <= seats {
            "in".to_owned()
        } else if better >= seats {
            String::new()
        } else {
            let left = seats - better;
            match list.tie {
                "all" => "in".to_owned(),
                "none" => String::new(),
                _ => {
                    let above = equals.iter().filter(|q| q.2 > p.2).count();
                    let same = equals.iter().filter(|q| q.2 == p.2).count();
                    if above + same <= left || (above < left && !model.lots) {
                        "in".to_owned()
                    } else if above < left {
                        "open".to_owned()
                    } else {
                        String::new()
                    }
                }
            }
        };
        said.insert(p.0.clone(), seat);
    }
    // Reserve numbers: one more than those not in who stand strictly before; an open group loses what it has too many.
    let strictly = |q: &(String, Frac, Vec<Option<Frac>>), p: &(String, Frac, Vec<Option<Frac>>)| {
        let by_ladder = model.whole_list || (list.tie == "ladder" && straddles(model, seats, pool, p));
        q.1 > p.1 || (q.1 == p.1 && by_ladder && q.2 > p.2)
    };
    let places: BTreeMap<&str, &str> =
        said.iter().map(|(name, seat)| (name.as_str(), seat.as_str())).collect();
    let ins = places.values().filter(|seat| **seat == "in").count();
    let open = places.values().filter(|seat| **seat == "open").count();
    let losers = if open > 0 { open - (seats - ins) } else { 0 };
    let mut numbered = said.clone();
    for p in pool.iter().filter(|p| places[p.0.as_str()].is_empty()) {
        let ahead = pool.iter().filter(|q| places[q.0.as_str()].is_empty() && strictly(q, p)).count();
        numbered.insert(p.0.clone(), format!("reserve {}", 1 + ahead + losers));
    }
    numbered
}

fn straddles(
    model: &Model,
    seats: usize,
    pool: &[(String, Frac, Vec<Option<Frac>>)],
    p: &(String, Frac, Vec<Option<Frac>>),
) -> bool {
    let key = |q: &(String, Frac, Vec<Option<Frac>>)| {
        (q.1, if model.whole_list { q.2.clone() } else { Vec::new() })
    };
    let better = pool.iter().filter(|q| key(q) > key(p)).count();
    let equals = pool.iter().filter(|q| key(q) == key(p)).count();
    better < seats && seats < better + equals
}

#[expect(clippy::too_many_lines, reason = "one rule after the other, as the notice has them")]
fn oracle(model: &Model, people: &[Person], plan: i64) -> BTreeMap<String, Said> {
    let everyone: Vec<Someone<'_>> = people
        .iter()
        .map(|person| {
            let mut someone = Someone { model, person, values: BTreeMap::new() };
            someone.total();
            someone
        })
        .collect();
    let gated = model.lists.first().map(|list| list.to.as_str()).filter(|to| *to != "inspection");
    let sat = |s: &Someone<'_>, comp: &Comp| {
        let mark = |c: &Comp| matches!(s.person.cells.get(&c.key), Some(Cell::Mark(_)));
        mark(comp) || comp.parts.iter().any(mark)
    };
    let conditional = model.conditional.as_ref().is_some_and(|(of, most, _)| {
        let comp = model.comps.iter().find(|comp| comp.key == *of).unwrap();
        i64::try_from(everyone.iter().filter(|s| sat(s, comp)).count()).unwrap() <= most * plan
    });
    let all: Vec<&Comp> = model.comps.iter().collect();
    let early: Vec<&Comp> = model.comps.iter().filter(|comp| Some(comp.key.as_str()) != gated).collect();
    let mut said: BTreeMap<String, Said> = BTreeMap::new();
    let status = |s: &Someone<'_>, known: &[&Comp], source: &str| {
        let bad = |key: &str| matches!(s.values[key].mood, Mood::Barred | Mood::Void);
        bad(source) || known.iter().any(|comp| bad(&comp.key))
    };
    // Ranks by total.
    let ranked: Vec<&Someone<'_>> = everyone
        .iter()
        .filter(|s| !status(s, &all, "total") && s.values["total"].value.is_some())
        .filter(|s| model.below_ranked || !s.below(&all, conditional, true))
        .collect();
    let key =
        |s: &Someone<'_>| (s.key("total"), if model.whole_list { s.ladder("total") } else { Vec::new() });
    for s in &everyone {
        let mut one = Said::new();
        let total = s.values["total"];
        one.insert("total".into(), total.value.map(Frac::text).unwrap_or_default());
        one.insert("fine".into(), total.fine.map(Frac::text).unwrap_or_default());
        let reason = if status(s, &all, "total") {
            "status"
        } else if total.value.is_none() {
            "unscored"
        } else if s.below(&all, conditional, true) && !model.below_ranked {
            "below"
        } else {
            ""
        };
        one.insert("why".into(), reason.into());
        let mine = ranked.iter().any(|r| r.person.name == s.person.name);
        let rank = if mine {
            let better = ranked.iter().filter(|r| key(r) > key(s)).count();
            let same = ranked.iter().filter(|r| key(r) == key(s)).count();
            let mut kinds: Vec<_> = ranked.iter().map(|r| key(r)).filter(|k| *k > key(s)).collect();
            kinds.sort();
            kinds.dedup();
            let halves = match model.method {
                "dense" => 2 * (kinds.len() + 1),
                "average" => 2 * better + 1 + same,
                _ => 2 * (better + 1),
            };
            format!("{halves} {}", same > 1)
        } else {
            String::new()
        };
        one.insert("rank".into(), rank);
        said.insert(s.person.name.clone(), one);
    }
    // Lists.
    let mut before: Option<Vec<String>> = None;
    let mut open_before = Vec::new();
    let mut stopped = false;
    for (stage, list) in model.lists.iter().enumerate() {
        let known: &[&Comp] = if stage == 0 && gated.is_some() { &early } else { &all };
        let late = !(stage == 0 && gated.is_some());
        let called = |s: &Someone<'_>| before.as_ref().is_none_or(|on| on.contains(&s.person.name));
        let maybe = |s: &Someone<'_>| called(s) || open_before.contains(&s.person.name);
        let concerned: Vec<&Someone<'_>> = everyone.iter().filter(|s| maybe(s)).collect();
        let begun = concerned.iter().any(|s| s.values[&list.score].mood != Mood::Waiting);
        stopped |= !begun && !concerned.is_empty();
        let mut pool = Vec::new();
        let mut result: BTreeMap<String, String> = BTreeMap::new();
        for s in &everyone {
            let name = s.person.name.clone();
            let value = s.values[&list.score].value;
            let fits = maybe(s)
                && !status(s, known, &list.score)
                && value.is_some()
                && !s.below(known, conditional, late)
                && list.floor.is_none_or(|floor| value.is_some_and(|value| value >= Frac::int(floor)));
            if fits {
                pool.push((name, s.key(&list.score).unwrap(), s.ladder(&list.score)));
            } else {
                result.insert(name, "out".into());
            }
        }
        if open_before.is_empty() {
            result.extend(seats(model, list, seats_of(list, plan), &pool));
        } else {
            result.extend(pool.into_iter().map(|p| (p.0, "open".to_owned())));
        }
        if stopped {
            result.values_mut().for_each(String::clear);
        }
        before =
            Some(result.iter().filter(|(_, seat)| *seat == "in").map(|(name, _)| name.clone()).collect());
        open_before =
            result.iter().filter(|(_, seat)| *seat == "open").map(|(name, _)| name.clone()).collect();
        for (name, seat) in result {
            said.get_mut(&name).unwrap().insert(format!("list {}", list.to), seat);
        }
    }
    said
}

fn engine(model: &Model, outcome: &Outcome) -> BTreeMap<String, Said> {
    let text = |x: Option<domain::number::Exact>| {
        x.map(|x| format!("{}/{}", x.numerator(), x.denominator())).unwrap_or_default()
    };
    let one = |row: &ranking::Row| {
        let why = match &row.no_rank {
            None => "",
            Some(NoRank::Status { .. }) => "status",
            Some(NoRank::Below(_)) => "below",
            Some(NoRank::Unscored) => "unscored",
            Some(NoRank::LineOpen { .. }) => "line",
        };
        let rank = row.rank.map(|rank| format!("{} {}", rank.halves, row.tied)).unwrap_or_default();
        let mut said = Said::from([
            ("total".to_owned(), text(row.total)),
            ("fine".to_owned(), text(row.unrounded)),
            ("why".to_owned(), why.to_owned()),
            ("rank".to_owned(), rank),
        ]);
        for (list, seat) in model.lists.iter().zip(&row.seats) {
            said.insert(
                format!("list {}", list.to),
                seat.as_ref().map(|seat| seat.at.to_string()).unwrap_or_default(),
            );
        }
        (row.candidate.clone(), said)
    };
    outcome.ranking().rows.iter().map(one).collect()
}

/// Runs the engine, gives gated marks to the people it called, and runs it again.
fn case(model: &Model, scheme: &domain::scheme::Scheme, dice: &mut Dice) -> (Vec<Person>, i64, Outcome) {
    let mut people = generate::people(model, dice);
    let plan = dice.pick(&[1, 1, 1, 2, 3]);
    let rank = |people: &[Person]| {
        let sheets: Vec<Sheet> = people.iter().map(|person| generate::sheet(model, person)).collect();
        common::try_rank(scheme, u32::try_from(plan).unwrap(), &sheets, &Decisions::default())
            .unwrap_or_else(|why| panic!("{why:?}\n{people:#?}\n{model:#?}"))
    };
    let first = rank(&people);
    let gated: Vec<_> = model.leaves().into_iter().filter(|(_, _, gated)| *gated).collect();
    if gated.is_empty() || dice.chance(10) {
        return (people, plan, first);
    }
    for (person, row) in people.iter_mut().zip(&first.ranking().rows) {
        if row.seats[0].as_ref().is_some_and(|seat| seat.at == At::In) {
            for (key, full, _) in &gated {
                person.cells.insert(key.clone(), generate::cell(dice, *full));
            }
        }
    }
    let second = rank(&people);
    (people, plan, second)
}

#[test]
fn engine_and_oracle_agree() {
    let asked = std::env::var("LINXUAN_ORACLE_CASES").ok().and_then(|text| text.parse::<u64>().ok());
    let cases = asked.unwrap_or(100_000);
    let per_scheme = 20;
    let (mut ties, mut open) = (0_u64, 0_u64);
    for seed in 0..cases.div_ceil(per_scheme) {
        let mut dice = Dice::new(seed);
        let model = Model::of(&mut dice);
        let scheme = model.scheme();
        for _ in 0..per_scheme {
            let (people, plan, outcome) = case(&model, &scheme, &mut dice);
            let (expected, found) = (oracle(&model, &people, plan), engine(&model, &outcome));
            assert_eq!(found, expected, "seed {seed}, plan {plan}\n{people:#?}\n{model:#?}");
            ties += u64::from(outcome.ranking().rows.iter().any(|row| row.tied));
            open += u64::from(!outcome.questions().is_empty());
        }
    }
    assert!(
        ties > cases / 10 && open > cases / 200,
        "ties {ties} and open questions {open} are well represented"
    );
}
