//! Styles of cells: what a number format shows, and whether the font is struck out. Owns the reading of `styles.xml`;
//! colours, borders and fills mean nothing here.

use super::xml::{Markup, Piece};
use crate::Code;
use crate::shown::Format;
use std::collections::BTreeMap;
use std::io::BufRead;

/// Looks of a cell.
#[derive(Clone, Debug, Default)]
pub(super) struct Look {
    pub format: Format,
    pub struck: bool,
}

/// Reads the looks, by the number that a cell names.
pub(super) fn looks<R: BufRead>(markup: &mut Markup<R>) -> Result<Vec<Look>, Code> {
    let (mut formats, mut struck, mut looks) = (BTreeMap::new(), Vec::new(), Vec::new());
    let mut list = List::None;
    loop {
        match markup.next_piece()? {
            Piece::Open(tag) if tag.is("numFmt") => {
                if let (Some(id), Some(code)) = (tag.number("numFmtId")?, tag.attribute("formatCode")?) {
                    formats.insert(id, code);
                }
            }
            Piece::Open(tag) if tag.is("fonts") => list = List::Fonts,
            Piece::Open(tag) if tag.is("cellXfs") => list = List::Looks,
            Piece::Open(tag) if tag.is("cellStyleXfs") || tag.is("dxfs") => list = List::None,
            Piece::Open(tag) if tag.is("font") && list == List::Fonts => struck.push(false),
            Piece::Open(tag) if tag.is("strike") && list == List::Fonts => {
                let off = matches!(tag.attribute("val")?.as_deref(), Some("0" | "false" | "off"));
                if let Some(last) = struck.last_mut() {
                    *last = !off;
                }
            }
            Piece::Open(tag) if tag.is("xf") && list == List::Looks => {
                looks.push((tag.number("numFmtId")?.unwrap_or(0), tag.number("fontId")?.unwrap_or(0)));
            }
            Piece::End => break,
            Piece::Open(_) | Piece::Close(_) | Piece::Text(_) | Piece::Nothing => {}
        }
    }
    let look = |(format, font): (u32, u32)| Look {
        format: formats.get(&format).map_or_else(|| Format::built_in(format), |code| Format::of(code)),
        struck: usize::try_from(font).ok().and_then(|font| struck.get(font)).copied().unwrap_or(false),
    };
    Ok(looks.into_iter().map(look).collect())
}

/// The list whose entries are being read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum List {
    None,
    Fonts,
    Looks,
}
