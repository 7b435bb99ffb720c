//! Revisions: what is put before the department is kept whole, approved ones are numbered, and the difference is read out.

use domain::access::Caller;
use domain::calendar::Instant;
use domain::course::Waiting;
use domain::eligibility;
use domain::id::Code;
use domain::lifecycle::Phase;
use domain::posting::{About, Detail, PositionTerms, PostingForm};
use domain::reason::{ActsWhy, ApplicationsWhy, PostingsWhy, TypedWhy};
use domain::revision::{Change, RevisionState};
use domain::typed::{Line, Words};
use domain::view::desk::revisions::{ApprovalPage, PositionForm, RevisionPage, VersionsPage, Weighing};
use service::{Fault, conditions, postings};

use crate::conditions::{approver, drafted};
use crate::exam::Exam;
use crate::stage::{CLOSES, Stage, keep, load, position, reasons};

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
        let desk = postings::list(&stage.service, &screener).await.expect("a desk");
        let told: Vec<_> = desk.tasks.iter().map(|task| (task.what, task.count, task.late)).collect();
        assert_eq!(told, [(Waiting::Returned, 1, true)], "its author hears of it; registration has begun");
        let back = page(&stage, &screener, posting).await;
        assert_eq!(back.posting.returned_because.as_deref(), Some(why));
        assert_eq!(back.since.expect("a version before").changes, [], "nothing changed yet");

        let form = PostingForm { title: "Another title".to_owned(), ..back.posting.form.clone() };
        postings::edit(&stage.service, &screener, posting, back.posting.version, &form)
            .await
            .expect("edited");
        submit(&stage, &screener, posting).await;
        let desk = postings::list(&stage.service, &screener).await.expect("a desk");
        assert_eq!(desk.tasks, [], "it went to the department again");
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
        let public = service::open::posting(&stage.service, posting).await.expect("public");
        let told: Vec<_> = public.revisions.iter().map(|one| (one.no, one.digest.to_string())).collect();
        assert_eq!(told, [(1, digest)], "what was approved is public under the digest that the approver saw");
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

async fn drafted_further(stage: &Stage, who: &Caller, posting: Code) -> RevisionPage {
    postings::further(&stage.service, who, posting).await.expect("a page")
}

/// A public posting with an approver who had no hand in it.
pub async fn in_force(stage: &mut Stage) -> (Code, Caller, Caller) {
    let (posting, screener, _) = drafted(stage).await;
    let approver = approver(stage).await;
    submit(stage, &screener, posting).await;
    let shown = page(stage, &approver, posting).await.posting;
    let digest = shown.approval_digest.expect("complete").to_string();
    postings::approve(&stage.service, &approver, posting, shown.version, &digest).await.expect("approved");
    postings::turn_due(&stage.service).await.expect("turned");
    (posting, screener, approver)
}

/// Drafts another closing minute and proposes it; answers the version that waits.
pub async fn propose_closing(
    stage: &Stage,
    screener: &Caller,
    posting: Code,
    closes: Instant,
) -> (Code, String) {
    let before = drafted_further(stage, screener, posting).await;
    let version = before.version;
    let form = PostingForm { closes: closes.form_text(), ..before.form };
    let at = (posting, version);
    postings::draft_terms(&stage.service, screener, at, &form).await.expect("drafted");
    let stale = postings::draft_terms(&stage.service, screener, at, &form).await;
    assert!(matches!(stale, Err(Fault::Stale)), "a second officer is told: {stale:?}");
    let at = (posting, version + 1);
    postings::propose(&stage.service, screener, at, "网络故障。").await.expect("proposed");
    postings::propose(&stage.service, screener, at, "网络故障。").await.expect("a double click");
    let waiting = drafted_further(stage, screener, posting).await.waiting.expect("it waits");
    (waiting.code, waiting.digest.to_string())
}

#[tokio::test]
async fn a_deadline_moves_for_an_open_form_with_the_commit_that_approves_it() {
    for mut stage in Stage::on_both().await {
        let (posting, screener, approver) = in_force(&mut stage).await;
        let candidate = stage.candidate().await;
        let public = service::open::posting(&stage.service, posting).await.expect("public");
        let position = public.positions[0].code;
        let key = stage.key();
        let start = async || service::applications::start(&stage.service, &candidate, position, key).await;
        // Registration is over to the millisecond, and the phase has turned.
        stage.effects.clock.advance(CLOSES.0 - stage.effects.clock.now().0);
        postings::turn_due(&stage.service).await.expect("turned");
        assert_eq!(reasons(start().await), [ApplicationsWhy::AlreadyClosed { closed: CLOSES }.reason()]);

        let later = Instant(CLOSES.0.div_euclid(60_000) * 60_000 + 3_600_000);
        let (revision, digest) = propose_closing(&stage, &screener, posting, later).await;
        let at = (posting, revision);
        let page = drafted_further(&stage, &approver, posting).await;
        assert!(
            matches!(&page.changes[..], [Change::Closes(pair)] if pair.after == later),
            "{:?}",
            page.changes
        );
        assert!(page.may_settle && !page.may_draft);
        assert!(start().await.is_err(), "a proposal moves nothing");
        let own = postings::enact(&stage.service, &screener, at, &digest).await;
        assert!(matches!(own, Err(Fault::Denied(_))), "{own:?}");
        let wrong = postings::enact(&stage.service, &approver, at, &"0".repeat(64)).await;
        assert_eq!(reasons(wrong), [ActsWhy::DigestChanged.reason()]);
        postings::enact(&stage.service, &approver, at, &digest).await.expect("in force");
        postings::enact(&stage.service, &approver, at, &digest).await.expect("a double click");
        let desk = postings::view(&stage.service, &screener, posting).await.expect("a posting");
        let said = desk.approval_digest.expect("complete").to_string();
        assert_eq!(said, digest, "the overview names the digest of what was approved");

        let shown = service::open::posting(&stage.service, posting).await.expect("public");
        assert_eq!((shown.head.phase, shown.head.registration.closes), (Phase::Registering, later));
        let newest = shown.revisions.first().expect("public at once");
        assert_eq!((newest.no, newest.reason.as_str(), newest.changes.len()), (2, "网络故障。", 1));
        assert_eq!(newest.digest.to_string(), digest);
        assert_eq!(shown.positions[0].code, position, "addresses stay");
        stage.effects.clock.advance(later.0 - 1 - stage.effects.clock.now().0);
        postings::turn_due(&stage.service).await.expect("nothing is due");
        start().await.expect("one millisecond before the new deadline");
        stage.effects.clock.advance(1);
        let other = stage.candidate().await;
        let late = service::applications::start(&stage.service, &other, position, stage.key()).await;
        assert_eq!(reasons(late), [ApplicationsWhy::AlreadyClosed { closed: later }.reason()]);
        service::runner::turn(&stage.service).await.expect("turned");
        let shown = service::open::posting(&stage.service, posting).await.expect("public");
        assert_eq!(shown.head.phase, Phase::Screening);
        let walk = service::audit::verify_chain(&stage.store, &stage.keys, &[]).await.expect("a walk");
        assert_eq!(walk.wrong.kept, [], "everything is bound to the act");
    }
}

#[tokio::test]
async fn positions_change_and_are_added_under_their_codes_and_hostile_words_are_refused() {
    for mut stage in Stage::on_both().await {
        let (posting, screener, approver) = in_force(&mut stage).await;
        let service = &stage.service;
        let before = service::open::posting(service, posting).await.expect("public");
        let form = PositionForm {
            unit: "省财政厅".to_owned(),
            title: "预算处四级主任科员".to_owned(),
            plan: "2".to_owned(),
            conditions: "=cmd|'x' 13800138000".to_owned(),
            ..PositionForm::default()
        };
        let of = Some("0010001");
        let hostile = postings::draft_position(service, &screener, (posting, 0), (of, &form)).await;
        assert_eq!(reasons(hostile), [TypedWhy::FormulaSign.at("conditions")]);
        let none = PositionForm { plan: "0".to_owned(), conditions: String::new(), ..form.clone() };
        let none = postings::draft_position(service, &screener, (posting, 0), (of, &none)).await;
        assert_eq!(reasons(none), [TypedWhy::OutOfRange { min: 1, max: 999 }.at("plan")]);
        let good = PositionForm { conditions: "本科以上学历。".to_owned(), ..form.clone() };
        postings::draft_position(service, &screener, (posting, 0), (of, &good)).await.expect("drafted");
        let taken = PositionForm { code: "0010002".to_owned(), ..good.clone() };
        let taken = postings::draft_position(service, &screener, (posting, 1), (None, &taken)).await;
        assert_eq!(reasons(taken), [PostingsWhy::PositionTaken.at("code")]);
        let further = PositionForm { code: "0010003".to_owned(), ..good.clone() };
        postings::draft_position(service, &screener, (posting, 1), (None, &further)).await.expect("drafted");
        let private = postings::propose(service, &screener, (posting, 2), "电话 13800138000").await;
        assert_eq!(reasons(private), [TypedWhy::PrivateNumber.at("reason")]);
        postings::propose(service, &screener, (posting, 2), "增加编制。").await.expect("proposed");
        let again = postings::draft_terms(service, &screener, (posting, 3), &PostingForm::default()).await;
        assert_eq!(reasons(again), [PostingsWhy::RevisionWaits.reason()]);
        let page = drafted_further(&stage, &approver, posting).await;
        assert_eq!(page.changes.len(), 3, "plan, conditions and a new position: {:?}", page.changes);
        let waiting = page.waiting.expect("it waits");
        let at = (posting, waiting.code);
        postings::enact(service, &approver, at, &waiting.digest.to_string()).await.expect("in force");
        let after = service::open::posting(service, posting).await.expect("public");
        assert_eq!(after.positions.len(), 3);
        assert_eq!((after.positions[0].code, after.positions[0].plan), (before.positions[0].code, 2));
        assert_eq!(after.positions[1], before.positions[1], "the others stand as they were");
    }
}

/// A posting in force whose table came with two further columns.
async fn with_columns(stage: &mut Stage) -> (Code, Caller, Caller) {
    let (posting, screener, codes) = drafted(stage).await;
    let cell = |title: &str, text: &str, about| Detail {
        title: Line::stored(title.to_owned()),
        text: Words::stored(text.to_owned()),
        about,
    };
    let first = vec![cell("学历", "本科", About::Education), cell("备注", "常驻合肥", About::Nothing)];
    let second = vec![cell("学历", "本科", About::Education)];
    let row = |code, details| PositionTerms { details, ..position(code) };
    let table = [(codes[0], row("0010001", first)), (codes[1], row("0010002", second))];
    let version = postings::view(&stage.service, &screener, posting).await.expect("a posting").version;
    let tx = stage.store.write("columns").await.expect("a turn");
    let scope = store::postings::by_code(&tx, &posting).await.expect("rows").expect("a posting").scope();
    store::postings::positions::replace(&tx, &load(scope), version, &table).await.expect("a table");
    keep(tx).await;
    let approver = approver(stage).await;
    submit(stage, &screener, posting).await;
    let shown = page(stage, &approver, posting).await.posting;
    let digest = shown.approval_digest.expect("complete").to_string();
    postings::approve(&stage.service, &approver, posting, shown.version, &digest).await.expect("approved");
    postings::turn_due(&stage.service).await.expect("turned");
    (posting, screener, approver)
}

#[tokio::test]
async fn the_other_columns_of_a_position_change_by_a_further_revision() {
    for mut stage in Stage::on_both().await {
        let (posting, screener, approver) = with_columns(&mut stage).await;
        let service = &stage.service;
        let page = drafted_further(&stage, &screener, posting).await;
        assert_eq!(page.columns, ["学历", "备注"]);
        let [first, second] = &page.positions[..] else { panic!("{:?}", page.positions) };
        assert_eq!(
            (&first.details[..], &second.details[..]),
            (&["本科".to_owned(), "常驻合肥".to_owned()][..], &["本科".to_owned(), String::new()][..])
        );

        // A form without the columns leaves them as they are; one with them changes what it says otherwise.
        let plan = PositionForm { plan: "2".to_owned(), details: Vec::new(), ..first.clone() };
        let of = Some("0010001");
        postings::draft_position(service, &screener, (posting, 0), (of, &plan)).await.expect("drafted");
        let page = drafted_further(&stage, &screener, posting).await;
        assert!(matches!(&page.changes[..], [Change::Plan(..)]), "{:?}", page.changes);
        let mut hostile = second.clone();
        hostile.details[1] = "电话 13800138000".to_owned();
        let of = Some("0010002");
        let refused = postings::draft_position(service, &screener, (posting, 1), (of, &hostile)).await;
        assert_eq!(reasons(refused), [TypedWhy::PrivateNumber.at("c1")]);
        let mut other = second.clone();
        other.details = vec!["研究生".to_owned(), "须轮岗".to_owned()];
        postings::draft_position(service, &screener, (posting, 1), (of, &other)).await.expect("drafted");
        let page = drafted_further(&stage, &screener, posting).await;
        assert!(matches!(&page.changes[..], [Change::Plan(..), Change::Details(..)]), "{:?}", page.changes);

        postings::propose(service, &screener, (posting, 2), "更正学历要求。").await.expect("proposed");
        let waiting = drafted_further(&stage, &approver, posting).await.waiting.expect("it waits");
        let at = (posting, waiting.code);
        postings::enact(service, &approver, at, &waiting.digest.to_string()).await.expect("in force");
        let public = service::open::posting(service, posting).await.expect("public").positions;
        let told = |at: usize| -> Vec<(&str, About)> {
            public[at].details.iter().map(|one| (one.text.as_str(), one.about)).collect()
        };
        assert_eq!(told(0), [("本科", About::Education), ("常驻合肥", About::Nothing)], "as they were");
        assert_eq!(told(1), [("研究生", About::Education), ("须轮岗", About::Nothing)]);
        let walk = service::audit::verify_chain(&stage.store, &stage.keys, &[]).await.expect("a walk");
        assert_eq!(walk.wrong.kept, [], "everything is bound to the act");
    }
}

/// How often something changed from which the posting is ranked.
async fn inputs(stage: &Stage, posting: Code) -> i64 {
    let look = stage.store.snapshot("inputs").await.expect("a snapshot");
    let scope = store::postings::by_code(&look, &posting).await.expect("rows").expect("a posting").scope();
    store::inputs::version(&look, &load(scope)).await.expect("a number")
}

#[tokio::test]
async fn a_class_of_papers_changes_by_a_further_revision_also_after_screening() {
    for mut stage in Stage::on_both().await {
        let (posting, screener, approver) = in_force(&mut stage).await;
        let position =
            service::open::posting(&stage.service, posting).await.expect("public").positions[0].code;
        let _ = crate::conditions::applied(&mut stage, position, 61, &[]).await;
        stage.force("UPDATE posting SET phase = 'examining' WHERE stop_at IS NULL").await;
        let service = &stage.service;
        let page = drafted_further(&stage, &screener, posting).await;
        assert_eq!(page.columns, [""; 0], "the table has no column for it yet");
        for (at, (number, class)) in (0..).zip([("0010001", "A类"), ("0010002", "B类")]) {
            let page = drafted_further(&stage, &screener, posting).await;
            let known = page.positions.iter().find(|one| one.code == number).expect("a position");
            let form = PositionForm { details: vec![class.to_owned()], ..known.clone() };
            let (at, of) = ((posting, at), Some(number));
            postings::draft_position(service, &screener, at, (of, &form)).await.expect("drafted");
        }
        postings::propose(service, &screener, (posting, 2), "公布试卷类别。").await.expect("proposed");
        let page = drafted_further(&stage, &approver, posting).await;
        assert!(
            matches!(&page.changes[..], [Change::Paper(one, _), Change::Paper(two, pair)]
                if one == "0010001" && two == "0010002" && pair.before.is_empty()),
            "{:?}",
            page.changes
        );
        assert_eq!((page.touched.paper, page.touched.conditions), (1, 0), "it asks nothing of anybody");
        let told = text::revisions::tell(&page.changes[1], text::Lang::En);
        assert_eq!(
            (told.what.as_str(), told.gone.len(), told.come.len()),
            ("Position 0010002: Paper class", 0, 1)
        );
        let waiting = page.waiting.expect("it waits");
        let (at, before) = ((posting, waiting.code), inputs(&stage, posting).await);
        postings::enact(service, &approver, at, &waiting.digest.to_string()).await.expect("in force");
        assert!(inputs(&stage, posting).await > before, "a ranking that was computed is stale");
        let look = stage.store.snapshot("classes").await.expect("a snapshot");
        let found = store::postings::by_code(&look, &posting).await.expect("rows").expect("a posting");
        let table = store::postings::positions::all(&look, &load(found.scope())).await.expect("a table");
        let classes: Vec<Option<String>> = table.iter().map(|one| one.terms.paper()).collect();
        assert_eq!(classes, [Some("A类".to_owned()), Some("B类".to_owned())], "lines and moves go by them");
        drop(look);

        // The column is one of the table now, and a class changes again as it came.
        let page = drafted_further(&stage, &screener, posting).await;
        assert_eq!(page.columns, ["试卷类别"]);
        let form = PositionForm { details: vec!["B类".to_owned()], ..page.positions[0].clone() };
        let (at, of) = ((posting, page.version), Some("0010001"));
        postings::draft_position(service, &screener, at, (of, &form)).await.expect("drafted");
        let page = drafted_further(&stage, &screener, posting).await;
        assert!(matches!(&page.changes[..], [Change::Paper(..)]), "{:?}", page.changes);
    }
}

#[tokio::test]
async fn a_further_revision_sent_back_changes_nothing_and_a_discarded_draft_is_gone() {
    let mut stage = Stage::set().await;
    let (posting, screener, approver) = in_force(&mut stage).await;
    let later = Instant(CLOSES.0.div_euclid(60_000) * 60_000 + 3_600_000);
    let (revision, digest) = propose_closing(&stage, &screener, posting, later).await;
    let at = (posting, revision);
    postings::send_back(&stage.service, &approver, at, "Not now.").await.expect("sent back");
    postings::send_back(&stage.service, &approver, at, "Not now.").await.expect("a double click");
    let back = async |who: &Caller| {
        let desk = postings::list(&stage.service, who).await.expect("a desk");
        desk.tasks.iter().any(|task| task.what == Waiting::ReturnedRevision)
    };
    assert!(back(&screener).await, "whoever proposed it hears of it");
    assert!(!back(&approver).await && !back(&stage.screeners[1]).await, "and nobody else");
    let dead = postings::enact(&stage.service, &approver, at, &digest).await;
    assert!(matches!(dead, Err(Fault::Stale)), "{dead:?}");
    let shown = service::open::posting(&stage.service, posting).await.expect("public");
    assert_eq!((shown.head.registration.closes, shown.revisions.len()), (CLOSES, 1));
    let page = drafted_further(&stage, &screener, posting).await;
    let form = PostingForm { title: "Another".to_owned(), ..page.form.clone() };
    stage.effects.clock.advance(1_000);
    postings::draft_terms(&stage.service, &screener, (posting, page.version), &form).await.expect("drafted");
    assert!(!back(&screener).await, "it is drafted anew");
    let version = page.version + 1;
    assert_eq!(drafted_further(&stage, &screener, posting).await.changes.len(), 1);
    postings::discard(&stage.service, &screener, posting, version).await.expect("discarded");
    let nothing = postings::propose(&stage.service, &screener, (posting, version + 1), "why").await;
    assert_eq!(reasons(nothing), [ActsWhy::NothingToDo.reason()]);
    let stranger = stage.screeners[1].clone();
    let theirs = postings::discard(&stage.service, &stranger, posting, version + 1).await;
    assert!(matches!(theirs, Err(Fault::Missing)), "{theirs:?}");

    // Whom to call changes like everything else that was approved, and an office may answer on a mobile telephone.
    let (enquiry, service_term) = ("13800138000".to_owned(), "36".to_owned());
    let form = PostingForm { enquiry, service_term, ..page.form };
    let at = (posting, version + 1);
    postings::draft_terms(&stage.service, &screener, at, &form).await.expect("drafted");
    let changes = drafted_further(&stage, &screener, posting).await.changes;
    let [Change::Enquiry(called), Change::Service(months)] = &changes[..] else { panic!("{changes:?}") };
    assert_eq!((called.before.as_str(), months.before, months.after), ("12345", 0, 36));
    postings::propose(&stage.service, &screener, (posting, version + 2), "电话有变").await.expect("proposed");
    let waiting = drafted_further(&stage, &screener, posting).await.waiting.expect("it waits");
    let (at, digest) = ((posting, waiting.code), waiting.digest.to_string());
    let shown = service::open::posting(&stage.service, posting).await.expect("public");
    let before = (shown.telephones.enquiry(), shown.following.service);
    assert_eq!(before, ("12345", 0), "not before it is in force");
    postings::enact(&stage.service, &approver, at, &digest).await.expect("in force");
    let shown = service::open::posting(&stage.service, posting).await.expect("public");
    assert_eq!((shown.telephones.enquiry(), shown.telephones.supervision()), ("13800138000", ""));
    assert_eq!(shown.following.service, 36);
    let report = service::audit::verify_chain(&stage.store, &stage.keys, &[]).await.expect("a report");
    assert!(report.wrong.is_empty(), "{:?}", report.wrong);
}

#[tokio::test]
async fn what_rests_on_a_revision_names_the_one_that_was_in_force() {
    use domain::screening::QueueFilter;
    use service::screening::{VerdictForm, file, judge};
    for mut stage in Stage::on_both().await {
        let (posting, screener, approver) = in_force(&mut stage).await;
        let position =
            service::open::posting(&stage.service, posting).await.expect("public").positions[0].code;
        let (candidate, code) = crate::conditions::applied(&mut stage, position, 51, &[]).await;
        let own = async || service::applications::view(&stage.service, &candidate, code).await.expect("own");
        assert_eq!(own().await.sent.expect("a receipt").revision, 1);

        let later = Instant(CLOSES.0.div_euclid(60_000) * 60_000 + 3_600_000);
        let (revision, digest) = propose_closing(&stage, &screener, posting, later).await;
        postings::enact(&stage.service, &approver, (posting, revision), &digest).await.expect("in force");
        assert_eq!(own().await.sent.expect("a receipt").revision, 1, "what was sent stays under its own");
        let filter = QueueFilter::default();
        let read =
            async || file(&stage.service, &screener, posting, code, &filter).await.expect("a file").file;
        let opened = read().await;
        assert_eq!((opened.forms.under, opened.verdicts.len()), (Some(1), 0));
        let (at, pass) = (opened.version, VerdictForm::Pass);
        judge(&stage.service, &screener, posting, code, at, &filter, pass).await.expect("passed");
        let verdicts: Vec<u32> = read().await.verdicts.iter().map(|line| line.revision).collect();
        assert_eq!(verdicts, [2], "a verdict is under the revision of its day");
        let paper = service::applications::paper(
            &stage.service,
            &candidate,
            code,
            (service::applications::Paper::Receipt, text::Lang::En),
        );
        assert!(paper.await.expect("a receipt").starts_with(b"%PDF"));
    }
}

/// Conditions change by a further revision as everything else does: drafted beside what stands, approved by another person, public and
/// in force with that commit. Who is already judged stays judged, and the approver reads how many stand there.
#[tokio::test]
async fn conditions_change_by_a_further_revision_and_touch_nobody_before() {
    for mut stage in Stage::on_both().await {
        let (posting, screener, approver) = in_force(&mut stage).await;
        let public = service::open::posting(&stage.service, posting).await.expect("public");
        let position = public.positions[0].code;
        let (_, sent) = crate::conditions::applied(&mut stage, position, 1, &[]).await;
        assert_ne!(sent, position);
        let service = &stage.service;
        let seen = async || conditions::view(service, &screener, posting).await.expect("a page");
        let before = seen().await;
        assert!(before.drafts && before.may_edit, "an approved posting's go into a draft");
        let at = before.version;
        let remove = |at: &str| eligibility::Change::Remove { at: at.to_owned() };
        conditions::change(service, &screener, posting, at, &remove("general.1")).await.expect("drafted");
        let second = conditions::change(service, &screener, posting, at, &remove("general.0")).await;
        assert!(matches!(second, Err(Fault::Stale)), "a second officer is told: {second:?}");
        let nowhere = conditions::change(service, &screener, posting, at + 1, &remove("general.7")).await;
        assert!(matches!(nowhere, Err(Fault::Missing)), "{nowhere:?}");
        assert_eq!(seen().await.conditions.general.len(), before.conditions.general.len() - 1);
        let shown = service::open::posting(service, posting).await.expect("public");
        assert_eq!(shown.conditions, before.conditions, "a draft changes nothing that stands");
        let stranger = conditions::change(service, &approver, posting, at + 1, &remove("general.0")).await;
        assert!(matches!(stranger, Err(Fault::Denied(_))), "{stranger:?}");

        let reason = "考核条件不再要求。";
        postings::propose(service, &screener, (posting, at + 1), reason).await.expect("proposed");
        assert!(!seen().await.may_edit, "what waits stands still");
        let page = drafted_further(&stage, &approver, posting).await;
        assert!(matches!(&page.changes[..], [Change::General(_)]), "{:?}", page.changes);
        assert_eq!(page.touched.conditions, 1, "whom it concerns");
        let waiting = page.waiting.expect("it waits");
        let digest = waiting.digest.to_string();
        postings::enact(service, &approver, (posting, waiting.code), &digest).await.expect("in force");
        let after = service::open::posting(service, posting).await.expect("public");
        assert_eq!(after.conditions.general.len(), before.conditions.general.len() - 1);
        assert_eq!(after.revisions[0].changes.len(), 1, "public at once, with what changed");
        let walk = service::audit::verify_chain(&stage.store, &stage.keys, &[]).await.expect("a walk");
        assert_eq!(walk.wrong.kept, [], "they are bound to the act");

        // A group that names no position of the table, and asks nothing, is refused before anybody could approve it.
        let group = eligibility::Change::Group {
            at: None,
            name: "外语类".to_owned(),
            positions: "0019999".to_owned(),
            instead: false,
        };
        let at = seen().await.version;
        conditions::change(service, &screener, posting, at, &group).await.expect("drafted");
        let faulty = postings::propose(service, &screener, (posting, at + 1), "增加条件。").await;
        assert_eq!(reasons(faulty), [domain::reason::ConditionsWhy::Faulty { count: 2 }.reason()]);
        // Once screening is over files were judged by them: they stand.
        stage.force("UPDATE posting SET phase = 'examining' WHERE stop_at IS NULL").await;
        let late = conditions::change(&stage.service, &screener, posting, at + 1, &remove("general.0")).await;
        assert_eq!(reasons(late), [PostingsWhy::ConditionsSettled.reason()]);
    }
}

const CHAIN: &str = r#"{"scheme":{"components":[{"key":"written","weight":60},{"key":"interview","weight":40}],
    "shortlists":[{"to":"interview","score":"written","ratio":"2:1"},{"to":"inspection","score":"total","ratio":"1:1"}]}}"#;

/// Who would move by what is drafted or waits: the lists that are reached with how many, and the people.
fn moving(page: &RevisionPage) -> (Vec<(String, u32, bool)>, Vec<String>) {
    let Weighing::Known(moves) = &page.weighed else { panic!("{:?}", page.weighed) };
    let list = |one: &domain::view::desk::rulings::Reached| (one.list.key.clone(), one.people, one.public);
    let people = moves.movers.rows.iter().map(|one| one.candidate.clone());
    (moves.lists.iter().map(list).collect(), people.collect())
}

#[tokio::test]
async fn other_places_after_the_marks_show_who_would_move_to_whoever_proposes_and_whoever_approves() {
    for stage in Stage::on_both().await {
        let exam = Exam::on(stage, CHAIN, &[("p", 1)], &["1", "2", "3"].map(|ticket| ("p", ticket))).await;
        let service = &exam.stage.service;
        let draft = async |plan: &str| {
            let page = drafted_further(&exam.stage, &exam.screener, exam.posting).await;
            let form = PositionForm { plan: plan.to_owned(), ..page.positions[0].clone() };
            let at = (exam.posting, page.version);
            postings::draft_position(service, &exam.screener, at, (Some("p"), &form)).await.expect("drafted");
            drafted_further(&exam.stage, &exam.screener, exam.posting).await
        };
        let bare = drafted_further(&exam.stage, &exam.screener, exam.posting).await;
        assert_eq!(bare.weighed, Weighing::Nothing, "nothing is drafted");
        let early = draft("2").await.weighed;
        assert!(
            !matches!(early, Weighing::Nothing | Weighing::Withheld),
            "other places are weighed: {early:?}"
        );
        exam.import("written.csv", "candidate,written\n1,80\n2,70\n3,69\n").await;
        let page = drafted_further(&exam.stage, &exam.screener, exam.posting).await;
        let third = (vec![("interview".to_owned(), 1, false)], vec!["3".to_owned()]);
        assert_eq!(moving(&page), third, "four are called in place of two");

        // The revision that the selection began with, which the shortcut of these tests leaves out.
        let at = (exam.posting, page.version);
        postings::propose(service, &exam.screener, at, "任务增加。").await.expect("proposed");
        let by = exam.approver.id().expect("a person").0;
        let first = format!(
            "UPDATE posting_revision SET state = 'approved', no = 1, settled_by = {by}, settled_at = proposed_at"
        );
        exam.stage.force(&first).await;
        let drafted = draft("2").await;
        let at = (exam.posting, drafted.version);
        postings::propose(service, &exam.screener, at, "任务增加。").await.expect("proposed");
        let waits = drafted_further(&exam.stage, &exam.approver, exam.posting).await;
        assert!(waits.waiting.is_some(), "it waits for the department");
        assert_eq!(moving(&waits), third, "whoever approves reads who moves before that");
    }
}
