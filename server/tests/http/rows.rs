//! Rows that a candidate adds and takes away by plain posts, and the question that follows another.

use http::StatusCode;

use super::applying::{Scene, hidden};

/// The rows of a kind that a page shows.
fn rows(html: &str, field: &str) -> usize {
    (1..)
        .take_while(|no| html.contains(&format!("name=\"rows[{field}]\"").replace('N', &no.to_string())))
        .count()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn rows_come_and_go_without_scripts_and_nothing_typed_is_lost() {
    let scene = Scene::set().await;
    let cookie = scene.candidate("zhaoliu").await;
    let home = scene.start(&cookie).await;
    let code = home.rsplit('/').next().unwrap().to_owned();
    let here = format!("{home}/family");
    let page = scene.page(&cookie, &here).await;
    assert_eq!(rows(&page.body, "family_N_name"), 1, "one row to begin with: {}", page.body);
    let version = hidden(&page.body, "version");
    let typed = "rows[family_1_relation]=mother&rows[family_1_name]=%E7%8E%8B&rows[family_1_work]=";
    let add = format!(
        "lang=zh&application={code}&from=&version={version}&{typed}&recusal=yes&recusal_words=&act=add"
    );
    let back = scene.send(&cookie, "applications/family", &here, &add).await;
    assert_eq!(back, format!("{here}#rows"));
    // A double click adds one row, not two.
    assert_eq!(scene.send(&cookie, "applications/family", &here, &add).await, back);
    let page = scene.page(&cookie, &here).await;
    assert_eq!(rows(&page.body, "family_N_name"), 2);
    assert!(page.body.contains("value=\"王\"") && page.body.contains("value=\"mother\" selected"));
    assert!(!page.body.contains("class=\"why\""), "a row more is no try to be done with it");
    // A page from before somebody else's act is told so.
    let stale = add.replace("mother", "father");
    let told = scene.send(&cookie, "applications/family", &here, &stale).await;
    assert!(told.contains("__err="), "{told}");
    assert_eq!(rows(&scene.page(&cookie, &here).await.body, "family_N_name"), 2);
    // The second row goes, the first stays; then saving names what is missing, in the row and after the yes.
    let version = hidden(&page.body, "version");
    let two = format!("{typed}&rows[family_2_relation]=&rows[family_2_name]=&rows[family_2_work]=");
    let about = format!("lang=zh&application={code}&from=&version={version}");
    let form = format!("{about}&{two}&recusal=yes&recusal_words=&act=remove_2");
    scene.send(&cookie, "applications/family", &here, &form).await;
    assert_eq!(rows(&scene.page(&cookie, &here).await.body, "family_N_name"), 1);
    let form = format!("{about}&{typed}&recusal=yes&recusal_words=");
    let wrong = scene.send(&cookie, "applications/family", &here, &form).await;
    let page = scene.page(&cookie, &wrong).await;
    assert!(
        page.body.contains("href=\"#f-family_1_work\"") && page.body.contains("id=\"f-recusal_words-why\"")
    );
    assert_eq!(page.body.matches("class=\"why\"").count(), 2, "{}", page.body);
    // After no, the second question is not asked.
    let form = format!("{about}&{typed}E&recusal=no&recusal_words=");
    let on = scene.send(&cookie, "applications/family", &here, &form).await;
    assert_eq!(on, format!("{home}/person"));
    // Hostile numbers make no rows, and another candidate finds nothing.
    let form = format!(
        "{about}&rows[family_999999999_name]=x&rows[family_-1_name]=x&rows[x]=y&recusal=no&act=remove_0"
    );
    scene.send(&cookie, "applications/family", &here, &form).await;
    assert_eq!(rows(&scene.page(&cookie, &here).await.body, "family_N_name"), 1);
    let other = scene.candidate("qianqi").await;
    let refused = scene.send(&other, "applications/family", &here, &add).await;
    assert!(refused.contains("__err="), "{refused}");
    assert_eq!(scene.page(&other, &here).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn spells_are_as_many_as_somebody_had() {
    let scene = Scene::set().await;
    let cookie = scene.candidate("zhaoliu").await;
    let home = scene.start(&cookie).await;
    let code = home.rsplit('/').next().unwrap().to_owned();
    let here = format!("{home}/service");
    let spells: String = (1..=5)
        .map(|no| format!("&rows[grassroots_{no}_from]=201{no}-01-01&rows[grassroots_{no}_to]=201{no}-06-30"))
        .collect();
    let form = format!(
        "lang=zh&application={code}&from=&unit=A&unit_level=county&unit_kind=organ&level_since=2010-07-01\
         &joined=2010-07-01&post=B&rank=first_staff&rank_since=2021-07-01&leading=no_post{spells}"
    );
    let on = scene.send(&cookie, "applications/service", &here, &form).await;
    assert_eq!(on, format!("{home}/person"));
    let page = scene.page(&cookie, &here).await;
    assert_eq!(rows(&page.body, "grassroots_N_from"), 5);
    assert!(page.body.contains("value=\"2015-06-30\""));
    // The middle one goes; the others move up with what stands in them.
    let version = hidden(&page.body, "version");
    let gone = scene
        .send(&cookie, "applications/service", &here, &format!("{form}&version={version}&act=remove_3"))
        .await;
    assert_eq!(gone, format!("{here}#rows"));
    let page = scene.page(&cookie, &here).await;
    assert_eq!(rows(&page.body, "grassroots_N_from"), 4);
    assert!(!page.body.contains("2013-01-01") && page.body.contains("2014-01-01"));
}
