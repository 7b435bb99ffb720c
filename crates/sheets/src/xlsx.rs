//! Workbooks: the first visible worksheet, cell by cell, as the sheet shows it. Owns the way from the package to its
//! worksheets and what is told about the rest of the workbook (further sheets that hold rows, macros, links to other
//! files); what a part may weigh is `package`'s.

mod parts;
mod rich;
mod sheet;
mod styles;
mod xml;

pub(crate) use parts::plain_name;
pub(crate) use rich::Rich;
pub(crate) use sheet::Line;

use crate::gather::{Gather, Stop};
use crate::shape::Area;
use crate::{Code, Kind, Limits, Note, Remark, Value, package};
use parts::{Parts, Relation};
use rich::rich;
use std::panic::{AssertUnwindSafe, catch_unwind};
use styles::Look;
use xml::Piece;

/// The filled cells of one worksheet: rows with their numbers, cells with their columns, both from one.
pub type Grid = Vec<(u32, Vec<(u32, Value)>)>;

/// Reads all rows of the first visible worksheet into the gatherer. A parser that panics on a malformed part is a damaged
/// file, not a dead program.
pub(crate) fn read(bytes: &[u8], limits: &Limits, gather: &mut Gather<'_>) -> Result<(), Stop> {
    guarded(bytes, limits, || read_first(bytes, limits, gather))
}

/// The first `most` visible worksheets as they stand, whole: for prints of ours that are to be turned back.
///
/// # Errors
/// The fault of the file.
pub fn grids(bytes: &[u8], limits: &Limits, most: usize) -> Result<Vec<Grid>, Code> {
    let mut grids = Vec::new();
    let outcome = guarded(bytes, limits, || {
        let mut book = Book::open(bytes)?;
        for part in book.visible().map(|sheet| sheet.part.clone()).take(most).collect::<Vec<_>>() {
            let mut grid = Grid::new();
            book.sheet(&part, limits, &mut |line| {
                grid.push((line.row, line.cells));
                Ok(())
            })?;
            grids.push(grid);
        }
        Ok(())
    });
    match outcome {
        Ok(()) => Ok(grids),
        Err(Stop::Fault(_, code)) => Err(code),
        Err(Stop::Sink) => Err(Code::Damaged),
    }
}

fn guarded(bytes: &[u8], limits: &Limits, work: impl FnOnce() -> Result<(), Stop>) -> Result<(), Stop> {
    package::weigh(bytes, limits).map_err(whole)?;
    catch_unwind(AssertUnwindSafe(work)).unwrap_or(Err(whole(Code::Damaged)))
}

fn whole(code: Code) -> Stop {
    Stop::Fault(None, code)
}

/// A worksheet of the workbook.
struct Entry {
    name: String,
    part: String,
    hidden: bool,
}

/// A workbook with what its sheets share.
struct Book<'b> {
    parts: Parts<'b>,
    sheets: Vec<Entry>,
    strings: Vec<Rich>,
    looks: Vec<Look>,
    macros: bool,
    links: bool,
}

impl<'b> Book<'b> {
    fn open(bytes: &'b [u8]) -> Result<Self, Stop> {
        Self::opened(bytes).map_err(whole)
    }

    fn opened(bytes: &'b [u8]) -> Result<Self, Code> {
        let mut parts = Parts::open(bytes)?;
        let main = parts.main()?;
        let relations = parts.relations(&main)?;
        let sheets = entries(&mut parts, &main, &relations)?;
        let of_kind =
            |kind: &str| relations.iter().find(|relation| relation.kind == kind && parts.has(&relation.part));
        let (strings, styles) = (of_kind("sharedStrings"), of_kind("styles"));
        let (strings, styles) = (strings.map(|one| one.part.clone()), styles.map(|one| one.part.clone()));
        let strings = match strings {
            Some(part) => shared_strings(&mut parts, &part)?,
            None => Vec::new(),
        };
        let looks = match styles {
            Some(part) => styles::looks(&mut parts.part(&part)?)?,
            None => Vec::new(),
        };
        let macros = parts.names().any(|name| name.ends_with("vbaproject.bin"));
        let links = relations.iter().any(|relation| relation.kind.starts_with("externalLink"));
        Ok(Self { parts, sheets, strings, looks, macros, links })
    }

    fn visible(&self) -> impl Iterator<Item = &Entry> {
        self.sheets.iter().filter(|sheet| !sheet.hidden)
    }

    fn sheet(
        &mut self,
        part: &str,
        limits: &Limits,
        take: &mut dyn FnMut(Line) -> Result<(), Stop>,
    ) -> Result<Vec<Area>, Stop> {
        let shared = sheet::Shared { strings: &self.strings, looks: &self.looks, limits };
        let mut markup = self.parts.part(part).map_err(whole)?;
        sheet::read(&mut markup, &shared, take)
    }

    /// Names of the other worksheets that hold something; the page of explanations in a template of ours is none of them.
    fn further(&mut self, read: &str) -> Result<Vec<String>, Code> {
        let mut further = Vec::new();
        for at in 0..self.sheets.len() {
            let Some(sheet) = self.sheets.get(at) else { break };
            let (name, part) = (sheet.name.clone(), sheet.part.clone());
            if part != read
                && !text::headers::is_page_of_words(&name)
                && sheet::is_filled(&mut self.parts.part(&part)?)?
            {
                further.push(name);
            }
        }
        Ok(further)
    }
}

/// The worksheets in their order; charts and macro sheets are none.
fn entries(parts: &mut Parts<'_>, main: &str, relations: &[Relation]) -> Result<Vec<Entry>, Code> {
    let mut entries = Vec::new();
    let mut markup = parts.part(main)?;
    let mut is_workbook = false;
    loop {
        match markup.next_piece()? {
            Piece::Open(tag) if tag.is("workbook") => is_workbook = true,
            Piece::Open(_) if !is_workbook => return Err(Code::NotATable { seen: Kind::Archive }),
            Piece::Open(tag) if tag.is("sheet") => {
                let id = tag.attribute("id")?.unwrap_or_default();
                let hidden = tag.attribute("state")?.is_some_and(|state| state != "visible");
                let name = tag.attribute("name")?.unwrap_or_default();
                let relation = relations.iter().find(|relation| relation.id == id).ok_or(Code::Damaged)?;
                if relation.kind == "worksheet" {
                    entries.push(Entry { name, part: relation.part.clone(), hidden });
                }
            }
            Piece::End if is_workbook => break,
            Piece::End => return Err(Code::Damaged),
            Piece::Open(_) | Piece::Close(_) | Piece::Text(_) | Piece::Nothing => {}
        }
    }
    drop(markup);
    if entries.iter().all(|entry| parts.has(&entry.part)) { Ok(entries) } else { Err(Code::Damaged) }
}

fn shared_strings(parts: &mut Parts<'_>, part: &str) -> Result<Vec<Rich>, Code> {
    let mut markup = parts.part(part)?;
    let mut strings = Vec::new();
    loop {
        match markup.next_piece()? {
            Piece::Open(tag) if tag.is("si") => strings.push(rich(&mut markup)?),
            Piece::End => return Ok(strings),
            Piece::Open(_) | Piece::Close(_) | Piece::Text(_) | Piece::Nothing => {}
        }
    }
}

fn read_first(bytes: &[u8], limits: &Limits, gather: &mut Gather<'_>) -> Result<(), Stop> {
    let mut book = Book::open(bytes)?;
    let Some((name, part)) = book.visible().next().map(|sheet| (sheet.name.clone(), sheet.part.clone()))
    else {
        return Err(whole(Code::NoSheet));
    };
    let further = book.further(&part).map_err(whole)?;
    let told = [
        (!further.is_empty()).then_some(Remark::OtherSheets { read: name, others: further }),
        book.macros.then_some(Remark::Macros),
        book.links.then_some(Remark::Links),
    ];
    for remark in told.into_iter().flatten() {
        gather.note(Note { at: None, column: None, remark })?;
    }
    let merged = book.sheet(&part, limits, &mut |line| gather.cells(line))?;
    gather.merged(merged)
}
