//! Computing a ranking and letting it fall.
//!
//! Owns: the flip, and what a computation lays down before it: the rows and steps of everybody and the rows of each list, so that
//! nobody who reads has anything computed, and what it was computed from, so that it can be computed again. Refuses: writing what was
//! computed from inputs that changed meanwhile.

use std::collections::HashMap;

use domain::access::{Caller, ComputeRanking, ReopenMarks};
use domain::event::Event;
use domain::id::{ApplicationId, Code};
use domain::lifecycle::{Phase, Step};
use domain::lists::{Body, Group, build};
use domain::ranking::table::{self, Published};
use domain::ranking::{Outcome, Question, Row, digest};
use domain::reason::{FieldPath, RankingWhy, ScreeningWhy};
use domain::scheme::{Scheme, digest_of};
use domain::typed::Grounds;
use store::postings::Mark;
use store::rankings::{BasisRow, Digests, Line, NewRanking, RankingList, Traced};

use super::inputs::{Computed, Inputs, load};
use crate::Service;
use crate::fault::Fault;
use crate::rows::lists::Last;
use crate::rows::postings::{find, hold};
use crate::rows::rankings::Kept;
use crate::rows::uploads::keep;

/// The version of the program, which stands on every list that follows from its rankings.
const ENGINE: &str = env!("CARGO_PKG_VERSION");

/// Computes the ranking of a posting from what is there. Where the last list has its scores for everybody, the posting is
/// ranked, or published where that list is out as it was; before that the earlier lists stand and marks can still come in.
///
/// # Errors
/// [`domain::reason::MarksWhy::Missing`], [`domain::reason::MarksWhy::Faulty`], [`ScreeningWhy::NobodyPassed`],
/// [`domain::reason::PostingsWhy::WrongPhase`]; [`Fault::Stale`] where marks changed while it was computed;
/// [`domain::reason::UploadsWhy::NotKept`] where what it was computed from cannot be kept.
pub async fn compute(service: &Service, caller: &Caller, posting: Code) -> Result<Code, Fault> {
    let (permit, inputs, (version, revision), last) = service
        .read(caller, "ranking.inputs", async |look| {
            let found = find(look.snapshot(), posting).await?;
            let permit = look.permit::<ComputeRanking>(found.scope())?;
            let row = found.open(&permit)?;
            row.phase.expect(&[Phase::Examining, Phase::Ranked])?;
            let inputs = load(service.keys(), look.snapshot(), &permit).await?;
            let revision = store::postings::revisions::in_force(look.snapshot(), row.id).await?;
            let stage = inputs.file.lists().pop().map(|(stage, _)| stage).unwrap_or_default();
            let last = Last::of(look.snapshot(), &row, stage).await?;
            Ok((permit, inputs, (row.version, revision), last))
        })
        .await?;
    if inputs.people.is_empty() {
        return Err(ScreeningWhy::NobodyPassed.reason().into());
    }
    let code = service.effects().random.code();
    let made = move || {
        let result = Computation::of(&inputs)?;
        let (lines, basis) = told(&inputs, &result, code)?;
        Ok::<_, Fault>((inputs.scheme.id, inputs.version, result, (lines, basis)))
    };
    let (scheme, seen, result, (lines, basis)) =
        tokio::task::spawn_blocking(made).await.map_err(Fault::internal)??;
    let new = NewRanking {
        code,
        scheme,
        digests: result.digests,
        inputs: seen,
        revision,
        engine: ENGINE,
        open_questions: count(result.questions.len()),
        body: &serde_json::to_string(&result.questions).map_err(Fault::internal)?,
        by: permit.by(),
        at: service.now(),
    };
    let is_out = result.lists.last().is_some_and(|list| last.says(&list.body));
    let last = last.beside(result.lists.iter());
    let kept = keep(service, basis).await?;
    let (id, laid) = service.lay_down(&permit, &new, (lines, result.lists)).await?;
    let stands = service
        .write(caller, "ranking.compute", async |op| {
            let found = hold(op.tx(), posting).await?;
            let permit = op.permit::<ComputeRanking>(found.scope())?;
            let row = found.open(&permit)?;
            row.phase.expect(&[Phase::Examining, Phase::Ranked])?;
            if row.version != version || store::inputs::version(op.tx(), &permit).await? != seen {
                return Err(Fault::Stale);
            }
            store::rankings::make_current(op.tx(), &permit, &laid).await?;
            let basis = BasisRow { size: kept.size, lies: kept.digest, generation: kept.generation };
            store::rankings::keep_basis(op.tx(), &permit, id, basis).await?;
            if result.complete {
                let mut to = row.phase.after(Step::Rank)?;
                // After a correction that changed nothing, everything is out already.
                if is_out && last.nothing_else_is_open(op.tx(), &row, None).await? {
                    to = to.after(Step::Publish)?;
                    store::rankings::confirm(op.tx(), &permit, id).await?;
                }
                store::postings::turn(op.tx(), &permit, version, (row.phase, to), Mark::Plain).await?;
            }
            let event = Event::RankingComputed {
                posting,
                inputs: Some(result.digests.inputs),
                result: Some(result.digests.result),
                open_questions: new.open_questions,
            };
            op.record(&permit, &event).await?;
            Ok(code)
        })
        .await;
    if stands.is_err() {
        service.forget_ranking(id).await;
    }
    stands
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// What a computation came to, without the lines of the people.
pub(crate) struct Computation {
    all: Vec<Computed>,
    /// The digests that name it.
    pub digests: Digests,
    questions: Vec<Question>,
    complete: bool,
    /// The lists that follow, in the order of the schemes.
    pub lists: Vec<RankingList>,
}

impl Computation {
    /// Computes the inputs. It takes as long as a ranking takes: never on the way of a request or inside a write.
    ///
    /// # Errors
    /// As [`Inputs::compute`].
    pub(crate) fn of(inputs: &Inputs) -> Result<Self, Fault> {
        let all = inputs.compute()?;
        let outcomes: Vec<&Outcome> = all.iter().map(|one| &one.outcome).collect();
        let questions: Vec<Question> = outcomes.iter().flat_map(|one| one.questions()).cloned().collect();
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
        let groups = groups(inputs, &all)?;
        let stages = inputs.file.lists().into_iter();
        let lists = stages.map(|(stage, _)| list(&stage, &groups, &questions)).collect();
        Ok(Self { all, digests, questions, complete, lists })
    }
}

/// The positions as a list tells them.
fn groups<'a>(inputs: &'a Inputs, all: &'a [Computed]) -> Result<Vec<Group<'a>>, Fault> {
    let group = |one: &'a Computed| {
        let position = inputs
            .positions
            .get(one.at)
            .ok_or_else(|| lost("a position", &one.outcome.ranking().position))?;
        Ok(Group {
            position: position.terms.code.as_str(),
            unit: position.terms.unit.as_str(),
            title: position.terms.title.as_str(),
            plan: Some(position.places()),
            scheme: inputs
                .scheme_of(one.at)
                .ok_or_else(|| lost("a scheme", &one.outcome.ranking().position))?,
            outcome: &one.outcome,
        })
    };
    all.iter().map(group).collect()
}

/// The list of a stage, with what stands against publishing it.
fn list(stage: &str, groups: &[Group<'_>], questions: &[Question]) -> RankingList {
    let body: Body = build(stage, groups, |_| None);
    let ready = groups.iter().all(|group| {
        let Some((at, _)) = group.scheme.list_to(stage) else { return true };
        group.outcome.ranking().rows().all(|row| row.seat(at).is_some())
    });
    let asked = |question: &&Question| question.stage.as_deref().is_none_or(|of| of == stage);
    RankingList {
        stage: stage.to_owned(),
        ready,
        open_questions: count(questions.iter().filter(asked).count()),
        people: count(body.rows.len()),
        inside: count(body.rows.iter().filter(|row| row.result == "in").count()),
        body: body.text(),
    }
}

/// What is laid down of a computation: the lines of its people, and, packed meanwhile on another thread, what it can be computed from again.
fn told(inputs: &Inputs, result: &Computation, code: Code) -> Result<(Vec<Traced>, Vec<u8>), Fault> {
    std::thread::scope(|scope| {
        let basis = scope.spawn(|| inputs.basis(code, (&result.digests, ENGINE)));
        let lines = lines(inputs, &result.all);
        let basis = basis.join().map_err(|_| Fault::internal("what was computed could not be packed"))?;
        Ok((lines?, basis?))
    })
}

fn lines(inputs: &Inputs, all: &[Computed]) -> Result<Vec<Traced>, Fault> {
    let people: HashMap<&str, ApplicationId> =
        inputs.people.iter().filter_map(|one| Some((one.ticket.as_deref()?, one.id))).collect();
    let mut lines = Vec::with_capacity(people.len());
    for one in all {
        let position = inputs
            .positions
            .get(one.at)
            .ok_or_else(|| lost("a position", &one.outcome.ranking().position))?;
        let tracer = inputs.tracer(one)?;
        let shows = Shows::of(inputs, one)?;
        for (place, row) in (1_u32..).zip(one.outcome.ranking().ordered()) {
            let application = *people.get(row.candidate).ok_or_else(|| lost("a person", row.candidate))?;
            let line = Line {
                position: position.id,
                application,
                place,
                tied: row.tied,
                body: serde_json::to_string(&shows.kept(&row)).map_err(Fault::internal)?,
            };
            let steps = tracer.steps(&row).ok_or_else(|| lost("a row", row.candidate))?;
            let steps = steps.map_err(|_| Fault::refused(RankingWhy::TooFine.reason()))?;
            lines.push(Traced { line, steps: serde_json::to_string(&steps).map_err(Fault::internal)? });
        }
    }
    Ok(lines)
}

/// What is kept of everybody in a position: its columns and lists, looked up once.
struct Shows<'a> {
    scheme: &'a Scheme,
    columns: Vec<(String, Published<'a>)>,
    lists: Vec<String>,
}

impl<'a> Shows<'a> {
    fn of(inputs: &'a Inputs, one: &Computed) -> Result<Self, Fault> {
        let scheme =
            inputs.scheme_of(one.at).ok_or_else(|| lost("a scheme", &one.outcome.ranking().position))?;
        let column = |name: String| {
            let shown = Published::of(scheme, &name);
            (name, shown)
        };
        Ok(Self {
            scheme,
            columns: table::published(scheme, None).map(column).collect(),
            lists: scheme.shortlists.iter().map(|list| list.to.to_string()).collect(),
        })
    }

    fn kept(&self, row: &Row<'_>) -> Kept {
        let seat = |list: &String| (list.clone(), table::seat(self.scheme, row, list));
        Kept {
            values: self.columns.iter().map(|(name, column)| (name.clone(), column.text(row))).collect(),
            total: table::total(self.scheme, row),
            rank: row.rank.map(|rank| rank.to_string()).unwrap_or_default(),
            seats: self.lists.iter().map(seat).collect(),
        }
    }
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
            op.record_because(&permit, reason.as_str(), |reason| Event::MarksReopened { posting, reason })
                .await
        })
        .await
}
