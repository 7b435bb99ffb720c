//! What goes into a ranking: schemes, positions, sheets and decisions of one posting.
//!
//! Owns: loading and computing. Refuses: to compute half; every fault is counted.

use std::collections::{BTreeMap, HashMap};

use domain::access::aggregate::{Applications, Postings, Rankings, Scores};
use domain::access::{Act, Permit, Reads};
use domain::digest::Digest;
use domain::id::PositionId;
use domain::number::Score;
use domain::ranking::{Decisions, Outcome, Refusal, Tracer, rank};
use domain::reason::Reason;
use domain::scheme::{Scheme, Status};
use domain::scoring::trace::Step;
use domain::scoring::{
    Entrant, Entry, Fault as SheetFault, Position, Settings, Sheet, Wrong, inputs_digest, settle,
};
use store::Look as Snapshot;
use store::applications::ApplicationRow;
use store::postings::PositionRow;
use store::schemes::SchemeRow;
use store::scores::{Cell, MarkRow};

use crate::fault::Fault;
use crate::scheme_file::SchemeFile;

/// Everything a ranking is computed from.
pub struct Inputs {
    pub scheme: SchemeRow,
    pub file: SchemeFile,
    pub positions: Vec<PositionRow>,
    pub people: Vec<ApplicationRow>,
    pub decisions: Decisions,
    plain: Vec<Position>,
    sheets: Vec<Sheet>,
    /// Digest of positions and sheets.
    pub digest: Digest,
}

/// Loads the inputs of the permit's posting.
///
/// # Errors
/// [`Reason::NoScheme`]; the database's.
pub async fn load<A>(snapshot: &Snapshot, permit: &Permit<A>) -> Result<Inputs, Fault>
where
    A: Act + Reads<Postings> + Reads<Applications> + Reads<Scores> + Reads<Rankings>,
{
    let scheme = store::schemes::newest(snapshot, permit).await?.ok_or(Reason::NoScheme)?;
    let file = crate::schemes::saved(&scheme.body)?;
    let positions = store::postings::positions(snapshot, permit).await?;
    let people = store::applications::passed(snapshot, permit).await?;
    let marks = store::scores::all(snapshot, permit).await?;
    let rulings = store::rankings::rulings(snapshot, permit).await?;
    let mut decisions = Decisions::default();
    for ruling in rulings {
        decisions.rulings.push(serde_json::from_str(&ruling.body).map_err(Fault::internal)?);
    }
    let plain: Vec<Position> = positions
        .iter()
        .map(|one| Position {
            code: one.terms.code.as_str().to_owned(),
            plan: Some(one.terms.plan),
            scheme: one.terms.scheme.as_ref().map(|name| name.as_str().to_owned()),
        })
        .collect();
    let sheets = sheets(&positions, &people, &marks)?;
    let digest = inputs_digest(&plain, &sheets);
    Ok(Inputs { scheme, file, positions, people, decisions, plain, sheets, digest })
}

fn sheets(
    positions: &[PositionRow],
    people: &[ApplicationRow],
    marks: &[MarkRow],
) -> Result<Vec<Sheet>, Fault> {
    let codes: HashMap<PositionId, &str> =
        positions.iter().map(|one| (one.id, one.terms.code.as_str())).collect();
    let mut entries: HashMap<_, BTreeMap<String, Entry>> = HashMap::new();
    for mark in marks {
        entries.entry(mark.application).or_default().insert(mark.component.clone(), entry(mark)?);
    }
    let mut sheets = Vec::with_capacity(people.len());
    for person in people {
        let (Some(code), Some(ticket)) = (codes.get(&person.position), &person.ticket) else { continue };
        sheets.push(Sheet {
            position: (*code).to_owned(),
            candidate: ticket.clone(),
            entries: entries.remove(&person.id).unwrap_or_default(),
            panel: Vec::new(),
        });
    }
    Ok(sheets)
}

fn entry(mark: &MarkRow) -> Result<Entry, Fault> {
    match &mark.cell {
        Cell::Value(millionths) => Ok(Entry::Mark(Score::from_millionths(*millionths))),
        Cell::Status(word) => Status::from_word(word)
            .map(Entry::Status)
            .ok_or_else(|| Fault::internal(format!("the stored status {word} is not known"))),
    }
}

/// The result of one position.
pub struct Computed {
    /// Index in [`Inputs::positions`].
    pub at: usize,
    pub outcome: Outcome,
    entrants: Vec<Entrant>,
}

impl Inputs {
    /// The scheme of the position at `at`.
    #[must_use]
    pub fn scheme_of(&self, at: usize) -> Option<&Scheme> {
        self.file.get(self.plain.get(at)?.scheme.as_deref())
    }

    fn settings(&self) -> Settings<'_> {
        Settings { scheme: self.file.scheme.as_ref(), schemes: &self.file.schemes, positions: &self.plain }
    }

    /// Computes every position that has people.
    ///
    /// # Errors
    /// [`Reason::MarksMissing`], [`Reason::MarksFaulty`], [`Reason::TooFine`].
    pub fn compute(&self) -> Result<Vec<Computed>, Fault> {
        let settled = settle(&self.settings(), &self.sheets).map_err(|faults| refusal(&faults))?;
        let mut all = Vec::new();
        let mut refusals = Vec::new();
        for (at, position) in self.plain.iter().enumerate() {
            let (Some(entrants), Some(scheme)) = (settled.entrants.get(&position.code), self.scheme_of(at))
            else {
                continue;
            };
            match rank(scheme, position, entrants, &self.decisions) {
                Ok(outcome) => all.push(Computed { at, outcome, entrants: entrants.clone() }),
                Err(more) => refusals.extend(more),
            }
        }
        if refusals.is_empty() { Ok(all) } else { Err(refusal_of_rank(&refusals)) }
    }

    /// The steps of one person.
    ///
    /// # Errors
    /// [`Reason::TooFine`].
    pub fn steps(&self, computed: &Computed, ticket: &str) -> Result<Vec<Step>, Fault> {
        let (Some(position), Some(scheme)) = (self.plain.get(computed.at), self.scheme_of(computed.at))
        else {
            return Err(Fault::Missing);
        };
        let fine = |_| Fault::refused(Reason::TooFine);
        let tracer = Tracer::new(scheme, position, &computed.entrants, &self.decisions, &computed.outcome);
        let row = computed.outcome.ranking().rows.iter().position(|row| row.candidate == ticket);
        tracer.map_err(fine)?.steps(row.ok_or(Fault::Missing)?).map_err(fine)
    }
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

fn refusal(faults: &[SheetFault]) -> Fault {
    let missing = faults.iter().filter(|fault| fault.wrong == Wrong::Missing).count();
    let rest = faults.len().saturating_sub(missing);
    tracing::info!(missing, rest, "marks are not ready for ranking");
    let mut reasons = Vec::new();
    if missing > 0 {
        reasons.push(Reason::MarksMissing { count: count(missing) });
    }
    if rest > 0 {
        reasons.push(Reason::MarksFaulty { count: count(rest) });
    }
    reasons.into()
}

fn refusal_of_rank(refusals: &[Refusal]) -> Fault {
    let fine = refusals.iter().filter(|one| matches!(one, Refusal::TooFine { .. })).count();
    if fine > 0 {
        return Reason::TooFine.into();
    }
    let missing = refusals.iter().filter(|one| matches!(one, Refusal::Mark { surplus: false, .. })).count();
    let rest = refusals.len().saturating_sub(missing);
    let mut reasons = Vec::new();
    if missing > 0 {
        reasons.push(Reason::MarksMissing { count: count(missing) });
    }
    if rest > 0 {
        reasons.push(Reason::MarksFaulty { count: count(rest) });
    }
    reasons.into()
}
