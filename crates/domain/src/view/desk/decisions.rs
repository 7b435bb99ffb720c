//! Collective decisions on the desk: what is entered, who is proposed, and what became of them.

use serde::{Deserialize, Serialize};
use time::Date;

use super::lists::Signature;
use super::postings::PostingHead;
use crate::calendar::{Instant, Window};
use crate::collective::{Computed, DecisionState, Ground};
use crate::departure::{DepartureKind, VetoGround};
use crate::digest::Digest;
use crate::id::Code;
use crate::inspection::{InspectionState, MedicalResult};
use crate::objections::Effect;
use crate::publicity::{Period, Place};
use crate::reason::Reason;
use crate::scheme::Decision as DecisionRule;
use crate::transfer::Following;

/// A collective decision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    /// Public code.
    pub code: Code,
    /// Its number in the posting, from 1.
    pub no: u32,
    /// Where it stands.
    pub state: DecisionState,
    /// Version of the row; every form carries it.
    pub version: i64,
    /// The body that decided.
    pub body: String,
    /// Number of its minutes.
    pub minutes: String,
    /// The day of the meeting.
    pub on: Date,
    /// Who entered it and when.
    pub entered: (String, Instant),
    /// Who confirmed it and when.
    pub confirmed: Option<(String, Instant)>,
    /// Why it was sent back last.
    pub returned_because: Option<String>,
    /// How many people it proposes.
    pub proposed: u32,
    /// What it lacks before it can be sent or confirmed; empty once it is confirmed, unless it was overtaken.
    pub lacks: Vec<Reason>,
    /// A further version of the last list says something else of its people: nothing follows from it until it is confirmed anew.
    pub overtaken: bool,
    /// The publicity period of its people.
    pub publicity: Option<Publicity>,
    /// The instant for which the list of its people is signed, while it waits for that.
    pub waits: Option<Instant>,
    /// What the reader may do with it.
    pub acts: DecisionActs,
}

/// What may be done with a decision, by whoever asks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DecisionActs {
    /// Change it.
    pub edit: bool,
    /// Send it to the second person.
    pub send: bool,
    /// Confirm it.
    pub confirm: bool,
    /// Send it back.
    pub return_back: bool,
    /// Sign the list of its people.
    pub publish: bool,
    /// End their publicity period.
    pub end: bool,
}

/// The publicity period of a decision's people.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Publicity {
    /// The window in which objections are taken.
    pub window: Window,
    /// The list in force.
    pub list: Code,
    /// When it was ended.
    pub ended_at: Option<Instant>,
    /// How many objections wait.
    pub waiting: u32,
}

/// A position with what was decided on it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PositionLine {
    /// Position code.
    pub number: String,
    /// Unit.
    pub unit: String,
    /// Title.
    pub title: String,
    /// Places.
    pub plan: u32,
    /// People of the last list.
    pub people: u32,
    /// How many of them are proposed, by a decision that stands or the one that is entered.
    pub proposed: u32,
    /// Whether the decision that is entered says something of it.
    pub begun: bool,
}

/// Positions on a page of [`DecisionsPage`].
pub const POSITIONS_PER_PAGE: u32 = 50;

/// The collective decisions of a posting.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DecisionsPage {
    /// Head.
    pub posting: PostingHead,
    /// The version of the last list that decisions rest on; `None` before it is published.
    pub last: Option<(Code, u32)>,
    /// Decisions, the newest first.
    pub decisions: Vec<Decision>,
    /// Positions with people on the last list: those of this page.
    pub positions: Vec<PositionLine>,
    /// Which page of them it is, from 1.
    pub page: u32,
    /// How many there are in all.
    pub all: u32,
    /// Whether the reader may begin one.
    pub may_begin: bool,
}

/// A person of the last list, as whoever enters a decision sees them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Considered {
    /// The code of the application, by which addresses name it.
    pub application: Code,
    /// Ticket number.
    pub ticket: String,
    /// Name.
    pub name: String,
    /// Where they serve.
    pub unit: String,
    /// The rank as the list prints it.
    pub rank: String,
    /// Whether they are proposed by the decision that is entered; `None` while nothing was said.
    pub proposed: Option<bool>,
    /// Why not.
    pub ground: Option<Ground>,
    /// The words of it.
    pub words: String,
    /// Where they stand by an earlier decision.
    pub place: Option<Place>,
    /// Whether they left the selection.
    pub left: bool,
    /// How far the inspection has come; `None` where the scheme has none.
    pub inspection: Option<InspectionState>,
    /// The last result of the medical.
    pub medical: Option<MedicalResult>,
    /// The ground of a veto that waits or stands.
    pub veto: Option<VetoGround>,
    /// Why a departure that waits for its approval was entered.
    pub leaving: Option<DepartureKind>,
    /// What the rule of the scheme comes to; `None` where a body alone decides.
    pub computed: Option<Computed>,
}

/// One position of a decision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DecisionPosition {
    /// Head of the posting.
    pub posting: PostingHead,
    /// The decision that is entered; `None` where none is.
    pub decision: Option<(Code, i64)>,
    /// The position.
    pub position: PositionLine,
    /// Places that earlier decisions left.
    pub places: u32,
    /// Its people in the order of the last list, or of the scheme's rule where it has one.
    pub people: Vec<Considered>,
    /// The rule by which the scheme computes an order; `None` where a body alone decides.
    pub rule: Option<DecisionRule>,
    /// What the decision lacks on it.
    pub lacks: Vec<Reason>,
    /// The position before and after it in the table.
    pub beside: (Option<String>, Option<String>),
    /// Whether the reader may change it.
    pub may_edit: bool,
}

/// The list of proposed people as it would be signed at this instant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProposedProof {
    /// Head of the posting.
    pub posting: PostingHead,
    /// The decision.
    pub decision: Code,
    /// Its number.
    pub no: u32,
    /// When it would be released; `None` for at once.
    pub release: Option<Instant>,
    /// Why the instant that was asked for cannot be.
    pub wrong: Option<Reason>,
    /// Digest of what the list says, which holds the publicity period and not the instant of publication.
    pub digest: Digest,
    /// The publicity period.
    pub period: Period,
    /// The working days that the scheme asks for.
    pub days: u32,
    /// Whether it is a further version of a published list, and why.
    pub corrects: Option<(u32, String)>,
    /// Header of the rows.
    pub header: Vec<String>,
    /// The rows.
    pub rows: Vec<Vec<String>>,
    /// The last signature for an instant, unless its version is public.
    pub signature: Option<Signature>,
    /// Whether the reader may sign.
    pub may_sign: bool,
    /// Whether the reader may take a signature back.
    pub may_take_back: bool,
}

/// What became of a proposed person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outcome {
    /// The code of the application, by which addresses name it.
    pub application: Code,
    /// Ticket number.
    pub ticket: String,
    /// Name.
    pub name: String,
    /// Position code, unit and title.
    pub position: (String, String, String),
    /// Number of the decision.
    pub no: u32,
    /// Where they stand.
    pub place: Place,
    /// What objections came to.
    pub effect: Effect,
    /// From when they are transferred, and for how many months they are on probation.
    pub transfer: Option<(Date, u32)>,
    /// What stands beside the transfer.
    pub term: Option<Term>,
    /// Whether the reader may approve the transfer now.
    pub may_transfer: bool,
    /// Whether the reader may end the probation now.
    pub may_end: bool,
    /// Whether the reader may end the service term early now.
    pub may_end_term: bool,
}

/// Trial work before a transfer, and the service term after it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Term {
    /// First and last day of trial work.
    pub trial: Option<(Date, Date)>,
    /// Months of the service term; 0 where there is none.
    pub months: u32,
    /// Why either is shorter than the notice sets.
    pub why: Option<String>,
    /// The day on which a decision ended the service term early, and why.
    pub ended: Option<(Date, String)>,
}

/// What became of the proposed people of a posting.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutcomePage {
    /// Head.
    pub posting: PostingHead,
    /// Version of the posting's row.
    pub version: i64,
    /// What the notice sets before and after a transfer.
    pub following: Following,
    /// The people.
    pub people: Vec<Outcome>,
    /// What stands against closing the selection.
    pub against: Vec<Reason>,
    /// Whether the reader may close it once nothing does.
    pub may_close: bool,
}
