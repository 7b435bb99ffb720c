//! Accounts of staff, roles, and the own account.

use domain::access::Denial;
use domain::digest::Digest;
use domain::id::Code;
use domain::view::desk::people::{OwnAccount, StaffLine, StaffMember};
use leptos::prelude::*;
use leptos::server;
use service::Fault;
use service::people::{self, ChangeForm, RoleForm};
use text::Lang;

use super::ApiError;
use super::gate;
use crate::address;

/// Accounts of staff.
#[server(endpoint = "accounts/view", input = server_fn::codec::GetUrl)]
pub async fn accounts_view() -> Result<Vec<StaffLine>, ApiError> {
    gate::pass(async |service, caller| people::staff(service, caller).await).await
}

/// One account of staff with the roles and sessions of its person.
#[server(endpoint = "accounts/one", input = server_fn::codec::GetUrl)]
pub async fn account_of_staff(account: String) -> Result<StaffMember, ApiError> {
    let account = gate::code(&account)?;
    gate::pass(async |service, caller| people::staff_member(service, caller, account).await).await
}

/// Closes an account.
#[server(endpoint = "accounts/close")]
pub async fn account_close(lang: String, account: String) -> Result<(), ApiError> {
    let account = gate::code(&account)?;
    gate::pass(async |service, caller| people::close(service, caller, account).await).await?;
    gate::go(&address::desk_account(gate::lang(&lang), account));
    Ok(())
}

/// Opens a closed account again.
#[server(endpoint = "accounts/reopen")]
pub async fn account_reopen(lang: String, account: String) -> Result<(), ApiError> {
    let account = gate::code(&account)?;
    gate::pass(async |service, caller| people::reopen(service, caller, account).await).await?;
    gate::go(&address::desk_account(gate::lang(&lang), account));
    Ok(())
}

/// Ends every session of another person.
#[server(endpoint = "accounts/end_sessions")]
pub async fn account_end_sessions(lang: String, account: String) -> Result<(), ApiError> {
    let account = gate::code(&account)?;
    gate::pass(async |service, caller| people::end_sessions(service, caller, account).await).await?;
    gate::go(&address::desk_account(gate::lang(&lang), account));
    Ok(())
}

/// Gives a role to a person.
#[server(endpoint = "assignments/give")]
pub async fn assignment_give(
    lang: String,
    account: String,
    person: String,
    #[server(default)] role: String,
    #[server(default)] reach: String,
    #[server(default)] authority: String,
    #[server(default)] posting: String,
) -> Result<(), ApiError> {
    let (account, person) = (gate::code(&account)?, gate::code(&person)?);
    let form = RoleForm { role, reach, authority, posting };
    gate::pass(async |service, caller| people::give(service, caller, person, &form).await).await?;
    gate::go(&address::desk_account(gate::lang(&lang), account));
    Ok(())
}

/// Takes a role away from a person.
#[server(endpoint = "assignments/take")]
pub async fn assignment_take(lang: String, account: String, assignment: String) -> Result<(), ApiError> {
    let (account, assignment) = (gate::code(&account)?, gate::code(&assignment)?);
    gate::pass(async |service, caller| people::take(service, caller, assignment).await).await?;
    gate::go(&address::desk_account(gate::lang(&lang), account));
    Ok(())
}

/// The own account.
#[server(endpoint = "account/view", input = server_fn::codec::GetUrl)]
pub async fn account_view(#[server(default)] lang: String) -> Result<OwnAccount, ApiError> {
    let lang = gate::lang(&lang);
    gate::pass(async |service, caller| people::account(service, caller, lang).await).await
}

/// Where the question before the end of a session is answered.
pub const STAY: &str = "/api/account/stay";

/// Goes on with the own session: every request of a session moves its end, this one does nothing else. Answers the seconds that are left.
#[server(endpoint = "account/stay")]
pub async fn account_stay() -> Result<i64, ApiError> {
    gate::pass(async |service, caller| {
        gate::session_left(service, caller).ok_or(Fault::Denied(Denial::NotSignedIn))
    })
    .await
}

/// The edition of the privacy page that the caller is asked to agree to, if any.
#[server(endpoint = "account/asked", input = server_fn::codec::GetUrl)]
pub async fn account_asked() -> Result<Option<Digest>, ApiError> {
    gate::pass(async |service, caller| people::asked(service, caller).await).await
}

/// Agrees to the privacy page as it was shown, and goes back to where it was asked: a page of an application, the page before one is begun,
/// or the own account.
#[server(endpoint = "account/agree")]
pub async fn account_agree(
    lang: String,
    digest: String,
    #[server(default)] application: String,
    #[server(default)] page: String,
    #[server(default)] position: String,
) -> Result<(), ApiError> {
    let read = gate::lang(&lang);
    gate::pass(async |service, caller| people::agree(service, caller, &digest, read).await).await?;
    gate::go(&asked_on(read, (application.as_str(), page.as_str()), &position));
    Ok(())
}

/// The page that asked: nothing but a code and a known word of the form stands in its address.
fn asked_on(lang: Lang, (application, page): (&str, &str), position: &str) -> String {
    match (application.parse::<Code>(), position.parse::<Code>()) {
        (Ok(code), _) if matches!(page, "check" | "files") => address::application_page(lang, code, page),
        (Ok(code), _) => address::application(lang, code),
        (_, Ok(position)) => address::apply(lang, position),
        _ => address::account(lang),
    }
}

/// Changes the own password.
#[server(endpoint = "account/password")]
pub async fn account_password(
    lang: String,
    #[server(default)] old: String,
    #[server(default)] password: String,
    #[server(default)] again: String,
) -> Result<(), ApiError> {
    let form = ChangeForm { old, password, again };
    gate::pass(async |service, caller| people::change(service, caller, &form).await).await?;
    let page = address::account(gate::lang(&lang));
    gate::go(&format!("{page}{}", address::query(&[("note", "changed")])));
    Ok(())
}

/// Ends one own session.
#[server(endpoint = "account/end")]
pub async fn account_end(lang: String, session: String) -> Result<(), ApiError> {
    let session = gate::code(&session)?;
    gate::pass(async |service, caller| people::end_own(service, caller, session).await).await?;
    gate::go(&address::account(gate::lang(&lang)));
    Ok(())
}

/// Ends every own session but this one.
#[server(endpoint = "account/end_others")]
pub async fn account_end_others(lang: String) -> Result<(), ApiError> {
    gate::pass(async |service, caller| people::end_others(service, caller).await).await?;
    gate::go(&address::account(gate::lang(&lang)));
    Ok(())
}
