//! From a ranking to a signed list.
//!
//! Owns: the digest that is signed. Refuses: anything but the digest shown, and a proof older than [`PROOF_SECONDS`].

use domain::access::aggregate::{Applications, Marks, Postings, Rankings};
use domain::access::{Act, ActName, Caller, Permit, PublishList, Reads, ViewRanking, may};
use domain::calendar::Instant;
use domain::event::Event;
use domain::id::Code;
use domain::lifecycle::{Phase, Step};
use domain::lists::{Group, Head, List, build, expect_fit, misfits};
use domain::reason::Reason;
use domain::view::desk::lists::{Lists, Proof, PublishedHead, Stage};
use store::Snapshot;
use store::lists::{NewList, PublishedList};
use store::postings::{Mark, PostingRow};
use store::rankings::RankingRow;

use crate::Service;
use crate::fault::Fault;
use crate::ranking::{Computed, Inputs, load};
use crate::rows::postings::{find, head, hold};

/// How long a proof may be signed after it was shown.
const PROOF_SECONDS: i64 = 15 * 60;

/// The standing ranking with everything recomputed from its inputs.
struct Standing {
    ranking: RankingRow,
    inputs: Inputs,
    all: Vec<Computed>,
}

async fn standing<A>(snapshot: &Snapshot, permit: &Permit<A>, ranking: RankingRow) -> Result<Standing, Fault>
where
    A: Act + Reads<Postings> + Reads<Applications> + Reads<Marks> + Reads<Rankings>,
{
    let inputs = load(snapshot, permit).await?;
    if inputs.is_newer_than(&ranking.digests) {
        return Err(Reason::RankingStale.into());
    }
    let all = inputs.compute()?;
    let outcomes: Vec<_> = all.iter().map(|one| &one.outcome).collect();
    if domain::ranking::digest(&outcomes) != ranking.digests.result {
        return Err(Fault::internal("recomputing the ranking gave another digest"));
    }
    Ok(Standing { ranking, inputs, all })
}

/// Keys of the shortlists that the posting's schemes know, in the order of the first that names them.
fn stages(inputs: &Inputs) -> Vec<(String, Option<String>)> {
    let mut keys: Vec<(String, Option<String>)> = Vec::new();
    let schemes = inputs.file.scheme.iter().chain(inputs.file.schemes.values());
    for list in schemes.flat_map(|scheme| &scheme.shortlists) {
        let key = list.to.to_string();
        if !keys.iter().any(|known| known.0 == key) {
            keys.push((key, list.name.clone()));
        }
    }
    keys
}

impl Standing {
    /// Whether everybody whom the stage concerns has a result.
    fn is_ready(&self, stage: &str) -> bool {
        self.all.iter().all(|one| {
            let Some(scheme) = self.inputs.scheme_of(one.at) else { return false };
            let Some(at) = scheme.shortlists.iter().position(|list| list.to == *stage) else { return true };
            one.outcome.ranking().rows().all(|row| row.seat(at).is_some())
        })
    }

    fn list(
        &self,
        posting: &PostingRow,
        stage: &str,
        version: u32,
        at: Instant,
        root: Option<domain::digest::Digest>,
    ) -> List {
        let groups: Vec<Group<'_>> = self
            .all
            .iter()
            .filter_map(|one| {
                let position = self.inputs.positions.get(one.at)?;
                Some(Group {
                    position: position.terms.code.as_str(),
                    unit: position.terms.unit.as_str(),
                    title: position.terms.title.as_str(),
                    plan: Some(position.terms.plan),
                    scheme: self.inputs.scheme_of(one.at)?,
                    outcome: &one.outcome,
                })
            })
            .collect();
        let name = stages(&self.inputs).into_iter().find(|known| known.0 == stage).and_then(|known| known.1);
        let head = Head {
            posting: posting.code.to_string(),
            title: posting.title.as_str().to_owned(),
            authority: posting.authority.as_str().to_owned(),
            stage: stage.to_owned(),
            name,
            version,
            reason: None,
            supersedes: None,
            scheme: self.ranking.digests.scheme,
            rulings: self.ranking.digests.rulings,
            engine: env!("CARGO_PKG_VERSION").to_owned(),
            audit_root: root,
            published_at: at,
        };
        build(head, &groups, |_| None)
    }
}

/// The newest seal that was made before `at`.
async fn root_before(snapshot: &Snapshot, at: Instant) -> Result<Option<domain::digest::Digest>, Fault> {
    let Some(head) = store::audit::head(snapshot).await? else { return Ok(None) };
    let mut from = head.no;
    loop {
        let start = from.saturating_sub(200).max(1);
        let seals = store::audit::seals(snapshot, start, 201).await?;
        if let Some(seal) = seals.iter().rev().find(|seal| seal.at <= at) {
            return Ok(Some(seal.root));
        }
        if start == 1 {
            return Ok(None);
        }
        from = start;
    }
}

fn head_of(row: &PublishedList) -> PublishedHead {
    PublishedHead { code: row.code, version: row.version, digest: row.digest, at: row.published_at }
}

/// The lists of a posting: which can be published, which are.
///
/// # Errors
/// [`Fault::Missing`] for those outside the team.
pub async fn lists(service: &Service, caller: &Caller, posting: Code) -> Result<Lists, Fault> {
    service
        .read(caller, "list.view", async |look| {
            let found = find(look.snapshot(), posting).await?;
            let permit = look.permit::<ViewRanking>(found.scope())?;
            let row = found.open(&permit)?;
            let Some(locked) = store::rankings::standing(look.snapshot(), row.id).await? else {
                return Ok(lists_of(&row, None, &[], String::new(), caller));
            };
            let permit = look.permit::<ViewRanking>(locked.scope())?;
            let ranking = locked.open(&permit)?;
            let by = store::people::staff_names(look.snapshot(), ranking.computed_by.as_slice()).await?;
            let by: String = by.into_iter().map(|one| one.1).collect();
            let published = store::lists::of_posting(look.snapshot(), row.id).await?;
            let standing = standing(look.snapshot(), &permit, ranking).await?;
            Ok(lists_of(&row, Some(&standing), &published, by, caller))
        })
        .await
}

fn lists_of(
    row: &PostingRow,
    standing: Option<&Standing>,
    published: &[PublishedList],
    by: String,
    caller: &Caller,
) -> Lists {
    let stages = standing.map_or_else(Vec::new, |standing| {
        let stage = |(key, name): (String, Option<String>)| {
            let list = standing.list(row, &key, 1, Instant(0), None);
            let inside = list.rows.iter().filter(|row| row.result == "in").count();
            Stage {
                ready: standing.is_ready(&key),
                people: u32::try_from(list.rows.len()).unwrap_or(u32::MAX),
                inside: u32::try_from(inside).unwrap_or(u32::MAX),
                published: published.iter().find(|one| one.stage == key).map(head_of),
                key,
                name,
            }
        };
        stages(&standing.inputs).into_iter().map(stage).collect()
    });
    Lists {
        posting: head(row),
        stages,
        computed_by: by,
        may_sign: may(caller, ActName::PublishList, &domain::access::Scope::posting(row.id, &[])),
    }
}

/// The list exactly as it would be published at this instant, with its digest.
///
/// # Errors
/// [`Reason::RankingStale`], [`Reason::RulingNeeded`]; [`Reason::NotForPublic`] for each cell that must not be public;
/// [`Fault::Missing`] for a stage without result.
pub async fn proof(service: &Service, caller: &Caller, posting: Code, stage: &str) -> Result<Proof, Fault> {
    let lists = lists(service, caller, posting).await?;
    service
        .read(caller, "list.proof", async |look| {
            let found = find(look.snapshot(), posting).await?;
            let permit = look.permit::<ViewRanking>(found.scope())?;
            let row = found.open(&permit)?;
            let locked = store::rankings::standing(look.snapshot(), row.id).await?.ok_or(Fault::Missing)?;
            let permit = look.permit::<ViewRanking>(locked.scope())?;
            let standing = standing(look.snapshot(), &permit, locked.open(&permit)?).await?;
            let at = look.now();
            let root = root_before(look.snapshot(), at).await?;
            let list = checked(&standing, &row, stage, at, root)?;
            let digest = list.digest().map_err(Fault::internal)?;
            let (header, rows) = (list.header(), list.cells().collect());
            Ok(Proof { lists, stage: stage.to_owned(), at, digest, header, rows })
        })
        .await
}

fn checked(
    standing: &Standing,
    row: &PostingRow,
    stage: &str,
    at: Instant,
    root: Option<domain::digest::Digest>,
) -> Result<List, Fault> {
    if !stages(&standing.inputs).iter().any(|known| known.0 == stage) || !standing.is_ready(stage) {
        return Err(Fault::Missing);
    }
    let open = standing.all.iter().flat_map(|one| one.outcome.questions());
    let open = open.filter(|question| question.stage.as_deref().is_none_or(|of| of == stage)).count();
    if open > 0 {
        return Err(Reason::RulingNeeded { count: u32::try_from(open).unwrap_or(u32::MAX) }.into());
    }
    let list = standing.list(row, stage, 1, at, root);
    expect_fit(&misfits(&list))?;
    Ok(list)
}

/// Signs and publishes a list: sealed, immutable, public at once. The last list of the scheme moves the posting.
///
/// # Errors
/// [`Reason::DigestChanged`] where the list is no longer what was shown; [`Reason::AlreadyPublished`];
/// [`Reason::RankingStale`]; `same_person` for whoever computed the ranking.
pub async fn publish(
    service: &Service,
    caller: &Caller,
    posting: Code,
    stage: &str,
    (at, shown): (Instant, &str),
) -> Result<Code, Fault> {
    service
        .write(caller, "list.publish", async |op| {
            let found = hold(op.tx(), posting).await?;
            let permit = op.permit::<PublishList>(found.scope())?;
            let row = found.open(&permit)?;
            row.phase.expect(&[Phase::Examining, Phase::Ranked])?;
            let before = store::lists::of_posting(op.tx(), row.id).await?;
            if before.iter().any(|one| one.stage == stage) {
                return Err(Reason::AlreadyPublished.into());
            }
            let locked = store::rankings::standing(op.tx(), row.id).await?.ok_or(Fault::Missing)?;
            let permit = op.permit::<PublishList>(locked.scope())?;
            let standing = standing(op.tx(), &permit, locked.open(&permit)?).await?;
            if at > op.now() || at.plus_seconds(PROOF_SECONDS) < op.now() {
                return Err(Reason::DigestChanged.into());
            }
            let root = root_before(op.tx(), at).await?;
            let list = checked(&standing, &row, stage, at, root)?;
            let (digest, bytes) =
                (list.digest().map_err(Fault::internal)?, list.bytes().map_err(Fault::internal)?);
            if shown.parse() != Ok(digest) {
                return Err(Reason::DigestChanged.into());
            }
            let code = op.code();
            let new = NewList {
                code,
                stage,
                ranking: standing.ranking.id,
                bytes: &bytes,
                first_signer: standing.ranking.computed_by.ok_or(Fault::Missing)?,
                second_signer: permit.by().ok_or(Fault::Missing)?,
                at,
                corrects: None,
            };
            store::lists::seal(op.tx(), &permit, &new).await?;
            if row.phase == Phase::Ranked
                && stages(&standing.inputs).last().is_some_and(|last| last.0 == stage)
            {
                let to = row.phase.after(Step::Publish)?;
                store::postings::turn(op.tx(), &permit, row.version, (row.phase, to), Mark::Plain).await?;
            }
            let event =
                Event::ListPublished { posting, list: code, stage: stage.to_owned(), version: 1, digest };
            op.record(&permit, &event).await?;
            Ok(code)
        })
        .await
}
