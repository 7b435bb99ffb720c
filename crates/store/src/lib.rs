//! x
pub mod connect;
mod entity;
pub mod error;
pub mod locked;
mod row;
pub mod tx;
pub use connect::Store;
pub use error::{Conflict, StoreError};
pub use locked::Locked;
pub use tx::{Look, Tx};
