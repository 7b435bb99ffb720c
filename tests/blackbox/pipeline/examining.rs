//! Marks: the papers from a file, the interview by hand; then the computation.

use tests::browser::{Step, Visit};
use thirtyfour::Key;

use super::at_desk;
use super::people::Officer;

/// Of the three who passed; one value in full-width digits, as spreadsheets have them.
const PAPERS: [(&str, &str); 3] = [("70", "80.5"), ("７５", "75.5"), ("66", "60")];
const INTERVIEW: [&str; 3] = ["81.2", "79.4", "88"];

/// The clerk imports the papers, once with and once without effect; the screener computes.
pub async fn papers(visit: &Visit, desk: &str) -> Step {
    at_desk(visit, Officer::Clerk, &format!("{desk}/marks")).await?;
    let tickets = visit.each("main input[name^='cells'][name$='[ticket]']", "value").await?;
    assert_eq!(tickets.len(), PAPERS.len(), "one line for each who passed: {tickets:?}");
    let folder = tempfile::tempdir().expect("a temporary folder");
    let file = folder.path().join("papers.csv");
    let lines: String =
        tickets.iter().zip(PAPERS).map(|(ticket, (one, two))| format!("{ticket},{one},{two}\n")).collect();
    std::fs::write(&file, format!("准考证号,行测,申论\n{lines}")).expect("a file");
    visit.upload("marks/import", &file).await?;
    visit.see("确认导入").await?;
    visit.send("imports/marks").await?;
    visit.goto(&format!("{desk}/marks")).await?;
    visit.is_sound().await?;
    visit.upload("marks/import", &file).await?;
    visit.see("无需导入").await?;
    compute(visit, desk).await
}

/// The clerk types the marks of the interview; the screener computes.
pub async fn interview(visit: &Visit, desk: &str) -> Step {
    at_desk(visit, Officer::Clerk, &format!("{desk}/marks?component=interview")).await?;
    for (at, mark) in INTERVIEW.iter().enumerate() {
        visit.put(&format!("cells[{at}][text]"), mark).await?;
    }
    column(visit).await?;
    visit.send("marks/enter").await?;
    compute(visit, desk).await
}

/// The clerk mends the first mark of the interview, which was misread; the screener computes.
pub async fn corrected(visit: &Visit, desk: &str) -> Step {
    at_desk(visit, Officer::Clerk, &format!("{desk}/marks?component=interview")).await?;
    visit.put("cells[0][text]", "83.2").await?;
    visit.send("marks/enter").await?;
    compute(visit, desk).await
}

/// The keys that go up and down the column, and the one that restores a cell.
async fn column(visit: &Visit) -> Step {
    assert_eq!(visit.awake().await?, 1, "the column's keys");
    visit.focus("#mark-0").await?;
    visit.strike(Key::Up).await?;
    assert_eq!(visit.caret().await?, "mark-0", "there is none above");
    for (key, to) in [(Key::Enter, "mark-1"), (Key::Down, "mark-2"), (Key::Up, "mark-1")] {
        visit.strike(key).await?;
        assert_eq!(visit.caret().await?, to);
    }
    visit.strike(Key::Escape).await?;
    assert_eq!(visit.typed().await?, "", "nothing stood there before");
    visit.strike(INTERVIEW[1]).await?;
    assert_eq!(visit.typed().await?, INTERVIEW[1]);
    visit.console_is_silent().await
}

async fn compute(visit: &Visit, desk: &str) -> Step {
    at_desk(visit, Officer::Screener, &format!("{desk}/ranking")).await?;
    visit.send("ranking/compute").await?;
    visit.goto(&format!("{desk}/ranking")).await?;
    visit.is_sound().await
}
