//! The photo and the certificates of an application: brought by its owner, handed out to the owner and to officers who screen.
//!
//! Refuses: reading a body before it is known that its sender may bring it; showing anything but a photo in place. What is handed out is
//! named by its content, is never guessed at by a browser, and may do nothing where it is opened.

use app::address;
use app::pages::public::error as error_page;
use axum::Router;
use axum::extract::{Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use domain::id::Code;
use domain::uploads::{Frame, LONGEST, Part, Purpose, Side};
use http::header::{CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use serde::Deserialize;
use service::uploads::{self, Brought, Handed};
use service::{Fault, Service};
use text::reasons::sentence;

use super::Files;
use super::request::FileRequest;
use super::upload::FormUpload;

/// What a file that was handed in may do where a browser shows it: nothing.
pub const NOTHING: &str =
    "default-src 'none'; img-src 'self'; style-src 'none'; frame-ancestors 'none'; sandbox";

/// `…/my/applications/CODE/files/CODE`, `…/desk/applications/CODE/files/CODE` and `…/desk/applications/CODE/photo/CODE`.
pub(super) fn downloads(files: &Files) -> Router {
    Router::new()
        .route("/{lang}/my/applications/{application}/files/{file}", get(own))
        .route("/{lang}/desk/applications/{application}/files/{file}", get(opened))
        .route("/{lang}/desk/applications/{application}/photo/{file}", get(photo))
        .with_state(files.service.clone())
}

/// `…/my/applications/CODE/files/add`.
pub(super) fn uploads(files: &Files) -> Router {
    Router::new()
        .route("/{lang}/my/applications/{application}/files/add", post(add))
        .with_state(files.clone())
}

/// What a file is for, and the certificate whose place it takes.
#[derive(Deserialize)]
struct For {
    #[serde(default)]
    purpose: String,
    #[serde(default)]
    replaces: String,
}

async fn add(State(files): State<Files>, Query(of): Query<For>, mut sent: FormUpload) -> Response {
    let (lang, code) = (sent.request.lang, sent.request.code);
    let back = address::application_page(lang, code, "files");
    let done = async {
        let (service, caller) = (&files.service, sent.request.caller.clone());
        let purpose = Purpose::from_word(&of.purpose).ok_or(Fault::Missing)?;
        let replaces: Option<Code> = match of.replaces.as_str() {
            "" => None,
            code => Some(code.parse().map_err(|_| Fault::Missing)?),
        };
        uploads::may_bring(service, &caller, code, purpose).await?;
        let _held = files.slots.upload()?;
        let mut form = sent.read_certificate(LONGEST).await?;
        let frame = Frame {
            side: Side::from_word(&form.take("side")).unwrap_or(Frame::USUAL.side),
            part: Part::from_word(&form.take("part")).unwrap_or(Frame::USUAL.part),
        };
        // Decoding a picture takes memory as reading a sheet does: no more at once than that.
        let _place = files.slots.worker().await?;
        let brought = Brought { purpose, replaces, frame, name: form.name, bytes: form.bytes };
        uploads::bring(service, &caller, code, brought).await?;
        Ok(Redirect::to(&format!("{back}#{}", purpose.word())).into_response())
    };
    match done.await {
        // What stands against the file, with the way back to where another is chosen.
        Err(Fault::Refused(reasons)) => {
            let lines = reasons.iter().map(|reason| sentence(reason, lang)).collect();
            error_page::listed(lines, &back, lang).into_response()
        }
        done => sent.request.answer(&back, done),
    }
}

async fn own(State(service): State<Service>, asked: FileRequest) -> Response {
    let done = match asked.further {
        Some(file) => uploads::own(&service, &asked.caller, asked.code, file).await,
        None => Err(Fault::Missing),
    };
    let back = address::application_page(asked.lang, asked.code, "files");
    asked.answer(&back, done.map(handed))
}

async fn opened(State(service): State<Service>, asked: FileRequest) -> Response {
    let done = match asked.further {
        Some(file) => uploads::opened(&service, &asked.caller, asked.code, file).await,
        None => Err(Fault::Missing),
    };
    asked.answer(&address::desk(asked.lang), done.map(handed))
}

async fn photo(State(service): State<Service>, asked: FileRequest) -> Response {
    let done = match asked.further {
        Some(file) => uploads::photo_of(&service, &asked.caller, asked.code, file).await,
        None => Err(Fault::Missing),
    };
    asked.answer(&address::desk(asked.lang), done.map(handed))
}

/// A file as it leaves: a photo in place, everything else to be kept.
fn handed(file: Handed) -> Response {
    let plain = format!("{}.{}", file.purpose.word(), file.kind.ending());
    let how = if file.purpose == Purpose::Photo { "inline" } else { "attachment" };
    let named = format!("{how}; filename=\"{plain}\"; filename*=UTF-8''{}", address::segment(&file.name));
    let headers = [
        (CONTENT_TYPE, file.kind.media().to_owned()),
        (CONTENT_DISPOSITION, named),
        (CONTENT_SECURITY_POLICY, NOTHING.to_owned()),
    ];
    (headers, file.bytes).into_response()
}
