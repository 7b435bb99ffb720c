//! Secret keys of one installation, from one file.
//!
//! The file holds a root and one or more *generations*. From the root, which never changes, come the keys of blind indexes, of
//! passwords and of digests in the audit trail: those values are compared and never opened, stand in rows that nobody may
//! change, or cannot be made again without the person. The generations seal fields: the newest seals, all open, and the first
//! byte of a sealed value names its own. The file is made once, with mode 0600, and refused when others can read it or when it
//! is gone although data exist. Keys are never printed, logged or stored in the database. Refused here: deciding what is
//! personal; that is the caller's table.

mod bind;
mod field;
mod file;
mod generation;

use std::fmt;
use std::path::PathBuf;
use std::sync::{OnceLock, RwLock};

use hkdf::Hkdf;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use zeroize::Zeroizing;

pub use field::{Broken, Place};
pub use file::{KeyFileError, create, load, open};
pub use generation::{Change, Generation, KeyFile, add, retire};

use generation::Ring;

/// The keys of one installation. `Debug` hides them; memory is wiped when they are dropped.
pub struct Keys {
    ring: RwLock<Ring>,
    index: Secret,
    pepper: Secret,
    audit: Secret,
    check: Secret,
    bind: Secret,
    source: OnceLock<PathBuf>,
}

type Secret = Zeroizing<[u8; 32]>;

/// Derives a key for a purpose (HKDF-SHA-256, RFC 5869).
fn derive(secret: &[u8; 32], purpose: &str) -> Secret {
    let mut key = Zeroizing::new([0; 32]);
    Hkdf::<Sha256>::new(Some(b"linxuan keys, version 1"), secret)
        .expand(purpose.as_bytes(), key.as_mut())
        .expect("HKDF-SHA-256 gives up to 8,160 bytes");
    key
}

impl Keys {
    /// The keys of one secret alone, with a first generation that comes from it: for tests and installations in memory.
    pub fn from_master(master: &[u8; 32]) -> Self {
        Self::of(&KeyFile::from_master(master))
    }

    /// The keys of a key file.
    pub fn of(file: &KeyFile) -> Self {
        let root = file.root();
        Self {
            ring: RwLock::new(Ring::of(file)),
            index: derive(root, "index"),
            pepper: derive(root, "pepper"),
            audit: derive(root, "audit"),
            check: derive(root, "check"),
            bind: derive(root, "bind"),
            source: OnceLock::new(),
        }
    }

    /// Blind index of a value for lookup and uniqueness: HMAC-SHA-256 over column and value. The value must be in its
    /// canonical form already. A plain hash of an identity number could be reversed by trying all of them.
    pub fn blind(&self, column: &str, value: &str) -> [u8; 32] {
        keyed(&self.index, column, value.as_bytes())
    }

    /// Where the contents of a file lie: a keyed digest of its plain bytes, which tells equal contents and nothing else.
    pub fn contents(&self, bytes: &[u8]) -> [u8; 32] {
        keyed(&self.index, "upload.contents", bytes)
    }

    /// Digest that stands for a personal value in an event: tells that it changed, not what it is.
    pub fn audit_digest(&self, field: &str, value: &str) -> [u8; 32] {
        keyed(&self.audit, field, value.as_bytes())
    }

    /// What the database keeps to know its own key file again: nothing can be derived from it.
    pub fn check_value(&self) -> [u8; 32] {
        keyed(&self.check, "root", b"")
    }

    pub(crate) fn pepper(&self) -> &[u8; 32] {
        &self.pepper
    }
}

impl fmt::Debug for Keys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Keys(***)")
    }
}

/// HMAC-SHA-256 over a name and a value; the zero byte keeps ("ab", "c") and ("a", "bc") apart.
pub(crate) fn keyed(key: &[u8; 32], name: &str, value: &[u8]) -> [u8; 32] {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).expect("HMAC takes a key of any length");
    mac.update(name.as_bytes());
    mac.update(&[0]);
    mac.update(value);
    mac.finalize().into_bytes().into()
}

#[cfg(test)]
mod tests {
    use super::{Keys, Secret};

    #[test]
    fn keys_differ_by_purpose_and_by_master_and_are_hidden() {
        let (a, b) = (Keys::from_master(&[1; 32]), Keys::from_master(&[2; 32]));
        let all: Vec<&Secret> =
            [&a, &b].into_iter().flat_map(|k| [&k.check, &k.index, &k.pepper, &k.audit, &k.bind]).collect();
        for (i, left) in all.iter().enumerate() {
            assert!(all.iter().skip(i + 1).all(|right| left.as_slice() != right.as_slice()));
        }
        assert_eq!(format!("{a:?}"), "Keys(***)");
    }

    #[test]
    fn a_blind_index_is_stable_and_depends_on_column_value_and_key() {
        let keys = Keys::from_master(&[1; 32]);
        let index = keys.blind("account.identity", "990001199001011232");
        assert_eq!(index, keys.blind("account.identity", "990001199001011232"));
        assert_ne!(index, keys.blind("account.identity", "990001199001011233"));
        assert_ne!(index, keys.blind("account.phone", "990001199001011232"));
        assert_ne!(index, keys.audit_digest("account.identity", "990001199001011232"));
        assert_ne!(index, Keys::from_master(&[2; 32]).blind("account.identity", "990001199001011232"));
        assert_ne!(keys.blind("ab", "c"), keys.blind("a", "bc"));
    }
}
