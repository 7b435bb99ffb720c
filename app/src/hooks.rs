//! What every page of `my/` and `desk/` asks its surroundings for: language, address, visitor, the last refusal.
//! Refuses side effects: the page is complete as the server sends it.

use std::sync::Arc;

use domain::access::{self, ActName, Person, Scope};
use domain::id::Code;
use leptos::prelude::*;
use leptos::server_fn::error::ServerFnUrlError;
use leptos_router::hooks::{use_location, use_params_map, use_query_map};
use text::Lang;

use crate::api::ApiError;
use crate::api::gate::{TypedForm, Visit};

/// The signed-in person of the request.
#[must_use]
pub fn person() -> Option<Person> {
    use_context::<Visit>().and_then(|visit| visit.caller.person().cloned())
}

/// Whether the page should offer an act that is about no posting. Grants nothing.
#[must_use]
pub fn may(act: ActName) -> bool {
    use_context::<Visit>().is_some_and(|visit| access::may(&visit.caller, act, &Scope::system()))
}

/// Whether the page should offer an act in the posting of this code. Grants nothing.
#[must_use]
pub fn may_in(act: ActName, posting: Code) -> bool {
    use_context::<Visit>().is_some_and(|visit| {
        let scope = visit.caller.person().map(|person| Scope::shown(person, posting)).unwrap_or_default();
        access::may(&visit.caller, act, &scope)
    })
}

/// The title of the posting that the page belongs to; none outside of a posting's desk, and for whoever does not read the posting.
#[must_use]
pub fn posting_title() -> Option<Arc<str>> {
    use_context::<Visit>().and_then(|visit| visit.posting_title)
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

/// A value of the query without characters that nobody sees, which a page must not say again; empty where there is none.
#[must_use]
pub fn query(name: &str) -> String {
    let typed = use_query_map().with_untracked(|map| map.get(name)).unwrap_or_default();
    typed.chars().filter(|ch| domain::typed::is_shown(*ch)).collect()
}

/// The refusal that a plain form came back with, if it was of the function at `endpoint` (without the `/api/`).
#[must_use]
pub fn refused(endpoint: &str) -> Option<ApiError> {
    let path = query("__path");
    let about = path.trim_start_matches("/api/").trim_start_matches('/');
    let code = query("__err");
    (about == endpoint && !code.is_empty()).then(|| ServerFnUrlError::<ApiError>::decode_err(&code))
}

/// What the page was asked for by the function `action` (`gate::ask`), kept for whoever asked it: only where it is of these fields, so
/// that what was asked on another page answers nothing here.
#[must_use]
pub fn asked(action: &str, of: &[(&str, &str)]) -> Option<Arc<TypedForm>> {
    let typed = use_context::<Visit>().and_then(|visit| visit.typed);
    typed.filter(|typed| {
        typed.action == action && of.iter().all(|(name, value)| typed.get(name) == Some(*value))
    })
}
