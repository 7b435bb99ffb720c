//! Large runs of papers of a posting.

use domain::view::desk::prints::PrintsPage;
use leptos::prelude::*;
use leptos::server;

use super::ApiError;
use super::gate;

/// The runs of a posting.
#[server(endpoint = "prints/view", input = server_fn::codec::GetUrl)]
pub async fn prints_view(posting: String) -> Result<PrintsPage, ApiError> {
    let posting = gate::code(&posting)?;
    gate::pass(async |service, caller| service::prints::view(service, caller, posting).await).await
}

/// Begins a run.
#[server(endpoint = "prints/ask")]
pub async fn prints_ask(lang: String, posting: String, kind: String) -> Result<(), ApiError> {
    let (posting, lang) = (gate::code(&posting)?, gate::lang(&lang));
    gate::pass(async |service, caller| service::prints::ask(service, caller, posting, (&kind, lang)).await)
        .await?;
    gate::go(&crate::address::desk_posting(lang, posting, "prints"));
    Ok(())
}

/// Ends a run before it is done.
#[server(endpoint = "prints/leave")]
pub async fn prints_leave(lang: String, posting: String, run: String) -> Result<(), ApiError> {
    let (posting, run) = (gate::code(&posting)?, gate::code(&run)?);
    gate::act((&lang, posting, "prints"), async |service, caller| {
        service::prints::leave(service, caller, posting, run).await
    })
    .await
}
