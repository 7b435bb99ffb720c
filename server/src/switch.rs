//! The other language of a page on which somebody is typing: what was typed is kept for that person and stands there again.
//!
//! Owns: the address that a form's second button sends to, without scripts. Refuses: doing what the form asks; it is only kept.

use app::address;
use axum::extract::rejection::FormRejection;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::post;
use axum::{Extension, Form, Router};
use domain::access::Caller;
use http::HeaderMap;
use serde::Deserialize;
use service::Service;
use service::maintenance::kept_forms::{self, Owner};
use text::Lang;

use crate::layers::kept::{clean_referer, told, typed};
use crate::public::missing;

/// The function that the form would have been sent to.
#[derive(Deserialize)]
struct Of {
    #[serde(default)]
    of: String,
}

/// `/zh/keep?of=/api/AREA/WORD`, for POST only.
pub fn router(service: Service) -> Router {
    Router::new().route("/{lang}/keep", post(keep)).with_state(service)
}

/// Keeps the form and leads to the page that it came from, in the language of the address.
async fn keep(
    State(service): State<Service>,
    Path(lang): Path<String>,
    Query(Of { of }): Query<Of>,
    Extension(caller): Extension<Caller>,
    mut headers: HeaderMap,
    form: Result<Form<Vec<(String, String)>>, FormRejection>,
) -> Response {
    let Some(lang) = Lang::from_code(&lang) else { return missing("/") };
    let page = clean_referer(&mut headers).filter(|page| address::is_ours(page)).unwrap_or_default();
    let there = lang.same_page(&page);
    let kept = match (Owner::present(&caller), form) {
        (Some(owner), Ok(Form(fields))) if address::is_function(&of) => {
            let kept = kept_forms::keep(&service, &owner, &of, &typed(fields)).await;
            let done = kept.is_ok();
            told(kept);
            done
        }
        _ => false,
    };
    let there = if kept { address::with_typed(&there, (address::SWITCHED, &of)) } else { there };
    Redirect::to(&there).into_response()
}
