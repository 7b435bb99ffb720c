//! The job table.

use domain::access::{self, Scope};
use store::StoreError;
use store::jobs::{self, JobRow, NewJob};

use crate::harness::{Db, NOW, later, permit, system};

contract!(
    a_job_runs_once,
    a_dead_runners_job_is_given_again,
    a_hopeless_job_is_parked,
    two_runners_share_without_doubles
);

fn new(payload: &str) -> NewJob<'_> {
    NewJob { payload, run_at: NOW, max_attempts: 3, dedupe_key: None, at: NOW }
}

async fn enqueue(db: &Db, job: &NewJob<'_>) -> bool {
    let tx = db.store.write("enqueue").await.unwrap();
    let queued = jobs::enqueue(&tx, job).await.unwrap().is_some();
    tx.commit().await.unwrap();
    queued
}

async fn claim(db: &Db, worker: &str, second: i64) -> Vec<JobRow> {
    let tx = db.store.write("claim").await.unwrap();
    let rows = jobs::claim(&tx, worker, later(second), later(second + 30), 10).await.unwrap();
    tx.commit().await.unwrap();
    rows
}

async fn a_job_runs_once(db: &Db) {
    let keyed = NewJob { dedupe_key: Some("k"), ..new("print") };
    assert!(enqueue(db, &keyed).await);
    assert!(!enqueue(db, &keyed).await, "queued once for its key");
    assert!(enqueue(db, &NewJob { run_at: later(60), ..new("later") }).await);
    let rows = claim(db, "a", 0).await;
    assert_eq!((rows.len(), rows[0].payload.as_str(), rows[0].attempt), (1, "print", 1));
    assert_eq!(claim(db, "b", 1).await, [], "leased");
    let tx = db.store.write("finish").await.unwrap();
    assert!(matches!(jobs::finish(&tx, rows[0].id, "b", later(2)).await, Err(StoreError::Stale)));
    jobs::finish(&tx, rows[0].id, "a", later(2)).await.unwrap();
    assert!(matches!(jobs::finish(&tx, rows[0].id, "a", later(2)).await, Err(StoreError::Stale)));
    assert_eq!(jobs::next_due(&tx).await.unwrap(), Some(later(60)));
    tx.commit().await.unwrap();
    assert_eq!(claim(db, "a", 60).await[0].payload, "later");
    let tx = db.store.write("sweep").await.unwrap();
    assert_eq!(jobs::sweep(&tx, later(3)).await.unwrap(), 1);
    tx.commit().await.unwrap();
}

async fn a_dead_runners_job_is_given_again(db: &Db) {
    enqueue(db, &new("print")).await;
    let first = claim(db, "a", 0).await.remove(0);
    assert_eq!(claim(db, "b", 29).await, []);
    let second = claim(db, "b", 30).await.remove(0);
    assert_eq!((second.id, second.attempt), (first.id, 2));
    let tx = db.store.write("too late").await.unwrap();
    assert!(matches!(jobs::finish(&tx, first.id, "a", later(31)).await, Err(StoreError::Stale)));
    tx.rollback().await.unwrap();
}

async fn a_hopeless_job_is_parked(db: &Db) {
    enqueue(db, &new("print")).await;
    let run = permit::<access::RunJobs>(&system(), Scope::system());
    let job = claim(db, "a", 0).await.remove(0);
    let tx = db.store.write("fail").await.unwrap();
    jobs::fail(&tx, job.id, "a", "busy", (later(1), Some(later(5)))).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(claim(db, "a", 4).await, []);
    let job = claim(db, "a", 5).await.remove(0);
    let tx = db.store.write("park").await.unwrap();
    jobs::fail(&tx, job.id, "a", "busy", (later(6), None)).await.unwrap();
    assert_eq!(jobs::backlog(&tx, &run).await.unwrap(), (0, 1));
    assert_eq!(jobs::next_due(&tx).await.unwrap(), None);
    tx.commit().await.unwrap();
    assert_eq!(claim(db, "a", 600).await, []);
}

async fn two_runners_share_without_doubles(db: &Db) {
    for _ in 0..20 {
        enqueue(db, &new("print")).await;
    }
    let runners = ["a", "b", "c"].map(|worker| {
        let store = db.store.clone();
        tokio::spawn(async move {
            let mut ids = Vec::new();
            loop {
                let tx = store.write("claim").await.unwrap();
                let rows = jobs::claim(&tx, worker, NOW, later(30), 3).await.unwrap();
                tx.commit().await.unwrap();
                if rows.is_empty() {
                    return ids;
                }
                ids.extend(rows.into_iter().map(|row| row.id));
            }
        })
    });
    let mut all = Vec::new();
    for runner in runners {
        all.extend(runner.await.unwrap());
    }
    let found = all.len();
    all.sort();
    all.dedup();
    assert_eq!((found, all.len()), (20, 20));
}
