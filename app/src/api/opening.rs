//! The opening ratios of a posting, and the confirmation of its openings.

use domain::view::desk::opening::OpeningPage;
use domain::view::messages::AboutToTell;
use leptos::prelude::*;
use leptos::server;
use service::postings::OpeningForm;

use super::ApiError;
use super::gate;

/// The positions below their opening ratio, and the confirmations.
#[server(endpoint = "opening/view", input = server_fn::codec::GetUrl)]
pub async fn opening_view(posting: String) -> Result<OpeningPage, ApiError> {
    let posting = gate::code(&posting)?;
    gate::pass(async |service, caller| service::postings::opening(service, caller, posting).await).await
}

/// What confirming a proposal of openings would tell, and to how many.
#[server(endpoint = "opening/ahead", input = server_fn::codec::GetUrl)]
pub async fn opening_ahead(
    posting: String,
    #[server(default)] opening: String,
    #[server(default)] lang: String,
) -> Result<Vec<AboutToTell>, ApiError> {
    let (of, lang) = ((gate::code(&posting)?, gate::code(&opening)?), gate::lang(&lang));
    gate::pass(async |service, caller| service::postings::opening_ahead(service, caller, of, lang).await)
        .await
}

/// Proposes how many places of each position open; `numbers`, `places` and `into` go together.
#[server(endpoint = "opening/propose")]
pub async fn opening_propose(
    lang: String,
    posting: String,
    #[server(default)] numbers: Vec<String>,
    #[server(default)] places: Vec<String>,
    #[server(default)] into: Vec<String>,
    #[server(default)] until: String,
    #[server(default)] reason: String,
) -> Result<(), ApiError> {
    let posting = gate::code(&posting)?;
    let into = numbers.iter().cloned().zip(into).collect();
    let places = numbers.into_iter().zip(places).collect();
    let form = OpeningForm { places, into, until, reason };
    gate::pass(async |service, caller| {
        service::postings::propose_opening(service, caller, posting, &form).await
    })
    .await?;
    gate::go(&crate::address::desk_posting(gate::lang(&lang), posting, "opening"));
    Ok(())
}

/// Confirms openings as they were proposed.
#[server(endpoint = "opening/confirm")]
pub async fn opening_confirm(lang: String, posting: String, opening: String) -> Result<(), ApiError> {
    let (posting, opening) = (gate::code(&posting)?, gate::code(&opening)?);
    gate::pass(async |service, caller| service::postings::confirm(service, caller, (posting, opening)).await)
        .await?;
    gate::go(&crate::address::desk_posting(gate::lang(&lang), posting, "opening"));
    Ok(())
}

/// Sends a proposal of openings back.
#[server(endpoint = "opening/return")]
pub async fn opening_return(
    lang: String,
    posting: String,
    opening: String,
    #[server(default)] answer: String,
) -> Result<(), ApiError> {
    let (posting, opening) = (gate::code(&posting)?, gate::code(&opening)?);
    gate::pass(async |service, caller| {
        service::postings::return_opening(service, caller, (posting, opening), &answer).await
    })
    .await?;
    gate::go(&crate::address::desk_posting(gate::lang(&lang), posting, "opening"));
    Ok(())
}
