//! Postings from their approval on, their positions and the self-check.

use serde::{Deserialize, Serialize};

use super::lists::{Decided, ListHead};
use crate::adjusting::Taking;
use crate::calendar::{Instant, Window};
use crate::columns::Worded;
use crate::course::{DecisionKind, Stop};
use crate::digest::Digest;
use crate::eligibility::{Asked, Conditions, Day, Judgement, Wanted, judge_all};
use crate::id::Code;
use crate::lifecycle::{Phase, Step};
use crate::objections::{ObjectionKind, Terms};
use crate::opening::Opened;
use crate::posting::{Detail, Following, Telephones};
use crate::registration::{Form, SelfCheck};
use crate::revision::Change;
use crate::scheme::Scheme;
use crate::timetable::Timetable;
use crate::uploads::{NoticeFile, PhotoSize};

/// A posting in one line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PostingHead {
    /// Public code.
    pub code: Code,
    /// Title of the notice.
    pub title: String,
    /// Selecting authority.
    pub authority: String,
    /// Phase.
    pub phase: Phase,
    /// Registration window; decides over the phase, which may lag behind the clock.
    pub registration: Window,
    /// Positions.
    pub positions: u32,
    /// Persons to be taken.
    pub plan: u32,
    /// Why and when it stopped, where it is suspended or ended.
    pub stop: Option<Stop>,
}

impl PostingHead {
    /// Returns the phase at `now`. The stored one may lag behind the clock, because registration opens and closes by itself.
    #[must_use]
    pub fn phase_at(&self, now: Instant) -> Phase {
        let mut phase = self.phase;
        while let Some(step @ (Step::OpenRegistration | Step::CloseRegistration)) =
            phase.due(self.registration, now)
        {
            match phase.after(step) {
                Ok(next) => phase = next,
                Err(_) => return phase,
            }
        }
        phase
    }

    /// Whether registration can still be prepared at `now`: it is open or will open.
    #[must_use]
    pub fn is_before_close(&self, now: Instant) -> bool {
        matches!(self.phase_at(now), Phase::Approved | Phase::Registering)
    }
}

/// The first page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Home {
    /// The moment for which it is true.
    pub now: Instant,
    /// Public postings, newest first.
    pub postings: Vec<PostingHead>,
    /// The newest lists, newest first.
    pub lists: Vec<ListHead>,
}

/// A scheme of a posting.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NamedScheme {
    /// The name by which positions refer to it; `None` for the posting's own.
    pub name: Option<String>,
    /// The rules.
    pub scheme: Scheme,
}

/// One position.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Position {
    /// Public code.
    pub code: Code,
    /// Position code as printed (职位代码), leading zeros kept.
    pub number: String,
    /// The unit that takes the person.
    pub unit: String,
    /// Title of the position.
    pub title: String,
    /// Persons taken; 0 where the position is cancelled.
    pub plan: u32,
    /// Persons that were planned, where the opening ratio led to fewer.
    pub planned: Option<u32>,
    /// Conditions in words; may be empty.
    pub conditions: String,
    /// The table's other columns.
    pub details: Vec<Detail>,
    /// Name of its scheme; `None` for the posting's own.
    pub scheme: Option<String>,
}

impl<'a> From<&'a Position> for Worded<'a> {
    fn from(position: &'a Position) -> Self {
        Self { code: &position.number, conditions: &position.conditions, details: &position.details }
    }
}

/// A file of a notice that everybody may take.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublicFile {
    /// What is said of it.
    pub file: NoticeFile,
    /// Where its contents lie, so that handing it out needs no statement; no page prints it.
    pub lies: Digest,
}

/// A posting with everything the public may read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Posting {
    /// The moment for which it is true.
    pub now: Instant,
    /// Head.
    pub head: PostingHead,
    /// Text of the notice; may be empty.
    pub notice: String,
    /// Telephones for enquiry and supervision.
    pub telephones: Telephones,
    /// What it sets before and after a transfer.
    pub following: Following,
    /// The stages after registration; a posting may have no timetable.
    pub timetable: Timetable,
    /// The posting's own scheme first.
    pub schemes: Vec<NamedScheme>,
    /// Typed conditions; may ask nothing.
    pub conditions: Conditions,
    /// The day at which their ages and years are counted.
    pub counted_at: Option<Day>,
    /// Positions, by their number.
    pub positions: Vec<Position>,
    /// The files of the notice, in their order.
    pub files: Vec<PublicFile>,
    /// Lines and lots on which lists of this posting rest that are out, oldest first.
    pub decided: Vec<Decided>,
    /// Lists of this posting, newest first.
    pub lists: Vec<ListHead>,
    /// Supplementary notices, oldest first.
    pub notices: Vec<SupplementaryNotice>,
    /// Revisions, newest first, each with what it changed.
    pub revisions: Vec<Revision>,
    /// What was decided on its course, newest first.
    pub decisions: Vec<CourseLine>,
    /// Confirmations of openings, newest first.
    pub openings: Vec<ConfirmedOpening>,
    /// Rounds of moves after the marks, newest first.
    pub adjustments: Vec<ConfirmedRound>,
    /// In how many working days candidates may raise what, and are answered.
    pub terms: Vec<(ObjectionKind, Terms)>,
}

/// A confirmation of openings (开考确认): which positions open with fewer places, and which are cancelled.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConfirmedOpening {
    /// When it was confirmed.
    pub at: Instant,
    /// Why.
    pub reason: String,
    /// Until when the people of cancelled positions may choose another one.
    pub until: Option<Instant>,
    /// Number, people counted, and what was decided, of each position that was below its opening ratio.
    pub lines: Vec<(String, u32, Opened)>,
    /// Number of each position that is merged into another, and of that one.
    pub merged: Vec<(String, String)>,
}

/// A round of moves after the marks (调剂) that was confirmed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConfirmedRound {
    /// When it was confirmed.
    pub at: Instant,
    /// Why.
    pub reason: String,
    /// When people choose.
    pub window: Window,
    /// The positions that take people.
    pub places: Vec<Taking>,
}

impl Posting {
    /// Returns the page of the position of that code, or `None` for one that stands in another posting.
    #[must_use]
    pub fn position_page(&self, code: Code) -> Option<PositionPage> {
        let position = self.positions.iter().find(|position| position.code == code)?.clone();
        let named = self.schemes.iter().find(|named| named.name == position.scheme);
        Some(PositionPage {
            now: self.now,
            head: self.head.clone(),
            scheme: named.map(|named| named.scheme.clone()),
            asked: self.conditions.asked_of(&position, self.head.registration),
            photo: self.conditions.photo.then_some(self.conditions.photo_size),
            position,
        })
    }
}

/// A revision of a posting: from `at` on it is in force, until the next.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Revision {
    /// Number, from 1.
    pub no: u32,
    /// When it was approved.
    pub at: Instant,
    /// Why the posting changed; empty for the first.
    pub reason: String,
    /// Digest of everything in it.
    pub digest: Digest,
    /// What it changed against the revision before.
    pub changes: Vec<Change>,
}

/// A decision on the course of a posting, as the public reads it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CourseLine {
    /// What was decided.
    pub kind: DecisionKind,
    /// When.
    pub at: Instant,
    /// Why.
    pub reason: String,
}

/// A supplementary notice (补充公告): from `at` on the posting is counted by another scheme.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SupplementaryNotice {
    /// Its title.
    pub title: String,
    /// Why.
    pub reason: String,
    /// When it was approved.
    pub at: Instant,
    /// Digest of the scheme until then.
    pub before: Digest,
    /// Digest of the scheme since.
    pub scheme: Digest,
}

/// Which positions of a posting are asked for, as typed into the address.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PositionFilter {
    /// Part of number, unit or title.
    #[serde(default)]
    pub q: String,
    /// Page, from 1; anything else is page 1.
    #[serde(default)]
    pub page: Option<u32>,
}

impl PositionFilter {
    /// Whether it lets everything through.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.q.trim().is_empty()
    }

    /// Whether a position matches.
    #[must_use]
    pub fn takes(&self, position: &Position) -> bool {
        let sought = self.q.trim().to_lowercase();
        [&position.number, &position.unit, &position.title]
            .iter()
            .any(|text| text.to_lowercase().contains(&sought))
    }
}

/// One position on a page of its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PositionPage {
    /// The moment for which it is true.
    pub now: Instant,
    /// The posting.
    pub head: PostingHead,
    /// The position.
    pub position: Position,
    /// The scheme that holds for it.
    pub scheme: Option<Scheme>,
    /// What it asks, as far as it can be checked.
    pub asked: Option<Asked>,
    /// How large the photo is that every application must bring; `None` where none is asked for.
    pub photo: Option<PhotoSize>,
}

impl PositionPage {
    /// Returns the self-check of this position, with `sent` what its answers come to, unless some cannot be read or only another
    /// row is asked for. It returns `None` where the position asks nothing typed.
    #[must_use]
    pub fn self_check(self, sent: Option<&[(String, String)]>) -> Option<SelfCheckPage> {
        let asked = self.asked.clone().filter(|asked| asked.typed().next().is_some())?;
        let more = sent.is_some_and(|pairs| pairs.iter().any(|(name, _)| name == "more"));
        let answers = sent.map(|pairs| SelfCheck::read(pairs, more)).unwrap_or_default();
        let (form, wanted) = (Form::standard(), Wanted::of(&asked.rules));
        let refused = if more { Vec::new() } else { answers.faults(form, &wanted) };
        let judged = (sent.is_some() && !more && refused.is_empty())
            .then(|| judge_all(&asked.rules, &answers.facts(form, &wanted, asked.at), asked.at));
        Some(SelfCheckPage { page: self, asked, answers, judged, refused })
    }
}

/// The self-check of one position: nothing of it is stored, and it never travels as data.
#[derive(Clone, Debug)]
pub struct SelfCheckPage {
    /// The position.
    pub page: PositionPage,
    /// What it asks.
    pub asked: Asked,
    /// What was answered.
    pub answers: SelfCheck,
    /// What the answers come to, once there are some that can be read.
    pub judged: Option<Judgement>,
    /// Answers that cannot be read.
    pub refused: Vec<crate::reason::Reason>,
}
