//! What people write once a list is out wants to be markup as well: timetable, inspections, medicals, departures, the decision of the
//! body, objections, score reviews and their answers. No page of anybody lets it, and no file is named by it.

use std::collections::BTreeSet;

use domain::access::Role;
use domain::calendar::Instant;
use domain::id::Code;
use domain::timetable::{Stage, StageKind, Timetable, When};
use domain::typed::{Line, SignInName};
use http::StatusCode;
use scraper::Html;
use sea_orm::{ConnectionTrait as _, Database, DbBackend};
use serde_json::Value;
use service::effects::Random;
use service::keys::Place;

use super::applying::{Called, Scene, hidden, load};
use super::hostile::{WORDS, all, coded, fault, pages, said};
use super::releases::{Examined, compute, examined_in, mark, sign, sign_first};

/// Words that may stand on a list, for nothing in them is hidden and none opens a formula.
const CALLED: Called = Called {
    title: "</title><hostile>&amp;甲",
    authority: "<hostile onhostile=\"1\">乙",
    unit: "</td></table><hostile>丙",
    position: "</option></select><hostile>丁",
    conditions: "</p></textarea><hostile>戊",
    details: &[],
};
const SCHEME: &str = r#"[scheme]
shortlists = [{ to = "inspection", name = "</caption></option><hostile>己", ratio = "2:1", score = "total" }]
[[scheme.components]]
key = "written"
name = "</th></h2><hostile onhostile='1'>辛"
weight = "100"
"#;
const POSITION: &str = "0010001";
/// The day on which everything happens.
const TODAY: &str = "2026-11-19";
const MINUTE: i64 = 60_000;

/// Whoever writes, and what.
pub struct Officers {
    /// The cookie of the screener.
    pub screener: String,
    /// The cookie of the clerk.
    pub clerk: String,
    /// The cookie of the approver.
    pub approver: String,
    /// The cookie of the publisher.
    pub publisher: String,
    /// Words for that place.
    pub writes: fn(&str) -> String,
}

/// Hostile words that say where they were written.
fn at(place: &str) -> String {
    format!("{WORDS}{place}")
}

/// What a function of the desk tells.
async fn told(scene: &Scene, cookie: &str, function: &str, about: &str) -> Value {
    let pairs = [("accept", "application/json"), ("sec-fetch-site", "same-origin"), ("cookie", cookie)];
    let path = format!("/api/{function}?posting={}&{about}", scene.posting);
    let answer = scene.house.get(&path, &pairs).await;
    serde_json::from_str(&answer.body).unwrap_or_else(|_| panic!("{path}: {} {}", answer.status, answer.body))
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_else(|| panic!("no text: {value}")).to_owned()
}

/// Stages with names, past every check at the entrance.
async fn timetabled(scene: &Scene) {
    let stage = |kind, name: String| Stage { kind, name: Some(Line::stored(name)), when: When::Open };
    let stages = vec![stage(StageKind::Written, at("stage")), stage(StageKind::Interview, at("interview"))];
    let body = serde_json::to_string(&Timetable(stages)).unwrap();
    let tx = scene.house.store.write("test").await.unwrap();
    let found = store::postings::by_code(&tx, &scene.posting).await.unwrap().unwrap();
    let permit = load(found.scope());
    let name = SignInName::stored("liushenhe".to_owned());
    let by = store::people::by_sign_in(&tx, &permit, &name).await.unwrap().unwrap().person;
    store::postings::timetables::put(&tx, &permit, &body, (by, Instant(1_795_000_000_000))).await.unwrap();
    tx.commit().await.unwrap();
}

/// The people's names, past every check at the entrance.
async fn renamed(scene: &Scene, applications: &[String]) {
    let database = Database::connect(scene.house.url()).await.unwrap();
    for application in applications {
        let code: Code = application.parse().unwrap();
        let place = Place::of("application.name_sealed", code);
        let sealed = scene.house.keys().seal(&place, &at("name"), &Random::system());
        let hex: String = sealed.iter().map(|byte| format!("{byte:02x}")).collect();
        let bytes = match database.get_database_backend() {
            DbBackend::Postgres => format!("'\\x{hex}'::bytea"),
            _ => format!("x'{hex}'"),
        };
        let statement = format!("UPDATE application SET name_sealed = {bytes} WHERE code = '{code}'");
        database.execute_unprepared(&statement).await.unwrap();
    }
    database.close().await.unwrap();
}

/// Everybody's file is entered, sent back once, entered again and countersigned; the medical is written down.
pub async fn inspected(scene: &Scene, who: &Officers, applications: &[String]) {
    let page = told(scene, &who.screener, "inspections/view", "").await;
    for person in page["staff"].as_array().unwrap() {
        said(scene, &who.screener, "inspections/name", &[("person", &text(&person[0]))]).await;
    }
    let (tasks, archive, findings) =
        ((who.writes)("tasks"), (who.writes)("archive"), (who.writes)("findings"));
    for person in applications {
        for turn in ["entered", "again"] {
            let of = format!("application={person}");
            let version = async || {
                let file = told(scene, &who.screener, "inspections/file", &of).await;
                file["version"].as_i64().unwrap_or_else(|| panic!("{file}")).to_string()
            };
            let record = [
                ("application", person.as_str()),
                ("version", &version().await),
                ("years[0]", "2025"),
                ("grades[0]", "excellent"),
                ("years[1]", "2024"),
                ("grades[1]", "competent"),
                ("awards[0]", "third_class"),
                ("award_years[0]", "2018"),
                ("tasks", &tasks),
                ("talks[0]", "talk"),
                ("talk_days[0]", "2026-05-01"),
                ("talk_people[0]", "12"),
                ("archive", "sound"),
                ("archive_by", &archive),
                ("findings", &findings),
            ];
            said(scene, &who.screener, "inspections/enter", &record).await;
            said(scene, &who.clerk, "inspections/read", &[("application", person)]).await;
            let version = version().await;
            let returned = (who.writes)("returned");
            let mut file = vec![("application", person.as_str()), ("version", version.as_str())];
            if turn == "entered" {
                file.push(("reason", &returned));
                said(scene, &who.clerk, "inspections/return", &file).await;
            } else {
                said(scene, &who.clerk, "inspections/countersign", &file).await;
            }
        }
        let medical = [
            ("application", person.as_str()),
            ("result", "qualified"),
            ("day", TODAY),
            ("words", &(who.writes)("medical")),
        ];
        said(scene, &who.screener, "inspections/medical", &medical).await;
    }
}

/// Somebody was said to have left, and had not.
async fn departed(scene: &Scene, who: &Officers, ticket: &str) {
    let entry = [
        ("ticket", ticket),
        ("list", "inspection"),
        ("why", "withdrew"),
        ("day", TODAY),
        ("evidence", &at("departure")),
    ];
    said(scene, &who.screener, "departures/enter", &entry).await;
    let page = told(scene, &who.approver, "departures/view", "").await;
    let code = text(&page["entries"][0]["code"]);
    let refusal = [("departure", code.as_str()), ("answer", &at("stayed"))];
    said(scene, &who.approver, "departures/refuse", &refusal).await;
}

/// The body proposes the second and passes over the first; the decision comes back once. Answers the list of proposed people.
pub async fn decided(scene: &Scene, who: &Officers, tickets: &[String]) -> Code {
    let terms = [("body", &*(who.writes)("body")), ("minutes", &*(who.writes)("minutes")), ("day", TODAY)];
    said(scene, &who.screener, "decisions/begin", &terms).await;
    let first = async || told(scene, &who.screener, "decisions/view", "").await["decisions"][0].clone();
    let code = text(&first().await["code"]);
    let choices =
        [(&tickets[0], "no", "inspection", (who.writes)("choice")), (&tickets[1], "yes", "", String::new())];
    for (ticket, proposed, ground, words) in &choices {
        let choice = [
            ("decision", code.as_str()),
            ("number", POSITION),
            ("ticket", ticket),
            ("proposed", proposed),
            ("ground", ground),
            ("words", words),
        ];
        said(scene, &who.screener, "decisions/choose", &choice).await;
    }
    let back = (who.writes)("back");
    let turns = [
        (&who.screener, "decisions/send", ""),
        (&who.publisher, "decisions/return", back.as_str()),
        (&who.screener, "decisions/send", ""),
        (&who.publisher, "decisions/confirm", ""),
    ];
    for (cookie, act, reason) in turns {
        let version = first().await["version"].as_i64().unwrap().to_string();
        let turn = [("decision", code.as_str()), ("version", &version), ("reason", reason)];
        said(scene, cookie, act, &turn).await;
    }
    let page = format!("/zh/desk/postings/{}/decision/list/{code}", scene.posting);
    let shown = scene.page(&who.publisher, &page).await.body;
    assert_eq!(fault(&shown), None, "{shown}");
    let digest = hidden(&shown, "digest");
    let signature = [("decision", code.as_str()), ("digest", &digest), ("first", ""), ("last", "")];
    said(scene, &who.publisher, "decisions/publish", &signature).await;
    let lists = service::open::sealed(&scene.house.service).await.unwrap().whole;
    lists.iter().find(|list| list.view.proposal.is_some()).expect("the list").view.head.code
}

/// A stranger objects to the list, first with something missing, and a candidate asks for a review; the approver answers both, and the
/// stranger reads the answer.
async fn objected(scene: &Scene, who: &Officers, list: Code, (candidate, application): (&str, &str)) {
    let here = format!("/zh/open/{}/objection?list={list}", scene.posting);
    let key = hidden(&scene.house.get(&here, &[]).await.body, "key");
    let (words, contact) = (coded(&at("objection")), coded(&at("contact")));
    let typed = |kind: &str| format!("key={key}&kind={kind}&ticket=&words={words}&contact={contact}");
    let refused = scene.house.post(&here, "", &typed("")).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(fault(&refused.body), None, "{}", refused.body);
    assert!(refused.body.contains("庚objection"), "what was typed comes back: {}", refused.body);
    let taken = scene.house.post(&here, "", &typed("objection")).await;
    assert_eq!((taken.status, fault(&taken.body)), (StatusCode::OK, None), "{}", taken.body);
    let page = Html::parse_document(&taken.body);
    let codes: Vec<String> = all(&page, "b.mono").iter().map(|one| one.text().collect()).collect();
    let [number, secret] = codes.as_slice() else { panic!("a number and a code: {}", taken.body) };

    let review = [
        ("application", application),
        ("matter", "review"),
        ("component", "written"),
        ("words", &at("review")),
    ];
    said(scene, candidate, "objections/raise", &review).await;
    let page = told(scene, &who.approver, "objections/view", "").await;
    let lines = page["lines"].as_array().unwrap();
    assert_eq!(lines.len(), 2, "{page}");
    for line in lines {
        let code = text(&line["code"]);
        let answer = [("objection", code.as_str()), ("effect", "nothing"), ("words", &at("answer"))];
        said(scene, &who.approver, "objections/answer", &answer).await;
    }
    let followed = scene.house.post("/zh/objections", "", &format!("number={number}&code={secret}")).await;
    assert_eq!((followed.status, fault(&followed.body)), (StatusCode::OK, None), "{}", followed.body);
    assert!(followed.body.contains("庚answer"), "{}", followed.body);
    taken_down(scene, who).await;
}

/// What somebody says by telephone is taken down: number and code are shown to whoever took it down, on the page that follows alone, and
/// the code stands in no address.
async fn taken_down(scene: &Scene, who: &Officers) {
    const TELL: &str = "请把编号和查询码告诉提出人";
    let queue = format!("/zh/desk/postings/{}/objections", scene.posting);
    let key = hidden(&scene.page(&who.screener, &queue).await.body, "key");
    let words = coded(&at("telephone"));
    let form = format!("lang=zh&posting={}&key={key}&kind=report&words={words}", scene.posting);
    let to = scene.send(&who.screener, "objections/take_down", &queue, &form).await;
    let shown = scene.page(&who.screener, &to).await.body;
    assert!(shown.contains(TELL) && shown.contains("庚telephone"), "{to}: {shown}");
    let page = Html::parse_document(&shown);
    let codes: Vec<String> =
        all(&page, "main .notice b.mono").iter().map(|one| one.text().collect()).collect();
    let [number, secret] = codes.as_slice() else { panic!("a number and a code: {shown}") };
    assert!(to.contains(number.as_str()) && !to.contains(secret.as_str()), "{to}");
    let later = to.split('?').next().unwrap_or_default();
    for cookie in [&who.screener, &who.approver] {
        let shown = scene.page(cookie, later).await.body;
        assert!(!shown.contains(TELL) && !shown.contains(secret.as_str()), "{shown}");
    }
    let followed = scene.house.post("/zh/objections", "", &format!("number={number}&code={secret}")).await;
    assert_eq!((followed.status, fault(&followed.body)), (StatusCode::OK, None), "{}", followed.body);
    assert!(followed.body.contains("正在办理"), "{}", followed.body);
}

/// Where everybody begins to look.
fn rooms(scene: &Scene, applications: &[String]) -> [Vec<String>; 4] {
    let desk = format!("/zh/desk/postings/{}", scene.posting);
    let mut staff = vec![desk.clone(), desk.replacen("zh", "en", 1)];
    for page in ["inspection", "departures", "decision", "objections", "outcome", "lists", "timetable"] {
        staff.push(format!("{desk}/{page}"));
    }
    staff.push(format!("{desk}/decision/{POSITION}"));
    staff.extend(applications.iter().map(|person| format!("{desk}/inspection/{person}")));
    let own = format!("/zh/my/applications/{}", applications[0]);
    let own =
        vec![own.clone(), format!("{own}/result"), format!("{own}/objection"), own.replacen("zh", "en", 1)];
    let open = format!("/zh/open/{}", scene.posting);
    let open =
        vec!["/zh/".to_owned(), open.clone(), open.replacen("zh", "en", 1), "/en/open/lists".to_owned()];
    [staff, own, open, vec!["/zh/desk/audit".to_owned()]]
}

/// The first address on a page that names somebody by ticket number: logs and histories keep addresses.
fn numbered(html: &str, tickets: &[String]) -> Option<String> {
    let page = Html::parse_document(html);
    let elements = all(&page, "[href], [action], [formaction]");
    let values = elements.iter().flat_map(|element| element.value().attrs());
    let mut addresses = values.filter(|(name, _)| ["href", "action", "formaction"].contains(name));
    let named = |address: &str| tickets.iter().any(|ticket| address.contains(ticket.as_str()));
    addresses.find(|(_, address)| named(address)).map(|(_, address)| address.to_owned())
}

/// How many lines of a page match, of the grid of marks or of a queue.
fn matching(page: &Value) -> Option<u64> {
    page["matching"].as_u64().or_else(|| page[0]["matching"].as_u64())
}

/// Faults of the searches for these tickets: an address that holds one, before or after, and a page that does not find it.
async fn searched(scene: &Scene, who: &Officers, tickets: &[String]) -> Vec<String> {
    let mut faults = Vec::new();
    scene.house.cache.follow().await.unwrap();
    let lists = scene.page("", "/zh/open/lists").await.body;
    let list =
        all(&Html::parse_document(&lists), "a[href^='/zh/open/lists/']")[0].attr("href").unwrap().to_owned();
    for ticket in tickets {
        let marks = format!("place[component]=written&words={ticket}");
        let queue = format!("filter[state]=all&filter[find]={ticket}");
        for (cookie, function, typed, behind) in [
            (&who.clerk, "marks/find", marks, ("marks/view", "place[component]=written&place", "words")),
            (&who.screener, "screening/find", queue, ("screening/queue", "filter[state]=all&filter", "find")),
        ] {
            let to = scene.sought(cookie, function, &typed).await;
            let page = scene.page(cookie, &to).await.body;
            let found = page.contains(&format!("value=\"{ticket}\""));
            let leads = numbered(&page, tickets);
            if to.contains(ticket.as_str()) || !to.contains("search=") || !found || leads.is_some() {
                faults.push(format!("{function}: {found} at {to}, which leads to {leads:?}"));
            }
            // The function behind the page takes the code alone: by words in its address it finds nobody, and shows everybody.
            let (view, form, name) = behind;
            let code = to.split("search=").nth(1).and_then(|rest| rest.split('&').next()).unwrap_or_default();
            let by_code = told(scene, cookie, view, &format!("{form}[search]={code}")).await;
            let by_words = told(scene, cookie, view, &format!("{form}[{name}]={ticket}")).await;
            let found = (matching(&by_code), matching(&by_words));
            if found != (Some(1), u64::try_from(tickets.len()).ok()) {
                faults.push(format!("{view}: {found:?} by its code and by words"));
            }
            // The code is the searcher's own: it tells a colleague nothing.
            let there = scene.page(&who.approver, &to).await.body;
            if there.contains(&format!("value=\"{ticket}\"")) {
                faults.push(format!("{function}: {to} tells a colleague"));
            }
        }
        let found = scene.house.post(&list, "", &format!("ticket={ticket}")).await;
        let shown = found.body.contains(&format!("value=\"{ticket}\""));
        if found.status != StatusCode::OK || found.header("cache-control") != "no-store" || !shown {
            faults.push(format!("{list}: {} {}", found.status, found.header("cache-control")));
        }
        faults.extend(numbered(&found.body, tickets).map(|address| format!("{list}: leads to {address}")));
        let by_address = scene.page("", &format!("{list}?ticket={ticket}")).await.body;
        if by_address.contains(&format!("value=\"{ticket}\"")) {
            faults.push(format!("{list} takes a ticket number from its address"));
        }
    }
    // Whoever looks for nobody is led to an address that can be handed on.
    let led = scene.house.post(&list, "", "ticket=&position=0010001&result=in").await;
    if led.header("location") != format!("{list}?position=0010001&result=in") {
        faults.push(format!("{list}: {} {}", led.status, led.header("location")));
    }
    faults
}

/// What a page leads to that is no page.
fn files(html: &str) -> Vec<String> {
    let page = Html::parse_document(html);
    let links =
        all(&page, "a[href^='/']").into_iter().filter_map(|link| link.attr("href").map(str::to_owned));
    let ends = [".csv", ".xlsx", ".pdf", ".txt", ".json", ".toml"];
    links
        .filter(|link| ends.iter().any(|end| link.split('?').next().unwrap_or_default().ends_with(end)))
        .collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn what_people_write_after_the_last_list_never_becomes_markup_and_names_no_file() {
    let scene = Scene::set_with(&CALLED).await;
    timetabled(&scene).await;
    let Examined { scene, applications, screener, clerk, tickets } =
        examined_in(scene, SCHEME, &["zhaoyi", "qianer"]).await;
    renamed(&scene, &applications).await;
    mark(&scene, &clerk, &tickets, &["80", "70"]).await;
    let (_, approver) = scene.member("zhouba", Role::Approver).await;
    let (_, publisher) = scene.member("gaofabu", Role::Publisher).await;
    let who = Officers { screener, clerk, approver, publisher, writes: at };
    let supervisor = scene.house.staff("sunqi", "supervisor").await;
    let candidate = scene.house.sign_in("zhaoyi").await.cookie();
    compute(&scene, &who.screener).await;
    sign_first(&scene, &who.screener, "inspection").await;
    let release = Instant((1_795_000_000_000 + 86_400_001) / MINUTE * MINUTE + 4 * MINUTE);
    sign(&scene, &who.publisher, ("inspection", release)).await;
    scene.house.advance(5 * MINUTE);
    service::runner::turn(&scene.house.service).await.unwrap();

    inspected(&scene, &who, &applications).await;
    departed(&scene, &who, &tickets[1]).await;
    let list = decided(&scene, &who, &tickets).await;
    objected(&scene, &who, list, (&candidate, &applications[0])).await;

    let [staff, own, open, audit] = rooms(&scene, &applications);
    let lookers = [
        (&*who.screener, &staff),
        (&who.clerk, &staff),
        (&who.approver, &staff),
        (&who.publisher, &staff),
        (&supervisor, &audit),
        (&candidate, &own),
        ("", &open),
    ];
    let written = [
        "stage",
        "name",
        "tasks",
        "archive",
        "findings",
        "departure",
        "body",
        "minutes",
        "objection",
        "contact",
        "review",
        "answer",
    ];
    let (mut faults, mut downloads, mut words) = (Vec::new(), BTreeSet::new(), BTreeSet::new());
    for (cookie, start) in lookers {
        for (path, html) in pages(&scene, cookie, start).await {
            faults.extend(fault(&html).map(|fault| format!("{path}: {fault}")));
            faults.extend(numbered(&html, &tickets).map(|address| format!("{path}: leads to {address}")));
            words.extend(written.iter().copied().filter(|place| html.contains(&format!("庚{place}"))));
            downloads.extend(files(&html).into_iter().map(|file| (cookie, file)));
        }
    }
    for (cookie, file) in &downloads {
        let answer = scene.house.get(file, &[("cookie", cookie)]).await;
        let named = answer.header("content-disposition").to_owned();
        let is_plain = !named.contains(['<', '>', '&']) && named.matches('"').count() % 2 == 0;
        if answer.status != StatusCode::OK || !is_plain || named.contains("onhostile") {
            faults.push(format!("{file}: {} {named}", answer.status));
        }
    }
    faults.extend(searched(&scene, &who, &tickets).await);
    assert!(faults.is_empty(), "{faults:#?}");
    let unseen: Vec<&&str> = written.iter().filter(|place| !words.contains(**place)).collect();
    assert!(unseen.is_empty(), "no page shows what was written as {unseen:?}");
    for end in [".csv", ".xlsx", ".pdf"] {
        assert!(downloads.iter().any(|(_, file)| file.contains(end)), "{end}: {downloads:?}");
    }
}
