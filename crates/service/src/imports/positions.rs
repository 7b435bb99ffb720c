//! Importing a position table: the whole table is replaced by what the file says.
//!
//! Owns: reading its columns as an officer says, and comparing what the table says with the positions that there are. Refuses:
//! posting phases after the draft.

use std::collections::BTreeMap;

use domain::access::aggregate::PositionImports;
use domain::access::{Caller, EditPosting, Permit, ViewPosting};
use domain::eligibility::Conditions;
use domain::event::Event;
use domain::id::Code;
use domain::import::ColumnUse;
use domain::lifecycle::Phase;
use domain::posting::{About, PositionTerms};
use domain::reason::ImportsWhy;
use domain::view::desk::imports::{ImportChange, ImportColumn};
use store::imports::{Kind, State};
use store::postings::positions::PositionRow;

use super::{Ground, Report, Seen, Upload, confirmed, count, file, keep};
use crate::Service;
use crate::fault::Fault;
use crate::op::Look;
use crate::rows::columns;
use crate::rows::conditions::{beside, uncover};
use crate::rows::postings::{find, position};
use sheets::tables::positions::{COLUMNS, Chosen, PositionLine, Purpose, Uses, read};
use sheets::{At, Sheet};

/// Characters of the example of a column.
const EXAMPLE: usize = 40;

/// What is there before a table comes in.
struct Before {
    permit: Permit<EditPosting>,
    seen: Seen,
    positions: Vec<PositionRow>,
    conditions: Conditions,
}

async fn before(look: &Look<'_>, posting: Code) -> Result<Before, Fault> {
    let found = find(look.snapshot(), posting).await?;
    let permit = look.permit::<EditPosting>(found.scope())?;
    let row = found.open(&permit)?;
    row.phase.expect(&[Phase::Draft])?;
    let positions = store::postings::positions::all(look.snapshot(), &permit).await?;
    let (conditions, _) = crate::rows::conditions::of(look.snapshot(), &permit).await?;
    let seen = Seen::now(look.snapshot(), &permit, &row).await?;
    Ok(Before { seen, permit, positions, conditions })
}

/// Reads a position table without writing it; answers the dry run's code.
///
/// # Errors
/// [`domain::reason::PostingsWhy::WrongPhase`] after the draft; [`Fault::Missing`] for those outside the team. Faults
/// of the file are in the report.
pub async fn stage(service: &Service, caller: &Caller, posting: Code, upload: Upload) -> Result<Code, Fault> {
    let before = service.read(caller, "import.positions", async |look| before(look, posting).await).await?;
    put(service, &before, upload, &Chosen::new()).await
}

/// Reads the table of a dry run again with its columns as somebody chose, by their index among the titles; answers the code of
/// the new dry run. A column that nobody chose is read as usual.
///
/// # Errors
/// [`ImportsWhy::Gone`] for a dry run that was confirmed or brings marks; [`Fault::Missing`] for one that is not there; otherwise as
/// [`stage`].
pub async fn choose(
    service: &Service,
    caller: &Caller,
    posting: Code,
    import: Code,
    chosen: &BTreeMap<u32, ColumnUse>,
) -> Result<Code, Fault> {
    let (before, kept) = service
        .read(caller, "import.columns", async |look| {
            let before = before(look, posting).await?;
            let gone = || Fault::from(ImportsWhy::Gone.reason());
            let kept = file::kept(look, posting, import).await?.ok_or_else(gone)?;
            if kept.kind != Kind::Positions || kept.state == State::Applied {
                return Err(gone());
            }
            Ok((before, kept))
        })
        .await?;
    let file = file::unsealed(service, import, kept).await?;
    let chosen = chosen.iter().filter_map(|(at, of)| Some((usize::try_from(*at).ok()?, *of))).collect();
    put(service, &before, Upload { name: file.name, bytes: file.bytes }, &chosen).await
}

async fn put(service: &Service, before: &Before, upload: Upload, chosen: &Chosen) -> Result<Code, Fault> {
    let file = file::keep(service, &upload).await?;
    let read = match service.reader().read(&upload.name, upload.bytes).await {
        Ok(sheet) => interpret(&sheet, chosen, before)?,
        Err(faults) => (Report { faults, ..Report::default() }, Vec::new()),
    };
    keep::<PositionImports, _>(service, &before.permit, before.seen, file, read).await
}

fn interpret(sheet: &Sheet, chosen: &Chosen, before: &Before) -> Result<(Report, Vec<(u32, String)>), Fault> {
    let uses = Uses::of(sheet, &as_before(sheet, chosen, &before.positions));
    let table = read(sheet, Purpose::Posting(&uses));
    let mut report = Report::of(sheet, table.notes, table.faults);
    report.columns = columns(sheet, &uses);
    let mut rows = Vec::new();
    if report.faults.is_empty() {
        let placed = |line: PositionLine| {
            let at = line.at;
            let terms = line.into_terms()?;
            Some((terms.code.as_str().to_owned(), (at, terms)))
        };
        let read: BTreeMap<String, (At, PositionTerms)> = table.rows.into_iter().filter_map(placed).collect();
        compare(&mut report, &read, &before.positions);
        let after: Vec<&PositionTerms> = read.values().map(|(_, terms)| terms).collect();
        let beside = beside(&before.conditions, &before.positions, &after);
        let gone = before.conditions.covered.iter().filter(|column| !beside.covered.contains(column));
        report.uncovered = gone.cloned().collect();
        for (line, (_, terms)) in (1..).zip(read.values()) {
            rows.push((line, serde_json::to_string(terms).map_err(Fault::internal)?));
        }
    }
    Ok((report, rows))
}

/// What was chosen, and for each other column beside the known ones how the posting keeps one of that title already: a table that was
/// taken out comes back as it was.
fn as_before(sheet: &Sheet, chosen: &Chosen, positions: &[PositionRow]) -> Chosen {
    let usual = Uses::of(sheet, chosen);
    let kept = columns::kept(positions.iter().map(|one| &one.terms));
    let mut all = chosen.clone();
    for (index, header) in sheet.header.iter().enumerate() {
        if usual.at(index).is_known() || all.contains_key(&index) {
            continue;
        }
        let found = kept.iter().find(|column| column.title.as_str() == header.name);
        let of = found.and_then(|column| column.about).map(|about| match about {
            About::Nothing | About::Paper => ColumnUse::Shown,
            _ => ColumnUse::Kept,
        });
        all.extend(of.map(|of| (index, of)));
    }
    all
}

/// Every column with what it was read as.
fn columns(sheet: &Sheet, uses: &Uses) -> Vec<ImportColumn> {
    let example = |index: usize| {
        let cell = sheet.rows.iter().find_map(|row| row.cells.get(index)?.shown());
        cell.map(|text| text.chars().take(EXAMPLE).collect()).unwrap_or_default()
    };
    let column = |(index, header): (usize, &sheets::Header)| ImportColumn {
        index: count(index),
        at: header.at.to_string(),
        title: header.name.clone(),
        example: example(index),
        read_as: uses.at(index),
        unknown: uses.is_unknown(index),
    };
    sheet.header.iter().enumerate().map(column).collect()
}

/// The position in a line; beside another one what differs of its further words.
fn words(terms: &PositionTerms, other: Option<&PositionTerms>) -> String {
    let mut all = format!("{} {} {}", terms.unit.as_str(), terms.title.as_str(), terms.plan);
    let Some(other) = other else { return all };
    let mut add = |words: &str| {
        all.push_str(" · ");
        all.push_str(words);
    };
    if terms.scheme != other.scheme {
        terms.scheme.iter().for_each(|scheme| add(scheme.as_str()));
    }
    if terms.conditions != other.conditions && !terms.conditions.as_str().is_empty() {
        add(terms.conditions.as_str());
    }
    for detail in terms.details.iter().filter(|detail| !other.details.contains(detail)) {
        add(&format!("{}: {}", detail.title.as_str(), detail.text.as_str()));
    }
    all
}

fn compare(report: &mut Report, read: &BTreeMap<String, (At, PositionTerms)>, before: &[PositionRow]) {
    let old: BTreeMap<&str, &PositionTerms> =
        before.iter().map(|one| (one.terms.code.as_str(), &one.terms)).collect();
    for (code, (at, terms)) in read {
        let change = |was: Option<&PositionTerms>| ImportChange {
            at: at.to_string(),
            key: code.clone(),
            column: String::new(),
            before: was.map(|was| words(was, Some(terms))).unwrap_or_default(),
            after: words(terms, was),
        };
        match old.get(code.as_str()) {
            None => {
                report.added = report.added.saturating_add(1);
                report.note_change(change(None));
            }
            Some(was) if *was == terms => report.same = report.same.saturating_add(1),
            Some(was) => {
                report.changed = report.changed.saturating_add(1);
                report.note_change(change(Some(was)));
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
                before: words(was, None),
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

/// The table of positions as a workbook that an import reads back unchanged.
///
/// # Errors
/// [`Fault::Missing`] for those outside the team; [`Fault::Internal`] where it cannot be written.
pub async fn table(
    service: &Service,
    caller: &Caller,
    posting: Code,
    lang: text::Lang,
) -> Result<Vec<u8>, Fault> {
    let positions = service
        .read(caller, "import.positions_table", async |look| {
            let found = find(look.snapshot(), posting).await?;
            let permit = look.permit::<ViewPosting>(found.scope())?;
            found.open(&permit)?;
            Ok(store::postings::positions::all(look.snapshot(), &permit).await?)
        })
        .await?;
    let planned = |row: &PositionRow| {
        let shown = position(row);
        domain::view::public::postings::Position { plan: row.terms.plan, ..shown }
    };
    let positions: Vec<_> = positions.iter().map(planned).collect();
    crate::export::positions::book(lang, &positions).map_err(Fault::internal)
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
            let mut positions: Vec<(Code, PositionTerms)> = Vec::with_capacity(rows.len());
            for (_, body) in rows {
                positions.push((op.code(), serde_json::from_str(body).map_err(Fault::internal)?));
            }
            let after: Vec<&PositionTerms> = positions.iter().map(|(_, terms)| terms).collect();
            uncover(op, (permit, posting), &after).await?;
            store::postings::positions::replace(op.tx(), permit, row.version, &positions).await?;
            let written = count(positions.len());
            Ok((written, Event::PositionsImported { posting, file: batch.file, count: written }))
        },
    )
    .await
}
