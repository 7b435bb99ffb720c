//! Messages: the own ones, the addresses that they also go to, and those of a posting.

use domain::view::messages::{AboutToTell, Contacts, Inbox, Message, OfPosting, Words};
use leptos::prelude::*;
use leptos::server;
use service::messages;

use super::ApiError;
use super::gate;
use crate::address;

/// The own messages, newest first.
#[server(endpoint = "messages/inbox", input = server_fn::codec::GetUrl)]
pub async fn messages_inbox(
    #[server(default)] lang: String,
    #[server(default)] before: String,
) -> Result<Inbox, ApiError> {
    let before = if before.is_empty() { None } else { Some(gate::code(&before)?) };
    let lang = gate::lang(&lang);
    gate::pass(async |service, caller| messages::inbox(service, caller, lang, before).await).await
}

/// One own message.
#[server(endpoint = "messages/one", input = server_fn::codec::GetUrl)]
pub async fn messages_one(
    #[server(default)] lang: String,
    #[server(default)] message: String,
) -> Result<Message, ApiError> {
    let (lang, code) = (gate::lang(&lang), message.parse().ok());
    gate::pass(async |service, caller| messages::message(service, caller, lang, code).await).await
}

/// How many own messages were not opened.
#[server(endpoint = "messages/unread", input = server_fn::codec::GetUrl)]
pub async fn messages_unread() -> Result<u32, ApiError> {
    gate::pass(async |service, caller| messages::unread(service, caller).await).await
}

/// The own addresses, and what is also sent to them.
#[server(endpoint = "contacts/view", input = server_fn::codec::GetUrl)]
pub async fn contacts_view() -> Result<Contacts, ApiError> {
    gate::pass(async |service, caller| messages::contacts(service, caller).await).await
}

/// Goes back to the page of addresses, which says what was done.
fn back(lang: &str, note: &str) {
    gate::go(&format!("{}{}", address::contacts(gate::lang(lang)), address::query(&[("note", note)])));
}

/// Sets an address and sends a code to it.
#[server(endpoint = "contacts/set")]
pub async fn contacts_set(
    lang: String,
    #[server(default)] channel: String,
    #[server(default)] address: String,
) -> Result<(), ApiError> {
    let of = (address.as_str(), gate::lang(&lang));
    gate::pass(async |service, caller| messages::set(service, caller, &channel, of).await).await?;
    back(&lang, "sent");
    Ok(())
}

/// Sends a fresh code to an address.
#[server(endpoint = "contacts/send")]
pub async fn contacts_send(lang: String, #[server(default)] channel: String) -> Result<(), ApiError> {
    gate::pass(async |service, caller| messages::send_code(service, caller, &channel).await).await?;
    back(&lang, "sent");
    Ok(())
}

/// Proves an address by its code.
#[server(endpoint = "contacts/confirm")]
pub async fn contacts_confirm(
    lang: String,
    #[server(default)] channel: String,
    #[server(default)] code: String,
) -> Result<(), ApiError> {
    gate::pass(async |service, caller| messages::confirm(service, caller, &channel, &code).await).await?;
    back(&lang, "confirmed");
    Ok(())
}

/// Takes an address away.
#[server(endpoint = "contacts/remove")]
pub async fn contacts_remove(lang: String, #[server(default)] channel: String) -> Result<(), ApiError> {
    gate::pass(async |service, caller| messages::remove(service, caller, &channel).await).await?;
    back(&lang, "removed");
    Ok(())
}

/// Chooses what is also sent to the addresses.
#[server(endpoint = "contacts/choose")]
pub async fn contacts_choose(lang: String, #[server(default)] on: Vec<String>) -> Result<(), ApiError> {
    gate::pass(async |service, caller| messages::choose(service, caller, &on).await).await?;
    back(&lang, "chosen");
    Ok(())
}

/// The messages of a posting.
#[server(endpoint = "messages/of_posting", input = server_fn::codec::GetUrl)]
pub async fn messages_of_posting(
    posting: String,
    #[server(default)] before: String,
) -> Result<OfPosting, ApiError> {
    let (posting, before) = (gate::code(&posting)?, before.parse().ok());
    gate::pass(async |service, caller| messages::of_posting(service, caller, posting, before).await).await
}

/// The words of one kind of message in a posting, in one language.
#[server(endpoint = "messages/words", input = server_fn::codec::GetUrl)]
pub async fn messages_words(
    posting: String,
    #[server(default)] kind: String,
    #[server(default)] language: String,
) -> Result<Words, ApiError> {
    let (posting, language) = (gate::code(&posting)?, gate::lang(&language));
    gate::pass(async |service, caller| messages::words(service, caller, posting, (&kind, language)).await)
        .await
}

/// Saves words of the posting's own.
#[server(endpoint = "messages/save")]
pub async fn messages_save(
    lang: String,
    posting: String,
    #[server(default)] kind: String,
    #[server(default)] language: String,
    #[server(default)] version: i64,
    #[server(default)] subject: String,
    #[server(default)] body: String,
) -> Result<(), ApiError> {
    let code = gate::code(&posting)?;
    let of = (kind.as_str(), gate::lang(&language), version);
    let words = (subject.as_str(), body.as_str());
    gate::pass(async |service, caller| messages::save(service, caller, code, of, words).await).await?;
    to_words(&lang, (&posting, &kind, &language));
    Ok(())
}

/// Goes back to the program's words.
#[server(endpoint = "messages/drop")]
pub async fn messages_drop(
    lang: String,
    posting: String,
    #[server(default)] kind: String,
    #[server(default)] language: String,
    #[server(default)] version: i64,
) -> Result<(), ApiError> {
    let code = gate::code(&posting)?;
    let of = (kind.as_str(), gate::lang(&language), version);
    gate::pass(async |service, caller| messages::drop_words(service, caller, code, of).await).await?;
    to_words(&lang, (&posting, &kind, &language));
    Ok(())
}

fn to_words(lang: &str, (posting, kind, language): (&str, &str, &str)) {
    let page =
        address::message_words(gate::lang(lang), posting, kind, &[("language", language), ("note", "saved")]);
    gate::go(&page);
}

/// What publishing a list would tell, and to how many.
#[server(endpoint = "messages/ahead", input = server_fn::codec::GetUrl)]
pub async fn messages_ahead(
    posting: String,
    #[server(default)] stage: String,
    #[server(default)] lang: String,
) -> Result<AboutToTell, ApiError> {
    let (posting, lang) = (gate::code(&posting)?, gate::lang(&lang));
    gate::pass(async |service, caller| {
        messages::about_to_tell(service, caller, posting, (&stage, lang)).await
    })
    .await
}
