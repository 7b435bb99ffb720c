//! Acts on postings. After a plain form the browser is sent to the page that shows the result.

use domain::access::Role;
use domain::id::Code;
use domain::posting::PostingForm;
use domain::view::desk::postings::{Desk, Member, Posting};
use leptos::prelude::*;
use leptos::server;

use super::ApiError;
use super::gate;
use super::revisions::TypedPosition;

/// The postings on the caller's desk, and what waits in them for the caller.
#[server(endpoint = "postings/list", input = server_fn::codec::GetUrl)]
pub async fn postings_list() -> Result<Desk, ApiError> {
    gate::pass(async |service, caller| service::postings::list(service, caller).await).await
}

/// A posting as its team sees it.
#[server(endpoint = "postings/view", input = server_fn::codec::GetUrl)]
pub async fn posting_view(posting: String) -> Result<Posting, ApiError> {
    let posting = gate::code(&posting)?;
    gate::pass(async |service, caller| service::postings::view(service, caller, posting).await).await
}

/// A fresh key for a form that creates something.
#[server(endpoint = "form_key", input = server_fn::codec::GetUrl)]
pub async fn form_key() -> Result<Code, ApiError> {
    gate::pass(async |service, _| Ok(service.form_key())).await
}

/// The number of the form by which a posting is started, for whoever may start one.
///
/// # Errors
/// [`ApiError::Denied`] for others.
pub async fn new_posting_key() -> Result<Code, ApiError> {
    gate::pass(async |service, caller| {
        service::postings::may_create(service, caller).await?;
        Ok(service.form_key())
    })
    .await
}

/// Staff who could join the team.
#[server(endpoint = "postings/assignable", input = server_fn::codec::GetUrl)]
pub async fn posting_assignable(posting: String) -> Result<Vec<Member>, ApiError> {
    let posting = gate::code(&posting)?;
    gate::pass(async |service, caller| service::postings::assignable(service, caller, posting).await).await
}

/// Starts a posting.
#[server(endpoint = "postings/create")]
pub async fn posting_create(
    lang: String,
    key: String,
    #[server(flatten)] form: PostingForm,
) -> Result<Code, ApiError> {
    let key = gate::code(&key)?;
    let code =
        gate::pass(async |service, caller| service::postings::create(service, caller, key, &form).await)
            .await?;
    gate::go(&crate::address::desk_posting(gate::lang(&lang), code, ""));
    Ok(code)
}

/// Starts a posting from another one.
#[server(endpoint = "postings/clone")]
pub async fn posting_clone(
    lang: String,
    key: String,
    posting: String,
    #[server(default)] positions: String,
    #[server(default)] team: String,
    #[server(default)] templates: String,
    #[server(default)] files: String,
) -> Result<Code, ApiError> {
    let (posting, key) = (gate::code(&posting)?, gate::code(&key)?);
    let yes = |word: String| word == "yes";
    let taken = service::postings::Taken {
        positions: yes(positions),
        team: yes(team),
        templates: yes(templates),
        files: yes(files),
    };
    let code = gate::pass(async |service, caller| {
        service::postings::clone_from(service, caller, (posting, key), taken).await
    })
    .await?;
    gate::go(&crate::address::desk_posting(gate::lang(&lang), code, ""));
    Ok(code)
}

/// Changes the words and dates of a draft.
#[server(endpoint = "postings/edit")]
pub async fn posting_edit(
    lang: String,
    posting: String,
    version: i64,
    #[server(flatten)] form: PostingForm,
) -> Result<(), ApiError> {
    let posting = gate::code(&posting)?;
    gate::act((&lang, posting, ""), async |service, caller| {
        service::postings::edit(service, caller, posting, version, &form).await
    })
    .await
}

/// Writes a position of a draft; without `of` a further one.
#[server(endpoint = "postings/position")]
pub async fn posting_position(
    lang: String,
    posting: String,
    version: i64,
    #[server(default)] of: String,
    #[server(default)] typed: TypedPosition,
) -> Result<(), ApiError> {
    let posting = gate::code(&posting)?;
    let (of, form) = (Some(of.as_str()).filter(|of| !of.is_empty()), typed.into_form());
    gate::act((&lang, posting, "positions"), async |service, caller| {
        service::postings::put_position(service, caller, (posting, version), (of, &form)).await
    })
    .await
}

/// Why the authority asks for positions, by number.
#[server(endpoint = "postings/reasons", input = server_fn::codec::GetUrl)]
pub async fn posting_reasons(posting: String) -> Result<Vec<(String, String)>, ApiError> {
    let posting = gate::code(&posting)?;
    gate::pass(async |service, caller| service::postings::reasons(service, caller, posting).await).await
}

/// Writes down why the authority asks for a position of a draft.
#[server(endpoint = "postings/explain")]
pub async fn posting_explain(
    lang: String,
    posting: String,
    #[server(default)] of: String,
    #[server(default)] reason: String,
) -> Result<(), ApiError> {
    let posting = gate::code(&posting)?;
    gate::act((&lang, posting, "positions"), async |service, caller| {
        service::postings::explain(service, caller, (posting, &of), &reason).await
    })
    .await
}

/// Takes a position out of a draft.
#[server(endpoint = "postings/take_position")]
pub async fn posting_take_position(
    lang: String,
    posting: String,
    version: i64,
    of: String,
) -> Result<(), ApiError> {
    let posting = gate::code(&posting)?;
    gate::act((&lang, posting, "positions"), async |service, caller| {
        service::postings::take_position(service, caller, (posting, version), &of).await
    })
    .await
}

/// Adds a member of staff to the team.
#[server(endpoint = "postings/assign")]
pub async fn posting_assign(lang: String, posting: String, member: String) -> Result<(), ApiError> {
    let posting = gate::code(&posting)?;
    // One choice of the form is a person in a role.
    let (role, person) = member.split_once('.').unwrap_or_default();
    let (person, role) = (gate::code(person)?, Role::from_word(role).ok_or(ApiError::Missing)?);
    gate::act((&lang, posting, "team"), async |service, caller| {
        service::postings::assign(service, caller, posting, person, role).await
    })
    .await
}

/// Takes a member off the team.
#[server(endpoint = "postings/unassign")]
pub async fn posting_unassign(lang: String, posting: String, assignment: String) -> Result<(), ApiError> {
    let (posting, assignment) = (gate::code(&posting)?, gate::code(&assignment)?);
    gate::act((&lang, posting, "team"), async |service, caller| {
        service::postings::unassign(service, caller, posting, assignment).await
    })
    .await
}

/// Sends a draft to the competent department.
#[server(endpoint = "postings/submit")]
pub async fn posting_submit(lang: String, posting: String, version: i64) -> Result<(), ApiError> {
    let posting = gate::code(&posting)?;
    gate::act((&lang, posting, ""), async |service, caller| {
        service::postings::submit(service, caller, posting, version).await
    })
    .await
}

/// Sends a submitted posting back.
#[server(endpoint = "postings/return")]
pub async fn posting_return(
    lang: String,
    posting: String,
    version: i64,
    #[server(default)] reason: String,
) -> Result<(), ApiError> {
    let posting = gate::code(&posting)?;
    gate::act((&lang, posting, ""), async |service, caller| {
        service::postings::return_back(service, caller, posting, version, &reason).await
    })
    .await
}

/// Ends a posting in which nobody passed.
#[server(endpoint = "postings/end")]
pub async fn posting_end(
    lang: String,
    posting: String,
    version: i64,
    #[server(default)] reason: String,
) -> Result<(), ApiError> {
    let posting = gate::code(&posting)?;
    gate::act((&lang, posting, ""), async |service, caller| {
        service::postings::end(service, caller, posting, version, &reason).await
    })
    .await
}

/// Approves the digest shown.
#[server(endpoint = "postings/approve")]
pub async fn posting_approve(
    lang: String,
    posting: String,
    version: i64,
    digest: String,
) -> Result<(), ApiError> {
    let posting = gate::code(&posting)?;
    gate::act((&lang, posting, ""), async |service, caller| {
        service::postings::approve(service, caller, posting, version, &digest).await
    })
    .await
}
