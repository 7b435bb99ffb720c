//! The keys of the screening desk in a real browser; those of the marks grid are struck on the pipeline's way.

use tests::browser::{Scripts, Step, Stumble, Visit, walk};
use tests::house::House;

/// Whether the labels of an open file leave most of its width to what was told, and what is decided stands in the window without scrolling.
const LAID_OUT: &str = "
    window.scrollTo(0, 0);
    const verdict = document.querySelector('.verdict').getBoundingClientRect();
    const narrow = dt => dt.getBoundingClientRect().width <= dt.parentElement.getBoundingClientRect().width / 2;
    const labels = [...document.querySelectorAll('.pane > .kv > dt')];
    return labels.length > 5 && labels.every(narrow) && verdict.top >= 0 && verdict.bottom <= window.innerHeight + 1;";

#[tokio::test]
async fn keys_open_the_next_file_refuse_it_and_pass_it() {
    let house = House::demonstration();
    walk(&house.address(), Scripts::On, async |visit| {
        visit.become_one(&house.sign_in("screener")).await?;
        let queue = queue(visit).await?;
        visit.strike("j").await?;
        visit.arrive(&format!("{queue}/")).await?;
        visit.awake().await?;
        let first = opened(visit).await?;
        assert_eq!(visit.ask(LAID_OUT).await?, true, "narrow labels, and the verdict in the window");
        visit.strike("j").await?;
        visit.until("the next file is open", async || Ok(opened(visit).await? != first)).await?;
        visit.awake().await?;
        visit.strike("k").await?;
        visit.until("the first file is open again", async || Ok(opened(visit).await? == first)).await?;
        visit.awake().await?;
        visit.strike("n").await?;
        assert_eq!(visit.caret().await?, "f-ground", "the ground of a refusal is asked");
        visit.strike("p").await?;
        assert_eq!(opened(visit).await?, first, "who chooses a ground passes nobody");
        visit.goto(&visit.place().await?).await?;
        visit.awake().await?;
        visit.strike("p").await?;
        visit.until("the next file is open", async || Ok(opened(visit).await? != first)).await?;
        let line = visit.says("main .just").await?;
        let code = first.rsplit('/').next().unwrap_or_default();
        assert!(
            line.contains("通过") && line.contains(code) && line.contains("撤销"),
            "whom the key passed: {line}"
        );
        // The line takes it back, by a key as by its button: the file is open again and waits.
        visit.awake().await?;
        visit.strike("u").await?;
        visit.until("the first file is open again", async || Ok(opened(visit).await? == first)).await?;
        assert!(visit.says("main .pane h2").await?.contains("待审查"), "it waits again");
        assert!(visit.each("main .just", "class").await?.is_empty(), "nothing is left to take back");
        visit.is_sound().await?;
        visit.awake().await?;
        visit.strike("p").await?;
        visit.until("the next file is open", async || Ok(opened(visit).await? != first)).await?;
        visit.goto(&first).await?;
        assert!(visit.says("main .pane h2").await?.contains("通过"), "the key passed it");
        visit.console_is_silent().await
    })
    .await;
}

/// The address of the open file, without its filter.
async fn opened(visit: &Visit) -> Step<String> {
    Ok(visit.place().await?.split('?').next().unwrap_or_default().to_owned())
}

/// The first queue with a file, its keys awake; gives its address.
async fn queue(visit: &Visit) -> Step<String> {
    visit.goto("/zh/desk").await?;
    let links = visit.each("main a[href^='/zh/desk/postings/']", "href").await?;
    for desk in links.iter().filter(|link| link.split('/').count() == 5) {
        let address = format!("{desk}/screening");
        visit.goto(&address).await?;
        if !visit.each("[data-key=j]", "href").await?.is_empty() {
            assert_eq!(visit.awake().await?, 1, "one island on {address}");
            return Ok(address);
        }
    }
    Err(Stumble(format!("nobody waits: {links:?}")))
}
