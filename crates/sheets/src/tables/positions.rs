//! The table of positions (职位表).
//!
//! Owns: its columns and their reading; a posting keeps those that are not known as well, word for word, and every other column
//! is named as unread. Refuses: a code twice; for a posting what may not be published, for a ranking a scheme that its file does
//! not hold.

mod uses;

use domain::posting::{About, Detail, MAX_PLAN, PositionTerms};
use domain::typed::{Label, Line, Words};
use files::scheme_file::SchemeFile;

use super::cells::Cells;
use super::{Firsts, Table};
use crate::columns::{Unknown, Wanted};
use crate::fault::clip;
use crate::value::{self, Reading};
use crate::{At, Code, Row, Sheet, Value, nearest};

pub use uses::{Chosen, Uses};

const CODE: usize = 0;
const PLAN: usize = 1;
const SCHEME: usize = 2;
const UNIT: usize = 3;
const TITLE: usize = 4;
const CONDITIONS: usize = 5;

/// The columns of a posting's table that everything needs, in the order of a sheet to fill in.
pub const COLUMNS: [&str; 6] =
    ["position", "authority", "position_name", "plan", "other_conditions", "scheme"];

/// What the table is read for.
#[derive(Clone, Copy, Debug)]
pub enum Purpose<'p> {
    /// To rank by these schemes: a position needs no more than a code.
    Ranking(&'p SchemeFile),
    /// To be announced: code, unit, title and plan stand in every row and may be published. Its columns are read as these say.
    Posting(&'p Uses),
}

/// One position.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PositionLine {
    /// Its row.
    pub at: At,
    /// Its code, leading zeros kept.
    pub code: String,
    /// Persons taken.
    pub plan: Option<u32>,
    /// Name of the scheme; `None` where the cell is blank.
    pub scheme: Option<String>,
    /// The unit that takes the person.
    pub unit: Option<Line>,
    /// Title of the position.
    pub title: Option<Line>,
    /// Conditions in words.
    pub conditions: Words,
    /// The filled cells of the kept columns; none for a ranking.
    pub details: Vec<Detail>,
}

impl PositionLine {
    /// The position as a posting announces it; `None` where something that it must say could not be read.
    #[must_use]
    pub fn into_terms(self) -> Option<PositionTerms> {
        Some(PositionTerms {
            code: Label::stored(self.code),
            unit: self.unit?,
            title: self.title?,
            plan: self.plan?,
            conditions: self.conditions,
            scheme: self.scheme.map(Label::stored),
            details: self.details,
        })
    }
}

/// The columns that are looked for.
fn wanted(purpose: Purpose<'_>) -> Vec<Wanted> {
    let mut wanted = vec![Wanted::required("position"), Wanted::required("plan"), Wanted::optional("scheme")];
    match purpose {
        // The number of a row says nothing, and that is not worth saying.
        Purpose::Ranking(_) => wanted.push(Wanted::optional("serial")),
        Purpose::Posting(_) => {
            wanted.extend(["authority", "position_name"].map(Wanted::required));
            wanted.push(Wanted::optional("other_conditions"));
        }
    }
    wanted
}

/// Reads the table.
#[must_use]
pub fn read(sheet: &Sheet, purpose: Purpose<'_>) -> Table<PositionLine> {
    let wanted = wanted(purpose);
    let cells = match purpose {
        Purpose::Ranking(_) => Cells::of(sheet.frame(), wanted, Unknown::Ignore),
        Purpose::Posting(uses) => Cells::placed(sheet.frame(), wanted, |index| uses.key(index)),
    };
    let mut cells = match cells {
        Ok(cells) => cells,
        Err(faults) => return Table::refused(faults),
    };
    let kept = match purpose {
        Purpose::Ranking(_) => {
            cells.others_unread();
            Vec::new()
        }
        Purpose::Posting(uses) => uses.kept(sheet, &mut cells),
    };
    let mut firsts = Firsts::default();
    let mut rows = Vec::new();
    for row in &sheet.rows {
        let Some(mut line) = line(&mut cells, row, purpose) else { continue };
        line.details = details(&mut cells, row, &kept);
        if firsts.take(&mut cells, row, &[&line.code]) {
            rows.push(line);
        }
    }
    cells.table(rows)
}

/// The kept cells of a row.
fn details(cells: &mut Cells, row: &Row, kept: &[uses::Kept]) -> Vec<Detail> {
    let mut details = Vec::new();
    for uses::Kept { index, title, about } in kept {
        match row.cells.get(*index).map_or(Ok(None), value::public_words) {
            Ok(None) => {}
            Ok(Some(text)) => {
                let nothing = text::headers::asks_nothing(text.as_str());
                let about = if nothing { About::Nothing } else { *about };
                details.push(Detail { title: title.clone(), text, about });
            }
            Err(code) => cells.fault_under(Some(row), *index, code),
        }
    }
    details
}

/// A row that has a code; whatever else is wrong with it, the code is known to other tables.
fn line(cells: &mut Cells, row: &Row, purpose: Purpose<'_>) -> Option<PositionLine> {
    let before = cells.count();
    let code = match purpose {
        Purpose::Ranking(_) => cells.required(row, CODE, value::code),
        Purpose::Posting(_) => cells.required(row, CODE, label),
    };
    let unit = public(cells, row, UNIT, purpose);
    let title = public(cells, row, TITLE, purpose);
    let plan = match purpose {
        Purpose::Ranking(_) => cells.read(row, PLAN, value::count),
        Purpose::Posting(_) => cells.required(row, PLAN, plan),
    };
    let conditions = cells.read(row, CONDITIONS, words).unwrap_or_default();
    let scheme = cells.read(row, SCHEME, value::code);
    if let Purpose::Ranking(schemes) = purpose
        && cells.count() == before
        && schemes.get(scheme.as_deref()).is_none()
    {
        cells.fault(row, SCHEME, no_scheme(schemes, scheme.as_deref()));
    }
    let (at, conditions) = (cells.row_at(row), Words::stored(conditions));
    Some(PositionLine { at, code: code?, plan, scheme, unit, title, conditions, details: Vec::new() })
}

/// A line that the posting publishes; a ranking does not ask for it.
fn public(cells: &mut Cells, row: &Row, column: usize, purpose: Purpose<'_>) -> Option<Line> {
    match purpose {
        Purpose::Ranking(_) => None,
        Purpose::Posting(_) => cells.required(row, column, value::public_line),
    }
}

fn label(cell: &Value) -> Result<Option<Reading<String>>, Code> {
    let Some(Reading { value, remark }) = value::position_code(cell)? else { return Ok(None) };
    Ok(Some(Reading { value: value.as_str().to_owned(), remark }))
}

fn plan(cell: &Value) -> Result<Option<Reading<u32>>, Code> {
    match value::count(cell)? {
        Some(reading) if !(1..=MAX_PLAN).contains(&reading.value) => {
            Err(Code::NotACount { found: clip(&reading.value.to_string()) })
        }
        read => Ok(read),
    }
}

/// Conditions in words; words that ask for nothing are none.
fn words(cell: &Value) -> Result<Option<Reading<String>>, Code> {
    let Some(value) = value::free(cell)? else { return Ok(None) };
    if domain::lists::leak(&value).is_some() {
        return Err(Code::PrivateNumber);
    }
    let asking = !text::headers::asks_nothing(&value);
    Ok(asking.then_some(Reading { value, remark: None }))
}

fn no_scheme(schemes: &SchemeFile, name: Option<&str>) -> Code {
    match name {
        None => Code::Missing,
        Some(found) => Code::UnknownScheme {
            found: found.to_owned(),
            nearest: nearest(found, schemes.schemes.keys().map(String::as_str)).map(str::to_owned),
        },
    }
}
