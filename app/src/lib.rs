//! Leptos: pages, parts and server functions. Public pages are printed to bytes; `my/` and `desk/` pass through the
//! router. Reaches `service` only under `ssr`; refuses SQL, clocks and any text that is not from `text`.

pub mod address;
pub mod api;
pub mod forms;
pub mod hooks;
pub mod house;
pub mod pages;
pub mod parts;
pub mod routes;
pub mod shell;
