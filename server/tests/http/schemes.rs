//! A screener writes a scheme by plain forms alone, as a browser without scripts does: from a template, node by node, with a
//! mistake on the way, stale once, saved and taken out as a file.

use domain::access::{Caller, LoadDemonstration, Permit, Role, Scope, ask};
use domain::calendar::{Instant, Window};
use domain::id::Code;
use domain::posting::PostingTerms;
use domain::typed::{Line, SignInName, Words};
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
            notice: Words::stored(String::new()),
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
async fn a_page_with_an_island_has_one_script_with_its_nonce_and_sends_nothing_twice() {
    let desk = Desk::set().await;
    desk.post("begin", 0, "template=central").await;
    let editor = desk.get("").await.body;
    assert!(editor.contains("id=\"live\"") && !editor.contains("<script"), "nothing is typed there");
    for further in ["/node?at=components.0", "/node?at=rank"] {
        let page = desk.get(further).await;
        let policy = page.header("content-security-policy").to_owned();
        let nonce = policy.split("'nonce-").nth(1).and_then(|rest| rest.split('\'').next()).unwrap();
        assert!(nonce.len() >= 16 && policy.contains("'wasm-unsafe-eval'"), "{policy}");
        assert_eq!(page.body.matches("<script").count(), 1, "{further}");
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
