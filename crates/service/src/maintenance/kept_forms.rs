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

/// Forms of one person that are kept at most.
const MOST: u64 = 20;
/// Seconds for which a form is kept.
pub(super) const TERM: i64 = 3600;

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
        let snapshot = service.store().snapshot("kept_form.owner").await?;
        let account = store::sessions::ended_of(&snapshot, &token.digest(), service.now()).await?;
        snapshot.close().await?;
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
    let code = service.effects().random.code();
    let text = serde_json::to_string(fields).map_err(Fault::internal)?;
    let form = KeptForm { code, fields: service.keys().seal(&place(code), &text, &service.effects().random) };
    let tx = service.store().write("kept_form.keep").await?;
    store::kept_forms::keep(&tx, (owner, action), &form, (service.now(), MOST)).await?;
    Ok(tx.commit().await?)
}

/// The fields that are kept for `action`. A seal that does not open any more is no form.
///
/// # Errors
/// The database's.
pub async fn find(
    service: &Service,
    Owner(owner): &Owner,
    action: &str,
) -> Result<Option<Vec<(String, String)>>, Fault> {
    let snapshot = service.store().snapshot("kept_form.find").await?;
    let since = service.now().plus_seconds(-TERM);
    let found = store::kept_forms::find(&snapshot, (owner, action), since).await?;
    snapshot.close().await?;
    let text = found.and_then(|form| service.keys().open(&place(form.code), &form.fields).ok());
    text.map(|text| serde_json::from_str(&text).map_err(Fault::internal)).transpose()
}

/// Forgets the form of `action`: it went through. Most forms never were kept, so it looks before it writes.
///
/// # Errors
/// The database's.
pub async fn forget(service: &Service, Owner(owner): &Owner, action: &str) -> Result<(), Fault> {
    let snapshot = service.store().snapshot("kept_form.is_kept").await?;
    let since = service.now().plus_seconds(-TERM);
    let found = store::kept_forms::find(&snapshot, (owner, action), since).await?;
    snapshot.close().await?;
    if found.is_none() {
        return Ok(());
    }
    let tx = service.store().write("kept_form.forget").await?;
    store::kept_forms::forget(&tx, (owner, action)).await?;
    Ok(tx.commit().await?)
}
