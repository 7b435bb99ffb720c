//! Signing in and out, and who a request comes from.
//!
//! Owns: sessions and their ends. Refuses: telling an unknown name from a wrong password, by
//! words or by time.

use domain::access::{AccountKind, Caller, Origin, Permit, Person, Scope, Session, SignIn, SignOut, Who};
use domain::calendar::Instant;
use domain::event::Event;
use domain::id::Code;
use domain::messages::{Kind, Value};
use domain::placeholder::Placeholder;
use domain::reason::{FieldPath, PeopleWhy};
use domain::typed::SignInName;
use store::Tx;
use store::people::AccountRow;
use store::sessions::{NewSession, SessionRow};

use crate::Service;
use crate::effects::Token;
use crate::fault::Fault;
use crate::maintenance::seen::Note;
use crate::maintenance::throttle;
use crate::password::{Password, Verdict, Verifier};
use crate::tell;

/// A request is noted at most once a minute.
const NOTE_EVERY_MS: i64 = 60 * 1000;

/// Seconds until a session ends by idleness, and in any case: candidates 30 minutes and 12 hours, staff `staff_idle` seconds
/// and 8 hours.
#[must_use]
pub const fn session_ends(kind: AccountKind, staff_idle: i64) -> (i64, i64) {
    match kind {
        AccountKind::Candidate => (30 * 60, 12 * 3600),
        AccountKind::Staff => (staff_idle, 8 * 3600),
    }
}

/// Which account's session it is: only a candidate's account acts as candidate.
fn kind_of(person: &Person) -> AccountKind {
    if person.is_candidate() { AccountKind::Candidate } else { AccountKind::Staff }
}

/// A session just opened: the token for the cookie, and where it leads.
pub struct Opened {
    /// The token; only its digest is stored.
    pub token: Token,
    /// Which half of the site the account opens.
    pub kind: AccountKind,
    /// Seconds until the session ends in any case.
    pub seconds: i64,
}

/// Who a request with this session token comes from; nobody for an unknown, ended or revoked one.
///
/// # Errors
/// [`Fault::Busy`] or [`Fault::Internal`].
pub async fn caller(service: &Service, token: Option<&str>, origin: Origin) -> Result<Caller, Fault> {
    let anonymous = |origin| Caller { who: Who::Anonymous, origin };
    let Some(token) = token.and_then(Token::parse) else { return Ok(anonymous(origin)) };
    let (now, token) = (service.now(), token.digest());
    let mut found = session_of(service, &token, now).await?;
    if found.is_none() && service.seen().of(&token).is_some_and(|note| note.idle_until > now) {
        // It was used since it was last written down.
        service.note_sessions().await?;
        found = session_of(service, &token, now).await?;
    }
    let Some(session) = found else { return Ok(anonymous(origin)) };
    Ok(Caller { who: Who::Person(noted(service, (session, token), now)), origin })
}

async fn session_of(service: &Service, token: &[u8; 32], now: Instant) -> Result<Option<SessionRow>, Fault> {
    let glance = service.store().glance("session.find");
    let found = store::sessions::find(&glance, token, now).await?;
    glance.close().await?;
    Ok(found)
}

/// Notes the request, and answers the person with the session's end as it is since.
fn noted(service: &Service, (found, token): (SessionRow, [u8; 32]), now: Instant) -> Person {
    let waits = service.seen().of(&token);
    let last = waits.map_or(found.seen_at, |note| note.at.max(found.seen_at));
    let mut idle_until = waits.map_or(found.idle_until, |note| note.idle_until.max(found.idle_until));
    if now.0.saturating_sub(last.0) >= NOTE_EVERY_MS {
        let (idle, _) = session_ends(kind_of(&found.person), service.staff_idle());
        idle_until = now.plus_seconds(idle);
        service.seen().put(token, Note { session: found.id, at: now, idle_until });
    }
    let session = found.person.session.map(|session| Session { idle_until, ..session });
    Person { session, ..found.person }
}

/// Signs in. The presented session, if any, ends: a token never survives a change of person.
///
/// # Errors
/// [`PeopleWhy::SignInFailed`] for every wrong pair, and for one that is wrong by the time of the act; [`PeopleWhy::TooManyTries`] after failures,
/// [`Fault::Busy`] when the pool is full.
pub async fn sign_in(
    service: &Service,
    caller: &Caller,
    presented: Option<&str>,
    name: &str,
    password: &str,
) -> Result<Opened, Fault> {
    let name = SignInName::parse(name, &FieldPath::new("sign_in_name")).map_err(|_| failed())?;
    let counted = throttle::signing_in(service, &name, &caller.origin).await?;
    let mut opened = Box::pin(tried(service, caller, presented, (&name, password))).await;
    if matches!(opened, Err(Fault::Stale)) {
        // The verifier was replaced since it was compared, maybe by one of the same password at today's cost from another sign-in at that
        // moment. What was typed is compared once more with what stands now.
        opened = Box::pin(tried(service, caller, presented, (&name, password))).await;
    }
    let opened = opened.map_err(|fault| if matches!(fault, Fault::Stale) { failed() } else { fault })?;
    counted.succeeded(service).await?;
    Ok(opened)
}

/// Compares a password with the verifier that stands, and opens a session where it is right.
///
/// # Errors
/// As [`sign_in`]; [`Fault::Stale`] where the account was closed or its verifier replaced since it was compared.
async fn tried(
    service: &Service,
    caller: &Caller,
    presented: Option<&str>,
    (name, password): (&SignInName, &str),
) -> Result<Opened, Fault> {
    let place = service.hasher().place(&throttle::network(&caller.origin)).map_err(|_| Fault::Busy)?;
    let account = service
        .read(caller, "session.account", async |look| {
            let permit = look.permit::<SignIn>(Scope::system())?;
            Ok(store::people::by_sign_in(look.snapshot(), &permit, name).await?)
        })
        .await?;
    let active = account.as_ref().filter(|found| found.active);
    let stored = active.and_then(|found| Some((Verifier::stored(found.verifier.clone()?), found.code)));
    let (hasher, attempt) = (service.hasher().clone(), Password::attempt(password));
    let verdict =
        place.hold(async move { hasher.verify(stored, attempt).await }).await.map_err(|_| Fault::Busy)?;
    match (account, verdict) {
        (Some(account), Verdict::Right { needs_rehash }) => {
            let fresh = if needs_rehash { rehash(service, password, account.code).await } else { None };
            open(service, caller, presented, &account, fresh).await
        }
        // Known or unknown, nothing more is written: what strangers do must not grow what cannot be deleted.
        _ => Err(failed()),
    }
}

fn failed() -> Fault {
    Fault::refused(PeopleWhy::SignInFailed.reason())
}

async fn rehash(service: &Service, password: &str, owner: Code) -> Option<Verifier> {
    let password = Password::attempt(password)?;
    service.hasher().hash(password, owner, &service.effects().random).await.ok()
}

/// Refuses where the account was closed or its verifier replaced since it was compared: whoever replaced the password ended every session
/// there was, and one that is opened now would outlive it.
async fn expect_unchanged(tx: &Tx, permit: &Permit<SignIn>, account: &AccountRow) -> Result<(), Fault> {
    let now = store::people::held(tx, permit, account.id).await?;
    let stands = now.is_some_and(|now| now.active && now.verifier == account.verifier);
    if stands { Ok(()) } else { Err(Fault::Stale) }
}

async fn open(
    service: &Service,
    caller: &Caller,
    presented: Option<&str>,
    account: &AccountRow,
    fresh: Option<Verifier>,
) -> Result<Opened, Fault> {
    let token = service.effects().random.token();
    let digest = token.digest();
    let (idle, absolute) = session_ends(account.kind, service.staff_idle());
    let earlier = presented.and_then(Token::parse).map(|token| token.digest());
    service
        .write(caller, "session.open", async |op| {
            let permit = op.permit::<SignIn>(Scope::system())?;
            expect_unchanged(op.tx(), &permit, account).await?;
            let now = op.now();
            if let Some(earlier) = earlier
                && let Some(session) = store::sessions::find(op.tx(), &earlier, now).await?
            {
                store::sessions::revoke(op.tx(), &permit, session.id, now).await?;
            }
            let code = op.code();
            let address = super::sessions::seal(service, code, &caller.origin.address);
            let new = NewSession {
                code,
                token_hash: &digest,
                account: account.id,
                address_sealed: &address,
                at: now,
                idle_until: now.plus_seconds(idle),
                expires_at: now.plus_seconds(absolute),
            };
            store::sessions::open(op.tx(), &permit, &new).await?;
            if let Some(fresh) = fresh {
                let held = (account.id, account.version);
                store::people::set_verifier(op.tx(), &permit, held, fresh.as_str()).await?;
            }
            let address = op.address_digest();
            let from_new = match address {
                Some(address) => {
                    let before = store::audit::signed_in_before(op.tx(), account.code, address).await?;
                    before == (true, false)
                }
                None => false,
            };
            op.record(&permit, &Event::SignedIn { account: account.code }).await?;
            if from_new {
                let mut values = tell::of_account(account.sign_in.as_str(), now);
                let from = caller.origin.address.clone();
                values.insert(Placeholder::Address, Value::Text(from));
                tell::about_account(op, &permit, account.person, (Kind::NewSignIn, values)).await?;
            }
            Ok(())
        })
        .await?;
    Ok(Opened { token, kind: account.kind, seconds: absolute })
}

/// Signs out: the session of this token ends on every node at once. Signing out twice is harmless.
///
/// # Errors
/// [`Fault::Busy`] or [`Fault::Internal`].
pub async fn sign_out(service: &Service, caller: &Caller, token: &str) -> Result<(), Fault> {
    let (Some(token), Some(person)) = (Token::parse(token), caller.id()) else { return Ok(()) };
    service
        .write(caller, "session.close", async |op| {
            let permit = op.permit::<SignOut>(Scope::own(person, None))?;
            let found = store::sessions::find(op.tx(), &token.digest(), op.now()).await?;
            match found.filter(|session| session.person.id == person) {
                Some(session) => {
                    store::sessions::revoke(op.tx(), &permit, session.id, op.now()).await?;
                    op.record(&permit, &Event::SignedOut { account: session.account_code }).await?;
                }
                None => op.repeat(),
            }
            Ok(())
        })
        .await
}
