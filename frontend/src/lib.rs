//! The wasm entry: wakes the page that the server sent. Owns nothing a person sees; refuses to exist on any other target,
//! so that a build of the whole workspace never mixes the two halves' features.
#![cfg(target_arch = "wasm32")]

use leptos::web_sys::{Element, Event};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::{Closure, wasm_bindgen};

/// Called by the page's one script once the program is loaded.
#[wasm_bindgen]
pub fn hydrate() {
    console_error_panic_hook::set_once();
    plain_links();
    leptos::mount::hydrate_body(app::routes::App);
}

/// Leaves links to the browser: each page is fetched anew, so that what an officer reads is never stale. The router
/// listens at the window for clicks that bubble up to it; those on links stop at the document.
fn plain_links() {
    let stop = Closure::<dyn Fn(Event)>::new(|event: Event| {
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        if target.is_some_and(|element| matches!(element.closest("a[href]"), Ok(Some(_)))) {
            event.stop_propagation();
        }
    });
    let document = leptos::prelude::document();
    if document.add_event_listener_with_callback("click", stop.as_ref().unchecked_ref()).is_ok() {
        // Lives as long as the page.
        stop.forget();
    }
}
