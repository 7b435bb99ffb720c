//! What must never stand on a public list: a text that a spreadsheet runs, characters that nobody sees, identity numbers and
//! telephone numbers, even by accident.
//!
//! Owns: the questions that import, approval and sealing all ask, so that a list cannot turn out to be unpublishable when it
//! is signed. Refuses: mending a text; where it came in, it is tidied.

use crate::calendar::parse_date;
use crate::reason::{FieldPath, ListsWhy, PublicCode, Reason, Unfit};
use crate::typed::{IdentityNumber, fold, is_shown, opens_formula};

use super::List;

/// A cell, or a line of the head, that must not be published. The content is not kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Misfit {
    /// Code of the position; `None` for the head.
    pub position: Option<String>,
    /// The column, or the head's key.
    pub column: String,
    /// What is wrong.
    pub why: Unfit,
}

impl Misfit {
    /// The refusal that names it.
    #[must_use]
    pub fn reason(&self) -> Reason {
        ListsWhy::NotForPublic {
            position: self.position.as_deref().map(PublicCode::new),
            column: FieldPath::new(&self.column),
            why: self.why,
        }
        .reason()
    }
}

/// How many texts that cannot be published are named at once.
const TOLD: usize = 20;

/// Refuses where anything must not be published.
///
/// # Errors
/// [`ListsWhy::NotForPublic`] for each misfit, the first twenty.
pub fn expect_fit(misfits: &[Misfit]) -> Result<(), Vec<Reason>> {
    let reasons: Vec<Reason> = misfits.iter().take(TOLD).map(Misfit::reason).collect();
    if reasons.is_empty() { Ok(()) } else { Err(reasons) }
}

/// What keeps a text from standing in a cell at all.
#[must_use]
pub fn unfit_cell(text: &str) -> Option<Unfit> {
    if !text.chars().all(is_shown) {
        return Some(Unfit::Unseen);
    }
    opens_formula(text).then_some(Unfit::Formula)
}

/// What keeps a text from standing in that column of a list, or in that line of its head.
#[must_use]
pub fn unfit(column: &str, text: &str) -> Option<Unfit> {
    unfit_cell(text).or_else(|| match column {
        // A position code may have eleven digits that begin with 13 to 15, or fifteen with a date in them: provinces have such
        // numbers. So may ticket numbers be fifteen digits long. Nobody's identity number of today is either.
        "position" => runs(text, |run| is_identity(run).then_some(Unfit::IdentityNumber)),
        "ticket" => runs(text, |run| private(run).filter(|_| !is_old_identity(run))),
        _ => leak(text),
    })
}

/// Every cell of a list that must not be published, and every line of its head.
#[must_use]
pub fn misfits(list: &List) -> Vec<Misfit> {
    let head = [("title", &list.head.title), ("authority", &list.head.authority)];
    let name = list.head.name.iter().map(|name| ("name", name));
    let reason = list.head.reason.iter().map(|reason| ("reason", reason));
    let body = list.head.proposal.iter().map(|proposal| ("decided_by", &proposal.body));
    let mut found: Vec<Misfit> = head
        .into_iter()
        .chain(name)
        .chain(reason)
        .chain(body)
        .filter_map(|(column, text)| misfit_in_head(column, text))
        .collect();
    let header = list.header();
    for (row, cells) in list.rows.iter().zip(list.cells()) {
        for (cell, column) in cells.iter().zip(&header) {
            found.extend(unfit(column, cell).map(|why| Misfit {
                position: Some(row.position.clone()),
                column: column.clone(),
                why,
            }));
        }
    }
    found
}

/// What keeps a text from standing in that line of the head.
#[must_use]
pub fn misfit_in_head(column: &str, text: &str) -> Option<Misfit> {
    let why = if text.trim() == text { unfit(column, text) } else { Some(Unfit::Unseen) };
    why.map(|why| Misfit { position: None, column: column.to_owned(), why })
}

/// The private number that a text holds, full-width digits included. Runs of letters and digits are looked at whole, so that a longer code that happens
/// to hold eleven digits is none.
#[must_use]
pub fn leak(text: &str) -> Option<Unfit> {
    runs(text, private)
}

fn runs(text: &str, asked: impl Fn(&str) -> Option<Unfit>) -> Option<Unfit> {
    fold(text).split(|c: char| !c.is_ascii_alphanumeric()).find_map(asked)
}

fn private(run: &str) -> Option<Unfit> {
    if is_identity(run) || is_old_identity(run) {
        return Some(Unfit::IdentityNumber);
    }
    let mobile = run.len() == 11 && run.starts_with('1') && run.bytes().all(|b| b.is_ascii_digit());
    let second = run.as_bytes().get(1).is_some_and(|digit| (b'3'..=b'9').contains(digit));
    (mobile && second).then_some(Unfit::Phone)
}

fn is_identity(run: &str) -> bool {
    run.len() == 18 && IdentityNumber::parse(run, &FieldPath::new("list")).is_ok()
}

/// Whether it is an identity number of fifteen digits, as they were before 1999: region, a date without its century, a serial number. It
/// has no check digit, so that a date that there was is what tells it from other numbers.
fn is_old_identity(run: &str) -> bool {
    let digits = run.len() == 15 && run.bytes().all(|digit| digit.is_ascii_digit()) && !run.starts_with('0');
    let part = |from: usize, to: usize| run.get(from..to).unwrap_or_default();
    let born = || parse_date(&format!("19{}-{}-{}", part(6, 8), part(8, 10), part(10, 12)));
    digits && born().is_some()
}
