//! The table of scores: `position,candidate` and one column per key that a used scheme names.

use super::form::Form;
use super::positions::{Cells, Positions};
use crate::import::columns::{self, Columns, Unknown};
use crate::import::fault::clip;
use crate::import::value::{self, Reading};
use crate::import::{At, Code, Fault, Note, Remark, Row, Value, nearest};
use domain::number::{Score, ScoreFault};
use domain::scheme::{InputKind, Status};
use domain::scoring::{Entry, Sheet};
use std::collections::BTreeMap;
use text::headers;

/// Everybody's sheet, and where each cell stands.
#[derive(Default)]
pub(super) struct People {
    /// In file order.
    pub sheets: Vec<Sheet>,
    /// By position and candidate: the place of the row and the index of the sheet.
    pub rows: BTreeMap<(String, String), (At, usize)>,
    /// Column of the file by name of the input.
    pub columns: BTreeMap<String, u32>,
    /// What stood in each filled cell, for faults that quote it.
    pub found: BTreeMap<(usize, String), String>,
    /// Places of examiners' marks, with the name of their file.
    pub marks: BTreeMap<super::marks::Key, At>,
}

/// Reads them; faults of the table go to the others.
pub(super) fn read(
    sheet: &crate::import::Sheet,
    form: &Form,
    positions: &Positions,
    notes: &mut Vec<(String, Note)>,
    faults: &mut Vec<Fault>,
) -> People {
    let mut people = People::default();
    match columns::find(&sheet.file, &sheet.header, &form.wanted, Unknown::Refuse) {
        Err(more) => faults.extend(more),
        Ok(columns) => {
            people.columns = places(sheet, form, &columns);
            let mut cells = Cells { sheet, columns: &columns, wanted: &form.wanted, notes, faults };
            for row in &sheet.rows {
                one(&mut cells, row, form, positions, &mut people);
            }
        }
    }
    people
}

fn places(sheet: &crate::import::Sheet, form: &Form, columns: &Columns) -> BTreeMap<String, u32> {
    let place = |(wanted, column): (usize, &columns::Wanted)| {
        let header = sheet.header.get(columns.get(wanted)?)?;
        Some((column.key.clone(), header.at.column))
    };
    form.wanted.iter().enumerate().filter_map(place).collect()
}

fn one(cells: &mut Cells<'_>, row: &Row, form: &Form, positions: &Positions, people: &mut People) {
    let position = cells.required(row, 0, value::code);
    let candidate = cells.required(row, 1, value::code);
    let (Some(position), Some(candidate)) = (position, candidate) else { return };
    let Some(scheme) = positions.get(&position).map(|position| position.scheme.clone()) else {
        return cells.fault(row, 0, Code::UnknownPosition { found: clip(&position) });
    };
    let key = (position.clone(), candidate.clone());
    let at = cells.sheet.row_at(row);
    if let Some((first, _)) = people.rows.get(&key) {
        let code = Code::DuplicateRow { first: *first };
        return cells.faults.push(code.at(&cells.sheet.file, at, None));
    }
    let index = people.sheets.len();
    let mut entries = BTreeMap::new();
    for column in 2..form.wanted.len() {
        let Some(name) = form.wanted.get(column).map(|wanted| wanted.key.clone()) else { continue };
        let kind = form.kind(scheme.as_deref(), &name);
        if let Some((entry, found)) = cells.read(row, column, |cell| entry(cell, kind)) {
            people.found.insert((index, name.clone()), found);
            entries.insert(name, entry);
        }
    }
    people.rows.insert(key, (at, index));
    people.sheets.push(Sheet { position, candidate, entries, panel: Vec::new() });
}

/// One cell as an entry, with what stood there.
fn entry(cell: &Value, kind: Option<InputKind>) -> Result<Option<Reading<(Entry, String)>>, Code> {
    let Some(bare) = value::bare(cell)? else { return Ok(None) };
    let found = clip(&bare.value);
    let with = |entry, remark| Ok(Some(Reading { value: (entry, found.clone()), remark }));
    match kind {
        None => Err(Code::NotUsed { found: found.clone() }),
        Some(InputKind::Room) => with(Entry::Room(bare.value), bare.remark),
        Some(InputKind::Bonus | InputKind::Fact(_)) => with(Entry::Mark(score(&bare.value, 6)?), bare.remark),
        Some(InputKind::Mark { .. } | InputKind::Panel) => match status(&bare.value) {
            Some((status, said)) => with(Entry::Status(status), said.or(bare.remark)),
            None => with(Entry::Mark(mark(&bare.value, kind)?), bare.remark),
        },
    }
}

/// A status word; said aloud unless it is the code itself.
fn status(text: &str) -> Option<(Status, Option<Remark>)> {
    let code = headers::status(text)?;
    let said = (code != text).then(|| Remark::StatusWord { was: clip(text), read: code.to_owned() });
    Some((Status::from_word(code)?, said))
}

fn mark(text: &str, kind: Option<InputKind>) -> Result<Score, Code> {
    let places = match kind {
        Some(InputKind::Mark { places, .. }) => places,
        _ => 6,
    };
    let is_word = text.chars().any(char::is_alphabetic) && text.parse::<Score>().is_err();
    match nearest(text, headers::status_words()) {
        Some(word) if is_word && !text.chars().any(|c| c.is_ascii_digit()) => {
            Err(Code::UnknownWord { found: clip(text), nearest: Some(word.to_owned()) })
        }
        _ => score(text, places),
    }
}

/// The one parser, after the answers that help most.
pub(super) fn score(text: &str, places: u8) -> Result<Score, Code> {
    value::plain_decimal(text)?;
    let found = clip(text);
    Score::parse(text, places).map_err(|fault| match fault {
        ScoreFault::TooManyPlaces { allowed, .. } => Code::TooFine { found, places: allowed },
        ScoreFault::Empty | ScoreFault::NotANumber | ScoreFault::TooLarge => Code::NotANumber { found },
    })
}
