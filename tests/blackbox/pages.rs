//! Every page of the house, for everyone who is led to it, in both languages: nothing scrolls sideways at 320 px, axe-core
//! finds nothing in Chinese, the console stays silent. Three walks side by side, each with the routes that it answers for: a page that its walk
//! does not reach fails the test by its route. The first page of each route is opened in the browser, for each person, and looked at by
//! the walk that answers for it; of the others only the links are followed. A page that says byte for byte what was looked at before is
//! not looked at again.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use domain::access::Role;
use tests::browser::{Scripts, Step, Stumble, Visit};
use tests::client::{Answer, Client};
use tests::house::House;

use crate::pipeline::applying;
use crate::pipeline::people::{self, Candidate};
use crate::pipeline::posting::{self, Window};

/// Public addresses; those of `my/`, `desk/` and `account` are asked of the router.
const PUBLIC: &[&str] = &[
    "/{lang}/",
    "/{lang}/objections",
    "/{lang}/open/about",
    "/{lang}/open/accessibility",
    "/{lang}/open/glossary",
    "/{lang}/open/lists",
    "/{lang}/open/lists/{list}",
    "/{lang}/open/privacy",
    "/{lang}/open/verify",
    "/{lang}/open/{posting}",
    "/{lang}/open/{posting}/objection",
    "/{lang}/open/{posting}/positions/{position}",
    "/{lang}/open/{posting}/positions/{position}/self-check",
    "/{lang}/register",
    "/{lang}/sign-in",
    "/{lang}/sign-in/code",
];

/// Plain pages of the desk, which the router does not know either.
const PLAIN: &[&str] = &["/{lang}/desk/accounts/new", "/{lang}/desk/recover"];

/// Pages of the desk to which no link leads the screener: those of the other roles.
const OTHERS: &[&str] = &[
    "/{lang}/desk/audit",
    "/{lang}/desk/accounts",
    "/{lang}/desk/accounts/new",
    "/{lang}/desk/accounts/{account}",
    "/{lang}/desk/jobs",
    "/{lang}/desk/working-days",
    "/{lang}/desk/postings/{posting}/approval/{act}",
    "/{lang}/desk/postings/{posting}/archive",
    "/{lang}/desk/postings/{posting}/cut",
    "/{lang}/desk/postings/{posting}/decision/list/{decision}",
    "/{lang}/desk/postings/{posting}/marks",
    "/{lang}/desk/postings/{posting}/marks/{application}",
];

/// Addresses of one route that a person opens: the demonstration has a posting of each kind among the first.
const OPENED: usize = 5;

/// A rule unlike any of the demonstration.
const SCHEME: &str = r#"[scheme]
shortlists = [{ to = "inspection", ratio = "2:1", score = "total" }]
[[scheme.components]]
key = "written"
weight = 70
[[scheme.components]]
key = "interview"
weight = 30
"#;

/// Who walks, and answers for which routes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Walk {
    /// Passers-by and candidates: everything outside of the desk.
    Outside,
    /// Every role with a desk but the screener: what only these are led to.
    Others,
    /// The screener, who comes furthest: the rest of the desk, and so whatever is added there.
    Screener,
}

impl Walk {
    fn answers_for(self, route: &str) -> bool {
        let whose = match route.strip_prefix("/{lang}/desk") {
            None => Self::Outside,
            Some(_) if OTHERS.contains(&route) => Self::Others,
            Some(_) => Self::Screener,
        };
        self == whose
    }
}

/// All addresses, most particular first.
fn routes() -> Vec<String> {
    let pages = server::router::pages();
    let mut all: Vec<String> = pages.iter().map(|page| page.path().to_owned()).collect();
    all.extend(PUBLIC.iter().chain(PLAIN).map(|path| (*path).to_owned()));
    all.sort_by_key(|path| path.matches('{').count());
    all
}

/// The route of an address.
fn route<'a>(routes: &'a [String], path: &str) -> Option<&'a str> {
    let parts: Vec<&str> = path.split('/').collect();
    let fits = |route: &&String| {
        let words: Vec<&str> = route.split('/').collect();
        words.len() == parts.len()
            && words
                .iter()
                .zip(&parts)
                .all(|(word, part)| word == part || (word.starts_with('{') && !part.is_empty()))
    };
    routes.iter().find(fits).map(String::as_str)
}

/// A page without what is drawn anew for each answer: the nonce of its script, and the key by which a form is sent once.
fn settled(page: &str) -> String {
    without(&without(page, "nonce=\""), "name=\"key\" value=\"")
}

/// A text without the values that follow on a mark, each up to its quote.
fn without(text: &str, mark: &str) -> String {
    let mut parts = text.split(mark);
    let begin = parts.next();
    begin.into_iter().chain(parts.map(|part| part.split_once('"').map_or(part, |(_, rest)| rest))).collect()
}

/// A person's way through the house.
struct Way<'a> {
    visit: &'a Visit,
    port: u16,
    walk: Walk,
    routes: &'a [String],
    /// By the person who walks now: addresses of each route.
    seen: BTreeMap<String, BTreeSet<String>>,
    /// Whether the public pages were walked already.
    inside: bool,
    /// By anybody.
    reached: BTreeSet<String>,
    /// What the browser was shown so far, under its route.
    shown: BTreeSet<String>,
    next: VecDeque<String>,
    faults: Vec<String>,
}

impl<'a> Way<'a> {
    fn new(visit: &'a Visit, port: u16, walk: Walk, routes: &'a [String]) -> Self {
        Self {
            visit,
            port,
            walk,
            routes,
            seen: BTreeMap::new(),
            inside: false,
            reached: BTreeSet::new(),
            shown: BTreeSet::new(),
            next: VecDeque::new(),
            faults: Vec::new(),
        }
    }

    /// Goes everywhere that links lead from `start`; of each kind of page it opens the first few and looks at one.
    async fn everywhere(&mut self, start: &[&str]) -> Step {
        self.next.extend(start.iter().map(|path| (*path).to_owned()));
        let client = Client::with(self.port, self.visit.cookies().await?);
        while let Some(path) = self.next.pop_front() {
            let bare = path.split(['?', '#']).next().unwrap_or_default();
            let Some(found) = route(self.routes, bare) else { continue };
            if self.inside && PUBLIC.contains(&found) {
                continue;
            }
            let seen = self.seen.entry(found.to_owned()).or_default();
            if seen.len() >= OPENED || !seen.insert(bare.to_owned()) {
                continue;
            }
            let only = seen.len() == 1;
            let answer = client.get(&path).map_err(|error| Stumble(format!("{path}: {error}")))?;
            // Whoever walks again after something happened comes to many pages of which nothing changed: an axe run and two layouts each.
            if only && self.is_new(found, &answer) {
                let first = self.reached.insert(found.to_owned());
                if self.walk.answers_for(found) {
                    self.look(&path, first).await?;
                } else {
                    self.visit.goto(&path).await?;
                    self.note(&path, self.visit.awake().await.map(drop));
                    self.note(&path, self.visit.console_is_silent().await);
                }
            }
            if answer.status >= 400 {
                self.note(&path, Err(Stumble(format!("answered {}", answer.status))));
            }
            self.next.extend(answer.links("/zh/"));
        }
        Ok(())
    }

    /// Whether the browser was not shown this yet under that route; an answer that leads elsewhere says nothing of what is there.
    fn is_new(&mut self, route: &str, answer: &Answer) -> bool {
        answer.status != 200 || self.shown.insert(format!("{route}\n{}", settled(&answer.text())))
    }

    /// The same for somebody else, or after something happened.
    async fn anew(&mut self, start: &[&str]) -> Step {
        self.inside = true;
        self.seen.clear();
        self.everywhere(start).await
    }

    /// Looks at a page. Where nobody was there before, at its layout in English too: what axe-core asks about is the same in both.
    async fn look(&mut self, path: &str, first: bool) -> Step {
        if first {
            let english = path.replacen("/zh", "/en", 1);
            self.visit.goto(&english).await?;
            self.note(&english, self.visit.is_laid_out().await);
            self.note(&english, self.visit.awake().await.map(drop));
        }
        self.visit.goto(path).await?;
        self.note(path, self.visit.is_sound().await);
        self.note(path, self.visit.awake().await.map(drop));
        Ok(())
    }

    fn note(&mut self, path: &str, outcome: Step) {
        if let Err(Stumble(why)) = outcome {
            self.faults.push(format!("{path}: {why}"));
        }
    }
}

/// One walk through a demonstration of its own.
async fn sound<F>(walk: Walk, body: F)
where
    F: AsyncFnOnce(&mut Way<'_>, &House) -> Step,
{
    let house = House::demonstration();
    let routes = routes();
    tests::browser::walk(&house.address(), Scripts::On, async |visit| {
        let mut way = Way::new(visit, house.port(), walk, &routes);
        body(&mut way, &house).await?;
        let own = routes.iter().filter(|route| walk.answers_for(route));
        let missing: Vec<&String> = own.filter(|route| !way.reached.contains(*route)).collect();
        assert!(way.faults.is_empty(), "{} faults:\n{}", way.faults.len(), way.faults.join("\n"));
        assert!(missing.is_empty(), "no walk reaches {missing:#?}");
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn every_page_of_passers_by_and_candidates_is_sound() {
    sound(Walk::Outside, async |way, house| {
        way.everywhere(&["/zh/", "/zh/open/lists", "/zh/open/glossary", "/zh/sign-in", "/zh/register"])
            .await?;
        Box::pin(candidates(way, house)).await
    })
    .await;
}

#[tokio::test]
async fn every_page_of_the_other_roles_is_sound() {
    sound(Walk::Others, async |way, house| {
        for role in Role::staff().filter(|role| *role != Role::Screener) {
            way.visit.become_one(&house.sign_in(role.word())).await?;
            // A link leads to the archive once a selection is over, which none of the demonstration is.
            let archive = format!("/zh/desk/postings/{}/archive", registering(way.visit).await?);
            let more = (role == Role::Approver).then_some(archive.as_str());
            let start: Vec<&str> = std::iter::once("/zh/desk").chain(more).collect();
            way.anew(&start).await?;
        }
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn every_page_of_the_screener_is_sound() {
    sound(Walk::Screener, async |way, house| Box::pin(screener(way, house)).await).await;
}

/// One whose result is public, and one who applies.
async fn candidates(way: &mut Way<'_>, house: &House) -> Step {
    let visit = way.visit;
    visit.become_one(&house.sign_in("candidate")).await?;
    // A link leads to the page that prolongs a session only shortly before the end.
    way.anew(&["/zh/my", "/zh/account", "/zh/account/extend"]).await?;
    let newcomer = Candidate::four().remove(0);
    people::register(visit, &newcomer).await?;
    visit.become_one(&newcomer.sign_in).await?;
    let base = applying::start(visit, &registering(visit).await?).await?;
    way.anew(&["/zh/my", &base, &format!("{base}/check")]).await?;
    applying::complete(visit, &base, &newcomer).await?;
    visit.goto(&format!("{base}/check")).await?;
    visit.send("applications/submit").await?;
    way.anew(&["/zh/my", &visit.place().await?]).await
}

/// The posting of the demonstration that takes applications.
pub async fn registering(visit: &Visit) -> Step<String> {
    visit.goto("/zh/").await?;
    for link in visit.each("main a[href^='/zh/open/']", "href").await? {
        visit.goto(&link).await?;
        if !visit.each("main a[href*='/zh/my/apply/']", "href").await?.is_empty() {
            return Ok(link.trim_start_matches("/zh/open/").split('?').next().unwrap_or_default().to_owned());
        }
    }
    Err(Stumble("no posting takes applications".to_owned()))
}

/// The screener, who also prepares a posting as far as its dry run.
async fn screener(way: &mut Way<'_>, house: &House) -> Step {
    let visit = way.visit;
    visit.become_one(&house.sign_in(Role::Screener.word())).await?;
    way.anew(&["/zh/desk"]).await?;
    replacement(way).await?;
    compared(way).await?;
    notice(way).await?;
    let desk = posting::create(visit, &Window::from_now()).await?;
    posting::bring(visit, &desk).await?;
    way.anew(&[&visit.place().await?, &desk]).await
}

/// The page that a link leads to once a posting has two versions.
async fn compared(way: &mut Way<'_>) -> Step {
    let posting = registering(way.visit).await?;
    way.anew(&[&format!("/zh/desk/postings/{posting}/revisions/between")]).await
}

/// The form on which somebody leaves a list and the next moves up: of the first position that has such people.
async fn replacement(way: &mut Way<'_>) -> Step {
    let visit = way.visit;
    visit.goto("/zh/desk").await?;
    let links = visit.each("main a[href^='/zh/desk/postings/']", "href").await?;
    for desk in links.into_iter().filter(|link| link.split('/').count() == 5) {
        visit.goto(&format!("{desk}/rulings")).await?;
        let positions = visit.each("main form select[name=position] option", "value").await?;
        for position in positions.iter().filter(|position| !position.is_empty()).take(OPENED) {
            let form = format!("{desk}/rulings/propose?position={position}&list=inspection");
            visit.goto(&form).await?;
            if !visit.each("main form[action='/api/rulings/propose']", "action").await?.is_empty() {
                return way.anew(&[&form]).await;
            }
        }
    }
    Err(Stumble("no list has anybody to leave it".to_owned()))
}

/// A supplementary notice on the posting that takes applications, as far as its proposal.
async fn notice(way: &mut Way<'_>) -> Step {
    let visit = way.visit;
    let posting = registering(visit).await?;
    let folder = tempfile::tempdir().expect("a temporary folder");
    let file = folder.path().join("scheme.toml");
    std::fs::write(&file, SCHEME).expect("a file");
    visit.goto(&format!("/zh/desk/postings/{posting}/rulings/notice")).await?;
    visit.put("title", "补充公告").await?;
    visit.put("reason", "笔试权重由上级统一调整").await?;
    visit.upload("notice/import", &file).await?;
    way.anew(&[&visit.place().await?]).await
}

#[test]
fn a_page_is_the_same_but_for_what_is_drawn_anew() {
    let page = |nonce: &str, key: &str, words: &str| {
        settled(&format!(
            "<script nonce=\"{nonce}\" type=\"module\"></script><input name=\"key\" value=\"{key}\"><p id=\"a\">{words}</p>"
        ))
    };
    assert_eq!(page("mLjv", "GV48", "one"), page("XKLl", "QDB7", "one"));
    assert_ne!(page("mLjv", "GV48", "one"), page("mLjv", "GV48", "two"));
    assert_eq!(settled("<p id=\"a\">one</p>"), "<p id=\"a\">one</p>");
}
