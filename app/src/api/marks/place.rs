//! Where one stands on the marks page: component, filter and page.
//!
//! Owns: the way between this and the address. Refuses: anything but what the page itself writes there.

use std::fmt::Display;

use serde::{Deserialize, Serialize};
use text::Lang;

use super::ENTER;
use crate::address;
use crate::api::gate;

/// A place on the marks page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// Component; empty for the first.
    #[serde(default)]
    pub component: String,
    /// Part of a ticket number or position code; stands in no address.
    #[serde(default)]
    pub words: String,
    /// The code under which the address keeps them.
    #[serde(default)]
    pub search: String,
    /// `yes` for those without a mark only.
    #[serde(default)]
    pub missing: String,
    /// Page, from 1.
    #[serde(default)]
    pub page: u32,
    /// Rows a page; 0 for the usual number.
    #[serde(default)]
    pub rows: u32,
}

impl Place {
    /// As the use case asks for it.
    #[must_use]
    pub fn asked(&self) -> (&str, &str, bool, (u32, u32)) {
        (&self.component, self.words.trim(), self.missing == "yes", (self.page.max(1), self.rows))
    }

    /// The address of this place.
    #[must_use]
    pub fn address(&self, lang: Lang, posting: impl Display) -> String {
        self.with(lang, posting, &[])
    }

    /// The same with another page.
    #[must_use]
    pub fn at_page(&self, page: i64) -> Self {
        Self { page: u32::try_from(page).unwrap_or(1), ..self.clone() }
    }

    /// Where the browser goes after saving: the same place, with how many marks were saved. What was not saved is kept for its
    /// sender under the form's action, and nothing of it stands in the address.
    #[must_use]
    pub fn after(&self, lang: Lang, posting: impl Display, saved: usize, all_saved: bool) -> String {
        let left = if all_saved { "" } else { ENTER };
        self.with(lang, posting, &[("saved", &saved.to_string()), (gate::UNSAVED, left)])
    }

    /// The same place with what is kept of an earlier saving.
    #[must_use]
    pub fn with_unsaved(&self, lang: Lang, posting: impl Display) -> String {
        self.with(lang, posting, &[(gate::UNSAVED, ENTER)])
    }

    fn with(&self, lang: Lang, posting: impl Display, further: &[(&str, &str)]) -> String {
        let page = if self.page > 1 { self.page.to_string() } else { String::new() };
        let rows = if self.rows > 0 { self.rows.to_string() } else { String::new() };
        let mut pairs = vec![
            ("component", self.component.as_str()),
            ("search", self.search.as_str()),
            ("missing", self.missing.as_str()),
            ("page", page.as_str()),
            ("rows", rows.as_str()),
        ];
        pairs.extend_from_slice(further);
        address::desk_posting(lang, posting, "marks") + &address::query(&pairs)
    }
}
