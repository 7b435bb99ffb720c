//! The one script of a page: fetches the program and wakes the page's islands. Replaces leptos's own scripts, which read
//! files beside the executable and take no manifest.

use leptos::nonce::use_nonce;
use leptos::prelude::*;
use leptos_meta::Script;

use crate::api::gate::Visit;
use crate::site::site;

/// Stands once on a page that has islands, and on no other: what has none fetches no program, and carries no script but that of the desk's
/// question before a session ends.
#[component]
pub fn IslandScript() -> impl IntoView {
    let assets = &site().assets;
    let nonce = use_nonce().map(|nonce| nonce.to_string());
    if let (Some(visit), Some(nonce)) = (use_context::<Visit>(), nonce.as_deref()) {
        visit.waking.with(nonce);
    }
    view! { <Script type_="module">{script(&assets.script, &assets.wasm)}</Script> }
}

/// Script and program are fetched side by side, and by nobody who runs no scripts: hints in the page would fetch them all the
/// same.
///
/// An island's function ends in a number made from its source text as the compiler spells it. Two compilers may spell it
/// differently, so the number is left out here: no two islands share a name.
fn script(program: &str, wasm: &str) -> String {
    format!(
        "const w=fetch({wasm:?}),m=await import({program:?});await m.default({{module_or_path:w}});m.hydrate();\
         const name=n=>n.replace(/_\\d+$/,''),wake=Object.fromEntries(Object.entries(m).map(([n,f])=>[name(n),f]));\
         for(const i of document.querySelectorAll('leptos-island')){{wake[name(i.dataset.component)](i);i.dataset.awake=''}}"
    )
}
