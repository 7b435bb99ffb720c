//! Two houses that differ in nothing but a list that nobody released: the lots called other people, in another order. Whatever a
//! passer-by, a candidate, a clerk and officers from outside can ask or try is answered alike, byte by byte, headers included, and asks
//! as many statements and rows of the database: what takes as much work tells nothing by its time.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use domain::access::Role;
use domain::calendar::Instant;
use domain::id::Code;
use http::Method;
use leptos::server_fn::axum::server_fn_paths;

use super::applying::{Scene, hidden};
use super::house::House;
use super::marks::grid;
use super::releases::{Examined, compute, differing, examined, mark, plain, sign, sign_first};
use super::surface::everything;

/// A list whose last seats lots decide, and a component that only its people sit.
const SCHEME: &str = r#"[scheme]
shortlists = [
    { to = "interview", ratio = "2:1", score = "written", tie = "ladder", ladder = ["fact.years"], still_tied = "lots" },
    { to = "inspection", ratio = "1:1", score = "total" },
]
[[scheme.components]]
key = "written"
weight = "60"
[[scheme.components]]
key = "interview"
weight = "40"
[[scheme.facts]]
key = "years"
"#;
/// A line that is set once the marks are known.
const OPEN: &str = r#"[scheme]
shortlists = [
    { to = "interview", ratio = "2:1", score = "written" },
    { to = "inspection", ratio = "1:1", score = "total" },
]
[[scheme.components]]
key = "written"
weight = "60"
line = "decided"
[[scheme.components]]
key = "interview"
weight = "40"
"#;
const PEOPLE: [&str; 3] = ["zhaoyi", "qianer", "sunsan"];
/// The number of the one position.
const POSITION: &str = "0010001";
const MINUTE: i64 = 60_000;

/// Somebody who asks.
struct Asker {
    name: &'static str,
    cookie: String,
    /// The application that the addresses name: the own one, or somebody's.
    application: String,
}

/// What there is to name in an address.
struct Named {
    posting: Code,
    position: Code,
    applications: Vec<String>,
    tickets: Vec<String>,
    /// Where somebody's searches for them lead, and what is asked there.
    searches: Vec<String>,
    /// The ruling that carries the lots.
    ruling: String,
    /// What names nothing.
    nothing: Code,
}

/// The addresses that the handlers outside of the pages answer to GET, as the source names them: one that is added is asked too.
fn handlers() -> Vec<String> {
    let mut open = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src")];
    let mut found = Vec::new();
    while let Some(path) = open.pop() {
        if path.is_dir() {
            open.extend(std::fs::read_dir(&path).unwrap().map(|entry| entry.unwrap().path()));
            continue;
        }
        let source = std::fs::read_to_string(&path).unwrap_or_default();
        for route in source.split(".route(").skip(1) {
            let mut parts = route.split('"');
            let (Some(address), Some(handler)) = (parts.nth(1), parts.next()) else { continue };
            let gets = handler.trim_start_matches([',', ' ', '\n']).starts_with("get(");
            if gets && address.starts_with("/{lang}") && !path.ends_with("tests.rs") {
                found.push(address.to_owned());
            }
        }
    }
    assert!(found.len() >= 36, "{found:?}");
    found
}

/// An address with each of the values that its names can have.
fn filled(template: &str, values: &impl Fn(&str) -> Vec<String>) -> Vec<String> {
    let Some((before, rest)) = template.split_once('{') else { return vec![template.to_owned()] };
    let (name, after) = rest.split_once('}').expect("a name ends");
    let mut all = Vec::new();
    for end in filled(after, values) {
        all.extend(values(name).into_iter().map(|value| format!("{before}{value}{end}")));
    }
    all
}

/// Every page and file, in Chinese; what the public and candidates read in English too.
fn addresses(named: &Named, application: &str) -> Vec<String> {
    let Named { posting, position, applications, tickets, searches, ruling, nothing } = named;
    let words = |all: &[&str]| all.iter().map(|one| (*one).to_owned()).collect::<Vec<_>>();
    let values = |name: &str| match name {
        "lang" => words(&["zh", "en"]),
        "posting" | "page" => vec![posting.to_string()],
        "position" => vec![position.to_string()],
        "application" => words(&[application]),
        "stage" => words(&["interview", "inspection"]),
        "number" => words(&[POSITION]),
        "act" => words(&["add", "approve", "suspend"]),
        "kind" => words(&["submitted"]),
        "ruling" => vec![ruling.clone(), nothing.to_string()],
        _ => vec![nothing.to_string()],
    };
    let mut all = Vec::new();
    for template in House::page_paths().into_iter().map(str::to_owned).chain(handlers()) {
        all.extend(filled(&template, &values));
    }
    all.retain(|path| path.starts_with("/zh") || !(path.contains("/desk") || path.ends_with(".pdf")));
    all.extend(searches.iter().cloned());
    // What one looks for, and what there is not.
    let desk = format!("/zh/desk/postings/{posting}");
    for page in [
        "marks?component=interview",
        "marks?component=interview&missing=yes",
        "marks/sheet.xlsx?component=interview",
        "marks/examiners.xlsx?component=interview",
        "screening?state=passed",
        "rulings/propose?question=0010001%2Finterview",
        "rulings/propose?position=0010001&list=interview",
    ] {
        all.push(format!("{desk}/{page}"));
    }
    for ticket in tickets {
        for page in ["lists/interview/candidate?ticket=", "inspection?shown="] {
            all.push(format!("{desk}/{page}{ticket}"));
        }
        for page in ["open/lists?q=", "open/lists?ticket="] {
            all.push(format!("/zh/{page}{ticket}"));
        }
        all.push(format!("/zh/open/{posting}?q={ticket}"));
        all.push(format!("/zh/open/lists/{nothing}?ticket={ticket}"));
    }
    for person in applications {
        for page in [
            "decision/0010001?application=",
            "outcome?application=",
            "departures?why=withdrew&application=",
            "inspection/",
            "ranking/",
        ] {
            all.push(format!("{desk}/{page}{person}"));
        }
        all.push(format!("{desk}/marks/{person}?component=interview"));
    }
    for end in [".csv", ".xlsx", ".pdf", "?result=in", "?page=2"] {
        all.push(format!("/zh/open/lists/{nothing}{end}"));
    }
    all
}

/// The page of each of these searches, and the function behind it: they keep codes, which tell whoever asked alone.
async fn searched(
    scene: &Scene,
    cookie: &str,
    find: [&str; 2],
    behind: &str,
    tickets: &[String],
) -> Vec<String> {
    let (mut all, [function, typed]) = (Vec::new(), find);
    for ticket in tickets {
        let page = scene.sought(cookie, function, &format!("{typed}{ticket}")).await;
        let code = page.split("search=").nth(1).and_then(|rest| rest.split('&').next()).expect("a code");
        all.push(format!("/api/{behind}{code}&posting={}", scene.posting));
        all.push(page);
    }
    all
}

/// The fields with another value for one of them.
fn with(fields: &str, name: &str, value: &str) -> String {
    let mark = format!("&{name}=");
    let (before, rest) = fields.split_once(&mark).unwrap_or_else(|| panic!("no {name}"));
    let after = rest.split_once('&').map_or("", |one| one.1);
    format!("{before}{mark}{value}&{after}")
}

/// Every server function of that method: with codes that name nothing, and about somebody, the list and the ruling.
fn functions(named: &Named, base: &str, method: &Method) -> Vec<String> {
    let about = [
        ("ticket", named.tickets[0].as_str()),
        ("stage", "interview"),
        ("component", "interview"),
        ("ruling", named.ruling.as_str()),
    ];
    let known = about.iter().fold(base.to_owned(), |form, (name, value)| with(&form, name, value));
    let forms = [base.to_owned(), known];
    let paths = server_fn_paths().filter(|(_, of)| of == method).map(|(path, _)| path);
    // A key is drawn for whoever asks.
    let paths: Vec<&str> = paths.filter(|path| *path != "/api/form_key").collect();
    assert!(paths.len() >= 50, "{paths:?}");
    paths.iter().flat_map(|path| forms.iter().map(move |form| format!("{path}?{form}"))).collect()
}

/// What is asked of a server function that does something is sent to it.
fn sent<'a>(path: &'a str, acts: &[&str]) -> (Method, &'a str, &'a str) {
    match path.split_once('?') {
        Some((act, form)) if acts.contains(&act) => (Method::POST, act, form),
        _ => (Method::GET, path, ""),
    }
}

/// The whole answer, but for what no two answers have in common.
async fn answer(scene: &Scene, path: &str, cookie: &str) -> String {
    let accept =
        if path.starts_with("/api/") { "application/json" } else { "text/html,application/xhtml+xml" };
    let acts = server_fn_paths().filter(|(_, method)| *method == Method::POST).map(|(path, _)| path);
    let (method, path, form) = sent(path, &acts.collect::<Vec<_>>());
    let pairs = [
        ("accept", accept),
        ("sec-fetch-site", "same-origin"),
        ("content-type", "application/x-www-form-urlencoded"),
        ("cookie", cookie),
    ];
    let answer = scene.house.ask(method, path, &pairs, form).await;
    assert!(!answer.status.is_server_error(), "{path}: {} {}", answer.status, answer.body);
    let number = answer.header("x-request-id");
    let headers = answer.headers.iter().filter(|(name, _)| name.as_str() != "x-request-id");
    let mut headers: Vec<String> = headers
        .map(|(name, value)| format!("{name}: {}", plain(&String::from_utf8_lossy(value.as_bytes()))))
        .collect();
    headers.sort();
    let body = plain(&answer.body).replace(number, "");
    format!("{}\n{}\n\n{body}", answer.status, headers.join("\n"))
}

/// What one house gave, by who asked what.
#[derive(Default)]
struct Found {
    answers: BTreeMap<String, String>,
    /// What each answer asked of the database.
    work: BTreeMap<String, String>,
}

/// What is answered to everybody in one house.
async fn all(scene: &Scene, asked: &[(&Asker, Vec<String>)]) -> Found {
    scene.house.cache.follow().await.unwrap();
    let mut found = Found::default();
    for (asker, paths) in asked {
        for path in paths {
            let before = scene.house.store.asked();
            let whole = answer(scene, path, &asker.cookie).await;
            let now = scene.house.store.asked();
            let (statements, rows) = (now.statements - before.statements, now.rows - before.rows);
            let name = format!("{} {path}", asker.name);
            found.work.insert(name.clone(), format!("{statements} statements, {rows} rows"));
            found.answers.insert(name, whole);
        }
    }
    found
}

/// Both houses answer alike, by as much work.
fn expect_alike(here: &Found, there: &Found, when: &str) {
    assert_eq!(differing(&here.answers, &there.answers), Vec::<String>::new(), "{when}");
    let kinds: BTreeSet<&String> = here.work.values().collect();
    assert!(kinds.len() > 2, "work is counted: {kinds:?}");
    assert_eq!(differing(&here.work, &there.work), Vec::<String>::new(), "{when}: work");
}

/// Lots are drawn in this order, decided by two people, and counted; answers the ruling.
async fn drawn(
    scene: &Scene,
    (screener, approver): (&str, &str),
    tickets: &[String],
    places: &[&str],
) -> String {
    let here = format!("/zh/desk/postings/{}/rulings/propose", scene.posting);
    let mut form = format!(
        "lang=zh&posting={}&key={}&kind=lots&question={POSITION}%2Finterview&witnesses=A&number=B",
        scene.posting,
        scene.house.service.form_key()
    );
    for (at, (ticket, place)) in tickets.iter().zip(places).enumerate() {
        form.push_str(&format!("&tickets[{at}]={ticket}&places[{at}]={place}"));
    }
    let to = scene.send(screener, "rulings/propose", &here, &form).await;
    assert!(!to.contains("__err"), "{to}");
    let ruling = to.split('?').next().unwrap().rsplit('/').next().unwrap().to_owned();
    let form = format!("lang=zh&posting={}&ruling={ruling}", scene.posting);
    let to = scene.send(approver, "rulings/approve", &to, &form).await;
    assert!(!to.contains("__err"), "{to}");
    compute(scene, screener).await;
    ruling
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn two_houses_that_differ_in_an_unreleased_list_alone_answer_everybody_alike() {
    // Everything asked by everybody, twice: what may be told is decided above the database, so that this longest of tests runs once.
    if crate::postgres::is_meant() {
        return;
    }
    let Examined { scene, applications, screener, clerk, tickets } = examined(SCHEME, &PEOPLE).await;
    mark(&scene, &clerk, &tickets, &["80", "80", "80"]).await;
    let cells: Vec<_> = tickets.iter().map(|ticket| (ticket.as_str(), "1", "", 0)).collect();
    let years = grid(&scene, &cells).replacen("[component]=written", "[component]=fact.years", 1);
    let here = format!("/zh/desk/postings/{}/marks?component=fact.years", scene.posting);
    let to = scene.send(&clerk, "marks/enter", &here, &years).await;
    assert!(to.contains("saved=3"), "{to}");
    let (_, approver) = scene.member("zhouba", Role::Approver).await;
    let (_, publisher) = scene.member("gaofabu", Role::Publisher).await;
    let asker = |name, cookie, at: usize| Asker { name, cookie, application: applications[at].clone() };
    let mut askers = vec![asker("nobody", String::new(), 0), asker("clerk", clerk, 0)];
    for (at, name) in PEOPLE.into_iter().enumerate() {
        askers.push(asker(name, scene.house.sign_in(name).await.cookie(), at));
    }
    for (name, role) in [("other.screener", "screener"), ("other.clerk", "clerk")] {
        askers.push(asker(name, scene.house.staff(name, role).await, 0));
    }
    compute(&scene, &screener).await;
    let nothing = scene.house.service.form_key();
    let base = everything(&scene, &applications[0]);
    let find = ["marks/find", "place[component]=interview&words="];
    let behind = "marks/view?place[component]=written&place[search]=";
    let searches = searched(&scene, &askers[1].cookie, find, behind, &tickets).await;
    let Scene { house, posting, position, .. } = scene;
    let scene = |house| Scene { house, posting, position, screener: screener.clone() };
    let [one, other, tried, as_well] = house.copies::<4>().await.map(scene);

    let officers = (screener.as_str(), approver.as_str());
    let ruling = drawn(&one, officers, &tickets, &["1", "2", "3"]).await;
    for (scene, places) in [(&other, ["3", "2", "1"]), (&tried, ["1", "2", "3"]), (&as_well, ["3", "2", "1"])]
    {
        assert_eq!(drawn(scene, officers, &tickets, &places).await, ruling, "codes are alike");
    }
    let named = Named { posting, position, applications, tickets, searches, ruling, nothing };
    let (mut asked, mut acts) = (Vec::new(), Vec::new());
    for asker in &askers {
        let base = with(&base, "application", &asker.application);
        let mut paths = addresses(&named, &asker.application);
        paths.extend(functions(&named, &base, &Method::GET));
        asked.push((asker, paths));
        acts.push((asker, functions(&named, &base, &Method::POST)));
    }
    let release = Instant((1_795_000_000_000 + 86_400_001) / MINUTE * MINUTE + 4 * MINUTE);
    for house in [&one, &other, &tried, &as_well] {
        sign_first(house, &screener, "interview").await;
    }
    // Of those who are nearest to it; everybody is asked once it is signed.
    let near = &asked[1..3];
    let (here, there) = tokio::join!(all(&one, near), all(&other, near));
    expect_alike(&here, &there, "computed and signed first");
    for house in [&one, &other, &tried, &as_well] {
        sign(house, &publisher, ("interview", release)).await;
    }
    let (here, there) = tokio::join!(all(&one, &asked), all(&other, &asked));
    expect_alike(&here, &there, "signed, before its instant");
    // A passer-by, the clerk and the first candidate: the others may do what one of these may.
    let (here, there) = tokio::join!(all(&tried, &acts[..3]), all(&as_well, &acts[..3]));
    expect_alike(&here, &there, "whatever anybody tries to do");
    let ranking = format!("/zh/desk/postings/{posting}/ranking");
    let with_permit = [answer(&one, &ranking, &screener).await, answer(&other, &ranking, &screener).await];
    assert_ne!(with_permit[0], with_permit[1], "whoever may read it sees that they differ");

    for house in [&one, &other] {
        house.house.advance(5 * MINUTE);
        service::runner::turn(&house.house.service).await.unwrap();
    }
    // The clerk and the first two candidates, at what the list is about.
    let about = |path: &String| path.contains("/my/applications/") || path.contains("/marks?");
    let concerned: Vec<_> = asked
        .drain(1..4)
        .map(|(asker, paths)| (asker, paths.into_iter().filter(about).collect::<Vec<_>>()))
        .collect();
    let (here, there) = tokio::join!(all(&one, &concerned), all(&other, &concerned));
    let told = differing(&here.answers, &there.answers);
    let grid = format!("clerk /zh/desk/postings/{posting}/marks?component=interview: ");
    assert!(told.iter().any(|one| one.starts_with(&grid)), "whom the clerk expects: {told:#?}");
    let called = told.iter().filter(|one| one.contains("/interview.pdf: ")).count();
    assert!(called >= 2, "whoever was called in one of them: {told:#?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn two_houses_that_differ_in_whose_marks_they_are_answer_whoever_may_set_the_line_alike() {
    let Examined { scene, applications, screener, clerk, tickets } = examined(OPEN, &PEOPLE).await;
    let nothing = scene.house.service.form_key();
    let base = everything(&scene, &applications[0]);
    let find = ["screening/find", "filter[state]=all&filter[find]="];
    let behind = "screening/queue?filter[state]=all&filter[search]=";
    let searches = searched(&scene, &screener, find, behind, &tickets).await;
    let Scene { house, posting, position, .. } = scene;
    let [one, other] =
        house.copies::<2>().await.map(|house| Scene { house, posting, position, screener: screener.clone() });
    for (house, marks) in [(&one, ["80", "70", "60"]), (&other, ["60", "70", "80"])] {
        mark(house, &clerk, &tickets, &marks).await;
        compute(house, &screener).await;
    }
    let asker = Asker { name: "screener", cookie: screener, application: applications[0].clone() };
    let ruling = nothing.to_string();
    let named = Named { posting, position, applications, tickets, searches, ruling, nothing };
    let mut paths = addresses(&named, &asker.application);
    for of in ["written", "total"] {
        paths.push(format!("/zh/desk/postings/{posting}/rulings/propose?of={of}"));
    }
    paths.extend(functions(&named, &base, &Method::GET));
    let asked = [(&asker, paths)];
    let (here, there) = tokio::join!(all(&one, &asked), all(&other, &asked));
    assert_eq!(differing(&here.answers, &there.answers), Vec::<String>::new(), "before the line stands");
    let ranking = &here.answers[&format!("screener /zh/desk/postings/{posting}/ranking")];
    assert!(ranking.starts_with("200 OK") && ranking.contains("分数线尚待划定"), "{ranking}");
    let grid = format!("/zh/desk/postings/{posting}/marks");
    let marks = [answer(&one, &grid, &clerk).await, answer(&other, &grid, &clerk).await];
    assert_ne!(marks[0], marks[1], "whoever typed the marks sees that they differ");
}

/// The plan of the interviews is written with these days, sent, and approved by another person.
async fn planned(scene: &Scene, (screener, approver): (&str, &str), days: &str) {
    let here = format!("/zh/desk/postings/{}/interview-plan", scene.posting);
    let mut texts = format!("&heading[0]={days}");
    for place in 1..5 {
        texts.push_str(&format!("&heading[{place}]=said"));
    }
    for (who, act, more) in
        [(screener, "write", texts.as_str()), (screener, "send", ""), (approver, "approve", "")]
    {
        let page = scene.page(who, &here).await.body;
        // There is nothing yet that the first act could be made on.
        let shown = if act == "write" { String::new() } else { hidden(&page, "digest") };
        let form = format!("lang=zh&posting={}&digest={shown}{more}", scene.posting);
        let to = scene.send(who, &format!("interview-plan/{act}"), &here, &form).await;
        assert!(!to.contains("__err"), "{act}: {to}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn two_houses_that_differ_in_the_plan_of_the_interviews_answer_everybody_but_its_readers_alike() {
    let Examined { scene, applications, screener, clerk, tickets } = examined(OPEN, &PEOPLE).await;
    let (_, approver) = scene.member("zhouba", Role::Approver).await;
    let asker = |name, cookie| Asker { name, cookie, application: applications[0].clone() };
    let askers = [
        asker("nobody", String::new()),
        asker("clerk", clerk),
        asker(PEOPLE[0], scene.house.sign_in(PEOPLE[0]).await.cookie()),
        asker("other.screener", scene.house.staff("other.screener", "screener").await),
    ];
    let nothing = scene.house.service.form_key();
    let base = everything(&scene, &applications[0]);
    let Scene { house, posting, position, .. } = scene;
    let [one, other] =
        house.copies::<2>().await.map(|house| Scene { house, posting, position, screener: screener.clone() });
    let officers = (screener.as_str(), approver.as_str());
    planned(&one, officers, "planofone").await;
    planned(&other, officers, "planofother").await;
    let (searches, ruling) = (Vec::new(), nothing.to_string());
    let named = Named { posting, position, applications, tickets, searches, ruling, nothing };
    let mut asked = Vec::new();
    for asker in &askers {
        let mut paths = addresses(&named, &asker.application);
        paths.extend(functions(&named, &base, &Method::GET));
        asked.push((asker, paths));
    }
    let (here, there) = tokio::join!(all(&one, &asked), all(&other, &asked));
    expect_alike(&here, &there, "a plan that was approved");
    let told: Vec<_> = here.answers.iter().filter(|(_, whole)| whole.contains("planofone")).collect();
    assert!(told.is_empty(), "{told:#?}");
    let plan = format!("/zh/desk/postings/{posting}/interview-plan");
    let with_permit = [answer(&one, &plan, &screener).await, answer(&other, &plan, &screener).await];
    assert!(
        with_permit[0].contains("planofone") && with_permit[1].contains("planofother"),
        "{with_permit:#?}"
    );
}
