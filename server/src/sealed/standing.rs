//! The pages that always exist and never change while the process runs: about, privacy, accessibility, glossary, how to check.

use app::address::{self, StandingPage};
use app::pages::public::standing;
use text::Lang;

use super::print::Both;
use super::{CachedBody, Caching};

/// Every such page.
pub struct Standing([Both; StandingPage::ALL.len()]);

impl Standing {
    /// Prints them.
    pub fn print() -> Self {
        Self(StandingPage::ALL.map(|page| Both::of(Caching::Asked, |lang| standing::print(page, lang))))
    }

    /// Returns the page of that word in the address.
    pub fn page(&self, word: &str, lang: Lang) -> Option<&CachedBody> {
        let mut all = StandingPage::ALL.into_iter().zip(&self.0);
        all.find(|(page, _)| page.word() == word).map(|(_, both)| both.page(lang))
    }

    /// Returns every page with its address.
    pub(super) fn pages(&self) -> impl Iterator<Item = (String, &CachedBody)> {
        let all = StandingPage::ALL.into_iter().zip(&self.0);
        all.flat_map(|(page, both)| {
            Lang::ALL.map(|lang| (address::standing_page(lang, page), both.page(lang)))
        })
    }
}
