//! Nobody but the person ever knows a password: one-time codes, the first password, the change, and what ends with them.

use http::{Method, StatusCode};

use super::house::{House, PASSWORD};

pub const CHOSEN: &str = "ninety+purple+lamps";

/// The administrator's form for an account.
fn form(house: &House, name: &str) -> String {
    let key = house.service.form_key();
    format!("key={key}&name=Zhou+Ning&sign_in_name={name}&role=clerk&reach=pool")
}

/// The code that a page shows.
pub fn shown(page: &str) -> Option<String> {
    let plain = page.split(['<', '>']).map(str::trim);
    let is_code = |part: &&str| part.len() == 23 && part.matches('-').count() == 3;
    plain.into_iter().find(is_code).map(str::to_owned)
}

/// The code of the account's page out of the administrator's list.
async fn account(house: &House, admin: &str, name: &str) -> String {
    let list = house.get("/zh/desk/accounts", &[("cookie", admin)]).await.body;
    let row = list.split("<tr").find(|row| row.contains(name)).expect("a row").to_owned();
    let link = row.split("/zh/desk/accounts/").nth(1).expect("a link");
    link[..10].to_owned()
}

pub async fn by_code(house: &House, name: &str, code: &str, password: &str) -> StatusCode {
    let form = format!("sign_in_name={name}&code={code}&password={password}&again={password}");
    house.post("/zh/sign-in/code", "", &form).await.status
}

pub async fn sign_in(house: &House, name: &str, password: &str) -> (StatusCode, String) {
    let answer = house.post("/zh/sign-in", "", &format!("sign_in_name={name}&password={password}")).await;
    let cookie = if answer.status == StatusCode::SEE_OTHER { answer.cookie() } else { String::new() };
    (answer.status, cookie)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_one_time_code_is_shown_once_works_once_and_only_the_person_knows_the_password() {
    let house = House::build().await;
    let admin = house.staff("admin", "administrator").await;
    let sent = form(&house, "zhou.ning");
    let answer = house.post("/zh/desk/accounts/new", &admin, &sent).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    let code = shown(&answer.body).expect("a code");
    assert_eq!(answer.header("cache-control"), "no-store");
    let again = house.post("/zh/desk/accounts/new", &admin, &sent).await;
    assert!(again.status == StatusCode::OK && shown(&again.body).is_none(), "the same form shows no code");

    assert_eq!(
        by_code(&house, "zhou.ning", &code.replace('A', "B").replace('1', "2").replace('0', "3"), CHOSEN)
            .await,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    assert_eq!(
        by_code(&house, "zhou.ning", &code, "zhou.ning.zhou.ning").await,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    let plain = code.replace('-', "").to_lowercase();
    assert_eq!(by_code(&house, "zhou.ning", &plain, CHOSEN).await, StatusCode::SEE_OTHER);
    assert_eq!(
        by_code(&house, "zhou.ning", &code, "green+paper+kites").await,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    assert_eq!(sign_in(&house, "zhou.ning", CHOSEN).await.0, StatusCode::SEE_OTHER);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_reset_ends_every_session_and_the_old_password() {
    let house = House::build().await;
    let admin = house.staff("admin", "administrator").await;
    let clerk = house.staff("zhou.ning", "clerk").await;
    let code = account(&house, &admin, "zhou.ning").await;
    assert_eq!(house.get("/zh/account", &[("cookie", &clerk)]).await.status, StatusCode::OK);
    let answer = house.post(&format!("/zh/desk/accounts/{code}/one-time-code"), &admin, "").await;
    let once = shown(&answer.body).expect("a code");
    assert!(house.get("/zh/account", &[("cookie", &clerk)]).await.status.is_redirection(), "signed out");
    let old = PASSWORD.replace(' ', "+");
    assert_eq!(sign_in(&house, "zhou.ning", &old).await.0, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(by_code(&house, "zhou.ning", &once, CHOSEN).await, StatusCode::SEE_OTHER);

    // Nobody does this to the own account, and nobody but an administrator does it at all.
    let own = account(&house, &admin, "admin").await;
    let answer = house.post(&format!("/zh/desk/accounts/{own}/one-time-code"), &admin, "").await;
    assert_eq!((answer.status, shown(&answer.body)), (StatusCode::FORBIDDEN, None));
    let (_, clerk) = sign_in(&house, "zhou.ning", CHOSEN).await;
    // The person is told in the account, and nobody else; the code stands in no message.
    let told = house.get("/zh/account/messages", &[("cookie", &clerk)]).await.body;
    let way = told.split("/zh/account/messages/").nth(1).expect("a message")[..10].to_owned();
    assert!(told.contains("密码已由管理员重置"), "{told}");
    let one = house.get(&format!("/zh/account/messages/{way}"), &[("cookie", &clerk)]).await.body;
    assert!(one.contains("zhou.ning") && !one.contains(&once), "{one}");
    let admins = house.get("/zh/account/messages", &[("cookie", &admin)]).await.body;
    assert!(!admins.contains("密码已由管理员重置"), "{admins}");
    let answer = house.post(&format!("/zh/desk/accounts/{own}/one-time-code"), &clerk, "").await;
    assert_eq!((answer.status, shown(&answer.body)), (StatusCode::FORBIDDEN, None));
    let answer = house.post("/zh/desk/accounts/new", &clerk, &form(&house, "another")).await;
    assert_eq!((answer.status, shown(&answer.body)), (StatusCode::FORBIDDEN, None));
    assert_eq!(house.get("/zh/desk/accounts/new", &[("cookie", &clerk)]).await.status, StatusCode::FORBIDDEN);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_person_changes_the_password_with_the_old_one_and_other_sessions_end() {
    let house = House::build().await;
    let here = house.staff("zhou.ning", "clerk").await;
    let (_, elsewhere) = sign_in(&house, "zhou.ning", &PASSWORD.replace(' ', "+")).await;
    let old = PASSWORD.replace(' ', "+");
    let change = async |old: &str, new: &str| {
        let form = format!("lang=zh&old={old}&password={new}&again={new}");
        let kind = ("content-type", "application/x-www-form-urlencoded");
        let pairs = [
            ("accept", "application/json"),
            ("sec-fetch-site", "same-origin"),
            kind,
            ("cookie", here.as_str()),
        ];
        let answer = house.ask(Method::POST, "/api/account/password", &pairs, &form).await;
        (answer.status, answer.body)
    };
    let refused = |(status, body): (StatusCode, String), word: &str| {
        assert!(status == StatusCode::UNPROCESSABLE_ENTITY && body.contains(word), "{status} {body}");
    };
    refused(change("wrong+old+password", CHOSEN).await, "old_password");
    refused(change(&old, &old).await, "same_password");
    refused(change(&old, "zhou.ning+zhou.ning").await, "password_names");
    assert!(house.get("/zh/account", &[("cookie", &elsewhere)]).await.status == StatusCode::OK);
    assert_eq!(change(&old, CHOSEN).await.0, StatusCode::OK);
    assert!(house.get("/zh/account", &[("cookie", &elsewhere)]).await.status.is_redirection());
    assert_eq!(
        house.get("/zh/account", &[("cookie", &here)]).await.status,
        StatusCode::OK,
        "this one goes on"
    );
    assert_eq!(sign_in(&house, "zhou.ning", CHOSEN).await.0, StatusCode::SEE_OTHER);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_closed_account_is_out_at_once_and_comes_back_when_it_is_opened_again() {
    let house = House::build().await;
    let admin = house.staff("admin", "administrator").await;
    let clerk = house.staff("zhou.ning", "clerk").await;
    let code = account(&house, &admin, "zhou.ning").await;
    let form = format!("lang=zh&account={code}");
    house.post("/api/accounts/close", &admin, &form).await;
    assert!(house.get("/zh/account", &[("cookie", &clerk)]).await.status.is_redirection());
    let password = PASSWORD.replace(' ', "+");
    assert_eq!(sign_in(&house, "zhou.ning", &password).await.0, StatusCode::UNPROCESSABLE_ENTITY);
    house.post("/api/accounts/reopen", &admin, &form).await;
    let (status, again) = sign_in(&house, "zhou.ning", &password).await;
    assert_eq!(status, StatusCode::SEE_OTHER);
    let page = house.get("/zh/account", &[("cookie", &again)]).await.body;
    assert!(page.contains("录入员") && page.contains("待分派") && page.contains("登录有效至"), "{page}");
    house.post("/api/accounts/end_sessions", &admin, &form).await;
    assert!(house.get("/zh/account", &[("cookie", &again)]).await.status.is_redirection());
}
