//! Importing marks: one row a ticket number, one column a paper or component.
//!
//! Owns: reading cells under the scheme of each person's position, comparing with what is there, and writing exactly what
//! was shown. Refuses: names; a file of marks is keyed by ticket number.

use std::collections::{BTreeMap, HashMap};

use domain::access::{Caller, ImportMarks};
use domain::digest::Digest;
use domain::event::Event;
use domain::id::{ApplicationId, Code, MarkId};
use domain::lifecycle::Phase;
use domain::number::Score;
use domain::reason::Reason;
use domain::ruling::Refusal;
use domain::scheme::{Input, InputKind};
use domain::scoring::Entry;
use domain::view::desk::ImportChange;
use serde::{Deserialize, Serialize};
use store::imports::{Kind, State};
use store::scores::{Cell, MarkRow, NewMark, Source};

use super::{Report, Upload, keep};
use crate::Service;
use crate::fault::Fault;
use crate::import::columns::{Columns, Unknown, Wanted, find as find_columns};
use crate::import::entry::{entry, within};
use crate::import::fault::clip;
use crate::import::{At, Code as Cause, Note, Row, Sheet, Value, value};
use crate::postings::find;
use crate::scores::{Book, book};

/// One cell to write, and what was there when it was shown.
#[derive(Clone, Serialize, Deserialize)]
struct StagedMark {
    application: i64,
    component: String,
    value: Option<i64>,
    status: Option<String>,
    before: Option<(i64, i64)>,
}

/// Reads a table of marks without writing it; answers the dry run's code.
///
/// # Errors
/// [`Reason::WrongPhase`] outside the examination; [`Fault::Missing`] for those outside the team. Faults of the file are
/// in the report.
pub async fn stage(service: &Service, caller: &Caller, posting: Code, upload: Upload) -> Result<Code, Fault> {
    let (permit, version, book) = service
        .read(caller, "import.marks", async |look| {
            let found = find(look.snapshot(), posting).await?;
            let permit = look.permit::<ImportMarks>(found.scope())?;
            let row = found.open(&permit)?;
            row.phase.expect(&[Phase::Examining])?;
            let book = book(look.snapshot(), &permit, row.id).await?;
            Ok((permit, row.version, book))
        })
        .await?;
    let file = Digest::of(&upload.bytes);
    let (report, rows) = match service.reader().read(&upload.name, upload.bytes).await {
        Ok(sheet) => Reader::read(&sheet, &book)?,
        Err(faults) => (Report { faults, ..Report::default() }, Vec::new()),
    };
    keep(service, &permit, (Kind::Marks, version), (&upload.name, file), &report, &rows).await
}

struct Reader<'a> {
    sheet: &'a Sheet,
    book: &'a Book,
    columns: Columns,
    names: Vec<String>,
    report: Report,
    rows: Vec<(u32, String)>,
}

impl<'a> Reader<'a> {
    fn read(sheet: &'a Sheet, book: &'a Book) -> Result<(Report, Vec<(u32, String)>), Fault> {
        let report = Report { notes: sheet.notes.clone(), ..Report::default() };
        let names = book.component_names();
        let mut wanted = vec![Wanted::required("candidate"), Wanted::optional("position")];
        for name in &names {
            let mut column = Wanted::optional(name);
            column.also.extend(book.label(name));
            wanted.push(column);
        }
        let columns = match find_columns(&sheet.file, &sheet.header, &wanted, Unknown::Refuse) {
            Ok(columns) => columns,
            Err(faults) => return Ok((Report { faults, ..report }, Vec::new())),
        };
        let mut reader = Self { sheet, book, columns, names, report, rows: Vec::new() };
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
            Ok(Some(reading)) => reading.value,
            Ok(None) => return self.refuse(row, 0, Cause::Missing),
            Err(cause) => return self.refuse(row, 0, cause),
        };
        let at = self.sheet.row_at(row);
        if let Some(first) = seen.insert(ticket.clone(), at) {
            let cause = Cause::DuplicateRow { first };
            self.report.faults.push(cause.at(&self.sheet.file, at, None));
            return Ok(());
        }
        let Some(person) = self.book.people.get(&ticket) else {
            return self.refuse(row, 0, Cause::UnknownCandidate { found: clip(&ticket) });
        };
        if let Ok(Some(position)) = value::code(self.cell(row, 1))
            && position.value != person.position
        {
            return self.refuse(row, 1, Cause::UnknownPosition { found: clip(&position.value) });
        }
        for wanted in 2..self.names.len().saturating_add(2) {
            let Some(name) = wanted.checked_sub(2).and_then(|at| self.names.get(at)).cloned() else {
                continue;
            };
            let input = self.book.input(person, &name);
            match entry(self.cell(row, wanted), input.map(|input| input.kind)) {
                Ok(None) => {}
                Ok(Some(reading)) => {
                    if let Some(remark) = reading.remark {
                        let at = Some(self.at(row, wanted));
                        self.report.notes.push(Note { at, column: Some(name.clone()), remark });
                    }
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
        let (Some(person), Some(input)) = (self.book.people.get(ticket), input) else { return Ok(()) };
        let cell = match entry {
            Entry::Mark(mark) => match within(*mark, input.kind) {
                Ok(()) => Cell::Value(mark.millionths()),
                Err(cause) => return self.refuse(row, wanted, cause),
            },
            Entry::Status(status) => Cell::Status(status.word().to_owned()),
            Entry::Room(found) => return self.refuse(row, wanted, Cause::NotUsed { found: clip(found) }),
        };
        if !self.book.is_called(person, input) {
            let refusal = Refusal::Mark {
                position: person.position.clone(),
                candidate: ticket.to_owned(),
                column: name.to_owned(),
                surplus: true,
            };
            return self.refuse(row, wanted, Cause::Refused { refusal });
        }
        let before = self.book.marks.get(&(person.application, name.to_owned()));
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
        let (value, status) = match cell {
            Cell::Value(value) => (Some(value), None),
            Cell::Status(status) => (None, Some(status)),
        };
        let staged = StagedMark {
            application: person.application.0,
            component: name.to_owned(),
            value,
            status,
            before: before.map(|mark| (mark.id.0, mark.version)),
        };
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

    /// A fault that ends this cell or row, not the reading.
    fn refuse(&mut self, row: &Row, wanted: usize, cause: Cause) -> Result<(), Fault> {
        self.fault(row, wanted, cause);
        Ok(())
    }

    fn fault(&mut self, row: &Row, wanted: usize, cause: Cause) {
        let column = self.columns.get(wanted).unwrap_or(0);
        let name = self.sheet.header.get(column).map(|header| header.name.as_str());
        self.report.faults.push(cause.at(&self.sheet.file, self.at(row, wanted), name));
    }
}

/// A cell as people write it.
#[must_use]
pub(crate) fn shown(cell: &Cell) -> String {
    match cell {
        Cell::Value(value) => Score::from_millionths(*value).to_string(),
        Cell::Status(status) => status.clone(),
    }
}

/// Writes exactly what the dry run showed. Confirming twice writes once.
///
/// # Errors
/// [`Reason::ImportGone`] for a dry run that is no longer there or had faults; [`Fault::Stale`] where a mark changed
/// since.
pub async fn confirm(service: &Service, caller: &Caller, posting: Code, import: Code) -> Result<u32, Fault> {
    service
        .write(caller, "import.marks", async |op| {
            let found = find(op.tx(), posting).await?;
            let permit = op.permit::<ImportMarks>(found.scope())?;
            let row = found.open(&permit)?;
            let locked = store::imports::for_update(op.tx(), &import).await?.ok_or(Reason::ImportGone)?;
            let batch_permit = op.permit::<ImportMarks>(locked.scope())?;
            let batch = locked.open(&batch_permit)?;
            if batch.posting != row.id || batch.kind != Kind::Marks {
                return Err(Fault::Missing);
            }
            if batch.state == State::Applied {
                op.repeat();
                return Ok(0);
            }
            row.phase.expect(&[Phase::Examining])?;
            if batch.state != State::Staged {
                return Err(Reason::ImportGone.into());
            }
            let by = permit.by().ok_or(Fault::Missing)?;
            let source = Source::Import(batch.id);
            let (mut fresh, mut changed) = (Vec::new(), 0_u32);
            for (_, body) in store::imports::rows(op.tx(), &batch_permit, batch.id).await? {
                let staged: StagedMark = serde_json::from_str(&body).map_err(Fault::internal)?;
                let cell = match (staged.value, staged.status) {
                    (Some(value), None) => Cell::Value(value),
                    (None, Some(status)) => Cell::Status(status),
                    _ => return Err(Fault::internal("a staged mark is neither value nor status")),
                };
                match staged.before {
                    Some((id, version)) => {
                        let (at, target) = ((by, op.now()), (MarkId(id), version));
                        store::scores::update(op.tx(), &permit, target, (&cell, source), at).await?;
                        changed = changed.saturating_add(1);
                    }
                    None => fresh.push(NewMark {
                        application: ApplicationId(staged.application),
                        component: staged.component,
                        cell,
                        source,
                    }),
                }
            }
            store::scores::insert(op.tx(), &permit, &fresh, (by, op.now())).await?;
            store::imports::apply(op.tx(), &batch_permit, batch.id, op.now()).await?;
            let report: Report = serde_json::from_str(&batch.report).map_err(Fault::internal)?;
            let added = super::count(fresh.len());
            let event = Event::MarksImported { posting, file: batch.file, added, changed, same: report.same };
            op.record(&permit, &event).await?;
            Ok(added.saturating_add(changed))
        })
        .await
}

/// Marks by person and component.
pub(crate) type Marks = HashMap<(ApplicationId, String), MarkRow>;

/// Whether a column takes what is typed on the desk.
#[must_use]
pub(crate) const fn is_mark(kind: InputKind) -> bool {
    matches!(kind, InputKind::Mark { .. })
}
