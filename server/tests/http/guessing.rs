//! Guesses at the doors for strangers: counted before they are looked at, and nobody is kept out by others' guesses.

use http::StatusCode;

use super::house::{House, PASSWORD};

const DAY: i64 = 86_400_000;
const WRONG: &str = "sign_in_name=li.wen&password=never+was+one+of+these";

fn right() -> String {
    format!("sign_in_name=li.wen&password={}", PASSWORD.replace(' ', "+"))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn the_owner_signs_in_while_others_guess_from_elsewhere() {
    let house = House::build().await;
    house.staff("li.wen", "screener").await;
    let mut refused = 0;
    for network in 1..=9 {
        for _ in 0..7 {
            let tried = house.post_from(&format!("203.0.113.{network}"), "/zh/sign-in", WRONG).await;
            refused += usize::from(tried.status == StatusCode::TOO_MANY_REQUESTS);
        }
    }
    assert_eq!(refused, 9, "each network had five guesses for nothing, one that brought a wait, and waits");
    let owner = house.post_from("198.51.100.7", "/zh/sign-in", &right()).await;
    assert_eq!(owner.status, StatusCode::SEE_OTHER, "{}", owner.body);
    // Enough networks bring the name itself to wait; the network where its owner signed in does not.
    for network in 10..=40 {
        for _ in 0..5 {
            house.post_from(&format!("203.0.113.{network}"), "/zh/sign-in", WRONG).await;
        }
    }
    let elsewhere = house.post_from("192.0.2.1", "/zh/sign-in", &right()).await;
    assert_eq!(elsewhere.status, StatusCode::TOO_MANY_REQUESTS);
    let owner = house.post_from("198.51.100.7", "/zh/sign-in", &right()).await;
    assert_eq!(owner.status, StatusCode::SEE_OTHER, "{}", owner.body);
    house.advance(61_000);
    let later = house.post_from("192.0.2.1", "/zh/sign-in", &right()).await;
    assert_eq!(later.status, StatusCode::SEE_OTHER, "nobody waits longer than a minute");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn guesses_at_the_same_instant_count_like_others() {
    let house = House::build().await;
    house.staff("li.wen", "screener").await;
    let all = (0..40).map(|_| house.post_from("203.0.113.9", "/zh/sign-in", WRONG));
    let answers = futures_util::future::join_all(all).await;
    let checked = answers.iter().filter(|one| one.status == StatusCode::UNPROCESSABLE_ENTITY).count();
    assert!(checked <= 6, "{checked} guesses were looked at");
    let known = house.post_from("203.0.113.20", "/zh/sign-in", WRONG).await;
    let unknown = house.post_from("203.0.113.21", "/zh/sign-in", &WRONG.replace("li.wen", "nobody")).await;
    assert_eq!(
        (known.status, unknown.status),
        (StatusCode::UNPROCESSABLE_ENTITY, StatusCode::UNPROCESSABLE_ENTITY)
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_wrong_password_is_answered_alike_and_by_as_much_work_whether_there_is_the_name_or_not() {
    let house = House::build().await;
    house.staff("li.wen", "screener").await;
    let ask = async |address: &str, name: &str| {
        let before = house.store.asked().statements;
        let answer = house.post_from(address, "/zh/sign-in", &WRONG.replace("li.wen", name)).await;
        let statements = house.store.asked().statements - before;
        (answer.status, answer.body.replace(name, "NAME"), statements)
    };
    // The first try writes the counter of the name that the next ones count on.
    for (address, name) in [("203.0.113.40", "li.wen"), ("203.0.113.41", "nobody")] {
        ask(address, name).await;
    }
    let known = ask("203.0.113.42", "li.wen").await;
    assert_eq!(known.0, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(known, ask("203.0.113.43", "nobody").await);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_clock_that_was_a_day_ahead_keeps_nobody_out_for_that_day() {
    let house = House::build().await;
    house.staff("li.wen", "screener").await;
    house.advance(DAY);
    for _ in 0..9 {
        house.post_from("203.0.113.9", "/zh/sign-in", WRONG).await;
    }
    house.advance(-DAY);
    let owner = house.post_from("203.0.113.9", "/zh/sign-in", &right()).await;
    assert_eq!(owner.status, StatusCode::SEE_OTHER, "{}", owner.body);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn accounts_of_one_network_are_opened_so_fast_and_no_faster() {
    let house = House::build().await;
    let typed = PASSWORD.replace(' ', "+");
    let form = |name: &str| {
        let key = house.service.form_key();
        format!("key={key}&sign_in_name={name}&password={typed}&again={typed}&agreed=yes")
    };
    for number in 0..41 {
        let opened = house.post_from("203.0.113.9", "/zh/register", &form(&format!("person{number}"))).await;
        assert_eq!(opened.status, StatusCode::SEE_OTHER, "{number}: {}", opened.body);
    }
    // A taken name counts too: nobody asks for names without end.
    let next = house.post_from("203.0.113.9", "/zh/register", &form("person0")).await;
    assert_eq!(next.status, StatusCode::TOO_MANY_REQUESTS, "{}", next.body);
    let elsewhere = house.post_from("203.0.113.10", "/zh/register", &form("person0")).await;
    assert_eq!(elsewhere.status, StatusCode::UNPROCESSABLE_ENTITY, "taken");
    house.advance(61_000);
    let later = house.post_from("203.0.113.9", "/zh/register", &form("person99")).await;
    assert_eq!(later.status, StatusCode::SEE_OTHER, "{}", later.body);
}
