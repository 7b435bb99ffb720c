//! A further revision by plain forms: what the form of a position asks for.

use domain::access::Scope;
use domain::calendar::Instant;
use domain::digest::Digest;
use domain::typed::SignInName;
use http::StatusCode;
use store::schemes::NewScheme;

use super::applying::{Scene, hidden, load};

const SCHEME: &str = r#"[scheme]
shortlists = [{ to = "inspection", ratio = "2:1", score = "total" }]
[[scheme.components]]
key = "written"
weight = "100"
"#;

/// Lets the posting of the scene have a scheme: without one nothing of it is whole.
async fn ruled(scene: &Scene) {
    let tx = scene.house.store.write("test").await.unwrap();
    let found = store::postings::by_code(&tx, &scene.posting).await.unwrap().unwrap();
    let name = SignInName::stored("liushenhe".to_owned());
    let by = store::people::by_sign_in(&tx, &load(Scope::system()), &name).await.unwrap().unwrap().person;
    let digest = Digest::of(SCHEME.as_bytes());
    let new = NewScheme { after: 0, body: SCHEME, digest, by, at: Instant(1_795_000_000_000) };
    store::schemes::insert(&tx, &load(found.scope()), &new).await.unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn the_class_of_papers_is_typed_for_a_further_revision_where_the_table_has_no_column_for_it() {
    let scene = Scene::set().await;
    ruled(&scene).await;
    let desk = format!("/zh/desk/postings/{}", scene.posting);
    let here = format!("{desk}/revision/position?of=0010001");
    let page = scene.page(&scene.screener, &here).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.body);
    assert!(page.body.contains("试卷类别") && page.body.contains("typed[details][c0]"), "{}", page.body);
    let typed = "typed[unit]=A&typed[title]=B&typed[plan]=1&typed[conditions]=&typed[scheme]=";
    let form = format!(
        "posting={}&version={}&lang=zh&of=0010001&{typed}&typed[details][c0]=KIND",
        scene.posting,
        hidden(&page.body, "version")
    );
    let next = scene.send(&scene.screener, "revisions/position", &here, &form).await;
    assert_eq!(next, format!("{desk}/revision"));
    let body = scene.page(&scene.screener, &next).await.body;
    assert!(body.contains("试卷类别：KIND"), "the difference names it: {body}");

    // Now the table has the column: it is asked for once, with what was typed.
    let body = scene.page(&scene.screener, &here).await.body;
    assert!(body.contains("KIND") && !body.contains("typed[details][c1]"), "{body}");
}
