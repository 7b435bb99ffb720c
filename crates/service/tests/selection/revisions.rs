//! Revisions: what is put before the department is kept whole, approved ones are numbered, and the difference is read out.

use domain::access::Caller;
use domain::id::Code;
use domain::posting::PostingForm;
use domain::reason::ActsWhy;
use domain::revision::{Change, RevisionState};
use domain::view::desk::revisions::{ApprovalPage, VersionsPage};
use service::{Fault, postings};

use crate::conditions::{approver, drafted};
use crate::stage::{Stage, reasons};

async fn submit(stage: &Stage, screener: &Caller, posting: Code) {
    let at = postings::view(&stage.service, screener, posting).await.expect("a posting").version;
    postings::submit(&stage.service, screener, posting, at).await.expect("sent");
}

async fn page(stage: &Stage, who: &Caller, posting: Code) -> ApprovalPage {
    postings::put_forward(&stage.service, who, posting).await.expect("a page")
}

async fn versions(stage: &Stage, who: &Caller, posting: Code) -> VersionsPage {
    postings::versions(&stage.service, who, posting).await.expect("versions")
}

#[tokio::test]
async fn a_returned_version_is_kept_with_its_reason_and_the_approver_sees_what_changed_since() {
    for mut stage in Stage::on_both().await {
        let (posting, screener, _) = drafted(&stage).await;
        let approver = approver(&mut stage).await;
        submit(&stage, &screener, posting).await;
        let first = page(&stage, &approver, posting).await;
        assert_eq!(first.since, None, "the department sees it for the first time");
        assert_eq!((first.posting.positions.len(), first.schemes.len()), (2, 1), "it sees the contents");
        assert!(!first.conditions.is_empty());
        let (at, why) = (first.posting.version, "The closing day is a holiday.");
        postings::return_back(&stage.service, &approver, posting, at, why).await.expect("returned");
        let back = page(&stage, &screener, posting).await;
        assert_eq!(back.posting.returned_because.as_deref(), Some(why));
        assert_eq!(back.since.expect("a version before").changes, [], "nothing changed yet");

        let form = PostingForm { title: "Another title".to_owned(), ..back.posting.form.clone() };
        postings::edit(&stage.service, &screener, posting, back.posting.version, &form)
            .await
            .expect("edited");
        submit(&stage, &screener, posting).await;
        let again = page(&stage, &approver, posting).await;
        let since = again.since.expect("a version before");
        assert_eq!((since.state, since.because.as_deref()), (RevisionState::Returned, Some(why)));
        // The form holds whole minutes, the stage's window does not: it changed too, and is told.
        assert!(
            matches!(
                &since.changes[..],
                [Change::Title(pair), Change::Opens(_), Change::Closes(_)] if pair.after == "Another title"
            ),
            "{:?}",
            since.changes
        );
        let digest = again.posting.approval_digest.expect("complete").to_string();
        let stale = first.posting.approval_digest.expect("complete").to_string();
        let at = again.posting.version;
        let old = postings::approve(&stage.service, &approver, posting, at, &stale).await;
        assert_eq!(reasons(old), [ActsWhy::DigestChanged.reason()]);
        postings::approve(&stage.service, &approver, posting, at, &digest).await.expect("approved");
        let twice = postings::approve(&stage.service, &approver, posting, at, &digest).await;
        assert!(twice.is_err(), "there is one first revision");

        let all = versions(&stage, &screener, posting).await.versions;
        let told: Vec<_> = all.iter().map(|one| (one.no, one.state, one.changes.len())).collect();
        assert_eq!(told, [(Some(1), RevisionState::Approved, 3), (None, RevisionState::Returned, 0)]);
        assert_eq!(all[1].returned_because.as_deref(), Some(why), "the reason is not wiped");
        assert_eq!(all[0].digest.to_string(), digest);
        assert_eq!(page(&stage, &screener, posting).await.posting.revision, 1);
        assert!(stage.events().await.join("\n").contains("\"event\":\"revision_approved\""));
        let walk = service::audit::verify_chain(&stage.store, &stage.keys, &[]).await.expect("a walk");
        assert_eq!(walk.wrong.kept, [], "versions are bound to their events");
    }
}

#[tokio::test]
async fn a_version_that_was_altered_past_the_program_is_found() {
    let mut stage = Stage::set().await;
    let (posting, screener, _) = drafted(&stage).await;
    let _ = approver(&mut stage).await;
    submit(&stage, &screener, posting).await;
    stage.force("UPDATE posting_revision SET reason = 'another'").await;
    let walk = service::audit::verify_chain(&stage.store, &stage.keys, &[]).await.expect("a walk");
    let told = format!("{:?}", walk.wrong.kept);
    assert!(told.contains("posting_revision"), "{told}");
}

#[tokio::test]
async fn versions_are_nothing_to_strangers() {
    let mut stage = Stage::set().await;
    let (posting, screener, _) = drafted(&stage).await;
    submit(&stage, &screener, posting).await;
    let stranger = stage.screeners[1].clone();
    let seen = postings::versions(&stage.service, &stranger, posting).await;
    assert!(matches!(seen, Err(Fault::Missing)), "{seen:?}");
    let candidate = stage.candidate().await;
    let seen = postings::put_forward(&stage.service, &candidate, posting).await;
    assert!(matches!(seen, Err(Fault::Missing)), "{seen:?}");
}
