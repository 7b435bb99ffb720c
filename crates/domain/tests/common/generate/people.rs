//! People of a random scheme: their cells, rooms, panel marks, and the sheets that the engine reads.

use std::collections::BTreeMap;

use domain::marks::{Entry, ExaminerMark, Sheet};
use domain::ranking::{At, Outcome};
use domain::scheme::Status;

use super::{Comp, Dice, Model};

/// What stands in a cell: hundredths, the marks of each examiner (by element) in hundredths, or a status.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    Mark(i64),
    Panel(Vec<Vec<i64>>),
    Status(Status),
}

/// One person: cells, the room of each cell that has one, bonus and fact in hundredths.
#[derive(Clone, Debug)]
pub struct Person {
    pub name: String,
    pub cells: BTreeMap<String, Cell>,
    pub rooms: BTreeMap<String, String>,
    pub bonus: i64,
    pub fact: i64,
}

/// A mark of at most `full`, in hundredths. Few different ones, so that many tie; a few with two places.
fn mark(dice: &mut Dice, full: i64) -> i64 {
    let percent = if dice.chance(70) {
        58 + i64::try_from(dice.roll(6)).unwrap()
    } else {
        i64::try_from(dice.roll(101)).unwrap()
    };
    let odd = if dice.chance(25) { i64::try_from(dice.roll(100)).unwrap() } else { 0 };
    (percent * full + odd).min(full * 100)
}

/// One cell.
fn cell(dice: &mut Dice, comp: &Comp) -> Cell {
    const STATUSES: [Status; 5] =
        [Status::Absent, Status::Zero, Status::Void, Status::Exempt, Status::Withheld];
    if dice.chance(6) {
        return Cell::Status(dice.pick(&STATUSES));
    }
    match &comp.panel {
        None => Cell::Mark(mark(dice, comp.full)),
        Some(panel) => {
            let came = panel.least
                + usize::try_from(dice.roll(u64::try_from(panel.size - panel.least + 1).unwrap())).unwrap();
            let fulls = if panel.elements.is_empty() { vec![comp.full] } else { panel.elements.clone() };
            Cell::Panel((0..came).map(|_| fulls.iter().map(|full| mark(dice, *full)).collect()).collect())
        }
    }
}

impl Person {
    /// Gives the person a cell, and a room where one is needed.
    pub fn sits(&mut self, model: &Model, comp: &Comp, dice: &mut Dice) {
        let cell = cell(dice, comp);
        let room = dice.pick(&["r1", "r1", "r2"]);
        let needed = model.has_room(comp) && !matches!(cell, Cell::Status(_));
        if needed {
            self.rooms.insert(comp.key.clone(), room.to_owned());
        }
        self.cells.insert(comp.key.clone(), cell);
    }
}

/// People with everything that nobody has to be called for.
pub fn people(model: &Model, dice: &mut Dice) -> Vec<Person> {
    let count = dice.pick(&[1, 2, 3, 4, 4, 5, 7, 9]);
    let person = |at: u64, dice: &mut Dice| {
        let mut person = Person {
            name: format!("p{at}"),
            cells: BTreeMap::new(),
            rooms: BTreeMap::new(),
            bonus: 0,
            fact: 0,
        };
        for (comp, _) in model.leaves().into_iter().filter(|(_, gated)| !gated) {
            person.sits(model, comp, dice);
        }
        person.bonus = i64::try_from(dice.roll(3)).unwrap() * 150;
        person.fact = i64::try_from(dice.roll(if model.yes_no { 2 } else { 3 })).unwrap() * 100;
        person
    };
    let mut people: Vec<Person> = Vec::new();
    for at in 0..count {
        let mut next = person(at, dice);
        // Often somebody has exactly what the one before has, sometimes down to the last fact.
        if let (Some(before), true) = (people.last(), dice.chance(45)) {
            next.cells.clone_from(&before.cells);
            next.rooms.clone_from(&before.rooms);
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
    let mut entries: BTreeMap<String, Entry> = BTreeMap::new();
    let mut panel = Vec::new();
    for (key, cell) in &person.cells {
        let room = person.rooms.get(key).cloned();
        match cell {
            Cell::Mark(mark) => {
                entries.insert(key.clone(), Entry::Mark(score(*mark)));
                entries.extend(room.map(|room| (format!("room.{key}"), Entry::Room(room))));
            }
            Cell::Status(status) => {
                entries.insert(key.clone(), Entry::Status(*status));
            }
            Cell::Panel(marks) => {
                for (who, given) in marks.iter().enumerate() {
                    for (at, mark) in given.iter().enumerate() {
                        panel.push(ExaminerMark {
                            component: key.clone(),
                            panel: room.clone().unwrap_or_default(),
                            examiner: format!("x{who}"),
                            element: (given.len() > 1).then(|| format!("e{at}")),
                            mark: score(*mark),
                        });
                    }
                }
            }
        }
    }
    if model.bonus.is_some() {
        entries.insert("bonus.b".to_owned(), Entry::Mark(score(person.bonus)));
    }
    if model.fact_lower.is_some() {
        entries.insert("fact.f".to_owned(), Entry::Mark(score(person.fact)));
    }
    Sheet { position: "p".to_owned(), candidate: person.name.clone(), entries, examiners: panel }
}

/// Calls the people on the first list: they get the marks that it opens.
pub fn call(model: &Model, people: &mut [Person], outcome: &Outcome, dice: &mut Dice) -> bool {
    let gated: Vec<&Comp> =
        model.leaves().into_iter().filter(|(_, gated)| *gated).map(|(comp, _)| comp).collect();
    for (person, row) in people.iter_mut().zip(outcome.ranking().rows()) {
        if row.seats().next().flatten().is_some_and(|seat| seat.at == At::In) {
            for comp in &gated {
                person.sits(model, comp, dice);
            }
        }
    }
    !gated.is_empty()
}
