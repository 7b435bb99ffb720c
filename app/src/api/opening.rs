//! The opening ratios of a posting.

use domain::view::desk::opening::OpeningPage;
use leptos::prelude::*;
use leptos::server;

use super::ApiError;
use super::gate;

/// The positions below their opening ratio.
#[server(endpoint = "opening/view", input = server_fn::codec::GetUrl)]
pub async fn opening_view(posting: String) -> Result<OpeningPage, ApiError> {
    let posting = gate::code(&posting)?;
    gate::pass(async |service, caller| service::postings::opening(service, caller, posting).await).await
}
