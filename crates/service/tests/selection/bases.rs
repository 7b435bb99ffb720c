//! What a ranking was computed from is kept with it: it is computed again from that when marks have long become others, and whatever was
//! altered in what is kept is named.

use std::path::Path;

use domain::access::{Caller, Denial};
use domain::id::Code;
use domain::reason::RankingWhy;
use domain::view::desk::ranking::{Again, AgainPage, BasisPart};
use service::audit::{Wrong, verify_chain};
use service::{Fault, lists, ranking};

use crate::exam::Exam;
use crate::rulings;
use crate::stage::{Stage, reasons};

const PLAIN: &str = r#"{"scheme":{"components":[{"key":"written","weight":100}],
    "shortlists":[{"to":"inspection","score":"total","ratio":"2:1"}]}}"#;
/// A line that is set once the marks are known.
const OPEN: &str = r#"{"scheme":{"components":[{"key":"written","weight":100,"line":"decided"}],
    "shortlists":[{"to":"inspection","score":"total","ratio":"2:1"}]}}"#;

async fn asked(exam: &Exam, who: &Caller, chosen: Option<Code>) -> Result<AgainPage, Fault> {
    ranking::again(&exam.stage.service, who, exam.posting, chosen).await
}

/// What comes of computing a ranking again.
async fn outcome(exam: &Exam, chosen: Code) -> Again {
    let page = asked(exam, &exam.publisher, Some(chosen)).await.expect("a page");
    page.again.expect("it was chosen").outcome
}

/// Writes something else over everything that lies in the store of files.
fn overwritten(folder: &Path) {
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            overwritten(&path);
        } else {
            std::fs::write(&path, b"something else").expect("written");
        }
    }
}

/// An exam in which a ranking stood, fell so that a mark could be corrected, and another one stands; the codes of both, older first.
async fn corrected(stage: Stage) -> (Exam, [Code; 2]) {
    let people = [("p", "100000001"), ("p", "100000002"), ("p", "100000003")];
    let exam = Exam::on(stage, PLAIN, &[("p", 1)], &people).await;
    exam.import("scores.csv", "candidate,written\n100000001,80\n100000002,70\n100000003,60\n").await;
    exam.compute().await;
    let service = &exam.stage.service;
    ranking::reopen(service, &exam.screener, exam.posting, "成绩登记有误。").await.expect("reopened");
    exam.import("scores.csv", "candidate,written\n100000001,80\n100000002,70\n100000003,95\n").await;
    exam.compute().await;
    let page = asked(&exam, &exam.publisher, None).await.expect("a page");
    let codes: Vec<Code> = page.rankings.iter().rev().map(|one| one.code).collect();
    let codes = codes.try_into().expect("two rankings");
    (exam, codes)
}

#[tokio::test]
async fn an_older_ranking_is_computed_again_after_marks_changed_and_has_its_digest() {
    for stage in Stage::on_both().await {
        let (exam, [older, newer]) = corrected(stage).await;
        let stands = exam.ranking("p").await.head.expect("a ranking").result.expect("a digest");
        let supervisor = exam.supervisor();
        for who in [&exam.screener, &exam.publisher, &supervisor] {
            let page = asked(&exam, who, Some(older)).await.expect("a page");
            assert!(page.rankings.iter().all(|one| one.size.is_some_and(|size| size > 0)), "{page:?}");
            let again = page.again.expect("it was chosen");
            assert_eq!((again.code, &again.outcome), (older, &Again::Same));
            assert_ne!(again.result, stands, "it is another ranking than the one that stands");
        }
        let page = asked(&exam, &exam.publisher, Some(newer)).await.expect("a page");
        let again = page.again.expect("it was chosen");
        assert_eq!((again.result, again.outcome), (stands, Again::Same));

        let denied = asked(&exam, &exam.clerk, Some(older)).await;
        assert!(matches!(denied, Err(Fault::Denied(Denial::Role))), "{denied:?}");
        let other = asked(&exam, &exam.publisher, Some(exam.posting)).await;
        assert!(matches!(other, Err(Fault::Missing)), "{other:?}");
    }
}

#[tokio::test]
async fn whatever_is_altered_in_what_is_kept_is_named() {
    for stage in Stage::on_both().await {
        let (exam, [older, newer]) = corrected(stage).await;
        let whole = verify_chain(&exam.stage.store, &exam.stage.keys, &[]).await.expect("a walk");
        assert_eq!(whole.wrong.kept, []);
        let swapped = "UPDATE ranking_basis SET lies = (SELECT b.lies FROM ranking_basis b \
                       WHERE b.ranking = (SELECT max(c.ranking) FROM ranking_basis c))";
        exam.stage.force(swapped).await;
        let parts = vec![BasisPart::Head, BasisPart::Inputs, BasisPart::Result];
        assert_eq!(outcome(&exam, older).await, Again::Differs(parts), "it is that of the other one");
        assert_eq!(outcome(&exam, newer).await, Again::Same);
        let walk = verify_chain(&exam.stage.store, &exam.stage.keys, &[]).await.expect("a walk");
        let mut rows = walk.wrong.kept.iter().filter_map(|wrong| match wrong {
            Wrong::Row(amiss) => Some(amiss.table.as_str()),
            _ => None,
        });
        assert!(rows.any(|table| table == "ranking_basis"), "{:?}", walk.wrong.kept);

        overwritten(&exam.stage.files());
        assert_eq!(outcome(&exam, newer).await, Again::Lost);
        exam.stage.force("DELETE FROM ranking_basis").await;
        assert_eq!(outcome(&exam, newer).await, Again::NotKept);
    }
}

/// Of a ranking whose basis was altered or is gone no list is published; one that is computed anew has its own.
#[tokio::test]
async fn no_list_is_published_of_a_ranking_of_which_something_else_is_kept() {
    for stage in Stage::on_both().await {
        let (exam, _) = corrected(stage).await;
        let service = &exam.stage.service;
        exam.sign_first("inspection").await;
        let proof = lists::proof(service, &exam.publisher, exam.posting, "inspection").await.expect("a list");
        let digest = proof.digest.to_string();
        let publish =
            async || lists::publish(service, &exam.publisher, exam.posting, "inspection", &digest).await;
        let swapped = "UPDATE ranking_basis SET lies = (SELECT b.lies FROM ranking_basis b \
                       WHERE b.ranking = (SELECT min(c.ranking) FROM ranking_basis c))";
        exam.stage.force(swapped).await;
        assert_eq!(reasons(publish().await), [RankingWhy::BasisLost.reason()]);
        overwritten(&exam.stage.files());
        assert_eq!(reasons(publish().await), [RankingWhy::BasisLost.reason()]);
        exam.compute().await;
        crate::altered::publish(&exam, "inspection").await;
    }
}

#[tokio::test]
async fn drawn_lots_are_kept_and_a_line_that_is_open_withholds_all_of_it_from_whoever_sets_it() {
    let people = ["1", "2", "3", "4"].map(|ticket| ("p", ticket));
    let exam = Exam::set(rulings::LOTS, &[("p", 1)], &people).await;
    exam.import("scores.csv", "candidate,written,interview\n1,80,90\n2,70,80\n3,70,80\n4,60,60\n").await;
    exam.compute().await;
    rulings::decided(&exam, &rulings::lots(&["2", "3"]), None).await;
    exam.compute().await;
    let page = asked(&exam, &exam.publisher, None).await.expect("a page");
    assert_eq!(page.rankings.len(), 2);
    for one in page.rankings {
        assert_eq!(outcome(&exam, one.code).await, Again::Same);
    }

    let exam = Exam::set(OPEN, &[("p", 1)], &people).await;
    exam.import("scores.csv", "candidate,written\n1,80\n2,70\n3,70\n4,60\n").await;
    exam.compute().await;
    for who in [&exam.screener, &exam.approver] {
        let denied = asked(&exam, who, None).await;
        assert!(matches!(denied, Err(Fault::Denied(Denial::LineOpen))), "{denied:?}");
    }
    let page = asked(&exam, &exam.publisher, None).await.expect("a page");
    assert_eq!(outcome(&exam, page.rankings[0].code).await, Again::Same);
}
