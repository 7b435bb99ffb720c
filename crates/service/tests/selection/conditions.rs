//! Conditions from the first change to the contradiction that is listed: set on a draft, signed with the posting, checked at
//! submission and again, never deciding.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use domain::access::{Caller, Role};
use domain::eligibility::{Change, ConditionForm, Finding, Judgement, Kind, Listed, Used};
use domain::id::Code;
use domain::lifecycle::ApplicationState;
use domain::reason::{ConditionsWhy, PostingsWhy, Reason, TypedWhy, Why};
use domain::registration::Field;
use domain::screening::QueueFilter;
use domain::uploads::PhotoForm;
use service::applications::{fill, start, submit, view};
use service::conditions;
use service::screening::{self, VerdictForm};
use service::{Fault, postings, schemes};

use crate::stage::{
    OPENS, Stage, caller, family_part, identity, person, position, reasons, record_part, service_part,
    statement,
};

const SCHEME: &[u8] = br#"[scheme]
shortlists = [{ to = "inspection", ratio = "2:1", score = "total" }]
[[scheme.components]]
key = "written"
weight = "100"
"#;

fn add(list: &str, kind: Kind, years: &str) -> Change {
    let form = ConditionForm { kind: kind.word().to_owned(), years: years.to_owned(), ..Default::default() };
    Change::Add { list: list.to_owned(), form }
}

fn group(positions: &str) -> Change {
    Change::Group { at: None, name: "党务类".to_owned(), positions: positions.to_owned(), instead: false }
}

fn politics() -> Change {
    let choices = vec!["party_member".to_owned()];
    let form = ConditionForm {
        kind: Kind::Listed(Listed::Politics).word().to_owned(),
        choices,
        ..Default::default()
    };
    Change::Add { list: "groups.0.rules".to_owned(), form }
}

/// A draft with two positions, a scheme and conditions: five years of service and good appraisals for all, the Party for one.
pub async fn drafted(stage: &Stage) -> (Code, Caller, [Code; 2]) {
    let (posting, screener) = stage.draft().await;
    let codes = [stage.effects.random.code(), stage.effects.random.code()];
    let tx = stage.store.write("stage").await.unwrap();
    let scope = store::postings::by_code(&tx, &posting).await.unwrap().unwrap().scope();
    let table = [(codes[0], position("0010001")), (codes[1], position("0010002"))];
    store::postings::positions::replace(&tx, &crate::stage::load(scope), 1, &table).await.unwrap();
    crate::stage::keep(tx).await;
    schemes::save_file(&stage.service, &screener, posting, 0, ("a.toml", SCHEME)).await.unwrap().unwrap();
    let changes = [
        add("general", Kind::ServiceYears, "5"),
        add("general", Kind::AppraisalEach, "3"),
        group("0010002"),
        politics(),
    ];
    for (version, change) in (0..).zip(&changes) {
        conditions::change(&stage.service, &screener, posting, version, change).await.unwrap();
    }
    (posting, screener, codes)
}

pub async fn approver(stage: &mut Stage) -> Caller {
    let tx = stage.store.write("stage").await.unwrap();
    let id = crate::stage::account(&tx, stage.effects.random.code(), "approver", Role::Approver).await;
    crate::stage::keep(tx).await;
    caller(id, Role::Approver, &[])
}

pub async fn published(stage: &mut Stage) -> (Code, Caller, [Code; 2]) {
    let (posting, screener, codes) = drafted(stage).await;
    let at = postings::view(&stage.service, &screener, posting).await.unwrap().version;
    postings::submit(&stage.service, &screener, posting, at).await.unwrap();
    let approver = approver(stage).await;
    let shown = postings::view(&stage.service, &approver, posting).await.unwrap();
    let digest = shown.approval_digest.unwrap().to_string();
    postings::approve(&stage.service, &approver, posting, shown.version, &digest).await.unwrap();
    postings::turn_due(&stage.service).await.unwrap();
    (posting, screener, codes)
}

#[tokio::test]
async fn conditions_are_set_on_a_draft_version_by_version_and_signed_with_it() {
    for stage in Stage::on_both().await {
        let (posting, screener, _) = drafted(&stage).await;
        let service = &stage.service;
        let before = postings::view(service, &screener, posting).await.unwrap();
        let more = add("general", Kind::AgeAtLeast, "30");
        let stale = conditions::change(service, &screener, posting, 3, &more).await;
        assert!(matches!(stale, Err(Fault::Stale)), "{stale:?}");
        conditions::change(service, &screener, posting, 4, &more).await.unwrap();
        let after = postings::view(service, &screener, posting).await.unwrap();
        assert_ne!(before.approval_digest, after.approval_digest, "the approver signs the conditions too");
        assert!(after.version > before.version, "who read the posting before must look again");
        // A place that is not there, a field that is missing, a stranger.
        let nowhere =
            conditions::change(service, &screener, posting, 5, &add("groups.7.rules", Kind::Any, "")).await;
        assert!(matches!(nowhere, Err(Fault::Missing)));
        let empty =
            conditions::change(service, &screener, posting, 5, &add("general", Kind::AgeAtMost, "")).await;
        assert_eq!(reasons(empty), [TypedWhy::Missing.at("years")]);
        // Words and names are public: no private number stands in them.
        let words = "材料寄至张三，电话 13800138000".to_owned();
        let form = ConditionForm { kind: Kind::InWords.word().to_owned(), words, ..Default::default() };
        let told = Change::Add { list: "general".to_owned(), form };
        let (name, positions) = ("张三13800138000".to_owned(), "0010001".to_owned());
        let named = Change::Group { at: None, name, positions, instead: false };
        for (change, field) in [(told, "words"), (named, "name")] {
            let private = conditions::change(service, &screener, posting, 5, &change).await;
            assert_eq!(reasons(private), [TypedWhy::PrivateNumber.at(field)]);
        }
        let stranger = caller(stage.screeners[1].id().unwrap(), Role::Screener, &[]);
        let theirs = conditions::change(service, &stranger, posting, 5, &more).await;
        assert!(matches!(theirs, Err(Fault::Missing)));
        // A branch without anything below keeps the posting back.
        conditions::change(service, &screener, posting, 5, &add("general", Kind::Any, "")).await.unwrap();
        let at = postings::view(service, &screener, posting).await.unwrap().version;
        let sent = postings::submit(service, &screener, posting, at).await;
        assert_eq!(reasons(sent), [ConditionsWhy::Faulty { count: 1 }.reason()]);
        let remove = Change::Remove { at: "general.3".to_owned() };
        conditions::change(service, &screener, posting, 6, &remove).await.unwrap();
        // The posting's own photo is signed with them; numbers that no photo has are named.
        let photo = |height: &str| {
            let [kind, width, height, kilobytes] = ["own", "400", height, "60"].map(str::to_owned);
            Change::Photo { asked: true, size: PhotoForm { kind, width, height, kilobytes } }
        };
        let low = conditions::change(service, &screener, posting, 7, &photo("399")).await;
        assert_eq!(reasons(low), [TypedWhy::OutOfRange { min: 400, max: 720 }.at("height")]);
        let before = postings::view(service, &screener, posting).await.unwrap();
        conditions::change(service, &screener, posting, 7, &photo("500")).await.unwrap();
        let after = postings::view(service, &screener, posting).await.unwrap();
        assert_ne!(before.approval_digest, after.approval_digest, "the approver signs the photo too");
        postings::submit(service, &screener, posting, after.version).await.unwrap();
        let frozen = conditions::change(service, &screener, posting, 8, &photo("600")).await;
        assert!(matches!(
            reasons(frozen)[..],
            [Reason { why: Why::Postings(PostingsWhy::WrongPhase { .. }), .. }]
        ));
        let events = stage.events().await.join("\n");
        assert_eq!(events.matches("conditions_changed").count(), 8);
    }
}

/// A submitted application for a position; the record may be another than the usual.
pub async fn applied(stage: &mut Stage, position: Code, n: u64, change: &[(&str, &str)]) -> (Caller, Code) {
    let candidate = stage.candidate().await;
    let code = start(&stage.service, &candidate, position, stage.key()).await.unwrap();
    let mut record = record_part();
    record.answers = record.answers.with(change.iter().copied());
    for part in [person(&identity(n)), service_part(), record, family_part(), statement()] {
        fill(&stage.service, &candidate, code, part).await.unwrap();
    }
    let version = view(&stage.service, &candidate, code).await.unwrap().version;
    submit(&stage.service, &candidate, code, version).await.unwrap();
    (candidate, code)
}

async fn found(stage: &Stage, screener: &Caller, posting: Code, found: &str) -> Vec<Code> {
    let filter = QueueFilter { state: "all".to_owned(), found: found.to_owned(), ..QueueFilter::default() };
    let queue = screening::queue(&stage.service, screener, posting, &filter).await.unwrap();
    queue.lines.iter().map(|line| line.code).collect()
}

async fn judge(stage: &Stage, screener: &Caller, posting: Code, code: Code, form: VerdictForm) {
    let filter = QueueFilter::default();
    let at = screening::file(&stage.service, screener, posting, code, &filter).await.unwrap().file.version;
    screening::judge(&stage.service, screener, posting, code, at, &filter, form).await.unwrap();
}

#[tokio::test]
async fn every_application_is_checked_and_nobody_is_judged_by_it() {
    for mut stage in Stage::on_both().await {
        let (posting, screener, positions) = published(&mut stage).await;
        let (_, good) = applied(&mut stage, positions[0], 11, &[]).await;
        let (_, weak) = applied(&mut stage, positions[0], 12, &[("appraisal_2", "basic")]).await;
        let (_, outside) = applied(&mut stage, positions[1], 13, &[("politics", "non_party")]).await;
        assert_eq!(found(&stage, &screener, posting, "met").await, [good]);
        assert_eq!(found(&stage, &screener, posting, "not_met").await, [weak, outside]);
        assert_eq!(found(&stage, &screener, posting, "cannot_tell").await, []);

        // The file shows every condition with its values and the revision.
        let filter = QueueFilter::default();
        let file = screening::file(&stage.service, &screener, posting, outside, &filter).await.unwrap().file;
        let checked = file.checked.unwrap();
        let Judgement::All(each) = &checked.judgement else { panic!("all of several") };
        let all: Vec<_> = each.iter().map(Judgement::finding).collect();
        assert_eq!(all, [Finding::Met, Finding::Met, Finding::NotMet]);
        let Judgement::One(years) = &each[0] else { panic!("one") };
        assert!(matches!(years.used[..], [Used::Since { months: 98, .. }]), "2018-07-01 to 2026-09-21");
        assert_eq!(checked.asked.at.to_string(), "2026-09-21");
        assert!(checked.stored.is_none() && checked.stored_at.is_some() && !checked.against);
        assert_eq!(file.answers.told(Field::Birth), "1990-01-01");

        // A person decides, also against it; both contradictions are listed and the verdicts stay when all are checked again.
        judge(&stage, &screener, posting, weak, VerdictForm::Pass).await;
        let words = "学历证书与填报不一致".to_owned();
        judge(
            &stage,
            &screener,
            posting,
            good,
            VerdictForm::Refuse { ground: "particulars".to_owned(), words },
        )
        .await;
        assert_eq!(found(&stage, &screener, posting, "against").await, [good, weak]);
        let tally = screening::check_all(&stage.service, &screener, posting).await.unwrap();
        assert_eq!((tally.met, tally.not_met, tally.cannot_tell), (1, 2, 0));
        assert_eq!(found(&stage, &screener, posting, "against").await, [good, weak]);
        let file = screening::file(&stage.service, &screener, posting, weak, &filter).await.unwrap().file;
        assert_eq!((file.state, file.checked.unwrap().against), (ApplicationState::Passed, true));
        let events = stage.events().await.join("\n");
        assert!(events.contains("conditions_checked") && !events.contains("1990-01-01"));
    }
}

#[tokio::test]
async fn an_application_in_which_little_was_told_stays_readable_and_cannot_be_told() {
    for mut stage in Stage::on_both().await {
        let (posting, screener, positions) = published(&mut stage).await;
        let (candidate, code) = applied(&mut stage, positions[0], 21, &[]).await;
        // As if the form had asked for little more than the unit.
        let tx = stage.store.write("stage").await.unwrap();
        let locked = store::applications::for_update(&tx, &code).await.unwrap().unwrap();
        let permit = crate::stage::load(locked.scope());
        let row = locked.open(&permit).unwrap();
        let answers = r#"{"told":{"unit":"A","post":"B","education":"硕士，法学"}}"#;
        let answers = crate::stage::sealed("application.answers_sealed", code, answers);
        let content = store::applications::Content { answers_sealed: Some(answers), ..row.content };
        let (id, at) = (row.id, row.version);
        store::applications::turn(
            &tx,
            &permit,
            (id, at),
            (ApplicationState::Submitted, ApplicationState::Draft),
            OPENS,
        )
        .await
        .unwrap();
        store::applications::save_draft(&tx, &permit, (id, at + 1), row.position, &content, OPENS)
            .await
            .unwrap();
        store::applications::turn(
            &tx,
            &permit,
            (id, at + 2),
            (ApplicationState::Draft, ApplicationState::Submitted),
            OPENS,
        )
        .await
        .unwrap();
        crate::stage::keep(tx).await;

        let own = view(&stage.service, &candidate, code).await.unwrap();
        assert_eq!(own.answers.told(Field::Education), "硕士，法学");
        screening::check_all(&stage.service, &screener, posting).await.unwrap();
        assert_eq!(found(&stage, &screener, posting, "cannot_tell").await, [code]);
        let filter = QueueFilter::default();
        let file = screening::file(&stage.service, &screener, posting, code, &filter).await.unwrap().file;
        assert_eq!((file.answers.told(Field::Unit), file.answers.told(Field::Politics)), ("A", ""));
    }
}
