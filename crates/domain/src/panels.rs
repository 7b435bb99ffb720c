//! The panels of examiners (考官组) of the interviews as an officer records them: how many sit on each, how many of those come from
//! outside the selecting unit, and whether the chief examiner (主考官) is named.
//!
//! Owns: reading what was typed, and what lacks by the rule of the scheme. Refuses: the names of examiners, which nobody may know before
//! the draw, and their marks.

use serde::{Deserialize, Serialize};

use crate::posting::public_line;
use crate::reason::{FieldPath, PostingsWhy, Reason, Refusals, TypedWhy};
use crate::scheme::Examiners;
use crate::stage::StageKind;
use crate::timetable::{Stage, Timetable};
use crate::typed::{Line, fold};
use crate::word::words;

words! {
    /// The fields of a panel in its form.
    PanelPart {
        /// The interview that it sits in.
        Stage = "stage",
        /// What it is called.
        Name = "name",
        /// How many examiners it has.
        Examiners = "examiners",
        /// How many of them come from outside.
        Outside = "outside",
        /// Whether its chief is named.
        Chief = "chief",
    }
}

/// The most panels of a posting.
pub const MAX_PANELS: usize = 60;
/// The most examiners of a panel.
pub const MAX_EXAMINERS: u32 = 99;

/// A panel.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Panel {
    /// The name of its interview, where the timetable has several.
    pub stage: Option<Line>,
    /// What it is called.
    pub name: Line,
    /// How many examiners it has.
    pub examiners: u32,
    /// How many of them come from outside the selecting unit.
    pub outside: u32,
    /// Whether its chief examiner is named.
    pub chief: bool,
}

/// The panels of a posting in the order in which they were typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Panels(pub Vec<Panel>);

/// A row of the form, as typed. A row without a name is no panel.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PanelForm {
    /// The place of its interview among the interviews, from 1.
    pub stage: String,
    /// What it is called.
    pub name: String,
    /// How many examiners.
    pub examiners: String,
    /// How many from outside.
    pub outside: String,
    /// `yes` where its chief is named.
    pub chief: String,
}

/// The interviews of a timetable, in their order.
#[must_use]
pub fn interviews(timetable: &Timetable) -> Vec<&Stage> {
    timetable.0.iter().filter(|one| one.kind == StageKind::Interview).collect()
}

impl PanelPart {
    /// The path of this field in a row of the form.
    #[must_use]
    pub fn field(self, row: usize) -> String {
        format!("panel_{}.{row}.", self.word())
    }
}

fn path(part: PanelPart, row: usize) -> FieldPath {
    FieldPath::new(&part.field(row))
}

/// A whole number of people, at least `min`.
fn people(text: &str, min: u32, field: &FieldPath) -> Result<u32, Reason> {
    let folded = fold(text);
    if folded.is_empty() {
        return Err(TypedWhy::Missing.at(field));
    }
    let found: u32 = folded.parse().map_err(|_| TypedWhy::NotANumber.at(field))?;
    if (min..=MAX_EXAMINERS).contains(&found) {
        return Ok(found);
    }
    Err(TypedWhy::OutOfRange { min: i64::from(min), max: i64::from(MAX_EXAMINERS) }.at(field))
}

impl PanelForm {
    /// The form that shows a panel.
    #[must_use]
    pub fn of(panel: &Panel, timetable: &Timetable) -> Self {
        let place = interviews(timetable).iter().position(|one| one.name == panel.stage);
        Self {
            stage: place.map(|at| at.saturating_add(1).to_string()).unwrap_or_default(),
            name: panel.name.as_str().to_owned(),
            examiners: panel.examiners.to_string(),
            outside: panel.outside.to_string(),
            chief: if panel.chief { "yes" } else { "no" }.to_owned(),
        }
    }

    fn read(&self, row: usize, interviews: &[&Stage]) -> Result<Panel, Vec<Reason>> {
        let mut all = Refusals::default();
        let stage = all.take(self.stage(row, interviews));
        let name = all.take(public_line(&self.name, &path(PanelPart::Name, row)));
        let examiners = all.take(people(&self.examiners, 1, &path(PanelPart::Examiners, row)));
        let outside = all.take(people(&self.outside, 0, &path(PanelPart::Outside, row)));
        let chief = all.take(match self.chief.trim() {
            "yes" => Ok(true),
            "" | "no" => Ok(false),
            _ => Err(TypedWhy::NotAChoice.at(path(PanelPart::Chief, row))),
        });
        let counts = examiners.zip(outside).and_then(|(examiners, outside)| {
            let fits = if outside > examiners {
                Err(PostingsWhy::MoreOutside { examiners }.at(path(PanelPart::Outside, row)))
            } else {
                Ok((examiners, outside))
            };
            all.take(fits)
        });
        let panel = match (stage, name, counts, chief) {
            (Some(stage), Some(name), Some((examiners, outside)), Some(chief)) => {
                Some(Panel { stage, name, examiners, outside, chief })
            }
            _ => None,
        };
        all.settle(panel)
    }

    fn stage(&self, row: usize, interviews: &[&Stage]) -> Result<Option<Line>, Reason> {
        let typed = fold(&self.stage);
        let place = match (typed.is_empty(), interviews) {
            (true, [_]) => Some(1),
            _ => typed.parse::<usize>().ok(),
        };
        let found = place.and_then(|place| interviews.get(place.checked_sub(1)?));
        found.map(|one| one.name.clone()).ok_or_else(|| TypedWhy::NotAChoice.at(path(PanelPart::Stage, row)))
    }
}

impl Panels {
    /// Reads the rows of a form.
    ///
    /// # Errors
    /// [`PostingsWhy::NoInterview`] where the timetable has none; every refusal of a row at its field; [`PostingsWhy::MoreOutside`];
    /// [`PostingsWhy::PanelTwice`]; [`PostingsWhy::TooManyPanels`].
    pub fn read(forms: &[PanelForm], timetable: &Timetable) -> Result<Self, Vec<Reason>> {
        let interviews = interviews(timetable);
        if interviews.is_empty() {
            return Err(vec![PostingsWhy::NoInterview.reason()]);
        }
        let mut refused = Vec::new();
        let mut panels: Vec<Panel> = Vec::new();
        for (row, form) in forms.iter().enumerate().filter(|(_, form)| !fold(&form.name).is_empty()) {
            match form.read(row, &interviews) {
                Ok(one) => {
                    let same = |other: &Panel| (&other.stage, &other.name) == (&one.stage, &one.name);
                    if panels.iter().any(same) {
                        refused.push(PostingsWhy::PanelTwice.at(path(PanelPart::Name, row)));
                    }
                    panels.push(one);
                }
                Err(reasons) => refused.extend(reasons),
            }
        }
        if panels.len() > MAX_PANELS {
            let limit = u32::try_from(MAX_PANELS).unwrap_or(u32::MAX);
            refused.push(PostingsWhy::TooManyPanels { limit }.reason());
        }
        if refused.is_empty() { Ok(Self(panels)) } else { Err(refused) }
    }

    /// The interviews for which no panel is recorded.
    #[must_use]
    pub fn missing<'a>(&self, timetable: &'a Timetable) -> Vec<&'a Stage> {
        let mut all = interviews(timetable);
        all.retain(|stage| self.0.iter().all(|one| one.stage != stage.name));
        all
    }

    /// How many interviews have no panel, and how many panels of its interviews do not have what the rules ask for. Nothing lacks where
    /// no rule asks.
    #[must_use]
    pub fn lacking(&self, timetable: &Timetable, rules: &[Examiners]) -> (usize, usize) {
        if rules.is_empty() {
            return (0, 0);
        }
        let interviews = interviews(timetable);
        let sits = |one: &&Panel| interviews.iter().any(|stage| stage.name == one.stage);
        let short = self.0.iter().filter(sits).filter(|one| one.is_short(rules)).count();
        (self.missing(timetable).len(), short)
    }
}

impl Panel {
    /// Whether it has too few examiners, or too few of them from outside, by one of the rules.
    #[must_use]
    pub fn is_short(&self, rules: &[Examiners]) -> bool {
        rules.iter().any(|rule| !rule.is_met(self.examiners, self.outside))
    }
}

#[cfg(test)]
mod tests;
