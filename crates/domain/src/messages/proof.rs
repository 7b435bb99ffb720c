//! The code that proves an address: six digits, sent to it, typed back by its owner.
//!
//! Refuses: drawing one (chance is the service's), and keeping it (only a keyed digest is kept).

/// For how long a code can be used, in seconds. Mail may be held back by the other side for some minutes.
pub const LIFE_SECONDS: i64 = 30 * 60;
/// How many wrong codes use it up: a guesser then has five chances in a million.
pub const TRIES: u32 = 5;
/// How many codes one person may have sent within a day, so that nobody fills another's mailbox or telephone.
pub const A_DAY: u32 = 10;

/// Spells a code: `number` is drawn below 1,000,000.
#[must_use]
pub fn spelled(number: u64) -> String {
    format!("{:06}", number % 1_000_000)
}

/// Returns the six digits that somebody typed, blanks aside; `None` for what cannot be a code.
#[must_use]
pub fn typed(text: &str) -> Option<String> {
    let folded = crate::typed::fold(text);
    let digits: String = folded.chars().filter(|ch| *ch != ' ').collect();
    (digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_digit())).then_some(digits)
}
