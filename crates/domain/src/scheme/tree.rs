//! The components of a scheme as a flat list with their column names, parents and the shortlist that opens them; lists and facts
//! with their places.

use super::{Component, Fact, Key, Scheme, Shortlist};
use crate::index::{FactAt, Index, Indexed, ListAt, NodeAt};

/// One component or part, in the order of writing, a parent after its parts.
#[derive(Clone, Debug)]
pub struct Node<'a> {
    /// The component.
    pub component: &'a Component,
    /// Its name in columns, sources and ladders: its key, or `part.of` where two keys clash.
    pub name: String,
    /// Where it stands: `components.written.parts.xingce`.
    pub path: String,
    /// Its parent.
    pub parent: Option<NodeAt>,
    /// Its parts.
    pub parts: Vec<NodeAt>,
    /// The shortlist without which this is not measured.
    pub opened_by: Option<ListAt>,
}

/// All nodes of a scheme.
#[derive(Clone, Debug)]
pub struct Walk<'a> {
    /// Parts before their parent.
    pub nodes: Indexed<NodeAt, Vec<Node<'a>>>,
    /// The components of the composite score.
    pub top: Vec<NodeAt>,
}

impl<'a> Walk<'a> {
    /// Walks a scheme.
    #[must_use]
    pub fn of(scheme: &'a Scheme) -> Self {
        let mut walk = Self { nodes: Indexed::default(), top: Vec::new() };
        for component in &scheme.components {
            let at = walk.add(component, "components", None);
            walk.top.push(at);
        }
        walk.name_clashes();
        walk.open(scheme);
        walk
    }

    fn add(&mut self, component: &'a Component, path: &str, of: Option<&str>) -> NodeAt {
        let path = format!("{path}.{}", component.key);
        let below = format!("{path}.parts");
        let parts: Vec<NodeAt> =
            component.parts.iter().map(|part| self.add(part, &below, Some(component.key.as_str()))).collect();
        // The long name stands here until it is known whether the short one is free.
        let name = of.map_or_else(|| component.key.to_string(), |of| format!("{}.{of}", component.key));
        let node = Node { component, name, path, parent: None, parts: parts.clone(), opened_by: None };
        let at = self.nodes.push(node);
        for part in parts {
            if let Some(node) = self.nodes.get_mut(part) {
                node.parent = Some(at);
            }
        }
        at
    }

    fn name_clashes(&mut self) {
        let keys: Vec<&str> = self.nodes.iter().map(|node| node.component.key.as_str()).collect();
        let alone: Vec<bool> =
            keys.iter().map(|key| keys.iter().filter(|other| *other == key).count() == 1).collect();
        for (node, alone) in self.nodes.iter_mut().zip(alone) {
            if alone {
                node.name = node.component.key.to_string();
            }
        }
    }

    fn open(&mut self, scheme: &Scheme) {
        for (at, list) in scheme.lists() {
            let own = self.find(list.to.as_str()).filter(|node| self.top.contains(node));
            let named = list.opens.iter().filter_map(|name| self.find(name));
            let opened: Vec<NodeAt> = own.into_iter().chain(named).collect();
            for node in opened {
                self.open_below(node, at);
            }
        }
    }

    fn open_below(&mut self, at: NodeAt, list: ListAt) {
        let Some(node) = self.nodes.get_mut(at) else { return };
        node.opened_by = Some(node.opened_by.map_or(list, |before| before.max(list)));
        for part in node.parts.clone() {
            self.open_below(part, list);
        }
    }

    /// The node of that name; `part.of` is understood everywhere.
    #[must_use]
    pub fn find(&self, name: &str) -> Option<NodeAt> {
        let direct = self.nodes.find(|node| node.name == name);
        direct.or_else(|| {
            let (part, of) = name.split_once('.')?;
            self.nodes.find(|node| {
                let parent = node.parent.and_then(|at| self.nodes.get(at));
                node.component.key.as_str() == part && parent.is_some_and(|p| p.component.key.as_str() == of)
            })
        })
    }

    /// The latest shortlist that must exist before the node has a value.
    #[must_use]
    pub fn needs(&self, at: NodeAt) -> Option<ListAt> {
        let node = self.nodes.get(at)?;
        let below = node.parts.iter().filter_map(|part| self.needs(*part)).max();
        node.opened_by.max(below)
    }
}

/// Lists and facts with their places.
impl Scheme {
    /// Returns the shortlists in the order of the chain.
    pub fn lists(&self) -> impl ExactSizeIterator<Item = (ListAt, &Shortlist)> + DoubleEndedIterator + Clone {
        self.shortlists.iter().enumerate().map(|(place, list)| (ListAt::of(place), list))
    }

    /// Returns a shortlist, or `None` where the chain is shorter.
    #[must_use]
    pub fn list(&self, at: ListAt) -> Option<&Shortlist> {
        self.shortlists.get(at.place())
    }

    /// Returns the shortlist with that key and its place in the chain.
    #[must_use]
    pub fn list_to(&self, key: &str) -> Option<(ListAt, &Shortlist)> {
        self.lists().find(|(_, list)| list.to == *key)
    }

    /// Returns the fact with that key and its place among the facts.
    pub(crate) fn fact(&self, key: &Key) -> Option<(FactAt, &Fact)> {
        let place = self.facts.iter().position(|fact| fact.key == *key)?;
        Some((FactAt::of(place), self.facts.get(place)?))
    }
}
