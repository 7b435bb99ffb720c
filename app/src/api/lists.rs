//! Acts on lists. After a plain form the browser is sent to the page that shows the result.

use domain::view::desk::lists::{Correction, Lists, Proof};
use leptos::prelude::*;
use leptos::server;

use super::ApiError;
use super::gate;

/// The lists of a posting: which can be published, which are.
#[server(endpoint = "lists/view", input = server_fn::codec::GetUrl)]
pub async fn lists_view(posting: String) -> Result<Lists, ApiError> {
    let posting = gate::code(&posting)?;
    gate::pass(async |service, caller| service::lists::lists(service, caller, posting).await).await
}

/// A list as it would be published at this instant.
#[server(endpoint = "lists/proof", input = server_fn::codec::GetUrl)]
pub async fn lists_proof(posting: String, stage: String) -> Result<Proof, ApiError> {
    let posting = gate::code(&posting)?;
    gate::pass(async |service, caller| service::lists::proof(service, caller, posting, &stage).await).await
}

/// Signs and publishes exactly the list that was shown; `at` is its instant in Unix milliseconds.
#[server(endpoint = "lists/publish")]
pub async fn lists_publish(
    lang: String,
    posting: String,
    stage: String,
    at: i64,
    digest: String,
) -> Result<(), ApiError> {
    let posting = gate::code(&posting)?;
    let shown = (domain::calendar::Instant(at), digest.as_str());
    gate::pass(async |service, caller| {
        service::lists::publish(service, caller, posting, &stage, shown).await
    })
    .await?;
    gate::desk(&lang, posting, "lists");
    Ok(())
}

/// The correction of a published list.
#[server(endpoint = "lists/correction", input = server_fn::codec::GetUrl)]
pub async fn lists_correction(posting: String, stage: String) -> Result<Correction, ApiError> {
    let posting = gate::code(&posting)?;
    gate::pass(async |service, caller| service::lists::correction(service, caller, posting, &stage).await)
        .await
}

/// Begins to correct the version of a list that is in force.
#[server(endpoint = "lists/correct")]
pub async fn lists_correct(
    lang: String,
    posting: String,
    stage: String,
    version: u32,
    #[server(default)] reason: String,
) -> Result<(), ApiError> {
    let posting = gate::code(&posting)?;
    let of = (stage.as_str(), version);
    gate::pass(async |service, caller| service::lists::correct(service, caller, posting, of, &reason).await)
        .await?;
    gate::go(&correction_page(&lang, posting, &stage));
    Ok(())
}

/// Ends a correction: the list stands as it was published.
#[server(endpoint = "lists/keep")]
pub async fn lists_keep(
    lang: String,
    posting: String,
    stage: String,
    version: u32,
    #[server(default)] reason: String,
) -> Result<(), ApiError> {
    let posting = gate::code(&posting)?;
    let of = (stage.as_str(), version);
    gate::pass(async |service, caller| service::lists::keep(service, caller, posting, of, &reason).await)
        .await?;
    gate::go(&correction_page(&lang, posting, &stage));
    Ok(())
}

#[cfg(feature = "ssr")]
fn correction_page(lang: &str, posting: domain::id::Code, stage: &str) -> String {
    crate::address::desk_posting(gate::lang(lang), posting, &format!("lists/{stage}/correction"))
}
