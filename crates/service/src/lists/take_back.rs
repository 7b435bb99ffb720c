//! Taking the signature of a list back before its instant.
//!
//! Refuses: one that does not wait any more, because it is public or ended.

use domain::access::{Caller, TakeBackList};
use domain::event::Event;
use domain::id::Code;
use domain::reason::{FieldPath, ListsWhy};
use domain::release::ReleaseState;
use domain::typed::Grounds;
use store::lists::releases::{self, Ended};

use crate::Service;
use crate::fault::Fault;
use crate::rows::postings::hold;

/// Takes the signature of a list back, for a reason that the team reads; answers which list it was. Doing it twice does it once.
///
/// # Errors
/// As [`Grounds::parse`] at `reason`; [`ListsWhy::ReleaseNotWaiting`]; [`Fault::Missing`] for a signature of another posting, and for
/// those outside the team.
pub async fn take_back(
    service: &Service,
    caller: &Caller,
    (posting, release): (Code, Code),
    reason: &str,
) -> Result<String, Fault> {
    let reason = Grounds::parse(reason, &FieldPath::new("reason"))?;
    service
        .write(caller, "list.take_back", async |op| {
            let found = hold(op.tx(), posting).await?;
            let on_posting = op.permit::<TakeBackList>(found.scope())?;
            let row = found.open(&on_posting)?;
            let found = releases::by_code(op.tx(), &release).await?.ok_or(Fault::Missing)?;
            let permit = op.permit::<TakeBackList>(found.scope())?;
            let found = found.open(&permit)?;
            if found.posting != row.id {
                return Err(Fault::Missing);
            }
            let before = (found.state, found.ended_by, found.ended_reason.as_deref());
            if before == (ReleaseState::TakenBack, Some(permit.by()), Some(reason.as_str())) {
                op.repeat();
                return Ok(found.stage);
            }
            if !found.waits() {
                return Err(ListsWhy::ReleaseNotWaiting.reason().into());
            }
            let by = Some((permit.by(), reason.as_str()));
            let ended = Ended { state: ReleaseState::TakenBack, list: None, by };
            releases::end(op.tx(), &permit, (found.id, ended), op.now()).await?;
            let (stage, version) = (found.stage.clone(), found.version);
            let event = |reason| Event::ListTakenBack { posting, release, stage, version, reason };
            op.record_because(&permit, reason.as_str(), event).await?;
            Ok(found.stage)
        })
        .await
}
