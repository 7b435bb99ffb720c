//! Individual extensions: one application is open longer than all others, by two people, and no longer than was granted.

use domain::access::{Caller, Denial};
use domain::calendar::Instant;
use domain::id::Code;
use domain::lifecycle::{ApplicationState, Phase};
use domain::messages::Kind;
use domain::reason::{ApplicationsWhy, PostingsWhy, ScreeningWhy, TypedWhy};
use domain::screening::QueueFilter;
use service::extensions::{self, ExtensionForm};
use service::{Fault, applications, postings, screening};

use crate::conditions::approver;
use crate::messages::kinds;
use crate::stage::{CLOSES, Stage, identity, person, reasons};

const DAY: i64 = 86_400;

fn form(application: Code, until: Instant) -> ExtensionForm {
    ExtensionForm {
        application: application.to_string(),
        until: until.form_text(),
        reason: "报名系统当日故障。".to_owned(),
        evidence: "值班记录第12号。".to_owned(),
    }
}

/// A time as a form holds it, without seconds.
const fn minute(at: Instant) -> Instant {
    Instant(at.0 - at.0 % 60_000)
}

async fn propose(stage: &Stage, who: &Caller, form: &ExtensionForm) -> Result<(), Fault> {
    extensions::propose(&stage.service, who, stage.code, form).await
}

/// The newest extension.
async fn newest(stage: &Stage, who: &Caller) -> domain::view::desk::extensions::ExtensionEntry {
    let page = extensions::page(&stage.service, who, stage.code).await.expect("a page");
    page.entries.into_iter().next().expect("an extension")
}

async fn grant(stage: &Stage, who: &Caller, extension: Code) -> Result<(), Fault> {
    extensions::grant(&stage.service, who, (stage.code, extension)).await
}

async fn send(stage: &Stage, who: &Caller, code: Code) -> Result<Instant, Fault> {
    applications::submit(&stage.service, who, code, stage.version(who, code).await).await
}

fn closed(at: Instant) -> [domain::reason::Reason; 1] {
    [ApplicationsWhy::AlreadyClosed { closed: at }.reason()]
}

#[tokio::test]
async fn one_draft_is_open_until_what_was_granted_and_nobody_elses() {
    for mut stage in Stage::on_both().await {
        let (late, other) = (stage.candidate().await, stage.candidate().await);
        let (draft, others) =
            (stage.filled(&late, &identity(61)).await, stage.filled(&other, &identity(62)).await);
        let approver = approver(&mut stage).await;
        let [liu, wang] = stage.screeners.clone();
        let until = minute(CLOSES.plus_seconds(3 * DAY));
        assert_eq!(
            reasons(propose(&stage, &liu, &form(draft, CLOSES)).await),
            [ApplicationsWhy::ExtensionTooShort { closes: CLOSES }.at("until")]
        );
        stage.close().await;
        assert_eq!(reasons(send(&stage, &late, draft).await), closed(CLOSES));

        // Proposed by one, once; nobody else's application is named, and nothing of another posting.
        let unknown = [TypedWhy::NotAChoice.at("application")];
        assert_eq!(reasons(propose(&stage, &liu, &form(stage.key(), until)).await), unknown);
        propose(&stage, &liu, &form(draft, until)).await.expect("proposed");
        propose(&stage, &liu, &form(draft, until)).await.expect("a double click does it once");
        let longer = form(draft, until.plus_seconds(DAY));
        for who in [&liu, &wang] {
            let refused = reasons(propose(&stage, who, &longer).await);
            assert_eq!(refused, [ApplicationsWhy::ExtensionWaits.reason()]);
        }
        assert_eq!(reasons(send(&stage, &late, draft).await), closed(CLOSES), "a proposal opens nothing");
        let waiting = newest(&stage, &approver).await;
        assert!(waiting.may_decide && waiting.application == draft && waiting.decided.is_none());
        assert_eq!(
            (waiting.reason.as_str(), waiting.evidence.as_str()),
            ("报名系统当日故障。", "值班记录第12号。")
        );
        let own = newest(&stage, &liu).await;
        assert!(!own.may_decide);
        assert!(matches!(grant(&stage, &liu, waiting.code).await, Err(Fault::Denied(Denial::Role))));
        assert!(matches!(grant(&stage, &late, waiting.code).await, Err(Fault::Missing)), "a candidate");
        assert!(matches!(grant(&stage, &approver, stage.key()).await, Err(Fault::Missing)));
        let seen = extensions::page(&stage.service, &late, stage.code).await;
        assert!(matches!(seen, Err(Fault::Missing)), "{seen:?}");

        // Granted by another, once; it opens that application only.
        grant(&stage, &approver, waiting.code).await.expect("granted");
        grant(&stage, &approver, waiting.code).await.expect("a double click does it once");
        assert_eq!(kinds(&stage, &late).await.iter().filter(|one| **one == Kind::Extended).count(), 1);
        assert!(!kinds(&stage, &other).await.contains(&Kind::Extended));
        let shown = applications::view(&stage.service, &late, draft).await.expect("own");
        assert!(shown.open && shown.target.extended == Some(until) && shown.target.window().closes == until);
        let theirs = applications::view(&stage.service, &other, others).await.expect("own");
        assert!(!theirs.open && theirs.target.extended.is_none());
        assert_eq!(reasons(send(&stage, &other, others).await), closed(CLOSES));
        let not_theirs = applications::submit(&stage.service, &other, draft, 1).await;
        assert!(matches!(not_theirs, Err(Fault::Missing)), "{not_theirs:?}");
        let fresh = stage.candidate().await;
        let start = applications::start(&stage.service, &fresh, stage.positions[0], stage.key()).await;
        assert_eq!(reasons(start), closed(CLOSES), "nobody starts one");

        // Screening does not end while the draft can be sent.
        let at = stage.posting_version().await;
        let ended = screening::finish(&stage.service, &liu, stage.code, at).await;
        assert_eq!(reasons(ended), [ScreeningWhy::Extended { count: 1, until }.reason()]);
        applications::fill(&stage.service, &late, draft, person(&identity(63))).await.expect("filled");
        send(&stage, &late, draft).await.expect("sent");
        let version = stage.version(&late, draft).await;
        applications::recall(&stage.service, &late, draft, version).await.expect("taken back");

        // The clock ends it to the millisecond.
        let now = stage.effects.clock.now();
        stage.effects.clock.advance(until.0 - 1 - now.0);
        applications::fill(&stage.service, &late, draft, person(&identity(61))).await.expect("just in time");
        stage.effects.clock.advance(1);
        assert_eq!(reasons(send(&stage, &late, draft).await), closed(until));
        assert!(!applications::view(&stage.service, &late, draft).await.expect("own").open);
        let walk = service::audit::verify_chain(&stage.store, &stage.keys, &[]).await.expect("a walk");
        assert_eq!(walk.wrong.kept, [], "every row is bound to its act");
        let events = stage.events().await.join("\n");
        let times = |word: &str| events.matches(word).count();
        assert_eq!((times("extension_proposed"), times("extension_granted")), (1, 1));
        let kept = stage.everything().await;
        let words = "值班记录第12号".as_bytes();
        assert!(!kept.windows(words.len()).any(|some| some == words), "what was said of a person is sealed");
    }
}

#[tokio::test]
async fn an_extension_opens_no_suspended_posting_no_judged_file_and_nothing_after_screening() {
    let mut stage = Stage::set().await;
    let late = stage.candidate().await;
    let draft = stage.filled(&late, &identity(64)).await;
    let (sender, sent) = stage.submitted().await;
    let (_, third) = stage.submitted().await;
    let approver = approver(&mut stage).await;
    let [liu, _] = stage.screeners.clone();
    stage.close().await;
    let until = minute(CLOSES.plus_seconds(DAY));
    propose(&stage, &liu, &form(draft, until)).await.expect("proposed");
    let waiting = newest(&stage, &approver).await.code;
    let silent = extensions::refuse(&stage.service, &approver, (stage.code, waiting), " ").await;
    assert_eq!(reasons(silent), [TypedWhy::Missing.at("answer")]);
    let refuse =
        async |words: &str| extensions::refuse(&stage.service, &approver, (stage.code, waiting), words).await;
    refuse("没有依据。").await.expect("refused");
    refuse("没有依据。").await.expect("a double click does it once");
    assert!(matches!(grant(&stage, &approver, waiting).await, Err(Fault::Stale)), "it was refused");
    assert_eq!(newest(&stage, &liu).await.refused_because.as_deref(), Some("没有依据。"));
    assert_eq!(reasons(send(&stage, &late, draft).await), closed(CLOSES));

    // Refused for a wrong reason: the verdict is undone, then the file can be taken back and sent again.
    let filter = QueueFilter::default();
    let file = screening::file(&stage.service, &liu, stage.code, sent, &filter).await.expect("a file").file;
    let refusal =
        screening::VerdictForm::Refuse { ground: "age".to_owned(), words: "年龄不符".to_owned() };
    screening::judge(&stage.service, &liu, stage.code, sent, file.version, &filter, refusal)
        .await
        .expect("judged");
    let judged = reasons(propose(&stage, &liu, &form(sent, until)).await);
    assert_eq!(judged, [ApplicationsWhy::ExtensionAfterVerdict.reason()]);
    let why = "年龄计算有误。";
    screening::undo(&stage.service, &liu, stage.code, sent, file.version + 1, why).await.expect("undone");
    propose(&stage, &liu, &form(sent, until)).await.expect("proposed");
    let waits = newest(&stage, &approver).await.code;
    let at = stage.posting_version().await;
    postings::suspend(&stage.service, &approver, (stage.code, at), "考点停电。").await.expect("suspended");
    let stopped = [PostingsWhy::WrongPhase { phase: Phase::Suspended }.reason()];
    assert_eq!(reasons(grant(&stage, &approver, waits).await), stopped);
    postings::resume(&stage.service, &approver, (stage.code, at + 1), "已恢复。").await.expect("resumed");
    grant(&stage, &approver, waits).await.expect("granted");
    let version = stage.version(&sender, sent).await;
    applications::recall(&stage.service, &sender, sent, version).await.expect("taken back");
    let at = stage.posting_version().await;
    postings::suspend(&stage.service, &approver, (stage.code, at), "考点停电。").await.expect("suspended");
    assert_eq!(
        reasons(send(&stage, &sender, sent).await),
        stopped,
        "an extension opens no suspended posting"
    );
    postings::resume(&stage.service, &approver, (stage.code, at + 1), "已恢复。").await.expect("resumed");
    send(&stage, &sender, sent).await.expect("sent");

    // Once everybody is judged and screening has ended, nothing is extended any more.
    for code in [sent, third] {
        let file =
            screening::file(&stage.service, &liu, stage.code, code, &filter).await.expect("a file").file;
        let pass = screening::VerdictForm::Pass;
        screening::judge(&stage.service, &liu, stage.code, code, file.version, &filter, pass)
            .await
            .expect("judged");
    }
    propose(&stage, &liu, &form(draft, until)).await.expect("proposed");
    let at = stage.posting_version().await;
    let ended = screening::finish(&stage.service, &liu, stage.code, at).await;
    assert_eq!(reasons(ended), [ScreeningWhy::ExtensionsWait { count: 1 }.reason()]);
    let waits = newest(&stage, &approver).await.code;
    // Its time comes before anybody decided: it can only be refused.
    stage.effects.clock.advance(until.0 - stage.effects.clock.now().0);
    let short = [ApplicationsWhy::ExtensionTooShort { closes: CLOSES }.at("until")];
    assert_eq!(reasons(grant(&stage, &approver, waits).await), short);
    extensions::refuse(&stage.service, &approver, (stage.code, waits), "时间已过。").await.expect("refused");
    screening::finish(&stage.service, &liu, stage.code, at).await.expect("finished");
    let over = [PostingsWhy::WrongPhase { phase: Phase::Examining }.reason()];
    let later = stage.effects.clock.now().plus_seconds(DAY);
    assert_eq!(reasons(propose(&stage, &liu, &form(draft, later)).await), over);
    let state = applications::view(&stage.service, &late, draft).await.expect("own").state;
    assert_eq!(state, ApplicationState::Draft);
}
