//! Cells copied from a spreadsheet: one column of marks, or tickets with their marks.
//!
//! Owns: reading what the clipboard holds and saying which rows of the grid it fits. Refuses: guessing; what fits no row, or
//! may not stand there, is named and left out.

use std::collections::{HashMap, HashSet};

use super::{MarkFault, MarkRule, bare};

/// What was copied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pasted {
    /// One column: the cells from the one that has the caret downwards.
    Column(Vec<String>),
    /// Two columns: ticket number and mark.
    Pairs(Vec<(String, String)>),
    /// More columns than two; how many.
    TooWide(usize),
}

/// A row of the grid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// Ticket number.
    pub ticket: String,
    /// What may stand in its cell.
    pub rule: MarkRule,
}

/// A copied row that is not filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unfit {
    /// The grid has no row for it on this page.
    NoRow {
        /// Ticket number; empty where one column was copied.
        ticket: String,
        /// What stood beside it.
        text: String,
    },
    /// The ticket stands twice among the copied rows.
    Twice {
        /// Ticket number.
        ticket: String,
        /// What stood beside it the second time.
        text: String,
    },
    /// The text may not stand in that row.
    Wrong {
        /// Ticket number.
        ticket: String,
        /// The text.
        text: String,
        /// Why.
        fault: MarkFault,
        /// What may stand there.
        rule: MarkRule,
    },
}

/// What a paste would do.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fitted {
    /// Rows of the grid, counted from 0, with what would stand there.
    pub fits: Vec<(usize, String)>,
    /// What would not be filled in.
    pub unfit: Vec<Unfit>,
}

impl Pasted {
    /// Reads a plain text as spreadsheets copy cells: lines of cells between tabs. A single cell is none of this: it goes into
    /// its field as any text does.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let mut lines: Vec<&str> =
            text.split('\n').map(|line| line.strip_suffix('\r').unwrap_or(line)).collect();
        while lines.last().is_some_and(|line| line.trim().is_empty()) {
            lines.pop();
        }
        let width = lines.iter().map(|line| line.split('\t').count()).max()?;
        match (width, lines.len()) {
            (1, 1) => None,
            (1, _) => Some(Self::Column(lines.into_iter().map(bare).collect())),
            (2, _) => {
                let pair = |line: &str| {
                    let (ticket, text) = line.split_once('\t').unwrap_or((line, ""));
                    (bare(ticket), bare(text))
                };
                Some(Self::Pairs(lines.into_iter().map(pair).collect()))
            }
            (wide, _) => Some(Self::TooWide(wide)),
        }
    }

    /// Which rows of the grid it fits; a column begins at the row `from`. Blank marks leave their rows alone.
    pub fn fit(&self, from: usize, rows: &[Target], is_status: impl Fn(&str) -> bool) -> Fitted {
        let mut fitted = Fitted::default();
        let mut put = |at: Option<usize>, ticket: &str, text: &str| {
            let (text, ticket) = (text.to_owned(), ticket.to_owned());
            let Some((at, row)) = at.and_then(|at| Some((at, rows.get(at)?))) else {
                fitted.unfit.push(Unfit::NoRow { ticket, text });
                return;
            };
            match row.rule.check(&text, &is_status) {
                Ok(()) => fitted.fits.push((at, text)),
                Err(fault) => {
                    let (ticket, rule) = (row.ticket.clone(), row.rule);
                    fitted.unfit.push(Unfit::Wrong { ticket, text, fault, rule });
                }
            }
        };
        match self {
            Self::Column(cells) => {
                for (at, text) in (from..).zip(cells).filter(|(_, text)| !text.is_empty()) {
                    put(Some(at), "", text);
                }
            }
            Self::Pairs(pairs) => {
                let places: HashMap<&str, usize> =
                    rows.iter().enumerate().map(|(at, row)| (row.ticket.as_str(), at)).collect();
                let mut seen = HashSet::new();
                let mut twice = Vec::new();
                for (ticket, text) in pairs.iter().filter(|(_, text)| !text.is_empty()) {
                    if seen.insert(ticket) {
                        put(places.get(ticket.as_str()).copied(), ticket, text);
                    } else {
                        twice.push(Unfit::Twice { ticket: ticket.clone(), text: text.clone() });
                    }
                }
                fitted.unfit.extend(twice);
            }
            Self::TooWide(_) => {}
        }
        fitted
    }
}
