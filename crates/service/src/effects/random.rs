//! Randomness: the operating system's, or a seeded generator for tests and demonstrations.

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use domain::id::Code;
use rand::rand_core::UnwrapErr;
use rand::rngs::{StdRng, SysRng};
use rand::{Rng, SeedableRng};
use sha2::{Digest, Sha256};

/// A source of random bytes; clones share it.
#[derive(Clone)]
pub struct Random(Source);

#[derive(Clone)]
enum Source {
    System,
    Seeded(Arc<Mutex<StdRng>>),
}

impl fmt::Debug for Random {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.0 {
            Source::System => "Random::System",
            Source::Seeded(_) => "Random::Seeded",
        })
    }
}

impl Random {
    /// The operating system's generator.
    pub fn system() -> Self {
        Self(Source::System)
    }

    /// A generator that gives the same sequence for the same seed.
    pub fn seeded(seed: u64) -> Self {
        Self(Source::Seeded(Arc::new(Mutex::new(StdRng::seed_from_u64(seed)))))
    }

    /// Fills `into` with random bytes.
    ///
    /// # Panics
    /// When the operating system has no randomness to give: nothing here may go on with less.
    pub fn fill(&self, into: &mut [u8]) {
        match &self.0 {
            Source::System => UnwrapErr(SysRng).fill_bytes(into),
            Source::Seeded(rng) => rng.lock().unwrap_or_else(PoisonError::into_inner).fill_bytes(into),
        }
    }

    /// `N` random bytes.
    pub fn bytes<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        self.fill(&mut bytes);
        bytes
    }

    /// A number below `bound`, every one equally likely; 0 for a bound of 0.
    pub fn below(&self, bound: u64) -> u64 {
        if bound == 0 {
            return 0;
        }
        // Draws at or above the largest multiple of `bound` would favour small answers: drawn again.
        let limit = u64::MAX - u64::MAX % bound;
        loop {
            let draw = u64::from_le_bytes(self.bytes());
            if draw < limit {
                return draw % bound;
            }
        }
    }

    /// A public code, as it stands in addresses and on receipts: it tells neither number nor order.
    pub fn code(&self) -> Code {
        Code::from_bits(u64::from_le_bytes(self.bytes()))
    }

    /// A secret of 256 bits for a session or a link.
    pub fn token(&self) -> Token {
        Token(self.bytes())
    }
}

/// A secret of 256 bits. Only its digest is stored; `Debug` hides it.
#[derive(Clone, PartialEq, Eq)]
pub struct Token([u8; 32]);

impl Token {
    /// The secret as 64 lower-case hexadecimal digits, for the cookie.
    pub fn reveal(&self) -> String {
        domain::digest::hex(&self.0)
    }

    /// Reads [`Token::reveal`]'s form and no other.
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.as_bytes();
        if digits.len() != 64 {
            return None;
        }
        let mut bytes = [0; 32];
        for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
            *byte = digit(pair[0])? << 4 | digit(pair[1])?;
        }
        Some(Self(bytes))
    }

    /// SHA-256 of the secret: what the database holds.
    pub fn digest(&self) -> [u8; 32] {
        Sha256::digest(self.0).into()
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(***)")
    }
}

fn digit(byte: u8) -> Option<u8> {
    match byte {
        b'0'..=b'9' => Some(byte - b'0'),
        b'a'..=b'f' => Some(byte - b'a' + 10),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{Random, Token};

    #[test]
    fn the_same_seed_gives_the_same_codes_and_another_seed_others() {
        let (a, b, c) = (Random::seeded(7), Random::seeded(7), Random::seeded(8));
        let first = a.code();
        assert_eq!(first, b.code());
        assert_ne!(first, c.code());
        assert_ne!(first, a.code());
    }

    #[test]
    fn codes_differ_and_use_the_whole_alphabet() {
        let random = Random::system();
        let codes: BTreeSet<String> = (0..2_000).map(|_| random.code().to_string()).collect();
        assert_eq!(codes.len(), 2_000);
        for place in 0..10 {
            let used: BTreeSet<u8> = codes.iter().map(|code| code.as_bytes()[place]).collect();
            assert_eq!(used.len(), 32, "character {place}");
        }
    }

    #[test]
    fn a_token_survives_the_cookie_and_nothing_else_is_one() {
        let token = Random::seeded(1).token();
        let text = token.reveal();
        assert_eq!(Token::parse(&text), Some(token.clone()));
        assert_eq!(Token::parse(&text.to_uppercase()), None);
        assert_eq!(Token::parse(&text[1..]), None);
        assert_eq!(Token::parse(&format!("{}zz", &text[2..])), None);
        assert_eq!(format!("{token:?}"), "Token(***)");
        assert_ne!(token.digest().to_vec(), token.0.to_vec());
    }

    #[test]
    fn numbers_stay_below_their_bound_and_reach_all_of_it() {
        let random = Random::seeded(3);
        let drawn: BTreeSet<u64> = (0..500).map(|_| random.below(7)).collect();
        assert_eq!(drawn, (0..7).collect());
        assert_eq!(random.below(0), 0);
    }
}
