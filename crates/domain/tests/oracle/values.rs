//! The oracle's values of one person: marks, panels and rooms first, then components from the leaves up.

use std::collections::BTreeMap;

use domain::scheme::Status;

use super::frac::{Frac, Op, both};
use crate::common::generate::{Asks, Cell, Comp, LineOf, Model, PanelOf, PartialOf, Person, RoomsOf};

/// A status that bars a person: without a value when it leaves none.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Mood {
    Fine,
    Left,
    Waiting,
    Barred,
    Void,
}

#[derive(Clone, Copy, Debug)]
pub struct Val {
    pub value: Option<Frac>,
    pub fine: Option<Frac>,
    pub brings: Option<Frac>,
    pub mood: Mood,
}

/// What a room does to a mark: its mean, and the coefficient where rooms are corrected.
#[derive(Clone, Copy, Debug)]
pub struct Room {
    pub mean: Frac,
    pub coefficient: Option<Frac>,
}

/// By component and room.
pub type Rooms = BTreeMap<(String, String), Room>;

fn mean(values: &[Frac]) -> Option<Frac> {
    let count = i128::try_from(values.len()).unwrap();
    (count > 0).then(|| values.iter().fold(Frac::int(0), |sum, x| sum.add(*x)).mul(Frac::of(1, count)))
}

/// Takes the highest away `high` times and the lowest `low` times.
fn without_extremes(mut values: Vec<Frac>, high: usize, low: usize) -> Vec<Frac> {
    for _ in 0..high {
        let most = values.iter().max().copied();
        if let Some(at) = values.iter().position(|x| Some(*x) == most) {
            values.remove(at);
        }
    }
    for _ in 0..low {
        let least = values.iter().min().copied();
        if let Some(at) = values.iter().position(|x| Some(*x) == least) {
            values.remove(at);
        }
    }
    values
}

fn panel_score(panel: &PanelOf, marks: &[Vec<i64>]) -> Frac {
    if !panel.by_element {
        let totals = marks.iter().map(|given| Frac::hundredths(given.iter().sum())).collect();
        return mean(&without_extremes(totals, panel.high, panel.low)).unwrap();
    }
    (0..panel.elements.len()).fold(Frac::int(0), |sum, element| {
        let given = marks.iter().map(|marks| Frac::hundredths(marks[element])).collect();
        let score = mean(&without_extremes(given, panel.high, panel.low)).unwrap();
        sum.add(panel.round_element.map_or(score, |rule| score.round(rule)))
    })
}

/// A mark as it stands before rounding, and the sum of everything given.
fn given(comp: &Comp, cell: Option<&Cell>) -> Option<(Frac, Frac)> {
    match cell? {
        Cell::Mark(mark) => Some((Frac::hundredths(*mark), Frac::hundredths(*mark))),
        Cell::Panel(marks) => {
            let raw = Frac::hundredths(marks.iter().flatten().sum());
            Some((panel_score(comp.panel.as_ref()?, marks), raw))
        }
        Cell::Status(_) => None,
    }
}

fn rounded_mark(comp: &Comp, person: &Person) -> Option<Frac> {
    let (mark, _) = given(comp, person.cells.get(&comp.key))?;
    Some(comp.value.map_or(mark, |rule| mark.round(rule)))
}

fn coefficients(rule: &RoomsOf, by_room: &BTreeMap<String, Vec<Frac>>) -> Option<BTreeMap<String, Frac>> {
    let round = |x: Frac, rule: Option<_>| rule.map_or(x, |rule| x.round(rule));
    let (mut means, mut pool) = (BTreeMap::new(), Vec::new());
    for (room, marks) in by_room {
        let counts = |x: &&Frac| {
            rule.above.is_none_or(|most| **x <= Frac::int(most))
                && rule.below.is_none_or(|least| **x >= Frac::int(least))
        };
        let kept: Vec<Frac> = marks.iter().filter(counts).copied().collect();
        pool.extend(kept.clone());
        let kept = if kept.len() <= 2 * rule.trim_room && rule.trim_room > 0 {
            Vec::new()
        } else {
            without_extremes(kept, rule.trim_room, rule.trim_room)
        };
        let of_room = round(mean(&kept)?, rule.room);
        if of_room <= Frac::int(0) {
            return None;
        }
        means.insert(room.clone(), of_room);
    }
    let overall = if rule.overall == "pooled" {
        let kept = if pool.len() <= 2 * rule.trim_pool && rule.trim_pool > 0 {
            Vec::new()
        } else {
            without_extremes(pool, rule.trim_pool, rule.trim_pool)
        };
        mean(&kept)?
    } else {
        mean(&means.values().copied().collect::<Vec<_>>())?
    };
    let overall = round(overall, rule.mean);
    Some(means.into_iter().map(|(room, mean)| (room, round(overall.div(mean), rule.coefficient))).collect())
}

/// What every room does; none where one cannot be corrected, so that all is refused.
pub fn rooms(model: &Model, people: &[Person]) -> Option<Rooms> {
    let mut found = Rooms::new();
    for (comp, _) in model.leaves() {
        let mut by_room: BTreeMap<String, Vec<Frac>> = BTreeMap::new();
        for person in people {
            if let (Some(mark), Some(room)) = (rounded_mark(comp, person), person.rooms.get(&comp.key)) {
                by_room.entry(room.clone()).or_default().push(mark);
            }
        }
        let coefficients = match &comp.rooms {
            Some(rule) if by_room.len() > 1 => coefficients(rule, &by_room)?,
            _ => BTreeMap::new(),
        };
        for (room, marks) in by_room {
            let coefficient = coefficients.get(&room).copied();
            found.insert((comp.key.clone(), room), Room { mean: mean(&marks)?, coefficient });
        }
    }
    Some(found)
}

pub struct Someone<'a> {
    pub model: &'a Model,
    pub person: &'a Person,
    pub rooms: &'a Rooms,
    pub values: BTreeMap<String, Val>,
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
                Some(cell @ (Cell::Mark(_) | Cell::Panel(_))) => {
                    (given(comp, Some(cell)).map(|x| x.0), Mood::Fine)
                }
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
                if let (Some(rule), Some(times)) =
                    (&comp.rooms, self.room(&comp.key).and_then(|room| room.coefficient))
                {
                    ops.extend([Op::Times(times), Op::Round(rule.corrected)]);
                    ops.extend(rule.cap.map(|cap| Op::AtMost(Frac::int(cap))));
                }
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

    fn room(&self, key: &str) -> Option<Room> {
        let room = self
            .person
            .rooms
            .get(key)
            .filter(|_| !matches!(self.person.cells.get(key), Some(Cell::Status(_)) | None))?;
        self.rooms.get(&(key.to_owned(), room.clone())).copied()
    }

    /// The composite of a list's own.
    pub fn own(&self, partial: &PartialOf) -> Val {
        let sum: i64 = partial.terms.iter().map(|(_, weight)| *weight).sum();
        let count = i128::try_from(partial.terms.len()).unwrap();
        let share = |weight: i64| match partial.combine {
            "percent" => Frac::of(i128::from(weight), 100),
            "ratio" => Frac::of(i128::from(weight), i128::from(sum)),
            "mean" => Frac::of(1, count),
            _ => Frac::int(1),
        };
        let all: Vec<(Val, Frac)> =
            partial.terms.iter().map(|(of, weight)| (self.values[of], share(*weight))).collect();
        let there: Vec<&(Val, Frac)> = all.iter().filter(|(val, _)| val.mood != Mood::Left).collect();
        let nothing = |mood| Val { value: None, fine: None, brings: None, mood };
        if there.is_empty() {
            return nothing(Mood::Left);
        }
        let has = |mood: Mood| there.iter().any(|(val, _)| val.mood == mood);
        let worst = [Mood::Void, Mood::Barred, Mood::Waiting].into_iter().find(|mood| has(*mood));
        let mood = worst.unwrap_or(Mood::Fine);
        if there.iter().any(|(val, _)| val.value.is_none()) {
            return nothing(mood);
        }
        let made =
            there.iter().fold(Frac::int(0), |sum, (val, share)| sum.add(val.value.unwrap().mul(*share)));
        let counted = there.iter().fold(Frac::int(0), |sum, (_, share)| sum.add(*share));
        let whole = all.iter().fold(Frac::int(0), |sum, (_, share)| sum.add(*share));
        let ops: Vec<Op> = partial.round.map(Op::Round).into_iter().collect();
        let (value, fine) = both(made.mul(whole).div(counted), &ops);
        Val { value: Some(value), fine: Some(fine), brings: None, mood }
    }

    pub fn total(&mut self) {
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

    fn lines(&self, known: &[&Comp], conditional: bool, total: bool) -> Vec<(String, LineOf)> {
        let with = |comp: &&Comp| {
            [*comp]
                .into_iter()
                .chain(&comp.parts)
                .filter_map(|c| Some((c.key.clone(), c.line?)))
                .collect::<Vec<_>>()
        };
        let mut lines: Vec<(String, LineOf)> = known.iter().flat_map(with).collect();
        if let (true, Some((of, _, Asks::Line(line)))) = (conditional, &self.model.conditional)
            && known.iter().any(|comp| comp.key == *of)
        {
            lines.push((of.clone(), *line));
        }
        lines.extend(self.model.total_line.filter(|_| total).map(|line| ("total".to_owned(), line)));
        lines
    }

    /// Below any line among the components that are known: all, or all but the gated one.
    pub fn below(&self, known: &[&Comp], conditional: bool, total: bool) -> bool {
        let low = |(key, line): &(String, LineOf)| {
            let val = self.values[key];
            match line {
                LineOf::At(line) | LineOf::Set(line) => {
                    val.mood == Mood::Fine && val.value.is_some_and(|value| value < Frac::int(*line))
                }
                LineOf::Open => false,
            }
        };
        let by_room = |of: &str| {
            let comp = known.iter().find(|comp| comp.key == of);
            let mark = comp.and_then(|comp| rounded_mark(comp, self.person));
            let fine = self.values[of].mood == Mood::Fine;
            fine && mark.zip(self.room(of)).is_some_and(|(mark, room)| mark < room.mean)
        };
        let rooms =
            matches!(&self.model.conditional, Some((of, _, Asks::RoomMean)) if conditional && by_room(of));
        rooms || self.lines(known, conditional, total).iter().any(low)
    }

    /// A line that this person has a value for is not set yet.
    pub fn awaits(&self, known: &[&Comp], conditional: bool, total: bool) -> bool {
        let open = |(key, line): &(String, LineOf)| *line == LineOf::Open && self.values[key].value.is_some();
        self.lines(known, conditional, total).iter().any(open)
    }

    /// Everything that these are made of is left out because the person is exempt.
    pub fn excused(&self, of: &[&Comp], val: Val) -> bool {
        let exempt = |comp: &Comp| self.person.cells.get(&comp.key) == Some(&Cell::Status(Status::Exempt));
        val.mood == Mood::Left
            && of
                .iter()
                .all(|comp| if comp.parts.is_empty() { exempt(comp) } else { comp.parts.iter().all(exempt) })
    }

    pub fn key(&self, val: Val) -> Option<Frac> {
        if self.model.unrounded { val.fine } else { val.value }
    }

    pub fn ladder(&self, source: Val) -> Vec<Option<Frac>> {
        let step = |name: &String| match name.as_str() {
            "unrounded" => source.fine,
            "fact.f" => {
                let fact = Frac::hundredths(self.person.fact);
                Some(if self.model.fact_lower == Some(true) { fact.mul(Frac::int(-1)) } else { fact })
            }
            key => match key.strip_prefix("raw.") {
                Some(key) => {
                    let comp = self.model.leaves().into_iter().find(|(comp, _)| comp.key == key).unwrap().0;
                    given(comp, self.person.cells.get(key)).map(|(_, raw)| raw)
                }
                None => self.values[key].value,
            },
        };
        self.model.ladder.iter().map(step).collect()
    }
}
