//! `linxuan rank --basis`: a ranking computed again from what was kept of it, as the archive of a selection holds it.
//!
//! Owns: the files of it, and whether every digest is the one that names it (`export::basis`). Refuses: anything that is no basis.

use std::path::PathBuf;

use domain::marks::settle;
use domain::ranking::Aside;
use domain::view::desk::ranking::Again;
use files::basis::{Basis, Head, read};
use sheets::{Code, Fault};
use text::Lang;

use super::compute::{beside, ranked};
use super::files::Files;
use super::{Outcome, Report, Wanted, in_order, written};
use crate::export::basis;

/// What `linxuan rank --basis` was asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// What the file is called.
    pub name: String,
    /// The basis, opened.
    pub bytes: Vec<u8>,
    /// What names the ranking; `None` where nothing but the file itself does.
    pub head: Option<Head>,
    /// `--out`: a folder, made where it is missing.
    pub out: PathBuf,
    /// Which files come out.
    pub wanted: Wanted,
    /// The language of the name of the sheet in `ranking.xlsx`.
    pub lang: Lang,
}

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ComputedAgain {
    /// What names the ranking.
    pub head: Head,
    /// Whether every digest is the one that names it.
    pub again: Again,
    /// The files.
    pub outcome: Outcome,
}

/// Reads, computes, compares, writes; `None` for a file that is no basis. What has another digest is written all the same, and said.
#[must_use]
pub fn run_again(kept: &Kept) -> Option<ComputedAgain> {
    let found = read(&kept.bytes)?;
    let head = kept.head.clone().unwrap_or_else(|| found.head.clone());
    let again = basis::again(&head, &kept.bytes);
    let outcome = match compute(&found, kept) {
        Err(faults) => Outcome::Faulty(in_order(faults)),
        Ok((files, report)) => written(&files, report, &kept.out),
    };
    Some(ComputedAgain { head, again, outcome })
}

fn compute(found: &Basis, kept: &Kept) -> Result<(Files, Report), Vec<Fault>> {
    let settings = found.settings();
    let counted = Aside::of(&settings, &found.rulings).without(&found.sheets);
    let settled = settle(&settings, &counted).map_err(|faults| {
        faults.into_iter().map(|one| Code::Sheet { wrong: one.wrong }.of_file(&kept.name)).collect::<Vec<_>>()
    })?;
    let (files, report) =
        ranked((&settings, &settled, &found.rulings), (kept.lang, kept.wanted)).map_err(|refusals| {
            let code = |refusal| Code::Refused { refusal }.of_file(&kept.name);
            refusals.into_iter().map(code).collect::<Vec<_>>()
        })?;
    Ok((files, Report { beside: beside(&found.schemes), splits: settled.splits, ..report }))
}
