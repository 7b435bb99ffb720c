//! Importing marks: one row a ticket number, one column a paper, component, room, bonus or fact; or a table of examiners'
//! marks, which its header tells.
//!
//! Owns: comparing cells with what is there, who was called to them, and writing exactly what was shown. Names beside the numbers are
//! compared only for whoever may know whom a number belongs to; for a clerk the column is not read, since an answer of any kind would
//! tell who has which number. Refuses: to write a name, and to write anything of a table where one belongs to another number.

use std::collections::HashMap;

use domain::access::aggregate::Marks as MarkImports;
use domain::access::{ActName, Caller, ImportMarks, Scope, ViewApplications, may};
use domain::event::Event;
use domain::id::Code;
use domain::lifecycle::{ApplicationState, Phase};
use domain::marks::Entry;
use domain::reason::{FieldPath, ImportsWhy};
use domain::rulings::Refusal;
use domain::scheme::Input;
use domain::typed::PersonName;
use domain::view::desk::imports::ImportChange;

use super::staged::{self, Staged};
use super::{Ground, Report, Seen, Upload, confirmed, examiners, file, keep};
use crate::Service;
use crate::fault::Fault;
use crate::marks::{Entrant, MarkRegister, MarksByCell, Whom, allowed, by_cell, cell, register, shown};
use crate::rows::applications::name_and_unit;
use crate::rows::postings::find;
use sheets::tables::examiners::is_one;
use sheets::tables::marks::{MarkCell, Marks, NamedLine, Names, read};
use sheets::{Code as Cause, Sheet};
use store::applications::Card;

/// The report of a table, and its rows as they would be written.
type Read = (Report, Vec<(u32, String)>);

/// Reads a table of marks without writing it; answers the dry run's code.
///
/// # Errors
/// [`domain::reason::PostingsWhy::WrongPhase`] outside the examination; [`Fault::Missing`] for those outside the team.
/// Faults of the file are in the report.
pub async fn stage(service: &Service, caller: &Caller, posting: Code, upload: Upload) -> Result<Code, Fault> {
    let (permit, scope, seen, register, marks, examiners) = service
        .read(caller, "import.marks", async |look| {
            let found = find(look.snapshot(), posting).await?;
            let scope = found.scope();
            let permit = look.permit::<ImportMarks>(scope.clone())?;
            let row = found.open(&permit)?;
            row.phase.expect(&[Phase::Examining])?;
            let register =
                register(look.snapshot(), &permit, (row.id, Whom::Everybody), |scope| look.permit(scope))
                    .await?;
            let marks = by_cell(store::marks::all(look.snapshot(), &permit).await?);
            let examiners = store::marks::examiners::all(look.snapshot(), &permit).await?;
            let seen = Seen { posting_version: row.version, scheme_revision: register.revision };
            Ok((permit, scope, seen, register, marks, examiners))
        })
        .await?;
    let file = file::keep(service, &upload).await?;
    let read = match service.reader().read(&upload.name, upload.bytes).await {
        Ok(sheet) if is_one(&sheet) => examiners::read(&sheet, &register, &marks, &examiners)?,
        Ok(sheet) => {
            let names = match may(caller, ActName::ViewApplications, &scope) {
                true => Names::Read,
                false => Names::Unread,
            };
            let ((report, mut rows), named) = interpret(&sheet, &register, &marks, names)?;
            let report = compare_names(service, caller, scope, (&sheet, report, named)).await?;
            if !report.faults.is_empty() {
                rows.clear();
            }
            (report, rows)
        }
        Err(faults) => (Report { faults, ..Report::default() }, Vec::new()),
    };
    keep::<MarkImports, _>(service, &permit, seen, file, read).await
}

/// Refuses each row whose name is not the one that its number was registered with. Nothing is asked of the database where the table
/// says no names, or nobody may compare them.
async fn compare_names(
    service: &Service,
    caller: &Caller,
    scope: Scope,
    (sheet, mut report, named): (&Sheet, Report, Vec<NamedLine>),
) -> Result<Report, Fault> {
    if named.is_empty() {
        return Ok(report);
    }
    let cards = service
        .read(caller, "import.names", async |look| {
            let permit = look.permit::<ViewApplications>(scope)?;
            let passed = store::applications::Filter {
                state: Some(ApplicationState::Passed),
                ..store::applications::Filter::default()
            };
            Ok(store::applications::cards(look.snapshot(), &permit, &passed).await?)
        })
        .await?;
    let by_number: HashMap<&str, &Card> =
        cards.iter().filter_map(|card| Some((card.ticket.as_deref()?, card))).collect();
    let field = FieldPath::new("name");
    for line in named {
        let Some(card) = by_number.get(line.candidate.as_str()) else { continue };
        let (registered, _) = name_and_unit(service, card.code, (card.name_sealed.as_ref(), None))?;
        let Ok(registered) = PersonName::parse(&registered, &field) else { continue };
        let same = PersonName::parse(&line.name, &field).is_ok_and(|name| name.is_same(&registered));
        if !same {
            report.refuse(Cause::OtherName.at(&sheet.file, line.at, line.title.as_deref()));
        }
    }
    Ok(report)
}

/// Reads the table: its report, what would be written where it has no fault, and the names that stand in it, where they are read.
fn interpret(
    sheet: &Sheet,
    register: &MarkRegister,
    marks: &MarksByCell,
    names: Names,
) -> Result<(Read, Vec<NamedLine>), Fault> {
    let Marks { columns, table, names } = read(sheet, &register.named(), names);
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
    Ok(((report, rows), names))
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
