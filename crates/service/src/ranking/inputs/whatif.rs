//! The posting's people under another scheme file, or with other places and classes of papers: what a draft would do to them. Nothing of it
//! is stored.

use std::collections::{BTreeSet, HashMap};

use domain::marks::{Position, PositionAt, Settings, Sheet, settle};
use domain::posting::PositionTerms;
use domain::ranking::{Aside, Outcome, Rulings, rank};
use domain::scheme::Scheme;
use store::postings::positions::PositionRow;

use super::{Inputs, position, refusal, refusal_of_rank};
use crate::fault::Fault;
use crate::rows::rulings::{classed, standing};
use crate::scheme_file::SchemeFile;

/// The result of one position under another scheme file.
pub struct Under<'a> {
    /// The position, of [`Inputs::positions`].
    pub at: PositionAt,
    /// The scheme that the file gives it.
    pub scheme: &'a Scheme,
    pub outcome: Outcome,
}

impl Inputs {
    /// Computes every position that has people under `file`. Marks that its schemes do not read are left aside; rulings on
    /// ties of another scheme too, where they do not fit.
    ///
    /// # Errors
    /// As of [`Inputs::compute`]: marks that are missing above all.
    pub fn compute_under<'a>(&self, file: &'a SchemeFile) -> Result<Vec<Under<'a>>, Fault> {
        self.compute_as(file, self.positions.iter().as_slice())
    }

    /// Computes the same with the places, the schemes and the classes of papers that `terms` give the positions; one that they do not name
    /// stays as it is.
    ///
    /// # Errors
    /// As [`Inputs::compute_under`].
    pub fn compute_planned(&self, terms: &[PositionTerms]) -> Result<Vec<Under<'_>>, Fault> {
        let planned = |row: &PositionRow| {
            let terms = terms.iter().find(|one| one.code == row.terms.code).unwrap_or(&row.terms);
            PositionRow { terms: terms.clone(), ..row.clone() }
        };
        let rows: Vec<PositionRow> = self.positions.iter().map(planned).collect();
        self.compute_as(&self.file, &rows)
    }

    fn compute_as<'a>(&self, file: &'a SchemeFile, rows: &[PositionRow]) -> Result<Vec<Under<'a>>, Fault> {
        let positions: Vec<Position> = rows.iter().map(position).collect();
        let settings =
            Settings { scheme: file.scheme.as_ref(), schemes: &file.schemes, positions: &positions };
        // A line of a class holds where the class would be.
        let mut rulings = standing(&self.rows, &classed(file, rows))?;
        self.left.add_to(&mut rulings);
        self.withheld.strip_rulings(&self.file, &mut rulings);
        let read: HashMap<&str, BTreeSet<String>> =
            positions.iter().map(|one| (one.code.as_str(), columns(file, one))).collect();
        let sheets: Vec<Sheet> =
            self.sheets.iter().map(|sheet| only(sheet, read.get(sheet.position.as_str()))).collect();
        let counted = Aside::of(&settings, &rulings).without(&sheets);
        let settled = settle(&settings, &counted).map_err(|faults| refusal(&faults))?;
        let lines = Rulings { lines: rulings.lines.clone(), ..Rulings::default() };
        let mut all = Vec::new();
        let mut refusals = Vec::new();
        for (at, position) in settings.pairs() {
            let Some((entrants, scheme)) =
                settled.entrants.get(&position.code).zip(file.get(position.scheme_name()))
            else {
                continue;
            };
            let outcome = rank(scheme, position, entrants, &rulings)
                .or_else(|_| rank(scheme, position, entrants, &lines));
            match outcome {
                Ok(outcome) => all.push(Under { at, scheme, outcome }),
                Err(more) => refusals.extend(more),
            }
        }
        if refusals.is_empty() { Ok(all) } else { Err(refusal_of_rank(&refusals)) }
    }
}

/// The columns that a position's scheme reads.
fn columns(file: &SchemeFile, position: &Position) -> BTreeSet<String> {
    let scheme = file.get(position.scheme_name());
    scheme.into_iter().flat_map(Scheme::inputs).map(|input| input.name).collect()
}

/// The sheet with those cells only.
fn only(sheet: &Sheet, read: Option<&BTreeSet<String>>) -> Sheet {
    let mut sheet = sheet.clone();
    sheet.entries.retain(|name, _| read.is_some_and(|read| read.contains(name)));
    sheet.examiners.retain(|mark| read.is_some_and(|read| read.contains(&mark.component)));
    sheet
}
