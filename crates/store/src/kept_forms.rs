//! Forms that did not go through, kept for their owner until they do or until their term is over.
//!
//! Owns: rows of `kept_form`, one for each owner and action. Refuses: fields in clear; they come here sealed.

use domain::calendar::Instant;
use domain::id::Code;
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Set};

use crate::entity::kept_form;
use crate::error::Outcome;
use crate::row;
use crate::tx::{Snapshot, Tx};

/// A kept form: the code that its seal is bound to, and its sealed fields.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptForm {
    /// Drawn for this row.
    pub code: Code,
    /// The sealed fields.
    pub fields: Vec<u8>,
}

/// Keeps a form in place of an earlier one of the same action.
///
/// # Errors
/// The database's.
pub async fn keep(tx: &Tx, (owner, action): (&str, &str), form: &KeptForm, at: Instant) -> Outcome<()> {
    use kept_form::Column::{Action, Code as CodeColumn, Fields, KeptAt, Owner};
    let row = kept_form::ActiveModel {
        owner: Set(owner.to_owned()),
        action: Set(action.to_owned()),
        code: Set(form.code.to_string()),
        fields: Set(form.fields.clone()),
        kept_at: Set(at.0),
    };
    let again = OnConflict::columns([Owner, Action]).update_columns([CodeColumn, Fields, KeptAt]).to_owned();
    kept_form::Entity::insert(row).on_conflict(again).exec_without_returning(tx.db()).await?;
    Ok(())
}

/// Returns the action of the newest form of an owner that stands behind `most` newer ones.
///
/// # Errors
/// The database's.
pub async fn behind(tx: &Tx, owner: &str, most: u64) -> Outcome<Option<String>> {
    use kept_form::Column::{Action, KeptAt, Owner};
    let found = kept_form::Entity::find()
        .filter(Owner.eq(owner))
        .order_by_desc(KeptAt)
        .order_by_asc(Action)
        .offset(most)
        .one(tx.db())
        .await?;
    Ok(found.map(|found| found.action))
}

/// Puts other fields under a form that is kept; its term stays.
///
/// # Errors
/// The database's.
pub async fn replace(tx: &Tx, (owner, action): (&str, &str), form: &KeptForm) -> Outcome<()> {
    use kept_form::Column::{Action, Code as CodeColumn, Fields, Owner};
    kept_form::Entity::update_many()
        .col_expr(CodeColumn, Expr::value(form.code.to_string()))
        .col_expr(Fields, Expr::value(form.fields.clone()))
        .filter(Owner.eq(owner))
        .filter(Action.eq(action))
        .exec(tx.db())
        .await?;
    Ok(())
}

/// Returns the form of an owner and action that was kept after `since`.
///
/// # Errors
/// The database's.
pub async fn find(
    look: &Snapshot,
    (owner, action): (&str, &str),
    since: Instant,
) -> Outcome<Option<KeptForm>> {
    let found = kept_form::Entity::find_by_id((owner.to_owned(), action.to_owned()))
        .filter(kept_form::Column::KeptAt.gt(since.0))
        .one(look.db())
        .await?;
    found.map(|found| Ok(KeptForm { code: row::code(&found.code)?, fields: found.fields })).transpose()
}

/// Forgets a form; forgetting it twice is harmless.
///
/// # Errors
/// The database's.
pub async fn forget(tx: &Tx, (owner, action): (&str, &str)) -> Outcome<()> {
    kept_form::Entity::delete_by_id((owner.to_owned(), action.to_owned())).exec(tx.db()).await?;
    Ok(())
}

/// Forgets what was kept before `before` (housekeeping); answers how many forms went.
///
/// # Errors
/// The database's.
pub async fn sweep(tx: &Tx, before: Instant) -> Outcome<u64> {
    let done =
        kept_form::Entity::delete_many().filter(kept_form::Column::KeptAt.lt(before.0)).exec(tx.db()).await?;
    Ok(done.rows_affected)
}
