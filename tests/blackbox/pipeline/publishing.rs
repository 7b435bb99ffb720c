//! Signing a list, and what everyone can prove of it.

use tests::browser::{Step, Visit};
use tests::house::{House, must};

use super::at_desk;
use super::people::Officer;

/// The screener reads the list of that stage and signs first; the page says who did.
pub async fn first(visit: &Visit, desk: &str, stage: &str) -> Step {
    at_desk(visit, Officer::Screener, &format!("{desk}/lists/{stage}")).await?;
    visit.is_sound().await?;
    visit.send("lists/sign_first").await?;
    visit.see("已有第一签署").await?;
    visit.is_sound().await
}

/// The screener signs first, and the publisher second.
pub async fn list(visit: &Visit, desk: &str, stage: &str) -> Step {
    first(visit, desk, stage).await?;
    at_desk(visit, Officer::Publisher, &format!("{desk}/lists")).await?;
    visit.is_sound().await?;
    visit.goto(&format!("{desk}/lists/{stage}")).await?;
    visit.send("lists/publish").await
}

/// The screener begins to correct the list of that stage, and everybody reads so.
pub async fn questioned(visit: &Visit, desk: &str, stage: &str) -> Step {
    let page = format!("{desk}/lists/{stage}/correction");
    at_desk(visit, Officer::Screener, &page).await?;
    visit.is_sound().await?;
    visit.put("reason", "一人面试成绩登记有误").await?;
    visit.send("lists/correct").await?;
    visit.see("正在更正").await?;
    visit.is_sound().await?;
    visit
        .until("the public reads it", async || {
            visit.goto("/zh/open/lists").await?;
            visit.reload().await?;
            Ok(visit.says("main").await?.contains("正在更正"))
        })
        .await
}

/// The publisher reads what the next version says otherwise, and signs it.
pub async fn next(visit: &Visit, desk: &str, stage: &str) -> Step {
    first(visit, desk, stage).await?;
    at_desk(visit, Officer::Publisher, &format!("{desk}/lists/{stage}/correction")).await?;
    visit.see("81.20 → 83.20").await?;
    visit.is_sound().await?;
    visit.goto(&format!("{desk}/lists/{stage}")).await?;
    visit.see("81.20 → 83.20").await?;
    visit.is_sound().await?;
    visit.send("lists/publish").await
}

/// Without an account: both lists are public with the correction, show their digests, and their downloads fit them. Gives the address of the last.
pub async fn proves(visit: &Visit, house: &House) -> Step<String> {
    visit.leave().await?;
    visit
        .until("all versions are public", async || {
            visit.goto("/zh/open/lists").await?;
            visit.reload().await?;
            Ok(lists(visit).await?.len() >= 3)
        })
        .await?;
    let mut last = String::new();
    for list in lists(visit).await? {
        proves_one(visit, house, &list).await?;
        last = list;
    }
    Ok(last)
}

async fn lists(visit: &Visit) -> Step<Vec<String>> {
    visit.each("main a[href^='/zh/open/lists/']", "href").await
}

async fn proves_one(visit: &Visit, house: &House, list: &str) -> Step {
    visit.goto(list).await?;
    visit.is_sound().await?;
    let digest = visit.says("main .sealed .digest").await?;
    let file = house.data().join("list.csv");
    std::fs::write(&file, house.download(&format!("{list}.csv"))).expect("a file");
    must(&["verify", file.to_str().expect("UTF-8"), "--digest", &digest]);
    Ok(())
}
