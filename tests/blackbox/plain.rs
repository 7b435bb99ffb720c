//! What a browser without scripts can do: everything that the public and a candidate need.

use tests::browser::{NARROW, Scripts, Step, Visit, walk};
use tests::house::{House, must};

use crate::pipeline::applying;
use crate::pipeline::people::{self, Candidate};

#[tokio::test]
async fn a_candidate_registers_on_a_phone_without_scripts() {
    let house = House::demonstration();
    walk(&house.address(), Scripts::Off, async |visit| {
        visit.width(NARROW).await?;
        let candidate = Candidate::four().remove(0);
        people::register(visit, &candidate).await?;
        visit.become_one(&candidate.sign_in).await?;
        let base = applying::start(visit, &crate::pages::registering(visit).await?).await?;
        wrong_first(visit, &base).await?;
        applying::complete(visit, &base, &candidate).await?;
        visit.goto(&format!("{base}/check")).await?;
        visit.fits().await?;
        visit.send("applications/submit").await?;
        visit.see("已提交").await?;
        visit.fits().await?;
        visit.goto(&format!("{base}/withdraw")).await?;
        visit.send("applications/withdraw").await?;
        visit.see("已撤回").await
    })
    .await;
}

/// A faulty section comes back with its words beside the field, and what was typed stands.
async fn wrong_first(visit: &Visit, base: &str) -> Step {
    visit.goto(&format!("{base}/person")).await?;
    visit.put("form[identity]", "12345").await?;
    assert!(visit.send("applications/section").await.is_err(), "five digits are no identity number");
    visit.see("身份证号是 18 位").await?;
    assert_eq!(visit.each("input[name='form[identity]']", "value").await?, ["12345"]);
    Ok(())
}

#[tokio::test]
async fn a_passer_by_reads_the_list_without_scripts() {
    let house = House::demonstration();
    walk(&house.address(), Scripts::Off, async |visit| {
        visit.width(NARROW).await?;
        visit.goto("/zh/open/lists").await?;
        let lists = visit.each("main a[href^='/zh/open/lists/']", "href").await?;
        assert!(lists.len() >= 3, "{lists:?}");
        for list in lists {
            visit.goto(&list).await?;
            visit.fits().await?;
            assert_eq!(visit.each("script", "src").await?, Vec::<String>::new(), "{list}");
            let digest = visit.says("main .sealed .digest").await?;
            let csv = String::from_utf8(house.download(&format!("{list}.csv"))).expect("UTF-8");
            let ticket = ticket(&csv);
            visit.put("ticket", &ticket).await?;
            visit.send("/open/lists/").await?;
            visit.see(&ticket).await?;
            assert!(!visit.place().await?.contains(&ticket), "no address holds it");
            assert_eq!(visit.says("main .sealed .digest").await?, digest, "one digest on every print");
            for lang in ["zh", "en"] {
                let paper = house.data().join("list.pdf");
                std::fs::write(&paper, house.download(&format!("{}.pdf", list.replacen("zh", lang, 1))))
                    .expect("a file");
                must(&["verify", paper.to_str().expect("UTF-8"), "--digest", &digest]);
            }
        }
        Ok(())
    })
    .await;
}

/// The ticket number in the last row of a list's canonical bytes.
fn ticket(csv: &str) -> String {
    let (_, rows) = csv.split_once("\n\n").expect("a head, a blank line, rows");
    let column = rows.lines().next().and_then(|names| names.split(',').position(|name| name == "ticket"));
    let last = rows.lines().last().expect("a row");
    last.split(',').nth(column.expect("a column of tickets")).expect("a ticket").to_owned()
}
