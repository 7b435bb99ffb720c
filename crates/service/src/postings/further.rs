//! Further revisions (补充公告) of an approved posting: drafted beside what stands, and proposed with a reason.
//!
//! Owns: the draft and its proposal. A draft holds words, dates, stages, positions, files and typed conditions; schemes are those that stand
//! when it is read. Refuses: what may not change any more (`domain::revision::allowed`), and a second proposal while one waits.

use domain::access::aggregate::Postings;
use domain::access::{Act, Caller, DraftRevision, Permit, ProposeRevision, Reads};
use domain::calendar::Instant;
use domain::course::Waiting;
use domain::event::Event;
use domain::id::Code;
use domain::lists::expect_fit;
use domain::posting::{PositionCells, PositionTerms, PostingForm, misfits_of, public_grounds, public_words};
use domain::reason::{FieldPath, PostingsWhy};
use domain::revision::allowed::{OPEN, Situation, expect_allowed};
use domain::revision::{Contents, RevisionState};
use domain::typed::Words;
use domain::view::desk::revisions::PositionForm;
use store::Snapshot;
use store::postings::PostingRow;
use store::postings::revisions::{NewRevision, RevisionRow};

use super::approval::{complete, content};
use crate::Service;
use crate::fault::Fault;
use crate::op::Op;
use crate::rows::columns::{asked_for, details};
use crate::rows::conditions::expect_usable;
use crate::rows::postings::hold;
use crate::rows::revisions::{changes, conditions_text, stand};
use crate::tell;

/// What stands, and what is drafted beside it.
pub(super) struct Beside {
    /// What stands.
    pub(super) now: Contents,
    /// The draft over the schemes that stand; `None` where there is none.
    pub(super) draft: Option<Contents>,
    /// Version of the draft; 0 where there never was one.
    pub(super) version: i64,
}

pub(super) async fn beside<A: Act + Reads<Postings>>(
    snapshot: &Snapshot,
    permit: &Permit<A>,
    row: &PostingRow,
) -> Result<Beside, Fault> {
    let content = content(snapshot, permit, row).await?;
    let now = complete(row, &content)?.1.clone();
    let found = store::postings::drafts::of(snapshot, permit).await?;
    let version = found.as_ref().map_or(0, |row| row.version);
    let draft = found.and_then(|row| row.contents);
    let draft = draft.map(|draft| Contents { schemes: now.schemes.clone(), ..draft });
    Ok(Beside { now, draft, version })
}

/// Refuses what may not change any more, at this moment.
pub(super) async fn expect_timely(
    snapshot: &Snapshot,
    row: &PostingRow,
    (before, after): (&Contents, &Contents),
    now: Instant,
) -> Result<(), Fault> {
    let listed = !store::lists::of_posting(snapshot, row.id).await?.is_empty();
    let situation = Situation { phase: row.beneath(), now, listed, window: after.terms.registration };
    Ok(expect_allowed(&changes(before, after)?, situation)?)
}

/// Refuses what could not be published: the same questions as before the first approval.
pub(super) fn expect_publishable(contents: &Contents) -> Result<(), Fault> {
    contents.timetable.expect_placed(Some(contents.terms.registration))?;
    crate::rows::schemes::expect_review(
        crate::rows::schemes::saved(&contents.schemes)?.as_ref(),
        &contents.timetable,
    )?;
    let names = crate::rows::schemes::public_names(&contents.schemes)?;
    let lists = names.iter().map(String::as_str);
    expect_fit(&misfits_of(&contents.terms, &contents.positions, lists))?;
    let stand = stand(contents)?;
    expect_usable(&stand.conditions, &stand.positions)?;
    let schemes = stand.schemes;
    let unknown =
        contents.positions.iter().filter(|one| !schemes.contains_key(one.scheme_name().unwrap_or_default()));
    match u32::try_from(unknown.count()) {
        Ok(0) => Ok(()),
        count => {
            let count = count.unwrap_or(u32::MAX);
            Err(domain::reason::SchemesWhy::UnknownName { count }.reason().into())
        }
    }
}

/// Writes the draft by one step; the step answers what the draft says then, `None` for no draft.
pub(super) async fn draft(
    service: &Service,
    caller: &Caller,
    (posting, version): (Code, i64),
    step: impl AsyncFnOnce(&mut Op<'_>, &PostingRow, Contents) -> Result<Option<Contents>, Fault>,
) -> Result<(), Fault> {
    service
        .write(caller, "revision.draft", async |op| {
            let found = hold(op.tx(), posting).await?;
            let permit = op.permit::<DraftRevision>(found.scope())?;
            let row = found.open(&permit)?;
            row.beneath().expect(&OPEN)?;
            expect_none_waits(op.tx(), &permit).await?;
            let beside = beside(op.tx(), &permit, &row).await?;
            if beside.version != version {
                return Err(Fault::Stale);
            }
            let (by, at) = (permit.by(), op.now());
            let contents = step(op, &row, beside.draft.unwrap_or(beside.now)).await?;
            store::postings::drafts::put(op.tx(), &permit, version, contents.as_ref(), (by, at)).await?;
            let version = version.saturating_add(1);
            op.record(&permit, &Event::RevisionDrafted { posting, version }).await
        })
        .await
}

/// Whether a version waits for the department, or for its authors who have to answer that it was cut.
pub(super) fn waits(row: &RevisionRow) -> bool {
    matches!(row.state, RevisionState::Proposed | RevisionState::Cut)
}

/// Whether a further revision waits for the department or for its authors.
pub(super) async fn one_waits<A: Act + Reads<Postings>>(
    snapshot: &Snapshot,
    permit: &Permit<A>,
) -> Result<bool, Fault> {
    let newest = store::postings::revisions::newest(snapshot, permit).await?;
    Ok(newest.is_some_and(|row| waits(&row)))
}

/// Refuses while a further revision waits.
pub(super) async fn expect_none_waits<A: Act + Reads<Postings>>(
    snapshot: &Snapshot,
    permit: &Permit<A>,
) -> Result<(), Fault> {
    if one_waits(snapshot, permit).await? { Err(PostingsWhy::RevisionWaits.reason().into()) } else { Ok(()) }
}

/// Drafts other words or dates; the selecting authority stands.
///
/// # Errors
/// Every fault of the form; [`PostingsWhy::WrongPhase`]; [`PostingsWhy::RevisionWaits`]; [`Fault::Stale`] where somebody was
/// faster.
pub async fn draft_terms(
    service: &Service,
    caller: &Caller,
    (posting, version): (Code, i64),
    form: &PostingForm,
) -> Result<(), Fault> {
    let step = async |_: &mut Op<'_>, row: &PostingRow, draft: Contents| {
        let authority = row.authority.as_str().to_owned();
        let mut terms = PostingForm { authority, ..form.clone() }.check()?;
        // A form holds whole minutes: a moment that it did not change stays to the millisecond.
        let shown = PostingForm::of(&draft.terms);
        if shown.opens == form.opens {
            terms.registration.opens = draft.terms.registration.opens;
        }
        if shown.closes == form.closes {
            terms.registration.closes = draft.terms.registration.closes;
        }
        Ok(Some(Contents { terms, ..draft }))
    };
    draft(service, caller, (posting, version), step).await
}

/// Reads the form of a position but for the table's other columns; `of` is the code of the one that changes.
///
/// # Errors
/// Every fault of the form.
pub(super) fn typed_position(of: Option<&str>, form: &PositionForm) -> Result<PositionTerms, Fault> {
    let cells = PositionCells {
        code: of.unwrap_or(&form.code),
        unit: &form.unit,
        title: &form.title,
        plan: &form.plan,
        conditions: &form.conditions,
        scheme: &form.scheme,
    };
    let terms = PositionTerms::read("", &cells)?;
    let conditions: Words = public_words(&form.conditions, &FieldPath::new("conditions"))?;
    Ok(PositionTerms { conditions, ..terms })
}

/// Drafts what a position says, the table's other columns too; `of` is the code of the one that changes, `None` for a further one.
///
/// # Errors
/// Every fault of the form; [`PostingsWhy::PositionTaken`]; [`Fault::Missing`] for a position that is not
/// there; as [`draft_terms`].
pub async fn draft_position(
    service: &Service,
    caller: &Caller,
    (posting, version): (Code, i64),
    (of, form): (Option<&str>, &PositionForm),
) -> Result<(), Fault> {
    let terms = typed_position(of, form)?;
    let step = async |_: &mut Op<'_>, _: &PostingRow, mut draft: Contents| {
        let before = draft.positions.clone();
        let columns = asked_for(&before);
        let known = draft.positions.iter_mut().find(|one| one.code == terms.code);
        match (of, known) {
            (Some(_), Some(one)) => {
                let details = details(&columns, &form.details, &one.details)?;
                *one = PositionTerms { details, ..terms };
            }
            (Some(_), None) => return Err(Fault::Missing),
            (None, Some(_)) => return Err(PostingsWhy::PositionTaken.at("code").into()),
            (None, None) => {
                let details = details(&columns, &form.details, &[])?;
                draft.positions.push(PositionTerms { details, ..terms });
            }
        }
        // Words that changed are no longer covered by what was typed for others: an officer looks again.
        let conditions = stand(&draft)?.conditions;
        let (before, after): (Vec<_>, Vec<_>) = (before.iter().collect(), draft.positions.iter().collect());
        let conditions = conditions_text(&conditions.beside((&before, &after)))?;
        Ok(Some(Contents { conditions, ..draft }))
    };
    draft(service, caller, (posting, version), step).await
}

/// Throws the draft away.
///
/// # Errors
/// As [`draft_terms`].
pub async fn discard(service: &Service, caller: &Caller, posting: Code, version: i64) -> Result<(), Fault> {
    draft(service, caller, (posting, version), async |_: &mut Op<'_>, _: &PostingRow, _| Ok(None)).await
}

/// Proposes the draft with a reason that the public will read. Doing it twice does it once.
///
/// # Errors
/// As [`public_grounds`] at `reason`; everything that [`expect_allowed`] finds; [`domain::reason::ListsWhy::NotForPublic`];
/// [`PostingsWhy::RevisionWaits`]; [`Fault::Stale`] where somebody changed the draft.
pub async fn propose(
    service: &Service,
    caller: &Caller,
    (posting, version): (Code, i64),
    reason: &str,
) -> Result<(), Fault> {
    let reason = public_grounds(reason, &FieldPath::new("reason"))?;
    service
        .write(caller, "revision.propose", async |op| {
            let found = hold(op.tx(), posting).await?;
            let permit = op.permit::<ProposeRevision>(found.scope())?;
            let row = found.open(&permit)?;
            let (by, at) = (permit.by(), op.now());
            let beside = beside(op.tx(), &permit, &row).await?;
            let newest = store::postings::revisions::newest(op.tx(), &permit).await?;
            let waits = newest.filter(waits);
            if beside.version == version.saturating_add(1)
                && waits.as_ref().is_some_and(|row| row.proposed_by == by && row.reason == reason.as_str())
            {
                op.repeat();
                return Ok(());
            }
            if waits.is_some() {
                return Err(PostingsWhy::RevisionWaits.reason().into());
            }
            if beside.version != version {
                return Err(Fault::Stale);
            }
            let draft = beside.draft.as_ref().unwrap_or(&beside.now);
            expect_timely(op.tx(), &row, (&beside.now, draft), at).await?;
            expect_publishable(draft)?;
            let follows = store::postings::revisions::in_force(op.tx(), row.id).await?;
            let revision = op.code();
            let reason = reason.as_str();
            let new = NewRevision { code: revision, follows, reason, contents: draft, by, at };
            store::postings::revisions::propose(op.tx(), &permit, &new).await?;
            store::postings::drafts::put(op.tx(), &permit, version, None, (by, at)).await?;
            let digest = draft.digest();
            let event = |reason| Event::RevisionProposed { posting, revision, digest, reason };
            op.record_because(&permit, reason, event).await?;
            tell::to_second(op, &permit, &row, Waiting::Revision).await
        })
        .await
}
