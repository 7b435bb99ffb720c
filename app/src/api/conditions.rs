//! Acts on conditions: small flat posts, each with the version that its page showed. Afterwards the browser is sent to the
//! page of all conditions.

use domain::eligibility::{BEFORE_WORD, Change, ConditionForm};
use domain::posting::Column;
use domain::reason::FieldPath;
use domain::uploads::PhotoForm;
use domain::view::desk::conditions::ConditionsPage;
use leptos::prelude::*;
use leptos::server;

use super::ApiError;
use super::gate;

/// The conditions of a posting.
#[server(endpoint = "conditions/view", input = server_fn::codec::GetUrl)]
pub async fn conditions_view(posting: String) -> Result<ConditionsPage, ApiError> {
    let posting = gate::code(&posting)?;
    gate::pass(async |service, caller| service::conditions::view(service, caller, posting).await).await
}

/// A condition or a branch at the end of a list.
#[server(endpoint = "conditions/add")]
pub async fn conditions_add(
    lang: String,
    posting: String,
    version: i64,
    list: String,
    form: ConditionForm,
) -> Result<(), ApiError> {
    change(&lang, &posting, version, Change::Add { list, form }).await
}

/// Another condition at the place of one.
#[server(endpoint = "conditions/set")]
pub async fn conditions_set(
    lang: String,
    posting: String,
    version: i64,
    at: String,
    form: ConditionForm,
) -> Result<(), ApiError> {
    change(&lang, &posting, version, Change::Set { at, form }).await
}

/// A condition, a branch or a group goes.
#[server(endpoint = "conditions/remove")]
pub async fn conditions_remove(
    lang: String,
    posting: String,
    version: i64,
    at: String,
) -> Result<(), ApiError> {
    change(&lang, &posting, version, Change::Remove { at }).await
}

/// The day up to which ages and years are counted.
#[server(endpoint = "conditions/count")]
pub async fn conditions_count(
    lang: String,
    posting: String,
    version: i64,
    #[server(default)] reference: String,
    #[server(default)] day: String,
) -> Result<(), ApiError> {
    change(&lang, &posting, version, Change::Count { reference, day }).await
}

/// A group of positions, new where `at` is empty.
#[server(endpoint = "conditions/group")]
pub async fn conditions_group(
    lang: String,
    posting: String,
    version: i64,
    #[server(default)] at: String,
    #[server(default)] name: String,
    #[server(default)] positions: String,
    #[server(default)] instead: String,
) -> Result<(), ApiError> {
    let at = if at.is_empty() { None } else { Some(at.parse().map_err(|_| ApiError::Missing)?) };
    let group = Change::Group { at, name, positions, instead: instead == "yes" };
    change(&lang, &posting, version, group).await
}

/// Whether the typed conditions cover a column of the position table; an empty `column` is that of the conditions in words.
#[server(endpoint = "conditions/cover")]
pub async fn conditions_cover(
    lang: String,
    posting: String,
    version: i64,
    #[server(default)] column: String,
    #[server(default)] covered: String,
) -> Result<(), ApiError> {
    let column = Column::parse(&column, &FieldPath::new("column")).map_err(|_| ApiError::Missing)?;
    change(&lang, &posting, version, Change::Cover { column, covered: covered == "yes" }).await
}

/// Whether every application must bring a photo, and how large it is.
#[server(endpoint = "conditions/photo")]
pub async fn conditions_photo(
    lang: String,
    posting: String,
    version: i64,
    #[server(default)] asked: String,
    #[server(default)] kind: String,
    #[server(default)] width: String,
    #[server(default)] height: String,
    #[server(default)] kilobytes: String,
) -> Result<(), ApiError> {
    let size = PhotoForm { kind, width, height, kilobytes };
    change(&lang, &posting, version, Change::Photo { asked: asked == "yes", size }).await
}

/// The name of the box for a choice.
#[must_use]
pub fn tick_name(word: &str) -> String {
    format!("form[choices][{BEFORE_WORD}{word}]")
}

async fn change(lang: &str, posting: &str, version: i64, change: Change) -> Result<(), ApiError> {
    let code = gate::code(posting)?;
    gate::pass(async |service, caller| {
        service::conditions::change(service, caller, code, version, &change).await
    })
    .await?;
    gate::go(&crate::address::desk_posting(gate::lang(lang), code, "conditions"));
    Ok(())
}
