//! Encryption of single fields: AES-256-GCM-SIV, bound to the row and the column in which the value stands.

use std::fmt::Display;

use aes_gcm_siv::aead::{Aead, Payload};
use aes_gcm_siv::{Aes256GcmSiv, Nonce};
use zeroize::Zeroizing;

use super::Keys;
use super::generation::Generation;
use crate::effects::Random;
use crate::fault::Fault;

const NONCE_LENGTH: usize = 12;
const TAG_LENGTH: usize = 16;

/// Where a sealed value stands. Moved to another row or column it can no longer be opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    column: &'static str,
    row: String,
}

impl Place {
    /// The place of `table.column` in a row, named by what is known before the row is inserted and never changes: its public
    /// code, or the code of the row it belongs to with a slash and its number there.
    pub fn of(column: &'static str, row: impl Display) -> Self {
        Self { column, row: row.to_string() }
    }
}

/// A sealed field that does not open: wrong key, wrong place, or changed bytes. Which one cannot be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a sealed field does not open: wrong key, wrong row or column, or changed bytes")]
pub struct Broken;

impl Keys {
    /// Seals a personal value for its place with the newest generation: 1 byte generation, 12 bytes nonce, the encrypted text,
    /// 16 bytes tag.
    pub fn seal(&self, place: &Place, value: &str, random: &Random) -> Vec<u8> {
        self.seal_bytes(place, value.as_bytes(), random)
    }

    /// Seals a whole file for its place, as [`Keys::seal`] does a field.
    pub fn seal_bytes(&self, place: &Place, value: &[u8], random: &Random) -> Vec<u8> {
        let nonce: [u8; NONCE_LENGTH] = random.bytes();
        let (generation, cipher) = self.sealing();
        let bound = associated(generation, place);
        let sealed = cipher
            .encrypt(&Nonce::from(nonce), Payload { msg: value, aad: &bound })
            .expect("a field is far shorter than the cipher's limit of 64 GiB");
        [&[generation.number()], nonce.as_slice(), &sealed].concat()
    }

    /// Opens what [`Keys::seal`] sealed for the same place, by whichever generation.
    ///
    /// # Errors
    /// [`Broken`] when the bytes were not sealed for this place with a generation of this key file.
    pub fn open(&self, place: &Place, sealed: &[u8]) -> Result<Zeroizing<String>, Broken> {
        String::from_utf8(self.open_bytes(place, sealed)?).map(Zeroizing::new).map_err(|_| Broken)
    }

    /// Opens text as [`Keys::open`] does, for a page or an act that goes on with it.
    ///
    /// # Errors
    /// [`Fault::Internal`] in place of [`Broken`]: whoever asked did nothing wrong.
    pub(crate) fn opened(&self, place: &Place, sealed: &[u8]) -> Result<String, Fault> {
        self.open(place, sealed).map(|text| text.as_str().to_owned()).map_err(Fault::internal)
    }

    /// Opens what [`Keys::seal_bytes`] sealed for the same place.
    ///
    /// # Errors
    /// As [`Keys::open`].
    pub fn open_bytes(&self, place: &Place, sealed: &[u8]) -> Result<Vec<u8>, Broken> {
        let (&number, rest) = sealed.split_first().ok_or(Broken)?;
        let (nonce, text) = rest.split_first_chunk::<NONCE_LENGTH>().ok_or(Broken)?;
        if text.len() < TAG_LENGTH {
            return Err(Broken);
        }
        let generation = Generation::of(number).ok_or(Broken)?;
        let cipher: Aes256GcmSiv = self.opening(generation).ok_or(Broken)?;
        let bound = associated(generation, place);
        cipher.decrypt(&Nonce::from(*nonce), Payload { msg: text, aad: &bound }).map_err(|_| Broken)
    }
}

fn associated(generation: Generation, place: &Place) -> Vec<u8> {
    [&[generation.number()], place.column.as_bytes(), &[0], place.row.as_bytes()].concat()
}

#[cfg(test)]
mod tests {
    use domain::id::Code;

    use super::{Broken, Keys, Place};
    use crate::effects::Random;

    fn here() -> Place {
        Place::of("application.identity_sealed", Code::from_bits(0x0003_1415_9265_3589))
    }

    #[test]
    fn a_sealed_field_opens_at_its_place_only() {
        let keys = Keys::from_master(&[7; 32]);
        let sealed = keys.seal(&here(), "990001199001011232", &Random::seeded(1));
        assert_eq!(keys.open(&here(), &sealed).unwrap().as_str(), "990001199001011232");
        assert_eq!(
            keys.open(&Place::of("application.identity_sealed", Code::from_bits(1)), &sealed),
            Err(Broken)
        );
        assert_eq!(keys.open(&Place { column: "application.phone_sealed", ..here() }, &sealed), Err(Broken));
        assert_eq!(Keys::from_master(&[8; 32]).open(&here(), &sealed), Err(Broken));
    }

    #[test]
    fn every_changed_bit_and_every_cut_is_noticed() {
        let keys = Keys::from_master(&[7; 32]);
        let sealed = keys.seal(&here(), "13800000000", &Random::seeded(1));
        for at in 0..sealed.len() {
            let mut changed = sealed.clone();
            changed[at] ^= 1;
            assert_eq!(keys.open(&here(), &changed), Err(Broken), "byte {at}");
            assert_eq!(keys.open(&here(), &sealed[..at]), Err(Broken), "cut at {at}");
        }
    }

    #[test]
    fn the_same_value_never_looks_the_same_twice_and_is_not_readable() {
        let (keys, random) = (Keys::from_master(&[7; 32]), Random::system());
        let (one, two) =
            (keys.seal(&here(), "13800000000", &random), keys.seal(&here(), "13800000000", &random));
        assert_ne!(one, two);
        assert!(!one.windows(11).any(|window| window == b"13800000000"));
    }
}
