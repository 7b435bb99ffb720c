//! What somebody typed into a form that did not go through: kept sealed for that person for an hour, so that its page can
//! show it again, on any process, also after a session that ended while it was typed.
//!
//! Owns: whose a form is, its seal and its term. Refuses: forms of nobody; a stranger cannot make rows.

use domain::access::Caller;
use domain::id::{AccountId, Code};
use store::kept_forms::KeptForm;

use crate::Service;
use crate::effects::Token;
use crate::fault::Fault;
use crate::keys::Place;

/// Forms of one person that are kept whole at most. Of an older one only that it was there is kept until its term is over, so that
/// its page can say so: nobody may take an empty form for their own.
const MOST: u64 = 20;
/// Forms of one person of which anything is kept; more than there are forms that an honest person can fill in within an hour.
const NAMED: u64 = 200;
/// Seconds for which a form is kept.
pub(super) const TERM: i64 = 3600;

/// A form that did not go through.
#[derive(Clone, PartialEq, Eq)]
pub enum Kept {
    /// Its fields, as they were typed.
    Typed(Vec<(String, String)>),
    /// It had to make room for newer ones before its term was over.
    Lost,
}

/// Whose forms are kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Owner(String);

impl Owner {
    fn of(account: AccountId) -> Self {
        Self(format!("account {}", account.0))
    }

    /// The person who asks; `None` for a stranger and the system.
    #[must_use]
    pub fn present(caller: &Caller) -> Option<Self> {
        caller.person().map(|person| Self::of(person.account))
    }

    /// The person whose session of this token has ended by itself: whoever signs in as that person sees the form again,
    /// nobody else. A session that was revoked or never was has no owner.
    ///
    /// # Errors
    /// The database's.
    pub async fn of_ended_session(service: &Service, token: &Token) -> Result<Option<Self>, Fault> {
        let glance = service.store().glance("kept_form.owner");
        let account = store::sessions::ended_of(&glance, &token.digest(), service.now()).await?;
        glance.close().await?;
        Ok(account.map(Self::of))
    }
}

fn place(row: Code) -> Place {
    Place::of("kept_form.fields", row)
}

/// Keeps the fields of a form that was sent to `action`, in place of earlier ones.
///
/// # Errors
/// The database's.
pub async fn keep(
    service: &Service,
    Owner(owner): &Owner,
    action: &str,
    fields: &[(String, String)],
) -> Result<(), Fault> {
    let form = sealed(service, Some(fields))?;
    let tx = service.store().write("kept_form.keep").await?;
    store::kept_forms::keep(&tx, (owner, action), &form, service.now()).await?;
    if let Some(older) = store::kept_forms::behind(&tx, owner, MOST).await? {
        store::kept_forms::replace(&tx, (owner, &older), &sealed(service, None)?).await?;
    }
    if let Some(oldest) = store::kept_forms::behind(&tx, owner, NAMED).await? {
        store::kept_forms::forget(&tx, (owner, &oldest)).await?;
    }
    Ok(tx.commit().await?)
}

/// The row of a form; without fields that of one that is lost.
fn sealed(service: &Service, fields: Option<&[(String, String)]>) -> Result<KeptForm, Fault> {
    let random = &service.effects().random;
    let code = random.code();
    let text = serde_json::to_string(&fields).map_err(Fault::internal)?;
    Ok(KeptForm { code, fields: service.keys().seal(&place(code), &text, random) })
}

/// What is kept for `action`. A seal that does not open any more is no form.
///
/// # Errors
/// The database's.
pub async fn find(service: &Service, Owner(owner): &Owner, action: &str) -> Result<Option<Kept>, Fault> {
    let glance = service.store().glance("kept_form.find");
    let since = service.now().plus_seconds(-TERM);
    let found = store::kept_forms::find(&glance, (owner, action), since).await?;
    glance.close().await?;
    let text = found.and_then(|form| service.keys().open(&place(form.code), &form.fields).ok());
    let Some(text) = text else { return Ok(None) };
    let fields: Option<Vec<(String, String)>> = serde_json::from_str(&text).map_err(Fault::internal)?;
    Ok(Some(fields.map_or(Kept::Lost, Kept::Typed)))
}

/// Returns whether anything is kept for `action`. Most forms never were kept, so that whoever sends one looks before it is forgotten.
///
/// # Errors
/// The database's.
pub async fn is_kept(service: &Service, Owner(owner): &Owner, action: &str) -> Result<bool, Fault> {
    let glance = service.store().glance("kept_form.is_kept");
    let since = service.now().plus_seconds(-TERM);
    let found = store::kept_forms::find(&glance, (owner, action), since).await?;
    glance.close().await?;
    Ok(found.is_some())
}

/// Forgets the form of `action`: it went through.
///
/// # Errors
/// The database's.
pub async fn forget(service: &Service, Owner(owner): &Owner, action: &str) -> Result<(), Fault> {
    let tx = service.store().write("kept_form.forget").await?;
    store::kept_forms::forget(&tx, (owner, action)).await?;
    Ok(tx.commit().await?)
}
