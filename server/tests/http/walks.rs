//! Walks from page to page by links and plain forms: the plan of the interviews, and what somebody says by telephone.

use domain::access::Role;
use domain::calendar::Instant;
use domain::typed::SignInName;

use super::applying::{Scene, load};
use super::browser::Browser;
use super::releases::{Examined, examined_in};

/// A scheme by which the interviews need a plan.
const ASKING: &str = r#"[scheme]
interview_plan = true
shortlists = [
    { to = "interview", ratio = "2:1", score = "written" },
    { to = "inspection", ratio = "1:1", score = "total" },
]
[[scheme.components]]
key = "written"
weight = "60"
[[scheme.components]]
key = "interview"
weight = "40"
"#;

/// The timetable has interviews that are to be announced.
async fn interviews_to_come(scene: &Scene) {
    let tx = scene.house.store.write("test").await.unwrap();
    let found = store::postings::by_code(&tx, &scene.posting).await.unwrap().unwrap();
    let permit = load(found.scope());
    let name = SignInName::stored("liushenhe".to_owned());
    let by = store::people::by_sign_in(&tx, &permit, &name).await.unwrap().unwrap().person;
    let body = r#"[{"kind":"interview","name":null,"when":"open"}]"#;
    store::postings::timetables::put(&tx, &permit, body, (by, Instant(1_795_000_000_000))).await.unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_plan_goes_from_the_link_at_the_interview_to_its_approval_and_the_signature_of_a_supervisor() {
    let scene = Scene::set().await;
    interviews_to_come(&scene).await;
    let Examined { scene, .. } = examined_in(scene, ASKING, &["zhaoyi", "qianer"]).await;
    scene.member("zhouba", Role::Approver).await;
    scene.member("sunqi", Role::Supervisor).await;
    let course = format!("/en/desk/postings/{}/course", scene.posting);

    // Whoever looks at the course is led to what lacks, before anybody began it.
    let screener = Browser::of(&scene, "liushenhe").await;
    let page = screener.read(&course).await;
    let page =
        screener.follow(&page, "The interview plan is not approved yet").await.titled("Interview plan");
    page.says("By the scheme of this posting the interviews need a plan that was approved.");
    page.says("There is no interview plan yet.");
    let write = "/api/interview-plan/write";
    let first = page.form(write).put("heading[0]", "On 6 May, in two rooms");
    let page = screener.send(&first).await.titled("Interview plan");
    page.says("Version 1").says("Draft").says("On 6 May, in two rooms");
    // What was saved stands in the form again.
    let whole = [
        ("heading[1]", "A third comes from outside"),
        ("heading[2]", "Drawn on the day"),
        ("heading[3]", "No telephones"),
        ("heading[4]", "Two people and two locks"),
    ];
    let form = whole.into_iter().fold(page.form(write), |form, (name, value)| form.put(name, value));
    let page = screener.send(&form).await;
    page.says("On 6 May, in two rooms").says("Two people and two locks").is_silent_on("Version 2");
    let page = screener.send(&page.form("/api/interview-plan/send")).await.titled("Interview plan");
    page.says("Waits for approval").says("Sent by");

    // It waits for the department at the interview: a link for whoever decides it, words for the others.
    let waits = "The interview plan waits for approval";
    let seen = screener.read(&course).await;
    seen.says(waits);
    assert!(!seen.each("main a").iter().any(|link| link == waits), "nothing for the screener to do");
    let approver = Browser::of(&scene, "zhouba").await;
    let page = approver.follow(&approver.read(&course).await, waits).await.titled("Interview plan");
    page.says("Two people and two locks");
    let page = approver.send(&page.form("/api/interview-plan/approve")).await.titled("Interview plan");
    page.says("Approved").says("Decided by");
    approver.read(&course).await.is_silent_on("interview plan");

    let supervisor = Browser::of(&scene, "sunqi").await;
    let plan = format!("/en/desk/postings/{}/interview-plan", scene.posting);
    let page = supervisor.read(&plan).await;
    let page =
        supervisor.follow(&page, "Signatures of supervisors").await.titled("Signatures of supervisors");
    page.says("None yet");
    let page = supervisor.send(&page.form("/api/supervision/sign")).await.titled("Signatures of supervisors");
    page.is_silent_on("None yet");
    supervisor
        .follow(&page, "Interview plan")
        .await
        .titled("Interview plan")
        .says("Two people and two locks");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn what_is_said_by_telephone_is_followed_by_its_code_to_the_answer() {
    let scene = Scene::set().await;
    scene.member("zhouba", Role::Approver).await;
    let queue = format!("/en/desk/postings/{}/objections", scene.posting);
    let heading = "Objections, reports, enquiries, requests";
    let screener = Browser::of(&scene, "liushenhe").await;
    let page = screener.read(&queue).await.titled(heading);
    let form =
        page.form("/api/objections/take_down").put("kind", "enquiry").put("words", "When is the test?");
    let page = screener.send(&form).await;
    page.says("Taken down").says("Tell number and code to whoever said it").says("When is the test?");
    let codes = page.each("main .notice b.mono");
    let [number, code] = codes.as_slice() else { panic!("a number and a code: {codes:?}") };

    // Whoever called finds the way from the public page, without an account.
    let caller = Browser::nobody(&scene);
    let page = caller.read(&format!("/en/open/{}", scene.posting)).await;
    let page = caller.follow(&page, "Object, report or ask").await;
    let page = caller.follow(&page, "Read the answer to something you sent").await.titled("Read an answer");
    let action = "/en/objections";
    let asked = page.form(action).put("number", number).put("code", code);
    let page = caller.send(&asked).await.titled("Read an answer");
    page.says("It is being dealt with; nothing was answered yet.").is_silent_on("On 20 December");

    let approver = Browser::of(&scene, "zhouba").await;
    let page = approver.follow(&approver.read(&queue).await.titled(heading), number).await;
    page.is_silent_on(code);
    let answer = page.form("/api/objections/answer").put("words", "On 20 December, in the morning.");
    approver.send(&answer).await.says("On 20 December, in the morning.");
    caller.send(&asked).await.says("On 20 December, in the morning.").is_silent_on("It is being dealt with");
    // The code is told once: the page of the desk never shows it again.
    let page = screener.follow(&screener.read(&queue).await, number).await;
    page.is_silent_on(code).is_silent_on("Tell number and code");
}
