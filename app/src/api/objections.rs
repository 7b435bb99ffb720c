//! What people say about a selection, as officers read and answer it, and what a candidate raises from the own page.

use domain::view::desk::objections::{ObjectionPage, ObjectionsPage};
use domain::view::my::objections::Raising;
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

/// Sets the terms of what candidates raise.
#[server(endpoint = "objections/terms")]
pub async fn objections_terms(
    lang: String,
    posting: String,
    #[server(default)] matter: String,
    #[server(default)] within: String,
    #[server(default)] term: String,
) -> Result<(), ApiError> {
    let posting = gate::code(&posting)?;
    let form = domain::objections::TermsForm { within, term };
    gate::pass(async |service, caller| {
        service::objections::set_terms(service, caller, (posting, &matter), &form).await
    })
    .await?;
    gate::desk(&lang, posting, "objections");
    Ok(())
}

/// The function by which something said otherwise than by the form is taken down.
pub const TAKE_DOWN: &str = "/api/objections/take_down";

/// Takes down what somebody said by telephone, in person or by letter, and leads to it; the code by which it is followed up is shown there
/// to whoever took it down, and stands in no address.
#[server(endpoint = "objections/take_down")]
pub async fn objections_take_down(
    lang: String,
    posting: String,
    key: String,
    #[server(default)] kind: String,
    #[server(default)] ticket: String,
    #[server(default)] words: String,
    #[server(default)] contact: String,
) -> Result<(), ApiError> {
    let (posting, key) = (gate::code(&posting)?, gate::code(&key)?);
    let form = domain::objections::SaidForm { kind, ticket, words, contact };
    let number = gate::pass(async |service, caller| {
        let received = service::objections::take_down(service, caller, posting, (key, &form)).await?;
        let kept = [("objection", received.code), ("follow", received.secret)];
        let kept = kept.map(|(name, value)| (name.to_owned(), value.to_string()));
        gate::keep(service, caller, TAKE_DOWN, &kept).await?;
        Ok(received.code)
    })
    .await?;
    let kept = crate::address::query(&[(gate::UNSAVED, TAKE_DOWN)]);
    gate::desk(&lang, posting, &format!("objections/{number}{kept}"));
    Ok(())
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

/// What may be raised about an own application, and what was.
#[server(endpoint = "objections/own", input = server_fn::codec::GetUrl)]
pub async fn objections_own(application: String) -> Result<Raising, ApiError> {
    let code = gate::code(&application)?;
    gate::pass(async |service, caller| service::objections::raising(service, caller, code).await).await
}

/// Objects to the refusal of an own application, or asks for the review of an own mark.
#[server(endpoint = "objections/raise")]
pub async fn objections_raise(
    lang: String,
    application: String,
    #[server(default)] matter: String,
    #[server(default)] component: String,
    #[server(default)] words: String,
) -> Result<(), ApiError> {
    let code = gate::code(&application)?;
    gate::pass(async |service, caller| {
        let form = service::objections::RaiseForm { matter: &matter, component: &component, words: &words };
        service::objections::raise(service, caller, code, form).await
    })
    .await?;
    gate::go(&crate::address::application_page(gate::lang(&lang), code, "objection"));
    Ok(())
}
