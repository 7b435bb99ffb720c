//! The doors: every act of a person is a `write`, every look at what is not public a `read`.
//!
//! Owns: the transaction's beginning and end, the one `now` of an act, the permit, the audit record. Refuses: to commit an
//! act that recorded no event; anything slow or outside the database inside a body (no mail, no file, no argon2).

pub(crate) mod beside;
pub(crate) mod each;

use std::ops::AsyncFnOnce;
use std::sync::OnceLock;

use domain::access::{Act, ActName, Caller, Denial, Permit, Scope, Who, ask};
use domain::calendar::Instant;
use domain::digest::Digest;
use domain::event::Event;
use domain::id::{Code, PersonId, PostingId};
use domain::reason::ActsWhy;
use store::audit::Told;
use store::idempotency::FormKey;
use store::{Conflict, Snapshot, StoreError, Tx};
use tracing::Instrument as _;

use crate::fault::Fault;
use crate::keys::Keys;
use crate::{Parts, Service};

/// What was refused to whom: the act, why, about which posting.
type Denied = (ActName, Denial, Option<PostingId>);

/// Acts of this area write a few bytes and stay possible on a nearly full disk: whoever makes room must be able to sign in,
/// and nobody may be kept signed in.
const SESSIONS: &str = "session.";

/// An act under way: one transaction, one caller, one instant.
pub struct Op<'a> {
    tx: &'a Tx,
    caller: &'a Caller,
    now: Instant,
    parts: &'a Parts,
    recorded: bool,
    public: bool,
    denied: Option<Denied>,
}

impl<'a> Op<'a> {
    const fn begin(tx: &'a Tx, (caller, now): (&'a Caller, Instant), parts: &'a Parts) -> Self {
        Self { tx, caller, now, parts, recorded: false, public: false, denied: None }
    }

    /// The transaction, for store functions.
    #[must_use]
    pub const fn tx(&self) -> &'a Tx {
        self.tx
    }

    /// Who acts.
    #[must_use]
    pub const fn caller(&self) -> &'a Caller {
        self.caller
    }

    /// When the act arrived, taken before any waiting: it decides deadlines and stands on the receipt.
    #[must_use]
    pub const fn now(&self) -> Instant {
        self.now
    }

    /// What the installation is made of, for sealing what stands beside a row.
    pub(crate) const fn parts(&self) -> &Parts {
        self.parts
    }

    /// The keyed digest of the client's address, as events know it; none where it is not known.
    pub(crate) fn address_digest(&self) -> Option<Digest> {
        beside::address_digest(&self.parts.keys, &self.caller.origin.address)
    }

    /// A fresh random public code.
    #[must_use]
    pub fn code(&self) -> Code {
        self.parts.effects.random.code()
    }

    /// Asks the policy; the scope must come from a loaded row.
    ///
    /// # Errors
    /// [`Fault::Denied`], or [`Fault::Missing`] where the caller may not even know that the row exists.
    pub fn permit<A: Act>(&mut self, scope: Scope) -> Result<Permit<A>, Fault> {
        let (outsider, posting) = (is_outsider(self.caller, &scope), scope.posting);
        ask::<A>(self.caller, scope).map_err(|denial| {
            self.denied = Some((A::NAME, denial, posting));
            hide(denial, outsider)
        })
    }

    /// Records what was done under `permit`, in the transaction of the act: written with the rows or not at all.
    ///
    /// # Errors
    /// The database's.
    pub async fn record<A: Act>(&mut self, permit: &Permit<A>, event: &Event) -> Result<(), Fault> {
        self.append(permit, event, None).await
    }

    /// Records what was done for a reason in words: the event holds their keyed digest, which `event` is made with; the words
    /// stand beside it for a term.
    ///
    /// # Errors
    /// The database's.
    pub async fn record_because<A: Act>(
        &mut self,
        permit: &Permit<A>,
        words: &str,
        event: impl FnOnce(Digest) -> Event,
    ) -> Result<(), Fault> {
        let event = event(beside::words_digest(&self.parts.keys, words));
        self.append(permit, &event, Some(words)).await
    }

    async fn append<A: Act>(
        &mut self,
        permit: &Permit<A>,
        event: &Event,
        words: Option<&str>,
    ) -> Result<(), Fault> {
        let address = &self.caller.origin.address;
        let told = Told { caller: self.caller, address: self.address_digest() };
        let id = store::audit::record(self.tx, permit, told, self.now, event).await?;
        let sealed = beside::seal(self.parts, id, address, words);
        store::audit::keep(self.tx, id, sealed, self.now).await?;
        self.recorded = true;
        self.public |= event.changes_public_pages();
        Ok(())
    }

    /// Returns true where the caller settled it `so` before, and says that this request repeats that; what another person settled, or
    /// what was settled otherwise, is refused.
    ///
    /// # Errors
    /// [`Fault::Stale`].
    pub(crate) fn settled(&mut self, decided: Option<(PersonId, Instant)>, so: bool) -> Result<bool, Fault> {
        match decided {
            None => Ok(false),
            Some((by, _)) if Some(by) == self.caller().id() && so => {
                self.repeat();
                Ok(true)
            }
            Some(_) => Err(Fault::Stale),
        }
    }

    /// Says that this request repeats one that was recorded before, so that nothing is recorded now.
    pub const fn repeat(&mut self) {
        self.recorded = true;
    }
}

/// A look under way: one snapshot, one caller, one instant.
pub struct Look<'a> {
    snapshot: &'a Snapshot,
    keys: &'a Keys,
    caller: &'a Caller,
    now: Instant,
    denied: OnceLock<Denied>,
}

impl<'a> Look<'a> {
    const fn begin(snapshot: &'a Snapshot, (caller, now): (&'a Caller, Instant), keys: &'a Keys) -> Self {
        Self { snapshot, keys, caller, now, denied: OnceLock::new() }
    }

    /// What was refused to the caller, if anything was.
    fn denied(self) -> Option<Denied> {
        self.denied.into_inner()
    }

    /// The snapshot, for store functions.
    #[must_use]
    pub const fn snapshot(&self) -> &'a Snapshot {
        self.snapshot
    }

    /// The keys of sealed values.
    pub(crate) const fn keys(&self) -> &'a Keys {
        self.keys
    }

    /// Who looks.
    #[must_use]
    pub const fn caller(&self) -> &'a Caller {
        self.caller
    }

    /// When the request arrived.
    #[must_use]
    pub const fn now(&self) -> Instant {
        self.now
    }

    /// Asks the policy; the scope must come from a loaded row.
    ///
    /// # Errors
    /// [`Fault::Denied`], or [`Fault::Missing`] where the caller may not even know that the row exists.
    pub fn permit<A: Act>(&self, scope: Scope) -> Result<Permit<A>, Fault> {
        let (outsider, posting) = (is_outsider(self.caller, &scope), scope.posting);
        ask::<A>(self.caller, scope).map_err(|denial| {
            self.denied.get_or_init(|| (A::NAME, denial, posting));
            hide(denial, outsider)
        })
    }
}

/// A candidate before a thing that is not public, and whoever holds no role of staff any more.
fn is_outsider(caller: &Caller, scope: &Scope) -> bool {
    let inside_something = scope.posting.is_some() || scope.owner.is_some();
    inside_something && caller.person().is_some_and(|person| !person.is_staff())
}

fn hide(denial: Denial, outsider: bool) -> Fault {
    match denial {
        Denial::NotYours | Denial::NotAssigned => Fault::Missing,
        Denial::Role if outsider => Fault::Missing,
        Denial::Role | Denial::NotSignedIn | Denial::SamePerson | Denial::LineOpen => Fault::Denied(denial),
    }
}

/// Whatever is logged inside says of which act and which request it tells.
fn span(caller: &Caller, name: &'static str) -> tracing::Span {
    tracing::info_span!("act", act = name, request = %caller.origin.request)
}

impl Service {
    /// Runs an act: body, audit record and commit, or nothing at all.
    ///
    /// # Errors
    /// What the body answers; [`Fault::NoRoom`] before anything begins where the disk is nearly full; [`Fault::Internal`] where
    /// the body recorded nothing.
    pub async fn write<T, F>(&self, caller: &Caller, name: &'static str, body: F) -> Result<T, Fault>
    where
        F: AsyncFnOnce(&mut Op<'_>) -> Result<T, Fault>,
    {
        // On the heap: every use case holds this future in its own, and what holds several of them would grow with each.
        let act = Box::pin(self.act(caller, name, self.now(), body));
        let done = act.instrument(span(caller, name)).await;
        done.map_err(|fault| fault.within(name))
    }

    /// Runs an act whose ground is made ready before it takes its turn among the writes: `ready` looks on a snapshot, `body` writes what
    /// came of it and refuses where that holds no more. Both have the same `now`.
    ///
    /// # Errors
    /// What `ready` answers, before anything is written; then as [`Self::write`].
    pub async fn write_prepared<P, T, R, F>(
        &self,
        caller: &Caller,
        name: &'static str,
        ready: R,
        body: F,
    ) -> Result<T, Fault>
    where
        R: AsyncFnOnce(&Look<'_>) -> Result<P, Fault>,
        F: AsyncFnOnce(&mut Op<'_>, P) -> Result<T, Fault>,
    {
        let now = self.now();
        let both = Box::pin(async {
            let ready = self.look(caller, name, now, ready).await?;
            self.act(caller, name, now, async |op| body(op, ready).await).await
        });
        both.instrument(span(caller, name)).await.map_err(|fault| fault.within(name))
    }

    async fn act<T, F>(&self, caller: &Caller, name: &'static str, now: Instant, body: F) -> Result<T, Fault>
    where
        F: AsyncFnOnce(&mut Op<'_>) -> Result<T, Fault>,
    {
        if !self.parts.effects.room.is_there() && !name.starts_with(SESSIONS) {
            return Err(Fault::NoRoom);
        }
        let tx = self.store().write(name).await?;
        let mut op = Op::begin(&tx, (caller, now), &self.parts);
        let outcome = body(&mut op).await;
        let Op { recorded, public, denied, .. } = op;
        match outcome {
            Ok(value) => {
                if !recorded {
                    return Err(Fault::internal(format!("the act {name} recorded no event")));
                }
                tx.commit().await?;
                if public {
                    self.published.notify_one();
                }
                Ok(value)
            }
            Err(fault) => {
                // Undone in any case; the store logs a rollback that failed, and the person is told what was refused.
                let _ = tx.rollback().await;
                if let Some(denied) = denied {
                    self.note_denial(caller, now, denied).await;
                }
                Err(fault)
            }
        }
    }

    /// Runs a look on one snapshot. A denial is an event here too.
    ///
    /// # Errors
    /// What the body answers.
    pub async fn read<T, F>(&self, caller: &Caller, name: &'static str, body: F) -> Result<T, Fault>
    where
        F: AsyncFnOnce(&Look<'_>) -> Result<T, Fault>,
    {
        Box::pin(self.look(caller, name, self.now(), body)).await.map_err(|fault| fault.within(name))
    }

    async fn look<T, F>(&self, caller: &Caller, name: &'static str, now: Instant, body: F) -> Result<T, Fault>
    where
        F: AsyncFnOnce(&Look<'_>) -> Result<T, Fault>,
    {
        let snapshot = self.store().snapshot(name).await?;
        let look = Look::begin(&snapshot, (caller, now), self.keys());
        let outcome = body(&look).await;
        let denied = look.denied();
        let closed = snapshot.close().await;
        if let (Err(_), Some(denied)) = (&outcome, denied) {
            self.note_denial(caller, now, denied).await;
        }
        outcome.and_then(|value| closed.map(|()| value).map_err(Fault::from))
    }

    /// A denial of staff is an event of its own: the refused act left none. One of a candidate is counted, with a term:
    /// anybody can open an account, and events can never be deleted.
    async fn note_denial(&self, caller: &Caller, now: Instant, (act, denial, posting): Denied) {
        let Who::Person(person) = &caller.who else { return };
        let noted = async {
            let tx = self.store().write("audit.denied").await?;
            if person.is_candidate() {
                let subject = format!("account {}", person.account.0);
                store::refusals::count(&tx, &subject, act.word(), now).await?;
            } else {
                let address = &caller.origin.address;
                let told = Told { caller, address: beside::address_digest(self.keys(), address) };
                let id = store::audit::record_denial(&tx, told, now, (act, denial), posting).await?;
                store::audit::keep(&tx, id, beside::seal(&self.parts, id, address, None), now).await?;
            }
            tx.commit().await
        };
        if let Err(error) = noted.await {
            tracing::error!(%error, act = act.word(), "a denial could not be recorded");
        }
    }
}

/// Runs `body` once for a form's `key`, with the fresh code that stands for what it creates: the same form again answers
/// that code and records nothing, a key with other contents is refused. `words` are the form's fields, of which only a
/// digest is kept. The key is taken first, under a savepoint, so that of two equal forms at the same instant the second
/// waits for the first and answers alike.
///
/// # Errors
/// [`ActsWhy::FormReused`]; what the body answers.
pub async fn once<F>(
    op: &mut Op<'_>,
    act: &'static str,
    key: Code,
    words: &[&str],
    body: F,
) -> Result<Code, Fault>
where
    F: AsyncFnOnce(&mut Op<'_>, Code) -> Result<(), Fault>,
{
    let owner = op.caller().id().map_or_else(|| "-".to_owned(), |person| person.0.to_string());
    let key = key.to_string();
    let form = FormKey { owner: &owner, act, key: &key };
    let (digest, code) = (digest_of(words), op.code());
    let point = op.tx().savepoint().await?;
    match store::idempotency::remember(&point, form, digest, code.as_str(), op.now()).await {
        Ok(()) => point.commit().await?,
        Err(StoreError::Conflict(Conflict::IdempotencyKey)) => {
            point.rollback().await?;
            let before = store::idempotency::find(op.tx(), form).await?.ok_or(Fault::Busy)?;
            if before.body != digest {
                return Err(ActsWhy::FormReused.reason().into());
            }
            op.repeat();
            return before.result.parse().map_err(Fault::internal);
        }
        Err(other) => return Err(other.into()),
    }
    body(op, code).await?;
    Ok(code)
}

/// What [`once`] answered to this form before, if it came before: for acts that judge the ground first, which the form
/// itself may have changed.
///
/// # Errors
/// [`ActsWhy::FormReused`].
pub async fn answered(
    look: &Look<'_>,
    act: &'static str,
    key: Code,
    words: &[&str],
) -> Result<Option<Code>, Fault> {
    let owner = look.caller().id().map_or_else(|| "-".to_owned(), |person| person.0.to_string());
    let key = key.to_string();
    let form = FormKey { owner: &owner, act, key: &key };
    match store::idempotency::find(look.snapshot(), form).await? {
        None => Ok(None),
        Some(before) if before.body != digest_of(words) => Err(ActsWhy::FormReused.reason().into()),
        Some(before) => before.result.parse().map(Some).map_err(Fault::internal),
    }
}

fn digest_of(words: &[&str]) -> Digest {
    let mut bytes = Vec::new();
    for word in words {
        bytes.extend_from_slice(word.len().to_string().as_bytes());
        bytes.push(b':');
        bytes.extend_from_slice(word.as_bytes());
    }
    Digest::of(&bytes)
}
