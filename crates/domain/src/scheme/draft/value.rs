//! The tree itself: texts, lists, nodes. Any JSON without floats reads as one; numbers and truth values become texts.

use core::fmt;
use std::collections::BTreeMap;

use serde::de::{self, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};

/// A value as typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Value {
    /// A text, also for numbers and choices.
    Text(String),
    /// A list.
    List(Vec<Value>),
    /// A node.
    Node(Node),
}

/// A node: its filled fields by name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Node(pub(super) BTreeMap<String, Value>);

impl Node {
    /// Returns the field of that name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.0.get(name)
    }

    /// Returns the text of a dotted name such as `round.value.places`; the text is empty where nothing is filled in.
    #[must_use]
    pub fn text(&self, name: &str) -> &str {
        let (first, rest) = name.split_once('.').unwrap_or((name, ""));
        match (self.0.get(first), rest) {
            (Some(Value::Text(text)), "") => text,
            (Some(Value::Node(node)), rest) if !rest.is_empty() => node.text(rest),
            _ => "",
        }
    }

    /// Returns the text that names the node among its siblings: its `key`, `to` or `of`.
    #[must_use]
    pub fn naming(&self) -> &str {
        ["key", "to", "of"]
            .into_iter()
            .map(|name| self.text(name))
            .find(|text| !text.is_empty())
            .unwrap_or("")
    }

    /// Returns whether nothing is filled.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn leaves(&self) -> usize {
        self.0.values().map(Value::leaves).fold(0, usize::saturating_add)
    }

    /// Sets or, with an empty text, clears a dotted name; empty nodes in between go with their last text.
    pub(super) fn set(&mut self, name: &str, text: &str) {
        let Some((first, rest)) = name.split_once('.') else {
            if text.is_empty() {
                self.0.remove(name);
            } else {
                self.0.insert(name.to_owned(), Value::Text(text.to_owned()));
            }
            return;
        };
        let entry = self.0.entry(first.to_owned()).or_insert_with(|| Value::Node(Self::default()));
        if !matches!(entry, Value::Node(_)) {
            *entry = Value::Node(Self::default());
        }
        if let Value::Node(inner) = entry {
            inner.set(rest, text);
            if inner.is_empty() {
                self.0.remove(first);
            }
        }
    }
}

impl Value {
    /// Returns the node, if it is one.
    #[must_use]
    pub const fn node(&self) -> Option<&Node> {
        match self {
            Self::Node(node) => Some(node),
            Self::Text(_) | Self::List(_) => None,
        }
    }

    /// Returns the text; it is empty where the value is a list or a node.
    #[must_use]
    pub fn text(&self) -> &str {
        match self {
            Self::Text(text) => text,
            Self::List(_) | Self::Node(_) => "",
        }
    }

    pub(super) fn step(&self, step: &str) -> Option<&Self> {
        match self {
            Self::Node(node) => node.get(step),
            Self::List(items) => items.get(step.parse::<usize>().ok()?),
            Self::Text(_) => None,
        }
    }

    pub(super) fn step_mut(&mut self, step: &str) -> Option<&mut Self> {
        match self {
            Self::Node(node) => node.0.get_mut(step),
            Self::List(items) => items.get_mut(step.parse::<usize>().ok()?),
            Self::Text(_) => None,
        }
    }

    fn leaves(&self) -> usize {
        match self {
            Self::Text(_) => 1,
            Self::List(items) => items.iter().map(Self::leaves).fold(1, usize::saturating_add),
            Self::Node(node) => node.leaves().saturating_add(1),
        }
    }

    /// Nothing that would have to be written.
    pub(super) fn is_blank(&self) -> bool {
        match self {
            Self::Text(text) => text.is_empty(),
            Self::List(items) => items.is_empty(),
            Self::Node(_) => false,
        }
    }
}

struct Reader;

impl<'de> Visitor<'de> for Reader {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text, a whole number, a truth value, a list or a node")
    }
    fn visit_str<E: de::Error>(self, text: &str) -> Result<Value, E> {
        Ok(Value::Text(text.to_owned()))
    }
    fn visit_u64<E: de::Error>(self, number: u64) -> Result<Value, E> {
        Ok(Value::Text(number.to_string()))
    }
    fn visit_i64<E: de::Error>(self, number: i64) -> Result<Value, E> {
        Ok(Value::Text(number.to_string()))
    }
    fn visit_bool<E: de::Error>(self, yes: bool) -> Result<Value, E> {
        Ok(Value::Text(yes.to_string()))
    }
    fn visit_unit<E: de::Error>(self) -> Result<Value, E> {
        Ok(Value::Text(String::new()))
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(Value::List(list))
    }
    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Value, A::Error> {
        let mut node = BTreeMap::new();
        while let Some((name, value)) = entries.next_entry::<String, Value>()? {
            if !value.is_blank() {
                node.insert(name, value);
            }
        }
        Ok(Value::Node(Node(node)))
    }
}

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(Reader)
    }
}
