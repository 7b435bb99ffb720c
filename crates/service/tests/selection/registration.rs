//! A candidate applies.

use domain::access::{Caller, Who};
use domain::calendar::{Instant, Standing};
use domain::id::Code;
use domain::lifecycle::ApplicationState;
use domain::reason::{ApplicationsWhy, PapersWhy, Reason, TypedWhy, Why};
use domain::registration::{Block, Field, Section, Spot};
use domain::screening::QueueFilter;
use service::Fault;
use service::applications::{
    self, Paper, fill, offer, paper, recall, receipt, start, submit, view, withdraw,
};
use service::screening;

use crate::stage::{
    CLOSES, NAME, PHONE, Stage, family_part, identity, named, person, reasons, record_part, service_part,
    statement,
};

#[tokio::test]
async fn a_candidate_fills_checks_and_submits() {
    let mut stage = Stage::set().await;
    let candidate = stage.candidate().await;
    let before = offer(&stage.service, &candidate, stage.positions[0]).await.unwrap();
    assert_eq!((before.standing, before.existing), (Standing::Inside, None));
    let code = start(&stage.service, &candidate, stage.positions[0], before.key).await.unwrap();
    let empty = view(&stage.service, &candidate, code).await.unwrap();
    assert!(empty.complete.is_empty() && empty.open);
    let saved = fill(&stage.service, &candidate, code, person(&identity(1))).await.unwrap();
    assert_eq!(saved.next, Some(Section::Service));
    fill(&stage.service, &candidate, code, service_part()).await.unwrap();
    fill(&stage.service, &candidate, code, record_part()).await.unwrap();
    fill(&stage.service, &candidate, code, family_part()).await.unwrap();
    assert_eq!(fill(&stage.service, &candidate, code, statement()).await.unwrap().next, None);
    let full = view(&stage.service, &candidate, code).await.unwrap();
    assert_eq!((full.state, full.submitted_at), (ApplicationState::Draft, None));
    stage.effects.clock.advance(5_000);
    let at = submit(&stage.service, &candidate, code, full.version).await.unwrap();
    let sent = view(&stage.service, &candidate, code).await.unwrap();
    assert_eq!((sent.state, sent.submitted_at), (ApplicationState::Submitted, Some(at)));
    let told = [Field::Name, Field::Identity].map(|field| sent.answers.told(field));
    assert_eq!(told, [NAME, &identity(1)]);
    // The canonical spelling is what stays.
    let spell =
        [Field::GrassrootsFrom, Field::GrassrootsTo].map(|field| sent.answers.get(Spot::at(field, 1)));
    assert_eq!((spell, sent.answers.rows(Block::Grassroots)), (["2018-07-01", "2020-06-30"], 1));
    assert_eq!(applications::list(&stage.service, &candidate).await.unwrap().len(), 1);
}

#[tokio::test]
async fn what_was_typed_is_kept_with_its_faults() {
    let mut stage = Stage::set().await;
    let candidate = stage.candidate().await;
    let code = start(&stage.service, &candidate, stage.positions[0], stage.key()).await.unwrap();
    let typed = named(NAME, "12345", "");
    let faults = reasons(fill(&stage.service, &candidate, code, typed.clone()).await);
    assert!(
        matches!(
            faults[..],
            [
                Reason { why: Why::Typed(TypedWhy::IdentityForm), .. },
                Reason { why: Why::Typed(TypedWhy::Missing), .. }
            ]
        ),
        "{faults:?}"
    );
    let kept = view(&stage.service, &candidate, code).await.unwrap();
    assert!(kept.answers == typed.answers && kept.complete.is_empty());
    let refused = reasons(submit(&stage.service, &candidate, code, kept.version).await);
    assert!(refused.len() > 5, "{refused:?}");
    // Beyond all bounds nothing is kept.
    let boundless = named(&"名".repeat(4001), "12345", "");
    reasons(fill(&stage.service, &candidate, code, boundless).await);
    assert!(view(&stage.service, &candidate, code).await.unwrap().answers == typed.answers);
}

#[tokio::test]
async fn another_candidates_application_is_answered_like_one_that_does_not_exist() {
    let mut stage = Stage::set().await;
    let (_, code) = stage.submitted().await;
    let other = stage.candidate().await;
    let unknown = Code::from_bits(42);
    for asked in [code, unknown] {
        assert!(matches!(view(&stage.service, &other, asked).await, Err(Fault::Missing)), "{asked}");
        assert!(matches!(fill(&stage.service, &other, asked, statement()).await, Err(Fault::Missing)));
        assert!(matches!(submit(&stage.service, &other, asked, 1).await, Err(Fault::Missing)));
        assert!(matches!(recall(&stage.service, &other, asked, 1).await, Err(Fault::Missing)));
        assert!(matches!(withdraw(&stage.service, &other, asked, 1).await, Err(Fault::Missing)));
    }
    let nobody = Caller { who: Who::Anonymous, origin: other.origin.clone() };
    assert!(matches!(
        start(&stage.service, &nobody, stage.positions[0], unknown).await,
        Err(Fault::Denied(_))
    ));
    let officer = stage.screeners[0].clone();
    assert!(matches!(
        start(&stage.service, &officer, stage.positions[0], unknown).await,
        Err(Fault::Denied(_))
    ));
}

#[tokio::test]
async fn the_deadline_itself_is_too_late_and_a_millisecond_before_is_not() {
    let mut stage = Stage::set().await;
    let (punctual, late) = (stage.candidate().await, stage.candidate().await);
    let (first, second) =
        (stage.filled(&punctual, &identity(1)).await, stage.filled(&late, &identity(2)).await);
    let (a, b) = (stage.version(&punctual, first).await, stage.version(&late, second).await);
    stage.effects.clock.advance(CLOSES.0 - 1 - stage.effects.clock.now().0);
    assert_eq!(submit(&stage.service, &punctual, first, a).await.unwrap(), Instant(CLOSES.0 - 1));
    stage.effects.clock.advance(1);
    let refused = reasons(submit(&stage.service, &late, second, b).await);
    assert_eq!(refused, [ApplicationsWhy::AlreadyClosed { closed: CLOSES }.reason()]);
    reasons(fill(&stage.service, &late, second, statement()).await);
    reasons(withdraw(&stage.service, &punctual, first, a + 2).await);
    assert_eq!(offer(&stage.service, &late, stage.positions[0]).await.unwrap().standing, Standing::After);
    // The repeated click of the one who was in time still gets the first answer.
    assert_eq!(submit(&stage.service, &punctual, first, a).await.unwrap(), Instant(CLOSES.0 - 1));
}

#[tokio::test]
async fn an_identity_number_applies_once_in_a_posting() {
    let mut stage = Stage::set().await;
    let (first, second) = (stage.candidate().await, stage.candidate().await);
    let taken = stage.filled(&first, &identity(1)).await;
    // Spelled in full width and with a space it is the same number.
    let wide: String =
        identity(1).chars().map(|ch| char::from_u32(u32::from(ch) + 0xFEE0).unwrap()).collect();
    let other = stage.filled(&second, &format!(" {wide} ")).await;
    let (a, b) = (stage.version(&first, taken).await, stage.version(&second, other).await);
    submit(&stage.service, &first, taken, a).await.unwrap();
    assert_eq!(
        reasons(submit(&stage.service, &second, other, b).await),
        [ApplicationsWhy::IdentityTaken.reason()]
    );
    let kept = view(&stage.service, &second, other).await.unwrap();
    assert_eq!((kept.state, kept.version), (ApplicationState::Draft, b));
}

#[tokio::test]
async fn taking_back_opens_the_form_again_and_withdrawing_frees_the_person() {
    let mut stage = Stage::set().await;
    let (candidate, code) = stage.submitted().await;
    let version = stage.version(&candidate, code).await;
    recall(&stage.service, &candidate, code, version).await.unwrap();
    let back = view(&stage.service, &candidate, code).await.unwrap();
    assert_eq!((back.state, back.submitted_at), (ApplicationState::Draft, None));
    stage.effects.clock.advance(60_000);
    let at = submit(&stage.service, &candidate, code, back.version).await.unwrap();
    assert_eq!(at, stage.effects.clock.now());
    assert!(matches!(withdraw(&stage.service, &candidate, code, back.version).await, Err(Fault::Stale)));
    let version = stage.version(&candidate, code).await;
    withdraw(&stage.service, &candidate, code, version).await.unwrap();
    withdraw(&stage.service, &candidate, code, version).await.unwrap();
    let anew = start(&stage.service, &candidate, stage.positions[1], stage.key()).await.unwrap();
    assert_ne!(anew, code);
    fill(&stage.service, &candidate, anew, person(&identity(1))).await.unwrap();
    fill(&stage.service, &candidate, anew, service_part()).await.unwrap();
    fill(&stage.service, &candidate, anew, record_part()).await.unwrap();
    fill(&stage.service, &candidate, anew, family_part()).await.unwrap();
    fill(&stage.service, &candidate, anew, statement()).await.unwrap();
    let version = stage.version(&candidate, anew).await;
    submit(&stage.service, &candidate, anew, version).await.unwrap();
}

#[tokio::test]
async fn no_event_carries_what_a_person_told() {
    let mut stage = Stage::set().await;
    let (candidate, code) = stage.submitted().await;
    let version = stage.version(&candidate, code).await;
    withdraw(&stage.service, &candidate, code, version).await.unwrap();
    let events = stage.events().await.join("\n");
    assert!(events.contains("\"field\":\"identity\""), "{events}");
    let told = [NAME, PHONE, &identity(1), "国库股", "四级主任科员", "环境法学", "借调"];
    for value in told {
        assert!(!events.contains(value), "{value} in {events}");
    }
}

#[tokio::test]
async fn the_receipt_is_what_was_sent_whatever_happens_to_the_draft() {
    for mut stage in Stage::on_both().await {
        let (candidate, code) = stage.submitted().await;
        let first = receipt(&stage.service, &candidate, code).await.unwrap();
        let seen = view(&stage.service, &candidate, code).await.unwrap();
        let sent = seen.sent.unwrap();
        assert_eq!((sent.number, Some(sent.at), sent.answers), (1, seen.submitted_at, seen.answers));
        assert_eq!(sent.digest, Some(domain::digest::Digest::of(&first)));
        // Taken back and changed, the receipt stays; sent again, there is a second one.
        recall(&stage.service, &candidate, code, stage.version(&candidate, code).await).await.unwrap();
        let other = named("李雷", &identity(700), PHONE);
        fill(&stage.service, &candidate, code, other).await.unwrap();
        assert_eq!(receipt(&stage.service, &candidate, code).await.unwrap(), first);
        stage.effects.clock.advance(1_000);
        let version = stage.version(&candidate, code).await;
        let at = submit(&stage.service, &candidate, code, version).await.unwrap();
        submit(&stage.service, &candidate, code, version).await.expect("a double click sends it once");
        let sent = view(&stage.service, &candidate, code).await.unwrap().sent.unwrap();
        assert_eq!((sent.number, sent.at, sent.answers.told(Field::Name)), (2, at, "李雷"));
        let second = String::from_utf8(receipt(&stage.service, &candidate, code).await.unwrap()).unwrap();
        assert!(second.contains("李雷") && second.contains(&identity(700)) && second.contains("北京时间"));
        // It is nobody else's, and not before anything was sent.
        let (stranger, _) = stage.submitted().await;
        for caller in [&stranger, &stage.screeners[0]] {
            let refused = receipt(&stage.service, caller, code).await;
            assert!(matches!(refused, Err(Fault::Missing | Fault::Denied(_))), "{refused:?}");
        }
        let newcomer = stage.candidate().await;
        let draft = stage.filled(&newcomer, &identity(701)).await;
        assert!(matches!(receipt(&stage.service, &newcomer, draft).await, Err(Fault::Missing)));
        assert_eq!(view(&stage.service, &newcomer, draft).await.unwrap().sent, None);
    }
}

#[tokio::test]
async fn papers_are_of_what_was_sent_and_a_later_edit_voids_the_printed_form() {
    for mut stage in Stage::on_both().await {
        let (candidate, code) = stage.submitted().await;
        let service = stage.service.clone();
        let print = async |who, what| paper(&service, who, code, (what, text::Lang::Zh)).await;
        let of_receipt = print(&candidate, Paper::Receipt).await.unwrap();
        let of_form = print(&candidate, Paper::Form).await.unwrap();
        assert!(of_receipt.starts_with(b"%PDF-") && of_form.starts_with(b"%PDF-") && of_form != of_receipt);
        assert!(print(&candidate, Paper::Form).await.unwrap() == of_form, "the same form has the same bytes");
        let (screener, posting) = (stage.screeners[0].clone(), stage.code);
        let codes = async || {
            let opened = screening::file(&service, &screener, posting, code, &QueueFilter::default()).await;
            opened.unwrap().file.forms
        };
        let first = domain::digest::Digest::of(&receipt(&stage.service, &candidate, code).await.unwrap());
        assert_eq!((codes().await.current, codes().await.void), (Some(first.version_code()), Vec::new()));
        // Taken back, no form is in force, and the receipt stays what it was.
        recall(&stage.service, &candidate, code, stage.version(&candidate, code).await).await.unwrap();
        let none = print(&candidate, Paper::Form).await;
        assert!(
            matches!(&none, Err(Fault::Refused(why)) if *why == [PapersWhy::NotInForce.reason()]),
            "{none:?}"
        );
        assert!(print(&candidate, Paper::Receipt).await.unwrap() == of_receipt);
        // Sent again, the form has another code and the first one is void.
        fill(&stage.service, &candidate, code, named("李雷", &identity(705), PHONE)).await.unwrap();
        stage.effects.clock.advance(1_000);
        submit(&stage.service, &candidate, code, stage.version(&candidate, code).await).await.unwrap();
        let second = domain::digest::Digest::of(&receipt(&stage.service, &candidate, code).await.unwrap());
        let now = codes().await;
        assert_eq!((now.current, now.void), (Some(second.version_code()), vec![first.version_code()]));
        assert!(print(&candidate, Paper::Form).await.unwrap() != of_form);
        // A character that cannot be drawn is named with its field, and nothing is printed.
        recall(&stage.service, &candidate, code, stage.version(&candidate, code).await).await.unwrap();
        fill(&stage.service, &candidate, code, named("李\u{2A6D6}", &identity(705), PHONE)).await.unwrap();
        submit(&stage.service, &candidate, code, stage.version(&candidate, code).await).await.unwrap();
        let missing = PapersWhy::NotDrawn { character: 0x2A6D6 }.at("name");
        let named = print(&candidate, Paper::Form).await;
        assert!(matches!(&named, Err(Fault::Refused(why)) if *why == [missing]), "{named:?}");
        // To anybody else there is no paper.
        let (stranger, _) = stage.submitted().await;
        for who in [&stranger, &stage.screeners[0]] {
            let refused = paper(&stage.service, who, code, (Paper::Form, text::Lang::Zh)).await;
            assert!(matches!(refused, Err(Fault::Missing | Fault::Denied(_))), "{refused:?}");
        }
    }
}

#[tokio::test]
async fn an_act_that_records_nothing_or_cannot_record_it_leaves_nothing() {
    let mut stage = Stage::set().await;
    let candidate = stage.candidate().await;
    let done = stage
        .service
        .write(&candidate, "test.silent", async |op| {
            store::meta::set(op.tx(), "silent", "yes").await?;
            Ok(())
        })
        .await;
    assert!(matches!(done, Err(Fault::Internal(_))), "an act without an event is a defect");
    assert_eq!(stage.number("SELECT count(*) FROM meta WHERE key = 'silent'").await, 0);

    let count = "SELECT count(*) FROM application";
    let before = stage.number(count).await;
    let refusing = "CREATE TRIGGER refusing BEFORE INSERT ON event BEGIN SELECT RAISE(ABORT, 'no'); END";
    stage.force(refusing).await;
    assert!(start(&stage.service, &candidate, stage.positions[0], stage.key()).await.is_err());
    assert_eq!(stage.number(count).await, before, "its rows went with its event");
    stage.force("DROP TRIGGER refusing").await;
    start(&stage.service, &candidate, stage.positions[0], stage.key()).await.expect("started");
    assert_eq!(stage.number(count).await, before + 1);
}

#[tokio::test]
async fn a_private_number_in_unit_or_post_is_refused_where_it_enters_and_spoils_no_list() {
    let mut stage = Stage::set().await;
    let candidate = stage.candidate().await;
    let code = stage.filled(&candidate, &identity(1)).await;
    let mut part = service_part();
    part.answers.set(Spot::of(Field::Unit), "某县财政局 13812345678");
    part.answers.set(Spot::of(Field::Post), format!("主任 {}", identity(2)));
    let leaks = ["unit", "post"].map(|field| TypedWhy::PrivateNumber.at(field));
    assert_eq!(reasons(fill(&stage.service, &candidate, code, part).await), leaks);
    let kept = view(&stage.service, &candidate, code).await.unwrap();
    assert_eq!(kept.answers.told(Field::Unit), "某县财政局 13812345678", "what was typed stands there");
    assert!(!kept.complete.contains(&Section::Service));
    assert_eq!(reasons(submit(&stage.service, &candidate, code, kept.version).await), leaks);
    fill(&stage.service, &candidate, code, service_part()).await.unwrap();
    let version = stage.version(&candidate, code).await;
    submit(&stage.service, &candidate, code, version).await.unwrap();
}
