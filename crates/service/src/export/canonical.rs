//! The xlsx print of a sealed list's canonical bytes. Owns the layout (the list on the first sheet, the head and the
//! digest on the second); refuses bytes that are not canonical, so that every print can be turned back.

use super::table::{Column, Sheet, Unwritten, push_record, workbook};
use crate::import::{Grid, Limits, Value, grids};
use domain::digest::Digest;
use text::{Lang, sheets as t};

/// Name of the digest's line on the second sheet.
pub(super) const DIGEST: &str = "sha256";

/// Canonical bytes taken apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Canonical {
    /// `key: value` lines.
    pub head: Vec<(String, String)>,
    /// Titles of the list.
    pub titles: Vec<String>,
    /// Its rows.
    pub rows: Vec<Vec<String>>,
}

/// Why bytes have no print.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoPrint {
    /// Not canonical bytes.
    #[error("these are not the canonical bytes of a list")]
    NotCanonical,
    /// The workbook could not be written.
    #[error(transparent)]
    Unwritten(#[from] Unwritten),
}

impl Canonical {
    /// Takes canonical bytes apart; `None` unless putting them together again gives the same bytes.
    #[must_use]
    pub fn parse(bytes: &[u8]) -> Option<Self> {
        let text = std::str::from_utf8(bytes).ok()?;
        let (head, list) = text.split_once("\n\n")?;
        let line = |line: &str| line.split_once(": ").map(|(key, value)| (key.to_owned(), value.to_owned()));
        let head: Option<Vec<_>> = head.lines().map(line).collect();
        let (titles, rows) = records(list)?;
        let parsed = Self { head: head?, titles, rows };
        (parsed.bytes() == bytes).then_some(parsed)
    }

    /// The canonical bytes.
    #[must_use]
    pub fn bytes(&self) -> Vec<u8> {
        let mut out = String::new();
        for (key, value) in &self.head {
            out.push_str(key);
            out.push_str(": ");
            out.push_str(value);
            out.push('\n');
        }
        out.push('\n');
        push_record(&mut out, self.titles.iter().map(String::as_str));
        for row in &self.rows {
            push_record(&mut out, row.iter().map(String::as_str));
        }
        out.into_bytes()
    }
}

/// Titles and rows of the CSV part; an empty list has titles only.
fn records(list: &str) -> Option<(Vec<String>, Vec<Vec<String>>)> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(list.as_bytes());
    let mut rows = Vec::new();
    for record in reader.records() {
        rows.push(record.ok()?.iter().map(str::to_owned).collect());
    }
    if rows.is_empty() {
        return None;
    }
    let titles = rows.remove(0);
    Some((titles, rows))
}

/// The xlsx print of canonical bytes: the list, and beside it the head with the digest whole in groups of four.
///
/// # Errors
/// [`NoPrint`].
pub fn print_xlsx(lang: Lang, bytes: &[u8]) -> Result<Vec<u8>, NoPrint> {
    let list = Canonical::parse(bytes).ok_or(NoPrint::NotCanonical)?;
    let columns: Vec<Column> = list.titles.iter().map(Column::plain).collect();
    let mut head: Vec<Vec<String>> =
        list.head.iter().map(|(key, value)| vec![key.clone(), value.clone()]).collect();
    head.push(vec![DIGEST.to_owned(), Digest::of(bytes).grouped()]);
    let wide = |title: &str| Column { width: 560, ..Column::plain(title) };
    let seal = [Column::plain("key"), wide("value")];
    let sheets = [
        Sheet { name: t::list_sheet(lang), columns: &columns, rows: &list.rows },
        Sheet { name: t::seal_sheet(lang), columns: &seal, rows: &head },
    ];
    Ok(workbook(&sheets)?)
}

/// Turns a print back into what it was made from, and the digest that it shows.
pub(super) fn unprint(bytes: &[u8], limits: &Limits) -> Option<(Canonical, String)> {
    let sheets = grids(bytes, limits, 2).ok()?;
    let [list, seal] = sheets.as_slice() else { return None };
    let (titles, rows) = filled(list)?;
    let (_, mut head) = filled(seal)?;
    let digest = head.pop().filter(|line| line.first().is_some_and(|key| key == DIGEST))?;
    let lines: Option<Vec<[String; 2]>> = head.into_iter().map(|line| line.try_into().ok()).collect();
    let head = lines?.into_iter().map(<(String, String)>::from).collect();
    Some((Canonical { head, titles, rows }, digest.into_iter().nth(1)?))
}

/// A sheet as titles and rows of one length; `None` where a cell is no text or stands beyond the titles.
fn filled(grid: &Grid) -> Option<(Vec<String>, Vec<Vec<String>>)> {
    let width = grid.first()?.1.len();
    let mut lines = grid.iter().map(|(_, cells)| line(cells, width));
    let titles = lines.next()??;
    Some((titles, lines.collect::<Option<_>>()?))
}

fn line(cells: &[(u32, Value)], width: usize) -> Option<Vec<String>> {
    let mut line = vec![String::new(); width];
    for (column, value) in cells {
        let slot = usize::try_from(*column).ok()?.checked_sub(1).and_then(|at| line.get_mut(at))?;
        let Value::Text(text) = value else { return None };
        slot.clone_from(text);
    }
    Some(line)
}
