//! What every request passes before and after its handler. Refuses to decide who may do what: that is `domain::access`.
//!
//! From outside in: [`request_id`] numbers and logs, [`headers`] protects every answer, [`error_page`] draws the page of
//! what ended bare, `tower_http::catch_panic` ends a panic; then beside each route [`limits`]; then, for all but public
//! pages and assets, [`origin`], the [`session`] and the forms that were [`kept`].

pub mod cookie;
pub mod error_page;
pub mod headers;
pub mod kept;
pub mod limits;
pub mod origin;
pub mod request_id;
pub mod session;

pub use error_page::accepts_page;
pub use request_id::RequestInfo;

#[cfg(test)]
mod tests;
