//! Versions of a posting: what is put before the approver, and those so far.

use domain::view::desk::revisions::{ApprovalPage, VersionsPage};
use leptos::prelude::*;
use leptos::server;

use super::ApiError;
use super::gate;

/// What would be approved, with what changed since the department saw the posting last.
#[server(endpoint = "postings/approval", input = server_fn::codec::GetUrl)]
pub async fn posting_approval(posting: String) -> Result<ApprovalPage, ApiError> {
    let posting = gate::code(&posting)?;
    gate::pass(async |service, caller| service::postings::put_forward(service, caller, posting).await).await
}

/// Every version of a posting that was put forward.
#[server(endpoint = "revisions/view", input = server_fn::codec::GetUrl)]
pub async fn revisions_view(posting: String) -> Result<VersionsPage, ApiError> {
    let posting = gate::code(&posting)?;
    gate::pass(async |service, caller| service::postings::versions(service, caller, posting).await).await
}
