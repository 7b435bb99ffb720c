//! What every request for or with a file says: who asks, in which language, about which posting or application.

use app::address::segment;
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
    /// Code of what of the posting is asked for, where the address goes on to it.
    pub further: Option<Code>,
    /// Who asks.
    pub caller: Caller,
    info: RequestInfo,
}

impl<S: Send + Sync> FromRequestParts<S> for FileRequest {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Response> {
        let path = parts.uri.path().to_owned();
        let place = Path::<Vec<(String, String)>>::from_request_parts(parts, state).await;
        let Ok(Path(place)) = place else { return Err(missing(&path)) };
        let mut place = place.into_iter().map(|(_, value)| value);
        let lang = place.next().and_then(|lang| Lang::from_code(&lang));
        let code = place.next().and_then(|code| code.parse().ok());
        let (Some(lang), Some(code)) = (lang, code) else { return Err(missing(&path)) };
        let further = match place.next().map(|code| code.parse()) {
            Some(Ok(further)) => Some(further),
            Some(Err(_)) => return Err(missing(&path)),
            None => None,
        };
        let caller = Extension::<Caller>::from_request_parts(parts, state).await;
        let Extension(caller) = caller.map_err(IntoResponse::into_response)?;
        Ok(Self { lang, code, further, caller, info: RequestInfo::of_parts(parts) })
    }
}

impl FileRequest {
    /// The answer, or the page of the fault with the way back to `back`.
    pub fn answer(&self, back: &str, done: Result<Response, Fault>) -> Response {
        done.unwrap_or_else(|fault| faulty(&fault, back, self.lang, self.info))
    }
}

/// A file of somebody else's making, byte for byte, to be kept under the name that it came with; `plain` (ASCII, no quotes) is for
/// programs that read no other.
pub(super) fn foreign(plain: &str, name: &str, body: impl IntoResponse) -> Response {
    let named = format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{}", segment(name));
    ([(CONTENT_TYPE, "application/octet-stream".to_owned()), (CONTENT_DISPOSITION, named)], body)
        .into_response()
}

/// A file to be kept under `name` (ASCII, no quotes).
pub(super) fn attachment(kind: &'static str, name: &str, body: impl IntoResponse) -> Response {
    let named = format!("attachment; filename=\"{name}\"");
    ([(CONTENT_TYPE, kind.to_owned()), (CONTENT_DISPOSITION, named)], body).into_response()
}
