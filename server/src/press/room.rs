//! The press room: prints every sealed list before anybody can ask for it, and follows what is published.
//!
//! Lists never change, so a print is made once; a newer version makes the older one be printed again with its notice.
//! While the database is down the room serves what it has.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use app::pages::public::{list, lists};
use domain::id::Code;
use domain::view::public::{List, ListFilter, Lists};
use service::export::canonical::print_xlsx;
use service::public::{self, Sealed};
use service::{Fault, Service};
use text::Lang;
use tokio::sync::watch;

use super::{Caching, Print};

/// How often the room asks whether something was published.
const PULSE: Duration = Duration::from_secs(1);
const HTML: &str = "text/html; charset=utf-8";
const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// One sealed list with its prints.
pub struct Bound {
    /// The list, for finding lines in it.
    pub view: List,
    pages: [Print; 2],
    csv: Print,
    books: [Option<Print>; 2],
}

impl Bound {
    fn of(sealed: Sealed) -> Self {
        let page = |lang| {
            Print::compressed(list::print(&sealed.view, &ListFilter::default(), lang), HTML, Caching::Brief)
        };
        let name =
            format!("{}-{}-v{}", sealed.view.head.code, sealed.view.head.stage, sealed.view.head.version);
        let csv = Print::compressed(sealed.bytes.clone(), "text/csv; charset=utf-8", Caching::Brief);
        let books = Lang::ALL.map(|lang| book(lang, &sealed.bytes, &format!("{name}.xlsx")));
        Self { pages: Lang::ALL.map(page), csv: csv.named(&format!("{name}.csv")), books, view: sealed.view }
    }

    /// The whole list, or its index where it is long.
    pub fn page(&self, lang: Lang) -> &Print {
        let [zh, en] = &self.pages;
        match lang {
            Lang::Zh => zh,
            Lang::En => en,
        }
    }

    /// The canonical bytes.
    pub fn csv(&self) -> &Print {
        &self.csv
    }

    /// The same as a workbook, with sheet names in this language.
    pub fn book(&self, lang: Lang) -> Option<&Print> {
        let [zh, en] = &self.books;
        match lang {
            Lang::Zh => zh.as_ref(),
            Lang::En => en.as_ref(),
        }
    }
}

fn book(lang: Lang, bytes: &[u8], name: &str) -> Option<Print> {
    match print_xlsx(lang, bytes) {
        Ok(book) => Some(Print::whole(book, XLSX, Caching::Brief).named(name)),
        Err(error) => {
            tracing::error!(%error, name, "a list has no workbook");
            None
        }
    }
}

/// Everything that is published at one moment.
#[derive(Default)]
pub struct Shelf {
    version: Option<i64>,
    lists: HashMap<Code, Arc<Bound>>,
    index: Option<[Print; 2]>,
}

impl Shelf {
    /// A list by its code.
    pub fn list(&self, code: &Code) -> Option<Arc<Bound>> {
        self.lists.get(code).cloned()
    }

    /// The page of all lists.
    pub fn index(&self, lang: Lang) -> Option<&Print> {
        let [zh, en] = self.index.as_ref()?;
        Some(match lang {
            Lang::Zh => zh,
            Lang::En => en,
        })
    }

    /// Prints what is new and keeps what is not.
    fn next(&self, version: i64, sealed: Vec<Sealed>) -> Self {
        let heads: Vec<_> = sealed.iter().map(|one| one.view.head.clone()).collect();
        let bound = sealed.into_iter().map(|one| {
            let before =
                self.lists.get(&one.view.head.code).filter(|before| before.view == one.view).cloned();
            (one.view.head.code, before.unwrap_or_else(|| Arc::new(Bound::of(one))))
        });
        let view = Lists { lists: heads };
        let index = Lang::ALL.map(|lang| Print::compressed(lists::print(&view, lang), HTML, Caching::Brief));
        Self { version: Some(version), lists: bound.collect(), index: Some(index) }
    }
}

/// The room; clones share it.
#[derive(Clone)]
pub struct Room {
    service: Service,
    shelf: watch::Sender<Arc<Shelf>>,
}

impl Room {
    /// An empty room.
    pub fn new(service: Service) -> Self {
        Self { service, shelf: watch::Sender::new(Arc::default()) }
    }

    /// What is published now, as far as the room knows.
    pub fn shelf(&self) -> Arc<Shelf> {
        self.shelf.borrow().clone()
    }

    /// Prints what was published since the last time; answers whether there was anything.
    ///
    /// # Errors
    /// The database's; the shelf stays as it was.
    pub async fn follow(&self) -> Result<bool, Fault> {
        let version = public::version(&self.service).await?;
        let before = self.shelf();
        if before.version == Some(version) {
            return Ok(false);
        }
        let sealed = public::sealed(&self.service).await?;
        let printed = tokio::task::spawn_blocking(move || before.next(version, sealed)).await;
        let shelf = printed.map_err(|error| Fault::internal(format!("printing failed: {error}")))?;
        tracing::info!(lists = shelf.lists.len(), version, "the press has printed");
        self.shelf.send_replace(Arc::new(shelf));
        Ok(true)
    }

    /// Follows until it is dropped.
    pub async fn work(self) {
        let mut is_well = true;
        let mut pulse = tokio::time::interval(PULSE);
        pulse.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
        loop {
            pulse.tick().await;
            match self.follow().await {
                Ok(_) => is_well = true,
                Err(fault) => {
                    if is_well {
                        tracing::error!(?fault, "the press serves what it has: the database does not answer");
                    }
                    is_well = false;
                }
            }
        }
    }
}

#[cfg(test)]
mod tests;
