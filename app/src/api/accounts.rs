//! Staff accounts.

use domain::view::desk::StaffLine;
use leptos::prelude::*;
use leptos::server;

use super::ApiError;
use super::gate;

/// Staff accounts.
#[server(endpoint = "accounts/view", input = server_fn::codec::GetUrl)]
pub async fn accounts_view() -> Result<Vec<StaffLine>, ApiError> {
    gate::pass(async |service, caller| service::accounts::staff(service, caller).await).await
}

/// Opens an account for staff.
#[server(endpoint = "accounts/open_staff")]
pub async fn accounts_open_staff(
    lang: String,
    key: String,
    #[server(default)] name: String,
    #[server(default)] sign_in_name: String,
    #[server(default)] password: String,
    #[server(default)] role: String,
) -> Result<(), ApiError> {
    let form = service::accounts::StaffForm { name, sign_in_name, password, role };
    let key = gate::code(&key)?;
    gate::pass(async |service, caller| service::accounts::open_staff(service, caller, key, &form).await)
        .await?;
    gate::go(&crate::address::desk_accounts(gate::lang(&lang)));
    Ok(())
}
