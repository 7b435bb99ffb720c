//! Acts on decisions beside the scheme. After a plain form the browser is sent to the page that shows the result.

use domain::ruling::FormKind;
use domain::view::decisions::{DecisionPage, DecisionsPage, ProposalPage};
use leptos::prelude::*;
use leptos::server;
use serde::{Deserialize, Serialize};

use super::ApiError;
use super::gate;

/// What a form is about, as its address says it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct About {
    /// A question's id.
    pub question: String,
    /// What a line is of.
    pub of: String,
    /// A position.
    pub position: String,
    /// A list.
    pub list: String,
    /// The code of a decision to correct.
    pub corrects: String,
    /// `yes` where it is to be taken back.
    pub withdraw: String,
}

/// The decisions of a posting.
#[server(endpoint = "decisions/list", input = server_fn::codec::GetUrl)]
pub async fn decisions_list(posting: String) -> Result<DecisionsPage, ApiError> {
    let posting = gate::code(&posting)?;
    gate::pass(async |service, caller| service::decisions::page(service, caller, posting).await).await
}

/// One decision.
#[server(endpoint = "decisions/view", input = server_fn::codec::GetUrl)]
pub async fn decision_view(posting: String, decision: String) -> Result<DecisionPage, ApiError> {
    let (posting, decision) = (gate::code(&posting)?, gate::code(&decision)?);
    gate::pass(async |service, caller| service::decisions::view(service, caller, posting, decision).await)
        .await
}

/// The form that proposes one.
#[server(endpoint = "decisions/form", input = server_fn::codec::GetUrl)]
pub async fn decision_form(posting: String, about: About) -> Result<ProposalPage, ApiError> {
    let posting = gate::code(&posting)?;
    let corrects = if about.corrects.is_empty() { None } else { Some(gate::code(&about.corrects)?) };
    let subject = service::decisions::Subject {
        question: about.question,
        of: about.of,
        position: about.position,
        list: about.list,
        corrects,
        withdraw: about.withdraw == "yes",
    };
    gate::pass(async |service, caller| service::decisions::form(service, caller, posting, subject).await)
        .await
}

/// Proposes a decision.
#[server(endpoint = "decisions/propose")]
pub async fn decision_propose(
    lang: String,
    posting: String,
    key: String,
    kind: FormKind,
    #[server(default)] corrects: String,
    #[server(default)] question: String,
    #[server(default)] position: String,
    #[server(default)] list: String,
    #[server(default)] of: String,
    #[server(default)] line: String,
    #[server(default)] tickets: Vec<String>,
    #[server(default)] marks: Vec<String>,
    #[server(default)] places: Vec<String>,
    #[server(default)] witnesses: String,
    #[server(default)] out: String,
    #[server(default)] fill: String,
    #[server(default)] round: String,
    #[server(default)] cause: String,
    #[server(default)] reason: String,
) -> Result<(), ApiError> {
    let (posting, key) = (gate::code(&posting)?, gate::code(&key)?);
    let corrects = if corrects.is_empty() { None } else { Some(gate::code(&corrects)?) };
    let form = domain::ruling::DecisionForm {
        kind,
        question,
        position,
        list,
        of,
        line,
        tickets,
        marks,
        places,
        witnesses,
        out,
        fill,
        round,
        cause,
        reason,
    };
    let code = gate::pass(async |service, caller| {
        service::decisions::propose(service, caller, posting, key, (&form, corrects)).await
    })
    .await?;
    gate::go(&crate::address::decision(gate::lang(&lang), posting, code));
    Ok(())
}

/// Approves a proposal.
#[server(endpoint = "decisions/approve")]
pub async fn decision_approve(lang: String, posting: String, decision: String) -> Result<(), ApiError> {
    let (posting, decision) = (gate::code(&posting)?, gate::code(&decision)?);
    gate::pass(async |service, caller| service::decisions::approve(service, caller, posting, decision).await)
        .await?;
    gate::go(&crate::address::decision(gate::lang(&lang), posting, decision));
    Ok(())
}

/// Sends a proposal back.
#[server(endpoint = "decisions/return")]
pub async fn decision_return(
    lang: String,
    posting: String,
    decision: String,
    #[server(default)] reason: String,
) -> Result<(), ApiError> {
    let (posting, decision) = (gate::code(&posting)?, gate::code(&decision)?);
    gate::pass(async |service, caller| {
        service::decisions::return_back(service, caller, posting, decision, &reason).await
    })
    .await?;
    gate::go(&crate::address::decision(gate::lang(&lang), posting, decision));
    Ok(())
}
