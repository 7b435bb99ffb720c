//! What may go wrong below a use case, in five words.
//!
//! Owns: the table from constraint names to known conflicts. Refuses: letting a database message out; `Debug` and
//! `Display` of [`Cause`] name the kind of failure and the database's code, never values.

use sea_orm::{DbErr, RuntimeErr};

/// Result of every function of this crate.
pub type Outcome<T> = Result<T, StoreError>;

/// Why a read or write did not happen.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// A constraint that stands for a rule: the caller can tell the person which. PostgreSQL takes no further
    /// statement in the transaction: roll back, or write under a savepoint what may conflict.
    #[error("conflict: {0:?}")]
    Conflict(Conflict),
    /// The row changed since the caller loaded it, or is not in the state that the write expects.
    #[error("the row changed since it was read")]
    Stale,
    /// The permit speaks of another thing than the row: a fault of the calling code, refused before any effect.
    #[error("the permit's scope does not cover this row")]
    OutOfScope,
    /// The database is locked, out of connections, or asks to try again.
    #[error("the database is busy")]
    Busy(#[source] Cause),
    /// The database's disk is full.
    #[error("the database has no room")]
    NoRoom(#[source] Cause),
    /// The connection was lost while a commit was on its way: it may have happened or not.
    #[error("nobody knows whether the commit happened")]
    Unconfirmed(#[source] Cause),
    /// A stored value that the domain does not know, named by its column.
    #[error("the stored value of {0} cannot be read")]
    Unreadable(&'static str),
    /// Rows that are bound to events were written in a transaction that recorded none: a fault of the calling code, and nothing
    /// was kept.
    #[error("rows that are bound to events were written without an event")]
    Unrecorded,
    /// The store was opened without the key that this needs.
    #[error("the store has no key to bind with")]
    NoKey,
    /// Everything else.
    #[error("database failure")]
    Other(#[source] Cause),
}

/// The constraints that stand for a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Conflict {
    /// The sign-in name is taken.
    SignInName,
    /// A public code was drawn twice; draw again.
    Code,
    /// The person has a live application in this posting.
    LiveApplication,
    /// Another account applied in this posting with the same identity number.
    IdentityNumber,
    /// The posting has this ticket number already.
    Ticket,
    /// The posting has a position of this number.
    PositionNumber,
    /// The person holds the role as far already.
    Assignment,
    /// Somebody saved a scheme revision of the same number first.
    SchemeRevision,
    /// Somebody began a draft of the scheme first.
    SchemeDraft,
    /// Somebody began a draft of a further revision first.
    PostingDraft,
    /// A version of the posting waits for the competent department already.
    RevisionWaits,
    /// A decision on the course of the posting waits already.
    DecisionWaits,
    /// An extension for the application waits already.
    ExtensionWaits,
    /// A confirmation of openings waits already.
    OpeningWaits,
    /// A round of moves waits already.
    AdjustmentWaits,
    /// The person left already, or a departure waits.
    Departure,
    /// It waits already to be taken back.
    Recall,
    /// The person signed it already under the same digest.
    Supervision,
    /// The person is in the inspection team already.
    Member,
    /// The member is left out for this person already.
    Recusal,
    /// Somebody else began the file of the person at the same instant.
    Inspection,
    /// The person is called already.
    CallWaits,
    /// Another revision of the same number came in force first.
    RevisionNumber,
    /// Somebody set the first conditions first.
    Conditions,
    /// The form was received before.
    IdempotencyKey,
    /// The cell has a mark already.
    Mark,
    /// The examiner's mark is there already.
    ExaminerMark,
    /// The proposal was approved or sent back already.
    Verdict,
    /// Another ranking became the current one.
    CurrentRanking,
    /// This version of the list is published already, or the one it supersedes was superseded.
    ListVersion,
    /// The correction of the list was begun already.
    Correction,
    /// A collective decision of the posting is not confirmed yet.
    Collective,
    /// A candidate raised this before about the same verdict or mark.
    Raised,
    /// The transfer of the person was approved before.
    Transfer,
    /// A version of the list is signed and waits for its instant.
    ReleaseWaits,
    /// The two signatures are of one person.
    TwoSigners,
    /// A posting would be approved by whoever wrote or submitted it.
    TwoPeople,
    /// Somebody saved the same version of a message's words first.
    Template,
    /// The person set an address of this channel at the same instant.
    Contact,
    /// A job with the same key is queued.
    Job,
    /// Another process sealed the same events first.
    Seal,
    /// Events, seals, rulings and lists cannot be changed or deleted.
    Permanent,
}

/// Constraint name on PostgreSQL, the words of SQLite's message, the conflict.
const KNOWN: &[(&str, &str, Conflict)] = &[
    ("account_sign_in", "account.sign_in", Conflict::SignInName),
    ("application_live_candidate", "application.posting, application.candidate", Conflict::LiveApplication),
    (
        "application_live_identity",
        "application.posting, application.identity_index",
        Conflict::IdentityNumber,
    ),
    ("application_ticket", "application.posting, application.ticket", Conflict::Ticket),
    ("position_number", "position.posting, position.number", Conflict::PositionNumber),
    ("assignment_once", "index 'assignment_once'", Conflict::Assignment),
    ("scheme_revision", "scheme.posting, scheme.revision", Conflict::SchemeRevision),
    ("scheme_draft_posting", "scheme_draft.posting", Conflict::SchemeDraft),
    ("posting_draft_posting", "posting_draft.posting", Conflict::PostingDraft),
    ("posting_revision_no", "posting_revision.posting, posting_revision.no", Conflict::RevisionNumber),
    ("posting_revision_waiting", "posting_revision.posting", Conflict::RevisionWaits),
    ("posting_revision_two_people", "posting_revision_two_people", Conflict::TwoPeople),
    ("posting_decision_waiting", "posting_decision.posting", Conflict::DecisionWaits),
    ("posting_decision_two_people", "posting_decision_two_people", Conflict::TwoPeople),
    ("extension_waiting", "extension.application", Conflict::ExtensionWaits),
    ("extension_two_people", "extension_two_people", Conflict::TwoPeople),
    ("opening_waiting", "opening.posting", Conflict::OpeningWaits),
    ("opening_two_people", "opening_two_people", Conflict::TwoPeople),
    ("adjustment_waiting", "adjustment.posting", Conflict::AdjustmentWaits),
    ("adjustment_two_people", "adjustment_two_people", Conflict::TwoPeople),
    ("departure_once", "departure.application", Conflict::Departure),
    ("inspection_member_once", "inspection_member.posting, inspection_member.person", Conflict::Member),
    ("inspection_member_code", "inspection_member.code", Conflict::Code),
    ("recusal_once", "recusal.application, recusal.member", Conflict::Recusal),
    ("inspection_application", "inspection.application", Conflict::Inspection),
    ("inspection_two_people", "inspection_two_people", Conflict::TwoPeople),
    ("inspection_code", "inspection.code", Conflict::Code),
    ("medical_code", "medical.code", Conflict::Code),
    (
        "supervision_once",
        "supervision.posting, supervision.what, supervision.of_code, supervision.digest, supervision.signed_by",
        Conflict::Supervision,
    ),
    ("departure_recall_waiting", "departure_recall.departure", Conflict::Recall),
    ("departure_recall_two_people", "departure_recall_two_people", Conflict::TwoPeople),
    ("departure_recall_code", "departure_recall.code", Conflict::Code),
    ("departure_two_people", "departure_two_people", Conflict::TwoPeople),
    ("backfill_waiting", "backfill.application", Conflict::CallWaits),
    ("condition_set_posting", "condition_set.posting", Conflict::Conditions),
    ("idempotency_key", "idempotency.owner, idempotency.act, idempotency.key", Conflict::IdempotencyKey),
    ("mark_cell", "mark.application, mark.component", Conflict::Mark),
    (
        "examiner_mark_once",
        "examiner_mark.application, examiner_mark.component, examiner_mark.examiner, examiner_mark.element",
        Conflict::ExaminerMark,
    ),
    ("ruling_verdict_once", "ruling_verdict.ruling", Conflict::Verdict),
    ("ranking_current", "ranking.posting", Conflict::CurrentRanking),
    ("list_version", "list.posting, list.stage, list.version", Conflict::ListVersion),
    ("list_superseded_once", "list.supersedes", Conflict::ListVersion),
    ("list_correction_open", "list_correction.list", Conflict::Correction),
    ("list_correction_two_people", "list_correction_two_people", Conflict::TwoPeople),
    ("list_two_signers", "list_two_signers", Conflict::TwoSigners),
    ("list_leaving_list", "list_leaving.list", Conflict::ListVersion),
    ("file_leaving_posting", "file_leaving.posting", Conflict::ListVersion),
    ("list_release_waiting", "list_release.posting, list_release.stage", Conflict::ReleaseWaits),
    ("list_release_two_signers", "list_release_two_signers", Conflict::TwoSigners),
    ("collective_decision_no", "collective_decision.posting, collective_decision.no", Conflict::Collective),
    ("collective_decision_waiting", "collective_decision.posting", Conflict::Collective),
    ("collective_decision_two_people", "collective_decision_two_people", Conflict::TwoPeople),
    ("publicity_decision", "publicity.decision", Conflict::ListVersion),
    ("own_objection_verdict", "own_objection.application, own_objection.verdict_at", Conflict::Raised),
    ("own_objection_component", "own_objection.application, own_objection.component", Conflict::Raised),
    ("transfer_application", "transfer.application", Conflict::Transfer),
    ("job_dedupe", "job.dedupe_key", Conflict::Job),
    ("seal_pkey", "seal.no", Conflict::Seal),
    ("seal_entry_event", "seal_entry.event", Conflict::Seal),
    ("posting_two_people", "posting_two_people", Conflict::TwoPeople),
    ("person_code", "person.code", Conflict::Code),
    ("account_code", "account.code", Conflict::Code),
    ("assignment_code", "assignment.code", Conflict::Code),
    ("session_code", "session.code", Conflict::Code),
    ("contact_code", "contact.code", Conflict::Code),
    ("extension_code", "extension.code", Conflict::Code),
    ("list_release_code", "list_release.code", Conflict::Code),
    ("opening_code", "opening.code", Conflict::Code),
    ("adjustment_code", "adjustment.code", Conflict::Code),
    ("adjustment_choice_code", "adjustment_choice.code", Conflict::Code),
    ("departure_code", "departure.code", Conflict::Code),
    ("backfill_code", "backfill.code", Conflict::Code),
    ("upload_code", "upload.code", Conflict::Code),
    ("notice_file_code", "notice_file.code", Conflict::Code),
    ("message_code", "message.code", Conflict::Code),
    ("message_delivery_code", "message_delivery.code", Conflict::Code),
    (
        "message_template_version",
        "message_template.posting, message_template.kind, message_template.lang, message_template.version",
        Conflict::Template,
    ),
    ("contact_channel", "contact.person, contact.channel", Conflict::Contact),
    ("posting_code", "posting.code", Conflict::Code),
    ("position_code", "position.code", Conflict::Code),
    ("application_code", "application.code", Conflict::Code),
    ("import_batch_code", "import_batch.code", Conflict::Code),
    ("ranking_code", "ranking.code", Conflict::Code),
    ("ruling_code", "ruling.code", Conflict::Code),
    ("list_code", "list.code", Conflict::Code),
    ("collective_decision_code", "collective_decision.code", Conflict::Code),
    ("objection_code", "objection.code", Conflict::Code),
    ("objection_answer_code", "objection_answer.code", Conflict::Code),
    ("event_bond_permanent", "event_bond_permanent", Conflict::Permanent),
    ("event_row_permanent", "event_row_permanent", Conflict::Permanent),
    ("event_permanent", "event_permanent", Conflict::Permanent),
    ("seal_permanent", "seal_permanent", Conflict::Permanent),
    ("seal_entry_permanent", "seal_entry_permanent", Conflict::Permanent),
    ("list_permanent", "list_permanent", Conflict::Permanent),
    ("ruling_permanent", "ruling_permanent", Conflict::Permanent),
    ("ruling_verdict_permanent", "ruling_verdict_permanent", Conflict::Permanent),
];

/// SQLite's and PostgreSQL's codes for: locked or in a snapshot that cannot be written; serialization failure, deadlock, lock not
/// available, out of connections, shutting down.
const BUSY: &[&str] = &["5", "6", "261", "517", "773", "40001", "40P01", "55P03", "53300", "57P01", "57P03"];

/// SQLite's and PostgreSQL's codes for a full disk.
const NO_ROOM: &[&str] = &["13", "53100"];

/// SQLite's codes after which a transaction may be gone or half there: no memory, input and output, a damaged file, a full disk.
/// The last two digits of hexadecimal are the kind, those before them say more.
const ENDING: &[u32] = &[7, 10, 11, 13, 26];

/// What a statement is refused with after one that failed for want of room.
const NO_ROOM_BEFORE: &str = "an earlier statement found no room";
/// What a statement is refused with after one that failed for another such reason.
const FAILED_BEFORE: &str = "an earlier statement failed";

/// A failure that a transaction does not go on after: what its further statements and its commit are refused with. `None` for
/// a failure that belongs to its statement alone, as a conflict does.
pub(crate) fn ends_a_transaction(error: &DbErr) -> Option<&'static str> {
    let code = database_error(error)?.code()?;
    if NO_ROOM.contains(&code.as_ref()) {
        return Some(NO_ROOM_BEFORE);
    }
    // PostgreSQL's codes have five characters: 53 is a want of resources, 58 an error of the system.
    let ends = match code.len() {
        5 => code.starts_with("53") || code.starts_with("58"),
        _ => code.parse::<u32>().is_ok_and(|code| ENDING.contains(&(code & 0xff))),
    };
    ends.then_some(FAILED_BEFORE)
}

impl StoreError {
    /// Returns true where the connection was gone before the statement: PostgreSQL then answers that it was ended, or nobody answers.
    pub(crate) fn is_lost_connection(&self) -> bool {
        match self {
            Self::Busy(cause) => cause.code().is_some_and(|code| code == "57P01" || code == "57P02"),
            Self::Other(cause) => cause.is_without_answer(),
            _ => false,
        }
    }
}

/// The database's failure. Shows its kind and code; the message, which may quote values, stays inside.
pub struct Cause(DbErr);

impl Cause {
    /// Returns true where the database never answered, so that nobody knows what it did.
    pub(crate) fn is_without_answer(&self) -> bool {
        database_error(&self.0).is_none()
    }

    /// Returns the database's own code, where there is one.
    fn code(&self) -> Option<String> {
        database_error(&self.0).and_then(|error| error.code().map(std::borrow::Cow::into_owned))
    }
}

impl std::fmt::Display for Cause {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let kind = match &self.0 {
            DbErr::ConnectionAcquire(_) => "no connection",
            DbErr::Conn(_) => "connection",
            DbErr::Exec(_) => "statement",
            DbErr::Query(_) => "query",
            DbErr::RecordNotInserted | DbErr::RecordNotUpdated | DbErr::RecordNotFound(_) => "no row",
            DbErr::Type(_) | DbErr::Json(_) | DbErr::TryIntoErr { .. } => "conversion",
            _ => "other",
        };
        match self.code() {
            Some(code) => write!(f, "{kind}, code {code}"),
            None => f.write_str(kind),
        }
    }
}

impl std::fmt::Debug for Cause {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Cause({self})")
    }
}

impl std::error::Error for Cause {}

impl From<DbErr> for StoreError {
    fn from(error: DbErr) -> Self {
        if let Some(conflict) = conflict(&error) {
            return Self::Conflict(conflict);
        }
        let cause = Cause(error);
        let retry = matches!(cause.0, DbErr::ConnectionAcquire(_))
            || cause.code().is_some_and(|code| BUSY.contains(&code.as_str()));
        let full = cause.code().is_some_and(|code| NO_ROOM.contains(&code.as_str()))
            || matches!(&cause.0, DbErr::Custom(words) if words == NO_ROOM_BEFORE);
        match (full, retry) {
            (true, _) => Self::NoRoom(cause),
            (false, true) => Self::Busy(cause),
            (false, false) => Self::Other(cause),
        }
    }
}

fn database_error(error: &DbErr) -> Option<&(dyn sea_orm::sqlx::error::DatabaseError + 'static)> {
    match error {
        DbErr::Exec(RuntimeErr::SqlxError(inner))
        | DbErr::Query(RuntimeErr::SqlxError(inner))
        | DbErr::Conn(RuntimeErr::SqlxError(inner)) => inner.as_database_error(),
        _ => None,
    }
}

fn conflict(error: &DbErr) -> Option<Conflict> {
    let found = database_error(error)?;
    if let Some(name) = found.constraint() {
        return KNOWN.iter().find(|known| known.0 == name).map(|known| known.2);
    }
    // SQLite: "UNIQUE constraint failed: a.x, a.y", "CHECK constraint failed: name", or a trigger's own word.
    let message = found.message();
    let about = message.rsplit_once("constraint failed: ").map_or(message, |(_, about)| about);
    KNOWN.iter().find(|known| known.1 == about || known.0 == about).map(|known| known.2)
}
