//! Screening verdicts (资格审查). Each is kept, also when it is undone. They belong to the first round of this step: local notices
//! repeat it until the transfer, and a failure at any point removes the person.
//!
//! Owns: rows of `screening`. Refuses: the application's state; the use case turns it beside the verdict.

use domain::access::aggregate::Screenings;
use domain::access::{Changes, Permit, Reads};
use domain::calendar::Instant;
use domain::id::{ApplicationId, PersonId};
use domain::screening::{RefusalGround, Verdict};
use domain::typed::Grounds;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, Set};

use crate::entity::screening;
use crate::error::Outcome;
use crate::row;
use crate::tx::{Snapshot, Tx};

/// What an officer decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ruled {
    /// A verdict.
    Verdict(Verdict),
    /// The last verdict is undone, with the reason.
    Undone(Grounds),
    /// Whoever gave the last verdict took it back before anybody else touched the file; that asks for no reason.
    TakenBack,
}

/// A line of an application's screening history.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScreeningRow {
    /// The application.
    pub application: ApplicationId,
    /// What was decided.
    pub ruled: Ruled,
    /// By whom.
    pub by: PersonId,
    /// When.
    pub at: Instant,
}

fn read(row: screening::Model) -> Outcome<ScreeningRow> {
    let taken_back = row.verdict == "undone" && row.words.is_none();
    let words = Grounds::stored(row.words.unwrap_or_default());
    let ruled = match (row.verdict.as_str(), row.ground) {
        _ if taken_back => Ruled::TakenBack,
        ("passed", _) => Ruled::Verdict(Verdict::Passed),
        ("refused", Some(ground)) => {
            let ground = row::word(RefusalGround::from_word, &ground, "screening.ground")?;
            Ruled::Verdict(Verdict::Refused { ground, words })
        }
        _ => Ruled::Undone(words),
    };
    Ok(ScreeningRow {
        application: ApplicationId(row.application),
        ruled,
        by: PersonId(row.decided_by),
        at: Instant(row.decided_at),
    })
}

pub(crate) fn written(
    application: ApplicationId,
    ruled: &Ruled,
    by: PersonId,
    at: Instant,
) -> screening::ActiveModel {
    let (verdict, ground, words) = match ruled {
        Ruled::Verdict(Verdict::Passed) => ("passed", None, None),
        Ruled::Verdict(Verdict::Refused { ground, words }) => ("refused", Some(ground.word()), Some(words)),
        Ruled::Undone(words) => ("undone", None, Some(words)),
        Ruled::TakenBack => ("undone", None, None),
    };
    screening::ActiveModel {
        application: Set(application.0),
        verdict: Set(verdict.to_owned()),
        ground: Set(ground.map(str::to_owned)),
        words: Set(words.map(|words| words.as_str().to_owned())),
        decided_by: Set(by.0),
        decided_at: Set(at.0),
        ..Default::default()
    }
}

/// Adds a line to an application's history.
///
/// # Errors
/// [`crate::StoreError::OutOfScope`] where `by` is not the caller.
pub async fn insert<A: Changes<Screenings>>(
    tx: &Tx,
    permit: &Permit<A>,
    application: ApplicationId,
    ruled: &Ruled,
    (by, at): (PersonId, Instant),
) -> Outcome<()> {
    let row = written(application, ruled, row::actor(permit, by)?, at);
    screening::Entity::insert(row).exec_without_returning(tx.db()).await?;
    Ok(())
}

/// Returns the history of an application that the permit's use case has opened, oldest first.
///
/// # Errors
/// The database's.
pub async fn history<A: Reads<Screenings>>(
    look: &Snapshot,
    _permit: &Permit<A>,
    application: ApplicationId,
) -> Outcome<Vec<ScreeningRow>> {
    let rows = screening::Entity::find()
        .filter(screening::Column::Application.eq(application.0))
        .order_by_asc(screening::Column::Id)
        .all(look.db())
        .await?;
    rows.into_iter().map(read).collect()
}
