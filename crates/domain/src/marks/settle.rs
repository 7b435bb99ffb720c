//! [`settle`]: once per posting, from sheets to entrants: every entry checked, panel scores made, rooms corrected. [`Settling`] does
//! the same for sheets that come one by one and are not kept.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::check::{self, Checked, Form};
use super::rooms::{self, RoomOf};
use super::{Fault, Name, Sheet, Wrong};
use crate::index::{FactAt, Index, Indexed, NodeAt, PointsAt, PositionAt, RowAt};
use crate::number::{Exact, Score};
use crate::scheme::{Scheme, Status};

/// A position as the computation sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Position {
    /// Its code.
    pub code: String,
    /// Places to fill (遴选计划数); `None` where no shortlist needs the number.
    pub plan: Option<u32>,
    /// The scheme that it names; `None` means the posting's own.
    pub scheme: Option<String>,
}

impl Position {
    /// Returns the name of its scheme, or `None` where that is the posting's own: an empty name names none.
    #[must_use]
    pub fn scheme_name(&self) -> Option<&str> {
        self.scheme.as_deref().filter(|name| !name.is_empty())
    }
}

/// Schemes and positions of a posting. The schemes are usable.
#[derive(Clone, Copy, Debug)]
pub struct Settings<'a> {
    /// The posting's own scheme, for positions that name none.
    pub scheme: Option<&'a Scheme>,
    /// Schemes by name.
    pub schemes: &'a BTreeMap<String, Scheme>,
    /// The positions.
    pub positions: &'a [Position],
}

impl<'a> Settings<'a> {
    /// Returns the scheme of a position.
    #[must_use]
    pub fn scheme_of(&self, position: &Position) -> Option<&'a Scheme> {
        match position.scheme_name() {
            None => self.scheme,
            Some(name) => self.schemes.get(name),
        }
    }

    /// Returns the positions in their order.
    pub fn pairs(&self) -> impl ExactSizeIterator<Item = (PositionAt, &'a Position)> + use<'a> {
        self.positions.iter().enumerate().map(|(place, position)| (PositionAt::of(place), position))
    }

    /// Returns a position, or `None` where there are fewer.
    #[must_use]
    pub fn position(&self, at: PositionAt) -> Option<&'a Position> {
        self.positions.get(at.place())
    }
}

/// What one person has in one component that is not made of parts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reading {
    /// Nothing yet.
    Blank,
    /// A status.
    Status(Status),
    /// A mark as entered, of which nothing else is known. Nearly all readings are of this kind.
    Mark(Score),
    /// A mark that a panel made, or that a room belongs to.
    Made(Box<Marked>),
}

impl Reading {
    /// Returns the mark before rounding.
    pub(crate) fn value(&self) -> Option<Exact> {
        match self {
            Self::Blank | Self::Status(_) => None,
            Self::Mark(score) => Some(Exact::from(*score)),
            Self::Made(made) => Some(made.value),
        }
    }

    /// Returns the sum of all examiners' marks with nothing dropped, or the mark itself where there is no panel.
    pub(crate) fn raw(&self) -> Option<Exact> {
        match self {
            Self::Made(made) => Some(made.raw),
            plain => plain.value(),
        }
    }

    /// Returns what is known of the mark beside its value: the panel's marks and the room.
    pub(crate) fn made(&self) -> Option<&Marked> {
        match self {
            Self::Made(made) => Some(made),
            Self::Blank | Self::Status(_) | Self::Mark(_) => None,
        }
    }

    /// Returns true where there is a mark.
    pub(crate) const fn is_mark(&self) -> bool {
        matches!(self, Self::Mark(_) | Self::Made(_))
    }
}

/// A mark with what it came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Marked {
    /// The mark as entered, or the panel's mean before rounding.
    pub value: Exact,
    /// The same after `round.value`: what the room's means are made of.
    pub rounded: Exact,
    /// The sum of all examiners' marks, nothing dropped; the mark itself where there is no panel.
    pub raw: Exact,
    /// The panel's marks.
    pub panel: Option<super::examiners::Scored>,
    /// The room.
    pub room: Option<RoomOf>,
}

/// One person of one position, checked and settled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entrant {
    /// The person.
    pub candidate: Name,
    /// What the person has in each node; `Blank` in those made of parts.
    pub(crate) readings: Indexed<NodeAt, Box<[Reading]>>,
    /// The points of each bonus.
    pub(crate) bonus: Indexed<PointsAt, Box<[Score]>>,
    /// The value of each fact.
    pub(crate) facts: Indexed<FactAt, Box<[Score]>>,
    /// What nobody entered of those, because it is asked only of people on a list: nearly always nothing. It reads as zero.
    pub(crate) blanks: Box<[Blank]>,
}

/// Points or a fact that nobody entered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Blank {
    /// The points of a bonus.
    Points(PointsAt),
    /// A fact.
    Fact(FactAt),
}

/// The people of a position, by row.
pub(crate) type Entrants<'a> = Indexed<RowAt, &'a [Entrant]>;

/// A position whose people sat in several rooms without a correction rule: the officer is warned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Split {
    /// The position.
    pub position: String,
    /// The component.
    pub component: String,
    /// The rooms.
    pub rooms: Vec<String>,
}

/// Everything settled.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Settled {
    /// The entrants of each position that has any, by position code and then by the bytes of the candidate's number.
    pub entrants: BTreeMap<String, Vec<Entrant>>,
    /// Warnings.
    pub splits: Vec<Split>,
}

/// Checks all sheets of a posting, makes panel scores, corrects rooms and finds the means of the day.
///
/// # Errors
/// Every [`Fault`] there is, sorted, so that input order never matters.
pub fn settle(settings: &Settings<'_>, sheets: &[Sheet]) -> Result<Settled, Vec<Fault>> {
    let mut settling = Settling::new(settings);
    sheets.iter().for_each(|sheet| settling.take(sheet));
    settling.finish()
}

/// Settles sheets that come one after the other. A sheet is checked as it comes and need not be kept: what stays of a person is
/// the [`Entrant`].
pub struct Settling<'a> {
    groups: BTreeMap<&'a str, Group<'a>>,
    faults: Vec<Fault>,
}

/// The people of a position so far.
pub(super) struct Group<'a> {
    /// The position.
    pub position: &'a Position,
    /// The columns of its scheme, or `None` where there is no such scheme.
    pub form: Option<Arc<Form<'a>>>,
    /// The people, sorted only in the end.
    pub people: Vec<Checked>,
}

impl<'a> Settling<'a> {
    /// Begins with nobody.
    #[must_use]
    pub fn new(settings: &Settings<'a>) -> Self {
        let mut forms = check::Forms::default();
        let group = |position: &'a Position| {
            let scheme = settings.scheme_of(position);
            let form = scheme.map(|scheme| forms.form(position.scheme_name(), scheme));
            (position.code.as_str(), Group { position, form, people: Vec::new() })
        };
        Self { groups: settings.positions.iter().map(group).collect(), faults: Vec::new() }
    }

    /// Checks one sheet; what is wrong with it is told at the end.
    pub fn take(&mut self, sheet: &Sheet) {
        let group = self.groups.get_mut(sheet.position.as_str());
        let wrong = match group {
            None => Wrong::UnknownPosition,
            Some(Group { form: Some(form), people, .. }) => {
                people.push(check::check(form, sheet, &mut self.faults));
                return;
            }
            Some(Group { position, form: None, .. }) => {
                Wrong::UnknownScheme { name: position.scheme.clone().unwrap_or_default() }
            }
        };
        let candidate = Some(sheet.candidate.clone());
        self.faults.push(Fault { position: sheet.position.clone(), candidate, column: None, wrong });
    }

    /// Settles all sheets that came.
    ///
    /// # Errors
    /// Every [`Fault`] there is, sorted and each once, so that input order never matters.
    pub fn finish(self) -> Result<Settled, Vec<Fault>> {
        let Self { groups, mut faults } = self;
        let mut groups: Vec<Group<'_>> =
            groups.into_values().filter(|group| !group.people.is_empty()).collect();
        for group in &mut groups {
            group.people.sort_unstable_by(|a, b| a.entrant.candidate.cmp(&b.entrant.candidate));
            faults.extend(group.repeated());
        }
        let blanks = check::blanks(&groups, &faults);
        faults.extend(blanks);
        let splits = rooms::correct(&mut groups, &mut faults);
        if !faults.is_empty() {
            faults.sort();
            faults.dedup();
            return Err(faults);
        }
        let entrants = |group: Group<'_>| {
            let mut people: Vec<Entrant> = group.people.into_iter().map(|one| one.entrant).collect();
            // What was needed for the checks is given back, which is much where many people compete for one position.
            people.shrink_to_fit();
            (group.position.code.clone(), people)
        };
        Ok(Settled { entrants: groups.into_iter().map(entrants).collect(), splits })
    }
}

impl Group<'_> {
    /// Returns a fault for each person of whom there are two sheets; the people are sorted.
    fn repeated(&self) -> impl Iterator<Item = Fault> {
        let pairs = self.people.iter().zip(self.people.iter().skip(1));
        pairs.filter(|(one, next)| one.entrant.candidate == next.entrant.candidate).map(|(one, _)| Fault {
            position: self.position.code.clone(),
            candidate: Some(one.entrant.candidate.to_string()),
            column: None,
            wrong: Wrong::DuplicateSheet,
        })
    }
}
