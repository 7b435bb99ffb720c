//! A cell of the marks grid: what was typed over what, and the keys that make typing a column quick.
//!
//! Owns: the names of a row's fields. Refuses: judging a mark; without scripts it is a plain field of a plain form.

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::HtmlInputElement;

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
                id=id_of(at)
                name=name("text")
                type="text"
                inputmode="decimal"
                autocomplete="off"
                maxlength="24"
                aria-label=label
                aria-invalid=differs.then_some("true")
                value=value
                on:keydown=move |event| keys(&event, at)
            />
        </span>
    }
}

fn id_of(at: usize) -> String {
    format!("mark-{at}")
}

/// Enter and the arrows go up and down the column, Esc restores the cell. On the last row Enter sends the form.
fn keys(event: &KeyboardEvent, at: usize) {
    if event.is_composing() {
        return;
    }
    let to = match event.key().as_str() {
        "Enter" | "ArrowDown" => at.checked_add(1),
        "ArrowUp" => at.checked_sub(1),
        "Escape" => {
            let field: HtmlInputElement = event_target(event);
            field.set_value(&field.default_value());
            None
        }
        _ => None,
    };
    let field = to.and_then(|to| document().get_element_by_id(&id_of(to)));
    if let Some(Ok(field)) = field.map(JsCast::dyn_into::<HtmlInputElement>) {
        event.prevent_default();
        if field.focus().is_ok() {
            field.select();
        }
    }
}
