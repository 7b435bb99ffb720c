//! The audit trail.

use domain::view::desk::audit::EventPage;
use leptos::prelude::*;
use leptos::server;

use super::ApiError;
use super::gate;

/// A page of the audit trail.
#[server(endpoint = "audit/view", input = server_fn::codec::GetUrl)]
pub async fn audit_view(object: String, before: String) -> Result<EventPage, ApiError> {
    let object = if object.is_empty() { None } else { Some(gate::code(&object)?) };
    let before = before.parse().ok();
    gate::pass(async |service, caller| service::audit::events(service, caller, object, before).await).await
}
