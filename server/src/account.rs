//! Signing in and out and opening an account: plain forms that need no script, answered with a redirect.
//!
//! Owns: the cookie on these answers and where to go next. Refuses: deciding who somebody is; that is `service::auth`.

use app::address;
use app::pages::public::account::{self as open_page, OpenAccount};
use app::pages::public::sign_in::{self as sign_in_page, Note, SignIn};
use axum::extract::rejection::FormRejection;
use axum::extract::{Form, Path, Query, Request, State};
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use axum::{Extension, Router};
use domain::access::{Caller, Role};
use domain::reason::Reason;
use http::header::SET_COOKIE;
use http::{HeaderMap, StatusCode};
use serde::Deserialize;
use service::accounts::{self, AccountForm};
use service::{Fault, Service, auth};
use text::Lang;

use crate::layers::RequestInfo;
use crate::layers::cookie::SessionCookie;
use crate::public::{faulty, missing, troubled};

/// What these handlers need.
#[derive(Clone)]
pub struct Desk {
    /// The use cases.
    pub service: Service,
    /// The cookie of this installation.
    pub cookie: SessionCookie,
}

/// `/{lang}/sign-in`, `/{lang}/register`, `/{lang}/sign-out`.
pub fn router(desk: Desk) -> Router {
    Router::new()
        .route("/{lang}/sign-in", get(show_sign_in).post(sign_in))
        .route("/{lang}/register", get(show_register).post(register))
        .route("/{lang}/sign-out", post(sign_out))
        .with_state(desk)
}

/// What the address of the sign-in page may carry.
#[derive(Deserialize)]
struct Arriving {
    #[serde(default)]
    next: String,
    #[serde(default)]
    note: String,
}

/// The sign-in form.
#[derive(Deserialize)]
struct SignInForm {
    #[serde(default)]
    sign_in_name: String,
    #[serde(default)]
    password: String,
    #[serde(default)]
    next: String,
}

/// The form of a new account.
#[derive(Deserialize)]
struct RegisterForm {
    #[serde(flatten)]
    account: AccountForm,
    #[serde(default)]
    next: String,
}

fn note(word: &str, next: &str) -> Option<Note> {
    match word {
        "signed-out" => Some(Note::SignedOut),
        "account-made" => Some(Note::AccountMade),
        "session-over" => Some(Note::SessionOver),
        _ if !next.is_empty() => Some(Note::PleaseSignIn),
        _ => None,
    }
}

fn ours(next: &str) -> Option<String> {
    Some(address::without_refusal(next)).filter(|next| address::is_ours(next))
}

async fn show_sign_in(
    Path(lang): Path<String>,
    Query(arriving): Query<Arriving>,
    request: Request,
) -> Response {
    let Some(lang) = Lang::from_code(&lang) else { return missing(request.uri().path()) };
    let note = note(&arriving.note, &arriving.next);
    let view = SignIn { next: ours(&arriving.next), note, ..SignIn::default() };
    Html(sign_in_page::print(&view, lang)).into_response()
}

async fn sign_in(
    State(desk): State<Desk>,
    Path(lang): Path<String>,
    Extension(caller): Extension<Caller>,
    Extension(info): Extension<RequestInfo>,
    headers: HeaderMap,
    form: Result<Form<SignInForm>, FormRejection>,
) -> Response {
    let Some(lang) = Lang::from_code(&lang) else { return missing("/") };
    let here = address::sign_in(lang, None);
    let Ok(Form(form)) = form else { return unreadable(&here, lang) };
    let presented = desk.cookie.read(&headers).map(|token| token.reveal());
    let tried =
        auth::sign_in(&desk.service, &caller, presented.as_deref(), &form.sign_in_name, &form.password).await;
    match tried {
        Ok(opened) => {
            let start = match opened.role {
                Role::Candidate => address::my(lang),
                Role::Screener
                | Role::Clerk
                | Role::Approver
                | Role::Publisher
                | Role::Supervisor
                | Role::Administrator => address::desk(lang),
            };
            let next = ours(&form.next).unwrap_or(start);
            let cookie = desk.cookie.set(&opened.token).map(|cookie| [(SET_COOKIE, cookie)]);
            (cookie, Redirect::to(&next)).into_response()
        }
        Err(Fault::Refused(refused)) => {
            let status = too_many(&refused);
            let view =
                SignIn { next: ours(&form.next), sign_in_name: form.sign_in_name, refused, note: None };
            (status, Html(sign_in_page::print(&view, lang))).into_response()
        }
        Err(fault) => faulty(&fault, &here, lang, info),
    }
}

fn too_many(refused: &[Reason]) -> StatusCode {
    let waits = refused.iter().any(|reason| matches!(reason, Reason::TooManyTries { .. }));
    if waits { StatusCode::TOO_MANY_REQUESTS } else { StatusCode::UNPROCESSABLE_ENTITY }
}

async fn show_register(
    State(desk): State<Desk>,
    Path(lang): Path<String>,
    Query(arriving): Query<Arriving>,
    request: Request,
) -> Response {
    let Some(lang) = Lang::from_code(&lang) else { return missing(request.uri().path()) };
    let key = desk.service.form_key().to_string();
    let view = OpenAccount { key, next: ours(&arriving.next), ..OpenAccount::default() };
    Html(open_page::print(&view, lang)).into_response()
}

async fn register(
    State(desk): State<Desk>,
    Path(lang): Path<String>,
    Extension(caller): Extension<Caller>,
    Extension(info): Extension<RequestInfo>,
    form: Result<Form<RegisterForm>, FormRejection>,
) -> Response {
    let Some(lang) = Lang::from_code(&lang) else { return missing("/") };
    let here = address::register(lang, None);
    let Ok(Form(RegisterForm { account: form, next })) = form else { return unreadable(&here, lang) };
    let next = ours(&next);
    match accounts::open(&desk.service, &caller, &form).await {
        Ok(()) => Redirect::to(&noted(lang, "account-made", next.as_deref())).into_response(),
        Err(Fault::Refused(refused)) => {
            let status = too_many(&refused);
            let view = OpenAccount {
                key: desk.service.form_key().to_string(),
                agreed: form.agreed == "yes",
                sign_in_name: form.sign_in_name,
                refused,
                next,
            };
            (status, Html(open_page::print(&view, lang))).into_response()
        }
        Err(fault) => faulty(&fault, &here, lang, info),
    }
}

async fn sign_out(
    State(desk): State<Desk>,
    Path(lang): Path<String>,
    Extension(caller): Extension<Caller>,
    Extension(info): Extension<RequestInfo>,
    headers: HeaderMap,
) -> Response {
    let Some(lang) = Lang::from_code(&lang) else { return missing("/") };
    if let Some(token) = desk.cookie.read(&headers)
        && let Err(fault) = auth::sign_out(&desk.service, &caller, &token.reveal()).await
    {
        return faulty(&fault, &address::sign_in(lang, None), lang, info);
    }
    let cookie = desk.cookie.clear().map(|cookie| [(SET_COOKIE, cookie)]);
    (cookie, Redirect::to(&noted(lang, "signed-out", None))).into_response()
}

fn noted(lang: Lang, note: &str, next: Option<&str>) -> String {
    let pairs = [("next", next.unwrap_or_default()), ("note", note)];
    format!("{}{}", address::sign_in(lang, None), address::query(&pairs))
}

fn unreadable(here: &str, lang: Lang) -> Response {
    troubled(&app::api::ApiError::Transport, here, lang)
}
