//! [`List`]: head and rows, to bytes and back.

use thiserror::Error;

use super::csv;
use super::lint::unfit_cell;
use super::{Head, HeadFault};
use crate::digest::Digest;

/// Columns before the values.
const BEFORE: [&str; 6] = ["position", "unit", "title", "plan", "ticket", "name"];
/// Columns after the values.
const AFTER: [&str; 4] = ["rank", "tied", "note", "result"];

/// The column of where a person serves today (现工作单位); before the values, where a list shows it.
pub const CURRENT_UNIT: &str = "current_unit";

/// The value columns of a list, by name: where people serve today where it shows that, components, then `total` where the list has one.
pub type Columns = Vec<String>;

/// One person on a list; everything as printed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Row {
    /// Position code.
    pub position: String,
    /// Unit that has the position.
    pub unit: String,
    /// Title of the position.
    pub title: String,
    /// Places; empty where none are told.
    pub plan: String,
    /// Ticket number.
    pub ticket: String,
    /// Name, masked where the scheme says so; empty where names are not shown.
    pub name: String,
    /// One per value column: a number, a status word, or nothing.
    pub values: Vec<String>,
    /// Rank in the order of this list; empty where there is none.
    pub rank: String,
    /// `yes` where the rank is shared.
    pub tied: String,
    /// Why there is no rank: `below_line`, `unscored` or a status word; else nothing.
    pub note: String,
    /// `in`, `reserve N`, `out`.
    pub result: String,
}

/// A list below its head, as a ranking keeps it until somebody signs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Body {
    /// Its value columns.
    pub columns: Columns,
    /// Its rows, in the order of printing.
    pub rows: Vec<Row>,
}

impl Body {
    /// Returns the header and the rows as they stand below the head of a sealed list. Nothing is refused here: what may stand on a
    /// list is asked when it gets its head.
    #[must_use]
    pub fn text(&self) -> String {
        let mut out = String::new();
        csv::write(&header(&self.columns), &mut out);
        for row in &self.rows {
            csv::write(&row.cells(), &mut out);
        }
        out
    }

    /// Reads the text back.
    ///
    /// # Errors
    /// [`ListFault::Header`], [`ListFault::Row`].
    pub fn read(text: &str) -> Result<Self, ListFault> {
        let mut lines = text.lines();
        let header = lines.next().and_then(csv::read).ok_or(ListFault::Header)?;
        Self::of(&header, lines.map(|line| csv::read(line).unwrap_or_default()))
    }

    fn of(header: &[String], rows: impl Iterator<Item = Vec<String>>) -> Result<Self, ListFault> {
        let values = header.strip_prefix(BEFORE.map(str::to_owned).as_slice());
        let values = values.and_then(|rest| rest.strip_suffix(AFTER.map(str::to_owned).as_slice()));
        let mut body = Self { columns: values.ok_or(ListFault::Header)?.to_vec(), rows: Vec::new() };
        for (at, cells) in (1..).zip(rows) {
            if cells.len() != header.len() {
                return Err(ListFault::Row(at));
            }
            body.rows.push(Row::of(cells).ok_or(ListFault::Row(at))?);
        }
        Ok(body)
    }

    /// Returns the rows with what the list shows of its people besides their ticket numbers: names, and in a column of its own, where
    /// `unit` says so, the unit of today. `of` gives both for the ticket number of a position.
    #[must_use]
    pub fn naming(mut self, unit: bool, of: impl Fn(&Row) -> (String, String)) -> Self {
        if unit {
            self.columns.insert(0, CURRENT_UNIT.to_owned());
        }
        for row in &mut self.rows {
            let (name, serves) = of(row);
            row.name = name;
            if unit {
                row.values.insert(0, serves);
            }
        }
        self
    }

    /// Returns the list with this head.
    #[must_use]
    pub fn under(self, head: Head) -> List {
        List { head, columns: self.columns, rows: self.rows }
    }
}

fn header(columns: &Columns) -> Vec<String> {
    let columns = columns.iter().map(String::as_str);
    BEFORE.into_iter().chain(columns).chain(AFTER).map(str::to_owned).collect()
}

/// A list as it is sealed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct List {
    /// Its head.
    pub head: Head,
    /// Its value columns.
    pub columns: Columns,
    /// Its rows, in the order of printing.
    pub rows: Vec<Row>,
}

/// Why a list cannot be sealed or read.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ListFault {
    /// The head.
    #[error(transparent)]
    Head(#[from] HeadFault),
    /// Not UTF-8, or CR, BOM or no end of line at the end.
    #[error("not UTF-8 text with LF line ends")]
    Text,
    /// The header is not that of a list.
    #[error("the header row is not that of a list")]
    Header,
    /// A row that is no row of this list, counted from 1 after the header.
    #[error("row {0} is not a row of this list")]
    Row(usize),
    /// A cell holds a character that nobody sees, or begins like a formula, in the row counted from 1.
    #[error("row {row}: column `{column}` cannot be published")]
    Cell {
        /// The row.
        row: usize,
        /// The column.
        column: String,
    },
    /// What was read is not what would be written: bytes were changed.
    #[error("the bytes are not those that were sealed")]
    Changed,
}

impl Row {
    fn cells(&self) -> Vec<String> {
        let before = [&self.position, &self.unit, &self.title, &self.plan, &self.ticket, &self.name];
        let after = [&self.rank, &self.tied, &self.note, &self.result];
        before.into_iter().chain(&self.values).chain(after).cloned().collect()
    }

    fn of(cells: Vec<String>) -> Option<Self> {
        let values = cells.len().checked_sub(BEFORE.len().saturating_add(AFTER.len()))?;
        let mut cells = cells.into_iter();
        let mut next = || cells.next();
        Some(Self {
            position: next()?,
            unit: next()?,
            title: next()?,
            plan: next()?,
            ticket: next()?,
            name: next()?,
            values: (0..values).map_while(|_| next()).collect(),
            rank: next()?,
            tied: next()?,
            note: next()?,
            result: next()?,
        })
    }
}

impl List {
    /// The rows as a ranking keeps them: without names and units of today. Of a list of proposed people, which no ranking keeps, as they
    /// are.
    #[must_use]
    pub fn bare(&self) -> Body {
        let mut body = Body { columns: self.columns.clone(), rows: self.rows.clone() };
        if self.head.proposal.is_some() {
            return body;
        }
        let unit = body.columns.iter().position(|column| column == CURRENT_UNIT);
        if let Some(at) = unit {
            body.columns.remove(at);
        }
        for row in &mut body.rows {
            row.name.clear();
            if let Some(at) = unit.filter(|at| *at < row.values.len()) {
                row.values.remove(at);
            }
        }
        body
    }

    /// The header of the rows.
    #[must_use]
    pub fn header(&self) -> Vec<String> {
        header(&self.columns)
    }

    /// All rows as cells, for prints of other kinds.
    pub fn cells(&self) -> impl Iterator<Item = Vec<String>> + '_ {
        self.rows.iter().map(Row::cells)
    }

    /// The canonical bytes.
    ///
    /// # Errors
    /// [`ListFault::Head`], [`ListFault::Row`] for a row of another length, [`ListFault::Cell`].
    pub fn bytes(&self) -> Result<Vec<u8>, ListFault> {
        self.below(self.head.write()?)
    }

    /// The digest of what the list says (内容摘要): SHA-256 of the canonical bytes without the lines of the head that say when it was
    /// published and after which audit seal. It is the same whenever the list is published, and is what a first signature stands under.
    ///
    /// # Errors
    /// As [`List::bytes`].
    pub fn content_digest(&self) -> Result<Digest, ListFault> {
        Ok(Digest::of(&self.below(self.head.undated()?)?))
    }

    /// The rows below these lines of the head.
    fn below(&self, head: String) -> Result<Vec<u8>, ListFault> {
        let mut out = head;
        out.push('\n');
        let header = self.header();
        csv::write(&header, &mut out);
        for (row, cells) in (1..).zip(self.cells()) {
            if cells.len() != header.len() {
                return Err(ListFault::Row(row));
            }
            let unfit = |cell: &String| unfit_cell(cell).is_some();
            if let Some((_, column)) = cells.iter().zip(&header).find(|(cell, _)| unfit(cell)) {
                return Err(ListFault::Cell { row, column: column.clone() });
            }
            csv::write(&cells, &mut out);
        }
        Ok(out.into_bytes())
    }

    /// *The* digest: SHA-256 of the canonical bytes.
    ///
    /// # Errors
    /// As [`List::bytes`].
    pub fn digest(&self) -> Result<Digest, ListFault> {
        Ok(Digest::of(&self.bytes()?))
    }

    /// Reads canonical bytes back. What it accepts gives the same bytes again.
    ///
    /// # Errors
    /// [`ListFault`].
    pub fn parse(bytes: &[u8]) -> Result<Self, ListFault> {
        let text = core::str::from_utf8(bytes).map_err(|_| ListFault::Text)?;
        if text.contains('\r') || text.starts_with('\u{feff}') || !text.ends_with('\n') {
            return Err(ListFault::Text);
        }
        let (head, body) = text.split_once("\n\n").ok_or(HeadFault::NotAList)?;
        let head = Head::read(&format!("{head}\n"))?;
        let list = Body::read(body)?.under(head);
        if list.bytes()? == bytes { Ok(list) } else { Err(ListFault::Changed) }
    }

    /// A list from its head, header and rows, as a workbook print holds them; its bytes can then be compared.
    ///
    /// # Errors
    /// [`ListFault::Header`], [`ListFault::Row`].
    pub fn rebuild(
        head: Head,
        header: &[String],
        rows: impl Iterator<Item = Vec<String>>,
    ) -> Result<Self, ListFault> {
        Ok(Body::of(header, rows)?.under(head))
    }
}
