//! Results of medicals (体检).
//!
//! Owns: rows of `medical`. Refuses: changing one. Which may follow which, `domain::inspection` says.

use domain::access::aggregate::Inspections;
use domain::access::{Changes, Permit, Reads};
use domain::calendar::Instant;
use domain::departure::DepartureState;
use domain::id::{ApplicationId, Code, DepartureId, PersonId};
use domain::inspection::MedicalResult;
use domain::workdays::iso;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Set};
use time::Date;

use crate::entity::{departure, medical};
use crate::error::Outcome;
use crate::row;
use crate::tx::{Snapshot, Tx};

/// A result as stored.
#[derive(Clone, PartialEq, Eq)]
pub struct MedicalRow {
    /// Public code.
    pub code: Code,
    /// Whose.
    pub application: ApplicationId,
    /// What it says.
    pub result: MedicalResult,
    /// The day of the medical.
    pub day: Date,
    /// What it rests on, sealed.
    pub words_sealed: Vec<u8>,
    /// Who wrote it down, and when.
    pub recorded: (PersonId, Instant),
    /// Whether it counts: the departure that it entered was neither refused nor taken back.
    pub counts: bool,
}

impl std::fmt::Debug for MedicalRow {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "MedicalRow({})", self.code)
    }
}

/// A result to write down.
#[derive(Clone, Debug)]
pub struct NewMedical {
    /// Public code, from the random source.
    pub code: Code,
    /// Whose.
    pub application: ApplicationId,
    /// What it says.
    pub result: MedicalResult,
    /// The day of the medical.
    pub day: Date,
    /// What it rests on, sealed.
    pub words_sealed: Vec<u8>,
    /// The departure that it entered.
    pub departure: Option<DepartureId>,
    /// Now.
    pub at: Instant,
}

/// Writes a result of a person of the permit's posting down.
///
/// # Errors
/// The database's.
pub async fn record<A: Changes<Inspections>>(tx: &Tx, permit: &Permit<A>, new: NewMedical) -> Outcome<()> {
    let row = medical::ActiveModel {
        code: Set(new.code.to_string()),
        posting: Set(row::posting_of(permit)?.0),
        application: Set(new.application.0),
        result: Set(new.result.word().to_owned()),
        day: Set(iso(new.day)),
        words_sealed: Set(new.words_sealed),
        departure: Set(new.departure.map(|one| one.0)),
        recorded_by: Set(row::actor_of(permit)?.0),
        recorded_at: Set(new.at.0),
        ..Default::default()
    };
    medical::Entity::insert(row).exec_without_returning(tx.db()).await?;
    Ok(())
}

/// Returns the results of the permit's posting in the order of writing.
///
/// # Errors
/// [`crate::StoreError::OutOfScope`] where the permit names no posting.
pub async fn all<A: Reads<Inspections>>(look: &Snapshot, permit: &Permit<A>) -> Outcome<Vec<MedicalRow>> {
    let posting = row::posting_of(permit)?.0;
    let rows = medical::Entity::find()
        .filter(medical::Column::Posting.eq(posting))
        .order_by_asc(medical::Column::Id)
        .all(look.db())
        .await?;
    let over = DepartureState::ALL.iter().copied().filter(|state| state.is_over());
    let refused: Vec<i64> = departure::Entity::find()
        .select_only()
        .column(departure::Column::Id)
        .filter(departure::Column::Posting.eq(posting))
        .filter(departure::Column::State.is_in(over.map(DepartureState::word)))
        .into_tuple()
        .all(look.db())
        .await?;
    let read = |row: medical::Model| {
        Ok(MedicalRow {
            code: row::code(&row.code)?,
            application: ApplicationId(row.application),
            result: row::word(MedicalResult::from_word, &row.result, "medical.result")?,
            day: row::day(&row.day, "medical.day")?,
            words_sealed: row.words_sealed,
            recorded: (PersonId(row.recorded_by), Instant(row.recorded_at)),
            counts: !row.departure.is_some_and(|entered| refused.contains(&entered)),
        })
    };
    rows.into_iter().map(read).collect()
}
