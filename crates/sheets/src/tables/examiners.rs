//! The table of examiners' marks: one row an examiner and element.
//!
//! Owns: its columns, and which panel and element of the person's scheme a row names. Refuses: components without a panel,
//! elements that the panel does not have, a mark twice; sizes of panels and full marks are the engine's.

use std::collections::BTreeMap;

use domain::marks::{ExaminerMark, Wrong};
use domain::number::Score;
use domain::scheme::{Scheme, Walk};

use super::cells::Cells;
use super::{Firsts, Register, Table};
use crate::columns::{Unknown, Wanted, find};
use crate::entry::score;
use crate::value::{self, Reading};
use crate::{At, Code, Row, Sheet, Value, nearest};

const POSITION: usize = 0;
const CANDIDATE: usize = 1;
const COMPONENT: usize = 2;
const PANEL: usize = 3;
const EXAMINER: usize = 4;
const MARK: usize = 5;
const ELEMENT: usize = 6;

/// A table of examiners' marks.
#[derive(Clone, PartialEq, Eq)]
pub struct ExaminerMarks {
    /// The title of the column that names the component.
    pub component: Option<String>,
    /// One row a mark.
    pub table: Table<ExaminerLine>,
}

/// One mark of one examiner.
#[derive(Clone, PartialEq, Eq)]
pub struct ExaminerLine {
    /// The row.
    pub at: At,
    /// Where the component is named.
    pub component_at: At,
    /// The position: the row's, or the register's where the row need not say it.
    pub position: String,
    /// The candidate or ticket number.
    pub candidate: String,
    /// The mark, with component and element by their keys.
    pub mark: ExaminerMark,
}

/// Whether a table holds examiners' marks: it names them.
#[must_use]
pub fn is_one(sheet: &Sheet) -> bool {
    find(&sheet.file, &sheet.header, &[Wanted::required("examiner")], Unknown::Ignore).is_ok()
}

/// Reads the table.
#[must_use]
pub fn read(sheet: &Sheet, register: &Register<'_>) -> ExaminerMarks {
    let position = Wanted { required: register.by_position(), ..Wanted::optional("position") };
    let required = ["candidate", "component", "panel", "examiner", "mark"].map(Wanted::required);
    let optional = ["element", "serial"].map(Wanted::optional);
    let wanted = std::iter::once(position).chain(required).chain(optional).collect();
    let mut cells = match Cells::of(sheet.frame(), wanted, Unknown::Refuse) {
        Ok(cells) => cells,
        Err(faults) => return ExaminerMarks { component: None, table: Table::refused(faults) },
    };
    let panels: Vec<Panels<'_>> = register.schemes.iter().map(|scheme| panels_of(scheme)).collect();
    let mut firsts = Firsts::default();
    let mut rows = Vec::new();
    for row in &sheet.rows {
        let Some(line) = line(&mut cells, row, register, &panels) else { continue };
        let mark = &line.mark;
        let mut key = vec![&*line.position, &*line.candidate, &*mark.component, &*mark.examiner];
        key.extend(mark.element.as_deref());
        if firsts.take(&mut cells, row, &key) {
            rows.push(line);
        }
    }
    let component = cells.header(COMPONENT).map(|header| header.name.clone());
    ExaminerMarks { component, table: cells.table(rows) }
}

fn line(
    cells: &mut Cells,
    row: &Row,
    register: &Register<'_>,
    panels: &[Panels<'_>],
) -> Option<ExaminerLine> {
    let person = register.person(cells, row, (POSITION, CANDIDATE));
    let component = cells.required(row, COMPONENT, value::bare);
    let panel = cells.required(row, PANEL, value::bare);
    let examiner = cells.required(row, EXAMINER, value::bare);
    let mark = cells.required(row, MARK, number);
    let element = cells.read(row, ELEMENT, value::bare);
    let person = person?;
    let (component, panel, examiner, mark) = (component?, panel?, examiner?, mark?);
    let known = panels.get(person.scheme?)?;
    let (key, elements) = match known.find(&component) {
        Ok(found) => found,
        Err(code) => {
            cells.fault(row, COMPONENT, code);
            return None;
        }
    };
    let element = match element_of(elements, element) {
        Ok(element) => element,
        Err(code) => {
            cells.fault(row, ELEMENT, code);
            return None;
        }
    };
    Some(ExaminerLine {
        at: cells.row_at(row),
        component_at: cells.at(row, COMPONENT),
        position: person.position,
        candidate: person.candidate,
        mark: ExaminerMark { component: key.to_owned(), panel, examiner, element, mark },
    })
}

fn number(cell: &Value) -> Result<Option<Reading<Score>>, Code> {
    let Some(bare) = value::bare(cell)? else { return Ok(None) };
    Ok(Some(Reading { value: score(&bare.value, 6)?, remark: bare.remark }))
}

/// A key and what the scheme calls it.
type Named<'s> = (&'s str, Option<&'s str>);

/// The panels of a scheme by the key of their component, each with its elements.
struct Panels<'s> {
    by_key: BTreeMap<String, (Option<&'s str>, Vec<Named<'s>>)>,
}

fn panels_of(scheme: &Scheme) -> Panels<'_> {
    let mut by_key = BTreeMap::new();
    for node in Walk::of(scheme).nodes {
        let component = node.component;
        let Some(panel) = component.panel.as_ref().filter(|_| component.parts.is_empty()) else { continue };
        let elements =
            panel.elements.iter().map(|element| (element.key.as_str(), element.name.as_deref())).collect();
        by_key.insert(node.name, (component.name.as_deref(), elements));
    }
    Panels { by_key }
}

impl<'s> Panels<'s> {
    /// A panel by its component's key or name.
    fn find(&self, found: &str) -> Result<(&str, &[Named<'s>]), Code> {
        let names = self.by_key.iter().map(|(key, (name, _))| (key.as_str(), *name));
        let key = named(found, names)?;
        let elements = self.by_key.get(key).map_or(&[][..], |(_, elements)| elements);
        Ok((key, elements))
    }
}

/// The key of an element; `None` where the panel has none and none is named.
fn element_of(elements: &[Named<'_>], found: Option<String>) -> Result<Option<String>, Code> {
    match found {
        None if elements.is_empty() => Ok(None),
        None => Err(Code::Missing),
        Some(found) => named(&found, elements.iter().copied()).map(|key| Some(key.to_owned())),
    }
}

/// A key by itself or by its name.
fn named<'n>(found: &str, names: impl Iterator<Item = Named<'n>> + Clone) -> Result<&'n str, Code> {
    if let Some((key, _)) = names.clone().find(|(key, name)| *key == found || *name == Some(found)) {
        return Ok(key);
    }
    let known = names.flat_map(|(key, name)| std::iter::once(key).chain(name));
    let nearest = nearest(found, known).map(str::to_owned);
    Err(Code::Sheet { wrong: Wrong::UnusedColumn { nearest } })
}
