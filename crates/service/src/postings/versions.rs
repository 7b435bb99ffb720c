//! Versions of a posting as the desk reads them: what is put before the approver, with the difference, and all versions so far.
//!
//! Owns: read models. Refuses: computing a difference where nothing was settled before.

use std::collections::{BTreeMap, BTreeSet};

use domain::access::{ActName, Caller, Scope, ViewPosting, may};
use domain::id::{Code, PersonId, PostingId};
use domain::posting::{PositionTerms, PostingForm, titles};
use domain::revision::allowed::OPEN;
use domain::revision::{Change, Contents, RevisionState};
use domain::typed::Line;
use domain::view::desk::revisions::{
    ApprovalPage, BetweenPage, PositionForm, RevisionPage, Since, Touched, VersionEntry, VersionName,
    VersionsPage,
};
use store::Snapshot;
use store::postings::revisions::RevisionRow;

use super::approval::content;
use super::desk::shown;
use super::further::{beside, waits};
use super::weighing;
use crate::Service;
use crate::fault::Fault;
use crate::rows::officers::{self, Names};
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
            let reasons = store::postings::cuts::reasons(look.snapshot(), &permit).await?;
            let schemes = match &content.scheme {
                Some(scheme) => {
                    crate::rows::schemes::named(crate::rows::schemes::saved(&scheme.body)?.as_ref())
                }
                None => Vec::new(),
            };
            let window = row.registration;
            Ok(ApprovalPage {
                schemes,
                counted_at: window.and_then(|window| content.conditions.reference.day(window)),
                conditions: content.conditions.clone(),
                since,
                reasons: reasons.into_iter().filter(|one| !one.1.is_empty()).collect(),
                cut: all.last().is_some_and(|one| one.state == RevisionState::Cut),
                posting: shown((service, look), row, &content).await?,
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
            let names = names(look.snapshot(), &all).await?;
            let entries = (0..all.len()).rev().map(|at| entry(&all, at, &names));
            Ok(VersionsPage {
                posting: head(&row),
                versions: entries.collect::<Result<Vec<_>, _>>()?.into_iter().flatten().collect(),
            })
        })
        .await
}

/// What differs between two versions of a posting, whichever they are; with no codes, the versions to choose from.
///
/// # Errors
/// [`Fault::Missing`] for those outside the team, and for a version of another posting.
pub async fn between(
    service: &Service,
    caller: &Caller,
    posting: Code,
    chosen: Option<(Code, Code)>,
) -> Result<BetweenPage, Fault> {
    service
        .read(caller, "posting.view", async |look| {
            let found = find(look.snapshot(), posting).await?;
            let permit = look.permit::<ViewPosting>(found.scope())?;
            let row = found.open(&permit)?;
            let all = store::postings::revisions::all(look.snapshot(), &permit).await?;
            let of = |code: Code| all.iter().find(|one| one.code == code).ok_or(Fault::Missing);
            let chosen = chosen.map(|(from, to)| Ok::<_, Fault>((of(from)?, of(to)?))).transpose()?;
            Ok(BetweenPage {
                posting: head(&row),
                versions: all.iter().map(name).collect(),
                compared: chosen.map(|(from, to)| (name(from), name(to))),
                changes: match chosen {
                    Some((from, to)) => changes(&from.contents, &to.contents)?,
                    None => Vec::new(),
                },
            })
        })
        .await
}

fn name(row: &RevisionRow) -> VersionName {
    VersionName { code: row.code, no: row.no, state: row.state, at: row.proposed_at }
}

/// A further revision of a posting: the one that waits, or the draft beside what stands.
///
/// # Errors
/// [`Fault::Missing`] for those outside the team; what lacks in a posting that was never complete.
pub async fn further(service: &Service, caller: &Caller, posting: Code) -> Result<RevisionPage, Fault> {
    let (mut page, ground) = service
        .read(caller, "posting.view", async |look| {
            let found = find(look.snapshot(), posting).await?;
            let scope = found.scope();
            let permit = look.permit::<ViewPosting>(scope.clone())?;
            let row = found.open(&permit)?;
            let beside = beside(look.snapshot(), &permit, &row).await?;
            let all = store::postings::revisions::all(look.snapshot(), &permit).await?;
            let waiting = all.last().filter(|one| waits(one) && one.follows > 0);
            let seen = waiting.map(|one| &one.contents).or(beside.draft.as_ref()).unwrap_or(&beside.now);
            let changes = changes(&beside.now, seen)?;
            let counts = on_positions(look.snapshot(), row.id).await?;
            let names = names(look.snapshot(), &all).await?;
            let entry = match waiting {
                Some(_) => entry(&all, all.len().saturating_sub(1), &names)?,
                None => None,
            };
            let hands = waiting.map(store::locked::Scoped::scope);
            let settles = |scope: &Scope| may(look.caller(), ActName::ApproveRevision, scope);
            let columns = titles(seen.positions.iter().map(|one| one.details.as_slice()));
            let (weighed, ground) = weighing::ground(service, look, &row, (&changes, seen)).await?;
            let page = RevisionPage {
                posting: head(&row),
                in_force: all.iter().filter_map(|one| one.no).max().unwrap_or(0),
                version: beside.version,
                form: PostingForm::of(&seen.terms),
                positions: seen.positions.iter().map(|one| form(one, &columns)).collect(),
                columns: columns.iter().map(|title| title.as_str().to_owned()).collect(),
                touched: touched(&changes, &counts),
                weighed,
                changes,
                may_draft: OPEN.contains(&row.beneath())
                    && waiting.is_none()
                    && may(look.caller(), ActName::DraftRevision, &scope),
                may_settle: waiting.is_some_and(|one| one.state == RevisionState::Proposed)
                    && hands.is_some_and(|hands| settles(&hands))
                    && settles(&scope),
                waiting: entry,
            };
            Ok((page, ground))
        })
        .await?;
    if let Some(ground) = ground {
        page.weighed = tokio::task::spawn_blocking(move || ground.weigh()).await.map_err(Fault::internal)?;
    }
    Ok(page)
}

/// Applications that stand, by the code of their position.
type Counts = BTreeMap<String, u32>;

async fn on_positions(snapshot: &Snapshot, posting: PostingId) -> Result<Counts, Fault> {
    let counts = store::applications::on_positions(snapshot, posting, &crate::rows::openings::SENT).await?;
    let positions = store::postings::public::positions(snapshot, posting).await?;
    let of = |id| counts.iter().find(|one| one.0 == id).map_or(0, |one| one.1);
    Ok(positions.iter().map(|one| (one.terms.code.as_str().to_owned(), of(one.id))).collect())
}

/// Whom changes touch.
fn touched(changes: &[Change], counts: &Counts) -> Touched {
    let sum = |codes: BTreeSet<&str>| {
        codes.iter().filter_map(|code| counts.get(*code)).copied().fold(0, u32::saturating_add)
    };
    let of = |which: fn(&Change) -> bool| {
        sum(changes.iter().filter(|one| which(one)).filter_map(Change::position).collect())
    };
    let any = |which: fn(&Change) -> bool| changes.iter().any(which);
    let window = any(|one| matches!(one, Change::Opens(_) | Change::Closes(_)));
    let typed = any(|one| matches!(one, Change::General(_) | Change::Groups(_) | Change::Counted(_)));
    let all = || sum(counts.keys().map(String::as_str).collect());
    let words = of(|one| matches!(one, Change::Words(..) | Change::Details(..)));
    Touched {
        conditions: if typed { all() } else { words },
        plan: of(|one| matches!(one, Change::Plan(..))),
        paper: of(|one| matches!(one, Change::Paper(..))),
        window: if window { all() } else { 0 },
    }
}

fn form(terms: &PositionTerms, columns: &[&Line]) -> PositionForm {
    let cell = |title: &&Line| {
        let found = terms.details.iter().find(|detail| detail.title == **title);
        found.map(|detail| detail.text.as_str().to_owned()).unwrap_or_default()
    };
    PositionForm {
        code: terms.code.as_str().to_owned(),
        unit: terms.unit.as_str().to_owned(),
        title: terms.title.as_str().to_owned(),
        plan: terms.plan.to_string(),
        conditions: terms.conditions.as_str().to_owned(),
        scheme: terms.scheme_name().unwrap_or_default().to_owned(),
        details: columns.iter().map(cell).collect(),
    }
}

/// Names of those who put versions forward or settled them.
async fn names(snapshot: &Snapshot, all: &[RevisionRow]) -> Result<Names, Fault> {
    let by = all.iter().flat_map(|row| [Some(row.proposed_by), row.settled_by]).flatten();
    officers::names(snapshot, by.collect()).await
}

/// One version among all of its posting.
fn entry(all: &[RevisionRow], at: usize, names: &Names) -> Result<Option<VersionEntry>, Fault> {
    let Some(row) = all.get(at) else { return Ok(None) };
    let before = all.get(..at).unwrap_or_default().iter().rev();
    // The first approval has no revision before it, but the department may have sent versions back.
    let before = before.into_iter().find(|one| match row.follows {
        // What was accepted stands beside what was asked for.
        follows if one.state == RevisionState::Cut => one.follows == follows,
        0 => matches!(one.state, RevisionState::Returned | RevisionState::Withdrawn),
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
