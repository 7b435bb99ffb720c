//! The wasm entry: wakes the islands of the page that the server sent. Owns nothing a person sees; refuses to exist on any
//! other target, so that a build of the whole workspace never mixes the two halves' features.
#![cfg(target_arch = "wasm32")]

// The islands: each is a function of this module that the page's script calls with the element it belongs to.
use app as _;
use wasm_bindgen::prelude::wasm_bindgen;

/// Called by the page's one script once the program is loaded, before it wakes the first island.
#[wasm_bindgen]
pub fn hydrate() {
    #[cfg(debug_assertions)]
    console_error_panic_hook::set_once();
    leptos::mount::hydrate_islands();
}
