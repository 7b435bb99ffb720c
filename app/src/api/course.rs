//! The course of a posting: suspended, resumed, cancelled or screened again by two persons, withdrawn before approval.

use domain::view::desk::course::CoursePage;
use domain::view::messages::AboutToTell;
use leptos::prelude::*;
use leptos::server;

use super::ApiError;
use super::gate;

/// The course of a posting, with what the caller may decide on it.
#[server(endpoint = "course/view", input = server_fn::codec::GetUrl)]
pub async fn course_view(posting: String) -> Result<CoursePage, ApiError> {
    let posting = gate::code(&posting)?;
    gate::pass(async |service, caller| service::postings::course(service, caller, posting).await).await
}

/// What a decision on the course would tell, and to how many.
#[server(endpoint = "course/ahead", input = server_fn::codec::GetUrl)]
pub async fn course_ahead(
    posting: String,
    #[server(default)] decide: String,
    #[server(default)] lang: String,
) -> Result<AboutToTell, ApiError> {
    let (posting, lang) = (gate::code(&posting)?, gate::lang(&lang));
    gate::pass(async |service, caller| {
        service::postings::course_ahead(service, caller, posting, (&decide, lang)).await
    })
    .await
}

/// Suspends a posting.
#[server(endpoint = "course/suspend")]
pub async fn course_suspend(
    lang: String,
    posting: String,
    version: i64,
    #[server(default)] reason: String,
) -> Result<(), ApiError> {
    let posting = gate::code(&posting)?;
    gate::act((&lang, posting, "course"), async |service, caller| {
        service::postings::suspend(service, caller, (posting, version), &reason).await
    })
    .await
}

/// Resumes a suspended posting.
#[server(endpoint = "course/resume")]
pub async fn course_resume(
    lang: String,
    posting: String,
    version: i64,
    #[server(default)] reason: String,
) -> Result<(), ApiError> {
    let posting = gate::code(&posting)?;
    gate::act((&lang, posting, "course"), async |service, caller| {
        service::postings::resume(service, caller, (posting, version), &reason).await
    })
    .await
}

/// Proposes to cancel a posting.
#[server(endpoint = "course/propose")]
pub async fn course_propose(
    lang: String,
    posting: String,
    #[server(default)] reason: String,
) -> Result<(), ApiError> {
    let posting = gate::code(&posting)?;
    gate::act((&lang, posting, "course"), async |service, caller| {
        service::postings::propose_cancel(service, caller, posting, &reason).await
    })
    .await
}

/// Cancels a posting as it was proposed.
#[server(endpoint = "course/cancel")]
pub async fn course_cancel(lang: String, posting: String, decision: String) -> Result<(), ApiError> {
    let (posting, decision) = (gate::code(&posting)?, gate::code(&decision)?);
    gate::act((&lang, posting, "course"), async |service, caller| {
        service::postings::cancel(service, caller, (posting, decision)).await
    })
    .await
}

/// Sends the proposal to cancel back.
#[server(endpoint = "course/return")]
pub async fn course_return(
    lang: String,
    posting: String,
    decision: String,
    #[server(default)] reason: String,
) -> Result<(), ApiError> {
    let (posting, decision) = (gate::code(&posting)?, gate::code(&decision)?);
    gate::act((&lang, posting, "course"), async |service, caller| {
        service::postings::return_cancel(service, caller, (posting, decision), &reason).await
    })
    .await
}

/// Proposes to open screening again.
#[server(endpoint = "course/propose_reopening")]
pub async fn course_propose_reopening(
    lang: String,
    posting: String,
    #[server(default)] reason: String,
) -> Result<(), ApiError> {
    let posting = gate::code(&posting)?;
    gate::act((&lang, posting, "course"), async |service, caller| {
        service::postings::propose_reopening(service, caller, posting, &reason).await
    })
    .await
}

/// Opens screening again as it was proposed.
#[server(endpoint = "course/reopen_screening")]
pub async fn course_reopen_screening(
    lang: String,
    posting: String,
    decision: String,
) -> Result<(), ApiError> {
    let (posting, decision) = (gate::code(&posting)?, gate::code(&decision)?);
    gate::act((&lang, posting, "course"), async |service, caller| {
        service::postings::reopen_screening(service, caller, (posting, decision)).await
    })
    .await
}

/// Sends the proposal to open screening again back.
#[server(endpoint = "course/return_reopening")]
pub async fn course_return_reopening(
    lang: String,
    posting: String,
    decision: String,
    #[server(default)] reason: String,
) -> Result<(), ApiError> {
    let (posting, decision) = (gate::code(&posting)?, gate::code(&decision)?);
    gate::act((&lang, posting, "course"), async |service, caller| {
        service::postings::return_reopening(service, caller, (posting, decision), &reason).await
    })
    .await
}

/// Takes back a posting that was never approved.
#[server(endpoint = "course/withdraw")]
pub async fn course_withdraw(
    lang: String,
    posting: String,
    version: i64,
    #[server(default)] reason: String,
) -> Result<(), ApiError> {
    let posting = gate::code(&posting)?;
    gate::act((&lang, posting, "course"), async |service, caller| {
        service::postings::withdraw(service, caller, (posting, version), &reason).await
    })
    .await
}
