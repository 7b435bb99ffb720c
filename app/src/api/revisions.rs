//! Versions of a posting: what is put before the approver, those so far, and a further one from its draft to its approval.

use domain::posting::PostingForm;
use domain::view::desk::revisions::{
    ApprovalPage, BetweenPage, CutPage, PositionForm, RevisionPage, VersionsPage,
};
use leptos::prelude::*;
use leptos::server;

use super::ApiError;
use super::gate;

/// What would be approved, with what changed since the department saw the posting last.
#[server(endpoint = "postings/approval", input = server_fn::codec::GetUrl)]
pub async fn posting_approval(posting: String) -> Result<ApprovalPage, ApiError> {
    let posting = gate::code(&posting)?;
    gate::pass(async |service, caller| service::postings::put_forward(service, caller, posting).await).await
}

/// The version that waits, to be approved with fewer places or answered by its authors.
#[server(endpoint = "revisions/cutting", input = server_fn::codec::GetUrl)]
pub async fn cut_view(posting: String) -> Result<CutPage, ApiError> {
    let posting = gate::code(&posting)?;
    gate::pass(async |service, caller| service::postings::cutting(service, caller, posting).await).await
}

/// Approves the version that waits with fewer places; `numbers`, `places` and `reasons` go together.
#[server(endpoint = "revisions/cut")]
pub async fn cut_decide(
    lang: String,
    posting: String,
    revision: String,
    digest: String,
    #[server(default)] numbers: Vec<String>,
    #[server(default)] places: Vec<String>,
    #[server(default)] reasons: Vec<String>,
) -> Result<(), ApiError> {
    let (posting, revision) = (gate::code(&posting)?, gate::code(&revision)?);
    let reasons = reasons.into_iter().chain(std::iter::repeat(String::new()));
    let rows = numbers.into_iter().zip(places).zip(reasons);
    let rows: Vec<_> = rows.map(|((number, places), reason)| (number, places, reason)).collect();
    gate::act((&lang, posting, "cut"), async |service, caller| {
        service::postings::cut(service, caller, (posting, revision), (&digest, &rows)).await
    })
    .await
}

/// Accepts what was approved with fewer places.
#[server(endpoint = "revisions/accept")]
pub async fn cut_accept(lang: String, posting: String, revision: String) -> Result<(), ApiError> {
    let (posting, revision) = (gate::code(&posting)?, gate::code(&revision)?);
    gate::act((&lang, posting, "revisions"), async |service, caller| {
        service::postings::accept(service, caller, (posting, revision)).await
    })
    .await
}

/// Does not accept it: what was asked for is a draft again.
#[server(endpoint = "revisions/decline")]
pub async fn cut_decline(lang: String, posting: String, revision: String) -> Result<(), ApiError> {
    let (posting, revision) = (gate::code(&posting)?, gate::code(&revision)?);
    gate::act((&lang, posting, ""), async |service, caller| {
        service::postings::decline(service, caller, (posting, revision)).await
    })
    .await
}

/// Every version of a posting that was put forward.
#[server(endpoint = "revisions/view", input = server_fn::codec::GetUrl)]
pub async fn revisions_view(posting: String) -> Result<VersionsPage, ApiError> {
    let posting = gate::code(&posting)?;
    gate::pass(async |service, caller| service::postings::versions(service, caller, posting).await).await
}

/// The further revision that is drafted or waits.
#[server(endpoint = "revisions/further", input = server_fn::codec::GetUrl)]
pub async fn revision_further(posting: String) -> Result<RevisionPage, ApiError> {
    let posting = gate::code(&posting)?;
    gate::pass(async |service, caller| service::postings::further(service, caller, posting).await).await
}

/// Drafts other words or dates.
#[server(endpoint = "revisions/terms")]
pub async fn revision_terms(
    lang: String,
    posting: String,
    version: i64,
    #[server(flatten)] form: PostingForm,
) -> Result<(), ApiError> {
    let posting = gate::code(&posting)?;
    gate::act((&lang, posting, "revision"), async |service, caller| {
        service::postings::draft_terms(service, caller, (posting, version), &form).await
    })
    .await
}

/// What is typed about a position.
#[derive(Clone, Debug, Default, serde::Serialize, serde::Deserialize)]
pub struct TypedPosition {
    #[serde(default)]
    code: String,
    #[serde(default)]
    unit: String,
    #[serde(default)]
    title: String,
    #[serde(default)]
    plan: String,
    #[serde(default)]
    conditions: String,
    #[serde(default)]
    scheme: String,
    #[serde(default)]
    details: std::collections::BTreeMap<String, String>,
}

/// The name of a kept column of a table in the form of a position.
#[must_use]
pub fn detail_name(at: usize) -> String {
    format!("c{at}")
}

impl TypedPosition {
    /// As the use cases take it.
    #[cfg(feature = "ssr")]
    pub(super) fn into_form(mut self) -> PositionForm {
        let columns = 0..domain::posting::MAX_DETAILS;
        let details = columns.map(|at| self.details.remove(&detail_name(at)).unwrap_or_default()).collect();
        let Self { code, unit, title, plan, conditions, scheme, .. } = self;
        PositionForm { code, unit, title, plan, conditions, scheme, details }
    }
}

/// Drafts what a position says; without `of` a further one.
#[server(endpoint = "revisions/position")]
pub async fn revision_position(
    lang: String,
    posting: String,
    version: i64,
    #[server(default)] of: String,
    #[server(default)] typed: TypedPosition,
) -> Result<(), ApiError> {
    let posting = gate::code(&posting)?;
    let form = typed.into_form();
    let of = Some(of.as_str()).filter(|of| !of.is_empty());
    gate::act((&lang, posting, "revision"), async |service, caller| {
        service::postings::draft_position(service, caller, (posting, version), (of, &form)).await
    })
    .await
}

/// What differs between two versions; with none named, the versions to choose from.
#[server(endpoint = "revisions/between", input = server_fn::codec::GetUrl)]
pub async fn revisions_between(
    posting: String,
    #[server(default)] from: String,
    #[server(default)] to: String,
) -> Result<BetweenPage, ApiError> {
    let posting = gate::code(&posting)?;
    let chosen =
        if from.is_empty() || to.is_empty() { None } else { Some((gate::code(&from)?, gate::code(&to)?)) };
    gate::pass(async |service, caller| service::postings::between(service, caller, posting, chosen).await)
        .await
}

/// Throws the draft away.
#[server(endpoint = "revisions/discard")]
pub async fn revision_discard(lang: String, posting: String, version: i64) -> Result<(), ApiError> {
    let posting = gate::code(&posting)?;
    gate::act((&lang, posting, "revision"), async |service, caller| {
        service::postings::discard(service, caller, posting, version).await
    })
    .await
}

/// Proposes the draft.
#[server(endpoint = "revisions/propose")]
pub async fn revision_propose(
    lang: String,
    posting: String,
    version: i64,
    #[server(default)] reason: String,
) -> Result<(), ApiError> {
    let posting = gate::code(&posting)?;
    gate::act((&lang, posting, "revision"), async |service, caller| {
        service::postings::propose(service, caller, (posting, version), &reason).await
    })
    .await
}

/// Puts a further revision in force under the digest shown.
#[server(endpoint = "revisions/approve")]
pub async fn revision_approve(
    lang: String,
    posting: String,
    revision: String,
    digest: String,
) -> Result<(), ApiError> {
    let (posting, revision) = (gate::code(&posting)?, gate::code(&revision)?);
    gate::act((&lang, posting, "revisions"), async |service, caller| {
        service::postings::enact(service, caller, (posting, revision), &digest).await
    })
    .await
}

/// Sends a further revision back.
#[server(endpoint = "revisions/return")]
pub async fn revision_return(
    lang: String,
    posting: String,
    revision: String,
    #[server(default)] reason: String,
) -> Result<(), ApiError> {
    let (posting, revision) = (gate::code(&posting)?, gate::code(&revision)?);
    gate::act((&lang, posting, "revisions"), async |service, caller| {
        service::postings::send_back(service, caller, (posting, revision), &reason).await
    })
    .await
}
