//! The archive of a closed selection as a file: its parts by name, and the proof of one. Owns what stands where in it; knows no database,
//! so anybody can prove one.

use std::collections::BTreeMap;

use domain::digest::Digest;
use domain::id::Code;
use domain::view::desk::ranking::Again;
use files::basis::Head;
use serde::{Deserialize, Serialize};
use sheets::archive::{Amiss, open};
use store::contents::CONTENTS;

use super::basis;
use super::verify::{Finding, verify};
use crate::keys::{Keys, Place};

/// Where the index of lists stands.
pub const LISTS: &str = "lists/lists.json";

/// Where the index of panels stands, where any were recorded.
pub const PANELS: &str = "panels/panels.json";
/// Where the panels stand as they were recorded: the bytes whose digest supervisors signed.
pub const RECORDED: &str = "panels/recorded.json";

/// Where the index of rankings stands, where what any was computed from is kept.
pub const RANKINGS: &str = "rankings/rankings.json";

/// What the index of panels says of the document; it says more.
#[derive(Deserialize)]
struct Recorded {
    document: String,
    sha256: Digest,
}

/// A list of the archive, as its index names it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListEntry {
    /// Public code.
    pub code: String,
    /// Which list.
    pub stage: String,
    /// Version, from 1.
    pub version: u32,
    /// SHA-256 of its canonical bytes, as it was published.
    pub digest: Digest,
    /// When it was published, in Beijing time.
    pub published: String,
    /// Why it corrects the version before it.
    pub reason: Option<String>,
    /// Where its canonical bytes stand.
    pub csv: String,
    /// Where its print stands.
    pub pdf: String,
}

/// A ranking of which a list was published, as the index of the archive names it: with what it was computed from, sealed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RankingEntry {
    /// What names the ranking, as its basis names it.
    #[serde(flatten)]
    pub head: Head,
    /// When it was computed, in Beijing time.
    pub computed: String,
    /// The keyed digest that its basis was sealed for.
    pub lies: Digest,
    /// Where its basis stands; nowhere where the store of files had it no more.
    pub file: Option<String>,
}

/// What an archive turned out to be.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Files under the manifest.
    pub files: usize,
    /// Lists that are what was published, with their digests.
    pub lists: Vec<(String, Digest)>,
    /// Rankings that the archive names, each with what it was computed from, sealed as it lies there; without where nothing does.
    pub rankings: Vec<(RankingEntry, Option<Vec<u8>>)>,
    /// The digest of the panels of examiners that supervisors signed, where any were recorded.
    pub panels: Option<Digest>,
    /// What is not as the manifest says.
    pub amiss: Vec<Amiss>,
    /// Lists that are not what the index says, or whose print carries another list; and the panels where they are not what theirs says.
    pub wrong: Vec<String>,
}

impl Report {
    /// Whether everything fits.
    #[must_use]
    pub const fn is_whole(&self) -> bool {
        self.amiss.is_empty() && self.wrong.is_empty()
    }
}

/// Proves an archive: every file against the manifest, and every list against the digest under which it was published, in its bytes and in
/// its print; and the panels of examiners against the digest that supervisors signed. `None` for anything that is no archive.
#[must_use]
pub fn prove(bytes: &[u8]) -> Option<Report> {
    let mut opened = open(bytes)?;
    let index = opened.files.get(LISTS)?;
    let mut report = Report { files: opened.files.len(), amiss: opened.amiss, ..Report::default() };
    let Ok(entries) = serde_json::from_slice::<Vec<ListEntry>>(index) else {
        report.wrong.push(LISTS.to_owned());
        return Some(report);
    };
    for entry in entries {
        if is_published(&opened.files, &entry) {
            report.lists.push((entry.csv, entry.digest));
        } else {
            report.wrong.push(entry.csv);
        }
    }
    if opened.files.contains_key(PANELS) || opened.files.contains_key(RECORDED) {
        report.panels = recorded(&opened.files);
        if report.panels.is_none() {
            report.wrong.push(RECORDED.to_owned());
        }
    }
    match opened.files.get(RANKINGS).map(|index| entries_of(index)) {
        Some(Some(entries)) => {
            for entry in entries {
                let sealed = entry.file.as_ref().and_then(|name| opened.files.remove(name));
                report.rankings.push((entry, sealed));
            }
        }
        Some(None) => report.wrong.push(RANKINGS.to_owned()),
        None => {}
    }
    Some(report)
}

fn entries_of(index: &[u8]) -> Option<Vec<RankingEntry>> {
    serde_json::from_slice(index).ok()
}

/// Computes every ranking of an archive again from what lies sealed in it, by the keys of the installation that made it: the code of each, and
/// what came of it. Takes as long as the rankings took.
#[must_use]
pub fn computed_again(keys: &Keys, report: &Report) -> Vec<(Code, Again)> {
    let again = |(entry, sealed): &(RankingEntry, Option<Vec<u8>>)| {
        Some(basis::again(&entry.head, &unsealed(keys, entry, sealed.as_deref())?))
    };
    report.rankings.iter().map(|one| (one.0.head.ranking, again(one).unwrap_or(Again::Lost))).collect()
}

/// What a ranking of an archive was computed from, opened; nothing where it is not there, or does not open.
fn unsealed(keys: &Keys, entry: &RankingEntry, sealed: Option<&[u8]>) -> Option<Vec<u8>> {
    keys.open_bytes(&Place::of(CONTENTS, entry.lies), sealed?).ok()
}

/// Why no basis comes out of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoBasis {
    /// It is no archive.
    NoArchive,
    /// It holds no such ranking, or not exactly one where none was named: these it holds.
    Choose(Vec<Code>),
    /// What this ranking was computed from is not there, or does not open with these keys.
    Lost(Code),
}

/// What a ranking of an archive was computed from, opened by the keys of the installation that made it, with what names the ranking. Where none
/// is named, the archive holds one.
///
/// # Errors
/// [`NoBasis`].
pub fn basis_of(keys: &Keys, bytes: &[u8], ranking: Option<Code>) -> Result<(Head, Vec<u8>), NoBasis> {
    let opened = open(bytes).ok_or(NoBasis::NoArchive)?;
    let entries = opened.files.get(RANKINGS).and_then(|index| entries_of(index)).unwrap_or_default();
    let found = match (ranking, entries.as_slice()) {
        (Some(code), all) => all.iter().find(|one| one.head.ranking == code),
        (None, [one]) => Some(one),
        (None, _) => None,
    };
    let Some(entry) = found else {
        return Err(NoBasis::Choose(entries.iter().map(|one| one.head.ranking).collect()));
    };
    let sealed = entry.file.as_ref().and_then(|name| opened.files.get(name));
    let plain = unsealed(keys, entry, sealed.map(Vec::as_slice)).ok_or(NoBasis::Lost(entry.head.ranking))?;
    Ok((entry.head.clone(), plain))
}

/// The digest of the panels, where the document is the one that the index names.
fn recorded(files: &BTreeMap<String, Vec<u8>>) -> Option<Digest> {
    let index: Recorded = serde_json::from_slice(files.get(PANELS)?).ok()?;
    files.get(&index.document).map(|bytes| Digest::of(bytes)).filter(|digest| *digest == index.sha256)
}

fn is_published(files: &BTreeMap<String, Vec<u8>>, entry: &ListEntry) -> bool {
    let whole = |bytes: &[u8]| matches!(verify(bytes, Some(entry.digest)), Finding::Whole(_));
    let csv = files.get(&entry.csv).is_some_and(|bytes| Digest::of(bytes) == entry.digest && whole(bytes));
    let pdf = files.get(&entry.pdf).and_then(|bytes| documents::attached(bytes));
    csv && pdf.is_some_and(|list| Digest::of(&list) == entry.digest)
}
