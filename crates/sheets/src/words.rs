//! Remarks as sentences. Owns the choice of the sentence for each; the sentences stand in crate `text`.

use super::{Note, Remark};
use text::{Lang, sheets as t};

impl Note {
    /// One line: place, column, what was done.
    #[must_use]
    pub fn sentence(&self, lang: Lang) -> String {
        let mut head = self.at.map(|at| at.to_string()).unwrap_or_default();
        if let Some(title) = &self.column {
            head.push_str(&format!(" ({})", t::column(lang, title)));
        }
        let said = self.remark.sentence(lang);
        if head.is_empty() { said } else { format!("{head}: {said}") }
    }
}

impl Remark {
    /// What was done.
    #[must_use]
    pub fn sentence(&self, lang: Lang) -> String {
        match self {
            Self::Gb18030 => t::read_as_gb18030(lang).to_owned(),
            Self::OtherSheets { read, skipped } => t::other_sheets(lang, *skipped, read),
            Self::Repaired { was, read } => t::repaired(lang, was, read),
            Self::StatusWord { was, read } => t::status_word(lang, was, read),
            Self::Further(count) => t::further(lang, *count),
        }
    }
}
