//! Importing examiners' marks: one row an examiner and element.
//!
//! Owns: comparing them with those that there are. A person's marks in a component are those of the file,
//! all of them: one that the file no longer has goes. Refuses: what the engine could not score, told at the row.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use domain::marks::{Entry, ExaminerMark, Position, Settings, Sheet as Marked, Wrong, settle};
use domain::number::Score;
use domain::rulings::Refusal;
use domain::view::desk::imports::ImportChange;
use store::marks::examiners::{ExaminerMarkRow, Key};

use super::Report;
use super::staged::Staged;
use crate::fault::Fault;
use crate::marks::{Entrant, MarkRegister, MarksByCell};
use sheets::tables::examiners::{ExaminerLine, ExaminerMarks, read as read_table};
use sheets::{At, Code as Cause, Sheet};

/// Reads the table: its report, and what would be written where it has no fault.
pub(super) fn read(
    sheet: &Sheet,
    register: &MarkRegister,
    cells: &MarksByCell,
    before: &[ExaminerMarkRow],
) -> Result<(Report, Vec<(u32, String)>), Fault> {
    let ExaminerMarks { component, table } = read_table(sheet, &register.named());
    let mut report = Report::of(sheet, table.notes, table.faults);
    let mut found = BTreeMap::new();
    for line in table.rows {
        if let Some(cause) = not_called(register, &line) {
            report.refuse(cause.at(&sheet.file, line.component_at, component.as_deref()));
            continue;
        }
        let ExaminerMark { component, panel, examiner, element, mark } = line.mark;
        let key = (line.candidate, component, examiner, element.unwrap_or_default());
        found.insert(key, Found { at: line.at, panel, mark });
    }
    let judging = Judging { sheet, register, report: &mut report, found: &found };
    judging.judge(cells);
    let mut rows = Vec::new();
    if report.faults.is_empty() {
        for staged in compare(&mut report, sheet, register, &found, before) {
            let line = super::count(rows.len()).saturating_add(1);
            rows.push((line, serde_json::to_string(&staged).map_err(Fault::internal)?));
        }
    }
    Ok((report, rows))
}

/// A mark of somebody who was not called to the component.
fn not_called(register: &MarkRegister, line: &ExaminerLine) -> Option<Cause> {
    let person = register.people.get(&line.candidate)?;
    let input = register.input(person, &line.mark.component)?;
    if register.is_called(person, input) {
        return None;
    }
    let refusal = Refusal::Mark {
        position: person.position.clone(),
        candidate: line.candidate.clone(),
        column: input.name.clone(),
        surplus: true,
    };
    Some(Cause::Refused { refusal })
}

/// One mark as read, by person, component, examiner and element.
struct Found {
    at: At,
    panel: String,
    mark: Score,
}

/// Ticket, component, examiner, element; no element where the panel has none.
type Whose = (String, String, String, String);

/// The engine's look at the panels of a table.
struct Judging<'a> {
    sheet: &'a Sheet,
    register: &'a MarkRegister,
    report: &'a mut Report,
    found: &'a BTreeMap<Whose, Found>,
}

impl Judging<'_> {
    /// Refuses what the engine would: sizes of panels, elements, full marks, places.
    fn judge(self, cells: &MarksByCell) {
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
    }

    /// The person's sheet with the file's marks alone; a status that stands beside them counts.
    fn sheet_of(&self, ticket: &str, person: &Entrant, cells: &MarksByCell) -> Marked {
        let mut entries = BTreeMap::new();
        let mut panel = Vec::new();
        for ((whose, component, examiner, element), found) in self.found {
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
                    place: one.at.to_string(),
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
