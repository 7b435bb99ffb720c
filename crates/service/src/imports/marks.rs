//! Importing marks: one row a ticket number, one column a paper, component, room, bonus or fact; or a table of examiners'
//! marks, which its header tells.
//!
//! Owns: comparing cells with what is there, who was called to them, and writing exactly what was shown. Refuses: names; a file of marks is keyed by ticket number.

use domain::access::aggregate::Marks as MarkImports;
use domain::access::{Caller, ImportMarks};
use domain::event::Event;
use domain::id::Code;
use domain::lifecycle::Phase;
use domain::marks::Entry;
use domain::reason::ImportsWhy;
use domain::rulings::Refusal;
use domain::scheme::Input;
use domain::view::desk::imports::ImportChange;

use super::staged::{self, Staged};
use super::{Ground, Report, Seen, Upload, confirmed, examiners, file, keep};
use crate::Service;
use crate::fault::Fault;
use crate::marks::{Entrant, MarkRegister, MarksByCell, Whom, allowed, by_cell, cell, register, shown};
use crate::rows::postings::find;
use sheets::tables::examiners::is_one;
use sheets::tables::marks::{MarkCell, Marks, read};
use sheets::{Code as Cause, Sheet};

/// Reads a table of marks without writing it; answers the dry run's code.
///
/// # Errors
/// [`domain::reason::PostingsWhy::WrongPhase`] outside the examination; [`Fault::Missing`] for those outside the team.
/// Faults of the file are in the report.
pub async fn stage(service: &Service, caller: &Caller, posting: Code, upload: Upload) -> Result<Code, Fault> {
    let (permit, seen, register, marks, examiners) = service
        .read(caller, "import.marks", async |look| {
            let found = find(look.snapshot(), posting).await?;
            let permit = look.permit::<ImportMarks>(found.scope())?;
            let row = found.open(&permit)?;
            row.phase.expect(&[Phase::Examining])?;
            let register =
                register(look.snapshot(), &permit, (row.id, Whom::Everybody), |scope| look.permit(scope))
                    .await?;
            let marks = by_cell(store::marks::all(look.snapshot(), &permit).await?);
            let examiners = store::marks::examiners::all(look.snapshot(), &permit).await?;
            let seen = Seen { posting_version: row.version, scheme_revision: register.revision };
            Ok((permit, seen, register, marks, examiners))
        })
        .await?;
    let file = file::keep(service, &upload).await?;
    let read = match service.reader().read(&upload.name, upload.bytes).await {
        Ok(sheet) if is_one(&sheet) => examiners::read(&sheet, &register, &marks, &examiners)?,
        Ok(sheet) => interpret(&sheet, &register, &marks)?,
        Err(faults) => (Report { faults, ..Report::default() }, Vec::new()),
    };
    keep::<MarkImports, _>(service, &permit, seen, file, read).await
}

/// Reads the table: its report, and what would be written where it has no fault.
fn interpret(
    sheet: &Sheet,
    register: &MarkRegister,
    marks: &MarksByCell,
) -> Result<(Report, Vec<(u32, String)>), Fault> {
    let Marks { columns, table } = read(sheet, &register.named());
    let mut staging =
        Staging { register, marks, report: Report::of(sheet, table.notes, table.faults), rows: Vec::new() };
    for line in &table.rows {
        let Some(person) = register.people.get(&line.candidate) else { continue };
        for cell in &line.cells {
            let Some((name, header)) = columns.get(cell.column) else { continue };
            let Some(input) = register.input(person, name) else { continue };
            match staging.refusal(&line.candidate, person, input, &cell.entry) {
                Some(cause) => {
                    let title = header.as_ref().map(|header| header.name.as_str());
                    staging.report.refuse(cause.at(&sheet.file, cell.at, title));
                }
                None => staging.take((&line.candidate, person), name, cell)?,
            }
        }
    }
    let Staging { report, mut rows, .. } = staging;
    if !report.faults.is_empty() {
        rows.clear();
    }
    Ok((report, rows))
}

/// What becomes of the cells of a table beside those that there are.
struct Staging<'a> {
    register: &'a MarkRegister,
    marks: &'a MarksByCell,
    report: Report,
    rows: Vec<(u32, String)>,
}

impl Staging<'_> {
    /// What is wrong with an entry that could be read: beyond what may stand there, or of somebody who was not called.
    fn refusal(&self, ticket: &str, person: &Entrant, input: &Input, entry: &Entry) -> Option<Cause> {
        if let Err(cause) = allowed(entry, input.kind) {
            return Some(cause);
        }
        if self.register.is_called(person, input) {
            return None;
        }
        let refusal = Refusal::Mark {
            position: person.position.clone(),
            candidate: ticket.to_owned(),
            column: input.name.clone(),
            surplus: true,
        };
        Some(Cause::Refused { refusal })
    }

    fn take(&mut self, (ticket, person): (&str, &Entrant), name: &str, read: &MarkCell) -> Result<(), Fault> {
        let cell = cell(&read.entry);
        let before = self.marks.get(&(person.application, name.to_owned()));
        let change = |before: String| ImportChange {
            at: read.at.to_string(),
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
        let staged = Staged::cell(person.application, name, (cell, read.at), before);
        let line = super::count(self.rows.len()).saturating_add(1);
        self.rows.push((line, serde_json::to_string(&staged).map_err(Fault::internal)?));
        Ok(())
    }
}

/// Writes exactly what the dry run showed. Confirming twice writes once.
///
/// # Errors
/// [`domain::reason::ImportsWhy::Gone`] for a dry run that is no longer there or had faults;
/// [`ImportsWhy::MarksChanged`] where a mark changed since, and [`ImportsWhy::PostingChanged`] or [`ImportsWhy::SchemeChanged`]
/// where it was shown under another posting or scheme.
pub async fn confirm(service: &Service, caller: &Caller, posting: Code, import: Code) -> Result<u32, Fault> {
    let frame = ("import.marks", Phase::Examining);
    confirmed::<MarkImports, ImportMarks, _>(service, caller, (posting, import), frame, async |op, ground| {
        let Ground { permit, batch, rows, .. } = ground;
        let by = permit.by();
        let written = staged::write(op.tx(), permit, batch.id, rows, (by, op.now())).await.map_err(moved)?;
        let report: Report =
            serde_json::from_str(&crate::rows::imports::report(service, batch.code, &batch.report_sealed)?)
                .map_err(Fault::internal)?;
        let (added, changed) = (written.added, written.changed);
        let event = Event::MarksImported { posting, file: batch.file, added, changed, same: report.same };
        Ok((added.saturating_add(changed), event))
    })
    .await
}

/// Where a mark changed since the dry run, the file is read again rather than tried again.
fn moved(fault: Fault) -> Fault {
    match fault {
        Fault::Stale => ImportsWhy::MarksChanged.reason().into(),
        other => other,
    }
}
