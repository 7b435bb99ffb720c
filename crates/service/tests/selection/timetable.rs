//! The timetable of a posting: written in its draft, approved with it, read by everybody, moved by a further revision, and asked by the acts
//! of its stages.

use domain::access::Caller;
use domain::course::Mark;
use domain::course::Waiting;
use domain::id::Code;
use domain::messages::Kind;
use domain::posting::PostingForm;
use domain::reason::{FieldPath, PostingsWhy};
use domain::revision::Change;
use domain::timetable::{StageForm, StageKind, When};
use domain::typed::moment;
use service::{Fault, applications, open, postings, runner};

use crate::conditions::{applied, approver, drafted};
use crate::stage::{CLOSES, Stage, reasons};

fn row(kind: &str, day: &str) -> StageForm {
    StageForm { kind: kind.to_owned(), day: day.to_owned(), ..StageForm::default() }
}

/// Screening until the eighth, one paper, its results to be announced, and an interview.
fn rows(written: &str) -> Vec<StageForm> {
    let screening = StageForm {
        opens: "2026-09-22T09:00".to_owned(),
        closes: "2026-10-08T18:00".to_owned(),
        ..row("screening", "")
    };
    vec![screening, row("written", written), row("written_results", ""), row("interview", "2026-11-10")]
}

fn at(stage: &Stage, text: &str) {
    let clock = &stage.effects.clock;
    let at = moment(text, &FieldPath::new("at")).expect("a time");
    clock.advance(at.0 - clock.now().0);
}

async fn write(stage: &Stage, who: &Caller, of: (Code, i64), rows: &[StageForm]) -> Result<bool, Fault> {
    postings::write_timetable(&stage.service, who, of, rows).await
}

async fn version(stage: &Stage, who: &Caller, posting: Code) -> i64 {
    postings::timetable(&stage.service, who, posting).await.expect("a page").version
}

/// The timetable of a draft.
pub async fn begin(stage: &Stage, who: &Caller, posting: Code) {
    let at = version(stage, who, posting).await;
    write(stage, who, (posting, at), &rows("2026-10-20")).await.expect("written");
}

/// The days of the stages as the public reads them.
async fn public(stage: &Stage, posting: Code) -> Vec<(StageKind, String)> {
    let found = open::posting(&stage.service, posting).await.expect("public").timetable;
    let told = |when| match when {
        When::On(day) => day.to_string(),
        other => format!("{:?}", other.span().map(|span| span.closes.form_text())),
    };
    found.0.iter().map(|one| (one.kind, told(one.when))).collect()
}

async fn next(stage: &Stage, own: &(Caller, Code)) -> Option<StageKind> {
    let found = applications::view(&stage.service, &own.0, own.1).await.expect("an own application");
    found.next.map(|one| one.kind)
}

/// What stands against the timetable in the draft, and against sending it; answers the posting in force.
async fn in_force(stage: &mut Stage) -> (Code, Caller, Caller) {
    let (posting, screener, _) = drafted(stage).await;
    let service = &stage.service;
    let before = postings::view(service, &screener, posting).await.expect("a posting");
    let early = write(stage, &screener, (posting, before.version), &rows("2026-09-30")).await;
    let why = PostingsWhy::StageTooEarly { stage: StageKind::Written, closes: CLOSES };
    assert_eq!(reasons(early), [why.at("stage_day.1.")]);
    let stale = write(stage, &screener, (posting, before.version - 1), &rows("2026-10-20")).await;
    assert!(matches!(stale, Err(Fault::Stale)), "{stale:?}");
    let stranger = stage.screeners[1].clone();
    let theirs = write(stage, &stranger, (posting, before.version), &rows("2026-10-20")).await;
    assert!(matches!(theirs, Err(Fault::Missing)), "{theirs:?}");
    let further = write(stage, &screener, (posting, before.version), &rows("2026-10-20")).await;
    assert!(!further.expect("written"), "the draft is the posting's own");
    let after = postings::view(service, &screener, posting).await.expect("a posting");
    assert_ne!(before.approval_digest, after.approval_digest, "the approver signs the timetable too");

    // Registration is moved past the written test: nothing is sent before one of them is mended.
    let late = PostingForm { closes: "2026-10-25T18:00".to_owned(), ..after.form.clone() };
    postings::edit(service, &screener, posting, after.version, &late).await.expect("edited");
    let refused = postings::submit(service, &screener, posting, after.version + 1).await;
    let closes = moment("2026-10-25T18:00", &FieldPath::new("at")).expect("a time");
    let late = [
        PostingsWhy::StageTooShort { stage: StageKind::Screening, closes }.reason(),
        PostingsWhy::StageTooEarly { stage: StageKind::Written, closes }.reason(),
    ];
    assert_eq!(reasons(refused), late);
    let edited = postings::edit(service, &screener, posting, after.version + 1, &after.form).await;
    edited.expect("edited back");
    postings::submit(service, &screener, posting, after.version + 2).await.expect("sent");
    let sent = write(stage, &screener, (posting, after.version + 3), &rows("2026-10-21")).await;
    assert!(sent.is_err(), "what was sent stands: {sent:?}");
    let approver = approver(stage).await;
    let service = &stage.service;
    let shown = postings::put_forward(service, &approver, posting).await.expect("a page").posting;
    assert_eq!(shown.timetable.0.len(), 4, "the approver reads the stages");
    let digest = shown.approval_digest.expect("complete").to_string();
    postings::approve(service, &approver, posting, shown.version, &digest).await.expect("approved");
    postings::turn_due(service).await.expect("turned");
    (posting, screener, approver)
}

#[tokio::test]
async fn screeners_are_told_once_a_day_before_screening_ends_how_many_files_wait() {
    let mut stage = Stage::set().await;
    let (posting, screener, _) = in_force(&mut stage).await;
    let position = open::posting(&stage.service, posting).await.expect("public").positions[0].code;
    applied(&mut stage, position, 51, &[]).await;
    let id = screener.id().expect("a person").0;
    stage.force(&format!("INSERT INTO assignment (code, person, role, reach, posting, from_at, given_at) SELECT 'BBBBBBBBBB', {id}, 'screener', 'posting', id, 0, 0 FROM posting WHERE code = '{posting}'")).await;
    let due = async || {
        while runner::work(&stage.service, "test").await.expect("worked") > 0 {}
        let all = crate::messages::kinds(&stage, &screener).await;
        all.into_iter().filter(|kind| *kind == Kind::VerdictsDue).count()
    };
    at(&stage, "2026-10-07T17:59");
    assert_eq!(due().await, 0);
    at(&stage, "2026-10-07T18:00");
    assert_eq!(due().await, 1);
    stage.force("UPDATE job SET done_at = NULL, locked_until = NULL WHERE payload LIKE '%remind%'").await;
    assert_eq!(due().await, 1, "a job that runs twice tells once");
}

#[tokio::test]
async fn a_timetable_is_approved_with_its_posting_moved_by_a_revision_and_read_by_everybody() {
    for mut stage in Stage::on_both().await {
        let (posting, screener, approver) = in_force(&mut stage).await;
        let first = [
            (StageKind::Screening, "Some(\"2026-10-08T18:00\")"),
            (StageKind::Written, "2026-10-20"),
            (StageKind::WrittenResults, "None"),
            (StageKind::Interview, "2026-11-10"),
        ]
        .map(|(kind, when)| (kind, when.to_owned()));
        assert_eq!(public(&stage, posting).await, first);
        let position = open::posting(&stage.service, posting).await.expect("public").positions[0].code;
        let own = applied(&mut stage, position, 51, &[]).await;
        assert_eq!(next(&stage, &own).await, Some(StageKind::Screening));

        // A further revision moves the test; before it is approved nothing is another.
        let from = version(&stage, &screener, posting).await;
        let further = write(&stage, &screener, (posting, from), &rows("2026-10-27")).await;
        assert!(further.expect("drafted"), "it goes into the draft of a further revision");
        let service = &stage.service;
        let page = postings::further(service, &screener, posting).await.expect("a page");
        assert!(matches!(&page.changes[..], [Change::Stages(_)]), "{:?}", page.changes);
        let told = text::revisions::tell(&page.changes[0], text::Lang::En);
        let days = ["Written test: Tuesday 20 October 2026", "Written test: Tuesday 27 October 2026"];
        assert_eq!((told.gone[0].as_str(), told.come[0].as_str(), told.come.len()), (days[0], days[1], 1));
        postings::propose(service, &screener, (posting, from + 1), "考点调整。").await.expect("proposed");
        assert_eq!(public(&stage, posting).await, first);
        let waiting = postings::further(service, &approver, posting).await.expect("a page").waiting;
        let waiting = waiting.expect("it waits");
        let of = (posting, waiting.code);
        postings::enact(service, &approver, of, &waiting.digest.to_string()).await.expect("in force");
        assert_eq!(public(&stage, posting).await[1], (StageKind::Written, "2026-10-27".to_owned()));
        let mine = applications::view(service, &own.0, own.1).await.expect("an own application").timetable;
        assert_eq!(
            mine,
            open::posting(service, posting).await.expect("public").timetable,
            "all stages, moved"
        );

        // What the officers see: screening is late, and what it waits for is named; the candidate waits for the test.
        at(&stage, "2026-10-08T18:00");
        postings::turn_due(service).await.expect("turned");
        assert_eq!(next(&stage, &own).await, Some(StageKind::Written));
        let page = postings::course(service, &screener, posting).await.expect("a page");
        let marks: Vec<Mark> = page.stages.iter().map(|one| one.mark).collect();
        assert_eq!(marks, [Mark::Late, Mark::Next, Mark::Open, Mark::Next]);
        let waits: Vec<_> = page.stages[0].waits.iter().map(|one| (one.what, one.own)).collect();
        assert_eq!(waits, [(Waiting::Files, true)]);
        let desk = postings::list(service, &screener).await.expect("a desk");
        let due = page.stages[0].stage.when.span().map(|span| span.closes);
        let told: Vec<_> = desk.tasks.iter().map(|task| (task.what, task.until, task.late)).collect();
        assert_eq!(told, [(Waiting::Files, due, true)]);
        assert!(page.stages[0].seen && !page.stages[1].seen, "only clerks work the marks");
        let turned = page.turned.first().expect("what the clock closed");
        assert!(turned.who.is_empty() && format!("{:?}", turned.event).contains("Screening"));
        let public_page = open::posting(service, posting).await.expect("public");
        assert_eq!(public_page.timetable.window(StageKind::Screening), page.stages[0].stage.when.span());

        // Nothing is moved into the past, and no registration past the stage that needs it.
        let from = version(&stage, &screener, posting).await;
        let mut past = rows("2026-10-27");
        past[0].closes = "2026-10-08T17:00".to_owned();
        write(&stage, &screener, (posting, from), &past).await.expect("drafted");
        let refused = postings::propose(service, &screener, (posting, from + 1), "更正。").await;
        let why = PostingsWhy::StageInThePast { stage: StageKind::Screening };
        assert_eq!(reasons(refused), [why.reason()]);
        let form = postings::further(service, &screener, posting).await.expect("a page").form;
        let form = PostingForm { closes: "2026-10-28T18:00".to_owned(), ..form };
        postings::draft_terms(service, &screener, (posting, from + 1), &form).await.expect("drafted");
        let mut again = rows("2026-10-27");
        again[0].closes = "2026-10-30T18:00".to_owned();
        let refused = write(&stage, &screener, (posting, from + 2), &again).await;
        let closes = moment("2026-10-28T18:00", &FieldPath::new("at")).expect("a time");
        let why = PostingsWhy::StageTooEarly { stage: StageKind::Written, closes };
        assert_eq!(reasons(refused), [why.at("stage_day.1.")]);
        let walk = service::audit::verify_chain(&stage.store, &stage.keys, &[]).await.expect("a walk");
        assert_eq!(walk.wrong.kept, [], "the timetable is bound to its acts");
    }
}

#[tokio::test]
async fn a_timetable_that_was_altered_past_the_program_is_found() {
    let mut stage = Stage::set().await;
    in_force(&mut stage).await;
    stage.force("UPDATE timetable SET body = '[]'").await;
    let walk = service::audit::verify_chain(&stage.store, &stage.keys, &[]).await.expect("a walk");
    let told = format!("{:?}", walk.wrong.kept);
    assert!(told.contains("timetable"), "{told}");
}
