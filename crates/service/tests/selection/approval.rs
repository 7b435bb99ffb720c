//! Approving a posting: in time, or sent back.

use domain::reason::PostingsWhy;
use domain::view::desk::audit::Beside;
use service::postings;

use crate::conditions::{approver, drafted};
use crate::stage::{CLOSES, Stage, reasons};

#[tokio::test]
async fn a_posting_whose_registration_has_closed_is_not_approved_and_can_be_sent_back() {
    for mut stage in Stage::on_both().await {
        let (posting, screener, _) = drafted(&stage).await;
        let at = postings::view(&stage.service, &screener, posting).await.unwrap().version;
        postings::submit(&stage.service, &screener, posting, at).await.unwrap();
        let approver = approver(&mut stage).await;
        let shown = postings::view(&stage.service, &approver, posting).await.unwrap();
        let digest = shown.approval_digest.unwrap().to_string();
        stage.effects.clock.advance(CLOSES.0 - stage.effects.clock.now().0);
        let late = postings::approve(&stage.service, &approver, posting, shown.version, &digest).await;
        assert_eq!(reasons(late), [PostingsWhy::ClosesInThePast.at("closes")]);
        let words = "The dates are over.";
        postings::return_back(&stage.service, &approver, posting, shown.version, words).await.unwrap();
        assert!(!stage.events().await.join("\n").contains(words), "the permanent record holds a digest");
        let trail = service::audit::events(&stage.service, &stage.supervisor, None, None).await.unwrap();
        assert_eq!(trail.lines[0].words, Beside::Kept(words.to_owned()));
    }
}
