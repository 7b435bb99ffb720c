use std::fmt::Write as _;

use super::*;
use crate::access::{Assignment, Caller, Origin, Person, Reach, Role, Scope, Who, may};
use crate::id::{AccountId, PersonId, PostingId};
use crate::lifecycle::{ApplicationState, Turn};
use crate::timetable::{Stage, StageKind, Timetable, When};

const ME: PersonId = PersonId(1);
const HERE: PostingId = PostingId(10);

fn with(role: Role) -> Caller {
    let assignments = vec![Assignment { role, reach: Reach::Posting(HERE) }];
    let person = Person {
        id: ME,
        account: AccountId(1),
        name: String::new(),
        assignments,
        postings: Vec::new(),
        session: None,
    };
    Caller { who: Who::Person(person), origin: Origin::default() }
}

/// Who may do an act in a posting, and whether it must be somebody who had no hand in it.
fn who(act: ActName) -> String {
    let other = Scope { owner: Some(ME), ..Scope::posting(HERE, &[]) };
    let own = Scope { owner: Some(ME), ..Scope::posting(HERE, &[ME]) };
    let mut told: Vec<String> = Vec::new();
    if may(&Caller::system("course"), act, &other) {
        told.push("the clock".to_owned());
    }
    for &role in Role::ALL {
        let (free, hand) = (may(&with(role), act, &other), may(&with(role), act, &own));
        match (free, hand) {
            (true, true) => told.push(role.word().to_owned()),
            (true, false) => told.push(format!("{} who had no hand in it", role.word())),
            (false, _) => {}
        }
    }
    told.join(", ")
}

/// The page `docs/course.md`, whole.
fn page() -> String {
    let mut out = String::from(
        "# The course of a posting\n\nGenerated from `domain::lifecycle`, `domain::course` and `domain::access`; a test \
         compares it. Whatever is in no row is refused.\n\n## Phases\n\n| phase | public | goes on |\n|---|---|---|\n",
    );
    let yes = |is: bool| if is { "yes" } else { "-" };
    for phase in Phase::ALL {
        writeln!(out, "| `{}` | {} | {} |", phase.word(), yes(phase.is_public()), yes(phase.runs()))
            .expect("text");
    }
    out.push_str("\n## From phase to phase\n\n| from | step | to | act | who |\n|---|---|---|---|---|\n");
    for &phase in Phase::ALL {
        for &step in Step::ALL {
            if let Ok(to) = phase.after(step) {
                let act = act_of(step);
                writeln!(
                    out,
                    "| `{}` | `{}` | `{}` | `{}` | {} |",
                    phase.word(),
                    step.word(),
                    to.word(),
                    act.word(),
                    who(act)
                )
                .expect("text");
            }
        }
        if phase == Phase::Suspended {
            let act = ActName::ResumePosting;
            let (from, act, who) = (phase.word(), act.word(), who(act));
            writeln!(out, "| `{from}` | `resume` | the phase that it stopped in, as the clock has it | `{act}` | {who} |")
                .expect("text");
        }
    }
    out.push_str(REST);
    out.push_str("\n## Applications\n\n| from | turn | to |\n|---|---|---|\n");
    for &state in ApplicationState::ALL {
        for &turn in Turn::ALL {
            if let Ok(to) = state.after(turn) {
                writeln!(out, "| `{}` | `{}` | `{}` |", state.word(), turn.word(), to.word()).expect("text");
            }
        }
    }
    out.push_str(&stages());
    out
}

/// What ends each stage besides the clock, and who does it.
fn stages() -> String {
    let with = |one: fn(&mut Done)| {
        let mut done = Done { decided: Some(false), transferred: Some(false), ..Done::default() };
        one(&mut done);
        done
    };
    let ends = [
        (ActName::FinishScreening, with(|done| done.screened = true)),
        (ActName::ConfirmOpening, with(|done| done.opened = true)),
        (ActName::PublishList, with(|done| done.listed = true)),
        (ActName::PublishList, with(|done| done.whole = true)),
        (ActName::ConfirmDecision, with(|done| done.decided = Some(true))),
        (ActName::ApproveTransfer, with(|done| done.transferred = Some(true))),
        (ActName::ClosePosting, with(|done| done.closed = true)),
    ];
    let mut out = String::from(
        "\n## Stages\n\nEach has a window, a day, or a time to be announced; what is past its time and not ended is late. `held up by` names what waits \
         there for somebody.\n\n| stage | ended by | who | worked at | held up by |\n|---|---|---|---|---|\n",
    );
    for &kind in StageKind::ALL {
        let acts: Vec<ActName> =
            ends.iter().filter(|(_, done)| kind.ended(*done) == Some(true)).map(|one| one.0).collect();
        let (by, whom) = match acts.as_slice() {
            [] => ("the clock alone".to_owned(), "-".to_owned()),
            acts => (
                acts.iter().map(|act| format!("`{}`", act.word())).collect::<Vec<_>>().join(", "),
                acts.iter().map(|act| who(*act)).collect::<Vec<_>>().join("; "),
            ),
        };
        let held: Vec<String> = Waiting::ALL
            .iter()
            .filter(|what| kind.is_held_by(**what))
            .map(|what| format!("`{}`", what.word()))
            .collect();
        let held = if held.is_empty() { "-".to_owned() } else { held.join(", ") };
        writeln!(out, "| `{}` | {by} | {whom} | `{}` | {held} |", kind.word(), kind.page()).expect("text");
    }
    out
}

const REST: &str = "
* **Approving with fewer places** (核减): the department may approve a version with fewer places of a position, or without it, each with its
  reason. The phase stays: what was approved so is answered by the authority, which accepts it (`accept_cut`: public at once, as a revision of its
  own) or drafts again (`decline_cut`). What was asked for, what was decided and why stay beside each other; no reason is public. A further revision
  is answered in the same way, without a step between phases.
* **Suspending** stops every window at once, whatever its dates say: nobody starts, changes, submits, takes back or withdraws an
  application, and no officer screens, marks, computes or publishes. Every public page of the posting says so with the reason and
  the date, and whoever has an application there is told. The department decides it by one person, because it must be quick.
* **Resuming** leads to the phase that the posting stopped in. Where registration would have closed meanwhile it is refused until
  a further revision, which can be drafted, proposed and approved while the posting is suspended, gives it a new closing time.
* **Cancelling** is proposed with its reason and approved by another person of the department. Applications keep their state;
  the public page carries the notice for good.
* **Finishing screening** waits while somebody who was refused and raised nothing can still object: the page names how many and until when. Who
  finishes all the same does so on record; the term runs on, and an objection that is granted is set right by opening screening again. It is
  refused while two applications that officers found to be one person's both passed.
* **Opening screening again** (`reopen_screening`) is proposed by a screener with a reason that becomes public and approved by another person
  of the department, which had no hand in the verdicts; only until a list is signed or public. Ticket numbers stay with their people: whoever no
  longer passes gives the own number back when screening is finished again, nobody else ever gets it, and whoever newly passes gets one then.
  Marks stay as they were typed, the ranking falls, and whoever was judged is told. Openings that were confirmed stand; where their people are
  others by then, the page that finishes screening names them.
* **Moves after the marks** (调剂) are rounds beside the course: they turn no phase. Where the scheme's `adjustment` has both `unlisted_only` and `leaves_first`,
  a screener proposes, once a list is public, which positions take how many people and a window; another person of the department confirms it, and the
  public page says it at once. Within the window whoever passed, did not leave, was called to no place and goes on by no list that is out may choose
  one position: under the rule's kind and class of papers, one that asks for the same marks, at or above the lines that everybody is held to there (a line
  that holds under a condition only is left to the ranking). The choice is changed or taken back until the window closes; nothing of it rests on a list or
  a ranking that is not out. Afterwards a screener takes or refuses each person; the reason is read by that person alone. Whoever is taken is
  ranked in the new position from the next computation on, with ticket number, marks and verdict as they are, and in the first position no more: nobody can
  call them up there. How many get on a list is decided by the ranking of everybody there. Published lists stay as they are; their next version comes by a
  correction. A ruling on a tie or an override that names the person in the first position answers nothing there any more: the page of the round says so
  before the person is taken, and the computation asks for it to be corrected or taken back. That a choice was decided is told to its person, how stands on the own page.
* **Publishing** the list with which all are out turns the posting. Where it was signed for an instant, the clock takes this step at it by the act `list.release`,
  under the signature that the publisher gave; suspending, cancelling or closing ends every signature that waits.
* **Withdrawing** ends a plan that was never approved; a version that waits for the department is withdrawn with it.
* **Ending** needs no proposal, because a computation stands behind it: nobody passed screening and nobody waits.
* **Closing** comes last: no decision is open, everybody who was proposed is appointed, returned or no longer proposed, no objection and no
  departure waits, no list is under correction, no round of moves waits or runs, somebody ruled on every choice in it, no call to move up waits for its
  answer, and a list that is out has whoever moved up, and whoever was taken in the new position (`docs/decisions.md`).
";

#[test]
fn the_course_is_the_one_that_was_reviewed_and_is_printed_in_the_docs() {
    let page = page();
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/course.md");
    let printed = std::fs::read_to_string(path).unwrap_or_default();
    assert!(printed == page, "docs/course.md must hold:\n{page}");
}

const WINDOW: Window = Window { opens: Instant(100), closes: Instant(200) };

fn stopped(from: Phase, at: i64) -> Stop {
    Stop { reason: String::new(), at: Instant(at), from }
}

#[test]
fn only_a_suspended_posting_is_resumed_and_to_the_phase_that_the_clock_has_then() {
    for &phase in Phase::ALL.iter().filter(|phase| **phase != Phase::Suspended) {
        let refused = resumed((phase, Some(&stopped(phase, 1))), WINDOW, Instant(150));
        assert_eq!(refused, Err(PostingsWhy::WrongPhase { phase }.reason()));
    }
    let go_on = |from, at, now| resumed((Phase::Suspended, Some(&stopped(from, at))), WINDOW, Instant(now));
    assert_eq!(go_on(Phase::Approved, 50, 99), Ok(Phase::Approved));
    assert_eq!(go_on(Phase::Approved, 50, 100), Ok(Phase::Registering), "it opened meanwhile");
    assert_eq!(go_on(Phase::Registering, 150, 199), Ok(Phase::Registering));
    let closed = PostingsWhy::ClosedMeanwhile { closes: Instant(200) }.reason();
    assert_eq!(go_on(Phase::Registering, 150, 200), Err(closed.clone()), "at the very instant");
    assert_eq!(go_on(Phase::Approved, 50, 900), Err(closed));
    assert_eq!(go_on(Phase::Registering, 200, 900), Ok(Phase::Screening), "it had closed before");
    for from in [Phase::Screening, Phase::Examining, Phase::Ranked, Phase::Published] {
        assert_eq!(go_on(from, 300, 900), Ok(from));
    }
    // A revision that came in force meanwhile opens registration again.
    let later = Window { opens: Instant(100), closes: Instant(1_000) };
    let again = resumed((Phase::Suspended, Some(&stopped(Phase::Screening, 300))), later, Instant(900));
    assert_eq!(again, Ok(Phase::Registering));
}

#[test]
fn a_suspended_posting_keeps_the_rules_of_its_phase_and_an_ended_one_keeps_none() {
    let stop = stopped(Phase::Registering, 1);
    assert_eq!(beneath(Phase::Suspended, Some(&stop)), Phase::Registering);
    assert_eq!(beneath(Phase::Ended, Some(&stop)), Phase::Ended);
    assert_eq!(beneath(Phase::Screening, None), Phase::Screening);
}

#[test]
fn no_window_is_open_in_a_posting_that_stopped() {
    for phase in [Phase::Suspended, Phase::Ended, Phase::Withdrawn] {
        let refused = phase.expect_registration(WINDOW, Instant(150));
        assert_eq!(refused, Err(PostingsWhy::WrongPhase { phase }.reason()));
        assert_eq!((phase.due(WINDOW, Instant(900)), phase.untimely(WINDOW, Instant(1))), (None, None));
    }
}

#[test]
fn what_waits_is_settled_by_the_roles_it_names_and_by_no_other_and_seen_by_all_of_them() {
    let scope = Scope::inspected(HERE, vec![ME], &[]);
    for &what in Waiting::ALL {
        for &role in Role::ALL {
            let settles = what.settled_by().contains(&role);
            assert_eq!(may(&with(role), what.act(), &scope), settles, "{what:?} by {role:?}");
            assert!(!settles || may(&with(role), what.seen_by(), &scope), "{role:?} settles {what:?} unseen");
        }
    }
}

#[test]
fn what_waits_is_due_with_the_first_stage_that_it_holds_up_and_that_has_not_ended() {
    let stage = |kind, opens: i64| Stage {
        kind,
        name: None,
        when: When::Within(Window { opens: Instant(opens), closes: Instant(opens + 10) }),
    };
    let open = Stage { kind: StageKind::Decision, name: None, when: When::Open };
    let timetable = Timetable(vec![
        stage(StageKind::Screening, 210),
        stage(StageKind::Written, 300),
        stage(StageKind::WrittenResults, 320),
        stage(StageKind::Interview, 400),
        stage(StageKind::InterviewResults, 420),
        open,
    ]);
    let due = |what, done, now| term((&timetable, Some(WINDOW)), (what, done), Instant(now));
    let (before, listed) = (Done::default(), Done { screened: true, listed: true, ..Done::default() });
    assert_eq!(due(Waiting::Posting, before, 50), Some(Instant(100)));
    assert_eq!(due(Waiting::Files, before, 500), Some(Instant(220)), "it is late, and stays so");
    assert_eq!(due(Waiting::Marks, before, 305), Some(Instant(310)));
    assert_eq!(
        due(Waiting::Marks, before, 315),
        Some(Instant(330)),
        "the paper is over, its results are not"
    );
    assert_eq!(due(Waiting::Ranking, before, 900), Some(Instant(330)), "late");
    assert_eq!(due(Waiting::Ranking, listed, 335), Some(Instant(430)));
    assert_eq!(due(Waiting::Decision, listed, 335), None, "its time is to be announced");
    assert_eq!(due(Waiting::Revision, listed, 335), None);
    assert_eq!(term((&Timetable::default(), None), (Waiting::Posting, before), Instant(1)), None);
}
