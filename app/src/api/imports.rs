//! Dry runs and their confirmation. Files come in through plain upload handlers of the server.

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

/// Writes exactly what the dry run of a position table showed.
#[server(endpoint = "imports/positions")]
pub async fn import_positions(lang: String, posting: String, import: String) -> Result<u32, ApiError> {
    let (posting, import) = (gate::code(&posting)?, gate::code(&import)?);
    let rows = gate::pass(async |service, caller| {
        service::imports::confirm_positions(service, caller, posting, import).await
    })
    .await?;
    gate::go(&crate::address::desk_posting(gate::lang(&lang), posting, "positions"));
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
    gate::go(&crate::address::desk_posting(gate::lang(&lang), posting, "marks"));
    Ok(rows)
}
