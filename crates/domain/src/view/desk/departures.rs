//! Departures on the desk: who left and why, which places are vacant, who was called for them, and what they answered.

use serde::{Deserialize, Serialize};
use time::Date;

use super::postings::PostingHead;
use super::rulings::{ListWord, Moves, PositionWord};
use crate::calendar::Instant;
use crate::deadline::Deadline;
use crate::departure::{Answer, DepartureKind, DepartureState, VetoGround};
use crate::id::Code;

/// A departure, or one that waits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DepartureEntry {
    /// Public code.
    pub code: Code,
    /// Ticket number.
    pub ticket: String,
    /// The name, masked.
    pub name: String,
    /// Position code as printed.
    pub position: String,
    /// The list from which on the person is out.
    pub list: ListWord,
    /// Why.
    pub kind: DepartureKind,
    /// The ground of a veto.
    pub ground: Option<VetoGround>,
    /// How far it has come.
    pub state: DepartureState,
    /// The day on which it happened.
    pub day: Date,
    /// What it rests on; empty for a candidate's own withdrawal and for the answer to a call.
    pub evidence: String,
    /// Who entered it; empty where the person or the clock did.
    pub entered_by: String,
    /// When.
    pub entered_at: Instant,
    /// Who decided it and when; `None` where it waits or nobody has to.
    pub decided: Option<(String, Instant)>,
    /// Why it was refused.
    pub refused_because: Option<String>,
    /// Whether the reader may decide it.
    pub may_decide: bool,
    /// Whether the reader may propose to take it back.
    pub may_recall: bool,
    /// The proposals to take it back, in their order.
    pub recalls: Vec<RecallEntry>,
    /// The calls for the place, in the order of calling.
    pub calls: Vec<CallEntry>,
}

/// The proposal to take a departure back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecallEntry {
    /// Public code.
    pub code: Code,
    /// Why.
    pub reason: String,
    /// Who proposed it, and when.
    pub proposed: (String, Instant),
    /// Who decided it, and when.
    pub decided: Option<(String, Instant)>,
    /// Why the departure stands.
    pub kept_because: Option<String>,
    /// Whether the reader may decide it.
    pub may_decide: bool,
}

/// A call to move up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CallEntry {
    /// Public code.
    pub code: Code,
    /// Ticket number.
    pub ticket: String,
    /// The name, masked.
    pub name: String,
    /// The round, from 1.
    pub round: u8,
    /// Until when an answer counts.
    pub until: Instant,
    /// Who called, and when.
    pub called: (String, Instant),
    /// The answer, who wrote it down (empty where the person or the clock did), and when.
    pub answered: Option<(Answer, String, Instant)>,
    /// How an officer was told.
    pub note: Option<String>,
    /// Whether the reader may write an answer down.
    pub may_record: bool,
}

/// The vacant places of one list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Vacancy {
    /// The position.
    pub position: PositionWord,
    /// The list.
    pub list: ListWord,
    /// Places for which nobody is called.
    pub places: u32,
    /// Who would be called, as tickets with masked names; empty where nobody can be.
    pub next: Vec<(String, String)>,
    /// Whether somebody could be called and is withheld: the reader may set a line that is still open.
    pub withheld: bool,
    /// The round that it would be.
    pub round: u8,
    /// Most rounds; `None` where there is no limit.
    pub most: Option<u8>,
    /// Whether the scheme allows it.
    pub allowed: bool,
    /// Until when places on the list are filled.
    pub until: Deadline,
    /// Whether that went by.
    pub over: bool,
}

/// What one thing that waits would change: a departure, or the proposal to take one back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Effect {
    /// Its code.
    pub of: Code,
    /// Who would move by it; `None` where that cannot be computed now.
    pub moves: Option<Moves>,
    /// Whether it is withheld: the reader may set a line that is still open.
    pub withheld: bool,
}

/// The departures of a posting.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeparturesPage {
    /// Head.
    pub posting: PostingHead,
    /// Lists that a departure can count from.
    pub lists: Vec<ListWord>,
    /// The list that it counts from now, unless another one is meant.
    pub list: String,
    /// Vacant places.
    pub vacancies: Vec<Vacancy>,
    /// Whether vacant places could not be told, because the posting cannot be computed.
    pub unknown: bool,
    /// Whether the reader may enter a departure.
    pub may_enter: bool,
    /// Whether the notice sets trial work before a transfer, which somebody may not pass.
    pub trial: bool,
    /// The ticket number of the person whom the form that enters one is begun for; empty for nobody.
    pub about: String,
    /// Whether the reader may call.
    pub may_call: bool,
    /// What the one thing that waits, or the one that is asked for, would change.
    pub effect: Option<Effect>,
    /// Newest first.
    pub entries: Vec<DepartureEntry>,
}
