//! Secret keys: one master key of 32 bytes in a file, everything else derived from it.
//!
//! The file is made once, with mode 0600, and refused when others can read it or when it is gone although data exist:
//! a new key would make every encrypted field, blind index and password unreadable for good. Keys are never printed,
//! logged or stored in the database. Refused here: deciding what is personal; that is the caller's table.

mod bind;
mod field;
mod file;

use std::fmt;

use hkdf::Hkdf;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use zeroize::Zeroizing;

pub use field::{Broken, Place};
pub use file::{KeyFileError, create, load, open};

/// The keys of one installation. `Debug` hides them; memory is wiped when they are dropped.
pub struct Keys {
    field: Secret,
    index: Secret,
    pepper: Secret,
    audit: Secret,
    bind: Secret,
}

type Secret = Zeroizing<[u8; 32]>;

impl Keys {
    /// Derives all keys (HKDF-SHA-256, RFC 5869) from the master key.
    pub fn from_master(master: &[u8; 32]) -> Self {
        let derive = |purpose: &str| {
            let mut key = Zeroizing::new([0; 32]);
            Hkdf::<Sha256>::new(Some(b"linxuan keys, version 1"), master)
                .expand(purpose.as_bytes(), key.as_mut())
                .expect("HKDF-SHA-256 gives up to 8,160 bytes");
            key
        };
        Self {
            field: derive("field"),
            index: derive("index"),
            pepper: derive("pepper"),
            audit: derive("audit"),
            bind: derive("bind"),
        }
    }

    /// Blind index of a value for lookup and uniqueness: HMAC-SHA-256 over column and value. The value must be in its
    /// canonical form already. A plain hash of an identity number could be reversed by trying all of them.
    pub fn blind(&self, column: &str, value: &str) -> [u8; 32] {
        keyed(&self.index, column, value.as_bytes())
    }

    /// Digest that stands for a personal value in an event: tells that it changed, not what it is.
    pub fn audit_digest(&self, field: &str, value: &str) -> [u8; 32] {
        keyed(&self.audit, field, value.as_bytes())
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
            [&a, &b].into_iter().flat_map(|k| [&k.field, &k.index, &k.pepper, &k.audit, &k.bind]).collect();
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
