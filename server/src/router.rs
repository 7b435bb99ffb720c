//! Everything put together: which requests pass which layers on their way to which handler.
//!
//! ```text
//! number → headers → error page → panic ─┬─ limits ── public pages, assets, health
//!                                        └─ limits ── no-store → origin → session ─┬─ sign-in, register, sign-out
//!                                           of the route                           ├─ files
//!                                                                                  └─ my/, desk/, server functions
//! ```

use std::future::ready;
use std::net::IpAddr;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use app::api::gate::{self, Visit, Waking};
use axum::Router;
use axum::extract::Request;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::response::Response;
use domain::id::Code;
use futures_util::stream::{Stream, StreamExt, once};
use http::header::CONTENT_SECURITY_POLICY;
use leptos::config::LeptosOptions;
use leptos::prelude::{RenderHtml, provide_context, use_context};
use leptos_axum::{AxumRouteListing, LeptosRoutes, generate_route_list, handle_response_inner};
use service::Service;
use service::effects::Random;
use tower_http::catch_panic::CatchPanicLayer;

use crate::account::{self, Desk};
use crate::assets::Assets;
use crate::config::PublicUrl;
use crate::files::{self, Files, Slots};
use crate::health::{self, Probe, Watched};
use crate::layers::cookie::SessionCookie;
use crate::layers::limits::Limits;
use crate::layers::{RequestInfo, accepts_page, error_page, headers, kept, origin, request_id, session};
use crate::objections::{self, Ears};
use crate::public;
use crate::public::files::PublicFiles;
use crate::sealed::Cache;
use crate::switch;
use crate::workers::Workers;

/// What the router is made of.
#[derive(Clone)]
pub struct Parts {
    /// The use cases.
    pub service: Service,
    /// Public pages.
    pub cache: Cache,
    /// Regular work, for `/health`.
    pub workers: Workers,
    /// The last write that health tried.
    pub probe: Probe,
    /// Room for files.
    pub slots: Slots,
    /// Style, script and program.
    pub assets: Option<Assets>,
    /// What Leptos wants to know.
    pub leptos: LeptosOptions,
    /// The address people type.
    pub url: PublicUrl,
    /// The session cookie.
    pub cookie: SessionCookie,
    /// Where request numbers come from.
    pub random: Random,
    /// Proxies whose `X-Forwarded-For` is believed.
    pub trusted: Arc<[IpAddr]>,
    /// Time for a request that brings no sheet.
    pub time: Duration,
    /// What browsers are told of encryption.
    pub transport: headers::Transport,
    /// Pages of `my/` and `desk/`, as [`pages`] lists them.
    pub pages: Vec<AxumRouteListing>,
}

impl Parts {
    fn public_files(&self) -> PublicFiles {
        PublicFiles { cache: self.cache.clone(), service: self.service.clone(), slots: self.slots.clone() }
    }

    fn watched(&self) -> Watched {
        Watched {
            service: self.service.clone(),
            cache: self.cache.clone(),
            workers: self.workers.clone(),
            probe: self.probe.clone(),
        }
    }
}

/// The pages of `my/` and `desk/`. Runs the whole program once, so it is called once in a process: Leptos forbids resources
/// meanwhile, everywhere (leptos-rs/leptos issue 4773).
pub fn pages() -> Vec<AxumRouteListing> {
    generate_route_list(app::routes::App)
}

/// The whole router.
pub fn assemble(parts: &Parts) -> Router {
    let numbering = request_id::Numbering { random: parts.random.clone(), trusted: parts.trusted.clone() };
    let open = Router::new()
        .merge(public::router(&parts.cache))
        .merge(public::files::router(parts.public_files()))
        .merge(health::router(parts.watched()))
        .merge(parts.assets.as_ref().map(Assets::router).unwrap_or_default());
    Limits::form(parts.time)
        .hold(open)
        .merge(inner(parts))
        .fallback(async |request: Request| public::missing(request.uri().path()))
        .layer(CatchPanicLayer::custom(error_page::panicked))
        .layer(from_fn(error_page::draw))
        .layer(from_fn_with_state(parts.transport, headers::protect))
        .layer(from_fn_with_state(numbering, request_id::log))
}

/// What knows its caller.
fn inner(parts: &Parts) -> Router {
    let sessions = session::Sessions { service: parts.service.clone(), cookie: parts.cookie };
    let keeping = kept::Keeping { service: parts.service.clone(), cookie: parts.cookie };
    let desk = Desk { service: parts.service.clone(), cookie: parts.cookie };
    let (usual, scheme) = (Limits::form(parts.time), Limits::scheme(parts.time));
    let ears = Ears { service: parts.service.clone(), cache: parts.cache.clone() };
    let files = Files { service: parts.service.clone(), slots: parts.slots.clone() };
    usual
        .hold(
            program(parts)
                .merge(account::router(desk))
                .merge(objections::router(ears))
                .merge(switch::router(parts.service.clone())),
        )
        .merge(files::router(&files, usual, scheme))
        .route_layer(from_fn_with_state(keeping, kept::keep))
        .route_layer(from_fn_with_state(sessions, session::authenticate))
        .route_layer(from_fn_with_state(parts.url.clone(), origin::check))
        .route_layer(headers::no_store())
}

/// Pages of `my/` and `desk/` and all server functions, with the one context that they read.
fn program(parts: &Parts) -> Router {
    let (pages, functions) = (parts.service.clone(), parts.service.clone());
    let context = move || provide_visit(&functions, Waking::default(), None);
    Router::new()
        .leptos_routes_with_context(&parts.leptos, Vec::new(), context, || ())
        .leptos_routes_with_handler(parts.pages.clone(), move |request: Request| page(pages.clone(), request))
        .with_state(parts.leptos.clone())
}

/// A page, whole before its first byte leaves: status, redirects and policy are known then. Leptos's own handlers would
/// add a script with the data of resources, which no island reads.
async fn page(service: Service, request: Request) -> Response {
    let waking = Waking::default();
    let visit = waking.clone();
    let path = request.uri().path().to_owned();
    let posting = match posting_of(&path) {
        Some(code) => service::postings::title(&service, &session::caller(request.extensions()), code).await,
        None => None,
    };
    let posting: Option<Arc<str>> = posting.map(Arc::from);
    let context = move || provide_visit(&service, visit.clone(), posting.clone());
    let document = move || app::routes::document(&path);
    let mut response = handle_response_inner(context, document, request, |document, _data, _| {
        Box::pin(async move {
            let html: String = document.to_html_stream_in_order().collect().await;
            let whole = once(ready(app::shell::unmarked(&html)));
            let whole: Pin<Box<dyn Stream<Item = String> + Send>> = Box::pin(whole);
            whole
        })
    })
    .await;
    let policy = match (waking.nonce(), waking.question()) {
        (Some(nonce), _) => headers::waking_policy(nonce),
        (None, Some(nonce)) => headers::asking_policy(nonce),
        (None, None) => None,
    };
    if let Some(policy) = policy {
        response.headers_mut().insert(CONTENT_SECURITY_POLICY, policy);
    }
    response
}

/// The posting whose desk an address belongs to.
fn posting_of(path: &str) -> Option<Code> {
    let mut parts = path.split('/').skip(2);
    (parts.next() == Some("desk") && parts.next() == Some("postings")).then_some(())?;
    parts.next()?.parse().ok()
}

fn provide_visit(service: &Service, waking: Waking, posting_title: Option<Arc<str>>) {
    let Some(request) = use_context::<http::request::Parts>() else { return };
    let is_function = request.uri.path().starts_with("/api/");
    let wants_page = accepts_page(&http::Request::from_parts(request.clone(), ()));
    let visit = Visit {
        service: service.clone(),
        caller: session::caller(&request.extensions),
        incident: RequestInfo::of_parts(&request).incident,
        wants_page,
        is_function,
        typed: request.extensions.get().cloned(),
        waking,
        posting_title,
    };
    gate::expect_nothing(&visit);
    provide_context(visit);
}
