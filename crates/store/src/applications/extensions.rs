//! Individual extensions of applications, and proposals of them.
//!
//! Owns: rows of `extension`. Refuses: deciding twice, a second proposal for an application while one waits, and opening what was
//! said about a person (only the use cases hold the key).

use domain::access::aggregate::Applications;
use domain::access::{Changes, Permit, Reads, Scope};
use domain::calendar::Instant;
use domain::id::{ApplicationId, Code, ExtensionId, PersonId, PostingId};
use domain::lifecycle::ApplicationState;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait, Select, Set};

use crate::entity::{application, extension};
use crate::error::Outcome;
use crate::locked::{Locked, Scoped};
use crate::row;
use crate::tx::{Snapshot, Tx};

/// An extension as stored.
#[derive(Clone, PartialEq, Eq)]
pub struct ExtensionRow {
    /// Key.
    pub id: ExtensionId,
    /// Public code.
    pub code: Code,
    /// Its posting.
    pub posting: PostingId,
    /// Its application.
    pub application: ApplicationId,
    /// Until when.
    pub until: Instant,
    /// Why, sealed.
    pub reason_sealed: Vec<u8>,
    /// What it rests on, sealed.
    pub evidence_sealed: Vec<u8>,
    /// Who proposed it and when.
    pub proposed: (PersonId, Instant),
    /// Who decided it and when; `None` while it waits.
    pub decided: Option<(PersonId, Instant)>,
    /// Why it was refused, sealed; `None` where it waits or was granted.
    pub refused_sealed: Option<Vec<u8>>,
}

impl std::fmt::Debug for ExtensionRow {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "ExtensionRow({})", self.code)
    }
}

impl ExtensionRow {
    /// Returns true where it was granted.
    #[must_use]
    pub const fn is_granted(&self) -> bool {
        self.decided.is_some() && self.refused_sealed.is_none()
    }
}

impl Scoped for ExtensionRow {
    /// Returns the scope with the person who proposed it; that person may not decide it.
    fn scope(&self) -> Scope {
        Scope::posting(self.posting, &[self.proposed.0])
    }
}

/// An extension to propose.
#[derive(Clone, Debug)]
pub struct NewExtension {
    /// Public code, from the random source.
    pub code: Code,
    /// The application.
    pub application: ApplicationId,
    /// Until when.
    pub until: Instant,
    /// Why, sealed.
    pub reason_sealed: Vec<u8>,
    /// What it rests on, sealed.
    pub evidence_sealed: Vec<u8>,
    /// Now.
    pub at: Instant,
}

fn read(row: extension::Model) -> Outcome<ExtensionRow> {
    Ok(ExtensionRow {
        id: ExtensionId(row.id),
        code: row::code(&row.code)?,
        posting: PostingId(row.posting),
        application: ApplicationId(row.application),
        until: Instant(row.until_at),
        reason_sealed: row.reason_sealed,
        evidence_sealed: row.evidence_sealed,
        proposed: (PersonId(row.proposed_by), Instant(row.proposed_at)),
        decided: row.decided_by.map(PersonId).zip(row.decided_at.map(Instant)),
        refused_sealed: row.refused_sealed,
    })
}

/// Writes down a proposal by the caller in the permit's posting.
///
/// # Errors
/// [`crate::Conflict::ExtensionWaits`] while another one waits for the application.
pub async fn propose_extension<A: Changes<Applications>>(
    tx: &Tx,
    permit: &Permit<A>,
    new: NewExtension,
) -> Outcome<()> {
    let row = extension::ActiveModel {
        proposed_by: Set(row::actor_of(permit)?.0),
        proposed_at: Set(new.at.0),
        ..written(row::posting_of(permit)?, new)
    };
    extension::Entity::insert(row).exec_without_returning(tx.db()).await?;
    Ok(())
}

/// Grants at once what follows from an act that `proposed_by` put forward and the caller decides.
///
/// # Errors
/// [`crate::StoreError::OutOfScope`] where the permit names no posting.
pub async fn grant_extension<A: Changes<Applications>>(
    tx: &Tx,
    permit: &Permit<A>,
    new: NewExtension,
    proposed: (PersonId, Instant),
) -> Outcome<()> {
    let row = extension::ActiveModel {
        proposed_by: Set(proposed.0.0),
        proposed_at: Set(proposed.1.0),
        decided_by: Set(Some(row::actor_of(permit)?.0)),
        decided_at: Set(Some(new.at.0)),
        ..written(row::posting_of(permit)?, new)
    };
    extension::Entity::insert(row).exec_without_returning(tx.db()).await?;
    Ok(())
}

fn written(posting: PostingId, new: NewExtension) -> extension::ActiveModel {
    extension::ActiveModel {
        code: Set(new.code.to_string()),
        posting: Set(posting.0),
        application: Set(new.application.0),
        until_at: Set(new.until.0),
        reason_sealed: Set(new.reason_sealed),
        evidence_sealed: Set(new.evidence_sealed),
        ..Default::default()
    }
}

/// Decides a proposal of the permit's posting that waits; `refused` says why it is refused, sealed.
///
/// # Errors
/// [`crate::StoreError::Stale`] where it is decided or belongs to another posting.
pub async fn decide_extension<A: Changes<Applications>>(
    tx: &Tx,
    permit: &Permit<A>,
    (id, refused): (ExtensionId, Option<Vec<u8>>),
    at: Instant,
) -> Outcome<()> {
    let row = extension::ActiveModel {
        decided_by: Set(Some(row::actor_of(permit)?.0)),
        decided_at: Set(Some(at.0)),
        refused_sealed: Set(refused),
        ..Default::default()
    };
    let done = extension::Entity::update_many()
        .set(row)
        .filter(extension::Column::Id.eq(id.0))
        .filter(extension::Column::Posting.eq(row::posting_of(permit)?.0))
        .filter(extension::Column::DecidedBy.is_null())
        .exec(tx.db())
        .await?;
    row::expect_hit(done.rows_affected)
}

async fn all(look: &Snapshot, found: Select<extension::Entity>) -> Outcome<Vec<ExtensionRow>> {
    let rows = found.order_by_desc(extension::Column::Id).all(look.db()).await?;
    rows.into_iter().map(read).collect()
}

/// Returns the extensions of the permit's posting and the proposals of them, newest first.
///
/// # Errors
/// [`crate::StoreError::OutOfScope`] where the permit names no posting.
pub async fn extensions<A: Reads<Applications>>(
    look: &Snapshot,
    permit: &Permit<A>,
) -> Outcome<Vec<ExtensionRow>> {
    let posting = row::posting_of(permit)?;
    all(look, extension::Entity::find().filter(extension::Column::Posting.eq(posting.0))).await
}

/// Returns the extensions of an application that the permit's use case has opened, newest first.
///
/// # Errors
/// The database's.
pub async fn extensions_of<A: Reads<Applications>>(
    look: &Snapshot,
    _permit: &Permit<A>,
    of: ApplicationId,
) -> Outcome<Vec<ExtensionRow>> {
    all(look, extension::Entity::find().filter(extension::Column::Application.eq(of.0))).await
}

/// Returns until when an application that the permit's use case has opened was extended; `None` where nothing was granted.
///
/// # Errors
/// The database's.
pub async fn extended<A: Reads<Applications>>(
    look: &Snapshot,
    _permit: &Permit<A>,
    of: ApplicationId,
) -> Outcome<Option<Instant>> {
    let last: Option<Option<i64>> = extension::Entity::find()
        .select_only()
        .column_as(extension::Column::UntilAt.max(), "until_at")
        .filter(extension::Column::Application.eq(of.0))
        .filter(extension::Column::DecidedBy.is_not_null())
        .filter(extension::Column::RefusedSealed.is_null())
        .into_tuple()
        .one(look.db())
        .await?;
    Ok(row::at(last.flatten()))
}

/// Returns the extension of that code, to be opened with a permit.
///
/// # Errors
/// The database's.
pub async fn extension_by_code(
    look: &Snapshot,
    code: &Code,
) -> Outcome<Option<Locked<ExtensionRow, Applications>>> {
    let found =
        extension::Entity::find().filter(extension::Column::Code.eq(code.as_str())).one(look.db()).await?;
    Ok(found.map(read).transpose()?.map(Locked::new))
}

/// The states of applications that can still be sent under an extension.
const UNSENT: [ApplicationState; 2] = [ApplicationState::Draft, ApplicationState::Lapsed];

/// What of a posting's extensions still keeps its screening open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct StandingExtensions {
    /// Proposals that wait.
    pub waiting: u32,
    /// Applications that can still be sent.
    pub running: u32,
    /// When the last of these ends.
    pub last: Option<Instant>,
}

/// Returns what of the extensions of the permit's posting keeps its screening open at `now`.
///
/// # Errors
/// [`crate::StoreError::OutOfScope`] where the permit names no posting.
pub async fn standing_extensions<A: Reads<Applications>>(
    look: &Snapshot,
    permit: &Permit<A>,
    now: Instant,
) -> Outcome<StandingExtensions> {
    let posting = row::posting_of(permit)?;
    let drafts = application::Entity::find()
        .select_only()
        .column(application::Column::Id)
        .filter(application::Column::Posting.eq(posting.0))
        .filter(application::Column::State.is_in(UNSENT.map(ApplicationState::word)))
        .into_query();
    let of_posting = || extension::Entity::find().filter(extension::Column::Posting.eq(posting.0));
    let waiting = all(look, of_posting().filter(extension::Column::DecidedBy.is_null())).await?;
    let granted = of_posting()
        .filter(extension::Column::DecidedBy.is_not_null())
        .filter(extension::Column::UntilAt.gt(now.0))
        .filter(extension::Column::Application.in_subquery(drafts));
    let mut running = all(look, granted).await?;
    running.retain(ExtensionRow::is_granted);
    let last = running.iter().map(|one| one.until).max();
    running.sort_by_key(|one| one.application);
    running.dedup_by_key(|one| one.application);
    let count = |rows: &[ExtensionRow]| u32::try_from(rows.len()).unwrap_or(u32::MAX);
    Ok(StandingExtensions { waiting: count(&waiting), running: count(&running), last })
}
