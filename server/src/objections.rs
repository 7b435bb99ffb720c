//! The way in for whoever has no account: objections, reports, enquiries and requests, and following them up.
//!
//! Owns: which posting and list the form is about, from what is public. Refuses: a number or a code in an address; both travel in bodies and
//! stand in one answer.

use std::sync::Arc;

use app::address;
use app::api::gate;
use app::pages::public::objection::{self as page, Follow, Form as View};
use axum::extract::rejection::FormRejection;
use axum::extract::{Form, Path, Query, Request, State};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;
use axum::{Extension, Router};
use domain::access::Caller;
use domain::calendar::Standing;
use domain::objections::SaidForm;
use domain::reason::{PeopleWhy, Reason, Why};
use http::StatusCode;
use serde::Deserialize;
use service::objections::{self, About};
use service::{Fault, Service};
use text::Lang;

use crate::layers::RequestInfo;
use crate::public::{faulty, missing, troubled};
use crate::sealed::{Cache, SealedPosting};

/// What these handlers need.
#[derive(Clone)]
pub struct Ears {
    /// The use cases.
    pub service: Service,
    /// What is public.
    pub cache: Cache,
}

/// `/{lang}/open/{posting}/objection` and `/{lang}/objections`.
pub fn router(ears: Ears) -> Router {
    Router::new()
        .route("/{lang}/open/{posting}/objection", get(show).post(receive))
        .route("/{lang}/objections", get(show_follow).post(follow))
        .with_state(ears)
}

/// What the address of the form may carry.
#[derive(Deserialize)]
struct From {
    #[serde(default)]
    list: String,
    /// `yes` where the form is only shown in another language, as it was typed so far.
    #[serde(default)]
    switch: String,
}

/// The form as it is sent.
#[derive(Deserialize)]
struct Sent {
    #[serde(default)]
    key: String,
    #[serde(flatten)]
    said: SaidForm,
}

/// Number and code.
#[derive(Deserialize)]
struct Following {
    #[serde(default)]
    number: String,
    #[serde(default)]
    code: String,
}

impl Ears {
    fn posting(&self, code: &str) -> Option<Arc<SealedPosting>> {
        self.cache.snapshot().posting(&code.parse().ok()?).cloned()
    }

    /// The form about a public posting; a list that is none of its public ones is left away.
    fn form(&self, posting: &str, list: &str) -> Option<View> {
        let sealed = self.posting(posting)?;
        let of = |code: &str| self.cache.snapshot().list(&code.parse().ok()?).cloned();
        let list = of(list).filter(|found| found.view.head.posting == sealed.view.head.code);
        let period =
            list.as_ref().and_then(|list| list.view.proposal.as_ref()).map(|one| one.period.window());
        let now = self.service.now();
        Some(View {
            posting: sealed.view.head.code.to_string(),
            title: sealed.view.head.title.clone(),
            list: list.map(|list| list.view.head.code.to_string()).unwrap_or_default(),
            open: period.is_some_and(|period| period.standing(now) == Standing::Inside),
            key: self.service.form_key().to_string(),
            ..View::default()
        })
    }
}

async fn show(
    State(ears): State<Ears>,
    Path((lang, posting)): Path<(String, String)>,
    Query(from): Query<From>,
    request: Request,
) -> Response {
    let nothing = || missing(request.uri().path());
    let Some(lang) = Lang::from_code(&lang) else { return nothing() };
    let Some(view) = ears.form(&posting, &from.list) else { return nothing() };
    Html(page::form(&view, lang)).into_response()
}

fn status(refused: &[Reason]) -> StatusCode {
    let waits = |reason: &Reason| matches!(reason.why, Why::People(PeopleWhy::TooManyTries { .. }));
    if refused.iter().any(waits) { StatusCode::TOO_MANY_REQUESTS } else { StatusCode::UNPROCESSABLE_ENTITY }
}

async fn receive(
    State(ears): State<Ears>,
    Path((lang, posting)): Path<(String, String)>,
    Query(from): Query<From>,
    Extension(caller): Extension<Caller>,
    Extension(info): Extension<RequestInfo>,
    form: Result<Form<Sent>, FormRejection>,
) -> Response {
    let Some(lang) = Lang::from_code(&lang) else { return missing("/") };
    let here = address::objection(lang, &posting, Some(from.list.as_str()).filter(|list| !list.is_empty()));
    let unreadable = || troubled(&app::api::ApiError::Transport, &here, lang);
    let Ok(Form(Sent { key, said })) = form else { return unreadable() };
    let Some(view) = ears.form(&posting, &from.list) else { return missing(&here) };
    if from.switch == "yes" {
        return Html(page::form(&View { typed: said, ..view }, lang)).into_response();
    }
    let Ok(key) = key.parse() else { return unreadable() };
    let Ok(code) = posting.parse() else { return missing(&here) };
    let about = About { posting: code, list: view.list.parse().ok() };
    match objections::receive(&ears.service, &caller, about, (key, &said)).await {
        Ok(received) => Html(page::received(&received, here, lang)).into_response(),
        Err(Fault::Refused(refused)) => {
            let status = status(&refused);
            let view = View { typed: said, refused, ..view };
            (status, Html(page::form(&view, lang))).into_response()
        }
        Err(fault @ (Fault::Busy | Fault::NoRoom | Fault::Unconfirmed | Fault::Internal(_))) => {
            // Who wrote it has no account in which it could be kept: it comes back under its number, which makes twice once.
            let error = gate::error(&fault, info.incident);
            let status = gate::status_of(&error);
            let view = View { key: key.to_string(), typed: said, trouble: Some(error), ..view };
            (status, Html(page::form(&view, lang))).into_response()
        }
        Err(fault) => faulty(&fault, &here, lang, info),
    }
}

async fn show_follow(Path(lang): Path<String>, request: Request) -> Response {
    let Some(lang) = Lang::from_code(&lang) else { return missing(request.uri().path()) };
    Html(page::follow(&Follow::default(), lang)).into_response()
}

async fn follow(
    State(ears): State<Ears>,
    Path(lang): Path<String>,
    Extension(caller): Extension<Caller>,
    Extension(info): Extension<RequestInfo>,
    form: Result<Form<Following>, FormRejection>,
) -> Response {
    let Some(lang) = Lang::from_code(&lang) else { return missing("/") };
    let here = address::follow_objection(lang);
    let Ok(Form(Following { number, code })) = form else {
        return troubled(&app::api::ApiError::Transport, &here, lang);
    };
    match objections::follow(&ears.service, &caller, (&number, &code)).await {
        Ok(found) => {
            let view = Follow { found: Some(found), ..Follow::default() };
            Html(page::follow(&view, lang)).into_response()
        }
        Err(Fault::Refused(refused)) => {
            let status = status(&refused);
            (status, Html(page::follow(&Follow { number, found: None, refused }, lang))).into_response()
        }
        Err(fault) => faulty(&fault, &here, lang, info),
    }
}
