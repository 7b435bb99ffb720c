//! Rulings that answer no question of the posting. This module finds and refuses them.

use std::collections::{BTreeMap, BTreeSet};

use crate::marks::{Position, Settings};
use crate::rulings::{Refusal, Rulings};
use crate::scheme::{Line, LineRule, Scheme, Walk};

/// Returns the names of the lines that this scheme leaves to be set after marking.
#[must_use]
pub fn decidable(scheme: &Scheme) -> BTreeSet<String> {
    let walk = Walk::of(scheme);
    let nodes = walk.nodes.iter().filter(|node| node.component.line == Some(Line::Decided));
    let mut names: BTreeSet<String> = nodes.map(|node| node.name.clone()).collect();
    let conditional = scheme.conditional.iter().filter(|c| c.line == LineRule::Decided);
    names.extend(conditional.map(|c| format!("conditional.{}", c.of)));
    let floors = scheme.shortlists.iter().filter(|list| list.floor == Some(Line::Decided));
    names.extend(floors.map(|list| format!("floor.{}", list.to)));
    if scheme.total.line == Some(Line::Decided) {
        names.insert("total".to_owned());
    }
    names
}

/// Returns the position and the stage that the id of a question names.
fn split(question: &str) -> Option<(&str, &str)> {
    question.rsplit_once('/')
}

/// Returns the position and the list that each replacement and each override names.
fn named(rulings: &Rulings) -> impl Iterator<Item = (&str, &str)> {
    let replaced = rulings.replacements.iter().map(|one| (one.position.as_str(), one.stage.as_str()));
    replaced.chain(rulings.overrides.iter().map(|one| (one.position.as_str(), one.stage.as_str())))
}

/// Refuses the rulings of one position that answer nothing there. `names` are the lines that may be set after marking, `asked`
/// are the questions that the position's cuts asked.
pub(super) fn of_position(
    names: &BTreeSet<String>,
    scheme: &Scheme,
    position: &Position,
    rulings: &Rulings,
    asked: &BTreeSet<String>,
) -> Vec<Refusal> {
    let mut refusals = Vec::new();
    let mut lines = BTreeSet::new();
    for line in rulings.lines.iter().filter(|line| line.position.as_deref() == Some(position.code.as_str())) {
        if !names.contains(&line.of) {
            refusals.push(Refusal::UnknownLine { position: line.position.clone(), of: line.of.clone() });
        }
        if !lines.insert(line.of.as_str()) {
            refusals.push(Refusal::LineTwice { position: position.code.clone(), of: line.of.clone() });
        }
    }
    let mut ties = BTreeSet::new();
    let ours = |question: &str| split(question).is_some_and(|(code, _)| code == position.code);
    for ruling in rulings.ties.iter().filter(|ruling| ours(&ruling.question)) {
        let question = ruling.question.clone();
        if !asked.contains(&question) {
            refusals.push(Refusal::UnknownQuestion { question });
        } else if !ties.insert(&ruling.question) {
            refusals.push(Refusal::RulingTwice { question });
        }
    }
    let mut ratios = BTreeSet::new();
    for ruling in rulings.ratios.iter().filter(|ruling| ruling.position == position.code) {
        let question = format!("{}/ratio.{}", ruling.position, ruling.stage);
        if !asked.contains(&question) {
            refusals.push(Refusal::UnknownQuestion { question });
        } else if !ratios.insert(ruling.stage.as_str()) {
            refusals.push(Refusal::RulingTwice { question });
        }
    }
    for (code, stage) in named(rulings).filter(|(code, _)| *code == position.code) {
        if scheme.shortlists.iter().all(|list| list.to != *stage) {
            refusals.push(Refusal::UnknownList { position: code.to_owned(), stage: stage.to_owned() });
        }
    }
    refusals
}

/// Refuses the rulings of a posting that belong to none of its positions, or to nothing that its schemes leave open. It is asked
/// once for each posting; [`super::rank`] refuses what is wrong within a position.
#[must_use]
pub fn strays(settings: &Settings<'_>, rulings: &Rulings) -> Vec<Refusal> {
    let positions: BTreeMap<&str, Option<&Scheme>> =
        settings.positions.iter().map(|p| (p.code.as_str(), settings.scheme_of(p))).collect();
    let names: BTreeSet<String> = positions.values().flatten().flat_map(|scheme| decidable(scheme)).collect();
    let mut refusals = Vec::new();
    let mut common = BTreeSet::new();
    for line in &rulings.lines {
        let known = match line.position.as_deref() {
            Some(code) => positions.contains_key(code),
            None => names.contains(&line.of),
        };
        if !known {
            refusals.push(Refusal::UnknownLine { position: line.position.clone(), of: line.of.clone() });
        }
        if line.position.is_none() && !common.insert(&line.of) {
            refusals.push(Refusal::LineTwice { position: String::new(), of: line.of.clone() });
        }
    }
    for ruling in &rulings.ties {
        if split(&ruling.question).is_none_or(|(code, _)| !positions.contains_key(code)) {
            refusals.push(Refusal::UnknownQuestion { question: ruling.question.clone() });
        }
    }
    for ruling in rulings.ratios.iter().filter(|one| !positions.contains_key(one.position.as_str())) {
        let question = format!("{}/ratio.{}", ruling.position, ruling.stage);
        refusals.push(Refusal::UnknownQuestion { question });
    }
    for (code, stage) in named(rulings).filter(|(code, _)| !positions.contains_key(code)) {
        refusals.push(Refusal::UnknownList { position: code.to_owned(), stage: stage.to_owned() });
    }
    refusals.sort();
    refusals
}
