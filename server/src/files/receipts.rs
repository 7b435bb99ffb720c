//! The receipts of candidates, their recommendation forms, the notices of their verdicts and interviews, and their tickets.

use app::address;
use axum::Router;
use axum::extract::State;
use axum::response::Response;
use axum::routing::get;
use service::applications::{Paper, Summons};
use service::{Fault, Service, applications};

use super::Files;
use super::request::{FileRequest, attachment};

/// `…/my/applications/CODE/{receipt.json,receipt.pdf,form.pdf,verdict.pdf,ticket.pdf,interview.pdf}`.
pub(super) fn downloads(files: &Files) -> Router {
    Router::new()
        .route("/{lang}/my/applications/{application}/receipt.json", get(receipt))
        .route("/{lang}/my/applications/{application}/receipt.pdf", get(receipt_paper))
        .route("/{lang}/my/applications/{application}/form.pdf", get(form))
        .route("/{lang}/my/applications/{application}/verdict.pdf", get(verdict))
        .route("/{lang}/my/applications/{application}/ticket.pdf", get(ticket))
        .route("/{lang}/my/applications/{application}/interview.pdf", get(interview))
        .with_state(files.service.clone())
}

/// What a candidate sent, byte for byte.
async fn receipt(State(service): State<Service>, asked: FileRequest) -> Response {
    let bytes = applications::receipt(&service, &asked.caller, asked.code).await;
    let name = format!("receipt-{}.json", asked.code);
    let back = address::application(asked.lang, asked.code);
    asked.answer(&back, bytes.map(|bytes| attachment("application/json; charset=utf-8", &name, bytes)))
}

/// The receipt on paper.
async fn receipt_paper(State(service): State<Service>, asked: FileRequest) -> Response {
    paper(&service, &asked, (Paper::Receipt, "receipt")).await
}

/// The recommendation form, to be signed and stamped.
async fn form(State(service): State<Service>, asked: FileRequest) -> Response {
    paper(&service, &asked, (Paper::Form, "form")).await
}

/// What screening came to.
async fn verdict(State(service): State<Service>, asked: FileRequest) -> Response {
    let bytes = applications::verdict(&service, &asked.caller, asked.code, asked.lang).await;
    pdf(&asked, "verdict", bytes)
}

/// The ticket.
async fn ticket(State(service): State<Service>, asked: FileRequest) -> Response {
    summons(&service, &asked, (Summons::Ticket, "ticket")).await
}

/// The notice of an interview.
async fn interview(State(service): State<Service>, asked: FileRequest) -> Response {
    summons(&service, &asked, (Summons::Interview, "interview")).await
}

async fn summons(service: &Service, asked: &FileRequest, (what, word): (Summons, &str)) -> Response {
    let bytes = applications::summons(service, &asked.caller, asked.code, (what, asked.lang)).await;
    pdf(asked, word, bytes)
}

async fn paper(service: &Service, asked: &FileRequest, (paper, word): (Paper, &str)) -> Response {
    let bytes = applications::paper(service, &asked.caller, asked.code, (paper, asked.lang)).await;
    pdf(asked, word, bytes)
}

fn pdf(asked: &FileRequest, word: &str, bytes: Result<Vec<u8>, Fault>) -> Response {
    let name = format!("{word}-{}.pdf", asked.code);
    let back = address::application(asked.lang, asked.code);
    asked.answer(&back, bytes.map(|bytes| attachment("application/pdf", &name, bytes)))
}
