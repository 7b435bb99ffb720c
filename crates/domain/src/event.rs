//! The audit vocabulary: one event for every act.
//!
//! Owns: [`Event`] and what it may carry. Refuses: personal values and free words. Ids, states, scores, verdicts and dates
//! stand in clear; a personal field appears as its name with keyed digests of the old and the new value, the words of an officer
//! as a keyed digest, because events can never be deleted.

use serde::{Deserialize, Serialize};

use crate::access::{AccountKind, ActName, Denial, ReachKind, Role};
use crate::calendar::Instant;
use crate::departure::{Answer, DepartureKind, VetoGround};
use crate::digest::Digest;
use crate::id::Code;
use crate::import::ImportKind;
use crate::inspection::{MedicalResult, Relation};
use crate::lifecycle::{ApplicationState, Phase};
use crate::messages::{Channel, Kind};
use crate::objections::{Effect, ObjectionKind};
use crate::prints::PrintKind;
use crate::proposed::Ground;
use crate::release::ReleaseState;
use crate::screening::{Compared, RefusalGround};
use crate::supervision::Supervised;
use crate::transfer::ProbationEnd;
use crate::uploads::{Kind as FileKind, Purpose};
use crate::work::JobKind;

/// A personal field that changed: its name and keyed digests, never its value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Personal {
    /// Column name.
    pub field: String,
    /// Keyed digest before, if there was a value.
    pub before: Option<Digest>,
    /// Keyed digest after, if there is one.
    pub after: Option<Digest>,
}

#[expect(missing_docs, reason = "the sentence of each variant says what its fields are")]
/// What happened. The object is named by its public code.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
pub enum Event {
    /// An account was opened for a person.
    AccountOpened { account: Code, person: Code, kind: AccountKind, personal: Vec<Personal> },
    /// An administrator closed an account.
    AccountClosed { account: Code },
    /// An administrator opened a closed account again.
    AccountReopened { account: Code },
    /// A one-time code took the place of the password, to be handed over to the person.
    CodeIssued { account: Code, until: Instant },
    /// A one-time code took the place of a candidate's password, whose identity was checked as `reason` says; the candidate applied in
    /// the posting.
    AccountRecovered { account: Code, posting: Code, until: Instant, reason: Digest },
    /// The person chose a password by a one-time code.
    PasswordSet { account: Code },
    /// The person changed the password.
    PasswordChanged { account: Code },
    /// Sessions of the account's person were ended.
    SessionsEnded { account: Code, count: u32 },
    /// A role was given to a person.
    RoleGiven {
        person: Code,
        assignment: Code,
        role: Role,
        reach: ReachKind,
        posting: Option<Code>,
        authority: Option<String>,
        until: Option<Instant>,
    },
    /// A role was taken away from a person.
    RoleTaken { person: Code, assignment: Code, role: Role, posting: Option<Code> },
    /// A candidate agreed to an edition of the privacy page, read in that language; `edition` is the digest of what it says.
    PrivacyAgreed { account: Code, edition: Digest, lang: String },
    /// An address besides the account was set, replaced or taken away.
    ContactChanged { account: Code, channel: Channel, personal: Vec<Personal> },
    /// An address was proved by the code that was sent to it.
    ContactConfirmed { account: Code, channel: Channel },
    /// The person chose what is also sent to the addresses; `off` names matter and channel of what is not.
    ChannelsChosen { account: Code, off: Vec<String> },
    /// Somebody signed in.
    SignedIn { account: Code },
    /// Somebody signed out.
    SignedOut { account: Code },

    /// A posting was started.
    PostingCreated { posting: Code },
    /// A posting was started from another one, with as many of its positions.
    PostingCloned { posting: Code, from: Code, positions: u32 },
    /// Words or dates of a draft changed.
    PostingEdited { posting: Code, opens: Option<Instant>, closes: Option<Instant> },
    /// The timetable of a draft was written, with as many stages; `digest` is that of its document.
    TimetableWritten { posting: Code, stages: u32, digest: Digest },
    /// The panels of examiners of the interviews were recorded; `lacking` counts interviews without one and panels with less than the
    /// scheme asks for, `digest` is that of the document.
    PanelsRecorded { posting: Code, panels: u32, lacking: u32, digest: Digest },
    /// A version of the interview's plan was written, or written on; `digest` is that of what it says.
    InterviewPlanWritten { posting: Code, plan: Code, no: u32, digest: Digest },
    /// A version of the interview's plan was sent to the competent department.
    InterviewPlanSent { posting: Code, plan: Code, no: u32, digest: Digest },
    /// A version of the interview's plan was approved.
    InterviewPlanApproved { posting: Code, plan: Code, no: u32, digest: Digest },
    /// A version of the interview's plan was sent back.
    InterviewPlanReturned { posting: Code, plan: Code, no: u32, reason: Digest },
    /// The position table was imported.
    PositionsImported { posting: Code, file: Digest, count: u32 },
    /// A position of a draft was written, a new one or one that was there.
    PositionWritten { posting: Code, position: Code },
    /// A position of a draft was taken away.
    PositionTaken { posting: Code, position: Code },
    /// A scheme revision was saved.
    SchemeSaved { posting: Code, revision: u32, digest: Digest },
    /// The draft of a scheme changed at a node; at the empty address it was begun, replaced or discarded.
    SchemeDraftChanged { posting: Code, version: i64, at: String },
    /// The conditions of a posting changed at an address; `digest` is that of all of them now.
    ConditionsChanged { posting: Code, version: i64, at: String, digest: Digest },
    /// A posting says a kind of message in words of its own; without a digest, in those of the program again.
    TemplateSaved { posting: Code, kind: Kind, lang: String, version: i64, digest: Option<Digest> },
    /// The draft of a further revision changed; `version` counts its changes.
    RevisionDrafted { posting: Code, version: i64 },
    /// A further revision was proposed; `digest` is that of everything in it.
    RevisionProposed { posting: Code, revision: Code, digest: Digest, reason: Digest },
    /// A proposed revision was sent back.
    RevisionReturned { posting: Code, revision: Code, reason: Digest },
    /// A revision of a posting came in force; `digest` is that of everything in it.
    RevisionApproved { posting: Code, revision: Code, no: u32, digest: Digest },
    /// A version was approved with fewer places in so many positions and without so many; `reason` is that of all of them.
    PlanCut { posting: Code, revision: Code, reduced: u32, struck: u32, reason: Digest },
    /// Its authors did not accept that, and draft again.
    CutDeclined { posting: Code, revision: Code },
    /// Why the authority asks for a position was written down; not public.
    PositionExplained { posting: Code, position: Code },
    /// It was proposed to cancel a posting.
    CancelProposed { posting: Code, decision: Code, reason: Digest },
    /// The proposal to cancel a posting was sent back.
    CancelReturned { posting: Code, decision: Code, reason: Digest },
    /// It was proposed to open screening again.
    ReopeningProposed { posting: Code, decision: Code, reason: Digest },
    /// The proposal to open screening again was sent back.
    ReopeningReturned { posting: Code, decision: Code, reason: Digest },
    /// A posting changed its phase.
    PhaseTurned { posting: Code, from: Phase, to: Phase, digest: Option<Digest>, reason: Option<Digest> },

    /// Screening was finished while so many people who were refused could still object, the last until then; they still can.
    FinishedEarly { posting: Code, count: u32, until: Instant },

    /// A file was added to a notice, in its draft or in the draft of a further revision; `digest` is that of its public bytes.
    NoticeFileAdded { posting: Code, file: Code, kind: FileKind, size: u64, digest: Digest },
    /// A file was taken from the draft of a notice or of a further revision.
    NoticeFileTaken { posting: Code, file: Code },

    /// The file of an import was opened as it was handed in.
    ImportFileOpened { posting: Code, import: Code, kind: ImportKind },

    /// An application was started.
    ApplicationStarted { application: Code, position: String },
    /// A draft was filled further.
    ApplicationEdited { application: Code, personal: Vec<Personal> },
    /// An application changed its state.
    ApplicationTurned {
        application: Code,
        from: ApplicationState,
        to: ApplicationState,
        ground: Option<RefusalGround>,
        reason: Option<Digest>,
    },
    /// It was proposed to extend an application.
    ExtensionProposed { application: Code, extension: Code, until: Instant, reason: Digest },
    /// An application was extended: it may be filled and sent until then.
    ExtensionGranted { application: Code, extension: Code, until: Instant },
    /// The proposal to extend an application was refused.
    ExtensionRefused { application: Code, extension: Code, reason: Digest },
    /// Applications were checked against the conditions of their positions; nobody was judged by it.
    ConditionsChecked { posting: Code, rules: Digest, met: u32, not_met: u32, cannot_tell: u32 },
    /// Two applications that look alike were compared; neither changed by it.
    DuplicateCompared { application: Code, other: Code, compared: Compared },
    /// A masked value was looked at.
    IdentityRevealed { application: Code, purpose: String },
    /// A file of an application was handed in; `digest` is keyed, `replaces` is the file whose place it took.
    FileHandedIn {
        application: Code,
        file: Code,
        purpose: Purpose,
        kind: FileKind,
        size: u64,
        digest: Digest,
        replaces: Option<Code>,
    },
    /// A file of an application was taken away by its owner; it stays visible to officers.
    FileTakenAway { application: Code, file: Code, purpose: Purpose },
    /// An officer opened a file of an application.
    FileOpened { application: Code, file: Code, purpose: Purpose },
    /// It was proposed which positions below their opening ratio open: so many with fewer places, so many not at all.
    OpeningProposed { posting: Code, opening: Code, reduced: u32, cancelled: u32, reason: Digest },
    /// The openings were confirmed: lists count from the places that are left.
    OpeningConfirmed { posting: Code, opening: Code, reduced: u32, cancelled: u32 },
    /// A position was merged into another by a confirmation of openings.
    PositionMerged { posting: Code, opening: Code, from: String, to: String },
    /// The proposal of openings was sent back.
    OpeningReturned { posting: Code, opening: Code, reason: Digest },
    /// A round of moves after the marks was proposed: so many positions take so many people.
    AdjustmentProposed { posting: Code, adjustment: Code, positions: u32, places: u32, reason: Digest },
    /// The round was confirmed: people choose within its window.
    AdjustmentConfirmed { posting: Code, adjustment: Code, positions: u32, places: u32 },
    /// The proposal of a round was sent back.
    AdjustmentReturned { posting: Code, adjustment: Code, reason: Digest },
    /// A candidate chose another position in a round, by their numbers.
    AdjustmentChosen { application: Code, choice: Code, from: String, to: String },
    /// A candidate took the own choice back.
    AdjustmentTakenBack { application: Code, choice: Code },
    /// An officer took the person into the position: it is ranked there from the next computation on.
    AdjustmentTaken { application: Code, choice: Code, from: String, to: String },
    /// An officer refused the choice.
    AdjustmentRefused { application: Code, choice: Code, to: String, reason: Digest },
    /// A candidate chose another position in place of a cancelled one.
    PositionRechosen { application: Code, from: String, to: String },
    /// A paper of every application in force was asked for; `count` applications are.
    PapersAsked { posting: Code, run: Code, kind: PrintKind, count: u32 },
    /// A part of a run was printed: so many papers, and so many that could not be.
    PapersPrinted { posting: Code, run: Code, part: u32, count: u32, failed: u32 },
    /// A run was ended before it was done.
    PapersLeft { posting: Code, run: Code },
    /// A part of a run was fetched.
    PapersOpened { posting: Code, run: Code, part: u32 },
    /// The archive of a selection was asked for.
    ArchiveAsked { posting: Code, run: Code },
    /// It was made, of so many files; `digest` is that of the whole.
    ArchiveMade { posting: Code, run: Code, files: u32, digest: Digest },
    /// Somebody took it.
    ArchiveTaken { posting: Code, run: Code },
    /// Its term was over, and it left.
    ArchiveLeft { posting: Code, run: Code },
    /// Tickets were issued.
    TicketsIssued { posting: Code, count: u32 },
    /// So many numbers were given back, because their people no longer pass. Nobody else gets them.
    TicketsGivenBack { posting: Code, count: u32 },

    /// A mark was typed.
    MarkEntered {
        posting: Code,
        ticket: String,
        component: String,
        before: Option<String>,
        after: Option<String>,
    },
    /// A cell was emptied for a reason; `before` is what stood there.
    MarkEmptied { posting: Code, ticket: String, component: String, before: String, reason: Digest },
    /// Marks were imported.
    MarksImported { posting: Code, file: Digest, added: u32, changed: u32, same: u32 },

    /// A ranking was computed. The record has both digests; who does not see its people yet is shown none.
    RankingComputed {
        posting: Code,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        inputs: Option<Digest>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        result: Option<Digest>,
        open_questions: u32,
    },
    /// A line, a ruling or a replacement was proposed; `supersedes` is the ruling that it corrects or takes back.
    RulingProposed {
        posting: Code,
        ruling: Code,
        subject: String,
        content: Digest,
        supersedes: Option<Code>,
        reason: Option<Digest>,
    },
    /// A proposal was approved; `rulings` is the digest of all that decide from then on.
    RulingApproved { posting: Code, ruling: Code, subject: String, rulings: Digest },
    /// A proposal was sent back.
    RulingReturned { posting: Code, ruling: Code, subject: String, reason: Digest },
    /// The departure of a person was entered and waits for another person.
    DepartureEntered {
        application: Code,
        departure: Code,
        stage: String,
        kind: DepartureKind,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        ground: Option<VetoGround>,
        reason: Digest,
    },
    /// A person left, from a list on: another person approved it, or it needs nobody.
    Departed { application: Code, departure: Code, stage: String, kind: DepartureKind },
    /// The departure of a person was refused.
    DepartureRefused { application: Code, departure: Code, reason: Digest },
    /// It was proposed to take a departure back.
    RecallProposed { application: Code, departure: Code, reason: Digest },
    /// A departure was taken back: the person stands again where the ranking has them.
    DepartureTakenBack { application: Code, departure: Code, stage: String, kind: DepartureKind },
    /// The proposal to take a departure back was refused.
    RecallRefused { application: Code, departure: Code, reason: Digest },
    /// A person was called to move up, in a round, until then.
    CalledUp { application: Code, call: Code, stage: String, round: u32, until: Instant },
    /// A call to move up was answered; `reason` is how an officer was told.
    CallAnswered { application: Code, call: Code, answer: Answer, reason: Option<Digest> },
    /// Marks were reopened.
    MarksReopened { posting: Code, reason: Digest },
    /// The correction of a published list was begun, for a reason that is public.
    ListCorrectionBegun { posting: Code, list: Code, stage: String, version: u32, reason: Digest },
    /// A list that was under correction stands as it was published, for a reason that is public.
    ListKept { posting: Code, list: Code, stage: String, version: u32, reason: Digest },
    /// A list was signed first, under the digest of what it says.
    ListSignedFirst { posting: Code, stage: String, version: u32, digest: Digest },
    /// The first signer of a list took the signature back.
    ListUnsignedFirst { posting: Code, stage: String, version: u32, digest: Digest },
    /// A list was signed, to become public at that instant.
    ListSigned { posting: Code, release: Code, stage: String, version: u32, digest: Digest, at: Instant },
    /// The signature of a list was taken back before its instant.
    ListTakenBack { posting: Code, release: Code, stage: String, version: u32, reason: Digest },
    /// The signature of a list ended before its instant, because something under it changed.
    ListSignatureEnded { posting: Code, release: Code, stage: String, version: u32, by: ReleaseState },
    /// A published list left the web after its term.
    ListLeft { posting: Code, list: Code, stage: String, version: u32 },
    /// The contents of so many files of a posting's applicants left the store after their term.
    FilesLeft { posting: Code, files: u32 },
    /// A list was published.
    ListPublished { posting: Code, list: Code, stage: String, version: u32, digest: Digest },

    /// A person was named into the inspection team of a posting.
    InspectorNamed { posting: Code, inspector: Code, member: Code },
    /// A person was taken off it.
    InspectorTaken { posting: Code, member: Code },
    /// A member of the team declared a relation to a person and is left out.
    RelationDeclared { application: Code, member: Code, relation: Relation },
    /// The inspection of a person was entered; `content` is the keyed digest of record and findings.
    InspectionEntered { application: Code, version: i64, content: Digest },
    /// What the team found of a person was read.
    FindingsRead { application: Code },
    /// Another member of the team countersigned the inspection of a person.
    InspectionCountersigned { application: Code, version: i64 },
    /// It was sent back.
    InspectionReturned { application: Code, version: i64, reason: Digest },
    /// The result of a medical was written down.
    MedicalRecorded { application: Code, result: MedicalResult, reason: Digest },

    /// A collective decision was begun, on the version of the last list with this digest.
    DecisionBegun { posting: Code, decision: Code, list: Digest },
    /// What a decision says of itself changed; `version` counts its changes.
    DecisionEdited { posting: Code, decision: Code, version: i64 },
    /// A decision says something of a person; `words` is the keyed digest of the words, where there are some.
    ChoiceMade {
        posting: Code,
        decision: Code,
        ticket: String,
        proposed: bool,
        ground: Option<Ground>,
        words: Option<Digest>,
    },
    /// A decision was sent to the second person.
    DecisionSent { posting: Code, decision: Code },
    /// A decision was sent back.
    DecisionReturned { posting: Code, decision: Code, reason: Digest },
    /// A decision was confirmed: so many people are proposed.
    DecisionConfirmed { posting: Code, decision: Code, proposed: u32 },
    /// The publicity period of a decision's people began.
    PublicityBegun { posting: Code, decision: Code, opens: Instant, closes: Instant },
    /// It was ended.
    PublicityEnded { posting: Code, decision: Code },
    /// A transfer was approved.
    TransferApproved { posting: Code, ticket: String, from: Instant, probation: u8 },
    /// What stands beside a transfer: trial work before it, and months of the service term after it.
    ServiceTermSet {
        posting: Code,
        ticket: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        trial_from: Option<Instant>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        trial_until: Option<Instant>,
        months: u32,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<Digest>,
    },
    /// A service term was ended before it is over: the day on which it is over instead.
    ServiceTermEnded { posting: Code, ticket: String, over: Instant, reason: Digest },
    /// A probation ended.
    ProbationEnded { posting: Code, ticket: String, end: ProbationEnd },
    /// The terms of what candidates raise in a posting were set, in working days.
    ObjectionTermsSet { posting: Code, kind: ObjectionKind, within: u32, answer: u32 },
    /// What somebody said otherwise than by the form was taken down.
    ObjectionTakenDown { posting: Code, objection: Code, kind: ObjectionKind },
    /// A candidate objected to the refusal of the own application, or asked for a review of an own mark.
    ObjectionRaised {
        posting: Code,
        application: Code,
        objection: Code,
        kind: ObjectionKind,
        component: Option<String>,
    },
    /// What somebody said was answered; `ticket` is whom the effect concerns.
    ObjectionAnswered {
        posting: Code,
        objection: Code,
        effect: Effect,
        ticket: Option<String>,
        words: Digest,
    },
    /// A supervisor signed a draw, totals or a list that was read; `of` names it, `digest` is what was shown. The record has it; who does
    /// not see the people of a ranking yet is shown none of its totals.
    SupervisorSigned {
        posting: Code,
        what: Supervised,
        of: Code,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        digest: Option<Digest>,
    },
    /// The working days of a year were entered.
    WorkYearEntered { year: i32, digest: Digest, reason: Digest },

    /// A parked job is tried again; `job` is the name under which it was queued.
    JobTriedAgain { job: String, kind: Option<JobKind>, reason: Digest },
    /// A parked job was given up.
    JobGivenUp { job: String, kind: Option<JobKind>, reason: Digest },

    /// A key generation was added; from now on it seals.
    KeysRotated { generation: u8 },
    /// Values of a column were sealed anew by a generation; what they say did not change.
    KeysResealed { generation: u8, column: String, count: u32 },
    /// A key generation that had sealed nothing any more was taken out of use.
    KeysRetired { generation: u8 },

    /// Applications of an earlier version of the program got what likely duplicates are found by.
    ApplicationsIndexed { count: u32 },
    /// A signed-in person was denied an act.
    Denied { act: ActName, denial: Denial },
    /// The demonstration was loaded.
    DemonstrationLoaded { posting: Code, applications: u32 },
}

impl Event {
    /// Returns the keyed digest of the reason that an officer gave in words, where there is one. The words stand beside the
    /// event for a term.
    #[must_use]
    pub const fn reason(&self) -> Option<Digest> {
        match self {
            Self::PhaseTurned { reason, .. }
            | Self::ApplicationTurned { reason, .. }
            | Self::CallAnswered { reason, .. }
            | Self::ServiceTermSet { reason, .. }
            | Self::RulingProposed { reason, .. } => *reason,
            Self::ChoiceMade { words, .. } => *words,
            Self::AccountRecovered { reason, .. }
            | Self::CancelProposed { reason, .. }
            | Self::ExtensionProposed { reason, .. }
            | Self::ExtensionRefused { reason, .. }
            | Self::OpeningProposed { reason, .. }
            | Self::OpeningReturned { reason, .. }
            | Self::AdjustmentProposed { reason, .. }
            | Self::AdjustmentReturned { reason, .. }
            | Self::AdjustmentRefused { reason, .. }
            | Self::InterviewPlanReturned { reason, .. }
            | Self::ServiceTermEnded { reason, .. }
            | Self::DepartureEntered { reason, .. }
            | Self::DepartureRefused { reason, .. }
            | Self::RecallProposed { reason, .. }
            | Self::RecallRefused { reason, .. }
            | Self::InspectionReturned { reason, .. }
            | Self::MedicalRecorded { reason, .. }
            | Self::CancelReturned { reason, .. }
            | Self::ReopeningProposed { reason, .. }
            | Self::ReopeningReturned { reason, .. }
            | Self::RevisionProposed { reason, .. }
            | Self::RevisionReturned { reason, .. }
            | Self::PlanCut { reason, .. }
            | Self::MarkEmptied { reason, .. }
            | Self::RulingReturned { reason, .. }
            | Self::ListCorrectionBegun { reason, .. }
            | Self::ListKept { reason, .. }
            | Self::ListTakenBack { reason, .. }
            | Self::DecisionReturned { reason, .. }
            | Self::ObjectionAnswered { words: reason, .. }
            | Self::WorkYearEntered { reason, .. }
            | Self::JobTriedAgain { reason, .. }
            | Self::JobGivenUp { reason, .. }
            | Self::MarksReopened { reason, .. } => Some(*reason),
            _ => None,
        }
    }

    /// Returns the posting whose ranking the event gives digests of.
    #[must_use]
    pub const fn ranking_of(&self) -> Option<Code> {
        match self {
            Self::RankingComputed { posting, .. }
            | Self::SupervisorSigned { posting, what: Supervised::Totals, .. } => Some(*posting),
            _ => None,
        }
    }

    /// Returns the event for a reader who sees nobody of a ranking yet: without its digests, against which the marks of few people can be
    /// guessed.
    #[must_use]
    pub fn unseen(self) -> Self {
        match self {
            Self::RankingComputed { posting, open_questions, .. } => {
                Self::RankingComputed { posting, inputs: None, result: None, open_questions }
            }
            Self::SupervisorSigned { posting, what: what @ Supervised::Totals, of, .. } => {
                Self::SupervisorSigned { posting, what, of, digest: None }
            }
            other => other,
        }
    }

    /// Returns the posting whose scheme names what the event is about: a component or a list.
    #[must_use]
    pub const fn names_part_of(&self) -> Option<Code> {
        match self {
            Self::MarkEntered { posting, .. }
            | Self::MarkEmptied { posting, .. }
            | Self::ObjectionRaised { posting, .. }
            | Self::ListCorrectionBegun { posting, .. }
            | Self::ListKept { posting, .. }
            | Self::ListSigned { posting, .. }
            | Self::ListTakenBack { posting, .. }
            | Self::ListSignatureEnded { posting, .. }
            | Self::ListLeft { posting, .. }
            | Self::ListPublished { posting, .. } => Some(*posting),
            _ => None,
        }
    }

    /// Returns true where public pages say something else after this event than before it.
    #[must_use]
    pub const fn changes_public_pages(&self) -> bool {
        matches!(
            self,
            Self::PhaseTurned { .. }
                | Self::ListPublished { .. }
                | Self::ListCorrectionBegun { .. }
                | Self::ListKept { .. }
                | Self::ListLeft { .. }
                | Self::SupervisorSigned { .. }
                | Self::RulingApproved { .. }
                | Self::RevisionApproved { .. }
                | Self::OpeningConfirmed { .. }
                | Self::AdjustmentConfirmed { .. }
                | Self::PublicityEnded { .. }
                | Self::ObjectionTermsSet { .. }
        )
    }
}
