//! Whether a proposal fits: the posting is computed with what stands and with what would stand, and only what the proposal
//! itself brings about counts against it.
//!
//! Owns: that comparison and the way from the engine's refusals to fields. Refuses: writing.

use std::collections::BTreeSet;

use domain::calendar::Instant;
use domain::deadline::Deadline;
use domain::id::RulingId;
use domain::ranking::{Asked, Refusal, Rulings};
use domain::reason::{RankingWhy, Reason, RulingsWhy, TypedWhy};
use domain::rulings::{Approved, Proposal};
use domain::workdays::UnknownYear;
use store::rulings::standing as standing_rows;

use crate::fault::Fault;
use crate::ranking::{Inputs, Weighed};
use crate::rows::deadlines::Calendar;
use crate::rows::rulings::proposal as proposal_of;

/// Refuses a proposal that does not fit marks, scheme and the rulings that stand. `at` is the instant that would date it.
///
/// # Errors
/// Every reason, each at its field where it has one; [`domain::reason::MarksWhy::Missing`] and its like where nothing
/// can be computed.
pub(super) fn check(
    inputs: &Inputs,
    proposal: &Proposal,
    supersedes: Option<RulingId>,
    (at, calendar): (Instant, &Calendar),
) -> Result<(), Fault> {
    expect_filling(inputs, proposal, (at, calendar))?;
    let approved = Approved { proposal, approver: "-", date: at.date() };
    let after = inputs.rulings_but(supersedes, Some(approved))?;
    expect_single(inputs, proposal, supersedes)?;
    if let Proposal::Ratio { position, stage, qualified, .. } = proposal {
        expect_few(inputs, (position, stage, *qualified), supersedes)?;
    }
    if let Proposal::Line { position, paper, of, .. } = proposal {
        expect_open_line(inputs, (position.as_deref(), paper.as_deref(), of), supersedes)?;
    }
    let before: BTreeSet<Refusal> = inputs.weigh(&inputs.rulings)?.refusals.into_iter().collect();
    let new: Vec<Refusal> =
        inputs.weigh(&after)?.refusals.into_iter().filter(|refusal| !before.contains(refusal)).collect();
    let reasons = reasons(&new, proposal);
    if reasons.is_empty() { Ok(()) } else { Err(reasons.into()) }
}

/// A place is filled by ruling as long as by calls.
fn expect_filling(
    inputs: &Inputs,
    proposal: &Proposal,
    (at, calendar): (Instant, &Calendar),
) -> Result<(), Fault> {
    let Proposal::Replacement { position, stage, r#in, .. } = proposal else { return Ok(()) };
    let found = inputs.positions.iter().find(|one| one.terms.code.as_str() == position);
    let Some(found) = found.filter(|_| !r#in.is_empty()) else { return Ok(()) };
    match calendar.filling(&inputs.file, found, stage) {
        Deadline::Unknown(year) => Err(Reason::from(UnknownYear(year)).into()),
        Deadline::Before(until) if until <= at => Err(RulingsWhy::FillingOver { until }.reason().into()),
        Deadline::Before(_) | Deadline::Unset | Deadline::Open | Deadline::Missing => Ok(()),
    }
}

/// So many qualified as the proposal says: too few for the ratio, and enough to go on by decision.
fn expect_few(
    inputs: &Inputs,
    (position, stage, typed): (&str, &str, u32),
    supersedes: Option<RulingId>,
) -> Result<(), Fault> {
    let Weighed { all, .. } = inputs.weigh(&inputs.rulings_but(supersedes, None)?)?;
    let asked =
        all.iter().flat_map(|one| one.outcome.questions()).find_map(|question| match question.asked {
            Asked::Ratio { qualified, least }
                if question.position == position && question.stage.as_deref() == Some(stage) =>
            {
                Some((qualified, least))
            }
            _ => None,
        });
    match asked {
        None => Err(RulingsWhy::QuestionClosed.reason().into()),
        Some((qualified, least)) if qualified < least => Err(RulingsWhy::UnderLeast.reason().into()),
        Some((qualified, _)) if qualified != typed => Err(RulingsWhy::FewerQualified.reason().into()),
        Some(_) => Ok(()),
    }
}

/// Nothing else about the same thing stands.
fn expect_single(inputs: &Inputs, proposal: &Proposal, supersedes: Option<RulingId>) -> Result<(), Fault> {
    let Some(subject) = proposal.subject() else { return Ok(()) };
    let rows = standing_rows(&inputs.rows);
    let other = rows.iter().any(|row| row.subject == subject && Some(row.id) != supersedes);
    if other { Err(RulingsWhy::DecidedAlready.reason().into()) } else { Ok(()) }
}

/// A line is set after marking: it is asked for, or another about the same thing stands beside it.
fn expect_open_line(
    inputs: &Inputs,
    (position, paper, of): (Option<&str>, Option<&str>, &str),
    supersedes: Option<RulingId>,
) -> Result<(), Fault> {
    // A class that no position has, or none that leaves this line open, asks for nothing.
    if paper.is_some_and(|class| !inputs.classed.iter().any(|one| one.takes(class, of))) {
        return Err(RulingsWhy::QuestionClosed.reason().into());
    }
    let of_class = |code: &str| {
        paper.is_none_or(|class| inputs.classed.iter().any(|one| one.code == code && one.takes(class, of)))
    };
    let base = inputs.rulings_but(supersedes, None)?;
    let Weighed { all, refusals } = inputs.weigh(&base)?;
    let asked = all.iter().flat_map(|one| one.outcome.questions()).any(|question| {
        matches!(&question.asked, Asked::Line { of: open } if open == of)
            && position.is_none_or(|code| question.position == code)
            && of_class(&question.position)
    });
    // A position whose marks wait for the line again cannot be computed without it; that tells nothing against the line.
    if asked || !refusals.is_empty() || has_line(&base, of) {
        Ok(())
    } else {
        Err(RulingsWhy::QuestionClosed.reason().into())
    }
}

fn has_line(rulings: &Rulings, of: &str) -> bool {
    rulings.lines.iter().any(|line| line.of == of)
}

fn reasons(refusals: &[Refusal], proposal: &Proposal) -> Vec<Reason> {
    let (mut reasons, mut marks) = (Vec::new(), 0_u32);
    let people = if matches!(proposal, Proposal::Tie { by: domain::rulings::TieOrder::Lots(_), .. }) {
        "places"
    } else {
        "marks"
    };
    for refusal in refusals {
        let reason = match refusal {
            Refusal::UnknownLine { .. } | Refusal::UnknownQuestion { .. } => {
                RulingsWhy::QuestionClosed.reason()
            }
            Refusal::LineTwice { .. } | Refusal::RulingTwice { .. } => RulingsWhy::DecidedAlready.reason(),
            Refusal::WrongRulingKind { .. } | Refusal::WrongPeople { .. } => {
                RulingsWhy::WrongPeople.at(people)
            }
            Refusal::FewerQualified { .. } => RulingsWhy::FewerQualified.reason(),
            Refusal::NoWitness { .. } => TypedWhy::Missing.at("witnesses"),
            Refusal::UnknownList { .. } | Refusal::NotOnList { .. } => RulingsWhy::NotOnList.at("out"),
            Refusal::NotOverridable { .. } => RulingsWhy::NotOverridable.at("person"),
            Refusal::NotAllowed { .. } => RulingsWhy::ReplacementNotAllowed.reason(),
            Refusal::Round { .. } => RulingsWhy::ReplacementRound.at("round"),
            Refusal::NotNext { .. } => RulingsWhy::NotNext.at("fill"),
            Refusal::TooFine { .. } => RankingWhy::TooFine.reason(),
            Refusal::Mark { .. } | Refusal::PlanMissing { .. } => {
                marks = marks.saturating_add(1);
                continue;
            }
        };
        if !reasons.contains(&reason) {
            reasons.push(reason);
        }
    }
    if marks > 0 {
        reasons.push(RulingsWhy::AgainstMarks { count: marks }.reason());
    }
    reasons
}

/// The standing rulings that something stands against, where the posting is computed with all of them.
///
/// # Errors
/// As [`Inputs::weigh`].
pub(super) fn unfit(inputs: &Inputs) -> Result<BTreeSet<RulingId>, Fault> {
    let refusals = inputs.weigh(&inputs.rulings)?.refusals;
    let mut found = BTreeSet::new();
    for row in standing_rows(&inputs.rows) {
        let proposal = proposal_of(row)?;
        if refusals.iter().any(|refusal| concerns(refusal, &proposal)) {
            found.insert(row.id);
        }
    }
    Ok(found)
}

fn concerns(refusal: &Refusal, proposal: &Proposal) -> bool {
    match (refusal, proposal) {
        (
            Refusal::UnknownLine { position, of },
            Proposal::Line { position: own, paper: None, of: line, .. },
        ) => position == own && of == line,
        (
            Refusal::UnknownQuestion { question }
            | Refusal::RulingTwice { question }
            | Refusal::WrongRulingKind { question }
            | Refusal::WrongPeople { question }
            | Refusal::NoWitness { question },
            Proposal::Tie { question: own, .. },
        ) => question == own,
        (
            Refusal::UnknownQuestion { question }
            | Refusal::RulingTwice { question }
            | Refusal::FewerQualified { question },
            Proposal::Ratio { position, stage, .. },
        ) => *question == format!("{position}/ratio.{stage}"),
        (
            Refusal::UnknownList { position, stage } | Refusal::NotAllowed { position, stage },
            Proposal::Replacement { position: own, stage: list, .. }
            | Proposal::Override { position: own, stage: list, .. },
        ) => position == own && stage == list,
        (
            Refusal::NotOverridable { position, stage, candidate },
            Proposal::Override { position: own, stage: list, candidate: person, .. },
        ) => position == own && stage == list && candidate == person,
        (
            Refusal::Round { position, stage, round },
            Proposal::Replacement { position: own, stage: list, round: called, .. },
        ) => position == own && stage == list && round == called,
        (
            Refusal::NotOnList { position, stage, candidate },
            Proposal::Replacement { position: own, stage: list, out, .. },
        ) => position == own && stage == list && candidate == out,
        (
            Refusal::NotNext { position, stage, .. },
            Proposal::Replacement { position: own, stage: list, r#in, .. },
        ) => position == own && stage == list && !r#in.is_empty(),
        _ => false,
    }
}
