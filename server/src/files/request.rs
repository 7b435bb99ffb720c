//! What every request for or with a file says: who asks, in which language, about which posting or application.

use axum::Extension;
use axum::extract::{FromRequestParts, Path};
use axum::response::{IntoResponse, Response};
use domain::access::Caller;
use domain::id::Code;
use http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use http::request::Parts;
use service::Fault;
use text::Lang;

use crate::layers::RequestInfo;
use crate::public::{faulty, missing};

/// A request about the file of a posting or an application.
pub(super) struct FileRequest {
    /// Language of the address.
    pub lang: Lang,
    /// Code of the posting or application.
    pub code: Code,
    /// Who asks.
    pub caller: Caller,
    info: RequestInfo,
}

impl<S: Send + Sync> FromRequestParts<S> for FileRequest {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Response> {
        let path = parts.uri.path().to_owned();
        let place = Path::<(String, String)>::from_request_parts(parts, state).await;
        let Ok(Path((lang, code))) = place else { return Err(missing(&path)) };
        let (Some(lang), Ok(code)) = (Lang::from_code(&lang), code.parse()) else {
            return Err(missing(&path));
        };
        let caller = Extension::<Caller>::from_request_parts(parts, state).await;
        let Extension(caller) = caller.map_err(IntoResponse::into_response)?;
        Ok(Self { lang, code, caller, info: RequestInfo::of_parts(parts) })
    }
}

impl FileRequest {
    /// The answer, or the page of the fault with the way back to `back`.
    pub fn answer(&self, back: &str, done: Result<Response, Fault>) -> Response {
        done.unwrap_or_else(|fault| faulty(&fault, back, self.lang, self.info))
    }
}

/// A file to be kept under `name` (ASCII, no quotes).
pub(super) fn attachment(kind: &'static str, name: &str, body: impl IntoResponse) -> Response {
    let named = format!("attachment; filename=\"{name}\"");
    ([(CONTENT_TYPE, kind.to_owned()), (CONTENT_DISPOSITION, named)], body).into_response()
}
