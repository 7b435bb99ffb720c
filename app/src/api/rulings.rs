//! Acts on rulings beside the scheme. After a plain form the browser is sent to the page that shows the result.

use domain::id::Code;
use domain::rulings::FormKind;
use domain::view::desk::rulings::{DraftedNotice, ProposalPage, RulingPage, RulingsPage};
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
    /// Of a line: a class of papers.
    pub paper: String,
    /// Of a line: `yes` where every possible line is to be listed.
    pub all: String,
    /// A list.
    pub list: String,
    /// `yes` for an override of the list.
    pub by_decision: String,
    /// The code of a ruling to correct.
    pub corrects: String,
    /// `yes` where it is to be taken back.
    pub withdraw: String,
}

/// The number of the form of a supplementary notice, for whoever may propose one.
///
/// # Errors
/// [`ApiError::Denied`] or [`ApiError::Missing`] for others.
pub async fn notice_key(posting: String) -> Result<Code, ApiError> {
    let posting = gate::code(&posting)?;
    gate::pass(async |service, caller| {
        service::rulings::may_propose_notice(service, caller, posting).await?;
        Ok(service.form_key())
    })
    .await
}

/// The rulings of a posting.
#[server(endpoint = "rulings/list", input = server_fn::codec::GetUrl)]
pub async fn rulings_list(posting: String) -> Result<RulingsPage, ApiError> {
    let posting = gate::code(&posting)?;
    gate::pass(async |service, caller| service::rulings::page(service, caller, posting).await).await
}

/// One ruling.
#[server(endpoint = "rulings/view", input = server_fn::codec::GetUrl)]
pub async fn ruling_view(posting: String, ruling: String) -> Result<RulingPage, ApiError> {
    let (posting, ruling) = (gate::code(&posting)?, gate::code(&ruling)?);
    gate::pass(async |service, caller| service::rulings::view(service, caller, posting, ruling).await).await
}

/// The form that proposes one.
#[server(endpoint = "rulings/form", input = server_fn::codec::GetUrl)]
pub async fn ruling_form(posting: String, about: About) -> Result<ProposalPage, ApiError> {
    let posting = gate::code(&posting)?;
    let corrects = if about.corrects.is_empty() { None } else { Some(gate::code(&about.corrects)?) };
    let subject = service::rulings::Subject {
        question: about.question,
        of: about.of,
        position: about.position,
        paper: about.paper,
        all: about.all == "yes",
        list: about.list,
        by_decision: about.by_decision == "yes",
        corrects,
        withdraw: about.withdraw == "yes",
    };
    gate::pass(async |service, caller| service::rulings::form(service, caller, posting, subject).await).await
}

/// Proposes a ruling.
#[server(endpoint = "rulings/propose")]
pub async fn ruling_propose(
    lang: String,
    posting: String,
    key: String,
    kind: FormKind,
    #[server(default)] corrects: String,
    #[server(default)] question: String,
    #[server(default)] position: String,
    #[server(default)] paper: String,
    #[server(default)] list: String,
    #[server(default)] of: String,
    #[server(default)] line: String,
    #[server(default)] tickets: Vec<String>,
    #[server(default)] marks: Vec<String>,
    #[server(default)] places: Vec<String>,
    #[server(default)] witnesses: String,
    #[server(default)] number: String,
    #[server(default)] out: String,
    #[server(default)] fill: String,
    #[server(default)] round: String,
    #[server(default)] qualified: String,
    #[server(default)] cause: String,
    #[server(default)] person: String,
    #[server(default)] ground: String,
    #[server(default)] reason: String,
) -> Result<(), ApiError> {
    let (posting, key) = (gate::code(&posting)?, gate::code(&key)?);
    let corrects = if corrects.is_empty() { None } else { Some(gate::code(&corrects)?) };
    let form = domain::rulings::RulingForm {
        kind,
        question,
        position,
        paper,
        list,
        of,
        line,
        tickets,
        marks,
        places,
        witnesses,
        number,
        out,
        fill,
        round,
        qualified,
        cause,
        person,
        ground,
        reason,
    };
    let code = gate::pass(async |service, caller| {
        service::rulings::propose(service, caller, posting, key, (&form, corrects)).await
    })
    .await?;
    gate::go(&crate::address::ruling(gate::lang(&lang), posting, code));
    Ok(())
}

/// The draft of the scheme as a supplementary notice would bring it.
#[server(endpoint = "rulings/drafted", input = server_fn::codec::GetUrl)]
pub async fn ruling_drafted(posting: String) -> Result<DraftedNotice, ApiError> {
    let posting = gate::code(&posting)?;
    gate::pass(async |service, caller| service::rulings::drafted_page(service, caller, posting).await).await
}

/// Proposes the draft of the scheme as a supplementary notice.
#[server(endpoint = "rulings/propose_drafted")]
pub async fn ruling_propose_drafted(
    lang: String,
    posting: String,
    key: String,
    version: i64,
    based_on: u32,
    #[server(default)] title: String,
    #[server(default)] reason: String,
) -> Result<(), ApiError> {
    let (posting, key) = (gate::code(&posting)?, gate::code(&key)?);
    let form = service::rulings::NoticeForm { title, reason };
    let code = gate::pass(async |service, caller| {
        let seen = (version, based_on);
        service::rulings::propose_drafted(service, caller, (posting, key), seen, &form).await
    })
    .await?;
    gate::go(&crate::address::ruling(gate::lang(&lang), posting, code));
    Ok(())
}

/// Approves a proposal.
#[server(endpoint = "rulings/approve")]
pub async fn ruling_approve(lang: String, posting: String, ruling: String) -> Result<(), ApiError> {
    let (posting, ruling) = (gate::code(&posting)?, gate::code(&ruling)?);
    gate::pass(async |service, caller| service::rulings::approve(service, caller, posting, ruling).await)
        .await?;
    gate::go(&crate::address::ruling(gate::lang(&lang), posting, ruling));
    Ok(())
}

/// Sends a proposal back.
#[server(endpoint = "rulings/return")]
pub async fn ruling_return(
    lang: String,
    posting: String,
    ruling: String,
    #[server(default)] reason: String,
) -> Result<(), ApiError> {
    let (posting, ruling) = (gate::code(&posting)?, gate::code(&ruling)?);
    gate::pass(async |service, caller| {
        service::rulings::return_back(service, caller, posting, ruling, &reason).await
    })
    .await?;
    gate::go(&crate::address::ruling(gate::lang(&lang), posting, ruling));
    Ok(())
}
