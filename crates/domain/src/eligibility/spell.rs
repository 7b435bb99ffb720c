//! Spells of work that add up: grass-roots work (基层工作经历) is often interrupted.
//!
//! Owns: [`Spell`] and the exact bounds of what several spells add up to. A spell counts its first and its last day.
//! Refuses: rounding days to months; where left-over days decide, [`Counted`] says so and a person decides.

use serde::{Deserialize, Serialize};

use super::Day;

/// Work from a day until a day, both included; without an end it goes on.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Spell {
    /// First day.
    pub from: Day,
    /// Last day.
    pub to: Option<Day>,
}

impl std::fmt::Debug for Spell {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Spell(***)")
    }
}

/// What spells add up to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counted {
    /// Full months, each spell for itself.
    pub months: u32,
    /// Days beyond the full months of each spell, together.
    pub days: u32,
}

impl Counted {
    /// The most full months that anybody could find in it: no month is shorter than 28 days.
    #[must_use]
    pub const fn at_most(self) -> u32 {
        self.months.saturating_add(self.days / 28)
    }
}

/// Adds up what lies before the end of `reference`; days in two spells count once.
#[must_use]
pub fn counted(spells: &[Spell], reference: Day) -> Counted {
    // Ends become the first day after, so that touching spells join.
    let after = reference.next();
    let mut spans: Vec<(Day, Day)> = spells
        .iter()
        .map(|spell| (spell.from, spell.to.map_or(after, Day::next).min(after)))
        .filter(|(from, end)| from < end)
        .collect();
    spans.sort_unstable();
    let mut joined: Vec<(Day, Day)> = Vec::new();
    for (from, end) in spans {
        match joined.last_mut() {
            Some(last) if from <= last.1 => last.1 = last.1.max(end),
            _ => joined.push((from, end)),
        }
    }
    joined.into_iter().fold(Counted::default(), |sum, (from, end)| {
        let months = from.months_until(end);
        let rest = from.after_months(months).days_until(end);
        Counted {
            months: sum.months.saturating_add(months),
            days: sum.days.saturating_add(u32::try_from(rest).unwrap_or(0)),
        }
    })
}
