//! Acts on rankings. After a plain form the browser is sent to the page that shows the result.

use domain::view::desk::ranking::{AgainPage, Explained, RankingPage, Spread, TryMarkPage};
use leptos::prelude::*;
use leptos::server;

use super::ApiError;
use super::gate;

/// The standing ranking: its index and the lines of one position.
#[server(endpoint = "ranking/view", input = server_fn::codec::GetUrl)]
pub async fn ranking_view(
    posting: String,
    #[server(default)] position: String,
) -> Result<RankingPage, ApiError> {
    let posting = gate::code(&posting)?;
    gate::pass(async |service, caller| service::ranking::view(service, caller, posting, &position).await)
        .await
}

/// How the marks are distributed, and of whom those above each cut consist.
#[server(endpoint = "ranking/spread", input = server_fn::codec::GetUrl)]
pub async fn ranking_spread(posting: String) -> Result<Spread, ApiError> {
    let posting = gate::code(&posting)?;
    gate::pass(async |service, caller| service::ranking::spread(service, caller, posting).await).await
}

/// The rankings that stood, and what came of computing one of them again from what was kept.
#[server(endpoint = "ranking/again", input = server_fn::codec::GetUrl)]
pub async fn ranking_again(
    posting: String,
    #[server(default)] ranking: String,
) -> Result<AgainPage, ApiError> {
    let posting = gate::code(&posting)?;
    let chosen = if ranking.is_empty() { None } else { Some(gate::code(&ranking)?) };
    gate::pass(async |service, caller| service::ranking::again(service, caller, posting, chosen).await).await
}

/// Every step of one person's computation.
#[server(endpoint = "ranking/steps", input = server_fn::codec::GetUrl)]
pub async fn ranking_steps(posting: String, application: String) -> Result<Explained, ApiError> {
    let (posting, application) = (gate::code(&posting)?, gate::code(&application)?);
    gate::pass(async |service, caller| service::ranking::steps(service, caller, posting, application).await)
        .await
}

/// The function that a mark is tried by.
pub const TRY: &str = "/api/ranking/try";

/// Keeps the mark that is tried for whoever tries it and leads to the page that counts with it: no mark stands in an address.
#[server(endpoint = "ranking/try")]
pub async fn ranking_try(
    lang: String,
    posting: String,
    application: String,
    #[server(default)] component: String,
    #[server(default)] mark: String,
) -> Result<(), ApiError> {
    let (code, person) = (gate::code(&posting)?, gate::code(&application)?);
    let page = format!("ranking/{person}/try");
    let fields = [
        ("posting", posting.as_str()),
        ("application", application.as_str()),
        ("component", component.as_str()),
        ("mark", mark.as_str()),
    ];
    gate::ask((TRY, "ranking.try_mark"), (&lang, code, &page), &fields).await
}

/// One person's marks, and who would move by the one that was typed.
#[server(endpoint = "ranking/try_mark")]
pub async fn ranking_try_mark(
    posting: String,
    application: String,
    #[server(default)] component: String,
    #[server(default)] mark: String,
    #[server(default)] lang: String,
) -> Result<TryMarkPage, ApiError> {
    let (posting, application, lang) = (gate::code(&posting)?, gate::code(&application)?, gate::lang(&lang));
    let of = (application, component.as_str(), mark.as_str());
    gate::pass(async |service, caller| service::ranking::try_mark(service, caller, posting, of, lang).await)
        .await
}

/// Computes the ranking from what is there.
#[server(endpoint = "ranking/compute")]
pub async fn ranking_compute(lang: String, posting: String) -> Result<(), ApiError> {
    let posting = gate::code(&posting)?;
    gate::act((&lang, posting, "ranking"), async |service, caller| {
        service::ranking::compute(service, caller, posting).await
    })
    .await
}

/// Lets the ranking fall so that marks can be corrected.
#[server(endpoint = "ranking/reopen")]
pub async fn ranking_reopen(
    lang: String,
    posting: String,
    #[server(default)] reason: String,
) -> Result<(), ApiError> {
    let posting = gate::code(&posting)?;
    gate::act((&lang, posting, "ranking"), async |service, caller| {
        service::ranking::reopen(service, caller, posting, &reason).await
    })
    .await
}
