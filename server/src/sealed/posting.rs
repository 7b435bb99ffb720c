//! A public posting with its pages: the notice with its table, the table as a workbook, each position, each self-check form.
//!
//! Owns: when a page is printed anew: where the posting changed, where its registration opened or closed, and for the notice
//! where the time left reads otherwise. Refuses: statements and a clock; the moment is handed in.

use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

use app::pages::public::{position, posting, self_check};
use domain::calendar::Instant;
use domain::id::Code;
use domain::lifecycle::Phase;
use domain::view::public::postings::{PositionFilter, Posting};
use service::export::positions::{Unwritten, book};
use service::open::PublicMark;
use text::{Lang, dates};

use super::print::{Both, Late};
use super::{CachedBody, Caching};

/// A public posting as it is at one moment.
pub struct SealedPosting {
    /// The posting, for finding positions in it and for judging a self-check.
    pub view: Posting,
    mark: PublicMark,
    clock: Clock,
    page: Both,
    sheets: Arc<HashMap<Code, Sheets>>,
    tables: Arc<[OnceLock<CachedBody>; 2]>,
}

/// What the clock alone changes on the pages of a posting.
#[derive(PartialEq, Eq)]
struct Clock {
    phase: Phase,
    left: [Option<String>; 2],
}

impl Clock {
    fn of(view: &Posting, now: Instant) -> Self {
        let phase = view.head.phase_at(now);
        let left = |lang| match phase {
            Phase::Registering => dates::left(lang, now.0, view.head.registration.closes.0),
            _ => None,
        };
        Self { phase, left: Lang::ALL.map(left) }
    }
}

/// What was printed for whoever asked first, as long as nothing of it changes.
type Kept = (Arc<HashMap<Code, Sheets>>, Arc<[OnceLock<CachedBody>; 2]>);

/// The kind of a workbook.
const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// The pages of one position.
#[derive(Default)]
struct Sheets {
    position: Late,
    self_check: Late,
}

impl SealedPosting {
    /// Prints a posting that was read from the database.
    pub fn of(mark: PublicMark, view: Posting) -> Self {
        let sheets = view.positions.iter().map(|one| (one.code, Sheets::default())).collect();
        Self::printed(mark, view, (Arc::new(sheets), Arc::default()))
    }

    fn printed(mark: PublicMark, view: Posting, (sheets, tables): Kept) -> Self {
        let page = Both::of(Caching::Asked, |lang| posting::print(&view, &PositionFilter::default(), lang));
        Self { mark, clock: Clock::of(&view, view.now), page, sheets, tables, view }
    }

    /// Returns true where these pages are those of the posting with that mark.
    pub fn is_of(&self, mark: &PublicMark) -> bool {
        self.mark == *mark
    }

    /// Returns true where the clock has changed nothing on these pages since they were printed.
    pub fn is_true_at(&self, now: Instant) -> bool {
        self.clock == Clock::of(&self.view, now)
    }

    /// Prints the posting as it is at `now`. Pages of positions are kept unless the phase turned.
    #[must_use]
    pub fn at(&self, now: Instant) -> Self {
        let view = Posting { now, ..self.view.clone() };
        if self.clock.phase == view.head.phase_at(now) {
            Self::printed(self.mark, view, (self.sheets.clone(), self.tables.clone()))
        } else {
            Self::of(self.mark, view)
        }
    }

    /// Returns the page of the notice with the whole table of positions.
    pub const fn page(&self, lang: Lang) -> &CachedBody {
        self.page.page(lang)
    }

    /// Returns the table of positions as a workbook. The first who asks waits for it: never on a thread that answers requests.
    ///
    /// # Errors
    /// [`Unwritten`].
    pub fn table(&self, lang: Lang) -> Result<&CachedBody, Unwritten> {
        let [zh, en] = &*self.tables;
        let kept = match lang {
            Lang::Zh => zh,
            Lang::En => en,
        };
        if let Some(kept) = kept.get() {
            return Ok(kept);
        }
        let made = CachedBody::whole(book(lang, &self.view.positions)?, XLSX, Caching::Asked);
        let made = made.named(&format!("positions-{}.xlsx", self.view.head.code));
        Ok(kept.get_or_init(|| made))
    }

    /// Returns the page of a position, or `None` for one of another posting.
    pub fn position(&self, code: Code, lang: Lang) -> Option<&CachedBody> {
        let print = || Some(position::print(&self.view.position_page(code)?, lang));
        self.sheets.get(&code)?.position.page(lang, print)
    }

    /// Returns the empty form of a position's self-check, or `None` where the position asks nothing.
    pub fn self_check(&self, code: Code, lang: Lang) -> Option<&CachedBody> {
        let print = || Some(self_check::print(&self.view.position_page(code)?.self_check(None)?, lang));
        self.sheets.get(&code)?.self_check.page(lang, print)
    }
}
