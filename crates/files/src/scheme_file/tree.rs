//! A document as a tree that remembers where each value stands, whatever language it was written in.

use crate::At;
use serde_json::{Map, Value};

/// One value.
#[derive(Clone, Debug)]
pub(super) struct Node {
    /// Where it stands; JSON does not tell.
    pub at: Option<At>,
    /// What it is.
    pub tree: Tree,
}

/// Kinds of values.
#[derive(Clone, Debug)]
pub(super) enum Tree {
    Text(String),
    Whole(i64),
    /// A decimal number by its digits.
    Decimal(String),
    YesNo(bool),
    /// A date by its text.
    Date(String),
    List(Vec<Node>),
    Table(Vec<Entry>),
    /// JSON's null.
    Nothing,
    /// A JSON number that is not whole: its digits are lost, so it is no value.
    Inexact,
}

/// One field of a table.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub key: String,
    /// Where the key stands.
    pub at: Option<At>,
    pub node: Node,
}

impl Node {
    /// The fields, if it is a table.
    pub(super) fn table(&self) -> Option<&[Entry]> {
        match &self.tree {
            Tree::Table(entries) => Some(entries),
            _ => None,
        }
    }

    /// The field of that name.
    pub(super) fn get(&self, key: &str) -> Option<&Node> {
        self.table()?.iter().find(|entry| entry.key == key).map(|entry| &entry.node)
    }

    /// The text or digits, if it is a text or a number.
    pub(super) fn written(&self) -> Option<String> {
        match &self.tree {
            Tree::Text(text) | Tree::Decimal(text) => Some(text.clone()),
            Tree::Whole(number) => Some(number.to_string()),
            _ => None,
        }
    }

    /// As JSON, decimals and dates as texts.
    pub(super) fn json(&self) -> Value {
        match &self.tree {
            Tree::Text(text) | Tree::Decimal(text) | Tree::Date(text) => Value::String(text.clone()),
            Tree::Whole(number) => Value::from(*number),
            Tree::YesNo(yes) => Value::Bool(*yes),
            Tree::List(nodes) => Value::Array(nodes.iter().map(Node::json).collect()),
            Tree::Table(entries) => Value::Object(
                entries.iter().map(|entry| (entry.key.clone(), entry.node.json())).collect::<Map<_, _>>(),
            ),
            Tree::Nothing | Tree::Inexact => Value::Null,
        }
    }

    /// Where the node of a path such as `components.written.parts.essay.weight` stands: the deepest part that is there.
    /// Elements of lists are named by their `key`, `to` or `of`, or by their number from nought.
    pub(super) fn find(&self, path: &str) -> Option<At> {
        let mut node = self;
        let mut at = self.at;
        for segment in path.split('.') {
            let Some(next) = node.child(segment) else { break };
            node = next;
            at = node.at.or(at);
        }
        at
    }

    fn child(&self, segment: &str) -> Option<&Node> {
        match &self.tree {
            Tree::Table(_) => self.get(segment),
            Tree::List(nodes) => {
                let names = |node: &&Node| {
                    ["key", "to", "of"].iter().any(|name| {
                        node.get(name).and_then(Node::written).is_some_and(|word| word == segment)
                    })
                };
                nodes.iter().find(names).or_else(|| nodes.get(segment.parse::<usize>().ok()?))
            }
            _ => None,
        }
    }
}
