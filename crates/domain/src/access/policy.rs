//! The policy: one total `match`, no default arm, also run in the browser to hide what would be refused.
//!
//! Owns: the rule of each act, and the role by which it is allowed. Refuses: everything that no rule allows.

use super::{ActName, Caller, Denial, Person, Role, Scope, Who};

/// The role by which an act is allowed; `None` where no role is asked for.
pub(super) type Granted = Result<Option<Role>, Denial>;

/// Roles that a posting's own screener may give in it: those of the selecting authority. Who approves and who supervises
/// is not for the posting's authors to choose.
pub const OFFICE: [Role; 3] = [Role::Screener, Role::Clerk, Role::Publisher];
/// Who may be in an inspection team: those of the selecting authority who confirm nothing later.
pub const INSPECTORS: [Role; 2] = [Role::Screener, Role::Clerk];
/// Whoever reads a posting before it is public.
const READERS: [Role; 5] = [Role::Screener, Role::Clerk, Role::Publisher, Role::Approver, Role::Supervisor];
/// Whoever reads a ranking before it is public, or the plan of the interviews.
const RANKING: [Role; 4] = [Role::Screener, Role::Publisher, Role::Approver, Role::Supervisor];

/// Whether a page should offer the act. Grants nothing.
#[must_use]
pub fn may(caller: &Caller, act: ActName, scope: &Scope) -> bool {
    decide(act, &caller.who, scope).is_ok()
}

#[expect(clippy::too_many_lines, reason = "one line an act, in one total match that is read as a whole")]
pub(super) fn decide(act: ActName, who: &Who, scope: &Scope) -> Granted {
    use ActName as A;
    match act {
        A::OpenAccount => outsider(who),
        A::SignIn => Ok(None),
        A::SignOut | A::ViewOwnAccount | A::EndOwnSession | A::ReadMessages | A::EditContacts => {
            person(who).and_then(|found| owns(found, scope))
        }
        // Before the first sign-in nobody is known yet: the one-time code, checked before, stands for the person.
        A::SetPassword => match who {
            Who::Anonymous => Ok(None),
            Who::Person(found) => owns(found, scope),
            Who::System => Err(Denial::Role),
        },
        A::PrintPapers => system_or(who, |found| within(found, scope, &[Role::Screener])),
        A::ArchivePosting => system_or(who, |found| within(found, scope, &[Role::Approver])),
        A::OpenStaffAccount => system_or(who, |found| within(found, scope, &[Role::Administrator])),
        A::ViewAccounts => held(who, scope, &[Role::Administrator]),
        A::CloseAccount | A::ResetPassword | A::EndSessions => second(who, scope, &[Role::Administrator]),
        A::SeekAccount => {
            person(who).and_then(|found| anywhere(found, &[Role::Screener, Role::Administrator]))
        }
        A::RecoverAccount => second(who, scope, &[Role::Screener, Role::Administrator]),
        A::GiveRole => system_or(who, |found| within(found, scope, &[Role::Administrator]))
            .and_then(|role| if *who == Who::System { Ok(role) } else { another(who, scope, role) }),

        A::CreatePosting => person(who).and_then(|found| anywhere(found, &[Role::Screener])),
        A::EditPosting
        | A::ClonePosting
        | A::EditScheme
        | A::AssignStaff
        | A::SubmitPosting
        | A::WithdrawPosting
        | A::AcceptCut
        | A::DeclineCut
        | A::RecordPanels
        | A::WriteInterviewPlan
        | A::SendInterviewPlan
        | A::DraftRevision
        | A::ProposeRevision
        | A::ScreenApplication
        | A::RevealIdentity
        | A::FinishScreening
        | A::ProposeReopening
        | A::ProposeExtension
        | A::ComputeRanking
        | A::ProposeRuling
        | A::EnterDeparture
        | A::ProposeRecall
        | A::NameInspectors
        | A::RecordMedical
        | A::ProposeOpening
        | A::ProposeAdjustment
        | A::RuleAdjustment
        | A::CallNext
        | A::RecordAnswer
        | A::EditTemplates
        | A::CorrectList
        | A::SignFirst
        | A::UnsignFirst
        | A::SetTerms
        | A::TakeDown
        | A::EnterDecision
        | A::EndProbation
        | A::ReopenMarks => held(who, scope, &[Role::Screener]),
        A::ReturnPosting
        | A::ApprovePosting
        | A::CutPlan
        | A::ApproveInterviewPlan
        | A::ReturnInterviewPlan
        | A::ApproveRevision
        | A::ReturnRevision
        | A::EndPosting
        | A::SuspendPosting
        | A::ResumePosting
        | A::CancelPosting
        | A::ReturnCancel
        | A::ReopenScreening
        | A::ReturnReopening
        | A::ApproveTransfer
        | A::EndServiceTerm
        | A::ClosePosting
        | A::GrantExtension
        | A::RefuseExtension
        | A::ApproveDeparture
        | A::RefuseDeparture
        | A::ApproveRecall
        | A::RefuseRecall
        | A::ConfirmOpening
        | A::ReturnOpening
        | A::ConfirmAdjustment
        | A::ReturnAdjustment
        | A::ApproveRuling
        | A::ReturnRuling => second(who, scope, &[Role::Approver]),
        A::ProposeCancel => held(who, scope, &[Role::Screener, Role::Approver]),
        A::ViewPosting | A::ViewInspections => held(who, scope, &READERS),
        A::DeclareRelation | A::EnterInspection => inspects(who, scope),
        A::CountersignInspection | A::ReturnInspection => {
            inspects(who, scope).and_then(|role| another(who, scope, role))
        }
        A::ReadFindings => inspects(who, scope).or_else(|_| held(who, scope, &[Role::Approver])),
        A::TurnPhase
        | A::ReleaseList
        | A::LeaveLists
        | A::LeaveFiles
        | A::LapseCall
        | A::SealEvents
        | A::TurnKeys
        | A::SendMessages
        | A::LoadDemonstration => system(who),

        A::StartApplication => person(who).and_then(|found| anywhere(found, &[Role::Candidate])),
        A::EditApplication
        | A::SubmitApplication
        | A::RecallApplication
        | A::WithdrawApplication
        | A::RechoosePosition
        | A::ChooseAdjustment
        | A::LeaveSelection
        | A::AnswerCall
        | A::RaiseObjection
        | A::AgreePrivacy
        | A::ViewOwnApplication => person(who).and_then(|found| {
            let role = anywhere(found, &[Role::Candidate])?;
            owns(found, scope)?;
            Ok(role)
        }),

        A::ViewApplications | A::ViewDeliveries => held(who, scope, &[Role::Screener, Role::Supervisor]),
        A::ViewExtensions => held(who, scope, &[Role::Screener, Role::Approver, Role::Supervisor]),
        A::ViewMarks => held(who, scope, &[Role::Clerk, Role::Supervisor]),
        A::EnterMark | A::ImportMarks => held(who, scope, &[Role::Clerk]),
        A::ViewInterviewPlan
        | A::ViewRanking
        | A::ViewDepartures
        | A::ViewOpening
        | A::ViewAdjustment
        | A::ViewDecisions
        | A::ViewObjections => held(who, scope, &RANKING),
        A::ViewRankedPeople => ranked(who, scope),
        A::AnswerObjection => second(who, scope, &[Role::Publisher, Role::Approver]),
        A::TakeBackList => held(who, scope, &[Role::Publisher, Role::Approver]),
        A::EndPublicity => held(who, scope, &[Role::Publisher]),
        A::EnterWorkYear | A::SettleJob => held(who, scope, &[Role::Administrator]),
        A::PublishList | A::KeepList | A::ConfirmDecision | A::ReturnDecision | A::PublishProposed => {
            second(who, scope, &[Role::Publisher])
        }

        A::SignSupervision | A::ViewEvents => held(who, scope, &[Role::Supervisor]),
        A::RunJobs => system_or(who, |found| within(found, scope, &[Role::Administrator])),
    }
}

fn person(who: &Who) -> Result<&Person, Denial> {
    match who {
        Who::Person(person) => Ok(person),
        Who::Anonymous => Err(Denial::NotSignedIn),
        Who::System => Err(Denial::Role),
    }
}

fn outsider(who: &Who) -> Granted {
    match who {
        Who::Anonymous => Ok(None),
        Who::Person(_) | Who::System => Err(Denial::Role),
    }
}

fn system(who: &Who) -> Granted {
    system_or(who, |_| Err(Denial::Role))
}

fn system_or(who: &Who, rule: impl Fn(&Person) -> Granted) -> Granted {
    match who {
        Who::System => Ok(None),
        Who::Anonymous => Err(Denial::NotSignedIn),
        Who::Person(person) => rule(person),
    }
}

/// Holds one of the roles, however far it reaches.
fn anywhere(person: &Person, roles: &[Role]) -> Granted {
    let held = person.assignments.iter().find(|one| roles.contains(&one.role));
    held.map(|one| Some(one.role)).ok_or(Denial::Role)
}

/// Holds one of the roles so far that it covers the posting of the scope.
fn within(person: &Person, scope: &Scope, roles: &[Role]) -> Granted {
    anywhere(person, roles)?;
    let held = person.assignments.iter().filter(|one| roles.contains(&one.role));
    let reaching = held.into_iter().find(|one| one.reach.covers(scope.posting));
    reaching.map(|one| Some(one.role)).ok_or(Denial::NotAssigned)
}

/// Is a person who holds one of the roles so far.
fn held(who: &Who, scope: &Scope, roles: &[Role]) -> Granted {
    within(person(who)?, scope, roles)
}

/// Reads a ranking, and does not set a line of it that is still open: by proposing it, or by approving it.
fn ranked(who: &Who, scope: &Scope) -> Granted {
    let role = held(who, scope, &RANKING)?;
    let sets = within(person(who)?, scope, &[Role::Screener, Role::Approver]).is_ok();
    if scope.line_open && sets { Err(Denial::LineOpen) } else { Ok(role) }
}

/// Holds one of the roles in the posting of the scope, and had no hand in the thing.
fn second(who: &Who, scope: &Scope, roles: &[Role]) -> Granted {
    let role = within(person(who)?, scope, roles)?;
    another(who, scope, role)
}

/// Stands in the team of the scope, and still works in the posting.
fn inspects(who: &Who, scope: &Scope) -> Granted {
    let found = person(who)?;
    let role = within(found, scope, &INSPECTORS)?;
    if scope.team.contains(&found.id) { Ok(role) } else { Err(Denial::NotAssigned) }
}

fn owns(person: &Person, scope: &Scope) -> Granted {
    if scope.owner == Some(person.id) { Ok(None) } else { Err(Denial::NotYours) }
}

/// Asks the person, not the account: a second account of the same person is the same person.
fn another(who: &Who, scope: &Scope, role: Option<Role>) -> Granted {
    let found = person(who)?;
    if scope.hands.contains(&found.id) { Err(Denial::SamePerson) } else { Ok(role) }
}

#[cfg(test)]
mod tests;
