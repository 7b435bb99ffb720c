//! Text of a cell or of the shared strings. Owns runs, pinyin guides (which are left out) and the escapes of control
//! characters; tells whether a piece of it is struck out.

use super::xml::{Markup, Piece};
use crate::Code;
use std::io::BufRead;

/// A text and whether some of it is struck out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Rich {
    pub text: String,
    pub struck: bool,
}

/// Reads the element (`si`, `is`) that has just been opened.
pub(super) fn rich<R: BufRead>(markup: &mut Markup<R>) -> Result<Rich, Code> {
    let inside = markup.depth();
    let (mut said, mut struck_run, mut filled) = (Rich::default(), false, false);
    loop {
        match markup.next_piece()? {
            Piece::Open(tag) if tag.is("rPh") => markup.skip()?,
            Piece::Open(tag) if tag.is("r") => struck_run = false,
            Piece::Open(tag) if tag.is("strike") => {
                let off = matches!(tag.attribute("val")?.as_deref(), Some("0" | "false" | "off"));
                struck_run = !off;
            }
            Piece::Open(tag) if tag.is("t") => filled = true,
            Piece::Text(text) if filled => {
                said.struck |= struck_run && !text.trim().is_empty();
                said.text.push_str(&text);
            }
            Piece::Close(depth) if depth < inside => {
                said.text = unescaped(&said.text);
                return Ok(said);
            }
            Piece::Close(_) => filled = false,
            Piece::End => return Err(Code::Damaged),
            Piece::Open(_) | Piece::Text(_) | Piece::Nothing => {}
        }
    }
}

/// `_x000D_` stands for a carriage return, `_x005F_` for the underline that would open such an escape.
pub(super) fn unescaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("_x") {
        let (before, escape) = rest.split_at(at);
        out.push_str(before);
        let digits = escape.get(2..6).filter(|_| escape.get(6..7) == Some("_"));
        let code = digits.and_then(|digits| u32::from_str_radix(digits, 16).ok()).and_then(char::from_u32);
        let (c, used) = match code {
            Some(c) => (Some(c), 7),
            None => (None, 2),
        };
        match c {
            Some(c) => out.push(c),
            None => out.push_str("_x"),
        }
        rest = escape.get(used..).unwrap_or_default();
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::unescaped;

    #[test]
    fn escapes_of_control_characters_are_undone() {
        assert_eq!(unescaped("a_x000D_b_x005F_x_"), "a\rb_x_");
        assert_eq!(unescaped("_x_ _x12_ 甲_x"), "_x_ _x12_ 甲_x");
    }
}
