//! The line about the verdict just given, by plain forms alone: it names the person and takes the verdict back.

use domain::access::Role;
use http::StatusCode;

use super::applying::{Scene, hidden, identity};

/// Two submitted files; the address of the queue and their codes.
async fn two_files(scene: &Scene) -> (String, [String; 2]) {
    let mut codes = Vec::new();
    for (n, name) in (1..).zip(["zhaoliu", "qianqi"]) {
        let cookie = scene.candidate(name).await;
        let home = scene.submitted(&cookie, &identity(n)).await;
        codes.push(home.rsplit('/').next().unwrap().to_owned());
    }
    (format!("/zh/desk/postings/{}/screening", scene.posting), [codes.remove(0), codes.remove(0)])
}

/// The fields of a form about a file whose page says its version.
fn about(scene: &Scene, code: &str, version: &str) -> String {
    format!("lang=zh&posting={}&application={code}&version={version}", scene.posting)
}

/// The query of a search for the position by everybody's word for it, as an address has it.
async fn search(scene: &Scene, cookie: &str) -> String {
    let to = scene.sought(cookie, "screening/find", "filter[find]=0010001").await;
    let query = to.split_once('?').expect("a search").1.to_owned();
    assert!(query.starts_with("search=") && !query.contains("0010001"), "{query}");
    query
}

/// The form of a page that takes a verdict back, from its address on.
fn undo_form(page: &str) -> Option<&str> {
    page.split_once("action=\"/api/screening/take_back\"").map(|(_, form)| form)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn the_next_page_says_who_was_passed_and_its_form_takes_that_back() {
    let scene = Scene::set().await;
    let (queue, [first, second]) = two_files(&scene).await;
    let search = search(&scene, &scene.screener).await;
    let page = scene.page(&scene.screener, &format!("{queue}/{first}?{search}")).await;
    assert!(undo_form(&page.body).is_none(), "nothing was decided");
    let kept = format!("filter[{search}");
    let kept = kept.replacen('=', "]=", 1);
    let form = format!("{}&{kept}", about(&scene, &first, &hidden(&page.body, "version")));
    let next = scene.send(&scene.screener, "screening/pass", &queue, &form).await;
    assert_eq!(next, format!("{queue}/{second}?{search}&judged={first}"));
    let line = scene.page(&scene.screener, &next).await.body;
    let taken = undo_form(&line).expect("the line has a form");
    assert!(line.contains("class=\"just\"") && line.contains(&first));
    // The links of the page do not drag the line along.
    let main = line.split_once("<main").map(|(_, main)| main).unwrap();
    assert!(!main.contains("judged="), "{main}");
    let form = format!("{}&{kept}", about(&scene, &first, &hidden(taken, "version")));
    // Another officer sees no line, and the same form of theirs is refused in words; nothing changes.
    let (_, other) = scene.member("zhouba", Role::Screener).await;
    assert!(undo_form(&scene.page(&other, &next).await.body).is_none());
    let refused = scene.send(&other, "screening/take_back", &next, &form).await;
    let told = scene.page(&other, &refused).await;
    assert!(told.body.contains("这份报名的结论不是您作出的"), "{}", told.body);
    let file = format!("{queue}/{first}");
    assert!(scene.page(&other, &file).await.body.contains("撤销结论…"), "still judged");
    // Its own officer is led back to the file, which waits again, in the same queue.
    let back = scene.send(&scene.screener, "screening/take_back", &next, &form).await;
    assert_eq!(back, format!("{file}?{search}"));
    let page = scene.page(&scene.screener, &back).await;
    assert!(page.body.contains("action=\"/api/screening/pass\"") && undo_form(&page.body).is_none());
    // What the address says later shows nothing that is no longer so.
    assert!(undo_form(&scene.page(&scene.screener, &next).await.body).is_none());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn after_the_end_of_screening_no_verdict_is_taken_back() {
    let scene = Scene::set().await;
    let (queue, codes) = two_files(&scene).await;
    let mut last = String::new();
    for code in &codes {
        let page = scene.page(&scene.screener, &format!("{queue}/{code}")).await;
        let form = about(&scene, code, &hidden(&page.body, "version"));
        last = scene.send(&scene.screener, "screening/pass", &queue, &form).await;
    }
    let line = scene.page(&scene.screener, &last).await.body;
    let form = about(&scene, &codes[1], &hidden(undo_form(&line).expect("a line"), "version"));
    scene.house.advance(86_400_001);
    assert_eq!(service::postings::turn_due(&scene.house.service).await.unwrap(), 1);
    let screener = scene.house.sign_in("liushenhe").await.cookie();
    let finish = format!("{queue}/finish");
    let page = scene.page(&screener, &finish).await;
    let end = format!("lang=zh&posting={}&version={}", scene.posting, hidden(&page.body, "version"));
    scene.send(&screener, "screening/finish", &finish, &end).await;
    let page = scene.page(&screener, &last).await;
    assert!(page.status == StatusCode::OK && page.body.contains("class=\"just\""));
    assert!(undo_form(&page.body).is_none(), "the line stays, without its form");
    let refused = scene.send(&screener, "screening/take_back", &last, &form).await;
    let told = scene.page(&screener, &refused).await.body;
    assert!(told.contains("class=\"summary\""), "{told}");
    assert!(!scene.page(&screener, &format!("{queue}/{}", codes[1])).await.body.contains("screening/pass\""));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn what_an_officer_types_stands_there_again_in_the_other_language_for_that_officer_alone() {
    let scene = Scene::set().await;
    let (queue, [first, _]) = two_files(&scene).await;
    let search = search(&scene, &scene.screener).await;
    let file = format!("{queue}/{first}?{search}");
    let page = scene.page(&scene.screener, &file).await.body;
    let keep = "/en/keep?of=%2Fapi%2Fscreening%2Frefuse";
    assert!(page.contains(&format!("formaction=\"{keep}\"")), "a button of the form: {page}");
    let send = async |cookie: &str, to: &str| {
        let form = format!("{}&ground=age&words=%E8%B6%85%E9%BE%84", about(&scene, &first, "1"));
        let answer = scene.house.post_on(&file, to, cookie, &form).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
        answer.header("location").to_owned()
    };
    let there = send(&scene.screener, keep).await;
    assert_eq!(there, format!("{}&switched=%2Fapi%2Fscreening%2Frefuse", file.replace("/zh/", "/en/")));
    let page = scene.page(&scene.screener, &there).await.body;
    assert!(page.contains(">超龄</textarea>") && page.contains("<option value=\"age\" selected"), "{page}");
    assert!(page.contains("<details open") && page.contains("Refuse and open the next"), "{page}");
    assert!(page.contains("action=\"/api/screening/pass\""), "nothing was decided by it");
    let (_, other) = scene.member("zhouba", Role::Screener).await;
    assert!(!scene.page(&other, &there).await.body.contains("超龄"));
    // What names no function of ours is kept nowhere, and nobody is led elsewhere.
    assert_eq!(send(&scene.screener, "/en/keep?of=https://x.example/").await, file.replace("/zh/", "/en/"));
}
