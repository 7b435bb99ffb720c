//! Papers of all at the door: asked for by a plain form, and each part handed to whoever screens the posting alone.

use std::io::Read as _;

use domain::access::Role;
use http::StatusCode;
use service::runner;

use super::applying::{Scene, identity};

/// Pages of a PDF, those included that lie in packed objects.
fn pages(bytes: &[u8]) -> usize {
    let leaves = |part: &[u8]| {
        let text = String::from_utf8_lossy(part).replace(' ', "");
        text.matches("/Type/Page").count() - text.matches("/Type/Pages").count()
    };
    let mark = b"stream\n";
    let begins = bytes.windows(mark.len()).enumerate().filter(|(_, window)| window == mark);
    let packed = begins.map(|(at, _)| {
        let mut inside = Vec::new();
        // What is no packed stream has no pages in it.
        let _ = flate2::read::ZlibDecoder::new(&bytes[at + mark.len()..]).read_to_end(&mut inside);
        leaves(&inside)
    });
    leaves(bytes) + packed.sum::<usize>()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_part_holds_every_paper_and_is_handed_to_whoever_screens_the_posting_alone() {
    let scene = Scene::set().await;
    let mut owners = Vec::new();
    for (name, no) in [("zhaoliu", 1), ("qianqi", 2), ("sunba", 3)] {
        let cookie = scene.candidate(name).await;
        let home = scene.submitted(&cookie, &identity(no)).await;
        owners.push((cookie, home));
    }
    let page = format!("/zh/desk/postings/{}/prints", scene.posting);
    let form = |kind: &str| format!("lang=zh&posting={}&kind={kind}", scene.posting);
    let back = scene.send(&scene.screener, "prints/ask", &page, &form("notice")).await;
    let refused = scene.page(&scene.screener, &back).await.body;
    assert!(
        refused.contains("class=\"summary\"")
            && refused.contains("请从列出的选项中选择")
            && refused.contains("还没有开始过"),
        "{refused}"
    );
    assert_eq!(scene.send(&scene.screener, "prints/ask", &page, &form("form")).await, page);
    while runner::work(&scene.house.service, "test").await.unwrap() > 0 {}

    let shown = scene.page(&scene.screener, &page).await.body;
    let parts: Vec<&str> = shown.split(&format!("{page}/")).skip(1).map(|rest| &rest[..10]).collect();
    assert_eq!(parts.len(), 1, "three papers stand in one file: {shown}");
    let part = format!("{page}/{}", parts[0]);
    let got = scene.page(&scene.screener, &part).await;
    assert_eq!((got.status, got.header("content-type")), (StatusCode::OK, "application/pdf"));
    assert!(got.header("content-disposition").starts_with("attachment; filename=\"form-"));
    assert_eq!(got.header("cache-control"), "no-store");
    let mut alone = 0;
    for (cookie, home) in &owners {
        let one = scene.page(cookie, &format!("{home}/form.pdf")).await;
        assert_eq!(one.header("content-type"), "application/pdf");
        alone += pages(&one.bytes);
    }
    assert!(alone >= 3, "{alone}");
    assert_eq!(pages(&got.bytes), alone, "as many pages as the papers have by themselves");

    let outside = scene.house.staff("stranger", "screener").await;
    let clerk = scene.member("clerk.of.it", Role::Clerk).await.1;
    let supervisor = scene.house.staff("supervisor.of.all", "supervisor").await;
    for (cookie, status) in [
        ("", StatusCode::SEE_OTHER),
        (owners[0].0.as_str(), StatusCode::NOT_FOUND),
        (&outside, StatusCode::NOT_FOUND),
        (&clerk, StatusCode::FORBIDDEN),
        (&supervisor, StatusCode::FORBIDDEN),
    ] {
        let answer = scene.page(cookie, &part).await;
        assert_eq!(answer.status, status, "{cookie:?}");
        assert!(!answer.body.starts_with("%PDF"));
        assert_eq!(answer.header("location").starts_with("/zh/sign-in"), cookie.is_empty());
    }
    let elsewhere = part.replace(scene.posting.as_str(), "0000000000");
    assert_eq!(scene.page(&scene.screener, &elsewhere).await.status, StatusCode::NOT_FOUND);
    let record = scene.page(&supervisor, "/zh/desk/audit").await.body;
    assert_eq!(record.matches("的第 1 部分。").count(), 1, "who fetched which part is on record: {record}");
}
