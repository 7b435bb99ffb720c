//! Approving a version with fewer places, or without a position (核减), and what its authors answer.
//!
//! Owns: the department's decision, and accepting it or drafting again. What was asked for, what was decided and why stay beside each
//! other; what is in force and public is what was accepted, as a revision of its own. Refuses: deciding on anything but the digest shown,
//! by whoever had a hand in it, and what no revision could say.

use domain::access::aggregate::Postings;
use domain::access::{
    AcceptCut, Act, ActName, Caller, CutPlan, DeclineCut, EditPosting, Permit, Reads, ViewPosting, may,
};
use domain::course::Waiting;
use domain::digest::Digest;
use domain::eligibility::Conditions;
use domain::event::Event;
use domain::id::Code;
use domain::lifecycle::{Phase, Step};
use domain::lists::expect_fit;
use domain::messages::Kind;
use domain::posting::{misfits_of, public_words};
use domain::reason::{ActsWhy, FieldPath, PostingsWhy};
use domain::revision::cut::{Cut, Typed, apply, read};
use domain::revision::{Contents, RevisionState};
use domain::view::desk::revisions::{AskedLine, CutPage};
use store::conditions::NewConditions;
use store::postings::revisions::{NewRevision, RevisionRow, Settled};
use store::postings::{Approval, Mark, PostingRow, cuts};
use store::{Scoped as _, Snapshot};

use super::approval::{authors, complete, content, expect_time_to_register, told};
use super::enact::{expect_current, put_in_force};
use super::further::{Beside, beside, expect_publishable, expect_timely, waits};
use crate::Service;
use crate::fault::Fault;
use crate::jobs;
use crate::op::Op;
use crate::rows::postings::{find, head, hold};
use crate::rows::revisions::conditions_text;
use crate::tell;

/// The version that the department may still decide on, or that its authors have to answer.
async fn newest<A: Act + Reads<Postings>>(
    look: &Snapshot,
    permit: &Permit<A>,
) -> Result<Option<RevisionRow>, Fault> {
    let found = store::postings::revisions::newest(look, permit).await?;
    Ok(found.filter(waits))
}

/// What is left of a version, with its conditions free of positions that are struck.
fn left(contents: &Contents, cuts: &[Cut]) -> Result<Contents, Fault> {
    let positions = apply(&contents.positions, cuts);
    let conditions = match contents.conditions.as_str() {
        "" => String::new(),
        body => {
            let known: Conditions = serde_json::from_str(body).map_err(Fault::internal)?;
            let kept = without(&known, cuts);
            if kept == known { body.to_owned() } else { conditions_text(&kept)? }
        }
    };
    Ok(Contents { positions, conditions, ..contents.clone() })
}

/// The conditions without the positions that are struck; a group that named no other goes.
fn without(conditions: &Conditions, cuts: &[Cut]) -> Conditions {
    let struck = |number: &str| cuts.iter().any(|one| one.strikes() && one.number == number);
    let mut kept = conditions.clone();
    for group in &mut kept.groups {
        group.positions.retain(|one| !struck(one.as_str()));
    }
    kept.groups.retain(|one| !one.positions.is_empty());
    kept
}

/// Asks of what is left what is asked of everything that comes in force.
async fn expect_fit_to_stand<A: Act + Reads<Postings>>(
    op: &Op<'_>,
    permit: &Permit<A>,
    row: &PostingRow,
    (of, after): (&RevisionRow, &Contents),
) -> Result<(), Fault> {
    if of.follows == 0 {
        after.timetable.expect_placed(row.registration)?;
        let names = crate::rows::schemes::public_names(&after.schemes)?;
        expect_fit(&misfits_of(&after.terms, &after.positions, names.iter().map(String::as_str)))?;
        return expect_time_to_register(row, op.now());
    }
    let Beside { now, .. } = beside(op.tx(), permit, row).await?;
    expect_timely(op.tx(), row, (&now, after), op.now()).await?;
    expect_publishable(after)
}

/// The reasons of all cuts in one text, as the version keeps it.
fn because(cuts: &[Cut]) -> String {
    let line = |one: &Cut| format!("{}: {} → {}. {}", one.number, one.asked, one.places, one.reason.as_str());
    cuts.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// Approves the version that waits with fewer places, or without a position: its authors are told, and answer. Doing it twice does it
/// once.
///
/// # Errors
/// As [`read`]; [`ActsWhy::DigestChanged`]; [`PostingsWhy::CutWaits`]; what stands against what would be left; [`Fault::Missing`] where no
/// such version waits; `same_person` for whoever proposed it or wrote the posting.
pub async fn cut(
    service: &Service,
    caller: &Caller,
    (posting, revision): (Code, Code),
    (shown, typed): (&str, &[Typed]),
) -> Result<(), Fault> {
    service
        .write(caller, "posting.cut", async |op| {
            let found = hold(op.tx(), posting).await?;
            let permit = op.permit::<CutPlan>(found.scope())?;
            let row = found.open(&permit)?;
            let waiting = newest(op.tx(), &permit).await?.filter(|one| one.code == revision);
            let waiting = waiting.ok_or(Fault::Missing)?;
            let own = op.permit::<CutPlan>(waiting.scope())?;
            let cuts = read(&waiting.contents.positions, typed)?;
            if waiting.state == RevisionState::Cut {
                if waiting.settled_by == Some(own.by())
                    && cuts::of(op.tx(), &permit, waiting.id).await? == cuts
                {
                    op.repeat();
                    return Ok(());
                }
                return Err(PostingsWhy::CutWaits.reason().into());
            }
            if shown.parse() != Ok(waiting.digest) {
                return Err(ActsWhy::DigestChanged.reason().into());
            }
            let after = left(&waiting.contents, &cuts)?;
            expect_fit_to_stand(op, &permit, &row, (&waiting, &after)).await?;
            let words = because(&cuts);
            let by = (own.by(), op.now());
            store::postings::revisions::settle(op.tx(), &own, waiting.id, Settled::Cut(&words), by).await?;
            cuts::put(op.tx(), &permit, waiting.id, &cuts).await?;
            let struck = cuts.iter().filter(|one| one.strikes()).count();
            let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
            let (reduced, struck) = (count(cuts.len().saturating_sub(struck)), count(struck));
            let event = |reason| Event::PlanCut { posting, revision, reduced, struck, reason };
            op.record_because(&own, &words, event).await?;
            tell::to_second(op, &own, &row, Waiting::Cut).await
        })
        .await
}

/// The version of that code that its authors answer.
async fn answered<A: Act + Reads<Postings>>(
    op: &Op<'_>,
    permit: &Permit<A>,
    revision: Code,
) -> Result<RevisionRow, Fault> {
    let found = newest(op.tx(), permit).await?.filter(|one| one.code == revision);
    let found = found.ok_or(Fault::Stale)?;
    if found.state == RevisionState::Cut { Ok(found) } else { Err(PostingsWhy::NoCut.reason().into()) }
}

/// Accepts what was approved with fewer places: it is in force and public at once, approved by whoever decided it.
///
/// # Errors
/// [`PostingsWhy::NoCut`]; what stands against it by now, as before an approval; [`PostingsWhy::RevisionOvertaken`];
/// [`Fault::Stale`] where it was answered.
pub async fn accept(
    service: &Service,
    caller: &Caller,
    (posting, revision): (Code, Code),
) -> Result<(), Fault> {
    service
        .write(caller, "posting.accept_cut", async |op| {
            let found = hold(op.tx(), posting).await?;
            let permit = op.permit::<AcceptCut>(found.scope())?;
            let row = found.open(&permit)?;
            let asked = answered(op, &permit, revision).await?;
            let cuts = cuts::of(op.tx(), &permit, asked.id).await?;
            let after = left(&asked.contents, &cuts)?;
            expect_fit_to_stand(op, &permit, &row, (&asked, &after)).await?;
            let digest = after.digest();
            let no = if asked.follows == 0 {
                first(op, &permit, &row, (&asked, &after, &cuts)).await?;
                1
            } else {
                let now = expect_current(op, &permit, &row, &asked).await?;
                put_in_force(op, &permit, &row, (&now, &after)).await?;
                asked.follows.saturating_add(1)
            };
            let (code, reason) = (op.code(), asked.reason.as_str());
            let new = NewRevision {
                code,
                follows: asked.follows,
                reason,
                contents: &after,
                by: permit.by(),
                at: op.now(),
            };
            store::postings::revisions::accept(op.tx(), &permit, &new, (&asked, no)).await?;
            op.record(&permit, &Event::RevisionApproved { posting, revision: code, no, digest }).await?;
            let values = tell::of_posting(&row, (op.now(), ""));
            told(op, &permit, &row, (Kind::Approved, &authors(&row), values)).await
        })
        .await
}

/// Puts the first revision in force: the table and the conditions lose what was struck, the scheme is frozen, the posting is public.
async fn first(
    op: &mut Op<'_>,
    permit: &Permit<AcceptCut>,
    row: &PostingRow,
    (asked, after, cuts): (&RevisionRow, &Contents, &[Cut]),
) -> Result<(), Fault> {
    let to = row.phase.after(Step::AcceptCut)?;
    let content = content(op.tx(), permit, row).await?;
    let (scheme, whole) = complete(row, &content)?;
    if whole.digest() != asked.digest {
        return Err(ActsWhy::DigestChanged.reason().into());
    }
    let struck: Vec<&str> = cuts.iter().filter(|one| one.strikes()).map(|one| one.number.as_str()).collect();
    if !struck.is_empty() {
        store::postings::positions::strike(op.tx(), permit, &struck).await?;
    }
    let is_cut = |number: &str| cuts.iter().any(|one| one.number == number);
    let reduced: Vec<_> = after.positions.iter().filter(|one| is_cut(one.code.as_str())).collect();
    if !reduced.is_empty() {
        store::postings::positions::revise(op.tx(), permit, &reduced, &[]).await?;
    }
    let kept = without(&content.conditions, cuts);
    if kept != content.conditions {
        let version = crate::rows::conditions::of(op.tx(), permit).await?.1;
        let body = serde_json::to_string(&kept).map_err(Fault::internal)?;
        let new = NewConditions { body: &body, by: permit.by(), at: op.now() };
        let version = store::conditions::put(op.tx(), permit, version, &new).await?;
        let (at, digest) = ("groups".to_owned(), kept.digest());
        op.record(permit, &Event::ConditionsChanged { posting: row.code, version, at, digest }).await?;
    }
    let digest: Digest = after.digest();
    let by = asked.settled_by.ok_or_else(|| Fault::internal("a version that was cut by nobody"))?;
    store::schemes::freeze(op.tx(), permit, scheme.id, op.now()).await?;
    if let Some(window) = row.registration {
        jobs::of_registration(op, row.code, window).await?;
    }
    jobs::of_timetable(op, row.code, &after.timetable).await?;
    let mark = Mark::Accepted(Approval { by, at: op.now(), digest });
    store::postings::turn(op.tx(), permit, row.version, (row.phase, to), mark).await?;
    let (posting, from) = (row.code, row.phase);
    let turned = Event::PhaseTurned { posting, from, to, digest: Some(digest), reason: None };
    op.record(permit, &turned).await
}

/// Does not accept it: what was asked for is a draft again, to be changed, sent anew or withdrawn.
///
/// # Errors
/// [`PostingsWhy::NoCut`]; [`Fault::Stale`] where it was answered.
pub async fn decline(
    service: &Service,
    caller: &Caller,
    (posting, revision): (Code, Code),
) -> Result<(), Fault> {
    service
        .write(caller, "posting.decline_cut", async |op| {
            let found = hold(op.tx(), posting).await?;
            let permit = op.permit::<DeclineCut>(found.scope())?;
            let row = found.open(&permit)?;
            let asked = answered(op, &permit, revision).await?;
            store::postings::revisions::decline(op.tx(), &permit, asked.id).await?;
            if asked.follows == 0 {
                let to = row.phase.after(Step::DeclineCut)?;
                store::postings::turn(op.tx(), &permit, row.version, (row.phase, to), Mark::Plain).await?;
                let from = row.phase;
                let turned = Event::PhaseTurned { posting, from, to, digest: None, reason: None };
                op.record(&permit, &turned).await?;
            } else {
                let version =
                    store::postings::drafts::of(op.tx(), &permit).await?.map_or(0, |one| one.version);
                let by = (permit.by(), op.now());
                store::postings::drafts::put(op.tx(), &permit, version, Some(&asked.contents), by).await?;
            }
            op.record(&permit, &Event::CutDeclined { posting, revision }).await
        })
        .await
}

/// The version that waits, as the department weighs it or its authors answer.
///
/// # Errors
/// [`Fault::Missing`] for those outside the team, and where no version waits.
pub async fn cutting(service: &Service, caller: &Caller, posting: Code) -> Result<CutPage, Fault> {
    service
        .read(caller, "posting.view", async |look| {
            let found = find(look.snapshot(), posting).await?;
            let scope = found.scope();
            let permit = look.permit::<ViewPosting>(scope.clone())?;
            let row = found.open(&permit)?;
            let waiting = newest(look.snapshot(), &permit).await?.ok_or(Fault::Missing)?;
            let reasons = cuts::reasons(look.snapshot(), &permit).await?;
            let said = |number: &str| reasons.iter().find(|one| one.0 == number).map(|one| one.1.clone());
            let mut lines: Vec<AskedLine> = waiting
                .contents
                .positions
                .iter()
                .map(|one| AskedLine {
                    number: one.code.as_str().to_owned(),
                    words: format!("{} {}", one.unit.as_str(), one.title.as_str()),
                    asked: one.plan,
                    reason: said(one.code.as_str()).unwrap_or_default(),
                })
                .collect();
            lines.sort_by(|a, b| a.number.cmp(&b.number));
            let is_cut = waiting.state == RevisionState::Cut;
            let names = store::people::staff_names(look.snapshot(), waiting.settled_by.as_slice()).await?;
            let name = names.into_iter().next().map(|one| one.1).unwrap_or_default();
            let can = |act| may(look.caller(), act, &scope);
            Ok(CutPage {
                posting: head(&row),
                revision: waiting.code,
                digest: waiting.digest,
                lines,
                cuts: cuts::of(look.snapshot(), &permit, waiting.id).await?,
                decided: waiting.settled_at.map(|at| (name, at)),
                may_cut: !is_cut
                    && can(ActName::CutPlan)
                    && may(look.caller(), ActName::CutPlan, &waiting.scope()),
                may_answer: is_cut && can(ActName::AcceptCut),
            })
        })
        .await
}

/// Why the authority asks for positions, by number.
///
/// # Errors
/// [`Fault::Missing`] for those outside the team.
pub async fn reasons(
    service: &Service,
    caller: &Caller,
    posting: Code,
) -> Result<Vec<(String, String)>, Fault> {
    service
        .read(caller, "posting.view", async |look| {
            let found = find(look.snapshot(), posting).await?;
            let permit = look.permit::<ViewPosting>(found.scope())?;
            Ok(cuts::reasons(look.snapshot(), &permit).await?)
        })
        .await
}

/// Writes down why the authority asks for a position of a draft: the department reads it, the public does not. Empty words take it back.
///
/// # Errors
/// As [`public_words`] at `reason`; [`PostingsWhy::WrongPhase`] after the draft was sent; [`Fault::Missing`] for a position that is not
/// there.
pub async fn explain(
    service: &Service,
    caller: &Caller,
    (posting, of): (Code, &str),
    words: &str,
) -> Result<(), Fault> {
    let words = public_words(words, &FieldPath::new("reason"))?;
    service
        .write(caller, "posting.explain", async |op| {
            let found = hold(op.tx(), posting).await?;
            let permit = op.permit::<EditPosting>(found.scope())?;
            let row = found.open(&permit)?;
            row.phase.expect(&[Phase::Draft])?;
            let table = store::postings::positions::all(op.tx(), &permit).await?;
            let found = table.iter().find(|one| one.terms.code.as_str() == of).ok_or(Fault::Missing)?;
            cuts::explain(op.tx(), &permit, (&found.terms.code, &words), op.now()).await?;
            op.record(&permit, &Event::PositionExplained { posting, position: found.code }).await
        })
        .await
}
