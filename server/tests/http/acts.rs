//! Pages of acts whose time is over, or has not come: a message or a bookmark still leads there. And pages of one's own that go on
//! after somebody left, or while the selection is stopped.

use domain::access::Role;

use super::applying::{Called, Scene, hidden, identity};
use super::hostile::said;
use super::releases::{Examined, examined};

const SCHEME: &str = r#"[scheme]
shortlists = [{ to = "inspection", ratio = "2:1", score = "total" }]
[[scheme.components]]
key = "written"
weight = "100"
"#;

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_page_offers_no_act_that_the_phase_of_the_selection_refuses() {
    let scene = Scene::set().await;
    let approver = scene.house.staff("zhouba", "approver").await;
    for act in ["submit", "approve", "end"] {
        let here = format!("/zh/desk/postings/{}/approval/{act}", scene.posting);
        let page = scene.page(&approver, &here).await;
        assert_eq!(page.status, 200, "{act}");
        assert!(page.body.contains("现在没有要办的") && page.body.contains("报名"), "{act}: {}", page.body);
        assert!(!page.body.contains("action=\"/api/postings/"), "{act} is offered: {}", page.body);
        assert!(!page.body.contains("/cut\""), "nothing waits to be cut: {}", page.body);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn whoever_left_reads_that_and_is_asked_to_no_examination() {
    let Examined { scene, applications, .. } = examined(SCHEME, &["zhaoyi"]).await;
    let cookie = scene.house.sign_in("zhaoyi").await.cookie();
    let home = format!("/zh/my/applications/{}", applications[0]);
    let before = scene.page(&cookie, &home).await.body;
    assert!(before.contains("请凭准考证号参加考试") && !before.contains("已退出"), "{before}");
    let leave = format!("{home}/leave");
    let version = hidden(&scene.page(&cookie, &leave).await.body, "version");
    let form = format!("lang=zh&application={}&version={version}", applications[0]);
    let to = scene.send(&cookie, "departures/leave", &leave, &form).await;
    assert_eq!(to, home);
    let after = scene.page(&cookie, &home).await.body;
    assert!(after.contains("您已退出本次遴选") && after.contains(">已退出<"), "{after}");
    assert!(!after.contains("请凭准考证号参加考试"), "nobody who left is asked to an examination: {after}");
    let day = after.split_once("，日期 ").and_then(|(_, day)| day.split_once("。")).map(|(day, _)| day);
    assert!(
        day.is_some_and(|day| day.contains("年") && day.contains("星期")),
        "a day as people read it: {day:?}"
    );
    let list = scene.page(&cookie, "/zh/my").await.body;
    assert!(list.contains("已退出") && !list.contains("资格审查通过"), "{list}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn what_was_never_sent_is_given_up_and_only_what_was_sent_is_withdrawn() {
    let scene = Scene::set().await;
    let candidate = scene.candidate("zhaoliu").await;
    let home = scene.filled(&candidate, &identity(1)).await;
    let both = async || {
        let ask = scene.page(&candidate, &format!("{home}/withdraw")).await.body;
        [scene.page(&candidate, &home).await.body, ask]
    };
    let [tasks, ask] = both().await;
    assert!(tasks.contains(">放弃填写<") && !tasks.contains("撤回报名"), "{tasks}");
    assert!(ask.contains("从未提交") && ask.contains("确认放弃") && !ask.contains("不再审查"), "{ask}");
    scene.submit(&candidate, &home).await;
    let [sent, ask] = both().await;
    assert!(sent.contains(">撤回报名<") && !sent.contains("放弃填写"), "{sent}");
    assert!(ask.contains("不再审查") && ask.contains("确认撤回") && !ask.contains("从未提交"), "{ask}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_receipt_promises_no_screening_while_the_selection_is_stopped() {
    let scene = Scene::set().await;
    let candidate = scene.candidate("zhaoliu").await;
    let receipt = format!("{}/receipt", scene.submitted(&candidate, &identity(1)).await);
    let runs = scene.page(&candidate, &receipt).await.body;
    assert!(runs.contains("审核员逐份审查"), "{runs}");
    let approver = scene.house.staff("zhouba", "approver").await;
    let version = scene.version().await.to_string();
    said(&scene, &approver, "course/suspend", &[("version", &version), ("reason", "a storm")]).await;
    let stopped = scene.page(&candidate, &receipt).await.body;
    assert!(stopped.contains("a storm") && !stopped.contains("审核员逐份审查"), "{stopped}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_form_that_starts_something_is_shown_to_those_alone_who_may_send_it() {
    let scene = Scene::set().await;
    let notice = format!("/zh/desk/postings/{}/rulings/notice", scene.posting);
    let forms = [("/zh/desk/new", "/api/postings/create"), (notice.as_str(), "rulings/notice/import")];
    let (_, clerk) = scene.member("zhengluru", Role::Clerk).await;
    let candidate = scene.candidate("zhaoliu").await;
    for (page, action) in forms {
        let own = scene.page(&scene.screener, page).await;
        assert!(own.status == 200 && own.body.contains(action), "{page}: {}", own.body);
        for other in [&clerk, &candidate] {
            let shown = scene.page(other, page).await;
            assert!(shown.status == 403 || shown.status == 404, "{page}: {}", shown.status);
            assert!(!shown.body.contains(action), "{page}: {}", shown.body);
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn every_page_of_a_posting_names_it_above_its_heading_and_in_its_title() {
    let scene = Scene::set().await;
    let desk = format!("/zh/desk/postings/{}", scene.posting);
    let named = Called::USUAL.title;
    for page in ["", "/positions", "/conditions", "/scheme", "/team", "/screening", "/messages"] {
        let shown = scene.page(&scene.screener, &format!("{desk}{page}")).await;
        assert_eq!(shown.status, 200, "{page}");
        let (head, body) = shown.body.split_once("</title>").expect("a title");
        assert_eq!(head.matches(named).count(), 1, "{page}: {head}");
        // The page of the posting itself is headed by it; on paper the crumbs and this line are what names it.
        let above = body.split_once("<main").expect("a page").1.split("</h1>").next().unwrap_or_default();
        let line = above.contains("class=\"of-posting\"");
        assert!(above.contains(named) && line != page.is_empty(), "{page}: {above}");
    }
    let stranger = scene.house.staff("stranger", "screener").await;
    let shown = scene.page(&stranger, &format!("{desk}/positions")).await;
    assert!(shown.status == 404 && !shown.body.contains(named), "{}", shown.body);
}
