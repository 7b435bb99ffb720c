//! Supplementary notices as they are handed in: a form with a scheme file.
//!
//! Refuses: reading the file; that is `service::rulings`.

use app::address;
use app::pages::public::error as error_page;
use axum::Router;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::post;
use service::Fault;
use service::rulings::{self, NoticeForm};

use super::Files;
use super::upload::FormUpload;
use crate::layers::limits::SCHEME;

/// `…/desk/postings/CODE/rulings/notice/import`.
pub(super) fn uploads(files: &Files) -> Router {
    Router::new()
        .route("/{lang}/desk/postings/{posting}/rulings/notice/import", post(notice))
        .with_state(files.clone())
}

async fn notice(State(files): State<Files>, mut desk: FormUpload) -> Response {
    let (lang, code) = (desk.request.lang, desk.request.code);
    let back = address::ruling(lang, code, "notice");
    let done = async {
        let (service, caller) = (&files.service, desk.request.caller.clone());
        rulings::may_propose_notice(service, &caller, code).await?;
        let _held = files.slots.upload()?;
        let mut form = desk.read(SCHEME).await?;
        let key = form.take("key").parse().map_err(|_| Fault::Missing)?;
        let words = NoticeForm { title: form.take("title"), reason: form.take("reason") };
        let file = (&words, form.name.as_str(), form.bytes.as_slice());
        Ok(match rulings::propose_notice(service, &caller, code, key, file).await? {
            Ok(ruling) => Redirect::to(&address::ruling(lang, code, ruling)).into_response(),
            Err(faults) => {
                let lines = faults.iter().map(|fault| fault.sentence(lang)).collect();
                error_page::listed(lines, &back, lang).into_response()
            }
        })
    };
    let done = done.await;
    desk.request.answer(&back, done)
}
