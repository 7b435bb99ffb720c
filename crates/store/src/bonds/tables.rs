//! Which tables are bound, by which key, and which are not and why.
//!
//! Owns: the two lists; a test compares both with the migrated schema and with the triggers. Refuses: a table that stands in
//! neither.

use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QuerySelect, QueryTrait};

use super::Binder;
use super::canon::{self, Each, Spec, Which};
use crate::entity::{self, import_batch, ranking};
use crate::error::{Outcome, StoreError};
use crate::tx::Snapshot;

macro_rules! bound {
    ($($table:ident by $key:ident, $page:literal at a time $(, $when:path)?;)+) => {
        /// The tables whose rows are bound, each with the column of its key.
        pub const BOUND: &[(&str, &str)] = &[$((stringify!($table), bound!(word $key))),+];

        /// Reads what a table holds under these keys.
        pub(super) async fn digests(
            look: &Snapshot,
            binder: &Binder,
            relation: &str,
            which: Which<'_>,
            each: Each<'_>,
        ) -> Outcome<()> {
            match relation {
                $(stringify!($table) => {
                    let spec = Spec::<entity::$table::Entity> {
                        relation: stringify!($table),
                        key: entity::$table::Column::$key,
                        page: $page,
                        when: None::<Condition>$(.or(Some($when())))?,
                    };
                    canon::digests(look, binder, &spec, which, each).await
                })+
                _ => Err(StoreError::Unreadable("touched.relation")),
            }
        }

        /// Returns the public code of a row that is bound by its own key.
        pub(super) async fn code(look: &Snapshot, relation: &str, key: i64) -> Outcome<Option<String>> {
            match relation {
                $(stringify!($table) => canon::code::<entity::$table::Entity>(look, key).await,)+
                _ => Ok(None),
            }
        }
    };
    (word Id) => { "id" };
    (word Batch) => { "batch" };
    (word Posting) => { "posting" };
    (word Ranking) => { "ranking" };
}

bound! {
    account by Id, 500 at a time;
    adjustment by Id, 100 at a time;
    adjustment_choice by Id, 200 at a time;
    adjustment_place by Id, 500 at a time;
    application by Id, 500 at a time;
    assignment by Id, 500 at a time;
    backfill by Id, 200 at a time;
    collective_decision by Id, 100 at a time;
    condition_set by Id, 50 at a time;
    consent by Id, 500 at a time;
    contact by Id, 500 at a time;
    decision_choice by Id, 500 at a time;
    departure by Id, 200 at a time;
    departure_recall by Id, 200 at a time;
    duplicate_mark by Id, 500 at a time;
    examiner_mark by Id, 500 at a time;
    extension by Id, 100 at a time;
    file_leaving by Id, 500 at a time;
    finding by Id, 500 at a time;
    first_signature by Id, 200 at a time;
    following by Id, 200 at a time;
    import_batch by Id, 20 at a time, applied;
    import_change by Batch, 500 at a time, of_applied_change;
    import_content by Id, 200 at a time, of_applied_content;
    import_file by Batch, 1 at a time, of_applied_file;
    inputs by Posting, 500 at a time;
    inspection by Id, 200 at a time;
    inspection_member by Id, 500 at a time;
    interview_plan by Id, 20 at a time;
    list by Id, 1 at a time;
    list_correction by Id, 100 at a time;
    list_leaving by Id, 500 at a time;
    list_release by Id, 1 at a time;
    mark by Id, 500 at a time;
    mark_version by Id, 500 at a time;
    medical by Id, 200 at a time;
    message_template by Id, 100 at a time;
    notice_file by Id, 200 at a time;
    objection_answer by Id, 100 at a time;
    objection_term by Id, 100 at a time;
    opening by Id, 100 at a time;
    opening_merge by Id, 500 at a time;
    opening_position by Id, 500 at a time;
    own_objection by Id, 500 at a time;
    panels by Id, 50 at a time;
    person by Id, 500 at a time;
    plan_cut by Id, 500 at a time;
    position by Id, 500 at a time;
    position_reason by Id, 500 at a time;
    posting by Id, 50 at a time;
    posting_decision by Id, 100 at a time;
    posting_draft by Id, 10 at a time;
    posting_revision by Id, 10 at a time;
    publicity by Id, 100 at a time;
    ranking by Id, 50 at a time, laid_down;
    ranking_basis by Id, 200 at a time;
    ranking_list by Ranking, 1 at a time, of_laid_down_list;
    ranking_row by Ranking, 500 at a time, of_laid_down_row;
    recusal by Id, 500 at a time;
    ruling by Id, 100 at a time;
    ruling_verdict by Id, 500 at a time;
    ruling_words by Id, 100 at a time;
    scheme by Id, 20 at a time;
    scheme_draft by Id, 20 at a time;
    screening by Id, 500 at a time;
    service_end by Id, 200 at a time;
    service_term by Id, 200 at a time;
    submission by Id, 200 at a time;
    supervision by Id, 200 at a time;
    telephone by Id, 200 at a time;
    timetable by Id, 50 at a time;
    transfer by Id, 200 at a time;
    upload by Id, 200 at a time;
    veto by Id, 500 at a time;
    work_year by Id, 20 at a time;
}

/// The tables that are not bound, each with the reason.
pub const UNBOUND: &[(&str, &str)] = &[
    ("contact_proof", "a code on its way; what it proved stands in the bound contact"),
    ("event", "bound by its own tag"),
    (
        "event_address",
        "sealed for its event and swept after a term; the event holds its keyed digest for good",
    ),
    ("event_bond", "holds the tags, which no other key makes"),
    ("event_row", "covered by the tag of its event"),
    (
        "event_words",
        "sealed for their event and swept after a term; the event holds their keyed digest for good",
    ),
    ("idempotency", "a form that came before; it decides nothing and goes after 30 days"),
    ("job", "work to do, which asks for its own ground when it runs"),
    ("kept_form", "sealed, of nobody's selection, and goes after an hour"),
    (
        "mark_words",
        "sealed for their cell and swept after a term; the version of the mark holds their keyed digest for good",
    ),
    (
        "message",
        "tells of an act that is bound itself and decides nothing; sealed, written on when it is read, and swept after a term",
    ),
    ("message_choice", "which messages a person also wants elsewhere; the account holds all of them"),
    ("message_delivery", "the outbox, which the sender writes on at every try; it decides nothing"),
    ("meta", "facts of the installation, written by housekeeping every few seconds"),
    (
        "objection",
        "what somebody wrote; it decides nothing, and its answers and what a candidate objects to are bound",
    ),
    ("print_part", "a copy of papers that are made of bound rows; goes after its term"),
    ("print_run", "how far such copies came; decides nothing and goes after its term"),
    ("refusal", "counts that go after a term"),
    ("seal", "carries a tag of its own"),
    ("seal_entry", "covered by the root of its seal"),
    ("session", "who is signed in now; written at every request"),
    ("staged_row", "what a dry run would write; what came of it stands in bound rows"),
    ("throttle", "counts that go after a term"),
    ("ticket_back", "numbers that nobody else may get; whose number one is stands in the bound application"),
    ("touched", "the scratch table of the bonds themselves"),
    ("unsealed", "the sealer's inbox, which the sealer does not trust"),
];

/// A dry run becomes evidence once it is confirmed; until then it may be swept.
fn applied() -> Condition {
    Condition::all().add(import_batch::Column::State.eq(domain::import::ImportState::Applied.word()))
}

fn batches() -> sea_orm::sea_query::SelectStatement {
    import_batch::Entity::find().select_only().column(import_batch::Column::Id).filter(applied()).into_query()
}

fn of_applied_change() -> Condition {
    Condition::all().add(entity::import_change::Column::Batch.in_subquery(batches()))
}

fn of_applied_content() -> Condition {
    Condition::all().add(entity::import_content::Column::Applied.eq(1))
}

fn of_applied_file() -> Condition {
    Condition::all().add(entity::import_file::Column::Batch.in_subquery(batches()))
}

/// A ranking becomes evidence once it is made current; while it is written, some rows at a time, it may be taken away.
fn laid_down() -> Condition {
    Condition::all().add(ranking::Column::State.ne("preparing"))
}

fn rankings() -> sea_orm::sea_query::SelectStatement {
    ranking::Entity::find().select_only().column(ranking::Column::Id).filter(laid_down()).into_query()
}

fn of_laid_down_list() -> Condition {
    Condition::all().add(entity::ranking_list::Column::Ranking.in_subquery(rankings()))
}

fn of_laid_down_row() -> Condition {
    Condition::all().add(entity::ranking_row::Column::Ranking.in_subquery(rankings()))
}
