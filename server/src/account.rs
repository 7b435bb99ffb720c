//! Signing in and out and opening an account: plain forms that need no script, answered with a redirect.
//!
//! Owns: the cookie on these answers and where to go next. Refuses: deciding who somebody is; that is `service::auth`.

use app::address;
use app::frame::Visitor;
use app::pages::public::account::{self as open_page, OpenAccount};
use app::pages::public::code::{self as code_page, ByCode};
use app::pages::public::issued::{self as issued_page, IssuedCode};
use app::pages::public::new_account::{self as new_page, NewAccount};
use app::pages::public::recover::{self as recover_page, Choice, Recover};
use app::pages::public::sign_in::{self as sign_in_page, Note, SignIn};
use axum::extract::rejection::FormRejection;
use axum::extract::{Form, Path, Query, Request, State};
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use axum::{Extension, Router};
use domain::access::{AccountKind, Caller};
use domain::id::Code;
use domain::reason::{PeopleWhy, Reason, Why};
use http::header::SET_COOKIE;
use http::{HeaderMap, StatusCode};
use serde::Deserialize;
use service::people::{self, AccountForm, CodeForm, FoundAccount, Issued, RecoverForm, StaffForm};
use service::{Fault, Service};
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

/// `/{lang}/sign-in` and `/sign-in/code`, `/{lang}/register`, `/{lang}/sign-out`, what an administrator opens, an account and a one-time
/// code, which the answer shows once, and the same code for a candidate who forgot the password.
pub fn router(desk: Desk) -> Router {
    Router::new()
        .route("/{lang}/sign-in", get(show_sign_in).post(sign_in))
        .route("/{lang}/sign-in/code", get(show_code).post(set_password))
        .route("/{lang}/desk/accounts/new", get(show_new).post(open_account))
        .route("/{lang}/desk/accounts/{account}/one-time-code", post(issue_code))
        .route("/{lang}/desk/recover", get(show_recover).post(recover))
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
        "password-set" => Some(Note::PasswordSet),
        "session-over" => Some(Note::SessionOver),
        _ if !next.is_empty() => Some(Note::PleaseSignIn),
        _ => None,
    }
}

/// Where nobody is led after signing in: the doors themselves, and what only takes a form.
const DOORS: [&str; 4] = ["sign-in", "sign-out", "register", "keep"];

fn ours(next: &str) -> Option<String> {
    let is_door = |next: &str| next.split(['/', '?', '#']).nth(2).is_some_and(|first| DOORS.contains(&first));
    Some(address::without_refusal(next)).filter(|next| address::is_ours(next) && !is_door(next))
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
        people::sign_in(&desk.service, &caller, presented.as_deref(), &form.sign_in_name, &form.password)
            .await;
    match tried {
        Ok(opened) => {
            let start = match opened.kind {
                AccountKind::Candidate => address::my(lang),
                AccountKind::Staff => address::desk(lang),
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
    let waits =
        refused.iter().any(|reason| matches!(reason.why, Why::People(PeopleWhy::TooManyTries { .. })));
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
    let form = AccountForm { lang: lang.code().to_owned(), ..form };
    let next = ours(&next);
    match people::open(&desk.service, &caller, &form).await {
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
        && let Err(fault) = people::sign_out(&desk.service, &caller, &token.reveal()).await
    {
        return faulty(&fault, &address::sign_in(lang, None), lang, info);
    }
    let cookie = desk.cookie.clear().map(|cookie| [(SET_COOKIE, cookie)]);
    (cookie, Redirect::to(&noted(lang, "signed-out", None))).into_response()
}

async fn show_code(Path(lang): Path<String>, request: Request) -> Response {
    let Some(lang) = Lang::from_code(&lang) else { return missing(request.uri().path()) };
    Html(code_page::print(&ByCode::default(), lang)).into_response()
}

async fn set_password(
    State(desk): State<Desk>,
    Path(lang): Path<String>,
    Extension(caller): Extension<Caller>,
    Extension(info): Extension<RequestInfo>,
    form: Result<Form<CodeForm>, FormRejection>,
) -> Response {
    let Some(lang) = Lang::from_code(&lang) else { return missing("/") };
    let here = address::one_time_code(lang);
    let Ok(Form(form)) = form else { return unreadable(&here, lang) };
    match people::set_by_code(&desk.service, &caller, &form).await {
        Ok(()) => Redirect::to(&noted(lang, "password-set", None)).into_response(),
        Err(Fault::Refused(refused)) => {
            let status = too_many(&refused);
            let view = ByCode { sign_in_name: form.sign_in_name, refused };
            (status, Html(code_page::print(&view, lang))).into_response()
        }
        Err(fault) => faulty(&fault, &here, lang, info),
    }
}

fn visitor(caller: &Caller, lang: Lang) -> Visitor {
    caller.person().map(|person| Visitor::of(person, lang)).unwrap_or_default()
}

async fn show_new(
    State(desk): State<Desk>,
    Path(lang): Path<String>,
    Extension(caller): Extension<Caller>,
    Extension(info): Extension<RequestInfo>,
) -> Response {
    let Some(lang) = Lang::from_code(&lang) else { return missing("/") };
    // The form shows nothing of anybody, but only whoever may send it sees it.
    if let Err(fault) = people::staff(&desk.service, &caller).await {
        return faulty(&fault, &address::desk(lang), lang, info);
    }
    let view = NewAccount {
        key: desk.service.form_key().to_string(),
        visitor: visitor(&caller, lang),
        ..NewAccount::default()
    };
    Html(new_page::print(&view, lang)).into_response()
}

/// The form of an account as it is sent.
#[derive(Deserialize)]
struct NewForm {
    #[serde(default)]
    key: String,
    #[serde(flatten)]
    staff: StaffForm,
}

async fn open_account(
    State(desk): State<Desk>,
    Path(lang): Path<String>,
    Extension(caller): Extension<Caller>,
    Extension(info): Extension<RequestInfo>,
    form: Result<Form<NewForm>, FormRejection>,
) -> Response {
    let Some(lang) = Lang::from_code(&lang) else { return missing("/") };
    let here = address::desk_account_new(lang);
    let Ok(Form(NewForm { key, staff })) = form else { return unreadable(&here, lang) };
    let Ok(key) = key.parse::<Code>() else { return unreadable(&here, lang) };
    match people::open_staff(&desk.service, &caller, key, &staff).await {
        Ok(issued) => show_issued(issued, &caller, lang),
        Err(Fault::Refused(refused)) => {
            let view = NewAccount {
                key: desk.service.form_key().to_string(),
                name: staff.name,
                sign_in_name: staff.sign_in_name,
                role: staff.role.role,
                reach: staff.role.reach,
                authority: staff.role.authority,
                posting: staff.role.posting,
                refused,
                visitor: visitor(&caller, lang),
            };
            (StatusCode::UNPROCESSABLE_ENTITY, Html(new_page::print(&view, lang))).into_response()
        }
        Err(fault) => faulty(&fault, &here, lang, info),
    }
}

async fn issue_code(
    State(desk): State<Desk>,
    Path((lang, account)): Path<(String, String)>,
    Extension(caller): Extension<Caller>,
    Extension(info): Extension<RequestInfo>,
) -> Response {
    let Some(lang) = Lang::from_code(&lang) else { return missing("/") };
    let here = address::desk_account(lang, &account);
    let Ok(account) = account.parse::<Code>() else { return missing(&here) };
    match people::issue_code(&desk.service, &caller, account).await {
        Ok(issued) => show_issued(issued, &caller, lang),
        Err(fault) => faulty(&fault, &here, lang, info),
    }
}

async fn show_recover(
    State(desk): State<Desk>,
    Path(lang): Path<String>,
    Extension(caller): Extension<Caller>,
    Extension(info): Extension<RequestInfo>,
) -> Response {
    let Some(lang) = Lang::from_code(&lang) else { return missing("/") };
    if let Err(fault) = people::may_recover(&desk.service, &caller).await {
        return faulty(&fault, &address::desk(lang), lang, info);
    }
    let view = Recover { visitor: visitor(&caller, lang), ..Recover::default() };
    Html(recover_page::print(&view, lang)).into_response()
}

async fn recover(
    State(desk): State<Desk>,
    Path(lang): Path<String>,
    Extension(caller): Extension<Caller>,
    Extension(info): Extension<RequestInfo>,
    form: Result<Form<RecoverForm>, FormRejection>,
) -> Response {
    let Some(lang) = Lang::from_code(&lang) else { return missing("/") };
    let here = address::desk_recover(lang);
    let Ok(Form(form)) = form else { return unreadable(&here, lang) };
    let answer = if form.number.trim().is_empty() {
        people::found(&desk.service, &caller, &form).await.map(Recovered::Found)
    } else {
        people::recover(&desk.service, &caller, &form).await.map(Recovered::Issued)
    };
    let (status, found, refused) = match answer {
        Ok(Recovered::Issued(issued)) => return show(issued, None, &caller, lang),
        Ok(Recovered::Found(found)) => (StatusCode::OK, found, Vec::new()),
        Err(Fault::Refused(refused)) => (too_many(&refused), Vec::new(), refused),
        Err(fault) => return faulty(&fault, &here, lang, info),
    };
    let RecoverForm { identity, reason, .. } = form;
    let found = found.into_iter().map(choice).collect();
    let view = Recover { identity, found, reason, refused, visitor: visitor(&caller, lang) };
    (status, Html(recover_page::print(&view, lang))).into_response()
}

/// How far an officer came: accounts to choose from, or the code of the chosen one.
enum Recovered {
    Found(Vec<FoundAccount>),
    Issued(Issued),
}

fn choice(found: FoundAccount) -> Choice {
    let FoundAccount { application, sign_in, title, sent, state } = found;
    Choice { application: application.to_string(), sign_in, title, sent, state }
}

fn show_issued(issued: Issued, caller: &Caller, lang: Lang) -> Response {
    let account = issued.account.to_string();
    show(issued, Some(account), caller, lang)
}

/// The code stands in this answer only: in no address, no log and no row.
fn show(issued: Issued, account: Option<String>, caller: &Caller, lang: Lang) -> Response {
    let view = IssuedCode {
        sign_in_name: issued.sign_in_name,
        code: issued.code,
        until: issued.until,
        account,
        visitor: visitor(caller, lang),
    };
    Html(issued_page::print(&view, lang)).into_response()
}

fn noted(lang: Lang, note: &str, next: Option<&str>) -> String {
    let pairs = [("next", next.unwrap_or_default()), ("note", note)];
    format!("{}{}", address::sign_in(lang, None), address::query(&pairs))
}

fn unreadable(here: &str, lang: Lang) -> Response {
    troubled(&app::api::ApiError::Transport, here, lang)
}
