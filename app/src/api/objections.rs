//! What people say about a selection, as officers read and answer it.

use domain::view::desk::objections::{ObjectionPage, ObjectionsPage};
use leptos::prelude::*;
use leptos::server;

use super::ApiError;
use super::gate;

/// The queue of a posting.
#[server(endpoint = "objections/view", input = server_fn::codec::GetUrl)]
pub async fn objections_view(posting: String) -> Result<ObjectionsPage, ApiError> {
    let posting = gate::code(&posting)?;
    gate::pass(async |service, caller| service::objections::objections(service, caller, posting).await).await
}

/// One of them.
#[server(endpoint = "objections/one", input = server_fn::codec::GetUrl)]
pub async fn objections_one(posting: String, objection: String) -> Result<ObjectionPage, ApiError> {
    let (posting, objection) = (gate::code(&posting)?, gate::code(&objection)?);
    gate::pass(async |service, caller| {
        service::objections::objection(service, caller, (posting, objection)).await
    })
    .await
}

/// Answers it.
#[server(endpoint = "objections/answer")]
pub async fn objections_answer(
    lang: String,
    posting: String,
    objection: String,
    #[server(default)] effect: String,
    #[server(default)] ticket: String,
    #[server(default)] words: String,
) -> Result<(), ApiError> {
    let (posting, objection) = (gate::code(&posting)?, gate::code(&objection)?);
    let form = service::objections::AnswerForm { effect, ticket, words };
    gate::pass(async |service, caller| {
        service::objections::answer(service, caller, (posting, objection), &form).await
    })
    .await?;
    gate::desk(&lang, posting, &format!("objections/{objection}"));
    Ok(())
}
