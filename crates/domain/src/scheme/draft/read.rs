//! A draft read as a scheme: each text against the shape of its field, then the types themselves.

use core::iter;

use serde::de::value::{Error, MapAccessDeserializer, MapDeserializer, SeqDeserializer};
use serde::de::{Deserializer, IntoDeserializer, Visitor};
use serde::{Deserialize, forward_to_deserialize_any};

use super::Draft;
use super::address::{is_asked, join};
use super::plain::is_inline;
use super::value::{Node, Value};
use crate::number::{Score, Weight};
use crate::scheme::fields::{Fields, SCHEME, Shape};
use crate::scheme::{Key, KeyFault, Ratio, Scheme, Step};

/// What a field wants instead of what was typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wants {
    /// Something: it is empty and must not be.
    Something,
    /// A key.
    Key,
    /// A key that is no reserved word.
    FreeKey,
    /// The name of a component.
    Name,
    /// A score.
    Score,
    /// A line.
    Line,
    /// What a conditional line asks.
    Asked,
    /// A weight.
    Weight,
    /// A ratio.
    Ratio,
    /// A whole number, at most 255.
    Small,
    /// A whole number.
    Count,
    /// Yes or no.
    YesNo,
    /// A tie step.
    Step,
    /// One of the words.
    Word,
    /// Exactly one of two.
    One,
}

/// A text that does not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slip {
    /// The node or item, for its page.
    pub at: String,
    /// The field of that page by dotted name; `value` for an item.
    pub field: String,
    /// What belongs there.
    pub wants: Wants,
}

impl Draft {
    /// Returns the scheme of that name as typed values, or `None` where there is no scheme. [`Scheme::check`] says whether it
    /// can be used.
    ///
    /// # Errors
    /// Every text that does not read.
    #[must_use]
    pub fn read(&self, of: &str) -> Option<Result<Scheme, Vec<Slip>>> {
        let node = self.get(of)?;
        let mut slips = Vec::new();
        look(node, &SCHEME, "", "", &mut slips);
        if !slips.is_empty() {
            return Some(Err(slips));
        }
        let typed = Typed { value: Source::Node(node), shape: Shape::Node(&SCHEME) };
        // Whatever the shapes let through and the types do not would stand at the scheme itself.
        let whole = |_| vec![Slip { at: String::new(), field: String::new(), wants: Wants::Something }];
        Some(Scheme::deserialize(typed).map_err(whole))
    }
}

/// Collects the texts of a node that do not read, those of small nodes included; `page` is the node whose page shows them,
/// `before` their prefix.
fn look(node: &Node, fields: &'static Fields, page: &str, before: &str, slips: &mut Vec<Slip>) {
    for field in fields.fields {
        let name = join(before, field.name);
        let mut slip = |wants| slips.push(Slip { at: page.to_owned(), field: name.clone(), wants });
        match (node.get(field.name), field.shape) {
            (None, Shape::List(_)) => {}
            (None, Shape::Node(inner)) if inner.name == "when" => slip(Wants::One),
            (None, _) if field.required => slip(Wants::Something),
            (None, _) => {}
            (Some(Value::Node(inner)), Shape::Node(fields)) if is_inline(fields) => {
                if fields.name == "when" && inner.0.len() != 1 {
                    slip(Wants::One);
                }
                look(inner, fields, page, &name, slips);
            }
            (Some(Value::Node(inner)), Shape::Node(fields)) => {
                look(inner, fields, &join(page, &name), "", slips);
            }
            (Some(Value::List(items)), Shape::List(shape)) => {
                for (index, item) in items.iter().enumerate() {
                    let at = join(&join(page, &name), index);
                    match (item, *shape) {
                        (Value::Node(inner), Shape::Node(fields)) => look(inner, fields, &at, "", slips),
                        (Value::Text(text), shape) => {
                            let wants = wrong(text, shape, fields.name);
                            slips.extend(wants.map(|wants| Slip { at, field: "value".to_owned(), wants }));
                        }
                        _ => {}
                    }
                }
            }
            (Some(Value::Text(text)), shape) => {
                if let Some(wants) = wrong(text, shape, fields.name) {
                    slip(wants);
                }
            }
            _ => slip(Wants::Something),
        }
    }
}

/// Returns what belongs in the field, or `None` where the text reads. Numbers of bands may be large, all others are small.
fn wrong(text: &str, shape: Shape, node: &str) -> Option<Wants> {
    let (reads, wants) = match shape {
        Shape::Text => (true, Wants::Something),
        Shape::Key => match text.parse::<Key>() {
            Err(KeyFault::Reserved) => (false, Wants::FreeKey),
            read => (read.is_ok(), Wants::Key),
        },
        Shape::Name => (text.split('.').all(|part| !part.is_empty()), Wants::Name),
        Shape::Score => (text.parse::<Score>().is_ok(), Wants::Score),
        Shape::Line => (text == "decided" || text.parse::<Score>().is_ok(), Wants::Line),
        Shape::Weight => (text.parse::<Weight>().is_ok(), Wants::Weight),
        Shape::Ratio => (text.parse::<Ratio>().is_ok(), Wants::Ratio),
        Shape::Count if node == "band" => (text.parse::<u32>().is_ok(), Wants::Count),
        Shape::Count => (text.parse::<u8>().is_ok(), Wants::Small),
        Shape::YesNo => (matches!(text, "true" | "false"), Wants::YesNo),
        Shape::Step => (text.parse::<Step>().is_ok(), Wants::Step),
        Shape::Word(words) => (words.contains(&text), Wants::Word),
        Shape::Node(_) | Shape::List(_) => {
            let word = matches!(text, "room_mean" | "decided");
            (word || text.parse::<Score>().is_ok(), Wants::Asked)
        }
    };
    (!reads).then_some(wants)
}

/// A part of the tree with the shape it must have, as serde reads it.
#[derive(Clone, Copy)]
struct Typed<'a> {
    value: Source<'a>,
    shape: Shape,
}

#[derive(Clone, Copy)]
enum Source<'a> {
    Text(&'a str),
    List(&'a [Value]),
    Node(&'a Node),
}

impl<'a> Typed<'a> {
    const fn of(value: &'a Value, shape: Shape) -> Self {
        let value = match value {
            Value::Text(text) => Source::Text(text.as_str()),
            Value::List(items) => Source::List(items.as_slice()),
            Value::Node(node) => Source::Node(node),
        };
        Self { value, shape }
    }

    /// Returns the filled fields; a list that must be there and is not is empty.
    fn entries(node: &'a Node, fields: &'static Fields) -> impl Iterator<Item = (&'static str, Self)> {
        fields.fields.iter().filter_map(|field| {
            let missing = matches!(field.shape, Shape::List(_)) && field.required;
            let empty = || missing.then_some(Typed { value: Source::List(&[]), shape: field.shape });
            let found = node.get(field.name).map(|value| Typed::of(value, field.shape));
            Some((field.name, found.or_else(empty)?))
        })
    }
}

impl<'de> Deserializer<'de> for Typed<'_> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match (self.value, self.shape) {
            (Source::Text(text), Shape::Count) => {
                visitor.visit_u64(text.parse().map_err(|_| error("a whole number"))?)
            }
            (Source::Text(text), Shape::YesNo) => visitor.visit_bool(text == "true"),
            (Source::Text(text), _) => visitor.visit_str(text),
            (Source::List(items), Shape::List(inner)) => {
                visitor.visit_seq(SeqDeserializer::new(items.iter().map(|item| Typed::of(item, *inner))))
            }
            (Source::Node(node), Shape::Node(fields)) => {
                visitor.visit_map(MapDeserializer::new(Typed::entries(node, fields)))
            }
            _ => Err(error("another shape")),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_some(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        match (self.value, self.shape) {
            (Source::Text(text), Shape::Node(fields)) if is_asked(fields) => {
                if matches!(text, "room_mean" | "decided") {
                    return text.into_deserializer().deserialize_enum(name, variants, visitor);
                }
                let line = Typed { value: Source::Text(text), shape: Shape::Score };
                visitor.visit_enum(MapAccessDeserializer::new(MapDeserializer::new(iter::once(("at", line)))))
            }
            (Source::Text(text), _) => text.into_deserializer().deserialize_enum(name, variants, visitor),
            (Source::Node(node), Shape::Node(fields)) => visitor
                .visit_enum(MapAccessDeserializer::new(MapDeserializer::new(Typed::entries(node, fields)))),
            _ => Err(error("another shape")),
        }
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct
        newtype_struct seq tuple tuple_struct map struct identifier ignored_any
    }
}

fn error(wanted: &str) -> Error {
    serde::de::Error::custom(wanted)
}

impl IntoDeserializer<'_, Error> for Typed<'_> {
    type Deserializer = Self;
    fn into_deserializer(self) -> Self {
        self
    }
}
