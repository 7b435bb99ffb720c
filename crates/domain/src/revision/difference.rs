//! What changed between two revisions, field by field.
//!
//! Owns: [`difference`], and which lines of a longer text changed. Refuses: words for it; those are `text`'s.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::calendar::Instant;
use crate::columns::{About, Column, Detail};
use crate::eligibility::{Conditions, Group, Reference, Rule};
use crate::posting::{PositionTerms, PostingTerms};
use crate::scheme::Scheme;
use crate::timetable::Timetable;
use crate::uploads::{NoticeFile, PhotoSize};

/// A revision with its documents read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stand {
    /// Title, authority, words and registration window.
    pub terms: PostingTerms,
    /// The stages after registration.
    pub timetable: Timetable,
    /// The position table.
    pub positions: Vec<PositionTerms>,
    /// The files of the notice.
    pub files: Vec<NoticeFile>,
    /// The typed conditions.
    pub conditions: Conditions,
    /// The schemes by name, the posting's own under the empty name.
    pub schemes: BTreeMap<String, Scheme>,
}

/// A value before and after.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pair<T> {
    /// What stood.
    pub before: T,
    /// What stands.
    pub after: T,
}

/// One field that differs. A position is named by its code, which is never reused for another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Change {
    /// The title of the notice.
    Title(Pair<String>),
    /// The selecting authority.
    Authority(Pair<String>),
    /// The words of the notice.
    Notice(Pair<String>),
    /// The telephones for enquiry.
    Enquiry(Pair<String>),
    /// The telephones for supervision.
    Supervision(Pair<String>),
    /// Days of trial work or secondment before a transfer.
    Trial(Pair<u32>),
    /// Months of the service term after a transfer.
    Service(Pair<u32>),
    /// A file of the notice that was not there.
    Attached(Box<NoticeFile>),
    /// A file of the notice that is there no longer.
    Detached(Box<NoticeFile>),
    /// When registration opens.
    Opens(Pair<Instant>),
    /// When registration closes.
    Closes(Pair<Instant>),
    /// The stages after registration.
    Stages(Box<Pair<Timetable>>),
    /// A position that was not there.
    Added(Box<PositionTerms>),
    /// A position that is there no longer.
    Gone(Box<PositionTerms>),
    /// The unit of a position.
    Unit(String, Pair<String>),
    /// The title of a position.
    Name(String, Pair<String>),
    /// The plan of a position.
    Plan(String, Pair<u32>),
    /// The conditions of a position in words.
    Words(String, Pair<String>),
    /// The scheme of a position; `None` is the posting's own.
    Rule(String, Pair<Option<String>>),
    /// The class of the papers of a position, as its column has it.
    Paper(String, Pair<Vec<Detail>>),
    /// Other columns of a position.
    Details(String, Pair<Vec<Detail>>),
    /// The day at which ages and years are counted.
    Counted(Pair<Reference>),
    /// Typed conditions of all positions.
    General(Pair<Vec<Rule>>),
    /// Typed conditions of single positions and of groups.
    Groups(Pair<Vec<Group>>),
    /// Columns that the typed conditions carry out.
    Covered(Pair<Vec<Column>>),
    /// Whether every application must bring a photo, and how large it is.
    Photo(Pair<(bool, PhotoSize)>),
    /// A scheme by its name; the posting's own has none.
    Scheme(Option<String>, Box<Pair<Option<Scheme>>>),
}

impl Change {
    /// Returns the code of the position that the change is about; `None` for one that is about the whole posting.
    #[must_use]
    pub fn position(&self) -> Option<&str> {
        match self {
            Self::Added(terms) | Self::Gone(terms) => Some(terms.code.as_str()),
            Self::Unit(code, _)
            | Self::Name(code, _)
            | Self::Plan(code, _)
            | Self::Words(code, _)
            | Self::Rule(code, _)
            | Self::Paper(code, _)
            | Self::Details(code, _) => Some(code),
            Self::Title(_)
            | Self::Authority(_)
            | Self::Notice(_)
            | Self::Enquiry(_)
            | Self::Supervision(_)
            | Self::Trial(_)
            | Self::Service(_)
            | Self::Attached(_)
            | Self::Detached(_)
            | Self::Opens(_)
            | Self::Closes(_)
            | Self::Stages(_)
            | Self::Counted(_)
            | Self::General(_)
            | Self::Groups(_)
            | Self::Covered(_)
            | Self::Photo(_)
            | Self::Scheme(..) => None,
        }
    }
}

fn pair<T: PartialEq + Clone>(before: &T, after: &T) -> Option<Pair<T>> {
    (before != after).then(|| Pair { before: before.clone(), after: after.clone() })
}

fn text(before: &str, after: &str) -> Option<Pair<String>> {
    pair(&before.to_owned(), &after.to_owned())
}

/// Returns every field that differs, once: first the notice, then positions by code, conditions, schemes.
#[must_use]
pub fn difference(before: &Stand, after: &Stand) -> Vec<Change> {
    let mut all = of_terms(&before.terms, &after.terms);
    all.extend(pair(&before.timetable, &after.timetable).map(|pair| Change::Stages(Box::new(pair))));
    all.extend(of_files(&before.files, &after.files));
    all.extend(of_positions(&before.positions, &after.positions));
    let (old, new) = (&before.conditions, &after.conditions);
    let conditions = [
        pair(&old.reference, &new.reference).map(Change::Counted),
        pair(&old.general, &new.general).map(Change::General),
        pair(&old.groups, &new.groups).map(Change::Groups),
        pair(&old.covered, &new.covered).map(Change::Covered),
        pair(&(old.photo, old.photo_size), &(new.photo, new.photo_size)).map(Change::Photo),
    ];
    all.extend(conditions.into_iter().flatten());
    all.extend(schemes_apart(&before.schemes, &after.schemes));
    all
}

/// What differs of schemes by their names, the posting's own under the empty one.
#[must_use]
pub fn schemes_apart(before: &BTreeMap<String, Scheme>, after: &BTreeMap<String, Scheme>) -> Vec<Change> {
    let mut names: Vec<&String> = before.keys().chain(after.keys()).collect();
    names.sort();
    names.dedup();
    let change = |name: &String| {
        let found = pair(&before.get(name).cloned(), &after.get(name).cloned())?;
        let called = (!name.is_empty()).then(|| name.clone());
        Some(Change::Scheme(called, Box::new(found)))
    };
    names.into_iter().filter_map(change).collect()
}

fn of_terms(old: &PostingTerms, new: &PostingTerms) -> Vec<Change> {
    let all = [
        text(old.title.as_str(), new.title.as_str()).map(Change::Title),
        text(old.authority.as_str(), new.authority.as_str()).map(Change::Authority),
        text(old.notice.as_str(), new.notice.as_str()).map(Change::Notice),
        text(old.telephones.enquiry(), new.telephones.enquiry()).map(Change::Enquiry),
        text(old.telephones.supervision(), new.telephones.supervision()).map(Change::Supervision),
        pair(&old.following.trial, &new.following.trial).map(Change::Trial),
        pair(&old.following.service, &new.following.service).map(Change::Service),
        pair(&old.registration.opens, &new.registration.opens).map(Change::Opens),
        pair(&old.registration.closes, &new.registration.closes).map(Change::Closes),
    ];
    all.into_iter().flatten().collect()
}

/// A file is what its code, title and bytes are: another of either is another file.
fn of_files(old: &[NoticeFile], new: &[NoticeFile]) -> Vec<Change> {
    let only = |of: &[NoticeFile], other: &[NoticeFile]| -> Vec<Box<NoticeFile>> {
        of.iter().filter(|one| !other.contains(one)).map(|one| Box::new(one.clone())).collect()
    };
    let gone = only(old, new).into_iter().map(Change::Detached);
    gone.chain(only(new, old).into_iter().map(Change::Attached)).collect()
}

fn of_positions(before: &[PositionTerms], after: &[PositionTerms]) -> Vec<Change> {
    let by_code = |all| -> BTreeMap<String, &PositionTerms> {
        let all: &[PositionTerms] = all;
        all.iter().map(|one| (one.code.as_str().to_owned(), one)).collect()
    };
    let (old, new) = (by_code(before), by_code(after));
    let mut codes: Vec<&String> = old.keys().chain(new.keys()).collect();
    codes.sort();
    codes.dedup();
    let mut all = Vec::new();
    for code in codes {
        match (old.get(code), new.get(code)) {
            (Some(old), Some(new)) => all.extend(of_position(old, new)),
            (None, Some(new)) => all.push(Change::Added(Box::new((*new).clone()))),
            (Some(old), None) => all.push(Change::Gone(Box::new((*old).clone()))),
            (None, None) => {}
        }
    }
    all
}

fn of_position(old: &PositionTerms, new: &PositionTerms) -> Vec<Change> {
    let code = || old.code.as_str().to_owned();
    let scheme = |one: &PositionTerms| one.scheme_name().map(str::to_owned);
    let (paper, details) = columns_apart(&old.details, &new.details);
    let all = [
        text(old.unit.as_str(), new.unit.as_str()).map(|pair| Change::Unit(code(), pair)),
        text(old.title.as_str(), new.title.as_str()).map(|pair| Change::Name(code(), pair)),
        pair(&old.plan, &new.plan).map(|pair| Change::Plan(code(), pair)),
        text(old.conditions.as_str(), new.conditions.as_str()).map(|pair| Change::Words(code(), pair)),
        pair(&scheme(old), &scheme(new)).map(|pair| Change::Rule(code(), pair)),
        paper.map(|pair| Change::Paper(code(), pair)),
        details.map(|pair| Change::Details(code(), pair)),
    ];
    all.into_iter().flatten().collect()
}

/// Cells before and after, where they differ.
type Cells = Option<Pair<Vec<Detail>>>;

/// What differs of the class of papers, and of the other columns: the class asks nothing of anybody, and may change for longer. Cells
/// that only stand in another order are a difference of the other columns.
fn columns_apart(old: &[Detail], new: &[Detail]) -> (Cells, Cells) {
    let split = |all: &[Detail]| -> (Vec<Detail>, Vec<Detail>) {
        all.iter().cloned().partition(|one| one.about == About::Paper)
    };
    let ((old_paper, old_others), (new_paper, new_others)) = (split(old), split(new));
    let (paper, others) = (pair(&old_paper, &new_paper), pair(&old_others, &new_others));
    if paper.is_none() && others.is_none() {
        return (None, pair(&old.to_vec(), &new.to_vec()));
    }
    (paper, others)
}

/// Returns the lines that only one of two texts has, those of the first and those of the second, each in its order. Where the
/// texts differ in the order of their lines alone, both are returned whole.
#[must_use]
pub fn lines_apart(before: &[String], after: &[String]) -> (Vec<String>, Vec<String>) {
    let only = |of: &[String], other: &[String]| -> Vec<String> {
        let mut count: BTreeMap<&str, usize> = BTreeMap::new();
        for line in other {
            let slot = count.entry(line).or_default();
            *slot = slot.saturating_add(1);
        }
        let mut left = Vec::new();
        for line in of {
            match count.get_mut(line.as_str()) {
                Some(slot) if *slot > 0 => *slot = slot.saturating_sub(1),
                _ => left.push(line.clone()),
            }
        }
        left
    };
    let (gone, come) = (only(before, after), only(after, before));
    if gone.is_empty() && come.is_empty() && before != after {
        (before.to_vec(), after.to_vec())
    } else {
        (gone, come)
    }
}
