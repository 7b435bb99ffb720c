//! The scheme (计分规则): everything a posting may say about scoring, as one typed value. Owns the shapes, their
//! written names ([`fields`]), the checks ([`Scheme::check`]), the digest and the list of columns it reads
//! ([`Scheme::inputs`]). It computes no score and reads no file: `marks`, `ranking` and `shortlist` compute,
//! `files::scheme_file` reads TOML and JSON.
//!
//! Nothing has a hidden effect: what is left out has the default that `docs/scheme.md` prints, and the digest is taken
//! with all defaults filled in, so a scheme that spells its defaults out has the digest of one that does not. (What lists show of people,
//! what panels must have, and whether interviews need a plan came later: their defaults are left out of the text, so that no digest of before changed.)

mod canon;
mod check;
mod component;
mod conduct;
pub mod draft;
pub mod fields;
mod inputs;
mod key;
mod lines;
mod names;
mod order;
mod panel;
mod procedure;
mod rooms;
mod schema;
mod shortlist;
mod statuses;
mod tree;

use serde::{Deserialize, Serialize};

pub use crate::index::{ListAt, NodeAt};
pub use check::{Problem, What};
pub use component::{Bonus, BonusAt, Combine, Component, Rounds};
pub use conduct::{Adjustment, Editing, Entries, Hindrance, Kin, Mover, Until as EditableUntil};
pub use inputs::{Input, InputKind};
pub use key::{Key, KeyFault};
pub use lines::{Condition, ConditionalLine, Line, LineRule};
pub use names::PartNames;
pub use order::{BelowLine, By, Fact, FactKind, LeftMarks, Method, Prefer, Rank, Scope, Step, StillTied};
pub use panel::{Element, Examiners, Panel, Trim};
pub use procedure::{
    Base, Below, Decision, DecisionMode, Names, Opening, Publicity, Replacement, Until, Within,
};
pub use rooms::{Group, Overall, Rooms};
pub use schema::json_schema;
pub use shortlist::{AtCut, Band, Partial, Ratio, RatioFault, RatioRounding, Shortlist, Source, Term};
pub use statuses::{Effect, Status, Statuses};
pub use tree::{Node, Walk};

pub(crate) use canon::canonical;

#[cfg(test)]
mod tests;

/// The scoring rules of a posting, or of one of its positions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scheme {
    /// What officers call it. Part of the digest.
    #[serde(default)]
    pub name: Option<String>,
    /// How the components make the composite score (综合成绩). `percent` unless said.
    #[serde(default)]
    pub combine: Combine,
    /// The components (成绩构成), at least one.
    pub components: Vec<Component>,
    /// Points added (加分).
    #[serde(default)]
    pub bonus: Vec<Bonus>,
    /// Facts about a person that a tie ladder or pool may use.
    #[serde(default)]
    pub facts: Vec<Fact>,
    /// Rounding, line and cap of the composite score.
    #[serde(default)]
    pub total: Total,
    /// What each status does.
    #[serde(default)]
    pub statuses: Statuses,
    /// Order, ranks, ties.
    #[serde(default)]
    pub rank: Rank,
    /// Lines that hold only under a condition (形不成竞争).
    #[serde(default)]
    pub conditional: Vec<ConditionalLine>,
    /// The chain of shortlists (名单), first to last.
    #[serde(default)]
    pub shortlists: Vec<Shortlist>,
    /// Opening ratio (开考比例).
    #[serde(default)]
    pub opening: Option<Opening>,
    /// How proposed persons are found after the inspection.
    #[serde(default)]
    pub decision: Decision,
    /// Publicity period (公示).
    #[serde(default)]
    pub publicity: Publicity,
    /// Adjustment into other positions (调剂): of people whose position was cancelled, before the written test, and where two of its fields
    /// say so in rounds after the marks. Left out: there is none.
    #[serde(default)]
    pub adjustment: Option<Adjustment>,
    /// What may be edited in a submitted application.
    #[serde(default)]
    pub editing: Editing,
    /// Independent entries of each score.
    #[serde(default)]
    pub entries: Entries,
    /// What every panel of an interview must have; left out: nothing is asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub examiners: Option<Examiners>,
    /// Whether the interviews need a plan (面试工作方案) that the competent department approved; left out: one is held against them only
    /// where it was begun.
    #[serde(default, skip_serializing_if = "core::ops::Not::not")]
    pub interview_plan: bool,
}

/// Rounding, cap and line of the composite score (综合成绩).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Total {
    /// Rounding of the sum; two places, half up, unless said (`domain.md` 2.16).
    #[serde(default = "usual")]
    pub round: crate::number::Rounding,
    /// The line (合格分数线) that the rounded total must reach.
    #[serde(default)]
    pub line: Option<Line>,
    /// Most it can be; without it there is no cap (Wusheng prints 104).
    #[serde(default)]
    pub cap: Option<crate::number::Score>,
}

const fn usual() -> crate::number::Rounding {
    crate::number::Rounding::USUAL
}

impl Default for Total {
    fn default() -> Self {
        Self { round: usual(), line: None, cap: None }
    }
}

/// One person enters or computes each score, as whoever does so always may.
const ALONE: Entries = Entries { independent: 1 };

impl Scheme {
    /// The one canonical text of the scheme, defaults filled in, map keys in the order of the types.
    #[must_use]
    pub fn canonical(&self) -> String {
        canonical(self)
    }

    /// What the list of a stage shows of its people besides their ticket numbers: how it names them, and whether with the unit of today.
    #[must_use]
    pub fn people_on(&self, stage: &str) -> (Names, bool) {
        let list = self.shortlists.iter().find(|list| list.to.as_str() == stage);
        let names = list.and_then(|list| list.names).unwrap_or(self.publicity.names);
        let unit = list.and_then(|list| list.unit).unwrap_or(self.publicity.unit);
        if list.is_some() { (names, unit) } else { (Names::None, false) }
    }

    /// Whether people are inspected (考察) before somebody decides: the last list is the inspection list, or the inspection has a weight.
    #[must_use]
    pub fn has_inspection(&self) -> bool {
        let last = self.shortlists.last().is_some_and(|list| list.to.as_str() == crate::proposed::INSPECTION);
        last || self.decision.inspection.is_some()
    }

    /// The nodes that say something about the procedure and nothing about scores: a ranking does not read them.
    #[must_use]
    pub fn beside_ranking(&self) -> Vec<&'static str> {
        let all = [
            (self.opening.is_some(), "opening"),
            (self.publicity.working_days != Publicity::default().working_days, "publicity.working_days"),
            (
                self.shortlists.iter().any(|list| list.replacement.until.is_some()),
                "shortlists.replacement.until",
            ),
            (self.shortlists.iter().any(|list| list.within.is_some()), "shortlists.within"),
            (self.editing != Editing::default(), "editing"),
            (self.decision != Decision::default(), "decision"),
            (self.examiners.is_some(), "examiners"),
            (self.interview_plan, "interview_plan"),
            (self.adjustment.is_some(), "adjustment"),
            (self.entries == ALONE, "entries"),
        ];
        let carried_out = all.into_iter().filter(|(there, _)| *there).map(|(_, name)| name);
        carried_out.chain(self.left_to_people()).collect()
    }

    /// The nodes that are kept and signed, but that no code carries out yet: nothing that the public reads may promise them.
    #[must_use]
    pub fn left_to_people(&self) -> Vec<&'static str> {
        let agreed = self.entries != Entries::default() && self.entries != ALONE;
        agreed.then_some("entries").into_iter().collect()
    }

    /// The scheme without what [`Scheme::left_to_people`] names, as the public reads it.
    #[must_use]
    pub fn carried_out(&self) -> Self {
        let entries = if self.entries == ALONE { ALONE } else { Entries::default() };
        Self { entries, ..self.clone() }
    }

    /// SHA-256 of [`Scheme::canonical`]; names this scheme on every list computed under it.
    #[must_use]
    pub fn digest(&self) -> crate::digest::Digest {
        crate::digest::Digest::of(self.canonical().as_bytes())
    }
}

/// The one digest of all schemes of a posting: its own and those its positions name, in the order of their names.
#[must_use]
pub fn digest_of(
    own: Option<&Scheme>,
    named: &std::collections::BTreeMap<String, Scheme>,
) -> crate::digest::Digest {
    if let (Some(own), true) = (own, named.is_empty()) {
        return own.digest();
    }
    let named = named.iter().map(|(name, scheme)| (name.as_str(), scheme.digest()));
    let all: Vec<(&str, crate::digest::Digest)> =
        own.map(|own| ("", own.digest())).into_iter().chain(named).collect();
    crate::digest::Digest::of(canonical(&all).as_bytes())
}
