//! The later half of the course, in a browser: openings confirmed and another position chosen, a withdrawal that is filled after two
//! calls, rank one passed over, an objection that suspends one person, transfer, probation, closing. Candidate and public without
//! scripts on a phone, the desk on a wide screen; both stand in the demonstration, which has carried the selection so far.

use std::time::Duration;

use tests::browser::{NARROW, Scripts, Step, Stumble, Visit, walk};
use tests::house::House;
use time::{OffsetDateTime, UtcOffset};

use crate::pipeline::posting::minute;

/// The selection in which everything happened so far, and the one whose openings wait.
const EVENTFUL: &str = "望舒市直机关";
const BELOW: &str = "拾穗市直机关";
/// Of the first: the position that the body decides on here.
const DECIDED: &str = "200004";

#[tokio::test]
async fn a_selection_is_carried_from_its_openings_to_its_closing() {
    let house = House::demonstration();
    walk(&house.address(), Scripts::Off, async |outside| {
        outside.width(NARROW).await?;
        walk(&house.address(), Scripts::On, async |desk| {
            let both = Both { outside, desk, house: &house };
            Box::pin(both.openings()).await?;
            let posting = both.posting(EVENTFUL).await?;
            Box::pin(both.back_filled(&posting)).await?;
            Box::pin(both.suspended(&posting)).await?;
            Box::pin(both.passed_over(&posting)).await?;
            Box::pin(both.closed(&posting)).await
        })
        .await;
        Ok(())
    })
    .await;
}

/// Whoever stands outside, without scripts on a phone, and whoever sits at a desk.
struct Both<'a> {
    outside: &'a Visit,
    desk: &'a Visit,
    house: &'a House,
}

/// So many days from now, in Beijing, to the minute.
fn in_days(days: i64) -> String {
    let beijing = UtcOffset::from_hms(8, 0, 0).expect("an offset");
    minute(OffsetDateTime::now_utc().to_offset(beijing) + time::Duration::days(days))
}

/// The day alone.
fn day_in(days: i64) -> String {
    in_days(days).split('T').next().unwrap_or_default().to_owned()
}

impl Both<'_> {
    /// Somebody without a name reads the address in both languages: nothing scrolls sideways, no script is there, and the words are.
    async fn public(&self, path: &str, (zh, en): (&str, &str)) -> Step {
        self.outside.leave().await?;
        for (path, words) in [(path.to_owned(), zh), (path.replacen("/zh/", "/en/", 1), en)] {
            self.outside
                .until(&format!("{path} says {words:?}"), async || {
                    self.outside.goto(&path).await?;
                    self.outside.reload().await?;
                    Ok(self.outside.text().await?.contains(words))
                })
                .await?;
            self.outside.fits().await?;
            let scripts = self.outside.each("script", "src").await?;
            assert!(scripts.is_empty(), "{path}: {scripts:?}");
        }
        Ok(())
    }

    /// The code of the posting with that title.
    async fn posting(&self, title: &str) -> Step<String> {
        self.outside.leave().await?;
        self.outside.goto("/zh/").await?;
        for link in self.outside.each("main a[href^='/zh/open/']", "href").await? {
            let code =
                link.trim_start_matches("/zh/open/").split(['?', '/']).next().unwrap_or_default().to_owned();
            self.outside.goto(&format!("/zh/open/{code}")).await?;
            if self.outside.says("h1").await?.contains(title) {
                return Ok(code);
            }
        }
        Err(Stumble(format!("no posting is called {title}")))
    }

    /// The candidate signs in and stands on the own application to that posting; its address.
    async fn own(&self, title: &str) -> Step<String> {
        self.outside.become_one(&self.house.sign_in("candidate")).await?;
        self.outside.goto("/zh/my").await?;
        for link in self.outside.each("main a[href^='/zh/my/applications/']", "href").await? {
            let base: String = link.split('/').take(5).collect::<Vec<_>>().join("/");
            self.outside.goto(&base).await?;
            if self.outside.text().await?.contains(title) {
                return Ok(base);
            }
        }
        Err(Stumble(format!("no own application to {title}")))
    }

    /// Somebody at a desk stands on a page of the posting.
    async fn at(&self, role: &str, posting: &str, page: &str) -> Step {
        self.desk.become_one(&self.house.sign_in(role)).await?;
        self.desk.goto(&format!("/zh/desk/postings/{posting}/{page}")).await
    }

    /// The first address on the desk's page that has `part` in it.
    async fn way(&self, part: &str) -> Step<String> {
        let found = self.desk.each(&format!("main a[href*='{part}']"), "href").await?;
        found.into_iter().next().ok_or_else(|| Stumble(format!("no link leads to {part}")))
    }

    /// The competent department confirms that one position opens with fewer places and one not at all; whose position that was chooses
    /// another one and applies there.
    async fn openings(&self) -> Step {
        let posting = self.posting(BELOW).await?;
        self.at("approver", &posting, "opening").await?;
        self.desk.is_sound().await?;
        let decide = self.way("opening=").await?;
        self.desk.goto(&decide).await?;
        self.desk.send("opening/confirm").await?;
        self.public(&format!("/zh/open/{posting}"), ("核减", "cut")).await?;
        let own = self.own(BELOW).await?;
        self.outside.fits().await?;
        self.outside.put("position", "300003").await?;
        self.outside.send("applications/rechoose").await?;
        self.outside.goto(&format!("{own}/check")).await?;
        self.outside.fits().await?;
        self.outside.send("applications/submit").await?;
        self.outside.see("已提交").await?;
        self.outside.see("300003").await
    }

    /// The candidate leaves the last list; the next declines, the one after accepts, and the next version of the list says so.
    async fn back_filled(&self, posting: &str) -> Step {
        let own = self.own(EVENTFUL).await?;
        self.outside.goto(&format!("{own}/leave")).await?;
        self.outside.fits().await?;
        self.outside.send("departures/leave").await?;
        for answer in ["declined", "accepted"] {
            self.at("screener", posting, "departures").await?;
            self.desk.put("until", &in_days(2)).await?;
            self.desk.send("departures/call").await?;
            let call = self.way("departures?call=").await?;
            self.desk.goto(&call).await?;
            self.desk.put("answer", answer).await?;
            self.desk.put("note", "电话答复，王某接听。").await?;
            self.desk.send("departures/record").await?;
        }
        self.desk.is_sound().await?;
        self.corrected(posting, "inspection", "1人放弃，递补1人").await?;
        self.at("screener", posting, "ranking").await?;
        self.desk.send("ranking/compute").await?;
        self.at("screener", posting, "lists/inspection").await?;
        self.desk.is_sound().await?;
        self.desk.send("lists/sign_first").await?;
        self.at("publisher", posting, "lists/inspection").await?;
        self.desk.is_sound().await?;
        self.desk.send("lists/publish").await?;
        let list = self.newest(posting, ("考察", 3)).await?;
        self.public(&list, ("递补进入", "moved up as a back-fill")).await?;
        self.public(&list, ("本版更正了第 2 版", "corrects version 2")).await
    }

    async fn corrected(&self, posting: &str, list: &str, why: &str) -> Step {
        self.at("screener", posting, &format!("lists/{list}/correction")).await?;
        self.desk.put("reason", why).await?;
        self.desk.send("lists/correct").await
    }

    /// The address of the list whose title has that word in it, in the version that is in force.
    async fn newest(&self, posting: &str, (title, version): (&str, u32)) -> Step<String> {
        self.outside.leave().await?;
        let before = format!("本版更正了第 {} 版", version.saturating_sub(1));
        for _ in 0..50 {
            self.outside.goto(&format!("/zh/open/{posting}")).await?;
            self.outside.reload().await?;
            for list in self.outside.each("main a[href^='/zh/open/lists/']", "href").await? {
                self.outside.goto(&list).await?;
                let (is, says) = (self.outside.says("h1").await?, self.outside.says("main").await?);
                let corrects = says.contains("本版更正了");
                let fits = if version == 1 { !corrects } else { says.contains(&before) };
                if is.contains(title) && fits && !says.contains("这一版已被更正") {
                    return Ok(list);
                }
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        Err(Stumble(format!("no list {title} has version {version}")))
    }

    /// The approver answers what was written with those words.
    async fn answer(&self, posting: &str, words: &str, (effect, ticket): (&str, &str)) -> Step {
        self.at("approver", posting, "objections").await?;
        for one in self.desk.each("main table a[href*='/objections/']", "href").await? {
            self.desk.goto(&one).await?;
            if !self.desk.text().await?.contains(words) {
                continue;
            }
            self.desk.put("effect", effect).await?;
            if !ticket.is_empty() {
                self.desk.put("ticket", ticket).await?;
            }
            self.desk.put("words", "经核查，依据档案材料处理。").await?;
            return self.desk.send("objections/answer").await;
        }
        Err(Stumble(format!("nobody wrote {words}")))
    }

    /// An objection suspends one proposed person: the list of proposed people says so with its second version, and the first is marked.
    async fn suspended(&self, posting: &str) -> Step {
        self.answer(posting, "请核查", ("suspended", "")).await?;
        self.desk.is_sound().await?;
        self.corrected(posting, "proposed", "1人因异议暂缓").await?;
        self.at("publisher", posting, "decision").await?;
        let list = self.way("decision/list/").await?;
        self.desk.goto(&list).await?;
        self.desk.is_sound().await?;
        self.desk.send("decisions/publish").await?;
        let second = self.newest(posting, ("拟遴选", 2)).await?;
        self.public(&second, ("暂缓", "Suspended")).await?;
        let versions = self.outside.each("main a[href^='/en/open/lists/']", "href").await?;
        let first = versions.first().ok_or_else(|| Stumble("no way to the first version".to_owned()))?;
        let first = first.replacen("/en/", "/zh/", 1);
        self.public(&first, ("这一版已被更正", "This version has been superseded")).await?;
        self.answer(posting, "请核查", ("nothing", "")).await
    }

    /// The body passes over rank one, with a ground, and proposes who moved up; the list says why that can be right.
    async fn passed_over(&self, posting: &str) -> Step {
        self.at("screener", posting, "decision").await?;
        self.desk.put("body", "市委组织部部务会").await?;
        self.desk.put("minutes", "部务会纪要第40号").await?;
        self.desk.put("day", &day_in(0)).await?;
        self.desk.send("decisions/begin").await?;
        let mut tickets = Vec::new();
        loop {
            self.desk.goto(&format!("/zh/desk/postings/{posting}/decision/{DECIDED}")).await?;
            let asked = "main form[action*='decisions/choose'] input[name=ticket]";
            let Some(ticket) = self.desk.each(asked, "value").await?.into_iter().next() else { break };
            let second = tickets.len() == 1;
            self.desk.put("proposed", if second { "yes" } else { "no" }).await?;
            if tickets.is_empty() {
                self.desk.put("ground", "inspection").await?;
            }
            self.desk.send("decisions/choose").await?;
            tickets.push(ticket);
        }
        assert_eq!(tickets.len(), 2, "rank one, and who moved up: {tickets:?}");
        self.desk.is_sound().await?;
        self.desk.goto(&format!("/zh/desk/postings/{posting}/decision")).await?;
        self.desk.send("decisions/send").await?;
        self.at("publisher", posting, "decision").await?;
        self.desk.send("decisions/confirm").await?;
        let list = self.way("decision/list/").await?;
        self.desk.goto(&format!("{list}?last={}", day_in(20))).await?;
        self.desk.send("decisions/publish").await?;
        let list = self.newest(posting, ("拟遴选", 1)).await?;
        self.public(&list, ("名次决定谁进入考察", "Ranks decide who is inspected")).await?;
        self.report(posting).await?;
        self.answer(posting, "有偿介绍", ("cancelled", &tickets[1])).await
    }

    /// A stranger reports something, and follows it up by number and code.
    async fn report(&self, posting: &str) -> Step {
        self.outside.goto(&format!("/zh/open/{posting}/objection")).await?;
        self.outside.put("kind", "report").await?;
        self.outside.put("words", "一名拟遴选人选曾有偿介绍工程。").await?;
        self.outside.send("/objection").await?;
        let said = self.outside.each("main .mono", "class").await?;
        assert!(!said.is_empty(), "a number and a code");
        self.outside.fits().await
    }

    /// The period of the first decision is ended, its person is transferred and passes probation, and nothing stands against closing.
    async fn closed(&self, posting: &str) -> Step {
        self.at("publisher", posting, "decision").await?;
        self.desk.send("decisions/end").await?;
        self.at("approver", posting, "outcome").await?;
        self.desk.is_sound().await?;
        let person = self.way("outcome?application=").await?;
        self.desk.goto(&person).await?;
        // Nobody passes a probation before it is over, and no transfer begins before it was decided, thirty-four days ago in the demonstration.
        self.desk.put("starts", &day_in(-33)).await?;
        self.desk.put("probation", "1").await?;
        self.desk.send("outcome/transfer").await?;
        self.at("screener", posting, "outcome").await?;
        let person = self.way("outcome?application=").await?;
        self.desk.goto(&person).await?;
        self.desk.send("outcome/probation").await?;
        self.desk.see("已转任任职").await?;
        self.at("approver", posting, "outcome").await?;
        self.desk.send("outcome/close").await?;
        self.public(&format!("/zh/open/{posting}"), ("遴选已经办结", "The selection is closed")).await?;
        self.own(EVENTFUL).await?;
        self.outside.fits().await?;
        self.archived(posting).await
    }

    /// What is over is put into one file, which whoever approved it fetches.
    async fn archived(&self, posting: &str) -> Step {
        self.desk.become_one(&self.house.sign_in("approver")).await?;
        self.desk.goto(&format!("/zh/desk/postings/{posting}")).await?;
        self.desk.goto(&self.way("/archive").await?).await?;
        self.desk.send("archives/ask").await?;
        let made = async || {
            self.desk.reload().await?;
            Ok(!self.desk.each("main a[download]", "href").await?.is_empty())
        };
        self.desk.until("the archive is made", made).await?;
        self.desk.is_sound().await
    }
}
