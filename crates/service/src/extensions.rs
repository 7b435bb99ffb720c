//! Individual extensions (个别延期): one application may be filled and sent until later than everybody's deadline.
//!
//! Owns: proposing one with its reason and evidence, granting and refusing it by another person, and what pages show of it. Refuses:
//! a later time than any window has in a posting that is suspended, over or past its screening, an extension after a verdict, and
//! deciding an own proposal. It touches no other application: the window of each is asked for with its own extension
//! (`crate::rows::extensions`).

mod decide;
mod look;

pub use decide::{grant, refuse};
pub use look::page;

use domain::access::{Caller, ProposeExtension};
use domain::calendar::Instant;
use domain::course::Waiting;
use domain::event::Event;
use domain::id::Code;
use domain::lifecycle::expect_extensible;
use domain::reason::{ApplicationsWhy, FieldPath, PostingsWhy, Refusals, TypedWhy};
use domain::typed::{self, Grounds};
use store::applications::{ApplicationRow, NewExtension};

use crate::Service;
use crate::fault::Fault;
use crate::op::Op;
use crate::rows::applications as rows;
use crate::rows::extensions as said;
use crate::rows::postings::hold;
use crate::tell;

/// A proposal as it is typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ExtensionForm {
    /// Number of the application, as its candidate reads it.
    pub application: String,
    /// Until when, `2026-11-22T18:00`.
    pub until: String,
    /// Why.
    pub reason: String,
    /// What it rests on.
    pub evidence: String,
}

/// A form that was read.
struct Read {
    application: Code,
    until: Instant,
    reason: Grounds,
    evidence: Grounds,
}

impl ExtensionForm {
    fn read(&self) -> Result<Read, Fault> {
        let mut refusals = Refusals::default();
        let unknown = || TypedWhy::NotAChoice.at("application");
        let application = refusals.take(self.application.trim().parse().map_err(|_| unknown()));
        let until = refusals.take(typed::moment(&self.until, &FieldPath::new("until")));
        let reason = refusals.take(Grounds::parse(&self.reason, &FieldPath::new("reason")));
        let evidence = refusals.take(Grounds::parse(&self.evidence, &FieldPath::new("evidence")));
        let all = application.zip(until).zip(reason.zip(evidence));
        let read = |((application, until), (reason, evidence))| Read { application, until, reason, evidence };
        Ok(refusals.settle(all.map(read))?)
    }
}

/// Proposes to extend one application; it can be a draft, which its candidate names by its number. Doing it twice does it once.
///
/// # Errors
/// Every fault of the form; [`TypedWhy::NotAChoice`] at `application` for a number that none in this posting has; as
/// [`expect_extensible`]; [`ApplicationsWhy::ExtensionWaits`]; [`Fault::Missing`] for those outside the team.
pub async fn propose(
    service: &Service,
    caller: &Caller,
    posting: Code,
    form: &ExtensionForm,
) -> Result<(), Fault> {
    let typed = form.read()?;
    service
        .write(caller, "extension.propose", async |op| {
            let found = hold(op.tx(), posting).await?;
            let permit = op.permit::<ProposeExtension>(found.scope())?;
            let of = found.open(&permit)?;
            let row = application(op, typed.application, of.id).await?;
            let by = permit.by();
            for one in store::applications::extensions_of(op.tx(), &permit, row.id).await? {
                if one.decided.is_some() {
                    continue;
                }
                let before = said::open(op.parts(), &one)?;
                let same = one.proposed.0 == by && one.until == typed.until;
                if same
                    && before.reason == typed.reason.as_str()
                    && before.evidence == typed.evidence.as_str()
                {
                    op.repeat();
                    return Ok(());
                }
                return Err(ApplicationsWhy::ExtensionWaits.reason().into());
            }
            let window = of.registration.ok_or(PostingsWhy::WrongPhase { phase: of.phase }.reason())?;
            expect_extensible((of.phase, window), row.state, typed.until, op.now())?;
            let extension = op.code();
            let (reason, evidence) = (typed.reason.as_str(), typed.evidence.as_str());
            let (reason_sealed, evidence_sealed) = said::seal(op.parts(), extension, (reason, evidence));
            let new = NewExtension {
                code: extension,
                application: row.id,
                until: typed.until,
                reason_sealed,
                evidence_sealed,
                at: op.now(),
            };
            store::applications::propose_extension(op.tx(), &permit, new).await?;
            let (application, until) = (row.code, typed.until);
            let event = |reason| Event::ExtensionProposed { application, extension, until, reason };
            op.record_because(&permit, reason, event).await?;
            tell::to_second(op, &permit, &of, Waiting::Extension).await
        })
        .await
}

/// The application of that number in this posting, held until the act ends.
async fn application(
    op: &mut Op<'_>,
    code: Code,
    posting: domain::id::PostingId,
) -> Result<ApplicationRow, Fault> {
    let unknown = || Fault::from(TypedWhy::NotAChoice.at("application"));
    let found = store::applications::for_update(op.tx(), &code).await?.ok_or_else(unknown)?;
    // Of another posting nothing is told, not even that it is there.
    if found.scope().posting != Some(posting) {
        return Err(unknown());
    }
    let permit = op.permit::<ProposeExtension>(found.scope())?;
    Ok(found.open(&permit)?)
}

/// The row of an application whose extension is decided, held until the act ends.
async fn held(
    op: &mut Op<'_>,
    (id, posting): (domain::id::ApplicationId, domain::id::PostingId),
) -> Result<ApplicationRow, Fault> {
    let found = store::applications::by_id(op.tx(), id).await?.ok_or(Fault::Missing)?;
    if found.scope().posting != Some(posting) {
        return Err(Fault::Missing);
    }
    let permit = op.permit::<domain::access::GrantExtension>(found.scope())?;
    let code = found.open(&permit)?.code;
    Ok(rows::hold(op.tx(), code).await?.open(&permit)?)
}
