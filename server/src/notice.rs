//! Supplementary notices as they are handed in: a plain form with a scheme file.
//!
//! Owns: taking the form apart within the limits. Refuses: reading the file; that is `service::rulings`.

use app::address;
use app::api::ApiError;
use app::pages::public::error as error_page;
use axum::extract::multipart::MultipartRejection;
use axum::extract::{Multipart, Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::post;
use axum::{Extension, Router};
use domain::access::Caller;
use domain::id::Code;
use domain::reason::{FieldPath, Reason};
use service::rulings::{self, NoticeForm};
use service::{Fault, Service};
use text::Lang;

use crate::layers::Arrival;
use crate::public::{faulty, troubled};

/// Longest scheme file.
const SCHEME: usize = 512 * 1024;

/// `…/desk/postings/CODE/rulings/notice/import`.
pub fn router(service: Service) -> Router {
    Router::new()
        .route("/{lang}/desk/postings/{posting}/rulings/notice/import", post(notice))
        .with_state(service)
}

/// The form's parts.
#[derive(Default)]
struct Typed {
    form: NoticeForm,
    key: String,
    name: String,
    bytes: Vec<u8>,
}

async fn notice(
    State(service): State<Service>,
    Path((lang, posting)): Path<(String, String)>,
    Extension(caller): Extension<Caller>,
    Extension(arrival): Extension<Arrival>,
    form: Result<Multipart, MultipartRejection>,
) -> Response {
    let lang = Lang::from_code(&lang).unwrap_or_default();
    let Ok(posting) = posting.parse::<Code>() else {
        return troubled(&ApiError::Missing, &address::desk(lang), lang);
    };
    let back = address::ruling(lang, posting, "notice");
    let done = async {
        let typed = typed(form).await?;
        let key = typed.key.parse().map_err(|_| Fault::Missing)?;
        let file = (&typed.form, typed.name.as_str(), typed.bytes.as_slice());
        Ok(match rulings::propose_notice(&service, &caller, posting, key, file).await? {
            Ok(code) => Redirect::to(&address::ruling(lang, posting, code)).into_response(),
            Err(faults) => {
                let lines = faults.iter().map(|fault| fault.sentence(lang)).collect();
                error_page::listed(lines, &back, lang).into_response()
            }
        })
    };
    done.await.unwrap_or_else(|fault: Fault| {
        let mut extensions = http::Extensions::new();
        extensions.insert(arrival);
        faulty(&fault, &back, lang, &extensions)
    })
}

fn unreadable() -> Fault {
    Reason::Missing { field: FieldPath::new("file") }.into()
}

async fn typed(form: Result<Multipart, MultipartRejection>) -> Result<Typed, Fault> {
    let mut form = form.map_err(|_| unreadable())?;
    let mut typed = Typed::default();
    while let Some(part) = form.next_field().await.map_err(|_| unreadable())? {
        let (field, name) = (part.name().unwrap_or_default().to_owned(), part.file_name().map(str::to_owned));
        let bytes = part.bytes().await.map_err(|_| unreadable())?;
        let words = || String::from_utf8_lossy(&bytes).into_owned();
        match field.as_str() {
            "key" => typed.key = words(),
            "title" => typed.form.title = words(),
            "reason" => typed.form.reason = words(),
            "file" => {
                typed.name = name.unwrap_or_default();
                typed.bytes = bytes.to_vec();
            }
            _ => {}
        }
    }
    if typed.bytes.is_empty() || typed.bytes.len() > SCHEME { Err(unreadable()) } else { Ok(typed) }
}
