//! Rows that a candidate adds and takes away by plain posts, and the question that follows another.

use http::StatusCode;

use super::applying::{Scene, hidden};

/// The rows of a kind that a page shows.
fn rows(html: &str, field: &str) -> usize {
    (1..)
        .take_while(|no| html.contains(&format!("name=\"form[{field}]\"").replace('N', &no.to_string())))
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
    let typed = "family_1_relation=mother&family_1_name=%E7%8E%8B&family_1_work=";
    let add = format!(
        "lang=zh&application={code}&from=&version={version}&{typed}&recusal=yes&recusal_words=&act=add_family"
    );
    let back = scene.fill(&cookie, "family", &here, &add).await;
    assert_eq!(back, format!("{here}#rows-family"));
    // A double click adds one row, not two.
    assert_eq!(scene.fill(&cookie, "family", &here, &add).await, back);
    let page = scene.page(&cookie, &here).await;
    assert_eq!(rows(&page.body, "family_N_name"), 2);
    assert!(page.body.contains("value=\"王\"") && page.body.contains("value=\"mother\" selected"));
    assert!(!page.body.contains("class=\"why\""), "a row more is no try to be done with it");
    // A page from before somebody else's act is told so.
    let stale = add.replace("mother", "father");
    let told = scene.fill(&cookie, "family", &here, &stale).await;
    assert!(told.contains("__err="), "{told}");
    // What was typed there stands on the page that says so.
    let told = scene.page(&cookie, &told).await;
    assert!(told.body.contains("value=\"father\" selected"), "{}", told.body);
    assert_eq!(rows(&scene.page(&cookie, &here).await.body, "family_N_name"), 2);
    // The second row goes, the first stays; then saving names what is missing, in the row and after the yes.
    let version = hidden(&page.body, "version");
    let two = format!("{typed}&family_2_relation=&family_2_name=&family_2_work=");
    let about = format!("lang=zh&application={code}&from=&version={version}");
    let form = format!("{about}&{two}&recusal=yes&recusal_words=&act=remove_family_2");
    scene.fill(&cookie, "family", &here, &form).await;
    assert_eq!(rows(&scene.page(&cookie, &here).await.body, "family_N_name"), 1);
    let form = format!("{about}&{typed}&recusal=yes&recusal_words=");
    let wrong = scene.fill(&cookie, "family", &here, &form).await;
    let page = scene.page(&cookie, &wrong).await;
    assert!(
        page.body.contains("href=\"#f-family_1_work\"") && page.body.contains("id=\"f-recusal_words-why\"")
    );
    assert_eq!(page.body.matches("class=\"why\"").count(), 2, "{}", page.body);
    // After no, the second question is not asked.
    let form = format!("{about}&{typed}E&recusal=no&recusal_words=");
    let on = scene.fill(&cookie, "family", &here, &form).await;
    assert_eq!(on, format!("{home}/person"));
    // Hostile numbers make no rows, and another candidate finds nothing.
    let form = format!("{about}&family_999999999_name=x&family_-1_name=x&x=y&recusal=no&act=remove_family_0");
    scene.fill(&cookie, "family", &here, &form).await;
    assert_eq!(rows(&scene.page(&cookie, &here).await.body, "family_N_name"), 1);
    let other = scene.candidate("qianqi").await;
    let refused = scene.fill(&other, "family", &here, &add).await;
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
        .map(|no| format!("&grassroots_{no}_from=201{no}-01-01&grassroots_{no}_to=201{no}-06-30"))
        .collect();
    let form = format!(
        "lang=zh&application={code}&from=&unit=A&unit_level=county&unit_kind=organ&level_since=2010-07-01\
         &joined=2010-07-01&post=B&rank=first_staff&rank_since=2021-07-01&leading=no_post{spells}"
    );
    let on = scene.fill(&cookie, "service", &here, &form).await;
    assert_eq!(on, format!("{home}/person"));
    let page = scene.page(&cookie, &here).await;
    assert_eq!(rows(&page.body, "grassroots_N_from"), 5);
    assert!(page.body.contains("value=\"2015-06-30\""));
    // The middle one goes; the others move up with what stands in them.
    let version = hidden(&page.body, "version");
    let gone = scene
        .fill(&cookie, "service", &here, &format!("{form}&version={version}&act=remove_grassroots_3"))
        .await;
    assert_eq!(gone, format!("{here}#rows-grassroots"));
    let page = scene.page(&cookie, &here).await;
    assert_eq!(rows(&page.body, "grassroots_N_from"), 4);
    assert!(!page.body.contains("2013-01-01") && page.body.contains("2014-01-01"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn the_other_language_keeps_what_was_typed_and_checks_nothing_yet() {
    let scene = Scene::set().await;
    let cookie = scene.candidate("zhaoliu").await;
    let home = scene.start(&cookie).await;
    let code = home.rsplit('/').next().unwrap().to_owned();
    let here = format!("{home}/person");
    let version = hidden(&scene.page(&cookie, &here).await.body, "version");
    let form = format!(
        "lang=zh&application={code}&from=check&version={version}&name=A&identity=12&act=other_language"
    );
    let there = scene.fill(&cookie, "person", &here, &form).await;
    assert_eq!(there, format!("{}?from=check", here.replacen("zh", "en", 1)));
    let page = scene.page(&cookie, &there).await;
    assert!(page.body.contains("value=\"12\"") && !page.body.contains("class=\"why\""), "{}", page.body);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn the_check_page_leads_to_every_field_and_says_what_does_not_fit() {
    let scene = Scene::set().await;
    let cookie = scene.candidate("zhaoliu").await;
    let home = scene.start(&cookie).await;
    let code = home.rsplit('/').next().unwrap().to_owned();
    let here = format!("{home}/record");
    let form = format!(
        "lang=zh&application={code}&from=&education_level=secondary&degree=doctor&study=0301&education=C\
         &politics=non_party&appraisal_year=2025&appraisal_1=competent&appraisal_2=competent\
         &appraisal_3=competent&excluded=no"
    );
    // Education and degree contradict each other: it is told and keeps nobody from going on.
    let saved = scene.fill(&cookie, "record", &here, &form).await;
    assert_eq!(saved, format!("{here}?saved=yes"));
    let page = scene.page(&cookie, &saved).await;
    assert!(
        page.body.contains("有填写内容互相矛盾") && page.body.contains("id=\"f-degree-warning\""),
        "{}",
        page.body
    );
    assert_eq!(scene.fill(&cookie, "record", &saved, &form).await, format!("{home}/person"));
    let check = scene.page(&cookie, &format!("{home}/check")).await;
    assert!(check.body.contains("有填写内容互相矛盾"), "{}", check.body);
    for empty in ["#f-appraisal_5", "#rows-grassroots", "#rows-family", "#f-remark", "#f-name"] {
        assert!(check.body.contains(empty), "{empty} in {}", check.body);
    }
    // What was not asked is not listed, and says on its page when it is.
    assert!(!check.body.contains("#f-recusal_words") && !check.body.contains("#f-leading_since"));
    let family = scene.page(&cookie, &format!("{home}/family")).await;
    assert!(family.body.contains("选“有”的填写"), "{}", family.body);
}
