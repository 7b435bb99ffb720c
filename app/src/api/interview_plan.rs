//! The plan of a posting's interviews: read, written, sent and decided.

use domain::view::desk::interview_plan::InterviewPlanPage;
use leptos::prelude::*;
use leptos::server;

use super::ApiError;
use super::gate;

/// The page below `desk/postings/CODE`.
const PAGE: &str = "interview-plan";

/// The plan with all its versions.
#[server(endpoint = "interview-plan/view", input = server_fn::codec::GetUrl)]
pub async fn interview_plan_view(posting: String) -> Result<InterviewPlanPage, ApiError> {
    let posting = gate::code(&posting)?;
    gate::pass(async |service, caller| service::postings::interview_plan(service, caller, posting).await)
        .await
}

/// Writes the plan: a text for each heading, in their order.
#[server(endpoint = "interview-plan/write")]
pub async fn interview_plan_write(
    lang: String,
    posting: String,
    #[server(default)] digest: String,
    #[server(default)] heading: Vec<String>,
) -> Result<(), ApiError> {
    let posting = gate::code(&posting)?;
    gate::act((&lang, posting, PAGE), async |service, caller| {
        service::postings::write_interview_plan(service, caller, (posting, &digest), &heading).await
    })
    .await
}

/// Sends the draft to the competent department.
#[server(endpoint = "interview-plan/send")]
pub async fn interview_plan_send(
    lang: String,
    posting: String,
    #[server(default)] digest: String,
) -> Result<(), ApiError> {
    let posting = gate::code(&posting)?;
    gate::act((&lang, posting, PAGE), async |service, caller| {
        service::postings::send_interview_plan(service, caller, (posting, &digest)).await
    })
    .await
}

/// Approves the version that waits.
#[server(endpoint = "interview-plan/approve")]
pub async fn interview_plan_approve(
    lang: String,
    posting: String,
    #[server(default)] digest: String,
) -> Result<(), ApiError> {
    let posting = gate::code(&posting)?;
    gate::act((&lang, posting, PAGE), async |service, caller| {
        service::postings::approve_interview_plan(service, caller, (posting, &digest)).await
    })
    .await
}

/// Sends the version that waits back.
#[server(endpoint = "interview-plan/return")]
pub async fn interview_plan_return(
    lang: String,
    posting: String,
    #[server(default)] digest: String,
    #[server(default)] answer: String,
) -> Result<(), ApiError> {
    let posting = gate::code(&posting)?;
    gate::act((&lang, posting, PAGE), async |service, caller| {
        service::postings::return_interview_plan(service, caller, (posting, &digest), &answer).await
    })
    .await
}
