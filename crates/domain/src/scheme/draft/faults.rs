//! Everything that keeps a draft from being saved, each at the node whose page can mend it.

use super::Draft;
use super::address::{Spot, join, spot};
use super::plain::leaves;
use super::read::Wants;
use super::value::{Node, Value};
use crate::scheme::What;
use crate::scheme::fields::{Fields, SCHEME, Shape};

/// Where something stands: a page and a field of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Where {
    /// The scheme's name; empty for the posting's own.
    pub of: String,
    /// The node or item.
    pub at: String,
    /// The field by dotted name, a list's name, or empty for the node as a whole.
    pub field: String,
}

/// What is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// The text does not read.
    Slip(Wants),
    /// It reads, but the scheme would not compute, or should be looked at.
    Problem(What),
}

/// One fault or warning.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Where.
    pub place: Where,
    /// What.
    pub wrong: Wrong,
    /// True for a warning: it can be saved.
    pub warning: bool,
}

impl Draft {
    /// Returns every fault and warning of all its schemes, the posting's own first.
    #[must_use]
    pub fn faults(&self) -> Vec<Found> {
        self.names().into_iter().flat_map(|of| self.faults_of(of)).collect()
    }

    /// Returns every fault and warning of one scheme. While a text does not read, only such texts are reported.
    #[must_use]
    pub fn faults_of(&self, of: &str) -> Vec<Found> {
        let place = |at: String, field: String| Where { of: of.to_owned(), at, field };
        match self.read(of) {
            None => Vec::new(),
            Some(Err(slips)) => slips
                .into_iter()
                .map(|slip| Found {
                    place: place(slip.at, slip.field),
                    wrong: Wrong::Slip(slip.wants),
                    warning: false,
                })
                .collect(),
            Some(Ok(scheme)) => scheme
                .check()
                .into_iter()
                .map(|problem| {
                    let (at, field) = self.locate(of, &problem.at);
                    let warning = problem.is_warning();
                    Found { place: place(at, field), wrong: Wrong::Problem(problem.what), warning }
                })
                .collect(),
        }
    }

    /// Returns whether the draft can be saved: it has a scheme, and there are only warnings.
    #[must_use]
    pub fn is_usable(&self) -> bool {
        !self.names().is_empty() && self.faults().iter().all(|found| found.warning)
    }

    /// Returns the page and the field of a problem's path, in which list items are named by their key.
    #[must_use]
    pub fn locate(&self, of: &str, path: &str) -> (String, String) {
        let Some(root) = self.get(of) else { return (String::new(), String::new()) };
        let (mut node, mut fields, mut at) = (root, &SCHEME, String::new());
        let mut rest: Vec<&str> = path.split('.').collect();
        rest.reverse();
        while let Some(step) = rest.pop() {
            let dotted = || {
                let after = rest.iter().rev();
                core::iter::once(&step).chain(after).copied().collect::<Vec<_>>().join(".")
            };
            // A text of this page: the longest dotted name that is one.
            if let Some(leaf) = leaf(fields, &dotted()) {
                return (at, leaf);
            }
            let found = match fields.get(step).map(|field| field.shape) {
                Some(Shape::List(inner)) => {
                    let Some(item) = rest.pop() else { return (at, step.to_owned()) };
                    match item_of(node, step, item) {
                        Some((index, value)) => (join(&join(&at, step), index), value, Some(inner)),
                        None => return (at, step.to_owned()),
                    }
                }
                Some(_) => match node.get(step) {
                    Some(value) => (join(&at, step), value, None),
                    None => {
                        let page = join(&at, step);
                        return (page, String::new());
                    }
                },
                // A term of a composite is named without its list.
                None => match unnamed(node, fields, step) {
                    Some(found) => (join(&at, found.0), found.1, None),
                    None => return (at, String::new()),
                },
            };
            let (place, value, shape) = found;
            match (value, spot(&place)) {
                (Value::Node(inner), Some(Spot::Node(below))) => (node, fields) = (inner, below),
                _ if shape.is_some() => return (place, "value".to_owned()),
                _ => return (place, String::new()),
            }
            at = place;
        }
        (at, String::new())
    }
}

fn leaf(fields: &'static Fields, dotted: &str) -> Option<String> {
    let all = leaves(fields);
    let exact = all.iter().find(|leaf| leaf.name == dotted);
    // A small node as a whole stands for its first text.
    let first =
        || all.iter().find(|leaf| leaf.name.strip_prefix(dotted).is_some_and(|rest| rest.starts_with('.')));
    exact.or_else(first).map(|leaf| leaf.name.clone())
}

fn item_of<'a>(node: &'a Node, list: &str, name: &str) -> Option<(usize, &'a Value)> {
    let Some(Value::List(items)) = node.get(list) else { return None };
    let named = |item: &Value| item.node().is_some_and(|node| node.naming() == name);
    let at = items.iter().rposition(named).or_else(|| name.parse().ok())?;
    Some((at, items.get(at)?))
}

fn unnamed<'a>(node: &'a Node, fields: &Fields, name: &str) -> Option<(String, &'a Value)> {
    let lists = fields.fields.iter().filter(|field| matches!(field.shape, Shape::List(_)));
    lists
        .filter_map(|field| {
            let (at, item) = item_of(node, field.name, name)?;
            Some((join(field.name, at), item))
        })
        .next()
}
