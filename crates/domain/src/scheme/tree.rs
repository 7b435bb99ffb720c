//! The components of a scheme as a flat list with their column names, parents and the shortlist that opens them.

use super::{Component, Scheme};

/// One component or part, in the order of writing, a parent after its parts.
#[derive(Clone, Debug)]
pub struct Node<'a> {
    /// The component.
    pub component: &'a Component,
    /// Its name in columns, sources and ladders: its key, or `part.of` where two keys clash.
    pub name: String,
    /// Where it stands: `components.written.parts.xingce`.
    pub path: String,
    /// Its parent's place in the list.
    pub parent: Option<usize>,
    /// Its parts' places in the list.
    pub parts: Vec<usize>,
    /// The shortlist (its place in the chain) without which this is not measured.
    pub opened_by: Option<usize>,
}

/// All nodes of a scheme.
#[derive(Clone, Debug)]
pub struct Walk<'a> {
    /// Parts before their parent.
    pub nodes: Vec<Node<'a>>,
    /// The places of the components of the composite score.
    pub top: Vec<usize>,
}

impl<'a> Walk<'a> {
    /// Walks a scheme.
    #[must_use]
    pub fn of(scheme: &'a Scheme) -> Self {
        let mut walk = Self { nodes: Vec::new(), top: Vec::new() };
        for component in &scheme.components {
            let at = walk.add(component, "components", None);
            walk.top.push(at);
        }
        walk.name_clashes();
        walk.open(scheme);
        walk
    }

    fn add(&mut self, component: &'a Component, path: &str, of: Option<&str>) -> usize {
        let path = format!("{path}.{}", component.key);
        let below = format!("{path}.parts");
        let parts: Vec<usize> =
            component.parts.iter().map(|part| self.add(part, &below, Some(component.key.as_str()))).collect();
        let at = self.nodes.len();
        for part in &parts {
            if let Some(node) = self.nodes.get_mut(*part) {
                node.parent = Some(at);
            }
        }
        // The long name stands here until it is known whether the short one is free.
        let name = of.map_or_else(|| component.key.to_string(), |of| format!("{}.{of}", component.key));
        self.nodes.push(Node { component, name, path, parent: None, parts, opened_by: None });
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
        for (stage, list) in scheme.shortlists.iter().enumerate() {
            let own = self.find(list.to.as_str()).filter(|at| self.top.contains(at));
            let named = list.opens.iter().filter_map(|name| self.find(name));
            let opened: Vec<usize> = own.into_iter().chain(named).collect();
            for at in opened {
                self.open_below(at, stage);
            }
        }
    }

    fn open_below(&mut self, at: usize, stage: usize) {
        let Some(node) = self.nodes.get_mut(at) else { return };
        node.opened_by = Some(node.opened_by.map_or(stage, |before| before.max(stage)));
        for part in node.parts.clone() {
            self.open_below(part, stage);
        }
    }

    /// The place of the node of that name; `part.of` is understood everywhere.
    #[must_use]
    pub fn find(&self, name: &str) -> Option<usize> {
        let direct = self.nodes.iter().position(|node| node.name == name);
        direct.or_else(|| {
            let (part, of) = name.split_once('.')?;
            self.nodes.iter().position(|node| {
                let parent = node.parent.and_then(|at| self.nodes.get(at));
                node.component.key.as_str() == part && parent.is_some_and(|p| p.component.key.as_str() == of)
            })
        })
    }

    /// The latest shortlist that must exist before the node at `at` has a value.
    #[must_use]
    pub fn needs(&self, at: usize) -> Option<usize> {
        let node = self.nodes.get(at)?;
        let below = node.parts.iter().filter_map(|part| self.needs(*part)).max();
        node.opened_by.max(below)
    }
}
