//! Approving a posting: in time, or sent back.

use domain::reason::{PostingsWhy, SchemesWhy};
use domain::view::desk::audit::Beside;
use service::{postings, schemes};

use crate::conditions::{approver, drafted};
use crate::stage::{CLOSES, Stage, reasons};

/// Two parts that nobody named: one component and one list have no usual key either.
const NAMELESS: &[u8] = br#"[scheme]
shortlists = [{ to = "second_round", ratio = "2:1", score = "total" }]
[[scheme.components]]
key = "first"
weight = "60"
[[scheme.components]]
key = "interview"
weight = "40"
"#;

#[tokio::test]
async fn a_scheme_whose_parts_pages_could_only_call_by_their_keys_is_not_sent() {
    for stage in Stage::on_both().await {
        let (posting, screener, _) = drafted(&stage).await;
        let send = async || {
            let at = postings::view(&stage.service, &screener, posting).await.unwrap().version;
            postings::submit(&stage.service, &screener, posting, at).await
        };
        let file = ("a.toml", NAMELESS);
        schemes::save_file(&stage.service, &screener, posting, 1, file).await.unwrap().unwrap();
        assert_eq!(reasons(send().await), [SchemesWhy::Unnamed { count: 2 }.reason()]);
        let named = String::from_utf8(NAMELESS.to_vec()).unwrap();
        let named = named
            .replace("to = \"second_round\"", "to = \"second_round\", name = \"面谈人选\"")
            .replace("key = \"first\"", "key = \"first\"\nname = \"综合测试\"");
        let file = ("a.toml", named.as_bytes());
        schemes::save_file(&stage.service, &screener, posting, 2, file).await.unwrap().unwrap();
        send().await.unwrap();
    }
}

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
