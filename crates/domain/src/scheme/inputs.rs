//! The columns that a scheme reads: what the score file must hold.

use super::{FactKind, LineRule, ListAt, Scheme, Walk};
use crate::number::Score;

/// What stands in a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InputKind {
    /// A mark, or a status.
    Mark {
        /// Full mark; above it is an entry error, unless `capped`.
        full: Score,
        /// Places it may have.
        places: u8,
        /// True where a mark above the full mark is cut to the component's cap.
        capped: bool,
    },
    /// A status only: the marks of the panel are in the marks file.
    Panel,
    /// The name of a room.
    Room,
    /// Points added.
    Bonus,
    /// A fact.
    Fact(FactKind),
}

/// One column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Input {
    /// Its header: `written`, `essay.written`, `room.interview`, `bonus.veteran`, `fact.age`.
    pub name: String,
    /// What the scheme calls it, for recognised headers.
    pub label: Option<String>,
    /// What stands in it.
    pub kind: InputKind,
    /// The shortlist whose people alone have it; none: everyone has it.
    pub opened_by: Option<ListAt>,
}

impl Scheme {
    /// Every column it reads, in the order of writing: marks with their rooms, bonus, facts.
    #[must_use]
    pub fn inputs(&self) -> Vec<Input> {
        let walk = Walk::of(self);
        let mut inputs = Vec::new();
        for node in &walk.nodes {
            let c = node.component;
            if !c.parts.is_empty() {
                continue;
            }
            let kind = match c.panel {
                Some(_) => InputKind::Panel,
                None => InputKind::Mark { full: c.full_mark(), places: c.places, capped: c.cap.is_some() },
            };
            let mut add = |name, kind| {
                inputs.push(Input { name, label: c.name.clone(), kind, opened_by: node.opened_by });
            };
            add(node.name.clone(), kind);
            if self.reads_room(&walk, &node.name) {
                add(format!("room.{}", node.name), InputKind::Room);
            }
        }
        let bonus = self.bonus.iter().map(|b| (format!("bonus.{}", b.key), b.name.clone(), InputKind::Bonus));
        let facts =
            self.facts.iter().map(|f| (format!("fact.{}", f.key), f.name.clone(), InputKind::Fact(f.kind)));
        let rest = bonus.chain(facts).map(|(name, label, kind)| Input { name, label, kind, opened_by: None });
        inputs.extend(rest);
        inputs
    }

    /// True where `room.NAME` is a column: the component is corrected between rooms, or a conditional line asks for the
    /// room's mean, and no panel names the room already.
    pub(crate) fn reads_room(&self, walk: &Walk<'_>, name: &str) -> bool {
        let Some(node) = walk.find(name).and_then(|at| walk.nodes.get(at)) else { return false };
        let asked = |of: &str| walk.find(of) == walk.find(name);
        let conditional = self.conditional.iter().any(|c| c.line == LineRule::RoomMean && asked(&c.of));
        node.component.panel.is_none() && (node.component.rooms.is_some() || conditional)
    }
}
