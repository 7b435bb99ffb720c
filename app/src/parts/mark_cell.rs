//! A cell of the marks grid: what was typed over what, and why it is not saved.
//!
//! Owns: the names of a row's fields and what the browser must know to judge one. Refuses: judging a mark; it is a plain field of
//! a plain form.

use domain::entering::MarkRule;
use leptos::prelude::*;

/// The field of the row `at`, counted from 0. `was` is what is saved there as `version` (0 for nothing), `value` what the field
/// shows: the same, or what was typed and not saved, with `why` beside it. `label` says whose mark of what this is.
#[component]
pub fn MarkCell(
    at: usize,
    #[prop(into)] ticket: String,
    #[prop(into)] label: String,
    #[prop(into)] value: String,
    #[prop(into)] was: String,
    version: i64,
    rule: MarkRule,
    #[prop(into)] why: String,
) -> impl IntoView {
    let name = |field: &str| format!("cells[{at}][{field}]");
    let [kind, full, places] = rule.words();
    let is_changed = value.trim() != was;
    view! {
        <input type="hidden" name=name("ticket") value=ticket.clone()/>
        <input type="hidden" name=name("was") value=was.clone()/>
        <input type="hidden" name=name("version") value=version.to_string()/>
        <input
            id=mark_id(at)
            class=is_changed.then_some(CHANGED)
            name=name("text")
            type="text"
            inputmode="decimal"
            autocomplete="off"
            maxlength="24"
            aria-label=label
            aria-invalid=(!why.is_empty()).then_some("true")
            aria-describedby=why_id(at)
            data-ticket=ticket
            data-was=was
            data-kind=kind
            data-full=full
            data-places=places
            value=value
        />
        <span class="why" id=why_id(at)>{why}</span>
    }
}

/// The class of a field that holds something else than what is saved.
pub const CHANGED: &str = "changed";

/// The id of the field in the row `at`.
#[must_use]
pub fn mark_id(at: usize) -> String {
    format!("mark-{at}")
}

/// The id of the sentence beside the field in the row `at`.
#[must_use]
pub fn why_id(at: usize) -> String {
    format!("mark-{at}-why")
}

/// The row of the field with that id, if it is one.
#[must_use]
pub fn mark_at(id: &str) -> Option<usize> {
    id.strip_prefix("mark-")?.parse().ok()
}
