//! The oracle's judgement: ranks by counting who is better, seats on every list by counting too, open questions.

use std::collections::{BTreeMap, BTreeSet};

use super::frac::Frac;
use super::values::{Mood, Someone, Val, rooms};
use crate::common::generate::{Asks, Cell, Comp, LineOf, ListOf, Model, Person};

/// Everything that both must agree on, as text.
pub type Said = BTreeMap<String, String>;

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

/// A move on the last list: who leaves, and who moves up.
#[derive(Clone, Debug, Default)]
pub struct Moved {
    pub out: String,
    pub up: Vec<String>,
}

/// The judgement: by person what is said, and the questions left open. None where the sheets are refused.
pub fn oracle(
    model: &Model,
    people: &[Person],
    plan: i64,
    moved: Option<&Moved>,
) -> Option<(BTreeMap<String, Said>, BTreeSet<String>)> {
    let rooms = rooms(model, people)?;
    let everyone: Vec<Someone<'_>> = people
        .iter()
        .map(|person| {
            let mut someone = Someone { model, person, rooms: &rooms, values: BTreeMap::new() };
            someone.total();
            someone
        })
        .collect();
    let sat = |s: &Someone<'_>, comp: &Comp| {
        let mark = |c: &Comp| matches!(s.person.cells.get(&c.key), Some(Cell::Mark(_) | Cell::Panel(_)));
        mark(comp) || comp.parts.iter().any(mark)
    };
    let conditional = model.conditional.as_ref().is_some_and(|(of, most, _)| {
        let comp = model.comps.iter().find(|comp| comp.key == *of).unwrap();
        i64::try_from(everyone.iter().filter(|s| sat(s, comp)).count()).unwrap() <= most * plan
    });
    let judge = Judge { model, plan, conditional, everyone: &everyone };
    let mut questions = judge.line_questions();
    let mut said = judge.ranks();
    judge.lists(&mut said, &mut questions, moved);
    Some((said, questions))
}

struct Judge<'a> {
    model: &'a Model,
    plan: i64,
    conditional: bool,
    everyone: &'a [Someone<'a>],
}

/// By person, where on a list.
type Seats = BTreeMap<String, String>;

impl Judge<'_> {
    fn line_questions(&self) -> BTreeSet<String> {
        let comps = self.model.comps.iter().flat_map(|c| c.parts.iter().chain([c]));
        let lines = comps.filter_map(|c| Some((c.key.clone(), c.key.clone(), c.line?)));
        let total = self.model.total_line.map(|line| ("total".to_owned(), "total".to_owned(), line));
        let conditional = match &self.model.conditional {
            Some((of, _, Asks::Line(line))) if self.conditional => {
                Some((format!("conditional.{of}"), of.clone(), *line))
            }
            _ => None,
        };
        let open = lines.chain(total).chain(conditional).filter(|(_, key, line)| {
            *line == LineOf::Open && self.everyone.iter().any(|s| s.values[key].value.is_some())
        });
        open.map(|(name, _, _)| format!("p/line.{name}")).collect()
    }

    fn status(&self, s: &Someone<'_>, known: &[&Comp], source: Val) -> bool {
        let bad = |val: Val| matches!(val.mood, Mood::Barred | Mood::Void);
        bad(source) || known.iter().any(|comp| bad(s.values[&comp.key]))
    }

    fn ranks(&self) -> BTreeMap<String, Said> {
        let model = self.model;
        let all: Vec<&Comp> = model.comps.iter().collect();
        let total = |s: &Someone<'_>| s.values["total"];
        let reason = |s: &Someone<'_>| {
            if self.status(s, &all, total(s)) {
                "status"
            } else if total(s).value.is_none() {
                "unscored"
            } else if s.below(&all, self.conditional, true) {
                if model.below_ranked { "" } else { "below" }
            } else if s.awaits(&all, self.conditional, true) {
                "line"
            } else {
                ""
            }
        };
        let key = |s: &Someone<'_>| {
            (s.key(total(s)), if model.whole_list { s.ladder(total(s)) } else { Vec::new() })
        };
        let ranked: Vec<&Someone<'_>> = self.everyone.iter().filter(|s| reason(s).is_empty()).collect();
        let mut said: BTreeMap<String, Said> = BTreeMap::new();
        for s in self.everyone {
            let mut one = Said::new();
            one.insert("total".into(), total(s).value.map(Frac::text).unwrap_or_default());
            one.insert("fine".into(), total(s).fine.map(Frac::text).unwrap_or_default());
            one.insert("why".into(), reason(s).into());
            let rank = if reason(s).is_empty() {
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
        said
    }

    /// The value of a list for one person, and the components that it is made of.
    fn source<'m>(&'m self, s: &Someone<'_>, list: &ListOf) -> (Val, Vec<&'m Comp>) {
        let all = || self.model.comps.iter().flat_map(|c| c.parts.iter().chain([c]));
        let find = |key: &str| all().find(|comp| comp.key == key);
        match &list.partial {
            Some(partial) => (s.own(partial), partial.terms.iter().filter_map(|(of, _)| find(of)).collect()),
            None if list.score == "total" => (s.values["total"], self.model.comps.iter().collect()),
            None => (s.values[&list.score], find(&list.score).into_iter().collect()),
        }
    }

    fn lists(
        &self,
        said: &mut BTreeMap<String, Said>,
        questions: &mut BTreeSet<String>,
        moved: Option<&Moved>,
    ) {
        let model = self.model;
        let gated = model.lists.first().map(|list| list.to.as_str()).filter(|to| *to != "inspection");
        let mut before: Option<Seats> = None;
        let mut stopped = false;
        for (stage, list) in model.lists.iter().enumerate() {
            let early = stage == 0 && gated.is_some();
            let known: Vec<&Comp> =
                model.comps.iter().filter(|comp| !early || Some(comp.key.as_str()) != gated).collect();
            let was =
                |s: &Someone<'_>| before.as_ref().map_or("in", |before| before[&s.person.name].as_str());
            let concerned: Vec<&Someone<'_>> =
                self.everyone.iter().filter(|s| matches!(was(s), "in" | "open")).collect();
            let begun = concerned.iter().any(|s| self.source(s, list).0.mood != Mood::Waiting);
            stopped |= !begun && !concerned.is_empty();
            let mut seats: Seats = BTreeMap::new();
            if stopped {
                seats.extend(self.everyone.iter().map(|s| (s.person.name.clone(), String::new())));
            } else {
                let waits = self.everyone.iter().any(|s| was(s) == "open");
                let mut pool = Vec::new();
                for s in self.everyone {
                    let (val, of) = self.source(s, list);
                    match self.alone(s, list, &known, !early, (val, &of), was(s), questions) {
                        Some(seat) => {
                            seats.insert(s.person.name.clone(), seat.to_owned());
                        }
                        None if waits => {
                            seats.insert(s.person.name.clone(), "open".to_owned());
                        }
                        None => pool.push((s.person.name.clone(), s.key(val).unwrap(), s.ladder(val))),
                    }
                }
                if seats.values().any(|seat| seat == "open") {
                    seats.extend(pool.into_iter().map(|p| (p.0, "open".to_owned())));
                } else {
                    let cut = self::seats(model, list, seats_of(list, self.plan), &pool);
                    if cut.values().any(|seat| seat == "open") {
                        questions.insert(format!("p/{}", list.to));
                    }
                    seats.extend(cut);
                }
                if let (Some(moved), "inspection") = (moved, list.to.as_str()) {
                    seats.insert(moved.out.clone(), "out".to_owned());
                    seats.extend(moved.up.iter().map(|name| (name.clone(), "in".to_owned())));
                }
            }
            for (name, seat) in &seats {
                said.get_mut(name).unwrap().insert(format!("list {}", list.to), seat.clone());
            }
            before = Some(seats);
        }
    }

    /// Where a person stands whom nobody is compared with; none for those who are compared.
    #[expect(clippy::too_many_arguments, reason = "all that the notice asks of one person")]
    fn alone(
        &self,
        s: &Someone<'_>,
        list: &ListOf,
        known: &[&Comp],
        late: bool,
        (val, of): (Val, &[&Comp]),
        was: &str,
        questions: &mut BTreeSet<String>,
    ) -> Option<&'static str> {
        let excused = s.excused(of, val);
        if !matches!(was, "in" | "open") || self.status(s, known, val) || (val.value.is_none() && !excused) {
            return Some("out");
        }
        if s.below(known, self.conditional, late) {
            return Some("out");
        }
        if s.awaits(known, self.conditional, late) {
            return Some("open");
        }
        match (list.floor, val.value) {
            (Some(LineOf::At(floor) | LineOf::Set(floor)), Some(value)) if value < Frac::int(floor) => {
                return Some("out");
            }
            (Some(LineOf::Open), Some(_)) => {
                questions.insert(format!("p/line.floor.{}", list.to));
                return Some("open");
            }
            _ => {}
        }
        if list.requires && s.person.fact == 0 {
            return Some("out");
        }
        (excused && was == "in").then_some("in")
    }
}
