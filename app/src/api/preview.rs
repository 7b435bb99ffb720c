//! What an island asks about the words of a message: how they read with a real record.
//!
//! Owns: the answer, or the sentences that say what is wrong with the words. Refuses: saving them.

use domain::view::messages::Preview;
use leptos::server;

#[cfg(feature = "ssr")]
use super::gate;
use super::movers::Unanswered;

/// How words that are not saved would read; none where there is no record yet. Stores nothing.
#[server(endpoint = "messages/preview")]
pub async fn messages_preview(
    lang: String,
    posting: String,
    #[server(default)] kind: String,
    #[server(default)] language: String,
    #[server(default)] subject: String,
    #[server(default)] body: String,
) -> Result<Option<Preview>, Unanswered> {
    let lang = gate::lang(&lang);
    let told = |error: super::ApiError| Unanswered(crate::forms::words(lang, &error));
    let posting = gate::code(&posting).map_err(told)?;
    let (of, words) = ((kind.as_str(), gate::lang(&language)), (subject.as_str(), body.as_str()));
    let read = gate::pass(async |service, caller| {
        service::messages::preview(service, caller, posting, of, words).await
    });
    read.await.map_err(told)
}
