//! Which passwords are accepted: 13 to 128 characters of any kind that are neither well known nor the person's own
//! names. No composition rules and no forced change (OWASP ASVS 5.0, 6.2.5 and 6.2.10).

use std::collections::BTreeSet;
use std::fmt;
use std::sync::LazyLock;

use domain::reason::{FieldPath, PeopleWhy, Reason};
use unicode_normalization::UnicodeNormalization;
use zeroize::Zeroizing;

/// Fewest characters of a password, after normalisation.
pub const SHORTEST: u32 = 13;
/// Most characters of a password, after normalisation.
pub const LONGEST: u32 = 128;

/// Longest input that is looked at, in bytes. NFKC makes one character of three bytes into eighteen at most, so this
/// never cuts a password of [`LONGEST`] characters short of being measured.
const INPUT_LIMIT: usize = 4 * 1024;
/// Characters that must be left when own names and well-known words are taken out.
const REMAINDER: usize = 4;

static COMMON: LazyLock<BTreeSet<&'static str>> = LazyLock::new(|| {
    include_str!("common.txt").lines().filter(|line| !line.is_empty() && !line.starts_with('#')).collect()
});
static WORDS: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    include_str!("words.txt").lines().filter(|line| !line.is_empty() && !line.starts_with('#')).collect()
});

/// A password after NFKC, so that the same characters typed on two keyboards are the same password. `Debug` hides it
/// and memory is wiped when it is dropped.
pub struct Password(Zeroizing<String>);

impl Password {
    /// A password that somebody wants to have, typed into `field`. `own` are the names nobody should use: sign-in
    /// name, name, phone, birth date, identity number.
    ///
    /// # Errors
    /// Every reason against it: length, well known, own names.
    pub fn choose(typed: &str, field: &FieldPath, own: &[&str]) -> Result<Self, Vec<Reason>> {
        let length = || PeopleWhy::PasswordLength { min: SHORTEST, max: LONGEST }.at(field);
        if typed.len() > INPUT_LIMIT {
            return Err(vec![length()]);
        }
        let password = Self::normalised(typed);
        let plain = Zeroizing::new(password.0.to_lowercase());
        let mut against = Vec::new();
        if !password.has_length() {
            against.push(length());
        }
        if is_common(&plain) {
            against.push(PeopleWhy::PasswordCommon.at(field));
        }
        if is_own(&plain, own) {
            against.push(PeopleWhy::PasswordNames.at(field));
        }
        if against.is_empty() { Ok(password) } else { Err(against) }
    }

    /// A password that somebody typed to sign in; what cannot be one is `None` and counts as wrong.
    pub fn attempt(typed: &str) -> Option<Self> {
        if typed.len() > INPUT_LIMIT {
            return None;
        }
        Some(Self::normalised(typed)).filter(Self::has_length)
    }

    fn has_length(&self) -> bool {
        u32::try_from(self.0.chars().count()).is_ok_and(|length| (SHORTEST..=LONGEST).contains(&length))
    }

    fn normalised(typed: &str) -> Self {
        Self(Zeroizing::new(typed.nfkc().collect()))
    }

    pub(super) fn bytes(&self) -> &[u8] {
        self.0.as_bytes()
    }
}

impl fmt::Debug for Password {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Password(***)")
    }
}

fn is_common(plain: &str) -> bool {
    let letters: Vec<char> = plain.chars().filter(|c| c.is_alphanumeric()).collect();
    let text: String = letters.iter().collect();
    COMMON.contains(text.as_str()) || COMMON.contains(plain) || repeats(&letters) || runs(&letters)
}

/// Whether a unit of at most six characters fills the whole password ("abcabcabcabca"), or too few different
/// characters are used to choose among.
fn repeats(letters: &[char]) -> bool {
    let different: BTreeSet<&char> = letters.iter().collect();
    if letters.len() >= 13 && different.len() < 4 {
        return true;
    }
    (1..=6).any(|unit| {
        letters.len() >= 2 * unit && letters.iter().zip(letters.iter().skip(unit)).all(|(a, b)| a == b)
    })
}

/// Whether at least four of five neighbours follow each other in the alphabet, the digits or a keyboard row, up or down.
fn runs(letters: &[char]) -> bool {
    const ROWS: [&str; 5] =
        ["abcdefghijklmnopqrstuvwxyz", "01234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm"];
    let steps = letters.len().saturating_sub(1);
    let follows = |a: char, b: char| {
        ROWS.iter().any(|row| {
            row.chars()
                .zip(row.chars().skip(1))
                .any(|(left, right)| (left, right) == (a, b) || (left, right) == (b, a))
        })
    };
    let along = letters.windows(2).filter(|pair| follows(pair[0], pair[1])).count();
    steps > 0 && along * 5 >= steps * 4
}

/// Whether little is left when own names, words of this service and digits are taken out.
fn is_own(plain: &str, own: &[&str]) -> bool {
    let folded: Vec<String> = own.iter().map(|name| name.nfkc().collect::<String>().to_lowercase()).collect();
    let mut rest = plain.to_owned();
    let mut taken = false;
    for name in folded.iter().map(String::as_str).chain(WORDS.iter().copied()) {
        // A Chinese name has two characters; shorter names than three letters of Latin would match by chance.
        let long_enough = if name.is_ascii() { name.len() >= 3 } else { name.chars().count() >= 2 };
        if long_enough && rest.contains(name) {
            rest = rest.replace(name, "");
            taken = true;
        }
    }
    let left = rest.chars().filter(|c| c.is_alphabetic()).count();
    taken && left < REMAINDER
}

#[cfg(test)]
mod tests {
    use domain::reason::{FieldPath, PeopleWhy, Reason, Why};

    use super::Password;

    #[derive(Debug, PartialEq, Eq)]
    enum Weakness {
        Length,
        Common,
        OwnName,
    }

    fn weaknesses(typed: &str, own: &[&str]) -> Vec<Weakness> {
        let against = Password::choose(typed, &FieldPath::new("password"), own).err().unwrap_or_default();
        let name = |reason: Reason| match reason.why {
            Why::People(PeopleWhy::PasswordLength { min: 13, max: 128 }) => Weakness::Length,
            Why::People(PeopleWhy::PasswordCommon) => Weakness::Common,
            Why::People(PeopleWhy::PasswordNames) => Weakness::OwnName,
            other => panic!("{other:?}"),
        };
        against.into_iter().map(name).collect()
    }

    #[test]
    fn thirteen_to_one_hundred_and_twenty_eight_characters_of_any_kind() {
        let long: String = "steady horse ".repeat(10).chars().take(128).collect();
        assert_eq!(weaknesses("steady horse", &[]), [Weakness::Length]);
        assert_eq!(weaknesses("steady horses", &[]), []);
        assert_eq!(weaknesses(&long, &[]), []);
        assert_eq!(weaknesses(&format!("{long}x"), &[]), [Weakness::Length]);
        assert_eq!(weaknesses("好马配好鞍，路遥知马力也。", &[]), []);
        assert_eq!(weaknesses(&"x".repeat(5_000_000), &[]), [Weakness::Length]);
    }

    #[test]
    fn full_width_and_half_width_are_the_same_password() {
        let wide = Password::choose("ｓｔｅａｄｙ　ｈｏｒｓｅｓ", &FieldPath::new("password"), &[]).unwrap();
        assert_eq!(wide.bytes(), b"steady horses");
    }

    #[test]
    fn well_known_ones_repetitions_and_runs_are_refused() {
        for typed in [
            "password12345",
            "Password12345",
            "passwordpassword",
            "aaaaaaaaaaaaa",
            "1234512345123",
            "abcdefghijklm",
            "qwertyuiopasdfg",
            "0987654321098",
            "5201314520131",
            "1qaz2wsx3edc4rfv",
            "woaini1314520",
        ] {
            assert!(weaknesses(typed, &[]).contains(&Weakness::Common), "{typed}");
        }
    }

    #[test]
    fn own_names_and_words_of_the_service_are_refused_unless_something_else_carries_it() {
        let own = ["wang.xiaoming", "王小明", "13800001234"];
        for typed in [
            "wang.xiaoming1",
            "王小明王小明王小明王小明1a",
            "linxuan2024!!",
            "13800001234ab",
            "Gongwuyuan2026",
        ] {
            assert!(weaknesses(typed, &own).contains(&Weakness::OwnName), "{typed}");
        }
        assert_eq!(weaknesses("wang.xiaoming likes plums", &own), []);
    }

    #[test]
    fn an_attempt_that_cannot_be_a_password_is_none_and_debug_hides_the_rest() {
        assert!(Password::attempt("short").is_none());
        assert!(Password::attempt(&"x".repeat(100_000)).is_none());
        assert_eq!(format!("{:?}", Password::attempt("steady horses").unwrap()), "Password(***)");
    }
}
