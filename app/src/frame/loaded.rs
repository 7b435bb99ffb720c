//! The one way to load what a page of `my/` or `desk/` shows.

use std::future::Future;

use leptos::prelude::*;
use leptos_router::hooks::use_location;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::failure_at;
use crate::api::ApiError;
use crate::hooks::lang;

/// Loads what the page shows and shows it, or says why not. The whole page waits for it, so that status and redirects are
/// right and nothing moves afterwards.
pub fn loaded<T, F, V>(
    fetch: impl Fn() -> F + Send + Sync + 'static,
    show: impl Fn(T) -> V + Clone + Send + 'static,
) -> impl IntoView
where
    T: Clone + Send + Sync + Serialize + DeserializeOwned + 'static,
    F: Future<Output = Result<T, ApiError>> + Send + 'static,
    V: IntoView + 'static,
{
    let lang = lang();
    let here = use_location().pathname.get_untracked();
    let data = Resource::new_blocking(|| (), move |()| fetch());
    view! {
        <Suspense>
            {move || {
                let (show, here) = (show.clone(), here.clone());
                Suspend::new(async move {
                    match data.await {
                        Ok(found) => show(found).into_any(),
                        Err(error) => failure_at(lang, &error, Some(&here)).into_any(),
                    }
                })
            }}
        </Suspense>
    }
}
