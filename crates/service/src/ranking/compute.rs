//! Computing a ranking and letting it fall.
//!
//! Owns: the flip. Refuses: writing what was computed from inputs that changed meanwhile.

use domain::access::{Caller, ComputeRanking, ReopenMarks};
use domain::event::Event;
use domain::id::Code;
use domain::lifecycle::{Phase, Step};
use domain::ranking::{Outcome, Row, digest, table};
use domain::reason::{FieldPath, ScreeningWhy};
use domain::scheme::digest_of;
use domain::typed::Grounds;
use store::postings::Mark;
use store::rankings::{Digests, Line, NewRanking};

use super::inputs::{Computed, Inputs, load};
use crate::Service;
use crate::fault::Fault;
use crate::rows::postings::{find, hold};
use crate::rows::rankings::Kept;

/// Computes the ranking of a posting from what is there. Where the last list has its scores for everybody, the posting is
/// ranked; before that the earlier lists stand and marks can still come in.
///
/// # Errors
/// [`domain::reason::MarksWhy::Missing`], [`domain::reason::MarksWhy::Faulty`], [`ScreeningWhy::NobodyPassed`],
/// [`domain::reason::PostingsWhy::WrongPhase`]; [`Fault::Stale`] where marks changed while it was computed.
pub async fn compute(service: &Service, caller: &Caller, posting: Code) -> Result<Code, Fault> {
    let (inputs, version) = service
        .read(caller, "ranking.inputs", async |look| {
            let found = find(look.snapshot(), posting).await?;
            let permit = look.permit::<ComputeRanking>(found.scope())?;
            let row = found.open(&permit)?;
            row.phase.expect(&[Phase::Examining, Phase::Ranked])?;
            Ok((load(look.snapshot(), &permit).await?, row.version))
        })
        .await?;
    if inputs.people.is_empty() {
        return Err(ScreeningWhy::NobodyPassed.reason().into());
    }
    let prepared = tokio::task::spawn_blocking(move || prepare(&inputs)).await.map_err(Fault::internal)??;
    service
        .write(caller, "ranking.compute", async |op| {
            let found = hold(op.tx(), posting).await?;
            let permit = op.permit::<ComputeRanking>(found.scope())?;
            let row = found.open(&permit)?;
            row.phase.expect(&[Phase::Examining, Phase::Ranked])?;
            let again = load(op.tx(), &permit).await?;
            if row.version != version
                || again.digest != prepared.digests.inputs
                || again.rulings.digest() != prepared.digests.rulings
            {
                return Err(Fault::Stale);
            }
            let code = op.code();
            let new = NewRanking {
                code,
                scheme: prepared.scheme,
                digests: prepared.digests,
                open_questions: prepared.questions,
                body: &prepared.body,
                by: permit.by(),
                at: op.now(),
            };
            let id = store::rankings::prepare(op.tx(), &permit, &new).await?;
            store::rankings::add_lines(op.tx(), &permit, id, &prepared.lines).await?;
            store::rankings::make_current(op.tx(), &permit, id).await?;
            if prepared.complete {
                let to = row.phase.after(Step::Rank)?;
                store::postings::turn(op.tx(), &permit, version, (row.phase, to), Mark::Plain).await?;
            }
            let event = Event::RankingComputed {
                posting,
                inputs: prepared.digests.inputs,
                result: prepared.digests.result,
                open_questions: prepared.questions,
            };
            op.record(&permit, &event).await?;
            Ok(code)
        })
        .await
}

/// A ranking ready to be written.
struct Prepared {
    scheme: domain::id::SchemeId,
    digests: Digests,
    questions: u32,
    complete: bool,
    body: String,
    lines: Vec<Line>,
}

fn prepare(inputs: &Inputs) -> Result<Prepared, Fault> {
    let all = inputs.compute()?;
    let outcomes: Vec<&Outcome> = all.iter().map(|one| &one.outcome).collect();
    let questions: Vec<_> = outcomes.iter().flat_map(|one| one.questions()).collect();
    let digests = Digests {
        scheme: digest_of(inputs.file.scheme.as_ref(), &inputs.file.schemes),
        inputs: inputs.digest,
        rulings: inputs.rulings.digest(),
        result: digest(&outcomes),
    };
    let complete = all.iter().all(|one| {
        let mut rows = one.outcome.ranking().rows();
        rows.all(|row| row.seats().next_back().flatten().is_some())
    });
    let lines = lines(inputs, &all)?;
    Ok(Prepared {
        scheme: inputs.scheme.id,
        digests,
        questions: u32::try_from(questions.len()).unwrap_or(u32::MAX),
        complete,
        body: serde_json::to_string(&questions).map_err(Fault::internal)?,
        lines,
    })
}

fn lines(inputs: &Inputs, all: &[Computed]) -> Result<Vec<Line>, Fault> {
    let people: std::collections::HashMap<&str, _> =
        inputs.people.iter().filter_map(|one| Some((one.ticket.as_deref()?, one.id))).collect();
    let mut lines = Vec::with_capacity(people.len());
    for one in all {
        let position = inputs
            .positions
            .get(one.at)
            .ok_or_else(|| lost("a position", &one.outcome.ranking().position))?;
        for (place, row) in (1_u32..).zip(one.outcome.ranking().ordered()) {
            let application = *people.get(row.candidate).ok_or_else(|| lost("a person", row.candidate))?;
            lines.push(Line {
                position: position.id,
                application,
                place,
                tied: row.tied,
                body: serde_json::to_string(&kept(inputs, one, &row)?).map_err(Fault::internal)?,
            });
        }
    }
    Ok(lines)
}

fn kept(inputs: &Inputs, one: &Computed, row: &Row<'_>) -> Result<Kept, Fault> {
    let scheme = inputs.scheme_of(one.at).ok_or_else(|| lost("a scheme", &one.outcome.ranking().position))?;
    Ok(Kept {
        values: table::published(scheme, None)
            .map(|name| (name.clone(), table::shown(scheme, row, &name)))
            .collect(),
        total: table::total(scheme, row),
        rank: row.rank.map(|rank| rank.to_string()).unwrap_or_default(),
        seats: scheme
            .shortlists
            .iter()
            .map(|list| (list.to.to_string(), table::seat(scheme, row, list.to.as_str())))
            .collect(),
    })
}

/// What the ranking speaks of and the inputs do not hold: nothing of it may be stored without it.
fn lost(what: &str, which: impl std::fmt::Display) -> Fault {
    Fault::internal(format!("the ranking has {what} that its inputs lack: {which}"))
}

/// Lets the ranking fall so that marks can be corrected; the reason is kept.
///
/// # Errors
/// As [`Grounds::parse`] at `reason`; [`domain::reason::PostingsWhy::WrongPhase`] once it is published.
pub async fn reopen(service: &Service, caller: &Caller, posting: Code, reason: &str) -> Result<(), Fault> {
    let reason = Grounds::parse(reason, &FieldPath::new("reason"))?;
    service
        .write(caller, "ranking.reopen", async |op| {
            let found = hold(op.tx(), posting).await?;
            let permit = op.permit::<ReopenMarks>(found.scope())?;
            let row = found.open(&permit)?;
            let to = row.phase.after(Step::Reopen)?;
            store::rankings::supersede(op.tx(), &permit).await?;
            store::postings::turn(op.tx(), &permit, row.version, (row.phase, to), Mark::Plain).await?;
            let event = Event::MarksReopened { posting, reason: reason.as_str().to_owned() };
            op.record(&permit, &event).await
        })
        .await
}
