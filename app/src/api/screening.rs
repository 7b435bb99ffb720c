//! Acts of screening. After a verdict the browser is sent to the next file of the same queue.

use domain::screening::QueueFilter;
use domain::view::desk::screening::{Duplicates, Finish, Just, Opened, Queue};
use leptos::prelude::*;
use leptos::server;
use {super::gate, domain::id::Code, service::screening::VerdictForm};

use super::ApiError;

/// Where the search of the queue is sent.
pub const FIND: &str = "/api/screening/find";

/// Looks for people and positions in the queue; the address of the page that answers keeps a code of what is looked for.
#[server(endpoint = "screening/find")]
pub async fn screening_find(
    lang: String,
    posting: String,
    #[server(default)] filter: QueueFilter,
) -> Result<(), ApiError> {
    let posting = gate::code(&posting)?;
    let search = gate::pass(async |service, caller| {
        service::screening::seek(service, caller, posting, &filter.find).await
    })
    .await?;
    let filter = QueueFilter { search, page: String::new(), ..filter };
    gate::go(&crate::address::screening(gate::lang(&lang), posting, "", &filter.pairs()));
    Ok(())
}

/// A page of the queue of a posting, with what the reader has just decided about the file `judged`.
#[server(endpoint = "screening/queue", input = server_fn::codec::GetUrl)]
pub async fn screening_queue(
    posting: String,
    #[server(default)] filter: QueueFilter,
    #[server(default)] judged: String,
) -> Result<(Queue, Option<Just>), ApiError> {
    let posting = gate::code(&posting)?;
    let filter = by_code(filter);
    gate::pass(async |service, caller| {
        let queue = service::screening::queue(service, caller, posting, &filter).await?;
        Ok((queue, just(service, caller, posting, &judged).await?))
    })
    .await
}

/// The filter of an address, with what is looked for by its code alone: logs and histories keep addresses, and words may name somebody.
#[cfg(feature = "ssr")]
fn by_code(filter: QueueFilter) -> QueueFilter {
    QueueFilter { find: gate::sought(&filter.search), ..filter }
}

/// What the reader has just decided about a file that the address names; what names none says nothing.
#[cfg(feature = "ssr")]
async fn just(
    service: &service::Service,
    caller: &domain::access::Caller,
    posting: Code,
    judged: &str,
) -> Result<Option<Just>, service::Fault> {
    let Ok(judged) = gate::code(judged) else { return Ok(None) };
    match service::screening::just(service, caller, posting, judged).await {
        Err(service::Fault::Missing) => Ok(None),
        found => found,
    }
}

/// One file beside its queue, with what the reader has just decided about the file `judged`.
#[server(endpoint = "screening/file", input = server_fn::codec::GetUrl)]
pub async fn screening_file(
    posting: String,
    application: String,
    #[server(default)] filter: QueueFilter,
    #[server(default)] judged: String,
) -> Result<(Opened, Option<Just>), ApiError> {
    let (posting, application) = (gate::code(&posting)?, gate::code(&application)?);
    let filter = by_code(filter);
    gate::pass(async |service, caller| {
        let file = service::screening::file(service, caller, posting, application, &filter).await?;
        Ok((file, just(service, caller, posting, &judged).await?))
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
    let find = if filter.search.is_empty() { filter.find } else { gate::sought(&filter.search) };
    let filter = QueueFilter { find, ..filter };
    let next = gate::pass(async |service, caller| {
        service::screening::judge(service, caller, posting, application, version, &filter, form).await
    })
    .await?;
    let next = next.as_ref().map(Code::as_str).unwrap_or_default();
    let judged = [("judged", application.as_str())];
    let pairs = [&filter.pairs()[..], &judged].concat();
    gate::go(&crate::address::screening(gate::lang(lang), posting, next, &pairs));
    Ok(())
}

/// Takes back the reader's own last verdict; the browser goes back to the file.
#[server(endpoint = "screening/take_back")]
pub async fn screening_take_back(
    lang: String,
    posting: String,
    application: String,
    version: i64,
    #[server(default)] filter: QueueFilter,
) -> Result<(), ApiError> {
    let (posting, application) = (gate::code(&posting)?, gate::code(&application)?);
    gate::pass(async |service, caller| {
        service::screening::take_back(service, caller, posting, application, version).await
    })
    .await?;
    let file = application.as_str();
    gate::go(&crate::address::screening(gate::lang(&lang), posting, file, &filter.pairs()));
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
pub async fn screening_finish(
    lang: String,
    posting: String,
    version: i64,
    #[server(default)] early: String,
) -> Result<(), ApiError> {
    let posting = gate::code(&posting)?;
    gate::pass(async |service, caller| {
        if early == "yes" {
            service::screening::finish_early(service, caller, posting, version).await
        } else {
            service::screening::finish(service, caller, posting, version).await
        }
    })
    .await?;
    gate::desk(&lang, posting, "screening/finish");
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
