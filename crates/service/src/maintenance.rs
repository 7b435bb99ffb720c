//! Housekeeping writes: the third door, without events because nobody's selection changes by them.
//!
//! Owns: the closed list [`Maintenance`] with the tables that each touches. Refuses: everything else; an act of a person goes
//! through `Service::write`.

use domain::access::aggregate::Scores;
use domain::access::{Act, Changes, Permit};
use domain::calendar::Instant;
use domain::id::{ApplicationId, SessionId};
use domain::registration::Person;
use store::imports::NewImport;

use crate::Service;
use crate::fault::Fault;
use crate::rows::applications::Alike;

/// A housekeeping write.
#[derive(Clone, Debug)]
pub enum Maintenance {
    /// A request came in on a session. Table `session`.
    SessionSeen {
        /// The session.
        session: SessionId,
        /// New end by idleness.
        idle_until: Instant,
    },
    /// A try to sign in failed. Table `throttle`.
    TryFailed {
        /// Keyed digest of what was tried.
        key: String,
        /// Length of the counting window in milliseconds.
        window_ms: i64,
        /// Free failures before waiting begins.
        free: u32,
    },
    /// A try succeeded. Table `throttle`.
    TrySucceeded {
        /// Keyed digest of what was tried.
        key: String,
    },
    /// Ended sessions, old counters and old form keys go. Tables `session`, `throttle`, `idempotency`.
    Sweep {
        /// Rows that ended before.
        before: Instant,
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
            Self::SessionSeen { .. } => ("maintenance.session_seen", &["session"]),
            Self::TryFailed { .. } => ("maintenance.try_failed", &["throttle"]),
            Self::TrySucceeded { .. } => ("maintenance.try_succeeded", &["throttle"]),
            Self::Sweep { .. } => ("maintenance.sweep", &["session", "throttle", "idempotency"]),
            Self::DemonstrationBegun { .. } => ("maintenance.demonstration_begun", &["meta"]),
        }
    }
}

/// Applications that get their index in one transaction.
const INDEXED: u64 = 300;

/// Longest wait that failures can bring, in seconds: a victim must not be locked out by somebody else's guesses.
const LONGEST_WAIT: i64 = 60;

/// Seconds to wait after `failures`, of which `free` cost nothing: 1, 2, 4 … at most [`LONGEST_WAIT`].
#[must_use]
pub fn wait_after(failures: i64, free: u32) -> i64 {
    let over = failures.saturating_sub(i64::from(free));
    match u32::try_from(over.max(0)).unwrap_or(u32::MAX) {
        0 => 0,
        n => 1_i64.checked_shl(n.saturating_sub(1).min(16)).unwrap_or(LONGEST_WAIT).min(LONGEST_WAIT),
    }
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
            Maintenance::SessionSeen { session, idle_until } => {
                store::sessions::seen(&tx, session, now, idle_until).await?;
            }
            Maintenance::TryFailed { key, window_ms, free } => {
                let counter = store::throttle::count(&tx, &key, now, window_ms).await?;
                let wait = wait_after(counter.failures, free);
                if wait > 0 {
                    store::throttle::block(&tx, &key, now.plus_seconds(wait)).await?;
                }
            }
            Maintenance::TrySucceeded { key } => store::throttle::clear(&tx, &key).await?,
            Maintenance::Sweep { before } => {
                store::sessions::sweep(&tx, before).await?;
                store::throttle::sweep(&tx, before).await?;
                store::idempotency::sweep(&tx, before).await?;
            }
            Maintenance::DemonstrationBegun { by } => store::meta::set(&tx, store::meta::MADE_BY, by).await?,
        }
        Ok(tx.commit().await?)
    }

    /// Fills in what likely duplicates are found by, for applications that were submitted before there was such an index:
    /// housekeeping, since nothing that anybody told changes. Answers how many it filled. Table `application`.
    ///
    /// # Errors
    /// [`Fault::Busy`] or [`Fault::Internal`].
    pub async fn index_applications(&self) -> Result<u32, Fault> {
        let (mut after, mut filled) = (ApplicationId(0), 0_u32);
        loop {
            let tx = self.store().write("maintenance.applications_indexed").await?;
            let rows = store::applications::without_index(&tx, after, INDEXED).await?;
            let Some(last) = rows.last().map(|row| row.id) else {
                tx.commit().await?;
                return Ok(filled);
            };
            for row in rows {
                // What cannot be read is left as it is: nobody is kept out for want of an index.
                let Ok(answers) = crate::rows::applications::open(self, &row) else { continue };
                let Ok(person) = Person::of(&answers) else { continue };
                let alike = Alike::of(self, &person);
                store::applications::put_index(&tx, row.id, alike.phone, alike.person).await?;
                filled = filled.saturating_add(1);
            }
            tx.commit().await?;
            after = last;
        }
    }

    /// Keeps a dry run, and its rows where it has no fault: housekeeping, since nothing of the posting changes until they are
    /// confirmed. Tables `import`, `import_row`.
    ///
    /// # Errors
    /// [`Fault::Busy`] or [`Fault::Internal`].
    pub(crate) async fn keep_import<A: Act + Changes<Scores>>(
        &self,
        permit: &Permit<A>,
        new: &NewImport<'_>,
        rows: Option<&[(u32, String)]>,
    ) -> Result<(), Fault> {
        let tx = self.store().write("import.stage").await?;
        let import = store::imports::begin(&tx, permit, new).await?;
        if let Some(rows) = rows {
            store::imports::stage(&tx, import, rows).await?;
            store::imports::complete(&tx, import).await?;
        }
        Ok(tx.commit().await?)
    }
}

#[cfg(test)]
mod tests {
    use super::wait_after;

    #[test]
    fn waiting_doubles_and_never_exceeds_a_minute() {
        let waits: Vec<i64> = (3..14).map(|failures| wait_after(failures, 5)).collect();
        assert_eq!(waits, [0, 0, 0, 1, 2, 4, 8, 16, 32, 60, 60]);
        assert_eq!(wait_after(i64::MAX, 0), 60);
    }
}
