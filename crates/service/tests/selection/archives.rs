//! The archive of a selection that is over: one file with everything that is kept of it, which proves itself, names nobody who was not
//! public, and is handed out on record.

use domain::access::{Denial, Role};
use domain::digest::Digest;
use domain::lifecycle::Phase;
use domain::reason::PostingsWhy;
use domain::view::desk::ranking::{Again, BasisPart};
use service::export::archive::{NoBasis, PANELS, RANKINGS, RECORDED, basis_of, computed_again, prove};
use service::keys::Keys;
use service::{Fault, archives, postings, prints, runner};
use sheets::archive::{Amiss, open, pack};
use text::Lang;

use crate::exam::Exam;
use crate::interview_plan;
use crate::own_page::interview_to_come;
use crate::panels;
use crate::stage::{NAME, caller, reasons};

const PLAIN: &str = r#"{"scheme":{"components":[{"key":"written","weight":100}],
    "shortlists":[{"to":"inspection","score":"total","ratio":"2:1"}]}}"#;
const WHY: &str = "编制调整，遴选终止。";

/// A selection with a published list that was cancelled by two people.
async fn over() -> Exam {
    let people = [("p", "100000001"), ("p", "100000002"), ("p", "100000003")];
    let exam = Exam::set(PLAIN, &[("p", 1)], &people).await;
    exam.import("scores.csv", "candidate,written\n100000001,80\n100000002,70\n100000003,60\n").await;
    exam.compute().await;
    crate::altered::publish(&exam, "inspection").await;
    cancelled(&exam, Phase::Published).await;
    exam
}

/// Cancels the selection, which stands in this phase, by two people; before there is no archive.
async fn cancelled(exam: &Exam, phase: Phase) {
    let service = &exam.stage.service;
    postings::propose_cancel(service, &exam.screener, exam.posting, WHY).await.expect("proposed");
    let page = postings::course(service, &exam.approver, exam.posting).await.expect("a page");
    let decision = page.waiting().expect("it waits").code;
    let early = archives::ask(service, &exam.approver, exam.posting, Lang::Zh).await;
    assert_eq!(reasons(early), [PostingsWhy::WrongPhase { phase }.reason()]);
    postings::cancel(service, &exam.approver, (exam.posting, decision)).await.expect("cancelled");
}

/// Asks for the archive, has it made and takes it.
async fn taken(exam: &Exam) -> Vec<u8> {
    let (service, posting) = (&exam.stage.service, exam.posting);
    archives::ask(service, &exam.approver, posting, Lang::Zh).await.expect("asked");
    while runner::work(service, "test").await.expect("worked") > 0 {}
    let page = archives::view(service, &exam.approver, posting).await.expect("a page");
    let (file, _) = page.archives[0].file.expect("made");
    archives::take(service, &exam.approver, posting, file).await.expect("taken").1
}

#[tokio::test]
async fn panels_lie_in_the_archive_with_the_signatures_of_supervisors_and_are_proved_with_it() {
    let exam = Exam::set(panels::RULED, &[("p", 1)], &[("p", "1"), ("p", "2")]).await;
    interview_to_come(&exam).await;
    for outside in ["2", "3"] {
        let rows = [panels::panel("A", "7", outside), panels::panel("B", "5", "2")];
        panels::record(&exam, &exam.screener, &rows).await.expect("recorded");
        exam.supervise().await;
    }
    let shown = postings::panels(&exam.stage.service, &exam.screener, exam.posting).await;
    let shown = shown.expect("a page").shown;
    cancelled(&exam, Phase::Examining).await;
    let bytes = taken(&exam).await;
    let report = prove(&bytes).expect("an archive");
    assert!(report.is_whole(), "{report:?}");
    assert_eq!(report.panels.map(|digest| digest.to_string()), Some(shown), "what the desk showed");

    let opened = open(&bytes).expect("an archive");
    let text = |name: &str| String::from_utf8(opened.files[name].clone()).expect("text");
    let index: serde_json::Value = serde_json::from_str(&text(PANELS)).expect("an index");
    assert_eq!(index["panels"][0]["share_from_outside"], "3/7");
    assert_eq!((&index["panels"][0]["short"], &index["asked"][0]["outside"]), (&false.into(), &"1/3".into()));
    let signed: Vec<Option<bool>> = index["supervisors"]
        .as_array()
        .expect("signatures")
        .iter()
        .map(|one| one["stands"].as_bool())
        .collect();
    assert_eq!(signed, [Some(false), Some(true)], "the one before is told as such");
    let (zh, en) = (text("panels/panels.zh.txt"), text("panels/panels.en.txt"));
    assert!(
        en.contains("A: examiners 7, from outside 3 (3/7), chief examiner named; by the scheme: As asked"),
        "{en}"
    );
    assert!(zh.contains("其中外单位 3 人（3/7）") && zh.matches("监督人员").count() >= 2, "{zh}");

    // Whoever alters the document and makes the manifest anew is found by the index that supervisors' digest stands in.
    let mut more = opened.files.clone();
    let document = more.get_mut(RECORDED).expect("the document");
    *document = String::from_utf8(document.clone())
        .expect("text")
        .replace("\"outside\":3", "\"outside\":4")
        .into_bytes();
    let forged = pack(&more.into_iter().collect::<Vec<_>>()).expect("packed");
    let report = prove(&forged).expect("an archive");
    assert_eq!((report.amiss, report.wrong), (Vec::<Amiss>::new(), vec![RECORDED.to_owned()]));
}

#[tokio::test]
async fn an_approved_plan_of_the_interviews_lies_in_the_archive_as_it_was_signed_and_a_draft_does_not() {
    let exam = Exam::set(PLAIN, &[("p", 1)], &[("p", "1")]).await;
    interview_plan::write(&exam, &exam.screener, &interview_plan::whole("5月6日")).await.expect("written");
    interview_plan::send(&exam, &exam.screener).await.expect("sent");
    interview_plan::approve(&exam, &exam.approver).await.expect("approved");
    exam.supervise().await;
    interview_plan::write(&exam, &exam.screener, &interview_plan::whole("5月8日")).await.expect("a draft");
    cancelled(&exam, Phase::Examining).await;
    let bytes = taken(&exam).await;
    assert!(prove(&bytes).expect("an archive").is_whole());

    let opened = open(&bytes).expect("an archive");
    let text = |name: &str| String::from_utf8(opened.files[name].clone()).expect("text");
    let index: serde_json::Value =
        serde_json::from_str(&text("interview-plan/versions.json")).expect("an index");
    let (first, second) = (&index[0], &index[1]);
    let document = first["document"].as_str().expect("a document");
    let digest = Digest::of(text(document).as_bytes()).to_string();
    assert_eq!(
        (first["state"].as_str(), first["sha256"].as_str()),
        (Some("approved"), Some(digest.as_str()))
    );
    assert_eq!(first["supervisors"].as_array().map(Vec::len), Some(1));
    assert_eq!((second["state"].as_str(), second["document"].as_str()), (Some("draft"), None));
    let (zh, en) = (text("interview-plan/001.zh.txt"), text("interview-plan/001.en.txt"));
    assert!(zh.contains("试题保管\n双人双锁。") && zh.contains(&digest), "{zh}");
    assert!(en.contains("Safekeeping of the questions") && en.contains("Signed by the supervisor"), "{en}");
    for (name, held) in &opened.files {
        assert!(!String::from_utf8_lossy(held).contains("5月8日"), "{name} holds what was never approved");
    }
}

#[tokio::test]
async fn the_archive_holds_what_is_kept_proves_itself_and_is_taken_on_record() {
    let exam = over().await;
    let (service, posting) = (&exam.stage.service, exam.posting);
    for other in [&exam.screener, &exam.publisher, &exam.clerk] {
        let denied = archives::ask(service, other, posting, Lang::Zh).await;
        assert!(matches!(denied, Err(Fault::Denied(Denial::Role))), "{denied:?}");
    }
    let administrator = caller(exam.stage.supervisor.id().expect("a person"), Role::Administrator, &[]);
    assert!(
        archives::ask(service, &administrator, posting, Lang::Zh).await.is_err(),
        "no selection is theirs"
    );
    let run = archives::ask(service, &exam.approver, posting, Lang::Zh).await.expect("asked");
    assert_eq!(archives::ask(service, &exam.approver, posting, Lang::Zh).await.expect("the same"), run);
    let page = archives::view(service, &exam.approver, posting).await.expect("a page");
    assert!(page.may_ask && page.archives[0].going && page.archives[0].file.is_none());
    while runner::work(service, "test").await.expect("worked") > 0 {}
    let page = archives::view(service, &exam.approver, posting).await.expect("a page");
    let (file, size) = page.archives[0].file.expect("made");

    // Papers have a permit of their own, and no way to the archive.
    let papers = prints::view(service, &exam.screener, posting).await.expect("a page");
    assert!(papers.runs.is_empty());
    assert!(matches!(prints::part(service, &exam.screener, posting, file).await, Err(Fault::Missing)));
    assert!(matches!(prints::leave(service, &exam.screener, posting, run).await, Err(Fault::Missing)));
    let denied = archives::take(service, &exam.publisher, posting, file).await;
    assert!(matches!(denied, Err(Fault::Denied(Denial::Role))), "{denied:?}");

    let (name, bytes) = archives::take(service, &exam.approver, posting, file).await.expect("taken");
    let length = u64::try_from(bytes.len()).expect("a size");
    assert_eq!((name, length), (format!("archive-{posting}.zip"), size));
    let events = exam.stage.events().await.join("\n");
    let digest = Digest::of(&bytes);
    assert!(events.contains("archive_taken") && events.contains(&digest.to_string()), "{events}");
    let report = prove(&bytes).expect("an archive");
    assert!(report.is_whole() && report.lists.len() == 1, "{report:?}");

    let opened = open(&bytes).expect("an archive");
    let text = |name: &str| String::from_utf8(opened.files[name].clone()).expect("text");
    assert!(text("decisions.json").contains(WHY));
    assert!(text("imports.json").contains("sha256") && !text("imports.json").contains("scores.csv"));
    let told = text("events/events.jsonl") + &text("events/events.zh.txt") + &text("events/events.en.txt");
    assert!(told.contains("marks_imported") && told.contains("list_published"), "{told}");
    for (name, held) in &opened.files {
        let held = String::from_utf8_lossy(held);
        let is_list = name.starts_with("lists/");
        assert!(is_list || !held.contains("100000001") && !held.contains(NAME), "{name} names a person");
    }
    let mut more = opened.files.clone();
    let list = more.keys().find(|name| name.ends_with(".csv") && name.starts_with("lists/")).cloned();
    let list = list.expect("a list");
    more.get_mut(&list).expect("its bytes").extend(b"x,y\n");
    let forged = pack(&more.into_iter().collect::<Vec<_>>()).expect("packed");
    let report = prove(&forged).expect("an archive");
    assert_eq!(
        (report.amiss, report.wrong),
        (Vec::<Amiss>::new(), vec![list]),
        "a manifest made anew proves no list"
    );
}

#[tokio::test]
async fn its_rankings_are_computed_again_with_the_keys_of_the_installation_and_with_no_others() {
    let exam = over().await;
    let bytes = taken(&exam).await;
    let report = prove(&bytes).expect("an archive");
    assert_eq!((report.rankings.len(), &report.wrong), (1, &Vec::<String>::new()));
    let again = |bytes: &[u8]| -> Vec<Again> {
        let report = prove(bytes).expect("an archive");
        computed_again(&exam.stage.keys, &report).into_iter().map(|(_, outcome)| outcome).collect()
    };
    assert_eq!(again(&bytes), [Again::Same]);
    let others = computed_again(&Keys::from_master(&[9; 32]), &report);
    assert_eq!(others.into_iter().map(|one| one.1).collect::<Vec<_>>(), [Again::Lost]);
    // The basis comes out by the same keys alone, of the ranking that is named, or of the only one.
    let (head, plain) = basis_of(&exam.stage.keys, &bytes, None).expect("a basis");
    assert_eq!(service::export::basis::again(&head, &plain), Again::Same);
    assert_eq!(basis_of(&exam.stage.keys, &bytes, Some(head.ranking)), Ok((head.clone(), plain)));
    let foreign = basis_of(&Keys::from_master(&[9; 32]), &bytes, None);
    assert_eq!(foreign, Err(NoBasis::Lost(head.ranking)));
    let other = basis_of(&exam.stage.keys, &bytes, Some(exam.posting));
    assert_eq!(other, Err(NoBasis::Choose(vec![head.ranking])));
    assert_eq!(basis_of(&exam.stage.keys, b"x", None), Err(NoBasis::NoArchive));

    let opened = open(&bytes).expect("an archive");
    let index: serde_json::Value = serde_json::from_slice(&opened.files[RANKINGS]).expect("an index");
    let (result, file) =
        (index[0]["result"].as_str().expect("a digest"), index[0]["file"].as_str().expect("a file"));
    let with = |name: &str, held: Vec<u8>| {
        let mut more = opened.files.clone();
        more.insert(name.to_owned(), held);
        pack(&more.into_iter().collect::<Vec<_>>()).expect("packed")
    };
    let forged = index.to_string().replace(result, &Digest::of(b"forged").to_string());
    let parts = vec![BasisPart::Head, BasisPart::Result];
    assert_eq!(again(&with(RANKINGS, forged.into_bytes())), [Again::Differs(parts)]);
    let mut damaged = opened.files[file].clone();
    *damaged.last_mut().expect("a byte") ^= 1;
    assert_eq!(again(&with(file, damaged)), [Again::Lost]);
    let report = prove(&with(RANKINGS, b"{}".to_vec())).expect("an archive");
    assert_eq!(report.wrong, [RANKINGS], "no index");
}

#[tokio::test]
async fn after_its_term_it_is_gone_and_can_be_made_again() {
    let exam = over().await;
    let (service, posting) = (&exam.stage.service, exam.posting);
    let work = async || while runner::work(service, "test").await.expect("worked") > 0 {};
    archives::ask(service, &exam.approver, posting, Lang::En).await.expect("asked");
    work().await;
    let page = archives::view(service, &exam.approver, posting).await.expect("a page");
    let (file, _) = page.archives[0].file.expect("made");
    exam.stage.effects.clock.advance(172_800_000);
    let late = archives::take(service, &exam.approver, posting, file).await;
    assert!(matches!(late, Err(Fault::Missing)), "{late:?}");
    let page = archives::view(service, &exam.approver, posting).await.expect("a page");
    assert_eq!(page.archives[0].file, None);
    let left = async || exam.stage.events().await.join("\n").matches("\"archive_left\"").count();
    assert_eq!(left().await, 0, "the clock has not come by");
    for _ in 0..2 {
        runner::sweep(service).await.expect("swept");
        assert_eq!(left().await, 1, "it leaves once, and on record");
    }
    let page = archives::view(service, &exam.approver, posting).await.expect("a page");
    assert!(page.archives.is_empty(), "nothing of it is left but its events");
    archives::ask(service, &exam.approver, posting, Lang::En).await.expect("asked again");
    work().await;
    let page = archives::view(service, &exam.approver, posting).await.expect("a page");
    assert!(page.archives[0].file.is_some());
    runner::sweep(service).await.expect("swept");
    let page = archives::view(service, &exam.approver, posting).await.expect("a page");
    assert!(page.archives[0].file.is_some(), "within its term it stays");
    assert_eq!(left().await, 1);
}
