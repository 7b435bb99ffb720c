//! Work behind the pages: what an administrator reads of it, and what becomes of a job that failed too often.

use domain::access::{Caller, Denial, Role};
use domain::reason::TypedWhy;
use domain::view::desk::jobs::JobsPage;
use domain::work::{JobFault, JobKind, JobState};
use service::{Fault, queue, runner};
use store::jobs::NewJob;

use crate::stage::{Stage, account, caller, keep, reasons};

const KEY: &str = "course/AAAAAAAAAA";
const WHY: &str = "数据已补上，重新执行。";

async fn page(stage: &Stage, admin: &Caller) -> JobsPage {
    queue::jobs(&stage.service, admin).await.expect("a page")
}

/// Works until nothing is due, and lets as much time go by as a try waits.
async fn try_it(stage: &Stage) {
    while runner::work(&stage.service, "test").await.expect("worked") > 0 {}
    stage.effects.clock.advance(60_000);
}

#[tokio::test]
async fn an_administrator_sees_what_waits_and_decides_with_a_reason_on_what_is_parked() {
    for stage in Stage::on_both().await {
        let tx = stage.store.write("stage").await.expect("a turn");
        let admin = account(&tx, stage.effects.random.code(), "admin", Role::Administrator).await;
        let now = stage.effects.clock.now();
        // A decision that is not there: telling of it fails each time.
        let payload = r#"{"job":"tell_course","decision":"AAAAAAAAAA"}"#;
        let new = NewJob { payload, run_at: now, max_attempts: 2, dedupe_key: Some(KEY), at: now };
        store::jobs::enqueue(&tx, &new).await.expect("queued");
        let strange = NewJob { payload: r#"{"job":"from the future"}"#, dedupe_key: Some("x"), ..new };
        store::jobs::enqueue(&tx, &NewJob { run_at: now.plus_seconds(86_400), ..strange })
            .await
            .expect("queued");
        keep(tx).await;
        let (service, admin) = (&stage.service, caller(admin, Role::Administrator, &[]));

        let found = page(&stage, &admin).await;
        assert_eq!(found.lines, [], "nothing has failed yet");
        let of = |found: &JobsPage, kind| found.counts.iter().find(|one| one.kind == kind).cloned();
        assert_eq!(
            of(&found, Some(JobKind::TellCourse)).map(|one| (one.waiting, one.next)),
            Some((1, Some(now)))
        );
        assert_eq!(of(&found, None).map(|one| one.waiting), Some(1), "of another version of the program");
        for other in &stage.screeners {
            let denied = queue::jobs(service, other).await;
            assert!(matches!(denied, Err(Fault::Denied(Denial::Role))), "{denied:?}");
            let denied = queue::try_again(service, other, KEY, WHY).await;
            assert!(matches!(denied, Err(Fault::Denied(Denial::Role))), "{denied:?}");
        }

        try_it(&stage).await;
        let line = page(&stage, &admin).await.lines.remove(0);
        assert_eq!((line.state, line.tries, line.fault), (JobState::Failed, 1, Some(JobFault::Missing)));
        let early = queue::give_up(service, &admin, KEY, WHY).await;
        assert!(matches!(early, Err(Fault::Stale)), "it is tried still: {early:?}");
        try_it(&stage).await;
        let line = page(&stage, &admin).await.lines.remove(0);
        assert_eq!((line.state, line.tries, line.most), (JobState::Parked, 2, 2));
        assert_eq!(runner::backlog(service).await.expect("health").parked, 1);

        let silent = queue::try_again(service, &admin, KEY, " ").await;
        assert_eq!(reasons(silent), [TypedWhy::Missing.at("retry_reason")]);
        queue::try_again(service, &admin, KEY, WHY).await.expect("tried again");
        assert!(matches!(queue::try_again(service, &admin, KEY, WHY).await, Err(Fault::Stale)));
        let again = page(&stage, &admin).await;
        assert_eq!(of(&again, Some(JobKind::TellCourse)).map(|one| (one.waiting, one.parked)), Some((1, 0)));
        try_it(&stage).await;
        try_it(&stage).await;
        assert_eq!(page(&stage, &admin).await.lines[0].state, JobState::Parked, "it was worth no more");
        queue::give_up(service, &admin, KEY, "决定已撤回，不再通知。").await.expect("given up");
        assert!(matches!(queue::give_up(service, &admin, KEY, WHY).await, Err(Fault::Missing)));
        assert_eq!(page(&stage, &admin).await.lines, []);
        assert_eq!(runner::backlog(service).await.expect("health").parked, 0);
        let told = stage.events().await.join("\n");
        assert!(told.contains("job_tried_again") && told.contains("job_given_up") && !told.contains(WHY));
    }
}
