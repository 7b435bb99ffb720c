//! The panels of examiners of a posting: read, and recorded as a whole.

use domain::panels::PanelForm;
use domain::view::desk::panels::PanelsPage;
use leptos::prelude::*;
use leptos::server;

use super::ApiError;
use super::gate;

/// The panels of a posting, and what the scheme asks of each.
#[server(endpoint = "panels/view", input = server_fn::codec::GetUrl)]
pub async fn panels_view(posting: String) -> Result<PanelsPage, ApiError> {
    let posting = gate::code(&posting)?;
    gate::pass(async |service, caller| service::postings::panels(service, caller, posting).await).await
}

/// Records the panels; the fields of one row have the same place in their lists.
#[server(endpoint = "panels/record")]
pub async fn panels_record(
    lang: String,
    posting: String,
    #[server(default)] digest: String,
    #[server(default)] panel_stage: Vec<String>,
    #[server(default)] panel_name: Vec<String>,
    #[server(default)] panel_examiners: Vec<String>,
    #[server(default)] panel_outside: Vec<String>,
    #[server(default)] panel_chief: Vec<String>,
) -> Result<(), ApiError> {
    let posting = gate::code(&posting)?;
    let at = |list: &[String], row: usize| list.get(row).cloned().unwrap_or_default();
    let row = |row: usize| PanelForm {
        stage: at(&panel_stage, row),
        name: at(&panel_name, row),
        examiners: at(&panel_examiners, row),
        outside: at(&panel_outside, row),
        chief: at(&panel_chief, row),
    };
    let rows: Vec<PanelForm> = (0..panel_name.len()).map(row).collect();
    gate::act((&lang, posting, "panels"), async |service, caller| {
        service::postings::record_panels(service, caller, (posting, &digest), &rows).await
    })
    .await
}
