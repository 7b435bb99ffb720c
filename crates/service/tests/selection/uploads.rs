//! Photo and certificates: in by the owner alone and while it is time, kept sealed, replaced without being lost, and no contents without a
//! row.

use std::fs;
use std::path::PathBuf;

use domain::access::{Caller, Role};
use domain::calendar::Instant;
use domain::id::{Code, PersonId};
use domain::lifecycle::ApplicationState;
use domain::reason::{ApplicationsWhy, Reason, UploadsWhy, Why};
use domain::registration::Section;
use domain::screening::QueueFilter;
use domain::uploads::{Cut, Drawn, Frame, Kind, PER_APPLICATION, Part, Purpose, Side};
use image::codecs::jpeg::JpegEncoder;
use image::{ExtendedColorType, ImageEncoder as _};
use service::applications::{self, Paper, recall, submit, view};
use service::uploads::{self, Brought, Swept, bring, own, take_away};
use service::{Fault, postings, rotation, runner, screening};

use store::conditions::NewConditions;

use crate::conditions::approver;
use crate::stage::{OPENS, Stage, account, caller, identity, keep, load, reasons};

const PROOF: Purpose = Purpose::Proof(Section::Record);
const PDF: &[u8] = b"%PDF-1.4\n1 0 obj\n<< /Type /Page >>\nendobj\n%%EOF\n";

/// A picture of bands, as large as is asked for.
fn picture(width: u32, height: u32) -> Vec<u8> {
    let bands =
        image::RgbImage::from_fn(width, height, |x, y| image::Rgb([x, y, 90].map(|n| n.to_be_bytes()[3])));
    let mut bytes = Vec::new();
    JpegEncoder::new(&mut bytes)
        .write_image(bands.as_raw(), width, height, ExtendedColorType::Rgb8)
        .expect("a picture");
    bytes
}

fn brought(purpose: Purpose, name: &str, bytes: &[u8]) -> Brought {
    Brought { purpose, replaces: None, frame: Frame::USUAL, name: name.to_owned(), bytes: bytes.to_vec() }
}

/// A PDF that no other test hands in.
fn pdf(words: &str) -> Vec<u8> {
    [PDF, words.as_bytes(), b"\n%%EOF\n"].concat()
}

pub async fn add(stage: &Stage, (who, code): &(Caller, Code), words: &str) -> Code {
    let sent = brought(PROOF, &format!("{words}.pdf"), &pdf(words));
    bring(&stage.service, who, *code, sent).await.expect("a file")
}

/// A draft with every section filled.
async fn draft(stage: &mut Stage) -> (Caller, Code) {
    let candidate = stage.candidate().await;
    let code = stage.filled(&candidate, &identity(77)).await;
    (candidate, code)
}

/// Everything that lies in the store of files.
fn lying(stage: &Stage) -> Vec<PathBuf> {
    let shelves = fs::read_dir(stage.files()).expect("a store").map(|one| one.expect("a shelf").path());
    let files = shelves.flat_map(|shelf| fs::read_dir(shelf).expect("a shelf"));
    files.map(|one| one.expect("a file").path()).collect()
}

fn why(outcome: Result<Code, Fault>) -> UploadsWhy {
    match reasons(outcome)[..] {
        [Reason { why: Why::Uploads(why), .. }] => why,
        ref other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_photo_is_cut_framed_anew_replaced_and_seen_by_officers() {
    for mut stage in Stage::on_both().await {
        let of = draft(&mut stage).await;
        let (who, code) = (&of.0, of.1);
        let sent = brought(Purpose::Photo, "IMG_0001.HEIC.jpg", &picture(800, 600));
        let first = bring(&stage.service, who, code, sent.clone()).await.expect("a photo");
        assert_eq!(bring(&stage.service, who, code, sent).await.expect("the same"), first, "twice is once");
        let photo = own(&stage.service, who, code, first).await.expect("a photo");
        assert_eq!((photo.kind, photo.purpose), (Kind::Jpeg, Purpose::Photo));
        assert_eq!(
            image::load_from_memory(&photo.bytes).expect("opens").into_rgb8().dimensions(),
            (295, 413)
        );
        let frame = Frame { side: Side::Left, part: Part::Near };
        uploads::frame(&stage.service, who, code, (frame.into(), None)).await.expect("framed");
        // By hand: over the picture that stands, inside of it.
        let files = view(&stage.service, who, code).await.expect("a draft").files;
        let drawn = |x| Cut::Drawn(Drawn { x, y: 100, width: 320 });
        let by_hand = async |x, of| uploads::frame(&stage.service, who, code, (drawn(x), of)).await;
        assert_eq!(reasons(by_hand(481, Some(files[0].code)).await), [UploadsWhy::Frame.at("photo")]);
        let other = by_hand(480, Some(first)).await;
        assert!(matches!(other, Err(Fault::Stale)), "laid over another picture: {other:?}");
        by_hand(480, Some(files[0].code)).await.expect("framed");
        let files = view(&stage.service, who, code).await.expect("a draft").files;
        let standing: Vec<Purpose> = files.iter().map(|file| file.purpose).collect();
        assert_eq!(standing, [Purpose::PhotoWhole, Purpose::Photo], "one picture, one photo");
        assert_ne!(files[1].code, first);
        let version = stage.version(who, code).await;
        submit(&stage.service, who, code, version).await.expect("sent");
        let filter = QueueFilter::default();
        let file = screening::file(&stage.service, &stage.screeners[0], stage.code, code, &filter).await;
        let file = file.expect("a file").file;
        let old = file.files.iter().find(|file| file.code == first).expect("the first is still there");
        assert!(old.ended_at.is_some() && file.may_open);
        let seen = uploads::photo_of(&stage.service, &stage.screeners[0], code, files[1].code).await;
        assert_eq!(seen.expect("the photo").bytes.len(), usize::try_from(files[1].size).expect("small"));
        uploads::opened(&stage.service, &stage.screeners[0], code, first).await.expect("the first");
        let told = stage.events().await.join("\n");
        assert!(told.contains("file_handed_in") && told.contains("file_opened"), "{told}");
    }
}

#[tokio::test]
async fn a_certificate_is_replaced_or_taken_away_and_stays_for_officers() {
    let mut stage = Stage::set().await;
    let of = draft(&mut stage).await;
    let (who, code) = (&of.0, of.1);
    let (first, second) = (add(&stage, &of, "degree").await, add(&stage, &of, "rank").await);
    let other = Brought { replaces: Some(first), ..brought(PROOF, "degree 2.pdf", &pdf("degree 2")) };
    let third = bring(&stage.service, who, code, other.clone()).await.expect("replaced");
    assert_eq!(bring(&stage.service, who, code, other).await.expect("the same"), third);
    let late = Brought { replaces: Some(first), ..brought(PROOF, "x.pdf", &pdf("late")) };
    assert_eq!(why(bring(&stage.service, who, code, late).await), UploadsWhy::Ended);
    take_away(&stage.service, who, code, second).await.expect("gone");
    take_away(&stage.service, who, code, second).await.expect("twice is once");
    let files = view(&stage.service, who, code).await.expect("a draft").files;
    assert_eq!(files.iter().map(|file| file.code).collect::<Vec<_>>(), [third]);
    let version = stage.version(who, code).await;
    submit(&stage.service, who, code, version).await.expect("sent");
    let filter = QueueFilter::default();
    let file = screening::file(&stage.service, &stage.screeners[0], stage.code, code, &filter).await;
    let seen: Vec<(Code, bool)> =
        file.expect("a file").file.files.iter().map(|file| (file.code, file.stands())).collect();
    assert_eq!(seen, [(first, false), (second, false), (third, true)]);
    let kept = uploads::opened(&stage.service, &stage.screeners[0], code, first).await.expect("the first");
    assert_eq!((kept.bytes, kept.name.as_str()), (pdf("degree"), "degree.pdf"));
}

#[tokio::test]
async fn nobody_else_reaches_a_file_and_nothing_changes_once_it_is_sent_or_registration_is_over() {
    let mut stage = Stage::set().await;
    let of = draft(&mut stage).await;
    let (who, code) = (&of.0, of.1);
    let file = add(&stage, &of, "degree").await;
    let stranger = draft_of_another(&mut stage).await;
    let missing = |fault: Fault| matches!(fault, Fault::Missing);
    let may = uploads::may_bring(&stage.service, &stranger.0, code, PROOF).await;
    assert!(missing(may.expect_err("not theirs")));
    assert!(missing(own(&stage.service, &stranger.0, code, file).await.expect_err("not theirs")));
    assert!(missing(
        own(&stage.service, &stranger.0, stranger.1, file).await.expect_err("of another application")
    ));
    let away = take_away(&stage.service, &stranger.0, stranger.1, file).await;
    assert!(missing(away.expect_err("of another application")));
    let sent = brought(PROOF, "x.pdf", &pdf("x"));
    assert!(missing(bring(&stage.service, &stranger.0, code, sent.clone()).await.expect_err("not theirs")));
    let early = uploads::opened(&stage.service, &stage.screeners[0], code, file).await;
    assert!(missing(early.expect_err("a draft is its owner's alone")));
    let whole = uploads::may_bring(&stage.service, who, code, Purpose::PhotoWhole).await;
    assert!(missing(whole.expect_err("nobody brings it")));

    let version = stage.version(who, code).await;
    submit(&stage.service, who, code, version).await.expect("sent");
    let state = ApplicationState::Submitted;
    let wrong = [ApplicationsWhy::WrongState { state }.reason()];
    assert_eq!(reasons(uploads::may_bring(&stage.service, who, code, PROOF).await), wrong);
    assert_eq!(reasons(bring(&stage.service, who, code, sent.clone()).await), wrong);
    assert_eq!(reasons(take_away(&stage.service, who, code, file).await), wrong);
    assert_eq!(reasons(uploads::frame(&stage.service, who, code, (Frame::USUAL.into(), None)).await), wrong);
    let form = brought(Purpose::Form, "form.jpg", &picture(400, 500));
    bring(&stage.service, who, code, form).await.expect("the stamped form");
    let denied = uploads::opened(&stage.service, &stage.supervisor, code, file).await;
    assert!(matches!(denied.expect_err("reads, and opens nothing"), Fault::Denied(_)));
    assert!(missing(
        uploads::photo_of(&stage.service, &stage.screeners[0], code, file).await.expect_err("no photo")
    ));

    let version = stage.version(who, code).await;
    recall(&stage.service, who, code, version).await.expect("taken back");
    stage.close().await;
    let over = reasons(uploads::may_bring(&stage.service, who, code, PROOF).await);
    assert!(!over.is_empty(), "after registration closed");
    assert!(!reasons(bring(&stage.service, who, code, sent).await).is_empty());
    own(&stage.service, who, code, file).await.expect("the owner still reads it");
}

async fn draft_of_another(stage: &mut Stage) -> (Caller, Code) {
    let candidate = stage.candidate().await;
    let code = stage.filled(&candidate, &identity(78)).await;
    (candidate, code)
}

#[tokio::test]
async fn a_file_that_is_refused_leaves_no_row_and_no_contents() {
    let mut stage = Stage::set().await;
    let (who, code) = draft(&mut stage).await;
    for (purpose, bytes) in [
        (Purpose::Photo, b"".to_vec()),
        (Purpose::Photo, PDF.to_vec()),
        (Purpose::Photo, picture(200, 200)),
        (Purpose::Photo, picture(600, 600)[..900].to_vec()),
        (PROOF, b"%PDF-1.4\n1 0 obj\n<< /S /JavaScript >>\nendobj\n%%EOF\n".to_vec()),
        (PROOF, b"<svg onload='x()'/>".to_vec()),
    ] {
        let refused = reasons(bring(&stage.service, &who, code, brought(purpose, "a.jpg", &bytes)).await);
        assert!(refused.iter().all(|reason| reason.field().is_some_and(|field| field.as_str() == "file")));
    }
    assert!(lying(&stage).is_empty() && view(&stage.service, &who, code).await.unwrap().files.is_empty());
}

#[tokio::test]
async fn an_application_takes_so_many_files_in_its_life_and_no_more() {
    let mut stage = Stage::set().await;
    let of = draft(&mut stage).await;
    for number in 0..PER_APPLICATION {
        let file = add(&stage, &of, &format!("n{number}")).await;
        if number % 2 == 0 {
            take_away(&stage.service, &of.0, of.1, file).await.expect("gone");
        }
    }
    let sent = brought(PROOF, "x.pdf", &pdf("one more"));
    let limit = UploadsWhy::TooMany { limit: PER_APPLICATION };
    assert_eq!(why(bring(&stage.service, &of.0, of.1, sent).await), limit);
}

#[tokio::test]
async fn files_leave_after_their_term_once_their_selection_is_over_and_their_rows_stay() {
    const WHY: &str = "考点停电，考务暂停。";
    const TERM: i64 = 1_095 * 86_400_000;
    for mut stage in Stage::on_both().await {
        let approver = approver(&mut stage).await;
        let tx = stage.store.write("stage").await.expect("a turn");
        let other = account(&tx, stage.effects.random.code(), "second.approver", Role::Approver).await;
        keep(tx).await;
        let other = caller(other, Role::Approver, &[]);
        let of = draft(&mut stage).await;
        let (who, code) = (&of.0, of.1);
        let file = add(&stage, &of, "degree").await;
        let sent = brought(Purpose::Photo, "a.jpg", &picture(600, 800));
        let photo = bring(&stage.service, who, code, sent).await.expect("a photo");
        let version = stage.version(who, code).await;
        submit(&stage.service, who, code, version).await.expect("sent");
        let (service, clock, screener) = (&stage.service, &stage.effects.clock, &stage.screeners[0]);
        let swept = async || {
            runner::sweep(service).await.expect("swept");
            runner::sweep_files(service).await.expect("compared")
        };
        let kept = async || postings::view(service, screener, stage.code).await.expect("a posting").kept;
        assert_eq!((kept().await.days, kept().await.until), (1_095, None));

        // A selection that is suspended keeps everything, however long.
        let at = (stage.code, stage.posting_version().await);
        postings::suspend(service, &approver, at, WHY).await.expect("suspended");
        clock.advance(2 * TERM);
        assert_eq!(swept().await, Swept::default());
        postings::propose_cancel(service, &approver, stage.code, WHY).await.expect("proposed");
        let page = postings::course(service, &other, stage.code).await.expect("a page");
        let waits = page.waiting().expect("it waits").code;
        postings::cancel(service, &other, (stage.code, waits)).await.expect("cancelled");
        assert_eq!(kept().await.until, Some(Instant(clock.now().0 + TERM)));
        clock.advance(TERM - 1);
        assert_eq!(swept().await, Swept::default(), "not a moment early");
        own(service, who, code, file).await.expect("kept");

        clock.advance(1);
        let gone = swept().await;
        assert_eq!((gone.removed, gone.missing), (3, Vec::new()), "nothing is told as lost");
        assert!(lying(&stage).is_empty());
        let at = clock.now();
        let over = [UploadsWhy::TermOver { at }.reason()];
        assert_eq!(reasons(own(service, who, code, file).await), over);
        assert_eq!(reasons(uploads::opened(service, screener, code, file).await), over);
        assert_eq!(reasons(uploads::photo_of(service, screener, code, photo).await), over);
        let files = view(service, who, code).await.expect("an application").files;
        assert!(files.len() == 3 && files.iter().all(|file| file.left_at == Some(at)), "{files:?}");
        assert_eq!(kept().await.left, Some((3, at)));
        let form = applications::paper(service, who, code, (Paper::Form, text::Lang::Zh)).await;
        let form = form.expect("a form, without the photo");
        assert!(!form.windows(10).any(|window| window == b"/DCTDecode"));
        assert_eq!(swept().await, Swept::default(), "once");
        let counts = rotation::counts(service).await.expect("counts");
        assert!(counts.iter().all(|count| count.column != "upload.contents"), "no key is held for them");
        let told = stage.events().await;
        let left = told.iter().filter(|event| event.contains("files_left"));
        assert!(left.clone().count() == 1 && left.into_iter().all(|event| event.contains("\"files\":3")));
        let walk = service::audit::verify_chain(&stage.store, &stage.keys, &[]).await.expect("a walk");
        assert_eq!(walk.wrong.kept, [], "everything is bound to its act");
    }
}

#[tokio::test]
async fn contents_and_names_lie_sealed_and_equal_contents_lie_there_once() {
    let mut stage = Stage::set().await;
    let of = draft(&mut stage).await;
    let other = draft_of_another(&mut stage).await;
    add(&stage, &of, "secretword").await;
    add(&stage, &other, "secretword").await;
    let files = lying(&stage);
    assert_eq!(files.len(), 1);
    let hidden = |bytes: &[u8]| !bytes.windows(10).any(|window| window == b"secretword");
    assert!(hidden(&fs::read(&files[0]).expect("bytes")) && hidden(&stage.everything().await));
    let plain = domain::digest::Digest::of(&pdf("secretword")).to_string();
    assert!(
        !files[0].to_string_lossy().replace('/', "").contains(&plain),
        "the name tells no known document"
    );
}

#[tokio::test]
async fn the_sweep_takes_what_no_row_names_after_a_day_and_tells_rows_without_contents() {
    for mut stage in Stage::on_both().await {
        let of = draft(&mut stage).await;
        let file = add(&stage, &of, "kept").await;
        assert_eq!(runner::sweep_files(&stage.service).await.expect("swept"), Swept::default());
        // An act that is refused after the contents were kept: another application's file is named.
        let lost = Brought { replaces: Some(stage.key()), ..brought(PROOF, "x.pdf", &pdf("lost")) };
        assert_eq!(why(bring(&stage.service, &of.0, of.1, lost).await), UploadsWhy::Ended);
        assert_eq!(lying(&stage).len(), 2);
        assert_eq!(runner::sweep_files(&stage.service).await.expect("swept"), Swept::default(), "not yet");
        stage.effects.clock.advance(2 * 86_400_000);
        let swept = runner::sweep_files(&stage.service).await.expect("swept");
        assert_eq!((swept.removed, swept.missing), (1, Vec::new()));
        assert_eq!(lying(&stage).len(), 1, "what a row names stays");
        fs::remove_file(&lying(&stage)[0]).expect("gone");
        let swept = runner::sweep_files(&stage.service).await.expect("swept");
        assert_eq!((swept.removed, swept.missing), (0, vec![file]));
        assert_eq!(runner::backlog(&stage.service).await.expect("told").files_missing, 1, "health says so");
        let read = own(&stage.service, &of.0, of.1, file).await;
        assert!(matches!(read, Err(Fault::Internal(_))), "a defect, told as one");
        stage.effects.clock.advance(-2 * 86_400_000);
        let again = add(&stage, &of, "kept").await;
        assert_eq!(again, file, "the same contents handed in again heal it");
        own(&stage.service, &of.0, of.1, file).await.expect("it is there again");
    }
}

#[tokio::test]
async fn a_lost_store_is_told_in_words_and_nothing_is_half_written() {
    let mut stage = Stage::set().await;
    let of = draft(&mut stage).await;
    let away = stage.files().with_extension("away");
    fs::rename(stage.files(), &away).expect("unmounted");
    let sent = brought(PROOF, "x.pdf", &pdf("x"));
    assert_eq!(why(bring(&stage.service, &of.0, of.1, sent.clone()).await), UploadsWhy::NotKept);
    assert!(view(&stage.service, &of.0, of.1).await.expect("a draft").files.is_empty());
    assert!(runner::sweep_files(&stage.service).await.is_err(), "a lost store is not an empty one");
    assert!(!stage.files().exists());
    fs::rename(&away, stage.files()).expect("mounted again");
    bring(&stage.service, &of.0, of.1, sent).await.expect("it goes on without a restart");
}

#[tokio::test]
async fn contents_are_sealed_anew_by_a_new_generation() {
    let folder = tempfile::tempdir().expect("a folder");
    let key_file = folder.path().join("master.key");
    let keys = || {
        let made = (&service::effects::Random::system(), OPENS);
        service::keys::open(&key_file, key_file.exists(), made).expect("a key file")
    };
    for mut stage in Stage::on_both_with(keys).await {
        let of = draft(&mut stage).await;
        let file = add(&stage, &of, "kept").await;
        let newest = rotation::rotate(&stage.service).await.expect("added").number();
        let first = |stage: &Stage| fs::read(&lying(stage)[0]).expect("bytes")[0];
        assert_ne!(first(&stage), newest);
        while !rotation::round(&stage.service).await.expect("a round") {}
        assert_eq!(first(&stage), newest);
        let counts = rotation::counts(&stage.service).await.expect("counts");
        assert!(counts.iter().any(|count| count.column == "upload.contents" && count.generation == newest));
        assert!(counts.iter().all(|count| count.generation == newest), "{counts:?}");
        own(&stage.service, &of.0, of.1, file).await.expect("it opens");
    }
}

/// Lets the posting ask for a photo of a size of its own, past its phase.
async fn ask_for_a_photo(stage: &Stage) {
    let tx = stage.store.write("test").await.expect("a turn");
    let found = store::postings::by_code(&tx, &stage.code).await.expect("a posting").expect("a posting");
    let permit = load(found.scope());
    let body = r#"{"photo":true,"photo_size":{"width":413,"height":579,"kilobytes":60}}"#;
    let new = NewConditions { body, by: PersonId(1), at: OPENS };
    store::conditions::put(&tx, &permit, 0, &new).await.expect("conditions");
    keep(tx).await;
}

#[tokio::test]
async fn a_submission_without_a_required_photo_is_refused_with_the_field_named() {
    for mut stage in Stage::on_both().await {
        ask_for_a_photo(&stage).await;
        let (who, code) = draft(&mut stage).await;
        assert!(view(&stage.service, &who, code).await.expect("a draft").photo_asked);
        let version = stage.version(&who, code).await;
        let refused = reasons(submit(&stage.service, &who, code, version).await);
        assert_eq!(refused, [UploadsWhy::NoPhoto.at("photo")]);
        let small = brought(Purpose::Photo, "a.jpg", &picture(412, 800));
        let least = UploadsWhy::TooSmall { width: 412, height: 800, least_width: 413, least_height: 579 };
        assert_eq!(why(bring(&stage.service, &who, code, small).await), least);
        let file = brought(Purpose::Photo, "a.jpg", &picture(600, 800));
        let photo = bring(&stage.service, &who, code, file.clone()).await.expect("a photo");
        take_away(&stage.service, &who, code, photo).await.expect("gone");
        assert_eq!(
            reasons(submit(&stage.service, &who, code, version).await),
            [UploadsWhy::NoPhoto.at("photo")]
        );
        let photo = bring(&stage.service, &who, code, file).await.expect("a photo");
        let cut = async |file| {
            let bytes = own(&stage.service, &who, code, file).await.expect("a photo").bytes;
            assert!(bytes.len() <= 60_000, "{}", bytes.len());
            image::load_from_memory(&bytes).expect("opens").into_rgb8().dimensions()
        };
        assert_eq!(cut(photo).await, (413, 579));
        let frame = Frame { side: Side::Left, part: Part::Near };
        uploads::frame(&stage.service, &who, code, (frame.into(), None)).await.expect("framed");
        let found = view(&stage.service, &who, code).await.expect("a draft");
        assert_eq!((found.photo_size.width, found.photo_size.height), (413, 579));
        assert_eq!(cut(found.files[1].code).await, (413, 579));
        submit(&stage.service, &who, code, version).await.expect("sent");
        let sent = applications::receipt(&stage.service, &who, code).await.expect("a receipt");
        let sent: serde_json::Value = serde_json::from_slice(&sent).expect("JSON");
        assert_eq!(sent["files"].as_array().map(Vec::len), Some(1), "the receipt names the photo");
        let form = applications::paper(&stage.service, &who, code, (Paper::Form, text::Lang::Zh)).await;
        let form = form.expect("a form");
        assert!(form.windows(10).any(|window| window == b"/DCTDecode"), "the photo is printed");
    }
}

#[tokio::test]
async fn a_kill_between_store_and_row_leaves_nothing_but_what_the_sweep_takes() {
    let mut stage = Stage::set().await;
    let of = draft(&mut stage).await;
    for number in 0..20 {
        let (service, who, code) = (stage.service.clone(), of.0.clone(), of.1);
        let sent = brought(PROOF, "x.pdf", &pdf(&format!("killed {number}")));
        let task = tokio::spawn(async move { bring(&service, &who, code, sent).await });
        tokio::time::sleep(std::time::Duration::from_millis(number)).await;
        task.abort();
        let _ = task.await;
    }
    // What a blocking thread had begun goes on; then everything is still.
    tokio::time::sleep(std::time::Duration::from_millis(300)).await;
    let rows = view(&stage.service, &of.0, of.1).await.expect("a draft").files;
    for row in &rows {
        own(&stage.service, &of.0, of.1, row.code).await.expect("a row has its contents");
    }
    assert!(lying(&stage).len() >= rows.len());
    stage.effects.clock.advance(2 * 86_400_000);
    runner::sweep_files(&stage.service).await.expect("swept");
    assert_eq!(lying(&stage).len(), rows.len(), "nothing is forgotten");
}
