//! Work that is done after an act.

use domain::view::desk::jobs::JobsPage;
use leptos::prelude::*;
use leptos::server;

use super::ApiError;
use super::gate;

/// The jobs of the installation.
#[server(endpoint = "jobs/view", input = server_fn::codec::GetUrl)]
pub async fn jobs_view() -> Result<JobsPage, ApiError> {
    gate::pass(async |service, caller| service::queue::jobs(service, caller).await).await
}

/// Lets a parked job be tried again.
#[server(endpoint = "jobs/retry")]
pub async fn jobs_retry(
    lang: String,
    #[server(default)] job: String,
    #[server(default)] retry_reason: String,
) -> Result<(), ApiError> {
    gate::pass(async |service, caller| service::queue::try_again(service, caller, &job, &retry_reason).await)
        .await?;
    gate::go(&crate::address::desk_jobs(gate::lang(&lang)));
    Ok(())
}

/// Gives a parked job up.
#[server(endpoint = "jobs/give_up")]
pub async fn jobs_give_up(
    lang: String,
    #[server(default)] job: String,
    #[server(default)] drop_reason: String,
) -> Result<(), ApiError> {
    gate::pass(async |service, caller| service::queue::give_up(service, caller, &job, &drop_reason).await)
        .await?;
    gate::go(&crate::address::desk_jobs(gate::lang(&lang)));
    Ok(())
}
