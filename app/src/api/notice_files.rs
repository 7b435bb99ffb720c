//! The files of a notice: read, and taken from its draft. They are added by a form of their own, outside of server functions.

use domain::view::desk::notice_files::NoticeFilesPage;
use leptos::prelude::*;
use leptos::server;

use super::ApiError;
use super::gate;

/// The files of a notice: those of the draft under way, otherwise those that stand.
#[server(endpoint = "notice_files/view", input = server_fn::codec::GetUrl)]
pub async fn notice_files_view(posting: String) -> Result<NoticeFilesPage, ApiError> {
    let posting = gate::code(&posting)?;
    gate::pass(async |service, caller| service::postings::notice_files(service, caller, posting).await).await
}

/// Takes a file from the draft.
#[server(endpoint = "notice_files/take")]
pub async fn notice_files_take(
    lang: String,
    posting: String,
    version: i64,
    file: String,
) -> Result<(), ApiError> {
    let (posting, file) = (gate::code(&posting)?, gate::code(&file)?);
    gate::act((&lang, posting, "files"), async |service, caller| {
        service::postings::detach(service, caller, (posting, version), file).await
    })
    .await
}
