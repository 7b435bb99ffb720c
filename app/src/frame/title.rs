//! The title of a document.

use text::{Lang, shell as t};

/// `TITLE · 遴选`.
#[must_use]
pub fn full_title(lang: Lang, title: &str) -> String {
    if title.is_empty() {
        format!("{} · {}", t::brand(lang), t::site_title(lang))
    } else {
        format!("{title} · {}", t::brand(lang))
    }
}
