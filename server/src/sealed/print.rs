//! One public page in both languages: printed ahead, or when somebody asks for it first.
//!
//! Owns: [`Both`] and [`Late`]. Refuses: statements; what is printed is in memory already.

use std::sync::OnceLock;

use text::Lang;

use super::{CachedBody, Caching};

/// The kind of every printed page.
pub const HTML: &str = "text/html; charset=utf-8";

/// A page in both languages, printed ahead.
#[derive(Clone, Debug)]
pub struct Both([CachedBody; 2]);

impl Both {
    /// Prints and compresses the page in both languages. It takes a second for a megabyte: never on the way of a request.
    pub fn of(caching: Caching, print: impl Fn(Lang) -> String) -> Self {
        Self(Lang::ALL.map(|lang| CachedBody::compressed(print(lang), HTML, caching)))
    }

    /// Returns the page in a language.
    pub const fn page(&self, lang: Lang) -> &CachedBody {
        let [zh, en] = &self.0;
        match lang {
            Lang::Zh => zh,
            Lang::En => en,
        }
    }
}

/// A small page in both languages, printed by whoever asks for it first and then kept.
#[derive(Debug, Default)]
pub struct Late([OnceLock<CachedBody>; 2]);

impl Late {
    /// Returns the page in a language, or `None` where there is nothing to print. What was printed once is kept.
    pub fn page(&self, lang: Lang, print: impl FnOnce() -> Option<String>) -> Option<&CachedBody> {
        let [zh, en] = &self.0;
        let kept = match lang {
            Lang::Zh => zh,
            Lang::En => en,
        };
        if kept.get().is_none() {
            let page = CachedBody::compressed(print()?, HTML, Caching::Asked);
            return Some(kept.get_or_init(|| page));
        }
        kept.get()
    }
}
