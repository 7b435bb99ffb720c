//! The table of marks: one row a person, one column a paper, component, room, bonus or fact.
//!
//! Owns: the columns that the schemes ask for, and the reading of each cell under the scheme of its person. Refuses: columns
//! that no scheme names, marks where the person's own scheme has none, and a person twice.

use domain::marks::Entry;
use domain::scheme::{Input, InputKind};
use text::Lang;
use text::scheme::component_word;

use super::cells::Cells;
use super::{Firsts, Register, Table};
use crate::columns::{Unknown, Wanted};
use crate::entry::entry;
use crate::value::{Reading, free};
use crate::{At, Fault, Frame, Header, Row, Sheet, Value};

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
    /// Names beside the ticket numbers, where they were asked for.
    pub names: Vec<NamedLine>,
}

/// A name that a row says beside its number. It is for comparing and is written nowhere.
#[derive(Clone, PartialEq, Eq)]
pub struct NamedLine {
    /// The cell.
    pub at: At,
    /// The title of its column.
    pub title: Option<String>,
    /// The candidate or ticket number.
    pub candidate: String,
    /// The name as it stands there.
    pub name: String,
}

/// Whether a table's names are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Names {
    /// They are not, and the table's notes say so.
    Unread,
    /// They are, for somebody who may know whom a number belongs to.
    Read,
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
pub fn read(sheet: &Sheet, register: &Register<'_>, names: Names) -> Marks {
    let mut reader = match MarkReader::new(sheet.frame(), register) {
        Ok(reader) => reader,
        Err(faults) => {
            return Marks { columns: Vec::new(), table: Table::refused(faults), names: Vec::new() };
        }
    };
    reader.names = names;
    let rows = sheet.rows.iter().filter_map(|row| reader.row(row)).collect();
    reader.finish(rows)
}

/// Reads a table of marks row by row.
pub struct MarkReader<'r> {
    register: &'r Register<'r>,
    cells: Cells,
    /// The columns of the schemes, in their order.
    columns: Vec<String>,
    /// By scheme, what kind of thing stands in each of these columns that it reads.
    kinds: Vec<Vec<Option<InputKind>>>,
    firsts: Firsts,
    /// Where names stand, unless a scheme calls a column of its own so.
    name: Option<usize>,
    names: Names,
    named: Vec<NamedLine>,
}

impl<'r> MarkReader<'r> {
    /// Finds the columns that the schemes of the register ask for.
    ///
    /// # Errors
    /// Every missing, unknown and repeated column.
    pub fn new(frame: Frame, register: &'r Register<'r>) -> Result<Self, Vec<Fault>> {
        let inputs: Vec<Vec<Input>> = register.schemes.iter().map(|scheme| scheme.inputs()).collect();
        let mut wanted = wanted(register, &inputs);
        let columns: Vec<String> = wanted.iter().skip(FIXED).map(|column| column.key.clone()).collect();
        let unread: Vec<&str> =
            UNREAD.into_iter().filter(|key| !columns.iter().any(|name| name == key)).collect();
        wanted.extend(unread.iter().map(|key| Wanted::optional(key)));
        let name = wanted.len().checked_sub(1).filter(|_| unread.contains(&"name"));
        // The number of a row says nothing.
        let cells = Cells::of(frame, wanted, Unknown::Refuse)?;
        let kinds = |inputs: &Vec<Input>| {
            let kind = |name: &String| Some(inputs.iter().find(|input| input.name == *name)?.kind);
            columns.iter().map(kind).collect()
        };
        let kinds = inputs.iter().map(kinds).collect();
        let firsts = Firsts::default();
        Ok(Self { register, cells, columns, kinds, firsts, name, names: Names::Unread, named: Vec::new() })
    }

    /// The marks of one person; `None` where the row is about nobody or about somebody of a row above, which is refused.
    pub fn row(&mut self, row: &Row) -> Option<MarkLine> {
        let person = self.register.person(&mut self.cells, row, (POSITION, CANDIDATE))?;
        if !self.firsts.take(&mut self.cells, row, &[&person.position, &person.candidate]) {
            return None;
        }
        self.take_name(row, &person.candidate);
        let kinds = person.scheme.and_then(|at| self.kinds.get(at));
        let cells = kinds.map(|kinds| filled(&mut self.cells, row, kinds)).unwrap_or_default();
        let (position, candidate) = (person.position, person.candidate);
        Some(MarkLine { at: self.cells.row_at(row), position, candidate, cells })
    }

    /// The name of a column, by the index of a [`MarkCell`].
    #[must_use]
    pub fn column(&self, at: usize) -> Option<&str> {
        self.columns.get(at).map(String::as_str)
    }

    fn take_name(&mut self, row: &Row, candidate: &str) {
        let Some(column) = self.name.filter(|_| self.names == Names::Read) else { return };
        let text = |cell: &Value| Ok(free(cell)?.map(|value| Reading { value, remark: None }));
        if let Some(name) = self.cells.read(row, column, text) {
            let title = self.cells.header(column).map(|header| header.name.clone());
            let at = self.cells.at(row, column);
            self.named.push(NamedLine { at, title, candidate: candidate.to_owned(), name });
        }
    }

    /// The table with these of its rows.
    #[must_use]
    pub fn finish(mut self, rows: Vec<MarkLine>) -> Marks {
        if let Some(name) = self.name.filter(|_| self.names == Names::Unread) {
            self.cells.unread(name);
        }
        let header = |at: usize| self.cells.header(at.saturating_add(FIXED)).cloned();
        let columns = self.columns.into_iter().enumerate().map(|(at, name)| (name, header(at))).collect();
        Marks { columns, table: self.cells.table(rows), names: self.named }
    }
}

/// The filled cells of a row under the columns of all schemes: a cell that the person's scheme does not read is refused.
fn filled(cells: &mut Cells, row: &Row, kinds: &[Option<InputKind>]) -> Vec<MarkCell> {
    let mut filled = Vec::new();
    for (column, kind) in kinds.iter().enumerate() {
        let wanted = column.saturating_add(FIXED);
        if let Some(entry) = cells.read(row, wanted, |cell| entry(cell, *kind)) {
            filled.push(MarkCell { column, at: cells.at(row, wanted), entry });
        }
    }
    filled
}

/// The titles of the columns that these inputs ask for, each once, as a sheet for people shows them and as reading knows them again: what
/// the scheme calls a column, else the usual word for it. In English they are the keys, as those of all columns are.
pub fn titles<'a>(inputs: impl IntoIterator<Item = &'a Input>, lang: Lang) -> Vec<String> {
    let mut wanted = vec![Wanted::optional("position"), Wanted::required("candidate")];
    inputs.into_iter().for_each(|input| add(&mut wanted, input, false));
    let title = |column: Wanted| match lang {
        Lang::Zh => column.also.into_iter().next_back().unwrap_or(column.key),
        Lang::En => column.key,
    };
    wanted.into_iter().skip(FIXED).map(title).collect()
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
/// that the scheme gives, else the usual word for its key, is a title for it as long as no other column has it.
fn add(wanted: &mut Vec<Wanted>, input: &Input, whole: bool) {
    let required = whole && input.opened_by.is_none() && input.kind != InputKind::Panel;
    if let Some(known) = wanted.iter_mut().find(|column| column.key == input.name) {
        known.required |= required;
        return;
    }
    let taken =
        |label: &String| wanted.iter().any(|column| column.key == *label || column.also.contains(label));
    let usual = || {
        let word = component_word(Lang::Zh, &input.name, None);
        (!word.is_ascii()).then_some(word)
    };
    let label = input.label.clone().or_else(usual).map(|label| match input.kind {
        InputKind::Room => text::marks::room_title(Lang::Zh, &label),
        InputKind::Mark { .. } | InputKind::Panel | InputKind::Bonus | InputKind::Fact(_) => label,
    });
    let named = text::headers::titles(&input.name).iter().map(|title| (*title).to_owned());
    let also = named.chain(label).filter(|label| !taken(label)).collect();
    wanted.push(Wanted { key: input.name.clone(), also, required });
}
