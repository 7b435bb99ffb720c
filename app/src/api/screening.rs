//! Acts of screening. After a verdict the browser is sent to the next file of the same queue.

use domain::screening::QueueFilter;
use domain::view::desk::screening::{Duplicates, Finish, Opened, Queue};
use leptos::prelude::*;
use leptos::server;
use {super::gate, domain::id::Code, service::screening::VerdictForm};

use super::ApiError;

/// A page of the queue of a posting.
#[server(endpoint = "screening/queue", input = server_fn::codec::GetUrl)]
pub async fn screening_queue(
    posting: String,
    #[server(default)] filter: QueueFilter,
) -> Result<Queue, ApiError> {
    let posting = gate::code(&posting)?;
    gate::pass(async |service, caller| service::screening::queue(service, caller, posting, &filter).await)
        .await
}

/// One file beside its queue.
#[server(endpoint = "screening/file", input = server_fn::codec::GetUrl)]
pub async fn screening_file(
    posting: String,
    application: String,
    #[server(default)] filter: QueueFilter,
) -> Result<Opened, ApiError> {
    let (posting, application) = (gate::code(&posting)?, gate::code(&application)?);
    gate::pass(async |service, caller| {
        service::screening::file(service, caller, posting, application, &filter).await
    })
    .await
}

/// Passes an application.
#[server(endpoint = "screening/pass")]
pub async fn screening_pass(
    lang: String,
    posting: String,
    application: String,
    version: i64,
    #[server(default)] filter: QueueFilter,
) -> Result<(), ApiError> {
    judge(&lang, &posting, &application, version, filter, VerdictForm::Pass).await
}

/// Refuses an application with a ground of the catalogue and words that the candidate reads.
#[server(endpoint = "screening/refuse")]
pub async fn screening_refuse(
    lang: String,
    posting: String,
    application: String,
    version: i64,
    #[server(default)] filter: QueueFilter,
    #[server(default)] ground: String,
    #[server(default)] words: String,
) -> Result<(), ApiError> {
    judge(&lang, &posting, &application, version, filter, VerdictForm::Refuse { ground, words }).await
}

async fn judge(
    lang: &str,
    posting: &str,
    application: &str,
    version: i64,
    filter: QueueFilter,
    form: VerdictForm,
) -> Result<(), ApiError> {
    let (posting, application) = (gate::code(posting)?, gate::code(application)?);
    let next = gate::pass(async |service, caller| {
        service::screening::judge(service, caller, posting, application, version, &filter, form).await
    })
    .await?;
    let next = next.as_ref().map(Code::as_str).unwrap_or_default();
    gate::go(&crate::address::screening(gate::lang(lang), posting, next, &filter.pairs()));
    Ok(())
}

/// Undoes a verdict with a reason; the browser comes back to the same file.
#[server(endpoint = "screening/undo")]
pub async fn screening_undo(
    posting: String,
    application: String,
    version: i64,
    #[server(default)] reason: String,
) -> Result<(), ApiError> {
    let (posting, application) = (gate::code(&posting)?, gate::code(&application)?);
    gate::pass(async |service, caller| {
        service::screening::undo(service, caller, posting, application, version, &reason).await
    })
    .await
}

/// Shows identity number and phone in full for a purpose; the look is on record, and the browser comes back.
#[server(endpoint = "screening/reveal")]
pub async fn screening_reveal(
    posting: String,
    application: String,
    #[server(default)] purpose: String,
) -> Result<(), ApiError> {
    let (posting, application) = (gate::code(&posting)?, gate::code(&application)?);
    gate::pass(async |service, caller| {
        service::screening::reveal(service, caller, posting, application, &purpose).await
    })
    .await
}

/// What stands between a posting and the end of its screening.
#[server(endpoint = "screening/blockers", input = server_fn::codec::GetUrl)]
pub async fn screening_blockers(posting: String) -> Result<Finish, ApiError> {
    let posting = gate::code(&posting)?;
    gate::pass(async |service, caller| service::screening::blockers(service, caller, posting).await).await
}

/// Finishes screening and issues tickets.
#[server(endpoint = "screening/finish")]
pub async fn screening_finish(lang: String, posting: String, version: i64) -> Result<(), ApiError> {
    let posting = gate::code(&posting)?;
    gate::pass(async |service, caller| service::screening::finish(service, caller, posting, version).await)
        .await?;
    gate::go(&crate::address::desk_posting(gate::lang(&lang), posting, "screening/finish"));
    Ok(())
}

/// Checks all applications of a posting against its conditions again; verdicts stay.
#[server(endpoint = "screening/check")]
pub async fn screening_check(lang: String, posting: String) -> Result<(), ApiError> {
    let posting = gate::code(&posting)?;
    gate::pass(async |service, caller| {
        service::screening::check_all(service, caller, posting).await.map(drop)
    })
    .await?;
    gate::go(&crate::address::screening(gate::lang(&lang), posting, "", &[]));
    Ok(())
}

/// A page of applications that may be one person's.
#[server(endpoint = "screening/duplicates", input = server_fn::codec::GetUrl)]
pub async fn screening_duplicates(
    posting: String,
    #[server(default)] page: String,
) -> Result<Duplicates, ApiError> {
    let posting = gate::code(&posting)?;
    gate::pass(async |service, caller| service::screening::duplicates(service, caller, posting, &page).await)
        .await
}

/// Notes what was found about two applications that look alike; the browser comes back to the list.
#[server(endpoint = "screening/compare")]
pub async fn screening_compare(
    lang: String,
    posting: String,
    application: String,
    #[server(default)] other: String,
    #[server(default)] compared: String,
    #[server(default)] seen: i64,
    #[server(default)] page: String,
) -> Result<(), ApiError> {
    let (posting, pair) = (gate::code(&posting)?, (gate::code(&application)?, gate::code(&other)?));
    gate::pass(async |service, caller| {
        service::screening::compare(service, caller, posting, pair, &compared, seen).await
    })
    .await?;
    let query = crate::address::query(&[("page", &page)]);
    let list = crate::address::desk_posting(gate::lang(&lang), posting, "screening/duplicates");
    gate::go(&format!("{list}{query}"));
    Ok(())
}
