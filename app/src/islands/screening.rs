//! Keys of the screening desk: they press the links and buttons that carry `data-key`, nothing else.

use leptos::prelude::*;
use text::{Lang, screening as t};

/// The keys in words.
#[island]
pub fn Keys(lang: Lang) -> impl IntoView {
    #[cfg(not(feature = "ssr"))]
    Effect::new(|_| browser::listen());
    view! {
        <span class="keys small soft">
            {t::keys(lang)}
            <kbd>"J"</kbd>" "{t::key_down(lang)}" · "<kbd>"K"</kbd>" "{t::key_up(lang)}" · "
            <kbd>"P"</kbd>" "{t::key_pass(lang)}" · "<kbd>"N"</kbd>" "{t::key_refuse(lang)}" · "
            <kbd>"U"</kbd>" "{t::key_undo(lang)}
        </span>
    }
}

#[cfg(not(feature = "ssr"))]
mod browser {
    use leptos::ev::{self, KeyboardEvent};
    use leptos::prelude::*;
    use leptos::wasm_bindgen::JsCast;
    use web_sys::{Element, HtmlElement};

    pub(super) fn listen() {
        let handle = window_event_listener(ev::keydown, |event| press(&event));
        on_cleanup(move || handle.remove());
    }

    fn press(event: &KeyboardEvent) {
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let typing = target
            .is_some_and(|element| matches!(element.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT"));
        let key = event.key().to_lowercase();
        let ours = matches!(key.as_str(), "j" | "k" | "p" | "n" | "u");
        if typing || !ours || event.ctrl_key() || event.alt_key() || event.meta_key() || event.repeat() {
            return;
        }
        let Some(found) = find(&format!("[data-key=\"{key}\"]")) else { return };
        event.prevent_default();
        found.click();
        if key == "n" {
            focus("#f-ground");
        }
    }

    fn focus(selector: &str) {
        if let Some(found) = find(selector) {
            drop(found.focus());
        }
    }

    fn find(selector: &str) -> Option<HtmlElement> {
        document().query_selector(selector).ok().flatten().and_then(|found| found.dyn_into().ok())
    }
}
