//! A dry run's rows as they are kept until the confirmation, and their writing.
//!
//! Owns: [`Staged`] and its one way into the database. Refuses: writing over what changed since it was shown.

use domain::access::{ImportMarks, Permit};
use domain::calendar::Instant;
use domain::id::{ApplicationId, ExaminerMarkId, ImportId, MarkId, PersonId};
use serde::{Deserialize, Serialize};
use sheets::At;
use store::Tx;
use store::marks::examiners::{Key, NewExaminerMark};
use store::marks::{Cell, NewMark, Source};

use crate::fault::Fault;

/// One thing to write, and what was there when it was shown.
#[derive(Clone, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "snake_case")]
pub(super) enum Staged {
    /// A cell of a sheet.
    Cell { application: i64, component: String, holds: Holds, place: String, before: Option<(i64, i64)> },
    /// An examiner's mark.
    Panel {
        application: i64,
        component: String,
        panel: String,
        examiner: String,
        element: String,
        value: i64,
        place: String,
        before: Option<(i64, i64)>,
    },
    /// An examiner's mark that the file no longer has.
    PanelGone { mark: (i64, i64) },
}

/// What a cell would hold: a value in millionths, a status word or a room.
#[derive(Clone, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Holds {
    Value(i64),
    Status(String),
    Room(String),
}

impl From<Cell> for Holds {
    fn from(cell: Cell) -> Self {
        match cell {
            Cell::Value(value) => Self::Value(value),
            Cell::Status(status) => Self::Status(status),
            Cell::Room(room) => Self::Room(room),
        }
    }
}

impl From<Holds> for Cell {
    fn from(holds: Holds) -> Self {
        match holds {
            Holds::Value(value) => Self::Value(value),
            Holds::Status(status) => Self::Status(status),
            Holds::Room(room) => Self::Room(room),
        }
    }
}

/// What was written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Written {
    pub added: u32,
    pub changed: u32,
}

impl Staged {
    /// A cell, read at a place of the sheet, with what it replaces.
    pub(super) fn cell(
        application: ApplicationId,
        component: &str,
        (cell, at): (Cell, At),
        before: Option<(MarkId, i64)>,
    ) -> Self {
        Self::Cell {
            application: application.0,
            component: component.to_owned(),
            holds: cell.into(),
            place: at.to_string(),
            before: before.map(|(id, version)| (id.0, version)),
        }
    }
}

/// Writes everything; `by` and `at` stand in each row.
///
/// # Errors
/// [`Fault::Stale`] where something changed since it was shown.
pub(super) async fn write(
    tx: &Tx,
    permit: &Permit<ImportMarks>,
    batch: ImportId,
    rows: &[(u32, String)],
    (by, at): (PersonId, Instant),
) -> Result<Written, Fault> {
    let (mut cells, mut marks) = (Vec::new(), Vec::new());
    let mut written = Written::default();
    for (_, body) in rows {
        match serde_json::from_str(body).map_err(Fault::internal)? {
            Staged::Cell { application, component, holds, place, before } => {
                let (application, source) = (ApplicationId(application), Source::Import { batch, place });
                let cell = Cell::from(holds);
                match before {
                    None => cells.push(NewMark { application, component, cell, source }),
                    Some((id, version)) => {
                        let target = (MarkId(id), version);
                        store::marks::update(tx, permit, target, (&cell, &source), (by, at)).await?;
                        written.changed = written.changed.saturating_add(1);
                    }
                }
            }
            Staged::Panel { application, component, panel, examiner, element, value, place, before } => {
                let key = Key { application: ApplicationId(application), component, examiner, element };
                let new = NewExaminerMark { key, panel, value, batch, place };
                match before {
                    None => marks.push(new),
                    Some((id, version)) => {
                        let target = (ExaminerMarkId(id), version);
                        store::marks::examiners::update(tx, permit, target, &new, (by, at)).await?;
                        written.changed = written.changed.saturating_add(1);
                    }
                }
            }
            Staged::PanelGone { mark: (id, version) } => {
                let gone = (ExaminerMarkId(id), version);
                store::marks::examiners::remove(tx, permit, gone, batch, (by, at)).await?;
                written.changed = written.changed.saturating_add(1);
            }
        }
    }
    store::marks::insert(tx, permit, &cells, (by, at)).await?;
    store::marks::examiners::insert(tx, permit, &marks, (by, at)).await?;
    written.added = super::count(cells.len().saturating_add(marks.len()));
    Ok(written)
}
