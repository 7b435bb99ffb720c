//! Everything public at one moment, printed, and how the next moment's is made of it.
//!
//! Lists never change, so a list is printed once; a newer version makes the older one be printed again with its notice. A
//! posting is printed again where it changed or where the clock says so. A list that is damaged in the database stops no other:
//! the print made before the damage, if there is one, stays.

use std::collections::HashMap;
use std::sync::Arc;

use app::address;
use app::pages::public::{home, lists};
use domain::calendar::Instant;
use domain::id::Code;
use domain::view::public::lists::{LeftList, ListHead, Lists};
use domain::view::public::postings::{Home, Posting};
use service::open::{AllSealed, PublicMark};
use text::Lang;

use super::print::Both;
use super::{CachedBody, Caching, SealedList, SealedPosting};

/// Newest lists on the first page.
const NEWEST: usize = 12;

/// Everything public at one moment.
#[derive(Default)]
pub struct Snapshot {
    /// What the database said it is the print of; none before the first look.
    marks: Option<Vec<PublicMark>>,
    lists: Arc<AllLists>,
    postings: HashMap<Code, Arc<SealedPosting>>,
    /// Codes of the postings, newest first.
    order: Vec<Code>,
    home: Option<Both>,
}

/// Every published list.
#[derive(Default)]
pub(super) struct AllLists {
    lists: HashMap<Code, Arc<SealedList>>,
    heads: Vec<ListHead>,
    index: Option<Both>,
    left: HashMap<Code, LeftList>,
    damaged: Vec<Code>,
}

/// What was read anew because it changed.
#[derive(Default)]
pub(super) struct Changes {
    /// The marks of everything public now.
    pub marks: Vec<PublicMark>,
    /// Postings whose mark is new.
    pub postings: Vec<(PublicMark, Posting)>,
    /// All lists, where there is one more or a scheme is another.
    pub lists: Option<AllSealed>,
}

impl Snapshot {
    /// Returns a list by its code.
    pub fn list(&self, code: &Code) -> Option<&Arc<SealedList>> {
        self.lists.lists.get(code)
    }

    /// Returns a posting by its code.
    pub fn posting(&self, code: &Code) -> Option<&Arc<SealedPosting>> {
        self.postings.get(code)
    }

    /// Returns the first page.
    pub fn home(&self, lang: Lang) -> Option<&CachedBody> {
        Some(self.home.as_ref()?.page(lang))
    }

    /// Returns the page of all lists.
    pub fn index(&self, lang: Lang) -> Option<&CachedBody> {
        Some(self.lists.index.as_ref()?.page(lang))
    }

    /// Returns what is said of a list that left the web, by its code.
    pub fn left(&self, code: &Code) -> Option<&LeftList> {
        self.lists.left.get(code)
    }

    /// Returns the codes of the published lists that cannot be read from the database.
    pub fn damaged(&self) -> &[Code] {
        &self.lists.damaged
    }

    /// Returns every page and file that was printed ahead, with its address.
    pub(super) fn pages(&self) -> impl Iterator<Item = (String, &CachedBody)> {
        let whole = Lang::ALL.into_iter().flat_map(|lang| {
            let home = self.home(lang).map(|page| (address::home(lang), page));
            home.into_iter().chain(self.index(lang).map(|page| (address::lists(lang), page)))
        });
        let postings = self.postings.iter().flat_map(|(code, posting)| {
            Lang::ALL.map(|lang| (address::posting(lang, code), posting.page(lang)))
        });
        let lists = self.lists.lists.iter().flat_map(|(code, list)| list.files(*code));
        whole.chain(postings).chain(lists)
    }

    /// Returns true where nothing public has changed since this was printed.
    pub(super) fn is_of(&self, marks: &[PublicMark]) -> bool {
        self.marks.as_deref() == Some(marks)
    }

    /// Returns the marks whose postings were not printed yet.
    pub(super) fn unknown(&self, marks: &[PublicMark]) -> Vec<PublicMark> {
        let knows = |mark: &&PublicMark| self.posting(&mark.code).is_some_and(|known| known.is_of(mark));
        marks.iter().filter(|mark| !knows(mark)).copied().collect()
    }

    /// Returns true where a list, its correction, a scheme or whether a posting stopped is not as it was printed.
    pub(super) fn lists_changed(&self, marks: &[PublicMark]) -> bool {
        let what = |marks: &[PublicMark]| -> Vec<PublicMark> {
            let listed = marks.iter().filter(|mark| mark.lists > 0);
            listed.map(|mark| PublicMark { version: 0, ..*mark }).collect()
        };
        self.marks.as_deref().is_none_or(|before| what(before) != what(marks))
    }

    /// Returns true where the clock alone has changed nothing since this was printed.
    pub(super) fn is_true_at(&self, now: Instant) -> bool {
        self.postings.values().all(|posting| posting.is_true_at(now))
    }

    /// Prints what the clock changed; everything else is kept.
    #[must_use]
    pub(super) fn at(&self, now: Instant) -> Self {
        let postings = self.postings.iter().map(|(code, known)| (*code, moved(known, now))).collect();
        let mut next = Self {
            marks: self.marks.clone(),
            lists: self.lists.clone(),
            postings,
            order: self.order.clone(),
            home: None,
        };
        next.print_home(now);
        next
    }

    /// Prints what changed; everything else is kept.
    #[must_use]
    pub(super) fn next(&self, now: Instant, changes: Changes) -> Self {
        let lists = changes.lists.map_or_else(|| self.lists.clone(), |all| Arc::new(self.lists.next(all)));
        let mut fresh: HashMap<Code, Arc<SealedPosting>> = changes
            .postings
            .into_iter()
            .map(|(mark, view)| (mark.code, Arc::new(SealedPosting::of(mark, Posting { now, ..view }))))
            .collect();
        let (mut postings, mut order) = (HashMap::new(), Vec::new());
        for mark in &changes.marks {
            let known = || self.posting(&mark.code).map(|known| moved(known, now));
            let Some(posting) = fresh.remove(&mark.code).or_else(known) else { continue };
            postings.insert(mark.code, posting);
            order.push(mark.code);
        }
        let mut next = Self { marks: Some(changes.marks), lists, postings, order, home: None };
        next.print_home(now);
        next
    }

    fn print_home(&mut self, now: Instant) {
        let known = self.order.iter().filter_map(|code| self.postings.get(code));
        let postings = known.map(|posting| posting.view.head.clone()).collect();
        let lists = self.lists.heads.iter().take(NEWEST).cloned().collect();
        let view = Home { now, postings, lists };
        self.home = Some(Both::of(Caching::Asked, |lang| home::print(&view, lang)));
    }
}

/// The posting as it is at `now`: the same prints, where the clock has changed nothing on them.
fn moved(known: &Arc<SealedPosting>, now: Instant) -> Arc<SealedPosting> {
    if known.is_true_at(now) { known.clone() } else { Arc::new(known.at(now)) }
}

impl AllLists {
    /// Prints what is new and keeps what is not.
    fn next(&self, all: AllSealed) -> Self {
        let damaged: Vec<Code> = all.damaged.iter().map(|one| one.code).collect();
        let kept = damaged.iter().filter_map(|code| Some((*code, self.lists.get(code)?.clone())));
        let printed = all.whole.into_iter().map(|one| {
            let known = self.lists.get(&one.view.head.code).filter(|known| known.view == one.view);
            (one.view.head.code, known.cloned().unwrap_or_else(|| Arc::new(SealedList::of(one))))
        });
        let (mut heads, mut lists) = (Vec::new(), HashMap::new());
        for (code, list) in printed.chain(kept) {
            heads.push(list.view.head.clone());
            lists.insert(code, list);
        }
        let left: HashMap<Code, LeftList> = all.left.into_iter().map(|one| (one.head.code, one)).collect();
        let view = Lists { lists: heads };
        let index = Some(Both::of(Caching::Brief, |lang| lists::print(&view, lang)));
        Self { lists, heads: view.lists, index, left, damaged }
    }
}

#[cfg(test)]
mod tests;
