//! Markup of a workbook's parts, piece by piece. Owns entities, the nesting and the matching of names without their
//! prefix, so that Strict and prefixed parts read alike; refuses document types, entities of the file's own and parts that
//! break off.

use crate::Code;
use quick_xml::Reader;
use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};
use std::borrow::Cow;
use std::io::BufRead;

/// One piece of markup.
pub(super) enum Piece<'b> {
    /// An element begins.
    Open(Tag<'b>),
    /// An element ends; so many stay open.
    Close(u32),
    /// Text between tags.
    Text(Cow<'b, str>),
    /// A comment, a declaration: nothing to read.
    Nothing,
    /// The part ends.
    End,
}

/// An opening tag.
pub(super) struct Tag<'b>(BytesStart<'b>);

impl Tag<'_> {
    /// Whether this is the element of that name, whatever its prefix.
    pub(super) fn is(&self, name: &str) -> bool {
        self.0.local_name().as_ref() == name
    }

    /// The value of an attribute, whatever its prefix.
    pub(super) fn attribute(&self, name: &str) -> Result<Option<String>, Code> {
        for attribute in self.0.attributes() {
            let attribute = attribute.map_err(|_| Code::Damaged)?;
            if attribute.key.local_name().as_ref() == name {
                let value = attribute.normalized_value(XmlVersion::Implicit1_0).map_err(|_| Code::Damaged)?;
                return Ok(Some(value.into_owned()));
            }
        }
        Ok(None)
    }

    /// Whether an attribute says yes.
    pub(super) fn says(&self, name: &str) -> Result<bool, Code> {
        Ok(self.attribute(name)?.is_some_and(|value| matches!(value.as_str(), "1" | "true" | "on")))
    }

    /// An attribute as a whole number; `None` where it is missing.
    pub(super) fn number(&self, name: &str) -> Result<Option<u32>, Code> {
        match self.attribute(name)? {
            None => Ok(None),
            Some(text) => text.trim().parse().map(Some).map_err(|_| Code::Damaged),
        }
    }
}

/// A part that is being read.
pub(super) struct Markup<R> {
    reader: Reader<R>,
    buffer: Vec<u8>,
    depth: u32,
}

impl<R: BufRead> Markup<R> {
    pub(super) fn new(part: R) -> Self {
        let mut reader = Reader::from_reader(part);
        reader.config_mut().expand_empty_elements = true;
        Self { reader, buffer: Vec::new(), depth: 0 }
    }

    /// How many elements are open.
    pub(super) fn depth(&self) -> u32 {
        self.depth
    }

    /// The next piece.
    pub(super) fn next_piece(&mut self) -> Result<Piece<'_>, Code> {
        self.buffer.clear();
        let event = self.reader.read_event_into(&mut self.buffer).map_err(|_| Code::Damaged)?;
        Ok(match event {
            Event::Start(tag) => {
                self.depth = self.depth.saturating_add(1);
                Piece::Open(Tag(tag))
            }
            Event::End(_) => {
                self.depth = self.depth.saturating_sub(1);
                Piece::Close(self.depth)
            }
            Event::Text(text) => Piece::Text(text.xml10_content()),
            Event::CData(text) => Piece::Text(text.xml10_content()),
            Event::GeneralRef(name) => Piece::Text(Cow::Owned(entity(&name)?)),
            Event::DocType(_) => return Err(Code::Damaged),
            Event::Eof if self.depth > 0 => return Err(Code::Damaged),
            Event::Eof => Piece::End,
            Event::Empty(_) | Event::Comment(_) | Event::Decl(_) | Event::PI(_) => Piece::Nothing,
        })
    }

    /// Passes over the element that has just been opened.
    pub(super) fn skip(&mut self) -> Result<(), Code> {
        let inside = self.depth;
        while self.depth >= inside {
            if matches!(self.next_piece()?, Piece::End) {
                return Err(Code::Damaged);
            }
        }
        Ok(())
    }

    /// The text of the element that has just been opened, without elements inside it.
    pub(super) fn text(&mut self) -> Result<String, Code> {
        let inside = self.depth;
        let mut said = String::new();
        loop {
            match self.next_piece()? {
                Piece::Text(text) => said.push_str(&text),
                Piece::Open(_) => self.skip()?,
                Piece::Close(depth) if depth < inside => return Ok(said),
                Piece::End => return Err(Code::Damaged),
                Piece::Close(_) | Piece::Nothing => {}
            }
        }
    }
}

/// A character by its number, or one of the five names that XML itself knows.
fn entity(name: &quick_xml::events::BytesRef<'_>) -> Result<String, Code> {
    if let Some(c) = name.resolve_char_ref().map_err(|_| Code::Damaged)? {
        return Ok(c.to_string());
    }
    let known = quick_xml::escape::resolve_predefined_entity(&name.xml10_content()).map(str::to_owned);
    known.ok_or(Code::Damaged)
}
