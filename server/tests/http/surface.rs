//! Every server function is a public endpoint: what it answers to nobody, to a candidate who owns nothing of it, to an
//! administrator, to an officer who is not on the team, to one who is but in another role, and to one who was taken off. A function that the table does not name fails the test.

use std::collections::BTreeMap;

use domain::access::{Caller, LoadDemonstration, Role, Scope, ask as ask_system};
use domain::typed::SignInName;
use http::Method;
use leptos::server_fn::axum::server_fn_paths;

use super::applying::{Scene, identity};

/// Endpoint, then what each of the six is answered.
const SURFACE: &[(&str, [u16; 6])] = &[
    ("account/agree", [401, 422, 403, 403, 403, 403]),
    ("account/asked", [401, 200, 200, 200, 200, 200]),
    ("account/end", [401, 404, 404, 404, 404, 404]),
    ("account/end_others", [401, 200, 200, 200, 200, 200]),
    ("account/password", [401, 422, 422, 422, 422, 422]),
    ("account/stay", [401, 200, 200, 200, 200, 200]),
    ("account/view", [401, 200, 200, 200, 200, 200]),
    ("accounts/close", [401, 403, 404, 403, 403, 403]),
    ("accounts/end_sessions", [401, 403, 404, 403, 403, 403]),
    ("accounts/one", [401, 403, 404, 403, 403, 403]),
    ("accounts/reopen", [401, 403, 404, 403, 403, 403]),
    ("accounts/view", [401, 403, 200, 403, 403, 403]),
    ("adjustments/choose", [401, 404, 403, 403, 403, 403]),
    ("adjustments/confirm", [401, 404, 403, 403, 403, 403]),
    ("adjustments/propose", [401, 404, 403, 404, 403, 404]),
    ("adjustments/refuse", [401, 404, 403, 404, 403, 404]),
    ("adjustments/return", [401, 404, 403, 403, 403, 403]),
    ("adjustments/take", [401, 404, 403, 404, 403, 404]),
    ("adjustments/take_back", [401, 404, 403, 403, 403, 403]),
    ("adjustments/view", [401, 404, 403, 404, 403, 404]),
    ("applications/frame", [401, 404, 403, 403, 403, 403]),
    ("applications/list", [401, 200, 403, 403, 403, 403]),
    ("applications/offer", [401, 200, 403, 403, 403, 403]),
    ("applications/recall", [401, 404, 403, 403, 403, 403]),
    ("applications/rechoose", [401, 404, 403, 403, 403, 403]),
    ("applications/result", [401, 404, 403, 403, 403, 403]),
    ("applications/section", [401, 404, 403, 403, 403, 403]),
    ("applications/start", [401, 200, 403, 403, 403, 403]),
    ("applications/submit", [401, 404, 403, 403, 403, 403]),
    ("applications/take_away", [401, 404, 403, 403, 403, 403]),
    ("applications/view", [401, 404, 403, 403, 403, 403]),
    ("applications/withdraw", [401, 404, 403, 403, 403, 403]),
    ("archives/ask", [401, 404, 403, 403, 403, 403]),
    ("archives/view", [401, 404, 403, 403, 403, 403]),
    ("assignments/give", [401, 403, 404, 403, 403, 403]),
    ("assignments/take", [401, 403, 404, 403, 403, 403]),
    ("audit/view", [401, 403, 403, 403, 403, 403]),
    ("conditions/add", [401, 404, 403, 404, 403, 404]),
    ("conditions/count", [401, 404, 403, 404, 403, 404]),
    ("conditions/cover", [401, 404, 403, 404, 403, 404]),
    ("conditions/group", [401, 404, 403, 404, 403, 404]),
    ("conditions/photo", [401, 404, 403, 404, 403, 404]),
    ("conditions/remove", [401, 404, 403, 404, 403, 404]),
    ("conditions/set", [401, 404, 403, 404, 403, 404]),
    ("conditions/view", [401, 404, 403, 404, 200, 404]),
    ("contacts/choose", [401, 200, 200, 200, 200, 200]),
    ("contacts/confirm", [401, 422, 422, 422, 422, 422]),
    ("contacts/remove", [401, 422, 422, 422, 422, 422]),
    ("contacts/send", [401, 422, 422, 422, 422, 422]),
    ("contacts/set", [401, 422, 422, 422, 422, 422]),
    ("contacts/view", [401, 200, 200, 200, 200, 200]),
    ("course/ahead", [401, 404, 403, 404, 403, 404]),
    ("course/cancel", [401, 404, 403, 403, 403, 403]),
    ("course/propose", [401, 404, 403, 404, 403, 404]),
    ("course/propose_reopening", [401, 404, 403, 404, 403, 404]),
    ("course/reopen_screening", [401, 404, 403, 403, 403, 403]),
    ("course/resume", [401, 404, 403, 403, 403, 403]),
    ("course/return", [401, 404, 403, 403, 403, 403]),
    ("course/return_reopening", [401, 404, 403, 403, 403, 403]),
    ("course/suspend", [401, 404, 403, 403, 403, 403]),
    ("course/view", [401, 404, 403, 404, 200, 404]),
    ("course/withdraw", [401, 404, 403, 404, 403, 404]),
    ("decisions/ahead", [401, 404, 403, 403, 403, 403]),
    ("decisions/begin", [401, 404, 403, 404, 403, 404]),
    ("decisions/choose", [401, 404, 403, 404, 403, 404]),
    ("decisions/confirm", [401, 404, 403, 403, 403, 403]),
    ("decisions/edit", [401, 404, 403, 404, 403, 404]),
    ("decisions/end", [401, 404, 403, 403, 403, 403]),
    ("decisions/position", [401, 404, 403, 404, 403, 404]),
    ("decisions/proof", [401, 404, 403, 404, 403, 404]),
    ("decisions/publish", [401, 404, 403, 403, 403, 403]),
    ("decisions/return", [401, 404, 403, 403, 403, 403]),
    ("decisions/send", [401, 404, 403, 404, 403, 404]),
    ("decisions/view", [401, 404, 403, 404, 403, 404]),
    ("departures/answer", [401, 404, 403, 403, 403, 403]),
    ("departures/approve", [401, 404, 403, 403, 403, 403]),
    ("departures/call", [401, 404, 403, 404, 403, 404]),
    ("departures/enter", [401, 404, 403, 404, 403, 404]),
    ("departures/keep", [401, 404, 403, 403, 403, 403]),
    ("departures/leave", [401, 404, 403, 403, 403, 403]),
    ("departures/leaving", [401, 404, 403, 403, 403, 403]),
    ("departures/recall", [401, 404, 403, 404, 403, 404]),
    ("departures/record", [401, 404, 403, 404, 403, 404]),
    ("departures/refuse", [401, 404, 403, 403, 403, 403]),
    ("departures/take_back", [401, 404, 403, 403, 403, 403]),
    ("departures/view", [401, 404, 403, 404, 403, 404]),
    ("extensions/grant", [401, 404, 403, 403, 403, 403]),
    ("extensions/propose", [401, 404, 403, 404, 403, 404]),
    ("extensions/refuse", [401, 404, 403, 403, 403, 403]),
    ("extensions/view", [401, 404, 403, 404, 403, 404]),
    ("form_key", [200, 200, 200, 200, 200, 200]),
    ("imports/columns", [401, 404, 403, 404, 403, 404]),
    ("imports/marks", [401, 404, 403, 403, 422, 403]),
    ("imports/positions", [401, 404, 403, 404, 403, 404]),
    ("imports/view", [401, 404, 403, 404, 404, 404]),
    ("inspections/countersign", [401, 404, 403, 404, 422, 404]),
    ("inspections/declare", [401, 404, 403, 404, 422, 404]),
    ("inspections/enter", [401, 404, 403, 404, 422, 404]),
    ("inspections/file", [401, 404, 403, 404, 404, 404]),
    ("inspections/medical", [401, 404, 403, 404, 403, 404]),
    ("inspections/name", [401, 404, 403, 404, 403, 404]),
    ("inspections/read", [401, 404, 403, 404, 422, 404]),
    ("inspections/return", [401, 404, 403, 404, 422, 404]),
    ("inspections/take", [401, 404, 403, 404, 403, 404]),
    ("inspections/view", [401, 404, 403, 404, 200, 404]),
    ("interview-plan/approve", [401, 404, 403, 403, 403, 403]),
    ("interview-plan/return", [401, 404, 403, 403, 403, 403]),
    ("interview-plan/send", [401, 404, 403, 404, 403, 404]),
    ("interview-plan/view", [401, 404, 403, 404, 403, 404]),
    ("interview-plan/write", [401, 404, 403, 404, 403, 404]),
    ("lists/ask", [401, 404, 403, 404, 403, 404]),
    ("lists/candidate", [401, 404, 403, 404, 403, 404]),
    ("jobs/give_up", [401, 403, 422, 403, 403, 403]),
    ("jobs/retry", [401, 403, 422, 403, 403, 403]),
    ("jobs/view", [401, 403, 200, 403, 403, 403]),
    ("lists/correct", [401, 404, 403, 404, 403, 404]),
    ("lists/correction", [401, 404, 403, 404, 403, 404]),
    ("lists/keep", [401, 404, 403, 403, 403, 403]),
    ("lists/kept", [401, 404, 403, 404, 403, 404]),
    ("lists/proof", [401, 404, 403, 404, 403, 404]),
    ("lists/publish", [401, 404, 403, 403, 403, 403]),
    ("lists/sign_first", [401, 404, 403, 404, 403, 404]),
    ("lists/take_back", [401, 404, 403, 403, 403, 403]),
    ("lists/unsign_first", [401, 404, 403, 404, 403, 404]),
    ("lists/view", [401, 404, 403, 404, 403, 404]),
    ("marks/empty", [401, 404, 403, 403, 422, 403]),
    ("marks/enter", [401, 404, 403, 403, 422, 403]),
    ("marks/find", [401, 404, 403, 403, 200, 403]),
    ("marks/history", [401, 404, 403, 403, 422, 403]),
    ("marks/view", [401, 404, 403, 403, 422, 403]),
    ("messages/ahead", [401, 404, 403, 404, 403, 404]),
    ("messages/drop", [401, 404, 403, 404, 403, 404]),
    ("messages/inbox", [401, 200, 200, 200, 200, 200]),
    ("messages/of_posting", [401, 404, 403, 404, 403, 404]),
    ("messages/one", [401, 404, 404, 404, 404, 404]),
    ("messages/preview", [401, 404, 403, 404, 403, 404]),
    ("messages/save", [401, 404, 403, 404, 403, 404]),
    ("messages/unread", [401, 200, 200, 200, 200, 200]),
    ("messages/words", [401, 404, 403, 404, 403, 404]),
    ("notice_files/take", [401, 404, 403, 404, 403, 404]),
    ("notice_files/view", [401, 404, 403, 404, 422, 404]),
    ("objections/answer", [401, 404, 403, 403, 403, 403]),
    ("objections/one", [401, 404, 403, 404, 403, 404]),
    ("objections/own", [401, 404, 403, 403, 403, 403]),
    ("objections/raise", [401, 404, 403, 403, 403, 403]),
    ("objections/take_down", [401, 404, 403, 404, 403, 404]),
    ("objections/terms", [401, 404, 403, 404, 403, 404]),
    ("objections/view", [401, 404, 403, 404, 403, 404]),
    ("opening/ahead", [401, 404, 403, 403, 403, 403]),
    ("opening/confirm", [401, 404, 403, 403, 403, 403]),
    ("opening/propose", [401, 404, 403, 404, 403, 404]),
    ("opening/return", [401, 404, 403, 403, 403, 403]),
    ("opening/view", [401, 404, 403, 404, 403, 404]),
    ("outcome/close", [401, 404, 403, 403, 403, 403]),
    ("outcome/probation", [401, 404, 403, 404, 403, 404]),
    ("outcome/service", [401, 404, 403, 403, 403, 403]),
    ("outcome/transfer", [401, 404, 403, 403, 403, 403]),
    ("outcome/view", [401, 404, 403, 404, 403, 404]),
    ("postings/approval", [401, 404, 403, 404, 200, 404]),
    ("postings/approve", [401, 404, 403, 403, 403, 403]),
    ("postings/assign", [401, 404, 403, 404, 403, 404]),
    ("postings/assignable", [401, 404, 403, 404, 403, 404]),
    ("postings/clone", [401, 403, 403, 404, 403, 404]),
    ("postings/create", [401, 403, 403, 200, 403, 200]),
    ("postings/edit", [401, 404, 403, 404, 403, 404]),
    ("postings/end", [401, 404, 403, 403, 403, 403]),
    ("postings/explain", [401, 404, 403, 404, 403, 404]),
    ("postings/list", [401, 403, 200, 200, 200, 200]),
    ("postings/position", [401, 404, 403, 404, 403, 404]),
    ("postings/reasons", [401, 404, 403, 404, 200, 404]),
    ("postings/return", [401, 404, 403, 403, 403, 403]),
    ("postings/submit", [401, 404, 403, 404, 403, 404]),
    ("postings/take_position", [401, 404, 403, 404, 403, 404]),
    ("postings/unassign", [401, 404, 403, 404, 403, 404]),
    ("postings/view", [401, 404, 403, 404, 200, 404]),
    ("prints/ask", [401, 404, 403, 404, 403, 404]),
    ("prints/leave", [401, 404, 403, 404, 403, 404]),
    ("prints/view", [401, 404, 403, 404, 403, 404]),
    ("ranking/again", [401, 404, 403, 404, 403, 404]),
    ("ranking/compute", [401, 404, 403, 404, 403, 404]),
    ("ranking/reopen", [401, 404, 403, 404, 403, 404]),
    ("ranking/spread", [401, 404, 403, 404, 403, 404]),
    ("ranking/steps", [401, 404, 403, 404, 403, 404]),
    ("ranking/try", [401, 404, 403, 404, 403, 404]),
    ("ranking/try_mark", [401, 404, 403, 404, 403, 404]),
    ("ranking/view", [401, 404, 403, 404, 403, 404]),
    ("revisions/accept", [401, 404, 403, 404, 403, 404]),
    ("revisions/approve", [401, 404, 403, 403, 403, 403]),
    ("revisions/between", [401, 404, 403, 404, 200, 404]),
    ("revisions/cut", [401, 404, 403, 403, 403, 403]),
    ("revisions/cutting", [401, 404, 403, 404, 404, 404]),
    ("revisions/decline", [401, 404, 403, 404, 403, 404]),
    ("revisions/discard", [401, 404, 403, 404, 403, 404]),
    ("revisions/further", [401, 404, 403, 404, 422, 404]),
    ("revisions/position", [401, 404, 403, 404, 403, 404]),
    ("revisions/propose", [401, 404, 403, 404, 403, 404]),
    ("revisions/return", [401, 404, 403, 403, 403, 403]),
    ("revisions/terms", [401, 404, 403, 404, 403, 404]),
    ("revisions/view", [401, 404, 403, 404, 200, 404]),
    ("rulings/approve", [401, 404, 403, 403, 403, 403]),
    ("rulings/drafted", [401, 404, 403, 404, 403, 404]),
    ("rulings/form", [401, 404, 403, 404, 403, 404]),
    ("rulings/list", [401, 404, 403, 404, 403, 404]),
    ("rulings/propose", [401, 404, 403, 404, 403, 404]),
    ("rulings/propose_drafted", [401, 404, 403, 404, 403, 404]),
    ("rulings/return", [401, 404, 403, 403, 403, 403]),
    ("rulings/view", [401, 404, 403, 404, 403, 404]),
    ("schemes/add", [401, 404, 403, 404, 403, 404]),
    ("schemes/begin", [401, 404, 403, 404, 403, 404]),
    ("schemes/discard", [401, 404, 403, 404, 403, 404]),
    ("schemes/move", [401, 404, 403, 404, 403, 404]),
    // Takes JSON only; `service/tests/selection/schemes.rs` asks it as an outsider.
    ("schemes/movers", [400, 400, 400, 400, 400, 400]),
    ("schemes/rebase", [401, 404, 403, 404, 403, 404]),
    ("schemes/remove", [401, 404, 403, 404, 403, 404]),
    ("schemes/save", [401, 404, 403, 404, 403, 404]),
    ("schemes/set", [401, 404, 403, 404, 403, 404]),
    ("schemes/view", [401, 404, 403, 404, 200, 404]),
    ("screening/blockers", [401, 404, 403, 404, 403, 404]),
    ("screening/check", [401, 404, 403, 404, 403, 404]),
    ("screening/compare", [401, 404, 403, 404, 403, 404]),
    ("screening/duplicates", [401, 404, 403, 404, 403, 404]),
    ("screening/file", [401, 404, 403, 404, 403, 404]),
    ("screening/find", [401, 404, 403, 404, 403, 404]),
    ("screening/finish", [401, 404, 403, 404, 403, 404]),
    ("screening/pass", [401, 404, 403, 404, 403, 404]),
    ("screening/queue", [401, 404, 403, 404, 403, 404]),
    ("screening/refuse", [401, 404, 403, 404, 403, 404]),
    ("screening/reveal", [401, 404, 403, 404, 403, 404]),
    ("screening/take_back", [401, 404, 403, 404, 403, 404]),
    ("screening/undo", [401, 404, 403, 404, 403, 404]),
    ("panels/record", [401, 404, 403, 404, 403, 404]),
    ("panels/view", [401, 404, 403, 404, 200, 404]),
    ("supervision/sign", [401, 404, 403, 403, 403, 403]),
    ("supervision/view", [401, 404, 403, 404, 403, 404]),
    ("timetable/view", [401, 404, 403, 404, 422, 404]),
    ("timetable/write", [401, 404, 403, 404, 403, 404]),
    ("work-years/enter", [401, 403, 200, 403, 403, 403]),
    ("work-years/view", [401, 403, 200, 403, 403, 403]),
];

/// Where 403 or 404 is no denial: nobody's rows but the caller's own are asked for, or the permit was given and the thing does
/// not exist. `at` is the caller's place in the table.
fn is_no_denial(name: &str, at: usize) -> bool {
    let of_accounts = name.starts_with("accounts/") || name.starts_with("assignments/");
    match name {
        "postings/list" | "account/end" | "messages/one" => true,
        "imports/view" | "inspections/file" | "revisions/cutting" => at == 4,
        _ => of_accounts && at == 2,
    }
}

/// One form that has every field of every function.
pub fn everything(scene: &Scene, application: &str) -> String {
    let Scene { posting, position, .. } = scene;
    let key = scene.house.service.form_key();
    format!(
        "lang=zh&posting={posting}&position={position}&application={application}&import={key}&account={key}\
         &key={key}&version=1&after=0&at=1&digest={digest}&stage=inspection&ticket=0001&object=&before=\
         &session={key}&person={key}&assignment={key}&member=clerk.{key}&old=x&again=x&reach=pool&from=&section=person&title=T&authority=A&notice=&opens=2030-01-01T09%3A00&closes=2030-02-01T09%3A00&reason=written+on+the+wrong+line&words=words\
         &ground=age&purpose=contact&filter[state]=&filter[page]=1&page=1&form[kind]=sex&place[component]=written&component=written&name=A&identity=&phone=\
         &sign_in_name=newcomer&password=ninety+purple+lamps&role=clerk&unit=A&post=B\
         &kind=line&of=written&line=60&ruling={key}&about[question]=\
         &other={application}&compared=different&seen=0&revision={key}&decision={key}&typed[unit]=U&typed[title]=T&typed[plan]=1&based_on=0&list=components&first=written&up=yes&template=empty&was=&decide=suspend&side=top&part=near&file={key}&extension={key}&opening={key}&adjustment={key}&choice={key}&until=2031-01-01T09%3A00&evidence=hospital&answer=accepted&departure={key}&inspector={key}&recall={key}&findings=F&relation=other&result=qualified&call={key}&run={key}&number=0010001&day=2026-05-01&note=told&why=withdrew\
         &body=B&minutes=M&proposed=yes&objection={key}&matter=refusal&effect=nothing&end=passed&ends=2030-01-01&starts=2026-12-01&source=S&days=off+2030-01-01&year=2030&signature={key}&heading[0]=days&what=draw&thing={key}",
        digest = "0".repeat(64)
    )
}

async fn ask(scene: &Scene, method: &Method, path: &str, cookie: &str, fields: &str) -> u16 {
    let pairs = [
        ("accept", "application/json"),
        ("sec-fetch-site", "same-origin"),
        ("content-type", "application/x-www-form-urlencoded"),
        ("cookie", cookie),
    ];
    let (path, body) =
        if *method == Method::GET { (format!("{path}?{fields}"), "") } else { (path.to_owned(), fields) };
    let answer = scene.house.ask(method.clone(), &path, &pairs, body).await;
    assert!(!answer.status.is_server_error(), "{path}: {} {}", answer.status, answer.body);
    answer.status.as_u16()
}

/// Who was a screener of the posting, signed in, and was taken off: the open session lost it.
async fn revoked(scene: &Scene) -> String {
    let (assignment, cookie) = scene.member("taken.off", Role::Screener).await;
    let path = format!("/zh/desk/postings/{}", scene.posting);
    assert_eq!(scene.house.get(&path, &[("cookie", &cookie)]).await.status, 200);
    let form = format!("lang=zh&posting={}&assignment={assignment}", scene.posting);
    let done = scene.house.post("/api/postings/unassign", &scene.screener, &form).await;
    assert!(done.status.is_redirection() && !done.header("location").contains("__err"), "{}", done.status);
    assert_eq!(scene.house.get(&path, &[("cookie", &cookie)]).await.status, 404, "with the next request");
    cookie
}

/// Denials on record.
async fn denials(scene: &Scene) -> usize {
    let supervisor = scene.house.sign_in("supervisor.of.all").await.cookie();
    let mut found = 0;
    let mut before = String::new();
    loop {
        let path = format!("/api/audit/view?object=&before={before}");
        let pairs = [
            ("accept", "application/json"),
            ("sec-fetch-site", "same-origin"),
            ("cookie", supervisor.as_str()),
        ];
        let page: serde_json::Value =
            serde_json::from_str(&scene.house.get(&path, &pairs).await.body).unwrap();
        let lines = page["lines"].as_array().unwrap();
        found += lines.iter().filter(|line| line.to_string().contains("denied")).count();
        match page["older"].as_i64() {
            Some(older) => before = older.to_string(),
            None => return found,
        }
    }
}

/// Refusals to a candidate, as counted.
async fn counted(scene: &Scene, name: &str) -> usize {
    let tx = scene.house.store.write("test").await.unwrap();
    let permit = ask_system::<LoadDemonstration>(&Caller::system("test"), Scope::system()).unwrap();
    let name = SignInName::stored(name.to_owned());
    let account = store::people::by_sign_in(&tx, &permit, &name).await.unwrap().unwrap().id;
    let times = store::refusals::of(&tx, &format!("account {}", account.0)).await.unwrap();
    tx.rollback().await.unwrap();
    usize::try_from(times).unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn every_server_function_refuses_whom_it_must() {
    let scene = Scene::set().await;
    let owner = scene.candidate("zhaoliu").await;
    let home = scene.submitted(&owner, &identity(1)).await;
    let application = home.rsplit('/').next().unwrap().to_owned();
    let callers = [
        String::new(),
        scene.candidate("qianqi").await,
        scene.house.staff("administrator", "administrator").await,
        scene.house.staff("stranger", "screener").await,
        scene.member("clerk.of.it", Role::Clerk).await.1,
        revoked(&scene).await,
    ];
    scene.house.staff("supervisor.of.all", "supervisor").await;
    let before = denials(&scene).await;
    let (mut refused, mut refused_candidate) = (0, 0);
    let mut found = BTreeMap::new();
    for (path, method) in server_fn_paths() {
        let name = path.trim_start_matches("/api/");
        let mut answers = [0; 6];
        for (at, (answer, caller)) in answers.iter_mut().zip(&callers).enumerate() {
            let fields = everything(&scene, &application);
            *answer = ask(&scene, &method, path, caller, &fields).await;
            let denied = [403, 404].contains(answer) && !caller.is_empty();
            let counted = usize::from(denied && !is_no_denial(name, at));
            if at == 1 { refused_candidate += counted } else { refused += counted }
        }
        found.insert(name.to_owned(), answers);
    }
    let printed: Vec<String> =
        found.iter().map(|(name, answers)| format!("    (\"{name}\", {answers:?}),")).collect();
    let named: BTreeMap<String, [u16; 6]> =
        SURFACE.iter().map(|(name, answers)| ((*name).to_owned(), *answers)).collect();
    assert_eq!(found, named, "the surface is:\n{}", printed.join("\n"));
    let written = denials(&scene).await - before;
    assert_eq!(written, refused, "every refusal to staff is on record for good");
    // Anybody can open an account and ask on: what strangers are refused is counted, and grows no permanent row.
    assert_eq!(counted(&scene, "qianqi").await, refused_candidate);
}
