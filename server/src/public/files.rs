//! Files of public notices: named from memory, handed out from the store of files.
//!
//! Refuses: statements, callers, and bytes that are not those that were approved. A browser keeps what it gets and does nothing with it.

use app::address::{self, segment};
use axum::Router;
use axum::extract::{Path, Request, State};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use domain::uploads::NoticeFile;
use domain::view::public::postings::PublicFile;
use http::StatusCode;
use http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, CONTENT_TYPE, ETAG};
use service::{Fault, Service};
use text::Lang;

use super::{faulty, missing, posting};
use crate::files::{NOTHING, Slots};
use crate::layers::RequestInfo;
use crate::sealed::{Cache, has_it};

/// What the handler needs.
#[derive(Clone)]
pub struct PublicFiles {
    /// What is public.
    pub cache: Cache,
    /// The store of files.
    pub service: Service,
    /// How many are opened at once.
    pub slots: Slots,
}

/// `/{lang}/open/CODE/files/CODE`.
pub fn router(files: PublicFiles) -> Router {
    Router::new().route("/{lang}/open/{page}/files/{file}", get(file)).with_state(files)
}

async fn file(
    State(files): State<PublicFiles>,
    Path((lang, code, file)): Path<(String, String, String)>,
    request: Request,
) -> Response {
    let nothing = || missing(request.uri().path());
    let Some(lang) = Lang::from_code(&lang) else { return nothing() };
    let Some(sealed) = posting(&files.cache, &code) else { return nothing() };
    let Some(found) = sealed.view.files.iter().find(|one| one.file.code.as_str() == file) else {
        return nothing();
    };
    let tag = format!("\"{}\"", found.file.digest);
    if has_it(request.headers(), &tag) {
        return (StatusCode::NOT_MODIFIED, [(ETAG, tag), (CACHE_CONTROL, KEPT.to_owned())]).into_response();
    }
    match opened(&files, found).await {
        Ok(bytes) => {
            let fixed = [(ETAG, tag), (CACHE_CONTROL, KEPT.to_owned())];
            (fixed, handed(&found.file, bytes)).into_response()
        }
        Err(fault) => faulty(&fault, &address::posting(lang, &code), lang, RequestInfo::of(&request)),
    }
}

/// A further revision may take a file away: whoever keeps it asks again by tag.
const KEPT: &str = "no-cache";

async fn opened(files: &PublicFiles, found: &PublicFile) -> Result<Vec<u8>, Fault> {
    let _place = files.slots.opening().await?;
    service::open::file(&files.service, found).await
}

/// A file of a notice as it leaves, to be kept under its title.
pub fn handed(file: &NoticeFile, bytes: Vec<u8>) -> Response {
    let plain = format!("{}.{}", file.code, file.kind.ending());
    let named = format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{}", segment(&file.name()));
    let headers = [
        (CONTENT_TYPE, file.kind.media().to_owned()),
        (CONTENT_DISPOSITION, named),
        (CONTENT_SECURITY_POLICY, NOTHING.to_owned()),
    ];
    (headers, bytes).into_response()
}
