//! The archive of a selection that is over.

use domain::view::desk::archives::ArchivePage;
use leptos::prelude::*;
use leptos::server;

use super::ApiError;
use super::gate;

/// The archives of a posting that have not gone.
#[server(endpoint = "archives/view", input = server_fn::codec::GetUrl)]
pub async fn archives_view(posting: String) -> Result<ArchivePage, ApiError> {
    let posting = gate::code(&posting)?;
    gate::pass(async |service, caller| service::archives::view(service, caller, posting).await).await
}

/// Asks for one.
#[server(endpoint = "archives/ask")]
pub async fn archives_ask(lang: String, posting: String) -> Result<(), ApiError> {
    let (posting, language) = (gate::code(&posting)?, gate::lang(&lang));
    gate::act((&lang, posting, "archive"), async |service, caller| {
        service::archives::ask(service, caller, posting, language).await
    })
    .await
}
