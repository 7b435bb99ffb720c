//! A walk from page to page by links and plain forms through a round of moves after the marks (调剂).

use domain::access::Role;
use domain::calendar::Instant;

use super::applying::Scene;
use super::browser::Browser;
use super::releases::{Examined, compute, examined_in, mark, sign, sign_first};
use super::walks_after::{PEOPLE, ranked};

/// One list, and moves of those who are not on it.
const SCHEME: &str = r#"[scheme]
shortlists = [{ to = "inspection", ratio = "1:1", score = "total" }]
[[scheme.components]]
key = "written"
weight = "100"
line = "60"
[scheme.adjustment]
unlisted_only = true
choices = 1
leaves_first = true
"#;
const MINUTE: i64 = 60_000;
const HOUR: i64 = 60 * MINUTE;

/// So many hours after the list is out, to the minute.
fn hours(hours: i64) -> Instant {
    Instant((1_795_000_000_000 + 24 * HOUR) / MINUTE * MINUTE + 5 * MINUTE + hours * HOUR)
}

fn desk(scene: &Scene, page: &str) -> String {
    format!("/en/desk/postings/{}/{page}", scene.posting)
}

/// Three people of the first of three positions; one of them is on its list, which is out. Answers who has which rank, the best first.
async fn listed() -> (Scene, Vec<(&'static str, String, String)>) {
    let scene = Scene::set_of(&["0010001", "0010002", "0010003"]).await;
    let Examined { scene, applications, screener, clerk, tickets } =
        examined_in(scene, SCHEME, &PEOPLE).await;
    mark(&scene, &clerk, &tickets, &["90", "80", "50"]).await;
    let people = ranked(&scene, (&applications, &tickets)).await;
    let people = people
        .into_iter()
        .map(|(at, ticket)| (PEOPLE[at], format!("/en/my/applications/{}", applications[at]), ticket));
    let people = people.collect();
    scene.member("zhouba", Role::Approver).await;
    let (_, publisher) = scene.member("gaofabu", Role::Publisher).await;
    compute(&scene, &screener).await;
    sign_first(&scene, &screener, "inspection").await;
    let release = Instant((1_795_000_000_000 + 24 * HOUR) / MINUTE * MINUTE + 4 * MINUTE);
    sign(&scene, &publisher, ("inspection", release)).await;
    scene.house.advance(5 * MINUTE);
    service::runner::turn(&scene.house.service).await.unwrap();
    (scene, people)
}

/// A round for the second and the third position is proposed and confirmed by links and forms alone.
async fn confirmed(scene: &Scene) {
    let screener = Browser::of(scene, "liushenhe").await;
    let page = screener.read(&desk(scene, "adjustment")).await.titled("Adjustment");
    page.says("No round was proposed yet.");
    let form = page.form("/api/adjustments/propose").put("places[1]", "1").put("places[2]", "1");
    let form = form.put("opens", &hours(1).form_text()).put("closes", &hours(49).form_text());
    let page = screener.send(&form.put("reason", "Two positions have nobody")).await.titled("Adjustment");
    page.says("Waits for confirmation").says("Two positions have nobody");
    let public = format!("/en/open/{}", scene.posting);
    let nobody = Browser::nobody(scene);
    nobody.read(&public).await.is_silent_on("Two positions have nobody");

    let approver = Browser::of(scene, "zhouba").await;
    let page = approver.follow(&approver.read(&desk(scene, "adjustment")).await, "Decide").await;
    let page = approver.send(&page.form("/api/adjustments/confirm")).await.titled("Adjustment");
    page.says("Confirmed").says("Nobody has chosen yet.");
    let page = nobody.read(&public).await;
    page.says("Two positions have nobody").says("Time to choose").speaks("0010002 ").speaks("0010003 ");
    page.says("may choose one position and change it until the time is over");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_round_of_moves_goes_from_its_proposal_to_the_ranking_in_the_new_position() {
    let (scene, people) = Box::pin(listed()).await;
    Box::pin(confirmed(&scene)).await;
    let [(first, of_first, _), (second, of_second, ticket), (third, of_third, _)] = people.as_slice() else {
        panic!("three people")
    };
    Browser::of(&scene, second)
        .await
        .read(of_second)
        .await
        .says("The time to choose another position begins");

    // Inside its window: whoever is on no list and reaches the line chooses, changes that, and takes it back.
    scene.house.advance(61 * MINUTE);
    let cannot = "You cannot choose another position";
    for (name, own) in [(first, of_first), (third, of_third)] {
        Browser::of(&scene, name).await.read(own).await.says(cannot);
    }
    let candidate = Browser::of(&scene, second).await;
    let page = candidate.read(of_second).await;
    page.says("You may choose another position").is_silent_on(cannot);
    let choose = "/api/adjustments/choose";
    let page = candidate.send(&page.form(choose).choose("position", "0010003")).await;
    page.speaks("You chose position 0010003");
    let page = candidate.send(&page.form(choose).choose("position", "0010002")).await;
    page.speaks("You chose position 0010002");
    let page = candidate.send(&page.form("/api/adjustments/take_back")).await;
    page.speaks("You took your choice of position 0010002");
    let page = candidate.send(&page.form(choose).choose("position", "0010002")).await;
    page.speaks("You chose position 0010002");

    // Once it is over, an officer rules on it.
    scene.house.advance(49 * HOUR);
    let candidate = Browser::of(&scene, second).await;
    candidate.read(of_second).await.says("The time to choose is over; it will be decided.");
    let screener = Browser::of(&scene, "liushenhe").await;
    let page = screener.follow(&screener.read(&desk(&scene, "adjustment")).await, "Rule on it").await;
    page.says(&format!("Look whether {ticket} meets the conditions of position 0010002."));
    screener.send(&page.form("/api/adjustments/take")).await.titled("Adjustment").says("Taken");
    candidate.read(of_second).await.speaks("You were taken into position 0010002");

    screener.read("/en/desk").await.says("on no public list there: 1");

    // The next ranking has the person there, and there alone.
    let of = |number: &str| desk(&scene, &format!("ranking?position={number}"));
    screener.read(&of("0010001")).await.says(ticket);
    let correction = screener.read(&desk(&scene, "lists/inspection/correction")).await;
    let begin = correction.form("/api/lists/correct").put("reason", "One person moved to another position");
    screener.send(&begin).await;
    let page = screener.read(&desk(&scene, "ranking")).await.titled("Ranking");
    screener.send(&page.form("/api/ranking/compute")).await.titled("Ranking");
    screener.read(&of("0010002")).await.says(ticket);
    screener.read(&of("0010001")).await.is_silent_on(ticket);
    candidate.read(of_second).await.says("From the next list that is published you are ranked there");
}
