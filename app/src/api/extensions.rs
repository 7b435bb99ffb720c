//! Individual extensions: proposed, granted, refused.

use domain::view::desk::extensions::ExtensionsPage;
use leptos::prelude::*;
use leptos::server;
use service::extensions::ExtensionForm;

use super::ApiError;
use super::gate;

/// The extensions of a posting.
#[server(endpoint = "extensions/view", input = server_fn::codec::GetUrl)]
pub async fn extensions_view(posting: String) -> Result<ExtensionsPage, ApiError> {
    let posting = gate::code(&posting)?;
    gate::pass(async |service, caller| service::extensions::page(service, caller, posting).await).await
}

/// Proposes to extend one application.
#[server(endpoint = "extensions/propose")]
pub async fn extensions_propose(
    lang: String,
    posting: String,
    #[server(default)] application: String,
    #[server(default)] until: String,
    #[server(default)] reason: String,
    #[server(default)] evidence: String,
) -> Result<(), ApiError> {
    let posting = gate::code(&posting)?;
    let form = ExtensionForm { application, until, reason, evidence };
    gate::act((&lang, posting, "extensions"), async |service, caller| {
        service::extensions::propose(service, caller, posting, &form).await
    })
    .await
}

/// Grants an extension as it was proposed.
#[server(endpoint = "extensions/grant")]
pub async fn extensions_grant(lang: String, posting: String, extension: String) -> Result<(), ApiError> {
    let (posting, extension) = (gate::code(&posting)?, gate::code(&extension)?);
    gate::act((&lang, posting, "extensions"), async |service, caller| {
        service::extensions::grant(service, caller, (posting, extension)).await
    })
    .await
}

/// Refuses an extension.
#[server(endpoint = "extensions/refuse")]
pub async fn extensions_refuse(
    lang: String,
    posting: String,
    extension: String,
    #[server(default)] answer: String,
) -> Result<(), ApiError> {
    let (posting, extension) = (gate::code(&posting)?, gate::code(&extension)?);
    gate::act((&lang, posting, "extensions"), async |service, caller| {
        service::extensions::refuse(service, caller, (posting, extension), &answer).await
    })
    .await
}
