//! A saved scheme as somebody would have typed it: whatever equals a default is left out.

use super::Draft;
use super::plain::{default_word, is_inline};
use super::value::{Node, Value};
use crate::scheme::fields::{Fields, SCHEME, Shape};

impl Draft {
    /// Returns the same schemes without the texts that only repeat a default, and without the nodes that are empty after that.
    #[must_use]
    pub fn slim(mut self) -> Self {
        for node in self.scheme.iter_mut().chain(self.schemes.values_mut()) {
            slim(node, &SCHEME);
        }
        self
    }
}

fn slim(node: &mut Node, fields: &'static Fields) {
    for field in fields.fields {
        let Some(value) = node.0.get_mut(field.name) else { continue };
        let idle = match (value, field.shape) {
            (Value::Text(text), _) => {
                !field.required && default_word(fields.name, field.name) == Some(text.as_str())
            }
            (Value::Node(inner), Shape::Node(below)) => {
                slim(inner, below);
                let usual = fields.name == "total" && field.name == "round";
                let usual = usual && inner.0.len() == 1 && inner.text("places") == "2";
                // An empty `adjustment` is kept: the node itself says that adjustment is possible.
                usual || (inner.is_empty() && (is_inline(below) || below.name != "adjustment"))
            }
            (Value::List(items), Shape::List(Shape::Node(below))) => {
                for item in items.iter_mut() {
                    if let Value::Node(inner) = item {
                        slim(inner, below);
                    }
                }
                items.is_empty()
            }
            _ => false,
        };
        if idle {
            node.0.remove(field.name);
        }
    }
}
