//! Checks of order, ladders, facts, opening ratio and decision.

use std::collections::BTreeSet;

use super::super::{
    AtCut, By, DecisionMode, Key, Scheme, Scope, Shortlist, Source, Step, StillTied, Walk, fields,
};
use super::components::{keys, unknown};
use super::{Report, What};
use crate::number::Exact;

pub(super) fn check(scheme: &Scheme, report: &mut Report) {
    let walk = Walk::of(scheme);
    keys(scheme.facts.iter().map(|f| &f.key), "facts", report);
    let rank = &scheme.rank;
    if rank.by == By::Unrounded {
        report.add("rank.by", What::TiesInvisible);
    }
    let used = rank.scope == Scope::List
        || scheme.shortlists.iter().any(|s| s.ladder.is_none() && s.tie == AtCut::Ladder);
    steps(scheme, &walk, &rank.ladder, "rank.ladder", report);
    steps(scheme, &walk, &rank.after_test, "rank.after_test", report);
    if !rank.after_test.is_empty() && !tests(scheme) {
        report.add("rank.after_test", What::LadderNeverDecides);
    }
    if used {
        let only = scheme.shortlists.iter().filter(|s| s.ladder.is_none() && s.tie == AtCut::Ladder);
        let sources: Vec<Source<'_>> = match rank.scope {
            Scope::List => vec![Source::Total],
            Scope::Cut => only.filter_map(Shortlist::source).collect(),
        };
        decides(scheme, &walk, &rank.ladder, &sources, "rank.ladder", report);
    }
    if rank.scope == Scope::List && rank.ladder.is_empty() {
        report.add("rank.ladder", What::LadderEmpty);
    }
    decision(scheme, report);
    if let Some(opening) = &scheme.opening
        && opening.with_approval.is_some_and(|lower| lower.exact() >= opening.ratio.exact())
    {
        report.add("opening.with_approval", What::ApprovalNotLower);
    }
    examiners(scheme, report);
    for key in &scheme.publicity.columns {
        if walk.find(key.as_str()).is_none() {
            report.add("publicity.columns", unknown(key.as_str(), &walk));
        }
    }
    for list in &scheme.shortlists {
        for key in list.columns.iter().filter(|key| walk.find(key.as_str()).is_none()) {
            report.add(format!("shortlists.{}.columns", list.to), unknown(key.as_str(), &walk));
        }
    }
}

/// A panel has somebody, and a share is more than nothing and at most everybody.
fn examiners(scheme: &Scheme, report: &mut Report) {
    let Some(rule) = &scheme.examiners else { return };
    if rule.least == 0 {
        report.add("examiners.least", What::NotAboveZero);
    }
    match rule.outside.map(crate::number::Weight::exact) {
        Some(share) if share == Exact::ZERO => report.add("examiners.outside", What::WeightZero),
        Some(share) if share > Exact::whole(1) => report.add("examiners.outside", What::ShareAboveWhole),
        Some(_) | None => {}
    }
}

/// Some cut ends in an extra test.
fn tests(scheme: &Scheme) -> bool {
    let ends = |list: &Shortlist| list.still_tied.unwrap_or(scheme.rank.still_tied) == StillTied::ExtraTest;
    scheme.shortlists.iter().any(|list| list.tie == AtCut::Ladder && ends(list))
}

/// Every step names something that exists and can be compared; none stands twice.
pub(super) fn steps(scheme: &Scheme, walk: &Walk<'_>, ladder: &[Step], at: &str, report: &mut Report) {
    let mut seen = BTreeSet::new();
    for (place, step) in ladder.iter().enumerate() {
        let here = format!("{at}.{place}");
        match step {
            Step::Component(name) | Step::Raw(name) => {
                match walk.find(name).and_then(|found| walk.nodes.get(found)) {
                    None => report.add(&here, unknown(name, walk)),
                    Some(node) if matches!(step, Step::Raw(_)) && !node.parts.is_empty() => {
                        report.add(&here, What::RawOfParts);
                    }
                    Some(_) => {}
                }
            }
            Step::Fact(key) => fact(scheme, key, &here, report),
            Step::Total | Step::Unrounded => {}
        }
        if !seen.insert(step.to_string()) {
            report.add(&here, What::StepDecidesNothing { step: step.to_string() });
        }
    }
}

/// The fact exists.
pub(super) fn fact(scheme: &Scheme, key: &Key, at: &str, report: &mut Report) {
    if scheme.facts.iter().all(|fact| &fact.key != key) {
        let known = scheme.facts.iter().map(|fact| fact.key.as_str());
        let nearest = fields::nearest(key.as_str(), known).map(str::to_owned);
        report.add(at, What::UnknownName { name: key.to_string(), nearest });
    }
}

/// Every step can tell apart people whom one of these sources leaves equal, and for each source some step can.
pub(super) fn decides(
    scheme: &Scheme,
    walk: &Walk<'_>,
    ladder: &[Step],
    sources: &[Source<'_>],
    at: &str,
    report: &mut Report,
) {
    let idle = |step: &Step, source: &Source<'_>| match (step, source) {
        (Step::Unrounded, _) => scheme.rank.by == By::Unrounded,
        (Step::Total, Source::Total) => scheme.rank.by == By::Rounded,
        (Step::Component(name), Source::Component(of)) => {
            walk.find(name) == walk.find(of) && scheme.rank.by == By::Rounded
        }
        (Step::Component(name), Source::Total) => only(walk, name),
        _ => false,
    };
    for (place, step) in ladder.iter().enumerate() {
        if !sources.is_empty() && sources.iter().all(|source| idle(step, source)) {
            report.add(format!("{at}.{place}"), What::StepDecidesNothing { step: step.to_string() });
        }
    }
    let never = |source: &Source<'_>| ladder.iter().all(|step| idle(step, source));
    if !ladder.is_empty() && sources.iter().any(never) {
        report.add(at, What::LadderNeverDecides);
    }
}

/// The composite score is this component and nothing else.
fn only(walk: &Walk<'_>, name: &str) -> bool {
    walk.top.len() == 1 && walk.find(name).is_some_and(|at| walk.top.contains(&at))
}

fn decision(scheme: &Scheme, report: &mut Report) {
    let d = &scheme.decision;
    let right = match (d.mode, d.exam, d.inspection) {
        (DecisionMode::Weighted, Some(exam), Some(inspection)) => {
            exam.exact().plus(inspection.exact()) == Ok(Exact::HUNDRED)
        }
        (DecisionMode::Weighted, _, _) => false,
        (DecisionMode::Collective | DecisionMode::OrderAfterVeto, exam, inspection) => {
            exam.is_none() && inspection.is_none()
        }
    };
    if !right {
        report.add("decision", What::DecisionShares);
    }
}
