//! The table of marks: one row a person, one column a paper, component, room, bonus or fact.
//!
//! Owns: the columns that the schemes ask for, and the reading of each cell under the scheme of its person. Refuses: columns
//! that no scheme names, marks where the person's own scheme has none, and a person twice.

use std::collections::BTreeMap;

use domain::marks::Entry;
use domain::scheme::{Input, InputKind};
use text::Lang;

use super::cells::Cells;
use super::{Firsts, Register, Table};
use crate::columns::{Unknown, Wanted};
use crate::entry::entry;
use crate::value::Reading;
use crate::{At, Header, Row, Sheet};

const POSITION: usize = 0;
const CANDIDATE: usize = 1;
/// Columns before those of the schemes.
const FIXED: usize = 2;
/// Columns of a sheet for people that say nothing about marks.
const UNREAD: [&str; 2] = ["serial", "name"];

/// A table of marks.
#[derive(Clone, PartialEq, Eq)]
pub struct Marks {
    /// Every column that a scheme asks for, with its title in the file where it is there.
    pub columns: Vec<(String, Option<Header>)>,
    /// One row a person.
    pub table: Table<MarkLine>,
}

/// The marks of one person.
#[derive(Clone, PartialEq, Eq)]
pub struct MarkLine {
    /// The row.
    pub at: At,
    /// The position: the row's, or the register's where the row need not say it.
    pub position: String,
    /// The candidate or ticket number.
    pub candidate: String,
    /// The filled cells.
    pub cells: Vec<MarkCell>,
}

/// One filled cell.
#[derive(Clone, PartialEq, Eq)]
pub struct MarkCell {
    /// Index among [`Marks::columns`].
    pub column: usize,
    /// Where it stands.
    pub at: At,
    /// What it says.
    pub entry: Entry,
}

/// Reads the table.
#[must_use]
pub fn read(sheet: &Sheet, register: &Register<'_>) -> Marks {
    let inputs: Vec<Vec<Input>> = register.schemes.iter().map(|scheme| scheme.inputs()).collect();
    let kinds: Vec<BTreeMap<&str, InputKind>> = inputs
        .iter()
        .map(|inputs| inputs.iter().map(|input| (input.name.as_str(), input.kind)).collect())
        .collect();
    let mut wanted = wanted(register, &inputs);
    let names: Vec<String> = wanted.iter().skip(FIXED).map(|column| column.key.clone()).collect();
    let unread: Vec<&str> = UNREAD.into_iter().filter(|key| !names.iter().any(|name| name == key)).collect();
    wanted.extend(unread.iter().map(|key| Wanted::optional(key)));
    let name = wanted.len().checked_sub(1).filter(|_| unread.contains(&"name"));
    let mut cells = match Cells::of(sheet, wanted, Unknown::Refuse) {
        Ok(cells) => cells,
        Err(faults) => return Marks { columns: Vec::new(), table: Table::refused(faults) },
    };
    // The number of a row says nothing; a name is not compared, and that is said.
    if let Some(name) = name {
        cells.unread(name);
    }
    let mut firsts = Firsts::new();
    let mut rows = Vec::new();
    for row in &sheet.rows {
        let Some(person) = register.person(&mut cells, row, (POSITION, CANDIDATE)) else { continue };
        if !firsts.take(&mut cells, row, (person.position.clone(), person.candidate.clone())) {
            continue;
        }
        let kinds = person.scheme.and_then(|at| kinds.get(at));
        let filled = kinds.map(|kinds| filled(&mut cells, row, &names, kinds)).unwrap_or_default();
        let (position, candidate) = (person.position, person.candidate);
        rows.push(MarkLine { at: cells.row_at(row), position, candidate, cells: filled });
    }
    let header = |at: usize| cells.header(at.saturating_add(FIXED)).cloned();
    let columns = names.into_iter().enumerate().map(|(at, name)| (name, header(at))).collect();
    Marks { columns, table: cells.table(rows) }
}

/// The filled cells of a row under the columns of all schemes: a cell that the person's scheme does not read is refused.
fn filled(
    cells: &mut Cells<'_>,
    row: &Row,
    names: &[String],
    kinds: &BTreeMap<&str, InputKind>,
) -> Vec<MarkCell> {
    let mut filled = Vec::new();
    for (column, name) in names.iter().enumerate() {
        let kind = kinds.get(name.as_str()).copied();
        let wanted = column.saturating_add(FIXED);
        let read = cells.read(row, wanted, |cell| {
            Ok(entry(cell, kind)?
                .map(|Reading { value: (entry, _), remark }| Reading { value: entry, remark }))
        });
        if let Some(entry) = read {
            filled.push(MarkCell { column, at: cells.at(row, wanted), entry });
        }
    }
    filled
}

fn wanted(register: &Register<'_>, inputs: &[Vec<Input>]) -> Vec<Wanted> {
    let by_position = register.by_position();
    let position = Wanted { required: by_position, ..Wanted::optional("position") };
    let mut wanted = vec![position, Wanted::required("candidate")];
    for input in inputs.iter().flatten() {
        add(&mut wanted, input, by_position);
    }
    wanted
}

/// A column that everybody has must be in the file of a whole ranking, while a desk takes marks column by column. The name
/// that the scheme gives is a title for it as long as no other column has it.
fn add(wanted: &mut Vec<Wanted>, input: &Input, whole: bool) {
    let required = whole && input.opened_by.is_none() && input.kind != InputKind::Panel;
    if let Some(known) = wanted.iter_mut().find(|column| column.key == input.name) {
        known.required |= required;
        return;
    }
    let taken =
        |label: &String| wanted.iter().any(|column| column.key == *label || column.also.contains(label));
    let label = input.label.clone().map(|label| match input.kind {
        InputKind::Room => text::marks::room_title(Lang::Zh, &label),
        InputKind::Mark { .. } | InputKind::Panel | InputKind::Bonus | InputKind::Fact(_) => label,
    });
    let named = text::headers::titles(&input.name).iter().map(|title| (*title).to_owned());
    let also = named.chain(label).filter(|label| !taken(label)).collect();
    wanted.push(Wanted { key: input.name.clone(), also, required });
}
