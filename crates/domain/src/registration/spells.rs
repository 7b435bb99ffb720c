//! Spells of grass-roots work as typed: as many rows as the candidate wants, empty ones passed over.
//!
//! Owns: [`SpellForm`], the names of its fields, and reading rows. Refuses: adding them up (`eligibility`).

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::rows;
use crate::eligibility::{Day, Spell};
use crate::reason::{FieldPath, Reason, Refusals};
use crate::typed::fold;

/// One row.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SpellForm {
    /// First day.
    pub from: String,
    /// Last day; empty where it goes on.
    pub to: String,
}

impl SpellForm {
    /// The name of the first day's field; rows count from 1.
    #[must_use]
    pub fn from_name(row: usize) -> String {
        format!("grassroots_{row}_from")
    }

    /// The name of the last day's field.
    #[must_use]
    pub fn to_name(row: usize) -> String {
        format!("grassroots_{row}_to")
    }

    /// Rows from named fields.
    #[must_use]
    pub fn rows(fields: &BTreeMap<String, String>) -> Vec<Self> {
        rows::read(fields, "grassroots", |get| Self { from: get("from"), to: get("to") })
    }
}

/// First and last day of each row.
pub(super) fn plain(rows: &[SpellForm]) -> Vec<(&str, &str)> {
    rows.iter().map(|row| (row.from.as_str(), row.to.as_str())).collect()
}

/// Reads all rows; refusals go to `all`.
pub(super) fn read(rows: &[(&str, &str)], all: &mut Refusals) -> Option<Vec<Spell>> {
    let mut spells = Some(Vec::new());
    for ((from, to), no) in rows.iter().zip(1_usize..) {
        if fold(from).is_empty() && fold(to).is_empty() {
            continue;
        }
        let day = |text: &str, name: &str| Day::parse(text, &FieldPath::new(name));
        let ending = SpellForm::to_name(no);
        let from = all.take(day(from, &SpellForm::from_name(no)));
        let open = fold(to).is_empty();
        let to = if open { Some(None) } else { all.take(day(to, &ending)).map(Some) };
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

impl std::fmt::Debug for SpellForm {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SpellForm(***)")
    }
}
