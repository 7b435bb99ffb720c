//! Leptos: pages, parts and server functions. Public pages are printed to bytes; `my/` and `desk/` pass through the
//! router. Reaches `service` only under `ssr`; refuses SQL, clocks and any text that is not from `text`.
#![expect(
    clippy::needless_pass_by_value,
    reason = "a component owns its properties, a server function its arguments"
)]
#![expect(clippy::too_many_arguments, reason = "a server function's arguments are the fields of its form")]

pub mod address;
pub mod api;
pub mod forms;
pub mod hooks;
pub mod house;
pub mod pages;
pub mod parts;
pub mod routes;
pub mod shell;
