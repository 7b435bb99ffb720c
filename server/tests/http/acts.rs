//! Pages of acts whose time is over, or has not come: a message or a bookmark still leads there.

use super::applying::Scene;

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
