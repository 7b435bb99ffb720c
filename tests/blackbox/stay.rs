//! The question before a session ends, in a real browser: nothing typed is lost, the focus comes back, and what another tab did counts.

use tests::browser::{Scripts, Step, Visit, walk};
use tests::house::House;

const FIELD: &str = "#f-title";

#[tokio::test]
async fn whoever_is_asked_stays_on_the_page_with_what_was_typed() {
    let house = House::demonstration();
    walk(&house.address(), Scripts::On, async |visit| {
        visit.become_one(&house.sign_in("screener")).await?;
        visit.goto("/zh/desk/new").await?;
        visit.put("title", "2026").await?;
        visit.focus(FIELD).await?;
        assert!(!is_open(visit).await?, "an hour is left");
        // Another tab learned that the session is at its end.
        told(visit, 0).await?;
        asked(visit, true).await?;
        visit.is_sound().await?;
        visit.press("继续登录").await?;
        asked(visit, false).await?;
        assert_eq!(visit.caret().await?, "f-title", "the focus is where it was");
        assert_eq!(typed(visit).await?, "2026", "and what was typed");
        let lasts = "return Number(localStorage.getItem('linxuan.session')) > 3000";
        assert_eq!(visit.ask(lasts).await?, true, "other tabs are told");
        told(visit, 0).await?;
        asked(visit, true).await?;
        told(visit, 3600).await?;
        asked(visit, false).await?;
        // Nothing is promised where nothing was extended.
        visit.leave().await?;
        told(visit, 0).await?;
        asked(visit, true).await?;
        visit.press("继续登录").await?;
        visit.see("没有延长").await?;
        assert!(is_open(visit).await?, "it goes on asking");
        assert_eq!(typed(visit).await?, "2026", "what was typed is still there");
        Ok(())
    })
    .await;
}

async fn is_open(visit: &Visit) -> Step<bool> {
    Ok(visit.ask("return document.getElementById('stay').open").await? == true)
}

/// What stands in the field.
async fn typed(visit: &Visit) -> Step<String> {
    let value = visit.ask("return document.getElementById('f-title').value").await?;
    Ok(value.as_str().unwrap_or_default().to_owned())
}

async fn asked(visit: &Visit, open: bool) -> Step {
    visit.until(&format!("the dialog is open: {open}"), async || Ok(is_open(visit).await? == open)).await
}

/// What the page hears when another tab says how many seconds are left.
async fn told(visit: &Visit, left: u32) -> Step {
    let script = format!(
        "dispatchEvent(new StorageEvent('storage', {{ key: 'linxuan.session', newValue: '{left}' }})); return true"
    );
    visit.ask(&script).await.map(drop)
}
