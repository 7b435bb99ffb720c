//! Ending a selection in which nobody passed screening.

use domain::access::Denial;
use domain::id::Code;
use domain::lifecycle::Phase;
use domain::reason::{PostingsWhy, ScreeningWhy, TypedWhy};
use domain::screening::{QueueFilter, RefusalGround};
use service::screening::VerdictForm;
use service::{Fault, postings, screening};

use crate::conditions::approver;
use crate::stage::{Stage, reasons};

const WHY: &str = "报名人员均不符合资格条件，遴选终止。";

async fn refuse(stage: &Stage, code: Code) -> Result<(), Fault> {
    let by = &stage.screeners[0];
    let filter = QueueFilter::default();
    let opened = screening::file(&stage.service, by, stage.code, code, &filter).await.expect("a file");
    let verdict = VerdictForm::Refuse {
        ground: RefusalGround::GrassrootsYears.word().to_owned(),
        words: "基层工作经历不足两年。".to_owned(),
    };
    screening::judge(&stage.service, by, stage.code, code, opened.file.version, &filter, verdict)
        .await
        .map(drop)
}

#[tokio::test]
async fn only_the_approver_ends_a_selection_and_only_once_nobody_waits_or_passed() {
    for mut stage in Stage::on_both().await {
        let (_, code) = stage.submitted().await;
        let approver = approver(&mut stage).await;
        let at = stage.posting_version().await;
        let end = async |who: &domain::access::Caller, at: i64, why: &str| {
            postings::end(&stage.service, who, stage.code, at, why).await
        };
        let early = PostingsWhy::WrongPhase { phase: Phase::Registering }.reason();
        assert_eq!(reasons(end(&approver, at, WHY).await), [early]);
        stage.close().await;
        let at = stage.posting_version().await;
        assert_eq!(reasons(end(&approver, at, WHY).await), [ScreeningWhy::Undecided { count: 1 }.reason()]);
        refuse(&stage, code).await.unwrap();
        let screener = stage.screeners[0].clone();
        assert!(matches!(end(&screener, at, WHY).await, Err(Fault::Denied(Denial::Role))));
        // The reason is read by everybody.
        let private = end(&approver, at, "请联系 13800138000 了解原因。").await;
        assert_eq!(reasons(private), [TypedWhy::PrivateNumber.at("reason")]);
        assert!(matches!(end(&approver, at - 1, WHY).await, Err(Fault::Stale)));
        end(&approver, at, WHY).await.unwrap();
        // A double click does it once; nothing leads out of it.
        end(&approver, at, WHY).await.unwrap();
        let ended = postings::view(&stage.service, &approver, stage.code).await.unwrap();
        assert_eq!(
            (ended.entry.head.phase, ended.stop.as_ref().map(|stop| stop.reason.as_str())),
            (Phase::Ended, Some(WHY))
        );
        assert_eq!(stage.events().await.iter().filter(|event| event.contains("\"to\":\"ended\"")).count(), 1);
        let finished = screening::finish(&stage.service, &screener, stage.code, at + 1).await;
        assert_eq!(reasons(finished), [PostingsWhy::WrongPhase { phase: Phase::Ended }.reason()]);
        let public = service::open::posting(&stage.service, stage.code).await.unwrap();
        assert_eq!(
            (public.head.phase, public.head.stop.as_ref().map(|stop| stop.reason.as_str())),
            (Phase::Ended, Some(WHY))
        );
        let walk = service::audit::verify_chain(&stage.store, &stage.keys, &[]).await.unwrap();
        assert_eq!(walk.wrong.kept, [], "the end is bound to its event");
    }
}

#[tokio::test]
async fn a_selection_with_somebody_who_passed_is_not_ended() {
    let mut stage = Stage::set().await;
    let (_, code) = stage.submitted().await;
    let approver = approver(&mut stage).await;
    stage.close().await;
    let by = stage.screeners[0].clone();
    let filter = QueueFilter::default();
    let opened = screening::file(&stage.service, &by, stage.code, code, &filter).await.unwrap();
    let at = opened.file.version;
    screening::judge(&stage.service, &by, stage.code, code, at, &filter, VerdictForm::Pass).await.unwrap();
    let at = stage.posting_version().await;
    let refused = postings::end(&stage.service, &approver, stage.code, at, WHY).await;
    assert_eq!(reasons(refused), [ScreeningWhy::SomebodyPassed { count: 1 }.reason()]);
}
