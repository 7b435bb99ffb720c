//! Checks of the shortlist chain.

use super::super::{
    AtCut, Component, DecisionMode, EditableUntil, FactKind, ListAt, Scheme, Shortlist, Source, Step, Walk,
};
use super::components::{keys, line, places, unknown, weigh};
use super::order::{decides, fact, steps};
use super::{Report, What};
use crate::number::{Score, Weight};
use crate::stage::StageKind;

pub(super) fn check(scheme: &Scheme, report: &mut Report) {
    let walk = Walk::of(scheme);
    let last = scheme.shortlists.last().and_then(Shortlist::source);
    if scheme.decision.mode != DecisionMode::Collective && last != Some(Source::Total) {
        report.add("decision.mode", What::DecisionNeedsTotal);
    }
    if scheme.editing.city != EditableUntil::default() {
        report.add("editing.city", What::NoTestCity);
    }
    moves(scheme, report);
    keys(scheme.shortlists.iter().map(|s| &s.to), "shortlists", report);
    for (stage, list) in scheme.lists() {
        let at = format!("shortlists.{}", list.to);
        source(&walk, list, stage, &at, report);
        seats(list, &at, report);
        ladder(scheme, &walk, list, stage, &at, report);
        if list.within.is_some_and(|rule| rule.working_days == 0) {
            report.add(format!("{at}.within.working_days"), What::NotAboveZero);
        }
        if list.replacement.until.is_some() && StageKind::from_word(list.to.as_str()).is_none() {
            report.add(format!("{at}.replacement.until.working_days_before"), What::UntilNoStage);
        }
        for name in list.opens.iter().filter(|name| walk.find(name).is_none()) {
            report.add(format!("{at}.opens"), unknown(name, &walk));
        }
        for key in &list.require {
            let here = format!("{at}.require");
            fact(scheme, key, &here, report);
            if scheme.facts.iter().any(|f| &f.key == key && f.kind == FactKind::Number) {
                report.add(here, What::FactNotYesNo);
            }
        }
        let most = match list.source() {
            Some(Source::Component(name)) => published(&walk, name),
            _ => scheme.components.iter().map(Component::published_full).max().unwrap_or(Score::HUNDRED),
        };
        let known = scheme.bonus.is_empty() && list.source() != Some(Source::Total);
        line(list.floor, most, known, &format!("{at}.floor"), report);
    }
}

/// A person is ranked in one position only and chooses once: nothing else of moves between positions is carried out.
fn moves(scheme: &Scheme, report: &mut Report) {
    let Some(rule) = &scheme.adjustment else { return };
    if rule.choices != 1 {
        report.add("adjustment.choices", What::OneChoice);
    }
    match (rule.unlisted_only, rule.leaves_first) {
        (true, false) => report.add("adjustment.unlisted_only", What::MovesTogether),
        (false, true) => report.add("adjustment.leaves_first", What::MovesTogether),
        (true, true) | (false, false) => {}
    }
}

fn published(walk: &Walk<'_>, name: &str) -> Score {
    let node = walk.find(name).and_then(|at| walk.nodes.get(at));
    node.map_or(Score::HUNDRED, |node| node.component.published_full())
}

fn source(walk: &Walk<'_>, list: &Shortlist, stage: ListAt, at: &str, report: &mut Report) {
    let named: Vec<&str> = match list.source() {
        None => {
            report.add(at, What::SourceMissing);
            return;
        }
        Some(Source::Total) => {
            walk.top.iter().filter_map(|top| walk.nodes.get(*top)).map(|n| n.name.as_str()).collect()
        }
        Some(Source::Component(name)) => vec![name],
        Some(Source::Partial(partial)) => {
            let here = format!("{at}.partial");
            let weights = partial.terms.iter().map(|t| (t.of.as_str(), t.weight.map(Weight::exact)));
            weigh(weights, partial.combine, &here, report);
            places(partial.round, &format!("{here}.round"), report);
            if partial.terms.is_empty() {
                report.add(&here, What::SourceMissing);
            }
            partial.terms.iter().map(|t| t.of.as_str()).collect()
        }
    };
    for name in named {
        match walk.find(name) {
            None => report.add(format!("{at}.score"), unknown(name, walk)),
            Some(found) if walk.needs(found).is_some_and(|needed| needed >= stage) => {
                report.add(format!("{at}.score"), What::SourceTooLate);
            }
            Some(_) => {}
        }
    }
}

fn seats(list: &Shortlist, at: &str, report: &mut Report) {
    if list.ratio.is_some() != list.bands.is_empty() {
        report.add(format!("{at}.ratio"), What::RatioMissing);
        return;
    }
    let mut covered = Some(0);
    for (place, band) in list.bands.iter().enumerate() {
        let here = format!("{at}.bands.{place}");
        let ways = [band.ratio.is_some(), band.count.is_some(), band.plus.is_some()];
        if ways.into_iter().filter(|way| *way).count() != 1 {
            report.add(&here, What::RatioMissing);
        }
        match (covered, band.up_to) {
            (None, _) => report.add(&here, What::BandCovered),
            (Some(before), Some(most)) if most <= before => report.add(&here, What::BandCovered),
            (Some(_), up_to) => covered = up_to,
        }
    }
    if let (Some(most), false) = (covered, list.bands.is_empty()) {
        report.add(format!("{at}.bands"), What::BandMissing { plan: most.saturating_add(1) });
    }
    let never =
        |plan: &u32| list.least_for(*plan).zip(list.seats(*plan)).is_some_and(|(least, all)| least >= all);
    if (1..=200).all(|plan| never(&plan)) {
        report.add(format!("{at}.least"), What::ApprovalNotLower);
    }
    // Fewer people than places can never be meant; a fixed number says itself for which plans it is.
    let fixed = |plan: u32| {
        let band = list.bands.iter().find(|band| band.up_to.is_none_or(|most| plan <= most));
        band.is_some_and(|band| band.count.is_some())
    };
    let fewer = |plan: &u32| !fixed(*plan) && list.seats(*plan).is_some_and(|seats| seats < *plan);
    if let Some(plan) = (1..=200).find(fewer) {
        let here = if list.bands.is_empty() { format!("{at}.ratio") } else { format!("{at}.bands") };
        report.add(here, What::RatioBelowOne { plan });
    }
}

fn ladder(scheme: &Scheme, walk: &Walk<'_>, list: &Shortlist, stage: ListAt, at: &str, report: &mut Report) {
    let here = format!("{at}.ladder");
    if let Some(own) = &list.ladder {
        steps(scheme, walk, own, &here, report);
        if let Some(source) = list.source() {
            decides(scheme, walk, own, &[source], &here, report);
        }
    }
    let steps = list.ladder.as_ref().unwrap_or(&scheme.rank.ladder);
    if list.tie == AtCut::Ladder && steps.is_empty() {
        report.add(format!("{at}.tie"), What::LadderEmpty);
    }
    if list.tie != AtCut::Ladder && list.ladder.is_none() {
        return;
    }
    for step in steps {
        let needed = match step {
            Step::Component(name) | Step::Raw(name) => walk.find(name).and_then(|found| walk.needs(found)),
            Step::Total => walk.top.iter().filter_map(|top| walk.needs(*top)).max(),
            Step::Unrounded | Step::Fact(_) => None,
        };
        if needed.is_some_and(|needed| needed >= stage) {
            report.add(&here, What::StepTooLate { step: step.to_string() });
        }
    }
}
