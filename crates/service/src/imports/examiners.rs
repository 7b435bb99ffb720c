//! Importing examiners' marks: one row an examiner and element, `candidate,component,panel,examiner,element,mark`.
//!
//! Owns: reading them against the panels of each person's scheme. A person's marks in a component are those of the file,
//! all of them: one that the file no longer has goes. Refuses: what the engine could not score, told at the row.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use domain::marks::{Entry, ExaminerMark, Position, Settings, Sheet as Marked, Wrong, settle};
use domain::number::Score;
use domain::rulings::Refusal;
use domain::scheme::{InputKind, Scheme, Walk};
use domain::view::desk::imports::ImportChange;
use store::marks::examiners::{ExaminerMarkRow, Key};

use super::Report;
use super::staged::Staged;
use crate::fault::Fault;
use crate::marks::{Entrant, MarkRegister, MarksByCell};
use sheets::columns::{Columns, Unknown, Wanted, find as find_columns};
use sheets::entry::score;
use sheets::fault::clip;
use sheets::value::Reading;
use sheets::{At, Code as Cause, Note, Row, Sheet, Value, nearest, value};

/// Whether a table holds examiners' marks: it names them.
pub(super) fn is_panel_table(sheet: &Sheet) -> bool {
    find_columns(&sheet.file, &sheet.header, &[Wanted::required("examiner")], Unknown::Ignore).is_ok()
}

/// Reads the table: its report, and what would be written where it has no fault.
pub(super) fn read(
    sheet: &Sheet,
    register: &MarkRegister,
    cells: &MarksByCell,
    before: &[ExaminerMarkRow],
) -> Result<(Report, Vec<(u32, String)>), Fault> {
    let mut report = Report { notes: sheet.notes.clone(), ..Report::default() };
    let required = ["candidate", "component", "panel", "examiner", "mark"].map(Wanted::required);
    let wanted: Vec<Wanted> =
        required.into_iter().chain(["element", "position", "serial"].map(Wanted::optional)).collect();
    let columns = match find_columns(&sheet.file, &sheet.header, &wanted, Unknown::Refuse) {
        Ok(columns) => columns,
        Err(faults) => return Ok((Report { faults, ..report }, Vec::new())),
    };
    let mut reader =
        Reader { sheet, register, columns: &columns, report: &mut report, found: BTreeMap::new() };
    for row in &sheet.rows {
        reader.row(row);
    }
    let found = reader.judged(cells);
    let mut rows = Vec::new();
    if report.faults.is_empty() {
        for staged in compare(&mut report, sheet, register, &found, before) {
            let line = super::count(rows.len()).saturating_add(1);
            rows.push((line, serde_json::to_string(&staged).map_err(Fault::internal)?));
        }
    }
    Ok((report, rows))
}

/// One mark as read, by person, component, examiner and element.
struct Found {
    at: At,
    panel: String,
    mark: Score,
}

/// Ticket, component, examiner, element.
type Whose = (String, String, String, String);

struct Reader<'a> {
    sheet: &'a Sheet,
    register: &'a MarkRegister,
    columns: &'a Columns,
    report: &'a mut Report,
    found: BTreeMap<Whose, Found>,
}

/// A component or element by its key or by what the scheme calls it.
fn named<'n>(
    found: &str,
    names: impl Iterator<Item = (&'n str, Option<&'n str>)> + Clone,
) -> Result<String, Cause> {
    if let Some((key, _)) = names.clone().find(|(key, name)| *key == found || *name == Some(found)) {
        return Ok(key.to_owned());
    }
    let known = names.flat_map(|(key, name)| std::iter::once(key).chain(name));
    let nearest = nearest(found, known).map(str::to_owned);
    Err(Cause::Sheet { wrong: Wrong::UnusedColumn { nearest } })
}

impl Reader<'_> {
    fn row(&mut self, row: &Row) {
        let ticket = self.needed(row, 0, value::code);
        let component = self.needed(row, 1, value::bare);
        let panel = self.needed(row, 2, value::bare);
        let examiner = self.needed(row, 3, value::bare);
        let mark = self.needed(row, 4, |cell| {
            let Some(bare) = value::bare(cell)? else { return Ok(None) };
            Ok(Some(Reading { value: score(&bare.value, 6)?, remark: bare.remark }))
        });
        let element = self.optional(row, 5, value::bare).unwrap_or_default();
        let (Some(ticket), Some(component), Some(panel)) = (ticket, component, panel) else { return };
        let (Some(examiner), Some(mark)) = (examiner, mark) else { return };
        let register = self.register;
        let Some(person) = register.people.get(&ticket) else {
            return self.fault(row, 0, Cause::UnknownCandidate { found: clip(&ticket) });
        };
        if let Some(position) = self.optional(row, 6, value::code)
            && position != person.position
        {
            return self.fault(row, 6, Cause::UnknownPosition { found: clip(&position) });
        }
        let Some(scheme) = register.scheme(person) else { return };
        let component = match panel_of(scheme, &component) {
            Ok(component) => component,
            Err(cause) => return self.fault(row, 1, cause),
        };
        if let Some(input) = register.input(person, &component)
            && !register.is_called(person, input)
        {
            let refusal = Refusal::Mark {
                position: person.position.clone(),
                candidate: ticket,
                column: component,
                surplus: true,
            };
            return self.fault(row, 1, Cause::Refused { refusal });
        }
        let element = match element_of(scheme, &component, &element) {
            Ok(element) => element,
            Err(cause) => return self.fault(row, 5, cause),
        };
        let at = self.sheet.row_at(row);
        let key = (ticket, component, examiner, element);
        if let Some(first) = self.found.get(&key) {
            let cause = Cause::DuplicateRow { first: first.at };
            self.report.refuse(cause.at(&self.sheet.file, at, None));
            return;
        }
        self.found.insert(key, Found { at, panel, mark });
    }

    fn cell<'r>(&self, row: &'r Row, wanted: usize) -> &'r Value {
        self.columns.get(wanted).and_then(|at| row.cells.get(at)).unwrap_or(&Value::Blank)
    }

    fn optional<T>(
        &mut self,
        row: &Row,
        wanted: usize,
        read: impl FnOnce(&Value) -> Result<Option<Reading<T>>, Cause>,
    ) -> Option<T> {
        match read(self.cell(row, wanted)) {
            Ok(None) => None,
            Ok(Some(reading)) => {
                if let Some(remark) = reading.remark {
                    let column = self.columns.get(wanted).unwrap_or(0);
                    let name = self.sheet.header.get(column).map(|header| header.name.clone());
                    let at = Some(self.sheet.at(row, column));
                    self.report.notes.push(Note { at, column: name, remark });
                }
                Some(reading.value)
            }
            Err(cause) => {
                self.fault(row, wanted, cause);
                None
            }
        }
    }

    fn needed<T>(
        &mut self,
        row: &Row,
        wanted: usize,
        read: impl FnOnce(&Value) -> Result<Option<Reading<T>>, Cause>,
    ) -> Option<T> {
        let before = self.report.faults.len();
        let found = self.optional(row, wanted, read);
        if found.is_none() && self.report.faults.len() == before {
            self.fault(row, wanted, Cause::Missing);
        }
        found
    }

    fn fault(&mut self, row: &Row, wanted: usize, cause: Cause) {
        let column = self.columns.get(wanted).unwrap_or(0);
        let name = self.sheet.header.get(column).map(|header| header.name.as_str());
        self.report.refuse(cause.at(&self.sheet.file, self.sheet.at(row, column), name));
    }

    /// The marks, after the engine has looked at each panel's: sizes, elements, full marks, places.
    fn judged(self, cells: &MarksByCell) -> BTreeMap<Whose, Found> {
        let mut by_scheme: HashMap<usize, Vec<Marked>> = HashMap::new();
        let tickets: BTreeSet<&String> = self.found.keys().map(|key| &key.0).collect();
        for ticket in tickets {
            let Some(person) = self.register.people.get(ticket) else { continue };
            by_scheme.entry(person.scheme).or_default().push(self.sheet_of(ticket, person, cells));
        }
        for sheets in by_scheme.into_values() {
            let person = sheets.first().and_then(|sheet| self.register.people.get(&sheet.candidate));
            let Some(scheme) = person.and_then(|person| self.register.scheme(person)) else { continue };
            let codes: BTreeSet<&str> = sheets.iter().map(|sheet| sheet.position.as_str()).collect();
            let positions: Vec<Position> = codes
                .into_iter()
                .map(|code| Position { code: code.to_owned(), plan: None, scheme: None })
                .collect();
            let none = BTreeMap::new();
            let settings = Settings { scheme: Some(scheme), schemes: &none, positions: &positions };
            for fault in settle(&settings, &sheets).err().unwrap_or_default() {
                let (Some(ticket), Some(component)) = (fault.candidate, fault.column) else { continue };
                let of_panel = |key: &&Whose| {
                    let named = match &fault.wrong {
                        Wrong::ExaminerMarks { examiner, element } => {
                            key.2 == *examiner
                                && element
                                    .as_ref()
                                    .is_none_or(|element| key.3 == *element || key.3.is_empty())
                        }
                        _ => true,
                    };
                    key.0 == ticket && key.1 == component && named
                };
                let any = |key: &&Whose| key.0 == ticket && key.1 == component;
                let found = self.found.keys().find(of_panel).or_else(|| self.found.keys().find(any));
                if let Some(at) = found.and_then(|key| self.found.get(key)).map(|found| found.at) {
                    let cause = Cause::Sheet { wrong: fault.wrong };
                    self.report.refuse(cause.at(&self.sheet.file, at, Some(&component)));
                }
            }
        }
        self.found
    }

    /// The person's sheet with the file's marks alone; a status that stands beside them counts.
    fn sheet_of(&self, ticket: &str, person: &Entrant, cells: &MarksByCell) -> Marked {
        let mut entries = BTreeMap::new();
        let mut panel = Vec::new();
        for ((whose, component, examiner, element), found) in &self.found {
            if whose != ticket {
                continue;
            }
            let status =
                cells.get(&(person.application, component.clone())).and_then(|mark| match &mark.cell {
                    store::marks::Cell::Status(word) => domain::scheme::Status::from_word(word),
                    _ => None,
                });
            if let Some(status) = status {
                entries.insert(component.clone(), Entry::Status(status));
            }
            panel.push(ExaminerMark {
                component: component.clone(),
                panel: found.panel.clone(),
                examiner: examiner.clone(),
                element: Some(element.clone()).filter(|element| !element.is_empty()),
                mark: found.mark,
            });
        }
        Marked { position: person.position.clone(), candidate: ticket.to_owned(), entries, examiners: panel }
    }
}

/// The column name of a panel's component.
fn panel_of(scheme: &Scheme, found: &str) -> Result<String, Cause> {
    let inputs = scheme.inputs();
    let panels = inputs.iter().filter(|input| input.kind == InputKind::Panel);
    named(found, panels.map(|input| (input.name.as_str(), input.label.as_deref())))
}

/// The key of an element; empty where the panel has none.
fn element_of(scheme: &Scheme, component: &str, found: &str) -> Result<String, Cause> {
    let walk = Walk::of(scheme);
    let panel = walk.nodes.iter().find(|node| node.name == component);
    let elements =
        panel.and_then(|node| node.component.panel.as_ref()).map(|panel| panel.elements.as_slice());
    let elements = elements.unwrap_or_default();
    if found.is_empty() && elements.is_empty() {
        return Ok(String::new());
    }
    if found.is_empty() {
        return Err(Cause::Missing);
    }
    named(found, elements.iter().map(|element| (element.key.as_str(), element.name.as_deref())))
}

/// What would be written: new, changed, and what the file no longer has of the people and components that it names.
fn compare(
    report: &mut Report,
    sheet: &Sheet,
    register: &MarkRegister,
    found: &BTreeMap<Whose, Found>,
    before: &[ExaminerMarkRow],
) -> Vec<Staged> {
    let old: HashMap<&Key, &ExaminerMarkRow> = before.iter().map(|row| (&row.key, row)).collect();
    let mut kept: BTreeSet<Key> = BTreeSet::new();
    let mut named: BTreeMap<Key, String> = BTreeMap::new();
    let mut staged = Vec::new();
    let words = |panel: &str, value: i64| format!("{} · {panel}", Score::from_millionths(value));
    let column = |component: &str, examiner: &str, element: &str| {
        [component, examiner, element]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(" · ")
    };
    for ((ticket, component, examiner, element), one) in found {
        let Some(person) = register.people.get(ticket) else { continue };
        let key = Key {
            application: person.application,
            component: component.clone(),
            examiner: examiner.clone(),
            element: element.clone(),
        };
        let whole = Key { examiner: String::new(), element: String::new(), ..key.clone() };
        named.insert(whole, ticket.clone());
        let value = one.mark.millionths();
        let was = old.get(&key).copied();
        let change = |before: String| ImportChange {
            at: one.at.to_string(),
            key: ticket.clone(),
            column: column(component, examiner, element),
            before,
            after: words(&one.panel, value),
        };
        match was {
            Some(row) if row.value == value && row.panel == one.panel => {
                report.same = report.same.saturating_add(1);
            }
            _ => {
                match was {
                    Some(row) => {
                        report.changed = report.changed.saturating_add(1);
                        report.note_change(change(words(&row.panel, row.value)));
                    }
                    None => {
                        report.added = report.added.saturating_add(1);
                        report.note_change(change(String::new()));
                    }
                }
                staged.push(Staged::Panel {
                    application: person.application.0,
                    component: component.clone(),
                    panel: one.panel.clone(),
                    examiner: examiner.clone(),
                    element: element.clone(),
                    value,
                    before: was.map(|row| (row.id.0, row.version)),
                });
            }
        }
        kept.insert(key);
    }
    for row in before.iter().filter(|row| !kept.contains(&row.key)) {
        let whole = Key { examiner: String::new(), element: String::new(), ..row.key.clone() };
        let Some(ticket) = named.get(&whole) else { continue };
        report.removed = report.removed.saturating_add(1);
        report.note_change(ImportChange {
            at: sheet.file.clone(),
            key: ticket.clone(),
            column: column(&row.key.component, &row.key.examiner, &row.key.element),
            before: words(&row.panel, row.value),
            after: String::new(),
        });
        staged.push(Staged::PanelGone { mark: (row.id.0, row.version) });
    }
    staged
}
