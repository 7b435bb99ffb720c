//! The posting until it is open: created, furnished with positions, scheme and team, submitted, approved.

use std::time::Duration;

use tests::browser::{Step, Stumble, Visit};
use time::{OffsetDateTime, UtcOffset};

use super::at_desk;
use super::people::Officer;

const TABLE: &str = "职位代码,招录单位,职位名称,计划数,资格条件\n010001,办公室,四级主任科员,1,本科\n010002,法规处,三级主任科员,1,法学\n";

/// When registration is open: since two minutes, for three to four more.
pub struct Window {
    opens: OffsetDateTime,
    closes: OffsetDateTime,
}

impl Window {
    /// Around now.
    pub fn from_now() -> Self {
        let beijing = UtcOffset::from_hms(8, 0, 0).expect("an offset");
        let now = OffsetDateTime::now_utc().to_offset(beijing);
        Self { opens: now - time::Duration::minutes(2), closes: now + time::Duration::minutes(4) }
    }

    /// Waits for the end of registration: until the screening queue may be read.
    pub async fn closes(&self, visit: &Visit, desk: &str) -> Step {
        at_desk(visit, Officer::Screener, desk).await?;
        let seconds = self.closes.unix_timestamp().div_euclid(60) * 60 + 1;
        loop {
            let left = seconds - OffsetDateTime::now_utc().unix_timestamp();
            match u64::try_from(left) {
                Ok(left) if left > 0 => tokio::time::sleep(Duration::from_secs(left)).await,
                _ => return Ok(()),
            }
        }
    }
}

/// To the minute, as the field wants it.
pub fn minute(at: OffsetDateTime) -> String {
    let (date, month) = (at.date(), u8::from(at.month()));
    format!("{:04}-{month:02}-{:02}T{:02}:{:02}", date.year(), date.day(), at.hour(), at.minute())
}

/// The screener prepares and submits it; gives its address on the desk.
pub async fn prepare(visit: &Visit, window: &Window) -> Step<String> {
    visit.become_one(&Officer::Screener.sign_in()).await?;
    let desk = create(visit, window).await?;
    positions(visit, &desk).await?;
    conditions(visit, &desk).await?;
    scheme(visit, &desk).await?;
    for role in ["录入员", "发布人"] {
        visit.goto(&format!("{desk}/team")).await?;
        visit.put("member", role).await?;
        visit.send("postings/assign").await?;
    }
    visit.goto(&desk).await?;
    visit.is_sound().await?;
    visit.goto(&format!("{desk}/approval/submit")).await?;
    visit.send("postings/submit").await?;
    Ok(desk)
}

/// Starts the draft, as the screener who is signed in; its address on the desk.
pub async fn create(visit: &Visit, window: &Window) -> Step<String> {
    visit.goto("/zh/desk/new").await?;
    visit.put("title", "2026年公开遴选").await?;
    visit.put("authority", "某某机关").await?;
    visit.put("notice", "公告正文").await?;
    visit.put("opens", &minute(window.opens)).await?;
    visit.put("closes", &minute(window.closes)).await?;
    visit.send("postings/create").await?;
    let place = visit.place().await?;
    let code = place
        .strip_prefix("/zh/desk/postings/")
        .and_then(|rest| rest.get(..10))
        .ok_or_else(|| Stumble("no posting was created".to_owned()))?;
    Ok(format!("/zh/desk/postings/{code}"))
}

/// Brings in the table of positions as far as its dry run.
pub async fn bring(visit: &Visit, desk: &str) -> Step {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let file = folder.path().join("positions.csv");
    std::fs::write(&file, TABLE).expect("a file");
    visit.goto(&format!("{desk}/positions")).await?;
    visit.upload("positions/import", &file).await?;
    visit.see("确认导入 2 行").await
}

async fn positions(visit: &Visit, desk: &str) -> Step {
    bring(visit, desk).await?;
    visit.send("imports/positions").await?;
    visit.goto(&format!("{desk}/positions")).await?;
    visit.see("010002").await
}

/// Conditions of all positions and of a group, each by its own small form; one is changed and one goes again.
async fn conditions(visit: &Visit, desk: &str) -> Step {
    let add = async |list: &str, kind: &str, field: &str, value: &str| {
        visit.goto(&format!("{desk}/conditions/add?list={list}&kind={kind}")).await?;
        visit.put(field, value).await?;
        visit.send("conditions/add").await
    };
    add("general", "education", "form[level]", "undergraduate").await?;
    add("general", "service_years", "form[years]", "2").await?;
    add("general", "age_at_least", "form[years]", "18").await?;
    visit.goto(&format!("{desk}/conditions/change?at=general.1")).await?;
    visit.put("form[years]", "").await?;
    assert!(visit.send("conditions/set").await.is_err(), "years must be told");
    visit.see("请填写此项").await?;
    visit.put("form[years]", "3").await?;
    visit.send("conditions/set").await?;
    visit.see("工作满 3 年").await?;
    visit.goto(&format!("{desk}/conditions/group")).await?;
    visit.put("name", "党务类").await?;
    visit.put("positions", "010002").await?;
    visit.send("conditions/group").await?;
    add("groups.0.rules", "politics", "form[choices][is_party_member]", "yes").await?;
    visit.see("政治面貌为中共党员").await?;
    visit.is_sound().await?;
    visit.goto(&format!("{desk}/conditions")).await?;
    visit.send("conditions/remove").await?;
    add("general", "education", "form[level]", "undergraduate").await?;
    visit.see("大学本科以上学历").await?;
    // Nobody but a person checks the words of the table until the officer says that these conditions cover them.
    visit.see("2 个职位中有 2 个由人工核对").await?;
    visit.send("conditions/cover").await?;
    visit.see("改为人工核对").await?;
    visit.is_sound().await
}

/// From the provincial template: two papers, an interview, two lists; the line and the ladder of the template do not fit here.
async fn scheme(visit: &Visit, desk: &str) -> Step {
    visit.goto(&format!("{desk}/scheme")).await?;
    visit.put("template", "provincial").await?;
    visit.send("schemes/begin").await?;
    visit.goto(&format!("{desk}/scheme/node?at=components.0")).await?;
    visit.put("set[line]", "").await?;
    visit.send("schemes/set").await?;
    visit.goto(&format!("{desk}/scheme/node?at=shortlists.1")).await?;
    visit.put("set[tie]", "all").await?;
    visit.send("schemes/set").await?;
    visit.see("申论").await?;
    visit.is_sound().await?;
    visit.send("schemes/save").await?;
    visit.see("第 1 版").await
}

/// The approver approves it.
pub async fn approve(visit: &Visit, desk: &str) -> Step {
    at_desk(visit, Officer::Approver, &format!("{desk}/approval/approve")).await?;
    visit.send("postings/approve").await
}
