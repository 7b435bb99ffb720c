//! What stands against an act on a posting or its positions.

use serde::{Deserialize, Serialize};

use crate::calendar::Instant;
use crate::stage::StageKind;
use crate::states::Phase;

/// What stands against an act on a posting or its positions.
#[expect(missing_docs, reason = "the sentence of each variant says what its fields are")]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum PostingsWhy {
    /// The posting is in another phase.
    WrongPhase { phase: Phase },
    /// Registration would close in the past.
    ClosesInThePast,
    /// A decision on the course of the posting waits already.
    DecisionWaits,
    /// Registration would have closed while the posting was suspended, and has no new closing time.
    ClosedMeanwhile { closes: Instant },
    /// A version of the posting waits for the competent department already.
    RevisionWaits,
    /// Another revision came in force after the one that this was written from.
    RevisionOvertaken,
    /// The selecting authority of an approved posting changes: roles reach by it.
    AuthorityStands,
    /// Registration has opened, and its opening would change.
    OpenedAlready { opens: Instant },
    /// Registration would open in the past.
    OpensInThePast,
    /// Screening is over, and the registration window would change.
    RegistrationSettled,
    /// Screening is over, and conditions would change.
    ConditionsSettled,
    /// A list is public, and what it was counted by would change.
    AlreadyListed,
    /// Registration has closed, and a position would come on top.
    PositionTooLate,
    /// A position of an approved posting would go.
    PositionStays,
    /// A confirmation of openings waits for the competent department already.
    OpeningWaits,
    /// A round of moves waits for the competent department already.
    AdjustmentWaits,
    /// No scheme lets people move after the marks.
    NoAdjustmentRule,
    /// No list is out yet, by which people could know that they are on none.
    AdjustmentTooEarly,
    /// The window of another round is not over.
    AdjustmentRuns { closes: Instant },
    /// No position of a round takes anybody.
    NobodyTaken,
    /// The window would close in the past.
    AdjustmentInThePast,
    /// The positions of a round are others since it was proposed.
    AdjustmentOvertaken,
    /// A position that is merged into another opens no places of its own.
    MergedOpens,
    /// No position is below its opening ratio that was not decided on.
    NothingBelow,
    /// How many people the opening ratio counts can still change.
    OpeningUnsettled,
    /// How many people a position has changed since the confirmation was proposed.
    OpeningOvertaken,
    /// More places would open than are planned.
    MorePlaces { plan: u32 },
    /// No scheme of the positions that would be cancelled lets people choose another.
    NoRechoice,
    /// A position that is cut was not asked for, or stands twice.
    PositionGone,
    /// Every position would be struck.
    NothingLeft,
    /// A version was approved with fewer places, and its authors have not answered.
    CutWaits,
    /// No version waits that was approved with fewer places.
    NoCut,
    /// The posting has no registration dates yet.
    NoDates,
    /// The posting has no positions.
    NoPositions,
    /// The position code stands twice in the posting.
    PositionTaken,
    /// A stage has a day and a window.
    DayOrWindow,
    /// A timetable has more stages than it may have.
    TooManyStages { limit: u32 },
    /// The timetable has no interview for which a panel could be recorded.
    NoInterview,
    /// More examiners come from outside than the panel has.
    MoreOutside { examiners: u32 },
    /// A panel of an interview stands twice under the same name.
    PanelTwice,
    /// There are more panels than there may be.
    TooManyPanels { limit: u32 },
    /// A version of the interview's plan waits for the competent department already.
    InterviewPlanWaits,
    /// A stage stands twice under the same name.
    StageTwice { stage: StageKind },
    /// A stage stands before the one that it follows.
    StageOrder { stage: StageKind, first: StageKind },
    /// A stage begins before one that stands before it.
    StageBefore { stage: StageKind, first: StageKind },
    /// A stage that needs everybody who registered begins before registration closes.
    StageTooEarly { stage: StageKind, closes: Instant },
    /// A stage ends before registration does.
    StageTooShort { stage: StageKind, closes: Instant },
    /// The scheme counts from the window of a stage that the timetable does not have.
    StageNeeded { stage: StageKind },
    /// A stage would be in the past.
    StageInThePast { stage: StageKind },
    /// The timetable says that a stage has not begun.
    StageNotBegun { stage: StageKind, opens: Instant },
    /// The timetable says that a stage is over.
    StageOver { stage: StageKind, closes: Instant },
    /// A time was typed for a stage that the timetable gives another.
    StageElsewhere { stage: StageKind, closes: Instant },
}
