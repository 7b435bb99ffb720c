//! Accounts of staff: opened, closed, opened again, given a one-time code, signed out.
//!
//! Owns: what an administrator may do with them. Refuses: passwords. An administrator hands over a one-time code, by which
//! the person chooses a password that nobody else knows.

use domain::access::{
    AccountKind, AccountState, Assignment, Caller, CloseAccount, EndSessions, OpenStaffAccount, Reach,
    ResetPassword, Role, Scope, ViewAccounts,
};
use domain::calendar::Instant;
use domain::event::Event;
use domain::id::{AccountId, Code, PersonId};
use domain::messages::Kind;
use domain::reason::{FieldPath, Refusals};
use domain::typed::{Line, SignInName};
use domain::view::desk::people::{RoleLine, SessionLine, StaffLine, StaffMember};
use serde::{Deserialize, Serialize};
use store::people::{self, AccountRow, AssignmentRow, NewAccount, OneTime, Owner};

use super::password::OneTimeCode;
use super::{choose, hash, roles};
use crate::Service;
use crate::fault::Fault;
use crate::op::{Look, Op, once};
use crate::tell;

/// The form of a staff account: the person, the sign-in name, and the first role.
#[derive(Clone, Default, Serialize, Deserialize)]
pub struct StaffForm {
    /// Name of the person.
    #[serde(default)]
    pub name: String,
    /// Sign-in name.
    #[serde(default)]
    pub sign_in_name: String,
    /// The first role, and how far it reaches.
    #[serde(flatten)]
    pub role: roles::RoleForm,
}

/// A one-time code just issued: shown once, stored as a keyed digest.
pub struct Issued {
    /// The account.
    pub account: Code,
    /// Sign-in name to use it with.
    pub sign_in_name: String,
    /// The code; `None` where the same form came a second time, after the code was shown.
    pub code: Option<String>,
    /// When it ends.
    pub until: Instant,
}

/// What a staff form says once it is checked.
struct Checked {
    display: Line,
    name: SignInName,
    role: Role,
}

fn check(form: &StaffForm, all: &mut Refusals) -> Option<Checked> {
    let display = all.take(Line::parse(&form.name, &FieldPath::new("name")));
    let name = all.take(SignInName::parse(&form.sign_in_name, &FieldPath::new("sign_in_name")));
    let role = all.take(form.role.role());
    let ((display, name), role) = display.zip(name).zip(role)?;
    Some(Checked { display, name, role })
}

/// Opens an account for a new person of staff, once for each `key`, with a first role and a one-time code.
///
/// # Errors
/// Every fault of the form at once; [`domain::reason::PeopleWhy::SignInNameTaken`];
/// [`domain::reason::ActsWhy::FormReused`].
pub async fn open_staff(
    service: &Service,
    caller: &Caller,
    key: Code,
    form: &StaffForm,
) -> Result<Issued, Fault> {
    let mut all = Refusals::default();
    let checked = check(form, &mut all);
    let Checked { display, name, role } = all.settle(checked)?;
    let made = OneTimeCode::draw(service);
    let mut fresh = None;
    let account = service
        .write(caller, "account.open_staff", async |op| {
            let reach = roles::reach(op, &form.role, role).await?;
            let words =
                [name.as_str(), display.as_str(), role.word(), &form.role.reach, &form.role.authority];
            once(op, "account.open_staff", key, &words, async |op, code| {
                let one_time = made.stored(service, code, op.now());
                fresh = Some(one_time.until);
                let secret = Secret::OneTime(&one_time);
                insert(op, code, (&name, display.as_str()), &secret, Assignment { role, reach }).await
            })
            .await
        })
        .await?;
    let until = fresh.unwrap_or_else(|| OneTimeCode::ends(service.now()));
    Ok(Issued {
        account,
        sign_in_name: name.as_str().to_owned(),
        code: fresh.is_some().then(|| made.spelled()),
        until,
    })
}

/// Opens an account whose password is known, for the made-up people of a demonstration and of tests: for the system only.
///
/// # Errors
/// Every fault of the form at once; [`Fault::Denied`] for a person.
pub async fn open_known(
    service: &Service,
    caller: &Caller,
    form: &StaffForm,
    password: &str,
) -> Result<Code, Fault> {
    if caller.person().is_some() {
        return Err(Fault::Denied(domain::access::Denial::Role));
    }
    let mut all = Refusals::default();
    let password = choose(&mut all, password, &[form.sign_in_name.as_str(), form.name.as_str()]);
    let checked = check(form, &mut all);
    let (Checked { display, name, role }, password) = all.settle(checked.zip(password))?;
    let code = service.effects().random.code();
    let verifier = hash(service, password, code).await?;
    service
        .write(caller, "account.open_staff", async |op| {
            let reach = roles::reach(op, &form.role, role).await?;
            let secret = Secret::Verifier(verifier.as_str());
            insert(op, code, (&name, display.as_str()), &secret, Assignment { role, reach }).await
        })
        .await?;
    Ok(code)
}

/// What opens a new account.
enum Secret<'a> {
    OneTime(&'a OneTime),
    Verifier(&'a str),
}

async fn insert(
    op: &mut Op<'_>,
    account: Code,
    (name, display): (&SignInName, &str),
    secret: &Secret<'_>,
    held: Assignment,
) -> Result<(), Fault> {
    let permit = op.permit::<OpenStaffAccount>(Scope::system())?;
    let person = op.code();
    let (verifier, one_time) = match secret {
        Secret::OneTime(one_time) => (None, Some(*one_time)),
        Secret::Verifier(verifier) => (Some(*verifier), None),
    };
    let kind = AccountKind::Staff;
    let new = NewAccount {
        code: account,
        owner: Owner::New { code: person, name: display },
        kind,
        sign_in: name,
        verifier,
        one_time,
        at: op.now(),
    };
    let (_, id) = people::insert(op.tx(), &permit, &new).await?;
    op.record(&permit, &Event::AccountOpened { account, person, kind, personal: Vec::new() }).await?;
    roles::put(op, &permit, (id, person), held, None).await
}

/// Accounts of staff, for an administrator.
///
/// # Errors
/// [`Fault::Denied`] for others.
pub async fn staff(service: &Service, caller: &Caller) -> Result<Vec<StaffLine>, Fault> {
    service
        .read(caller, "account.view", async |look| {
            let permit = look.permit::<ViewAccounts>(Scope::system())?;
            let rows = people::staff(look.snapshot(), &permit).await?;
            let ids: Vec<PersonId> = rows.iter().map(|row| row.person).collect();
            let persons = people::persons(look.snapshot(), &ids).await?;
            let mut lines = Vec::with_capacity(rows.len());
            for row in rows {
                let held = people::assignments_of(look.snapshot(), &permit, row.person).await?;
                let named = persons.iter().find(|one| one.id == row.person);
                lines.push(StaffLine {
                    code: row.code,
                    name: named.map(|one| one.name.clone()).unwrap_or_default(),
                    sign_in_name: row.sign_in.as_str().to_owned(),
                    roles: held
                        .iter()
                        .filter(|one| one.stands(look.now()))
                        .map(|one| (one.held.role, one.held.reach.kind()))
                        .collect(),
                    active: row.active,
                    waiting: row.verifier.is_none(),
                });
            }
            Ok(lines)
        })
        .await
}

/// One account of staff with the roles and the open sessions of its person, for an administrator.
///
/// # Errors
/// [`Fault::Denied`] for others; [`Fault::Missing`] for an account that is not staff's.
pub async fn staff_member(service: &Service, caller: &Caller, account: Code) -> Result<StaffMember, Fault> {
    service
        .read(caller, "account.view_one", async |look| {
            let permit = look.permit::<ViewAccounts>(Scope::system())?;
            let rows = people::staff(look.snapshot(), &permit).await?;
            let row = rows.into_iter().find(|row| row.code == account).ok_or(Fault::Missing)?;
            let accounts = people::accounts_of(look.snapshot(), &permit, row.person).await?;
            let ids: Vec<AccountId> = accounts.iter().map(|one| one.id).collect();
            let sessions = store::sessions::open_of(look.snapshot(), &permit, &ids, look.now()).await?;
            let held = people::assignments_of(look.snapshot(), &permit, row.person).await?;
            let named = people::persons(look.snapshot(), &[row.person]).await?;
            let named = named.into_iter().next().ok_or(Fault::Missing)?;
            Ok(StaffMember {
                code: row.code,
                person: named.code,
                name: named.name,
                sign_in_name: row.sign_in.as_str().to_owned(),
                active: row.active,
                code_until: row.one_time.map(|one| one.until),
                waiting: row.verifier.is_none(),
                own: caller.id() == Some(row.person),
                roles: role_lines(look, &held).await?,
                sessions: sessions
                    .iter()
                    .map(|one| session_line(service, one, None))
                    .collect::<Result<_, _>>()?,
            })
        })
        .await
}

/// Roles in the words of a page: newest first, also those that ended.
pub(super) async fn role_lines(look: &Look<'_>, held: &[AssignmentRow]) -> Result<Vec<RoleLine>, Fault> {
    let ids: Vec<PersonId> = held.iter().flat_map(|one| [one.given_by, one.taken_by]).flatten().collect();
    let names = people::staff_names(look.snapshot(), &ids).await?;
    let name = |id: Option<PersonId>| {
        let found = names.iter().find(|one| Some(one.0) == id);
        found.map(|one| one.1.clone()).unwrap_or_default()
    };
    let mut lines = Vec::with_capacity(held.len());
    for one in held {
        let scope = match &one.held.reach {
            Reach::Pool | Reach::Installation => String::new(),
            Reach::Authority { name, .. } => name.clone(),
            Reach::Posting(posting) => store::postings::title_of(look.snapshot(), *posting).await?,
        };
        lines.push(RoleLine {
            code: one.code,
            role: one.held.role,
            reach: one.held.reach.kind(),
            scope,
            from: one.from,
            until: one.until,
            given_by: name(one.given_by),
            taken_by: name(one.taken_by),
            taken_at: one.taken_at,
            stands: one.stands(look.now()),
        });
    }
    Ok(lines)
}

pub(super) fn session_line(
    service: &Service,
    one: &store::sessions::OpenSession,
    own: Option<domain::id::SessionId>,
) -> Result<SessionLine, Fault> {
    Ok(SessionLine {
        code: one.code,
        since: one.created_at,
        seen: one.seen_at,
        until: one.idle_until,
        address: super::sessions::address(service, one)?,
        own: own == Some(one.id),
    })
}

/// The account of staff of that code, held by an act on it.
async fn held(
    op: &Op<'_>,
    account: Code,
) -> Result<store::Locked<AccountRow, domain::access::aggregate::People>, Fault> {
    people::by_code(op.tx(), &account).await?.ok_or(Fault::Missing)
}

/// Closes an account: its sessions end with the next request of each.
///
/// # Errors
/// [`Fault::Missing`] for an account that is not there or not staff's; `same_person` for the own one.
pub async fn close(service: &Service, caller: &Caller, account: Code) -> Result<(), Fault> {
    turn(service, caller, account, AccountState::Closed).await
}

/// Opens a closed account again.
///
/// # Errors
/// As [`close`].
pub async fn reopen(service: &Service, caller: &Caller, account: Code) -> Result<(), Fault> {
    turn(service, caller, account, AccountState::Active).await
}

async fn turn(service: &Service, caller: &Caller, account: Code, to: AccountState) -> Result<(), Fault> {
    service
        .write(caller, "account.close", async |op| {
            // Who is no administrator learns nothing of which codes there are.
            op.permit::<ViewAccounts>(Scope::system())?;
            let locked = held(op, account).await?;
            let permit = op.permit::<CloseAccount>(locked.scope())?;
            let row = locked.open(&permit)?;
            if row.kind != AccountKind::Staff {
                return Err(Fault::Missing);
            }
            if row.active == (to == AccountState::Active) {
                op.repeat();
                return Ok(());
            }
            people::set_state(op.tx(), &permit, (row.id, row.version), to).await?;
            let event = match to {
                AccountState::Active => Event::AccountReopened { account },
                AccountState::Closed => {
                    store::sessions::revoke_all(op.tx(), &permit, &[row.id], None, op.now()).await?;
                    Event::AccountClosed { account }
                }
            };
            op.record(&permit, &event).await
        })
        .await
}

/// Puts a one-time code in the place of the password and ends every session of the person.
///
/// # Errors
/// As [`close`].
pub async fn issue_code(service: &Service, caller: &Caller, account: Code) -> Result<Issued, Fault> {
    let made = OneTimeCode::draw(service);
    service
        .write(caller, "account.reset", async |op| {
            // Who is no administrator learns nothing of which codes there are.
            op.permit::<ViewAccounts>(Scope::system())?;
            let locked = held(op, account).await?;
            let permit = op.permit::<ResetPassword>(locked.scope())?;
            let row = locked.open(&permit)?;
            if row.kind != AccountKind::Staff || !row.active {
                return Err(Fault::Missing);
            }
            let one_time = made.stored(service, account, op.now());
            people::set_one_time(op.tx(), &permit, (row.id, row.version), &one_time).await?;
            let accounts = people::accounts_of(op.tx(), &permit, row.person).await?;
            let ids: Vec<AccountId> = accounts.iter().map(|one| one.id).collect();
            store::sessions::revoke_all(op.tx(), &permit, &ids, None, op.now()).await?;
            op.record(&permit, &Event::CodeIssued { account, until: one_time.until }).await?;
            let values = tell::of_account(row.sign_in.as_str(), op.now());
            tell::about_account(op, &permit, row.person, (Kind::PasswordReset, values)).await?;
            Ok(Issued {
                account,
                sign_in_name: row.sign_in.as_str().to_owned(),
                code: Some(made.spelled()),
                until: one_time.until,
            })
        })
        .await
}

/// Ends every session of another person at once.
///
/// # Errors
/// As [`close`].
pub async fn end_sessions(service: &Service, caller: &Caller, account: Code) -> Result<(), Fault> {
    service
        .write(caller, "session.end", async |op| {
            // Who is no administrator learns nothing of which codes there are.
            op.permit::<ViewAccounts>(Scope::system())?;
            let locked = held(op, account).await?;
            let permit = op.permit::<EndSessions>(locked.scope())?;
            let row = locked.open(&permit)?;
            if row.kind != AccountKind::Staff {
                return Err(Fault::Missing);
            }
            let accounts = people::accounts_of(op.tx(), &permit, row.person).await?;
            let ids: Vec<AccountId> = accounts.iter().map(|one| one.id).collect();
            let ended = store::sessions::revoke_all(op.tx(), &permit, &ids, None, op.now()).await?;
            let count = u32::try_from(ended).unwrap_or(u32::MAX);
            op.record(&permit, &Event::SessionsEnded { account, count }).await
        })
        .await
}
