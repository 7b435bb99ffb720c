//! The xlsx print of a sealed list's canonical bytes. Owns the layout (the list on the first sheet, the head and the
//! digest on the second) and the way back; refuses bytes that are not canonical and prints that would not come back.

use domain::digest::Digest;
use domain::lists::{Head, List, ListFault};
use sheets::write::{Column, Sheet, Unwritten, workbook};
use sheets::{Grid, Limits, Value, grids};
use text::{Lang, sheets as t};

/// Name of the digest's line on the second sheet.
const DIGEST: &str = "sha256";

/// Why bytes have no print.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoPrint {
    /// Not canonical bytes.
    #[error(transparent)]
    NotCanonical(#[from] ListFault),
    /// The workbook could not be written.
    #[error(transparent)]
    Unwritten(#[from] Unwritten),
    /// The workbook would not turn back into the same bytes.
    #[error("the workbook does not come back to the bytes that it was made from")]
    OneWay,
}

/// The xlsx print of canonical bytes: the list, and beside it the head with the digest whole in groups of four.
///
/// # Errors
/// [`NoPrint`].
pub fn print_xlsx(lang: Lang, bytes: &[u8]) -> Result<Vec<u8>, NoPrint> {
    let list = List::parse(bytes)?;
    let columns: Vec<Column> = list.header().into_iter().map(Column::plain).collect();
    let rows: Vec<Vec<String>> = list.cells().collect();
    let pair = |(key, value): (String, String)| vec![key, value];
    let mut lines: Vec<Vec<String>> = head_lines(&list.head)?.into_iter().map(pair).collect();
    lines.push(vec![DIGEST.to_owned(), Digest::of(bytes).grouped()]);
    let seal = [Column::plain("key"), Column { width: 560, ..Column::plain("value") }];
    let print = workbook(&[
        Sheet { name: t::list_sheet(lang), columns: &columns, rows: &rows },
        Sheet { name: t::seal_sheet(lang), columns: &seal, rows: &lines },
    ])?;
    match unprint(&print, &Limits::default()) {
        Some((back, _)) if back == list => Ok(print),
        _ => Err(NoPrint::OneWay),
    }
}

/// The head of a list, key and value of each line.
pub(super) fn head_lines(head: &Head) -> Result<Vec<(String, String)>, ListFault> {
    let text = head.write()?;
    let pair = |(key, value): (&str, &str)| (key.to_owned(), value.to_owned());
    Ok(text.lines().filter_map(|line| line.split_once(": ")).map(pair).collect())
}

/// Turns a print back into what it was made from, and the digest that it shows.
pub(super) fn unprint(bytes: &[u8], limits: &Limits) -> Option<(List, String)> {
    let sheets = grids(bytes, limits, 2).ok()?;
    let [list, seal] = sheets.as_slice() else { return None };
    let (titles, rows) = filled(list)?;
    let (_, mut lines) = filled(seal)?;
    let digest = lines.pop().filter(|line| line.first().is_some_and(|key| key == DIGEST))?;
    let head: String = lines.iter().map(|line| line.join(": ") + "\n").collect();
    let list = List::rebuild(Head::read(&head).ok()?, &titles, rows.into_iter()).ok()?;
    Some((list, digest.into_iter().nth(1)?))
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
