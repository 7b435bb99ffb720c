//! The whole pipeline once, in zh-CN and in a real browser: from an empty data folder to a public list that `linxuan verify`
//! proves. Every role signs in with its own account; nobody leaves the pages that they are led to.

pub mod applying;
mod examining;
pub mod people;
pub mod posting;
mod publishing;
mod screening;

use tests::browser::{Scripts, Step, Visit, walk};
use tests::house::House;

use people::{Candidate, Officer};
use posting::Window;

#[tokio::test]
async fn the_whole_pipeline_in_chinese() {
    let house = House::empty();
    let mut list = String::new();
    walk(&house.address(), Scripts::On, async |visit| {
        list = Box::pin(whole(visit, &house)).await?;
        Ok(())
    })
    .await;
    walk(&house.address(), Scripts::Off, async |visit| {
        visit.goto(&list).await?;
        visit.see("2026年公开遴选").await?;
        visit.see("某某机关").await
    })
    .await;
}

/// Everything, step by step; gives the address of the public list.
async fn whole(visit: &Visit, house: &House) -> Step<String> {
    let admin = people::administrator();
    house.administrator(&admin);
    people::open_accounts(visit, &admin).await?;
    let candidates = Candidate::four();
    for candidate in &candidates {
        people::register(visit, candidate).await?;
    }
    let window = Window::from_now();
    let desk = posting::prepare(visit, &window).await?;
    posting::approve(visit, &desk).await?;
    let applications = apply(visit, &desk, &candidates).await?;
    window.closes(visit, &desk).await?;
    let refused = applications.last().expect("four applied");
    screening::decide(visit, &desk, refused).await?;
    examining::papers(visit, &desk).await?;
    publishing::list(visit, &desk, "interview").await?;
    examining::interview(visit, &desk).await?;
    publishing::list(visit, &desk, "inspection").await?;
    publishing::questioned(visit, &desk, "inspection").await?;
    examining::corrected(visit, &desk).await?;
    publishing::next(visit, &desk, "inspection").await?;
    let list = publishing::proves(visit, house).await?;
    screening::is_told(visit, candidates.last().expect("four"), refused).await?;
    Ok(list)
}

/// The four apply one after the other; the addresses of their applications.
async fn apply(visit: &Visit, desk: &str, candidates: &[Candidate]) -> Step<Vec<String>> {
    let posting = desk.rsplit('/').next().expect("a code").to_owned();
    let mut applications = Vec::new();
    for candidate in candidates {
        applications.push(Box::pin(applying::apply(visit, &posting, candidate)).await?);
    }
    Ok(applications)
}

/// Signs in as the officer and goes to a page of the posting.
async fn at_desk(visit: &Visit, officer: Officer, path: &str) -> Step {
    visit.become_one(&officer.sign_in()).await?;
    visit.goto(path).await
}
