//! Lines (合格分数线): fixed, decided, conditional; who is below which.

use crate::index::{ListAt, NodeAt};
use crate::marks::{Entrant, Entrants, Graph, Position, Reading, Standing, Values};
use crate::number::{Exact, Number, Score, TooFine};
use crate::rulings::{LineRuling, Rulings};
use crate::scheme::{Condition, Line, LineRule, Scheme, Walk};
use crate::shortlist::Below;

/// What a line is compared with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum On {
    /// The published value of a node.
    Node(NodeAt),
    /// The composite score.
    Total,
}

/// How high it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum High {
    /// So high.
    At(Score),
    /// The mean of everyone who sat in the same room, compared with the mark as entered.
    RoomMean,
    /// Not set yet.
    Open,
}

/// A line that holds in this position.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Holds {
    /// What it is a line of, as rulings name it.
    pub of: String,
    /// The clause.
    pub clause: String,
    /// What it is compared with.
    pub on: On,
    /// How high it is.
    pub high: High,
    /// Who set it, where it was set after marking.
    pub set: Option<String>,
    /// The latest shortlist that it waits for.
    pub needs: Option<ListAt>,
}

/// Returns the ruling on a line: the position's own, otherwise that of the whole posting.
fn decided<'a>(rulings: &'a Rulings, position: &Position, of: &str) -> Option<&'a LineRuling> {
    let own = |line: &&LineRuling| line.of == of && line.position.as_deref() == Some(position.code.as_str());
    let common = |line: &&LineRuling| line.of == of && line.position.is_none();
    rulings.lines.iter().find(own).or_else(|| rulings.lines.iter().find(common))
}

fn signed(ruling: &LineRuling) -> String {
    format!("{} {}", ruling.approver, ruling.date)
}

/// Returns the height of a line and who set it.
pub(super) fn height(line: Line, of: &str, position: &Position, rulings: &Rulings) -> (High, Option<String>) {
    match (line, decided(rulings, position, of)) {
        (Line::At(score), _) => (High::At(score), None),
        (Line::Decided, Some(found)) => (High::At(found.line), Some(signed(found))),
        (Line::Decided, None) => (High::Open, None),
    }
}

/// Returns the lines of a position that everybody is compared with before the first list that opens further marks: what each is a line of,
/// and how high it is. A line that is not set yet, and one that holds under a condition only, is none of them.
#[must_use]
pub fn first_lines(scheme: &Scheme, position: &Position, rulings: &Rulings) -> Vec<(String, Score)> {
    let walk = Walk::of(scheme);
    let known = |of: &str, line: Line| match height(line, of, position, rulings).0 {
        High::At(score) => Some((of.to_owned(), score)),
        High::RoomMean | High::Open => None,
    };
    let nodes = walk.nodes.iter().filter(|node| node.opened_by.is_none());
    let mut lines: Vec<(String, Score)> =
        nodes.filter_map(|node| known(&node.name, node.component.line?)).collect();
    if walk.nodes.iter().all(|node| node.opened_by.is_none()) {
        lines.extend(scheme.total.line.and_then(|line| known("total", line)));
    }
    lines
}

/// Returns all lines that hold in this position, in the order of computation, the total's last.
pub(super) fn holding<N: Number>(
    graph: &Graph<'_, N>,
    position: &Position,
    entrants: Entrants<'_>,
    rulings: &Rulings,
) -> Result<Vec<Holds>, TooFine> {
    let mut lines = Vec::new();
    for (at, node) in graph.walk.nodes.pairs() {
        let needs = graph.needs.get(at).copied().flatten();
        if let Some(line) = node.component.line {
            let (high, set) = height(line, &node.name, position, rulings);
            let clause = format!("{}.line", node.path);
            lines.push(Holds { of: node.name.clone(), clause, on: On::Node(at), high, set, needs });
        }
    }
    for (place, rule) in graph.scheme.conditional.iter().enumerate() {
        let Some(at) = graph.walk.find(&rule.of) else { continue };
        let sat = entrants.iter().filter(|e| sat(graph, e, at)).count();
        if !triggered(rule.when, sat, position.plan)? {
            continue;
        }
        let of = format!("conditional.{}", rule.of);
        let (high, set) = match rule.line {
            LineRule::At(score) => (High::At(score), None),
            LineRule::RoomMean => (High::RoomMean, None),
            LineRule::Decided => height(Line::Decided, &of, position, rulings),
        };
        let needs = graph.needs.get(at).copied().flatten();
        lines.push(Holds { of, clause: format!("conditional.{place}"), on: On::Node(at), high, set, needs });
    }
    if let Some(line) = graph.scheme.total.line {
        let (high, set) = height(line, "total", position, rulings);
        let clause = "total.line".to_owned();
        lines.push(Holds {
            of: "total".to_owned(),
            clause,
            on: On::Total,
            high,
            set,
            needs: graph.total_needs(),
        });
    }
    Ok(lines)
}

/// Returns true where the person sat the component: there is a mark in it or in one of its parts.
fn sat<N>(graph: &Graph<'_, N>, entrant: &Entrant, at: NodeAt) -> bool {
    let own = entrant.readings.get(at).is_some_and(Reading::is_mark);
    let parts = graph.walk.nodes.get(at).map_or(&[][..], |node| node.parts.as_slice());
    own || parts.iter().any(|part| sat(graph, entrant, *part))
}

/// Returns true where the people who sat, counted against the plan, trigger the conditional line. Without a plan nothing is
/// triggered. Where nobody sat, the answer has no effect.
fn triggered(when: Condition, sat: usize, plan: Option<u32>) -> Result<bool, TooFine> {
    let Some(plan) = plan else { return Ok(false) };
    let sat = Exact::whole(u32::try_from(sat).map_err(|_| TooFine)?);
    Ok(match when {
        Condition::AtMost(ratio) => sat <= ratio.exact().times(Exact::whole(plan))?,
        Condition::Below(ratio) => sat < ratio.exact().times(Exact::whole(plan))?,
    })
}

impl Holds {
    /// Returns the value compared and the line, or `None` where one of them is missing or the value does not count.
    pub(super) fn compared<N: Number>(&self, entrant: &Entrant, values: Values<'_, N>) -> Option<(N, N)> {
        let value = match self.on {
            On::Node(at) => values.node(at)?,
            On::Total => values.total(),
        };
        let exact = value.exact.filter(|_| value.standing == Standing::Counts)?;
        match (&self.high, self.on) {
            (High::At(line), _) => Some((exact, N::mark(*line))),
            (High::RoomMean, On::Node(at)) => {
                let made = entrant.readings.get(at)?.made()?;
                let room = made.room.as_ref()?;
                Some((N::of(made.rounded).ok()?, N::of(room.sat_mean).ok()?))
            }
            (High::RoomMean | High::Open, _) => None,
        }
    }

    /// Returns the line and the value where the value is below the line.
    pub(super) fn below<N: Number>(&self, entrant: &Entrant, values: Values<'_, N>) -> Option<Below> {
        let (value, line) = self.compared(entrant, values)?;
        (value < line).then(|| Below {
            of: self.of.clone(),
            value: value.to_string(),
            line: line.to_string(),
        })
    }
}
