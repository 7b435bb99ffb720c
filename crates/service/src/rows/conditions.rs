//! Conditions as use cases begin from them: those of a posting, what they ask of one position, and what they come to for one
//! application.

use domain::access::aggregate::Postings;
use domain::access::{Act, Changes, EditPosting, Permit, Reads};
use domain::calendar::Instant;
use domain::digest::Digest;
use domain::eligibility::{Asked, Change, Conditions, Unfit, judge_all};
use domain::event::Event;
use domain::id::{ApplicationId, Code, PersonId, PostingId};
use domain::lists::leak;
use domain::posting::PositionTerms;
use domain::reason::{ConditionsWhy, TypedWhy};
use domain::registration::{Answers, Form};
use store::Snapshot;
use store::applications::FindingRow;
use store::conditions::{ConditionsRow, NewConditions};
use store::postings::PostingRow;
use store::postings::positions::PositionRow;

use crate::fault::Fault;
use crate::op::Op;

/// The conditions of a row, or none.
fn read(row: Option<&ConditionsRow>) -> Result<Conditions, Fault> {
    row.map_or_else(
        || Ok(Conditions::default()),
        |row| serde_json::from_str(&row.body).map_err(Fault::internal),
    )
}

/// The conditions of the permit's posting with their version, 0 for none.
pub(crate) async fn of<A: Reads<Postings>>(
    look: &Snapshot,
    permit: &Permit<A>,
) -> Result<(Conditions, i64), Fault> {
    let row = store::conditions::of(look, permit).await?;
    Ok((read(row.as_ref())?, row.map_or(0, |row| row.version)))
}

/// The conditions of a public posting.
pub(crate) async fn public_of(look: &Snapshot, posting: PostingId) -> Result<Conditions, Fault> {
    read(store::conditions::public_of(look, posting).await?.as_ref())
}

/// What a position of a public posting asks, typed and in words that a person checks.
pub(crate) async fn asked_of(
    look: &Snapshot,
    posting: &PostingRow,
    position: &PositionRow,
) -> Result<Option<Asked>, Fault> {
    let Some(window) = posting.registration else { return Ok(None) };
    Ok(public_of(look, posting.id).await?.asked_of(&position.terms, window))
}

/// The digest of what is asked; none where nothing is asked.
pub(crate) fn digest(conditions: &Conditions) -> Option<Digest> {
    (!conditions.is_empty()).then(|| conditions.digest())
}

/// Refuses conditions that cannot be used with this position table.
pub(crate) fn expect_sound(conditions: &Conditions, positions: &[PositionRow]) -> Result<(), Fault> {
    let terms: Vec<PositionTerms> = positions.iter().map(|row| row.terms.clone()).collect();
    expect_usable(conditions, &terms)
}

/// The same for a table that is drafted.
pub(crate) fn expect_usable(conditions: &Conditions, positions: &[PositionTerms]) -> Result<(), Fault> {
    let faults = conditions.faults(&codes(positions)).len();
    if faults == 0 {
        return Ok(());
    }
    Err(ConditionsWhy::Faulty { count: u32::try_from(faults).unwrap_or(u32::MAX) }.reason().into())
}

/// The codes of the position table.
pub(crate) fn codes(positions: &[PositionTerms]) -> Vec<&str> {
    positions.iter().map(|one| one.code.as_str()).collect()
}

/// What the application comes to.
pub(crate) fn found(application: ApplicationId, answers: &Answers, asked: &Asked, at: Instant) -> FindingRow {
    let finding = judge_all(&asked.rules, &Form::standard().facts(answers), asked.at).finding();
    FindingRow { application, finding, rules: asked.digest, at }
}

/// The conditions beside another table.
pub(crate) fn beside(
    conditions: &Conditions,
    before: &[PositionRow],
    after: &[&PositionTerms],
) -> Conditions {
    let before: Vec<&PositionTerms> = before.iter().map(|row| &row.terms).collect();
    conditions.beside((&before, after))
}

/// What an officer types in a change that the public reads, with its field: the words of a condition, the name of a group.
fn public_text(change: &Change) -> Option<(&str, &'static str)> {
    match change {
        Change::Add { form, .. } | Change::Set { form, .. } => Some((form.words.as_str(), "words")),
        Change::Group { name, .. } => Some((name.as_str(), "name")),
        Change::Remove { .. } | Change::Count { .. } | Change::Cover { .. } | Change::Photo { .. } => None,
    }
}

/// Makes one change; answers the address of what it was about. Only a column of this table is covered.
///
/// # Errors
/// Every refusal of the change; [`TypedWhy::PrivateNumber`] at `words` or `name`, which are public; [`Fault::Missing`] for an address or
/// a column that is not there.
pub(crate) fn apply<'a>(
    conditions: &mut Conditions,
    change: &Change,
    table: impl IntoIterator<Item = &'a PositionTerms>,
) -> Result<String, Fault> {
    if let Some((text, field)) = public_text(change)
        && leak(text).is_some()
    {
        return Err(TypedWhy::PrivateNumber.at(field).into());
    }
    if let Change::Cover { column, covered: true } = change {
        let columns = conditions.columns(table);
        columns.iter().find(|one| one.column == *column).ok_or(Fault::Missing)?;
    }
    conditions.apply(change).map_err(|unfit| match unfit {
        Unfit::Place => Fault::Missing,
        Unfit::Refused(reasons) => Fault::Refused(reasons),
    })
}

/// Lets other conditions stand: those of a revision that comes in force.
///
/// # Errors
/// The database's; [`Fault::Internal`] where they have no JSON form, which none lack.
pub(crate) async fn put<A: Act<By = PersonId> + Reads<Postings> + Changes<Postings>>(
    op: &Op<'_>,
    permit: &Permit<A>,
    conditions: &Conditions,
) -> Result<(), Fault> {
    let (_, version) = of(op.tx(), permit).await?;
    let body = serde_json::to_string(conditions).map_err(Fault::internal)?;
    let new = NewConditions { body: &body, by: permit.by(), at: op.now() };
    store::conditions::put(op.tx(), permit, version, &new).await?;
    Ok(())
}

/// Takes the mark of being covered from columns whose words another table changes: an officer looks again. The table that stands is
/// still the one before.
pub(crate) async fn uncover(
    op: &mut Op<'_>,
    (permit, posting): (&Permit<EditPosting>, Code),
    after: &[&PositionTerms],
) -> Result<(), Fault> {
    let (conditions, version) = of(op.tx(), permit).await?;
    let before = store::postings::positions::all(op.tx(), permit).await?;
    let beside = beside(&conditions, &before, after);
    if beside == conditions {
        return Ok(());
    }
    let body = serde_json::to_string(&beside).map_err(Fault::internal)?;
    let new = NewConditions { body: &body, by: permit.by(), at: op.now() };
    let version = store::conditions::put(op.tx(), permit, version, &new).await?;
    let (at, digest) = ("covered".to_owned(), beside.digest());
    op.record(permit, &Event::ConditionsChanged { posting, version, at, digest }).await
}
