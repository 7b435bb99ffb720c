//! Use cases: every act of a person, every look, every job. Shows no type of the database and knows no HTTP.
//!
//! Owns: [`Service`], what an installation is made of. A use case is a function of its area that takes the service, the
//! caller and typed input, and goes through one door of [`op`]; use cases never call use cases.

pub mod adjustments;
pub mod applications;
pub mod archives;
pub mod audit;
pub mod conditions;
pub mod contents;
pub mod decisions;
pub mod demo;
pub mod departures;
pub mod effects;
pub mod export;
pub mod extensions;
pub mod fault;
pub mod imports;
pub mod inspections;
pub mod installation;
pub mod jobs;
mod kept;
pub mod keys;
pub mod lists;
pub mod maintenance;
pub mod marks;
pub mod messages;
pub mod objections;
pub mod offline;
pub mod op;
pub mod open;
pub mod papers;
pub mod password;
pub mod people;
pub mod postings;
pub mod prints;
pub mod queue;
pub mod ranking;
pub mod rotation;
mod rows;
pub mod rulings;
pub mod runner;
pub mod schemes;
pub mod screening;
pub mod sought;
pub mod supervision;
mod tell;
mod together;
pub mod uploads;
pub mod work_years;
pub mod worker;

use std::sync::Arc;

use documents::Papers;
use domain::calendar::Instant;
pub use fault::Fault;
pub use files::scheme_file;
use store::Store;
use tokio::sync::Notify;

use crate::contents::Contents;
use crate::effects::Effects;
use crate::keys::Keys;
pub use crate::op::beside::Terms;
use crate::password::Hasher;
pub use crate::tell::Letters;
use crate::worker::Reader;

/// The use cases of one installation. Cheap to clone.
#[derive(Clone)]
pub struct Service {
    parts: Arc<Parts>,
    published: Arc<Notify>,
    weighed: Arc<rulings::Weighings>,
    registerings: Arc<rows::registering::Registerings>,
    missings: Arc<postings::Missings>,
    unfits: Arc<postings::Unfits>,
    seen: Arc<maintenance::seen::Seen>,
    sendings: Arc<applications::Sendings>,
}

/// What an installation is made of.
pub struct Parts {
    /// The database.
    pub store: Store,
    /// Clock and randomness.
    pub effects: Effects,
    /// Derived keys.
    pub keys: Arc<Keys>,
    /// The bounded pool that hashes passwords.
    pub hasher: Hasher,
    /// Seconds after which a session of staff ends by idleness.
    pub staff_idle: i64,
    /// How long addresses and officers' words are kept.
    pub terms: Terms,
    /// Where messages lead, and which ways they have besides the account.
    pub letters: Letters,
    /// What reads workbooks: a worker process on a server, this process in tests.
    pub reader: Reader,
    /// The engine that prints papers.
    pub papers: Papers,
    /// Where the contents of files lie.
    pub contents: Arc<dyn Contents>,
}

impl Service {
    /// The use cases over these parts.
    #[must_use]
    pub fn new(parts: Parts) -> Self {
        // Whatever is written through the use cases is bound to its events.
        let store = parts.store.bound_by(parts.keys.binder());
        Self {
            parts: Arc::new(Parts { store, ..parts }),
            published: Arc::default(),
            weighed: Arc::default(),
            registerings: Arc::default(),
            missings: Arc::default(),
            unfits: Arc::default(),
            seen: Arc::default(),
            sendings: Arc::default(),
        }
    }

    /// The installation's clock: for pages that show a countdown and for deadlines.
    #[must_use]
    pub fn now(&self) -> Instant {
        self.parts.effects.clock.now()
    }

    /// A fresh key for a form that creates something.
    #[must_use]
    pub fn form_key(&self) -> domain::id::Code {
        self.parts.effects.random.code()
    }

    /// Waits until an act of this process changed what the public reads. Other processes are seen by polling only.
    pub async fn published(&self) {
        self.published.notified().await;
    }

    /// Whether the disk has room for another act.
    #[must_use]
    pub fn has_room(&self) -> bool {
        self.parts.effects.room.is_there()
    }

    /// The engine that prints papers.
    #[must_use]
    pub fn papers(&self) -> &Papers {
        &self.parts.papers
    }

    pub(crate) fn keys(&self) -> &Keys {
        &self.parts.keys
    }

    pub(crate) fn effects(&self) -> &Effects {
        &self.parts.effects
    }

    pub(crate) fn hasher(&self) -> &Hasher {
        &self.parts.hasher
    }

    pub(crate) fn contents(&self) -> &Arc<dyn Contents> {
        &self.parts.contents
    }

    pub(crate) fn terms(&self) -> Terms {
        self.parts.terms
    }

    pub(crate) fn staff_idle(&self) -> i64 {
        self.parts.staff_idle
    }

    pub(crate) fn reader(&self) -> &Reader {
        &self.parts.reader
    }

    pub(crate) fn registerings(&self) -> &rows::registering::Registerings {
        &self.registerings
    }

    pub(crate) fn missings(&self) -> &postings::Missings {
        &self.missings
    }

    pub(crate) fn unfits(&self) -> &postings::Unfits {
        &self.unfits
    }

    pub(crate) fn seen(&self) -> &maintenance::seen::Seen {
        &self.seen
    }

    pub(crate) const fn sendings(&self) -> &Arc<applications::Sendings> {
        &self.sendings
    }

    pub(crate) fn weighed(&self) -> &rulings::Weighings {
        &self.weighed
    }

    pub(crate) fn store(&self) -> &Store {
        &self.parts.store
    }
}
