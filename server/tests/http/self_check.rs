//! The self-check of a position, and the hints beside a candidate's own answers: both by plain forms.

use domain::access::{Caller, LoadDemonstration, Scope, ask};
use domain::calendar::Instant;
use domain::eligibility::{Choice, Condition, Conditions, Degree, Listed, Rank, Rule};
use domain::typed::SignInName;
use http::{Method, StatusCode};
use store::conditions::NewConditions;

use super::applying::{Scene, identity};

/// The posting of the scene with conditions: at most 35, a rank for two years, master or two years of grass-roots work.
async fn scene() -> Scene {
    let scene = Scene::set().await;
    let either = vec![
        Rule::One(Condition::Listed { of: Listed::Degree, one_of: vec![Choice::Degree(Degree::Master)] }),
        Rule::One(Condition::GrassrootsYears { years: 4 }),
    ];
    let general = vec![
        Rule::One(Condition::AgeAtMost { years: 35, rank: None }),
        Rule::One(Condition::Rank { from: Rank::FirstStaff, to: None, years: 2 }),
        Rule::Any(either),
    ];
    let conditions = Conditions { general, ..Conditions::default() };
    let load = |scope| ask::<LoadDemonstration>(&Caller::system("test"), scope).unwrap();
    let tx = scene.house.store.write("test").await.unwrap();
    let name = SignInName::stored("liushenhe".to_owned());
    let by = store::people::by_sign_in(&tx, &load(Scope::system()), &name).await.unwrap().unwrap().person;
    let posting = store::postings::public::by_code(&tx, &scene.posting).await.unwrap().unwrap();
    let body = serde_json::to_string(&conditions).unwrap();
    let new = NewConditions { body: &body, by, at: Instant(0) };
    store::conditions::put(&tx, &load(Scope::posting(posting.id, &[])), 0, &new).await.unwrap();
    tx.commit().await.unwrap();
    scene
}

/// A post from anywhere, without a session.
async fn post(scene: &Scene, path: &str, form: &str) -> super::house::Answer {
    let pairs = [("content-type", "application/x-www-form-urlencoded")];
    scene.house.ask(Method::POST, path, &pairs, form).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn anybody_checks_a_position_and_nothing_is_kept() {
    let scene = scene().await;
    let base = format!("/open/{}/positions/{}", scene.posting, scene.position);
    for page in [format!("/zh/open/{}", scene.posting), format!("/zh{base}")] {
        assert!(
            scene.house.get(&page, &[]).await.body.contains(&format!("href=\"/zh{base}/self-check\"")),
            "{page}"
        );
    }
    let here = format!("/zh{base}/self-check");
    let empty = scene.house.get(&here, &[]).await;
    assert_eq!((empty.status, empty.header("set-cookie")), (StatusCode::OK, ""));
    for asked in ["birth", "rank", "rank_since", "degree", "grassroots_1_from", "grassroots_2_to"] {
        assert!(empty.body.contains(&format!("name=\"{asked}\"")), "{asked}");
    }
    for not_asked in
        ["name=\"identity\"", "name=\"phone\"", "name=\"sex\"", "name=\"joined\"", "<script", "自测结果"]
    {
        assert!(!empty.body.contains(not_asked), "{not_asked}");
    }
    let good = "birth=1999-01-02&rank=first_staff&rank_since=2020.1.1&degree=master";
    let answer = post(&scene, &here, good).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    // Everything typed is met; the words of the table are left to a person, and so it is not said that all is met.
    assert!(answer.body.contains("按您的回答，没有不符合的条件，但有的条件还不能判断"), "{}", answer.body);
    assert!(
        answer.body.contains("由审核员人工核对") && !answer.body.contains("条件都符合"),
        "{}",
        answer.body
    );
    assert_eq!((answer.header("set-cookie"), answer.header("cache-control")), ("", "no-store"));
    assert!(
        answer.body.contains("value=\"1999-01-02\"") && answer.body.contains("value=\"master\" selected")
    );
    let english = post(&scene, &here.replacen("zh", "en", 1), "birth=1980-01-02&rank=first_staff").await;
    assert!(english.body.contains("By your answers, a condition is not met"), "{}", english.body);
    let open = post(&scene, &here, "birth=1999-01-02").await;
    assert!(open.body.contains("有的条件还不能判断"), "{}", open.body);
    // What cannot be read comes back beside its field, without a verdict.
    let wrong = post(&scene, &here, "birth=last+year&grassroots_2_to=2020-01-01").await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.body.contains("href=\"#f-birth\"") && wrong.body.contains("href=\"#f-grassroots_2_from\""));
    assert!(!wrong.body.contains("自测结果"));
    // One more row keeps what was typed and judges nothing.
    let more = post(&scene, &here, "birth=1999-01-02&grassroots_2_to=&more=yes").await;
    assert!(more.body.contains("grassroots_3_from") && more.body.contains("value=\"1999-01-02\""));
    assert!(!more.body.contains("自测结果"));
    // Words that nobody asked for are shown nowhere, markup is text.
    let crafted = post(&scene, &here, "birth=%22%3E%3Cscript%3E&title=Pay+here&rank=%3Cb%3E").await;
    assert!(!crafted.body.contains("<script") && !crafted.body.contains("Pay here"));
    let unreadable = post(&scene, &here, "birth=%FF%FE").await;
    assert!(!unreadable.status.is_server_error(), "{}", unreadable.status);
    let elsewhere = here.replace(scene.posting.as_str(), "0000000000");
    assert_eq!(post(&scene, &elsewhere, good).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_position_that_asks_nothing_has_no_self_check() {
    let scene = Scene::set().await;
    let page = format!("/zh/open/{}/positions/{}", scene.posting, scene.position);
    assert!(!scene.house.get(&page, &[]).await.body.contains("self-check"));
    assert_eq!(scene.house.get(&format!("{page}/self-check"), &[]).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn only_the_answer_that_breaks_a_rule_is_marked_and_it_blocks_nothing() {
    let scene = scene().await;
    let cookie = scene.candidate("zhaoliu").await;
    let home = scene.start(&cookie).await;
    let code = home.rsplit('/').next().unwrap().to_owned();
    let from = format!("{home}/service");
    let form = |since: &str| {
        format!(
            "lang=zh&application={code}&unit=A&unit_level=county&unit_kind=organ&level_since=2018-07-01\
             &joined=2018-07-01&post=B&rank=first_staff&rank_since={since}&leading=no_post\
             &grassroots_1_from=2018-07-01&grassroots_1_to=2020-06-30"
        )
    };
    let saved = scene.fill(&cookie, "service", &from, &form("2026-07-01")).await;
    assert_eq!(saved, format!("{from}?saved=yes"));
    let page = scene.page(&cookie, &saved).await;
    assert!(page.body.contains("已保存，有填写内容与本职位的条件不一致"), "{}", page.body);
    assert!(page.body.contains("id=\"f-rank_since-warning\""), "{}", page.body);
    assert_eq!(
        page.body.matches("class=\"warning\"").count(),
        1,
        "the branch of an any-of may still come true"
    );
    assert!(!page.body.contains("class=\"why\""));
    // Saved again as it is, it goes on; mended, nothing is marked.
    let on = scene.fill(&cookie, "service", &saved, &form("2026-07-01")).await;
    assert_eq!(on, format!("{home}/person"));
    let on = scene.fill(&cookie, "service", &from, &form("2021-07-01")).await;
    assert_eq!(on, format!("{home}/person"));
    assert!(!scene.page(&cookie, &from).await.body.contains("class=\"warning\""));
    // The whole form is sent although conditions are not met: the helper's answers have neither degree nor work enough.
    let other = scene.candidate("qianqi").await;
    let sent = scene.submitted(&other, &identity(1)).await;
    assert!(!scene.page(&other, &format!("{sent}/receipt")).await.body.contains("class=\"warning\""));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn public_pages_need_no_database_and_the_clock_still_closes_registration() {
    const DAY: i64 = 86_400_000;
    let scene = scene().await;
    let base = format!("/open/{}/positions/{}", scene.posting, scene.position);
    let check = format!("/zh{base}/self-check");
    let open = format!("/zh/open/{}", scene.posting);
    let table = format!("{open}/positions.xlsx");
    let pages = ["/zh/".to_owned(), open, format!("/zh{base}"), check.clone(), table];
    assert_eq!(scene.house.get(&check, &[]).await.status, StatusCode::OK);
    scene.house.lose_database().await;
    for page in &pages {
        assert_eq!(scene.house.get(page, &[]).await.status, StatusCode::OK, "{page}");
    }
    let answered = post(&scene, &check, "degree=master").await;
    assert_eq!(answered.status, StatusCode::OK, "answers are judged from memory");
    let apply = format!("/zh/my/apply/{}", scene.position);
    assert!(scene.house.get(&pages[2], &[]).await.body.contains(&apply));
    scene.house.advance(DAY + 1);
    for page in &pages {
        assert!(!scene.house.get(page, &[]).await.body.contains(&apply), "{page}: registration is over");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_public_form_goes_on_in_the_other_language_with_what_is_typed() {
    let scene = scene().await;
    let check = format!("open/{}/positions/{}/self-check", scene.posting, scene.position);
    let page = scene.house.get(&format!("/zh/{check}"), &[]).await.body;
    assert!(page.contains(&format!("formaction=\"/en/{check}\"")), "{page}");
    let object = format!("open/{}/objection", scene.posting);
    let page = scene.house.get(&format!("/zh/{object}"), &[]).await.body;
    let there = format!("/en/{object}?switch=yes");
    assert!(page.contains(&format!("formaction=\"{there}\"")), "{page}");
    // Nothing is checked or kept yet, and nobody needs an account for it.
    let english = scene.house.post(&there, "", "key=&kind=report&words=half+a+sen&contact=").await;
    assert_eq!(english.status, StatusCode::OK, "{}", english.body);
    assert!(english.body.contains("<html lang=\"en\"") && english.body.contains(">half a sen</textarea>"));
    assert!(!english.body.contains("Error: "), "{}", english.body);
    let back = format!("formaction=\"/zh/{object}?switch=yes\"");
    assert!(english.body.contains(&back), "{}", english.body);
}
