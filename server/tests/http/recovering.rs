//! A candidate who forgot the password: an officer who saw an identity document hands over a one-time code, and nobody learns from that
//! door whose number is known.

use domain::access::Role;
use domain::lifecycle::Phase;
use http::StatusCode;
use store::postings::Mark;

use super::applying::{Called, Scene, hidden, identity, load};
use super::hostile::coded;
use super::house::{Answer, PASSWORD};
use super::passwords::{CHOSEN, by_code, shown, sign_in};

const DOOR: &str = "/zh/desk/recover";
const HOUR: i64 = 3_600_000;

fn typed(identity: &str, number: &str) -> String {
    format!("identity={identity}&number={number}&reason={}", coded("本人到场，核对了身份证原件"))
}

/// Looks for the account, and chooses the first that is found.
async fn asked(scene: &Scene, officer: &str, identity: &str) -> Answer {
    let found = scene.house.post(DOOR, officer, &typed(identity, "")).await;
    match choices(&found.body).first() {
        Some(number) => scene.house.post(DOOR, officer, &typed(identity, number)).await,
        None => found,
    }
}

/// The applications by which a page lets an account be chosen.
fn choices(page: &str) -> Vec<&str> {
    page.split("name=\"number\" value=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

/// The code of an application by the address of its page.
fn code_of(home: &str) -> &str {
    home.rsplit('/').next().unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn whoever_forgot_the_password_comes_back_by_a_code_and_reads_who_issued_it() {
    let scene = Scene::set().await;
    let candidate = scene.candidate("zhaoliu").await;
    scene.submitted(&candidate, &identity(1)).await;
    assert!(scene.house.get("/zh/sign-in", &[]).await.body.contains("忘记密码？"), "what to do");
    let desk = scene.page(&scene.screener, "/zh/desk").await.body;
    assert!(desk.contains(&format!("href=\"{DOOR}\"")), "{desk}");
    assert_eq!(scene.page(&scene.screener, DOOR).await.status, StatusCode::OK);

    // How the identity was checked belongs to it.
    let bare = format!("identity={}&reason=", identity(1));
    let refused = scene.house.post(DOOR, &scene.screener, &bare).await;
    assert_eq!((refused.status, shown(&refused.body)), (StatusCode::UNPROCESSABLE_ENTITY, None));
    assert_eq!(scene.page(&candidate, "/zh/account").await.status, StatusCode::OK, "nothing was done");

    let issued = asked(&scene, &scene.screener, &identity(1)).await;
    let code = shown(&issued.body).expect("a code");
    assert!(issued.status == StatusCode::OK && issued.body.contains("zhaoliu"), "{}", issued.body);
    assert_eq!(issued.header("cache-control"), "no-store");
    assert!(!issued.body.contains(&identity(1)), "the number stands nowhere any more");
    assert!(scene.page(&candidate, "/zh/account").await.status.is_redirection(), "signed out at once");
    let old = PASSWORD.replace(' ', "+");
    assert_eq!(sign_in(&scene.house, "zhaoliu", &old).await.0, StatusCode::UNPROCESSABLE_ENTITY);

    assert_eq!(by_code(&scene.house, "zhaoliu", &code, CHOSEN).await, StatusCode::SEE_OTHER);
    let again = by_code(&scene.house, "zhaoliu", &code, "green+paper+kites").await;
    assert_eq!(again, StatusCode::UNPROCESSABLE_ENTITY, "it works once");
    let (status, cookie) = sign_in(&scene.house, "zhaoliu", CHOSEN).await;
    assert_eq!(status, StatusCode::SEE_OTHER);
    let said = format!("帐号 zhaoliu 的密码已由{}重置", Called::USUAL.authority);
    for page in ["/zh/account", "/zh/account/messages"] {
        let body = scene.page(&cookie, page).await.body;
        assert!(body.contains(&said) && !body.contains(&code), "{page}: {body}");
    }
    let account = scene.page(&cookie, "/zh/account").await.body;
    let way = account.split("/zh/account/messages/").nth(1).expect("the way to the message")[..10].to_owned();
    let message = scene.page(&cookie, &format!("/zh/account/messages/{way}")).await.body;
    assert!(message.contains("核对身份证件后") && message.contains("请立即与"), "{message}");
    // The trail says who did it, for which selection and why, and no identity number.
    let supervisor = scene.house.staff("sunqi", "supervisor").await;
    let trail = scene.page(&supervisor, "/zh/desk/audit").await.body;
    assert!(trail.contains("核对身份证件后，为考生帐号") && trail.contains("核对了身份证原件"), "{trail}");
    assert!(trail.contains(scene.posting.as_str()) && !trail.contains(&identity(1)), "{trail}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn an_officer_of_another_authority_learns_nothing_and_does_nothing() {
    let scene = Scene::set().await;
    let candidate = scene.candidate("zhaoliu").await;
    let home = scene.submitted(&candidate, &identity(1)).await;
    let stranger = scene.house.staff("stranger", "screener").await;
    // The first try writes the counter that the next ones count on.
    asked(&scene, &stranger, &identity(3)).await;
    let mut seen = Vec::new();
    for number in [identity(1), identity(2)] {
        let before = scene.house.store.asked().statements;
        let answer = asked(&scene, &stranger, &number).await;
        let statements = scene.house.store.asked().statements - before;
        assert_eq!((answer.status, shown(&answer.body)), (StatusCode::UNPROCESSABLE_ENTITY, None));
        seen.push((answer.body.replace(&number, "NUMBER"), statements));
    }
    assert_eq!(seen[0], seen[1], "a number that is known elsewhere answers like one that nobody has");
    // The number of the application opens nothing either.
    let named = scene.house.post(DOOR, &stranger, &typed(&identity(1), code_of(&home))).await;
    assert_eq!((named.status, shown(&named.body)), (StatusCode::UNPROCESSABLE_ENTITY, None));

    // Nobody else comes through this door at all.
    let (_, clerk) = scene.member("zhengshi", Role::Clerk).await;
    let (_, approver) = scene.member("zhouba", Role::Approver).await;
    for (cookie, status) in [
        (clerk.as_str(), StatusCode::FORBIDDEN),
        (&approver, StatusCode::FORBIDDEN),
        (&candidate, StatusCode::FORBIDDEN),
        ("", StatusCode::UNAUTHORIZED),
    ] {
        let answer = asked(&scene, cookie, &identity(1)).await;
        assert_eq!((answer.status, shown(&answer.body)), (status, None), "{}", answer.body);
        let form = scene.house.get(DOOR, &[("cookie", cookie), ("accept", "application/json")]).await;
        assert_eq!(form.status, status);
    }
    // All that left the candidate signed in, with the old password, and told nobody.
    assert_eq!(scene.page(&candidate, "/zh/account").await.status, StatusCode::OK);
    let old = PASSWORD.replace(' ', "+");
    assert_eq!(sign_in(&scene.house, "zhaoliu", &old).await.0, StatusCode::SEE_OTHER);
    let told = scene.page(&candidate, "/zh/account/messages").await.body;
    assert!(!told.contains("的密码已由"), "{told}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn numbers_are_not_tried_one_after_another_and_a_code_ends() {
    let scene = Scene::set().await;
    let candidate = scene.candidate("zhaoliu").await;
    scene.submitted(&candidate, &identity(1)).await;
    let mut waits = 0;
    for number in 100..125 {
        let answer = asked(&scene, &scene.screener, &identity(number)).await;
        assert_eq!(shown(&answer.body), None);
        waits += usize::from(answer.status == StatusCode::TOO_MANY_REQUESTS);
    }
    assert!(waits >= 3, "{waits} of 25 had to wait");
    assert_eq!(asked(&scene, &scene.screener, &identity(1)).await.status, StatusCode::TOO_MANY_REQUESTS);
    // Another officer does not wait for that, and an administrator, who serves no authority, finds everybody.
    let administrator = scene.house.staff("wangwu", "administrator").await;
    let issued = asked(&scene, &administrator, &identity(1)).await;
    let code = shown(&issued.body).expect("a code");
    let guess = code.replace('A', "B").replace('1', "2").replace('0', "3");
    assert_eq!(by_code(&scene.house, "zhaoliu", &guess, CHOSEN).await, StatusCode::UNPROCESSABLE_ENTITY);
    scene.house.advance(72 * HOUR + 1);
    assert_eq!(by_code(&scene.house, "zhaoliu", &code, CHOSEN).await, StatusCode::UNPROCESSABLE_ENTITY);
    // A newer one takes the place of the older.
    let administrator = scene.house.sign_in("wangwu").await.cookie();
    let [first, second] = [
        asked(&scene, &administrator, &identity(1)).await,
        asked(&scene, &administrator, &identity(1)).await,
    ];
    let [first, second] = [first, second].map(|one| shown(&one.body).expect("a code"));
    assert_eq!(by_code(&scene.house, "zhaoliu", &first, CHOSEN).await, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(by_code(&scene.house, "zhaoliu", &second, CHOSEN).await, StatusCode::SEE_OTHER);
    let (_, cookie) = sign_in(&scene.house, "zhaoliu", CHOSEN).await;
    let told = scene.page(&cookie, "/zh/account").await.body;
    assert!(told.contains("帐号 zhaoliu 的密码已由管理员重置"), "{told}");
}

/// The browser shows the answer to the second click alone: it must hold the code that counts.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_double_click_shows_a_code_in_both_answers_of_which_the_later_counts() {
    let scene = Scene::set().await;
    let candidate = scene.candidate("zhaoliu").await;
    scene.submitted(&candidate, &identity(1)).await;
    let number = identity(1);
    let twice =
        tokio::join!(asked(&scene, &scene.screener, &number), asked(&scene, &scene.screener, &number));
    let mut set = Vec::new();
    for one in [twice.0, twice.1] {
        let code = shown(&one.body).unwrap_or_else(|| panic!("a code: {}", one.body));
        set.push(by_code(&scene.house, "zhaoliu", &code, CHOSEN).await);
    }
    set.sort_unstable();
    assert_eq!(set, [StatusCode::SEE_OTHER, StatusCode::UNPROCESSABLE_ENTITY]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn an_account_is_chosen_among_those_that_sent_the_number_and_none_stands_in_anothers_way() {
    let scene = Scene::set().await;
    let first = scene.candidate("zhaoliu").await;
    let home = scene.submitted(&first, &identity(1)).await;
    let page = scene.page(&first, &format!("{home}/withdraw")).await;
    let form = format!("lang=zh&application={}&version={}", code_of(&home), hidden(&page.body, "version"));
    scene.send(&first, "applications/withdraw", &format!("{home}/withdraw"), &form).await;
    let second = scene.candidate("qianqi").await;
    let other = scene.submitted(&second, &identity(1)).await;

    // What was withdrawn is no business of the selection any more, and stands in nobody's way.
    let found = scene.house.post(DOOR, &scene.screener, &typed(&identity(1), "")).await;
    assert_eq!((found.status, shown(&found.body)), (StatusCode::OK, None), "nothing before one is chosen");
    assert_eq!(choices(&found.body), [code_of(&other)]);
    assert!(found.body.contains("q***i") && !found.body.contains("qianqi"), "{}", found.body);
    assert!(found.body.contains("报名状态：") && found.body.contains(Called::USUAL.title), "{}", found.body);
    assert_eq!(scene.page(&second, "/zh/account").await.status, StatusCode::OK, "nothing was done");
    let gone = scene.house.post(DOOR, &scene.screener, &typed(&identity(1), code_of(&home))).await;
    assert_eq!((gone.status, shown(&gone.body)), (StatusCode::UNPROCESSABLE_ENTITY, None), "asked again");
    // The administrator chooses among both, and reads where no application stands.
    let administrator = scene.house.staff("wangwu", "administrator").await;
    let both = scene.house.post(DOOR, &administrator, &typed(&identity(1), "")).await;
    assert_eq!(choices(&both.body), [code_of(&other), code_of(&home)]);
    assert!(both.body.contains("z***u") && !both.body.contains("报名状态："), "{}", both.body);
    let wrong = scene.house.post(DOOR, &scene.screener, &typed(&identity(2), code_of(&home))).await;
    assert_eq!(shown(&wrong.body), None, "the number of an application alone is not enough");
    let issued = scene.house.post(DOOR, &scene.screener, &typed(&identity(1), code_of(&other))).await;
    assert!(shown(&issued.body).is_some() && issued.body.contains("qianqi"), "{}", issued.body);
    assert!(scene.page(&second, "/zh/account").await.status.is_redirection());
    assert_eq!(scene.page(&first, "/zh/account").await.status, StatusCode::OK, "not the other one");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_selection_that_is_over_opens_no_account_to_its_officers() {
    let scene = Scene::set().await;
    let candidate = scene.candidate("zhaoliu").await;
    scene.submitted(&candidate, &identity(1)).await;
    let version = scene.version().await;
    let tx = scene.house.store.write("test").await.unwrap();
    let scope = store::postings::by_code(&tx, &scene.posting).await.unwrap().unwrap().scope();
    let permit = load(scope);
    let steps = [(Phase::Registering, Phase::Screening), (Phase::Screening, Phase::Ended)];
    for (version, turn) in (version..).zip(steps) {
        store::postings::turn(&tx, &permit, version, turn, Mark::Plain).await.unwrap();
    }
    tx.commit().await.unwrap();

    let refused = asked(&scene, &scene.screener, &identity(1)).await;
    assert_eq!((refused.status, shown(&refused.body)), (StatusCode::UNPROCESSABLE_ENTITY, None));
    assert_eq!(scene.page(&candidate, "/zh/account").await.status, StatusCode::OK, "nothing was done");
    let administrator = scene.house.staff("wangwu", "administrator").await;
    let issued = asked(&scene, &administrator, &identity(1)).await;
    assert!(shown(&issued.body).is_some(), "{}", issued.body);
}

/// Takes a submitted application back and changes a section of it.
async fn changed(scene: &Scene, candidate: &str, home: &str, (section, told): (&str, &str)) {
    let page = scene.page(candidate, &format!("{home}/recall")).await;
    let form = format!("lang=zh&application={}&version={}", code_of(home), hidden(&page.body, "version"));
    let to = scene.send(candidate, "applications/recall", &format!("{home}/recall"), &form).await;
    assert!(!to.contains("__err"), "{to}");
    let form = format!("lang=zh&application={}&from=&{told}", code_of(home));
    let to = scene.fill(candidate, section, &format!("{home}/{section}"), &form).await;
    assert!(!to.contains("__err"), "{to}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_draft_finds_nobody_and_what_was_sent_once_finds_its_person_while_it_is_changed() {
    let scene = Scene::set().await;
    let candidate = scene.candidate("zhaoliu").await;
    let home = scene.filled(&candidate, &identity(1)).await;
    // A complete draft of that number is answered like a number that nobody typed.
    let mut seen = Vec::new();
    for number in [identity(1), identity(2)] {
        let answer = asked(&scene, &scene.screener, &number).await;
        assert_eq!((answer.status, shown(&answer.body)), (StatusCode::UNPROCESSABLE_ENTITY, None));
        seen.push(answer.body.replace(&number, "NUMBER"));
    }
    assert_eq!(seen[0], seen[1]);
    assert!(scene.house.get("/zh/sign-in", &[]).await.body.contains("草稿只有本人看得到，请重新注册"));

    // Sent, taken back and changed: the authority had it, and the person is not lost.
    scene.submit(&candidate, &home).await;
    changed(&scene, &candidate, &home, ("statement", "recommended=yes&truthful=yes&remark=B")).await;
    let issued = asked(&scene, &scene.screener, &identity(1)).await;
    assert!(shown(&issued.body).is_some() && issued.body.contains("zhaoliu"), "{}", issued.body);

    // A number that was typed since was never sent, and the one that was sent stands there no longer.
    let other = scene.candidate("qianqi").await;
    let home = scene.submitted(&other, &identity(3)).await;
    let person = format!("name=%E6%9D%8E%E5%9B%9B&identity={}&phone=13800000000", identity(4));
    changed(&scene, &other, &home, ("person", &person)).await;
    for number in [identity(3), identity(4)] {
        assert_eq!(shown(&asked(&scene, &scene.screener, &number).await.body), None);
    }
    assert_eq!(scene.page(&other, "/zh/account").await.status, StatusCode::OK, "nothing was done");
}
