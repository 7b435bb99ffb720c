//! Which part of an approved posting may still change, and until when.
//!
//! Owns: the refusals of a further revision. Refuses: who may propose or approve one (`access`).

use super::{Change, Pair};
use crate::calendar::{Instant, Window};
use crate::lifecycle::Phase;
use crate::reason::{ActsWhy, PostingsWhy, Reason};
use crate::timetable::{Stage, Timetable};

/// Where a posting stands when a revision of it is proposed or approved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Situation {
    /// Its phase; that of a suspended posting is the one it stopped in.
    pub phase: Phase,
    /// Now.
    pub now: Instant,
    /// Whether a list of it is public.
    pub listed: bool,
    /// The registration window that the revision leaves.
    pub window: Window,
}

/// Phases in which an approved posting may change at all.
pub const OPEN: [Phase; 6] = [
    Phase::Approved,
    Phase::Registering,
    Phase::Screening,
    Phase::Examining,
    Phase::Ranked,
    Phase::Published,
];

/// Phases until the end of screening: registration may be opened again, and files are judged.
const REGISTRATION: [Phase; 3] = [Phase::Approved, Phase::Registering, Phase::Screening];

/// Whether the conditions of a posting in that phase may still change: files are judged by them until screening ends.
#[must_use]
pub fn conditions_are_open(phase: Phase) -> bool {
    REGISTRATION.contains(&phase)
}

/// Refuses a revision with changes that may not be made any more.
///
/// # Errors
/// Every refusal, once: [`PostingsWhy::WrongPhase`] outside of [`OPEN`]; [`ActsWhy::NothingToDo`] for no change;
/// and what stands against single changes.
pub fn expect_allowed(changes: &[Change], at: Situation) -> Result<(), Vec<Reason>> {
    if let Err(reason) = at.phase.expect(&OPEN) {
        return Err(vec![reason]);
    }
    if changes.is_empty() {
        return Err(vec![ActsWhy::NothingToDo.reason()]);
    }
    let mut all: Vec<Reason> = Vec::new();
    for reason in changes.iter().filter_map(|change| refusal(change, at)) {
        if !all.contains(&reason) {
            all.push(reason);
        }
    }
    if all.is_empty() { Ok(()) } else { Err(all) }
}

fn refusal(change: &Change, at: Situation) -> Option<Reason> {
    let registering = REGISTRATION.contains(&at.phase);
    match change {
        Change::Stages(pair) => past(pair, at.now),
        // Whom to ask must be right to the end.
        Change::Enquiry(_) | Change::Supervision(_) => None,
        // After the last list only the stages that follow it still have dates to come.
        _ if at.phase == Phase::Published => Some(PostingsWhy::WrongPhase { phase: at.phase }.reason()),
        Change::Title(_) | Change::Notice(_) | Change::Attached(_) | Change::Detached(_) => None,
        Change::Authority(_) => Some(PostingsWhy::AuthorityStands.reason()),
        Change::Opens(pair) => opens(pair, at),
        Change::Closes(_) if !registering => Some(PostingsWhy::RegistrationSettled.reason()),
        Change::Closes(pair) => (pair.after <= at.now).then(|| PostingsWhy::ClosesInThePast.reason()),
        Change::Added(_) => {
            let open = registering && at.now < at.window.closes;
            (!open).then(|| PostingsWhy::PositionTooLate.reason())
        }
        Change::Gone(_) => Some(PostingsWhy::PositionStays.reason()),
        Change::Words(..)
        | Change::Details(..)
        | Change::Counted(_)
        | Change::General(_)
        | Change::Groups(_)
        | Change::Covered(_)
        | Change::Photo(_)
        // Whoever applied took these terms as they stood.
        | Change::Trial(_)
        | Change::Service(_) => (!registering).then(|| PostingsWhy::ConditionsSettled.reason()),
        Change::Plan(..)
        | Change::Unit(..)
        | Change::Name(..)
        | Change::Rule(..)
        | Change::Paper(..)
        | Change::Scheme(..) => at.listed.then(|| PostingsWhy::AlreadyListed.reason()),
    }
}

/// A stage that is new or has another time must not be over already; what has gone by may stay, and may go.
fn past(pair: &Pair<Timetable>, now: Instant) -> Option<Reason> {
    let new = |one: &&Stage| !pair.before.0.contains(one);
    let over = pair.after.0.iter().filter(new).find(|one| one.is_over(now))?;
    Some(PostingsWhy::StageInThePast { stage: over.kind }.reason())
}

fn opens(pair: &Pair<Instant>, at: Situation) -> Option<Reason> {
    if pair.before <= at.now || at.phase != Phase::Approved {
        return Some(PostingsWhy::OpenedAlready { opens: pair.before }.reason());
    }
    (pair.after <= at.now).then(|| PostingsWhy::OpensInThePast.reason())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::timetable::{StageKind, When};

    const WINDOW: Window = Window { opens: Instant(100), closes: Instant(200) };

    fn at(phase: Phase, now: i64) -> Situation {
        Situation { phase, now: Instant(now), listed: false, window: WINDOW }
    }

    fn moved(before: i64, after: i64) -> Pair<Instant> {
        Pair { before: Instant(before), after: Instant(after) }
    }

    #[test]
    fn a_deadline_moves_until_screening_ends_and_never_into_the_past() {
        let later = [Change::Closes(moved(150, 200))];
        for &phase in Phase::ALL {
            let allowed = expect_allowed(&later, at(phase, 199)).is_ok();
            assert_eq!(allowed, REGISTRATION.contains(&phase), "{phase:?}");
        }
        let past = expect_allowed(&later, at(Phase::Registering, 200));
        assert_eq!(past, Err(vec![PostingsWhy::ClosesInThePast.reason()]));
    }

    #[test]
    fn an_opening_moves_only_before_it_has_come() {
        let change = [Change::Opens(moved(100, 110))];
        assert_eq!(expect_allowed(&change, at(Phase::Approved, 99)), Ok(()));
        let opened = Err(vec![PostingsWhy::OpenedAlready { opens: Instant(100) }.reason()]);
        assert_eq!(expect_allowed(&change, at(Phase::Approved, 100)), opened);
        let past = expect_allowed(&[Change::Opens(moved(100, 90))], at(Phase::Approved, 95));
        assert_eq!(past, Err(vec![PostingsWhy::OpensInThePast.reason()]));
    }

    #[test]
    fn a_plan_stands_once_a_list_is_public_and_conditions_once_screening_is_over() {
        let plan = [Change::Plan("1".to_owned(), Pair { before: 2, after: 1 })];
        assert_eq!(expect_allowed(&plan, at(Phase::Ranked, 300)), Ok(()));
        let listed = Situation { listed: true, ..at(Phase::Ranked, 300) };
        let reason = PostingsWhy::AlreadyListed.reason();
        assert_eq!(expect_allowed(&plan, listed), Err(vec![reason]));
        let pair = Pair { before: "a".to_owned(), after: "b".to_owned() };
        let words = [Change::Words("1".to_owned(), pair)];
        assert_eq!(expect_allowed(&words, at(Phase::Screening, 300)), Ok(()));
        let reason = PostingsWhy::ConditionsSettled.reason();
        assert_eq!(expect_allowed(&words, at(Phase::Examining, 300)), Err(vec![reason]));
    }

    #[test]
    fn a_class_of_papers_changes_until_a_list_is_public_and_an_other_column_until_screening_is_over() {
        let cells = || Pair { before: Vec::new(), after: Vec::new() };
        let paper = [Change::Paper("1".to_owned(), cells())];
        let other = [Change::Details("1".to_owned(), cells())];
        for phase in [Phase::Approved, Phase::Screening, Phase::Examining, Phase::Ranked] {
            assert_eq!(expect_allowed(&paper, at(phase, 300)), Ok(()), "{phase:?}");
            let reason = PostingsWhy::ConditionsSettled.reason();
            let expected = if REGISTRATION.contains(&phase) { Ok(()) } else { Err(vec![reason]) };
            assert_eq!(expect_allowed(&other, at(phase, 300)), expected, "{phase:?}");
        }
        let listed = Situation { listed: true, ..at(Phase::Ranked, 300) };
        assert_eq!(expect_allowed(&paper, listed), Err(vec![PostingsWhy::AlreadyListed.reason()]));
    }

    #[test]
    fn a_stage_moves_until_the_selection_is_closed_and_never_into_the_past() {
        let stage = |opens, closes| {
            let when = When::Within(Window { opens: Instant(opens), closes: Instant(closes) });
            Stage { kind: StageKind::Written, name: None, when }
        };
        let table = |stages: &[Stage]| Timetable(stages.to_vec());
        let moved = |before: &[Stage], after: &[Stage]| {
            [Change::Stages(Box::new(Pair { before: table(before), after: table(after) }))]
        };
        let later = moved(&[stage(300, 310)], &[stage(400, 410)]);
        for &phase in Phase::ALL {
            assert_eq!(expect_allowed(&later, at(phase, 350)).is_ok(), OPEN.contains(&phase), "{phase:?}");
        }
        let past = Err(vec![PostingsWhy::StageInThePast { stage: StageKind::Written }.reason()]);
        assert_eq!(expect_allowed(&later, at(Phase::Examining, 410)), past);
        let gone = moved(&[stage(300, 310), stage(400, 410)], &[stage(300, 310)]);
        assert_eq!(expect_allowed(&gone, at(Phase::Examining, 500)), Ok(()), "what has gone by stays");
        let title = Change::Title(Pair { before: "a".to_owned(), after: "b".to_owned() });
        let pair = Pair { before: String::new(), after: "0551-62606371".to_owned() };
        let asked = [Change::Enquiry(pair.clone()), Change::Supervision(pair)];
        assert_eq!(
            expect_allowed(&asked, at(Phase::Published, 500)),
            Ok(()),
            "whom to ask changes to the end"
        );
        let terms = Pair { before: 12, after: 36 };
        for change in [[Change::Trial(terms.clone())], [Change::Service(terms)]] {
            assert_eq!(expect_allowed(&change, at(Phase::Screening, 150)), Ok(()));
            let late = expect_allowed(&change, at(Phase::Examining, 500));
            assert_eq!(
                late,
                Err(vec![PostingsWhy::ConditionsSettled.reason()]),
                "whoever applied relies on it"
            );
        }
        let late = expect_allowed(&[title], at(Phase::Published, 500));
        assert_eq!(late, Err(vec![PostingsWhy::WrongPhase { phase: Phase::Published }.reason()]));
    }

    #[test]
    fn nothing_changed_is_nothing_to_propose() {
        let nothing = expect_allowed(&[], at(Phase::Approved, 1));
        assert_eq!(nothing, Err(vec![ActsWhy::NothingToDo.reason()]));
    }
}
