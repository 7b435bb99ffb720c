//! What the editor's island asks: who would move under the draft beside it.
//!
//! Owns: the answer, and the sentences instead of it. They come from the server, so that the browser carries no catalogue of
//! refusals. They travel as an answer to a script only, never in an address.

use domain::scheme::draft::Draft;
use domain::view::desk::schemes::Movers;
use leptos::prelude::*;
use leptos::server;
use leptos::server_fn::codec::JsonEncoding;
use leptos::server_fn::error::{FromServerFnError, ServerFnErrorErr};
use serde::{Deserialize, Serialize};
use text::Lang;

#[cfg(feature = "ssr")]
use super::{ApiError, gate};

/// Why there is no answer, in sentences; none where question or answer got lost on the way.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[error("no answer")]
pub struct Unanswered(pub Vec<String>);

impl FromServerFnError for Unanswered {
    type Encoder = JsonEncoding;

    fn from_server_fn_error(_: ServerFnErrorErr) -> Self {
        Self::default()
    }
}

/// The posting's own people under a draft and under what is saved. Stores nothing.
#[server(endpoint = "schemes/movers", input = server_fn::codec::Json)]
pub async fn scheme_movers(lang: Lang, posting: String, draft: Draft) -> Result<Movers, Unanswered> {
    let told = |error: ApiError| Unanswered(crate::forms::words(lang, &error));
    let posting = gate::code(&posting).map_err(told)?;
    let movers = gate::pass(async |service, caller| {
        service::schemes::draft::movers(service, caller, posting, &draft).await
    });
    movers.await.map_err(told)
}
