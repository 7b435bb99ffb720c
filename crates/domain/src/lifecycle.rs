//! What may happen when: phases of a posting and states of an application.
//!
//! Owns: the only transitions of [`Phase`] and [`ApplicationState`]. Refuses: who may act (that is `access`).

use serde::{Deserialize, Serialize};

use crate::calendar::{Instant, Standing, Window};
use crate::reason::{ApplicationsWhy, PostingsWhy, Reason};
pub use crate::states::{ApplicationState, Phase};
use crate::word::words;

words! {
    /// What moves a posting from one phase to the next.
    Step {
        /// The author sends it to the competent department.
        Submit = "submit",
        /// The competent department sends it back with a reason.
        Return = "return",
        /// The competent department approves the digest shown.
        Approve = "approve",
        /// The author accepts what was approved with fewer places or without a position.
        AcceptCut = "accept_cut",
        /// The author does not accept it, and drafts again.
        DeclineCut = "decline_cut",
        /// The opening time has come.
        OpenRegistration = "open_registration",
        /// The closing time has come.
        CloseRegistration = "close_registration",
        /// The opening time lies ahead again: a clock was wrong when registration opened.
        TakeBackOpening = "take_back_opening",
        /// The closing time lies ahead again: a clock was wrong when registration closed.
        TakeBackClosing = "take_back_closing",
        /// Every application is decided; tickets are issued.
        FinishScreening = "finish_screening",
        /// Marks are complete and the ranking stands.
        Rank = "rank",
        /// A mark must be corrected: the ranking falls.
        Reopen = "reopen",
        /// The second signature.
        Publish = "publish",
        /// A published list is corrected: marks can be changed again.
        Correct = "correct",
        /// Nobody passed screening, and the competent department ends the selection.
        End = "end",
        /// Nothing is left to be done, and the competent department closes the selection.
        Close = "close",
        /// The competent department stops the selection for a while.
        Suspend = "suspend",
        /// Screening was finished too early or on a wrong ground, and is opened again.
        ReopenScreening = "reopen_screening",
        /// The competent department cancels the selection, for good.
        Cancel = "cancel",
        /// Its authors take it back before it was approved.
        Withdraw = "withdraw",
    }
}

impl Phase {
    /// The phase after `step`.
    ///
    /// # Errors
    /// [`PostingsWhy::WrongPhase`] where this phase does not know the step.
    pub const fn after(self, step: Step) -> Result<Self, Reason> {
        match (self, step) {
            (Self::Draft, Step::Submit) => Ok(Self::Submitted),
            (Self::Submitted, Step::Return | Step::DeclineCut) => Ok(Self::Draft),
            (Self::Submitted, Step::Approve | Step::AcceptCut) => Ok(Self::Approved),
            (Self::Approved, Step::OpenRegistration) | (Self::Screening, Step::TakeBackClosing) => {
                Ok(Self::Registering)
            }
            (Self::Registering, Step::CloseRegistration) => Ok(Self::Screening),
            (Self::Registering, Step::TakeBackOpening) => Ok(Self::Approved),
            (Self::Screening, Step::FinishScreening)
            | (Self::Ranked, Step::Reopen)
            | (Self::Published, Step::Correct) => Ok(Self::Examining),
            (Self::Examining | Self::Ranked, Step::Rank) => Ok(Self::Ranked),
            (Self::Ranked, Step::Publish) => Ok(Self::Published),
            (Self::Examining | Self::Ranked, Step::ReopenScreening) => Ok(Self::Screening),
            (Self::Screening, Step::End) => Ok(Self::Ended),
            (Self::Published, Step::Close) => Ok(Self::Closed),
            (Self::Draft | Self::Submitted, Step::Withdraw) => Ok(Self::Withdrawn),
            (phase, Step::Suspend) if phase.runs() => Ok(Self::Suspended),
            (phase, Step::Cancel) if phase.runs() || matches!(phase, Self::Suspended) => Ok(Self::Ended),
            (phase, _) => Err(PostingsWhy::WrongPhase { phase }.reason()),
        }
    }

    /// Whether the selection is public and goes on: from its approval until it is over.
    #[must_use]
    pub const fn runs(self) -> bool {
        matches!(
            self,
            Self::Approved
                | Self::Registering
                | Self::Screening
                | Self::Examining
                | Self::Ranked
                | Self::Published
        )
    }

    /// Whether ticket numbers are out: everybody who passed has one, and may read it.
    #[must_use]
    pub const fn has_tickets(self) -> bool {
        matches!(self, Self::Examining | Self::Ranked | Self::Published | Self::Closed)
    }

    /// Whether this phase is one of `wanted`.
    ///
    /// # Errors
    /// [`PostingsWhy::WrongPhase`] where it is not.
    pub fn expect(self, wanted: &[Self]) -> Result<(), Reason> {
        if wanted.contains(&self) { Ok(()) } else { Err(PostingsWhy::WrongPhase { phase: self }.reason()) }
    }

    /// Whether the public may see the posting.
    #[must_use]
    pub const fn is_public(self) -> bool {
        !matches!(self, Self::Draft | Self::Submitted | Self::Withdrawn)
    }

    /// The step that the clock alone brings at `now`, if it is due. A posting approved after its window closed opens and
    /// closes in turn.
    #[must_use]
    pub fn due(self, window: Window, now: Instant) -> Option<Step> {
        match (self, window.standing(now)) {
            (Self::Approved, Standing::Inside | Standing::After) => Some(Step::OpenRegistration),
            (Self::Registering, Standing::After) => Some(Step::CloseRegistration),
            _ => None,
        }
    }

    /// The step that mends what a wrong clock brought: a registration that is open before its time, or closed before its
    /// time; or, in the act that moves the closing time of a registration that is over, leads back to it.
    #[must_use]
    pub fn untimely(self, window: Window, now: Instant) -> Option<Step> {
        match (self, window.standing(now)) {
            (Self::Registering, Standing::Before) => Some(Step::TakeBackOpening),
            (Self::Screening, Standing::Before | Standing::Inside) => Some(Step::TakeBackClosing),
            _ => None,
        }
    }

    /// Whether an application may be started, changed, submitted or withdrawn at `now`. The window decides; the stored
    /// phase may lag behind the clock by a tick and must neither lengthen nor shorten the window.
    ///
    /// # Errors
    /// [`ApplicationsWhy::NotYetOpen`], [`ApplicationsWhy::AlreadyClosed`] or [`PostingsWhy::WrongPhase`].
    pub fn expect_registration(self, window: Window, now: Instant) -> Result<(), Reason> {
        if !matches!(self, Self::Approved | Self::Registering | Self::Screening) {
            return Err(PostingsWhy::WrongPhase { phase: self }.reason());
        }
        match window.standing(now) {
            Standing::Before => Err(ApplicationsWhy::NotYetOpen { opens: window.opens }.reason()),
            Standing::Inside => Ok(()),
            Standing::After => Err(ApplicationsWhy::AlreadyClosed { closed: window.closes }.reason()),
        }
    }
}

/// Whether an application may be extended individually (个别延期) until then: in a posting whose screening was not finished, before a
/// verdict, and later than now and than everybody's deadline.
///
/// # Errors
/// [`PostingsWhy::WrongPhase`]; [`ApplicationsWhy::ExtensionAfterVerdict`] or [`ApplicationsWhy::WrongState`];
/// [`ApplicationsWhy::ExtensionTooShort`] at `until`.
pub fn expect_extensible(
    (phase, window): (Phase, Window),
    state: ApplicationState,
    until: Instant,
    now: Instant,
) -> Result<(), Reason> {
    phase.expect(&[Phase::Approved, Phase::Registering, Phase::Screening])?;
    match state {
        ApplicationState::Draft | ApplicationState::Submitted => {}
        ApplicationState::Passed | ApplicationState::Refused => {
            return Err(ApplicationsWhy::ExtensionAfterVerdict.reason());
        }
        ApplicationState::Withdrew | ApplicationState::Lapsed => {
            return Err(ApplicationsWhy::WrongState { state }.reason());
        }
    }
    if until <= now || until <= window.closes {
        return Err(ApplicationsWhy::ExtensionTooShort { closes: window.closes }.at("until"));
    }
    Ok(())
}

words! {
    /// What happens to an application.
    Turn {
        /// The candidate sends it.
        Submit = "submit",
        /// The candidate takes it back to change it: before anybody judged it, or a refusal where the scheme lets people mend it.
        Recall = "recall",
        /// The candidate withdraws it for good.
        Withdraw = "withdraw",
        /// A screener passes it.
        Pass = "pass",
        /// A screener refuses it.
        Refuse = "refuse",
        /// A screener undoes a verdict with a reason.
        Undo = "undo",
        /// Its position is cancelled.
        Lapse = "lapse",
        /// The candidate chooses another position in place of a cancelled one (改报).
        Rechoose = "rechoose",
    }
}

impl ApplicationState {
    /// Whether what was sent last is in force, so that its recommendation form (报名推荐表) counts.
    #[must_use]
    pub const fn has_form(self) -> bool {
        matches!(self, Self::Submitted | Self::Passed)
    }

    /// Whether a verdict of screening stands.
    #[must_use]
    pub const fn is_judged(self) -> bool {
        matches!(self, Self::Passed | Self::Refused)
    }

    /// The state after `turn`.
    ///
    /// # Errors
    /// [`ApplicationsWhy::WrongState`] where this state does not know the turn.
    pub const fn after(self, turn: Turn) -> Result<Self, Reason> {
        match (self, turn) {
            (Self::Draft, Turn::Submit) | (Self::Passed | Self::Refused, Turn::Undo) => Ok(Self::Submitted),
            (Self::Submitted | Self::Refused, Turn::Recall)
            | (Self::Draft | Self::Lapsed, Turn::Rechoose) => Ok(Self::Draft),
            (Self::Submitted | Self::Passed, Turn::Lapse) => Ok(Self::Lapsed),
            (Self::Draft | Self::Submitted, Turn::Withdraw) => Ok(Self::Withdrew),
            (Self::Submitted, Turn::Pass) => Ok(Self::Passed),
            (Self::Submitted, Turn::Refuse) => Ok(Self::Refused),
            (state, _) => Err(ApplicationsWhy::WrongState { state }.reason()),
        }
    }

    /// Whether the application still stands in the way of another one by the same person in the same posting. One that was
    /// withdrawn or refused does not: while registration is open the person may choose another position.
    #[must_use]
    pub const fn is_live(self) -> bool {
        !matches!(self, Self::Withdrew | Self::Refused)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_phases_run_in_one_line_with_five_ways_back_two_that_mend_a_clock_and_three_ways_out() {
        let mut edges = Vec::new();
        for &phase in Phase::ALL {
            for &step in Step::ALL {
                if let Ok(next) = phase.after(step) {
                    edges.push(format!("{} -{}-> {}", phase.word(), step.word(), next.word()));
                }
            }
        }
        insta::assert_snapshot!(edges.join("\n"), @r"
        draft -submit-> submitted
        draft -withdraw-> withdrawn
        submitted -return-> draft
        submitted -approve-> approved
        submitted -accept_cut-> approved
        submitted -decline_cut-> draft
        submitted -withdraw-> withdrawn
        approved -open_registration-> registering
        approved -suspend-> suspended
        approved -cancel-> ended
        registering -close_registration-> screening
        registering -take_back_opening-> approved
        registering -suspend-> suspended
        registering -cancel-> ended
        screening -take_back_closing-> registering
        screening -finish_screening-> examining
        screening -end-> ended
        screening -suspend-> suspended
        screening -cancel-> ended
        examining -rank-> ranked
        examining -suspend-> suspended
        examining -reopen_screening-> screening
        examining -cancel-> ended
        ranked -rank-> ranked
        ranked -reopen-> examining
        ranked -publish-> published
        ranked -suspend-> suspended
        ranked -reopen_screening-> screening
        ranked -cancel-> ended
        published -correct-> examining
        published -close-> closed
        published -suspend-> suspended
        published -cancel-> ended
        suspended -cancel-> ended
        ");
    }

    #[test]
    fn nothing_leaves_ended_withdrawn_or_withdrew() {
        for last in [Phase::Ended, Phase::Closed, Phase::Withdrawn] {
            assert!(Step::ALL.iter().all(|step| last.after(*step).is_err()));
        }
        assert!(Turn::ALL.iter().all(|turn| ApplicationState::Withdrew.after(*turn).is_err()));
    }

    #[test]
    fn a_registration_that_a_wrong_clock_turned_is_turned_back_and_no_other() {
        let window = Window { opens: Instant(100), closes: Instant(200) };
        assert_eq!(Phase::Screening.untimely(window, Instant(199)), Some(Step::TakeBackClosing));
        assert_eq!(Phase::Screening.untimely(window, Instant(200)), None);
        assert_eq!(Phase::Registering.untimely(window, Instant(99)), Some(Step::TakeBackOpening));
        assert_eq!(Phase::Registering.untimely(window, Instant(150)), None);
        assert_eq!(Phase::Examining.untimely(window, Instant(150)), None);
    }

    #[test]
    fn an_extension_opens_the_window_for_one_until_its_end_and_in_no_other_phase() {
        let window = Window { opens: Instant(100), closes: Instant(200) };
        let own = window.extended(Some(Instant(300)));
        assert_eq!(window.extended(Some(Instant(150))), window, "it never shortens");
        assert_eq!(Phase::Screening.expect_registration(own, Instant(299)), Ok(()));
        let closed = Err(ApplicationsWhy::AlreadyClosed { closed: Instant(300) }.reason());
        assert_eq!(Phase::Screening.expect_registration(own, Instant(300)), closed);
        for &phase in Phase::ALL {
            let open = matches!(phase, Phase::Approved | Phase::Registering | Phase::Screening);
            assert_eq!(phase.expect_registration(own, Instant(250)).is_ok(), open, "{phase:?}");
            let asked =
                expect_extensible((phase, window), ApplicationState::Draft, Instant(300), Instant(250));
            assert_eq!(asked.is_ok(), open, "{phase:?}");
        }
        let at = |state, until, now| {
            expect_extensible((Phase::Screening, window), state, Instant(until), Instant(now))
        };
        let short = Err(ApplicationsWhy::ExtensionTooShort { closes: Instant(200) }.at("until"));
        assert_eq!(at(ApplicationState::Draft, 200, 150), short, "everybody has that long");
        assert_eq!(at(ApplicationState::Submitted, 250, 250), short, "it is over at once");
        assert_eq!(at(ApplicationState::Submitted, 251, 250), Ok(()));
        for state in [ApplicationState::Passed, ApplicationState::Refused, ApplicationState::Withdrew] {
            assert!(at(state, 300, 250).is_err(), "{state:?}");
        }
    }

    #[test]
    fn a_lagging_phase_neither_lengthens_nor_shortens_the_window() {
        let window = Window { opens: Instant(100), closes: Instant(200) };
        assert_eq!(
            Phase::Registering.expect_registration(window, Instant(200)),
            Err(ApplicationsWhy::AlreadyClosed { closed: Instant(200) }.reason())
        );
        assert_eq!(Phase::Approved.expect_registration(window, Instant(100)), Ok(()));
        assert_eq!(
            Phase::Approved.expect_registration(window, Instant(99)),
            Err(ApplicationsWhy::NotYetOpen { opens: Instant(100) }.reason())
        );
        assert_eq!(
            Phase::Draft.expect_registration(window, Instant(150)),
            Err(PostingsWhy::WrongPhase { phase: Phase::Draft }.reason())
        );
    }
}
