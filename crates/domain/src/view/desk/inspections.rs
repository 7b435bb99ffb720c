//! Inspections on the desk: how far each person's file is and what it lacks, and one file with its team.

use serde::{Deserialize, Serialize};
use time::Date;

use super::postings::PostingHead;
use crate::calendar::Instant;
use crate::departure::{DepartureKind, VetoGround};
use crate::id::Code;
use crate::inspection::{InspectionState, MedicalResult, Record, Relation, Shown};
use crate::reason::Reason;

/// People on a page of [`InspectionsPage`].
pub const PEOPLE_PER_PAGE: u32 = 50;

/// A member of the team.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Inspector {
    /// Public code of the membership.
    pub code: Code,
    /// Name.
    pub name: String,
    /// Since when.
    pub since: Instant,
    /// When the person was taken off.
    pub taken: Option<Instant>,
    /// Why the person is left out for whose file this is, and since when.
    pub left_out: Option<(Relation, Instant)>,
}

/// A person of the inspection list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InspectionLine {
    /// The code of the application, by which addresses name it.
    pub application: Code,
    /// Ticket number.
    pub ticket: String,
    /// Name.
    pub name: String,
    /// Position code, unit and title.
    pub position: (String, String, String),
    /// How far the file has come.
    pub state: InspectionState,
    /// What the file lacks.
    pub lacks: Vec<Reason>,
    /// The last result of the medical that counts.
    pub medical: Option<MedicalResult>,
    /// The ground of a veto that waits or stands.
    pub veto: Option<VetoGround>,
    /// Why a departure that waits for its approval was entered.
    pub leaving: Option<DepartureKind>,
    /// Whether the person left.
    pub left: bool,
}

/// The inspections of a posting.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InspectionsPage {
    /// Head.
    pub posting: PostingHead,
    /// Whether the scheme has an inspection.
    pub has_inspection: bool,
    /// Whether the last list is out, so that there is somebody to inspect.
    pub listed: bool,
    /// The team, whoever was taken off last.
    pub team: Vec<Inspector>,
    /// Staff who could be named, by code and name.
    pub staff: Vec<(Code, String)>,
    /// How many people each choice shows.
    pub counts: Vec<(Shown, u32)>,
    /// People on the list.
    pub all: u32,
    /// What is shown; everybody where nothing was chosen.
    pub shown: Option<Shown>,
    /// Which page of them, from 1.
    pub page: u32,
    /// How many are shown on all pages.
    pub matching: u32,
    /// The people of this page, in the order of the list.
    pub people: Vec<InspectionLine>,
    /// Whether the reader may name the team.
    pub may_name: bool,
}

/// The result of a medical.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Medical {
    /// What it says.
    pub result: MedicalResult,
    /// The day.
    pub day: Date,
    /// What it rests on; nothing for those who may not read it.
    pub words: Option<String>,
    /// Who wrote it down, and when.
    pub recorded: (String, Instant),
    /// Whether it counts: the departure that it entered was neither refused nor taken back.
    pub counts: bool,
}

/// What the reader may do with a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileActs {
    /// Open what was found, which is put on record.
    pub read: bool,
    /// Enter it, or enter it anew.
    pub enter: bool,
    /// Countersign it.
    pub countersign: bool,
    /// Send it back.
    pub return_back: bool,
    /// Declare a relation to the person.
    pub declare: bool,
    /// Write the result of a medical down.
    pub medical: bool,
    /// Enter a veto.
    pub veto: bool,
}

/// The file of one person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InspectionFile {
    /// Head of the posting.
    pub posting: PostingHead,
    /// The person as in the list.
    pub line: InspectionLine,
    /// Where the person serves.
    pub unit: String,
    /// Version; every form carries it. 0 where nothing was entered.
    pub version: i64,
    /// Who entered it, and when.
    pub entered: Option<(String, Instant)>,
    /// Who countersigned it, and when.
    pub countersigned: Option<(String, Instant)>,
    /// Why it was sent back last; for the team alone.
    pub returned_because: Option<String>,
    /// Record and findings, and until when they stay in view; nothing before the reader opened them.
    pub opened: Option<(Record, String, Instant)>,
    /// The team with who is left out.
    pub team: Vec<Inspector>,
    /// The results of medicals, the first first.
    pub medicals: Vec<Medical>,
    /// The list from which on a veto counts.
    pub list: String,
    /// Today, from which the years of the form count back.
    pub today: Date,
    /// Whether the scheme asks for a quantified result.
    pub quantified: bool,
    /// What the reader may do.
    pub acts: FileActs,
}
