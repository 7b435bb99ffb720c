//! Requests into the router without a socket: headers, cookies, forms without scripts, errors, files.
#![expect(clippy::unwrap_used, reason = "a test stops where it fails")]

#[path = "http/acts.rs"]
mod acts;
#[path = "http/applying.rs"]
mod applying;
#[path = "http/browser.rs"]
mod browser;
#[path = "http/bucket.rs"]
mod bucket;
#[path = "http/consents.rs"]
mod consents;
#[path = "http/faults.rs"]
mod faults;
#[path = "http/files.rs"]
mod files;
#[path = "http/front.rs"]
mod front;
#[path = "http/full.rs"]
mod full;
#[path = "http/guessing.rs"]
mod guessing;
#[path = "http/hostile.rs"]
mod hostile;
#[path = "http/hostile_after.rs"]
mod hostile_after;
#[path = "http/house.rs"]
mod house;
#[path = "http/marks.rs"]
mod marks;
#[path = "http/messages.rs"]
mod messages;
#[path = "../../tests/harness/migrated.rs"]
mod migrated;
#[path = "http/notice_files.rs"]
mod notice_files;
#[path = "http/passwords.rs"]
mod passwords;
#[expect(
    dead_code,
    reason = "a house has the schema from its copy; what begins with an empty database asks for one there"
)]
#[path = "../../tests/harness/postgres.rs"]
mod postgres;
#[path = "http/prints.rs"]
mod prints;
#[path = "http/recovering.rs"]
mod recovering;
#[path = "http/releases.rs"]
mod releases;
#[path = "http/revisions.rs"]
mod revisions;
#[path = "http/rows.rs"]
mod rows;
#[path = "http/schemes.rs"]
mod schemes;
#[path = "http/screening.rs"]
mod screening;
#[path = "http/self_check.rs"]
mod self_check;
#[path = "http/surface.rs"]
mod surface;
#[path = "http/tables.rs"]
mod tables;
#[path = "http/timetable.rs"]
mod timetable;
#[path = "http/twins.rs"]
mod twins;
#[path = "http/uploads.rs"]
mod uploads;
#[path = "http/walks.rs"]
mod walks;
#[path = "http/walks_after.rs"]
mod walks_after;
#[path = "http/walks_moves.rs"]
mod walks_moves;
#[path = "http/withheld.rs"]
mod withheld;

use house::{House, PASSWORD, SITE};
use http::{Method, StatusCode};
use sea_orm::{ConnectionTrait as _, Database, DbBackend};
use std::time::Duration;

const PAGES: &[&str] = &[
    "/zh/",
    "/en/",
    "/zh/open",
    "/en/open/lists",
    "/zh/open/about",
    "/en/open/privacy",
    "/zh/open/accessibility",
    "/en/open/glossary",
    "/zh/open/verify",
    "/zh/sign-in",
    "/en/register",
];

fn is_protected(answer: &house::Answer, path: &str) {
    assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
    assert_eq!(answer.header("referrer-policy"), "same-origin", "{path}");
    assert_eq!(answer.header("cross-origin-opener-policy"), "same-origin", "{path}");
    assert_eq!(answer.header("cross-origin-resource-policy"), "same-origin", "{path}");
    assert!(answer.header("content-security-policy").contains("frame-ancestors 'none'"), "{path}");
    assert!(!answer.header("content-security-policy").contains("unsafe-inline"), "{path}");
    assert_eq!(answer.header("x-request-id").len(), 10, "{path}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn public_pages_are_whole_protected_and_without_any_script() {
    let house = House::build().await;
    for path in PAGES {
        let answer = house.get(path, &[]).await;
        assert_eq!(answer.status, StatusCode::OK, "{path}");
        is_protected(&answer, path);
        assert!(
            answer.header("content-security-policy").starts_with("default-src 'none'; style-src 'self'"),
            "{path}"
        );
        assert!(answer.body.starts_with("<!DOCTYPE html><html lang="), "{path}");
        assert!(answer.body.ends_with("</html>"), "{path}");
        for refused in ["<script", "javascript:", " onclick", " onload", " style="] {
            assert!(!answer.body.contains(refused), "{path} holds {refused}");
        }
        assert_eq!(answer.header("set-cookie"), "", "{path}");
        let lang = if path.starts_with("/zh") { "zh-CN" } else { "en" };
        assert!(answer.body.contains(&format!("<html lang=\"{lang}\"")), "{path}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn the_root_sends_people_to_their_language() {
    let house = House::build().await;
    for (wished, home) in [("en-GB,en;q=0.9", "/en/"), ("zh-CN", "/zh/"), ("", "/zh/"), ("fr", "/zh/")] {
        let answer = house.get("/", &[("accept-language", wished)]).await;
        assert_eq!(answer.status, StatusCode::FOUND);
        assert_eq!(answer.header("location"), home, "{wished}");
        assert_eq!(answer.header("vary"), "accept-language");
    }
    assert_eq!(house.get("/en", &[]).await.header("location"), "/en/");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn what_is_not_there_has_a_page_in_the_language_of_its_address() {
    let house = House::build().await;
    for path in [
        "/nowhere",
        "/fr/",
        "/zh/nowhere",
        "/en/open/0000000000",
        "/en/open/..%2F..%2Fetc",
        "/zh/open/lists/0000000000",
        "/zh/open/lists/0000000000.csv",
        "/en/open/lists/0000000000/1",
        "/zh/open/0000000000/positions/0000000000",
    ] {
        let answer = house.get(path, &[]).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
        is_protected(&answer, path);
        let lang = if path.starts_with("/en") { "lang=\"en\"" } else { "lang=\"zh-CN\"" };
        assert!(answer.body.contains(lang), "{path}");
        assert!(!answer.body.contains("<script"), "{path}");
    }
    assert_eq!(house.get("/assets/nothing.js", &[]).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn an_account_is_opened_used_and_left_with_plain_forms() {
    let house = House::build().await;
    let typed = PASSWORD.replace(' ', "+");
    let form = format!("key=0000000001&sign_in_name=chen.yu&password={typed}&again={typed}&agreed=yes");
    let opened = house.post("/zh/register", "", &form).await;
    assert_eq!(opened.status, StatusCode::SEE_OTHER, "{}", opened.body);
    assert_eq!(opened.header("location"), "/zh/sign-in?note=account-made");

    let planted = format!("__Host-session={}", "ab".repeat(32));
    let body = format!("sign_in_name=chen.yu&password={typed}&next=//evil.example");
    let signed_in = house.post("/zh/sign-in", &planted, &body).await;
    assert_eq!(signed_in.status, StatusCode::SEE_OTHER);
    assert_eq!(signed_in.header("location"), "/zh/my", "a foreign next address must be dropped");
    let set = signed_in.header("set-cookie");
    assert!(
        set.starts_with("__Host-session=") && set.ends_with("; Path=/; Secure; HttpOnly; SameSite=Lax"),
        "{set}"
    );
    assert_eq!(signed_in.header("cache-control"), "no-store");
    let cookie = signed_in.cookie();
    assert_ne!(cookie, planted, "a planted session must not survive the sign-in");

    let again = house.post("/zh/sign-in", &cookie, &format!("sign_in_name=chen.yu&password={typed}")).await;
    let newer = again.cookie();
    assert_ne!(newer, cookie);
    let old = house.get("/zh/desk", &[("cookie", &cookie)]).await;
    assert_eq!(old.header("location"), "/zh/sign-in?next=%2Fzh%2Fdesk", "the session before must be dead");

    let out = house.post("/zh/sign-out", &newer, "").await;
    assert_eq!(out.header("location"), "/zh/sign-in?note=signed-out");
    assert!(out.header("set-cookie").contains("Max-Age=0"));
    let after = house.get("/zh/desk", &[("cookie", &newer)]).await;
    assert_eq!(after.status, StatusCode::SEE_OTHER);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_wrong_form_comes_back_with_reasons_and_without_the_password() {
    let house = House::build().await;
    let answer =
        house.post("/en/register", "", "sign_in_name=chen.yu&password=secret-short&again=x&agreed=").await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.body.contains("chen.yu") && answer.body.contains("13"), "{}", answer.body);
    assert!(!answer.body.contains("secret-short"));
    let wrong = house.post("/en/sign-in", "", "sign_in_name=chen.yu&password=never+was+one+of+these").await;
    let unknown =
        house.post("/en/sign-in", "", "sign_in_name=nobody.at.all&password=never+was+one+of+these").await;
    assert_eq!(
        (wrong.status, unknown.status),
        (StatusCode::UNPROCESSABLE_ENTITY, StatusCode::UNPROCESSABLE_ENTITY)
    );
    assert_eq!(wrong.body.replace("chen.yu", "nobody.at.all"), unknown.body);
    assert_eq!(wrong.header("set-cookie"), "");
    let unreadable = house.post("/en/sign-in", "", "%").await;
    assert!(unreadable.status.is_client_error(), "{}", unreadable.status);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn forms_of_other_sites_are_refused_before_anything_happens() {
    let house = House::build().await;
    let kind = ("content-type", "application/x-www-form-urlencoded");
    let typed = PASSWORD.replace(' ', "+");
    let form = format!("key=0000000001&sign_in_name=chen.yu&password={typed}&again={typed}&agreed=yes");
    for pairs in [
        &[kind, ("sec-fetch-site", "cross-site")][..],
        &[kind, ("origin", "https://evil.example")],
        &[kind],
        &[("content-type", "text/plain"), ("sec-fetch-site", "same-site")],
    ] {
        let answer = house.ask(Method::POST, "/zh/register", pairs, &form).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{pairs:?}");
        is_protected(&answer, "/zh/register");
    }
    let ours = house.ask(Method::POST, "/zh/register", &[kind, ("origin", SITE)], &form).await;
    assert_eq!(ours.status, StatusCode::SEE_OTHER, "the account must not exist yet: {}", ours.body);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn server_functions_answer_strangers_with_a_code_and_other_sites_not_at_all() {
    let house = House::build().await;
    let json = ("accept", "application/json");
    for path in ["/api/postings/list", "/api/postings/view?posting=0000000000"] {
        let foreign = house.get(path, &[json, ("sec-fetch-site", "cross-site")]).await;
        assert_eq!(foreign.status, StatusCode::FORBIDDEN, "{path}");
        assert!(foreign.body.contains("transport"), "{}", foreign.body);
        let stranger = house.get(path, &[json, ("sec-fetch-site", "same-origin")]).await;
        assert!(stranger.status.is_client_error(), "{path}: {} {}", stranger.status, stranger.body);
        is_protected(&stranger, path);
        assert_eq!(stranger.header("cache-control"), "no-store", "{path}");
    }
    let nothing = house.get("/api/nothing", &[json, ("sec-fetch-site", "same-origin")]).await;
    assert_eq!(nothing.status, StatusCode::NOT_FOUND);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_page_without_islands_fetches_no_program_and_is_kept_nowhere() {
    let house = House::build().await;
    let cookie = house.staff("li.wen", "screener").await;
    for path in ["/zh/desk", "/en/desk/new"] {
        let page = house.get(path, &[("cookie", &cookie)]).await;
        assert_eq!(page.status, StatusCode::OK, "{}", page.body);
        is_protected(&page, path);
        assert_eq!(page.header("cache-control"), "no-store");
        let policy = page.header("content-security-policy");
        let nonce = policy.split("'nonce-").nth(1).and_then(|rest| rest.split('\'').next()).unwrap();
        assert!(policy.starts_with(&format!("default-src 'none'; script-src 'nonce-{nonce}';")), "{policy}");
        assert_eq!(page.body.matches("<script").count(), 1, "the question before the session ends");
        assert!(page.body.contains(&format!("nonce=\"{nonce}\"")), "{}", page.body);
        assert!(
            page.body.starts_with("<!DOCTYPE html><html lang=") && page.body.ends_with("</html>"),
            "{}",
            page.body
        );
        for refused in ["hydrate()", "<leptos-island", "/assets/linxuan-2.wasm"] {
            assert!(!page.body.contains(refused), "{path} holds {refused}");
        }
        assert!(page.body.contains("Li Wen"));
    }
}

/// The seconds that a page of the desk has left, as its dialog says.
fn left(body: &str) -> i64 {
    let from = body.split("data-left=\"").nth(1).unwrap_or_else(|| panic!("no dialog: {body}"));
    from.split('"').next().unwrap().parse().unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_session_of_the_desk_goes_on_by_the_answer_to_its_question() {
    let house = House::build().await;
    let cookie = house.staff("li.wen", "screener").await;
    let page = house.get("/zh/desk", &[("cookie", &cookie)]).await.body;
    assert_eq!(left(&page), 3_600);
    assert!(
        page.contains("<dialog id=\"stay\"") && page.contains("登录有效至"),
        "with scripts and without: {page}"
    );
    let stay = async |cookie: &str| {
        let pairs = [
            ("accept", "application/json"),
            ("sec-fetch-site", "same-origin"),
            ("content-type", "application/x-www-form-urlencoded"),
            ("cookie", cookie),
        ];
        house.ask(Method::POST, "/api/account/stay", &pairs, "").await
    };
    house.advance(3_500_000);
    let kept = stay(&cookie).await;
    assert_eq!((kept.status, kept.body.as_str()), (StatusCode::OK, "3600"), "an hour from now on");
    house.advance(3_500_000);
    assert_eq!(house.get("/zh/desk", &[("cookie", &cookie)]).await.status, StatusCode::OK, "it went on");
    // It never lasts longer than the longest session.
    for _ in 0..7 {
        house.advance(3_000_000);
        stay(&cookie).await;
    }
    let seconds: i64 = stay(&cookie).await.body.parse().unwrap();
    assert_eq!(seconds, 8 * 3_600 - 7_000 - 21_000);
    house.advance(seconds * 1000 + 1);
    assert_eq!(stay(&cookie).await.status, StatusCode::UNAUTHORIZED, "over");
    // Nobody is asked who has nothing to type there: candidates and the public.
    assert!(!house.get("/zh/", &[]).await.body.contains("<dialog"));
    assert!(!house.get("/zh/sign-in", &[]).await.body.contains("<dialog"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn what_an_officer_typed_comes_back_with_the_refusal_to_that_officer_only() {
    let house = House::build().await;
    let cookie = house.staff("li.wen", "screener").await;
    let key = house.service.form_key();
    let form = format!(
        "lang=zh&key={key}&title=%3Cb%3ESelection&authority=Office&notice=Long+words&opens=2030-02-01T09:00&closes=2030-01-01T09:00"
    );
    let pairs = [
        ("sec-fetch-site", "same-origin"),
        ("content-type", "application/x-www-form-urlencoded"),
        ("referer", "http://127.0.0.1:3000/zh/desk/new"),
        ("cookie", cookie.as_str()),
    ];
    let answer = house.ask(Method::POST, "/api/postings/create", &pairs, &form).await;
    let back = answer.header("location").trim_start_matches(SITE).to_owned();
    assert!(back.contains("__err="), "the end lies before the beginning: {back}");
    let page = house.get(&back, &[("cookie", &cookie)]).await.body;
    for typed in ["&lt;b&gt;Selection", "value=\"Office\"", ">Long words<", "2030-01-01T09:00"] {
        assert!(page.contains(typed), "{typed} is lost in {page}");
    }
    let other = house.staff("wang.fang", "screener").await;
    let theirs = house.get(&back, &[("cookie", &other)]).await.body;
    assert!(!theirs.contains("Selection") && !theirs.contains("Long words"));
    assert!(!house.get("/zh/desk/new", &[("cookie", &cookie)]).await.body.contains("Selection"));
    let right = form.replace("closes=2030-01-01", "closes=2030-03-01");
    let answer = house.ask(Method::POST, "/api/postings/create", &pairs, &right).await;
    assert!(!answer.header("location").contains("__err="), "{}", answer.header("location"));
    assert!(!house.get(&back, &[("cookie", &cookie)]).await.body.contains("Long words"), "it went through");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn what_was_typed_outlives_the_session_for_that_person_only() {
    let house = House::build().await;
    let cookie = house.staff("li.wen", "screener").await;
    let key = house.service.form_key();
    let form = format!(
        "lang=zh&key={key}&title=Kept+words&authority=Office&notice=&opens=2030-01-01T09:00&closes=2030-02-01T09:00"
    );
    house.advance(61 * 60 * 1000);
    let pairs = [
        ("sec-fetch-site", "same-origin"),
        ("content-type", "application/x-www-form-urlencoded"),
        ("referer", "http://127.0.0.1:3000/zh/desk/new?__path=%2Fapi%2Fx&__err=old"),
        ("cookie", cookie.as_str()),
    ];
    let answer = house.ask(Method::POST, "/api/postings/create", &pairs, &form).await;
    let door = answer.header("location").to_owned();
    assert!(door.starts_with("/zh/sign-in?next=") && door.ends_with("&note=session-over"), "{door}");
    assert!(!door.contains("__err"), "no old error is carried along: {door}");
    let page = house.get(&door, &[]).await.body;
    let next = page.split("name=\"next\" value=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
    assert_eq!(next, "/zh/desk/new?kept=%2Fapi%2Fpostings%2Fcreate");
    let fresh = house.sign_in("li.wen").await.cookie();
    let page = house.get(next, &[("cookie", &fresh)]).await.body;
    assert!(page.contains("Kept words") && page.contains("还没有保存"), "{page}");
    let other = house.staff("wang.fang", "screener").await;
    assert!(!house.get(next, &[("cookie", &other)]).await.body.contains("Kept words"));
    house.advance(61 * 60 * 1000);
    let later = house.sign_in("li.wen").await.cookie();
    assert!(!house.get(next, &[("cookie", &later)]).await.body.contains("Kept words"), "it has a term");
    // Who never had a session makes no rows.
    let stranger = house.ask(Method::POST, "/api/postings/create", &pairs[..3], &form).await;
    assert!(!stranger.header("location").contains("kept="), "{}", stranger.header("location"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn where_one_was_going_is_kept_through_registering_and_signing_in() {
    let house = House::build().await;
    let page = house.get("/zh/sign-in?next=%2Fzh%2Fmy%2Fnew%3Fposition%3D1%26__err%3Dold", &[]).await.body;
    assert!(page.contains("/zh/register?next=%2Fzh%2Fmy%2Fnew%3Fposition%3D1\""), "{page}");
    let form = house.get("/zh/register?next=%2Fzh%2Fmy%2Fnew%3Fposition%3D1", &[]).await.body;
    assert!(form.contains("name=\"next\" value=\"/zh/my/new?position=1\""), "{form}");
    let typed = PASSWORD.replace(' ', "+");
    let sent = format!(
        "key=0000000001&sign_in_name=chen.yu&password={typed}&again={typed}&agreed=yes&next=%2Fzh%2Fmy%2Fnew%3Fposition%3D1"
    );
    let opened = house.post("/zh/register", "", &sent).await;
    assert_eq!(
        opened.header("location"),
        "/zh/sign-in?next=%2Fzh%2Fmy%2Fnew%3Fposition%3D1&note=account-made"
    );
    let page = house.get(opened.header("location"), &[]).await.body;
    assert!(page.contains("帐号已创建") && page.contains("value=\"/zh/my/new?position=1\""), "{page}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_stranger_is_sent_to_sign_in_and_back() {
    let house = House::build().await;
    let door = house.get("/en/desk/postings/0000000000?a=1", &[]).await;
    assert_eq!(door.status, StatusCode::SEE_OTHER);
    assert_eq!(door.header("location"), "/en/sign-in?next=%2Fen%2Fdesk%2Fpostings%2F0000000000%3Fa%3D1");
    assert_eq!(door.header("cache-control"), "no-store", "the way there is kept nowhere either");
    let page = house.get(door.header("location"), &[]).await;
    assert!(page.body.contains("/en/desk/postings/0000000000?a=1"), "{}", page.body);
    // The doors themselves, and what takes forms only, are no place to come back to.
    for next in
        ["%2Fzh%2Fsign-out", "%2Fzh%2Fsign-in%3Fnext%3D%2Fzh%2Fmy", "%2Fen%2Fkeep", "%2Fzh%2Fregister"]
    {
        let page = house.get(&format!("/zh/sign-in?next={next}"), &[]).await.body;
        assert!(!page.contains("name=\"next\""), "{next}: {page}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_request_that_names_two_hosts_is_refused() {
    let house = House::build().await;
    // The house names its own already.
    let answer = house.get("/zh/sign-in", &[("host", "evil.example")]).await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{}", answer.body);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn assets_are_immutable_packed_and_typed() {
    let house = House::build().await;
    let style = house.get("/assets/linxuan-1.css", &[("accept-encoding", "br")]).await;
    assert_eq!(style.header("cache-control"), "public, max-age=31536000, immutable");
    assert_eq!(style.header("content-encoding"), "br");
    assert_eq!(style.body, "packed");
    assert_eq!(style.header("content-type"), "text/css; charset=utf-8");
    let plain = house.get("/assets/linxuan-1.css", &[]).await;
    assert_eq!((plain.header("content-encoding"), plain.body.as_str()), ("", "body{}"));
    assert_eq!(house.get("/assets/linxuan-2.wasm", &[]).await.header("content-type"), "application/wasm");
    let etag = plain.header("etag").to_owned();
    let known = house.get("/assets/linxuan-1.css", &[("if-none-match", &etag)]).await;
    assert_eq!(known.status, StatusCode::NOT_MODIFIED);
    is_protected(&known, "304");
    for path in ["/assets/../manifest.json", "/assets/%2e%2e/manifest.json", "/assets/linxuan-1.css.br"] {
        assert_eq!(house.get(path, &[]).await.status, StatusCode::NOT_FOUND, "{path}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn health_tells_a_database_that_is_read_and_keeps_nothing() {
    let house = House::build().await;
    assert_eq!(house.get("/health", &[]).await.status, StatusCode::OK);
    let database = Database::connect(house.url()).await.unwrap();
    let (close, open) = match database.get_database_backend() {
        DbBackend::Postgres => (
            "ALTER TABLE meta ADD CONSTRAINT keeps_nothing CHECK (false) NOT VALID",
            "ALTER TABLE meta DROP CONSTRAINT keeps_nothing",
        ),
        _ => (
            "CREATE TRIGGER keeps_nothing BEFORE UPDATE ON meta BEGIN SELECT RAISE(ABORT, 'nothing is kept'); END",
            "DROP TRIGGER keeps_nothing",
        ),
    };
    database.execute_unprepared(close).await.unwrap();
    // A write that was kept is believed for five seconds.
    tokio::time::sleep(Duration::from_millis(5_100)).await;
    let sick = house.get("/health", &[]).await;
    assert_eq!(sick.status, StatusCode::SERVICE_UNAVAILABLE, "{}", sick.body);
    assert!(sick.body.contains("keeps no writes"), "{}", sick.body);
    assert_eq!(house.get("/zh/open/lists", &[]).await.status, StatusCode::OK, "what is read goes on");
    assert_eq!(house.get("/health/live", &[]).await.status, StatusCode::OK);
    database.execute_unprepared(open).await.unwrap();
    tokio::time::sleep(Duration::from_millis(1_100)).await;
    assert_eq!(house.get("/health", &[]).await.status, StatusCode::OK, "without a restart");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn without_the_database_sealed_pages_stand_and_the_rest_says_so() {
    let house = House::build().await;
    let cookie = house.staff("li.wen", "screener").await;
    assert_eq!(house.get("/health", &[]).await.status, StatusCode::OK);
    house.lose_database().await;
    assert!(house.cache.follow().await.is_err());
    for page in ["/zh/", "/zh/open/lists", "/en/open/about"] {
        let answer = house.get(page, &[]).await;
        assert_eq!(answer.status, StatusCode::OK, "{page}");
        is_protected(&answer, page);
    }
    assert_eq!(house.get("/health/live", &[]).await.status, StatusCode::OK);
    assert_eq!(house.get("/health", &[]).await.status, StatusCode::SERVICE_UNAVAILABLE);
    let desk = house.get("/zh/desk", &[("cookie", &cookie)]).await;
    assert!(desk.status.is_server_error());
    assert!(!desk.body.contains("sqlx") && !desk.body.contains("panicked"), "{}", desk.body);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn head_is_answered_like_get_and_other_methods_are_refused() {
    let house = House::build().await;
    let head = house.ask(Method::HEAD, "/zh/", &[], "").await;
    assert_eq!((head.status, head.body.as_str()), (StatusCode::OK, ""));
    let site = ("sec-fetch-site", "same-origin");
    for method in [Method::PUT, Method::DELETE, Method::TRACE] {
        let answer = house.ask(method.clone(), "/zh/sign-in", &[site], "").await;
        assert_eq!(answer.status, StatusCode::METHOD_NOT_ALLOWED, "{method}");
        is_protected(&answer, "/zh/sign-in");
    }
}
