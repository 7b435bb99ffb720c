//! The one way to load what a page of `my/` or `desk/` shows.

use std::future::Future;

use leptos::prelude::*;
use leptos_router::hooks::use_location;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::failure_at;
use crate::api::ApiError;
use crate::hooks::lang;

/// What is shown of something loaded. The renderer loses, now and then, the end of a load that begins inside of another one, and the
/// page then never ends: whatever depends on the first is fetched by the same `fetch`.
#[derive(Clone, Copy)]
struct Shown;

/// Loads what the page shows and shows it, or says why not. The whole page waits for it, so that status and redirects are
/// right and nothing moves afterwards.
///
/// # Panics
/// In development, where it is asked for inside of what another one shows.
pub fn loaded<T, F, V>(
    fetch: impl Fn() -> F + Send + Sync + 'static,
    show: impl Fn(T) -> V + Clone + Send + 'static,
) -> impl IntoView
where
    T: Clone + Send + Sync + Serialize + DeserializeOwned + 'static,
    F: Future<Output = Result<T, ApiError>> + Send + 'static,
    V: IntoView + 'static,
{
    debug_assert!(use_context::<Shown>().is_none(), "one load inside of another: fetch both at once");
    let lang = lang();
    let here = use_location().pathname.get_untracked();
    let data = Resource::new_blocking(|| (), move |()| fetch());
    view! {
        <Suspense>
            {move || {
                let (show, here) = (show.clone(), here.clone());
                Suspend::new(async move {
                    match data.await {
                        Ok(found) => {
                            provide_context(Shown);
                            show(found).into_any()
                        }
                        Err(error) => failure_at(lang, &error, Some(&here)).into_any(),
                    }
                })
            }}
        </Suspense>
    }
}
