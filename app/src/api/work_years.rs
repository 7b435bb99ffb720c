//! The calendar of working days.

use domain::view::desk::work_years::WorkYearsPage;
use leptos::prelude::*;
use leptos::server;

use super::ApiError;
use super::gate;

/// The years whose working days can be counted.
#[server(endpoint = "work-years/view", input = server_fn::codec::GetUrl)]
pub async fn work_years_view() -> Result<WorkYearsPage, ApiError> {
    gate::pass(async |service, caller| service::work_years::years(service, caller).await).await
}

/// Enters the working days of a year.
#[server(endpoint = "work-years/enter")]
pub async fn work_years_enter(
    lang: String,
    #[server(default)] year: String,
    #[server(default)] source: String,
    #[server(default)] days: String,
    #[server(default)] reason: String,
) -> Result<(), ApiError> {
    let form = service::work_years::WorkYearForm { year, source, days, reason };
    gate::pass(async |service, caller| service::work_years::enter(service, caller, &form).await).await?;
    gate::go(&crate::address::desk_work_years(gate::lang(&lang)));
    Ok(())
}
