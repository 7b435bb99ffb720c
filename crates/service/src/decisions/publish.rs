//! The list of proposed people (拟遴选人选): looked at, signed by the publisher for at once or for an instant, and with its publication the
//! beginning of their publicity period (公示).
//!
//! What waits for its instant is released as every list is (`crate::lists`). Refuses: anything but what was shown; whoever entered the
//! decision; a decision that is not confirmed.

use domain::access::{ActName, Caller, Permit, PublishProposed, ViewDecisions, may};
use domain::calendar::Instant;
use domain::collective::stage;
use domain::id::Code;
use domain::lifecycle::Phase;
use domain::publicity::PeriodForm;
use domain::reason::{ActsWhy, DecisionsWhy, ListsWhy};
use domain::release::expect_release;
use domain::view::desk::decisions::ProposedProof;
use store::Scoped as _;
use store::decisions::DecisionRow;
use store::postings::PostingRow;

use super::one;
use crate::Service;
use crate::fault::Fault;
use crate::lists::{Going, Signing, begin, chosen, end, keep_until, make_public, signature, waits};
use crate::op::{Look, Op};
use crate::rows::lists::{Corrected, body, in_correction, published_so, sealed};
use crate::rows::postings::{find, head, hold};
use crate::rows::proposed::{Made, make};

/// The permit of the act under the decision, which whoever entered it never gets.
type Own = Permit<PublishProposed>;

/// What the publisher signs: what the list says, under the digest that was shown.
#[derive(Clone, Copy, Debug)]
struct Shown<'a> {
    posting: Code,
    decision: Code,
    digest: &'a str,
    form: &'a PeriodForm,
    /// When it is to be released; `None` for at once.
    release: Option<Instant>,
}

/// The list of a decision's people as it would be signed now, to be released at the instant that was typed, with the digest of what it
/// says. An empty instant is at once; one that cannot be is named in the proof, which then is for at once.
///
/// # Errors
/// [`DecisionsWhy::AlreadyPublic`], [`DecisionsWhy::NobodyProposed`], [`DecisionsWhy::WrongState`], [`DecisionsWhy::Overtaken`]; as [`PeriodForm::period`];
/// [`ListsWhy::NotForPublic`] for each cell that must not be public; [`Fault::Missing`] for those outside the team.
pub async fn proof(
    service: &Service,
    caller: &Caller,
    (posting, decision): (Code, Code),
    form: &PeriodForm,
    typed: &str,
) -> Result<ProposedProof, Fault> {
    service
        .read(caller, "decision.proof", async |look| {
            let found = find(look.snapshot(), posting).await?;
            let permit = look.permit::<ViewDecisions>(found.scope())?;
            let row = found.open(&permit)?;
            let (all, decision) = one(look.snapshot(), &permit, &row, decision).await?;
            let (release, wrong) = match chosen(typed, look.now()) {
                Ok(release) => (release, None),
                Err(wrong) => (None, Some(wrong)),
            };
            let at = (look.now(), release, form);
            let made = make(service, look.snapshot(), &permit, (&row, &all, &decision), at).await?;
            let of = (&row, made.list.head.stage.as_str());
            let signature = signature(service, look.snapshot(), &permit, of).await?;
            let waits = signature.as_ref().is_some_and(|one| one.ended.is_none());
            let scope = decision.entered();
            Ok(ProposedProof {
                posting: head(&row),
                decision: decision.code,
                no: decision.no,
                release,
                wrong,
                digest: made.content,
                period: made.period,
                days: made.days,
                corrects: made.follows.map(|(_, version, reason)| (version, reason)),
                header: made.list.header(),
                rows: made.list.cells().collect(),
                signature,
                may_sign: !waits
                    && row.phase == Phase::Published
                    && may(look.caller(), ActName::PublishProposed, &scope),
                may_take_back: may(look.caller(), ActName::TakeBackList, &row.scope()),
            })
        })
        .await
}

/// Signs the list of a decision's people and makes it public with the instant of this act; their publicity period begins. Where the list
/// is under correction, it is the next version. Doing it twice does it once.
///
/// # Errors
/// As [`proof`]; [`ActsWhy::DigestChanged`] where the list no longer says what was shown; [`ListsWhy::NothingCorrected`];
/// [`ListsWhy::ReleaseWaits`]; `same_person` for whoever entered the decision or began the correction.
pub async fn publish(
    service: &Service,
    caller: &Caller,
    (posting, decision): (Code, Code),
    digest: &str,
    form: &PeriodForm,
) -> Result<Code, Fault> {
    let shown = Shown { posting, decision, digest, form, release: None };
    service
        .write_prepared(
            caller,
            "decision.publish",
            async |look| {
                let found = find(look.snapshot(), posting).await?;
                let permit = look.permit::<PublishProposed>(found.scope())?;
                let row = found.open(&permit)?;
                let (_, decision) = one(look.snapshot(), &permit, &row, decision).await?;
                let of = (digest, permit.by());
                match published_so(look.snapshot(), &row, &stage(decision.no), of).await? {
                    Some(_) => Ok(None),
                    None => prepare(service, look, &shown).await.map(Some),
                }
            },
            async |op, signed| make_list(service, op, (&shown, signed.as_ref())).await,
        )
        .await
}

/// Signs the list of a decision's people for a later instant: sealed now with that instant in it, released as every list is, and seen by
/// nobody outside before.
///
/// # Errors
/// As [`publish`]; as [`expect_release`].
pub async fn schedule(
    service: &Service,
    caller: &Caller,
    (posting, decision): (Code, Code),
    (digest, release): (&str, Instant),
    form: &PeriodForm,
) -> Result<(), Fault> {
    let shown = Shown { posting, decision, digest, form, release: Some(release) };
    service
        .write_prepared(
            caller,
            "decision.sign",
            async |look| prepare(service, look, &shown).await,
            async |op, signed| {
                let (row, decision, own, before) = expect_unchanged(service, op, (&shown, &signed)).await?;
                let kept = signed.0.kept()?;
                let signing = Signing {
                    stage: &signed.0.list.head.stage,
                    ranking: signed.0.ranking,
                    kept: &kept,
                    digest: signed.0.digest,
                    first_signer: decision.entered_by,
                    second_signer: own.by(),
                    before: before.as_ref(),
                    release,
                };
                keep_until(op, &own, (posting, &row), &signing).await
            },
        )
        .await
}

/// What is signed, read before the act, with the version of its decision.
async fn prepare(service: &Service, look: &Look<'_>, shown: &Shown<'_>) -> Result<(Made, i64), Fault> {
    let found = find(look.snapshot(), shown.posting).await?;
    let permit = look.permit::<PublishProposed>(found.scope())?;
    let row = found.open(&permit)?;
    row.phase.expect(&[Phase::Published])?;
    if let Some(release) = shown.release {
        expect_release(release, look.now())?;
    }
    let (all, decision) = one(look.snapshot(), &permit, &row, shown.decision).await?;
    look.permit::<PublishProposed>(decision.entered())?;
    let of = (&row, stage(decision.no));
    if let Some((_, None)) = waits(service, look.snapshot(), &permit, (of.0, &of.1)).await? {
        return Err(ListsWhy::ReleaseWaits.reason().into());
    }
    let at = (look.now(), shown.release, shown.form);
    let made = make(service, look.snapshot(), &permit, (&row, &all, &decision), at).await?;
    if shown.digest.parse() != Ok(made.content) {
        return Err(ActsWhy::DigestChanged.reason().into());
    }
    if let Some(before) = in_correction(look.snapshot(), &row, &made.list.head.stage).await?
        && body(&sealed(look.snapshot(), &before.list).await?) == body(&made.list)
    {
        return Err(ListsWhy::NothingCorrected.reason().into());
    }
    Ok((made, decision.version))
}

/// Refuses where something changed between the proof and the act; a signature that does not stand any more ends here. Gives the permit
/// that names who entered the decision.
async fn expect_unchanged(
    service: &Service,
    op: &mut Op<'_>,
    (shown, (made, version)): (&Shown<'_>, &(Made, i64)),
) -> Result<(PostingRow, DecisionRow, Own, Option<Corrected>), Fault> {
    let found = hold(op.tx(), shown.posting).await?;
    let permit = op.permit::<PublishProposed>(found.scope())?;
    let row = found.open(&permit)?;
    row.phase.expect(&[Phase::Published])?;
    let (all, decision) = one(op.tx(), &permit, &row, shown.decision).await?;
    let own = op.permit::<PublishProposed>(decision.entered())?;
    let stage = made.list.head.stage.as_str();
    let before = in_correction(op.tx(), &row, stage).await?;
    let follows = before.as_ref().map(|before| before.list.id);
    if decision.version != *version || follows != made.follows.as_ref().map(|one| one.0) {
        return Err(ActsWhy::DigestChanged.reason().into());
    }
    // Somebody may have left, or an objection been answered, since it was made: what names people is public for good.
    all.expect_current(decision.id)?;
    if !all.agrees(&made.list) {
        return Err(ActsWhy::DigestChanged.reason().into());
    }
    if let Some(before) = &before {
        op.permit::<PublishProposed>(before.correction.scope())?;
    } else if all.periods.iter().any(|one| one.decision == decision.id) {
        return Err(DecisionsWhy::AlreadyPublic.reason().into());
    }
    match waits(service, op.tx(), &own, (&row, stage)).await? {
        Some((release, Some(by))) => end(op, &own, (shown.posting, &release), by).await?,
        Some((_, None)) => return Err(ListsWhy::ReleaseWaits.reason().into()),
        None => {}
    }
    Ok((row, decision, own, before))
}

async fn make_list(
    service: &Service,
    op: &mut Op<'_>,
    (shown, signed): (&Shown<'_>, Option<&(Made, i64)>),
) -> Result<Code, Fault> {
    let found = hold(op.tx(), shown.posting).await?;
    let permit = op.permit::<PublishProposed>(found.scope())?;
    let row = found.open(&permit)?;
    let (_, decision) = one(op.tx(), &permit, &row, shown.decision).await?;
    let of = (shown.digest, permit.by());
    if let Some(code) = published_so(op.tx(), &row, &stage(decision.no), of).await? {
        op.repeat();
        return Ok(code);
    }
    let signed = signed.ok_or(Fault::Stale)?;
    let (_, decision, own, before) = expect_unchanged(service, op, (shown, signed)).await?;
    let (made, code) = (&signed.0, op.code());
    let going = Going {
        code,
        stage: &made.list.head.stage,
        ranking: made.ranking,
        bytes: &made.bytes,
        digest: made.digest,
        first_signer: decision.entered_by,
        second_signer: own.by(),
        at: op.now(),
        before: before.as_ref(),
        // The job that the publication queues tells them.
        told: &[],
    };
    make_public(op, &own, (shown.posting, &going)).await?;
    if before.is_none() {
        begin(op, &own, (shown.posting, &decision), &made.list).await?;
    }
    Ok(code)
}
