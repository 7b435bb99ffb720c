//! Housekeeping writes: the third door, without events because nobody's selection changes by them.
//!
//! Owns: the closed list [`Maintenance`] with the tables that each touches. Refuses: everything else; an act of a person goes
//! through `Service::write`.

pub mod kept_forms;
mod messages;
pub(crate) mod objections;
mod rankings;
pub(crate) mod seen;
pub(crate) mod throttle;

use domain::access::{Act, Caller, Changes, Permit, RunJobs, Scope, ask};
use domain::calendar::Instant;
use domain::event::Event;
use domain::id::ApplicationId;
use domain::registration::Person;
use store::audit::Told;
use store::imports::{Incoming, NewImport};
use store::{Store, StoreError, Tx};

use self::seen::Note;
use crate::fault::Fault;
use crate::rows::applications::Alike;
use crate::rows::uploads::Kept;
use crate::{Service, Terms};

/// A housekeeping write.
#[derive(Clone, Debug)]
pub enum Maintenance {
    /// Requests came in on sessions. Table `session`.
    SessionsSeen {
        /// One for each session.
        notes: Vec<Note>,
    },
    /// What has ended goes, and what was kept for a term. Tables `session`, `throttle`, `refusal`, `kept_form`, `idempotency`,
    /// `import_batch`, `staged_row`, `import_change`, `import_content`, `import_file`, `print_part`, `print_run`, `job`, `ranking_row`, `ranking_list`, `ranking`, `event_address`,
    /// `event_words`, `mark_words`, `message_delivery`, `message`; and `meta`, where it says how many deliveries were given up.
    Sweep,
    /// Health asks whether a write is kept. Table `meta`.
    Probed,
    /// Values were found that an older key generation sealed: the walk along all of them begins again. Table `meta`.
    ResealAgain,
    /// The store of files was compared with its rows: so many files have no contents. Table `meta`.
    FilesCompared {
        /// How many.
        missing: usize,
    },
    /// The demonstration is about to fill an empty database. Table `meta`.
    DemonstrationBegun {
        /// What the database says that it was made by.
        by: &'static str,
    },
}

impl Maintenance {
    /// The name in the log, and the tables touched, for the surface test.
    #[must_use]
    pub const fn tables(&self) -> (&'static str, &'static [&'static str]) {
        match self {
            Self::SessionsSeen { .. } => ("maintenance.sessions_seen", &["session"]),
            Self::Sweep => ("maintenance.sweep", SWEPT),
            Self::Probed => ("maintenance.probed", &["meta"]),
            Self::ResealAgain => ("maintenance.reseal_again", &["meta"]),
            Self::FilesCompared { .. } => ("maintenance.files_compared", &["meta"]),
            Self::DemonstrationBegun { .. } => ("maintenance.demonstration_begun", &["meta"]),
        }
    }
}

/// What a dry run without a fault shows and would write.
pub(crate) struct Shown {
    /// Lines with what would be written, sealed.
    pub rows: Vec<(u32, Vec<u8>)>,
    /// The changes by their lines, sealed.
    pub changes: Vec<(u32, Vec<u8>)>,
}

/// Applications that get their index in one transaction.
const INDEXED: u64 = 300;

/// Tables that [`Maintenance::Sweep`] clears.
const SWEPT: &[&str] = &[
    "session",
    "throttle",
    "refusal",
    "kept_form",
    "idempotency",
    "import_batch",
    "staged_row",
    "import_change",
    "import_content",
    "import_file",
    "print_part",
    "print_run",
    "job",
    "ranking_row",
    "ranking_list",
    "ranking",
    "event_address",
    "event_words",
    "mark_words",
    "message_delivery",
    "message",
    "meta",
];
const DAY: i64 = 86_400;
/// Seconds for which ended sessions, counters and unconfirmed imports are kept; form keys, since a form that a browser brings back days
/// later must start nothing a second time; done jobs; counted refusals.
const KEPT: i64 = DAY;
const FORMS_KEPT: i64 = 30 * DAY;
const JOBS_KEPT: i64 = 7 * 86_400;
const REFUSALS_KEPT: i64 = 90 * 86_400;

/// Writes down which key file a database belongs to, before there is a service over it: the check value of its root, and its
/// newest generation. Table `meta`.
///
/// # Errors
/// The database's.
pub(crate) async fn note_keys(store: &Store, check: &str, newest: u8) -> Result<(), StoreError> {
    let tx = store.write("maintenance.keys_noted").await?;
    store::meta::set(&tx, store::meta::KEY_CHECK, check).await?;
    store::meta::set(&tx, store::meta::KEY_GENERATION, &newest.to_string()).await?;
    tx.commit().await
}

async fn sweep(tx: &Tx, now: Instant, terms: Terms) -> Result<(), Fault> {
    let before = now.plus_seconds(-KEPT);
    store::sessions::sweep(tx, before).await?;
    store::throttle::sweep(tx, before).await?;
    store::idempotency::sweep(tx, now.plus_seconds(-FORMS_KEPT)).await?;
    store::imports::sweep(tx, before).await?;
    store::prints::sweep(tx, now).await?;
    store::jobs::sweep(tx, now.plus_seconds(-JOBS_KEPT)).await?;
    store::kept_forms::sweep(tx, now.plus_seconds(-kept_forms::TERM)).await?;
    store::refusals::sweep(tx, now.plus_seconds(-REFUSALS_KEPT)).await?;
    rankings::sweep(tx, before).await?;
    let ended = |days: i64| now.plus_seconds(days.saturating_mul(-DAY));
    store::audit::sweep(tx, ended(terms.addresses), ended(terms.words)).await?;
    store::marks::history::sweep_words(tx, ended(terms.words)).await?;
    store::messages::sweep(tx, ended(terms.messages)).await?;
    // Counted here rather than whenever health is asked: it reads every delivery.
    let failed = store::messages::failed_since(tx, ended(1)).await?;
    store::meta::set(tx, store::meta::DELIVERIES_FAILED, &failed.to_string()).await?;
    Ok(())
}

impl Service {
    /// Does one housekeeping write.
    ///
    /// # Errors
    /// [`Fault::Busy`] or [`Fault::Internal`].
    pub async fn maintain(&self, what: Maintenance) -> Result<(), Fault> {
        let now = self.now();
        let tx = self.store().write(what.tables().0).await?;
        match what {
            Maintenance::SessionsSeen { notes } => {
                for note in notes {
                    store::sessions::seen(&tx, note.session, note.at, note.idle_until).await?;
                }
            }
            Maintenance::Sweep => sweep(&tx, now, self.terms()).await?,
            Maintenance::Probed => store::meta::set(&tx, store::meta::PROBED, &now.0.to_string()).await?,
            Maintenance::ResealAgain => {
                store::meta::set(&tx, store::meta::RESEALED, "").await?;
                store::meta::set(&tx, store::meta::RESEALING, "").await?;
            }
            Maintenance::FilesCompared { missing } => {
                store::meta::set(&tx, store::meta::FILES_MISSING, &missing.to_string()).await?;
            }
            Maintenance::DemonstrationBegun { by } => store::meta::set(&tx, store::meta::MADE_BY, by).await?,
        }
        Ok(tx.commit().await?)
    }

    /// Fills in what likely duplicates are found by, for applications that were submitted before there was such an index:
    /// nothing that anybody told changes, and the event says how many rows did. Answers how many it filled. Table `application`.
    ///
    /// # Errors
    /// [`Fault::Busy`] or [`Fault::Internal`].
    pub async fn index_applications(&self) -> Result<u32, Fault> {
        let caller = Caller::system("maintenance.applications_indexed");
        let permit = ask::<RunJobs>(&caller, Scope::system()).map_err(Fault::Denied)?;
        let (mut after, mut filled) = (ApplicationId(0), 0_u32);
        loop {
            let tx = self.store().write("maintenance.applications_indexed").await?;
            let rows = store::applications::without_index(&tx, after, INDEXED).await?;
            let Some(last) = rows.last().map(|row| row.id) else {
                tx.commit().await?;
                return Ok(filled);
            };
            let mut now_filled = 0_u32;
            for row in rows {
                // What cannot be read is left as it is: nobody is kept out for want of an index.
                let Ok(answers) = crate::rows::applications::open(self, &row) else { continue };
                let Ok(person) = Person::of(&answers) else { continue };
                let alike = Alike::of(self, &person);
                store::applications::put_index(&tx, row.id, alike.phone, alike.person).await?;
                now_filled = now_filled.saturating_add(1);
            }
            if now_filled > 0 {
                let event = Event::ApplicationsIndexed { count: now_filled };
                let told = Told { caller: &caller, address: None };
                store::audit::record(&tx, &permit, told, self.now(), &event).await?;
            }
            tx.commit().await?;
            filled = filled.saturating_add(now_filled);
            after = last;
        }
    }

    /// Keeps a dry run with where its file lies, and its rows and changes where it has no fault: housekeeping, since nothing of the
    /// posting changes until they are confirmed. Tables `import_batch`, `import_content`, `staged_row`, `import_change`.
    ///
    /// # Errors
    /// [`Fault::Busy`] or [`Fault::Internal`].
    pub(crate) async fn keep_import<T: Incoming, A: Act + Changes<T>>(
        &self,
        permit: &Permit<A>,
        new: &NewImport<'_>,
        kept: Kept,
        shown: Option<Shown>,
    ) -> Result<(), Fault> {
        if !self.effects().room.is_there() {
            return Err(Fault::NoRoom);
        }
        let tx = self.store().write("import.stage").await?;
        let import = store::imports::begin::<T, A>(&tx, permit, new).await?;
        store::imports::keep_contents(&tx, import, (kept.digest, kept.generation)).await?;
        if let Some(Shown { rows, changes }) = shown {
            store::imports::stage(&tx, import, &rows).await?;
            store::imports::keep_changes(&tx, import, changes).await?;
            store::imports::complete(&tx, import).await?;
        }
        Ok(tx.commit().await?)
    }
}
