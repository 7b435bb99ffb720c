//! Signing a list, and what everyone can prove of it.

use tests::browser::{Step, Visit};
use tests::house::{House, must};

use super::at_desk;
use super::people::Officer;

/// The publisher signs the list of that stage.
pub async fn list(visit: &Visit, desk: &str, stage: &str) -> Step {
    at_desk(visit, Officer::Publisher, &format!("{desk}/lists")).await?;
    visit.is_sound().await?;
    visit.goto(&format!("{desk}/lists/{stage}")).await?;
    visit.send("lists/publish").await
}

/// Without an account: both lists are public, show their digests, and their downloads fit them. Gives the address of the last.
pub async fn proves(visit: &Visit, house: &House) -> Step<String> {
    visit.leave().await?;
    visit
        .until("both lists are public", async || {
            visit.goto("/zh/open/lists").await?;
            visit.reload().await?;
            Ok(lists(visit).await?.len() >= 2)
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
