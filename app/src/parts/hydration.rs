//! The one script of `my/` and `desk/` pages: loads the wasm program and wakes the page. Replaces leptos's own scripts,
//! which read files beside the executable and take no manifest.

use leptos::prelude::*;

use crate::house::house;

/// When the program loads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wake {
    /// With the page: the desk needs it.
    AtOnce,
    /// When the browser is idle: the page is complete without it.
    AtIdle,
}

/// Belongs into `<head>`; takes the nonce from the render's context.
#[component]
pub fn Hydration(wake: Wake) -> impl IntoView {
    let assets = &house().assets;
    let nonce = nonce();
    let load = format!(
        "import({:?}).then(m=>m.default({{module_or_path:{:?}}}).then(()=>m.hydrate()))",
        assets.script, assets.wasm
    );
    let script = match wake {
        Wake::AtOnce => load,
        Wake::AtIdle => format!(
            "const go=()=>{load};'requestIdleCallback' in self?requestIdleCallback(go):setTimeout(go,200)"
        ),
    };
    let ahead = (wake == Wake::AtOnce).then(|| {
        view! {
            <link rel="modulepreload" href=assets.script.as_str() nonce=nonce.clone()/>
            <link rel="preload" href=assets.wasm.as_str() r#as="fetch" r#type="application/wasm" crossorigin="anonymous"/>
        }
    });
    view! { {ahead}<script type="module" nonce=nonce>{script}</script> }
}

/// The nonce of this render as an attribute value; none in the browser, where nothing is loaded any more.
fn nonce() -> Option<String> {
    #[cfg(feature = "ssr")]
    return leptos::nonce::use_nonce().map(|nonce| nonce.to_string());
    #[cfg(not(feature = "ssr"))]
    None
}
