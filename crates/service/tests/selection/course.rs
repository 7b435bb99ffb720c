//! The course of a posting: suspended, resumed, cancelled by two persons, withdrawn before approval; what stands still meanwhile, who
//! is told, and what the public reads.

use domain::access::{Caller, Denial, Role};
use domain::calendar::Instant;
use domain::course::DecisionKind;
use domain::id::{Code, PostingId};
use domain::lifecycle::{ApplicationState, Phase};
use domain::messages::Kind;
use domain::reason::{PostingsWhy, Reason, TypedWhy};
use domain::revision::RevisionState;
use domain::screening::QueueFilter;
use service::screening::{self, VerdictForm};
use service::{Fault, applications, postings, runner};
use text::Lang;

use crate::conditions::{approver, drafted};
use crate::messages::kinds;
use crate::revisions::{in_force, propose_closing};
use crate::stage::{CLOSES, OPENS, Stage, caller, person, reasons};

const WHY: &str = "考点突发停电，考务暂停。";

async fn version(stage: &Stage, who: &Caller, posting: Code) -> i64 {
    postings::view(&stage.service, who, posting).await.expect("a posting").version
}

async fn phase(stage: &Stage, who: &Caller, posting: Code) -> Phase {
    postings::view(&stage.service, who, posting).await.expect("a posting").entry.head.phase
}

fn stands_still() -> [Reason; 1] {
    [PostingsWhy::WrongPhase { phase: Phase::Suspended }.reason()]
}

/// Another approver.
async fn second(stage: &mut Stage) -> Caller {
    let tx = stage.store.write("stage").await.expect("a turn");
    let code = stage.effects.random.code();
    let id = crate::stage::account(&tx, code, "second.approver", Role::Approver).await;
    crate::stage::keep(tx).await;
    caller(id, Role::Approver, &[])
}

async fn expect_bound(stage: &Stage) {
    let walk = service::audit::verify_chain(&stage.store, &stage.keys, &[]).await.expect("a walk");
    assert_eq!(walk.wrong.kept, [], "everything is bound to its act");
}

async fn work(stage: &Stage) {
    while runner::work(&stage.service, "test").await.expect("worked") > 0 {}
}

#[tokio::test]
async fn a_suspended_posting_opens_no_window_whatever_its_dates_say_and_says_so_everywhere() {
    for mut stage in Stage::on_both().await {
        let (sent_by, sent) = stage.submitted().await;
        let filler = stage.candidate().await;
        let draft = stage.filled(&filler, &crate::stage::identity(77)).await;
        let approver = approver(&mut stage).await;
        let service = &stage.service;
        let (code, at) = (stage.code, stage.posting_version().await);
        let screener = stage.screeners[0].clone();
        let suspend =
            async |who: &Caller, at: i64, why: &str| postings::suspend(service, who, (code, at), why).await;
        assert!(matches!(suspend(&screener, at, WHY).await, Err(Fault::Denied(Denial::Role))));
        let private = suspend(&approver, at, "请致电 13800138000。").await;
        assert_eq!(reasons(private), [TypedWhy::PrivateNumber.at("reason")]);
        assert!(matches!(suspend(&approver, at - 1, WHY).await, Err(Fault::Stale)));
        suspend(&approver, at, WHY).await.expect("suspended");
        suspend(&approver, at, WHY).await.expect("a double click does it once");
        assert_eq!(reasons(suspend(&approver, at + 1, WHY).await), stands_still(), "it is suspended");

        // Every window is shut, in the middle of registration.
        let (of_draft, of_sent) = (stage.version(&filler, draft).await, stage.version(&sent_by, sent).await);
        let key = stage.key();
        let other = Caller { ..filler.clone() };
        let refused = [
            reasons(applications::fill(service, &filler, draft, person(&crate::stage::identity(78))).await),
            reasons(applications::submit(service, &filler, draft, of_draft).await),
            reasons(applications::withdraw(service, &other, draft, of_draft).await),
            reasons(applications::recall(service, &sent_by, sent, of_sent).await),
            reasons(applications::withdraw(service, &sent_by, sent, of_sent).await),
        ];
        for refused in refused {
            assert_eq!(refused, stands_still());
        }
        let newcomer = caller(stage.screeners[1].id().expect("a person"), Role::Candidate, &[]);
        let started = applications::start(service, &newcomer, stage.positions[0], key).await;
        assert_eq!(reasons(started), stands_still());
        let filter = QueueFilter::default();
        let file = screening::file(service, &screener, code, sent, &filter).await.expect("still read").file;
        let judged =
            screening::judge(service, &screener, code, sent, file.version, &filter, VerdictForm::Pass).await;
        assert_eq!(reasons(judged), stands_still());
        runner::turn(service).await.expect("nothing to turn");

        // Everybody reads why and since when; who applied or is applying is told once.
        let public = service::open::posting(service, code).await.expect("still public");
        let stop = public.head.stop.expect("it says so");
        assert_eq!(
            (public.head.phase, stop.reason.as_str(), stop.from),
            (Phase::Suspended, WHY, Phase::Registering)
        );
        assert_eq!(stop.at, stage.effects.clock.now());
        let own = applications::view(service, &sent_by, sent).await.expect("an own application");
        assert_eq!((own.open, own.target.stop.map(|stop| stop.reason)), (false, Some(WHY.to_owned())));
        work(&stage).await;
        for person in [&sent_by, &filler] {
            assert_eq!(kinds(&stage, person).await.iter().filter(|one| **one == Kind::Suspended).count(), 1);
        }

        let at = stage.posting_version().await;
        let denied = postings::resume(service, &screener, (code, at), WHY).await;
        assert!(matches!(denied, Err(Fault::Denied(Denial::Role))));
        postings::resume(service, &approver, (code, at), "考点恢复供电。").await.expect("resumed");
        postings::resume(service, &approver, (code, at), "考点恢复供电。").await.expect("a double click");
        assert_eq!(phase(&stage, &screener, code).await, Phase::Registering);
        applications::submit(service, &filler, draft, of_draft).await.expect("it goes on where it stood");
        work(&stage).await;
        assert!(kinds(&stage, &sent_by).await.contains(&Kind::Resumed));
        let public = service::open::posting(service, code).await.expect("public");
        let told: Vec<DecisionKind> = public.decisions.iter().map(|one| one.kind).collect();
        assert_eq!((public.head.stop, told), (None, vec![DecisionKind::Resume, DecisionKind::Suspend]));
        expect_bound(&stage).await;
    }
}

#[tokio::test]
async fn a_registration_that_closed_meanwhile_is_resumed_only_with_a_new_closing_time() {
    for mut stage in Stage::on_both().await {
        let (posting, screener, approver) = in_force(&mut stage).await;
        let service = &stage.service;
        let at = (posting, version(&stage, &screener, posting).await);
        postings::suspend(service, &approver, at, WHY).await.expect("suspended");
        stage.effects.clock.advance(CLOSES.0 + 7_200_000 - OPENS.0);
        service::runner::turn(service).await.expect("nothing turns");
        assert_eq!(phase(&stage, &screener, posting).await, Phase::Suspended);
        let at = (posting, version(&stage, &screener, posting).await);
        let early = postings::resume(service, &approver, at, WHY).await;
        assert_eq!(reasons(early), [PostingsWhy::ClosedMeanwhile { closes: CLOSES }.reason()]);
        let page = postings::course(service, &approver, posting).await.expect("a page");
        assert_eq!((page.closed_meanwhile, page.acts.resume), (Some(CLOSES), true));

        // The notice is changed by two persons while it is suspended; that resumes nothing.
        let later = Instant(CLOSES.0.div_euclid(60_000) * 60_000 + 86_400_000);
        let (revision, digest) = propose_closing(&stage, &screener, posting, later).await;
        postings::enact(service, &approver, (posting, revision), &digest).await.expect("in force");
        assert_eq!(phase(&stage, &screener, posting).await, Phase::Suspended);
        let at = (posting, version(&stage, &screener, posting).await);
        postings::resume(service, &approver, at, WHY).await.expect("resumed");
        let public = service::open::posting(service, posting).await.expect("public");
        assert_eq!((public.head.phase, public.head.registration.closes), (Phase::Registering, later));
        let candidate = caller(screener.id().expect("a person"), Role::Candidate, &[]);
        let started = applications::start(service, &candidate, public.positions[0].code, stage.key()).await;
        started.expect("open again");
        stage.effects.clock.advance(later.0 - stage.effects.clock.now().0);
        work(&stage).await;
        assert_eq!(phase(&stage, &screener, posting).await, Phase::Screening, "the clock goes on");
        expect_bound(&stage).await;
    }
}

#[tokio::test]
async fn a_posting_is_cancelled_by_two_persons_and_applications_keep_their_state() {
    for mut stage in Stage::on_both().await {
        let (posting, screener, approver) = in_force(&mut stage).await;
        let other = second(&mut stage).await;
        let candidate = stage.candidate().await;
        let service = &stage.service;
        let public = service::open::posting(service, posting).await.expect("public");
        let own = applications::start(service, &candidate, public.positions[0].code, stage.key()).await;
        let own = own.expect("a draft");
        let later = Instant(CLOSES.0.div_euclid(60_000) * 60_000 + 60_000);
        let (revision, digest) = propose_closing(&stage, &screener, posting, later).await;
        postings::propose_cancel(service, &approver, posting, WHY).await.expect("proposed");
        postings::propose_cancel(service, &approver, posting, WHY).await.expect("a double click");
        let twice = postings::propose_cancel(service, &screener, posting, WHY).await;
        assert_eq!(reasons(twice), [PostingsWhy::DecisionWaits.reason()]);
        let page = postings::course(service, &approver, posting).await.expect("a page");
        let first = page.waiting().expect("it waits").code;
        // Whoever decides reads first how many people are told what; of what waits with its reason.
        let ahead = async |by, what| postings::course_ahead(service, by, posting, (what, Lang::Zh)).await;
        let stopping = ahead(&approver, "suspend").await.expect("what is told");
        let example = stopping.example.expect("a message");
        assert_eq!((stopping.people, example.application), (1, Some(own)));
        assert!(example.body.contains("暂停") && example.body.contains("原因：…"), "{}", example.body);
        let ending = ahead(&other, "cancel").await.expect("what is told").example.expect("a message");
        assert!(ending.body.contains(&format!("原因：{WHY}")), "{}", ending.body);
        assert!(matches!(ahead(&screener, "suspend").await, Err(Fault::Denied(_))));
        assert!(matches!(ahead(&candidate, "suspend").await, Err(Fault::Missing)));
        assert!(matches!(ahead(&approver, "end").await, Err(Fault::Missing)));
        assert!(!page.acts.settle && !page.acts.propose, "not by whoever proposed it");
        let own_work = postings::cancel(service, &approver, (posting, first)).await;
        assert!(matches!(own_work, Err(Fault::Denied(Denial::SamePerson))), "{own_work:?}");
        let author = postings::cancel(service, &screener, (posting, first)).await;
        assert!(matches!(author, Err(Fault::Denied(Denial::Role))), "{author:?}");
        assert_eq!(
            service::open::posting(service, posting).await.expect("public").decisions,
            [],
            "nothing yet"
        );
        postings::return_cancel(service, &other, (posting, first), "再核实。").await.expect("sent back");
        postings::return_cancel(service, &other, (posting, first), "再核实。").await.expect("a double click");
        let late = postings::cancel(service, &other, (posting, first)).await;
        assert!(matches!(late, Err(Fault::Stale)), "{late:?}");

        postings::propose_cancel(service, &screener, posting, WHY).await.expect("again");
        let page = postings::course(service, &other, posting).await.expect("a page");
        let waiting = page.waiting().expect("it waits").code;
        assert!(page.acts.settle);
        let wrong = postings::cancel(service, &other, (stage.code, waiting)).await;
        assert!(matches!(wrong, Err(Fault::Missing)), "of another posting: {wrong:?}");
        postings::cancel(service, &other, (posting, waiting)).await.expect("cancelled");
        postings::cancel(service, &other, (posting, waiting)).await.expect("a double click");

        let public = service::open::posting(service, posting).await.expect("the notice stays");
        assert_eq!(
            (public.head.phase, public.head.stop.map(|stop| stop.reason)),
            (Phase::Ended, Some(WHY.to_owned()))
        );
        let kept = applications::view(service, &candidate, own).await.expect("an own application");
        assert_eq!((kept.state, kept.open), (ApplicationState::Draft, false));
        work(&stage).await;
        assert_eq!(kinds(&stage, &candidate).await, [Kind::Cancelled]);
        let enacted = postings::enact(service, &approver, (posting, revision), &digest).await;
        assert!(matches!(enacted, Err(Fault::Stale)), "what waited is taken back: {enacted:?}");
        let versions = postings::versions(service, &screener, posting).await.expect("versions").versions;
        assert_eq!(versions[0].state, RevisionState::Withdrawn);
        let again = (posting, version(&stage, &screener, posting).await);
        let resumed = postings::resume(service, &approver, again, WHY).await;
        assert_eq!(reasons(resumed), [PostingsWhy::WrongPhase { phase: Phase::Ended }.reason()]);
        expect_bound(&stage).await;
    }
}

#[tokio::test]
async fn a_plan_is_withdrawn_before_it_is_approved_and_never_after() {
    for mut stage in Stage::on_both().await {
        let (posting, screener, _) = drafted(&stage).await;
        let approver = approver(&mut stage).await;
        let service = &stage.service;
        let at = version(&stage, &screener, posting).await;
        postings::submit(service, &screener, posting, at).await.expect("sent");
        let shown = postings::view(service, &approver, posting).await.expect("a posting");
        let digest = shown.approval_digest.expect("complete").to_string();
        let at = (posting, shown.version);
        let foreign = postings::withdraw(service, &approver, at, "x").await;
        assert!(matches!(foreign, Err(Fault::Denied(Denial::Role))), "{foreign:?}");
        postings::withdraw(service, &screener, at, "计划取消。").await.expect("withdrawn");
        postings::withdraw(service, &screener, at, "计划取消。").await.expect("a double click");
        let approved = postings::approve(service, &approver, posting, shown.version + 1, &digest).await;
        assert_eq!(reasons(approved), [PostingsWhy::WrongPhase { phase: Phase::Withdrawn }.reason()]);
        let versions = postings::versions(service, &screener, posting).await.expect("versions").versions;
        assert_eq!(versions[0].state, RevisionState::Withdrawn);
        assert!(matches!(service::open::posting(service, posting).await, Err(Fault::Missing)));
        let public = (stage.code, stage.posting_version().await);
        let screener = stage.screeners[0].clone();
        let late = postings::withdraw(service, &screener, public, "x").await;
        assert_eq!(reasons(late), [PostingsWhy::WrongPhase { phase: Phase::Registering }.reason()]);
        expect_bound(&stage).await;
    }
}

#[tokio::test]
async fn nobody_of_another_authority_decides_on_the_course_or_learns_of_it() {
    let mut stage = Stage::set().await;
    let (posting, screener, approver) = in_force(&mut stage).await;
    postings::propose_cancel(&stage.service, &approver, posting, WHY).await.expect("proposed");
    let page = postings::course(&stage.service, &screener, posting).await.expect("a page");
    let waiting = page.waiting().expect("it waits").code;
    // An approver and a screener of the other posting, who know every code of this one.
    let elsewhere = PostingId(999_999);
    for role in [Role::Approver, Role::Screener] {
        let mut stranger = caller(stage.supervisor.id().expect("a person"), role, &[elsewhere]);
        if let domain::access::Who::Person(person) = &mut stranger.who {
            person.assignments.retain(|one| matches!(one.reach, domain::access::Reach::Posting(_)));
        }
        let (service, at) = (&stage.service, (posting, page.version));
        let tried = [
            postings::suspend(service, &stranger, at, WHY).await,
            postings::resume(service, &stranger, at, WHY).await,
            postings::propose_cancel(service, &stranger, posting, WHY).await,
            postings::cancel(service, &stranger, (posting, waiting)).await,
            postings::return_cancel(service, &stranger, (posting, waiting), WHY).await,
            postings::withdraw(service, &stranger, at, WHY).await,
            postings::course(service, &stranger, posting).await.map(drop),
        ];
        for (no, tried) in tried.into_iter().enumerate() {
            let denied =
                matches!(tried, Err(Fault::Denied(Denial::NotAssigned | Denial::Role) | Fault::Missing));
            assert!(denied, "{role:?} {no}: {tried:?}");
        }
    }
    assert_eq!(phase(&stage, &screener, posting).await, Phase::Registering);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_two_officers_at_once_one_decides_and_the_other_is_told() {
    for mut stage in Stage::on_both().await {
        let (posting, screener, approver) = in_force(&mut stage).await;
        let other = second(&mut stage).await;
        let at = (posting, version(&stage, &screener, posting).await);
        let (a, b) = tokio::join!(
            postings::suspend(&stage.service, &approver, at, WHY),
            postings::suspend(&stage.service, &other, at, "另一理由。")
        );
        // Whoever comes second finds it suspended as asked.
        assert!(a.is_ok() || b.is_ok(), "{a:?} {b:?}");
        let page = postings::course(&stage.service, &screener, posting).await.expect("a page");
        assert_eq!(page.decisions.len(), 1, "one decision stands");
        postings::propose_cancel(&stage.service, &screener, posting, WHY).await.expect("proposed");
        let page = postings::course(&stage.service, &other, posting).await.expect("a page");
        let waiting = page.waiting().expect("it waits").code;
        let at = (posting, page.version);
        let (a, b) = tokio::join!(
            postings::resume(&stage.service, &approver, at, WHY),
            postings::cancel(&stage.service, &other, (posting, waiting))
        );
        b.expect("cancelled, before or after it was resumed");
        assert_eq!(phase(&stage, &screener, posting).await, Phase::Ended, "{a:?}");
        expect_bound(&stage).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn what_is_sent_while_it_is_being_suspended_is_whole_before_it_or_refused() {
    for mut stage in Stage::on_both().await {
        let approver = approver(&mut stage).await;
        for round in 0..6 {
            let candidate = stage.candidate().await;
            let code = stage.filled(&candidate, &crate::stage::identity(300 + round)).await;
            let own = stage.version(&candidate, code).await;
            let at = (stage.code, stage.posting_version().await);
            let (sent, suspended) = tokio::join!(
                applications::submit(&stage.service, &candidate, code, own),
                postings::suspend(&stage.service, &approver, at, WHY)
            );
            suspended.expect("suspended");
            let events = stage.events().await;
            let place = |word: &str| events.iter().position(|one| one.contains(word));
            let stopped = place("\"to\":\"suspended\"").expect("an event");
            let state = applications::view(&stage.service, &candidate, code).await.expect("own").state;
            match sent {
                Ok(_) => {
                    let sent =
                        place(&format!("\"application\":\"{code}\",\"from\":\"draft\"")).expect("an event");
                    assert!(sent > stopped, "newest first: it was sent before it was suspended");
                    assert_eq!(state, ApplicationState::Submitted);
                }
                Err(Fault::Refused(reasons)) => {
                    assert_eq!((reasons.as_slice(), state), (&stands_still()[..], ApplicationState::Draft));
                }
                Err(Fault::Stale | Fault::Busy) => assert_eq!(state, ApplicationState::Draft),
                Err(other) => panic!("{other:?}"),
            }
            let at = (stage.code, stage.posting_version().await);
            postings::resume(&stage.service, &approver, at, WHY).await.expect("resumed");
        }
        expect_bound(&stage).await;
    }
}
