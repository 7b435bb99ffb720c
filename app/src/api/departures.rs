//! Departures after screening, and calls to move up.

use domain::deadline::Deadline;
use domain::view::desk::departures::DeparturesPage;
use leptos::prelude::*;
use leptos::server;
use service::departures::DepartureForm;

use super::ApiError;
use super::gate;

/// The departures of a posting, with vacant places and calls, and who would move by one thing that waits; with `application`, the form is
/// begun for that person.
#[server(endpoint = "departures/view", input = server_fn::codec::GetUrl)]
pub async fn departures_view(
    posting: String,
    #[server(default)] application: String,
    #[server(default)] departure: String,
) -> Result<DeparturesPage, ApiError> {
    let (posting, about) = (gate::code(&posting)?, application.parse().ok());
    gate::pass(async |service, caller| {
        service::departures::page(service, caller, posting, (about, &departure)).await
    })
    .await
}

/// Until when the place of whoever leaves now is filled again, and whether that is over.
#[server(endpoint = "departures/leaving", input = server_fn::codec::GetUrl)]
pub async fn departures_leaving(application: String) -> Result<(Deadline, bool), ApiError> {
    let application = gate::code(&application)?;
    gate::pass(async |service, caller| service::departures::leaving(service, caller, application).await).await
}

/// Enters the departure of a person.
#[server(endpoint = "departures/enter")]
pub async fn departures_enter(
    lang: String,
    posting: String,
    #[server(default)] ticket: String,
    #[server(default)] list: String,
    #[server(default)] why: String,
    #[server(default)] ground: String,
    #[server(default)] day: String,
    #[server(default)] evidence: String,
) -> Result<(), ApiError> {
    let posting = gate::code(&posting)?;
    let form = DepartureForm { ticket, list, why, day, ground, evidence };
    gate::act((&lang, posting, "departures"), async |service, caller| {
        service::departures::enter(service, caller, posting, &form).await
    })
    .await
}

/// Approves a departure.
#[server(endpoint = "departures/approve")]
pub async fn departures_approve(lang: String, posting: String, departure: String) -> Result<(), ApiError> {
    let (posting, departure) = (gate::code(&posting)?, gate::code(&departure)?);
    gate::act((&lang, posting, "departures"), async |service, caller| {
        service::departures::approve(service, caller, (posting, departure)).await
    })
    .await
}

/// Refuses a departure.
#[server(endpoint = "departures/refuse")]
pub async fn departures_refuse(
    lang: String,
    posting: String,
    departure: String,
    #[server(default)] answer: String,
) -> Result<(), ApiError> {
    let (posting, departure) = (gate::code(&posting)?, gate::code(&departure)?);
    gate::act((&lang, posting, "departures"), async |service, caller| {
        service::departures::refuse(service, caller, (posting, departure), &answer).await
    })
    .await
}

/// Proposes to take a departure back.
#[server(endpoint = "departures/recall")]
pub async fn departures_recall(
    lang: String,
    posting: String,
    departure: String,
    #[server(default)] reason: String,
) -> Result<(), ApiError> {
    let (posting, departure) = (gate::code(&posting)?, gate::code(&departure)?);
    gate::act((&lang, posting, "departures"), async |service, caller| {
        service::departures::propose_recall(service, caller, (posting, departure), &reason).await
    })
    .await
}

/// Takes a departure back.
#[server(endpoint = "departures/take_back")]
pub async fn departures_take_back(lang: String, posting: String, recall: String) -> Result<(), ApiError> {
    let (posting, recall) = (gate::code(&posting)?, gate::code(&recall)?);
    gate::act((&lang, posting, "departures"), async |service, caller| {
        service::departures::take_back(service, caller, (posting, recall)).await
    })
    .await
}

/// Lets a departure stand that was to be taken back.
#[server(endpoint = "departures/keep")]
pub async fn departures_keep(
    lang: String,
    posting: String,
    recall: String,
    #[server(default)] answer: String,
) -> Result<(), ApiError> {
    let (posting, recall) = (gate::code(&posting)?, gate::code(&recall)?);
    gate::act((&lang, posting, "departures"), async |service, caller| {
        service::departures::keep(service, caller, (posting, recall), &answer).await
    })
    .await
}

/// Calls the next in reserve for the vacant places of a list.
#[server(endpoint = "departures/call")]
pub async fn departures_call(
    lang: String,
    posting: String,
    number: String,
    list: String,
    #[server(default)] until: String,
) -> Result<(), ApiError> {
    let posting = gate::code(&posting)?;
    gate::act((&lang, posting, "departures"), async |service, caller| {
        service::departures::call(service, caller, posting, (&number, &list), &until).await
    })
    .await
}

/// Writes down the answer to a call that an officer was told.
#[server(endpoint = "departures/record")]
pub async fn departures_record(
    lang: String,
    posting: String,
    call: String,
    #[server(default)] answer: String,
    #[server(default)] note: String,
) -> Result<(), ApiError> {
    let (posting, call) = (gate::code(&posting)?, gate::code(&call)?);
    gate::act((&lang, posting, "departures"), async |service, caller| {
        service::departures::record(service, caller, (posting, call), (&answer, &note)).await
    })
    .await
}

/// Leaves the selection after screening.
#[server(endpoint = "departures/leave")]
pub async fn departures_leave(lang: String, application: String, version: i64) -> Result<(), ApiError> {
    let code = gate::code(&application)?;
    gate::pass(async |service, caller| service::departures::leave(service, caller, code, version).await)
        .await?;
    gate::go(&crate::address::application(gate::lang(&lang), code));
    Ok(())
}

/// Answers the own call.
#[server(endpoint = "departures/answer")]
pub async fn departures_answer(
    lang: String,
    application: String,
    call: String,
    #[server(default)] answer: String,
) -> Result<(), ApiError> {
    let (code, call) = (gate::code(&application)?, gate::code(&call)?);
    gate::pass(async |service, caller| {
        service::departures::answer(service, caller, (code, call), &answer).await
    })
    .await?;
    gate::go(&crate::address::application(gate::lang(&lang), code));
    Ok(())
}
