//! Files of a notice by plain forms and links: added at the desk, taken by everybody from the public page, and nothing beside.

use axum::body::Body;
use domain::calendar::Instant;
use domain::digest::Digest;
use domain::lifecycle::Phase;
use domain::typed::SignInName;
use http::{Method, StatusCode};
use store::postings::{Approval, Mark};

use super::applying::{Scene, load};
use super::house::Answer;
use domain::access::Scope;

const FORM: (&str, &str) = ("content-type", "multipart/form-data; boundary=x");
const SITE: (&str, &str) = ("sec-fetch-site", "same-origin");
const PDF: &[u8] = b"%PDF-1.4\n1 0 obj\n<< /Type /Page >>\nendobj\n%%EOF\n";

async fn add(scene: &Scene, home: &str, (version, title): (&str, &str), bytes: &[u8]) -> Answer {
    let field = |name: &str, value: &str| {
        format!("--x\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
    };
    let head = [
        field("version", version),
        field("title", title),
        "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.pdf\"\r\nContent-Type: application/pdf\r\n\r\n"
            .to_owned(),
    ];
    let body = [head.concat().as_bytes(), bytes, b"\r\n--x--\r\n"].concat();
    let pairs = [SITE, FORM, ("cookie", scene.screener.as_str()), ("accept", "text/html")];
    scene.house.send(Method::POST, &format!("{home}/files/add"), &pairs, Body::from(body)).await
}

/// Makes the draft public as an approval would.
pub async fn make_public(scene: &Scene, code: &str) {
    let at = Instant(1_795_000_000_000);
    let tx = scene.house.store.write("test").await.unwrap();
    let scope = store::postings::by_code(&tx, &code.parse().unwrap()).await.unwrap().unwrap().scope();
    let person = async |name: &str| {
        let name = SignInName::stored(name.to_owned());
        store::people::by_sign_in(&tx, &load(Scope::system()), &name).await.unwrap().unwrap().person
    };
    let (by, approver) = (person("liushenhe").await, person("chenjiu").await);
    let permit = load(scope);
    let approval = Approval { by: approver, at, digest: Digest::of(b"test") };
    store::postings::turn(&tx, &permit, 2, (Phase::Draft, Phase::Submitted), Mark::Submitted(by, at))
        .await
        .unwrap();
    store::postings::turn(&tx, &permit, 3, (Phase::Submitted, Phase::Approved), Mark::Approved(approval))
        .await
        .unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_file_of_a_notice_goes_from_the_desk_to_the_public_page_without_scripts() {
    let scene = Scene::set().await;
    let key = scene.house.service.form_key();
    let form =
        format!("lang=zh&key={key}&title=2026&authority=A&opens=2026-11-20T09:00&closes=2026-12-01T18:00");
    let home = scene.send(&scene.screener, "postings/create", "/zh/desk/new", &form).await;
    let code = home.rsplit('/').next().unwrap().to_owned();
    let page = scene.page(&scene.screener, &format!("{home}/files")).await;
    assert!(page.body.contains("不超过 10") && page.body.contains("500 页") && page.body.contains("Word"));
    assert!(page.body.contains("multipart/form-data") && !page.body.contains("hydrate()"));
    let leak = b"%PDF-1.4\n1 0 obj\n<< /Type /Page /Contents 2 0 R >>\nendobj\n2 0 obj\n<< >>\nstream\nBT (13812345678) Tj ET\nendstream\nendobj\n%%EOF\n";
    for (bytes, words) in [
        (leak.as_slice(), "第 1 页有手机号"),
        (b"PK\x03\x04\x14\0\0\0", "另存为 PDF"),
        (b"%PDF-1.4\n1 0 obj\n<< /JS (x) >>\nendobj\n%%EOF\n", "脚本"),
    ] {
        let refused = add(&scene, &home, ("1", "职位表"), bytes).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", refused.body);
        assert!(refused.body.contains(words) && refused.body.contains(&format!("href=\"{home}/files\"")));
    }
    let sent = add(&scene, &home, ("1", "职位表"), PDF).await;
    assert_eq!((sent.status, sent.header("location")), (StatusCode::SEE_OTHER, &*format!("{home}/files")));
    assert_eq!(add(&scene, &home, ("1", "职位表"), PDF).await.status, StatusCode::CONFLICT, "an older page");
    let page = scene.page(&scene.screener, &format!("{home}/files")).await;
    let mark = format!("{home}/files/");
    let file =
        page.body.split(&mark).map(|rest| rest.split('"').next().unwrap()).find(|code| code.len() == 10);
    let file = file.expect("a link to the file").to_owned();
    let desk = scene.page(&scene.screener, &format!("{mark}{file}")).await;
    assert_eq!((desk.status, desk.body.as_bytes()), (StatusCode::OK, PDF));
    let open = format!("/zh/open/{code}/files/{file}");
    assert_eq!(scene.house.get(&open, &[]).await.status, StatusCode::NOT_FOUND, "a draft is nobody's");

    make_public(&scene, &code).await;
    let page = scene.house.get(&format!("/zh/open/{code}"), &[]).await;
    let digest = Digest::of(PDF);
    assert!(page.body.contains(&format!("href=\"{open}\"")) && page.body.contains(&digest.grouped()));
    assert!(!page.body.contains("<script"));
    let taken = scene.house.get(&open, &[]).await;
    assert_eq!((taken.status, taken.body.as_bytes()), (StatusCode::OK, PDF));
    assert_eq!(taken.header("content-type"), "application/pdf");
    let named = taken.header("content-disposition");
    assert!(named.starts_with(&format!("attachment; filename=\"{file}.pdf\"")), "{named}");
    assert!(named.contains("%E8%81%8C%E4%BD%8D%E8%A1%A8.pdf"), "{named}");
    assert!(taken.header("content-security-policy").contains("sandbox"));
    assert_eq!(taken.header("x-content-type-options"), "nosniff");
    let tag = taken.header("etag").to_owned();
    let known = scene.house.get(&open, &[("if-none-match", &tag)]).await;
    assert_eq!((known.status, known.body.as_str()), (StatusCode::NOT_MODIFIED, ""));
    for beside in [
        format!("/zh/open/{code}/files/0000000000"),
        format!("/zh/open/{}/files/{file}", scene.posting),
        format!("/xx/open/{code}/files/{file}"),
    ] {
        assert_eq!(scene.house.get(&beside, &[]).await.status, StatusCode::NOT_FOUND, "{beside}");
    }
    // A store that is lost: the page stands, the file says so.
    std::fs::remove_dir_all(scene.house.files()).unwrap();
    assert_eq!(scene.house.get(&format!("/zh/open/{code}"), &[]).await.status, StatusCode::OK);
    assert!(scene.house.get(&open, &[]).await.status.is_server_error());
}
