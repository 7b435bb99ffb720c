//! The form as everything reads it: sections, fields in order, and which spots there are for given answers.
//!
//! Owns: [`Form`]. Whatever works on answers takes the form as a parameter, so that a posting can have one of its own.
//! Refuses: knowing any single field; what a field is stands in the table (`fields`).

use std::collections::BTreeMap;

use super::fields::STANDARD;
use super::{Answers, Block, Field, Rows, Section, Spot, When};

/// One section with its fields.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    /// Which section.
    pub section: Section,
    /// Its fields in order; the fields of a block stand together.
    pub fields: &'static [Field],
}

/// A registration form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Form {
    /// Its sections in order.
    pub parts: &'static [Part],
}

/// A field, or the fields of a block, as they follow each other in a section.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group<'a> {
    /// A field outside of blocks.
    One(Field),
    /// The fields of each row of a block.
    Rows(Block, &'a [Field]),
}

impl Form {
    /// The form that every posting uses today.
    #[must_use]
    pub fn standard() -> &'static Self {
        &STANDARD
    }

    /// The sections in order.
    pub fn sections(&self) -> impl Iterator<Item = Section> + use<> {
        self.parts.iter().map(|part| part.section)
    }

    /// Every field in order.
    pub fn fields(&self) -> impl Iterator<Item = Field> + use<> {
        self.parts.iter().flat_map(|part| part.fields.iter().copied())
    }

    /// The fields of a section.
    #[must_use]
    pub fn fields_of(&self, section: Section) -> &'static [Field] {
        self.parts.iter().find(|part| part.section == section).map_or(&[], |part| part.fields)
    }

    /// The fields of a section, those of a block together.
    #[must_use]
    pub fn groups(&self, section: Section) -> Vec<Group<'static>> {
        let chunks = self.fields_of(section).chunk_by(|one, next| {
            let block = one.spec().block;
            block.is_some() && block == next.spec().block
        });
        chunks
            .filter_map(|fields| {
                let first = *fields.first()?;
                Some(first.spec().block.map_or(Group::One(first), |block| Group::Rows(block, fields)))
            })
            .collect()
    }

    /// The fields that follow from `field` and are never typed.
    pub fn following(&self, field: Field) -> impl Iterator<Item = Field> + use<> {
        self.fields().filter(move |other| other.spec().follows == Some(field))
    }

    /// How many rows of a block the form has for these answers.
    #[must_use]
    pub fn rows(&self, block: Block, answers: &Answers) -> usize {
        match block.rows() {
            Rows::Free => answers.rows(block),
            Rows::Fixed { rows, .. } => rows,
        }
    }

    /// Every spot of a section that can be typed or sent, row by row.
    #[must_use]
    pub fn spots(&self, section: Section, answers: &Answers) -> Vec<Spot> {
        let mut all = Vec::new();
        for group in self.groups(section) {
            match group {
                Group::One(field) if field.spec().follows.is_some() => {}
                Group::One(field) => all.push(Spot::of(field)),
                Group::Rows(block, fields) => {
                    for row in 1..=self.rows(block, answers) {
                        all.extend(fields.iter().map(|field| Spot::at(*field, row)));
                    }
                }
            }
        }
        all
    }

    /// Every spot of the form.
    #[must_use]
    pub fn all_spots(&self, answers: &Answers) -> Vec<Spot> {
        self.sections().flat_map(|section| self.spots(section, answers)).collect()
    }

    /// Whether a field is asked, by what else was answered.
    #[must_use]
    pub fn asks(&self, field: Field, answers: &Answers) -> bool {
        match field.spec().when {
            When::Always => true,
            When::Is(other, word) => answers.told(other) == word,
            When::IsNot(other, word) => !answers.told(other).is_empty() && answers.told(other) != word,
        }
    }

    /// The answers to a section among named fields; names of other sections say nothing.
    #[must_use]
    pub fn read(&self, section: Section, named: &BTreeMap<String, String>) -> Answers {
        let fields = self.fields_of(section);
        let ours = |name: &str| Spot::named(name).is_some_and(|spot| fields.contains(&spot.field));
        Answers::default()
            .with(named.iter().filter(|(name, _)| ours(name)).map(|(name, text)| (name, text.as_str())))
    }

    /// Puts the answers to one section in the place of those that were there.
    pub fn replace(&self, section: Section, all: &mut Answers, by: &Answers) {
        all.clear(self.fields_of(section));
        for spot in self.spots(section, by) {
            // A row that was added and is still empty stands, too.
            let stands = spot.field.spec().block.is_some_and(|block| spot.row <= by.rows(block));
            if stands || !by.get(spot).is_empty() {
                all.set(spot, by.get(spot));
            }
        }
    }

    /// Whether anything was told in a section.
    #[must_use]
    pub fn is_begun(&self, section: Section, answers: &Answers) -> bool {
        self.spots(section, answers).into_iter().any(|spot| !answers.get(spot).is_empty())
    }

    /// The spots at which two forms differ. A row that came or went differs in each of its fields, empty ones too.
    #[must_use]
    pub fn difference(&self, before: &Answers, after: &Answers) -> Vec<Spot> {
        let (one, other) = (self.all_spots(before), self.all_spots(after));
        let mut all: Vec<Spot> = one.iter().chain(&other).copied().collect();
        all.sort_unstable();
        all.dedup();
        let came_or_went = |spot: &Spot| one.contains(spot) != other.contains(spot);
        all.retain(|spot| before.get(*spot) != after.get(*spot) || came_or_went(spot));
        all
    }
}
