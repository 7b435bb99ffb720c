//! Acts on lists. After a plain form the browser is sent to the page that shows the result.

use domain::view::desk::lists::{AsCandidate, Correction, Lists, Proof, SealedRows};
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

/// A list as it would be published now, or at the instant that was typed.
#[server(endpoint = "lists/proof", input = server_fn::codec::GetUrl)]
pub async fn lists_proof(
    posting: String,
    stage: String,
    #[server(default)] release: String,
) -> Result<Proof, ApiError> {
    let posting = gate::code(&posting)?;
    let of = (stage.as_str(), release.as_str());
    gate::pass(async |service, caller| service::lists::proof_for(service, caller, posting, of).await).await
}

/// The function by which the preview is asked for a candidate.
pub const ASK: &str = "/api/lists/ask";

/// Keeps the ticket number of the candidate whom the preview is asked for and leads to it: no number stands in an address.
#[server(endpoint = "lists/ask")]
pub async fn lists_ask(
    lang: String,
    posting: String,
    stage: String,
    #[server(default)] ticket: String,
) -> Result<(), ApiError> {
    let code = gate::code(&posting)?;
    let page = format!("lists/{stage}/candidate");
    let fields = [("posting", posting.as_str()), ("stage", stage.as_str()), ("ticket", ticket.as_str())];
    gate::ask((ASK, "list.candidate"), (&lang, code, &page), &fields).await
}

/// What one candidate on a list will read once it is public. Not by an address: the ticket number stands in none.
#[server(endpoint = "lists/candidate")]
pub async fn lists_as_candidate(
    posting: String,
    stage: String,
    #[server(default)] ticket: String,
    #[server(default)] lang: String,
) -> Result<AsCandidate, ApiError> {
    let (posting, lang) = (gate::code(&posting)?, gate::lang(&lang));
    gate::pass(async |service, caller| {
        service::lists::as_candidate(service, caller, posting, (&stage, &ticket, lang)).await
    })
    .await
}

/// Signs first what a list says, under the digest that was shown.
#[server(endpoint = "lists/sign_first")]
pub async fn lists_sign_first(
    lang: String,
    posting: String,
    stage: String,
    digest: String,
) -> Result<(), ApiError> {
    let posting = gate::code(&posting)?;
    let of = (stage.as_str(), digest.as_str());
    gate::act((&lang, posting, &format!("lists/{stage}")), async |service, caller| {
        service::lists::sign_first(service, caller, posting, of.0, of.1).await
    })
    .await
}

/// Takes the own first signature on a list back.
#[server(endpoint = "lists/unsign_first")]
pub async fn lists_unsign_first(lang: String, posting: String, stage: String) -> Result<(), ApiError> {
    let posting = gate::code(&posting)?;
    gate::act((&lang, posting, &format!("lists/{stage}")), async |service, caller| {
        service::lists::unsign_first(service, caller, posting, &stage).await
    })
    .await
}

/// Signs exactly what the list that was shown says, under its digest. Without an instant of release in Unix milliseconds it is published
/// at once.
#[server(endpoint = "lists/publish")]
pub async fn lists_publish(
    lang: String,
    posting: String,
    stage: String,
    digest: String,
    #[server(default)] release: Option<i64>,
) -> Result<(), ApiError> {
    let posting = gate::code(&posting)?;
    let release = release.map(domain::calendar::Instant);
    gate::act((&lang, posting, "lists"), async |service, caller| match release {
        Some(release) => service::lists::schedule(service, caller, posting, &stage, &digest, release).await,
        None => service::lists::publish(service, caller, posting, &stage, &digest).await.map(drop),
    })
    .await
}

/// Takes the signature of a list back before its instant; that of proposed people leads back to their decision.
#[server(endpoint = "lists/take_back")]
pub async fn lists_take_back(
    lang: String,
    posting: String,
    signature: String,
    #[server(default)] reason: String,
) -> Result<(), ApiError> {
    let (posting, signature) = (gate::code(&posting)?, gate::code(&signature)?);
    let stage = gate::pass(async |service, caller| {
        service::lists::take_back(service, caller, (posting, signature), &reason).await
    })
    .await?;
    let page = if domain::collective::is_proposed(&stage) { "decision" } else { "lists" };
    gate::desk(&lang, posting, page);
    Ok(())
}

/// A published list as it was sealed; version 0 is the newest.
#[server(endpoint = "lists/kept", input = server_fn::codec::GetUrl)]
pub async fn lists_kept(
    posting: String,
    stage: String,
    #[server(default)] version: u32,
) -> Result<SealedRows, ApiError> {
    let posting = gate::code(&posting)?;
    let of = (stage.as_str(), version);
    gate::pass(async |service, caller| service::lists::kept(service, caller, posting, of).await).await
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
