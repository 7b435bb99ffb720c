//! A screener judges.

use domain::access::Caller;
use domain::id::Code;
use domain::lifecycle::{ApplicationState, Phase};
use domain::reason::{ApplicationsWhy, PostingsWhy, Reason, ScreeningWhy, TypedWhy, Why};
use domain::screening::QueueFilter;
use domain::screening::RefusalGround;
use domain::view::desk::screening::Recorded;
use service::Fault;
use service::applications::{self, recall, view};
use service::screening::{
    VerdictForm, blockers, file, finish, finish_early, judge, just, queue, reveal, take_back, undo,
};

use crate::stage::{NAME, PHONE, Stage, identity, reasons};

fn waiting() -> QueueFilter {
    QueueFilter::default()
}

fn refusing(words: &str) -> VerdictForm {
    VerdictForm::Refuse { ground: "grassroots_years".to_owned(), words: words.to_owned() }
}

async fn pass(stage: &Stage, by: &Caller, code: Code, version: i64) -> Result<Option<Code>, Fault> {
    judge(&stage.service, by, stage.code, code, version, &waiting(), VerdictForm::Pass).await
}

async fn version(stage: &Stage, code: Code) -> i64 {
    let opened = file(&stage.service, &stage.screeners[0], stage.code, code, &waiting()).await;
    opened.expect("a file").file.version
}

#[tokio::test]
async fn the_queue_is_walked_from_one_file_to_the_next() {
    let mut stage = Stage::set().await;
    let mut codes = Vec::new();
    for _ in 0..3 {
        stage.effects.clock.advance(1000);
        codes.push(stage.submitted().await.1);
    }
    let by = stage.screeners[0].clone();
    let shown = queue(&stage.service, &by, stage.code, &waiting()).await.unwrap();
    assert_eq!(shown.lines.iter().map(|line| line.code).collect::<Vec<_>>(), codes);
    assert_eq!((shown.matching, shown.all, shown.lines[0].position.as_str()), (3, 3, "0010001"));
    let opened = file(&stage.service, &by, stage.code, codes[1], &waiting()).await.unwrap().file;
    assert_eq!((opened.previous, opened.next), (Some(codes[0]), Some(codes[2])));
    assert_eq!(pass(&stage, &by, codes[1], opened.version).await.unwrap(), Some(codes[2]));
    let last = version(&stage, codes[2]).await;
    // After the last the first that is left.
    assert_eq!(pass(&stage, &by, codes[2], last).await.unwrap(), Some(codes[0]));
    let first = version(&stage, codes[0]).await;
    assert_eq!(pass(&stage, &by, codes[0], first).await.unwrap(), None);
    let done =
        QueueFilter { state: "passed".to_owned(), position: "0010001".to_owned(), ..QueueFilter::default() };
    assert_eq!(queue(&stage.service, &by, stage.code, &done).await.unwrap().matching, 3);
    let elsewhere = QueueFilter { position: "9999999".to_owned(), ..done };
    assert_eq!(queue(&stage.service, &by, stage.code, &elsewhere).await.unwrap().matching, 0);
}

#[tokio::test]
async fn the_candidate_reads_exactly_the_words_of_the_refusal() {
    let mut stage = Stage::set().await;
    let (candidate, code) = stage.submitted().await;
    let by = stage.screeners[0].clone();
    let seen = version(&stage, code).await;
    let short = judge(&stage.service, &by, stage.code, code, seen, &waiting(), refusing("不")).await;
    assert!(matches!(reasons(short)[..], [Reason { why: Why::Typed(TypedWhy::Length { .. }), .. }]));
    let words = "基层工作经历 1 年 11 个月，不足 2 年。";
    judge(&stage.service, &by, stage.code, code, seen, &waiting(), refusing(words)).await.unwrap();
    let own = view(&stage.service, &candidate, code).await.unwrap();
    let refusal = own.refusal.expect("a refusal");
    assert_eq!((refusal.ground, refusal.words.as_str()), (RefusalGround::GrassrootsYears, words));
    let events = stage.events().await.join("\n");
    assert!(events.contains("grassroots_years") && !events.contains(words));
    // Undone with a reason it waits again, and the candidate no longer sees it.
    let judged = version(&stage, code).await;
    reasons(undo(&stage.service, &by, stage.code, code, judged, "").await);
    undo(&stage.service, &by, stage.code, code, judged, "计算有误，重新审查").await.unwrap();
    let own = view(&stage.service, &candidate, code).await.unwrap();
    assert_eq!((own.state, own.refusal), (ApplicationState::Submitted, None));
    let opened = file(&stage.service, &by, stage.code, code, &waiting()).await.unwrap().file;
    let told: Vec<_> = opened.verdicts.iter().map(|line| line.recorded).collect();
    assert_eq!(told, [Recorded::Undone, Recorded::Refused(RefusalGround::GrassrootsYears)]);
    assert_eq!(opened.verdicts[0].by, "liu");
}

#[tokio::test]
async fn only_whoever_gave_the_last_verdict_takes_it_back_and_only_while_files_are_judged() {
    let mut stage = Stage::set().await;
    let (_, code) = stage.submitted().await;
    let (service, of) = (&stage.service, stage.code);
    let [first, second] = stage.screeners.clone();
    let seen = version(&stage, code).await;
    assert_eq!(just(service, &first, of, code).await.unwrap(), None);
    pass(&stage, &first, code, seen).await.unwrap();
    let line = just(service, &first, of, code).await.unwrap().expect("a verdict just given");
    assert!((line.version, line.state, line.may_take_back) == (seen + 1, ApplicationState::Passed, true));
    assert_eq!(just(service, &second, of, code).await.unwrap(), None);
    let others = take_back(service, &second, of, code, line.version).await;
    assert_eq!(reasons(others), [ScreeningWhy::NotYourVerdict.reason()]);
    assert!(matches!(take_back(service, &first, of, code, seen).await, Err(Fault::Stale)));
    for _ in 0..2 {
        take_back(service, &first, of, code, line.version).await.unwrap();
    }
    let opened = file(service, &first, of, code, &waiting()).await.unwrap().file;
    assert_eq!((opened.state, opened.version), (ApplicationState::Submitted, line.version + 1));
    let told: Vec<_> = opened.verdicts.iter().map(|line| line.recorded).collect();
    assert_eq!(told, [Recorded::Undone, Recorded::Passed]);
    let back =
        |event: &&String| event.contains("\"from\":\"passed\"") && event.contains("\"to\":\"submitted\"");
    assert_eq!(stage.events().await.iter().filter(back).count(), 1);
    // After the end of screening nothing is taken back.
    pass(&stage, &first, code, opened.version).await.unwrap();
    stage.close().await;
    let head = blockers(&stage.service, &first, of).await.unwrap();
    finish(&stage.service, &first, of, head.version).await.unwrap();
    let late = just(&stage.service, &first, of, code).await.unwrap().expect("the line stays");
    assert!(!late.may_take_back);
    let late = take_back(&stage.service, &first, of, code, late.version).await;
    assert!(matches!(reasons(late)[..], [Reason { why: Why::Postings(PostingsWhy::WrongPhase { .. }), .. }]));
}

#[tokio::test]
async fn of_two_screeners_on_one_file_the_second_is_told() {
    let mut stage = Stage::set().await;
    let (_, code) = stage.submitted().await;
    let seen = version(&stage, code).await;
    let [first, second] = stage.screeners.clone();
    pass(&stage, &first, code, seen).await.unwrap();
    let late =
        judge(&stage.service, &second, stage.code, code, seen, &waiting(), refusing("年限不足两年")).await;
    assert!(matches!(late, Err(Fault::Stale)));
    assert!(matches!(pass(&stage, &second, code, seen).await, Err(Fault::Stale)));
    // The first one's double click is no conflict, and is recorded once.
    pass(&stage, &first, code, seen).await.unwrap();
    let events = stage.events().await;
    assert_eq!(events.iter().filter(|event| event.contains("\"to\":\"passed\"")).count(), 1);
}

#[tokio::test]
async fn a_file_that_was_taken_back_cannot_be_judged() {
    let mut stage = Stage::set().await;
    let (candidate, code) = stage.submitted().await;
    let seen = version(&stage, code).await;
    recall(&stage.service, &candidate, code, seen).await.unwrap();
    let by = stage.screeners[0].clone();
    assert!(matches!(pass(&stage, &by, code, seen).await, Err(Fault::Missing)));
    assert!(matches!(file(&stage.service, &by, stage.code, code, &waiting()).await, Err(Fault::Missing)));
}

#[tokio::test]
async fn numbers_are_masked_until_a_look_is_on_record() {
    let mut stage = Stage::set().await;
    let (_, code) = stage.submitted().await;
    let [by, other] = stage.screeners.clone();
    let look =
        async |who: &Caller| file(&stage.service, who, stage.code, code, &waiting()).await.unwrap().file;
    let masked = look(&by).await;
    assert!(masked.identity.contains("*************") && masked.phone.contains('*'));
    assert_eq!(masked.name, NAME);
    let wrong = reveal(&stage.service, &by, stage.code, code, "curiosity").await;
    assert!(matches!(reasons(wrong)[..], [Reason { why: Why::Typed(TypedWhy::NotAChoice), .. }]));
    reveal(&stage.service, &by, stage.code, code, "compare").await.unwrap();
    let shown = look(&by).await;
    assert_eq!((shown.identity, shown.phone.as_str()), (identity(1), PHONE));
    assert!(look(&other).await.identity.contains('*'), "only for the one who asked");
    stage.effects.clock.advance(600_000);
    assert!(look(&by).await.identity.contains('*'), "only for ten minutes");
    let events = stage.events().await.join("\n");
    assert!(events.contains("compare") && !events.contains(&identity(1)) && !events.contains(PHONE));
    // The supervisor reads the file, masked, and reveals nothing.
    let watched = look(&stage.supervisor).await;
    assert!(!watched.may_judge && !watched.may_reveal && watched.identity.contains('*'));
    let denied = reveal(&stage.service, &stage.supervisor, stage.code, code, "compare").await;
    assert!(matches!(denied, Err(Fault::Denied(_))));
}

#[tokio::test]
async fn screening_ends_when_everyone_is_decided_and_tickets_differ() {
    let mut stage = Stage::set().await;
    let mut people = Vec::new();
    for _ in 0..4 {
        people.push(stage.submitted().await);
    }
    let by = stage.screeners[0].clone();
    let early = blockers(&stage.service, &by, stage.code).await.unwrap();
    assert_eq!(
        reasons(finish(&stage.service, &by, stage.code, early.version).await),
        [PostingsWhy::WrongPhase { phase: Phase::Registering }.reason()]
    );
    stage.close().await;
    for (_, code) in people.iter().take(3) {
        let seen = version(&stage, *code).await;
        pass(&stage, &by, *code, seen).await.unwrap();
    }
    let open = blockers(&stage.service, &by, stage.code).await.unwrap();
    assert_eq!(open.undecided.iter().map(|line| line.code).collect::<Vec<_>>(), [people[3].1]);
    let refused = reasons(finish(&stage.service, &by, stage.code, open.version).await);
    assert_eq!(refused, [ScreeningWhy::Undecided { count: 1 }.reason()]);
    let seen = version(&stage, people[3].1).await;
    judge(&stage.service, &by, stage.code, people[3].1, seen, &waiting(), refusing("年限不足两年"))
        .await
        .unwrap();
    finish_early(&stage.service, &by, stage.code, open.version).await.unwrap();
    finish_early(&stage.service, &by, stage.code, open.version).await.unwrap();
    let mut tickets = Vec::new();
    for (candidate, code) in &people {
        tickets.push(view(&stage.service, candidate, *code).await.unwrap().ticket);
    }
    assert_eq!(tickets.pop(), Some(None), "refused");
    let mut numbers: Vec<String> = tickets.into_iter().map(|ticket| ticket.expect("a ticket")).collect();
    assert!(numbers.iter().all(|number| number.len() == 9));
    numbers.sort();
    numbers.dedup();
    assert_eq!(numbers.len(), 3);
    // What is decided stays decided.
    let judged = version(&stage, people[0].1).await;
    let undone = undo(&stage.service, &by, stage.code, people[0].1, judged, "再看一次").await;
    assert_eq!(reasons(undone), [PostingsWhy::WrongPhase { phase: Phase::Examining }.reason()]);
    let issued = stage.events().await.iter().filter(|event| event.contains("tickets_issued")).count();
    assert_eq!(issued, 1);
}

#[tokio::test]
async fn outsiders_find_nothing() {
    let mut stage = Stage::set().await;
    let (candidate, code) = stage.submitted().await;
    let mut stranger = stage.screeners[0].clone();
    if let domain::access::Who::Person(person) = &mut stranger.who {
        for held in &mut person.assignments {
            held.reach = domain::access::Reach::Pool;
        }
    }
    for who in [&candidate, &stranger] {
        assert!(matches!(queue(&stage.service, who, stage.code, &waiting()).await, Err(Fault::Missing)));
        assert!(matches!(file(&stage.service, who, stage.code, code, &waiting()).await, Err(Fault::Missing)));
        assert!(matches!(pass(&stage, who, code, 1).await, Err(Fault::Missing)));
        assert!(matches!(
            reveal(&stage.service, who, stage.code, code, "compare").await,
            Err(Fault::Missing)
        ));
        assert!(matches!(finish(&stage.service, who, stage.code, 1).await, Err(Fault::Missing)));
    }
}

#[tokio::test]
async fn a_refused_person_chooses_another_position_while_registration_is_open() {
    let mut stage = Stage::set().await;
    let (candidate, code) = stage.submitted().await;
    let by = stage.screeners[0].clone();
    let at = version(&stage, code).await;
    judge(&stage.service, &by, stage.code, code, at, &waiting(), refusing("too few years")).await.unwrap();
    // Not the same position again, by this account or with the same identity number by another one.
    let here = applications::offer(&stage.service, &candidate, stage.positions[0]).await.unwrap();
    assert_eq!(here.existing.map(|one| (one.code, one.state)), Some((code, ApplicationState::Refused)));
    let again = applications::start(&stage.service, &candidate, stage.positions[0], stage.key()).await;
    assert_eq!(reasons(again.map(drop)), [ApplicationsWhy::RefusedHere.reason()]);
    let second = stage.candidate().await;
    let same = stage.filled(&second, &identity(1)).await;
    let drafted = stage.version(&second, same).await;
    let sent = applications::submit(&stage.service, &second, same, drafted).await;
    assert_eq!(reasons(sent.map(drop)), [ApplicationsWhy::RefusedHere.reason()]);
    // Another position is open to the person, and from then on the refusal stands.
    let there = applications::offer(&stage.service, &candidate, stage.positions[1]).await.unwrap();
    assert_eq!(there.existing, None);
    let chosen =
        applications::start(&stage.service, &candidate, stage.positions[1], stage.key()).await.unwrap();
    assert_ne!(chosen, code);
    let refused = version(&stage, code).await;
    let undone = undo(&stage.service, &by, stage.code, code, refused, "read again").await;
    assert_eq!(reasons(undone), [ApplicationsWhy::AppliedSince.reason()]);
    assert_eq!(view(&stage.service, &candidate, code).await.unwrap().state, ApplicationState::Refused);
}
