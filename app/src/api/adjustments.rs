//! Rounds of moves after the marks: proposed and confirmed, chosen in, and ruled on.

use domain::view::desk::adjustments::AdjustmentPage;
use leptos::prelude::*;
use leptos::server;
use service::adjustments::RoundForm;

use super::ApiError;
use super::gate;

/// The page below `desk/postings/CODE`.
const PAGE: &str = "adjustment";

/// The rounds of a posting, and what people chose.
#[server(endpoint = "adjustments/view", input = server_fn::codec::GetUrl)]
pub async fn adjustments_view(posting: String) -> Result<AdjustmentPage, ApiError> {
    let posting = gate::code(&posting)?;
    gate::pass(async |service, caller| service::adjustments::page(service, caller, posting).await).await
}

/// Proposes a round; `numbers` and `places` go together.
#[server(endpoint = "adjustments/propose")]
pub async fn adjustments_propose(
    lang: String,
    posting: String,
    #[server(default)] numbers: Vec<String>,
    #[server(default)] places: Vec<String>,
    #[server(default)] opens: String,
    #[server(default)] closes: String,
    #[server(default)] reason: String,
) -> Result<(), ApiError> {
    let posting = gate::code(&posting)?;
    let places = numbers.into_iter().zip(places).collect();
    let form = RoundForm { places, opens, closes, reason };
    gate::act((&lang, posting, PAGE), async |service, caller| {
        service::adjustments::propose(service, caller, posting, &form).await
    })
    .await
}

/// Confirms a round as it was proposed.
#[server(endpoint = "adjustments/confirm")]
pub async fn adjustments_confirm(lang: String, posting: String, adjustment: String) -> Result<(), ApiError> {
    let (posting, of) = (gate::code(&posting)?, gate::code(&adjustment)?);
    gate::act((&lang, posting, PAGE), async |service, caller| {
        service::adjustments::confirm(service, caller, (posting, of)).await
    })
    .await
}

/// Sends a proposal back.
#[server(endpoint = "adjustments/return")]
pub async fn adjustments_return(
    lang: String,
    posting: String,
    adjustment: String,
    #[server(default)] answer: String,
) -> Result<(), ApiError> {
    let (posting, of) = (gate::code(&posting)?, gate::code(&adjustment)?);
    gate::act((&lang, posting, PAGE), async |service, caller| {
        service::adjustments::send_back(service, caller, (posting, of), &answer).await
    })
    .await
}

/// Takes a person into the position that was chosen.
#[server(endpoint = "adjustments/take")]
pub async fn adjustments_take(lang: String, posting: String, choice: String) -> Result<(), ApiError> {
    let (posting, choice) = (gate::code(&posting)?, gate::code(&choice)?);
    gate::act((&lang, posting, PAGE), async |service, caller| {
        service::adjustments::take(service, caller, (posting, choice)).await
    })
    .await
}

/// Refuses a choice with a reason that the person reads.
#[server(endpoint = "adjustments/refuse")]
pub async fn adjustments_refuse(
    lang: String,
    posting: String,
    choice: String,
    #[server(default)] answer: String,
) -> Result<(), ApiError> {
    let (posting, choice) = (gate::code(&posting)?, gate::code(&choice)?);
    gate::act((&lang, posting, PAGE), async |service, caller| {
        service::adjustments::refuse(service, caller, (posting, choice), &answer).await
    })
    .await
}

/// Chooses another position.
#[server(endpoint = "adjustments/choose")]
pub async fn adjustments_choose(
    lang: String,
    application: String,
    #[server(default)] position: String,
) -> Result<(), ApiError> {
    let (code, position) = (gate::code(&application)?, gate::code(&position)?);
    gate::pass(async |service, caller| service::adjustments::choose(service, caller, code, position).await)
        .await?;
    gate::go(&crate::address::application(gate::lang(&lang), code));
    Ok(())
}

/// Takes the own choice back.
#[server(endpoint = "adjustments/take_back")]
pub async fn adjustments_take_back(lang: String, application: String) -> Result<(), ApiError> {
    let code = gate::code(&application)?;
    gate::pass(async |service, caller| service::adjustments::take_back(service, caller, code).await).await?;
    gate::go(&crate::address::application(gate::lang(&lang), code));
    Ok(())
}
