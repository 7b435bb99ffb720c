//! What the command is given, from the disk: schemes, positions, examiners' marks and rulings as they are read; the marks only as
//! bytes, because they are read row by row.
//!
//! Owns: the listing of every file's faults at once. Refuses: to go on with one of them.

use std::path::Path;

use domain::rulings::Rulings;
use sheets::{Code, Fault, Frame, Limits, Passed, Row, Sheet, Source, read_rows, read_whole};

use super::Request;
use super::files::bounded;
use crate::scheme_file::{self, SchemeFile};

/// Everything that was handed in.
pub(super) struct Handed {
    pub schemes: SchemeFile,
    pub positions: Sheet,
    pub marks: File,
    pub examiners: Option<Sheet>,
    pub rulings: Rulings,
}

/// A table that nobody has read yet.
pub(super) struct File {
    pub name: String,
    bytes: Vec<u8>,
}

impl Handed {
    /// Reads what the request names.
    ///
    /// # Errors
    /// Every fault of every file; of the tables those of the file itself, because what a table says depends on the others.
    pub(super) fn read(request: &Request) -> Result<Self, Vec<Fault>> {
        let mut faults = Vec::new();
        let schemes = keep(document(&request.scheme, scheme_file::read), &mut faults);
        let positions = keep(sheet(&request.positions), &mut faults);
        let marks = keep(File::read(&request.marks), &mut faults);
        let place = faults.len();
        let examiners = request.examiners.as_deref().and_then(|path| keep(sheet(path), &mut faults));
        let rulings = request.rulings.as_deref().map(|path| document(path, scheme_file::read_rulings));
        let rulings = keep(rulings.unwrap_or_else(|| Ok(Rulings::default())), &mut faults);
        match (schemes, positions, marks, rulings) {
            (Some(schemes), Some(positions), Some(marks), Some(rulings)) if faults.is_empty() => {
                Ok(Self { schemes, positions, marks, examiners, rulings })
            }
            (_, _, marks, _) => {
                faults.splice(place..place, marks.map(|marks| marks.faults()).unwrap_or_default());
                Err(faults)
            }
        }
    }
}

impl File {
    fn read(path: &Path) -> Result<Self, Vec<Fault>> {
        let name = path.display().to_string();
        let bytes = bytes(path, &name)?;
        Ok(Self { name, bytes })
    }

    /// Hands on its rows, of which none is kept.
    ///
    /// # Errors
    /// Every fault of the file itself.
    pub(super) fn rows(&self, each: impl FnMut(&Frame, &Row)) -> Result<Passed, Vec<Fault>> {
        read_rows(self.source(), &Limits::default(), each)
    }

    /// The whole table; `None` where the file has a fault of its own.
    pub(super) fn whole(&self) -> Option<Sheet> {
        read_whole(self.source(), &Limits::default()).ok()
    }

    /// Every fault of the file itself.
    pub(super) fn faults(&self) -> Vec<Fault> {
        self.rows(|_, _| ()).err().unwrap_or_default()
    }

    fn source(&self) -> Source<'_> {
        Source { name: &self.name, bytes: &self.bytes }
    }
}

/// The value, or its faults put to the others.
fn keep<T>(read: Result<T, Vec<Fault>>, faults: &mut Vec<Fault>) -> Option<T> {
    read.map_err(|more| faults.extend(more)).ok()
}

fn document<T>(path: &Path, read: fn(&str, &[u8]) -> Result<T, Vec<Fault>>) -> Result<T, Vec<Fault>> {
    let name = path.display().to_string();
    read(&name, &bytes(path, &name)?)
}

fn sheet(path: &Path) -> Result<Sheet, Vec<Fault>> {
    let File { name, bytes } = File::read(path)?;
    read_whole(Source { name: &name, bytes: &bytes }, &Limits::default())
}

/// The bytes of a file, within the bounds of a table.
pub(super) fn bytes(path: &Path, name: &str) -> Result<Vec<u8>, Vec<Fault>> {
    bounded(path, Limits::default().file).map_err(|_| vec![Code::Unreadable.of_file(name)])
}
