//! File field: kinds and size are said before choosing.

use leptos::prelude::*;
use text::{Lang, numbers, parts as t};

use super::Field;

/// `kinds` in words (`xlsx, CSV`), `accept` for the browser (`.xlsx,.csv`), `limit` in bytes. The form around it must
/// be `multipart/form-data`.
#[component]
pub fn FileField(
    lang: Lang,
    field: Field,
    #[prop(into)] kinds: String,
    #[prop(into)] accept: String,
    limit: u64,
) -> impl IntoView {
    let (id, name) = (field.id(), field.name.clone());
    let limits = t::file_limits(lang, &kinds, &numbers::bytes(limit));
    let hint = match &field.hint {
        Some(hint) => format!("{hint} {limits}"),
        None => limits,
    };
    let field = field.hint(hint);
    let (described, bad, required) = (field.described(), field.is_bad(), field.is_required());
    let control = view! {
        <input type="file" id=id name=name accept=accept aria-describedby=described aria-invalid=bad.then_some("true") required=required/>
    };
    field.around(lang, control)
}
