//! Sealed lists: a row holds what the sealed list prints and nothing else.

use serde::{Deserialize, Serialize};

use crate::calendar::Instant;
use crate::course::Stop;
use crate::digest::{Digest, SealLink};
use crate::id::Code;
use crate::lifecycle::Phase;
use crate::lists::{Change, Moved, Proposal};
use crate::posting::Telephones;
use crate::scheme::Status;
use crate::view::public::postings::NamedScheme;

/// A published list in one line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListHead {
    /// Public code.
    pub code: Code,
    /// The posting's public code.
    pub posting: Code,
    /// Title of the posting.
    pub posting_title: String,
    /// What the list leads to: `interview`, `inspection`.
    pub stage: String,
    /// What the scheme calls the list, if it says so.
    pub name: Option<String>,
    /// Version, from 1.
    pub version: u32,
    /// When it was published.
    pub published_at: Instant,
    /// Persons listed.
    pub people: u32,
    /// Persons that go on.
    pub chosen: u32,
    /// The version that replaced it.
    pub superseded_by: Option<NewerVersion>,
    /// Since when it is under correction.
    pub under_correction: Option<Instant>,
}

/// A list that left the web: what its address still says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeftList {
    /// The list in one line, with its counts of people.
    pub head: ListHead,
    /// Positions on it.
    pub positions: u32,
    /// SHA-256 of the canonical bytes.
    pub digest: Digest,
    /// Number and link of the newest audit seal before it.
    pub audit_seal: Option<SealLink>,
    /// When it left.
    pub left_at: Instant,
}

/// The version that replaced a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewerVersion {
    /// Its public code.
    pub code: Code,
    /// Its version.
    pub version: u32,
}

/// Every published list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lists {
    /// Newest first, superseded versions included.
    pub lists: Vec<ListHead>,
}

/// A column of scores of a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListColumn {
    /// Key of the component in the scheme, or `total`.
    pub key: String,
    /// What the scheme calls it, if it says so.
    pub name: Option<String>,
}

/// Why somebody has no rank on a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unranked {
    /// A status such as absent.
    Status(Status),
    /// Below a pass line.
    BelowLine,
    /// Not called to this stage, or no scores.
    Unscored,
    /// Left the list; why is not public.
    Left,
    /// Lacks a fact that the list asks for.
    Lacks,
}

/// What a list says of a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ListResult {
    /// Goes on.
    In,
    /// Next in order, from 1.
    Reserve(u32),
    /// Does not go on.
    Out,
    /// A ruling is still needed.
    Open,
    /// Proposed, and held back by an objection.
    Suspended,
}

/// How a person came to a place otherwise than by rank.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Placed {
    /// The person moved up for somebody who left (递补).
    MovedUp,
    /// It was decided (依决定).
    ByDecision,
}

/// One line of a list, as the sealed bytes have it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListRow {
    /// Ticket number.
    pub ticket: String,
    /// Name, where the posting's rule shows it; masked as sealed.
    pub name: Option<String>,
    /// Published values by column, as written; empty where there is none.
    pub values: Vec<String>,
    /// Rank as written; empty where there is none.
    pub rank: String,
    /// Whether others share the rank.
    pub tied: bool,
    /// Why there is no rank.
    pub unranked: Option<Unranked>,
    /// How the person came to this place otherwise than by rank.
    pub placed: Option<Placed>,
    /// Result.
    pub result: ListResult,
}

/// The lines of one position, best first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListGroup {
    /// Position code as printed.
    pub number: String,
    /// Unit.
    pub unit: String,
    /// Title of the position.
    pub title: String,
    /// Persons taken.
    pub plan: u32,
    /// Lines.
    pub rows: Vec<ListRow>,
}

/// Another version of the same list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VersionLine {
    /// Its public code.
    pub code: Code,
    /// Version.
    pub version: u32,
    /// When it was published.
    pub published_at: Instant,
    /// Why it was made, for versions above 1.
    pub reason: Option<String>,
    /// How often this version was questioned, the first time first.
    pub corrections: Vec<CorrectionLine>,
}

/// The correction of a version, as the public reads it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CorrectionLine {
    /// When it was begun.
    pub since: Instant,
    /// Why.
    pub reason: String,
    /// When the list was found to stand as it was published, and why; `None` while the correction is open, and where the next version
    /// came of it.
    pub kept: Option<(Instant, String)>,
}

/// The most people whom a page names of a difference.
pub const MOVED_SHOWN: usize = 200;

/// What a further version says differently.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Difference {
    /// Persons who stand on the further version alone.
    pub came: u32,
    /// Persons who stand on the earlier version alone.
    pub left: u32,
    /// Persons of whom it says something else.
    pub changed: u32,
    /// They, at most [`MOVED_SHOWN`].
    pub moved: Vec<Moved>,
}

impl Difference {
    /// Counts what differs and keeps what a page names.
    #[must_use]
    pub fn of(mut moved: Vec<Moved>) -> Self {
        let count = |change| {
            let of = moved.iter().filter(|one| one.change == change).count();
            u32::try_from(of).unwrap_or(u32::MAX)
        };
        let (came, left, changed) = (count(Change::Came), count(Change::Left), count(Change::Changed));
        moved.truncate(MOVED_SHOWN);
        Self { came, left, changed, moved }
    }

    /// How many people it is about.
    #[must_use]
    pub const fn people(&self) -> u32 {
        self.came.saturating_add(self.left).saturating_add(self.changed)
    }
}

/// A sealed list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct List {
    /// Head.
    pub head: ListHead,
    /// Selecting authority.
    pub authority: String,
    /// The schemes under which it was computed, the posting's own first.
    pub schemes: Vec<NamedScheme>,
    /// Score columns, the composite score last.
    pub columns: Vec<ListColumn>,
    /// Positions, by number.
    pub groups: Vec<ListGroup>,
    /// For a list of proposed people: what was decided, and how long it is public.
    pub proposal: Option<Proposal>,
    /// SHA-256 of the canonical bytes.
    pub digest: Digest,
    /// Number of the posting's revision in force when it was signed; 0 where none was numbered.
    pub revision: u32,
    /// Digest of the scheme.
    pub scheme_digest: Option<Digest>,
    /// Digest of lines, rulings and replacements.
    pub rulings_digest: Option<Digest>,
    /// Version of the computing program.
    pub engine: String,
    /// Root of the newest audit seal at publication.
    pub audit_seal: Option<SealLink>,
    /// All versions of this list, newest first, this one included.
    pub versions: Vec<VersionLine>,
    /// What it says otherwise than the version before; `None` for the first, and where that cannot be read.
    pub difference: Option<Difference>,
    /// Phase, reason and time where the posting is suspended or ended.
    pub stop: Option<(Phase, Stop)>,
    /// Lines and lots on which it rests; they are not part of what is sealed, but for their digest.
    pub decided: Vec<Decided>,
    /// Telephones of the posting for enquiry and supervision; they are not part of what is sealed.
    pub telephones: Telephones,
    /// When discipline supervisors signed that they read this version, the first first.
    pub supervised: Vec<Instant>,
}

/// A ruling on which a public list rests.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decided {
    /// Its code.
    pub code: Code,
    /// What it sets.
    pub what: DecidedWhat,
    /// Number of its document; may be empty.
    pub number: String,
    /// Who approved it, by the name of then.
    pub by: String,
    /// When.
    pub at: Instant,
}

/// What such a ruling sets.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum DecidedWhat {
    /// A line set after marking.
    Line {
        /// What it is a line of: a component, `total`, `floor.STAGE`, or `conditional.COMPONENT`.
        of: String,
        /// What the scheme calls that.
        label: Option<String>,
        /// The line.
        line: String,
        /// Number of the position; `None` for all.
        position: Option<String>,
        /// The class of papers whose positions it is for; `None` for all.
        paper: Option<String>,
    },
    /// Lots drawn between people who tied.
    Lots {
        /// Number of the position.
        position: String,
        /// Ticket numbers in the order drawn.
        order: Vec<String>,
    },
    /// The list goes on with fewer people than its ratio takes.
    Ratio {
        /// Number of the position.
        position: String,
        /// How many qualified.
        qualified: u32,
        /// Why it goes on.
        reason: String,
    },
}

/// The most people that stand on one document that is made for paper.
pub const WHOLE_LIST: u32 = 3_000;

/// How many people a page of a list holds; the position that passes it is still whole.
pub const LIST_PAGE: usize = 100;

/// A position with those of its lines that were asked for.
pub type Lines<'a> = (&'a ListGroup, Vec<&'a ListRow>);

/// Parts lines into pages of at least [`LIST_PAGE`] people, positions whole; there is always one page.
#[must_use]
pub fn pages<'a>(lines: Vec<Lines<'a>>) -> Vec<Vec<Lines<'a>>> {
    let mut pages: Vec<Vec<Lines<'a>>> = vec![Vec::new()];
    let mut people = 0_usize;
    for group in lines {
        if people >= LIST_PAGE {
            pages.push(Vec::new());
            people = 0;
        }
        people = people.saturating_add(group.1.len());
        if let Some(page) = pages.last_mut() {
            page.push(group);
        }
    }
    pages
}

impl List {
    /// Whether it is printed whole, for paper.
    #[must_use]
    pub const fn is_whole(&self) -> bool {
        self.head.people <= WHOLE_LIST
    }

    /// Whether one page holds all of it.
    #[must_use]
    pub fn is_short(&self) -> bool {
        pages(ListFilter::default().apply(&self.groups)).len() == 1
    }
}

/// Which lines of a list are asked for, as typed into the address.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListFilter {
    /// Part of a ticket number.
    #[serde(default)]
    pub ticket: String,
    /// Part of a position's number, unit or title.
    #[serde(default)]
    pub position: String,
    /// `in`, `reserve` or `out`; anything else is all.
    #[serde(default)]
    pub result: String,
    /// Number of the page, from 1; anything else is the first.
    #[serde(default)]
    pub page: String,
    /// `yes` for all lines on one page, for paper.
    #[serde(default)]
    pub all: String,
}

impl ListFilter {
    /// The page that is asked for, from 1.
    #[must_use]
    pub fn page(&self) -> usize {
        self.page.parse().ok().filter(|page| *page > 0).unwrap_or(1)
    }

    /// Whether all lines are asked for on one page.
    #[must_use]
    pub fn is_for_paper(&self) -> bool {
        self.all == "yes"
    }

    /// Whether it lets everything through.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.ticket.trim().is_empty() && self.position.trim().is_empty() && !self.chooses_result()
    }

    fn chooses_result(&self) -> bool {
        matches!(self.result.as_str(), "in" | "reserve" | "out")
    }

    /// Whether a position matches.
    #[must_use]
    pub fn takes_group(&self, group: &ListGroup) -> bool {
        let sought = self.position.trim().to_lowercase();
        [&group.number, &group.unit, &group.title].iter().any(|text| text.to_lowercase().contains(&sought))
    }

    /// Whether a line matches.
    #[must_use]
    pub fn takes_row(&self, row: &ListRow) -> bool {
        let result = match self.result.as_str() {
            "in" => row.result == ListResult::In,
            "reserve" => matches!(row.result, ListResult::Reserve(_)),
            "out" => matches!(row.result, ListResult::Out | ListResult::Open),
            _ => true,
        };
        result && row.ticket.contains(self.ticket.trim())
    }

    /// The groups with the lines that match; groups without such a line are left away.
    #[must_use]
    pub fn apply<'a>(&self, groups: &'a [ListGroup]) -> Vec<(&'a ListGroup, Vec<&'a ListRow>)> {
        groups
            .iter()
            .filter(|group| self.takes_group(group))
            .map(|group| (group, group.rows.iter().filter(|row| self.takes_row(row)).collect::<Vec<_>>()))
            .filter(|(_, rows)| !rows.is_empty())
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(ticket: &str, result: ListResult) -> ListRow {
        ListRow {
            ticket: ticket.to_owned(),
            name: None,
            values: vec![],
            rank: String::new(),
            tied: false,
            unranked: None,
            placed: None,
            result,
        }
    }

    #[test]
    fn a_list_is_found_by_ticket_position_and_result() {
        let groups = [ListGroup {
            number: "0010001".to_owned(),
            unit: "Finance".to_owned(),
            title: "Budget".to_owned(),
            plan: 1,
            rows: vec![
                row("20261", ListResult::In),
                row("20262", ListResult::Reserve(1)),
                row("30263", ListResult::Out),
            ],
        }];
        let count = |ticket: &str, position: &str, result: &str| {
            let filter = ListFilter {
                ticket: ticket.to_owned(),
                position: position.to_owned(),
                result: result.to_owned(),
                ..ListFilter::default()
            };
            filter.apply(&groups).iter().map(|(_, rows)| rows.len()).sum::<usize>()
        };
        assert_eq!(count("", "", ""), 3);
        assert_eq!(count(" 2026 ", "", ""), 2);
        assert_eq!(count("", "finance", "in"), 1);
        assert_eq!(count("", "0010002", ""), 0);
        assert_eq!(count("", "", "reserve"), 1);
        assert_eq!(count("", "", "nonsense"), 3);
        assert!(ListFilter { result: "nonsense".to_owned(), ..ListFilter::default() }.is_open());
    }

    #[test]
    fn pages_hold_whole_positions_and_everybody_once() {
        let group = |number: usize, people: usize| ListGroup {
            number: number.to_string(),
            unit: String::new(),
            title: String::new(),
            plan: 1,
            rows: (0..people).map(|n| row(&format!("{number}-{n}"), ListResult::Out)).collect(),
        };
        let all: Vec<ListGroup> = [30, 60, 20, 250, 1, 99, 1]
            .into_iter()
            .enumerate()
            .map(|(number, people)| group(number, people))
            .collect();
        let parted = pages(ListFilter::default().apply(&all));
        let shape: Vec<Vec<usize>> =
            parted.iter().map(|page| page.iter().map(|(_, rows)| rows.len()).collect()).collect();
        assert_eq!(shape, [vec![30, 60, 20], vec![250], vec![1, 99], vec![1]]);
        assert_eq!(pages(Vec::new()).len(), 1);
        for (typed, page) in [("", 1), ("0", 1), ("-1", 1), ("x", 1), ("3", 3)] {
            assert_eq!(ListFilter { page: typed.to_owned(), ..ListFilter::default() }.page(), page);
        }
    }
}
