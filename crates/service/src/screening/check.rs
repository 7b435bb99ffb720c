//! Checking applications against the conditions of their positions: at submission, and all of a posting again.
//!
//! Owns: findings. Refuses: touching a verdict; where a finding stands against one, the queue lists it and a person looks.

use domain::access::{Caller, ScreenApplication};
use domain::digest::Digest;
use domain::eligibility::{Asked, Conditions, Finding};
use domain::event::Event;
use domain::id::{ApplicationId, Code};
use domain::lifecycle::Phase;
use store::Scoped as _;
use store::applications::ApplicationRow;
use store::postings::PostingRow;
use store::postings::positions::PositionRow;

use super::{positions, posting};
use crate::Service;
use crate::fault::Fault;
use crate::op::Op;
use crate::rows::conditions::found;

/// Applications of one transaction.
const CHUNK: u64 = 300;

/// How many came to what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Met.
    pub met: u32,
    /// Not met.
    pub not_met: u32,
    /// Cannot be told.
    pub cannot_tell: u32,
}

impl Tally {
    fn add(&mut self, finding: Finding) {
        let place = match finding {
            Finding::Met => &mut self.met,
            Finding::NotMet => &mut self.not_met,
            Finding::CannotTell => &mut self.cannot_tell,
        };
        *place = place.saturating_add(1);
    }

    const fn plus(self, other: Self) -> Self {
        Self {
            met: self.met.saturating_add(other.met),
            not_met: self.not_met.saturating_add(other.not_met),
            cannot_tell: self.cannot_tell.saturating_add(other.cannot_tell),
        }
    }
}

/// Checks every application of a posting again, in chunks; verdicts stay as they are. Doing it twice gives the same.
///
/// # Errors
/// [`domain::reason::PostingsWhy::WrongPhase`] outside registration and screening;
/// [`domain::reason::ActsWhy::NothingToDo`] where no position asks anything; [`Fault::Missing`] for those outside the
/// team.
pub async fn check_all(service: &Service, caller: &Caller, code: Code) -> Result<Tally, Fault> {
    let (row, table, conditions) = service
        .read(caller, "conditions.prepare", async |look| {
            let row = posting(look, code).await?;
            let table = positions(look.snapshot(), &row).await?;
            let conditions = crate::rows::conditions::public_of(look.snapshot(), row.id).await?;
            Ok((row, table, conditions))
        })
        .await?;
    let of = Rules { table: &table, conditions: &conditions };
    let (mut sum, mut after) = (Tally::default(), ApplicationId(0));
    loop {
        let (last, tally) = service
            .write(caller, "conditions.check", async |op| chunk(service, op, &row, &of, after).await)
            .await?;
        sum = sum.plus(tally);
        match last {
            Some(last) => after = last,
            None => return Ok(sum),
        }
    }
}

struct Rules<'a> {
    table: &'a [PositionRow],
    conditions: &'a Conditions,
}

impl Rules<'_> {
    fn asked(&self, posting: &PostingRow, row: &ApplicationRow) -> Option<Asked> {
        let position = self.table.iter().find(|position| position.id == row.position)?;
        self.conditions.asked_of(&position.terms, posting.registration?)
    }
}

async fn chunk(
    service: &Service,
    op: &mut Op<'_>,
    posting: &PostingRow,
    of: &Rules<'_>,
    after: ApplicationId,
) -> Result<(Option<ApplicationId>, Tally), Fault> {
    let permit = op.permit::<ScreenApplication>(posting.scope())?;
    posting.phase.expect(&[Phase::Registering, Phase::Screening])?;
    if !of.table.iter().any(|position| of.conditions.ask_anything_of(&position.terms)) {
        return Err(domain::reason::ActsWhy::NothingToDo.reason().into());
    }
    let rows = store::applications::hold_after(op.tx(), &permit, after, CHUNK).await?;
    let (mut tally, mut findings, mut free) = (Tally::default(), Vec::new(), Vec::new());
    for row in &rows {
        let Some(asked) = of.asked(posting, row) else {
            free.push(row.id);
            continue;
        };
        let answers = crate::rows::applications::open(service, row)?;
        let finding = found(row.id, &answers, &asked, op.now());
        tally.add(finding.finding);
        findings.push(finding);
    }
    store::applications::put_findings(op.tx(), &permit, &findings).await?;
    store::applications::clear_findings(op.tx(), &permit, &free).await?;
    let rules: Digest = of.conditions.digest();
    let Tally { met, not_met, cannot_tell } = tally;
    let event = Event::ConditionsChecked { posting: posting.code, rules, met, not_met, cannot_tell };
    op.record(&permit, &event).await?;
    let full = u64::try_from(rows.len()).is_ok_and(|found| found == CHUNK);
    Ok((rows.last().map(|row| row.id).filter(|_| full), tally))
}
