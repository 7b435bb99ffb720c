//! Before the instant of a signed list nothing that anybody outside can ask answers otherwise than before it was signed; at the instant
//! all of it does.

use std::collections::BTreeMap;

use domain::access::Role;
use domain::calendar::Instant;
use domain::digest::Digest;
use domain::typed::SignInName;
use http::{Method, StatusCode};
use leptos::server_fn::axum::server_fn_paths;
use store::schemes::NewScheme;

use super::applying::{Scene, hidden, identity, load};
use super::marks::grid;
use super::surface::everything;

const SCHEME: &str = r#"[scheme]
shortlists = [{ to = "inspection", ratio = "2:1", score = "total" }]
[[scheme.components]]
key = "written"
weight = "100"
"#;
const MINUTE: i64 = 60_000;

async fn save_scheme(scene: &Scene, scheme: &str) {
    let tx = scene.house.store.write("test").await.unwrap();
    let found = store::postings::by_code(&tx, &scene.posting).await.unwrap().unwrap();
    let permit = load(found.scope());
    let name = SignInName::stored("liushenhe".to_owned());
    let by = store::people::by_sign_in(&tx, &permit, &name).await.unwrap().unwrap().person;
    let digest = Digest::of(scheme.as_bytes());
    let new = NewScheme { after: 0, body: scheme, digest, by, at: Instant(1_795_000_000_000) };
    store::schemes::insert(&tx, &permit, &new).await.unwrap();
    tx.commit().await.unwrap();
}

/// A posting in its examination.
pub struct Examined {
    /// The posting in its house; its screener's session is over.
    pub scene: Scene,
    /// Numbers of the applications, in the order of the names.
    pub applications: Vec<String>,
    /// The cookie of the screener.
    pub screener: String,
    /// The cookie of the clerk.
    pub clerk: String,
    /// Ticket numbers, in their order.
    pub tickets: Vec<String>,
}

/// People of these names have applied and passed.
pub async fn examined(scheme: &str, people: &[&str]) -> Examined {
    examined_in(Scene::set().await, scheme, people).await
}

/// The same in a posting of one's own.
pub async fn examined_in(scene: Scene, scheme: &str, people: &[&str]) -> Examined {
    let queue = format!("/zh/desk/postings/{}/screening", scene.posting);
    save_scheme(&scene, scheme).await;
    let mut applications = Vec::new();
    for (n, name) in (1..).zip(people) {
        let cookie = scene.candidate(name).await;
        let home = scene.submitted(&cookie, &identity(n)).await;
        let code = home.rsplit('/').next().unwrap().to_owned();
        let page = scene.page(&scene.screener, &format!("{queue}/{code}")).await;
        let form = format!(
            "lang=zh&posting={}&application={code}&version={}&filter[state]=&filter[page]=1",
            scene.posting,
            hidden(&page.body, "version")
        );
        scene.send(&scene.screener, "screening/pass", &queue, &form).await;
        applications.push(code);
    }
    scene.house.advance(86_400_001);
    assert_eq!(service::postings::turn_due(&scene.house.service).await.unwrap(), 1);
    let screener = scene.house.sign_in("liushenhe").await.cookie();
    let finish = format!("{queue}/finish");
    let page = scene.page(&screener, &finish).await;
    let end = format!("lang=zh&posting={}&version={}", scene.posting, hidden(&page.body, "version"));
    scene.send(&screener, "screening/finish", &finish, &end).await;
    let (_, clerk) = scene.member("zhengluru", Role::Clerk).await;
    let here = format!("/zh/desk/postings/{}/marks?component=written", scene.posting);
    let page = scene.page(&clerk, &here).await.body;
    let tickets: Vec<String> = page
        .match_indices("data-ticket=\"")
        .map(|(at, tag)| page[at + tag.len()..].split('"').next().unwrap().to_owned())
        .collect();
    assert_eq!(tickets.len(), people.len(), "{page}");
    Examined { scene, applications, screener, clerk, tickets }
}

/// The clerk types these marks, in the order of the tickets.
pub async fn mark(scene: &Scene, clerk: &str, tickets: &[String], marks: &[&str]) {
    let here = format!("/zh/desk/postings/{}/marks?component=written", scene.posting);
    let cells: Vec<_> =
        tickets.iter().zip(marks).map(|(ticket, mark)| (ticket.as_str(), *mark, "", 0)).collect();
    let to = scene.send(clerk, "marks/enter", &here, &grid(scene, &cells)).await;
    assert!(to.contains(&format!("saved={}", marks.len())), "{to}");
}

/// Computes the ranking.
pub async fn compute(scene: &Scene, screener: &str) {
    let from = format!("/zh/desk/postings/{}/ranking", scene.posting);
    let form = format!("lang=zh&posting={}", scene.posting);
    let to = scene.send(screener, "ranking/compute", &from, &form).await;
    assert!(!to.contains("__err"), "{to}");
}

/// Signs a list first, as its page shows it.
pub async fn sign_first(scene: &Scene, screener: &str, stage: &str) {
    let here = format!("/zh/desk/postings/{}/lists/{stage}", scene.posting);
    let said = hidden(&scene.page(screener, &here).await.body, "digest");
    let form = format!("lang=zh&posting={}&stage={stage}&digest={said}", scene.posting);
    let to = scene.send(screener, "lists/sign_first", &here, &form).await;
    assert!(scene.page(screener, &to).await.body.contains("已有第一签署"), "{to}");
}

/// Two candidates with results that nobody has published; answers the scene, the application of the first and its cookie.
async fn ranked() -> (Scene, String, String) {
    let people = ["zhaoyi", "qianer"];
    let Examined { scene, mut applications, screener, clerk, tickets } = examined(SCHEME, &people).await;
    mark(&scene, &clerk, &tickets, &["80", "70"]).await;
    compute(&scene, &screener).await;
    let from = format!("/zh/desk/postings/{}/ranking", scene.posting);
    let spread = scene.page(&screener, &format!("{from}/spread")).await.body;
    assert!(spread.contains("<svg") && spread.contains("<td") && spread.contains("2 人有成绩"), "{spread}");
    sign_first(&scene, &screener, "inspection").await;
    let cookie = scene.house.sign_in("zhaoyi").await.cookie();
    (scene, applications.swap_remove(0), cookie)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_ticket_is_its_owners_paper_and_nobody_is_invited_before_a_list_says_so() {
    let (scene, code, cookie) = ranked().await;
    let home = format!("/zh/my/applications/{code}");
    let page = scene.page(&cookie, &home).await.body;
    assert!(page.contains("ticket.pdf") && !page.contains("interview.pdf"), "{page}");
    let paper = scene.page(&cookie, &format!("{home}/ticket.pdf")).await;
    assert_eq!((paper.status, paper.header("content-type")), (StatusCode::OK, "application/pdf"));
    let early = scene.page(&cookie, &format!("{home}/interview.pdf")).await;
    assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(early.body.contains("您不在现行的面试人选名单上"), "{}", early.body);
    let other = scene.house.sign_in("qianer").await.cookie();
    let foreign = scene.page(&other, &format!("{home}/ticket.pdf")).await;
    assert_eq!(foreign.status, StatusCode::NOT_FOUND);
}

/// The text with whatever differs from one answer to the next left out: nonces, keys of forms, the clock.
pub fn plain(body: &str) -> String {
    let mut plain = String::new();
    let mut rest = body;
    while let Some(at) = ["nonce=\"", "nonce-", "\"key\":\"", "name=\"key\" value=\"", "data-now=\""]
        .iter()
        .filter_map(|mark| rest.find(mark).map(|at| at + mark.len()))
        .min()
    {
        plain.push_str(&rest[..at]);
        rest = rest[at..].trim_start_matches(|ch: char| !['"', '\'', '<'].contains(&ch));
    }
    plain.push_str(rest);
    plain
}

/// Everything that nobody in particular, a candidate and a clerk can ask, by address.
async fn everything_outside(
    scene: &Scene,
    (application, candidate, clerk): (&str, &str, &str),
) -> BTreeMap<String, String> {
    scene.house.cache.follow().await.unwrap();
    // The first page after a while says until when the session goes on from now.
    for cookie in [candidate, clerk] {
        scene.page(cookie, "/zh/account").await;
    }
    let (posting, position) = (scene.posting, scene.position);
    let mut asked: Vec<(String, &str)> = Vec::new();
    for lang in ["zh", "en"] {
        let open = ["", "open/lists", "open/lists?q=t", "objections", "sign-in"].map(str::to_owned);
        let of = [
            format!("open/{posting}"),
            format!("open/{posting}?q=0010001"),
            format!("open/{posting}/objection"),
            format!("open/{posting}/positions.xlsx"),
            format!("open/{posting}/positions/{position}"),
            format!("open/{posting}/positions/{position}/self-check"),
        ];
        asked.extend(open.into_iter().chain(of).map(|path| (format!("/{lang}/{path}"), "")));
    }
    let my = [
        "my".to_owned(),
        "account/messages".to_owned(),
        "account".to_owned(),
        format!("my/applications/{application}"),
        format!("my/applications/{application}/result"),
        format!("my/applications/{application}/receipt"),
        format!("my/apply/{position}"),
    ];
    asked.extend(my.into_iter().map(|path| (format!("/zh/{path}"), candidate)));
    let desk = ["", "/marks", "/lists", "/lists/inspection", "/ranking", "/decision"];
    asked.extend(desk.iter().map(|page| (format!("/zh/desk/postings/{posting}{page}"), clerk)));
    asked.push(("/zh/desk".to_owned(), clerk));
    let fields = everything(scene, application);
    let reads = server_fn_paths().filter(|(_, method)| *method == Method::GET);
    let reads: Vec<&str> = reads.map(|(path, _)| path).filter(|path| *path != "/api/form_key").collect();
    for path in reads {
        asked.extend(["", candidate, clerk].map(|cookie| (format!("{path}?{fields}"), cookie)));
    }
    let mut found = BTreeMap::new();
    for (path, cookie) in asked {
        let pairs = [("sec-fetch-site", "same-origin"), ("cookie", cookie)];
        let answer = scene.house.get(&path, &pairs).await;
        let (etag, length) = (answer.header("etag"), plain(&answer.body));
        let by = [("", "nobody"), (candidate, "candidate"), (clerk, "clerk")];
        let by = by.iter().find(|one| one.0 == cookie).map(|one| one.1).unwrap();
        let name = format!("{by} {}", path.replace(&fields, ""));
        found.insert(name, format!("{} {etag} {length}", answer.status));
    }
    found
}

/// Which answers are not the same, each with where they part.
pub fn differing(one: &BTreeMap<String, String>, other: &BTreeMap<String, String>) -> Vec<String> {
    assert!(one.keys().eq(other.keys()), "the same is asked");
    let parts = |(path, body): (&String, &String)| {
        let there = &other[path];
        let apart = body.char_indices().zip(there.chars()).find(|((_, a), b)| a != b).map(|((at, _), _)| at);
        // One may go on where the other ends.
        let at = apart.or_else(|| (body != there).then(|| body.len().min(there.len())))?;
        let from = body[..at].char_indices().rev().nth(60).map_or(0, |(at, _)| at);
        let some: String = body[from..].chars().take(120).collect();
        Some(format!("{path}: {some}"))
    };
    one.iter().filter_map(parts).collect()
}

/// Signs a list for an instant as its page shows it.
pub async fn sign(scene: &Scene, publisher: &str, (stage, release): (&str, Instant)) {
    let page = format!("/zh/desk/postings/{}/lists/{stage}?release={}", scene.posting, release.form_text());
    let shown = scene.page(publisher, &page).await.body;
    let field = |name: &str| hidden(&shown, name);
    assert_eq!(field("release"), release.0.to_string(), "{shown}");
    let form = format!(
        "lang=zh&posting={}&stage={stage}&digest={}&release={}",
        scene.posting,
        field("digest"),
        field("release")
    );
    let to = scene.send(publisher, "lists/publish", &page, &form).await;
    let desk = scene.page(publisher, &to).await.body;
    assert!(desk.contains("已签署，待发布"), "{to}: {desk}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn nothing_tells_of_a_signed_list_before_its_instant_and_everything_does_at_it() {
    let (scene, application, candidate) = ranked().await;
    let service = &scene.house.service;
    let clerk = scene.house.sign_in("zhengluru").await.cookie();
    let (_, publisher) = scene.member("gaofabu", Role::Publisher).await;
    let who = (application.as_str(), candidate.as_str(), clerk.as_str());
    let before = everything_outside(&scene, who).await;

    let now = 1_795_000_000_000 + 86_400_001;
    let release = Instant((now / MINUTE + 3) * MINUTE);
    sign(&scene, &publisher, ("inspection", release)).await;
    let waits = everything_outside(&scene, who).await;
    assert_eq!(differing(&before, &waits), Vec::<String>::new(), "signed, and nobody can tell");

    scene.house.advance(release.0 - now - 1);
    service::runner::turn(service).await.unwrap();
    let last = everything_outside(&scene, who).await;
    // The same millisecond without a signature.
    let here = format!("/zh/desk/postings/{}/lists/inspection", scene.posting);
    let page = scene.page(&publisher, &here).await.body;
    assert!(page.contains("已逐格查过"), "what the scanner found stands above the rows: {page}");
    let (_, form) = page.split_once("/api/lists/take_back").expect("the form");
    let code = hidden(form, "signature");
    let form = format!("lang=zh&posting={}&signature={code}&reason=too+early", scene.posting);
    let to = scene.send(&publisher, "lists/take_back", &here, &form).await;
    assert!(to.ends_with("/lists"), "{to}");
    assert!(scene.page(&publisher, &to).await.body.contains("签署已失效"));
    let without = everything_outside(&scene, who).await;
    assert_eq!(differing(&without, &last), Vec::<String>::new(), "a millisecond before it");

    let later = Instant(release.0 + MINUTE);
    sign(&scene, &publisher, ("inspection", later)).await;
    scene.house.advance(later.0 - release.0 + 1);
    service::runner::turn(service).await.unwrap();
    let out = everything_outside(&scene, who).await;
    let told = differing(&without, &out);
    let posting = format!("nobody /zh/open/{}", scene.posting);
    let own = format!("/zh/my/applications/{application}/result");
    for path in [posting.as_str(), "nobody /zh/open/lists", own.as_str(), "/zh/account/messages"] {
        assert!(told.iter().any(|one| one.contains(&format!("{path}: "))), "{path}: {told:?}");
    }

    // The own page says it in one sentence, and the message leads there.
    let own = scene.page(&candidate, &format!("/zh/my/applications/{application}")).await.body;
    assert!(own.contains("<h2>您已列入差额考察人选名单。</h2>") && own.contains("0551-62606371"), "{own}");
    assert!(!own.contains("您通过了资格审查"), "screening is no news any more");
    let result = own.split_once(&format!("/zh/my/applications/{application}/result")).expect("its steps").0;
    assert!(
        result.contains("综合成绩 ") && result.contains("所报职位第"),
        "the result stands first: {result}"
    );
    // On the page of its steps too, with the list and the way to have a mark reviewed.
    let steps = scene.page(&candidate, &format!("/zh/my/applications/{application}/result")).await.body;
    let (above, trail) = steps.split_once("class=\"trail\"").expect("the steps");
    assert!(above.contains("所报职位第") && above.contains("/zh/open/lists/"), "{above}");
    assert!(above.contains(&format!("/zh/my/applications/{application}/objection")) && trail.contains("<li"));

    // After its term the address says that it left, with counts and digest, and names nobody; files go too.
    let list = service::open::sealed(service).await.unwrap().whole.remove(0).view;
    let ticket = list.groups[0].rows[0].ticket.clone();
    let address = format!("/zh/open/lists/{}", list.head.code);
    let shown = scene.house.get(&address, &[]).await;
    assert!(shown.status == 200 && shown.body.contains(&ticket));
    // The desk shows the digest that was sealed, and computes none of its own beside it.
    for page in ["lists/inspection", "lists/inspection/sealed"] {
        let desk = format!("/zh/desk/postings/{}/{page}", scene.posting);
        let body = scene.page(&publisher, &desk).await.body;
        assert!(
            body.contains(&list.digest.grouped()) && shown.body.contains(&list.digest.grouped()),
            "{body}"
        );
        assert_eq!(body.matches("class=\"mono digest\"").count(), 1, "{page}: {body}");
    }
    scene.house.advance(366 * 86_400_000);
    service::runner::sweep(service).await.unwrap();
    scene.house.cache.follow().await.unwrap();
    for file in ["", ".csv", ".xlsx", ".pdf", "?ticket=t", "/0010001"] {
        let gone = scene.house.get(&format!("{address}{file}"), &[]).await;
        assert_eq!(gone.status, 410, "{file}");
        assert!(gone.body.contains("已于") && gone.body.contains(&list.digest.grouped()), "{}", gone.body);
        assert!(!gone.body.contains(&ticket), "{file}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn the_candidate_of_a_preview_is_asked_for_by_a_form_and_stands_in_no_address() {
    let (scene, ..) = ranked().await;
    let (_, publisher) = scene.member("gaofabu", Role::Publisher).await;
    let here = format!("/zh/desk/postings/{}/lists/inspection/candidate", scene.posting);
    let first = scene.page(&publisher, &here).await.body;
    assert!(first.contains("/api/lists/ask") && !first.contains("?ticket="), "{first}");
    let (_, button) =
        first.split_once("type=\"submit\" name=\"ticket\" value=\"").expect("the first who goes on");
    let ticket = button.split('"').next().unwrap().to_owned();
    let heading = |ticket: &str| format!("<span class=\"mono\">{ticket}</span></h2>");
    assert!(first.contains(&heading(&ticket)), "{first}");
    let ask = async |ticket: &str| {
        let form = format!("lang=zh&posting={}&stage=inspection&ticket={ticket}", scene.posting);
        let to = scene.send(&publisher, "lists/ask", &here, &form).await;
        assert!(to.starts_with(&here) && !to.contains(ticket), "{to}");
        to
    };
    // Somebody who is not on the list is answered by a refusal: what was asked arrived.
    let to = ask("9999999").await;
    let refused = scene.page(&publisher, &to).await;
    assert!(refused.status == 422 && !refused.body.contains(&heading(&ticket)), "{}", refused.status);
    // The same address asks nothing for another person.
    let (_, other) = scene.member("sunfabu", Role::Publisher).await;
    assert!(scene.page(&other, &to).await.body.contains(&heading(&ticket)));
    let to = ask(&ticket).await;
    assert!(scene.page(&publisher, &to).await.body.contains(&heading(&ticket)));
    // Nor is it asked by an address at the function itself.
    let function = format!("/api/lists/candidate?posting={}&stage=inspection&ticket={ticket}", scene.posting);
    let answer = scene.house.get(&function, &[("cookie", &publisher)]).await;
    assert!(answer.status != 200 && !answer.body.contains("\"picks\""), "{}", answer.status);
}
