//! What may be changed in an application that was sent: as the scheme says, and as ever where it says nothing.

use domain::access::Caller;
use domain::calendar::Instant;
use domain::id::Code;
use domain::lifecycle::ApplicationState;
use domain::reason::{ApplicationsWhy, FieldPath, PostingsWhy, ScreeningWhy};
use domain::screening::QueueFilter;
use domain::timetable::{StageForm, StageKind};
use domain::typed::moment;
use service::screening::VerdictForm;
use service::{Fault, applications, postings, schemes, screening};

use crate::conditions::{applied, approver};
use crate::stage::{CLOSES, NAME, Stage, identity, load, person, position, reasons};

/// Screening ends a week after registration.
const ENDS: &str = "2026-10-08T18:00";

fn scheme(editing: &str) -> String {
    format!(
        r#"{{"scheme":{{"components":[{{"key":"written","weight":100}}],
            "shortlists":[{{"to":"inspection","score":"total","ratio":"2:1"}}],"editing":{{{editing}}}}}}}"#
    )
}

fn at(text: &str) -> Instant {
    moment(text, &FieldPath::new("at")).expect("a time")
}

fn now_is(stage: &Stage, now: Instant) {
    let clock = &stage.effects.clock;
    clock.advance(now.0 - clock.now().0);
}

fn screened() -> StageForm {
    StageForm {
        kind: "screening".to_owned(),
        opens: "2026-09-22T09:00".to_owned(),
        closes: ENDS.to_owned(),
        ..StageForm::default()
    }
}

/// A posting with two positions whose scheme says this of changing; its approval without the window of screening is refused where that is
/// needed.
async fn registering(stage: &mut Stage, editing: &str, needs: bool) -> (Code, Caller, [Code; 2]) {
    let (posting, screener) = stage.draft().await;
    let codes = [stage.effects.random.code(), stage.effects.random.code()];
    let tx = stage.store.write("stage").await.expect("a turn");
    let scope = store::postings::by_code(&tx, &posting).await.expect("read").expect("a posting").scope();
    let table = [(codes[0], position("0010001")), (codes[1], position("0010002"))];
    store::postings::positions::replace(&tx, &load(scope), 1, &table).await.expect("positions");
    crate::stage::keep(tx).await;
    let service = &stage.service;
    let text = scheme(editing);
    let file = ("scheme.json", text.as_bytes());
    schemes::save_file(service, &screener, posting, 0, file).await.expect("a draft").expect("usable");
    let version = async || postings::view(service, &screener, posting).await.expect("a posting").version;
    let early = postings::submit(service, &screener, posting, version().await).await;
    let missing = PostingsWhy::StageNeeded { stage: StageKind::Screening }.reason();
    if needs {
        assert_eq!(reasons(early), [missing]);
        let of = (posting, version().await);
        postings::write_timetable(service, &screener, of, &[screened()]).await.expect("a timetable");
        postings::submit(service, &screener, posting, version().await).await.expect("sent");
    } else {
        early.expect("sent");
    }
    let approver = approver(stage).await;
    let service = &stage.service;
    let shown = postings::view(service, &approver, posting).await.expect("a posting");
    let digest = shown.approval_digest.expect("complete").to_string();
    postings::approve(service, &approver, posting, shown.version, &digest).await.expect("approved");
    postings::turn_due(service).await.expect("turned");
    (posting, screener, codes)
}

async fn own(stage: &Stage, (who, code): (&Caller, Code)) -> domain::view::my::applications::Application {
    applications::view(&stage.service, who, code).await.expect("own")
}

async fn recall(stage: &Stage, (who, code): (&Caller, Code)) -> Result<(), Fault> {
    let version = own(stage, (who, code)).await.version;
    applications::recall(&stage.service, who, code, version).await
}

async fn send(stage: &Stage, (who, code): (&Caller, Code)) -> Result<Instant, Fault> {
    let version = own(stage, (who, code)).await.version;
    applications::submit(&stage.service, who, code, version).await
}

async fn withdraw(stage: &Stage, (who, code): (&Caller, Code)) -> Result<(), Fault> {
    let version = own(stage, (who, code)).await.version;
    applications::withdraw(&stage.service, who, code, version).await
}

async fn start(stage: &Stage, who: &Caller, position: Code) -> Result<Code, Fault> {
    applications::start(&stage.service, who, position, stage.key()).await
}

async fn judge(stage: &Stage, screener: &Caller, (posting, code): (Code, Code), pass: bool) {
    let filter = QueueFilter::default();
    let file = screening::file(&stage.service, screener, posting, code, &filter).await.expect("a file");
    let form = if pass {
        VerdictForm::Pass
    } else {
        VerdictForm::Refuse { ground: "grassroots_years".to_owned(), words: "材料不齐。".to_owned() }
    };
    let version = file.file.version;
    screening::judge(&stage.service, screener, posting, code, version, &filter, form).await.expect("judged");
}

#[tokio::test]
async fn where_the_scheme_says_never_nothing_is_taken_back_and_no_other_position_chosen() {
    let mut stage = Stage::set().await;
    let says = r#""personal":"submitted","position":"submitted""#;
    let (_, _, positions) = registering(&mut stage, says, false).await;
    let (who, code) = applied(&mut stage, positions[0], 71, &[]).await;
    assert_eq!(reasons(recall(&stage, (&who, code)).await), [ApplicationsWhy::SentForGood.reason()]);
    let shown = own(&stage, (&who, code)).await;
    assert!(!shown.may_recall && shown.open && shown.state == ApplicationState::Submitted);
    withdraw(&stage, (&who, code)).await.expect("whoever does not want to may go");
    let other = start(&stage, &who, positions[1]).await;
    assert_eq!(reasons(other), [ApplicationsWhy::PositionForGood.reason()]);
    let fresh = stage.candidate().await;
    start(&stage, &fresh, positions[1]).await.expect("who sent nothing chooses freely");
}

#[tokio::test]
async fn until_the_review_ends_what_was_sent_is_changed_after_registration_and_after_a_refusal() {
    let mut stage = Stage::set().await;
    let says = r#""personal":"review_ends","position":"review_ends""#;
    let (posting, screener, positions) = registering(&mut stage, says, true).await;
    let (first, code) = applied(&mut stage, positions[0], 72, &[]).await;
    let (second, passed) = applied(&mut stage, positions[0], 73, &[]).await;
    let late = stage.candidate().await;
    let draft = start(&stage, &late, positions[0]).await.expect("started");
    now_is(&stage, CLOSES.plus_seconds(60));
    postings::turn_due(&stage.service).await.expect("turned");
    let closed = [ApplicationsWhy::AlreadyClosed { closed: CLOSES }.reason()];
    let unsent = applications::view(&stage.service, &late, draft).await.expect("own");
    assert!(!unsent.open, "who sent nothing in time sends nothing");

    // Taken back after registration, changed and sent again.
    let shown = own(&stage, (&first, code)).await;
    assert!(shown.open && shown.may_recall && shown.target.window().closes == at(ENDS));
    recall(&stage, (&first, code)).await.expect("taken back");
    let version = postings::view(&stage.service, &screener, posting).await.expect("a posting").version;
    judge(&stage, &screener, (posting, passed), true).await;
    let ended = screening::finish(&stage.service, &screener, posting, version).await;
    let running = ScreeningWhy::StillEditing { count: 1, until: at(ENDS) };
    assert_eq!(reasons(ended), [running.reason()], "screening does not end over somebody");
    applications::fill(&stage.service, &first, code, person(&identity(75))).await.expect("filled");
    send(&stage, (&first, code)).await.expect("sent again");

    // A refusal is mended; a pass ends everything.
    judge(&stage, &screener, (posting, code), false).await;
    assert!(own(&stage, (&first, code)).await.may_recall);
    recall(&stage, (&first, code)).await.expect("taken back");
    send(&stage, (&first, code)).await.expect("sent again");
    let wrong = ApplicationsWhy::WrongState { state: ApplicationState::Passed };
    assert_eq!(reasons(recall(&stage, (&second, passed)).await), [wrong.reason()]);
    assert!(!own(&stage, (&second, passed)).await.may_recall);

    // Another position is chosen, by whoever sent one.
    withdraw(&stage, (&first, code)).await.expect("withdrawn");
    let other = start(&stage, &first, positions[1]).await.expect("started");
    assert!(own(&stage, (&first, other)).await.open);
    let stranger = stage.candidate().await;
    assert_eq!(reasons(start(&stage, &stranger, positions[1]).await), closed);

    // To the millisecond.
    now_is(&stage, Instant(at(ENDS).0 - 1));
    applications::fill(&stage.service, &first, other, person(&identity(75))).await.expect("just in time");
    now_is(&stage, at(ENDS));
    let over = applications::fill(&stage.service, &first, other, person(&identity(75))).await;
    assert_eq!(reasons(over), [ApplicationsWhy::AlreadyClosed { closed: at(ENDS) }.reason()]);
}

#[tokio::test]
async fn where_the_scheme_says_nothing_it_is_as_ever() {
    let mut stage = Stage::set().await;
    let (posting, screener, positions) = registering(&mut stage, "", false).await;
    let (who, code) = applied(&mut stage, positions[0], 76, &[]).await;
    recall(&stage, (&who, code)).await.expect("taken back");
    send(&stage, (&who, code)).await.expect("sent again");
    let (other, kept) = applied(&mut stage, positions[0], 77, &[]).await;
    judge(&stage, &screener, (posting, kept), false).await;
    let refused = ApplicationsWhy::WrongState { state: ApplicationState::Refused };
    assert_eq!(reasons(recall(&stage, (&other, kept)).await), [refused.reason()]);
    start(&stage, &other, positions[1]).await.expect("another position");
    now_is(&stage, CLOSES);
    let closed = ApplicationsWhy::AlreadyClosed { closed: CLOSES };
    assert_eq!(reasons(recall(&stage, (&who, code)).await), [closed.reason()]);
}

#[tokio::test]
async fn what_was_withdrawn_is_listed_by_its_number_alone_and_drafts_are_listed_to_nobody() {
    for mut stage in Stage::on_both().await {
        let (posting, screener, positions) = registering(&mut stage, "", false).await;
        let (who, code) = applied(&mut stage, positions[0], 81, &[]).await;
        withdraw(&stage, (&who, code)).await.expect("withdrawn");
        let (_, stands) = applied(&mut stage, positions[0], 82, &[]).await;
        let unsent = stage.candidate().await;
        let never = start(&stage, &unsent, positions[1]).await.expect("started");
        withdraw(&stage, (&unsent, never)).await.expect("withdrawn before it was sent");
        let drafting = stage.candidate().await;
        start(&stage, &drafting, positions[0]).await.expect("a draft");

        let queue = async |state: &str, find: &str| {
            let [state, find] = [state, find].map(str::to_owned);
            let filter = QueueFilter { state, find, ..QueueFilter::default() };
            screening::queue(&stage.service, &screener, posting, &filter).await.expect("a queue")
        };
        let past = queue("withdrew", "").await;
        let counts = past.posting.counts;
        assert_eq!((past.matching, past.all, counts.withdrew, counts.drafts), (2, 2, 2, 1));
        let listed: Vec<_> = past.lines.iter().map(|one| (one.code, one.submitted_at.is_some())).collect();
        assert!(listed.contains(&(code, true)) && listed.contains(&(never, false)), "{listed:?}");
        let told = serde_json::to_string(&past).expect("JSON");
        assert!(!told.contains(NAME), "whose it is, is the candidate's own again: {told}");
        assert_eq!(queue("withdrew", NAME).await.matching, 0, "no name is looked through");
        assert_eq!(queue("withdrew", code.as_str()).await.matching, 1);
        assert_eq!(queue("submitted", NAME).await.matching, 1, "of what stands it is");
        let drafts: Vec<_> = queue("draft", "").await.lines.into_iter().map(|one| one.code).collect();
        assert_eq!(drafts, [stands], "no word lists drafts");
        let filter = QueueFilter { state: "withdrew".to_owned(), ..QueueFilter::default() };
        let opened = screening::file(&stage.service, &screener, posting, code, &filter).await;
        assert!(matches!(opened, Err(Fault::Missing)), "nobody opens it any more");
    }
}
