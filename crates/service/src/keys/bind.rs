//! The key by which rows are bound to events, and the tags that events and seals carry.
//!
//! It has a generation of its own, which stands in every digest: other keys may be changed without binding everything anew.

use store::Binder;
use zeroize::Zeroizing;

use super::{Keys, keyed};

/// The generation of the key.
const GENERATION: u8 = 1;

impl Keys {
    /// Returns what binds rows to events: HMAC-SHA-256 with a key for nothing else.
    pub fn binder(&self) -> Binder {
        let key = Zeroizing::new(*self.bind);
        Binder::new(GENERATION, move |bytes| keyed(&key, "bind", bytes))
    }
}
