//! Section 2: present unit, post and rank, and since when.
//!
//! Owns: the facts of service in days, not in years that somebody counted. Refuses: the time of today; a day in the future
//! counts for nothing at the reference day.

use serde::{Deserialize, Serialize};

use super::Fields;
use crate::eligibility::{Day, Leading, Rank, RankTold, Spell, UnitKind, UnitLevel, choice};
use crate::reason::{FieldPath, Reason, Refusals};
use crate::text::{Line, fold};

/// Rows for spells of grass-roots work.
pub const SPELLS: usize = 3;
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
    /// Grass-roots work, first spell: first day.
    pub grassroots_1_from: String,
    /// Last day; empty where it goes on.
    pub grassroots_1_to: String,
    /// Second spell: first day.
    pub grassroots_2_from: String,
    /// Last day.
    pub grassroots_2_to: String,
    /// Third spell: first day.
    pub grassroots_3_from: String,
    /// Last day.
    pub grassroots_3_to: String,
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
    /// Grass-roots work, at most [`SPELLS`] spells.
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
        let grassroots = self.spells(&mut all);
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

    fn rows(&self) -> [(&str, &str); SPELLS] {
        [
            (&self.grassroots_1_from, &self.grassroots_1_to),
            (&self.grassroots_2_from, &self.grassroots_2_to),
            (&self.grassroots_3_from, &self.grassroots_3_to),
        ]
    }

    fn spells(&self, all: &mut Refusals) -> Option<Vec<Spell>> {
        let mut spells = Some(Vec::new());
        for ((from, to), no) in self.rows().into_iter().zip(1_u8..) {
            let (from, to) = (fold(from), fold(to));
            if from.is_empty() && to.is_empty() {
                continue;
            }
            let ending = format!("grassroots_{no}_to");
            let from = all.take(day(&from, &format!("grassroots_{no}_from")));
            let to = if to.is_empty() { Some(None) } else { all.take(day(&to, &ending)).map(Some) };
            if let (Some(from), Some(Some(to))) = (from, to)
                && to < from
            {
                all.push(Reason::SpellBackwards { field: FieldPath::new(&ending) });
            }
            let spell = from.zip(to).map(|(from, to)| Spell { from, to });
            spells = spells.zip(spell).map(|(mut spells, spell)| {
                spells.push(spell);
                spells
            });
        }
        spells
    }

    /// The spells, where every row can be read.
    pub(super) fn spells_told(&self) -> Option<Vec<Spell>> {
        let mut all = Refusals::default();
        let spells = self.spells(&mut all);
        all.settle(spells).ok()
    }

    /// Every field by its form name.
    #[must_use]
    pub fn fields(&self) -> Fields<'_> {
        vec![
            ("unit", &self.unit),
            ("unit_level", &self.unit_level),
            ("unit_kind", &self.unit_kind),
            ("level_since", &self.level_since),
            ("joined", &self.joined),
            ("post", &self.post),
            ("rank", &self.rank),
            ("rank_since", &self.rank_since),
            ("leading", &self.leading),
            ("leading_since", &self.leading_since),
            ("grassroots_1_from", &self.grassroots_1_from),
            ("grassroots_1_to", &self.grassroots_1_to),
            ("grassroots_2_from", &self.grassroots_2_from),
            ("grassroots_2_to", &self.grassroots_2_to),
            ("grassroots_3_from", &self.grassroots_3_from),
            ("grassroots_3_to", &self.grassroots_3_to),
            ("service_years", &self.service_years),
            ("grassroots_years", &self.grassroots_years),
        ]
    }
}

impl ServicePart {
    /// The form in its canonical spelling.
    #[must_use]
    pub fn form(&self) -> ServiceForm {
        let spell = |at: usize| {
            let spell = self.grassroots.get(at);
            let from = spell.map(|spell| spell.from.to_string()).unwrap_or_default();
            (from, spell.and_then(|spell| spell.to).map(|to| to.to_string()).unwrap_or_default())
        };
        let ((from_1, to_1), (from_2, to_2), (from_3, to_3)) = (spell(0), spell(1), spell(2));
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
            grassroots_1_from: from_1,
            grassroots_1_to: to_1,
            grassroots_2_from: from_2,
            grassroots_2_to: to_2,
            grassroots_3_from: from_3,
            grassroots_3_to: to_3,
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
