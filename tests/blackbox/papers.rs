//! What people hand in and get back: a photo and a certificate on the way to the officer's file, the message that tells of it, and the papers.

use std::path::{Path, PathBuf};

use image::codecs::jpeg::JpegEncoder;
use image::{ExtendedColorType, ImageEncoder as _, Rgb, RgbImage};
use tests::browser::{NARROW, Scripts, Step, Stumble, Visit, WIDE, walk};
use tests::house::House;
use thirtyfour::Key;

use crate::pipeline::applying;
use crate::pipeline::people::{self, Candidate};

const PDF: &[u8] = b"%PDF-1.4\n1 0 obj\n<< /Type /Page >>\nendobj\n%%EOF\n";

#[tokio::test]
async fn a_photo_and_a_certificate_go_from_a_phone_to_the_officer_and_a_message_comes_back() {
    let house = House::demonstration();
    let hand = Hand::new();
    let mut applied = (String::new(), String::new());
    walk(&house.address(), Scripts::Off, async |visit| {
        applied = Box::pin(sent(visit, &house, &hand)).await?;
        Ok(())
    })
    .await;
    walk(&house.address(), Scripts::On, async |visit| {
        Box::pin(with_scripts(visit, &hand)).await?;
        officer(visit, &house, &applied.0, &applied.1).await
    })
    .await;
}

/// The files that a candidate has at hand.
struct Hand {
    _folder: tempfile::TempDir,
    photo: PathBuf,
    first: PathBuf,
    second: PathBuf,
}

impl Hand {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let put = |name: &str, bytes: &[u8]| {
            let path = folder.path().join(name);
            std::fs::write(&path, bytes).expect("a file");
            path
        };
        let photo = put("IMG_2026.jpg", &picture(1500, 2000));
        let (first, second) =
            (put("diploma.pdf", PDF), put("diploma-again.pdf", &[PDF, b"% again\n"].concat()));
        Self { photo, first, second, _folder: folder }
    }
}

/// A picture as large as a telephone takes them.
fn picture(width: u32, height: u32) -> Vec<u8> {
    let shade = |at: u32| at.to_be_bytes()[2];
    let bands = RgbImage::from_fn(width, height, |x, y| Rgb([shade(x * 32), shade(y * 32), 120]));
    let mut bytes = Vec::new();
    let encoder = JpegEncoder::new(&mut bytes);
    encoder.write_image(bands.as_raw(), width, height, ExtendedColorType::Rgb8).expect("a picture");
    bytes
}

/// Somebody proves an address, fills an application, hands in files and sends it, all without scripts on a phone; gives the posting and
/// the application.
async fn sent(visit: &Visit, house: &House, hand: &Hand) -> Step<(String, String)> {
    visit.width(NARROW).await?;
    let candidate = Candidate::four().remove(0);
    people::register(visit, &candidate).await?;
    visit.become_one(&candidate.sign_in).await?;
    proved(visit, house).await?;
    let posting = crate::pages::registering(visit).await?;
    let base = applying::start(visit, &posting).await?;
    applying::complete(visit, &base, &candidate).await?;
    photo(visit, &base, &hand.photo).await?;
    visit.put("side", "left").await?;
    visit.put("part", "near").await?;
    visit.send("applications/frame").await?;
    certificate(visit, &base, hand).await?;
    visit.fits().await?;
    visit.goto(&format!("{base}/check")).await?;
    visit.send("applications/submit").await?;
    told(visit, house, &base).await?;
    let number = base.rsplit('/').next().unwrap_or_default().to_owned();
    Ok((posting, number))
}

/// Proves a mail address by the code in the letter, read in English, where it stands in the subject.
async fn proved(visit: &Visit, house: &House) -> Step {
    visit.goto("/en/account/contacts").await?;
    visit.put("address", "candidate@example.cn").await?;
    visit.send("contacts/set").await?;
    let letter = letter(visit, house, "Subject: Your code is").await?;
    let subject = letter.lines().find(|line| line.starts_with("Subject:")).unwrap_or_default();
    let code: String = subject.chars().filter(char::is_ascii_digit).collect();
    visit.put("code", &code).await?;
    visit.send("contacts/confirm").await?;
    visit.see("candidate@example.cn").await
}

/// Waits for the letter in which these words stand.
async fn letter(visit: &Visit, house: &House, words: &str) -> Step<String> {
    let folder = house.data().join("outbox").join("mail");
    let find = || letters(&folder).into_iter().find(|letter| letter.contains(words));
    visit.until(&format!("a letter says {words:?}"), async || Ok(find().is_some())).await?;
    find().ok_or_else(|| Stumble(format!("no letter says {words:?}")))
}

fn letters(folder: &Path) -> Vec<String> {
    let files = std::fs::read_dir(folder).into_iter().flatten();
    files.filter_map(|file| std::fs::read_to_string(file.ok()?.path()).ok()).collect()
}

/// The photo is handed in and shown, in the size that the posting wants.
async fn photo(visit: &Visit, base: &str, photo: &Path) -> Step {
    visit.goto(&format!("{base}/files")).await?;
    visit.upload("purpose=photo", photo).await?;
    visit.see("照片").await?;
    let shown = visit.each("main img.photo", "src").await?;
    if shown.len() == 1 { Ok(()) } else { Err(Stumble(format!("photos: {shown:?}"))) }
}

/// A certificate is handed in, then another takes its place.
async fn certificate(visit: &Visit, base: &str, hand: &Hand) -> Step {
    visit.goto(&format!("{base}/files")).await?;
    visit.unfold("purpose=record").await?;
    visit.upload("purpose=record", &hand.first).await?;
    visit.see("diploma.pdf").await?;
    visit.unfold("replaces=").await?;
    visit.upload("replaces=", &hand.second).await?;
    visit.see("diploma-again.pdf").await
}

/// The message stands in the account, and went to the address that was proved.
async fn told(visit: &Visit, house: &House, base: &str) -> Step {
    visit.goto("/zh/account/messages").await?;
    visit.see("已提交").await?;
    visit.fits().await?;
    let number = base.rsplit('/').next().unwrap_or_default();
    letter(visit, house, number).await?;
    Ok(())
}

async fn with_scripts(visit: &Visit, hand: &Hand) -> Step {
    visit.width(NARROW).await?;
    let candidate = Candidate::four().remove(1);
    people::register(visit, &candidate).await?;
    visit.become_one(&candidate.sign_in).await?;
    let base = applying::start(visit, &crate::pages::registering(visit).await?).await?;
    photo(visit, &base, &hand.photo).await?;
    visit.is_sound().await?;
    framed(visit).await
}

/// The frame lies over the picture in place of the choice, goes with keys, buttons and the pointer, and is cut so.
async fn framed(visit: &Visit) -> Step {
    let cut = visit.each("main img.photo", "src").await?;
    visit.until("the frame lies over the picture", async || Ok(laid(visit).await.is_ok())).await?;
    let first = laid(visit).await?;
    assert_eq!(first, [29, 0, 1_142, 1_598], "as large as the picture of 1,200 × 1,600 pixels has room for");
    assert_eq!(visit.each("main select", "name").await?.len(), 2);
    assert_eq!(visit.each("#frame-choice[hidden]", "id").await?, ["frame-choice"], "the choice went");
    visit.focus("main .stage").await?;
    visit.strike("-----").await?;
    let smaller = laid(visit).await?;
    assert!(smaller[2] < first[2] && smaller[0] > first[0] && smaller[1] > 0, "{smaller:?}");
    visit.strike(Key::Up + Key::Left).await?;
    let moved = laid(visit).await?;
    assert!(moved[0] < smaller[0] && moved[1] < smaller[1] && moved[2] == smaller[2], "{moved:?}");
    visit.strike(Key::Shift + Key::Down).await?;
    let finely = laid(visit).await?;
    assert_eq!(finely, [moved[0], moved[1] + 1, moved[2], moved[3]], "a pixel");
    visit.press("框小些").await?;
    let pressed = laid(visit).await?;
    assert!(pressed[2] < finely[2], "{pressed:?}");
    visit.drag("main .stage .grip", (-40, -40)).await?;
    let pulled = laid(visit).await?;
    assert!(pulled[2] < pressed[2] && pulled[..2] == pressed[..2], "its corner stays: {pulled:?}");
    visit.drag("main .stage .frame", (9, 15)).await?;
    let dragged = laid(visit).await?;
    assert!(dragged[0] > pulled[0] && dragged[1] > pulled[1] && dragged[2] == pulled[2], "{dragged:?}");
    visit.is_sound().await?;
    visit.send("applications/frame").await?;
    let again = visit.each("main img.photo", "src").await?;
    if again.len() == 1 && again != cut { Ok(()) } else { Err(Stumble(format!("photos: {cut:?} {again:?}"))) }
}

/// The frame as it is drawn, which its fields say too.
async fn laid(visit: &Visit) -> Step<[u32; 4]> {
    let number = async |css: &str, attribute: &str| -> Step<u32> {
        let found = visit.each(css, attribute).await?.pop();
        found.and_then(|text| text.parse().ok()).ok_or_else(|| Stumble(format!("no {attribute} of {css}")))
    };
    let rect = "main .stage .frame";
    let found = [
        number(rect, "x").await?,
        number(rect, "y").await?,
        number(rect, "width").await?,
        number(rect, "height").await?,
    ];
    for (name, drawn) in ["x", "y", "width"].iter().zip(found) {
        assert_eq!(number(&format!("main input[name={name}]"), "value").await?, drawn, "{name}");
    }
    Ok(found)
}

/// Whoever screens sees the photo, the certificate that stands and the one that it took the place of; and the words of the message with a
/// real record.
async fn officer(visit: &Visit, house: &House, posting: &str, number: &str) -> Step {
    visit.width(WIDE).await?;
    // The page that shows the candidate's own files is left before its session ends.
    visit.goto("/zh/open/about").await?;
    visit.become_one(&house.sign_in("screener")).await?;
    visit.goto(&format!("/zh/desk/postings/{posting}/screening/{number}")).await?;
    visit.see("diploma-again.pdf").await?;
    let names = visit.each("main ul.files a", "href").await?;
    assert_eq!(
        names.len(),
        5,
        "the picture, its two frames, the certificate, and the one it took the place of: {names:?}"
    );
    assert_eq!(visit.each("main img.photo", "width").await?, ["118"]);
    visit.goto(&format!("/zh/desk/postings/{posting}/messages/submitted?language=zh")).await?;
    let preview = visit.says("main .notice").await?;
    assert!(preview.contains("已提交") && !preview.contains('{'), "a real record stands in it: {preview}");
    visit.is_sound().await?;
    typed(visit).await
}

/// The preview goes with what is typed, and tells a name that is none.
async fn typed(visit: &Visit) -> Step {
    // The record that the page takes as its example, whosever it is.
    let shown = visit.says("#reads").await?;
    let number = shown.split("以申请").nth(1).and_then(|rest| rest.split_whitespace().next());
    let number = number.expect("the number of an application");
    let reads = async |words: &str| {
        visit
            .until(&format!("it reads {words:?}"), async || Ok(visit.says("#reads").await?.contains(words)))
            .await
    };
    visit.put("subject", "请记住编号 {number}").await?;
    reads(&format!("请记住编号 {number}")).await?;
    visit.put("subject", "请记住编号 {nummer}").await?;
    reads("第 1 行第 7 个字：花括号里不是可以使用的名称").await?;
    // All of soundness but a silent console: the browser notes there that the server refused the words.
    visit.fits().await?;
    visit.is_accessible().await?;
    assert_eq!(visit.each("#reads-button[hidden]", "id").await?, ["reads-button"]);
    visit.put("subject", "编号 {number}").await?;
    reads(&format!("编号 {number}")).await
}
