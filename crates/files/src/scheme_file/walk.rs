//! A tree against the known fields: every unknown name with the nearest known one, every missing field, every value of
//! the wrong shape, each at its line.

use super::tree::{Node, Tree};
use crate::fault::clip;
use crate::{At, Code, Expected, Fault, nearest};
use domain::number::{Score, Weight};
use domain::scheme::fields::{ASKED, Field, Fields, Shape};
use domain::scheme::{Key, Ratio, Step};
use std::cmp::Ordering;

/// Words that a conditional line may ask instead of a table.
const ASKED_WORDS: &[&str] = &["room_mean", "decided"];
/// The word for a line set after marking.
const DECIDED: &str = "decided";

/// Most faults that are listed.
const LIMIT: usize = 1_000;

/// Faults of one document: the first of them, and how many there are.
pub(super) struct Faults {
    file: String,
    list: Vec<Fault>,
    count: usize,
}

impl Faults {
    pub(super) fn new(file: &str) -> Self {
        Self { file: file.to_owned(), list: Vec::new(), count: 0 }
    }

    pub(super) fn file(&self) -> &str {
        &self.file
    }

    pub(super) fn len(&self) -> usize {
        self.count
    }

    pub(super) fn is_empty(&self) -> bool {
        self.count == 0
    }

    pub(super) fn add(&mut self, at: Option<At>, name: Option<&str>, code: Code) {
        self.count += 1;
        let code = match self.count.cmp(&(LIMIT + 1)) {
            Ordering::Less => code,
            Ordering::Equal => Code::TooManyFaults { limit: u64::try_from(LIMIT).unwrap_or(u64::MAX) },
            Ordering::Greater => return,
        };
        self.list.push(Fault { file: self.file.clone(), at, column: name.map(str::to_owned), code });
    }

    /// All of them, or the first and that there are more.
    pub(super) fn all(self) -> Vec<Fault> {
        self.list
    }

    /// What was read, if nothing is wrong with it.
    pub(super) fn or<T>(self, read: T) -> Result<T, Vec<Fault>> {
        if self.list.is_empty() { Ok(read) } else { Err(self.list) }
    }

    /// A table of known fields.
    pub(super) fn node(&mut self, node: &Node, fields: &Fields) {
        let Some(entries) = node.table() else { return self.wrong(node, fields.name, Expected::Table) };
        for entry in entries {
            match fields.get(&entry.key) {
                Some(field) => self.field(&entry.node, field),
                None => {
                    let nearest =
                        nearest(&entry.key, fields.fields.iter().map(|field| field.name)).map(str::to_owned);
                    self.add(
                        entry.at,
                        Some(fields.name),
                        Code::UnknownKey { found: clip(&entry.key), nearest },
                    );
                }
            }
        }
        for field in fields.fields.iter().filter(|field| field.required && node.get(field.name).is_none()) {
            self.add(node.at, Some(fields.name), Code::MissingKey { name: field.name.to_owned() });
        }
    }

    fn field(&mut self, node: &Node, field: &Field) {
        let absent = matches!(node.tree, Tree::Nothing) && !field.required && node.at.is_none();
        if !absent {
            self.shape(node, field.name, &field.shape);
        }
    }

    fn shape(&mut self, node: &Node, name: &str, shape: &Shape) {
        match shape {
            Shape::Node(fields) => self.inner(node, fields),
            Shape::List(of) => self.list(node, name, of),
            Shape::Word(words) => self.word(node, name, words),
            Shape::YesNo if matches!(node.tree, Tree::YesNo(_)) => {}
            Shape::YesNo => self.wrong(node, name, Expected::YesNo),
            Shape::Count => self.require(
                node,
                name,
                matches!(node.tree, Tree::Whole(number) if u32::try_from(number).is_ok()),
                Expected::Count,
            ),
            Shape::Text => {
                self.require(node, name, matches!(node.tree, Tree::Text(_) | Tree::Date(_)), Expected::Text);
            }
            Shape::Name => self.require(
                node,
                name,
                matches!(&node.tree, Tree::Text(text) if !text.is_empty()),
                Expected::Name,
            ),
            Shape::Key => self.require(
                node,
                name,
                matches!(&node.tree, Tree::Text(text) if text.parse::<Key>().is_ok()),
                Expected::Key,
            ),
            Shape::Step => self.require(
                node,
                name,
                matches!(&node.tree, Tree::Text(text) if text.parse::<Step>().is_ok()),
                Expected::Step,
            ),
            Shape::Ratio => self.require(
                node,
                name,
                matches!(&node.tree, Tree::Text(text) if text.parse::<Ratio>().is_ok()),
                Expected::Ratio,
            ),
            Shape::Score => self.require(node, name, reads::<Score>(node), Expected::Score),
            Shape::Weight => self.require(node, name, reads::<Weight>(node), Expected::Weight),
            Shape::Line => {
                let decided = matches!(&node.tree, Tree::Text(text) if text == DECIDED);
                self.require(node, name, decided || reads::<Score>(node), Expected::Line);
            }
        }
    }

    /// A table inside; a conditional line may be a word instead.
    fn inner(&mut self, node: &Node, fields: &'static Fields) {
        let word = matches!(&node.tree, Tree::Text(text) if ASKED_WORDS.contains(&text.as_str()));
        if !(word && std::ptr::eq(fields, &raw const ASKED)) {
            self.node(node, fields);
        }
    }

    fn list(&mut self, node: &Node, name: &str, of: &Shape) {
        match &node.tree {
            Tree::List(nodes) => nodes.iter().for_each(|node| self.shape(node, name, of)),
            _ => self.wrong(node, name, Expected::List),
        }
    }

    fn word(&mut self, node: &Node, name: &str, words: &[&'static str]) {
        match &node.tree {
            Tree::Text(text) if words.contains(&text.as_str()) => {}
            Tree::Text(text) => {
                let nearest = nearest(text, words.iter().copied()).map(str::to_owned);
                self.add(node.at, Some(name), Code::UnknownWord { found: clip(text), nearest });
            }
            _ => self.wrong(node, name, Expected::Text),
        }
    }

    fn require(&mut self, node: &Node, name: &str, fits: bool, expected: Expected) {
        if !fits {
            self.wrong(node, name, expected);
        }
    }

    fn wrong(&mut self, node: &Node, name: &str, expected: Expected) {
        self.add(node.at, Some(name), Code::Syntax { expected });
    }
}

fn reads<T: std::str::FromStr>(node: &Node) -> bool {
    node.written().is_some_and(|text| text.parse::<T>().is_ok())
}
