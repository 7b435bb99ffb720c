//! Dry runs and their confirmation. Files come in through plain upload handlers of the server.

use std::collections::BTreeMap;

use domain::import::ColumnUse;
use domain::reason::{Reason, TypedWhy};
use domain::view::desk::imports::ImportPreview;
use leptos::prelude::*;
use leptos::server;

use super::ApiError;
use super::gate;

/// A dry run with one page of its changes.
#[server(endpoint = "imports/view", input = server_fn::codec::GetUrl)]
pub async fn import_view(
    posting: String,
    import: String,
    lang: String,
    #[server(default)] page: u32,
) -> Result<ImportPreview, ApiError> {
    let (posting, import, lang) = (gate::code(&posting)?, gate::code(&import)?, gate::lang(&lang));
    gate::pass(async |service, caller| {
        service::imports::preview(service, caller, posting, import, (lang, page)).await
    })
    .await
}

/// Reads the table of a dry run again, its columns as they were chosen: `read[c2]=plan` for the third title. It leads to the
/// new dry run.
#[server(endpoint = "imports/columns")]
pub async fn import_columns(
    lang: String,
    posting: String,
    import: String,
    #[server(default)] read: BTreeMap<String, String>,
) -> Result<(), ApiError> {
    let (posting, import) = (gate::code(&posting)?, gate::code(&import)?);
    let next = gate::pass(async |service, caller| {
        let chosen = read.iter().map(|(name, word)| chosen(name, word)).collect::<Result<_, _>>()?;
        service::imports::choose_columns(service, caller, posting, import, &chosen).await
    })
    .await?;
    gate::go(&crate::address::desk_posting(gate::lang(&lang), posting, &format!("imports/{next}")));
    Ok(())
}

/// The name of the choice for a column.
#[must_use]
pub fn column_name(index: u32) -> String {
    format!("read[c{index}]")
}

/// One choice: the index of the column, and what it is read as.
fn chosen(name: &str, word: &str) -> Result<(u32, ColumnUse), Reason> {
    let index = name.strip_prefix('c').and_then(|index| index.parse().ok());
    index.zip(ColumnUse::from_word(word)).ok_or_else(|| TypedWhy::NotAChoice.at("read"))
}

/// Writes exactly what the dry run of a position table showed.
#[server(endpoint = "imports/positions")]
pub async fn import_positions(lang: String, posting: String, import: String) -> Result<u32, ApiError> {
    let (posting, import) = (gate::code(&posting)?, gate::code(&import)?);
    let rows = gate::pass(async |service, caller| {
        service::imports::confirm_positions(service, caller, posting, import).await
    })
    .await?;
    gate::desk(&lang, posting, "positions");
    Ok(rows)
}

/// Writes exactly what the dry run of marks showed.
#[server(endpoint = "imports/marks")]
pub async fn import_marks(lang: String, posting: String, import: String) -> Result<u32, ApiError> {
    let (posting, import) = (gate::code(&posting)?, gate::code(&import)?);
    let rows = gate::pass(async |service, caller| {
        service::imports::confirm_marks(service, caller, posting, import).await
    })
    .await?;
    gate::desk(&lang, posting, "marks");
    Ok(rows)
}
