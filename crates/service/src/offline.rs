//! `linxuan rank`: step 5 offline, without a database, by the same code. Owns the files that go in and out, and their
//! faults; computes nothing itself, which is `domain`'s work.
//!
//! Any order of rows gives the same bytes. Nothing is written unless everything was read and computed; what is written
//! appears whole or not at all, one file after the other.

mod again;
mod compute;
mod files;
mod handed;
mod output;
mod people;
mod places;
mod positions;

#[cfg(test)]
mod tests;

pub use again::{ComputedAgain, Kept, run_again};

use crate::scheme_file::{self, Inspection, SchemeFile};
use domain::marks::Split;
use domain::ranking::Question;
use sheets::{Code, Fault, Note};
use std::path::{Path, PathBuf};
use text::{Lang, sheets as t};

/// What `linxuan rank` was asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// `--scheme`: TOML or JSON.
    pub scheme: PathBuf,
    /// `--positions`: CSV or xlsx.
    pub positions: PathBuf,
    /// `--marks`: CSV or xlsx.
    pub marks: PathBuf,
    /// `--examiners`: examiners' marks, CSV or xlsx.
    pub examiners: Option<PathBuf>,
    /// `--rulings`: TOML or JSON.
    pub rulings: Option<PathBuf>,
    /// `--out`: a folder, made where it is missing.
    pub out: PathBuf,
    /// Which files come out.
    pub wanted: Wanted,
    /// The language of `ranking.xlsx`'s sheet name; nothing else in the files has one.
    pub lang: Lang,
}

/// Which files come out beside the questions that are open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// Table, workbook and steps.
    All,
    /// The table alone: for many people the steps take most of the time.
    Table,
}

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// All files written, nothing open.
    Ranked(Report),
    /// All files written, some positions wait for a ruling.
    Open(Report),
    /// Nothing written; every fault.
    Faulty(Vec<Fault>),
    /// Everything computed, but the folder cannot be written to.
    Unwritable(PathBuf),
}

/// What to tell beside the files.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Files written, in order.
    pub files: Vec<PathBuf>,
    /// Rows of the ranking.
    pub rows: usize,
    /// Positions with at least one row.
    pub positions: usize,
    /// Open questions.
    pub questions: Vec<Question>,
    /// What was read otherwise than it stood, by file.
    pub notes: Vec<(String, Note)>,
    /// What computes, but should be looked at.
    pub warnings: Vec<Fault>,
    /// Positions whose people sat in several rooms without a correction rule.
    pub splits: Vec<Split>,
    /// By scheme (`scheme`, `schemes.NAME`), the parts that say something about the procedure: a ranking does not read them.
    pub beside: Vec<(String, Vec<&'static str>)>,
}

impl Outcome {
    /// 0, 3 with open questions, 2 with faults, 1 where the folder cannot be written to.
    #[must_use]
    pub fn exit_code(&self) -> u8 {
        match self {
            Self::Ranked(_) => 0,
            Self::Open(_) => 3,
            Self::Faulty(_) => 2,
            Self::Unwritable(_) => 1,
        }
    }

    /// What to say beside the answer: what the schemes order and a ranking does not read.
    #[must_use]
    pub fn notices(&self, lang: Lang) -> Vec<String> {
        let beside = match self {
            Self::Ranked(report) | Self::Open(report) => report.beside.as_slice(),
            Self::Unwritable(_) | Self::Faulty(_) => &[],
        };
        beside.iter().map(|(scheme, parts)| t::beside_ranking(lang, scheme, &parts.join(", "))).collect()
    }

    /// What to print, line by line.
    #[must_use]
    pub fn lines(&self, lang: Lang) -> Vec<String> {
        match self {
            Self::Ranked(report) | Self::Open(report) => report.lines(lang),
            Self::Unwritable(folder) => vec![t::unwritable(lang, &folder.display().to_string())],
            Self::Faulty(faults) => {
                let count = u32::try_from(faults.len()).unwrap_or(u32::MAX);
                let said = faults.iter().map(|fault| fault.sentence(lang));
                said.chain([t::faults_listed(lang, count)]).collect()
            }
        }
    }
}

impl Report {
    fn lines(&self, lang: Lang) -> Vec<String> {
        let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        let mut lines: Vec<String> =
            self.notes.iter().map(|(file, note)| format!("{file}: {}", note.sentence(lang))).collect();
        lines.extend(self.warnings.iter().map(|warning| warning.sentence(lang)));
        lines.extend(self.splits.iter().map(|split| t::split_rooms(lang, &split.position, &split.component)));
        lines.extend(
            self.questions
                .iter()
                .map(|question| t::open_question(lang, &question.id, &question.candidates.join(", "))),
        );
        lines.push(t::ranked(lang, count(self.rows), count(self.positions)));
        lines
    }
}

/// Reads, computes, writes.
#[must_use]
pub fn run(request: &Request) -> Outcome {
    match compute::compute(request) {
        Err(faults) => Outcome::Faulty(in_order(faults)),
        Ok((files, report)) => written(&files, report, &request.out),
    }
}

/// Writes the files of a report into a folder.
fn written(files: &files::Files, report: Report, out: &Path) -> Outcome {
    match files.write(out) {
        Err(_) => Outcome::Unwritable(out.to_owned()),
        Ok(files) => {
            let report = Report { files, ..report };
            if report.questions.is_empty() { Outcome::Ranked(report) } else { Outcome::Open(report) }
        }
    }
}

/// Faults by file as they were asked for, then by place, and last that there are more; each once.
fn in_order(mut faults: Vec<Fault>) -> Vec<Fault> {
    let mut files: Vec<String> = Vec::new();
    for fault in &faults {
        if !files.contains(&fault.file) {
            files.push(fault.file.clone());
        }
    }
    faults.sort_by_key(|fault| {
        let file = files.iter().position(|file| *file == fault.file);
        let more = matches!(fault.code, Code::TooManyFaults { .. });
        (file, more, fault.at.map(|at| (at.row, at.column)))
    });
    faults.dedup();
    faults
}

/// A scheme file from the disk, with everything that is wrong with it.
#[must_use]
pub fn scheme(path: &Path) -> Inspection {
    let name = path.display().to_string();
    match handed::bytes(path, &name) {
        Ok(bytes) => scheme_file::inspect(&name, &bytes),
        Err(faults) => Inspection { found: SchemeFile::default(), faults },
    }
}
