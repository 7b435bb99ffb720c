//! Names, titles and words that want to be markup, planted in the rows past every check at the entrance, and every page that
//! shows them: no page may let them become an element, an attribute or the end of one.

use std::collections::{BTreeSet, VecDeque};

use domain::calendar::Instant;
use domain::id::Code;
use domain::lifecycle::ApplicationState;
use http::StatusCode;
use scraper::{ElementRef, Html, Selector};
use service::keys::Place;
use store::applications::Content;

use super::applying::{Called, Scene, identity, load};
use super::marks::{examined, grid};
use super::schemes::Desk;

const NOW: i64 = 1_795_000_000_000;

/// What is planted. Each would leave another place: a title, an attribute, a text area, a comment, an entity.
const CALLED: Called = Called {
    title: "</title><hostile>&amp;甲",
    authority: "\"'><hostile onhostile=\"1\">",
    unit: "--><hostile>乙",
    position: "</option></select><hostile>丙",
    conditions: "</p></textarea><hostile>丁",
    details: &[("</dt></small><hostile>辛", "</dd></span><hostile onhostile=1>壬")],
};
pub const NAME: &str = "</title><hostile>&lt;戊";
const UNIT: &str = "'\"><hostile onhostile='1'>己";
pub const WORDS: &str = "</textarea></title></dd><hostile>庚";

pub fn all<'a>(page: &'a Html, selector: &str) -> Vec<ElementRef<'a>> {
    let selector = Selector::parse(selector).unwrap();
    page.select(&selector).map(|found| ElementRef::wrap(*found).unwrap()).collect()
}

pub fn coded(text: &str) -> String {
    form_urlencoded::byte_serialize(text.as_bytes()).collect()
}

/// Sends a form of the desk that must go through.
pub async fn said(scene: &Scene, cookie: &str, endpoint: &str, fields: &[(&str, &str)]) {
    let mut form = format!("lang=zh&posting={}", scene.posting);
    for (name, value) in fields {
        form.push_str(&format!("&{name}={}", coded(value)));
    }
    let here = format!("/zh/desk/postings/{}", scene.posting);
    let to = scene.send(cookie, endpoint, &here, &form).await;
    assert!(!to.contains("__err"), "{endpoint}: {to}");
}

/// An application whose unit and words are hostile, and whose name is, as an older version could have taken it.
async fn planted(scene: &Scene, cookie: &str) -> String {
    let home = scene.filled(cookie, &identity(1)).await;
    let code: Code = home.rsplit('/').next().unwrap().parse().unwrap();
    let about = format!("lang=zh&application={code}&from=");
    let family = format!(
        "{about}&family_1_relation=mother&family_1_name=D&family_1_work={}&recusal=yes&recusal_words={}",
        coded(UNIT),
        coded(WORDS)
    );
    let statement = format!("{about}&recommended=yes&truthful=yes&remark={}", coded(WORDS));
    for (word, form) in [("family", family), ("statement", statement)] {
        scene.fill(cookie, word, &format!("{home}/{word}"), &form).await;
    }
    scene.submit(cookie, &home).await;
    let tx = scene.house.store.write("test").await.unwrap();
    let found = store::applications::for_update(&tx, &code).await.unwrap().unwrap();
    let permit = load(found.scope());
    let row = found.open(&permit).unwrap();
    let keys = scene.house.keys();
    let seal = |column, text: &str| {
        Some(keys.seal(&Place::of(column, code), text, &service::effects::Random::system()))
    };
    let sealed = row.content.answers_sealed.as_ref().unwrap();
    let answers = keys.open(&Place::of("application.answers_sealed", code), sealed).unwrap();
    let answers = answers.replace("\"A\"", &serde_json::to_string(UNIT).unwrap());
    let content = Content {
        name_sealed: seal("application.name_sealed", NAME),
        unit_sealed: seal("application.unit_sealed", UNIT),
        answers_sealed: seal("application.answers_sealed", &answers),
        ..row.content
    };
    let (id, version, at) = (row.id, row.version, Instant(NOW));
    let (draft, sent) = (ApplicationState::Draft, ApplicationState::Submitted);
    store::applications::turn(&tx, &permit, (id, version), (sent, draft), at).await.unwrap();
    store::applications::save_draft(&tx, &permit, (id, version + 1), row.position, &content, at)
        .await
        .unwrap();
    store::applications::turn(&tx, &permit, (id, version + 2), (draft, sent), at).await.unwrap();
    tx.commit().await.unwrap();
    home
}

/// Every page that can be reached by links from `start`, with its address.
pub async fn pages(scene: &Scene, cookie: &str, start: &[String]) -> Vec<(String, String)> {
    let mut open: VecDeque<String> = start.iter().cloned().collect();
    let mut seen: BTreeSet<String> = start.iter().cloned().collect();
    let mut found = Vec::new();
    while let Some(path) = open.pop_front() {
        let answer = scene.house.get(&path, &[("cookie", cookie)]).await;
        if answer.status != StatusCode::OK || !answer.header("content-type").starts_with("text/html") {
            continue;
        }
        for link in all(&Html::parse_document(&answer.body), "a[href]") {
            let href = link.attr("href").unwrap().split('#').next().unwrap().to_owned();
            // One page of each kind: conditions have hundreds of links alike, and what is downloaded is no page.
            if href.starts_with('/') && seen.len() < 250 && seen.insert(href.clone()) {
                open.push_back(href);
            }
        }
        found.push((path, answer.body));
    }
    found
}

/// What is wrong with the page, if anything.
pub fn fault(html: &str) -> Option<String> {
    let page = Html::parse_document(html);
    if !all(&page, "hostile").is_empty() {
        return Some("an element that somebody wrote".to_owned());
    }
    if all(&page, "*").iter().flat_map(|e| e.value().attrs()).any(|(name, _)| name.starts_with("onhostile")) {
        return Some("an attribute that somebody wrote".to_owned());
    }
    (all(&page, "title").len() != 1 || all(&page, "main").len() != 1)
        .then(|| "a title or a main part too few or too many".to_owned())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn what_people_wrote_never_becomes_markup_on_any_page() {
    let scene = Scene::set_with(&CALLED).await;
    let candidate = scene.candidate("zhaoliu").await;
    let home = planted(&scene, &candidate).await;
    let supervisor = scene.house.staff("sunqi", "supervisor").await;
    let approver = scene.house.staff("zhouba", "approver").await;
    let code = home.rsplit('/').next().unwrap();
    let desk = format!("/zh/desk/postings/{}", scene.posting);
    let mut titles = BTreeSet::new();
    // What officers say of a person and of the posting while it registers.
    let until = Instant(NOW + 3 * 86_400_000).form_text();
    let words = [("application", code), ("until", &until), ("reason", WORDS), ("evidence", UNIT)];
    said(&scene, &scene.screener, "extensions/propose", &words).await;
    let body = format!("{WORDS}{{number}}{{time}}{{link}}");
    let own =
        [("kind", "submitted"), ("language", "zh"), ("version", "0"), ("subject", NAME), ("body", &body)];
    said(&scene, &scene.screener, "messages/save", &own).await;
    let version = scene.version().await.to_string();
    said(&scene, &approver, "course/suspend", &[("version", &version), ("reason", WORDS)]).await;
    let rooms = [
        (
            scene.screener.as_str(),
            vec![desk.clone(), format!("{desk}/screening/{code}"), desk.replace("zh", "en")],
        ),
        (supervisor.as_str(), vec![desk.clone(), "/zh/desk/audit".to_owned()]),
        (approver.as_str(), vec![desk.clone()]),
        (candidate.as_str(), vec![home.clone(), format!("{home}/receipt"), home.replace("zh", "en")]),
        (
            "",
            vec![
                "/zh/".to_owned(),
                format!("/zh/open/{}", scene.posting),
                format!("/en/open/{}", scene.posting),
            ],
        ),
    ];
    let (mut faults, mut shown) = (Vec::new(), BTreeSet::new());
    for (cookie, start) in rooms {
        let found = pages(&scene, cookie, &start).await;
        assert!(found.len() >= start.len(), "{start:?}: {} pages", found.len());
        for (path, html) in found {
            let page = Html::parse_document(&html);
            titles.extend(all(&page, "title").iter().map(|e| e.text().collect::<String>()));
            shown.extend(html.contains("&lt;hostile").then(|| path.clone()));
            faults.extend(fault(&html).map(|fault| format!("{path}: {fault}")));
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
    // The titles say the words as they were written, and enough pages show them: the test has something to see.
    assert!(titles.iter().any(|title| title.starts_with(CALLED.title)), "{titles:?}");
    assert!(titles.iter().any(|title| title.starts_with(NAME)), "{titles:?}");
    assert!(shown.len() >= 20, "{shown:?}");
    for room in ["/extensions", "/course", "/messages"] {
        assert!(shown.iter().any(|path| path.contains(room)), "{room}: {shown:?}");
    }
}

/// A scheme whose names want to be markup too, with a tie that it leaves to lots and a line to be set.
const RANKED: &str = r#"[scheme]
shortlists = [{ to = "interview", name = "</caption></option><hostile>\u202e癸", ratio = "1:1", score = "written", still_tied = "lots" }]
[[scheme.components]]
key = "written"
name = "</th></h2><hostile onhostile='1'>\u202e子"
weight = "100"
line = "decided"
"#;

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn what_people_wrote_never_becomes_markup_on_the_desk_of_the_ranking() {
    const TURNED: &str = "\u{202e}</option><hostile>丙";
    let scene = Scene::set_with(&Called { position: TURNED, ..CALLED }).await;
    let (scene, clerk) = examined(scene, RANKED, 3).await;
    let desk = format!("/zh/desk/postings/{}", scene.posting);
    let here = format!("{desk}/marks?component=written");
    let marks = grid(&scene, &[("t0", "80", "", 0), ("t1", "80", "", 0), ("t2", "60", "", 0)]);
    let saved = scene.send(&clerk, "marks/enter", &here, &marks).await;
    assert!(saved.contains("saved=3"), "{saved}");
    let ranking = format!("{desk}/ranking");
    let form = format!("lang=zh&posting={}", scene.posting);
    assert_eq!(scene.send(&scene.screener, "ranking/compute", &ranking, &form).await, ranking);
    let supervisor = scene.house.staff("sunqi", "supervisor").await;
    let key = scene.house.service.form_key().to_string();
    let line =
        [("key", key.as_str()), ("kind", "line"), ("of", "written"), ("line", "60"), ("number", WORDS)];
    said(&scene, &scene.screener, "rulings/propose", &line).await;
    let gone = [
        ("ticket", "t2"),
        ("list", "interview"),
        ("why", "withdrew"),
        ("day", "2026-11-17"),
        ("evidence", WORDS),
    ];
    said(&scene, &scene.screener, "departures/enter", &gone).await;
    let (mut faults, mut shown) = (Vec::new(), BTreeSet::new());
    for cookie in [&scene.screener, &clerk, &supervisor] {
        let start = [
            ranking.clone(),
            ranking.replacen("zh", "en", 1),
            format!("{ranking}/t0"),
            format!("{desk}/rulings"),
            format!("{desk}/departures"),
        ];
        for (path, html) in pages(&scene, cookie, &start).await {
            shown.extend(html.contains("&lt;hostile").then(|| path.clone()));
            faults.extend(fault(&html).map(|fault| format!("{path}: {fault}")));
            let page = Html::parse_document(&html);
            // Where an element can, each of somebody's words is a run of its own: nothing behind it is turned around.
            let turned = |element: &ElementRef<'_>| {
                let own = element.children().filter_map(|child| child.value().as_text().map(|text| &**text));
                own.collect::<String>().contains('\u{202e}')
            };
            let loose =
                all(&page, "main *").into_iter().filter(turned).map(|one| one.value().name().to_owned());
            let loose: Vec<String> =
                loose.filter(|name| !["bdi", "option"].contains(&name.as_str())).collect();
            let decided = ["/ranking", "/rulings", "/departures"].iter().any(|room| path.contains(room));
            if decided && !loose.is_empty() {
                faults.push(format!("{path}: turned around in {loose:?}"));
            }
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
    for room in ["/ranking", "/rulings", "/departures"] {
        assert!(shown.iter().any(|path| path.contains(room)), "{room}: {shown:?}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_draft_keeps_no_nought_and_a_search_asks_for_none() {
    let scene = Scene::set().await;
    let cookie = scene.candidate("zhaoliu").await;
    let home = scene.start(&cookie).await;
    let code = home.rsplit('/').next().unwrap();
    let forms = [
        ("person", "name=%E6%9D%8E%00%E2%80%AE&identity=9%000&phone=1%00".to_owned()),
        ("family", "family_1_name=%00D&family_1_work=%00E%E2%81%A6&recusal=no".to_owned()),
        ("statement", "recommended=yes&truthful=yes&remark=a%00b".to_owned()),
    ];
    for (word, form) in forms {
        let here = format!("{home}/{word}");
        let about = format!("lang=zh&application={code}&from=&{form}");
        scene.fill(&cookie, word, &here, &about).await;
        let page = scene.page(&cookie, &here).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(!page.body.contains(['\0', '\u{202e}', '\u{2066}']), "{word}: {}", page.body);
    }
    assert!(scene.page(&cookie, &format!("{home}/person")).await.body.contains("value=\"李\""));
    let queue = scene.sought(&scene.screener, "screening/find", "filter[find]=%00%E6%9D%8E").await;
    let page = scene.page(&scene.screener, &queue).await;
    assert!(page.status == StatusCode::OK && page.body.contains("value=\"李\""), "{}", page.body);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn nobody_born_in_the_future_completes_the_first_section() {
    let scene = Scene::set().await;
    let cookie = scene.candidate("zhaoliu").await;
    let home = scene.start(&cookie).await;
    let code = home.rsplit('/').next().unwrap();
    let body = "99000120990101001";
    let identity = format!("{body}{}", domain::typed::identity_check(body).unwrap());
    let form =
        format!("lang=zh&application={code}&from=&name=%E6%9D%8E&identity={identity}&phone=13800000000");
    let here = format!("{home}/person");
    let back = scene.fill(&cookie, "person", &here, &form).await;
    let page = scene.page(&cookie, &back).await;
    assert!(page.body.contains("不是可能的出生日期"), "{}", page.body);
    let tasks = scene.page(&cookie, &home).await;
    assert!(tasks.body.contains("5 项中已完成 0 项"), "{}", tasks.body);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn the_queue_has_one_word_for_all_and_finds_a_position_by_its_code() {
    let scene = Scene::set().await;
    let cookie = scene.candidate("zhaoliu").await;
    scene.submitted(&cookie, &identity(1)).await;
    let queue = format!("/zh/desk/postings/{}/screening", scene.posting);
    let page = scene.page(&scene.screener, &queue).await;
    let html = Html::parse_document(&page.body);
    let words = all(&html, "select[name='filter[state]'] option");
    let all_words = words.iter().filter(|option| option.text().collect::<String>() == "全部");
    assert_eq!((words.len(), all_words.count()), (6, 1), "{}", page.body);
    for (find, rows) in [("0010001", 1), ("001", 1), ("0010002", 0), ("010001", 0), ("%E6%9D%8E", 1)] {
        let to = scene.sought(&scene.screener, "screening/find", &format!("filter[find]={find}")).await;
        let page = scene.page(&scene.screener, &to).await;
        let found = page.body.matches("990").count().min(1);
        let lines = all(&Html::parse_document(&page.body), "table tbody tr").len();
        assert_eq!(lines, rows, "{find} ({found}): {}", page.body);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn every_discipline_and_class_can_be_asked_for_and_ticks_survive_a_refusal() {
    use domain::study::{Catalogue, Level, Study};
    let desk = Desk::set().await;
    let here = format!("/zh/desk/postings/{}/conditions/add?list=general&kind=study", desk.posting);
    let send = async |version: usize, ticks: &str| {
        let form = format!(
            "lang=zh&posting={}&version={version}&list=general&form[kind]=study{ticks}",
            desk.posting
        );
        let answer = desk.house.post_on(&here, "/api/conditions/add", &desk.screener, &form).await;
        answer.header("location").trim_start_matches("http://127.0.0.1:3000").to_owned()
    };
    // The names of the boxes are those of the page.
    let page = desk.house.get(&here, &[("cookie", &desk.screener)]).await.body;
    let boxes: Vec<String> = all(&Html::parse_document(&page), "input[type=checkbox]")
        .iter()
        .map(|one| one.attr("name").unwrap().to_owned())
        .collect();
    let typed = Study::all().filter(|one| one.level() == Some(Level::Programme)).count();
    assert_eq!(boxes.len(), Study::all().count() - typed);
    assert_eq!(Study::disciplines(Catalogue::Graduate).count(), 14);
    let tick = |name: &str| format!("&{name}=yes");
    // One that does not exist is refused, and what was ticked beside it is still ticked, with its fold open.
    let law = boxes.iter().find(|name| name.contains("0301")).unwrap();
    let refused = send(0, &format!("{}{}", tick(law), tick("form[choices][is_9999]"))).await;
    assert!(refused.contains("__err="), "{refused}");
    let page = desk.house.get(&refused, &[("cookie", &desk.screener)]).await.body;
    let html = Html::parse_document(&page);
    let ticked = all(&html, "input[type=checkbox][checked]");
    assert_eq!(ticked.iter().map(|one| one.attr("name").unwrap()).collect::<Vec<_>>(), [law.as_str()]);
    assert_eq!(all(&html, "details[open] input[type=checkbox][checked]").len(), 1);
    let first = boxes.iter().filter(|name| {
        let code = name.trim_start_matches("choices[is_").trim_end_matches(']');
        code.len() == 2 || code.ends_with("01")
    });
    for (version, name) in first.enumerate() {
        let went = send(version, &tick(name)).await;
        assert!(went.ends_with("/conditions"), "{name}: {went}");
    }
}

/// What is typed into a search box to break it.
const SOUGHT: [&str; 5] =
    ["%00", "a%00b", "%E2%80%AE%E6%9D%8E%E2%81%A6", "%27%22%3E%3Chostile%3E%25_%5C", "%EF%BF%BF%F3%A0%81%81"];

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn every_search_field_of_every_page_answers_whatever_is_typed() {
    let scene = Scene::set().await;
    let candidate = scene.candidate("zhaoliu").await;
    let home = scene.submitted(&candidate, &identity(1)).await;
    let (_, clerk) = scene.member("zhengshi", domain::access::Role::Clerk).await;
    let supervisor = scene.house.staff("sunqi", "supervisor").await;
    let administrator = scene.house.staff("wangwu", "administrator").await;
    let desk = format!("/zh/desk/postings/{}", scene.posting);
    let rooms = [
        (scene.screener.as_str(), vec![desk.clone(), format!("{desk}/screening")]),
        (clerk.as_str(), vec![desk.clone(), format!("{desk}/marks")]),
        (supervisor.as_str(), vec![desk.clone(), "/zh/desk/audit".to_owned()]),
        (administrator.as_str(), vec!["/zh/desk".to_owned(), "/zh/desk/accounts".to_owned()]),
        (candidate.as_str(), vec![home.clone()]),
        ("", vec!["/zh/".to_owned(), format!("/zh/open/{}", scene.posting), "/en/open/lists".to_owned()]),
    ];
    let (mut fields, mut faults) = (BTreeSet::new(), Vec::new());
    for (cookie, start) in rooms {
        for (path, html) in pages(&scene, cookie, &start).await {
            for Search { action, name, posts } in search_fields(&path, &html) {
                // Each box once for each page that it stands on, whoever looks.
                if !fields.insert((action.clone(), name.clone())) {
                    continue;
                }
                for words in SOUGHT {
                    let address = match (&posts, action.strip_prefix("/api/")) {
                        (Some(hidden), Some(function)) => {
                            let typed = format!("{hidden}&{name}={words}");
                            scene.send(cookie, function, &path, &typed).await
                        }
                        _ => format!("{action}?{name}={words}"),
                    };
                    let answer = scene.house.get(&address, &[("cookie", cookie)]).await;
                    if answer.status != StatusCode::OK || answer.body.contains(['\0', '\u{202e}', '\u{2066}'])
                    {
                        faults.push(format!("{address}: {}", answer.status));
                    }
                    faults.extend(fault(&answer.body).map(|fault| format!("{address}: {fault}")));
                }
            }
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
    let names: BTreeSet<&str> = fields.iter().map(|(_, name)| name.as_str()).collect();
    for name in ["filter[find]", "q", "filter[position]"] {
        assert!(names.contains(name), "{name}: {fields:?}");
    }
}

/// A field that looks for something.
struct Search {
    /// Where its form goes.
    action: String,
    name: String,
    /// The hidden fields of a form that is posted.
    posts: Option<String>,
}

/// The fields of the forms of a page that only look for something.
fn search_fields(path: &str, html: &str) -> Vec<Search> {
    let page = Html::parse_document(html);
    let inputs = Selector::parse("input[name]:not([type=hidden]), select[name]").unwrap();
    let hidden = Selector::parse("input[type=hidden][name]").unwrap();
    let mut found = Vec::new();
    for form in all(&page, "form[method=get], form[role=search]") {
        let action = form.attr("action").unwrap_or(path).split('?').next().unwrap_or_default().to_owned();
        let sent = |field: ElementRef<'_>| {
            format!("{}={}", field.attr("name").unwrap(), coded(field.attr("value").unwrap_or_default()))
        };
        let along: Vec<String> = form.select(&hidden).map(sent).collect();
        let posts = (form.attr("method") == Some("post")).then(|| along.join("&"));
        found.extend(form.select(&inputs).map(|field| Search {
            action: action.clone(),
            name: field.attr("name").unwrap().to_owned(),
            posts: posts.clone(),
        }));
    }
    found
}
