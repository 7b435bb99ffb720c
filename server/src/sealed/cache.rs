//! The cache of sealed lists: prints each before anybody can ask for it, and follows what is published.
//!
//! Lists never change, so a list is printed once; a newer version makes the older one be printed again with its notice.
//! While the database is down the cache serves what it has. A list that is damaged in the database stops no other: it is
//! named in the log and to [`Snapshot::damaged`], and the print made before the damage, if there is one, stays.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use app::pages::public::lists;
use domain::id::Code;
use domain::view::public::lists::Lists;
use service::open::{self, AllSealed};
use service::{Fault, Service};
use text::Lang;
use tokio::sync::watch;

use super::{CachedBody, Caching, SealedList};

/// How often the cache asks whether something was published.
pub const POLL: Duration = Duration::from_secs(1);
const HTML: &str = "text/html; charset=utf-8";

/// Everything that is published at one moment.
#[derive(Default)]
pub struct Snapshot {
    version: Option<i64>,
    lists: HashMap<Code, Arc<SealedList>>,
    index: Option<[CachedBody; 2]>,
    damaged: Vec<Code>,
}

impl Snapshot {
    /// A list by its code.
    pub fn list(&self, code: &Code) -> Option<Arc<SealedList>> {
        self.lists.get(code).cloned()
    }

    /// The page of all lists.
    pub fn index(&self, lang: Lang) -> Option<&CachedBody> {
        let [zh, en] = self.index.as_ref()?;
        Some(match lang {
            Lang::Zh => zh,
            Lang::En => en,
        })
    }

    /// Codes of the published lists that cannot be read from the database.
    pub fn damaged(&self) -> &[Code] {
        &self.damaged
    }

    /// Prints what is new and keeps what is not.
    fn next(&self, version: i64, all: AllSealed) -> Self {
        let damaged: Vec<Code> = all.damaged.iter().map(|one| one.code).collect();
        let kept = damaged.iter().filter_map(|code| Some((*code, self.list(code)?)));
        let printed = all.whole.into_iter().map(|one| {
            let before =
                self.lists.get(&one.view.head.code).filter(|before| before.view == one.view).cloned();
            (one.view.head.code, before.unwrap_or_else(|| Arc::new(SealedList::of(one))))
        });
        let mut heads = Vec::new();
        let mut lists = HashMap::new();
        for (code, list) in printed.chain(kept) {
            heads.push(list.view.head.clone());
            lists.insert(code, list);
        }
        let view = Lists { lists: heads };
        let index =
            Lang::ALL.map(|lang| CachedBody::compressed(lists::print(&view, lang), HTML, Caching::Brief));
        Self { version: Some(version), lists, index: Some(index), damaged }
    }
}

/// The cache; clones share it.
#[derive(Clone)]
pub struct Cache {
    service: Service,
    snapshot: watch::Sender<Arc<Snapshot>>,
}

impl Cache {
    /// An empty cache.
    pub fn new(service: Service) -> Self {
        Self { service, snapshot: watch::Sender::new(Arc::default()) }
    }

    /// What is published now, as far as the cache knows.
    pub fn snapshot(&self) -> Arc<Snapshot> {
        self.snapshot.borrow().clone()
    }

    /// Prints what was published since the last time; answers whether there was anything.
    ///
    /// # Errors
    /// The database's; the snapshot stays as it was.
    pub async fn follow(&self) -> Result<bool, Fault> {
        let version = open::version(&self.service).await?;
        let before = self.snapshot();
        if before.version == Some(version) {
            return Ok(false);
        }
        let all = open::sealed(&self.service).await?;
        for one in &all.damaged {
            tracing::error!(list = one.code.as_str(), cause = one.cause, "a published list cannot be read");
        }
        let printed = tokio::task::spawn_blocking(move || before.next(version, all)).await;
        let snapshot = printed.map_err(|error| Fault::internal(format!("printing failed: {error}")))?;
        tracing::info!(lists = snapshot.lists.len(), version, "published lists were printed");
        self.snapshot.send_replace(Arc::new(snapshot));
        Ok(true)
    }
}

#[cfg(test)]
mod tests;
