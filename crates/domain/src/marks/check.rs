//! Checks of the cells of a sheet against the columns that its scheme reads.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::examiners;
use super::settle::{Blank, Entrant, Group, Marked, Reading};
use super::{Entry, Fault, Sheet, Wrong};
use crate::index::{FactAt, Index, Indexed, NodeAt, PointsAt};
use crate::number::{Exact, Score, TooFine};
use crate::scheme::{Bonus, Fact, FactKind, InputKind, Node, Panel, Scheme, Walk, fields};

/// The columns of one scheme, found once.
pub(super) struct Form<'a> {
    /// The scheme's name in the posting; `None` is the posting's own.
    pub name: Option<&'a str>,
    /// The scheme's nodes.
    pub walk: Walk<'a>,
    /// The kind of each of its columns.
    kinds: BTreeMap<String, InputKind>,
    /// The node of each mark column.
    nodes: BTreeMap<String, NodeAt>,
    /// The room column of each node that has one.
    rooms: BTreeMap<NodeAt, String>,
    /// The column of each bonus, in the order of the scheme, and whether everybody needs it.
    bonus: Vec<(String, bool)>,
    /// The column and kind of each fact, in the order of the scheme, and whether everybody is asked for it.
    facts: Vec<(String, FactKind, bool)>,
}

/// The forms met so far, by the scheme's name.
#[derive(Default)]
pub(super) struct Forms<'a>(BTreeMap<Option<&'a str>, Arc<Form<'a>>>);

/// A checked sheet.
pub(super) struct Checked {
    /// What it makes.
    pub entrant: Entrant,
    /// The room of each node that has one.
    pub rooms: BTreeMap<NodeAt, String>,
}

impl<'a> Forms<'a> {
    pub(super) fn form(&mut self, name: Option<&'a str>, scheme: &'a Scheme) -> Arc<Form<'a>> {
        let make = || {
            let walk = Walk::of(scheme);
            let nodes = walk.nodes.pairs().filter(|(_, node)| node.parts.is_empty());
            let nodes: BTreeMap<String, NodeAt> = nodes.map(|(at, node)| (node.name.clone(), at)).collect();
            let inputs = scheme.inputs().into_iter().map(|input| (input.name, input.kind));
            let kinds: BTreeMap<String, InputKind> = inputs.collect();
            let room = |(name, at): (&String, &NodeAt)| {
                let column = format!("room.{name}");
                kinds.contains_key(&column).then_some((*at, column))
            };
            let rooms = nodes.iter().filter_map(room).collect();
            let points =
                |bonus: &Bonus| (format!("bonus.{}", bonus.key), scheme.points_after(&walk, bonus).is_none());
            let bonus = scheme.bonus.iter().map(points).collect();
            let fact = |fact: &Fact| {
                (format!("fact.{}", fact.key), fact.kind, scheme.fact_after(&fact.key).is_none())
            };
            let facts = scheme.facts.iter().map(fact).collect();
            Arc::new(Form { name, walk, kinds, nodes, rooms, bonus, facts })
        };
        Arc::clone(self.0.entry(name).or_insert_with(make))
    }
}

/// Checks one sheet; what is wrong goes to `faults`.
pub(super) fn check(form: &Form<'_>, sheet: &Sheet, faults: &mut Vec<Fault>) -> Checked {
    let mut reader = Reader { sheet, form, faults, rooms: BTreeMap::new() };
    reader.unused();
    let entrant = reader.entrant();
    Checked { entrant, rooms: reader.rooms }
}

struct Reader<'r, 'a> {
    sheet: &'r Sheet,
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
        let (sheet, form) = (self.sheet, self.form);
        for column in sheet.entries.keys().filter(|column| !form.kinds.contains_key(*column)) {
            let nearest = fields::nearest(column, form.kinds.keys().map(String::as_str)).map(str::to_owned);
            self.say(column, Wrong::UnusedColumn { nearest });
        }
        let panels: BTreeSet<&str> = sheet.examiners.iter().map(|mark| mark.component.as_str()).collect();
        let is_panel = |name: &str| form.kinds.get(name) == Some(&InputKind::Panel);
        for column in panels.into_iter().filter(|name| !is_panel(name)) {
            let known = form.kinds.iter().filter(|(_, kind)| **kind == InputKind::Panel);
            let nearest = fields::nearest(column, known.map(|(name, _)| name.as_str())).map(str::to_owned);
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
        let mut blanks = Vec::new();
        let mut bonus = Vec::with_capacity(form.bonus.len());
        for (place, (column, all)) in form.bonus.iter().enumerate() {
            let found = self.number(column, FactKind::Number, *all);
            blanks.extend(found.is_none().then(|| Blank::Points(PointsAt::of(place))));
            bonus.push(found.unwrap_or_default());
        }
        let mut facts = Vec::with_capacity(form.facts.len());
        for (place, (column, kind, all)) in form.facts.iter().enumerate() {
            let found = self.number(column, *kind, *all);
            blanks.extend(found.is_none().then(|| Blank::Fact(FactAt::of(place))));
            facts.push(found.unwrap_or_default());
        }
        let (bonus, facts) = (bonus.into_iter().collect(), facts.into_iter().collect());
        let candidate = self.sheet.candidate.as_str().into();
        Entrant { candidate, readings, bonus, facts, blanks: blanks.into() }
    }

    /// Reads points or a fact, or returns `None` for a blank. Where everybody needs it a blank is a fault, because nobody may guess a
    /// zero; for the others `ranking` knows who is asked.
    fn number(&mut self, column: &str, kind: FactKind, all: bool) -> Option<Score> {
        match self.sheet.entries.get(column) {
            None if !all => return None,
            None => self.say(column, Wrong::Missing),
            Some(Entry::Mark(score)) => {
                let yes_no = *score == Score::ZERO || *score == Score::from_millionths(1_000_000);
                if kind == FactKind::YesNo && !yes_no {
                    self.say(column, Wrong::NotYesNo);
                } else if *score < Score::ZERO && column.starts_with("bonus.") {
                    self.say(column, Wrong::Negative);
                }
                return Some(*score);
            }
            Some(_) => self.say(column, Wrong::WrongKind),
        }
        Some(Score::ZERO)
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

/// Returns a fault for each blank in a column that everyone has, once anybody of the posting has something there, but for cells
/// that are faulty already. Columns that a shortlist opens are checked by `ranking`, which knows who was called.
pub(super) fn blanks(groups: &[Group<'_>], faults: &[Fault]) -> Vec<Fault> {
    let blank =
        |one: &Checked, at: NodeAt| matches!(one.entrant.readings.get(at), None | Some(Reading::Blank));
    let mut started: BTreeSet<&str> = BTreeSet::new();
    for (group, form) in formed(groups) {
        let filled = |at: NodeAt| group.people.iter().any(|one| !blank(one, at));
        let filled = form.nodes.iter().filter(|(name, at)| !started.contains(name.as_str()) && filled(**at));
        started.extend(filled.map(|(name, _)| name.as_str()).collect::<Vec<_>>());
    }
    let faulty: BTreeSet<(&str, &str, &str)> = faults.iter().filter_map(Fault::cell).collect();
    let mut missing = Vec::new();
    for (group, form) in formed(groups) {
        let position = group.position.code.as_str();
        let everyone = |(name, at): &(&String, &NodeAt)| {
            form.walk.needs(**at).is_none() && started.contains(name.as_str())
        };
        let columns: Vec<(&String, &NodeAt)> = form.nodes.iter().filter(everyone).collect();
        for one in &group.people {
            let lacks = columns.iter().filter(|(_, at)| blank(one, **at));
            let lacks = lacks
                .filter(|(name, _)| !faulty.contains(&(position, &*one.entrant.candidate, name.as_str())));
            missing.extend(lacks.map(|(name, _)| Fault {
                position: position.to_owned(),
                candidate: Some(one.entrant.candidate.to_string()),
                column: Some((*name).clone()),
                wrong: Wrong::Missing,
            }));
        }
    }
    missing
}

/// The groups whose scheme there is.
pub(super) fn formed<'g, 'a>(groups: &'g [Group<'a>]) -> impl Iterator<Item = (&'g Group<'a>, &'g Form<'a>)> {
    groups.iter().filter_map(|group| Some((group, group.form.as_deref()?)))
}
