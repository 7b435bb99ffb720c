//! What every page of `my/` and `desk/` asks its surroundings for: language, address, visitor, the last refusal.
//! Refuses side effects: the page is complete as the server sends it.

use domain::access::Role;
use leptos::prelude::*;
use leptos::server_fn::error::ServerFnUrlError;
use leptos_router::hooks::{use_location, use_params_map, use_query_map};
use text::Lang;

use crate::api::ApiError;
use crate::api::gate::Visit;

/// Facts of the session that every page shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// Display name of staff; empty for candidates.
    pub name: String,
    /// Role, where somebody is signed in.
    pub role: Option<Role>,
}

/// The facts of the request.
#[must_use]
pub fn facts() -> Facts {
    let person = use_context::<Visit>().and_then(|visit| visit.caller.person().cloned());
    person.map(|person| Facts { name: person.name, role: Some(person.role) }).unwrap_or_default()
}

/// The language of the page: the first segment of its address.
#[must_use]
pub fn lang() -> Lang {
    let path = use_location().pathname.get_untracked();
    path.split('/').nth(1).and_then(Lang::from_code).unwrap_or_default()
}

/// A parameter of the address, empty where there is none.
#[must_use]
pub fn param(name: &str) -> String {
    use_params_map().with_untracked(|map| map.get(name)).unwrap_or_default()
}

/// A value of the query, empty where there is none.
#[must_use]
pub fn query(name: &str) -> String {
    use_query_map().with_untracked(|map| map.get(name)).unwrap_or_default()
}

/// The refusal that a plain form came back with, if it was of the function at `endpoint` (without the `/api/`).
#[must_use]
pub fn refused(endpoint: &str) -> Option<ApiError> {
    let path = query("__path");
    let about = path.trim_start_matches("/api/").trim_start_matches('/');
    let code = query("__err");
    (about == endpoint && !code.is_empty()).then(|| ServerFnUrlError::<ApiError>::decode_err(&code))
}
