//! Acts on marks. After a plain form the browser is sent to the page that shows the result.

mod kept;
mod place;

use std::collections::HashSet;

use domain::view::desk::marks::{MarkHistoryPage, MarksPage};
use leptos::prelude::*;
use leptos::server;
use serde::{Deserialize, Serialize};

pub use kept::cells_of;
pub use place::Place;

use super::ApiError;
use super::gate;

/// Where the grid's form is sent.
pub const ENTER: &str = "/api/marks/enter";
/// Where its search is sent.
pub const FIND: &str = "/api/marks/find";

/// One cell of the grid as the form sends it: `cells[0][ticket]` and so on.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
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

impl TypedCell {
    /// Whether anything else stands there than when the page came.
    #[must_use]
    pub fn is_changed(&self) -> bool {
        self.text.trim() != self.was
    }
}

/// A page of marks; whoever is looked for stands there as a code, since logs and histories keep addresses.
#[server(endpoint = "marks/view", input = server_fn::codec::GetUrl)]
pub async fn marks_view(posting: String, place: Place) -> Result<MarksPage, ApiError> {
    let posting = gate::code(&posting)?;
    let place = Place { words: gate::sought(&place.search), ..place };
    gate::pass(async |service, caller| service::marks::view(service, caller, posting, place.asked()).await)
        .await
}

/// Looks for a ticket number or a position; the address of the page that answers keeps a code in its place.
#[server(endpoint = "marks/find")]
pub async fn marks_find(
    lang: String,
    posting: String,
    #[server(default)] place: Place,
    #[server(default)] words: String,
) -> Result<(), ApiError> {
    let (code, lang) = (gate::code(&posting)?, gate::lang(&lang));
    let search =
        gate::pass(async |service, caller| service::marks::seek(service, caller, code, &words).await).await?;
    gate::go(&Place { search, page: 1, ..place }.address(lang, code));
    Ok(())
}

/// Everything that ever stood in one cell.
#[server(endpoint = "marks/history", input = server_fn::codec::GetUrl)]
pub async fn mark_history(
    posting: String,
    application: String,
    component: String,
) -> Result<MarkHistoryPage, ApiError> {
    let (posting, application) = (gate::code(&posting)?, gate::code(&application)?);
    gate::pass(async |service, caller| {
        service::marks::history(service, caller, posting, (application, &component)).await
    })
    .await
}

/// Empties one cell for a reason.
#[server(endpoint = "marks/empty")]
pub async fn mark_empty(
    lang: String,
    posting: String,
    application: String,
    component: String,
    version: i64,
    reason: String,
) -> Result<(), ApiError> {
    let (posting, application, lang) = (gate::code(&posting)?, gate::code(&application)?, gate::lang(&lang));
    gate::pass(async |service, caller| {
        service::marks::empty(service, caller, posting, (application, &component), version, &reason).await
    })
    .await?;
    gate::go(&crate::address::mark(lang, posting, application, &component));
    Ok(())
}

/// Saves the cells that were changed. What could not be saved is kept sealed for its sender, and the page that follows shows it as
/// it was typed.
#[server(endpoint = "marks/enter")]
pub async fn marks_enter(
    lang: String,
    posting: String,
    place: Place,
    #[server(default)] cells: Vec<TypedCell>,
) -> Result<(), ApiError> {
    let (code, lang) = (gate::code(&posting)?, gate::lang(&lang));
    let changed: Vec<TypedCell> = cells.into_iter().filter(TypedCell::is_changed).collect();
    let typed = |cell: &TypedCell| service::marks::Typed {
        ticket: cell.ticket.clone(),
        text: cell.text.clone(),
        version: cell.version,
    };
    let typed: Vec<_> = changed.iter().map(typed).collect();
    let (saved, left) = gate::pass(async |service, caller| {
        let answers = service::marks::enter(service, caller, code, &place.component, &typed, lang).await?;
        let saved = answers.iter().filter(|answer| answer.saved).count();
        let refused: HashSet<&str> =
            answers.iter().filter(|answer| !answer.saved).map(|answer| answer.ticket.as_str()).collect();
        let left: Vec<_> = changed.iter().filter(|cell| refused.contains(cell.ticket.as_str())).collect();
        if !left.is_empty() {
            let fields = kept::fields(&posting, &place.component, &left);
            gate::keep(service, caller, ENTER, &fields).await?;
        }
        Ok((saved, left.len()))
    })
    .await?;
    gate::go(&place.after(lang, code, saved, left == 0));
    Ok(())
}

#[cfg(all(test, feature = "ssr"))]
mod tests;
