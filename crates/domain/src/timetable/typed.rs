//! A timetable as it is typed, and what stands against it.

use serde::{Deserialize, Serialize};

use super::{MAX_STAGES, Stage, StageKind, Timetable, When};
use crate::calendar::Window;
use crate::eligibility::Day;
use crate::posting::public_line;
use crate::reason::{FieldPath, PostingsWhy, Reason, Refusals, TypedWhy};
use crate::typed::{self, fold};
use crate::word::words;

words! {
    /// The fields of a stage in the form of a timetable.
    Part {
        /// Its place among the stages.
        Place = "place",
        /// What it is.
        Kind = "kind",
        /// What it is called.
        Name = "name",
        /// Its day.
        Day = "day",
        /// Its first minute.
        Opens = "opens",
        /// The minute at which it is over.
        Closes = "closes",
    }
}

/// A row of the form of a timetable, as typed. A row without a kind is no stage.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct StageForm {
    /// Place among the stages; empty for that of its row.
    pub place: String,
    /// Word of its kind.
    pub kind: String,
    /// What it is called; may be empty.
    pub name: String,
    /// Its day; empty where it has a window or is to be announced.
    pub day: String,
    /// Its first minute.
    pub opens: String,
    /// The minute at which it is over.
    pub closes: String,
}

/// Something that stands against a timetable as a whole, at one of its stages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Misplaced {
    /// The place of the stage in the timetable.
    pub at: usize,
    /// The field that mends it.
    pub part: Part,
    /// What.
    pub why: PostingsWhy,
}

fn path(part: Part, row: usize) -> FieldPath {
    FieldPath::new(&part.field(row))
}

impl Part {
    /// The path of this field in a row of the form, as its control is named in the list of faults.
    #[must_use]
    pub fn field(self, row: usize) -> String {
        format!("stage_{}.{row}.", self.word())
    }
}

impl StageForm {
    fn of(place: usize, stage: &Stage) -> Self {
        let mut form = Self {
            place: place.saturating_add(1).to_string(),
            kind: stage.kind.word().to_owned(),
            name: stage.name.as_ref().map(|name| name.as_str().to_owned()).unwrap_or_default(),
            ..Self::default()
        };
        match stage.when {
            When::Open => {}
            When::On(day) => form.day = day.to_string(),
            When::Within(window) => {
                form.opens = window.opens.form_text();
                form.closes = window.closes.form_text();
            }
        }
        form
    }

    fn read(&self, row: usize) -> Result<(u32, Stage), Vec<Reason>> {
        let mut all = Refusals::default();
        let place = all.take(self.place(row));
        let kind = StageKind::from_word(self.kind.trim());
        let kind = all.take(kind.ok_or_else(|| TypedWhy::NotAChoice.at(path(Part::Kind, row))));
        let name = if fold(&self.name).is_empty() {
            Some(None)
        } else {
            all.take(public_line(&self.name, &path(Part::Name, row))).map(Some)
        };
        let when = all.take(self.when(row));
        let stage = match (place, kind, name, when) {
            (Some(place), Some(kind), Some(name), Some(when)) => Some((place, Stage { kind, name, when })),
            _ => None,
        };
        all.settle(stage)
    }

    fn place(&self, row: usize) -> Result<u32, Reason> {
        let typed = fold(&self.place);
        if typed.is_empty() {
            return Ok(u32::try_from(row).unwrap_or(u32::MAX).saturating_add(1));
        }
        typed.parse().map_err(|_| TypedWhy::NotANumber.at(path(Part::Place, row)))
    }

    fn when(&self, row: usize) -> Result<When, Reason> {
        let (day, opens, closes) = (fold(&self.day), self.opens.trim(), self.closes.trim());
        let field = |part| path(part, row);
        match (day.is_empty(), opens.is_empty(), closes.is_empty()) {
            (true, true, true) => Ok(When::Open),
            (false, true, true) => Day::parse(&day, &field(Part::Day)).map(When::On),
            (false, _, _) => Err(PostingsWhy::DayOrWindow.at(field(Part::Day))),
            (true, false, true) => Err(TypedWhy::Missing.at(field(Part::Closes))),
            (true, true, false) => Err(TypedWhy::Missing.at(field(Part::Opens))),
            (true, false, false) => {
                let opens = typed::moment(opens, &field(Part::Opens))?;
                let closes = typed::moment(closes, &field(Part::Closes))?;
                typed::window(opens, closes, &field(Part::Closes)).map(When::Within)
            }
        }
    }
}

impl Timetable {
    /// Reads the rows of a form and checks them with the registration window, where that is set.
    ///
    /// # Errors
    /// Every refusal, each at its field: a name as [`public_line`]; a day or a time that is none; [`TypedWhy::WindowBackwards`];
    /// [`PostingsWhy::DayOrWindow`]; [`PostingsWhy::TooManyStages`]; everything that [`Self::misplaced`] finds.
    pub fn read(forms: &[StageForm], registration: Option<Window>) -> Result<Self, Vec<Reason>> {
        let mut refused = Vec::new();
        let mut rows = Vec::new();
        for (row, form) in forms.iter().enumerate().filter(|(_, form)| !form.kind.trim().is_empty()) {
            match form.read(row) {
                Ok((place, stage)) => rows.push((place, row, stage)),
                Err(reasons) => refused.extend(reasons),
            }
        }
        if rows.len() > MAX_STAGES {
            let limit = u32::try_from(MAX_STAGES).unwrap_or(u32::MAX);
            refused.push(PostingsWhy::TooManyStages { limit }.reason());
        }
        if !refused.is_empty() {
            return Err(refused);
        }
        rows.sort_by_key(|(place, row, _)| (*place, *row));
        let (at, stages): (Vec<usize>, Vec<Stage>) =
            rows.into_iter().map(|(_, row, stage)| (row, stage)).unzip();
        let found = Self(stages);
        let row = |one: &Misplaced| at.get(one.at).copied().unwrap_or(0);
        let misplaced = found.misplaced(registration);
        if misplaced.is_empty() {
            return Ok(found);
        }
        Err(misplaced.iter().map(|one| one.why.at(path(one.part, row(one)))).collect())
    }

    /// The same timetable with the instants of `before` where a form, which holds whole minutes, did not change them.
    #[must_use]
    pub fn kept(self, before: &Self) -> Self {
        let shown = |when: When| match when {
            When::Within(window) => Some((window.opens.form_text(), window.closes.form_text())),
            When::Open | When::On(_) => None,
        };
        let kept = |one: Stage| {
            let stood = before.0.iter().find(|old| (old.kind, &old.name) == (one.kind, &one.name));
            let same = stood.filter(|old| shown(old.when).is_some() && shown(old.when) == shown(one.when));
            Stage { when: same.map_or(one.when, |old| old.when), ..one }
        };
        Self(self.0.into_iter().map(kept).collect())
    }

    /// The rows of the form that shows it.
    #[must_use]
    pub fn forms(&self) -> Vec<StageForm> {
        self.0.iter().enumerate().map(|(place, stage)| StageForm::of(place, stage)).collect()
    }

    /// What stands against it as a whole: a stage twice, one before the stage that it follows, one that begins before an earlier
    /// one, and one for which people must have registered first.
    #[must_use]
    pub fn misplaced(&self, registration: Option<Window>) -> Vec<Misplaced> {
        let mut all = Vec::new();
        let mut last: Option<(StageKind, crate::calendar::Instant)> = None;
        for (at, one) in self.0.iter().enumerate() {
            let (before, after) = self.0.split_at(at);
            if before.iter().any(|other| (other.kind, &other.name) == (one.kind, &one.name)) {
                all.push(Misplaced {
                    at,
                    part: Part::Name,
                    why: PostingsWhy::StageTwice { stage: one.kind },
                });
            }
            if let Some(first) = one.kind.follows().filter(|first| after.iter().any(|one| one.kind == *first))
            {
                let why = PostingsWhy::StageOrder { stage: one.kind, first };
                all.push(Misplaced { at, part: Part::Place, why });
            }
            let Some((span, latest)) = one.when.span().zip(one.when.latest()) else { continue };
            let part = if matches!(one.when, When::On(_)) { Part::Day } else { Part::Opens };
            if let Some((first, _)) = last.filter(|(_, opens)| latest < *opens) {
                let why = PostingsWhy::StageBefore { stage: one.kind, first };
                all.push(Misplaced { at, part, why });
            }
            if last.is_none_or(|(_, opens)| opens <= span.opens) {
                last = Some((one.kind, span.opens));
            }
            let Some(registration) = registration else { continue };
            let closes = registration.closes;
            if !one.kind.beside_registration() && latest < closes {
                let why = PostingsWhy::StageTooEarly { stage: one.kind, closes };
                all.push(Misplaced { at, part, why });
            }
            if one.kind == StageKind::Screening && span.closes < closes {
                let part = if part == Part::Day { part } else { Part::Closes };
                let why = PostingsWhy::StageTooShort { stage: one.kind, closes };
                all.push(Misplaced { at, part, why });
            }
        }
        all
    }

    /// Refuses a timetable that does not fit its registration window.
    ///
    /// # Errors
    /// Everything that [`Self::misplaced`] finds, at no field.
    pub fn expect_placed(&self, registration: Option<Window>) -> Result<(), Vec<Reason>> {
        let all: Vec<Reason> = self.misplaced(registration).into_iter().map(|one| one.why.reason()).collect();
        if all.is_empty() { Ok(()) } else { Err(all) }
    }
}
