//! What the demonstration consists of, before anything is written.
//!
//! Owns: the shapes of a planned posting and of the people in it. Refuses: results; ranks and lists are computed by the
//! same code as everywhere.

use domain::calendar::{Instant, Window};
use domain::eligibility::Conditions;
use domain::lifecycle::Phase;
use domain::number::Score;
use domain::posting::{Following, PositionTerms, PostingTerms, Telephones};
use domain::sample::{Background, Individual};
use domain::scheme::Status;
use domain::screening::Verdict;
use domain::timetable::{StageForm, StageKind};
use domain::typed::{Line, NoticeText};
use domain::workdays::iso;
use serde::Deserialize;

use super::Broken;

/// A posting, how far it goes, and when each step is taken.
pub(super) struct PostingPlan {
    /// Its terms.
    pub terms: PostingTerms,
    /// The position table.
    pub positions: Vec<PositionTerms>,
    /// The schemes as the officer's file holds them.
    pub scheme: &'static str,
    /// What the positions ask, typed.
    pub conditions: Conditions,
    /// How far the posting goes.
    pub reaches: Phase,
    /// What happens on its way.
    pub course: Course,
    /// When it was written, approved, examined, ranked and published.
    pub days: Days,
    /// The people.
    pub applicants: Applicants,
    /// How many there are.
    pub count: u64,
}

/// What happens on the way of a posting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Course {
    /// Every list comes out once, and everybody stays on it.
    Smooth,
    /// Positions are below their opening ratio, and where lists come out, they are corrected, changed by decision and back-filled.
    Eventful,
}

/// People one after the other, so that a hundred thousand need not be held at once.
pub(super) type Applicants = Box<dyn Iterator<Item = Applicant> + Send>;

/// When the steps of a posting are taken.
#[derive(Clone, Copy, Debug)]
pub(super) struct Days {
    /// Created and sent to the competent department.
    pub written: Instant,
    /// Approved.
    pub approved: Instant,
    /// Screening finished, tickets issued.
    pub screened: Instant,
    /// The written marks came in.
    pub marked: Instant,
    /// The interview list was published.
    pub invited: Instant,
    /// The interview marks came in and the ranking was computed.
    pub ranked: Instant,
    /// The inspection list was published.
    pub published: Instant,
}

/// One planned application.
#[derive(Debug)]
pub(super) struct Applicant {
    /// Place of the position in the table.
    pub position: usize,
    /// Section 1.
    pub person: Individual,
    /// Sections 2 and 3.
    pub background: Background,
    /// How far it went.
    pub standing: Standing,
    /// When it was sent, or started where it was not.
    pub at: Instant,
    /// Marks of the written test by column.
    pub written: Vec<(&'static str, Score)>,
    /// The interview, where the person was invited.
    pub interview: Option<Interview>,
    /// Whether it belongs to the printed candidate's account.
    pub known: bool,
}

/// How far an application went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    /// Not sent.
    Draft,
    /// Sent, not judged.
    Submitted,
    /// Judged.
    Judged(Verdict),
    /// Withdrawn.
    Withdrew,
}

/// What came of the interview.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Interview {
    /// A mark.
    Mark(Score),
    /// A status instead.
    Status(Status),
}

/// What the notices say, and the words of refusals.
#[derive(Debug, Deserialize)]
pub(super) struct Texts {
    pub zhengzhou: Notice,
    pub anhui: Notice,
    pub eventful: Notice,
    pub below: Notice,
    pub open: Notice,
    pub awaiting: Notice,
    pub size: Notice,
    pub refusals: Vec<Refusal>,
    pub decision: DecisionWords,
    pub eventful_words: EventfulWords,
}

/// What officers and a candidate wrote of the eventful selection.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct EventfulWords {
    pub below: String,
    pub review: String,
    pub stands: String,
    pub misread: String,
    pub cause: String,
    pub moved_up: String,
}

/// What a body decided, and what strangers said of it.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct DecisionWords {
    pub body: String,
    pub minutes: String,
    pub objection: String,
    pub enquiry: String,
    pub task: String,
    pub findings: String,
}

/// The words of one posting.
#[derive(Debug, Deserialize)]
pub(super) struct Notice {
    title: String,
    authority: String,
    enquiry: String,
    supervision: String,
    notice: String,
}

/// A ground and words that the candidate reads.
#[derive(Debug, Deserialize)]
pub(super) struct Refusal {
    ground: String,
    words: String,
}

impl Texts {
    pub(super) fn read() -> Result<Self, Broken> {
        toml::from_str(include_str!("../../demo/texts.toml")).map_err(|error| Broken(error.to_string()))
    }

    /// The refusals as verdicts.
    pub(super) fn verdicts(&self) -> Result<Vec<Verdict>, Broken> {
        self.refusals
            .iter()
            .map(|it| Verdict::refused(&it.ground, &it.words).map_err(|why| Broken(format!("{why:?}"))))
            .collect()
    }
}

impl Notice {
    /// The posting's terms with a registration window.
    pub(super) fn terms(&self, registration: Window) -> PostingTerms {
        PostingTerms {
            title: Line::stored(self.title.clone()),
            authority: Line::stored(self.authority.clone()),
            notice: NoticeText::stored(self.notice.trim().to_owned()),
            telephones: Telephones::stored(&self.enquiry, &self.supervision),
            following: Following::default(),
            registration,
        }
    }
}

/// Seconds of a day.
pub(super) const DAY: i64 = 86_400;

/// Nine in the morning, Beijing time, of the day `days` from `now`'s (negative: before).
pub(super) fn morning(now: Instant, days: i64) -> Instant {
    let shift = 8 * 3600 * 1000;
    let midnight = (now.0 + shift).div_euclid(DAY * 1000) * DAY * 1000 - shift;
    Instant(midnight).plus_seconds(days * DAY + 9 * 3600)
}

/// A window from `opens` to `closes` days from `now`'s day.
pub(super) fn window(now: Instant, opens: i64, closes: i64) -> Window {
    Window { opens: morning(now, opens), closes: morning(now, closes).plus_seconds(9 * 3600) }
}

impl Days {
    /// The steps of a posting whose registration was open in `registration`: the usual distances.
    pub(super) fn around(registration: Window) -> Self {
        let after = |days: i64| registration.closes.plus_seconds(days * DAY);
        Self {
            written: registration.opens.plus_seconds(-5 * DAY),
            approved: registration.opens.plus_seconds(-2 * DAY),
            screened: after(6),
            marked: after(20),
            invited: after(24),
            ranked: after(34),
            published: after(36),
        }
    }

    /// The timetable as it is typed: what the steps keep to, and what is announced later.
    pub(super) fn stages(&self, opens: &str) -> Vec<StageForm> {
        let stage = |kind: StageKind| StageForm { kind: kind.word().to_owned(), ..StageForm::default() };
        let on = |kind, at: Instant| StageForm { day: iso(at.date()), ..stage(kind) };
        let screening = StageForm {
            opens: opens.to_owned(),
            closes: self.screened.plus_seconds(DAY).form_text(),
            ..stage(StageKind::Screening)
        };
        vec![
            screening,
            stage(StageKind::Tickets),
            on(StageKind::Written, self.marked.plus_seconds(-6 * DAY)),
            on(StageKind::WrittenResults, self.invited),
            on(StageKind::Interview, self.ranked.plus_seconds(-2 * DAY)),
            on(StageKind::InterviewResults, self.published),
            stage(StageKind::Inspection),
            stage(StageKind::Decision),
            stage(StageKind::Publicity),
        ]
    }
}
