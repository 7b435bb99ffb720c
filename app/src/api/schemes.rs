//! Acts on schemes: small flat posts on a draft, each with the version of the draft that its page showed.

use std::collections::HashMap;

use domain::scheme::draft::Change;
use domain::scheme::draft::Template;
use domain::view::desk::schemes::SchemePage;
use leptos::prelude::*;
use leptos::server;

use super::ApiError;
use super::gate;

mod after;

pub use after::Brought;
use after::{Act, Form};

/// The saved schemes of a posting and their draft.
#[server(endpoint = "schemes/view", input = server_fn::codec::GetUrl)]
pub async fn scheme_view(posting: String) -> Result<SchemePage, ApiError> {
    let posting = gate::code(&posting)?;
    gate::pass(async |service, caller| service::schemes::draft::view(service, caller, posting).await).await
}

/// Texts of one node, by dotted name. `was` is what named the node when its page was opened.
#[server(endpoint = "schemes/set")]
pub async fn scheme_set(
    lang: String,
    posting: String,
    version: i64,
    based_on: u32,
    #[server(default)] of: String,
    #[server(default)] at: String,
    #[server(default)] was: String,
    #[server(default)] set: HashMap<String, String>,
) -> Result<(), ApiError> {
    let form = Form::read(&lang, &posting, (version, based_on), of)?;
    let typed = after::typed(&set, &was);
    let change = Change::Set { at: at.clone(), values: set.into_iter().collect() };
    form.change(&change, Act::Set { at: &at, typed: &typed }).await
}

/// A new item at the end of a list; `first` is the key of a usual one, or the text itself.
#[server(endpoint = "schemes/add")]
pub async fn scheme_add(
    lang: String,
    posting: String,
    version: i64,
    based_on: u32,
    #[server(default)] of: String,
    list: String,
    #[server(default)] first: String,
) -> Result<(), ApiError> {
    let form = Form::read(&lang, &posting, (version, based_on), of)?;
    let preset = text::scheme::choices::presets(&list).iter().find(|preset| preset.key == first);
    let name = preset.map(|preset| preset.name(text::Lang::Zh).to_owned()).unwrap_or_default();
    form.change(&Change::Add { list: list.clone(), first, name }, Act::Add { list: &list }).await
}

/// An item one place up (`up` is `yes`) or down.
#[server(endpoint = "schemes/move")]
pub async fn scheme_move(
    lang: String,
    posting: String,
    version: i64,
    based_on: u32,
    #[server(default)] of: String,
    at: String,
    #[server(default)] up: String,
) -> Result<(), ApiError> {
    let form = Form::read(&lang, &posting, (version, based_on), of)?;
    form.change(&Change::Move { at: at.clone(), up: up == "yes" }, Act::Move { at: &at }).await
}

/// An item, a node that may be left out, or (at the empty address) a whole scheme goes.
#[server(endpoint = "schemes/remove")]
pub async fn scheme_remove(
    lang: String,
    posting: String,
    version: i64,
    based_on: u32,
    #[server(default)] of: String,
    #[server(default)] at: String,
) -> Result<(), ApiError> {
    let form = Form::read(&lang, &posting, (version, based_on), of)?;
    form.change(&Change::Remove { at: at.clone() }, Act::Move { at: &at }).await
}

/// Begins the scheme of that name anew from a template.
#[server(endpoint = "schemes/begin")]
pub async fn scheme_begin(
    lang: String,
    posting: String,
    version: i64,
    based_on: u32,
    #[server(default)] of: String,
    template: Template,
) -> Result<(), ApiError> {
    let form = Form::read(&lang, &posting, (version, based_on), of.trim().to_owned())?;
    let with = gate::pass(async |_, _| service::schemes::templates::node(template)).await?;
    form.change(&Change::Begin { with }, Act::Begin).await
}

/// Saves the draft as the next revision.
#[server(endpoint = "schemes/save")]
pub async fn scheme_save(lang: String, posting: String, version: i64, based_on: u32) -> Result<(), ApiError> {
    let form = Form::read(&lang, &posting, (version, based_on), String::new())?;
    form.whole(async |service, caller, code, seen| {
        service::schemes::draft::save(service, caller, code, seen).await
    })
    .await
}

/// Discards the draft.
#[server(endpoint = "schemes/discard")]
pub async fn scheme_discard(
    lang: String,
    posting: String,
    version: i64,
    based_on: u32,
) -> Result<(), ApiError> {
    let form = Form::read(&lang, &posting, (version, based_on), String::new())?;
    form.whole(async |service, caller, code, seen| {
        service::schemes::draft::discard(service, caller, code, seen).await
    })
    .await
}

/// Lets the draft go on from the newest revision.
#[server(endpoint = "schemes/rebase")]
pub async fn scheme_rebase(
    lang: String,
    posting: String,
    version: i64,
    based_on: u32,
) -> Result<(), ApiError> {
    let form = Form::read(&lang, &posting, (version, based_on), String::new())?;
    form.whole(async |service, caller, code, seen| {
        service::schemes::draft::rebase(service, caller, code, seen).await
    })
    .await
}
