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
            Self::OtherSheets { read, others } => t::other_sheets(lang, &list(lang, others), read),
            Self::Macros => t::macros(lang).to_owned(),
            Self::Links => t::links(lang).to_owned(),
            Self::HeaderRow { above } => t::header_row(lang, *above),
            Self::Summary { found } => t::summary_row(lang, found),
            Self::RepeatedHeader => t::repeated_header(lang).to_owned(),
            Self::Unread { columns } => t::unread_columns(lang, &list(lang, columns)),
            Self::Nobody { positions } => t::positions_with_nobody(lang, &list(lang, positions)),
            Self::Digits { was, read } => t::fifteen_digits(lang, was, read),
            Self::Repaired { was, read } => t::repaired(lang, was, read),
            Self::StatusWord { was, read } => t::status_word(lang, was, &text::marks::value_word(lang, read)),
            Self::Further(count) => t::further(lang, *count),
        }
    }
}

/// Words one after the other, as the language joins them.
fn list(lang: Lang, words: &[String]) -> String {
    words.join(match lang {
        Lang::Zh => t::comma(lang),
        Lang::En => ", ",
    })
}
