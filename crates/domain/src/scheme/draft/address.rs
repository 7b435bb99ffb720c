//! Addresses inside a scheme (`components.0.parts.1`), and the admission of trees that come from outside.

use super::change::{LIMIT, Unfit};
use super::value::{Node, Value};
use crate::scheme::fields::{ASKED, Fields, SCHEME, Shape};

/// What may stand at an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spot {
    /// A node with these fields.
    Node(&'static Fields),
    /// A list of these.
    List(&'static Shape),
    /// An item of a list of texts: a tie step, the name of a component, a key.
    Item(&'static Shape),
}

pub(super) fn segments(at: &str) -> impl Iterator<Item = &str> {
    at.split('.').filter(|step| !step.is_empty())
}

/// Returns true for the one node that is typed as a single text: what a conditional line asks.
pub(super) fn is_asked(fields: &'static Fields) -> bool {
    core::ptr::eq(fields, &raw const ASKED)
}

/// Returns what may stand at an address, or `None` where no scheme has such a place. The empty address is the scheme itself.
#[must_use]
pub fn spot(at: &str) -> Option<Spot> {
    let mut here = Spot::Node(&SCHEME);
    for step in segments(at) {
        here = match here {
            Spot::Node(fields) => match fields.get(step)?.shape {
                Shape::Node(inner) if !is_asked(inner) => Spot::Node(inner),
                Shape::List(inner) => Spot::List(inner),
                _ => return None,
            },
            Spot::List(inner) => {
                step.parse::<u16>().ok()?;
                match inner {
                    Shape::Node(fields) => Spot::Node(fields),
                    _ => Spot::Item(inner),
                }
            }
            Spot::Item(_) => return None,
        };
    }
    Some(here)
}

/// Returns the address one step further down.
#[must_use]
pub fn join(at: &str, step: impl core::fmt::Display) -> String {
    if at.is_empty() { step.to_string() } else { format!("{at}.{step}") }
}

/// Returns the address one step up, and the step.
#[must_use]
pub fn parent(at: &str) -> (&str, &str) {
    at.rsplit_once('.').unwrap_or(("", at))
}

pub(super) fn admit_scheme(value: Value) -> Result<Node, Unfit> {
    match value {
        Value::Node(node) => admit_node(node, &SCHEME),
        Value::Text(_) | Value::List(_) => Err(Unfit::Place),
    }
}

fn admit_node(node: Node, fields: &'static Fields) -> Result<Node, Unfit> {
    let mut kept = Node::default();
    for (name, value) in node.0 {
        let field = fields.get(&name).ok_or(Unfit::Field)?;
        let value = admit(value, field.shape)?;
        if !value.is_blank() {
            kept.0.insert(name, value);
        }
    }
    Ok(kept)
}

fn admit(value: Value, shape: Shape) -> Result<Value, Unfit> {
    match (value, shape) {
        // `{ at = 80 }` is typed as `80`, the two words as they are.
        (Value::Node(node), Shape::Node(fields)) if is_asked(fields) => {
            Ok(Value::Text(node.text("at").to_owned()))
        }
        (Value::Text(text), Shape::Node(fields)) if is_asked(fields) => admit_text(text),
        (Value::Node(node), Shape::Node(fields)) => Ok(Value::Node(admit_node(node, fields)?)),
        (Value::List(items), Shape::List(inner)) => {
            let items: Result<Vec<Value>, Unfit> =
                items.into_iter().map(|item| admit(item, *inner)).collect();
            Ok(Value::List(items?))
        }
        // Nothing where a list or node could stand.
        (Value::Text(text), Shape::List(_) | Shape::Node(_)) if text.is_empty() => Ok(Value::Text(text)),
        (Value::Text(_), Shape::List(_) | Shape::Node(_)) | (Value::Node(_) | Value::List(_), _) => {
            Err(Unfit::Place)
        }
        (Value::Text(text), _) => admit_text(text),
    }
}

fn admit_text(text: String) -> Result<Value, Unfit> {
    if text.chars().count() > LIMIT { Err(Unfit::TooMuch) } else { Ok(Value::Text(text)) }
}
