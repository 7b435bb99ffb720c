//! The privacy page that changed since a candidate agreed to it: asked about wherever an application goes on, and answered before it is sent.

use domain::digest::Digest;
use sea_orm::{ConnectionTrait as _, Database, DbBackend};
use text::standing::privacy_edition;

use super::applying::{Scene, hidden, identity};

/// The title of the notice.
const ASKS: &str = "请确认个人信息保护说明";

/// Lets everybody have agreed to an older page, past the program.
async fn age(scene: &Scene) -> String {
    let older = Digest::of(b"an older page").to_string();
    let changed = format!("UPDATE consent SET edition = '{older}'");
    let database = Database::connect(scene.house.url()).await.unwrap();
    let all = match database.get_database_backend() {
        DbBackend::Postgres => vec![
            "ALTER TABLE consent DISABLE TRIGGER USER",
            &changed,
            "ALTER TABLE consent ENABLE TRIGGER USER",
        ],
        _ => vec!["DROP TRIGGER consent_permanent_update", &changed],
    };
    for statement in all {
        database.execute_unprepared(statement).await.unwrap();
    }
    database.close().await.unwrap();
    older
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_privacy_page_that_changed_is_asked_about_on_every_page_of_an_application_before_it_is_sent() {
    let scene = Scene::set().await;
    let cookie = scene.candidate("zhaoliu").await;
    let home = scene.filled(&cookie, &identity(1)).await;
    let other = scene.candidate("sunqi").await;
    let theirs = scene.filled(&other, &identity(2)).await;
    let check = format!("{home}/check");
    let mut pages = vec![home.clone(), check.clone(), format!("/zh/my/apply/{}", scene.position)];
    let parts = ["person", "service", "record", "family", "statement", "files"];
    pages.extend(parts.map(|word| format!("{home}/{word}")));
    for page in &pages {
        assert!(!scene.page(&cookie, page).await.body.contains(ASKS), "it stands: {page}");
    }
    let older = age(&scene).await;
    for page in &pages {
        assert!(scene.page(&cookie, page).await.body.contains(ASKS), "{page}");
    }

    // Sending waits for the answer, and the page that says so asks for it; whoever answers is back there.
    let body = scene.page(&cookie, &check).await.body;
    let (code, version) = (hidden(&body, "application"), hidden(&body, "version"));
    let form = format!("lang=zh&application={code}&version={version}");
    let back = scene.send(&cookie, "applications/submit", &check, &form).await;
    let refused = scene.page(&cookie, &back).await.body;
    assert!(refused.contains("请在本页阅读并确认") && refused.contains(ASKS), "{refused}");
    let edition = hidden(&refused, "digest");
    assert_eq!(edition, privacy_edition().to_string());
    let agree = format!("lang=zh&digest={edition}&application={code}&page=check");
    assert_eq!(scene.send(&cookie, "account/agree", &check, &agree).await, check);
    for page in &pages {
        assert!(!scene.page(&cookie, page).await.body.contains(ASKS), "answered: {page}");
    }
    scene.submit(&cookie, &home).await;

    // Where something is typed the answer goes with it. An answer to a page that is not the one by now is none, and what was typed stays.
    let their = theirs.rsplit('/').next().unwrap_or_default();
    let from = format!("{theirs}/statement");
    let typed = |words: &str, edition: &str| {
        format!(
            "lang=zh&application={their}&from=&recommended=yes&truthful=yes&remark={words}&agree={edition}"
        )
    };
    scene.fill(&other, "statement", &from, &typed("FIRST", &older)).await;
    let body = scene.page(&other, &from).await.body;
    assert!(body.contains("FIRST") && body.contains(ASKS), "{body}");
    scene.fill(&other, "statement", &from, &typed("SECOND", &edition)).await;
    let body = scene.page(&other, &from).await.body;
    assert!(body.contains("SECOND") && !body.contains(ASKS), "{body}");
    scene.submit(&other, &theirs).await;
}
