//! Walks from page to page by links and plain forms after the last list: trial work and a service term, and a probation that is not passed.

use domain::access::Role;
use domain::calendar::Instant;
use domain::transfer::Following;

use super::applying::{Scene, load};
use super::browser::{Browser, Page};
use super::hostile_after::{Officers, decided, inspected};
use super::releases::{Examined, compute, examined_in, mark, sign, sign_first};

/// One list, on which the next moves up.
const SCHEME: &str = r#"[scheme]
shortlists = [{ to = "inspection", ratio = "2:1", score = "total", replacement = { allowed = true } }]
[[scheme.components]]
key = "written"
weight = "100"
"#;
/// Who applies, in the order of the tickets.
pub const PEOPLE: [&str; 3] = ["zhaoyi", "qianer", "sunsan"];
const MINUTE: i64 = 60_000;
const DAY: i64 = 86_400_000;

/// Somebody who applied: the name to sign in with, the application, the ticket.
struct Person {
    name: &'static str,
    application: String,
    ticket: String,
}

impl Person {
    /// The own page, read after signing in anew.
    async fn own(&self, scene: &Scene) -> Page {
        let address = format!("/en/my/applications/{}", self.application);
        Browser::of(scene, self.name).await.read(&address).await
    }
}

/// The notice sets this around a transfer, as if it had from the beginning.
async fn follows(scene: &Scene, following: Following) {
    let tx = scene.house.store.write("test").await.unwrap();
    let found = store::postings::by_code(&tx, &scene.posting).await.unwrap().unwrap();
    let permit = load(found.scope());
    let row = found.open(&permit).unwrap();
    let telephones = store::postings::telephones::of(&tx, &permit).await.unwrap();
    let terms = row.terms(telephones, following).unwrap();
    store::postings::revise(&tx, &permit, row.version, &terms).await.unwrap();
    tx.commit().await.unwrap();
}

/// The people in the order of their ranks: each of these tickets with its owner.
pub async fn ranked(scene: &Scene, (applications, tickets): (&[String], &[String])) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for ticket in tickets {
        for (at, application) in applications.iter().enumerate() {
            let browser = Browser::of(scene, PEOPLE[at]).await;
            let page = browser.read(&format!("/en/my/applications/{application}")).await;
            if page.each("main b.mono").contains(ticket) {
                found.push((at, ticket.clone()));
            }
        }
    }
    assert_eq!(found.len(), tickets.len(), "{found:?}");
    found
}

fn plainly(place: &str) -> String {
    format!("said of {place}")
}

/// The second of three is proposed and cleared, on 30 November; the first was passed over, the third is in reserve.
async fn cleared(following: Following) -> (Scene, Vec<Person>) {
    let scene = Scene::set().await;
    follows(&scene, following).await;
    let Examined { scene, applications, screener, clerk, tickets } =
        examined_in(scene, SCHEME, &PEOPLE).await;
    mark(&scene, &clerk, &tickets, &["80", "70", "60"]).await;
    let person = |(at, ticket): (usize, String)| Person {
        name: PEOPLE[at],
        application: applications[at].clone(),
        ticket,
    };
    let people: Vec<Person> =
        ranked(&scene, (&applications, &tickets)).await.into_iter().map(person).collect();
    let (_, approver) = scene.member("zhouba", Role::Approver).await;
    let (_, publisher) = scene.member("gaofabu", Role::Publisher).await;
    let who = Officers { screener, clerk, approver, publisher, writes: plainly };
    compute(&scene, &who.screener).await;
    sign_first(&scene, &who.screener, "inspection").await;
    let release = Instant((1_795_000_000_000 + 86_400_001) / MINUTE * MINUTE + 4 * MINUTE);
    sign(&scene, &who.publisher, ("inspection", release)).await;
    scene.house.advance(5 * MINUTE);
    service::runner::turn(&scene.house.service).await.unwrap();
    let listed: Vec<String> = people[..2].iter().map(|one| one.application.clone()).collect();
    inspected(&scene, &who, &listed).await;
    decided(&scene, &who, &tickets).await;
    scene.house.advance(11 * DAY);
    let publisher = Browser::of(&scene, "gaofabu").await;
    let decision = publisher.read(&desk(&scene, "decision")).await.titled("Collective decision");
    let page = publisher.send(&decision.form("/api/decisions/end")).await;
    page.titled("What became of the proposed people").says("Cleared");
    (scene, people)
}

fn desk(scene: &Scene, page: &str) -> String {
    format!("/en/desk/postings/{}/{page}", scene.posting)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn trial_work_and_a_service_term_go_from_the_notice_to_the_own_page_and_the_term_ends_early() {
    let (scene, people) = Box::pin(cleared(Following { trial: 5, service: 36 })).await;
    let chosen = &people[1];
    let public = Browser::nobody(&scene).read(&format!("/en/open/{}", scene.posting)).await;
    public.says("5 days before the transfer").says("36 months from the transfer on");

    let approver = Browser::of(&scene, "zhouba").await;
    let heading = "What became of the proposed people";
    let page = approver.read(&desk(&scene, "outcome")).await.titled(heading);
    let page = approver.follow(&page, "Approve the transfer").await.titled(heading);
    page.says("The notice sets 5 days").says("The notice sets 36 months");
    let form = page.form("/api/outcome/transfer").put("starts", "2026-12-10");
    let form = form.put("trial_from", "2026-11-25").put("trial_until", "2026-11-29");
    let page = approver.send(&form).await.titled(heading);
    page.says("Transferred from Thursday 10 December 2026")
        .says("Wednesday 25 November 2026 to Sunday 29 November 2026");
    page.says("36 months, over on Monday 10 December 2029");
    let own = chosen.own(&scene).await;
    own.says("Trial work or secondment before the transfer: Wednesday 25 November 2026 to Sunday 29 November 2026.");
    own.says("Your service term of 36 months is over on Monday 10 December 2029.");

    // The screener reads it and ends nothing.
    let screener = Browser::of(&scene, "liushenhe").await;
    let shown = screener.read(&desk(&scene, "outcome")).await;
    shown.says("over on Monday 10 December 2029").is_silent_on("End the service term early");
    let page = approver.follow(&page, "End the service term early").await.titled(heading);
    let why = "Moves to another office by need of service";
    let form = page.form("/api/outcome/service").put("ends", "2027-12-10").put("words", why);
    let page = approver.send(&form).await.titled(heading);
    page.says("Ended early; over on Friday 10 December 2027")
        .says(why)
        .is_silent_on("End the service term early");
    let own = chosen.own(&scene).await;
    own.says("By decision your service term ends early, and is over on Friday 10 December 2027.");
    own.is_silent_on(why).is_silent_on("2029");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_probation_that_is_not_passed_goes_to_its_approval_and_to_whoever_is_called_next() {
    let (scene, people) = Box::pin(cleared(Following::default())).await;
    let (chosen, next) = (&people[1], &people[2]);
    let heading = "What became of the proposed people";
    let approver = Browser::of(&scene, "zhouba").await;
    let page = approver.read(&desk(&scene, "outcome")).await;
    let page = approver.follow(&page, "Approve the transfer").await;
    let form = page.form("/api/outcome/transfer").put("starts", "2026-12-10").put("probation", "6");
    approver.send(&form).await.says("Transferred from Thursday 10 December 2026, 6 months of probation");
    scene.house.advance(20 * DAY);

    let screener = Browser::of(&scene, "liushenhe").await;
    let page = screener.read(&desk(&scene, "outcome")).await;
    let page = screener.follow(&page, "Transferred, in probation").await.titled(heading);
    let ends = page.form_of("/api/outcome/probation", "Not passed: returns to the old unit");
    let why = "The evaluation of the probation found too little";
    screener.send(&ends.put("words", why)).await.titled(heading).says("Returned to the old unit");
    // Nobody is told before it is approved.
    chosen.own(&scene).await.says("with a probation of 6 months").is_silent_on("returned to your unit");

    let departures = desk(&scene, "departures");
    let heading = "Departures and back-fill";
    let page = screener.read(&departures).await.titled(heading);
    page.says(why).says("waits for approval").is_silent_on("places vacant");
    let approver = Browser::of(&scene, "zhouba").await;
    let page = approver.follow(&approver.read(&departures).await, "Decide").await.titled(heading);
    page.says(why).says("It takes effect at once and the person is told");
    let page = approver.send(&page.form("/api/departures/approve")).await.titled(heading);
    page.says("places vacant: 1").speaks(&format!("Next: {}", next.ticket));
    chosen
        .own(&scene)
        .await
        .says("You left the position you were transferred to and returned to your unit.")
        .is_silent_on(why);

    let page = screener.read(&departures).await;
    let call = page.form("/api/departures/call").put("until", "2026-12-24T18:00");
    let page = screener.send(&call).await.titled(heading);
    page.says("waits for an answer until").says(&next.ticket).is_silent_on("places vacant");
    let own = next.own(&scene).await;
    own.says("You are called to move up: please answer").says("no answer counts as declining");
    let browser = Browser::of(&scene, next.name).await;
    browser.send(&own.form_of("/api/departures/answer", "Accept")).await.says("You accepted to move up.");
    screener.read(&departures).await.says("moves up");
}
