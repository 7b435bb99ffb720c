//! A scheme while it is being written (规则草稿): a tree of typed-in texts, shaped by [`crate::scheme::fields`].
//!
//! Owns: the tree, the addresses of its nodes, the changes an officer can make, and the reading of it as a
//! [`Scheme`](crate::scheme::Scheme) with every fault at its node. Refuses: unknown names; a place or a field that no scheme
//! has cannot be written. A value that does not read yet is kept as typed, so that nothing an officer types is lost.

mod address;
mod change;
mod faults;
mod plain;
mod read;
mod slim;
mod template;
mod value;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

pub use address::{Spot, join, parent, spot};
pub use change::{Change, LEAVES, LIMIT, Unfit};
pub use faults::{Found, Where, Wrong};
pub use plain::{Leaf, branches, default_word, is_inline, leaves};
pub use read::{Slip, Wants};
pub use template::Template;
pub use value::{Node, Value};

#[cfg(test)]
mod tests;

/// The schemes of a posting as typed: its own (计分规则) and those that positions name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Raw")]
pub struct Draft {
    /// The posting's own.
    #[serde(skip_serializing_if = "Option::is_none")]
    scheme: Option<Node>,
    /// By name.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    schemes: BTreeMap<String, Node>,
}

/// As it comes from a row or from the wire: not looked at yet.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    #[serde(default)]
    scheme: Option<Value>,
    #[serde(default)]
    schemes: BTreeMap<String, Value>,
}

impl TryFrom<Raw> for Draft {
    type Error = Unfit;

    fn try_from(raw: Raw) -> Result<Self, Unfit> {
        let scheme = raw.scheme.map(address::admit_scheme).transpose()?;
        let admit = |(name, value)| Ok((name, address::admit_scheme(value)?));
        let schemes = raw.schemes.into_iter().map(admit).collect::<Result<_, Unfit>>()?;
        let draft = Self { scheme, schemes };
        if draft.leaves() > LEAVES { Err(Unfit::TooMuch) } else { Ok(draft) }
    }
}

impl Draft {
    /// Returns the scheme of that name; the empty name is the posting's own.
    #[must_use]
    pub fn get(&self, of: &str) -> Option<&Node> {
        if of.is_empty() { self.scheme.as_ref() } else { self.schemes.get(of) }
    }

    /// Returns the names of its schemes, the posting's own (the empty name) first.
    #[must_use]
    pub fn names(&self) -> Vec<&str> {
        let own = self.scheme.iter().map(|_| "");
        own.chain(self.schemes.keys().map(String::as_str)).collect()
    }

    /// Returns what stands at an address: a node, a list or a text.
    #[must_use]
    pub fn at(&self, of: &str, at: &str) -> Option<&Value> {
        let root = self.get(of)?;
        let mut steps = address::segments(at);
        let first = steps.next()?;
        let mut value = root.get(first)?;
        for step in steps {
            value = value.step(step)?;
        }
        Some(value)
    }

    /// Returns the node at an address; the empty address is the scheme itself.
    #[must_use]
    pub fn node(&self, of: &str, at: &str) -> Option<&Node> {
        if at.is_empty() { self.get(of) } else { self.at(of, at)?.node() }
    }

    /// Returns the items of the list at an address; the slice is empty where there is no list.
    #[must_use]
    pub fn items(&self, of: &str, at: &str) -> &[Value] {
        match self.at(of, at) {
            Some(Value::List(items)) => items,
            _ => &[],
        }
    }

    /// Texts in it.
    #[must_use]
    pub fn leaves(&self) -> usize {
        self.scheme.iter().chain(self.schemes.values()).map(Node::leaves).fold(0, usize::saturating_add)
    }
}
