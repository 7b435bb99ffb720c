//! The list of proposed people (拟遴选人选): looked at, signed by the publisher, and with that the beginning of their publicity period (公示).
//!
//! It is a list like all others: canonical bytes with a digest, sealed once, corrected by a further version. What it says of a person is
//! the name, the unit and the post of today, and the position. Refuses: anything but what was shown; whoever entered the decision; a
//! decision that is not confirmed.

use domain::access::{ActName, Caller, Permit, PublishProposed, ViewDecisions, may};
use domain::calendar::{Instant, Window};
use domain::collective::{DecisionState, Proposed, body, stage};
use domain::digest::Digest;
use domain::event::Event;
use domain::id::{Code, ListId, RankingId};
use domain::lifecycle::Phase;
use domain::lists::{Head, List, Proposal, expect_fit, misfits};
use domain::publicity::{Period, PeriodForm, Place};
use domain::reason::{ActsWhy, DecisionsWhy, ListsWhy, SchemesWhy};
use domain::scheme::DecisionMode;
use domain::view::desk::decisions::ProposedProof;
use store::decisions::DecisionRow;
use store::lists::NewList;
use store::lists::corrections::{self, Ended};
use store::postings::PostingRow;
use store::{Scoped as _, Snapshot};

use super::one;
use crate::Service;
use crate::fault::Fault;
use crate::jobs::{self, Job};
use crate::op::Op;
use crate::rows::decisions::{Decided, Listed, ReadsAll, expect_state};
use crate::rows::lists::{Corrected, body as body_of, in_correction, published_so, seal_before, sealed};
use crate::rows::postings::{find, head, hold};
use crate::rows::work_years::workdays;

/// What is signed: made before the act, so that the act itself only compares and writes.
struct Made {
    list: List,
    bytes: Vec<u8>,
    digest: Digest,
    /// Digest of what it says, which is what is signed.
    content: Digest,
    period: Period,
    days: u32,
    ranking: RankingId,
    /// The version that it follows, with the reason.
    follows: Option<(ListId, u32, String)>,
}

/// The list as it would be signed at `at`.
async fn make<A: ReadsAll>(
    service: &Service,
    snapshot: &Snapshot,
    permit: &Permit<A>,
    (row, all, decision): (&PostingRow, &Decided, &DecisionRow),
    (at, form): (Instant, &PeriodForm),
) -> Result<Made, Fault> {
    expect_state(decision, DecisionState::Confirmed)?;
    all.expect_current(decision.id)?;
    let stage = stage(decision.no);
    let corrected = in_correction(snapshot, row, &stage).await?;
    let published = all.periods.iter().any(|one| one.decision == decision.id);
    if published && corrected.is_none() {
        return Err(DecisionsWhy::AlreadyPublic.reason().into());
    }
    let scheme = store::schemes::newest(snapshot, permit).await?.ok_or(SchemesWhy::NoScheme.reason())?;
    let days = u32::from(crate::rows::schemes::saved(&scheme.body)?.working_days());
    let period = match &corrected {
        // A further version goes on in the period of the first: people were proposed then.
        Some(corrected) => {
            let head = sealed(snapshot, &corrected.list).await?.head;
            head.proposal.map(|proposal| proposal.period).ok_or(Fault::Missing)?
        }
        None => form.period(&workdays(snapshot).await?, days, at.date())?,
    };
    let last = all.list.as_ref().ok_or(Fault::Missing)?;
    let people = people(service, snapshot, permit, (all, decision)).await?;
    if people.is_empty() && corrected.is_none() {
        return Err(DecisionsWhy::NobodyProposed.reason().into());
    }
    let behind = sealed(snapshot, last).await?.head;
    let seal = seal_before(snapshot, at).await?;
    let proposal = Proposal { body: decision.body.clone(), on: decision.decided_on.date(), period };
    let revision = store::postings::revisions::in_force(snapshot, row.id).await?;
    let head = Head {
        posting: row.code.to_string(),
        title: row.title.as_str().to_owned(),
        authority: row.authority.as_str().to_owned(),
        stage,
        name: None,
        version: corrected.as_ref().map_or(1, |one| one.list.version.saturating_add(1)),
        reason: corrected.as_ref().map(|one| one.correction.reason.clone()),
        supersedes: corrected.as_ref().map(|one| one.list.digest),
        revision,
        proposal: Some(proposal),
        audit_seal: seal,
        published_at: at,
        ..behind
    };
    let list = body(&people).under(head);
    expect_fit(&misfits(&list))?;
    let bytes = list.bytes().map_err(Fault::internal)?;
    let follows = corrected.map(|Corrected { list, correction }| (list.id, list.version, correction.reason));
    let content = list.content_digest().map_err(Fault::internal)?;
    let digest = Digest::of(&bytes);
    Ok(Made { digest, content, bytes, list, period, days, ranking: last.ranking, follows })
}

/// Whom the decision proposes and no objection took out, with what the public reads of them.
pub(super) async fn people<'a, A: ReadsAll>(
    service: &Service,
    snapshot: &Snapshot,
    permit: &Permit<A>,
    (all, decision): (&'a Decided, &DecisionRow),
) -> Result<Vec<Proposed<'a>>, Fault> {
    let ids: Vec<_> = all.proposed_by(decision.id).map(|one| one.application).collect();
    let rows = store::applications::these(snapshot, permit, &ids).await?;
    let mut found = Vec::new();
    for one in all.proposed_by(decision.id) {
        let place = all.place(one.application).map(|(_, place)| place);
        if place == Some(Place::Cancelled) {
            continue;
        }
        let row = rows.iter().find(|row| row.id == one.application).ok_or(Fault::Missing)?;
        let [name, unit, post] = crate::rows::applications::serving(service, row)?;
        let suspended = place == Some(Place::Suspended);
        let weighted = weighted(service, all, one)?;
        found.push(Proposed { row: &one.row, name, unit, post, suspended, weighted });
    }
    Ok(found)
}

/// What examination and inspection come to for somebody, where the scheme of the position weighs them.
fn weighted(service: &Service, all: &Decided, of: &Listed) -> Result<Option<String>, Fault> {
    let number = of.row.position.as_str();
    if all.rule(number).is_none_or(|rule| rule.mode != DecisionMode::Weighted) {
        return Ok(None);
    }
    let people = all.of_position(number);
    let computed = all.computed(service.keys(), (number, people))?.unwrap_or_default();
    let own = people.iter().zip(computed).find(|(one, _)| one.application == of.application);
    Ok(own.and_then(|(_, computed)| computed.result).map(|result| result.to_string()))
}

/// The list of a decision's people as it would be signed now, with the digest of what it says.
///
/// # Errors
/// [`DecisionsWhy::AlreadyPublic`], [`DecisionsWhy::NobodyProposed`], [`DecisionsWhy::WrongState`], [`DecisionsWhy::Overtaken`]; as [`PeriodForm::period`];
/// [`ListsWhy::NotForPublic`] for each cell that must not be public; [`Fault::Missing`] for those outside the team.
pub async fn proof(
    service: &Service,
    caller: &Caller,
    (posting, decision): (Code, Code),
    form: &PeriodForm,
) -> Result<ProposedProof, Fault> {
    service
        .read(caller, "decision.proof", async |look| {
            let found = find(look.snapshot(), posting).await?;
            let permit = look.permit::<ViewDecisions>(found.scope())?;
            let row = found.open(&permit)?;
            let (all, decision) = one(look.snapshot(), &permit, &row, decision).await?;
            let at = look.now();
            let made = make(service, look.snapshot(), &permit, (&row, &all, &decision), (at, form)).await?;
            let scope = decision.entered();
            Ok(ProposedProof {
                posting: head(&row),
                decision: decision.code,
                no: decision.no,
                digest: made.content,
                period: made.period,
                days: made.days,
                corrects: made.follows.map(|(_, version, reason)| (version, reason)),
                header: made.list.header(),
                rows: made.list.cells().collect(),
                may_sign: row.phase == Phase::Published
                    && may(look.caller(), ActName::PublishProposed, &scope),
            })
        })
        .await
}

/// Signs the list of a decision's people and makes it public with the instant of this act; their publicity period begins. Where the list
/// is under correction, it is the next version. Doing it twice does it once.
///
/// # Errors
/// As [`proof`]; [`ActsWhy::DigestChanged`] where the list no longer says what was shown; [`ListsWhy::NothingCorrected`]; `same_person` for whoever
/// entered the decision or began the correction.
pub async fn publish(
    service: &Service,
    caller: &Caller,
    (posting, decision): (Code, Code),
    shown: &str,
    form: &PeriodForm,
) -> Result<Code, Fault> {
    service
        .write_prepared(
            caller,
            "decision.publish",
            async |look| {
                let found = find(look.snapshot(), posting).await?;
                let permit = look.permit::<PublishProposed>(found.scope())?;
                let row = found.open(&permit)?;
                let (all, decision) = one(look.snapshot(), &permit, &row, decision).await?;
                let stage = stage(decision.no);
                if published_so(look.snapshot(), &row, &stage, (shown, permit.by())).await?.is_some() {
                    return Ok(None);
                }
                row.phase.expect(&[Phase::Published])?;
                look.permit::<PublishProposed>(decision.entered())?;
                let from = (&row, &all, &decision);
                let made = make(service, look.snapshot(), &permit, from, (look.now(), form)).await?;
                if shown.parse() != Ok(made.content) {
                    return Err(ActsWhy::DigestChanged.reason().into());
                }
                if let Some(before) = in_correction(look.snapshot(), &row, &made.list.head.stage).await?
                    && body_of(&sealed(look.snapshot(), &before.list).await?) == body_of(&made.list)
                {
                    return Err(ListsWhy::NothingCorrected.reason().into());
                }
                Ok(Some((made, decision.version)))
            },
            async |op, made| make_public(op, (posting, decision), (shown, made.as_ref())).await,
        )
        .await
}

async fn make_public(
    op: &mut Op<'_>,
    (posting, decision): (Code, Code),
    (shown, made): (&str, Option<&(Made, i64)>),
) -> Result<Code, Fault> {
    let found = hold(op.tx(), posting).await?;
    let permit = op.permit::<PublishProposed>(found.scope())?;
    let row = found.open(&permit)?;
    let (all, decision) = one(op.tx(), &permit, &row, decision).await?;
    let stage = stage(decision.no);
    if let Some(code) = published_so(op.tx(), &row, &stage, (shown, permit.by())).await? {
        op.repeat();
        return Ok(code);
    }
    row.phase.expect(&[Phase::Published])?;
    let own = op.permit::<PublishProposed>(decision.entered())?;
    let (made, version) = made.ok_or(Fault::Stale)?;
    let before = in_correction(op.tx(), &row, &stage).await?;
    let follows = before.as_ref().map(|before| before.list.id);
    if decision.version != *version || follows != made.follows.as_ref().map(|one| one.0) {
        return Err(ActsWhy::DigestChanged.reason().into());
    }
    if let Some(before) = &before {
        op.permit::<PublishProposed>(before.correction.scope())?;
    } else if all.periods.iter().any(|one| one.decision == decision.id) {
        return Err(DecisionsWhy::AlreadyPublic.reason().into());
    }
    let list = op.code();
    let new = NewList {
        code: list,
        stage: &stage,
        ranking: made.ranking,
        bytes: &made.bytes,
        first_signer: decision.entered_by,
        second_signer: own.by(),
        at: op.now(),
        corrects: before.as_ref().map(|one| (&one.list, one.correction.reason.as_str())),
    };
    store::lists::seal(op.tx(), &own, &new).await?;
    if let Some(before) = &before {
        let ended = (before.correction.id, Ended::Corrected, made.ranking);
        corrections::end(op.tx(), &own, ended, (own.by(), op.now())).await?;
    }
    let (version, digest) = (made.list.head.version, made.digest);
    let published = Event::ListPublished { posting, list, stage: stage.clone(), version, digest };
    op.record(&own, &published).await?;
    jobs::enqueue(op, &Job::TellList { list }, op.now(), &format!("list/{list}/told")).await?;
    if before.is_none() {
        begin(op, &own, (posting, &decision, &stage), made.period).await?;
    }
    Ok(list)
}

/// Begins the publicity period of the people on a first version; those who are passed over are told.
async fn begin(
    op: &mut Op<'_>,
    permit: &Permit<PublishProposed>,
    (posting, decision, stage): (Code, &DecisionRow, &str),
    period: Period,
) -> Result<(), Fault> {
    let window = period.window();
    store::decisions::publicity::begin(op.tx(), permit, (decision.id, stage), window).await?;
    let (decision, Window { opens, closes }) = (decision.code, window);
    let told = Job::TellPassedOver { decision };
    jobs::enqueue(op, &told, op.now(), &format!("decision/{decision}/told")).await?;
    op.record(permit, &Event::PublicityBegun { posting, decision, opens, closes }).await
}
