//! A screener writes a scheme by plain forms alone, as a browser without scripts does: from a template, node by node, with a
//! mistake on the way, stale once, saved and taken out as a file.

use domain::access::{Caller, LoadDemonstration, Permit, Role, Scope, ask};
use domain::calendar::{Instant, Window};
use domain::id::Code;
use domain::posting::PostingTerms;
use domain::typed::{Line, NoticeText, SignInName};
use http::StatusCode;
use store::postings::NewPosting;

use super::applying::put;
use super::house::{Answer, House};

const NOW: i64 = 1_795_000_000_000;

fn load(scope: Scope) -> Permit<LoadDemonstration> {
    ask(&Caller::system("test"), scope).expect("the system may")
}

pub struct Desk {
    pub house: House,
    pub posting: Code,
    pub screener: String,
}

impl Desk {
    pub async fn set() -> Self {
        let house = House::build().await;
        let screener = house.staff("liushenhe", "screener").await;
        let posting = house.service.form_key();
        let tx = house.store.write("test").await.unwrap();
        let name = SignInName::stored("liushenhe".to_owned());
        let by = store::people::by_sign_in(&tx, &load(Scope::system()), &name).await.unwrap().unwrap().person;
        let terms = PostingTerms {
            title: Line::stored("2026年度公开遴选".to_owned()),
            authority: Line::stored("省委组织部".to_owned()),
            notice: NoticeText::stored(String::new()),
            telephones: domain::posting::Telephones::default(),
            following: domain::posting::Following::default(),
            registration: Window { opens: Instant(NOW + 1), closes: Instant(NOW + 864_000_000) },
        };
        let new = NewPosting { code: posting, terms: &terms, by, at: Instant(NOW) };
        let id = store::postings::insert(&tx, &load(Scope::system()), &new).await.unwrap();
        let permit = load(Scope::posting(id, &[]));
        put(&tx, &permit, (by, Role::Screener), (house.service.form_key(), id)).await;
        tx.commit().await.unwrap();
        Self { house, posting, screener }
    }

    async fn get(&self, further: &str) -> Answer {
        let path = format!("/zh/desk/postings/{}/scheme{further}", self.posting);
        let answer = self.house.get(&path, &[("cookie", &self.screener)]).await;
        assert!(!answer.body.contains(" style="), "{further}");
        answer
    }

    /// Posts a form of the editor; gives where the browser is sent.
    async fn post(&self, act: &str, version: i64, further: &str) -> String {
        let form = format!("lang=zh&posting={}&version={version}&based_on=0&{further}", self.posting);
        let answer = self.house.post(&format!("/api/schemes/{act}"), &self.screener, &form).await;
        assert_eq!(answer.status, StatusCode::FOUND, "{act}: {}", answer.body);
        answer.header("location").to_owned()
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_page_with_an_island_wakes_it_by_one_script_with_its_nonce_and_sends_nothing_twice() {
    let desk = Desk::set().await;
    desk.post("begin", 0, "template=central").await;
    let editor = desk.get("").await.body;
    assert!(editor.contains("id=\"live\"") && !editor.contains("hydrate()"), "nothing is typed there");
    for further in ["/node?at=components.0", "/node?at=rank"] {
        let page = desk.get(further).await;
        let policy = page.header("content-security-policy").to_owned();
        let nonce = policy.split("'nonce-").nth(1).and_then(|rest| rest.split('\'').next()).unwrap();
        assert!(nonce.len() >= 16 && policy.contains("'wasm-unsafe-eval'"), "{policy}");
        assert_eq!(page.body.matches("hydrate()").count(), 1, "{further}");
        assert_eq!(
            page.body.matches("<script").count(),
            2,
            "{further}: that, and the question before the session ends"
        );
        let head = page.body.split("</head>").next().unwrap();
        assert!(head.contains(&format!("nonce=\"{nonce}\"")) && head.contains("<script"), "{head}");
        assert_eq!(page.body.matches("<leptos-island").count(), 1, "{further}");
        assert!(!page.body.contains("__RESOLVED_RESOURCES"), "{further}");
        let again = desk.get(further).await;
        assert_ne!(again.header("content-security-policy"), policy, "a nonce is used once");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_scheme_is_written_with_plain_forms() {
    let desk = Desk::set().await;
    let editor = format!("/zh/desk/postings/{}/scheme", desk.posting);
    let empty = desk.get("").await;
    assert!(empty.body.contains("从模板开始最快"), "an empty editor says how to begin");
    assert_eq!(desk.post("begin", 0, "template=central").await, editor);
    let page = desk.get("").await.body;
    assert!(
        page.contains("面试人选")
            && page.contains("差额考察人选")
            && page.contains("综合成绩由笔试（50%）和面试（50%）组成。")
    );
    assert!(page.contains("The composite score is made of"), "the rule stands there in both languages");

    // A mistake comes back to its page with what was typed and where it is wrong.
    let back = desk.post("set", 1, "at=components.0&was=written&set%5Bweight%5D=a+half").await;
    assert_eq!(back, format!("{editor}/node?at=components.0"));
    let node = desk.get("/node?at=components.0").await;
    assert_eq!(node.status, StatusCode::OK);
    assert!(node.body.contains("value=\"a half\"") && node.body.contains("请写权重"), "{}", node.body);
    assert!(node.body.contains("href=\"#f-set-weight-\""), "the summary leads to the field");
    assert_eq!(desk.post("set", 2, "at=components.0&was=written&set%5Bweight%5D=50").await, editor);

    // The other officer's page is stale: nothing is written, everything typed is there again.
    let stale = desk.post("set", 2, "at=components.0&was=written&set%5Bweight%5D=55").await;
    assert!(stale.contains("stale=1"), "{stale}");
    let shown = desk.house.get(&stale, &[("cookie", &desk.screener)]).await.body;
    for said in ["没有写入", "value=\"55\"", "草稿中现在是：50"] {
        assert!(shown.contains(said), "{said}");
    }
    let other = stale.replace("%22written%22", "%22interview%22");
    let shown = desk.house.get(&other, &[("cookie", &desk.screener)]).await.body;
    assert!(shown.contains("已被移动或删除") && shown.contains("55"), "{shown}");

    // Adding, moving, removing.
    let added = desk.post("add", 3, "list=components&first=performance").await;
    assert_eq!(added, format!("{editor}/node?at=components.2&fresh=1"));
    assert!(desk.get("/node?at=components.2").await.body.contains("value=\"业绩评价\""));
    assert_eq!(desk.post("move", 4, "at=components.2&up=yes").await, editor);
    assert_eq!(desk.post("remove", 5, "at=components.1").await, editor);
    assert_eq!(desk.get("/node?at=components.7").await.status, StatusCode::OK);
    assert!(desk.get("/node?at=components.7").await.body.contains("没有"), "a place that is not there");

    assert_eq!(desk.post("save", 6, "").await, editor);
    let page = desk.get("").await.body;
    assert!(page.contains("第 1 版"), "saved");
    let toml = desk.get("/export.toml").await;
    assert_eq!(toml.header("content-disposition"), "attachment; filename=\"scheme.toml\"");
    assert!(toml.body.contains("[[scheme.components]]"), "{}", toml.body);
    assert!(desk.get("/export.json").await.body.contains("\"scheme\""));
    let candidate = desk.house.get(&format!("{editor}/export.toml"), &[]).await;
    assert_ne!(candidate.status, StatusCode::OK, "nobody signed in");
}

/// Sends what is typed on a page to be kept for the page in English; answers that page and where it is.
async fn switched(desk: &Desk, from: &str, function: &str, typed: &str) -> (String, String) {
    let form = format!("lang=zh&posting={}&version=0&based_on=0&{typed}", desk.posting);
    let keep = format!("/en/keep?of={}", function.replace('/', "%2F"));
    let answer = desk.house.post_on(from, &keep, &desk.screener, &form).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{function}: {}", answer.body);
    let there = answer.header("location").to_owned();
    let page = desk.house.get(&there, &[("cookie", &desk.screener)]).await;
    assert_eq!(page.status, StatusCode::OK, "{there}");
    (page.body, there)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn the_other_language_keeps_what_was_typed_into_a_condition_and_a_scheme() {
    let desk = Desk::set().await;
    let rooms = format!("/zh/desk/postings/{}", desk.posting);
    desk.post("begin", 0, "template=central").await;
    let conditions = [
        (
            "conditions/add?list=general&kind=age_at_most",
            "/api/conditions/add",
            "form%5Byears%5D=35x",
            "value=\"35x\"",
        ),
        (
            "conditions/add?list=general&kind=study",
            "/api/conditions/add",
            "form%5Bprogrammes%5D=0301zz",
            "0301zz</textarea>",
        ),
        ("conditions/group?at=", "/api/conditions/group", "name=AB&positions=0010001", "0010001</textarea>"),
        ("conditions", "/api/conditions/count", "reference=on&day=2026-13-01", "value=\"2026-13-01\""),
        ("conditions", "/api/conditions/photo", "kind=own&width=9x&kilobytes=60", "value=\"9x\""),
        ("scheme", "/api/schemes/begin", "of=police&template=banded", "value=\"police\""),
        (
            "scheme/node?at=components.0",
            "/api/schemes/set",
            "at=components.0&set%5Bweight%5D=a+half",
            "value=\"a half\"",
        ),
    ];
    for (page, function, typed, shown) in conditions {
        let from = format!("{rooms}/{page}");
        let before = desk.house.get(&from, &[("cookie", &desk.screener)]).await.body;
        let button = format!("formaction=\"/en/keep?of={}\"", function.replace('/', "%2F"));
        assert!(before.contains(&button), "{from}: {before}");
        let (after, there) = switched(&desk, &from, function, typed).await;
        assert!(there.starts_with("/en/") && after.contains(shown), "{there}: {after}");
        assert!(
            !after.contains("class=\"summary\"") || page.contains("node"),
            "nothing is checked yet: {after}"
        );
        if !page.contains("node") && !page.contains('?') && !function.ends_with("photo") {
            assert!(after.contains("<details open"), "what was typed is not folded away: {after}");
        }
    }
    // The scheme's own form says of the text what it says while it is typed, and nothing of it is in the draft.
    let (after, _) = switched(
        &desk,
        &format!("{rooms}/scheme/node?at=rank"),
        "/api/schemes/set",
        "at=components.0&set%5Bby%5D=x",
    )
    .await;
    assert!(after.contains("action=\"/api/schemes/set\""), "{after}");
    assert!(!desk.get("/node?at=components.0").await.body.contains("a half"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_form_that_made_room_for_newer_ones_says_so_on_its_page() {
    let desk = Desk::set().await;
    let from = format!("/zh/desk/postings/{}/conditions/group?at=", desk.posting);
    let (page, there) = switched(&desk, &from, "/api/conditions/group", "name=AB&positions=0010001").await;
    assert!(page.contains("0010001") && !page.contains("is gone"), "{page}");
    desk.house.advance(1);
    for word in 'a'..='s' {
        switched(&desk, &from, &format!("/api/x/{word}"), "name=other").await;
    }
    let again =
        |there: String| async { desk.house.get(&{ there }, &[("cookie", &desk.screener)]).await.body };
    assert!(again(there.clone()).await.contains("0010001"), "twenty are kept");
    switched(&desk, &from, "/api/x/t", "name=other").await;
    let page = again(there.clone()).await;
    assert!(page.contains("What you typed here is gone") && !page.contains("0010001"), "{page}");
    // Filled in once more it is kept again.
    let (page, _) = switched(&desk, &from, "/api/conditions/group", "name=AB&positions=0010002").await;
    assert!(page.contains("0010002") && !page.contains("is gone"), "{page}");
}
