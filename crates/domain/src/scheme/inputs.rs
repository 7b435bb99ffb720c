//! The columns that a scheme reads: what the score file must hold.

use super::{
    AtCut, Bonus, BonusAt, FactKind, Key, LineRule, ListAt, Scheme, Scope, Shortlist, Step, StillTied, Walk,
};
use crate::index::Index;
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
    /// The shortlist whose people alone have it; none: everyone has it. Points and facts wait for the list before the one that needs them.
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
        inputs.extend(self.bonus.iter().map(|bonus| Input {
            name: format!("bonus.{}", bonus.key),
            label: bonus.name.clone(),
            kind: InputKind::Bonus,
            opened_by: self.points_after(&walk, bonus),
        }));
        inputs.extend(self.facts.iter().map(|fact| Input {
            name: format!("fact.{}", fact.key),
            label: fact.name.clone(),
            kind: InputKind::Fact(fact.kind),
            opened_by: self.fact_after(&fact.key),
        }));
        inputs
    }

    /// The list whose people alone need these points: the last that must exist before the component, or the composite score, to which
    /// they are added. `None` where everybody needs them.
    pub(crate) fn points_after(&self, walk: &Walk<'_>, bonus: &Bonus) -> Option<ListAt> {
        match bonus.to.as_deref().filter(|_| bonus.at != BonusAt::Total) {
            Some(to) => walk.needs(walk.find(to)?),
            None => walk.top.iter().filter_map(|top| walk.needs(*top)).max(),
        }
    }

    /// The list whose people alone are asked for this fact: the one before the first list that reads it. `None` where everybody is,
    /// because the first list reads it, or the ranks of all, or nothing.
    pub(crate) fn fact_after(&self, key: &Key) -> Option<ListAt> {
        self.read_first_by(key).filter(|at| at.place() > 0).map(|at| ListAt::of(at.place().saturating_sub(1)))
    }

    /// The first list that reads the fact; `None` where the ranks of all read it, or nothing does.
    pub(crate) fn read_first_by(&self, key: &Key) -> Option<ListAt> {
        let names = |steps: &[Step]| steps.iter().any(|step| matches!(step, Step::Fact(fact) if fact == key));
        if self.rank.scope == Scope::List && names(&self.rank.ladder) {
            return None;
        }
        let reads = |list: &Shortlist| {
            let ladder = list.ladder.as_ref().unwrap_or(&self.rank.ladder);
            let tested = list.still_tied.unwrap_or(self.rank.still_tied) == StillTied::ExtraTest;
            let by_ladder = list.tie == AtCut::Ladder || self.rank.scope == Scope::List;
            list.require.contains(key)
                || (by_ladder && (names(ladder) || (tested && names(&self.rank.after_test))))
        };
        self.lists().find(|(_, list)| reads(list)).map(|(at, _)| at)
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
