//! What the drawing orders of a page say of its text: fonts, strings, and where a line ends.
//!
//! Places are compared in thousandths, without floats; transformations are passed over, so that a line that is turned may be cut, and never
//! joined with one that stands elsewhere on the page at another height.

use super::LONGEST_NAME;

/// A gap within a line from which on two strings stand apart, in thousandths of the letters' size.
const GAP: i64 = 200_000;
/// How many operands an order may have.
const OPERANDS: usize = 40;
/// Longest string that is read whole.
const STRING: usize = 64 * 1_024;

/// A piece of what a page says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    /// Another font, by its name.
    Font(Vec<u8>),
    /// Codes of letters.
    Text(Vec<u8>),
    /// A place further on in the line.
    Apart,
    /// Another line.
    Line,
}

enum Token {
    Number(i64),
    Name(Vec<u8>),
    Text(Vec<u8>),
    Order(Vec<u8>),
}

/// The pieces of a page, in the order of its drawing.
pub(super) fn pieces(contents: &[u8]) -> Vec<Piece> {
    let mut reader = Reader { rest: contents };
    let (mut all, mut operands) = (Vec::new(), Vec::new());
    let mut height = Height::default();
    while let Some(token) = reader.next() {
        match token {
            Token::Order(order) => {
                if order == b"ID" {
                    reader.pass_picture();
                }
                ordered(&order, std::mem::take(&mut operands), &mut height, &mut all);
            }
            operand if operands.len() < OPERANDS || matches!(operand, Token::Text(_)) => {
                operands.push(operand);
            }
            _ => {}
        }
    }
    all
}

/// The height of the line under way, and of the last one that said something.
#[derive(Default)]
struct Height {
    now: i64,
    said: Option<i64>,
}

impl Height {
    /// Ends the line where letters come at another height.
    fn say(&mut self, all: &mut Vec<Piece>) {
        if self.said != Some(self.now) {
            all.push(Piece::Line);
        }
        self.said = Some(self.now);
    }
}

fn ordered(order: &[u8], operands: Vec<Token>, height: &mut Height, all: &mut Vec<Piece>) {
    let numbers: Vec<i64> =
        operands.iter().filter_map(|one| if let Token::Number(n) = one { Some(*n) } else { None }).collect();
    let last = numbers.last().copied().unwrap_or(0);
    match order {
        b"Tf" => {
            all.extend(operands.into_iter().find_map(|one| match one {
                Token::Name(name) => Some(Piece::Font(name)),
                _ => None,
            }));
        }
        b"BT" => height.now = 0,
        b"Td" | b"TD" => {
            height.now = height.now.saturating_add(last);
            all.push(Piece::Apart);
        }
        b"Tm" => {
            height.now = last;
            all.push(Piece::Apart);
        }
        b"T*" | b"'" | b"\"" => {
            all.push(Piece::Line);
            said(operands, height, all);
        }
        b"Tj" | b"TJ" => {
            height.say(all);
            said(operands, height, all);
        }
        _ => {}
    }
}

fn said(operands: Vec<Token>, height: &mut Height, all: &mut Vec<Piece>) {
    height.said = Some(height.now);
    for one in operands {
        match one {
            Token::Text(text) => all.push(Piece::Text(text)),
            Token::Number(gap) if gap.abs() > GAP => all.push(Piece::Apart),
            _ => {}
        }
    }
}

struct Reader<'a> {
    rest: &'a [u8],
}

impl Reader<'_> {
    fn next(&mut self) -> Option<Token> {
        loop {
            let first = *self.rest.first()?;
            match first {
                _ if first.is_ascii_whitespace() || matches!(first, 0 | b'[' | b']' | b'{' | b'}' | b')') => {
                    self.skip(1);
                }
                b'%' => {
                    let end = self.rest.iter().position(|byte| matches!(byte, b'\n' | b'\r'));
                    self.skip(end.unwrap_or(self.rest.len()));
                }
                b'(' => return Some(Token::Text(self.string())),
                b'<' if self.rest.get(1) == Some(&b'<') => self.skip(2),
                b'<' => return Some(Token::Text(self.hex())),
                b'>' => self.skip(1),
                b'/' => {
                    self.skip(1);
                    let name = self.word();
                    return Some(Token::Name(
                        name.get(..name.len().min(LONGEST_NAME)).unwrap_or_default().to_vec(),
                    ));
                }
                _ => {
                    let word = self.word();
                    return Some(thousandths(&word).map_or(Token::Order(word), Token::Number));
                }
            }
        }
    }

    fn skip(&mut self, bytes: usize) {
        self.rest = self.rest.get(bytes..).unwrap_or_default();
    }

    /// A run of what is no blank and no bracket; at least one byte.
    fn word(&mut self) -> Vec<u8> {
        let ends = |byte: &u8| byte.is_ascii_whitespace() || b"/<>[](){}%\0".contains(byte);
        let length = self.rest.iter().position(ends).unwrap_or(self.rest.len());
        let word = self.rest.get(..length).unwrap_or_default().to_vec();
        self.skip(length);
        word
    }

    /// A string in brackets, its escapes resolved.
    fn string(&mut self) -> Vec<u8> {
        let (mut out, mut depth) = (Vec::new(), 0_u32);
        while let Some(first) = self.rest.first().copied() {
            self.skip(1);
            match first {
                b'(' => {
                    depth = depth.saturating_add(1);
                    if depth == 1 {
                        continue;
                    }
                }
                b')' => {
                    depth = depth.saturating_sub(1);
                    if depth == 0 {
                        break;
                    }
                }
                b'\\' => {
                    out.extend(self.escaped());
                    continue;
                }
                _ => {}
            }
            if out.len() < STRING {
                out.push(first);
            }
        }
        out
    }

    /// The byte behind a backslash; none for a line that goes on.
    fn escaped(&mut self) -> Option<u8> {
        let first = *self.rest.first()?;
        let digits = self.rest.iter().take(3).take_while(|byte| (b'0'..=b'7').contains(*byte)).count();
        if digits > 0 {
            let octal = self.rest.get(..digits).unwrap_or_default();
            let value = octal.iter().fold(0_u32, |sum, digit| sum.wrapping_mul(8) + u32::from(*digit & 7));
            self.skip(digits);
            return u8::try_from(value & 0xFF).ok();
        }
        self.skip(1);
        match first {
            b'n' => Some(b'\n'),
            b'r' => Some(b'\r'),
            b't' => Some(b'\t'),
            b'b' => Some(8),
            b'f' => Some(12),
            b'\n' => None,
            b'\r' => {
                if self.rest.first() == Some(&b'\n') {
                    self.skip(1);
                }
                None
            }
            other => Some(other),
        }
    }

    /// A string in hexadecimal digits.
    fn hex(&mut self) -> Vec<u8> {
        self.skip(1);
        let end = self.rest.iter().position(|byte| *byte == b'>').unwrap_or(self.rest.len());
        let digits = self.rest.get(..end.min(STRING)).unwrap_or_default();
        let digits: Vec<u8> = digits.iter().copied().filter(u8::is_ascii_hexdigit).collect();
        self.skip(end.saturating_add(1));
        let pair = |pair: &[u8]| {
            let mut text = String::from_utf8_lossy(pair).into_owned();
            if text.len() == 1 {
                text.push('0');
            }
            u8::from_str_radix(&text, 16).ok()
        };
        digits.chunks(2).filter_map(pair).collect()
    }

    /// Goes on behind a picture that stands among the orders.
    fn pass_picture(&mut self) {
        let mut at = 0_usize;
        while let Some(found) = super::find(self.rest.get(at..).unwrap_or_default(), b"EI") {
            let end = at.saturating_add(found);
            let before = end.checked_sub(1).and_then(|at| self.rest.get(at));
            let after = self.rest.get(end.saturating_add(2));
            if before.is_none_or(u8::is_ascii_whitespace) && after.is_none_or(u8::is_ascii_whitespace) {
                self.skip(end.saturating_add(2));
                return;
            }
            at = end.saturating_add(2);
        }
        self.rest = &[];
    }
}

/// A number in thousandths; `None` for what is none.
fn thousandths(word: &[u8]) -> Option<i64> {
    let text = std::str::from_utf8(word).ok()?;
    let (negative, text) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.len() > 12 || !digits(whole) || !digits(part) || (whole.is_empty() && part.is_empty()) {
        return None;
    }
    let whole: i64 = if whole.is_empty() { 0 } else { whole.parse().ok()? };
    let part: String = part.chars().chain("000".chars()).take(3).collect();
    let number = whole.saturating_mul(1_000).saturating_add(part.parse().ok()?);
    Some(if negative { -number } else { number })
}
