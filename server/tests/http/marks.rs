//! The grid of marks by plain forms alone: what was typed and refused comes back as it was typed and stands in no address; and an
//! imported file is handed out to those who read marks.

use domain::access::Role;
use domain::calendar::Instant;
use domain::digest::Digest;
use domain::id::{AccountId, ApplicationId, PersonId};
use domain::lifecycle::{ApplicationState, Phase};
use domain::typed::SignInName;
use http::{Method, StatusCode};
use store::applications::Content;
use store::bulk;
use store::postings::Mark;
use store::schemes::NewScheme;

use service::keys::Place;

use super::applying::{Scene, hidden, load};
use super::hostile::NAME;

const AT: Instant = Instant(1_795_000_000_000);
pub const SCHEME: &str = r#"[scheme]
shortlists = [{ to = "inspection", ratio = "2:1", score = "total" }]
[[scheme.components]]
key = "written"
weight = "100"
"#;

/// A posting in its examination, with as many people, `t0` and so on, and the cookie of its clerk.
async fn examining(people: i64) -> (Scene, String) {
    examined(Scene::set().await, SCHEME, people).await
}

/// The same in a posting of one's own, under this scheme.
pub async fn examined(scene: Scene, scheme: &str, people: i64) -> (Scene, String) {
    let (_, clerk) = scene.member("zhou", Role::Clerk).await;
    let tx = scene.house.store.write("test").await.unwrap();
    let found = store::postings::by_code(&tx, &scene.posting).await.unwrap().unwrap();
    let (id, permit) = (found.scope().posting.unwrap(), load(found.scope()));
    let name = SignInName::stored("zhou".to_owned());
    let by = store::people::by_sign_in(&tx, &permit, &name).await.unwrap().unwrap().person;
    let new = NewScheme { after: 0, body: scheme, digest: Digest::of(scheme.as_bytes()), by, at: AT };
    store::schemes::insert(&tx, &permit, &new).await.unwrap();
    let version = found.open(&permit).unwrap().version;
    let steps = [(Phase::Registering, Phase::Screening), (Phase::Screening, Phase::Examining)];
    for (version, (from, to)) in (version..).zip(steps) {
        store::postings::turn(&tx, &permit, version, (from, to), Mark::Plain).await.unwrap();
    }
    let position = store::postings::positions::all(&tx, &permit).await.unwrap()[0].id;
    let free = bulk::first_free(&tx, &permit).await.unwrap();
    for at in 0..people {
        let code = scene.house.service.form_key();
        let person = bulk::Candidate {
            person: PersonId(free.person.0 + at),
            account: AccountId(free.account.0 + at),
            code,
            sign_in: SignInName::stored(format!("sitter{at}")),
            at: AT,
        };
        let application = bulk::Application {
            id: ApplicationId(free.application.0 + at),
            code,
            posting: id,
            position,
            candidate: person.person,
            state: ApplicationState::Passed,
            content: Content {
                name_sealed: Some(scene.house.keys().seal(
                    &Place::of("application.name_sealed", code),
                    NAME,
                    &service::effects::Random::system(),
                )),
                identity_sealed: Some(vec![1]),
                identity_index: Some(at.to_be_bytes().to_vec()),
                phone_index: None,
                person_index: None,
                phone_sealed: Some(vec![1]),
                unit_sealed: None,
                answers_sealed: Some(vec![1]),
            },
            ticket: Some(format!("t{at}")),
            at: AT,
        };
        bulk::candidates(&tx, &permit, &[person]).await.unwrap();
        bulk::applications(&tx, &permit, vec![application]).await.unwrap();
    }
    bulk::finish(&tx, &permit).await.unwrap();
    tx.commit().await.unwrap();
    (scene, clerk)
}

/// The form of the grid: ticket, what stands in the field, what stood there, and the version.
pub fn grid(scene: &Scene, cells: &[(&str, &str, &str, i64)]) -> String {
    let mut form = format!(
        "lang=zh&posting={}&place[component]=written&place[words]=&place[missing]=&place[page]=1&place[rows]=0",
        scene.posting
    );
    for (at, (ticket, text, was, version)) in cells.iter().enumerate() {
        form.push_str(&format!(
            "&cells[{at}][ticket]={ticket}&cells[{at}][text]={text}&cells[{at}][was]={was}&cells[{at}][version]={version}"
        ));
    }
    form
}

/// The tag of the field in a row.
fn field(html: &str, at: usize) -> String {
    let from =
        html.find(&format!("<input id=\"mark-{at}\"")).unwrap_or_else(|| panic!("no row {at}: {html}"));
    html[from..].split('>').next().unwrap_or_default().to_owned()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_refused_mark_comes_back_as_it_was_typed_and_stands_in_no_address() {
    let (scene, clerk) = examining(3).await;
    let here = format!("/zh/desk/postings/{}/marks?component=written", scene.posting);
    let first = scene.page(&clerk, &here).await;
    assert_eq!(first.status, StatusCode::OK, "{}", first.body);
    let tag = field(&first.body, 0);
    for attribute in ["data-kind=\"mark\"", "data-full=\"100\"", "data-places=\"2\"", "data-ticket=\"t0\""] {
        assert!(tag.contains(attribute), "{tag}");
    }

    let form = grid(&scene, &[("t0", "101", "", 0), ("t1", "70", "", 0), ("t2", "abc", "", 0)]);
    let to = scene.send(&clerk, "marks/enter", &here, &form).await;
    assert!(to.contains("saved=1") && to.contains("unsaved=%2Fapi%2Fmarks%2Fenter"), "{to}");
    assert!(!to.contains("101") && !to.contains("abc") && !to.contains("t0"), "{to}");
    let page = scene.page(&clerk, &to).await.body;
    assert!(field(&page, 0).contains("value=\"101\"") && field(&page, 0).contains("aria-invalid=\"true\""));
    assert!(field(&page, 2).contains("value=\"abc\""), "{}", field(&page, 2));
    assert!(page.contains("高于满分 100。") && page.contains("有 2 个成绩没有保存"), "{page}");
    assert!(field(&page, 1).contains("value=\"70\"") && page.contains("Li Wen 录入"));
    // The other language says it in its words, and another column or a stranger sees nothing of it.
    let english = scene.page(&clerk, &to.replacen("/zh/", "/en/", 1)).await.body;
    assert!(english.contains("Above the full mark 100."), "{english}");
    let (_, other) = scene.member("wuer", Role::Clerk).await;
    assert!(!scene.page(&other, &to).await.body.contains("101"));

    // Mended: it is saved, and nothing is kept any more.
    let form = grid(&scene, &[("t0", "99.5", "", 0), ("t1", "70", "70", 1), ("t2", "缺考", "", 0)]);
    let done = scene.send(&clerk, "marks/enter", &to, &form).await;
    assert!(done.contains("saved=2") && !done.contains("unsaved"), "{done}");
    let page = scene.page(&clerk, &to).await.body;
    assert!(field(&page, 0).contains("value=\"99.5\"") && !page.contains("101"), "{page}");

    // A cleared cell asks for the act that has a reason.
    let form = grid(&scene, &[("t0", "", "99.5", 1)]);
    let to = scene.send(&clerk, "marks/enter", &here, &form).await;
    let page = scene.page(&clerk, &to).await.body;
    assert!(
        page.contains("清空已有的成绩须写明理由") && field(&page, 0).contains("data-was=\"99.5\""),
        "{page}"
    );
    assert!(!page.contains("/marks/t0"), "no address carries a ticket number: {page}");
    let code = page
        .split("/marks/")
        .find_map(|rest| rest.get(10..)?.starts_with("?component=written").then(|| rest[..10].to_owned()));
    let code = code.expect("the way to what stood there");
    let history = format!("/zh/desk/postings/{}/marks/{code}?component=written", scene.posting);
    let shown = scene.page(&clerk, &history).await.body;
    let form = format!(
        "lang=zh&posting={}&application={code}&component=written&version={}&reason=%E5%BD%95%E9%94%99%E8%A1%8C",
        scene.posting,
        hidden(&shown, "version")
    );
    assert_eq!(scene.send(&clerk, "marks/empty", &history, &form).await, history);
    let shown = scene.page(&clerk, &history).await.body;
    assert!(
        shown.contains("录错行") && shown.contains("99.5") && shown.contains("这一格现在是空的"),
        "{shown}"
    );
}

/// The tag of the field of a ticket.
pub fn of(html: &str, ticket: &str) -> String {
    let mark = format!("data-ticket=\"{ticket}\"");
    let found = html.split("<input id=\"mark-").find(|tag| tag.split('>').next().unwrap().contains(&mark));
    found.and_then(|tag| tag.split('>').next()).unwrap_or_else(|| panic!("no {ticket}: {html}")).to_owned()
}

/// Brings a table for a dry run; the address of its preview.
pub async fn brought(scene: &Scene, clerk: &str, table: &str) -> String {
    let body = format!(
        "--x\r\ncontent-disposition: form-data; name=\"file\"; filename=\"成绩.csv\"\r\ncontent-type: text/csv\r\n\r\n{table}\r\n--x--\r\n"
    );
    let door = format!("/zh/desk/postings/{}/marks/import", scene.posting);
    let pairs = [
        ("sec-fetch-site", "same-origin"),
        ("content-type", "multipart/form-data; boundary=x"),
        ("cookie", clerk),
    ];
    let brought = scene.house.ask(Method::POST, &door, &pairs, &body).await;
    assert_eq!(brought.status, StatusCode::SEE_OTHER, "{}", brought.body);
    brought.header("location").to_owned()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn an_imported_file_is_handed_out_to_those_who_read_marks_and_to_nobody_else() {
    let (scene, clerk) = examining(1).await;
    let table = "准考证号,written\nt0,70\n";
    let preview = brought(&scene, &clerk, table).await;
    let address = format!("{preview}/file");
    let page = scene.page(&clerk, &preview).await;
    assert!(page.body.contains(&format!("href=\"{address}\"")), "{}", page.body);
    let file = scene.page(&clerk, &address).await;
    assert_eq!((file.status, file.body.as_str()), (StatusCode::OK, table));
    let named = file.header("content-disposition");
    assert!(named.contains("filename*=UTF-8''%E6%88%90%E7%BB%A9.csv"), "{named}");
    assert_eq!(file.header("content-type"), "application/octet-stream");
    assert_eq!(file.header("cache-control"), "no-store");

    let candidate = scene.candidate("qianqi").await;
    let stranger = scene.house.staff("stranger", "clerk").await;
    let callers = [
        ("", StatusCode::SEE_OTHER),
        (candidate.as_str(), StatusCode::NOT_FOUND),
        (stranger.as_str(), StatusCode::NOT_FOUND),
        (scene.screener.as_str(), StatusCode::FORBIDDEN),
    ];
    for (cookie, status) in callers {
        let refused = scene.page(cookie, &address).await;
        assert_eq!(refused.status, status, "{cookie}: {}", refused.body);
        assert!(!refused.body.contains("t0,70"));
    }
    let wrong = scene.page(&clerk, &format!("/zh/desk/postings/{}/imports/none/file", scene.posting)).await;
    assert_eq!(wrong.status, StatusCode::NOT_FOUND);
}
