//! Names of people.

use serde::{Deserialize, Serialize};

use super::chars::one_line;
use super::{fold, plain};
use crate::reason::{FieldPath, Reason, TypedWhy};

/// A person's name, 1 to 64 characters: Chinese characters of all planes, Latin letters, the middle dot of
/// transliterated names, blanks inside, and between Latin letters the hyphen and the apostrophe.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PersonName(String);

kept!(
    PersonName,
    /// The text.
    as_str
);

/// The dot between the parts of a transliterated name, in its one spelling.
const DOT: char = '\u{B7}';

/// Whether the character is one of the dots that input methods write for [`DOT`].
const fn is_dot(ch: char) -> bool {
    matches!(
        ch,
        DOT | '\u{387}'
            | '\u{2022}'
            | '\u{2027}'
            | '\u{2219}'
            | '\u{22C5}'
            | '\u{2E31}'
            | '\u{30FB}'
            | '\u{FF0E}'
            | '\u{FF65}'
    )
}

/// A Chinese character: the blocks of the first plane, planes 2 and 3, and the nought of years.
const fn is_chinese(ch: char) -> bool {
    matches!(
        ch,
        '\u{3007}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{2FFFD}'
            | '\u{30000}'..='\u{3FFFD}'
    )
}

fn is_latin(ch: char) -> bool {
    ch.is_ascii_alphabetic()
        || (matches!(ch, '\u{C0}'..='\u{24F}' | '\u{1E00}'..='\u{1EFF}') && ch.is_alphabetic())
}

/// A mark that belongs to the character before it: an accent, or the choice between two forms of a Chinese character.
const fn is_mark(ch: char) -> bool {
    matches!(ch, '\u{300}'..='\u{36F}' | '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}')
}

/// Every dot in its one spelling, without blanks around it. The full stop counts as one between Chinese characters.
fn dotted(name: &str) -> String {
    let chars: Vec<char> = name.chars().collect();
    let around = |at: usize| {
        let before = at.checked_sub(1).and_then(|at| chars.get(at));
        let after = at.checked_add(1).and_then(|at| chars.get(at));
        before.zip(after).is_some_and(|(a, b)| is_chinese(*a) && is_chinese(*b))
    };
    let one: String = chars
        .iter()
        .enumerate()
        .map(|(at, ch)| if is_dot(*ch) || (*ch == '.' && around(at)) { DOT } else { *ch })
        .collect();
    one.split(DOT).map(str::trim).collect::<Vec<_>>().join("\u{B7}")
}

/// Whether the characters of a tidied name stand where they may.
fn is_name(name: &str) -> bool {
    let mut before: Option<char> = None;
    let mut chars = name.chars().peekable();
    while let Some(ch) = chars.next() {
        let after = chars.peek().copied();
        let fits = if is_chinese(ch) || is_latin(ch) || ch == ' ' {
            true
        } else if is_mark(ch) {
            before.is_some_and(|before| is_chinese(before) || is_latin(before) || is_mark(before))
        } else if ch == DOT {
            before.is_some_and(|before| before != DOT) && after.is_some_and(|after| after != DOT)
        } else if matches!(ch, '-' | '\'' | '\u{2019}') {
            before.is_some_and(|before| is_latin(before) || is_mark(before)) && after.is_some_and(is_latin)
        } else {
            false
        };
        if !fits {
            return false;
        }
        before = Some(ch);
    }
    true
}

impl PersonName {
    /// Reads a name: full-width letters and every kind of middle dot in one spelling, one blank where there are several,
    /// invisible characters dropped.
    ///
    /// # Errors
    /// [`TypedWhy::Missing`], [`TypedWhy::Length`], [`TypedWhy::ControlCharacter`], or [`TypedWhy::NameForm`] for
    /// digits, angle brackets and whatever else stands in no name, at `field`.
    pub fn parse(text: &str, field: &FieldPath) -> Result<Self, Reason> {
        let dots: String = text.chars().map(|ch| if is_dot(ch) { DOT } else { ch }).collect();
        let name = plain(&dotted(&one_line(&fold(&dots))), 1, 64, field)?;
        if is_name(&name) { Ok(Self(name)) } else { Err(TypedWhy::NameForm.at(field)) }
    }

    /// Whether two spellings are one name: tables stretch short names with blanks, which say nothing.
    #[must_use]
    pub fn is_same(&self, other: &Self) -> bool {
        let bare = |name: &Self| name.0.chars().filter(|ch| !ch.is_whitespace()).collect::<String>();
        bare(self) == bare(other)
    }

    /// The first `family` characters, and a mark for each further letter; dots and blanks stay. Which characters are the family name,
    /// `text` knows.
    #[must_use]
    pub fn masked(&self, family: usize) -> String {
        let mark = |(at, ch): (usize, char)| if at < family || is_dot(ch) || ch == ' ' { ch } else { '*' };
        self.0.chars().enumerate().map(mark).collect()
    }
}
