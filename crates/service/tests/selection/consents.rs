//! Agreeing to the privacy page: kept with its edition and language, shown to its owner, asked for again where it lacks; only sending an
//! application waits where the page changed since.

use domain::access::{Caller, Origin, Scope, Who};
use domain::digest::Digest;
use domain::reason::{ActsWhy, ApplicationsWhy, TypedWhy};
use service::people::{self, AccountForm};
use service::{Fault, applications};
use text::Lang;
use text::standing::privacy_edition;

use crate::stage::{OPENS, Stage, identity, keep, load, reasons};

fn form(stage: &Stage, edition: &str, lang: &str) -> AccountForm {
    let password = ["ninety", "purple", "lamps"].join(" ");
    AccountForm {
        key: stage.key().to_string(),
        sign_in_name: "newcomer".to_owned(),
        password: password.clone(),
        again: password,
        agreed: "yes".to_owned(),
        edition: edition.to_owned(),
        lang: lang.to_owned(),
    }
}

/// Edition and language of what somebody reads of it on the own account page.
async fn shown(stage: &Stage, who: &Caller) -> Vec<(Digest, String)> {
    let own = people::account(&stage.service, who, text::Lang::Zh).await.expect("an own account");
    own.consents.into_iter().map(|one| (one.edition, one.lang)).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_registers_agrees_to_the_page_as_it_was_offered() {
    let stage = Stage::set().await;
    let (service, stranger) = (&stage.service, Caller { who: Who::Anonymous, origin: Origin::default() });
    let older = Digest::of(b"an older page").to_string();
    let refused = people::open(service, &stranger, &form(&stage, &older, "en")).await;
    assert_eq!(reasons(refused), [TypedWhy::NotAgreed.at("agreed")], "the page says something else by now");
    let typed = form(&stage, &privacy_edition().to_string(), "en");
    people::open(service, &stranger, &typed).await.expect("an account");
    let opened = people::sign_in(service, &stranger, None, "newcomer", &typed.password).await.expect("in");
    let own =
        people::caller(service, Some(&opened.token.reveal()), Origin::default()).await.expect("somebody");
    assert_eq!(shown(&stage, &own).await, [(privacy_edition(), "en".to_owned())]);
    assert_eq!(people::asked(service, &own).await.expect("an answer"), None, "it stands");
    let told = stage.events().await.join("\n");
    assert_eq!(told.matches("\"privacy_agreed\"").count(), 1, "{told}");
    let walk = service::audit::verify_chain(&stage.store, &stage.keys, &[]).await.expect("a walk");
    assert_eq!(walk.wrong.kept, [], "it is bound to its event");
}

#[tokio::test]
async fn a_candidate_of_whom_nothing_was_kept_is_asked_and_held_up_by_nothing() {
    for mut stage in Stage::on_both().await {
        let (who, screener) = (stage.candidate().await, stage.screeners[0].clone());
        let service = stage.service.clone();
        let edition = privacy_edition();
        assert_eq!(people::asked(&service, &who).await.expect("an answer"), Some(edition));
        // Whoever does not answer fills in and sends an application as ever.
        let code = stage.filled(&who, &identity(1)).await;
        let version = applications::view(&service, &who, code).await.expect("an application").version;
        applications::submit(&service, &who, code, version).await.expect("sent");

        let older = Digest::of(b"an older page").to_string();
        let refused = people::agree(&service, &who, &older, Lang::Zh).await;
        assert_eq!(reasons(refused), [ActsWhy::DigestChanged.reason()]);
        for _ in 0..2 {
            people::agree(&service, &who, &edition.to_string(), Lang::Zh).await.expect("twice is once");
        }
        assert_eq!(people::asked(&service, &who).await.expect("an answer"), None);
        assert_eq!(shown(&stage, &who).await, [(edition, "zh".to_owned())]);
        assert_eq!(stage.events().await.join("\n").matches("\"privacy_agreed\"").count(), 1);

        assert_eq!(people::asked(&service, &screener).await.expect("an answer"), None, "staff is not asked");
        let denied = people::agree(&service, &screener, &edition.to_string(), Lang::Zh).await;
        assert!(matches!(denied, Err(Fault::Denied(_))), "{denied:?}");
        let walk = service::audit::verify_chain(&stage.store, &stage.keys, &[]).await.expect("a walk");
        assert_eq!(walk.wrong.kept, [], "it is bound to its event");
    }
}

/// Keeps that somebody agreed to a page that says something else now.
async fn agreed_before(stage: &Stage, who: &Caller) {
    let tx = stage.store.write("older").await.expect("a turn");
    let (person, older) = (who.id().expect("a person"), (Digest::of(b"an older page"), "zh"));
    store::people::agree(&tx, &load(Scope::system()), person, older, OPENS).await.expect("kept");
    keep(tx).await;
}

#[tokio::test]
async fn whoever_agreed_to_an_older_page_sends_an_application_only_after_agreeing_to_this_one() {
    for mut stage in Stage::on_both().await {
        let (who, edition) = (stage.candidate().await, privacy_edition());
        let service = stage.service.clone();
        agreed_before(&stage, &who).await;
        let offer = applications::offer(&service, &who, stage.positions[0]).await.expect("a position");
        assert_eq!(offer.privacy, Some(edition), "asked before anything is begun");
        let code = stage.filled(&who, &identity(1)).await;
        let own = applications::view(&service, &who, code).await.expect("an application");
        assert_eq!(own.privacy, Some(edition), "and where it goes on");
        let refused = applications::submit(&service, &who, code, own.version).await;
        assert_eq!(reasons(refused), [ApplicationsWhy::PrivacyChanged.reason()]);
        people::agree(&service, &who, &edition.to_string(), Lang::En).await.expect("agreed");
        applications::submit(&service, &who, code, own.version).await.expect("sent as it was");
        let own = applications::view(&service, &who, code).await.expect("an application");
        assert_eq!(own.privacy, None);
        let walk = service::audit::verify_chain(&stage.store, &stage.keys, &[]).await.expect("a walk");
        assert_eq!(walk.wrong.kept, [], "everything is bound to its event");
    }
}
