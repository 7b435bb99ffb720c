//! Where the contents of files lie: sealed bytes under their keyed digest, beside the database.
//!
//! Owns: the door [`Contents`], a folder behind it, and how a request to an S3-compatible store is signed; that store itself lies beyond
//! sockets, in `server`. Refuses: clear bytes, names that people gave, and to take away what was put there after the moment that the caller
//! names. A folder of sixty lines over `std::fs` stands here in place of a crate for
//! object stores: that would add ten crates to every build, and neither makes its files durable before it answers nor keeps them to
//! their owner.

mod folder;
mod signature;

use std::io;
use std::sync::Arc;

use domain::calendar::Instant;
use domain::digest::Digest;

pub use folder::Folder;
pub use signature::{Signer, Unsigned};

/// What lies in the store.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lying {
    /// Its name.
    pub name: Digest,
    /// When it was put there last.
    pub at: Instant,
}

/// A store of contents. Its functions block; call them by [`on`].
pub trait Contents: Send + Sync {
    /// Makes sure that contents of this name lie in the store, durable, and counts them as put there at `at`. What lies there already
    /// stays. Answers the first byte of what lies there now: the key generation.
    ///
    /// # Errors
    /// The operating system's; then nothing of this name was begun.
    fn put(&self, name: Digest, sealed: &[u8], at: Instant) -> io::Result<u8>;

    /// Puts other bytes in the place of what lies under this name.
    ///
    /// # Errors
    /// As [`Contents::put`].
    fn replace(&self, name: Digest, sealed: &[u8], at: Instant) -> io::Result<()>;

    /// Returns the sealed bytes.
    ///
    /// # Errors
    /// [`io::ErrorKind::NotFound`] where nothing of this name lies there; the operating system's.
    fn get(&self, name: Digest) -> io::Result<Vec<u8>>;

    /// Returns what lies there under names that begin with this byte.
    ///
    /// # Errors
    /// The operating system's.
    fn list(&self, first: u8) -> io::Result<Vec<Lying>>;

    /// Takes contents away, unless they were put there at `before` or later; answers whether it did.
    ///
    /// # Errors
    /// The operating system's.
    fn remove(&self, name: Digest, before: Instant) -> io::Result<bool>;

    /// Takes away what writes that were cut off before `before` left, under names that begin with this byte; answers how many.
    ///
    /// # Errors
    /// The operating system's.
    fn tidy(&self, first: u8, before: Instant) -> io::Result<u32>;
}

/// Does something with the store on a thread that may block.
///
/// # Errors
/// The store's.
pub(crate) async fn on<T: Send + 'static>(
    store: &Arc<dyn Contents>,
    what: impl FnOnce(&dyn Contents) -> io::Result<T> + Send + 'static,
) -> io::Result<T> {
    let store = store.clone();
    tokio::task::spawn_blocking(move || what(store.as_ref())).await.map_err(io::Error::other)?
}
