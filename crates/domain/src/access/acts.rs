//! The acts, each a value and a type, with the aggregates that it changes or reads.
//!
//! Owns: the list. Refuses: rules (they are in `policy`).

use serde::{Deserialize, Serialize};

use super::{Act, Changes, Reads};
use crate::id::PersonId;

/// Groups of rows that are changed and read together; they exist as types only.
pub mod aggregate {
    macro_rules! aggregates {
        ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$( $(#[$doc])* #[derive(Debug)] pub enum $name {} )+};
    }
    aggregates! {
        /// Persons, accounts, sessions and assignments.
        People,
        /// Postings, positions and schemes.
        Postings,
        /// Applications.
        Applications,
        /// Screening verdicts.
        Screenings,
        /// Position tables on their way in.
        PositionImports,
        /// Marks, and those on their way in.
        Marks,
        /// Rankings and the rulings that they are computed with.
        Rankings,
        /// Published lists.
        Lists,
        /// Inspections with their teams, and medicals.
        Inspections,
        /// Collective decisions, publicity periods and transfers.
        Decisions,
        /// Objections, reports, enquiries and requests, with their answers.
        Objections,
        /// Large runs of papers.
        Prints,
        /// What supervisors read and signed.
        Supervisions,
        /// Working days of years.
        WorkYears,
        /// Audit events and seals.
        Audit,
        /// Sealed values of all tables, unopened.
        Sealed,
        /// Jobs.
        Jobs,
        /// Messages, their deliveries and templates, and the addresses of people.
        Messages,
    }
}
use aggregate::{
    Applications, Audit, Decisions, Inspections, Jobs, Lists, Marks, Messages, Objections, People,
    PositionImports, Postings, Prints, Rankings, Screenings, Sealed, Supervisions, WorkYears,
};

macro_rules! acts {
    (@by) => { PersonId };
    (@by $by:ty) => { $by };
    ($($(#[$doc:meta])* $name:ident = $word:literal $(by $by:ty)?, changes [$($changed:ty),*], reads [$($read:ty),*];)+) => {
        /// Every act the system knows.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum ActName { $($(#[$doc])* $name),+ }

        impl ActName {
            /// Every act, in the order of the pipeline.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            /// The word in events and in the printed matrix.
            #[must_use]
            pub const fn word(self) -> &'static str {
                match self { $(Self::$name => $word),+ }
            }
        }

        $(
            $(#[$doc])*
            #[derive(Debug)]
            pub enum $name {}
            impl Act for $name {
                const NAME: ActName = ActName::$name;
                type By = acts!(@by $($by)?);
            }
            $(impl Changes<$changed> for $name {})*
            $(impl Reads<$read> for $name {})*
        )+
    };
}

acts! {
    /// A candidate opens an account.
    OpenAccount = "account.open" by Option<PersonId>, changes [People], reads [People];
    /// Somebody signs in, or fails to.
    SignIn = "session.open" by Option<PersonId>, changes [People], reads [People];
    /// A person signs out.
    SignOut = "session.close", changes [People], reads [People];
    /// An administrator opens an account for staff.
    OpenStaffAccount = "account.open_staff" by Option<PersonId>, changes [People], reads [People];
    /// An administrator reads accounts, assignments and sessions.
    ViewAccounts = "account.view", changes [], reads [People];
    /// An administrator closes an account or opens it again.
    CloseAccount = "account.close", changes [People], reads [People];
    /// An administrator replaces a password by a one-time code.
    ResetPassword = "account.reset", changes [People], reads [People];
    /// An administrator or a screener looks for the account of a candidate who forgot the password.
    SeekAccount = "account.seek", changes [], reads [People];
    /// An administrator, or a screener of a posting that the candidate applied in, replaces a candidate's password by a one-time code.
    RecoverAccount = "account.recover", changes [People], reads [People];
    /// The person sets or changes the own password.
    SetPassword = "account.password" by Option<PersonId>, changes [People], reads [People];
    /// The person reads the own account with its sessions.
    ViewOwnAccount = "account.view_own", changes [], reads [People];
    /// A candidate agrees to the privacy page as it is now.
    AgreePrivacy = "account.agree", changes [People], reads [People];
    /// The person ends own sessions.
    EndOwnSession = "session.end_own", changes [People], reads [People];
    /// The person reads the own messages.
    ReadMessages = "message.view_own", changes [], reads [Messages, People];
    /// The person sets, proves or takes away an own address, or chooses what is also sent to it.
    EditContacts = "account.contact", changes [Messages], reads [Messages, People];
    /// An administrator ends the sessions of another person.
    EndSessions = "session.end", changes [People], reads [People];
    /// An administrator gives a role to a person, or takes it away.
    GiveRole = "assignment.give" by Option<PersonId>, changes [People], reads [People, Postings];

    /// A screener starts a posting.
    CreatePosting = "posting.create", changes [Postings, People], reads [Postings, People];
    /// A screener starts a posting from one that the screener works on.
    ClonePosting = "posting.clone", changes [Postings, People], reads [Postings, People];
    /// A screener changes a draft: words, dates, positions.
    EditPosting = "posting.edit", changes [Postings, PositionImports],
        reads [Postings, PositionImports, People];
    /// A screener saves the scheme of a draft.
    EditScheme = "scheme.edit", changes [Postings], reads [Postings];
    /// A screener puts staff on the posting, or takes them off.
    AssignStaff = "posting.assign", changes [People], reads [People, Postings];
    /// A screener sends the posting to the competent department.
    SubmitPosting = "posting.submit", changes [Postings], reads [Postings];
    /// The approver sends it back.
    ReturnPosting = "posting.return", changes [Postings], reads [Postings];
    /// The approver approves the digest shown.
    ApprovePosting = "posting.approve", changes [Postings], reads [Postings];
    /// The approver approves a version with fewer places, or without a position.
    CutPlan = "posting.cut", changes [Postings], reads [Postings, Lists];
    /// A screener accepts what was approved so: it is in force.
    AcceptCut = "posting.accept_cut", changes [Postings], reads [Postings, Lists];
    /// A screener does not accept it, and drafts again.
    DeclineCut = "posting.decline_cut", changes [Postings], reads [Postings];
    /// A screener records the panels of examiners of the interviews.
    RecordPanels = "panel.record", changes [Postings], reads [Postings];
    /// A screener writes the plan of the interviews, or a further version of it.
    WriteInterviewPlan = "interview_plan.write", changes [Postings], reads [Postings];
    /// A screener sends it to the competent department.
    SendInterviewPlan = "interview_plan.send", changes [Postings], reads [Postings];
    /// The approver approves it under the digest shown.
    ApproveInterviewPlan = "interview_plan.approve", changes [Postings], reads [Postings];
    /// The approver sends it back.
    ReturnInterviewPlan = "interview_plan.return", changes [Postings], reads [Postings];
    /// Staff read the plan of the interviews, which is never public.
    ViewInterviewPlan = "interview_plan.view", changes [], reads [Postings];
    /// A screener drafts a further revision of an approved posting, beside what stands.
    DraftRevision = "revision.draft", changes [Postings], reads [Postings];
    /// A screener proposes that revision with a reason.
    ProposeRevision = "revision.propose", changes [Postings], reads [Postings, Lists];
    /// The approver puts it in force.
    ApproveRevision = "revision.approve", changes [Postings], reads [Postings, Lists];
    /// The approver sends it back.
    ReturnRevision = "revision.return", changes [Postings], reads [Postings];
    /// The approver ends a posting in which nobody passed screening.
    EndPosting = "posting.end", changes [Postings], reads [Postings, Applications, Objections];
    /// The approver stops a public posting for a while.
    SuspendPosting = "posting.suspend", changes [Postings], reads [Postings, Applications];
    /// The approver lets a suspended posting go on.
    ResumePosting = "posting.resume", changes [Postings], reads [Postings, Applications];
    /// A screener or an approver proposes to cancel a public posting.
    ProposeCancel = "posting.propose_cancel", changes [Postings], reads [Postings, Applications];
    /// The approver cancels a posting that another person proposed to cancel.
    CancelPosting = "posting.cancel", changes [Postings], reads [Postings, Applications];
    /// The approver sends the proposal to cancel back.
    ReturnCancel = "posting.return_cancel", changes [Postings], reads [Postings];
    /// A screener proposes to open screening again that was finished.
    ProposeReopening = "posting.propose_reopening", changes [Postings], reads [Postings, Applications];
    /// The approver opens screening again as another person proposed; a ranking that stood falls.
    ReopenScreening = "posting.reopen_screening", changes [Postings, Rankings], reads [Postings, Applications];
    /// The approver sends the proposal to open screening again back.
    ReturnReopening = "posting.return_reopening", changes [Postings], reads [Postings];
    /// A screener takes a posting back that was never approved.
    WithdrawPosting = "posting.withdraw", changes [Postings], reads [Postings];
    /// Staff read a posting that is not public yet.
    ViewPosting = "posting.view", changes [], reads [Postings];
    /// The clock opens or closes registration.
    TurnPhase = "posting.turn" by Option<PersonId>, changes [Postings], reads [Postings];

    /// A candidate starts an application.
    StartApplication = "application.start", changes [Applications], reads [Applications, Postings];
    /// A candidate fills an own draft.
    EditApplication = "application.edit", changes [Applications], reads [Applications];
    /// A candidate submits an own draft.
    SubmitApplication = "application.submit", changes [Applications], reads [Applications];
    /// A candidate takes an own application back to change it.
    RecallApplication = "application.recall", changes [Applications], reads [Applications];
    /// A candidate withdraws an own application.
    WithdrawApplication = "application.withdraw", changes [Applications], reads [Applications];
    /// A candidate whose position was cancelled chooses another one.
    RechoosePosition = "application.rechoose", changes [Applications], reads [Applications, Postings];
    /// A candidate reads an own application, its verdict and its result.
    ViewOwnApplication = "application.view_own", changes [],
        reads [Applications, Screenings, Rankings, Postings, Decisions, Objections];

    /// A screener reads applications.
    ViewApplications = "application.view", changes [], reads [Applications, Screenings, Postings, Objections];
    /// A screener passes or refuses an application, or undoes that.
    ScreenApplication = "application.screen", changes [Applications, Screenings], reads [Applications, Screenings];
    /// A screener looks at a masked value, or opens a file of the application; the record of the first keeps the value in view for a while.
    RevealIdentity = "application.reveal", changes [Audit], reads [Applications, Audit];
    /// A screener has a paper of every application in force printed, and fetches what the system prints.
    PrintPapers = "application.print" by Option<PersonId>, changes [Prints], reads [Prints, Applications, Postings];
    /// The approver has everything that is kept of a selection that is over made into one file, and takes it.
    ArchivePosting = "posting.archive" by Option<PersonId>, changes [Prints],
        reads [Prints, Postings, Applications, Decisions, Rankings, Supervisions, Audit];
    /// A screener proposes to extend one application.
    ProposeExtension = "extension.propose", changes [Applications], reads [Applications, Postings];
    /// The approver grants the extension that another person proposed.
    GrantExtension = "extension.grant", changes [Applications], reads [Applications, Postings];
    /// The approver refuses it.
    RefuseExtension = "extension.refuse", changes [Applications], reads [Applications, Postings];
    /// Staff read the extensions of a posting.
    ViewExtensions = "extension.view", changes [], reads [Applications, Postings];
    /// A screener finishes screening; tickets are issued.
    FinishScreening = "posting.finish_screening", changes [Postings, Applications],
        reads [Postings, Applications, Screenings, Objections];

    /// A screener says in a posting's own words what its people are told.
    EditTemplates = "template.edit", changes [Messages], reads [Messages, Postings, Applications, Screenings];
    /// Staff read who was told what in a posting, and whether it arrived.
    ViewDeliveries = "message.view", changes [], reads [Messages, Postings, Applications, People];

    /// A clerk reads sheets by ticket number.
    ViewMarks = "mark.view", changes [], reads [Marks, Applications, Postings, Rankings];
    /// A clerk types a mark.
    EnterMark = "mark.enter", changes [Marks], reads [Marks, Applications, Postings, Rankings];
    /// A clerk imports marks after a dry run.
    ImportMarks = "mark.import", changes [Marks], reads [Marks, Applications, Postings, Rankings];

    /// A screener computes the ranking.
    ComputeRanking = "ranking.compute", changes [Rankings, Postings], reads [Rankings, Marks, Applications, Postings];
    /// Staff read a ranking before it is public.
    ViewRanking = "ranking.view", changes [], reads [Rankings, Marks, Postings, Applications, Supervisions];
    /// Staff read who stands where in a ranking before it is public: whoever may set its lines only once they are set.
    ViewRankedPeople = "ranking.people.view", changes [],
        reads [Rankings, Marks, Postings, Applications, Supervisions];
    /// A screener proposes a line, a ruling on a tie that the scheme leaves open, or a replacement.
    ProposeRuling = "ruling.propose", changes [Rankings], reads [Rankings, Marks, Applications, Postings];
    /// The approver approves what was proposed: from then on it decides.
    ApproveRuling = "ruling.approve", changes [Rankings, Postings],
        reads [Rankings, Marks, Applications, Postings];
    /// The approver sends a proposal back with a reason.
    ReturnRuling = "ruling.return", changes [Rankings], reads [Rankings, Postings];
    /// A screener enters the departure of a person who passed screening.
    EnterDeparture = "departure.enter", changes [Rankings], reads [Rankings, Applications, Postings, Lists, Decisions];
    /// The approver approves a departure that another person entered.
    ApproveDeparture = "departure.approve", changes [Rankings], reads [Rankings, Applications, Postings];
    /// The approver refuses it.
    RefuseDeparture = "departure.refuse", changes [Rankings], reads [Rankings, Applications, Postings];
    /// A screener proposes to take back a departure that was entered in error.
    ProposeRecall = "departure.recall", changes [Rankings],
        reads [Rankings, Inspections, Decisions, Objections, Postings, Applications];
    /// The approver takes it back.
    ApproveRecall = "departure.take_back", changes [Rankings],
        reads [Rankings, Inspections, Decisions, Objections, Postings, Applications];
    /// The approver lets it stand.
    RefuseRecall = "departure.keep", changes [Rankings], reads [Rankings, Applications, Postings];
    /// A candidate who passed screening leaves the selection.
    LeaveSelection = "departure.leave", changes [Rankings], reads [Rankings, Applications, Postings, Decisions];
    /// Staff read who left a posting, who was called, and what they answered.
    ViewDepartures = "departure.view", changes [], reads [Rankings, Marks, Applications, Postings];
    /// Staff read which positions are below their opening ratio.
    ViewOpening = "opening.view", changes [], reads [Rankings, Applications, Postings];
    /// A screener proposes which positions below their ratio open, with how many places, and which are cancelled.
    ProposeOpening = "opening.propose", changes [Postings], reads [Rankings, Applications, Postings];
    /// The approver confirms the openings that another person proposed.
    ConfirmOpening = "opening.confirm", changes [Postings, Applications], reads [Rankings, Applications, Postings];
    /// The approver sends them back.
    ReturnOpening = "opening.return", changes [Postings], reads [Applications, Postings];
    /// Staff read the rounds of moves after the marks, and who chose which position.
    ViewAdjustment = "adjustment.view", changes [], reads [Rankings, Applications, Postings];
    /// A screener proposes which positions still take people, and when they are chosen.
    ProposeAdjustment = "adjustment.propose", changes [Postings], reads [Rankings, Applications, Postings];
    /// The approver confirms the round that another person proposed.
    ConfirmAdjustment = "adjustment.confirm", changes [Postings], reads [Rankings, Applications, Postings];
    /// The approver sends it back.
    ReturnAdjustment = "adjustment.return", changes [Postings], reads [Rankings, Applications, Postings];
    /// A candidate on no list chooses another position, or takes that back.
    ChooseAdjustment = "adjustment.choose", changes [Applications], reads [Rankings, Applications, Postings];
    /// A screener takes a person into the position that was chosen, or refuses it.
    RuleAdjustment = "adjustment.rule", changes [Applications], reads [Rankings, Applications, Postings];
    /// A screener calls the next in reserve to move up.
    CallNext = "backfill.call", changes [Rankings], reads [Rankings, Marks, Applications, Postings];
    /// A candidate answers the own call.
    AnswerCall = "backfill.answer", changes [Rankings], reads [Rankings, Applications, Postings];
    /// A screener writes down the answer that was told.
    RecordAnswer = "backfill.record", changes [Rankings], reads [Rankings, Applications, Postings];
    /// The clock ends the term of a call.
    LapseCall = "backfill.lapse" by Option<PersonId>, changes [Rankings], reads [Rankings, Applications, Postings];
    /// A screener reopens marks; the ranking falls.
    ReopenMarks = "ranking.reopen", changes [Rankings, Postings], reads [Rankings, Postings];
    /// A screener begins to correct a published list.
    CorrectList = "list.correct", changes [Lists, Postings], reads [Lists, Postings];
    /// The publisher says that a list under correction stands as it was published.
    KeepList = "list.keep", changes [Lists, Rankings, Postings],
        reads [Lists, Rankings, Postings, Inspections, Decisions, Objections, Applications];
    /// A screener signs first what a list says.
    SignFirst = "list.sign_first", changes [Lists], reads [Lists, Rankings, Postings, Applications];
    /// The first signer takes the own signature back.
    UnsignFirst = "list.unsign_first", changes [Lists], reads [Lists, Rankings, Postings];
    /// The publisher signs and publishes a list.
    PublishList = "list.publish", changes [Lists, Rankings, Postings],
        reads [Lists, Rankings, Marks, Postings, Applications];
    /// The publisher or the approver takes the signature of a list back before its instant.
    TakeBackList = "list.take_back", changes [Lists], reads [Lists, Postings];
    /// The clock makes signed lists public at their instant, and ends signatures under which something changed.
    ReleaseList = "list.release" by Option<PersonId>, changes [Lists, Rankings, Postings, Decisions],
        reads [Lists, Rankings, Postings, Inspections, Decisions, Objections, Applications];
    /// The clock takes published lists off the web after their term.
    LeaveLists = "list.leave" by Option<PersonId>, changes [Lists], reads [Lists, Postings];

    /// The clock takes the contents of applicants' files out of the store after their term.
    LeaveFiles = "file.leave" by Option<PersonId>, changes [Applications], reads [Applications, Postings];

    /// Staff read how far the inspections of a posting are; what a team found is not shown by it.
    ViewInspections = "inspection.view", changes [],
        reads [Inspections, Rankings, Decisions, Objections, Postings, Applications, People];
    /// A screener names the members of the inspection team, or takes one off.
    NameInspectors = "inspection.team", changes [Inspections], reads [Inspections, Postings, People];
    /// A member of the team declares a relation to a person and is left out.
    DeclareRelation = "inspection.recuse", changes [Inspections], reads [Inspections, Postings, Applications];
    /// A member of the team enters what it found of a person.
    EnterInspection = "inspection.enter", changes [Inspections], reads [Inspections, Postings, Applications];
    /// A member of the team or the approver reads what it found; the record of that keeps it in view for a while.
    ReadFindings = "inspection.read", changes [Inspections], reads [Inspections, Postings, Applications, Audit];
    /// Another member of the team countersigns it.
    CountersignInspection = "inspection.countersign", changes [Inspections], reads [Inspections, Postings, Applications];
    /// Another member of the team sends it back.
    ReturnInspection = "inspection.return", changes [Inspections], reads [Inspections, Postings, Applications];
    /// A screener writes the result of a medical down; one that is not passed enters a departure.
    RecordMedical = "medical.record", changes [Inspections, Rankings],
        reads [Inspections, Rankings, Decisions, Objections, Postings, Applications];

    /// Staff read collective decisions and what follows from them.
    ViewDecisions = "decision.view", changes [], reads [Rankings, Inspections, Decisions, Objections, Postings, Applications];
    /// A screener enters a collective decision, and sends it to the second person.
    EnterDecision = "decision.enter", changes [Decisions], reads [Rankings, Inspections, Decisions, Objections, Postings, Applications];
    /// The publisher confirms a collective decision that another person entered.
    ConfirmDecision = "decision.confirm", changes [Decisions], reads [Rankings, Inspections, Decisions, Objections, Postings, Applications];
    /// The publisher sends it back.
    ReturnDecision = "decision.return", changes [Decisions], reads [Rankings, Inspections, Decisions, Objections, Postings, Applications];
    /// The publisher signs the list of proposed people; their publicity period begins.
    PublishProposed = "decision.publish", changes [Decisions, Lists],
        reads [Inspections, Decisions, Objections, Lists, Rankings, Postings, Applications];
    /// The publisher ends a publicity period that is over.
    EndPublicity = "publicity.end", changes [Decisions], reads [Rankings, Inspections, Decisions, Objections, Postings, Applications];
    /// The approver approves the transfer of somebody who is cleared.
    ApproveTransfer = "transfer.approve", changes [Decisions], reads [Rankings, Inspections, Decisions, Objections, Postings, Applications];
    /// A screener says how a probation ended; one that was not passed enters a departure.
    EndProbation = "transfer.end_probation", changes [Decisions, Rankings], reads [Rankings, Inspections, Decisions, Objections, Postings, Applications];
    /// The approver ends the service term of somebody before it is over, also after the selection was closed.
    EndServiceTerm = "transfer.end_service", changes [Decisions], reads [Rankings, Inspections, Decisions, Objections, Postings, Applications];
    /// The approver closes a selection in which nothing is left to be done.
    ClosePosting = "posting.close", changes [Postings], reads [Rankings, Postings, Inspections, Decisions, Objections, Applications];
    /// A candidate objects to the refusal of the own application, or asks for a review of an own mark.
    RaiseObjection = "objection.raise", changes [Objections], reads [Objections, Applications, Screenings, Postings];
    /// A screener sets the terms of what candidates raise in a posting.
    SetTerms = "objection.terms", changes [Objections], reads [Objections, Postings];
    /// A screener takes down what somebody said by telephone, in person or by letter.
    TakeDown = "objection.take_down", changes [Objections], reads [Objections, Postings, Applications];
    /// Staff read what people said about a selection, and the verdict or the mark that a candidate objects to.
    ViewObjections = "objection.view", changes [], reads [Objections, Postings, Applications, Screenings, Marks];
    /// The publisher or the approver answers it.
    AnswerObjection = "objection.answer", changes [Objections],
        reads [Rankings, Inspections, Objections, Decisions, Postings, Applications, Screenings, Marks];
    /// An administrator enters the working days of a year.
    EnterWorkYear = "work_year.enter", changes [WorkYears], reads [WorkYears];

    /// The supervisor signs panels, the interview's plan, a draw, totals or a list that was read.
    SignSupervision = "supervision.sign", changes [Supervisions], reads [Supervisions, Rankings, Postings];
    /// The supervisor reads the audit trail.
    ViewEvents = "audit.view", changes [], reads [Audit];
    /// The sealer seals events.
    SealEvents = "audit.seal" by Option<PersonId>, changes [Audit], reads [Audit];
    /// The operator adds or retires a key generation; sealed values are sealed anew.
    TurnKeys = "keys.turn" by Option<PersonId>, changes [Sealed], reads [Sealed];
    /// The runner tells what is due by the clock, and sends what waits.
    SendMessages = "message.send" by Option<PersonId>, changes [Messages, Jobs],
        reads [Messages, Postings, Applications, Lists, People, Rankings, Inspections, Decisions, Objections];
    /// The runner works jobs; an administrator reads them.
    RunJobs = "job.run" by Option<PersonId>, changes [Jobs], reads [Jobs];
    /// An administrator lets a parked job be tried again, or gives it up.
    SettleJob = "job.settle", changes [Jobs], reads [Jobs];
    /// The demonstration and load data come in by bulk.
    LoadDemonstration = "demonstration.load" by Option<PersonId>,
        changes [
            People, Postings, PositionImports, Applications, Screenings, Marks, Rankings, Lists, Audit, Jobs
        ],
        reads [
            People, Postings, PositionImports, Applications, Screenings, Marks, Rankings, Lists, Audit, Jobs
        ];
}
