//! Versions of a posting as the desk reads them: what is put before the approver, with the difference, and all versions so far.
//!
//! Owns: read models. Refuses: computing a difference where nothing was settled before.

use std::collections::{BTreeMap, BTreeSet};

use domain::access::{Caller, ViewPosting};
use domain::id::{Code, PersonId};
use domain::revision::{Contents, RevisionState};
use domain::view::desk::revisions::{ApprovalPage, Since, VersionEntry, VersionsPage};
use store::postings::revisions::RevisionRow;

use super::approval::content;
use super::desk::shown;
use crate::Service;
use crate::fault::Fault;
use crate::rows::postings::{find, head};
use crate::rows::revisions::changes;

/// What would be put before the approver now, or waits there, with what changed since the department saw the posting last.
///
/// # Errors
/// [`Fault::Missing`] for those outside the team.
pub async fn put_forward(service: &Service, caller: &Caller, posting: Code) -> Result<ApprovalPage, Fault> {
    service
        .read(caller, "posting.view", async |look| {
            let found = find(look.snapshot(), posting).await?;
            let permit = look.permit::<ViewPosting>(found.scope())?;
            let row = found.open(&permit)?;
            let content = content(look.snapshot(), &permit, &row).await?;
            let all = store::postings::revisions::all(look.snapshot(), &permit).await?;
            let since = since(content.whole.as_ref(), &all)?;
            let schemes = match &content.scheme {
                Some(scheme) => crate::open::named(crate::rows::schemes::saved(&scheme.body)?),
                None => Vec::new(),
            };
            let window = row.registration;
            Ok(ApprovalPage {
                schemes,
                counted_at: window.and_then(|window| content.conditions.reference.day(window)),
                conditions: content.conditions.clone(),
                since,
                posting: shown(look, row, &content).await?,
            })
        })
        .await
}

/// The version that was settled last, beside what stands now.
fn since(now: Option<&Contents>, all: &[RevisionRow]) -> Result<Option<Since>, Fault> {
    let last = all.iter().rev().find(|row| row.state != RevisionState::Proposed);
    let (Some(last), Some(now)) = (last, now) else { return Ok(None) };
    Ok(Some(Since {
        state: last.state,
        at: last.settled_at.unwrap_or(last.proposed_at),
        because: last.returned_reason.clone(),
        changes: changes(&last.contents, now)?,
    }))
}

/// Every version of a posting that was put forward, newest first, each with what it changes.
///
/// # Errors
/// [`Fault::Missing`] for those outside the team.
pub async fn versions(service: &Service, caller: &Caller, posting: Code) -> Result<VersionsPage, Fault> {
    service
        .read(caller, "posting.view", async |look| {
            let found = find(look.snapshot(), posting).await?;
            let permit = look.permit::<ViewPosting>(found.scope())?;
            let row = found.open(&permit)?;
            let all = store::postings::revisions::all(look.snapshot(), &permit).await?;
            let by: BTreeSet<PersonId> =
                all.iter().flat_map(|row| [Some(row.proposed_by), row.settled_by]).flatten().collect();
            let by: Vec<PersonId> = by.into_iter().collect();
            let names: BTreeMap<PersonId, String> =
                store::people::staff_names(look.snapshot(), &by).await?.into_iter().collect();
            let entries = (0..all.len()).rev().map(|at| entry(&all, at, &names));
            Ok(VersionsPage {
                posting: head(&row),
                versions: entries.collect::<Result<Vec<_>, _>>()?.into_iter().flatten().collect(),
            })
        })
        .await
}

/// One version among all of its posting.
fn entry(
    all: &[RevisionRow],
    at: usize,
    names: &BTreeMap<PersonId, String>,
) -> Result<Option<VersionEntry>, Fault> {
    let Some(row) = all.get(at) else { return Ok(None) };
    let before = all.get(..at).unwrap_or_default().iter().rev();
    // The first approval has no revision before it, but the department may have sent versions back.
    let before = before.into_iter().find(|one| match row.follows {
        0 => one.state == RevisionState::Returned,
        follows => one.no == Some(follows),
    });
    let name = |id: PersonId| names.get(&id).cloned().unwrap_or_default();
    Ok(Some(VersionEntry {
        code: row.code,
        no: row.no,
        state: row.state,
        reason: row.reason.clone(),
        digest: row.digest,
        proposed_by: name(row.proposed_by),
        proposed_at: row.proposed_at,
        settled_by: row.settled_by.map(name),
        settled_at: row.settled_at,
        returned_because: row.returned_reason.clone(),
        changes: match before {
            Some(before) => changes(&before.contents, &row.contents)?,
            None => Vec::new(),
        },
    }))
}
