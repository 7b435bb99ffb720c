//! Checks of the cells of a sheet against the columns that its scheme reads.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::examiners;
use super::settle::{Entrant, Marked, Reading};
use super::{Entry, Fault, Sheet, Wrong};
use crate::index::{Indexed, NodeAt};
use crate::number::{Exact, Score, TooFine};
use crate::scheme::{FactKind, Input, InputKind, Node, Panel, Scheme, Walk, fields};

/// The columns of one scheme, found once.
pub(super) struct Form<'a> {
    /// The scheme's name in the posting; `None` is the posting's own.
    pub name: Option<&'a str>,
    /// The scheme's nodes.
    pub walk: Walk<'a>,
    /// Its columns.
    pub inputs: Vec<Input>,
    /// The node of each mark column.
    nodes: BTreeMap<String, NodeAt>,
    /// The room column of each node that has one.
    rooms: BTreeMap<NodeAt, String>,
    scheme: &'a Scheme,
}

/// The forms met so far, by the scheme's name.
#[derive(Default)]
pub(super) struct Forms<'a>(BTreeMap<Option<&'a str>, Arc<Form<'a>>>);

/// A checked sheet.
pub(super) struct Checked<'a> {
    /// The sheet.
    pub sheet: &'a Sheet,
    /// Its columns.
    pub form: Arc<Form<'a>>,
    /// What it makes.
    pub entrant: Entrant,
    /// The room of each node that has one.
    pub rooms: BTreeMap<NodeAt, String>,
}

impl<'a> Forms<'a> {
    fn form(&mut self, name: Option<&'a str>, scheme: &'a Scheme) -> Arc<Form<'a>> {
        let make = || {
            let walk = Walk::of(scheme);
            let nodes = walk.nodes.pairs().filter(|(_, node)| node.parts.is_empty());
            let nodes: BTreeMap<String, NodeAt> = nodes.map(|(at, node)| (node.name.clone(), at)).collect();
            let inputs = scheme.inputs();
            let room = |(name, at): (&String, &NodeAt)| {
                let column = format!("room.{name}");
                inputs.iter().any(|input| input.name == column).then_some((*at, column))
            };
            let rooms = nodes.iter().filter_map(room).collect();
            Arc::new(Form { name, inputs, nodes, rooms, walk, scheme })
        };
        Arc::clone(self.0.entry(name).or_insert_with(make))
    }

    /// Checks one sheet; what is wrong goes to `faults`.
    pub(super) fn check(
        &mut self,
        name: Option<&'a str>,
        scheme: &'a Scheme,
        sheet: &'a Sheet,
        faults: &mut Vec<Fault>,
    ) -> Checked<'a> {
        let form = self.form(name, scheme);
        let mut reader = Reader { sheet, form: &form, faults, rooms: BTreeMap::new() };
        reader.unused();
        let entrant = reader.entrant();
        let rooms = reader.rooms;
        Checked { sheet, form, entrant, rooms }
    }
}

struct Reader<'r, 'a> {
    sheet: &'a Sheet,
    form: &'r Form<'a>,
    faults: &'r mut Vec<Fault>,
    rooms: BTreeMap<NodeAt, String>,
}

impl Reader<'_, '_> {
    fn say(&mut self, column: &str, wrong: Wrong) {
        let (position, candidate) = (self.sheet.position.clone(), Some(self.sheet.candidate.clone()));
        self.faults.push(Fault { position, candidate, column: Some(column.to_owned()), wrong });
    }

    fn unused(&mut self) {
        let known: BTreeSet<&str> = self.form.inputs.iter().map(|input| input.name.as_str()).collect();
        for column in self.sheet.entries.keys().filter(|column| !known.contains(column.as_str())) {
            let nearest = fields::nearest(column, known.iter().copied()).map(str::to_owned);
            self.say(column, Wrong::UnusedColumn { nearest });
        }
        let panels: BTreeSet<&str> =
            self.sheet.examiners.iter().map(|mark| mark.component.as_str()).collect();
        let inputs = &self.form.inputs;
        let seen = |name: &str| inputs.iter().any(|i| i.kind == InputKind::Panel && i.name == name);
        let unknown: Vec<&str> = panels.into_iter().filter(|name| !seen(name)).collect();
        for column in unknown {
            let known = inputs.iter().filter(|i| i.kind == InputKind::Panel).map(|i| i.name.as_str());
            let nearest = fields::nearest(column, known).map(str::to_owned);
            self.say(column, Wrong::UnusedColumn { nearest });
        }
    }

    fn entrant(&mut self) -> Entrant {
        let form = self.form;
        let reading = |(at, node): (NodeAt, &Node<'_>)| match node.parts.is_empty() {
            true => self.reading(at, node),
            false => Reading::Blank,
        };
        let readings: Indexed<NodeAt, Box<[Reading]>> = form.walk.nodes.pairs().map(reading).collect();
        let bonus =
            self.form.scheme.bonus.iter().map(|b| self.number(&format!("bonus.{}", b.key), FactKind::Number));
        let bonus = bonus.collect();
        let facts =
            self.form.scheme.facts.iter().map(|f| self.number(&format!("fact.{}", f.key), f.kind)).collect();
        Entrant { candidate: self.sheet.candidate.as_str().into(), readings, bonus, facts }
    }

    /// Reads points or a fact. A blank is a fault, because nobody may guess a zero.
    fn number(&mut self, column: &str, kind: FactKind) -> Score {
        match self.sheet.entries.get(column) {
            None => self.say(column, Wrong::Missing),
            Some(Entry::Mark(score)) => {
                let yes_no = *score == Score::ZERO || *score == Score::from_millionths(1_000_000);
                if kind == FactKind::YesNo && !yes_no {
                    self.say(column, Wrong::NotYesNo);
                } else if *score < Score::ZERO && column.starts_with("bonus.") {
                    self.say(column, Wrong::Negative);
                }
                return *score;
            }
            Some(_) => self.say(column, Wrong::WrongKind),
        }
        Score::ZERO
    }

    fn reading(&mut self, at: NodeAt, node: &Node<'_>) -> Reading {
        let reading = match &node.component.panel {
            Some(panel) => self.panel_reading(at, node, panel),
            None => self.entered(at, node),
        };
        self.room(at, &reading);
        reading
    }

    fn entered(&mut self, at: NodeAt, node: &Node<'_>) -> Reading {
        let (name, c) = (node.name.as_str(), node.component);
        let score = match self.sheet.entries.get(name) {
            None => return Reading::Blank,
            Some(Entry::Status(status)) => return Reading::Status(*status),
            Some(Entry::Room(_)) => {
                self.say(name, Wrong::WrongKind);
                return Reading::Blank;
            }
            Some(Entry::Mark(score)) => *score,
        };
        if score < Score::ZERO {
            self.say(name, Wrong::Negative);
        }
        if score > c.full_mark() && c.cap.is_none() {
            self.say(name, Wrong::AboveFull { full: c.full_mark().to_string() });
        }
        if score.places() > c.places {
            self.say(name, Wrong::TooManyPlaces { allowed: c.places });
        }
        let value = Exact::from(score);
        let made = self.marked(node, Marked { value, rounded: value, raw: value, panel: None, room: None });
        if self.form.rooms.contains_key(&at) { made } else { Reading::Mark(score) }
    }

    /// Returns the mark with its rounded value; a value that no longer fits is a fault.
    fn marked(&mut self, node: &Node<'_>, mut mark: Marked) -> Reading {
        if let Some(rule) = node.component.round.value {
            match mark.value.round(rule) {
                Ok(rounded) => mark.rounded = rounded,
                Err(TooFine) => self.say(&node.name, Wrong::TooFine),
            }
        }
        Reading::Made(Box::new(mark))
    }

    fn panel_reading(&mut self, at: NodeAt, node: &Node<'_>, panel: &Panel) -> Reading {
        let (name, full) = (node.name.as_str(), node.component.full_mark());
        let marks: Vec<_> = self.sheet.examiners.iter().filter(|mark| mark.component == name).collect();
        match self.sheet.entries.get(name) {
            Some(Entry::Status(status)) => {
                if !marks.is_empty() {
                    self.say(name, Wrong::MarksAndStatus { status: *status });
                }
                return Reading::Status(*status);
            }
            Some(_) => {
                self.say(name, Wrong::WrongKind);
                return Reading::Blank;
            }
            None if marks.is_empty() => return Reading::Blank,
            None => {}
        }
        let rooms: BTreeSet<&str> = marks.iter().map(|mark| mark.panel.as_str()).collect();
        if rooms.len() > 1 {
            self.say(name, Wrong::TwoPanels);
        }
        if let Some(room) = rooms.first() {
            self.rooms.insert(at, (*room).to_owned());
        }
        match examiners::score(panel, full, &marks) {
            Ok(scored) => {
                let (value, raw) = (scored.value, scored.raw);
                self.marked(node, Marked { value, rounded: value, raw, panel: Some(scored), room: None })
            }
            Err(wrongs) => {
                for wrong in wrongs {
                    self.say(name, wrong);
                }
                Reading::Blank
            }
        }
    }

    fn room(&mut self, at: NodeAt, reading: &Reading) {
        let form = self.form;
        let Some(column) = form.rooms.get(&at) else { return };
        match self.sheet.entries.get(column) {
            Some(Entry::Room(room)) => {
                self.rooms.insert(at, room.clone());
            }
            Some(_) => self.say(column, Wrong::WrongKind),
            None if reading.is_mark() => self.say(column, Wrong::RoomMissing),
            None => {}
        }
    }
}

/// Reports a blank in a column that everyone has, once anybody of the posting has something there. Columns that a shortlist
/// opens are checked by `ranking`, which knows who was called.
pub(super) fn blanks(checked: &[Checked<'_>], faults: &mut Vec<Fault>) {
    let blank =
        |one: &Checked<'_>, at: NodeAt| matches!(one.entrant.readings.get(at), None | Some(Reading::Blank));
    let mut started: BTreeSet<&str> = BTreeSet::new();
    for one in checked {
        let filled = one.form.nodes.iter().filter(|(_, at)| !blank(one, **at));
        started.extend(filled.map(|(name, _)| name.as_str()));
    }
    for one in checked {
        for (name, at) in &one.form.nodes {
            let everyone = one.form.walk.needs(*at).is_none();
            let faulty = faults.iter().any(|f| {
                f.candidate.as_ref() == Some(&one.sheet.candidate) && f.column.as_ref() == Some(name)
            });
            if everyone && started.contains(name.as_str()) && blank(one, *at) && !faulty {
                faults.push(Fault {
                    position: one.sheet.position.clone(),
                    candidate: Some(one.sheet.candidate.clone()),
                    column: Some(name.clone()),
                    wrong: Wrong::Missing,
                });
            }
        }
    }
}
