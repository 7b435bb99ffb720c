//! A version is approved with fewer places, or without a position: its authors accept that, and what is left is public; or they draft
//! again. What was asked for and why it was cut stays with both sides.

use domain::access::{Caller, Denial};
use domain::course::Waiting;
use domain::id::Code;
use domain::lifecycle::Phase;
use domain::messages::Kind;
use domain::reason::{ActsWhy, PostingsWhy, TypedWhy};
use domain::revision::cut::Typed;
use domain::revision::{Change, Pair, RevisionState};
use domain::view::desk::revisions::PositionForm;
use service::{Fault, conditions as rules, postings};

use crate::conditions::{approver, drafted};
use crate::messages::kinds;
use crate::revisions::in_force;
use crate::stage::{Stage, reasons};

const FEWER: &str = "编制只余两名。";
const STRUCK: &str = "职能已经划转。";
const ASKED: &str = "业务增长，急需补充。";

fn rows(all: &[(&str, &str, &str)]) -> Vec<Typed> {
    let row = |one: &(&str, &str, &str)| (one.0.to_owned(), one.1.to_owned(), one.2.to_owned());
    all.iter().map(row).collect()
}

async fn version(stage: &Stage, who: &Caller, posting: Code) -> i64 {
    postings::view(&stage.service, who, posting).await.expect("a posting").version
}

fn form(number: &str, plan: &str) -> PositionForm {
    PositionForm {
        code: number.to_owned(),
        unit: "办公室".to_owned(),
        title: "综合岗".to_owned(),
        plan: plan.to_owned(),
        ..PositionForm::default()
    }
}

/// A posting that was sent with three places on its first position and one on its second.
async fn sent(stage: &Stage) -> (Code, Caller) {
    let (posting, screener, _) = drafted(stage).await;
    let at = (posting, version(stage, &screener, posting).await);
    let first = (Some("0010001"), &form("0010001", "3"));
    postings::put_position(&stage.service, &screener, at, first).await.expect("three places");
    postings::explain(&stage.service, &screener, (posting, "0010001"), ASKED).await.expect("said");
    let at = version(stage, &screener, posting).await;
    postings::submit(&stage.service, &screener, posting, at).await.expect("sent");
    (posting, screener)
}

async fn plans(stage: &Stage, posting: Code) -> Vec<(String, u32)> {
    let public = service::open::posting(&stage.service, posting).await.expect("public");
    public.positions.into_iter().map(|one| (one.number, one.plan)).collect()
}

async fn bound(stage: &Stage) {
    let walk = service::audit::verify_chain(&stage.store, &stage.keys, &[]).await.expect("a walk");
    assert_eq!(walk.wrong.kept, [], "everything is bound to its act");
}

#[tokio::test]
async fn what_was_approved_with_fewer_places_is_public_once_its_authors_accept() {
    for mut stage in Stage::on_both().await {
        let (posting, screener) = sent(&stage).await;
        let approver = approver(&mut stage).await;
        let service = &stage.service;
        let page = postings::cutting(service, &approver, posting).await.expect("a page");
        assert!(page.may_cut && !page.may_answer && page.cuts.is_empty());
        assert_eq!((page.lines[0].asked, page.lines[0].reason.as_str()), (3, ASKED));
        let asked = (posting, page.revision);
        let digest = page.digest.to_string();
        let cut = async |who: &Caller, shown: &str, all: &[(&str, &str, &str)]| {
            postings::cut(service, who, asked, (shown, &rows(all))).await
        };
        let both = [("0010001", "2", FEWER), ("0010002", "0", STRUCK)];
        assert!(matches!(cut(&screener, &digest, &both).await, Err(Fault::Denied(Denial::Role))));
        let other = "0".repeat(64);
        assert_eq!(reasons(cut(&approver, &other, &both).await), [ActsWhy::DigestChanged.reason()]);
        let silent = cut(&approver, &digest, &[("0010001", "2", "")]).await;
        assert_eq!(reasons(silent), [TypedWhy::Missing.at("reasons.0.")]);
        let early = postings::accept(service, &screener, asked).await;
        assert_eq!(reasons(early), [PostingsWhy::NoCut.reason()]);
        cut(&approver, &digest, &both).await.expect("decided");
        cut(&approver, &digest, &both).await.expect("a double click");

        // It waits for its authors, and for nobody else; nothing is public.
        let again = cut(&approver, &digest, &[("0010001", "1", FEWER)]).await;
        assert_eq!(reasons(again), [PostingsWhy::CutWaits.reason()]);
        let at = version(&stage, &approver, posting).await;
        let whole = postings::approve(service, &approver, posting, at, &digest).await;
        assert_eq!(reasons(whole), [PostingsWhy::CutWaits.reason()]);
        assert!(matches!(service::open::posting(service, posting).await, Err(Fault::Missing)));
        let waits = async |who: &Caller| {
            let view = postings::view(service, who, posting).await.expect("a posting");
            view.progress.waits.iter().map(|one| (one.what, one.own)).collect::<Vec<_>>()
        };
        assert_eq!(waits(&screener).await, [(Waiting::Cut, true)]);
        assert_eq!(waits(&approver).await, [(Waiting::Cut, false)]);
        let page = postings::cutting(service, &screener, posting).await.expect("a page");
        let told: Vec<_> = page.cuts.iter().map(|one| (one.asked, one.places, one.reason.as_str())).collect();
        assert_eq!(told, [(3, 2, FEWER), (1, 0, STRUCK)]);
        assert!(page.may_answer && !page.may_cut);

        assert!(matches!(
            postings::accept(service, &approver, asked).await,
            Err(Fault::Denied(Denial::Role))
        ));
        postings::accept(service, &screener, asked).await.expect("accepted");
        assert!(matches!(postings::accept(service, &screener, asked).await, Err(Fault::Stale)), "once");
        assert_eq!(plans(&stage, posting).await, [("0010001".to_owned(), 2)]);
        let view = postings::view(service, &screener, posting).await.expect("a posting");
        assert_eq!((view.entry.head.phase, view.revision), (Phase::Approved, 1));
        assert!(kinds(&stage, &screener).await.contains(&Kind::Approved));
        let kept = rules::view(service, &screener, posting).await.expect("conditions");
        assert!(kept.conditions.groups.is_empty(), "no group names a position that is gone");

        // Both sides keep what was asked for beside what came of it.
        let all = postings::versions(service, &approver, posting).await.expect("versions").versions;
        assert_eq!(
            (all[0].no, all[0].state, all[1].state),
            (Some(1), RevisionState::Approved, RevisionState::Cut)
        );
        let because = all[1].returned_because.clone().expect("why");
        assert!(because.contains(FEWER) && because.contains(STRUCK), "{because}");
        let plan = Change::Plan("0010001".to_owned(), Pair { before: 3, after: 2 });
        assert!(all[0].changes.contains(&plan), "{:?}", all[0].changes);
        assert!(!stage.events().await.join("\n").contains(FEWER), "the permanent record holds a digest");
        let public = service::open::posting(service, posting).await.expect("public");
        let said = serde_json::to_string(&public).expect("text");
        assert!(!said.contains(FEWER) && !said.contains(ASKED), "no reason is public");
        bound(&stage).await;
    }
}

#[tokio::test]
async fn whoever_does_not_accept_drafts_again_or_withdraws() {
    for mut stage in Stage::on_both().await {
        let (posting, screener) = sent(&stage).await;
        let approver = approver(&mut stage).await;
        let service = &stage.service;
        let decide = async || {
            let page = postings::cutting(service, &approver, posting).await.expect("a page");
            let fewer = rows(&[("0010001", "2", FEWER)]);
            let of = (posting, page.revision);
            postings::cut(service, &approver, of, (&page.digest.to_string(), &fewer)).await.expect("decided");
            of
        };
        let of = decide().await;
        postings::decline(service, &screener, of).await.expect("declined");
        assert!(matches!(postings::decline(service, &screener, of).await, Err(Fault::Stale)));
        let view = postings::view(service, &screener, posting).await.expect("a posting");
        assert_eq!((view.entry.head.phase, view.positions[0].plan), (Phase::Draft, 3));
        let all = postings::versions(service, &approver, posting).await.expect("versions").versions;
        assert_eq!(all[0].state, RevisionState::Withdrawn);
        assert!(all[0].returned_because.as_ref().is_some_and(|why| why.contains(FEWER)), "it stays with it");
        postings::submit(service, &screener, posting, view.version).await.expect("sent again");
        decide().await;
        let at = (posting, version(&stage, &screener, posting).await);
        postings::withdraw(service, &screener, at, "计划取消。").await.expect("withdrawn");
        let desk = postings::list(service, &screener).await.expect("a desk");
        assert!(desk.tasks.iter().all(|one| one.what != Waiting::Cut), "{:?}", desk.tasks);
        bound(&stage).await;
    }
}

#[tokio::test]
async fn a_further_revision_is_cut_and_accepted_or_drafted_again() {
    for mut stage in Stage::on_both().await {
        let (posting, screener, approver) = in_force(&mut stage).await;
        let service = &stage.service;
        let draft = async |number: &str, plan: &str, of: Option<&str>| {
            let at = (posting, postings::further(service, &screener, posting).await.expect("a page").version);
            postings::draft_position(service, &screener, at, (of, &form(number, plan)))
                .await
                .expect("drafted");
        };
        draft("0010001", "5", Some("0010001")).await;
        draft("0010003", "2", None).await;
        let at = (posting, postings::further(service, &screener, posting).await.expect("a page").version);
        postings::propose(service, &screener, at, "任务增加。").await.expect("proposed");
        let page = postings::cutting(service, &approver, posting).await.expect("a page");
        let (of, digest) = ((posting, page.revision), page.digest.to_string());
        let cut = async |all: &[(&str, &str, &str)]| {
            postings::cut(service, &approver, of, (&digest, &rows(all))).await
        };
        let stays = cut(&[("0010002", "0", STRUCK)]).await;
        assert_eq!(reasons(stays), [PostingsWhy::PositionStays.reason()], "what stands is not struck");
        cut(&[("0010001", "3", FEWER), ("0010003", "0", STRUCK)]).await.expect("decided");
        let enacted = postings::enact(service, &approver, of, &digest).await;
        assert!(matches!(enacted, Err(Fault::Stale)), "{enacted:?}");
        postings::decline(service, &screener, of).await.expect("drafted again");
        let further = postings::further(service, &screener, posting).await.expect("a page");
        assert!(further.waiting.is_none() && further.positions.iter().any(|one| one.code == "0010003"));
        let at = (posting, further.version);
        postings::propose(service, &screener, at, "任务增加。").await.expect("proposed again");
        let page = postings::cutting(service, &approver, posting).await.expect("a page");
        let of = (posting, page.revision);
        let fewer = rows(&[("0010001", "3", FEWER), ("0010003", "0", STRUCK)]);
        postings::cut(service, &approver, of, (&page.digest.to_string(), &fewer)).await.expect("decided");
        postings::accept(service, &screener, of).await.expect("accepted");
        let all = plans(&stage, posting).await;
        assert_eq!(all, [("0010001".to_owned(), 3), ("0010002".to_owned(), 1)]);
        let view = postings::view(service, &screener, posting).await.expect("a posting");
        assert_eq!(view.revision, 2);

        // Any two versions are compared, in both directions: what was asked for, what came of it, what stood before.
        let page = postings::between(service, &approver, posting, None).await.expect("versions");
        let states: Vec<_> = page.versions.iter().map(|one| (one.state, one.no)).collect();
        let (cut, out) = (RevisionState::Cut, RevisionState::Withdrawn);
        let done = RevisionState::Approved;
        assert_eq!(states, [(done, Some(1)), (out, None), (cut, None), (done, Some(2))]);
        assert!(page.compared.is_none() && page.changes.is_empty());
        let code = |at: usize| page.versions[at].code;
        let compare = async |from, to| {
            let page = postings::between(service, &approver, posting, Some((from, to))).await;
            page.expect("a difference").changes
        };
        let plan = |before, after| Change::Plan("0010001".to_owned(), Pair { before, after });
        assert!(compare(code(0), code(3)).await.contains(&plan(1, 3)));
        assert!(compare(code(3), code(1)).await.contains(&plan(3, 5)));
        assert_eq!(compare(code(1), code(2)).await, [], "what was sent anew was the same");
        let foreign = postings::between(service, &screener, stage.code, Some((code(0), code(1)))).await;
        assert!(foreign.is_err(), "of another posting");
        bound(&stage).await;
    }
}
