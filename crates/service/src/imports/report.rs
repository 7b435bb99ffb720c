//! The report of a dry run.
//!
//! Owns: what was found and what would change, typed; its sentences come from crate `text`.

use domain::access::aggregate::{Marks, PositionImports};
use domain::access::{Caller, EditPosting, Permit, ViewMarks, ViewPosting};
use domain::id::Code;
use domain::posting::Column;
use domain::scheme::PartNames;
use domain::view::desk::imports::{ImportChange, ImportColumn, ImportFault, ImportPreview};
use serde::{Deserialize, Serialize};
use store::imports::{Batch, File, ImportRow, Kind, State};
use store::postings::PostingRow;
use text::Lang;

use crate::Service;
use crate::fault::Fault;
use crate::op::Look;
use crate::rows::imports;
use crate::rows::postings::{find, head};
use crate::rows::schemes::names_of;
use sheets::Note;

/// Changes on a page of the preview.
const SHOWN: u32 = 200;

/// What a dry run found.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Report {
    /// Every fault; with one, nothing is written.
    pub faults: Vec<sheets::Fault>,
    /// What was read with a repair.
    pub notes: Vec<Note>,
    /// Rows or cells that would be new.
    pub added: u32,
    /// That would change.
    pub changed: u32,
    /// That say what is there.
    pub same: u32,
    /// That would go.
    pub removed: u32,
    /// Every change; kept beside the report, one row each.
    #[serde(skip)]
    pub changes: Vec<ImportChange>,
    /// Of a position table every column.
    #[serde(default)]
    pub columns: Vec<ImportColumn>,
    /// Columns that stop being covered by typed conditions.
    #[serde(default)]
    pub uncovered: Vec<Column>,
}

impl Report {
    /// What reading the file and its table found.
    pub(super) fn of(sheet: &sheets::Sheet, notes: Vec<Note>, faults: Vec<sheets::Fault>) -> Self {
        let notes = sheet.notes.iter().cloned().chain(notes).collect();
        Self { notes, faults, ..Self::default() }
    }

    /// Lists a fault, up to [`sheets::tables::LISTED`].
    pub(super) fn refuse(&mut self, fault: sheets::Fault) {
        sheets::tables::list(&mut self.faults, fault);
    }

    pub(super) fn note_change(&mut self, change: ImportChange) {
        self.changes.push(change);
    }
}

/// A dry run as its page shows it, with one page of its changes, counted from 1, to whoever may read what it brings: a position
/// table to the posting's screeners, marks to those who read marks.
///
/// # Errors
/// [`Fault::Missing`] for those outside the team.
pub async fn preview(
    service: &Service,
    caller: &Caller,
    posting: Code,
    import: Code,
    (lang, page): (Lang, u32),
) -> Result<ImportPreview, Fault> {
    service
        .read(caller, "import.view", async |look| {
            let found = opened(look, posting, import).await?;
            let page = page.max(1);
            let last = page.saturating_mul(SHOWN);
            let bodies = found.changes(look, (last.saturating_sub(SHOWN).saturating_add(1), last)).await?;
            let bodies = imports::changes(service, import, bodies)?;
            let changes: Result<Vec<ImportChange>, _> =
                bodies.iter().map(|(_, body)| serde_json::from_str(body)).collect();
            let names = found.names(look).await?;
            let (row, batch) = (found.row, found.batch);
            let by = store::people::staff_names(look.snapshot(), &[batch.created_by]).await?.pop();
            let report: Report =
                serde_json::from_str(&imports::report(service, import, &batch.report_sealed)?)
                    .map_err(Fault::internal)?;
            Ok(ImportPreview {
                code: import,
                posting: head(&row),
                marks: batch.kind == Kind::Marks,
                file_name: imports::file_name(service, import, &batch.file_name_sealed)?,
                file: batch.file,
                size: batch.file_size,
                by: by.map(|(_, name)| name).unwrap_or_default(),
                at: batch.created_at,
                open: batch.state == State::Staged,
                applied: batch.state == State::Applied,
                faults: report.faults.iter().map(|fault| fault_line(fault, lang)).collect(),
                columns: if batch.state == State::Applied { Vec::new() } else { report.columns },
                uncovered: report.uncovered,
                notes: report.notes.iter().map(|note| note_line(note, lang)).collect(),
                added: report.added,
                changed: report.changed,
                same: report.same,
                removed: report.removed,
                names,
                changes: changes.map_err(Fault::internal)?,
                page,
                per_page: SHOWN,
            })
        })
        .await
}

/// The permit under which an import is read: that of what it brings.
enum Seen {
    Positions(Permit<EditPosting>),
    Marks(Permit<ViewMarks>),
}

/// An import that the caller may read.
pub(super) struct Opened {
    /// Its posting.
    pub row: PostingRow,
    /// The import.
    pub batch: ImportRow,
    seen: Seen,
}

/// Opens an import of a posting to whoever may read what it brings.
///
/// # Errors
/// [`Fault::Missing`] for those outside the team, and where it is none of this posting.
pub(super) async fn opened(look: &Look<'_>, posting: Code, import: Code) -> Result<Opened, Fault> {
    let found = find(look.snapshot(), posting).await?;
    let permit = look.permit::<ViewPosting>(found.scope())?;
    let row = found.open(&permit)?;
    let (batch, seen) =
        match store::imports::by_code(look.snapshot(), &import).await?.ok_or(Fault::Missing)? {
            Batch::Positions(locked) => {
                let permit = look.permit::<EditPosting>(locked.scope())?;
                (locked.open(&permit)?, Seen::Positions(permit))
            }
            Batch::Marks(locked) => {
                let permit = look.permit::<ViewMarks>(locked.scope())?;
                (locked.open(&permit)?, Seen::Marks(permit))
            }
        };
    if batch.posting != row.id {
        return Err(Fault::Missing);
    }
    Ok(Opened { row, batch, seen })
}

impl Opened {
    /// Changes of the dry run, by their lines.
    async fn changes(&self, look: &Look<'_>, lines: (u32, u32)) -> Result<Vec<(u32, Vec<u8>)>, Fault> {
        let (snapshot, id) = (look.snapshot(), self.batch.id);
        Ok(match &self.seen {
            Seen::Positions(permit) => {
                store::imports::changes::<PositionImports, _>(snapshot, permit, id, lines).await?
            }
            Seen::Marks(permit) => store::imports::changes::<Marks, _>(snapshot, permit, id, lines).await?,
        })
    }

    /// What the schemes call the columns of marks; nothing for a position table.
    async fn names(&self, look: &Look<'_>) -> Result<PartNames, Fault> {
        match &self.seen {
            Seen::Positions(_) => Ok(PartNames::default()),
            Seen::Marks(permit) => names_of(look.snapshot(), permit, None).await,
        }
    }

    /// How its file is kept.
    pub(super) async fn file(&self, look: &Look<'_>) -> Result<Option<File>, Fault> {
        let (snapshot, id) = (look.snapshot(), self.batch.id);
        Ok(match &self.seen {
            Seen::Positions(permit) => {
                store::imports::file::<PositionImports, _>(snapshot, permit, id).await?
            }
            Seen::Marks(permit) => store::imports::file::<Marks, _>(snapshot, permit, id).await?,
        })
    }
}

fn fault_line(fault: &sheets::Fault, lang: Lang) -> ImportFault {
    ImportFault {
        at: fault.at.map(|at| at.to_string()).unwrap_or_default(),
        column: fault.column.clone().unwrap_or_default(),
        sentence: fault.code.sentence(lang),
    }
}

fn note_line(note: &Note, lang: Lang) -> ImportFault {
    ImportFault {
        at: note.at.map(|at| at.to_string()).unwrap_or_default(),
        column: note.column.clone().unwrap_or_default(),
        sentence: note.remark.sentence(lang),
    }
}

#[cfg(test)]
mod tests {
    use super::Report;
    use sheets::tables::LISTED;

    #[test]
    fn a_wrong_table_of_any_length_lists_a_thousand_faults_and_says_that_there_are_more() {
        let mut report = Report::default();
        for _ in 0..5_000 {
            report.refuse(sheets::Code::Missing.of_file("a.csv"));
        }
        assert_eq!(report.faults.len(), LISTED + 1);
        assert_eq!(report.faults[LISTED], sheets::Code::TooManyFaults { limit: 1_000 }.of_file("a.csv"));
    }
}
