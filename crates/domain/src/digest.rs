//! SHA-256 digests as people read them.
//!
//! Owns: [`Digest`], its printing in groups of four and its parsing; [`SealLink`]. Refuses: short forms; a digest is shown whole.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

/// SHA-256 of canonical bytes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Digest([u8; 32]);

/// The text is not 64 hexadecimal characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a SHA-256 digest in hexadecimal")]
pub struct NotADigest;

impl Digest {
    /// The digest of `bytes`.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }

    /// The digest whose 32 bytes these are.
    #[must_use]
    pub const fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The 32 bytes.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// Sixteen groups of four hexadecimal characters, separated by spaces.
    #[must_use]
    pub fn grouped(&self) -> String {
        let hex = self.to_string();
        let mut out = String::with_capacity(79);
        for (index, ch) in hex.chars().enumerate() {
            if index > 0 && index % 4 == 0 {
                out.push(' ');
            }
            out.push(ch);
        }
        out
    }

    /// The version code of a form (推荐表版本码) that was made from the document of this digest: its first twelve characters, in groups
    /// of four. It tells versions of one application apart; what proves the document is the whole digest beside it.
    #[must_use]
    pub fn version_code(&self) -> String {
        let hex = self.to_string().to_uppercase();
        let groups = [hex.get(..4), hex.get(4..8), hex.get(8..12)];
        groups.into_iter().flatten().collect::<Vec<_>>().join("-")
    }
}

/// Number and link of an audit seal, as lists print them and `linxuan verify --chain --witness` takes them: `NUMBER:LINK`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SealLink {
    /// Number, from 1.
    pub no: i64,
    /// The link, which covers the seal and all seals before it.
    pub link: Digest,
}

impl fmt::Display for SealLink {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.no, self.link)
    }
}

impl FromStr for SealLink {
    type Err = NotADigest;

    fn from_str(text: &str) -> Result<Self, NotADigest> {
        let (no, link) = text.split_once(':').ok_or(NotADigest)?;
        let no = no.parse().ok().filter(|no| *no > 0).ok_or(NotADigest)?;
        Ok(Self { no, link: link.parse()? })
    }
}

/// Bytes in lower-case hexadecimal.
#[must_use]
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hex(&self.0))
    }
}

impl fmt::Debug for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Digest({self})")
    }
}

impl FromStr for Digest {
    type Err = NotADigest;

    /// Reads 64 hexadecimal characters; spaces between groups are allowed.
    fn from_str(text: &str) -> Result<Self, NotADigest> {
        let nibbles: Option<Vec<u8>> = text
            .chars()
            .filter(|ch| !ch.is_whitespace())
            .map(|ch| ch.to_digit(16).and_then(|digit| u8::try_from(digit).ok()))
            .collect();
        let nibbles = nibbles.filter(|found| found.len() == 64).ok_or(NotADigest)?;
        let mut out = [0_u8; 32];
        for (slot, pair) in out.iter_mut().zip(nibbles.chunks_exact(2)) {
            *slot = pair.iter().fold(0, |byte, nibble| (byte << 4) | nibble);
        }
        Ok(Self(out))
    }
}

impl TryFrom<String> for Digest {
    type Error = NotADigest;
    fn try_from(text: String) -> Result<Self, NotADigest> {
        text.parse()
    }
}

impl From<Digest> for String {
    fn from(digest: Digest) -> Self {
        digest.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_digest_prints_whole_in_groups_of_four_and_reads_back() {
        let digest = Digest::of(b"abc");
        assert_eq!(
            digest.grouped(),
            "ba78 16bf 8f01 cfea 4141 40de 5dae 2223 b003 61a3 9617 7a9c b410 ff61 f200 15ad"
        );
        assert_eq!(digest.grouped().parse(), Ok(digest));
        assert_eq!("ba78".parse::<Digest>(), Err(NotADigest));
    }
}
