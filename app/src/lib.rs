//! Leptos: pages, parts, islands and server functions. Public pages are printed to bytes; `my/` and `desk/` pass through the
//! router; only `islands` reach the browser. Reaches `service` only under `ssr`; refuses SQL, clocks and any text that is not from `text`.
#![expect(
    clippy::needless_pass_by_value,
    reason = "a component owns its properties, a server function its arguments"
)]
#![cfg_attr(
    feature = "ssr",
    expect(clippy::too_many_arguments, reason = "a server function's arguments are the fields of its form")
)]

pub mod address;
pub mod api;
#[cfg(feature = "ssr")]
pub mod forms;
#[cfg(feature = "ssr")]
pub mod frame;
#[cfg(feature = "ssr")]
pub mod hooks;
pub mod islands;
#[cfg(feature = "ssr")]
pub mod pages;
pub mod parts;
#[cfg(feature = "ssr")]
pub mod routes;
#[cfg(feature = "ssr")]
pub mod shell;
#[cfg(feature = "ssr")]
pub mod site;
