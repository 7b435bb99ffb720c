//! What a candidate sees of the own application.

use serde::{Deserialize, Serialize};
use time::Date;

use crate::adjusting::ChoiceState;
use crate::calendar::{Instant, Standing, Window};
use crate::course::Stop;
use crate::departure::{Answer, DepartureKind};
use crate::digest::Digest;
use crate::eligibility::Asked;
use crate::id::Code;
use crate::lifecycle::{ApplicationState, Phase};
use crate::posting::{Detail, Telephones};
use crate::proposed::INSPECTION;
use crate::publicity::Place;
use crate::reason::Reason;
use crate::registration::{Answers, Section};
use crate::scheme::{Editing, PartNames};
use crate::screening::RefusalGround;
use crate::timetable::{Stage, StageKind, Timetable};
use crate::uploads::PhotoSize;
use crate::view::uploads::{SentFile, Uploaded};

/// The posting and position an application is for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Target {
    /// Posting's public code.
    pub posting: Code,
    /// Title of the posting.
    pub posting_title: String,
    /// The selecting authority, whom to ask.
    pub authority: String,
    /// Its telephones.
    pub telephones: Telephones,
    /// Phase of the posting.
    pub phase: Phase,
    /// Why and when the posting stopped, where it is suspended or ended.
    pub stop: Option<Stop>,
    /// Registration window.
    pub registration: Window,
    /// Until when this application was extended, where it was.
    pub extended: Option<Instant>,
    /// Position's public code.
    pub position: Code,
    /// Position code as printed (职位代码).
    pub number: String,
    /// The unit that takes the person.
    pub unit: String,
    /// Title of the position.
    pub title: String,
    /// Persons taken; 0 where the position is cancelled.
    pub plan: u32,
    /// Conditions in words.
    pub conditions: String,
    /// The table's other columns.
    pub details: Vec<Detail>,
}

impl Target {
    /// The window of this application: that of everybody, or until later where it was extended.
    #[must_use]
    pub fn window(&self) -> Window {
        self.registration.extended(self.extended)
    }
}

/// One application in the candidate's list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Application's public code.
    pub code: Code,
    /// Where it stands.
    pub state: ApplicationState,
    /// Whether its owner left after screening.
    pub left: bool,
    /// Where the newest released list puts its owner.
    pub on: Option<OnList>,
    /// What it is for.
    pub target: Target,
    /// Whether its position was merged into another one.
    pub merged: bool,
}

/// One application as its owner sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Application {
    /// Application's public code.
    pub code: Code,
    /// Version of the row; every form carries it.
    pub version: i64,
    /// Where it stands.
    pub state: ApplicationState,
    /// What it is for.
    pub target: Target,
    /// What the position asks, as far as it can be checked.
    pub asked: Option<Asked>,
    /// What was typed so far. The owner reads the own values in clear.
    pub answers: Answers,
    /// Sections that would pass their checks.
    pub complete: Vec<Section>,
    /// Server time at which it was submitted.
    pub submitted_at: Option<Instant>,
    /// What was sent last, if anything was: it stays although the application was taken back.
    pub sent: Option<Sent>,
    /// Whether the posting asks for a photo.
    pub photo_asked: bool,
    /// How large it becomes.
    pub photo_size: PhotoSize,
    /// Its files that stand: the photo, the stamped form, certificates, oldest first.
    pub files: Vec<Uploaded>,
    /// The verdict, if it was refused.
    pub refusal: Option<Refusal>,
    /// Ticket number (准考证号), once issued.
    pub ticket: Option<String>,
    /// How the person left after screening, where that was.
    pub left: Option<Left>,
    /// The last call to move up.
    pub call: Option<Call>,
    /// Where the newest released list that concerns the person puts them.
    pub on: Option<OnList>,
    /// What the last published ranking says, once the last list is public.
    pub result: Option<Scored>,
    /// What followed the last list, once the people whom a decision proposes are public.
    pub outcome: Option<Outcome>,
    /// Until when another position may be chosen in place of a cancelled one, and which there are; `None` where none may be.
    pub rechoice: Option<Rechoice>,
    /// The round of moves after the marks, where one stands and concerns the owner.
    pub adjusting: Option<Adjusting>,
    /// The position that a cancelled one was merged into: number, unit and title.
    pub merged_into: Option<String>,
    /// The stage of the timetable that runs or comes next, for whoever is on the way.
    pub next: Option<Stage>,
    /// The stages as they are announced.
    pub timetable: Timetable,
    /// Whether the person may leave now.
    pub may_leave: bool,
    /// Whether the person may take it back now to change it.
    pub may_recall: bool,
    /// What the scheme says of changing what was sent.
    pub editing: Editing,
    /// Whether the registration window is open at the time of reading.
    pub open: bool,
    /// When this was read: what is left of the window is counted from here.
    pub read_at: Instant,
    /// The edition of the privacy page that the owner is asked to agree to, while something can be sent; `None` where it stands.
    pub privacy: Option<Digest>,
}

impl Application {
    /// Whether the person is inspected, as far as everybody may know it: on the inspection list that is public, and nothing decided yet.
    #[must_use]
    pub fn is_inspected(&self) -> bool {
        let listed = self.on.as_ref().is_some_and(|on| on.stage == INSPECTION && on.goes_on());
        listed && self.target.phase.runs() && self.left.is_none() && self.outcome.is_none()
    }
}

/// Where a released list puts a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OnList {
    /// Key of the list, for example `interview`.
    pub stage: String,
    /// What the scheme calls it.
    pub name: Option<String>,
    /// Public code of the version in force.
    pub list: Code,
    /// The place on it as the list has it: `in`, `out`, `reserve 2`.
    pub seat: String,
    /// Since when it is under correction. Until that ends it says what it said.
    pub correcting: Option<Instant>,
}

impl OnList {
    /// Whether the person goes on to what the list is for.
    #[must_use]
    pub fn goes_on(&self) -> bool {
        self.seat == "in"
    }

    /// Whether the list calls the person to an interview: its key is the word of that stage.
    #[must_use]
    pub fn invites(&self) -> bool {
        self.goes_on() && self.stage == StageKind::Interview.word()
    }
}

/// The choice of another position in place of a cancelled one (改报).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rechoice {
    /// Until when.
    pub until: Instant,
    /// Public code, number, and unit with title of each position that may be chosen.
    pub positions: Vec<(Code, String, String)>,
    /// The cancelled position was merged into the one that stands there.
    pub merged: bool,
}

/// A round of moves after the marks (调剂), as a person reads it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Adjusting {
    /// When people choose.
    pub window: Window,
    /// Where the time of reading stands to it.
    pub standing: Standing,
    /// Public code, number, and unit with title of each position that the person may choose now.
    pub positions: Vec<(Code, String, String)>,
    /// Why there is none, within the window.
    pub why: Option<Reason>,
    /// What the person chose.
    pub choice: Option<Chosen>,
}

/// What a person chose in a round, and what came of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Chosen {
    /// Public code of the position.
    pub position: Code,
    /// Its number.
    pub number: String,
    /// Its unit and title.
    pub words: String,
    /// How far the choice has come.
    pub state: ChoiceState,
    /// When it was ruled on, or chosen last.
    pub at: Instant,
    /// Why it was refused.
    pub refused: Option<String>,
}

/// The own result in short; every step of it stands on a page of its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scored {
    /// Composite score as shown; empty where there is none.
    pub total: String,
    /// Rank in the position; empty where there is none.
    pub rank: String,
    /// Key of each list, and the seat on it.
    pub seats: Vec<(String, String)>,
    /// What the scheme calls the lists.
    pub names: PartNames,
}

/// What a collective decision that is public came to for a person whom it considered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outcome {
    /// Where the person stands; `None` for whoever is not proposed.
    pub place: Option<Place>,
    /// The list of proposed people in force.
    pub list: Code,
    /// Its publicity period.
    pub period: Window,
    /// From which instant the transfer holds, and its months of probation.
    pub transfer: Option<(Instant, u32)>,
    /// The first and the last day of trial work before it.
    pub trial: Option<(Instant, Instant)>,
    /// Months of the service term after it; 0 where there is none.
    pub service: u32,
    /// The first instant of the day on which that is over by a decision, where one ended it early.
    pub service_over: Option<Instant>,
}

/// How a person left after screening.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Left {
    /// Why.
    pub kind: DepartureKind,
    /// The day.
    pub day: Date,
}

/// A call to move up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Call {
    /// Public code.
    pub code: Code,
    /// Key of the list.
    pub list: String,
    /// Until when an answer counts.
    pub until: Instant,
    /// The answer; `None` while it waits.
    pub answer: Option<Answer>,
    /// Whether it can be answered now.
    pub open: bool,
}

/// What the server received.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sent {
    /// Every answer as it was sent, in its canonical spelling.
    pub answers: Answers,
    /// Server time.
    pub at: Instant,
    /// The how many-eth submission of this application, from 1.
    pub number: u32,
    /// Number of the posting's revision that was in force; 0 where none was numbered.
    pub revision: u32,
    /// The photo and the certificates that went with it.
    pub files: Vec<SentFile>,
    /// Digest of the document that was kept; none of applications from before documents were kept.
    pub digest: Option<Digest>,
}

/// A position that a candidate is about to apply for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Offer {
    /// The position.
    pub target: Target,
    /// What the position asks, as far as it can be checked.
    pub asked: Option<Asked>,
    /// Where the registration window stands.
    pub standing: Standing,
    /// The live application that the candidate has in this posting already, or the one that was refused for this position.
    pub existing: Option<Existing>,
    /// Key of the form: sending it twice starts one application.
    pub key: Code,
    /// The edition of the privacy page that the candidate is asked to agree to; `None` where it stands.
    pub privacy: Option<Digest>,
}

/// An application that stands in the way of another one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Existing {
    /// Its public code.
    pub code: Code,
    /// Whether it is for the same position.
    pub same_position: bool,
    /// Where it stands.
    pub state: ApplicationState,
}

/// Why an application was refused, exactly as the officer wrote it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refusal {
    /// Ground of the catalogue.
    pub ground: RefusalGround,
    /// The officer's words.
    pub words: String,
    /// When.
    pub at: Instant,
}
