//! Files of a notice at the desk: added to its draft, and handed out to whoever may read the posting.
//!
//! Refuses: reading a body before it is known that its sender may change the notice.

use app::address;
use app::pages::public::error as error_page;
use axum::Router;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use domain::uploads::LONGEST;
use service::{Fault, Service, postings};
use text::reasons::sentence;

use super::Files;
use super::request::FileRequest;
use super::upload::FormUpload;
use crate::public::files::handed;

/// `…/desk/postings/CODE/files/CODE`.
pub(super) fn downloads(files: &Files) -> Router {
    Router::new()
        .route("/{lang}/desk/postings/{posting}/files/{file}", get(opened))
        .with_state(files.service.clone())
}

/// `…/desk/postings/CODE/files/add`.
pub(super) fn uploads(files: &Files) -> Router {
    Router::new().route("/{lang}/desk/postings/{posting}/files/add", post(add)).with_state(files.clone())
}

async fn add(State(files): State<Files>, mut desk: FormUpload) -> Response {
    let (lang, code) = (desk.request.lang, desk.request.code);
    let back = address::desk_posting(lang, code, "files");
    let done = async {
        let (service, caller) = (&files.service, desk.request.caller.clone());
        postings::may_attach(service, &caller, code).await?;
        let _held = files.slots.upload()?;
        let mut form = desk.read_certificate(LONGEST).await?;
        let (title, version) = (form.take("title"), form.take("version"));
        let version: i64 = version.parse().map_err(|_| Fault::Stale)?;
        // A long PDF is looked through whole: no more at once than sheets are read.
        let _place = files.slots.worker().await?;
        postings::attach(service, &caller, (code, version), (&title, form.bytes)).await?;
        Ok(Redirect::to(&back).into_response())
    };
    match done.await {
        Err(Fault::Refused(reasons)) => {
            let lines = reasons.iter().map(|reason| sentence(reason, lang)).collect();
            error_page::listed(lines, &back, lang).into_response()
        }
        done => desk.request.answer(&back, done),
    }
}

async fn opened(State(service): State<Service>, asked: FileRequest) -> Response {
    let done = match asked.further {
        Some(file) => postings::notice_file(&service, &asked.caller, (asked.code, file)).await,
        None => Err(Fault::Missing),
    };
    let back = address::desk_posting(asked.lang, asked.code, "files");
    asked.answer(&back, done.map(|found| handed(&found.file, found.bytes)))
}
