//! The policy: one total `match`, no default arm, also run in the browser to hide what would be refused.
//!
//! Owns: the rule of each act. Refuses: everything that no rule allows.

use super::{ActName, Caller, Denial, Person, Role, Scope, Who};

/// Whether a page should offer the act. Grants nothing.
#[must_use]
pub fn may(caller: &Caller, act: ActName, scope: &Scope) -> bool {
    decide(act, &caller.who, scope).is_ok()
}

pub(super) fn decide(act: ActName, who: &Who, scope: &Scope) -> Result<(), Denial> {
    use ActName as A;
    match act {
        A::OpenAccount => outsider(who),
        A::SignIn => Ok(()),
        A::SignOut => person(who).and_then(|person| owns(person, scope)),
        A::OpenStaffAccount => system_or(who, |person| role(person, &[Role::Administrator])),
        A::ViewAccounts => person(who).and_then(|person| role(person, &[Role::Administrator])),

        A::CreatePosting => person(who).and_then(|person| role(person, &[Role::Screener])),
        A::EditPosting | A::EditScheme | A::AssignStaff | A::SubmitPosting => {
            team(who, scope, &[Role::Screener])
        }
        A::ReturnPosting | A::ApprovePosting => {
            person(who).and_then(|found| role(found, &[Role::Approver])).and_then(|()| another(who, scope))
        }
        A::ViewPosting => reader(who, scope, &[Role::Screener, Role::Clerk, Role::Publisher]),
        A::TurnPhase | A::SealEvents | A::TraceResult | A::LoadDemonstration => system(who),

        A::StartApplication => person(who).and_then(|person| role(person, &[Role::Candidate])),
        A::EditApplication
        | A::SubmitApplication
        | A::RecallApplication
        | A::WithdrawApplication
        | A::ViewOwnApplication => person(who).and_then(|found| {
            role(found, &[Role::Candidate])?;
            owns(found, scope)
        }),

        A::ViewApplications => team_or_supervisor(who, scope, &[Role::Screener]),
        A::ScreenApplication | A::RevealIdentity | A::FinishScreening => team(who, scope, &[Role::Screener]),

        A::ViewMarks => team_or_supervisor(who, scope, &[Role::Clerk]),
        A::EnterMark | A::ImportMarks => team(who, scope, &[Role::Clerk]),

        A::ComputeRanking | A::ProposeRuling | A::ReopenMarks => team(who, scope, &[Role::Screener]),
        A::ApproveRuling | A::ReturnRuling => {
            person(who).and_then(|found| role(found, &[Role::Approver])).and_then(|()| another(who, scope))
        }
        A::ViewRanking => reader(who, scope, &[Role::Screener, Role::Publisher]),
        A::PublishList => team(who, scope, &[Role::Publisher]).and_then(|()| another(who, scope)),

        A::ViewEvents => person(who).and_then(|person| role(person, &[Role::Supervisor])),
        A::RunJobs => system_or(who, |person| role(person, &[Role::Administrator])),
    }
}

fn person(who: &Who) -> Result<&Person, Denial> {
    match who {
        Who::Person(person) => Ok(person),
        Who::Anonymous => Err(Denial::NotSignedIn),
        Who::System => Err(Denial::Role),
    }
}

fn outsider(who: &Who) -> Result<(), Denial> {
    match who {
        Who::Anonymous => Ok(()),
        Who::Person(_) | Who::System => Err(Denial::Role),
    }
}

fn system(who: &Who) -> Result<(), Denial> {
    system_or(who, |_| Err(Denial::Role))
}

fn system_or(who: &Who, rule: impl Fn(&Person) -> Result<(), Denial>) -> Result<(), Denial> {
    match who {
        Who::System => Ok(()),
        Who::Anonymous => Err(Denial::NotSignedIn),
        Who::Person(person) => rule(person),
    }
}

fn role(person: &Person, roles: &[Role]) -> Result<(), Denial> {
    if roles.contains(&person.role) { Ok(()) } else { Err(Denial::Role) }
}

fn assigned(person: &Person, scope: &Scope) -> Result<(), Denial> {
    match scope.posting {
        Some(posting) if person.postings.contains(&posting) => Ok(()),
        Some(_) | None => Err(Denial::NotAssigned),
    }
}

fn owns(person: &Person, scope: &Scope) -> Result<(), Denial> {
    if scope.owner == Some(person.account) { Ok(()) } else { Err(Denial::NotYours) }
}

fn another(who: &Who, scope: &Scope) -> Result<(), Denial> {
    let found = person(who)?;
    if scope.hands.contains(&found.account) { Err(Denial::SamePerson) } else { Ok(()) }
}

fn team(who: &Who, scope: &Scope, roles: &[Role]) -> Result<(), Denial> {
    let found = person(who)?;
    role(found, roles)?;
    assigned(found, scope)
}

fn team_or_supervisor(who: &Who, scope: &Scope, roles: &[Role]) -> Result<(), Denial> {
    let found = person(who)?;
    if found.role == Role::Supervisor { Ok(()) } else { team(who, scope, roles) }
}

/// The team, the competent department and the supervisor read.
fn reader(who: &Who, scope: &Scope, roles: &[Role]) -> Result<(), Denial> {
    let found = person(who)?;
    if found.role == Role::Approver { Ok(()) } else { team_or_supervisor(who, scope, roles) }
}

#[cfg(test)]
mod tests;
