//! Marks that were typed and not saved, beside what is saved now.
//!
//! Owns: what is said of each, by the same rule that the browser tells as a cell is left. Refuses: sentences that were kept; each is
//! said anew from what stands there now, in the language of the page.

use domain::view::desk::marks::{MarkLine, MarksPage};
use leptos::prelude::*;
use text::{Lang, marks as t};

use crate::api::gate::Visit;
use crate::api::marks::{TypedCell, cells_of};

/// A cell that was typed and not saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unsaved {
    /// As it was sent.
    pub cell: TypedCell,
    /// Why it is not saved, and what to do.
    pub why: String,
}

/// What the visitor typed into this column and is not saved.
pub fn unsaved(lang: Lang, page: &MarksPage) -> Vec<Unsaved> {
    let Some(form) = use_context::<Visit>().and_then(|visit| visit.typed) else { return Vec::new() };
    let cells = cells_of(&form, page.posting.code.as_str(), &page.chosen);
    cells.into_iter().filter_map(|cell| of(lang, page, cell)).collect()
}

fn of(lang: Lang, page: &MarksPage, cell: TypedCell) -> Option<Unsaved> {
    let line = page.lines.iter().find(|line| line.ticket == cell.ticket);
    let why = match line {
        // It was saved after all: the answer was lost, or somebody else typed the same.
        Some(line) if t::typed_word(lang, &line.value) == cell.text.trim() => return None,
        Some(line) => why(lang, line, &cell),
        None => t::not_saved_elsewhere(lang, cell.text.trim()),
    };
    Some(Unsaved { cell, why })
}

fn why(lang: Lang, line: &MarkLine, cell: &TypedCell) -> String {
    if cell.text.trim().is_empty() {
        return t::emptying_asks(lang).to_owned();
    }
    if let Err(fault) = line.rule.check(&cell.text, t::is_status) {
        return t::typed_fault(lang, fault, line.rule);
    }
    match (line.version == cell.version, line.value.is_empty()) {
        (true, _) => t::not_saved_yet(lang).to_owned(),
        (false, true) => t::emptied_meanwhile(lang).to_owned(),
        (false, false) => t::conflict(lang, &t::value_word(lang, &line.value)),
    }
}

#[cfg(test)]
mod tests {
    use domain::entering::MarkRule;
    use domain::number::Score;
    use domain::view::desk::marks::ColumnKind;

    use super::*;

    fn line(value: &str, version: i64) -> MarkLine {
        let full = Some(Score::from_millionths(100_000_000));
        MarkLine {
            application: "7KHSVZVXNG".parse().unwrap(),
            ticket: "1".to_owned(),
            position: "p".to_owned(),
            value: value.to_owned(),
            version,
            rule: MarkRule { kind: ColumnKind::Mark, full, places: 2 },
            entered: None,
            past: false,
        }
    }

    #[test]
    fn every_cell_that_was_not_saved_says_why() {
        let typed = |text: &str, version: i64| TypedCell {
            ticket: "1".to_owned(),
            text: text.to_owned(),
            was: String::new(),
            version,
        };
        for (line, cell, said) in [
            (line("70", 1), typed("101", 1), "Above the full mark 100."),
            (line("70", 1), typed(" ", 1), "with a reason"),
            (line("76", 2), typed("77.5", 1), "somebody else saved 76"),
            (line("", 0), typed("77.5", 1), "emptied this cell"),
            (line("", 0), typed("77.5", 0), "Not saved yet"),
        ] {
            let found = why(Lang::En, &line, &cell);
            assert!(found.contains(said), "{found}");
        }
    }
}
