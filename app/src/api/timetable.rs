//! The timetable of a posting: read, and written as a whole.

use domain::timetable::StageForm;
use domain::view::desk::timetable::TimetablePage;
use leptos::prelude::*;
use leptos::server;

use super::ApiError;
use super::gate;

/// The timetable of a posting: that of the draft under way, otherwise the one that stands.
#[server(endpoint = "timetable/view", input = server_fn::codec::GetUrl)]
pub async fn timetable_view(posting: String) -> Result<TimetablePage, ApiError> {
    let posting = gate::code(&posting)?;
    gate::pass(async |service, caller| service::postings::timetable(service, caller, posting).await).await
}

/// Writes the timetable; the fields of one row have the same place in their lists.
#[server(endpoint = "timetable/write")]
pub async fn timetable_write(
    lang: String,
    posting: String,
    version: i64,
    #[server(default)] stage_place: Vec<String>,
    #[server(default)] stage_kind: Vec<String>,
    #[server(default)] stage_name: Vec<String>,
    #[server(default)] stage_day: Vec<String>,
    #[server(default)] stage_opens: Vec<String>,
    #[server(default)] stage_closes: Vec<String>,
) -> Result<(), ApiError> {
    let posting = gate::code(&posting)?;
    let at = |list: &[String], row: usize| list.get(row).cloned().unwrap_or_default();
    let row = |row: usize| StageForm {
        place: at(&stage_place, row),
        kind: at(&stage_kind, row),
        name: at(&stage_name, row),
        day: at(&stage_day, row),
        opens: at(&stage_opens, row),
        closes: at(&stage_closes, row),
    };
    let rows: Vec<StageForm> = (0..stage_kind.len()).map(row).collect();
    let further = gate::pass(async |service, caller| {
        service::postings::write_timetable(service, caller, (posting, version), &rows).await
    })
    .await?;
    gate::desk(&lang, posting, if further { "revision" } else { "timetable" });
    Ok(())
}
