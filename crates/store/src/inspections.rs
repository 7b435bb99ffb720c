//! Inspections (考察): the file of each person, below it the team with those who are left out, and the results of medicals.
//!
//! Owns: rows of `inspection`. Refuses: a second file of a person, changing what was countersigned, and opening what a team found (only
//! the use cases hold the key).

pub mod medicals;
pub mod team;

use std::collections::BTreeSet;

use domain::access::aggregate::Inspections;
use domain::access::{Changes, Permit, Reads, Scope};
use domain::calendar::Instant;
use domain::id::{ApplicationId, Code, InspectionId, PersonId, PostingId};
use domain::inspection::InspectionState;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, ExprTrait, QueryFilter, QueryOrder, Set};

use crate::entity::inspection;
use crate::error::Outcome;
use crate::locked::{Locked, Scoped};
use crate::row;
use crate::tx::{Snapshot, Tx};
use inspection::Column as C;

/// The file of a person as stored.
#[derive(Clone, PartialEq, Eq)]
pub struct InspectionRow {
    /// Key.
    pub id: InspectionId,
    /// Public code.
    pub code: Code,
    /// Whose.
    pub application: ApplicationId,
    /// How far it has come.
    pub state: InspectionState,
    /// Version; expected by every write.
    pub version: i64,
    /// The quantified record, sealed.
    pub record_sealed: Vec<u8>,
    /// What the team found, sealed.
    pub findings_sealed: Vec<u8>,
    /// Who entered it last, and when.
    pub entered: (PersonId, Instant),
    /// Who countersigned it, and when.
    pub countersigned: Option<(PersonId, Instant)>,
    /// Why it was sent back last, sealed.
    pub returned_sealed: Option<Vec<u8>>,
}

impl std::fmt::Debug for InspectionRow {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "InspectionRow({}, {})", self.code, self.state.word())
    }
}

/// The file of a person with those who may inspect them; nothing stands in it before somebody enters it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileRow {
    /// The posting.
    pub posting: PostingId,
    /// Whose.
    pub application: ApplicationId,
    /// The members of the team, without whoever is left out for this person.
    pub team: Vec<PersonId>,
    /// What was entered.
    pub inspection: Option<InspectionRow>,
}

impl Scoped for FileRow {
    /// Returns the scope with the team, and whoever entered the file; that person may not countersign it.
    fn scope(&self) -> Scope {
        let hands: Vec<PersonId> = self.inspection.iter().map(|one| one.entered.0).collect();
        Scope::inspected(self.posting, self.team.clone(), &hands)
    }
}

/// Returns the scope of what a member of some team may countersign in the posting: to tell how much waits. Each act asks the row of the
/// person inspected.
#[must_use]
pub fn scope_of_member(posting: PostingId, member: PersonId) -> Scope {
    Scope::inspected(posting, vec![member], &[])
}

fn read(row: inspection::Model) -> Outcome<InspectionRow> {
    Ok(InspectionRow {
        id: InspectionId(row.id),
        code: row::code(&row.code)?,
        application: ApplicationId(row.application),
        state: row::word(InspectionState::from_word, &row.state, "inspection.state")?,
        version: row.version,
        record_sealed: row.record_sealed,
        findings_sealed: row.findings_sealed,
        entered: (PersonId(row.entered_by), Instant(row.entered_at)),
        countersigned: row.countersigned_by.map(PersonId).zip(row.countersigned_at.map(Instant)),
        returned_sealed: row.returned_sealed,
    })
}

/// Returns the file of an application of that posting, to be opened with a permit of its team.
///
/// # Errors
/// The database's.
pub async fn file(
    look: &Snapshot,
    (posting, application): (PostingId, ApplicationId),
) -> Outcome<Locked<FileRow, Inspections>> {
    let members = team::of_posting(look, posting).await?;
    let declared = team::recused(look, application).await?;
    // By the person: whoever is named anew after a declaration is left out all the same.
    let declared = |one: &&team::MemberRow| declared.iter().any(|said| said.member == one.id);
    let out: BTreeSet<_> = members.iter().filter(declared).map(|one| one.person).collect();
    let stays = |one: &&team::MemberRow| one.taken.is_none() && !out.contains(&one.person);
    let team = members.iter().filter(stays).map(|one| one.person).collect();
    let found = inspection::Entity::find().filter(C::Application.eq(application.0)).one(look.db()).await?;
    let inspection = found.map(read).transpose()?;
    Ok(Locked::new(FileRow { posting, application, team, inspection }))
}

/// Returns the files of the permit's posting.
///
/// # Errors
/// [`crate::StoreError::OutOfScope`] where the permit names no posting.
pub async fn all<A: Reads<Inspections>>(look: &Snapshot, permit: &Permit<A>) -> Outcome<Vec<InspectionRow>> {
    let rows = inspection::Entity::find()
        .filter(C::Posting.eq(row::posting_of(permit)?.0))
        .order_by_asc(C::Id)
        .all(look.db())
        .await?;
    rows.into_iter().map(read).collect()
}

/// What a member enters, sealed.
#[derive(Clone, Debug)]
pub struct Entered {
    /// The quantified record.
    pub record_sealed: Vec<u8>,
    /// What the team found.
    pub findings_sealed: Vec<u8>,
}

/// Begins the file of a person of the permit's posting by the caller.
///
/// # Errors
/// [`crate::Conflict::Inspection`] where somebody began it at the same instant.
pub async fn begin<A: Changes<Inspections>>(
    tx: &Tx,
    permit: &Permit<A>,
    (code, application): (Code, ApplicationId),
    entered: Entered,
    at: Instant,
) -> Outcome<()> {
    let row = inspection::ActiveModel {
        code: Set(code.to_string()),
        posting: Set(row::posting_of(permit)?.0),
        application: Set(application.0),
        state: Set(InspectionState::Entered.word().to_owned()),
        version: Set(1),
        record_sealed: Set(entered.record_sealed),
        findings_sealed: Set(entered.findings_sealed),
        entered_by: Set(row::actor_of(permit)?.0),
        entered_at: Set(at.0),
        ..Default::default()
    };
    inspection::Entity::insert(row).exec_without_returning(tx.db()).await?;
    Ok(())
}

/// How a file of the permit's posting changes.
#[derive(Clone, Debug)]
pub enum Change {
    /// A member enters it anew.
    Entered(Entered),
    /// Another member countersigns it.
    Countersigned,
    /// Another member sends it back, for a reason that is sealed.
    Returned(Vec<u8>),
}

/// Changes a file that stands at `version` in one of `from`.
///
/// # Errors
/// [`crate::StoreError::Stale`] where it stands elsewhere by now.
pub async fn change<A: Changes<Inspections>>(
    tx: &Tx,
    permit: &Permit<A>,
    (id, version, from): (InspectionId, i64, &[InspectionState]),
    change: Change,
    at: Instant,
) -> Outcome<()> {
    let by = row::actor_of(permit)?.0;
    let state = match change {
        Change::Entered(_) => InspectionState::Entered,
        Change::Countersigned => InspectionState::Countersigned,
        Change::Returned(_) => InspectionState::Open,
    };
    let mut row = inspection::ActiveModel {
        state: Set(state.word().to_owned()),
        countersigned_by: Set(None),
        countersigned_at: Set(None),
        ..Default::default()
    };
    match change {
        Change::Entered(entered) => {
            row.record_sealed = Set(entered.record_sealed);
            row.findings_sealed = Set(entered.findings_sealed);
            row.entered_by = Set(by);
            row.entered_at = Set(at.0);
        }
        Change::Countersigned => {
            row.countersigned_by = Set(Some(by));
            row.countersigned_at = Set(Some(at.0));
        }
        Change::Returned(reason) => row.returned_sealed = Set(Some(reason)),
    }
    let done = inspection::Entity::update_many()
        .set(row)
        .col_expr(C::Version, Expr::col(C::Version).add(1))
        .filter(C::Id.eq(id.0))
        .filter(C::Posting.eq(row::posting_of(permit)?.0))
        .filter(C::Version.eq(version))
        .filter(C::State.is_in(from.iter().map(|one| one.word())))
        .exec(tx.db())
        .await?;
    row::expect_hit(done.rows_affected)
}
