//! Photo and certificates at the door, by plain forms: hostile files, hostile people, and what a browser may do with what it gets.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use axum::body::Body;
use http::{Method, StatusCode};
use image::codecs::jpeg::JpegEncoder;
use image::{ExtendedColorType, ImageEncoder as _};
use service::effects::Room;

use super::applying::{Scene, identity};
use super::files::watched;
use super::house::{Answer, House};

const FORM: (&str, &str) = ("content-type", "multipart/form-data; boundary=x");
const SITE: (&str, &str) = ("sec-fetch-site", "same-origin");
const PDF: &[u8] = b"%PDF-1.4\n1 0 obj\n<< /Type /Page >>\nendobj\n%%EOF\n";

fn picture(width: u32, height: u32) -> Vec<u8> {
    let bands =
        image::RgbImage::from_fn(width, height, |x, y| image::Rgb([x, y, 90].map(|n| n.to_be_bytes()[3])));
    let mut bytes = Vec::new();
    JpegEncoder::new(&mut bytes).write_image(bands.as_raw(), width, height, ExtendedColorType::Rgb8).unwrap();
    bytes
}

/// A multipart body with one file.
fn body(field: &str, name: &str, bytes: &[u8]) -> Vec<u8> {
    let head = format!(
        "--x\r\nContent-Disposition: form-data; name=\"{field}\"; filename=\"{name}\"\r\nContent-Type: image/jpeg\r\n\r\n"
    );
    [head.as_bytes(), bytes, b"\r\n--x--\r\n"].concat()
}

/// Hands a file in at the page of an application.
pub async fn add(
    house: &House,
    cookie: &str,
    home: &str,
    purpose: &str,
    (name, bytes): (&str, &[u8]),
) -> Answer {
    let path = format!("{home}/files/add?purpose={purpose}");
    let pairs = [SITE, FORM, ("cookie", cookie), ("accept", "text/html")];
    house.send(Method::POST, &path, &pairs, Body::from(body("file-photo", name, bytes))).await
}

/// The addresses of files that a page leads to.
pub fn links(page: &str, home: &str) -> Vec<String> {
    let mark = format!("{home}/files/");
    let codes = page.split(&mark).skip(1).map(|rest| rest.split('"').next().unwrap_or_default().to_owned());
    codes.filter(|code| code.len() == 10).map(|code| format!("{mark}{code}")).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_photo_goes_from_a_telephones_picture_to_the_officers_file_without_scripts() {
    let scene = Scene::set().await;
    let cookie = scene.candidate("zhaoliu").await;
    let home = scene.filled(&cookie, &identity(1)).await;
    let page = scene.page(&cookie, &format!("{home}/files")).await;
    assert!(page.body.contains("不超过 10 MB") && page.body.contains("HEIC"), "said before choosing");
    assert!(page.body.contains("multipart/form-data") && !page.body.contains("<script"));
    let sent = add(&scene.house, &cookie, &home, "photo", ("IMG 1.jpg", &picture(900, 1_200))).await;
    assert_eq!(
        (sent.status, sent.header("location")),
        (StatusCode::SEE_OTHER, &*format!("{home}/files#photo"))
    );
    let page = scene.page(&cookie, &format!("{home}/files")).await;
    let photo = links(&page.body, &home)[0].clone();
    assert!(page.body.contains(&format!("<img src=\"{photo}\"")), "{}", page.body);
    let seen = scene.page(&cookie, &photo).await;
    assert_eq!((seen.status, seen.header("content-type")), (StatusCode::OK, "image/jpeg"));
    assert!(seen.header("content-disposition").starts_with("inline; filename=\"photo.jpg\""));
    assert!(seen.header("content-security-policy").contains("sandbox"));
    assert_eq!(seen.header("x-content-type-options"), "nosniff");
    assert_eq!(seen.header("cache-control"), "no-store");

    let code = home.rsplit('/').next().unwrap();
    let form = format!("lang=zh&application={code}&side=top&part=near");
    let to = scene.send(&cookie, "applications/frame", &format!("{home}/files"), &form).await;
    assert_eq!(to, format!("{home}/files#photo"));
    let framed = links(&scene.page(&cookie, &format!("{home}/files")).await.body, &home)[0].clone();
    assert_ne!(framed, photo);
    let proof = add(&scene.house, &cookie, &home, "record", ("学位.pdf", PDF)).await;
    assert_eq!(proof.status, StatusCode::SEE_OTHER, "{}", proof.body);
    scene.submit(&cookie, &home).await;

    let file = format!("/zh/desk/postings/{}/screening/{code}", scene.posting);
    let desk = scene.page(&scene.screener, &file).await;
    let own = format!("/zh/desk/applications/{code}");
    assert!(
        desk.body.contains(&format!("src=\"{own}/photo/")) && desk.body.contains("学位.pdf"),
        "{}",
        desk.body
    );
    let photo = framed.replace(&home, &own).replace("/files/", "/photo/");
    assert_eq!(scene.page(&scene.screener, &photo).await.header("content-type"), "image/jpeg");
    let proof = desk.body.split(&format!("{own}/files/")).nth(3).unwrap().split('"').next().unwrap();
    let proof = scene.page(&scene.screener, &format!("{own}/files/{proof}")).await;
    assert_eq!((proof.status, proof.body.as_bytes()), (StatusCode::OK, PDF));
    assert!(proof.header("content-disposition").starts_with("attachment; filename=\"record.pdf\""));
    assert!(proof.header("content-disposition").contains("%E5%AD%A6%E4%BD%8D.pdf"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn every_hostile_file_is_refused_with_its_reason_and_nothing_of_it_is_kept() {
    let scene = Scene::set().await;
    let cookie = scene.candidate("zhaoliu").await;
    let home = scene.filled(&cookie, &identity(1)).await;
    let huge = [&picture(400, 500), vec![0; 10 * 1024 * 1024].as_slice()].concat();
    let mut wide = picture(100, 100);
    let frame = wide.windows(2).position(|pair| pair == [0xFF, 0xC0]).unwrap();
    wide[frame + 5..frame + 9].copy_from_slice(&[0x75, 0x30, 0x75, 0x30]);
    let script = b"%PDF-1.4\n1 0 obj\n<< /S /JavaScript /JS (app.alert(1)) >>\nendobj\n%%EOF\n";
    let locked = b"%PDF-1.4\n1 0 obj\n<< >>\nendobj\ntrailer << /Encrypt 2 0 R >>\n%%EOF\n";
    let cases: [(&str, &str, &[u8], &str); 12] = [
        ("photo", "a.jpg", b"", "文件是空的"),
        ("photo", "", b"", "没有选择文件"),
        ("photo", "a.jpg", b"\0\0\0\x18ftypheic\0\0\0\0", "HEIC"),
        ("photo", "a.jpg", b"RIFF\x10\0\0\0WEBPVP8 ", "WebP"),
        ("photo", "a.png", b"<svg xmlns='x' onload='alert(1)'/>", "SVG"),
        ("photo", "a.jpg", PDF, "不是 JPEG 或 PNG"),
        ("photo", "a.jpg", &wide, "像素太多"),
        ("photo", "a.jpg", &picture(600, 800)[..2_000], "损坏"),
        ("photo", "a.jpg", &huge, "超过"),
        ("record", "a.pdf", script, "脚本"),
        ("record", "a.pdf", locked, "密码"),
        ("record", "a.pdf", b"<html><script>alert(1)</script>", "不是 PDF、JPEG 或 PNG"),
    ];
    for (purpose, name, bytes, words) in cases {
        let answer = add(&scene.house, &cookie, &home, purpose, (name, bytes)).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{words}: {}", answer.body);
        assert!(answer.body.contains(words), "{words}: {}", answer.body);
        assert!(answer.body.contains(&format!("href=\"{home}/files\"")), "the way back");
    }
    let page = scene.page(&cookie, &format!("{home}/files")).await;
    assert!(links(&page.body, &home).is_empty());
    let kept: usize = std::fs::read_dir(scene.house.files()).unwrap().count();
    assert_eq!(kept, 0, "nothing half-written, nothing whole");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_picture_is_taken_by_its_content_and_what_hides_in_it_is_gone() {
    let scene = Scene::set().await;
    let cookie = scene.candidate("zhaoliu").await;
    let home = scene.filled(&cookie, &identity(1)).await;
    let mut exif = b"Exif\0\0GPSLatitude 39.9042 N".to_vec();
    let length = u16::try_from(exif.len() + 2).unwrap().to_be_bytes();
    let plain = picture(600, 800);
    exif =
        [&plain[..2], &[0xFF, 0xE1], &length, &exif, &plain[2..], b"PK\x03\x04<script>x</script>"].concat();
    let sent = add(&scene.house, &cookie, &home, "record", ("..\\..\\<b>degree.exe", &exif)).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
    let page = scene.page(&cookie, &format!("{home}/files")).await;
    let seen = format!("<img src=\"{}\"", links(&page.body, &home)[0]);
    assert!(page.body.contains(&seen), "a picture is seen in its place: {}", page.body);
    assert!(
        !page.body.contains("<b>degree") && page.body.contains("&lt;b&gt;degree.exe"),
        "the name is shown as text"
    );
    let pairs = [("cookie", cookie.as_str())];
    let address = &links(&page.body, &home)[0];
    let answer = scene.house.get(address, &pairs).await;
    assert!(answer.header("content-disposition").starts_with("attachment; filename=\"record.jpg\""));
    assert!(answer.header("content-disposition").ends_with(".jpg"), "no ending but that of its content");
    for hidden in ["GPSLatitude", "<script", "PK\u{3}\u{4}"] {
        assert!(!answer.body.contains(hidden), "{hidden}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn no_file_is_read_of_anybody_who_may_not_bring_it_and_nobody_else_gets_one() {
    let scene = Scene::set().await;
    let owner = scene.candidate("zhaoliu").await;
    let home = scene.filled(&owner, &identity(1)).await;
    add(&scene.house, &owner, &home, "record", ("a.pdf", PDF)).await;
    let page = scene.page(&owner, &format!("{home}/files")).await;
    let file = links(&page.body, &home)[0].clone();
    let stranger = scene.candidate("sunba").await;
    let theirs = scene.filled(&stranger, &identity(2)).await;
    let outside = scene.house.staff("stranger", "screener").await;
    let supervisor = scene.house.staff("supervisor.of.all", "supervisor").await;
    let door = |home: &str, purpose: &str| format!("{home}/files/add?purpose={purpose}");
    for (cookie, path, status) in [
        ("", door(&home, "photo"), StatusCode::UNAUTHORIZED),
        (stranger.as_str(), door(&home, "photo"), StatusCode::NOT_FOUND),
        (&outside, door(&home, "photo"), StatusCode::FORBIDDEN),
        (&scene.screener, door(&home, "photo"), StatusCode::FORBIDDEN),
        (&owner, door(&home, "photo_whole"), StatusCode::NOT_FOUND),
        (&owner, door(&home, "passport"), StatusCode::NOT_FOUND),
        (&owner, door("/zh/my/applications/0000000000", "photo"), StatusCode::NOT_FOUND),
        (&owner, door(&home, "form"), StatusCode::UNPROCESSABLE_ENTITY),
    ] {
        let (body, read) = watched();
        let answer = scene.house.send(Method::POST, &path, &[SITE, FORM, ("cookie", cookie)], body).await;
        assert_eq!(answer.status, status, "{path} of {cookie:?}: {}", answer.body);
        assert!(!read.load(Ordering::SeqCst), "{path} was read of {cookie:?}");
    }
    let (body, read) = watched();
    let pairs = [("sec-fetch-site", "cross-site"), FORM, ("cookie", owner.as_str())];
    let foreign = scene.house.send(Method::POST, &door(&home, "photo"), &pairs, body).await;
    assert!(foreign.status == StatusCode::FORBIDDEN && !read.load(Ordering::SeqCst), "from another site");

    let code = home.rsplit('/').next().unwrap();
    let at_desk = file.replace(&home, &format!("/zh/desk/applications/{code}"));
    assert_eq!(scene.page(&scene.screener, &at_desk).await.status, StatusCode::NOT_FOUND, "a draft");
    scene.submit(&owner, &home).await;
    for (cookie, path, status) in [
        (stranger.as_str(), file.clone(), StatusCode::NOT_FOUND),
        (&stranger, file.replace(&home, &theirs), StatusCode::NOT_FOUND),
        (&stranger, at_desk.clone(), StatusCode::NOT_FOUND),
        (&outside, at_desk.clone(), StatusCode::NOT_FOUND),
        (&supervisor, at_desk.clone(), StatusCode::FORBIDDEN),
        (&scene.screener, at_desk.replace("/files/", "/photo/"), StatusCode::NOT_FOUND),
        (&scene.screener, at_desk, StatusCode::OK),
        (&owner, file, StatusCode::OK),
    ] {
        assert_eq!(scene.page(cookie, &path).await.status, status, "{path} of {cookie:?}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_nearly_full_disk_and_a_lost_store_are_told_and_it_goes_on_afterwards() {
    let free = Arc::new(AtomicU64::new(u64::MAX));
    let asked = Arc::clone(&free);
    let room = Room::watched(1_000, move || Some(asked.load(Ordering::SeqCst)));
    let scene = Scene::set_in(House::build_in(tempfile::tempdir().unwrap(), room).await).await;
    let cookie = scene.candidate("zhaoliu").await;
    let home = scene.filled(&cookie, &identity(1)).await;
    free.store(999, Ordering::SeqCst);
    tokio::time::sleep(std::time::Duration::from_millis(1_100)).await;
    let full = add(&scene.house, &cookie, &home, "record", ("a.pdf", PDF)).await;
    assert_eq!(full.status, StatusCode::SERVICE_UNAVAILABLE);
    assert!(full.body.contains("没有保存任何更改"), "{}", full.body);
    free.store(u64::MAX, Ordering::SeqCst);
    tokio::time::sleep(std::time::Duration::from_millis(1_100)).await;
    let (files, away) = (scene.house.files(), scene.house.files().with_extension("away"));
    std::fs::rename(&files, &away).unwrap();
    let lost = add(&scene.house, &cookie, &home, "record", ("a.pdf", PDF)).await;
    assert_eq!(lost.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(lost.body.contains("文件没有保存"), "{}", lost.body);
    std::fs::rename(&away, &files).unwrap();
    let page = scene.page(&cookie, &format!("{home}/files")).await;
    assert!(links(&page.body, &home).is_empty());
    let well = add(&scene.house, &cookie, &home, "record", ("a.pdf", PDF)).await;
    assert_eq!(well.status, StatusCode::SEE_OTHER, "{}", well.body);
}
