//! Acts on marks. After a plain form the browser is sent to the page that shows the result.

mod place;
mod unsaved;

use domain::view::desk::marks::MarksPage;
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
    gate::pass(async |service, caller| service::marks::view(service, caller, posting, place.asked()).await)
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
        .map(|cell| service::marks::Typed { ticket: cell.ticket, text: cell.text, version: cell.version })
        .collect();
    let answers = gate::pass(async |service, caller| {
        service::marks::enter(service, caller, posting, &place.component, &typed, lang).await
    })
    .await?;
    gate::go(&place.after(lang, posting, &answers));
    Ok(())
}

#[cfg(all(test, feature = "ssr"))]
mod tests;
