//! After the last list: collective decisions, the publicity period, transfers and closing.

use domain::view::desk::decisions::{DecisionPosition, DecisionsPage, OutcomePage, ProposedProof};
use domain::view::messages::AboutToTell;
use leptos::prelude::*;
use leptos::server;

use super::ApiError;
use super::gate;

/// The collective decisions of a posting, with one page of its positions.
#[server(endpoint = "decisions/view", input = server_fn::codec::GetUrl)]
pub async fn decisions_view(
    posting: String,
    #[server(default)] page: String,
) -> Result<DecisionsPage, ApiError> {
    let posting = gate::code(&posting)?;
    gate::pass(async |service, caller| service::decisions::decisions(service, caller, posting, &page).await)
        .await
}

/// One position of the decision that is entered.
#[server(endpoint = "decisions/position", input = server_fn::codec::GetUrl)]
pub async fn decisions_position(posting: String, number: String) -> Result<DecisionPosition, ApiError> {
    let posting = gate::code(&posting)?;
    gate::pass(async |service, caller| service::decisions::position(service, caller, posting, &number).await)
        .await
}

/// Begins a decision.
#[server(endpoint = "decisions/begin")]
pub async fn decisions_begin(
    lang: String,
    posting: String,
    #[server(default)] body: String,
    #[server(default)] minutes: String,
    #[server(default)] day: String,
) -> Result<(), ApiError> {
    let posting = gate::code(&posting)?;
    let form = domain::collective::TermsForm { body, minutes, day };
    gate::act((&lang, posting, "decision"), async |service, caller| {
        service::decisions::begin(service, caller, posting, &form).await
    })
    .await
}

/// Changes what a decision says of its meeting.
#[server(endpoint = "decisions/edit")]
pub async fn decisions_edit(
    lang: String,
    posting: String,
    decision: String,
    version: i64,
    #[server(default)] body: String,
    #[server(default)] minutes: String,
    #[server(default)] day: String,
) -> Result<(), ApiError> {
    let (posting, decision) = (gate::code(&posting)?, gate::code(&decision)?);
    let form = domain::collective::TermsForm { body, minutes, day };
    gate::act((&lang, posting, "decision"), async |service, caller| {
        service::decisions::edit(service, caller, (posting, decision, version), &form).await
    })
    .await
}

/// Says of a person whether they are proposed.
#[server(endpoint = "decisions/choose")]
pub async fn decisions_choose(
    lang: String,
    posting: String,
    decision: String,
    number: String,
    ticket: String,
    #[server(default)] proposed: String,
    #[server(default)] ground: String,
    #[server(default)] words: String,
) -> Result<(), ApiError> {
    let (posting, decision) = (gate::code(&posting)?, gate::code(&decision)?);
    let form = domain::collective::ChoiceForm { proposed, ground, words };
    gate::pass(async |service, caller| {
        service::decisions::choose(service, caller, (posting, decision), &ticket, &form).await
    })
    .await?;
    let page = format!("decision/{}", crate::address::segment(&number));
    gate::desk(&lang, posting, &page);
    Ok(())
}

/// Sends a decision to the second person.
#[server(endpoint = "decisions/send")]
pub async fn decisions_send(
    lang: String,
    posting: String,
    decision: String,
    version: i64,
) -> Result<(), ApiError> {
    let (posting, decision) = (gate::code(&posting)?, gate::code(&decision)?);
    gate::act((&lang, posting, "decision"), async |service, caller| {
        service::decisions::send(service, caller, (posting, decision, version)).await
    })
    .await
}

/// Confirms a decision.
#[server(endpoint = "decisions/confirm")]
pub async fn decisions_confirm(
    lang: String,
    posting: String,
    decision: String,
    version: i64,
) -> Result<(), ApiError> {
    let (posting, decision) = (gate::code(&posting)?, gate::code(&decision)?);
    gate::act((&lang, posting, "decision"), async |service, caller| {
        service::decisions::confirm(service, caller, (posting, decision, version)).await
    })
    .await
}

/// Sends a decision back.
#[server(endpoint = "decisions/return")]
pub async fn decisions_return(
    lang: String,
    posting: String,
    decision: String,
    version: i64,
    #[server(default)] reason: String,
) -> Result<(), ApiError> {
    let (posting, decision) = (gate::code(&posting)?, gate::code(&decision)?);
    gate::act((&lang, posting, "decision"), async |service, caller| {
        service::decisions::return_back(service, caller, (posting, decision, version), &reason).await
    })
    .await
}

/// The list of a decision's people as it would be signed now, or for the instant that was typed.
#[server(endpoint = "decisions/proof", input = server_fn::codec::GetUrl)]
pub async fn decisions_proof(
    posting: String,
    decision: String,
    #[server(default)] first: String,
    #[server(default)] last: String,
    #[server(default)] release: String,
) -> Result<ProposedProof, ApiError> {
    let (posting, decision) = (gate::code(&posting)?, gate::code(&decision)?);
    let form = domain::publicity::PeriodForm { first, last };
    gate::pass(async |service, caller| {
        service::decisions::proof(service, caller, (posting, decision), &form, &release).await
    })
    .await
}

/// Signs exactly what the list that was shown says, under its digest. Without an instant of release in Unix milliseconds it is published
/// at once.
#[server(endpoint = "decisions/publish")]
pub async fn decisions_publish(
    lang: String,
    posting: String,
    decision: String,
    digest: String,
    #[server(default)] first: String,
    #[server(default)] last: String,
    #[server(default)] release: Option<i64>,
) -> Result<(), ApiError> {
    let (posting, decision) = (gate::code(&posting)?, gate::code(&decision)?);
    let form = domain::publicity::PeriodForm { first, last };
    let (of, release) = ((posting, decision), release.map(domain::calendar::Instant));
    gate::act((&lang, posting, "decision"), async |service, caller| match release {
        Some(release) => service::decisions::schedule(service, caller, of, (&digest, release), &form).await,
        None => service::decisions::publish(service, caller, of, &digest, &form).await.map(drop),
    })
    .await
}

/// What signing the list of a decision's people would tell, and to how many; with `ends`, what ending their publicity period would.
#[server(endpoint = "decisions/ahead", input = server_fn::codec::GetUrl)]
pub async fn decisions_ahead(
    posting: String,
    #[server(default)] decision: String,
    #[server(default)] ends: String,
    #[server(default)] lang: String,
) -> Result<Vec<AboutToTell>, ApiError> {
    let (of, lang) = ((gate::code(&posting)?, gate::code(&decision)?), gate::lang(&lang));
    gate::pass(async |service, caller| match ends.as_str() {
        "yes" => service::decisions::end_ahead(service, caller, of, lang).await,
        _ => service::decisions::publish_ahead(service, caller, of, lang).await,
    })
    .await
}

/// Ends the publicity period of a decision's people.
#[server(endpoint = "decisions/end")]
pub async fn decisions_end(lang: String, posting: String, decision: String) -> Result<(), ApiError> {
    let (posting, decision) = (gate::code(&posting)?, gate::code(&decision)?);
    gate::act((&lang, posting, "outcome"), async |service, caller| {
        service::decisions::end(service, caller, (posting, decision)).await
    })
    .await
}

/// What became of the proposed people.
#[server(endpoint = "outcome/view", input = server_fn::codec::GetUrl)]
pub async fn outcome_view(posting: String) -> Result<OutcomePage, ApiError> {
    let posting = gate::code(&posting)?;
    gate::pass(async |service, caller| service::decisions::outcome(service, caller, posting).await).await
}

/// Approves the transfer of somebody who is cleared.
#[server(endpoint = "outcome/transfer")]
pub async fn outcome_transfer(
    lang: String,
    posting: String,
    ticket: String,
    #[server(default)] starts: String,
    #[server(default)] probation: String,
    #[server(default)] trial_from: String,
    #[server(default)] trial_until: String,
    #[server(default)] service_term: String,
    #[server(default)] words: String,
) -> Result<(), ApiError> {
    let posting = gate::code(&posting)?;
    let form =
        domain::transfer::TransferForm { starts, probation, trial_from, trial_until, service_term, words };
    gate::act((&lang, posting, "outcome"), async |service, caller| {
        service::decisions::approve(service, caller, (posting, &ticket), &form).await
    })
    .await
}

/// Says how a probation ended.
#[server(endpoint = "outcome/probation")]
pub async fn outcome_probation(
    lang: String,
    posting: String,
    ticket: String,
    end: domain::transfer::ProbationEnd,
    #[server(default)] words: String,
) -> Result<(), ApiError> {
    let posting = gate::code(&posting)?;
    gate::act((&lang, posting, "outcome"), async |service, caller| {
        service::decisions::end_probation(service, caller, (posting, &ticket), (end, &words)).await
    })
    .await
}

/// Ends the service term of somebody who was transferred before it is over.
#[server(endpoint = "outcome/service")]
pub async fn outcome_service(
    lang: String,
    posting: String,
    ticket: String,
    #[server(default)] ends: String,
    #[server(default)] words: String,
) -> Result<(), ApiError> {
    let posting = gate::code(&posting)?;
    let form = domain::transfer::EarlyEndForm { ends, words };
    gate::act((&lang, posting, "outcome"), async |service, caller| {
        service::decisions::end_service(service, caller, (posting, &ticket), &form).await
    })
    .await
}

/// Closes a selection in which nothing is left to be done.
#[server(endpoint = "outcome/close")]
pub async fn outcome_close(lang: String, posting: String, version: i64) -> Result<(), ApiError> {
    let posting = gate::code(&posting)?;
    gate::act((&lang, posting, "outcome"), async |service, caller| {
        service::decisions::close(service, caller, (posting, version)).await
    })
    .await
}
