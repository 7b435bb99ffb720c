//! Importing a position table: the whole table is replaced by what the file says.
//!
//! Owns: reading lines into positions, comparing with those there are. Refuses: posting phases after the draft.

use std::collections::BTreeMap;

use domain::access::aggregate::PositionImports;
use domain::access::{Caller, EditPosting};
use domain::digest::Digest;
use domain::event::Event;
use domain::id::Code;
use domain::lifecycle::Phase;
use domain::posting::{MAX_PLAN, PositionTerms};
use domain::typed::{Label, Words};
use domain::view::desk::imports::ImportChange;
use store::postings::positions::PositionRow;

use super::{Ground, Report, Upload, confirmed, count, keep};
use crate::Service;
use crate::fault::Fault;
use crate::rows::postings::find;
use sheets::columns::{Columns, Unknown, Wanted, find as find_columns};
use sheets::fault::clip;
use sheets::value::Reading;
use sheets::{At, Code as Cause, Note, Row, Sheet, Value, value};

const COLUMNS: [(&str, bool); 6] = [
    ("position", true),
    ("authority", true),
    ("position_name", true),
    ("plan", true),
    ("other_conditions", false),
    ("scheme", false),
];

/// Reads a position table without writing it; answers the dry run's code.
///
/// # Errors
/// [`domain::reason::PostingsWhy::WrongPhase`] after the draft; [`Fault::Missing`] for those outside the team. Faults
/// of the file are in the report.
pub async fn stage(service: &Service, caller: &Caller, posting: Code, upload: Upload) -> Result<Code, Fault> {
    let (permit, version, before) = service
        .read(caller, "import.positions", async |look| {
            let found = find(look.snapshot(), posting).await?;
            let permit = look.permit::<EditPosting>(found.scope())?;
            let row = found.open(&permit)?;
            row.phase.expect(&[Phase::Draft])?;
            let before = store::postings::positions::all(look.snapshot(), &permit).await?;
            Ok((permit, row.version, before))
        })
        .await?;
    let file = Digest::of(&upload.bytes);
    let (report, rows) = match service.reader().read(&upload.name, upload.bytes).await {
        Ok(sheet) => interpret(&sheet, &before)?,
        Err(faults) => (Report { faults, ..Report::default() }, Vec::new()),
    };
    keep::<PositionImports, _>(service, &permit, version, (&upload.name, file), &report, &rows).await
}

fn interpret(sheet: &Sheet, before: &[PositionRow]) -> Result<(Report, Vec<(u32, String)>), Fault> {
    let mut report = Report { notes: sheet.notes.clone(), ..Report::default() };
    let wanted: Vec<Wanted> = COLUMNS
        .iter()
        .map(|(key, needed)| if *needed { Wanted::required(key) } else { Wanted::optional(key) })
        .collect();
    let columns = match find_columns(&sheet.file, &sheet.header, &wanted, Unknown::Ignore) {
        Ok(columns) => columns,
        Err(faults) => {
            report.faults = faults;
            return Ok((report, Vec::new()));
        }
    };
    let mut reader = Reader { sheet, columns: &columns, report: &mut report };
    let mut read: BTreeMap<String, (At, PositionTerms)> = BTreeMap::new();
    for row in &sheet.rows {
        let Some(terms) = reader.line(row) else { continue };
        let at = sheet.row_at(row);
        match read.get(terms.code.as_str()) {
            Some((first, _)) => {
                let cause = Cause::DuplicateRow { first: *first };
                reader.report.refuse(cause.at(&sheet.file, at, None));
            }
            None => drop(read.insert(terms.code.as_str().to_owned(), (at, terms))),
        }
    }
    let mut rows = Vec::new();
    if report.faults.is_empty() {
        compare(&mut report, &read, before);
        for (line, (_, terms)) in (1..).zip(read.values()) {
            rows.push((line, serde_json::to_string(terms).map_err(Fault::internal)?));
        }
    }
    Ok((report, rows))
}

fn words(terms: &PositionTerms) -> String {
    format!("{} {} {}", terms.unit.as_str(), terms.title.as_str(), terms.plan)
}

fn compare(report: &mut Report, read: &BTreeMap<String, (At, PositionTerms)>, before: &[PositionRow]) {
    let old: BTreeMap<&str, &PositionTerms> =
        before.iter().map(|one| (one.terms.code.as_str(), &one.terms)).collect();
    for (code, (at, terms)) in read {
        let change = |before: String| ImportChange {
            at: at.to_string(),
            key: code.clone(),
            column: String::new(),
            before,
            after: words(terms),
        };
        match old.get(code.as_str()) {
            None => {
                report.added = report.added.saturating_add(1);
                report.note_change(change(String::new()));
            }
            Some(was) if *was == terms => report.same = report.same.saturating_add(1),
            Some(was) => {
                report.changed = report.changed.saturating_add(1);
                report.note_change(change(words(was)));
            }
        }
    }
    for (code, was) in old {
        if !read.contains_key(code) {
            report.removed = report.removed.saturating_add(1);
            report.note_change(ImportChange {
                at: String::new(),
                key: code.to_owned(),
                column: String::new(),
                before: words(was),
                after: String::new(),
            });
        }
    }
}

struct Reader<'a> {
    sheet: &'a Sheet,
    columns: &'a Columns,
    report: &'a mut Report,
}

impl Reader<'_> {
    fn line(&mut self, row: &Row) -> Option<PositionTerms> {
        let code = self.read(row, 0, true, value::position_code);
        let unit = self.read(row, 1, true, value::public_line);
        let title = self.read(row, 2, true, value::public_line);
        let plan = self.plan(row);
        let conditions = Words::stored(self.text(row, 4).unwrap_or_default());
        let scheme = self.read(row, 5, false, value::code).map(Label::stored);
        Some(PositionTerms { code: code?, unit: unit?, title: title?, plan: plan?, conditions, scheme })
    }

    fn fault(&mut self, row: &Row, wanted: usize, cause: Cause) {
        let column = self.columns.get(wanted).unwrap_or(0);
        let name = self.sheet.header.get(column).map(|header| header.name.as_str());
        self.report.refuse(cause.at(&self.sheet.file, self.sheet.at(row, column), name));
    }

    fn cell<'r>(&self, row: &'r Row, wanted: usize) -> &'r Value {
        self.columns.get(wanted).and_then(|at| row.cells.get(at)).unwrap_or(&Value::Blank)
    }

    /// A cell by `reader`, with its remark or its fault; an empty one is a fault where it is `needed`.
    fn read<T>(
        &mut self,
        row: &Row,
        wanted: usize,
        needed: bool,
        reader: impl Fn(&Value) -> Result<Option<Reading<T>>, Cause>,
    ) -> Option<T> {
        match reader(self.cell(row, wanted)) {
            Ok(Some(reading)) => {
                self.remark(row, wanted, reading.remark);
                Some(reading.value)
            }
            Ok(None) => {
                if needed {
                    self.fault(row, wanted, Cause::Missing);
                }
                None
            }
            Err(cause) => {
                self.fault(row, wanted, cause);
                None
            }
        }
    }

    fn plan(&mut self, row: &Row) -> Option<u32> {
        match value::count(self.cell(row, 3)) {
            Ok(Some(reading)) if (1..=MAX_PLAN).contains(&reading.value) => {
                self.remark(row, 3, reading.remark);
                Some(reading.value)
            }
            Ok(Some(reading)) => {
                self.fault(row, 3, Cause::NotACount { found: clip(&reading.value.to_string()) });
                None
            }
            Ok(None) => {
                self.fault(row, 3, Cause::Missing);
                None
            }
            Err(cause) => {
                self.fault(row, 3, cause);
                None
            }
        }
    }

    fn text(&mut self, row: &Row, wanted: usize) -> Option<String> {
        match value::free(self.cell(row, wanted)) {
            Ok(text) => text,
            Err(cause) => {
                self.fault(row, wanted, cause);
                None
            }
        }
    }

    fn remark(&mut self, row: &Row, wanted: usize, remark: Option<sheets::Remark>) {
        let Some(remark) = remark else { return };
        let column = self.columns.get(wanted).unwrap_or(0);
        let name = self.sheet.header.get(column).map(|header| header.name.clone());
        self.report.notes.push(Note { at: Some(self.sheet.at(row, column)), column: name, remark });
    }
}

/// A workbook to fill in with a position table.
///
/// # Errors
/// [`Fault::Missing`] for those outside the team.
pub async fn sheet(
    service: &Service,
    caller: &Caller,
    posting: Code,
    lang: text::Lang,
) -> Result<Vec<u8>, Fault> {
    service
        .read(caller, "import.positions_sheet", async |look| {
            let found = find(look.snapshot(), posting).await?;
            let permit = look.permit::<EditPosting>(found.scope())?;
            found.open(&permit)?;
            let keys: Vec<&str> = COLUMNS.iter().map(|(key, _)| *key).collect();
            sheets::write::positions_template(lang, &keys).map_err(Fault::internal)
        })
        .await
}

/// Writes exactly what the dry run showed. Confirming twice writes once.
///
/// # Errors
/// [`domain::reason::ImportsWhy::Gone`] for a dry run that is no longer there or had faults; [`Fault::Stale`] where the
/// posting changed since.
pub async fn confirm(service: &Service, caller: &Caller, posting: Code, import: Code) -> Result<u32, Fault> {
    let frame = ("import.positions", Phase::Draft);
    confirmed::<PositionImports, EditPosting, _>(
        service,
        caller,
        (posting, import),
        frame,
        async |op, ground| {
            let Ground { permit, row, batch, rows } = ground;
            if batch.posting_version != row.version {
                return Err(Fault::Stale);
            }
            let mut positions = Vec::with_capacity(rows.len());
            for (_, body) in rows {
                positions.push((op.code(), serde_json::from_str(body).map_err(Fault::internal)?));
            }
            store::postings::positions::replace(op.tx(), permit, row.version, &positions).await?;
            let written = count(positions.len());
            Ok((written, Event::PositionsImported { posting, file: batch.file, count: written }))
        },
    )
    .await
}
