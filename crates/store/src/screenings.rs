//! Screening verdicts (资格审查). Each is kept, also when it is undone. They belong to the first round of this step: local notices
//! repeat it until the transfer, and a failure at any point removes the person.
//!
//! Owns: rows of `screening`. Refuses: words in clear (they come here sealed), and the application's state; the use case turns it beside the verdict.

use std::collections::BTreeMap;

use domain::access::aggregate::Screenings;
use domain::access::{Changes, Permit, Reads};
use domain::calendar::Instant;
use domain::id::{ApplicationId, PersonId};
use domain::lifecycle::ApplicationState;
use domain::screening::RefusalGround;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait, Set};

use crate::entity::{application, screening};
use crate::error::Outcome;
use crate::row;
use crate::tx::{Snapshot, Tx};

/// What an officer decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ruled {
    /// Passed.
    Passed,
    /// Refused on this ground; the words say more.
    Refused(RefusalGround),
    /// The last verdict is undone; the words say why.
    Undone,
}

/// What an officer decided, with the words that were said about the person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// What.
    pub ruled: Ruled,
    /// The words, sealed; none where somebody passed.
    pub words_sealed: Option<Vec<u8>>,
}

/// A line of an application's screening history.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScreeningRow {
    /// The application.
    pub application: ApplicationId,
    /// Number of the posting's revision in force.
    pub revision: u32,
    /// What was decided.
    pub said: Said,
    /// By whom.
    pub by: PersonId,
    /// When.
    pub at: Instant,
}

fn read(row: screening::Model) -> Outcome<ScreeningRow> {
    let ruled = match (row.verdict.as_str(), row.ground) {
        ("passed", _) => Ruled::Passed,
        ("refused", Some(ground)) => {
            Ruled::Refused(row::word(RefusalGround::from_word, &ground, "screening.ground")?)
        }
        _ => Ruled::Undone,
    };
    Ok(ScreeningRow {
        application: ApplicationId(row.application),
        revision: row::count(row.revision, "screening.revision")?,
        said: Said { ruled, words_sealed: row.words_sealed },
        by: PersonId(row.decided_by),
        at: Instant(row.decided_at),
    })
}

pub(crate) fn written(
    (application, revision): (ApplicationId, u32),
    said: &Said,
    by: PersonId,
    at: Instant,
) -> screening::ActiveModel {
    let (verdict, ground) = match said.ruled {
        Ruled::Passed => ("passed", None),
        Ruled::Refused(ground) => ("refused", Some(ground.word())),
        Ruled::Undone => ("undone", None),
    };
    screening::ActiveModel {
        application: Set(application.0),
        revision: Set(i64::from(revision)),
        verdict: Set(verdict.to_owned()),
        ground: Set(ground.map(str::to_owned)),
        words_sealed: Set(said.words_sealed.clone()),
        decided_by: Set(by.0),
        decided_at: Set(at.0),
        ..Default::default()
    }
}

/// Adds a line to an application's history, under the posting's revision of that number.
///
/// # Errors
/// [`crate::StoreError::OutOfScope`] where `by` is not the caller.
pub async fn insert<A: Changes<Screenings>>(
    tx: &Tx,
    permit: &Permit<A>,
    (application, revision): (ApplicationId, u32),
    said: &Said,
    (by, at): (PersonId, Instant),
) -> Outcome<()> {
    let row = written((application, revision), said, row::actor(permit, by)?, at);
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

/// Returns the refusals of the permit's posting that stand and were decided at `since` or later, each with its application and moment.
///
/// # Errors
/// [`crate::StoreError::OutOfScope`] where the permit names no posting.
pub async fn refused_since<A: Reads<Screenings>>(
    look: &Snapshot,
    permit: &Permit<A>,
    since: Instant,
) -> Outcome<Vec<(ApplicationId, Instant)>> {
    let refused = application::Entity::find()
        .select_only()
        .column(application::Column::Id)
        .filter(application::Column::Posting.eq(row::posting_of(permit)?.0))
        .filter(application::Column::State.eq(ApplicationState::Refused.word()))
        .into_query();
    let lines: Vec<(i64, String, i64)> = screening::Entity::find()
        .select_only()
        .columns([screening::Column::Application, screening::Column::Verdict, screening::Column::DecidedAt])
        .filter(screening::Column::Application.in_subquery(refused))
        .filter(screening::Column::DecidedAt.gte(since.0))
        .order_by_asc(screening::Column::Id)
        .into_tuple()
        .all(look.db())
        .await?;
    let last: BTreeMap<i64, (String, i64)> =
        lines.into_iter().map(|(of, verdict, at)| (of, (verdict, at))).collect();
    let stands = last.into_iter().filter(|(_, (verdict, _))| verdict == "refused");
    Ok(stands.map(|(of, (_, at))| (ApplicationId(of), Instant(at))).collect())
}
