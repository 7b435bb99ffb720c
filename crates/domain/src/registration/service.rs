//! Section 2: present unit, post and rank, and since when.
//!
//! Owns: the facts of service in days, not in years that somebody counted. Refuses: the time of today; a day in the future
//! counts for nothing at the reference day.

use serde::{Deserialize, Serialize};

use super::Fields;
use super::spells::{self, SpellForm};
use crate::eligibility::{Day, Leading, Rank, RankTold, Spell, UnitKind, UnitLevel, choice};
use crate::reason::{FieldPath, Reason, Refusals};
use crate::typed::Line;

/// The choice for a rank of another class.
pub const OTHER_RANK: &str = "other_rank";

/// Section 2, as typed. The last three fields are of applications of earlier versions: shown, never asked for again.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ServiceForm {
    /// Current unit (所在单位).
    pub unit: String,
    /// Level of the unit, a word of [`UnitLevel`].
    pub unit_level: String,
    /// Kind of the unit, a word of [`UnitKind`].
    pub unit_kind: String,
    /// Since when in an authority of that level, a day.
    pub level_since: String,
    /// When the person became a civil servant, a day.
    pub joined: String,
    /// Present post in words.
    pub post: String,
    /// Present rank, a word of [`Rank`] or [`OTHER_RANK`].
    pub rank: String,
    /// Since when, a day.
    pub rank_since: String,
    /// Leading post, a word of [`Leading`].
    pub leading: String,
    /// Since when, a day; only where there is one.
    pub leading_since: String,
    /// Grass-roots work, a row for each spell; empty rows are passed over.
    pub grassroots: Vec<SpellForm>,
    /// Earlier versions: three rows, each day a field of its own. Read, never written.
    #[serde(flatten, skip_serializing)]
    pub earlier: EarlierSpells,
    /// Earlier versions: whole years as a civil servant.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub service_years: String,
    /// Earlier versions: whole years of grass-roots work.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub grassroots_years: String,
    /// Earlier versions: degree and field of study in words, now a field of the next section.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub education: String,
}

/// The spells of an application of an earlier version.
#[derive(Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct EarlierSpells {
    grassroots_1_from: String,
    grassroots_1_to: String,
    grassroots_2_from: String,
    grassroots_2_to: String,
    grassroots_3_from: String,
    grassroots_3_to: String,
}

impl EarlierSpells {
    fn rows(&self) -> Vec<(&str, &str)> {
        let all = [
            (&self.grassroots_1_from, &self.grassroots_1_to),
            (&self.grassroots_2_from, &self.grassroots_2_to),
            (&self.grassroots_3_from, &self.grassroots_3_to),
        ];
        let told = |(from, to): &(&String, &String)| !(from.is_empty() && to.is_empty());
        all.into_iter().filter(told).map(|(from, to)| (from.as_str(), to.as_str())).collect()
    }
}

/// Section 2, checked.
#[derive(Clone, PartialEq, Eq)]
pub struct ServicePart {
    /// Current unit.
    pub unit: Line,
    /// Its level.
    pub unit_level: UnitLevel,
    /// Its kind.
    pub unit_kind: UnitKind,
    /// Since when in an authority of that level.
    pub level_since: Day,
    /// Since when a civil servant.
    pub joined: Day,
    /// Present post in words.
    pub post: Line,
    /// Present rank.
    pub rank: RankTold,
    /// Since when.
    pub rank_since: Day,
    /// Leading post.
    pub leading: Leading,
    /// Since when; none exactly where there is no such post.
    pub leading_since: Option<Day>,
    /// Grass-roots work, each spell.
    pub grassroots: Vec<Spell>,
}

fn day(text: &str, name: &str) -> Result<Day, Reason> {
    Day::parse(text, &FieldPath::new(name))
}

/// Reads a rank or the choice for another class.
pub(super) fn rank_told(word: &str) -> Option<RankTold> {
    if word == OTHER_RANK { Some(RankTold::Other) } else { Rank::from_word(word).map(RankTold::General) }
}

impl ServiceForm {
    /// Checks every field.
    ///
    /// # Errors
    /// All refusals.
    pub fn check(&self) -> Result<ServicePart, Vec<Reason>> {
        let mut all = Refusals::default();
        let unit = all.take(Line::parse(&self.unit, &FieldPath::new("unit")));
        let unit_level = all.take(choice(&self.unit_level, "unit_level", UnitLevel::from_word));
        let unit_kind = all.take(choice(&self.unit_kind, "unit_kind", UnitKind::from_word));
        let level_since = all.take(day(&self.level_since, "level_since"));
        let joined = all.take(day(&self.joined, "joined"));
        let post = all.take(Line::parse(&self.post, &FieldPath::new("post")));
        let rank = all.take(choice(&self.rank, "rank", rank_told));
        let rank_since = all.take(day(&self.rank_since, "rank_since"));
        let leading = all.take(choice(&self.leading, "leading", Leading::from_word));
        let leading_since = match leading {
            Some(Leading::NoPost) | None => Some(None),
            Some(_) => all.take(day(&self.leading_since, "leading_since")).map(Some),
        };
        let grassroots = spells::read(&self.rows(), &mut all);
        let place = unit.zip(unit_level).zip(unit_kind).zip(level_since);
        let held = post.zip(rank).zip(rank_since).zip(leading).zip(leading_since);
        let part = place.zip(joined).zip(held).zip(grassroots).map(
            |((((((unit, unit_level), unit_kind), level_since), joined), held), grassroots)| {
                let ((((post, rank), rank_since), leading), leading_since) = held;
                ServicePart {
                    unit,
                    unit_level,
                    unit_kind,
                    level_since,
                    joined,
                    post,
                    rank,
                    rank_since,
                    leading,
                    leading_since,
                    grassroots,
                }
            },
        );
        all.settle(part)
    }

    /// First and last day of each row, of whichever version.
    #[must_use]
    pub fn rows(&self) -> Vec<(&str, &str)> {
        if self.grassroots.is_empty() { self.earlier.rows() } else { spells::plain(&self.grassroots) }
    }

    /// The spells, where every row can be read.
    pub(super) fn spells_told(&self) -> Option<Vec<Spell>> {
        let mut all = Refusals::default();
        let spells = spells::read(&self.rows(), &mut all);
        all.settle(spells).ok()
    }

    /// Every field by its form name.
    #[must_use]
    pub fn fields(&self) -> Fields<'_> {
        let mut all: Fields<'_> = vec![
            ("unit".into(), &self.unit),
            ("unit_level".into(), &self.unit_level),
            ("unit_kind".into(), &self.unit_kind),
            ("level_since".into(), &self.level_since),
            ("joined".into(), &self.joined),
            ("post".into(), &self.post),
            ("rank".into(), &self.rank),
            ("rank_since".into(), &self.rank_since),
            ("leading".into(), &self.leading),
            ("leading_since".into(), &self.leading_since),
        ];
        for ((from, to), no) in self.rows().into_iter().zip(1_usize..) {
            all.push((SpellForm::from_name(no).into(), from));
            all.push((SpellForm::to_name(no).into(), to));
        }
        all.push(("service_years".into(), &self.service_years));
        all.push(("grassroots_years".into(), &self.grassroots_years));
        all
    }
}

impl ServicePart {
    /// The form in its canonical spelling.
    #[must_use]
    pub fn form(&self) -> ServiceForm {
        let spell = |spell: &Spell| SpellForm {
            from: spell.from.to_string(),
            to: spell.to.map(|to| to.to_string()).unwrap_or_default(),
        };
        ServiceForm {
            unit: self.unit.as_str().to_owned(),
            unit_level: self.unit_level.word().to_owned(),
            unit_kind: self.unit_kind.word().to_owned(),
            level_since: self.level_since.to_string(),
            joined: self.joined.to_string(),
            post: self.post.as_str().to_owned(),
            rank: match self.rank {
                RankTold::General(rank) => rank.word().to_owned(),
                RankTold::Other => OTHER_RANK.to_owned(),
            },
            rank_since: self.rank_since.to_string(),
            leading: self.leading.word().to_owned(),
            leading_since: self.leading_since.map(|day| day.to_string()).unwrap_or_default(),
            grassroots: self.grassroots.iter().map(spell).collect(),
            ..ServiceForm::default()
        }
    }
}

impl std::fmt::Debug for ServiceForm {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("ServiceForm(***)")
    }
}

impl std::fmt::Debug for ServicePart {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("ServicePart(***)")
    }
}
