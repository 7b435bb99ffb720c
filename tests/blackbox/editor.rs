//! The scheme's editor in a real browser: the Liupanshui rule (variant 4) built from nothing, broken in five ways that are
//! told while typing and again after the post, mended, and saved with the very digest of the variant's file; one edit
//! with scripts off; and who would move on a posting's own people.

use domain::digest::Digest;
use service::scheme_file;
use tests::browser::{Scripts, Step, Stumble, Visit, walk};
use tests::house::House;

use crate::pipeline::people::{self, Officer};
use crate::pipeline::posting::{Window, create};

/// What the officer breaks: the page, the field, what is typed, what stood there, and the sentence that tells.
const BREAKS: [(&str, &str, &str, &str, &str); 5] = [
    ("components.0", "weight", "50", "60", "权重之和是 90，应为 100。"),
    ("components.1", "line", "120", "60", "最高只能得 100，无人能达到这条线。"),
    ("shortlists.0.bands.1", "ratio", "0.5:1", "1.5:1", "计划数为 2 时进入人数少于计划数。"),
    ("shortlists.0.ladder.1", "value", "unrounded", "interview", "比较的是已经相同的分数，不起作用。"),
    ("shortlists.0.bands.0", "up_to", "one", "1", "请写不小于零的整数。"),
];

fn digest(name: &str, bytes: &[u8]) -> Digest {
    let file = scheme_file::read(name, bytes).expect("a scheme file");
    file.scheme.expect("a scheme of its own").digest()
}

#[tokio::test]
async fn the_liupanshui_rule_is_built_from_nothing_broken_and_mended() {
    let house = House::empty();
    let admin = people::administrator();
    house.administrator(&admin);
    let mut desk = String::new();
    walk(&house.address(), Scripts::On, async |visit| {
        people::open_accounts(visit, &admin).await?;
        visit.become_one(&Officer::Screener.sign_in()).await?;
        desk = create(visit, &Window::from_now()).await?;
        Box::pin(build(visit, &desk)).await?;
        for one in BREAKS {
            Box::pin(break_and_mend(visit, &desk, one)).await?;
        }
        visit.goto(&format!("{desk}/scheme")).await?;
        visit.see("没有发现问题。").await?;
        visit.is_sound().await?;
        visit.send("schemes/save").await?;
        visit.see("第 1 版").await?;
        visit.unfold("scheme/import").await?;
        let saved = digest("scheme.toml", visit.says("main pre").await?.as_bytes());
        let file = include_bytes!("../../crates/domain/tests/cases/variants/04.scheme.json");
        assert_eq!(saved, digest("04.scheme.json", file), "the saved rule is the variant's");
        visit.goto(&desk.replace("/zh/", "/en/")).await?;
        visit.goto(&format!("{}/scheme/node?at=shortlists.0", desk.replace("/zh/", "/en/"))).await?;
        visit.see("Tie at the cut").await?;
        visit.is_sound().await
    })
    .await;
    walk(&house.address(), Scripts::Off, async |visit| without_scripts(visit, &desk).await).await;
}

/// Every node by its own form, beginning with nothing.
async fn build(visit: &Visit, desk: &str) -> Step {
    let editor = format!("{desk}/scheme");
    visit.goto(&editor).await?;
    visit.put("template", "empty").await?;
    visit.send("schemes/begin").await?;
    visit.goto(&format!("{editor}/node")).await?;
    visit.put("set[name]", "六盘水 2024").await?;
    visit.send("schemes/set").await?;
    for (key, weight, line) in [("written", "60", ""), ("interview", "40", "60")] {
        visit.arrive(&editor).await?;
        visit.put("first", key).await?;
        visit.send("schemes/add").await?;
        visit.put("set[weight]", weight).await?;
        visit.put("set[line]", line).await?;
        visit.send("schemes/set").await?;
    }
    visit.press("增加：名单").await?;
    let list = format!("{editor}/node?at=shortlists.0");
    visit.arrive(&list).await?;
    for (field, text) in [
        ("to", "inspection"),
        ("name", "差额考察人选"),
        ("score", "total"),
        ("tie", "ladder"),
        ("still_tied", "all"),
    ] {
        visit.put(&format!("set[{field}]"), text).await?;
    }
    visit.is_sound().await?;
    visit.send("schemes/set").await?;
    for (at, up_to, ratio) in [(0, "1", "2:1"), (1, "", "1.5:1")] {
        visit.goto(&list).await?;
        visit.press("增加：按计划数分档").await?;
        visit.arrive(&format!("{editor}/node?at=shortlists.0.bands.{at}")).await?;
        visit.put("set[up_to]", up_to).await?;
        visit.put("set[ratio]", ratio).await?;
        visit.send("schemes/set").await?;
    }
    for step in ["unrounded", "interview"] {
        visit.goto(&list).await?;
        visit.put("first", step).await?;
        visit.press("增加：这份名单的同分处理次序").await?;
        visit.see(if step == "unrounded" { "取舍之前的成绩" } else { "面试" }).await?;
    }
    visit.goto(&editor).await?;
    visit.see("综合成绩由笔试（60%）和面试（40%）组成。").await?;
    visit.see("The composite score is made of").await
}

/// The sentence stands beside the form before anything is sent, and on the page that answers.
async fn break_and_mend(
    visit: &Visit,
    desk: &str,
    (at, field, bad, good, told): (&str, &str, &str, &str, &str),
) -> Step {
    let page = format!("{desk}/scheme/node?at={at}");
    let name = format!("set[{field}]");
    visit.goto(&page).await?;
    visit.see("没有发现问题。").await?;
    visit.put(&name, bad).await?;
    let checks = async || Ok(visit.says("#checks").await?.contains(told));
    visit.until(&format!("the page says {told:?} while typing"), checks).await?;
    visit.send("schemes/set").await?;
    if !visit.says("#checks").await?.contains(told) {
        return Err(Stumble(format!("{told:?} is not told after the post")));
    }
    visit.goto(&page).await?;
    visit.put(&name, good).await?;
    visit.send("schemes/set").await?;
    visit.console_is_silent().await
}

/// One edit and its way back, without any script.
async fn without_scripts(visit: &Visit, desk: &str) -> Step {
    visit.become_one(&Officer::Screener.sign_in()).await?;
    visit.goto(&format!("{desk}/scheme/node?at=components.0")).await?;
    visit.see("边填边看需要浏览器脚本").await?;
    visit.put("set[name]", "笔试（综合）").await?;
    visit.press("写入草稿").await?;
    visit.arrive(&format!("{desk}/scheme")).await?;
    visit.see("综合成绩由笔试（综合）（60%）和面试（40%）组成。").await?;
    visit.see("放弃草稿").await
}

#[tokio::test]
async fn the_postings_own_people_are_compared_while_typing() {
    let house = House::demonstration();
    walk(&house.address(), Scripts::On, async |visit| {
        visit.become_one(&house.sign_in("screener")).await?;
        visit.goto("/zh/desk").await?;
        visit.follow("临渡市直机关").await?;
        visit.arrive("/zh/desk/postings/").await?;
        let desk = visit.place().await?;
        visit.goto(&format!("{desk}/scheme/node?at=shortlists.1")).await?;
        visit.see("0 人有变动，0 人进出名单").await?;
        visit.put("set[ratio]", "1:1").await?;
        let moved = async || {
            let said = visit.says("#own-people").await?;
            Ok(said.contains("人进出名单") && !said.contains("，0 人进出名单"))
        };
        visit.until("somebody leaves the list", moved).await?;
        visit.is_sound().await?;
        visit.goto(&format!("{desk}/scheme")).await?;
        visit.see("与保存的版本相同").await
    })
    .await;
}
