//! Public pages: printed, without any script. Each module has `print(&View, …, Lang) -> String`, a whole document.
//! Refuses sessions, resources and clocks: the moment for which a page is true stands in its view.

pub mod account;
pub mod code;
pub mod error;
pub mod glossary;
pub mod home;
pub mod issued;
pub mod list;
pub mod lists;
pub mod new_account;
pub mod objection;
mod pieces;
pub mod position;
pub mod posting;
pub mod recover;
pub mod self_check;
pub mod sign_in;
pub mod standing;

#[cfg(all(test, feature = "ssr"))]
mod tests;
