//! The positions of a ranking, by the table that the command names.

use crate::scheme_file::SchemeFile;
use domain::marks::Position;
use domain::scheme::Scheme;
use sheets::tables::positions::{PositionLine, Purpose, read as read_table};
use sheets::tables::{People, Register};
use sheets::{At, Fault, Note, Sheet};
use std::collections::BTreeMap;

/// Positions and where they stand.
#[derive(Default)]
pub(super) struct Positions {
    /// In file order.
    pub list: Vec<Position>,
    /// The row of each.
    pub places: BTreeMap<String, At>,
}

/// Reads them; notes and faults of the table go to the others.
pub(super) fn read(
    sheet: &Sheet,
    schemes: &SchemeFile,
    notes: &mut Vec<(String, Note)>,
    faults: &mut Vec<Fault>,
) -> Positions {
    let table = read_table(sheet, Purpose::Ranking(schemes));
    notes.extend(table.notes.into_iter().map(|note| (sheet.file.clone(), note)));
    faults.extend(table.faults);
    let mut positions = Positions::default();
    for PositionLine { at, code, plan, scheme, .. } in table.rows {
        positions.places.insert(code.clone(), at);
        positions.list.push(Position { code, plan, scheme });
    }
    positions
}

impl Positions {
    /// The schemes that positions stand under, and anybody in these positions.
    pub(super) fn register<'r>(&'r self, schemes: &'r SchemeFile) -> Register<'r> {
        let mut used: Vec<&Scheme> = Vec::new();
        let mut index: BTreeMap<Option<&str>, Option<usize>> = BTreeMap::new();
        for name in self.list.iter().map(|position| position.scheme.as_deref()) {
            index.entry(name).or_insert_with(|| {
                let scheme = schemes.get(name)?;
                used.push(scheme);
                used.len().checked_sub(1)
            });
        }
        let of = |position: &'r Position| {
            let scheme = index.get(&position.scheme.as_deref()).copied().flatten();
            (position.code.as_str(), scheme)
        };
        let people = People::Anybody(self.list.iter().map(of).collect());
        Register { schemes: used, people }
    }
}
