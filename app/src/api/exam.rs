//! Acts on marks, rankings and lists. After a plain form the browser is sent to the page that shows the result.

mod place;
mod unsaved;

use domain::scoring::trace::Step;
use domain::view::desk::{Lists, MarksPage, Proof, RankingPage};
use leptos::prelude::*;
use leptos::server;
use serde::{Deserialize, Serialize};

pub use place::Place;
pub use unsaved::Unsaved;

use super::ApiError;
use super::gate;

/// One cell of the grid as the form sends it: `cells[0][ticket]` and so on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TypedCell {
    /// Ticket number.
    pub ticket: String,
    /// What stands in the field now.
    pub text: String,
    /// What stood there when the page came.
    pub was: String,
    /// Version of the mark then, 0 for none.
    pub version: i64,
}

/// A page of marks.
#[server(endpoint = "marks/view", input = server_fn::codec::GetUrl)]
pub async fn marks_view(posting: String, place: Place) -> Result<MarksPage, ApiError> {
    let posting = gate::code(&posting)?;
    gate::pass(async |service, caller| service::scores::view(service, caller, posting, place.asked()).await)
        .await
}

/// Saves the cells that were changed; what could not be saved is told on the page that follows.
#[server(endpoint = "marks/enter")]
pub async fn marks_enter(
    lang: String,
    posting: String,
    place: Place,
    #[server(default)] cells: Vec<TypedCell>,
) -> Result<(), ApiError> {
    let (posting, lang) = (gate::code(&posting)?, gate::lang(&lang));
    let changed = cells.into_iter().filter(|cell| cell.text.trim() != cell.was);
    let typed: Vec<_> = changed
        .map(|cell| service::scores::Typed { ticket: cell.ticket, text: cell.text, version: cell.version })
        .collect();
    let answers = gate::pass(async |service, caller| {
        service::scores::enter(service, caller, posting, &place.component, &typed, lang).await
    })
    .await?;
    gate::go(&place.after(lang, posting, &answers));
    Ok(())
}

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

/// Every step of one person's computation.
#[server(endpoint = "ranking/steps", input = server_fn::codec::GetUrl)]
pub async fn ranking_steps(posting: String, ticket: String) -> Result<Vec<Step>, ApiError> {
    let posting = gate::code(&posting)?;
    gate::pass(async |service, caller| service::ranking::steps(service, caller, posting, &ticket).await).await
}

/// Computes the ranking from what is there.
#[server(endpoint = "ranking/compute")]
pub async fn ranking_compute(lang: String, posting: String) -> Result<(), ApiError> {
    let posting = gate::code(&posting)?;
    gate::pass(async |service, caller| service::ranking::compute(service, caller, posting).await).await?;
    gate::go(&crate::address::desk_posting(gate::lang(&lang), posting, "ranking"));
    Ok(())
}

/// Lets the ranking fall so that marks can be corrected.
#[server(endpoint = "ranking/reopen")]
pub async fn ranking_reopen(
    lang: String,
    posting: String,
    #[server(default)] reason: String,
) -> Result<(), ApiError> {
    let posting = gate::code(&posting)?;
    gate::pass(async |service, caller| service::ranking::reopen(service, caller, posting, &reason).await)
        .await?;
    gate::go(&crate::address::desk_posting(gate::lang(&lang), posting, "ranking"));
    Ok(())
}

/// The lists of a posting: which can be published, which are.
#[server(endpoint = "lists/view", input = server_fn::codec::GetUrl)]
pub async fn lists_view(posting: String) -> Result<Lists, ApiError> {
    let posting = gate::code(&posting)?;
    gate::pass(async |service, caller| service::publication::lists(service, caller, posting).await).await
}

/// A list as it would be published at this instant.
#[server(endpoint = "lists/proof", input = server_fn::codec::GetUrl)]
pub async fn lists_proof(posting: String, stage: String) -> Result<Proof, ApiError> {
    let posting = gate::code(&posting)?;
    gate::pass(async |service, caller| service::publication::proof(service, caller, posting, &stage).await)
        .await
}

/// Signs and publishes exactly the list that was shown; `at` is its instant in Unix milliseconds.
#[server(endpoint = "lists/publish")]
pub async fn lists_publish(
    lang: String,
    posting: String,
    stage: String,
    at: i64,
    digest: String,
) -> Result<(), ApiError> {
    let posting = gate::code(&posting)?;
    let shown = (domain::calendar::Instant(at), digest.as_str());
    gate::pass(async |service, caller| {
        service::publication::publish(service, caller, posting, &stage, shown).await
    })
    .await?;
    gate::go(&crate::address::desk_posting(gate::lang(&lang), posting, "lists"));
    Ok(())
}

#[cfg(all(test, feature = "ssr"))]
mod tests;
