//! What was typed into a form that did not go through: kept until it does, so that its page can show it again. A refusal
//! travels as a redirect, which carries no fields; nor does a page carry them over a session that has ended.
//!
//! Owns: which forms are kept, but for those that `switch` keeps, and when their page gets them; and that addresses do not grow by one refusal after another.
//! Refuses: passwords. Keeping itself is the service's.

use std::sync::Arc;

use app::address;
use app::api::gate::{TypedForm, UNSAVED};
use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use domain::access::Caller;
use http::header::{CONTENT_TYPE, HeaderValue, LOCATION, REFERER};
use http::{HeaderMap, Method};
use service::maintenance::kept_forms::{self, Kept, Owner};
use service::{Fault, Service};
use text::Lang;

use super::accepts_page;
use super::cookie::SessionCookie;
use super::limits::FORM;
use super::session::caller;

/// Fields that are never kept.
const SECRET: [&str; 4] = ["password", "again", "old", "code"];
/// Name in the query of a page whose form was sent after the session had ended.
const RESTORED: &str = "kept";
/// Names in the query of a page that shows a form which did not come back with a refusal.
const SHOWING: [&str; 3] = [RESTORED, UNSAVED, address::SWITCHED];

/// What is needed to keep forms.
#[derive(Clone)]
pub struct Keeping {
    /// The use cases.
    pub service: Service,
    /// The cookie of this installation.
    pub cookie: SessionCookie,
}

/// Keeps a form that does not go through, drops one that does, and hands a kept one to the page that asks.
pub async fn keep(State(keeping): State<Keeping>, mut request: Request, next: Next) -> Response {
    let who = caller(request.extensions());
    if request.method() == Method::GET {
        if let Some(form) = wanted(&keeping.service, &who, request.uri().query().unwrap_or_default()).await {
            request.extensions_mut().insert(Arc::new(form));
        }
        return next.run(request).await;
    }
    if !is_plain_form(&request) {
        return next.run(request).await;
    }
    let page = clean_referer(request.headers_mut());
    let action = request.uri().path().to_owned();
    let Some(owner) = Owner::present(&who) else {
        return match over(&keeping, request, page.as_deref()).await {
            Ok(answer) => answer,
            Err(request) => next.run(*request).await,
        };
    };
    let (parts, body) = request.into_parts();
    // A body that cannot be read whole is an empty one, which the function refuses as unreadable.
    let bytes = to_bytes(body, FORM).await.unwrap_or_default();
    let fields = fields(&bytes);
    // Looked up beside the act, so that whoever sends a form does not wait for it.
    let kept = kept_forms::is_kept(&keeping.service, &owner, &action);
    let (response, kept) = tokio::join!(next.run(Request::from_parts(parts, Body::from(bytes))), kept);
    // A section of an application is stored as typed, with its faults told; but not where it came too late for the draft, or where
    // the database was busy. So it is kept like everything else.
    let done = match is_refusal(&response) {
        // The function itself kept what did not go through.
        _ if is_partly_kept(&response) => Ok(()),
        true => kept_forms::keep(&keeping.service, &owner, &action, &fields).await,
        false => match kept {
            Ok(true) => kept_forms::forget(&keeping.service, &owner, &action).await,
            Ok(false) => Ok(()),
            Err(fault) => Err(fault),
        },
    };
    told(done);
    response
}

/// The form that a page's address asks for.
async fn wanted(service: &Service, who: &Caller, query: &str) -> Option<TypedForm> {
    let owner = Owner::present(who)?;
    let mut pairs = form_urlencoded::parse(query.as_bytes());
    let (name, action) = pairs.find(|(name, _)| name == "__path" || SHOWING.contains(&name.as_ref()))?;
    let found = kept_forms::find(service, &owner, &action).await;
    let (fields, lost) = match found.map_err(|fault| told(Err(fault))).ok().flatten()? {
        Kept::Typed(fields) => (fields, false),
        Kept::Lost => (Vec::new(), true),
    };
    Some(TypedForm { action: action.into_owned(), fields, restored: name == RESTORED, lost })
}

/// A form that comes after its sender's session has ended is kept for that person, who is sent to sign in and then back to
/// the page, which shows it. What comes from anybody else goes its way.
async fn over(keeping: &Keeping, request: Request, page: Option<&str>) -> Result<Response, Box<Request>> {
    let Some(token) = keeping.cookie.read(request.headers()).filter(|_| accepts_page(&request)) else {
        return Err(Box::new(request));
    };
    let Ok(Some(owner)) = Owner::of_ended_session(&keeping.service, &token).await else {
        return Err(Box::new(request));
    };
    let action = request.uri().path().to_owned();
    let bytes = to_bytes(request.into_body(), FORM).await.unwrap_or_default();
    told(kept_forms::keep(&keeping.service, &owner, &action, &fields(&bytes)).await);
    let page = page.filter(|page| address::is_ours(page)).unwrap_or("/");
    let back = address::with_typed(page, (RESTORED, &action));
    let sign_in = address::sign_in(Lang::of_path(page), Some(&back));
    Ok(Redirect::to(&format!("{sign_in}&note=session-over")).into_response())
}

/// Takes an earlier refusal out of the page's address, so that the next takes its place; answers path and query of the
/// page.
pub fn clean_referer(headers: &mut HeaderMap) -> Option<String> {
    let whole = headers.get(REFERER)?.to_str().ok()?.to_owned();
    let uri = whole.parse::<http::Uri>().ok()?;
    let written = uri.path_and_query().map_or("/", http::uri::PathAndQuery::as_str);
    let page = without(&address::without_refusal(written));
    let origin = whole.strip_suffix(written).unwrap_or(&whole);
    if let Ok(value) = HeaderValue::from_str(&format!("{origin}{page}")) {
        headers.insert(REFERER, value);
    }
    Some(page)
}

/// The address without the name of a form that its page showed.
fn without(page: &str) -> String {
    let Some((path, query)) = page.split_once('?') else { return page.to_owned() };
    let kept: Vec<&str> = query.split('&').filter(|pair| !shows_a_form(pair)).collect();
    if kept.is_empty() { path.to_owned() } else { format!("{path}?{}", kept.join("&")) }
}

fn shows_a_form(pair: &str) -> bool {
    SHOWING.contains(&pair.split('=').next().unwrap_or_default())
}

fn fields(bytes: &[u8]) -> Vec<(String, String)> {
    typed(form_urlencoded::parse(bytes).into_owned())
}

/// What of a form may be kept: no secrets.
pub fn typed(fields: impl IntoIterator<Item = (String, String)>) -> Vec<(String, String)> {
    fields.into_iter().filter(|(name, _)| !SECRET.contains(&name.as_str())).collect()
}

/// An answer must not fail because a form could not be kept.
pub fn told(done: Result<(), Fault>) {
    if let Err(fault) = done {
        tracing::warn!(?fault, "a form could not be kept");
    }
}

fn is_plain_form(request: &Request) -> bool {
    let kind = request.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
    request.uri().path().starts_with("/api/")
        && kind.is_some_and(|kind| kind.starts_with("application/x-www-form-urlencoded"))
}

fn leads_to(response: &Response, mark: &str) -> bool {
    let to = response.headers().get(LOCATION).and_then(|value| value.to_str().ok());
    to.is_some_and(|to| to.contains(mark))
}

fn is_refusal(response: &Response) -> bool {
    leads_to(response, "__err=")
}

fn is_partly_kept(response: &Response) -> bool {
    leads_to(response, "&unsaved=") || leads_to(response, "?unsaved=")
}

#[cfg(test)]
mod tests {
    use http::HeaderMap;
    use http::header::{HeaderValue, REFERER};

    use super::clean_referer;

    #[test]
    fn an_address_does_not_grow_by_one_refusal_after_another() {
        let mut headers = HeaderMap::new();
        let grown = "http://127.0.0.1:3000/zh/my/a?page=2&__path=%2Fapi%2Fx&__err=abc&kept=%2Fapi%2Fx&unsaved=%2Fapi%2Fx";
        headers.insert(REFERER, HeaderValue::from_static(grown));
        assert_eq!(clean_referer(&mut headers), Some("/zh/my/a?page=2".to_owned()));
        assert_eq!(headers[REFERER], "http://127.0.0.1:3000/zh/my/a?page=2");
        headers.insert(REFERER, HeaderValue::from_static("http://127.0.0.1:3000/zh/my"));
        assert_eq!(clean_referer(&mut headers), Some("/zh/my".to_owned()));
        assert_eq!(clean_referer(&mut HeaderMap::new()), None);
    }
}
