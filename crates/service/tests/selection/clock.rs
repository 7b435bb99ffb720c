//! A clock that is wrong for a while closes nothing for good.

use service::postings;

use crate::stage::Stage;

#[tokio::test]
async fn a_registration_that_a_wrong_clock_closed_opens_again_and_closes_in_time() {
    for mut stage in Stage::on_both().await {
        // The clock shows the deadline; registration closes.
        stage.close().await;
        assert_eq!(postings::mend_turns(&stage.service).await.unwrap(), 0, "it was time");
        // The clock was a minute ahead, and is set right.
        stage.effects.clock.advance(-60_000);
        assert_eq!(postings::mend_turns(&stage.service).await.unwrap(), 1);
        assert_eq!(postings::mend_turns(&stage.service).await.unwrap(), 0);
        let events = stage.events().await;
        stage.submitted().await;
        stage.close().await;
        assert!(stage.events().await.len() > events.len(), "the second closing is on record too");
    }
}
