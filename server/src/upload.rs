//! Files that officers bring in: read whole within the limit, handed to a dry run, answered with its page; and the scheme
//! file that they take out.
//!
//! Owns: taking a file out of a plain form. Refuses: reading it; that is a worker process behind `service::imports`.

use app::address;
use app::api::ApiError;
use app::pages::public::error as error_page;
use axum::extract::multipart::MultipartRejection;
use axum::extract::{Multipart, Path, Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use axum::{Extension, Router};
use domain::access::Caller;
use domain::id::Code;
use domain::reason::{FieldPath, Reason};
use http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use serde::Deserialize;
use service::imports::{self, Upload};
use service::{Fault, Service, schemes};
use text::Lang;

use crate::layers::Arrival;
use crate::public::{faulty, troubled};

/// Longest scheme file.
const SCHEME: usize = 512 * 1024;
/// Longest file name that is kept, in characters.
const NAME: usize = 200;

/// `…/desk/postings/CODE/{positions,marks,scheme}/import`.
pub fn router(service: Service) -> Router {
    Router::new()
        .route("/{lang}/desk/postings/{posting}/positions/import", post(positions))
        .route("/{lang}/desk/postings/{posting}/marks/import", post(marks))
        .route("/{lang}/desk/postings/{posting}/scheme/import", post(scheme))
        .route("/{lang}/desk/postings/{posting}/scheme/export.toml", get(scheme_toml))
        .route("/{lang}/desk/postings/{posting}/scheme/export.json", get(scheme_json))
        .with_state(service)
}

type Place = Path<(String, String)>;
type Form = Result<Multipart, MultipartRejection>;

/// Who brings something in, to where.
struct Errand {
    lang: Lang,
    posting: Code,
    back: String,
    arrival: Arrival,
}

impl Errand {
    fn of((lang, posting): (String, String), word: &str, arrival: Arrival) -> Result<Self, Box<Response>> {
        let lang = Lang::from_code(&lang).unwrap_or_default();
        let posting: Code = posting
            .parse()
            .map_err(|_| Box::new(troubled(&ApiError::Missing, &address::desk(lang), lang)))?;
        Ok(Self { lang, posting, back: address::desk_posting(lang, posting, word), arrival })
    }

    fn answer(&self, done: Result<Response, Fault>) -> Response {
        let mut extensions = http::Extensions::new();
        extensions.insert(self.arrival);
        done.unwrap_or_else(|fault| faulty(&fault, &self.back, self.lang, &extensions))
    }

    fn preview(&self, import: Code) -> Response {
        let page = address::desk_posting(self.lang, self.posting, &format!("imports/{import}"));
        Redirect::to(&page).into_response()
    }
}

async fn positions(
    State(service): State<Service>,
    Path(place): Place,
    Extension(caller): Extension<Caller>,
    Extension(arrival): Extension<Arrival>,
    form: Form,
) -> Response {
    let stage = async |posting, upload| imports::stage_positions(&service, &caller, posting, upload).await;
    sheet((place, "positions", arrival), form, stage).await
}

async fn marks(
    State(service): State<Service>,
    Path(place): Place,
    Extension(caller): Extension<Caller>,
    Extension(arrival): Extension<Arrival>,
    form: Form,
) -> Response {
    let stage = async |posting, upload| imports::stage_marks(&service, &caller, posting, upload).await;
    sheet((place, "marks", arrival), form, stage).await
}

/// Hands a sheet to its dry run and leads to what that shows.
async fn sheet(
    (place, word, arrival): ((String, String), &str, Arrival),
    form: Form,
    stage: impl AsyncFnOnce(Code, Upload) -> Result<Code, Fault>,
) -> Response {
    let errand = match Errand::of(place, word, arrival) {
        Ok(errand) => errand,
        Err(answer) => return *answer,
    };
    let done = async {
        let upload = file(form).await?;
        Ok(errand.preview(stage(errand.posting, upload).await?))
    };
    errand.answer(done.await)
}

/// The revision that the form was opened with.
#[derive(Deserialize)]
struct After {
    #[serde(default)]
    after: u32,
}

async fn scheme(
    State(service): State<Service>,
    Path(place): Place,
    Query(After { after }): Query<After>,
    Extension(caller): Extension<Caller>,
    Extension(arrival): Extension<Arrival>,
    form: Form,
) -> Response {
    let errand = match Errand::of(place, "scheme", arrival) {
        Ok(errand) => errand,
        Err(answer) => return *answer,
    };
    let done = async {
        let upload = file(form).await?;
        if upload.bytes.len() > SCHEME {
            return Err(unreadable());
        }
        let named = (upload.name.as_str(), upload.bytes.as_slice());
        Ok(match schemes::save_file(&service, &caller, errand.posting, after, named).await? {
            Ok(()) => Redirect::to(&errand.back).into_response(),
            Err(faults) => {
                let lines = faults.iter().map(|fault| fault.sentence(errand.lang)).collect();
                error_page::listed(lines, &errand.back, errand.lang).into_response()
            }
        })
    };
    errand.answer(done.await)
}

async fn scheme_toml(
    state: State<Service>,
    place: Path<(String, String)>,
    caller: Extension<Caller>,
    arrival: Extension<Arrival>,
) -> Response {
    export(state, place, caller, arrival, false).await
}

async fn scheme_json(
    state: State<Service>,
    place: Path<(String, String)>,
    caller: Extension<Caller>,
    arrival: Extension<Arrival>,
) -> Response {
    export(state, place, caller, arrival, true).await
}

/// The saved schemes as a download.
async fn export(
    State(service): State<Service>,
    Path(place): Place,
    Extension(caller): Extension<Caller>,
    Extension(arrival): Extension<Arrival>,
    json: bool,
) -> Response {
    let errand = match Errand::of(place, "scheme", arrival) {
        Ok(errand) => errand,
        Err(answer) => return *answer,
    };
    let (kind, name) =
        if json { ("application/json", "scheme.json") } else { ("application/toml", "scheme.toml") };
    let done = schemes::export(&service, &caller, errand.posting, json).await.map(|body| {
        let head = [
            (CONTENT_TYPE, kind.to_owned()),
            (CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
        ];
        (head, body).into_response()
    });
    errand.answer(done)
}

fn unreadable() -> Fault {
    Reason::Missing { field: FieldPath::new("file") }.into()
}

/// The form's file. A browser that was given none sends one without a name and content.
async fn file(form: Form) -> Result<Upload, Fault> {
    let mut form = form.map_err(|_| unreadable())?;
    while let Some(part) = form.next_field().await.map_err(|_| unreadable())? {
        if part.name() != Some("file") {
            continue;
        }
        let name = plain(part.file_name().unwrap_or_default());
        let bytes = part.bytes().await.map_err(|_| unreadable())?.to_vec();
        return if name.is_empty() && bytes.is_empty() {
            Err(unreadable())
        } else {
            Ok(Upload { name, bytes })
        };
    }
    Err(unreadable())
}

/// The last part of the name that the client gave, without control characters: it is shown, never opened.
fn plain(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    last.chars().filter(|c| !c.is_control()).take(NAME).collect()
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn a_file_name_is_its_last_part_without_control_characters() {
        assert_eq!(plain("C:\\scores\\成绩.xlsx"), "成绩.xlsx");
        assert_eq!(plain("../../etc/passwd"), "passwd");
        assert_eq!(plain("a\r\nSet-Cookie: x.csv"), "aSet-Cookie: x.csv");
        assert_eq!(plain(&"x".repeat(5_000)).len(), 200);
    }
}
