//! A cell of the marks grid: what was typed over what.
//!
//! Owns: the names of a row's fields. Refuses: judging a mark; it is a plain field of a plain form.

use leptos::prelude::*;

/// The field of the row `at`, counted from 0. `value` is what stands there now, saved as `version` (0 for nothing);
/// `label` says whose mark of what this is.
#[component]
pub fn MarkCell(
    at: usize,
    #[prop(into)] ticket: String,
    #[prop(into)] label: String,
    #[prop(into)] value: String,
    version: i64,
    #[prop(optional)] differs: bool,
) -> impl IntoView {
    let name = |field: &str| format!("cells[{at}][{field}]");
    view! {
        <input type="hidden" name=name("ticket") value=ticket/>
        <input type="hidden" name=name("was") value=value.clone()/>
        <input type="hidden" name=name("version") value=version.to_string()/>
        <span class=differs.then_some("diff")>
            <input
                id=mark_id(at)
                name=name("text")
                type="text"
                inputmode="decimal"
                autocomplete="off"
                maxlength="24"
                aria-label=label
                aria-invalid=differs.then_some("true")
                value=value
            />
        </span>
    }
}

/// The id of the field in the row `at`.
#[must_use]
pub fn mark_id(at: usize) -> String {
    format!("mark-{at}")
}

/// The row of the field with that id, if it is one.
#[must_use]
pub fn mark_at(id: &str) -> Option<usize> {
    id.strip_prefix("mark-")?.parse().ok()
}
