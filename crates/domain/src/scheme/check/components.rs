//! Checks of components, weights, full marks, lines, panels and bonus.

use std::collections::BTreeSet;

use super::super::{BonusAt, Combine, Component, Effect, Key, Line, Node, Panel, Scheme, Trim, Walk, fields};
use super::{Report, What};
use crate::number::{Exact, Rounding, Score};

pub(super) fn check(scheme: &Scheme, report: &mut Report) {
    let walk = Walk::of(scheme);
    if scheme.components.is_empty() {
        report.add("components", What::NoComponents);
    }
    siblings(&scheme.components, scheme.combine, "components", report);
    names(&walk, report);
    for node in &walk.nodes {
        component(node, report);
    }
    let most = reached(scheme);
    let most = scheme.total.cap.map_or(most, |cap| cap.min(most));
    line(scheme.total.line, most, scheme.bonus.is_empty(), "total.line", report);
    places(Some(scheme.total.round), "total.round", report);
    if scheme.total.cap.is_some_and(|cap| cap <= Score::ZERO) {
        report.add("total.cap", What::NotAboveZero);
    }
    bonus(scheme, &walk, report);
    for (at, rule) in scheme.conditional.iter().enumerate() {
        if walk.find(&rule.of).is_none() {
            report.add(format!("conditional.{at}.of"), unknown(&rule.of, &walk));
        }
    }
    if scheme.statuses.exam_void != Effect::NoTotal {
        report.add("statuses.exam_void", What::ExamVoidCounts);
    }
}

/// The total of full marks. Terms that are rounded can make less, or more, than the full mark: three thirds of 100 make 99.99.
fn reached(scheme: &Scheme) -> Score {
    let top = &scheme.components;
    let weights: Vec<_> = top.iter().map(|c| c.weight).collect();
    let terms = scheme.combine.shares(&weights).and_then(|shares| {
        let mut terms = top.iter().zip(shares);
        terms.try_fold(Exact::ZERO, |sum, (component, share)| {
            let term = Exact::from(component.published_full());
            let Some(share) = share else { return sum.plus(term) };
            let term = term.times(share)?;
            sum.plus(component.round.weighted.map_or(Ok(term), |rule| term.round(rule))?)
        })
    });
    let made = terms.and_then(|sum| sum.round(scheme.total.round)).ok().and_then(Exact::score);
    made.unwrap_or_else(|| full(top, scheme.combine != Combine::Sum))
}

/// The full mark that siblings make: the sum of theirs, or (all being equal) that of the first.
fn full(siblings: &[Component], weighted: bool) -> Score {
    let fulls = siblings.iter().map(|c| c.published_full().millionths());
    let made = if weighted { fulls.max().unwrap_or(0) } else { fulls.fold(0, i64::saturating_add) };
    Score::from_millionths(made)
}

/// The name is not known; the nearest of the walk's names stands beside it.
pub(super) fn unknown(name: &str, walk: &Walk<'_>) -> What {
    let known = walk.nodes.iter().map(|node| node.name.as_str()).chain(["total"]);
    What::UnknownName { name: name.to_owned(), nearest: fields::nearest(name, known).map(str::to_owned) }
}

/// Keys of siblings are different.
pub(super) fn keys<'a>(keys: impl Iterator<Item = &'a Key>, at: &str, report: &mut Report) {
    let mut seen = BTreeSet::new();
    for key in keys {
        if !seen.insert(key.as_str()) {
            report.add(format!("{at}.{key}"), What::DuplicateKey { key: key.to_string() });
        }
    }
}

fn siblings(siblings: &[Component], combine: Combine, at: &str, report: &mut Report) {
    keys(siblings.iter().map(|c| &c.key), at, report);
    let weights = siblings.iter().map(|c| (c.key.as_str(), c.weight.map(crate::number::Weight::exact)));
    weigh(weights, combine, at, report);
    if let (true, Some(first)) = (combine != Combine::Sum, siblings.first()) {
        let first = first.published_full();
        for other in siblings.iter().filter(|c| c.published_full() != first) {
            let this = other.published_full().to_string();
            report
                .add(format!("{at}.{}", other.key), What::FullMarksDiffer { first: first.to_string(), this });
        }
    }
    for component in siblings {
        let below = format!("{at}.{}.parts", component.key);
        self::siblings_below(component, &below, report);
    }
}

fn siblings_below(component: &Component, at: &str, report: &mut Report) {
    if !component.parts.is_empty() {
        siblings(&component.parts, component.combine, at, report);
    }
}

/// Weights are there or not there, and sum to one.
pub(super) fn weigh<'a>(
    weights: impl Iterator<Item = (&'a str, Option<Exact>)>,
    combine: Combine,
    at: &str,
    report: &mut Report,
) {
    let wanted = matches!(combine, Combine::Percent | Combine::Ratio);
    let mut sum = Some(Exact::ZERO);
    let mut none = true;
    for (key, weight) in weights {
        none = false;
        let here = format!("{at}.{key}.weight");
        match weight {
            None if wanted => report.add(here, What::WeightMissing),
            Some(_) if !wanted => report.add(here, What::WeightNotAllowed),
            Some(weight) if weight == Exact::ZERO => report.add(here, What::WeightZero),
            _ => {}
        }
        sum = sum.and_then(|sum| sum.plus(weight.unwrap_or(Exact::ZERO)).ok());
    }
    if combine == Combine::Percent && !none && sum != Some(Exact::HUNDRED) {
        let found = sum.map_or_else(|| "?".to_owned(), |sum| sum.to_string());
        report.add(at, What::WeightsSum { found });
    }
}

fn names(walk: &Walk<'_>, report: &mut Report) {
    let mut seen = BTreeSet::new();
    for node in &walk.nodes {
        if !seen.insert(&node.name) {
            report.add(&node.path, What::AmbiguousName { name: node.name.clone() });
        }
    }
}

fn component(node: &Node<'_>, report: &mut Report) {
    let (c, at) = (node.component, node.path.as_str());
    for (field, value) in [("full", c.full), ("scale", c.scale), ("cap", c.cap)] {
        if value.is_some_and(|value| value <= Score::ZERO) {
            report.add(format!("{at}.{field}"), What::NotAboveZero);
        }
    }
    let rounds = [("value", c.round.value), ("converted", c.round.converted), ("weighted", c.round.weighted)];
    for (field, rounding) in rounds {
        places(rounding, &format!("{at}.round.{field}"), report);
    }
    if c.places > 6 {
        report.add(format!("{at}.places"), What::TooManyPlaces);
    }
    if c.cap.is_some_and(|cap| cap > c.full_mark()) {
        report.add(format!("{at}.cap"), What::CapNeverWorks);
    }
    if !c.parts.is_empty() {
        let made = full(&c.parts, c.combine != Combine::Sum);
        if c.full_mark() != made {
            report.add(format!("{at}.full"), What::FullMarkMismatch { made: made.to_string() });
        }
        if c.panel.is_some() {
            report.add(format!("{at}.panel"), What::PartsAndPanel);
        }
        if c.rooms.is_some() {
            report.add(format!("{at}.rooms"), What::RoomsOnParts);
        }
    }
    line(c.line, c.published_full(), true, &format!("{at}.line"), report);
    if let Some(panel) = &c.panel {
        self::panel(panel, c.full_mark(), &format!("{at}.panel"), report);
    }
    if let Some(rooms) = &c.rooms {
        let all = [
            ("round_room", rooms.round_room),
            ("round_overall", rooms.round_overall),
            ("round_coefficient", rooms.round_coefficient),
            ("round", rooms.round),
        ];
        for (field, rounding) in all {
            places(rounding, &format!("{at}.rooms.{field}"), report);
        }
    }
}

fn panel(panel: &Panel, full: Score, at: &str, report: &mut Report) {
    let dropped = panel.drop_high.saturating_add(panel.drop_low);
    let left = panel.least().saturating_sub(dropped);
    if panel.size == 0 || panel.least() == 0 || (dropped > 0 && left < 3) {
        report.add(at, What::PanelTooSmall { left });
    }
    if panel.least() > panel.size {
        report.add(format!("{at}.least"), What::LeastAboveSize);
    }
    if panel.trim == Trim::Element && panel.elements.is_empty() {
        report.add(format!("{at}.trim"), What::ElementsMissing);
    }
    if panel.places > 6 {
        report.add(format!("{at}.places"), What::TooManyPlaces);
    }
    places(panel.round_element, &format!("{at}.round_element"), report);
    keys(panel.elements.iter().map(|e| &e.key), &format!("{at}.elements"), report);
    let made = panel.elements.iter().map(|e| e.full.millionths()).fold(0, i64::saturating_add);
    if !panel.elements.is_empty() && made != full.millionths() {
        let made = Score::from_millionths(made).to_string();
        report.add(format!("{at}.elements"), What::FullMarkMismatch { made });
    }
}

pub(super) fn places(rounding: Option<Rounding>, at: &str, report: &mut Report) {
    if rounding.is_some_and(|rounding| rounding.places > 6) {
        report.add(format!("{at}.places"), What::TooManyPlaces);
    }
}

/// A fixed line can be reached. With a bonus the most is not known, so nothing is said.
pub(super) fn line(line: Option<Line>, most: Score, known: bool, at: &str, report: &mut Report) {
    if let (Some(Line::At(line)), true) = (line, known)
        && line > most
    {
        report.add(at, What::LineUnreachable { most: most.to_string() });
    }
}

fn bonus(scheme: &Scheme, walk: &Walk<'_>, report: &mut Report) {
    keys(scheme.bonus.iter().map(|b| &b.key), "bonus", report);
    for bonus in &scheme.bonus {
        let at = format!("bonus.{}", bonus.key);
        match (bonus.at, &bonus.to) {
            (BonusAt::Total, None) => {}
            (BonusAt::BeforeConversion | BonusAt::AfterConversion, Some(to)) if walk.find(to).is_some() => {}
            (BonusAt::BeforeConversion | BonusAt::AfterConversion, Some(to)) => {
                report.add(format!("{at}.to"), unknown(to, walk));
            }
            _ => report.add(format!("{at}.to"), What::BonusTarget),
        }
        if bonus.cap.is_some_and(|cap| cap <= Score::ZERO) {
            report.add(format!("{at}.cap"), What::NotAboveZero);
        }
    }
}
