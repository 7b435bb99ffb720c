//! Importing marks: one row a ticket number, one column a paper, component, room, bonus or fact; or a table of examiners'
//! marks, which its header tells.
//!
//! Owns: reading cells under the scheme of each person's position, comparing with what is there, and writing exactly what
//! was shown. Refuses: names; a file of marks is keyed by ticket number.

use std::collections::BTreeMap;

use domain::access::aggregate::Marks;
use domain::access::{Caller, ImportMarks};
use domain::digest::Digest;
use domain::event::Event;
use domain::id::Code;
use domain::lifecycle::Phase;
use domain::marks::Entry;
use domain::rulings::Refusal;
use domain::scheme::{Input, InputKind};
use domain::view::desk::imports::ImportChange;

use super::staged::{self, Staged};
use super::{Ground, Report, Upload, confirmed, examiners, keep};
use crate::Service;
use crate::fault::Fault;
use crate::marks::{MarkRegister, MarksByCell, allowed, by_cell, cell, register, shown};
use crate::rows::postings::find;
use sheets::columns::{Columns, Unknown, Wanted, find as find_columns};
use sheets::entry::entry;
use sheets::fault::clip;
use sheets::{At, Code as Cause, Note, Remark, Row, Sheet, Value, value};

/// Reads a table of marks without writing it; answers the dry run's code.
///
/// # Errors
/// [`domain::reason::PostingsWhy::WrongPhase`] outside the examination; [`Fault::Missing`] for those outside the team.
/// Faults of the file are in the report.
pub async fn stage(service: &Service, caller: &Caller, posting: Code, upload: Upload) -> Result<Code, Fault> {
    let (permit, version, register, marks, examiners) = service
        .read(caller, "import.marks", async |look| {
            let found = find(look.snapshot(), posting).await?;
            let permit = look.permit::<ImportMarks>(found.scope())?;
            let row = found.open(&permit)?;
            row.phase.expect(&[Phase::Examining])?;
            let register = register(look.snapshot(), &permit, row.id, |scope| look.permit(scope)).await?;
            let marks = by_cell(store::marks::all(look.snapshot(), &permit).await?);
            let examiners = store::marks::examiners::all(look.snapshot(), &permit).await?;
            Ok((permit, row.version, register, marks, examiners))
        })
        .await?;
    let file = Digest::of(&upload.bytes);
    let (report, rows) = match service.reader().read(&upload.name, upload.bytes).await {
        Ok(sheet) if examiners::is_panel_table(&sheet) => {
            examiners::read(&sheet, &register, &marks, &examiners)?
        }
        Ok(sheet) => Reader::read(&sheet, &register, &marks)?,
        Err(faults) => (Report { faults, ..Report::default() }, Vec::new()),
    };
    keep::<Marks, _>(service, &permit, version, (&upload.name, file), &report, &rows).await
}

struct Reader<'a> {
    sheet: &'a Sheet,
    register: &'a MarkRegister,
    marks: &'a MarksByCell,
    columns: Columns,
    names: Vec<String>,
    report: Report,
    rows: Vec<(u32, String)>,
}

impl<'a> Reader<'a> {
    fn read(
        sheet: &'a Sheet,
        register: &'a MarkRegister,
        marks: &'a MarksByCell,
    ) -> Result<(Report, Vec<(u32, String)>), Fault> {
        let report = Report { notes: sheet.notes.clone(), ..Report::default() };
        let names = register.columns();
        let mut wanted = vec![Wanted::required("candidate"), Wanted::optional("position")];
        for name in &names {
            let mut column = Wanted::optional(name);
            column.also.extend(match register.kind(name) {
                Some(InputKind::Room) => {
                    register.label(name).map(|of| text::marks::room_title(text::Lang::Zh, &of))
                }
                _ => register.label(name),
            });
            wanted.push(column);
        }
        // A sheet for people numbers its rows and names them: the number says nothing, the name is not compared.
        wanted.extend(["serial", "name"].map(Wanted::optional));
        let columns = match find_columns(&sheet.file, &sheet.header, &wanted, Unknown::Refuse) {
            Ok(columns) => columns,
            Err(faults) => return Ok((Report { faults, ..report }, Vec::new())),
        };
        let mut reader = Self { sheet, register, marks, columns, names, report, rows: Vec::new() };
        let unread = reader.columns.get(wanted.len().saturating_sub(1)).and_then(|at| sheet.header.get(at));
        if let Some(title) = unread {
            let remark = Remark::Unread { columns: vec![title.name.clone()] };
            reader.report.notes.push(Note { at: None, column: None, remark });
        }
        let mut seen: BTreeMap<String, At> = BTreeMap::new();
        for row in &sheet.rows {
            reader.row(row, &mut seen)?;
        }
        let Self { report, mut rows, .. } = reader;
        if !report.faults.is_empty() {
            rows.clear();
        }
        Ok((report, rows))
    }

    fn row(&mut self, row: &Row, seen: &mut BTreeMap<String, At>) -> Result<(), Fault> {
        let ticket = match value::code(self.cell(row, 0)) {
            Ok(Some(reading)) => {
                self.remark(row, 0, reading.remark);
                reading.value
            }
            Ok(None) => return self.refuse(row, 0, Cause::Missing),
            Err(cause) => return self.refuse(row, 0, cause),
        };
        let at = self.sheet.row_at(row);
        if let Some(first) = seen.insert(ticket.clone(), at) {
            let cause = Cause::DuplicateRow { first };
            self.report.refuse(cause.at(&self.sheet.file, at, None));
            return Ok(());
        }
        let Some(person) = self.register.people.get(&ticket) else {
            return self.refuse(row, 0, Cause::UnknownCandidate { found: clip(&ticket) });
        };
        match value::code(self.cell(row, 1)) {
            Ok(None) => {}
            Ok(Some(position)) if position.value == person.position => self.remark(row, 1, position.remark),
            Ok(Some(position)) => {
                return self.refuse(row, 1, Cause::UnknownPosition { found: clip(&position.value) });
            }
            Err(cause) => return self.refuse(row, 1, cause),
        }
        for wanted in 2..self.names.len().saturating_add(2) {
            let Some(name) = wanted.checked_sub(2).and_then(|at| self.names.get(at)).cloned() else {
                continue;
            };
            let input = self.register.input(person, &name);
            match entry(self.cell(row, wanted), input.map(|input| input.kind)) {
                Ok(None) => {}
                Ok(Some(reading)) => {
                    self.remark(row, wanted, reading.remark);
                    self.take(row, wanted, (&ticket, &name), input, &reading.value.0)?;
                }
                Err(cause) => self.fault(row, wanted, cause),
            }
        }
        Ok(())
    }

    fn take(
        &mut self,
        row: &Row,
        wanted: usize,
        (ticket, name): (&str, &str),
        input: Option<&Input>,
        entry: &Entry,
    ) -> Result<(), Fault> {
        let (Some(person), Some(input)) = (self.register.people.get(ticket), input) else { return Ok(()) };
        if let Err(cause) = allowed(entry, input.kind) {
            return self.refuse(row, wanted, cause);
        }
        let cell = cell(entry);
        if !self.register.is_called(person, input) {
            let refusal = Refusal::Mark {
                position: person.position.clone(),
                candidate: ticket.to_owned(),
                column: name.to_owned(),
                surplus: true,
            };
            return self.refuse(row, wanted, Cause::Refused { refusal });
        }
        let before = self.marks.get(&(person.application, name.to_owned()));
        let change = |before: String| ImportChange {
            at: self.sheet.at(row, self.columns.get(wanted).unwrap_or(0)).to_string(),
            key: ticket.to_owned(),
            column: name.to_owned(),
            before,
            after: shown(&cell),
        };
        match before {
            Some(mark) if mark.cell == cell => {
                self.report.same = self.report.same.saturating_add(1);
                return Ok(());
            }
            Some(mark) => {
                let change = change(shown(&mark.cell));
                self.report.changed = self.report.changed.saturating_add(1);
                self.report.note_change(change);
            }
            None => {
                let change = change(String::new());
                self.report.added = self.report.added.saturating_add(1);
                self.report.note_change(change);
            }
        }
        let before = before.map(|mark| (mark.id, mark.version));
        let staged = Staged::cell(person.application, name, cell, before);
        let line = super::count(self.rows.len()).saturating_add(1);
        self.rows.push((line, serde_json::to_string(&staged).map_err(Fault::internal)?));
        Ok(())
    }

    fn cell<'r>(&self, row: &'r Row, wanted: usize) -> &'r Value {
        self.columns.get(wanted).and_then(|at| row.cells.get(at)).unwrap_or(&Value::Blank)
    }

    fn at(&self, row: &Row, wanted: usize) -> At {
        self.sheet.at(row, self.columns.get(wanted).unwrap_or(0))
    }

    fn remark(&mut self, row: &Row, wanted: usize, remark: Option<Remark>) {
        let Some(remark) = remark else { return };
        let title = self.columns.get(wanted).and_then(|at| self.sheet.header.get(at));
        let column = title.map(|title| title.name.clone());
        self.report.notes.push(Note { at: Some(self.at(row, wanted)), column, remark });
    }

    /// A fault that ends this cell or row, not the reading.
    fn refuse(&mut self, row: &Row, wanted: usize, cause: Cause) -> Result<(), Fault> {
        self.fault(row, wanted, cause);
        Ok(())
    }

    fn fault(&mut self, row: &Row, wanted: usize, cause: Cause) {
        let column = self.columns.get(wanted).unwrap_or(0);
        let name = self.sheet.header.get(column).map(|header| header.name.as_str());
        self.report.refuse(cause.at(&self.sheet.file, self.at(row, wanted), name));
    }
}

/// Writes exactly what the dry run showed. Confirming twice writes once.
///
/// # Errors
/// [`domain::reason::ImportsWhy::Gone`] for a dry run that is no longer there or had faults; [`Fault::Stale`] where a
/// mark changed since.
pub async fn confirm(service: &Service, caller: &Caller, posting: Code, import: Code) -> Result<u32, Fault> {
    let frame = ("import.marks", Phase::Examining);
    confirmed::<Marks, ImportMarks, _>(service, caller, (posting, import), frame, async |op, ground| {
        let Ground { permit, batch, rows, .. } = ground;
        let by = permit.by();
        let written = staged::write(op.tx(), permit, batch.id, rows, (by, op.now())).await?;
        let report: Report = serde_json::from_str(&batch.report).map_err(Fault::internal)?;
        let (added, changed) = (written.added, written.changed);
        let event = Event::MarksImported { posting, file: batch.file, added, changed, same: report.same };
        Ok((added.saturating_add(changed), event))
    })
    .await
}
