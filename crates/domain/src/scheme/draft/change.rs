//! The changes an officer can make: each small, each at one address.

use std::collections::BTreeMap;

use super::Draft;
use super::address::{Spot, join, parent, segments, spot};
use super::plain::leaves;
use super::value::{Node, Value};
use crate::scheme::fields::Shape;

/// Longest text, in characters.
pub const LIMIT: usize = 200;
/// Most texts, lists and nodes of a draft.
pub const LEAVES: usize = 4_000;
/// Longest name of a scheme, in characters.
const NAME: usize = 60;

/// One change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// Texts of a node by dotted name, or of a list item by `value`; an empty text clears. What is not named stays.
    Set {
        /// The node or item.
        at: String,
        /// The texts.
        values: BTreeMap<String, String>,
    },
    /// A new item at the end of a list; `first` is its key, or the text itself. Fields that are known with it stand beside.
    Add {
        /// The list.
        list: String,
        /// Its naming text, may be empty for a node.
        first: String,
        /// What people call it; empty for none.
        name: String,
    },
    /// An item one place up or down.
    Move {
        /// The item.
        at: String,
        /// True: before the one above it.
        up: bool,
    },
    /// A list item, or a node that may be left out, goes; at the empty address the scheme itself.
    Remove {
        /// What goes.
        at: String,
    },
    /// Another scheme in its place: a template, or an empty one.
    Begin {
        /// The scheme.
        with: Node,
    },
}

/// Why a change cannot be made. The pages' own forms cause only the last of these, a text or a draft that is too long.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unfit {
    /// No scheme has such a place, or nothing stands there any more.
    #[error("no such place")]
    Place,
    /// The node has no such field.
    #[error("no such field")]
    Field,
    /// A text or the whole is too long.
    #[error("too long")]
    TooMuch,
}

impl Draft {
    /// Makes one change in the scheme of that name (the empty name is the posting's own); gives the address to look at next.
    ///
    /// # Errors
    /// [`Unfit`]; nothing is changed then.
    pub fn apply(&mut self, of: &str, change: &Change) -> Result<String, Unfit> {
        let mut next = self.clone();
        let place = match change {
            Change::Set { at, values } => next.set(of, at, values)?,
            Change::Add { list, first, name } => next.add(of, list, first, name)?,
            Change::Move { at, up } => next.shift(of, at, *up)?,
            Change::Remove { at } => next.remove(of, at)?,
            Change::Begin { with } => next.start(of, with.clone())?,
        };
        if next.leaves() > LEAVES {
            return Err(Unfit::TooMuch);
        }
        *self = next;
        Ok(place)
    }

    fn root(&mut self, of: &str) -> Result<&mut Node, Unfit> {
        let root = if of.is_empty() { self.scheme.as_mut() } else { self.schemes.get_mut(of) };
        root.ok_or(Unfit::Place)
    }

    /// Returns the node at an address. Nodes that may be left out are made on the way; list items are not.
    fn make(&mut self, of: &str, at: &str) -> Result<&mut Node, Unfit> {
        let mut here = self.root(of)?;
        let mut walked = String::new();
        let mut steps = segments(at);
        while let Some(step) = steps.next() {
            walked = join(&walked, step);
            let next = match spot(&walked).ok_or(Unfit::Place)? {
                Spot::Node(_) => {
                    here.0.entry(step.to_owned()).or_insert_with(|| Value::Node(Node::default()))
                }
                Spot::List(_) => {
                    let index = steps.next().ok_or(Unfit::Place)?;
                    walked = join(&walked, index);
                    here.0.get_mut(step).and_then(|list| list.step_mut(index)).ok_or(Unfit::Place)?
                }
                Spot::Item(_) => return Err(Unfit::Place),
            };
            match next {
                Value::Node(node) => here = node,
                Value::Text(_) | Value::List(_) => return Err(Unfit::Place),
            }
        }
        Ok(here)
    }

    fn set(&mut self, of: &str, at: &str, values: &BTreeMap<String, String>) -> Result<String, Unfit> {
        match spot(at).ok_or(Unfit::Place)? {
            Spot::Node(fields) => {
                let known = leaves(fields);
                let node = self.make(of, at)?;
                for (name, text) in values {
                    let leaf = known.iter().find(|leaf| leaf.name == *name).ok_or(Unfit::Field)?;
                    let text = if leaf.field.shape == Shape::Text { line(text)? } else { clean(text)? };
                    node.set(name, &text);
                }
            }
            Spot::Item(_) => {
                let (list, index) = parent(at);
                let text = clean(values.get("value").ok_or(Unfit::Field)?)?;
                let items = self.list(of, list)?;
                let item = index.parse::<usize>().ok().and_then(|index| items.get_mut(index));
                *item.ok_or(Unfit::Place)? = Value::Text(text);
            }
            Spot::List(_) => return Err(Unfit::Place),
        }
        Ok(at.to_owned())
    }

    /// Returns the items of a list; an absent list is made.
    fn list(&mut self, of: &str, at: &str) -> Result<&mut Vec<Value>, Unfit> {
        if !matches!(spot(at), Some(Spot::List(_))) {
            return Err(Unfit::Place);
        }
        let (above, name) = parent(at);
        let node = self.make(of, above)?;
        match node.0.entry(name.to_owned()).or_insert_with(|| Value::List(Vec::new())) {
            Value::List(items) => Ok(items),
            Value::Text(_) | Value::Node(_) => Err(Unfit::Place),
        }
    }

    fn add(&mut self, of: &str, list: &str, first: &str, name: &str) -> Result<String, Unfit> {
        let Some(Spot::List(shape)) = spot(list) else { return Err(Unfit::Place) };
        let (first, name) = (clean(first)?, line(name)?);
        let item = match shape {
            Shape::Node(fields) => {
                let mut node = Node::default();
                if let Some(naming) = ["key", "to", "of"].into_iter().find(|name| fields.get(name).is_some())
                {
                    node.set(naming, &first);
                }
                if fields.get("name").is_some() {
                    node.set("name", &name);
                }
                Value::Node(node)
            }
            _ if first.is_empty() => return Err(Unfit::Field),
            _ => Value::Text(first),
        };
        let items = self.list(of, list)?;
        items.push(item);
        Ok(join(list, items.len().saturating_sub(1)))
    }

    fn shift(&mut self, of: &str, at: &str, up: bool) -> Result<String, Unfit> {
        let (list, index) = parent(at);
        let items = self.list(of, list)?;
        let from: usize = index.parse().map_err(|_| Unfit::Place)?;
        let to = if up { from.checked_sub(1) } else { from.checked_add(1) };
        match to.filter(|to| *to < items.len() && from < items.len()) {
            Some(to) => {
                items.swap(from, to);
                Ok(join(list, to))
            }
            None if from < items.len() => Ok(at.to_owned()),
            None => Err(Unfit::Place),
        }
    }

    fn remove(&mut self, of: &str, at: &str) -> Result<String, Unfit> {
        if at.is_empty() {
            let gone = if of.is_empty() { self.scheme.take() } else { self.schemes.remove(of) };
            return gone.map(|_| String::new()).ok_or(Unfit::Place);
        }
        let (above, last) = parent(at);
        match spot(above) {
            Some(Spot::List(_)) => {
                let index: usize = last.parse().map_err(|_| Unfit::Place)?;
                let items = self.list(of, above)?;
                if index >= items.len() {
                    return Err(Unfit::Place);
                }
                items.remove(index);
                let (holder, name) = parent(above);
                if items.is_empty() {
                    self.make(of, holder)?.0.remove(name);
                }
                Ok(holder.to_owned())
            }
            Some(Spot::Node(fields)) if fields.get(last).is_some() => {
                self.make(of, above)?.0.remove(last).ok_or(Unfit::Place)?;
                Ok(above.to_owned())
            }
            _ => Err(Unfit::Place),
        }
    }

    fn start(&mut self, of: &str, with: Node) -> Result<String, Unfit> {
        if of.is_empty() {
            self.scheme = Some(with);
        } else {
            let name = line(of)?;
            if name != of || name.chars().count() > NAME {
                return Err(Unfit::TooMuch);
            }
            self.schemes.insert(name, with);
        }
        Ok(String::new())
    }
}

/// Returns the text as one line without blanks at its ends; words that people write for people keep their full-width signs.
fn line(text: &str) -> Result<String, Unfit> {
    let text: String = text.trim().chars().filter(|c| !c.is_control()).collect();
    if text.chars().count() > LIMIT { Err(Unfit::TooMuch) } else { Ok(text) }
}

/// Returns the text as one line with half-width figures, letters and signs, for keys, numbers and ratios.
fn clean(text: &str) -> Result<String, Unfit> {
    line(&crate::typed::fold(text))
}
