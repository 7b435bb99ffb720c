//! Lines (合格分数线) that are set for one class of papers (试卷类别). Owns in which positions such a line holds; refuses to judge whether
//! anybody asked for it.

use std::collections::BTreeSet;

use super::{LineRuling, Rulings};

/// A position that names the class of its papers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Classed {
    /// Its code.
    pub code: String,
    /// The class.
    pub paper: String,
    /// The lines that its scheme leaves to be set after marking, as [`LineRuling::of`].
    pub lines: BTreeSet<String>,
}

impl Classed {
    /// Whether a line of a class is one here.
    #[must_use]
    pub fn takes(&self, paper: &str, of: &str) -> bool {
        self.paper == paper && self.lines.contains(of)
    }
}

impl Rulings {
    /// Adds a line of a class: it holds in each position of the class that leaves it open and has no line of its own, as if it had been
    /// set there.
    pub(super) fn add_of_class(&mut self, paper: &str, line: &LineRuling, classed: &[Classed]) {
        for position in classed.iter().filter(|one| one.takes(paper, &line.of)) {
            let own = |one: &LineRuling| {
                one.of == line.of && one.position.as_deref() == Some(position.code.as_str())
            };
            if !self.lines.iter().any(own) {
                self.lines.push(LineRuling { position: Some(position.code.clone()), ..line.clone() });
            }
        }
    }
}
