//! What the codes of a font stand for, as its own table says (`ToUnicode`).

use std::collections::BTreeMap;

/// Codes that one table may give.
const CODES: usize = 70_000;
/// Longest code or text that is looked at, in hexadecimal digits.
const DIGITS: usize = 64;

/// The letters of a font; without a table every byte is the letter of its number.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Letters {
    table: BTreeMap<u32, String>,
    /// Bytes of a code; 0 without a table.
    width: usize,
}

impl Letters {
    /// Reads a table.
    pub fn of(text: &[u8]) -> Self {
        let text = String::from_utf8_lossy(text);
        let mut found = Self::default();
        let mut words = words(&text);
        while let Some(word) = words.next() {
            match word {
                Word::Name("begincodespacerange") => {
                    if let Some(Word::Hex(first)) = words.next() {
                        found.width = found.width.max(first.len().div_ceil(2));
                    }
                }
                Word::Name("beginbfchar") => found.singles(&mut words),
                Word::Name("beginbfrange") => found.ranges(&mut words),
                Word::Name(_) | Word::Open | Word::Close | Word::Hex(_) => {}
            }
        }
        if found.table.is_empty() {
            return Self::default();
        }
        found.width = found.width.clamp(1, 2);
        found
    }

    fn singles<'t>(&mut self, words: &mut impl Iterator<Item = Word<'t>>) {
        while let Some(Word::Hex(code)) = words.next() {
            let Some(Word::Hex(text)) = words.next() else { return };
            if let Some(code) = number(code) {
                self.put(code, unicode(text));
            }
        }
    }

    fn ranges<'t>(&mut self, words: &mut impl Iterator<Item = Word<'t>>) {
        while let Some(Word::Hex(first)) = words.next() {
            let Some(Word::Hex(last)) = words.next() else { return };
            let (Some(first), Some(last)) = (number(first), number(last)) else { return };
            match words.next() {
                Some(Word::Hex(text)) => {
                    let begin = unicode(text);
                    for (step, code) in (first..=last).enumerate().take(CODES) {
                        self.put(code, moved(&begin, step));
                    }
                }
                Some(Word::Open) => {
                    for code in first..=last {
                        let Some(Word::Hex(text)) = words.next() else { break };
                        self.put(code, unicode(text));
                    }
                    // The bracket's end; a table that names more than its range is passed over to there.
                    if !matches!(words.next(), Some(Word::Close)) {
                        return;
                    }
                }
                _ => return,
            }
        }
    }

    fn put(&mut self, code: u32, text: String) {
        if self.table.len() < CODES {
            self.table.insert(code, text);
        }
    }

    /// What bytes of a text stand for; a code that the table lacks is a blank.
    pub fn read(&self, bytes: &[u8]) -> String {
        if self.width == 0 {
            return bytes.iter().map(|byte| char::from(*byte)).collect();
        }
        let mut out = String::new();
        for code in bytes.chunks(self.width) {
            let number = code.iter().fold(0_u32, |sum, byte| sum.wrapping_shl(8) | u32::from(*byte));
            out.push_str(self.table.get(&number).map_or(" ", String::as_str));
        }
        out
    }
}

/// A word of a table.
#[derive(Clone, Copy)]
enum Word<'t> {
    Hex(&'t str),
    Open,
    Close,
    Name(&'t str),
}

/// The words of a table.
fn words(text: &str) -> impl Iterator<Item = Word<'_>> {
    let mut rest = text;
    std::iter::from_fn(move || {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '\0');
        let first = rest.chars().next()?;
        let (word, length) = match first {
            '<' if !rest.starts_with("<<") => {
                let body = rest.get(1..).unwrap_or_default();
                let end = body.find('>').unwrap_or(body.len());
                (Word::Hex(body.get(..end).unwrap_or_default().trim()), end.saturating_add(2))
            }
            '[' => (Word::Open, 1),
            ']' => (Word::Close, 1),
            _ => {
                let ends = |c: char| c.is_whitespace() || matches!(c, '<' | '[' | ']' | '>');
                let skip = first.len_utf8();
                let tail = rest.get(skip..).unwrap_or_default();
                let length = tail.find(ends).map_or(rest.len(), |at| at.saturating_add(skip));
                (Word::Name(rest.get(..length).unwrap_or_default()), length)
            }
        };
        rest = rest.get(length..).unwrap_or_default();
        Some(word)
    })
}

fn number(hex: &str) -> Option<u32> {
    u32::from_str_radix(hex, 16).ok()
}

/// The text of a row: UTF-16 in hexadecimal digits, blanks between them passed over.
fn unicode(hex: &str) -> String {
    let digits: Vec<char> = hex.chars().filter(char::is_ascii_hexdigit).take(DIGITS).collect();
    let units = digits.chunks(4).filter_map(|four| u16::from_str_radix(&String::from_iter(four), 16).ok());
    char::decode_utf16(units).map(|one| one.unwrap_or(' ')).collect()
}

/// The text of a range's later row: its last letter moved on.
fn moved(text: &str, step: usize) -> String {
    let mut all: Vec<char> = text.chars().collect();
    if let Some(last) = all.last_mut() {
        let code = u32::from(*last).saturating_add(u32::try_from(step).unwrap_or(u32::MAX));
        *last = char::from_u32(code).unwrap_or(' ');
    }
    all.into_iter().collect()
}
