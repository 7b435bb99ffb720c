//! Sheets to fill in: workbooks that officers take with them and hand back; and the receipts of candidates.
//!
//! Owns: their addresses and headers. Refuses: what stands in them; that is `service::scores` and `service::imports`.

use app::address;
use app::api::ApiError;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Extension, Router};
use domain::access::Caller;
use domain::id::Code;
use http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use service::scores::{self, Sheet};
use service::{Fault, Service, applications, imports};
use text::Lang;

use crate::layers::Arrival;
use crate::public::{faulty, troubled};

const WORKBOOK: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// `…/desk/postings/CODE/marks/{sheet,panel}.xlsx` and `…/positions/sheet.xlsx`;
/// `…/my/applications/CODE/receipt.json`.
pub fn router(service: Service) -> Router {
    Router::new()
        .route("/{lang}/desk/postings/{posting}/marks/sheet.xlsx", get(marks))
        .route("/{lang}/desk/postings/{posting}/marks/panel.xlsx", get(panel))
        .route("/{lang}/desk/postings/{posting}/positions/sheet.xlsx", get(positions))
        .route("/{lang}/my/applications/{application}/receipt.json", get(receipt))
        .with_state(service)
}

type Place = Path<(String, String)>;

async fn marks(
    State(service): State<Service>,
    Path(place): Place,
    Extension(caller): Extension<Caller>,
    Extension(arrival): Extension<Arrival>,
) -> Response {
    answer(place, "marks", arrival, async |posting, lang| {
        scores::template(&service, &caller, posting, (Sheet::Marks, lang)).await
    })
    .await
}

async fn panel(
    State(service): State<Service>,
    Path(place): Place,
    Extension(caller): Extension<Caller>,
    Extension(arrival): Extension<Arrival>,
) -> Response {
    answer(place, "marks", arrival, async |posting, lang| {
        scores::template(&service, &caller, posting, (Sheet::Panel, lang)).await
    })
    .await
}

async fn positions(
    State(service): State<Service>,
    Path(place): Place,
    Extension(caller): Extension<Caller>,
    Extension(arrival): Extension<Arrival>,
) -> Response {
    answer(place, "positions", arrival, async |posting, lang| {
        imports::positions_sheet(&service, &caller, posting, lang).await
    })
    .await
}

/// What a candidate sent, byte for byte.
async fn receipt(
    State(service): State<Service>,
    Path((lang, application)): Place,
    Extension(caller): Extension<Caller>,
    Extension(arrival): Extension<Arrival>,
) -> Response {
    let lang = Lang::from_code(&lang).unwrap_or_default();
    let Ok(code) = application.parse::<Code>() else {
        return troubled(&ApiError::Missing, &address::my(lang), lang);
    };
    match applications::receipt(&service, &caller, code).await {
        Ok(bytes) => {
            let name = format!("attachment; filename=\"receipt-{code}.json\"");
            let kind = "application/json; charset=utf-8".to_owned();
            ([(CONTENT_TYPE, kind), (CONTENT_DISPOSITION, name)], bytes).into_response()
        }
        Err(fault) => {
            let mut extensions = http::Extensions::new();
            extensions.insert(arrival);
            faulty(&fault, &address::application(lang, code), lang, &extensions)
        }
    }
}

async fn answer<F>((lang, posting): (String, String), room: &str, arrival: Arrival, make: F) -> Response
where
    F: AsyncFnOnce(Code, Lang) -> Result<Vec<u8>, Fault>,
{
    let lang = Lang::from_code(&lang).unwrap_or_default();
    let Ok(posting) = posting.parse::<Code>() else {
        return troubled(&ApiError::Missing, &address::desk(lang), lang);
    };
    match make(posting, lang).await {
        Ok(bytes) => {
            let name = format!("attachment; filename=\"{room}-{posting}.xlsx\"");
            ([(CONTENT_TYPE, WORKBOOK.to_owned()), (CONTENT_DISPOSITION, name)], bytes).into_response()
        }
        Err(fault) => {
            let mut extensions = http::Extensions::new();
            extensions.insert(arrival);
            faulty(&fault, &address::desk_posting(lang, posting, room), lang, &extensions)
        }
    }
}
