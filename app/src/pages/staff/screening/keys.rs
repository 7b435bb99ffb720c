//! Keys of the screening desk: they press the links and buttons that carry `data-key`, nothing else. What was typed into a
//! refusal is kept in the browser until the page comes back without a fault.

use leptos::prelude::*;
use text::{Lang, screening as t};

/// The keys in words; wakes them in the browser. `kept` names the file whose refusal came back with a fault.
#[component]
pub(super) fn Keys(lang: Lang, #[prop(optional, into)] kept: Option<String>) -> impl IntoView {
    wake(kept);
    view! {
        <span class="keys small soft">
            {t::keys(lang)}
            <kbd>"J"</kbd>" "{t::key_down(lang)}" · "<kbd>"K"</kbd>" "{t::key_up(lang)}" · "
            <kbd>"P"</kbd>" "{t::key_pass(lang)}" · "<kbd>"N"</kbd>" "{t::key_refuse(lang)}
        </span>
    }
}

#[cfg(feature = "ssr")]
fn wake(kept: Option<String>) {
    drop(kept);
}

#[cfg(not(feature = "ssr"))]
fn wake(kept: Option<String>) {
    Effect::new(move |_| {
        browser::listen();
        browser::keep(kept.as_deref());
    });
}

#[cfg(not(feature = "ssr"))]
mod browser {
    use leptos::ev;
    use leptos::prelude::*;
    use leptos::wasm_bindgen::JsCast;
    use web_sys::{Element, HtmlElement, HtmlSelectElement, HtmlTextAreaElement, Storage};

    pub(super) fn listen() {
        let handle = window_event_listener(ev::keydown, |event| {
            let typing =
                event.target().and_then(|target| target.dyn_into::<Element>().ok()).is_some_and(|element| {
                    matches!(element.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT")
                });
            let key = event.key().to_lowercase();
            let ours = matches!(key.as_str(), "j" | "k" | "p" | "n");
            if typing || !ours || event.ctrl_key() || event.alt_key() || event.meta_key() || event.repeat() {
                return;
            }
            if let Some(found) = find::<HtmlElement>(&format!("[data-key=\"{key}\"]")) {
                event.prevent_default();
                found.click();
                if key == "n" {
                    focus_ground();
                }
            }
        });
        on_cleanup(move || handle.remove());
    }

    /// Puts back what was typed into the refusal of `kept`; forgets it where the page came back without a fault.
    pub(super) fn keep(kept: Option<&str>) {
        let Some(store) = storage() else { return };
        let (Some(ground), Some(words)) = (ground(), words()) else { return };
        let name = |part: &str| format!("refusal.{part}");
        let read = |part: &str| store.get_item(&name(part)).ok().flatten();
        if kept.is_some() && read("file").as_deref() == kept {
            ground.set_value(&read("ground").unwrap_or_default());
            words.set_value(&read("words").unwrap_or_default());
        } else {
            for part in ["file", "ground", "words"] {
                drop(store.remove_item(&name(part)));
            }
        }
        let handle = window_event_listener(ev::submit, move |_| {
            let file = words_of("[data-file]", "data-file");
            for (part, value) in [("file", file), ("ground", ground.value()), ("words", words.value())] {
                drop(store.set_item(&format!("refusal.{part}"), &value));
            }
        });
        on_cleanup(move || handle.remove());
    }

    fn words_of(selector: &str, attribute: &str) -> String {
        find::<Element>(selector).and_then(|found| found.get_attribute(attribute)).unwrap_or_default()
    }

    fn focus_ground() {
        if let Some(ground) = ground() {
            drop(ground.focus());
        }
    }

    fn ground() -> Option<HtmlSelectElement> {
        find("#f-ground")
    }

    fn words() -> Option<HtmlTextAreaElement> {
        find("#f-words")
    }

    fn storage() -> Option<Storage> {
        window().session_storage().ok().flatten()
    }

    fn find<T: JsCast>(selector: &str) -> Option<T> {
        document().query_selector(selector).ok().flatten().and_then(|found| found.dyn_into().ok())
    }
}
