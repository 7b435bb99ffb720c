//! The draft of a scheme: two officers on it, saving, staleness, and the comparison on the posting's own people.

use std::collections::BTreeMap;

use domain::access::Caller;
use domain::id::Code;
use domain::reason::{ActsWhy, PostingsWhy, Reason, SchemesWhy, Why};
use domain::scheme::draft::{Change, Draft, Template};
use service::Fault;
use service::schemes::draft::{self, Seen};
use service::schemes::{export, save_file, templates};

use crate::stage::Stage;

fn set(at: &str, field: &str, text: &str) -> Change {
    let values = BTreeMap::from([(field.to_owned(), text.to_owned())]);
    Change::Set { at: at.to_owned(), values }
}

async fn seen(stage: &Stage, who: &Caller, posting: Code) -> Seen {
    let page = draft::view(&stage.service, who, posting).await.expect("a page");
    Seen { version: page.version, based_on: page.based_on }
}

pub async fn begin(stage: &Stage, who: &Caller, posting: Code) {
    let with = templates::node(Template::Central).expect("a template");
    let before = seen(stage, who, posting).await;
    draft::change(&stage.service, who, posting, before, ("", &Change::Begin { with }))
        .await
        .expect("a draft");
}

#[tokio::test]
async fn the_second_officer_on_a_draft_is_told_and_nothing_of_the_first_is_lost() {
    let stage = Stage::set().await;
    let (posting, first) = stage.draft().await;
    begin(&stage, &first, posting).await;
    let both = seen(&stage, &first, posting).await;
    let change = |field: &'static str, text: &'static str| set("components.0", field, text);
    let done = draft::change(&stage.service, &first, posting, both, ("", &change("weight", "60")))
        .await
        .expect("written");
    assert!((done.place.as_str(), done.faulty) == ("components.0", false), "{done:?}");
    let late = draft::change(&stage.service, &first, posting, both, ("", &change("weight", "70"))).await;
    assert!(matches!(late, Err(Fault::Stale)), "{late:?}");
    let page = draft::view(&stage.service, &first, posting).await.expect("a page");
    assert_eq!(page.draft.node("", "components.0").expect("a node").text("weight"), "60");
    assert_eq!((page.version, page.revision, page.may_save), (2, 0, true));
}

#[tokio::test]
async fn only_a_usable_draft_is_saved_and_then_the_draft_ends() {
    let stage = Stage::set().await;
    let (posting, officer) = stage.draft().await;
    let nothing = draft::save(&stage.service, &officer, posting, Seen { version: 0, based_on: 0 }).await;
    assert!(
        matches!(&nothing, Err(Fault::Refused(why)) if *why == [ActsWhy::NothingToDo.reason()]),
        "{nothing:?}"
    );
    begin(&stage, &officer, posting).await;
    let now = seen(&stage, &officer, posting).await;
    let bad =
        draft::change(&stage.service, &officer, posting, now, ("", &set("components.0", "weight", "a half")))
            .await;
    assert!(bad.expect("kept as typed").faulty);
    let now = seen(&stage, &officer, posting).await;
    let refused = draft::save(&stage.service, &officer, posting, now).await;
    assert!(
        matches!(&refused, Err(Fault::Refused(why)) if matches!(why[..], [Reason { why: Why::Schemes(SchemesWhy::Faulty { count: 1 }), .. }])),
        "{refused:?}"
    );
    draft::change(&stage.service, &officer, posting, now, ("", &set("components.0", "weight", "50")))
        .await
        .expect("mended");
    let now = seen(&stage, &officer, posting).await;
    draft::save(&stage.service, &officer, posting, now).await.expect("saved");
    let page = draft::view(&stage.service, &officer, posting).await.expect("a page");
    assert_eq!((page.revision, page.based_on, page.drafted.is_none(), page.version), (1, 1, true, 4));
    let stale =
        draft::change(&stage.service, &officer, posting, now, ("", &set("components.0", "weight", "40")))
            .await;
    assert!(matches!(stale, Err(Fault::Stale)), "a page of the saved draft is stale for ever: {stale:?}");
    assert_eq!(page.draft, page.saved);
    let json = export(&stage.service, &officer, posting, true).await.expect("a file");
    let again: Draft = serde_json::from_str(&json).expect("JSON");
    assert_eq!(again.slim(), page.saved);
    assert!(export(&stage.service, &officer, posting, false).await.expect("a file").contains("[scheme]"));
}

#[tokio::test]
async fn a_revision_saved_meanwhile_is_told_and_the_draft_goes_on_from_it() {
    let stage = Stage::set().await;
    let (posting, officer) = stage.draft().await;
    begin(&stage, &officer, posting).await;
    let toml = b"[scheme]\ncomponents = [{ key = \"written\", weight = 100 }]\n";
    save_file(&stage.service, &officer, posting, 0, ("rule.toml", toml))
        .await
        .expect("an act")
        .expect("a file");
    let now = seen(&stage, &officer, posting).await;
    assert_eq!(now.based_on, 0, "the draft still goes out from nothing");
    let behind = draft::save(&stage.service, &officer, posting, now).await;
    assert!(matches!(behind, Err(Fault::Stale)), "{behind:?}");
    draft::rebase(&stage.service, &officer, posting, now).await.expect("rebased");
    let now = seen(&stage, &officer, posting).await;
    assert_eq!(now.based_on, 1);
    draft::save(&stage.service, &officer, posting, now).await.expect("saved");
    let page = draft::view(&stage.service, &officer, posting).await.expect("a page");
    assert_eq!(page.revision, 2);
    assert_eq!(page.saved.items("", "components").len(), 2);
}

#[tokio::test]
async fn a_discarded_draft_is_gone_and_outsiders_see_none() {
    let stage = Stage::set().await;
    let (posting, officer) = stage.draft().await;
    begin(&stage, &officer, posting).await;
    let outsider = &stage.screeners[1];
    assert!(matches!(draft::view(&stage.service, outsider, posting).await, Err(Fault::Missing)));
    let now = seen(&stage, &officer, posting).await;
    let intruder =
        draft::change(&stage.service, outsider, posting, now, ("", &set("", "name", "mine"))).await;
    assert!(matches!(intruder, Err(Fault::Missing)), "{intruder:?}");
    let asked = draft::movers(&stage.service, outsider, posting, &Draft::default()).await;
    assert!(matches!(asked, Err(Fault::Missing)), "{asked:?}");
    draft::discard(&stage.service, &officer, posting, now).await.expect("discarded");
    let page = draft::view(&stage.service, &officer, posting).await.expect("a page");
    assert!(page.drafted.is_none() && page.draft.names().is_empty());
    let supervisor = draft::view(&stage.service, &stage.supervisor, posting).await.expect("reads all");
    assert!(!supervisor.may_draft);
}

#[tokio::test]
async fn after_approval_a_draft_may_be_tried_but_not_saved() {
    let stage = Stage::set().await;
    let officer = &stage.screeners[0];
    begin(&stage, officer, stage.code).await;
    let page = draft::view(&stage.service, officer, stage.code).await.expect("a page");
    assert!(page.may_draft && !page.may_save);
    let now = seen(&stage, officer, stage.code).await;
    let frozen = draft::save(&stage.service, officer, stage.code, now).await;
    assert!(
        matches!(&frozen, Err(Fault::Refused(why)) if matches!(why[..], [Reason { why: Why::Postings(PostingsWhy::WrongPhase { .. }), .. }])),
        "{frozen:?}"
    );
}
