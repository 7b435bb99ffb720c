//! Importing a position table: the whole table is replaced by what the file says.
//!
//! Owns: comparing what the table says with the positions that there are. Refuses: posting phases after the draft.

use std::collections::BTreeMap;

use domain::access::aggregate::PositionImports;
use domain::access::{Caller, EditPosting};
use domain::event::Event;
use domain::id::Code;
use domain::lifecycle::Phase;
use domain::posting::PositionTerms;
use domain::view::desk::imports::ImportChange;
use store::postings::positions::PositionRow;

use super::{Ground, Report, Seen, Upload, confirmed, count, file, keep};
use crate::Service;
use crate::fault::Fault;
use crate::rows::postings::find;
use sheets::tables::positions::{COLUMNS, PositionLine, Purpose, read};
use sheets::{At, Sheet};

/// Reads a position table without writing it; answers the dry run's code.
///
/// # Errors
/// [`domain::reason::PostingsWhy::WrongPhase`] after the draft; [`Fault::Missing`] for those outside the team. Faults
/// of the file are in the report.
pub async fn stage(service: &Service, caller: &Caller, posting: Code, upload: Upload) -> Result<Code, Fault> {
    let (permit, seen, before) = service
        .read(caller, "import.positions", async |look| {
            let found = find(look.snapshot(), posting).await?;
            let permit = look.permit::<EditPosting>(found.scope())?;
            let row = found.open(&permit)?;
            row.phase.expect(&[Phase::Draft])?;
            let before = store::postings::positions::all(look.snapshot(), &permit).await?;
            let seen = Seen::now(look.snapshot(), &permit, &row).await?;
            Ok((permit, seen, before))
        })
        .await?;
    let file = file::seal(service, &upload).await?;
    let read = match service.reader().read(&upload.name, upload.bytes).await {
        Ok(sheet) => interpret(&sheet, &before)?,
        Err(faults) => (Report { faults, ..Report::default() }, Vec::new()),
    };
    keep::<PositionImports, _>(service, &permit, seen, file, read).await
}

fn interpret(sheet: &Sheet, before: &[PositionRow]) -> Result<(Report, Vec<(u32, String)>), Fault> {
    let table = read(sheet, Purpose::Posting);
    let mut report = Report::of(sheet, table.notes, table.faults);
    let mut rows = Vec::new();
    if report.faults.is_empty() {
        let placed = |line: PositionLine| {
            let at = line.at;
            let terms = line.into_terms()?;
            Some((terms.code.as_str().to_owned(), (at, terms)))
        };
        let read: BTreeMap<String, (At, PositionTerms)> = table.rows.into_iter().filter_map(placed).collect();
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
            sheets::write::positions_template(lang, &COLUMNS).map_err(Fault::internal)
        })
        .await
}

/// Writes exactly what the dry run showed. Confirming twice writes once.
///
/// # Errors
/// [`domain::reason::ImportsWhy::Gone`] for a dry run that is no longer there or had faults;
/// [`domain::reason::ImportsWhy::PostingChanged`] and [`domain::reason::ImportsWhy::SchemeChanged`] where it was shown under
/// another posting or scheme.
pub async fn confirm(service: &Service, caller: &Caller, posting: Code, import: Code) -> Result<u32, Fault> {
    let frame = ("import.positions", Phase::Draft);
    confirmed::<PositionImports, EditPosting, _>(
        service,
        caller,
        (posting, import),
        frame,
        async |op, ground| {
            let Ground { permit, row, batch, rows } = ground;
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
