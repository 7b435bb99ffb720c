//! Making signed lists public: the one step that a publication and a release at an instant share, and the work of the clock.
//!
//! Owns: [`make_public`], [`keep_until`], and which signatures still stand. Everything that a release needs is sealed when it is signed and read before
//! the act; the act flips it for everybody. Several processes may come at the same instant: one releases. Refuses: a list under whose
//! signature something changed; its signature ends instead.

use domain::access::aggregate::{Lists, Postings};
use domain::access::{Act, Caller, Changes, Permit, Reads, ReleaseList};
use domain::calendar::Instant;
use domain::collective::is_proposed;
use domain::digest::Digest;
use domain::event::Event;
use domain::id::{Code, PersonId, PostingId, RankingId, ReleaseId};
use domain::lifecycle::{Phase, Step};
use domain::lists::List;
use domain::release::ReleaseState;
use store::lists::NewList;
use store::lists::corrections::{self, Ended};
use store::lists::releases::{self, NewRelease, ReleaseRow};
use store::postings::{Mark, PostingRow};
use store::{Scoped as _, Snapshot};

use super::proposed;
use super::published::{last_beside, rank_again};
use super::told;
use crate::Service;
use crate::fault::Fault;
use crate::jobs::{self, Job};
use crate::op::{Look, Op};
use crate::rows::decisions::ReadsAll;
use crate::rows::lists::{Corrected, Last, follows, in_correction, newest, none_is_open, sealed};
use crate::rows::postings::{find, hold};
use crate::rows::standing::{Standing, naming, standing};
use crate::tell::{self, Ready};

/// A list on its way to the public.
pub(crate) struct Going<'a> {
    /// The code that the public list gets.
    pub code: Code,
    pub stage: &'a str,
    pub ranking: RankingId,
    pub bytes: &'a [u8],
    pub digest: Digest,
    pub first_signer: PersonId,
    pub second_signer: PersonId,
    /// The instant that it carries.
    pub at: Instant,
    /// The version that it follows, with the correction that it ends.
    pub before: Option<&'a Corrected>,
    pub told: &'a [Ready],
}

/// Makes a list public: row, correction, event and messages in the one transaction of the act.
pub(crate) async fn make_public<A>(
    op: &mut Op<'_>,
    permit: &Permit<A>,
    (posting, going): (Code, &Going<'_>),
) -> Result<domain::id::ListId, Fault>
where
    A: Act + Changes<Lists> + Reads<Postings>,
{
    let code = going.code;
    let corrects = going.before.map(|before| (&before.list, before.correction.reason.as_str()));
    let new = NewList {
        code,
        stage: going.stage,
        ranking: going.ranking,
        bytes: going.bytes,
        first_signer: going.first_signer,
        second_signer: going.second_signer,
        at: going.at,
        corrects,
    };
    let list = store::lists::seal(op.tx(), permit, &new).await?;
    if let Some(before) = going.before {
        let ended = (before.correction.id, Ended::Corrected, going.ranking);
        corrections::end(op.tx(), permit, ended, (going.second_signer, op.now())).await?;
        rank_again(op.tx(), permit, going.stage).await?;
    }
    let event = Event::ListPublished {
        posting,
        list: code,
        stage: going.stage.to_owned(),
        version: going.before.map_or(1, |before| before.list.version.saturating_add(1)),
        digest: going.digest,
    };
    op.record(permit, &event).await?;
    for ready in going.told {
        tell::put(op, permit, ready).await?;
    }
    let job = Job::TellList { list: code };
    jobs::enqueue(op, &job, op.now(), &format!("list/{code}/told")).await?;
    Ok(list)
}

/// Turns a posting whose lists are all out, after `released` became public: the last list says what the whole ranking says, and none is
/// under correction. `says` tells whether the last list said so before.
pub(super) async fn complete<A: Act + Changes<Postings>>(
    op: &Op<'_>,
    permit: &Permit<A>,
    row: &PostingRow,
    (last, says, released): (&Last, bool, &[&str]),
) -> Result<(), Fault> {
    if row.phase != Phase::Ranked {
        return Ok(());
    }
    let done = if released.iter().any(|stage| last.is(stage)) {
        last.others_are_out(op.tx(), row).await? && none_is_open(op.tx(), row, None).await?
    } else {
        says && last.nothing_else_is_open(op.tx(), row, None).await?
    };
    if done {
        let to = row.phase.after(Step::Publish)?;
        store::postings::turn(op.tx(), permit, row.version, (row.phase, to), Mark::Plain).await?;
    }
    Ok(())
}

/// What ended the signature of a list that waits; `None` where it stands.
pub(super) async fn ended_by(
    snapshot: &Snapshot,
    row: &PostingRow,
    release: &ReleaseRow,
) -> Result<Option<ReleaseState>, Fault> {
    let now = releases::ground(snapshot, row.id).await?;
    if let Some(state) = release.ground.ended_by(&now, row.phase) {
        return Ok(Some(state));
    }
    Ok((!follows(snapshot, row, release).await?).then_some(ReleaseState::Corrected))
}

/// What ended the signature of any list that waits, also of proposed people; `None` where it stands.
async fn over<A: ReadsAll>(
    service: &Service,
    snapshot: &Snapshot,
    permit: &Permit<A>,
    (row, release): (&PostingRow, &ReleaseRow),
) -> Result<Option<ReleaseState>, Fault> {
    if is_proposed(&release.stage) {
        return Ok(Box::pin(proposed::whole(service, snapshot, permit, (row, release))).await?.err());
    }
    ended_by(snapshot, row, release).await
}

/// A list that is signed for an instant.
pub(crate) struct Signing<'a> {
    pub stage: &'a str,
    pub ranking: RankingId,
    /// What is kept of it until then.
    pub kept: &'a [u8],
    /// Digest of the whole list with the instant in it.
    pub digest: Digest,
    pub first_signer: PersonId,
    pub second_signer: PersonId,
    /// The version that it follows, with the correction that it ends.
    pub before: Option<&'a Corrected>,
    pub release: Instant,
}

/// Writes a signed list down and queues its release.
///
/// # Errors
/// [`domain::reason::ListsWhy::ReleaseWaits`] where another signature of the list waits.
pub(crate) async fn keep_until<A: Act + Changes<Lists>>(
    op: &mut Op<'_>,
    permit: &Permit<A>,
    (posting, row): (Code, &PostingRow),
    signing: &Signing<'_>,
) -> Result<(), Fault> {
    let (code, release) = (op.code(), signing.release);
    let version = signing.before.map_or(1, |before| before.list.version.saturating_add(1));
    let new = NewRelease {
        code,
        stage: signing.stage,
        version,
        bytes: signing.kept,
        digest: signing.digest,
        ranking: signing.ranking,
        ground: releases::ground(op.tx(), row.id).await?,
        corrects: signing.before.map(|before| before.correction.id),
        first_signer: signing.first_signer,
        second_signer: signing.second_signer,
        at: op.now(),
        release_at: release,
    };
    releases::sign(op.tx(), permit, &new).await?;
    let (stage, digest) = (signing.stage.to_owned(), signing.digest);
    let event = Event::ListSigned { posting, release: code, stage, version, digest, at: release };
    op.record(permit, &event).await?;
    jobs::enqueue(op, &Job::ReleaseLists, release, &format!("release/{code}")).await
}

/// The signed version of a list that waits, with what ended its signature meanwhile.
pub(super) async fn waiting(
    snapshot: &Snapshot,
    row: &PostingRow,
    stage: &str,
) -> Result<Option<(ReleaseRow, Option<ReleaseState>)>, Fault> {
    let all = releases::of_posting(snapshot, row.id).await?;
    let Some(found) = all.into_iter().find(|one| one.waits() && one.stage == stage) else { return Ok(None) };
    let ended = ended_by(snapshot, row, &found).await?;
    Ok(Some((found, ended)))
}

/// Ends the signature of a list under which something changed.
pub(crate) async fn end<A: Act + Changes<Lists>>(
    op: &mut Op<'_>,
    permit: &Permit<A>,
    (posting, release): (Code, &ReleaseRow),
    by: ReleaseState,
) -> Result<(), Fault> {
    let ended = releases::Ended { state: by, list: None, by: None };
    releases::end(op.tx(), permit, (release.id, ended), op.now()).await?;
    let (stage, version) = (release.stage.clone(), release.version);
    let event = Event::ListSignatureEnded { posting, release: release.code, stage, version, by };
    op.record(permit, &event).await
}

/// Releases every signed list whose instant has come, and ends signatures under which something changed. Several processes may do this
/// side by side.
///
/// # Errors
/// The database's; what was released before it stays so.
pub async fn release_due(service: &Service) -> Result<(), Fault> {
    let caller = Caller::system("list.release");
    let (due, early) = service
        .read(&caller, "list.due", async |look| {
            let mut due: Vec<Code> = Vec::new();
            for release in releases::waiting(look.snapshot()).await? {
                let Some(row) = public(look.snapshot(), release.posting).await? else { continue };
                let permit = look.permit::<ReleaseList>(row.scope())?;
                let comes = release.release_at <= look.now();
                let of = (&row, &release);
                if !due.contains(&row.code)
                    && (comes || over(service, look.snapshot(), &permit, of).await?.is_some())
                {
                    due.push(row.code);
                }
            }
            Ok((due, releases::early(look.snapshot(), look.now()).await?))
        })
        .await?;
    if early > 0 {
        tracing::error!(
            early,
            "lists are public before their instant: a clock was wrong when they were released"
        );
    }
    let mut failed = None;
    for posting in due {
        match settle(service, &caller, posting).await {
            // Another process was faster, or somebody changed something at the same instant: the next round looks again.
            Ok(()) | Err(Fault::Stale) => {}
            Err(fault) => failed = Some(fault),
        }
    }
    failed.map_or(Ok(()), Err)
}

async fn public(snapshot: &Snapshot, posting: PostingId) -> Result<Option<PostingRow>, Fault> {
    Ok(store::postings::public::by_id(snapshot, posting).await?)
}

/// What is read before the lists of a posting are released.
struct Prepared {
    lists: Vec<(ReleaseId, Code, Vec<u8>, Vec<Ready>)>,
    /// The last list of the scheme as it is public, and whether it says what the ranking says; `None` where the ranking is stale.
    last: Option<(Last, bool)>,
}

/// Releases the lists of a posting that are due, all in one act, and ends the signatures that do not stand.
async fn settle(service: &Service, caller: &Caller, posting: Code) -> Result<(), Fault> {
    service
        .write_prepared(
            caller,
            "list.release",
            async |look| prepare(service, look, posting).await,
            async |op, prepared| flip(service, op, posting, &prepared).await,
        )
        .await
}

async fn prepare(service: &Service, look: &Look<'_>, posting: Code) -> Result<Prepared, Fault> {
    let found = find(look.snapshot(), posting).await?;
    let permit = look.permit::<ReleaseList>(found.scope())?;
    let row = found.open(&permit)?;
    let mut prepared = Prepared { lists: Vec::new(), last: None };
    let mut due = due_of(look.snapshot(), &row, look.now()).await?;
    let mut stands: Option<(Permit<ReleaseList>, Standing)> = None;
    match standing(look.snapshot(), row.id, |scope| look.permit::<ReleaseList>(scope)).await {
        Ok(Some((on_ranking, standing))) => {
            // In the order of the scheme: a correction of an earlier list may ask for another ranking.
            let place = |stage: &str| standing.lists.iter().position(|(list, _)| list.stage == stage);
            due.sort_by_key(|release| place(&release.stage));
            prepared.last = Some(last_beside(look.snapshot(), &on_ranking, (&row, &standing)).await?);
            stands = Some((on_ranking, standing));
        }
        Ok(None) | Err(Fault::Refused(_)) => {}
        Err(fault) => return Err(fault),
    }
    for release in due {
        let found = match is_proposed(&release.stage) {
            true => {
                let found = proposed::whole(service, look.snapshot(), &permit, (&row, &release));
                Box::pin(found).await?.ok().map(|found| (found.list, found.bytes))
            }
            false => ranked(look, stands.as_ref(), (&row, &release)).await?,
        };
        let Some((list, bytes)) = found else { continue };
        let earlier = match newest(look.snapshot(), &row, &release.stage).await? {
            Some(earlier) => Some(sealed(look.snapshot(), &earlier).await?),
            None => None,
        };
        let code = service.parts.effects.random.code();
        let told =
            told::ready(&service.parts, (look.snapshot(), &permit), (&row, code), (&list, earlier.as_ref()));
        prepared.lists.push((release.id, code, bytes, told.await?));
    }
    Ok(prepared)
}

/// A signed list of a ranking with the names and units that it shows; `None` where its signature ended.
async fn ranked(
    look: &Look<'_>,
    stands: Option<&(Permit<ReleaseList>, Standing)>,
    (row, release): (&PostingRow, &ReleaseRow),
) -> Result<Option<(List, Vec<u8>)>, Fault> {
    if ended_by(look.snapshot(), row, release).await?.is_some() {
        return Ok(None);
    }
    let bytes = releases::bytes(look.snapshot(), release.id).await?.ok_or(Fault::Stale)?;
    let list = List::parse(&bytes).map_err(Fault::internal)?;
    whole(look, stands, (release, list, bytes)).await.map(Some)
}

/// A signed list as it was signed, with the names and units that it shows.
///
/// # Errors
/// [`Fault::Internal`] where it has not the digest that was signed.
async fn whole(
    look: &Look<'_>,
    stands: Option<&(Permit<ReleaseList>, Standing)>,
    (release, list, bytes): (&ReleaseRow, List, Vec<u8>),
) -> Result<(List, Vec<u8>), Fault> {
    if Digest::of(&bytes) == release.digest {
        return Ok((list, bytes));
    }
    let (permit, standing) = stands.ok_or(Fault::Stale)?;
    let of = (release.stage.as_str(), list.bare());
    let list = naming((look.keys(), look.snapshot()), permit, standing, of).await?.under(list.head);
    let bytes = list.bytes().map_err(Fault::internal)?;
    if Digest::of(&bytes) == release.digest {
        Ok((list, bytes))
    } else {
        Err(Fault::internal("a signed list has not the digest that was signed"))
    }
}

async fn due_of(snapshot: &Snapshot, row: &PostingRow, now: Instant) -> Result<Vec<ReleaseRow>, Fault> {
    let mut all = releases::of_posting(snapshot, row.id).await?;
    all.retain(|one| one.waits() && one.release_at <= now);
    Ok(all)
}

async fn flip(service: &Service, op: &mut Op<'_>, posting: Code, prepared: &Prepared) -> Result<(), Fault> {
    let found = hold(op.tx(), posting).await?;
    let permit = op.permit::<ReleaseList>(found.scope())?;
    let row = found.open(&permit)?;
    let waiting: Vec<ReleaseRow> = releases::of_posting(op.tx(), row.id).await?;
    let waiting: Vec<ReleaseRow> = waiting.into_iter().filter(ReleaseRow::waits).collect();
    let mut released: Vec<&str> = Vec::new();
    for (id, code, bytes, told) in &prepared.lists {
        let Some(release) = waiting.iter().find(|one| one.id == *id) else { continue };
        let people = if is_proposed(&release.stage) {
            let found = proposed::whole(service, op.tx(), &permit, (&row, release));
            let Ok(people) = Box::pin(found).await? else { continue };
            Some(people)
        } else if ended_by(op.tx(), &row, release).await?.is_some() {
            continue;
        } else {
            None
        };
        let before = in_correction(op.tx(), &row, &release.stage).await?;
        let going = Going {
            code: *code,
            stage: &release.stage,
            ranking: release.ranking,
            bytes,
            digest: release.digest,
            first_signer: release.first_signer,
            second_signer: release.second_signer,
            at: release.release_at,
            before: before.as_ref(),
            told,
        };
        let list = make_public(op, &permit, (posting, &going)).await?;
        if let (Some(people), None) = (&people, &before) {
            proposed::begin(op, &permit, (posting, &people.decision), &people.list).await?;
        }
        let ended = releases::Ended { state: ReleaseState::Released, list: Some(list), by: None };
        releases::end(op.tx(), &permit, (release.id, ended), op.now()).await?;
        released.push(&release.stage);
    }
    if let (Some((last, says)), false) = (&prepared.last, released.is_empty()) {
        complete(op, &permit, &row, (last, *says, &released)).await?;
    }
    // What a release above changed counts for those after it.
    let mut ended = false;
    for release in waiting.iter().filter(|one| !released.contains(&one.stage.as_str())) {
        if let Some(by) = over(service, op.tx(), &permit, (&row, release)).await? {
            end(op, &permit, (posting, release), by).await?;
            ended = true;
        }
    }
    if released.is_empty() && !ended {
        op.repeat();
    }
    Ok(())
}
