//! A candidate applies and a screener judges by plain forms and links alone, as a browser without scripts does.

use domain::access::{Assignment, Caller, LoadDemonstration, Permit, Reach, Role, Scope, ask};
use domain::calendar::{Instant, Window};
use domain::digest::Digest;
use domain::id::{Code, PersonId, PostingId};
use domain::lifecycle::Phase;
use domain::posting::{About, Detail, PositionTerms, PostingTerms};
use domain::typed::{Label, Line, NoticeText, SignInName, Words, identity_check};
use http::StatusCode;
use store::people::NewAssignment;
use store::postings::{Approval, Mark, NewPosting};

use super::house::{Answer, House, PASSWORD};

const NOW: i64 = 1_795_000_000_000;
const DAY: i64 = 86_400_000;

/// What the posting and its position are called.
pub struct Called {
    /// Title of the posting.
    pub title: &'static str,
    /// Selecting authority.
    pub authority: &'static str,
    /// Unit of the position.
    pub unit: &'static str,
    /// Title of the position.
    pub position: &'static str,
    /// Conditions of the position.
    pub conditions: &'static str,
    /// Title and words of its kept columns.
    pub details: &'static [(&'static str, &'static str)],
}

impl Called {
    pub const USUAL: Self = Self {
        title: "2026年度公开遴选",
        authority: "省委组织部",
        unit: "省财政厅",
        position: "预算处四级主任科员",
        conditions: "<b>法学</b>类",
        details: &[],
    };

    fn details(&self) -> Vec<Detail> {
        let detail = |(title, text): &(&str, &str)| Detail {
            title: Line::stored((*title).to_owned()),
            text: Words::stored((*text).to_owned()),
            about: About::Words,
        };
        self.details.iter().map(detail).collect()
    }
}

/// A posting that is registering, with one position and one screener on its team.
pub struct Scene {
    /// The house.
    pub house: House,
    /// The posting.
    pub posting: Code,
    /// Its position.
    pub position: Code,
    /// The cookie of the screener.
    pub screener: String,
}

pub fn load(scope: Scope) -> Permit<LoadDemonstration> {
    ask(&Caller::system("test"), scope).expect("the system may")
}

/// Puts a person on the posting of `permit`.
pub async fn put(
    tx: &store::Tx,
    permit: &Permit<LoadDemonstration>,
    (person, role): (PersonId, Role),
    (code, posting): (Code, PostingId),
) {
    let held = Assignment { role, reach: Reach::Posting(posting) };
    let new = NewAssignment { code, person, held: &held, until: None, at: Instant(NOW) };
    assert!(store::people::give(tx, permit, &new).await.unwrap());
}

impl Scene {
    /// Opens an account of staff and puts its person on the team; answers the assignment and the cookie.
    pub async fn member(&self, name: &str, role: Role) -> (Code, String) {
        let cookie = self.house.staff(name, role.word()).await;
        let tx = self.house.store.write("test").await.unwrap();
        let found = store::postings::by_code(&tx, &self.posting).await.unwrap().unwrap();
        let permit = load(found.scope());
        let sign_in = SignInName::stored(name.to_owned());
        let person = store::people::by_sign_in(&tx, &permit, &sign_in).await.unwrap().unwrap().person;
        let code = self.house.service.form_key();
        put(&tx, &permit, (person, role), (code, found.scope().posting.unwrap())).await;
        tx.commit().await.unwrap();
        (code, cookie)
    }

    /// Sets it.
    pub async fn set() -> Self {
        Self::set_with(&Called::USUAL).await
    }

    /// Sets it with words of its own, which stand in the rows as they are: no check is asked.
    pub async fn set_with(called: &Called) -> Self {
        Self::furnished(House::build().await, called, &["0010001"]).await
    }

    /// Sets it with a position of each of these numbers; people apply for the first.
    pub async fn set_of(numbers: &[&str]) -> Self {
        Self::furnished(House::build().await, &Called::USUAL, numbers).await
    }

    /// Sets it in a house that was built before.
    pub async fn set_in(house: House) -> Self {
        Self::furnished(house, &Called::USUAL, &["0010001"]).await
    }

    async fn furnished(house: House, called: &Called, numbers: &[&str]) -> Self {
        let screener = house.staff("liushenhe", "screener").await;
        house.staff("chenjiu", "approver").await;
        let (posting, position) = (house.service.form_key(), house.service.form_key());
        let tx = house.store.write("test").await.unwrap();
        let name = SignInName::stored("liushenhe".to_owned());
        let by = store::people::by_sign_in(&tx, &load(Scope::system()), &name).await.unwrap().unwrap().person;
        let other = SignInName::stored("chenjiu".to_owned());
        let approver =
            store::people::by_sign_in(&tx, &load(Scope::system()), &other).await.unwrap().unwrap().person;
        let terms = PostingTerms {
            title: Line::stored(called.title.to_owned()),
            authority: Line::stored(called.authority.to_owned()),
            notice: NoticeText::stored(String::new()),
            telephones: domain::posting::Telephones::stored("0551-62606371", ""),
            following: domain::posting::Following::default(),
            registration: Window { opens: Instant(NOW - DAY), closes: Instant(NOW + DAY) },
        };
        let at = Instant(NOW);
        let new = NewPosting { code: posting, terms: &terms, by, at };
        let id = store::postings::insert(&tx, &load(Scope::system()), &new).await.unwrap();
        let permit = load(Scope::posting(id, &[]));
        put(&tx, &permit, (by, Role::Screener), (house.service.form_key(), id)).await;
        let row = |number: &str| PositionTerms {
            code: Label::stored(number.to_owned()),
            unit: Line::stored(called.unit.to_owned()),
            title: Line::stored(called.position.to_owned()),
            plan: 1,
            conditions: Words::stored(called.conditions.to_owned()),
            scheme: None,
            details: called.details(),
        };
        let mut rows = vec![(position, row(numbers[0]))];
        rows.extend(numbers[1..].iter().map(|number| (house.service.form_key(), row(number))));
        store::postings::positions::replace(&tx, &permit, 1, &rows).await.unwrap();
        let approval = Approval { by: approver, at, digest: Digest::of(b"test") };
        let steps = [
            (Phase::Draft, Phase::Submitted, Mark::Submitted(by, at)),
            (Phase::Submitted, Phase::Approved, Mark::Approved(approval)),
            (Phase::Approved, Phase::Registering, Mark::Plain),
        ];
        for (version, (from, to, mark)) in (2..).zip(steps) {
            store::postings::turn(&tx, &permit, version, (from, to), mark).await.unwrap();
        }
        tx.commit().await.unwrap();
        Self { house, posting, position, screener }
    }

    /// The version of the posting.
    pub async fn version(&self) -> i64 {
        let look = self.house.store.snapshot("test").await.unwrap();
        let found = store::postings::public::by_code(&look, &self.posting).await.unwrap().unwrap();
        look.close().await.unwrap();
        found.version
    }

    /// Opens a candidate's account and signs in; answers the cookie.
    pub async fn candidate(&self, name: &str) -> String {
        let password = PASSWORD.replace(' ', "+");
        let key = self.house.service.form_key();
        let form = format!("key={key}&sign_in_name={name}&password={password}&again={password}&agreed=yes");
        assert_eq!(self.house.post("/zh/register", "", &form).await.status, StatusCode::SEE_OTHER);
        self.house.sign_in(name).await.cookie()
    }

    /// A page as the owner of the cookie sees it.
    pub async fn page(&self, cookie: &str, path: &str) -> Answer {
        let answer = self.house.get(path, &[("cookie", cookie)]).await;
        assert!(!answer.body.contains(" style="), "{path}");
        answer
    }

    /// Sends a form from the page at `from`; answers where the browser goes next.
    pub async fn send(&self, cookie: &str, endpoint: &str, from: &str, form: &str) -> String {
        let answer = self.answered(cookie, endpoint, from, form).await;
        assert_eq!(answer.status, StatusCode::FOUND, "{endpoint}: {}", answer.body);
        answer.header("location").trim_start_matches("http://127.0.0.1:3000").to_owned()
    }

    /// Sends a search of the posting's desk; answers the address of the page that shows what was found.
    pub async fn sought(&self, cookie: &str, endpoint: &str, typed: &str) -> String {
        let form = format!("lang=zh&posting={}&{typed}", self.posting);
        self.send(cookie, endpoint, &format!("/zh/desk/postings/{}", self.posting), &form).await
    }

    /// Sends a form from the page at `from`, whatever is answered.
    pub async fn answered(&self, cookie: &str, endpoint: &str, from: &str, form: &str) -> Answer {
        self.house.post_on(from, &format!("/api/{endpoint}"), cookie, form).await
    }

    /// Sends a section of the form; the fields of the section go as the page names them, `form[NAME]`.
    pub async fn fill(&self, cookie: &str, section: &str, from: &str, pairs: &str) -> String {
        let about = ["lang", "application", "from", "version", "act", "agree"];
        let named = |pair: &str| match pair.split_once('=') {
            Some((name, value)) if !about.contains(&name) => format!("form[{name}]={value}"),
            _ => pair.to_owned(),
        };
        let pairs: Vec<String> = pairs.split('&').filter(|pair| !pair.is_empty()).map(named).collect();
        let form = format!("section={section}&{}", pairs.join("&"));
        self.send(cookie, "applications/section", from, &form).await
    }

    /// A draft of the candidate by way of the start page.
    pub async fn start(&self, cookie: &str) -> String {
        let here = format!("/zh/my/apply/{}", self.position);
        let page = self.page(cookie, &here).await;
        let key = hidden(&page.body, "key");
        let form = format!("lang=zh&position={}&key={key}", self.position);
        self.send(cookie, "applications/start", &here, &form).await
    }

    /// A complete draft, not submitted.
    pub async fn filled(&self, cookie: &str, identity: &str) -> String {
        let home = self.start(cookie).await;
        let code = home.rsplit('/').next().unwrap_or_default().to_owned();
        let about = format!("lang=zh&application={code}&from=");
        let person = format!("{about}&name=%E6%9D%8E%E5%9B%9B&identity={identity}&phone=13800000000");
        let service = format!(
            "{about}&unit=A&unit_level=county&unit_kind=organ&level_since=2018-07-01&joined=2018-07-01&post=B\
             &rank=first_staff&rank_since=2021-07-01&leading=no_post&grassroots_1_from=2018-07-01&grassroots_1_to=2021-06-30"
        );
        let record = format!(
            "{about}&education_level=undergraduate&degree=bachelor&study=0301&education=C&politics=non_party\
             &appraisal_year=2025&appraisal_1=competent&appraisal_2=competent&appraisal_3=competent&excluded=no"
        );
        let statement = format!("{about}&recommended=yes&truthful=yes&remark=");
        let family = format!("{about}&family_1_relation=mother&family_1_name=D&family_1_work=E&recusal=no");
        let forms = [
            ("person", person),
            ("service", service),
            ("record", record),
            ("family", family),
            ("statement", statement),
        ];
        for (word, form) in forms {
            let from = format!("{home}/{word}");
            self.fill(cookie, word, &from, &form).await;
        }
        home
    }

    /// A submitted application; the address of its page.
    pub async fn submitted(&self, cookie: &str, identity: &str) -> String {
        let home = self.filled(cookie, identity).await;
        self.submit(cookie, &home).await;
        home
    }

    /// Submits a complete draft.
    pub async fn submit(&self, cookie: &str, home: &str) {
        let page = self.page(cookie, &format!("{home}/check")).await;
        let form = format!(
            "lang=zh&application={}&version={}",
            hidden(&page.body, "application"),
            hidden(&page.body, "version")
        );
        let receipt = self.send(cookie, "applications/submit", &format!("{home}/check"), &form).await;
        assert_eq!(receipt, format!("{home}/receipt"));
    }
}

/// The value of the hidden field `name`.
pub fn hidden(html: &str, name: &str) -> String {
    let mark = format!("name=\"{name}\" value=\"");
    let from = html.find(&mark).unwrap_or_else(|| panic!("no field {name} in {html}")) + mark.len();
    html[from..].split('"').next().unwrap_or_default().to_owned()
}

fn title(html: &str) -> &str {
    html.split("<title>").nth(1).and_then(|rest| rest.split("</title>").next()).unwrap_or_default()
}

/// An identity number of no place that exists.
pub fn identity(n: u32) -> String {
    let body = format!("99000119900101{n:03}");
    format!("{body}{}", identity_check(&body).unwrap())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_fault_comes_back_beside_its_field_and_what_was_typed_is_still_there() {
    let scene = Scene::set().await;
    let cookie = scene.candidate("zhaoliu").await;
    let empty = scene.page(&cookie, "/zh/my").await;
    assert!(empty.status == StatusCode::OK && empty.body.contains("您还没有报名"), "{}", empty.body);
    let start = scene.page(&cookie, &format!("/zh/my/apply/{}", scene.position)).await;
    assert!(start.body.contains("&lt;b&gt;法学&lt;/b&gt;类") && !start.body.contains("<b>法学</b>"));
    let home = scene.start(&cookie).await;
    let tasks = scene.page(&cookie, &home).await;
    assert!(tasks.body.contains("尚未提交") && tasks.body.contains("5 项中已完成 0 项"), "{}", tasks.body);
    let form = format!(
        "lang=zh&application={}&name=%E6%9D%8E&identity=12345&phone=",
        home.rsplit('/').next().unwrap()
    );
    let mut from = format!("{home}/person");
    // Twice: the second refusal must not show the first one's words.
    for _ in 0..2 {
        from = scene.fill(&cookie, "person", &from, &form).await;
        let page = scene.page(&cookie, &from).await;
        assert!(title(&page.body).starts_with("有误："), "{}", title(&page.body));
        assert!(page.body.contains("href=\"#f-identity\"") && page.body.contains("id=\"f-identity-why\""));
        assert!(page.body.contains("value=\"12345\"") && page.body.contains("value=\"李\""));
        assert!(page.body.contains("身份证号是 18 位") && page.body.contains("您填的内容已经保存"));
    }
    // A crafted error shows no words of its own.
    let crafted = "eyJlcnJvciI6ImludGVybmFsIiwid2l0aCI6IlBheSBoZXJlIn0=";
    let path = format!("{home}/person?__path=%2Fapi%2Fapplications%2Fperson&__err={crafted}");
    assert!(!scene.page(&cookie, &path).await.body.contains("Pay here"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn registration_ends_with_a_receipt_and_belongs_to_one_person() {
    let scene = Scene::set().await;
    let here = format!("/zh/my/apply/{}", scene.position);
    let nobody = scene.page("", &here).await;
    assert_eq!(nobody.status, StatusCode::SEE_OTHER);
    let back = format!("/zh/sign-in?next=%2Fzh%2Fmy%2Fapply%2F{}", scene.position);
    assert_eq!(nobody.header("location"), back, "signing in leads back to the page");
    let cookie = scene.candidate("zhaoliu").await;
    let home = scene.submitted(&cookie, &identity(1)).await;
    let code = home.rsplit('/').next().unwrap().to_owned();
    let receipt = scene.page(&cookie, &format!("{home}/receipt")).await;
    assert!(title(&receipt.body).contains("已提交") && title(&receipt.body).contains(&code));
    assert!(receipt.body.contains("北京时间") && receipt.body.contains("李四"));
    let file = format!("{home}/receipt.json");
    assert!(receipt.body.contains(&format!("href=\"{file}\"")), "{}", receipt.body);
    let bytes = scene.page(&cookie, &file).await;
    let digest = domain::digest::Digest::of(bytes.body.as_bytes()).grouped();
    assert!(
        bytes.header("content-disposition").contains(&code) && receipt.body.contains(&digest),
        "{digest}"
    );
    assert_eq!(bytes.header("cache-control"), "no-store");
    let stranger = scene.candidate("sunba").await;
    for word in ["receipt.json", "receipt.pdf", "form.pdf"] {
        let file = format!("{home}/{word}");
        assert!(receipt.body.contains(&format!("href=\"{file}\"")), "{word}");
        assert_eq!(scene.page(&stranger, &file).await.status, StatusCode::NOT_FOUND);
        assert_eq!(scene.page("", &file).await.status, StatusCode::SEE_OTHER, "to sign in");
        let own = scene.page(&cookie, &file).await;
        let kind = if word.ends_with("pdf") { "application/pdf" } else { "application/json; charset=utf-8" };
        assert_eq!((own.status, own.header("content-type")), (StatusCode::OK, kind));
        assert!(
            own.header("content-disposition").contains(&code) && own.header("cache-control") == "no-store"
        );
    }
    // The way back leads to the answers: they say that they are sent, and not to check them first.
    let check = scene.page(&cookie, &format!("{home}/check")).await.body;
    assert!(check.contains("<h2>已提交，待审查</h2>") && check.contains("北京时间"), "{check}");
    assert!(!check.contains("提交前请逐项核对") && !check.contains("applications/submit"), "{check}");
    for (lang, word) in [("zh", "等待资格审查"), ("en", "Your application has been submitted")] {
        let page = scene.page(&cookie, &home.replacen("zh", lang, 1)).await;
        assert!(page.body.contains(word), "{}", page.body);
    }
    // The start page leads back to it, and offers nothing new.
    let again = scene.page(&cookie, &format!("/en/my/apply/{}", scene.position)).await;
    assert!(
        again.body.contains(&format!("/en/my/applications/{code}")) && !again.body.contains("name=\"key\"")
    );
    // To another candidate it does not exist.
    let other = scene.candidate("qianqi").await;
    let unknown = home.replace(&code, "0000000000");
    for word in ["", "/person", "/check", "/receipt", "/withdraw"] {
        let (theirs, nothing) = (
            scene.page(&other, &format!("{home}{word}")).await,
            scene.page(&other, &format!("{unknown}{word}")).await,
        );
        assert_eq!((theirs.status, nothing.status), (StatusCode::NOT_FOUND, StatusCode::NOT_FOUND), "{word}");
        assert!(!theirs.body.contains("李四") && !theirs.body.contains("省财政厅"));
    }
    // Withdrawn after a page that says what it means.
    let page = scene.page(&cookie, &format!("{home}/withdraw")).await;
    assert!(page.body.contains("此操作不能撤销"));
    let form = format!("lang=zh&application={code}&version={}", hidden(&page.body, "version"));
    let back = scene.send(&cookie, "applications/withdraw", &format!("{home}/withdraw"), &form).await;
    assert!(back == home && scene.page(&cookie, &home).await.body.contains("您已撤回这份报名"));
    // The receipt says where the application stands now, not where it stood.
    let receipt = scene.page(&cookie, &format!("{home}/receipt")).await.body;
    assert!(receipt.contains("这份报名已经撤回") && !receipt.contains("不需要再做什么"), "{receipt}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_screener_judges_by_forms_alone_and_the_candidate_reads_the_words() {
    let scene = Scene::set().await;
    let (first, second) = (scene.candidate("zhaoliu").await, scene.candidate("qianqi").await);
    let homes = [scene.submitted(&first, &identity(1)).await, scene.submitted(&second, &identity(2)).await];
    let codes = homes.each_ref().map(|home| home.rsplit('/').next().unwrap_or_default().to_owned());
    let queue = format!("/zh/desk/postings/{}/screening", scene.posting);
    let page = scene.page(&scene.screener, &queue).await;
    assert!(page.status == StatusCode::OK && page.body.contains("2 行中的 2 行"), "{}", page.body);
    let file = format!("{queue}/{}?state=submitted", codes[0]);
    let page = scene.page(&scene.screener, &file).await;
    assert!(page.body.contains("990*************") && !page.body.contains(&identity(1)));
    let about = |page: &Answer, code: &str| {
        format!(
            "lang=zh&posting={}&application={code}&filter[state]=submitted&version={}",
            scene.posting,
            hidden(&page.body, "version")
        )
    };
    // Too short, then right; the redirect leads to the next file of the queue.
    let short = format!("{}&ground=age&words=x", about(&page, &codes[0]));
    let back = scene.send(&scene.screener, "screening/refuse", &file, &short).await;
    let wrong = scene.page(&scene.screener, &back).await;
    assert!(
        title(&wrong.body).starts_with("有误：") && wrong.body.contains("<details open"),
        "{}",
        wrong.body
    );
    assert!(wrong.body.contains(">x</textarea>"), "what was typed stands there again: {}", wrong.body);
    assert!(wrong.body.contains("<option value=\"age\" selected"), "and what was chosen: {}", wrong.body);
    let refuse = format!("{}&ground=age&words=over+the+limit", about(&page, &codes[0]));
    let next = scene.send(&scene.screener, "screening/refuse", &file, &refuse).await;
    assert_eq!(next, format!("{queue}/{}?state=submitted&judged={}", codes[1], codes[0]));
    let told = scene.page(&first, &homes[0]).await;
    assert!(told.body.contains("over the limit") && told.body.contains("年龄不符合"));
    // On paper too, for the candidate alone, and only where a verdict stands.
    let notice = |home: &str| format!("{home}/verdict.pdf");
    assert!(told.body.contains(&format!("href=\"{}\"", notice(&homes[0]))));
    let paper = scene.page(&first, &notice(&homes[0])).await;
    assert_eq!((paper.status, paper.header("content-type")), (StatusCode::OK, "application/pdf"));
    assert_eq!(scene.page(&second, &notice(&homes[0])).await.status, StatusCode::NOT_FOUND);
    let waits = scene.page(&second, &notice(&homes[1])).await;
    assert_eq!(waits.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(waits.body.contains("现在没有资格审查结果"), "{}", waits.body);
    assert!(!scene.page(&second, &homes[1]).await.body.contains("verdict.pdf"));
    // What the candidate raises against it goes by a plain form, and stands on the same page afterwards.
    let object = format!("{}/objection", homes[0]);
    assert!(told.body.contains(&format!("href=\"{object}\"")));
    let form = scene.page(&first, &object).await.body;
    assert!(form.contains("action=\"/api/objections/raise\"") && !form.contains("<script"), "{form}");
    let raise = format!("lang=zh&application={}&matter=refusal&words=born+in+1990", codes[0]);
    assert_eq!(scene.send(&first, "objections/raise", &object, &raise).await, object);
    let raised = scene.page(&first, &object).await.body;
    assert!(raised.contains("born in 1990") && !raised.contains("/api/objections/raise"), "{raised}");
    let queue_of = format!("/zh/desk/postings/{}/objections", scene.posting);
    assert!(scene.page(&scene.screener, &queue_of).await.body.contains("对审查结论的异议"));
    // The same form from a stale page is refused in words.
    let pass = format!("{}&words=", about(&page, &codes[0]));
    let stale = scene.send(&scene.screener, "screening/pass", &file, &pass).await;
    assert!(scene.page(&scene.screener, &stale).await.body.contains("这份报名刚有变动"));
    // What was written against it stands beside that.
    let late = format!("{}&ground=age&words=written+meanwhile", about(&page, &codes[0]));
    let stale = scene.send(&scene.screener, "screening/refuse", &file, &late).await;
    let shown = scene.page(&scene.screener, &stale).await.body;
    assert!(shown.contains("这份报名刚有变动") && shown.contains("written meanwhile"), "{shown}");
    let (_, by) = shown.split_once("最近一次结论由").expect("who gave the last verdict");
    assert!(by.split("作出").next().unwrap_or_default().contains("Li Wen"), "{by}");
    // Looked at for a purpose, both numbers are in full.
    let other = format!("{queue}/{}", codes[1]);
    let reveal = format!("posting={}&application={}&purpose=contact", scene.posting, codes[1]);
    let back = scene.send(&scene.screener, "screening/reveal", &other, &reveal).await;
    assert!(scene.page(&scene.screener, &back).await.body.contains(&identity(2)));
    // The end names what blocks it, as a link; candidates find no desk.
    let finish = scene.page(&scene.screener, &format!("{queue}/finish")).await;
    assert!(finish.body.contains("还有 1 份报名没有结论") && finish.body.contains(&codes[1]));
    for path in [&queue, &file] {
        assert_eq!(scene.page(&first, path).await.status, StatusCode::NOT_FOUND);
    }
}
