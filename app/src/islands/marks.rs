//! Keys of the marks grid: they make typing a column quick. Draws nothing; the cells are plain fields of a plain form.

use leptos::prelude::*;

/// Enter and the arrows go up and down the column, Esc restores the cell. On the last row Enter sends the form.
#[island]
pub fn ColumnKeys() -> impl IntoView {
    #[cfg(not(feature = "ssr"))]
    Effect::new(|_| browser::listen());
}

#[cfg(not(feature = "ssr"))]
mod browser {
    use leptos::ev::{self, KeyboardEvent};
    use leptos::prelude::*;
    use leptos::wasm_bindgen::JsCast;
    use web_sys::{EventTarget, HtmlInputElement};

    use crate::parts::{mark_at, mark_id};

    pub(super) fn listen() {
        let handle = window_event_listener(ev::keydown, |event| press(&event));
        on_cleanup(move || handle.remove());
    }

    fn press(event: &KeyboardEvent) {
        let field = |target: EventTarget| target.dyn_into::<HtmlInputElement>().ok();
        let Some(field) = event.target().and_then(field) else { return };
        let Some(at) = mark_at(&field.id()) else { return };
        if event.is_composing() {
            return;
        }
        let to = match event.key().as_str() {
            "Enter" | "ArrowDown" => at.checked_add(1),
            "ArrowUp" => at.checked_sub(1),
            "Escape" => {
                field.set_value(&field.default_value());
                None
            }
            _ => None,
        };
        let next = to.and_then(|to| document().get_element_by_id(&mark_id(to)));
        if let Some(Ok(next)) = next.map(JsCast::dyn_into::<HtmlInputElement>) {
            event.prevent_default();
            if next.focus().is_ok() {
                next.select();
            }
        }
    }
}
