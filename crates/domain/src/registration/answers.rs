//! Answers to the form, as typed or in their canonical spelling, and where each of them stands.
//!
//! Owns: [`Spot`] with its name in forms, and [`Answers`], which is also how an application is stored. Refuses: checking an
//! answer (`check`) and showing one in `Debug`.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};

use super::{Block, Field, MOST_ROWS};
use crate::reason::FieldPath;

/// Where an answer stands: a field, and its row where the field repeats.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Spot {
    /// The field.
    pub field: Field,
    /// The row, from 1; 0 for a field outside of blocks.
    pub row: usize,
}

impl Spot {
    /// The spot of a field outside of blocks.
    #[must_use]
    pub const fn of(field: Field) -> Self {
        Self { field, row: 0 }
    }

    /// The spot of a field in a row of its block; rows count from 1.
    #[must_use]
    pub const fn at(field: Field, row: usize) -> Self {
        Self { field, row }
    }

    /// The name in forms and events: `unit`, `grassroots_2_from`, `appraisal_1`.
    #[must_use]
    pub fn name(self) -> String {
        let word = self.field.word();
        match self.field.spec().block {
            None => word.to_owned(),
            Some(block) => {
                let part = word.strip_prefix(block.word()).unwrap_or(word);
                format!("{}_{}{part}", block.word(), self.row)
            }
        }
    }

    /// The spot of that name, where the form has one; rows up to [`MOST_ROWS`].
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        let row: String = name.chars().filter(char::is_ascii_digit).collect();
        let row = row.parse().ok().filter(|row| (1..=MOST_ROWS).contains(row)).unwrap_or(0);
        let mut spots = Field::ALL.iter().filter_map(|field| match field.spec().block {
            None => Some(Self::of(*field)),
            Some(_) => (row > 0).then_some(Self::at(*field, row)),
        });
        spots.find(|spot| spot.name() == name)
    }

    /// The name as a refusal carries it.
    #[must_use]
    pub fn path(self) -> FieldPath {
        FieldPath::new(&self.name())
    }
}

/// One row of a block.
type Row = BTreeMap<Field, String>;

/// Answers by field; those in blocks by row. What is empty is not kept, so two forms that say the same are equal.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Answers {
    told: BTreeMap<Field, String>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    rows: BTreeMap<Block, Vec<Row>>,
}

fn put(into: &mut Row, field: Field, text: String) {
    if text.is_empty() {
        into.remove(&field);
    } else {
        into.insert(field, text);
    }
}

impl Answers {
    /// The answer at a spot; empty where there is none.
    #[must_use]
    pub fn get(&self, spot: Spot) -> &str {
        let row = match spot.field.spec().block {
            None => Some(&self.told),
            Some(block) => self.rows.get(&block).and_then(|rows| rows.get(spot.row.checked_sub(1)?)),
        };
        row.and_then(|row| row.get(&spot.field)).map(String::as_str).unwrap_or_default()
    }

    /// The answer to a field outside of blocks; empty where there is none.
    #[must_use]
    pub fn told(&self, field: Field) -> &str {
        self.get(Spot::of(field))
    }

    /// Puts an answer at a spot; rows before it are made where they are missing. Row 0 of a block is no spot.
    pub fn set(&mut self, spot: Spot, text: impl Into<String>) {
        match (spot.field.spec().block, spot.row) {
            (None, _) => put(&mut self.told, spot.field, text.into()),
            (Some(_), 0) => {}
            (Some(block), row) => {
                let rows = self.rows.entry(block).or_default();
                rows.resize_with(rows.len().max(row), Row::default);
                if let Some(row) = rows.get_mut(row.saturating_sub(1)) {
                    put(row, spot.field, text.into());
                }
            }
        }
    }

    /// The same with these answers, by the names of their spots; a name that the form does not have says nothing.
    #[must_use]
    pub fn with<T: Into<String>>(mut self, pairs: impl IntoIterator<Item = (impl AsRef<str>, T)>) -> Self {
        for (name, text) in pairs {
            if let Some(spot) = Spot::named(name.as_ref()) {
                self.set(spot, text);
            }
        }
        self
    }

    /// Takes an answer out.
    pub fn take(&mut self, field: Field) -> String {
        self.told.remove(&field).unwrap_or_default()
    }

    /// How many rows of a block there are, empty ones counted.
    #[must_use]
    pub fn rows(&self, block: Block) -> usize {
        self.rows.get(&block).map_or(0, Vec::len)
    }

    /// Adds an empty row at the end, unless there are [`MOST_ROWS`].
    pub fn add_row(&mut self, block: Block) {
        let rows = self.rows.entry(block).or_default();
        if rows.len() < MOST_ROWS {
            rows.push(Row::default());
        }
    }

    /// Takes a row away; the later ones move up.
    pub fn remove_row(&mut self, block: Block, row: usize) {
        let Some(rows) = self.rows.get_mut(&block) else { return };
        if (1..=rows.len()).contains(&row) {
            rows.remove(row.saturating_sub(1));
        }
        if rows.is_empty() {
            self.rows.remove(&block);
        }
    }

    /// Takes out every answer of these fields and blocks.
    pub(super) fn clear(&mut self, fields: &[Field]) {
        self.told.retain(|field, _| !fields.contains(field));
        self.rows.retain(|block, _| !fields.iter().any(|field| field.spec().block == Some(*block)));
    }
}

impl fmt::Debug for Answers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Answers(***)")
    }
}
