//! What people are told, when, in which words, and that each message is carried once.
#![expect(clippy::unwrap_used, reason = "a test stops where it fails")]

use std::collections::BTreeMap;
use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, Mutex};

use domain::access::Caller;
use domain::id::Code;
use domain::messages::{Channel, DeliveryState, Kind, TRIES, proof};
use domain::placeholder::Placeholder;
use domain::reason::MessagesWhy;
use domain::screening::QueueFilter;
use domain::view::messages::Inbox;
use service::messages::{self, Carrier, Letter, Refused, round};
use service::screening::{VerdictForm, file, judge, take_back, undo};
use service::{Fault, Service, applications, lists, postings, runner};
use text::Lang;

use crate::conditions::{approver, drafted};
use crate::exam::Exam;
use crate::stage::{Stage, reasons};
use crate::{altered, rulings};

/// A mailbox that keeps letters by their codes, and does as it is told with those that come.
#[derive(Clone, Default)]
pub struct Mailbox(Arc<Mutex<Held>>);

#[derive(Default)]
struct Held {
    letters: Vec<Letter>,
    /// How often each code was taken.
    taken: BTreeMap<Code, u32>,
    /// What the next letters are answered.
    answers: Vec<Result<(), Refused>>,
    /// Panics at the next letter: before it is taken, or after.
    breaks: Option<bool>,
}

impl Mailbox {
    fn answer(&self, answers: &[Result<(), Refused>]) {
        self.0.lock().unwrap().answers = answers.to_vec();
    }

    pub fn letters(&self) -> Vec<Letter> {
        self.0.lock().unwrap().letters.clone()
    }

    fn subjects(&self) -> Vec<String> {
        self.letters().into_iter().map(|letter| letter.subject).collect()
    }

    fn take(&self, letter: &Letter) -> Result<(), Refused> {
        let mut held = self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if held.breaks == Some(false) {
            held.breaks = None;
            drop(held);
            panic!("killed before the other side took it");
        }
        let answer = if held.answers.is_empty() { Ok(()) } else { held.answers.remove(0) };
        if answer.is_ok() {
            let times = held.taken.entry(letter.code).or_default();
            *times += 1;
            // As whoever knows the code again does: what comes twice is one letter.
            if *times == 1 {
                held.letters.push(letter.clone());
            }
        }
        if held.breaks == Some(true) {
            held.breaks = None;
            drop(held);
            panic!("killed after the other side took it");
        }
        answer
    }
}

impl Carrier for Mailbox {
    fn carry<'a>(
        &'a self,
        letter: &'a Letter,
    ) -> Pin<Box<dyn Future<Output = Result<(), Refused>> + Send + 'a>> {
        Box::pin(async move { self.take(letter) })
    }
}

pub async fn carry(service: &Service, mailbox: &Mailbox) -> usize {
    round(service, "test", mailbox).await.unwrap()
}

async fn inbox(stage: &Stage, who: &Caller) -> Inbox {
    messages::inbox(&stage.service, who, Lang::Zh, None).await.unwrap()
}

pub async fn kinds(stage: &Stage, who: &Caller) -> Vec<Kind> {
    inbox(stage, who).await.lines.into_iter().map(|line| line.kind).collect()
}

/// The code of six digits in the last letter.
fn code_in(mailbox: &Mailbox) -> String {
    let last = mailbox.letters().into_iter().next_back().expect("a letter");
    last.subject.chars().filter(char::is_ascii_digit).collect()
}

/// A proved mail address.
pub async fn proved(stage: &Stage, who: &Caller, address: &str) {
    let mailbox = Mailbox::default();
    messages::set(&stage.service, who, "mail", (address, Lang::Zh)).await.unwrap();
    assert_eq!(carry(&stage.service, &mailbox).await, 1);
    messages::confirm(&stage.service, who, "mail", &code_in(&mailbox)).await.unwrap();
}

async fn verdict(stage: &Stage, code: Code, form: VerdictForm) {
    let (by, filter) = (&stage.screeners[0], QueueFilter::default());
    let at = file(&stage.service, by, stage.code, code, &filter).await.unwrap().file.version;
    judge(&stage.service, by, stage.code, code, at, &filter, form).await.unwrap();
}

fn refusing(words: &str) -> VerdictForm {
    VerdictForm::Refuse { ground: "age".to_owned(), words: words.to_owned() }
}

#[tokio::test]
async fn what_a_candidate_does_is_told_in_the_account_in_both_languages_and_to_nobody_else() {
    for mut stage in Stage::on_both().await {
        let (candidate, code) = stage.submitted().await;
        let other = stage.candidate().await;
        let lines = inbox(&stage, &candidate).await.lines;
        assert_eq!((lines.len(), lines[0].kind, lines[0].read), (1, Kind::Submitted, false));
        assert_eq!(lines[0].subject, format!("报名申请 {code} 已提交"));
        assert_eq!(messages::unread(&stage.service, &candidate).await.unwrap(), 1);
        let own = Some(lines[0].code);
        let english = messages::message(&stage.service, &candidate, Lang::En, own).await.unwrap();
        let link = format!("https://linxuan.test/en/my/applications/{code}/receipt");
        assert!(english.body.contains(&link) && english.ways.is_empty(), "{english:?}");
        assert!(inbox(&stage, &candidate).await.lines[0].read, "opening it is reading it");
        assert_eq!(messages::unread(&stage.service, &candidate).await.unwrap(), 0);
        let foreign = messages::message(&stage.service, &other, Lang::Zh, own).await;
        assert!(matches!(foreign, Err(Fault::Missing)), "{foreign:?}");
        assert!(kinds(&stage, &other).await.is_empty());
        let version = stage.version(&candidate, code).await;
        applications::recall(&stage.service, &candidate, code, version).await.unwrap();
        let version = stage.version(&candidate, code).await;
        applications::withdraw(&stage.service, &candidate, code, version).await.unwrap();
        assert_eq!(kinds(&stage, &candidate).await, [Kind::Withdrew, Kind::Recalled, Kind::Submitted]);
    }
}

#[tokio::test]
async fn a_verdict_is_held_back_and_one_that_is_taken_back_in_time_is_told_to_nobody() {
    let mut stage = Stage::set().await;
    let (candidate, code) = stage.submitted().await;
    proved(&stage, &candidate, "a@example.cn").await;
    let mailbox = Mailbox::default();
    verdict(&stage, code, refusing("年龄超过三十五周岁。")).await;
    assert_eq!(kinds(&stage, &candidate).await, [Kind::Submitted]);
    let (by, filter) = (stage.screeners[0].clone(), QueueFilter::default());
    let at = file(&stage.service, &by, stage.code, code, &filter).await.unwrap().file.version;
    take_back(&stage.service, &by, stage.code, code, at).await.unwrap();
    stage.effects.clock.advance(3_600_000);
    assert_eq!(carry(&stage.service, &mailbox).await, 0, "nobody was told, so there is nothing to take back");
    assert_eq!(kinds(&stage, &candidate).await, [Kind::Submitted]);
    // Told, then undone: both are told. A further verdict takes the place of the mail that is not out yet.
    verdict(&stage, code, refusing("年龄超过三十五周岁。")).await;
    stage.effects.clock.advance(600_000);
    assert_eq!(carry(&stage.service, &mailbox).await, 1);
    let at = file(&stage.service, &by, stage.code, code, &filter).await.unwrap().file.version;
    undo(&stage.service, &by, stage.code, code, at, "计算有误，重新审查").await.unwrap();
    verdict(&stage, code, VerdictForm::Pass).await;
    stage.effects.clock.advance(600_000);
    assert_eq!(carry(&stage.service, &mailbox).await, 1);
    let told = kinds(&stage, &candidate).await;
    assert_eq!(told, [Kind::Passed, Kind::Reopened, Kind::Refused, Kind::Submitted]);
    let subjects = mailbox.subjects();
    assert!(subjects[0].contains("不通过") && subjects[1].ends_with("资格审查通过"), "{subjects:?}");
    assert!(mailbox.letters()[0].body.contains("年龄超过三十五周岁。"));
}

#[tokio::test]
async fn an_address_gets_nothing_before_its_code_came_back_and_then_what_was_chosen() {
    for mut stage in Stage::on_both().await {
        let (candidate, code) = stage.submitted().await;
        let (service, mailbox) = (&stage.service, Mailbox::default());
        let wrong = messages::set(service, &candidate, "mail", ("a@b", Lang::En)).await;
        assert_eq!(reasons(wrong), [MessagesWhy::MailForm.at("address")]);
        let sms = messages::set(service, &candidate, "sms", ("13800000000", Lang::En)).await;
        assert_eq!(reasons(sms), [MessagesWhy::NotOffered.reason()]);
        messages::set(service, &candidate, "mail", ("a@example.cn", Lang::En)).await.unwrap();
        let version = stage.version(&candidate, code).await;
        applications::recall(service, &candidate, code, version).await.unwrap();
        carry(service, &mailbox).await;
        assert_eq!(mailbox.letters().len(), 1, "the code, and not that it was taken back");
        let sent = code_in(&mailbox);
        let other = if sent == "000000" { "000001" } else { "000000" };
        let missed = messages::confirm(service, &candidate, "mail", other).await;
        assert_eq!(reasons(missed), [MessagesWhy::WrongCode { left: proof::TRIES - 1 }.at("code")]);
        messages::confirm(service, &candidate, "mail", &sent).await.unwrap();
        let again = messages::confirm(service, &candidate, "mail", &sent).await;
        assert_eq!(reasons(again), [MessagesWhy::NoCode.at("code")], "used once");
        let version = stage.version(&candidate, code).await;
        applications::submit(service, &candidate, code, version).await.unwrap();
        carry(service, &mailbox).await;
        assert_eq!(mailbox.subjects().last().unwrap(), &format!("Application {code} has been submitted"));
        messages::choose(service, &candidate, &["account.mail".to_owned()]).await.unwrap();
        let version = stage.version(&candidate, code).await;
        applications::recall(service, &candidate, code, version).await.unwrap();
        assert_eq!(carry(service, &mailbox).await, 0, "not chosen");
        assert_eq!(kinds(&stage, &candidate).await[0], Kind::Recalled, "but told in the account");
        messages::remove(service, &candidate, "mail").await.unwrap();
        assert!(messages::contacts(service, &candidate).await.unwrap().held.is_empty());
        let events = stage.events().await.join("\n");
        assert!(events.contains("contact_confirmed") && !events.contains("example.cn"));
    }
}

#[tokio::test]
async fn a_code_is_guessed_at_five_times_and_ten_are_sent_a_day() {
    let mut stage = Stage::set().await;
    let candidate = stage.candidate().await;
    let (service, mailbox) = (&stage.service, Mailbox::default());
    messages::set(service, &candidate, "mail", ("a@example.cn", Lang::Zh)).await.unwrap();
    carry(service, &mailbox).await;
    let sent = code_in(&mailbox);
    for _ in 0..proof::TRIES {
        messages::confirm(service, &candidate, "mail", "abc").await.unwrap_err();
    }
    let right = messages::confirm(service, &candidate, "mail", &sent).await;
    assert_eq!(reasons(right), [MessagesWhy::NoCode.at("code")], "even the right one comes too late");
    for _ in 1..proof::A_DAY {
        messages::send_code(service, &candidate, "mail").await.unwrap();
    }
    let more = messages::send_code(service, &candidate, "mail").await;
    assert_eq!(reasons(more), [MessagesWhy::TooManyCodes.reason()]);
    carry(service, &mailbox).await;
    let late = code_in(&mailbox);
    assert_eq!(mailbox.letters().len(), 2, "a newer code takes the place of one that waits");
    stage.effects.clock.advance((proof::LIFE_SECONDS + 1) * 1000);
    let over = messages::confirm(service, &candidate, "mail", &late).await;
    assert_eq!(reasons(over), [MessagesWhy::NoCode.at("code")]);
}

#[tokio::test]
async fn what_does_not_go_through_is_tried_again_later_and_later_and_in_its_order() {
    for mut stage in Stage::on_both().await {
        let (candidate, code) = stage.submitted().await;
        proved(&stage, &candidate, "a@example.cn").await;
        let mailbox = Mailbox::default();
        let version = stage.version(&candidate, code).await;
        applications::recall(&stage.service, &candidate, code, version).await.unwrap();
        stage.effects.clock.advance(1_000);
        let version = stage.version(&candidate, code).await;
        applications::withdraw(&stage.service, &candidate, code, version).await.unwrap();
        // The withdrawal says all that matters by now: the mail about taking back is not sent any more.
        mailbox.answer(&[Err(Refused::Down)]);
        assert_eq!(carry(&stage.service, &mailbox).await, 1);
        assert_eq!(carry(&stage.service, &mailbox).await, 0, "not before its time");
        stage.effects.clock.advance(60_000);
        mailbox.answer(&[Err(Refused::Later)]);
        assert_eq!(carry(&stage.service, &mailbox).await, 1);
        stage.effects.clock.advance(60_000);
        assert_eq!(carry(&stage.service, &mailbox).await, 0, "the second wait is longer");
        stage.effects.clock.advance(60_000);
        assert_eq!(carry(&stage.service, &mailbox).await, 1);
        assert_eq!(mailbox.subjects(), [format!("报名申请 {code} 已撤回")]);
        let told = messages::of_posting(&stage.service, &stage.screeners[0], stage.code, None).await.unwrap();
        let ways: Vec<_> = told.told.iter().map(|line| (line.kind, line.ways.clone())).collect();
        assert_eq!(ways[0], (Kind::Withdrew, vec![(Channel::Mail, DeliveryState::Sent, None, 3)]));
        assert_eq!(ways[1].1[0].1, DeliveryState::Withdrawn);
        assert_eq!(told.told[0].application, Some(code));
    }
}

#[tokio::test]
async fn a_server_that_is_down_is_asked_once_a_round_and_given_up_after_the_last_try() {
    let mut stage = Stage::set().await;
    let mut candidates = Vec::new();
    for at in 0..3 {
        let candidate = stage.candidate().await;
        proved(&stage, &candidate, &format!("a{at}@example.cn")).await;
        candidates.push(candidate);
    }
    for (n, candidate) in (1..).zip(&candidates) {
        let code = stage.filled(candidate, &crate::stage::identity(n)).await;
        let version = stage.version(candidate, code).await;
        applications::submit(&stage.service, candidate, code, version).await.unwrap();
    }
    let mailbox = Mailbox::default();
    mailbox.answer(&[Err(Refused::Down)]);
    assert_eq!(carry(&stage.service, &mailbox).await, 1, "the others wait without a try of their own");
    assert!(mailbox.letters().is_empty());
    stage.effects.clock.advance(60_000);
    mailbox.answer(&[Err(Refused::NoSuchAddress), Err(Refused::ForGood), Ok(())]);
    assert_eq!(carry(&stage.service, &mailbox).await, 3);
    let told = messages::of_posting(&stage.service, &stage.screeners[0], stage.code, None).await.unwrap();
    let states: Vec<_> = told.told.iter().rev().map(|line| (line.ways[0].1, line.ways[0].3)).collect();
    assert_eq!(states, [(DeliveryState::Bounced, 2), (DeliveryState::Failed, 1), (DeliveryState::Sent, 1)]);
    // One that never gets through ends after its last try.
    let candidate = stage.candidate().await;
    proved(&stage, &candidate, "b@example.cn").await;
    stage.filled(&candidate, &crate::stage::identity(9)).await;
    let mine = applications::list(&stage.service, &candidate).await.unwrap()[0].code;
    let version = stage.version(&candidate, mine).await;
    applications::submit(&stage.service, &candidate, mine, version).await.unwrap();
    for _ in 0..TRIES {
        mailbox.answer(&[Err(Refused::Down)]);
        assert_eq!(carry(&stage.service, &mailbox).await, 1);
        stage.effects.clock.advance(6 * 3_600_000);
    }
    assert_eq!(carry(&stage.service, &mailbox).await, 0);
    let told = messages::of_posting(&stage.service, &stage.screeners[0], stage.code, None).await.unwrap();
    assert_eq!((told.told[0].ways[0].1, told.told[0].ways[0].3), (DeliveryState::Failed, TRIES));
    // Health counts what was given up within a day: the last one, and not the one that was refused five days before.
    let failed = async || runner::backlog(&stage.service).await.expect("a backlog").deliveries_failed;
    assert_eq!(failed().await, 0, "nobody has counted yet");
    runner::sweep(&stage.service).await.expect("swept");
    assert_eq!(failed().await, 1);
    stage.effects.clock.advance(86_400_001);
    runner::sweep(&stage.service).await.expect("swept");
    assert_eq!(failed().await, 0, "a day later it is no news");
}

#[tokio::test]
async fn an_address_that_came_back_gets_nothing_until_it_is_proved_again() {
    let mut stage = Stage::set().await;
    let (candidate, code) = stage.submitted().await;
    proved(&stage, &candidate, "a@example.cn").await;
    let mailbox = Mailbox::default();
    let version = stage.version(&candidate, code).await;
    applications::recall(&stage.service, &candidate, code, version).await.unwrap();
    mailbox.answer(&[Err(Refused::NoSuchAddress)]);
    assert_eq!(carry(&stage.service, &mailbox).await, 1);
    let held = messages::contacts(&stage.service, &candidate).await.unwrap().held;
    assert!(held[0].bounced.is_some() && held[0].confirmed.is_some());
    let version = stage.version(&candidate, code).await;
    applications::submit(&stage.service, &candidate, code, version).await.unwrap();
    assert_eq!(carry(&stage.service, &mailbox).await, 0);
    stage.effects.clock.advance(1_000);
    messages::send_code(&stage.service, &candidate, "mail").await.unwrap();
    carry(&stage.service, &mailbox).await;
    messages::confirm(&stage.service, &candidate, "mail", &code_in(&mailbox)).await.unwrap();
    let held = messages::contacts(&stage.service, &candidate).await.unwrap().held;
    assert_eq!(held[0].bounced, None);
    let version = stage.version(&candidate, code).await;
    applications::recall(&stage.service, &candidate, code, version).await.unwrap();
    assert_eq!(carry(&stage.service, &mailbox).await, 1);
}

#[tokio::test]
async fn killed_fifty_times_between_commit_and_sending_no_message_is_lost_and_none_comes_twice() {
    let mut stage = Stage::set().await;
    let (candidate, code) = stage.submitted().await;
    proved(&stage, &candidate, "a@example.cn").await;
    let mailbox = Mailbox::default();
    let mut told = 0;
    for kill in 0..50_u32 {
        let version = stage.version(&candidate, code).await;
        if kill % 2 == 0 {
            applications::recall(&stage.service, &candidate, code, version).await.unwrap();
        } else {
            applications::submit(&stage.service, &candidate, code, version).await.unwrap();
        }
        told += 1;
        mailbox.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner).breaks = Some(kill % 3 == 0);
        let (service, carrier) = (stage.service.clone(), mailbox.clone());
        let killed = tokio::spawn(async move { round(&service, "killed", &carrier).await }).await;
        assert!(killed.unwrap_err().is_panic());
        assert_eq!(carry(&stage.service, &mailbox).await, 0, "the dead process still holds it");
        stage.effects.clock.advance(901_000);
        assert_eq!(carry(&stage.service, &mailbox).await, 1, "its lease has run out");
    }
    let held = mailbox.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    assert_eq!((held.letters.len(), held.taken.len()), (told, told), "each once, and none lost");
    let twice = held.taken.values().filter(|times| **times == 2).count();
    assert_eq!(twice, 17, "under the same code where it had been taken before");
    assert_eq!(held.taken.values().filter(|times| **times > 2).count(), 0);
}

#[tokio::test]
async fn a_process_whose_lease_ran_out_settles_nothing_of_another_one() {
    let mut stage = Stage::set().await;
    let (candidate, code) = stage.submitted().await;
    proved(&stage, &candidate, "a@example.cn").await;
    let version = stage.version(&candidate, code).await;
    applications::recall(&stage.service, &candidate, code, version).await.unwrap();
    // The carrier itself lets the lease run out and another process carry it meanwhile.
    struct Slow(Service, Stage2, Mailbox);
    struct Stage2(service::effects::Effects);
    impl Carrier for Slow {
        fn carry<'a>(
            &'a self,
            letter: &'a Letter,
        ) -> Pin<Box<dyn Future<Output = Result<(), Refused>> + Send + 'a>> {
            Box::pin(async move {
                self.1.0.clock.advance(901_000);
                assert_eq!(round(&self.0, "other", &self.2).await.unwrap(), 1);
                self.2.take(letter).unwrap();
                Err(Refused::ForGood)
            })
        }
    }
    let mailbox = Mailbox::default();
    let slow = Slow(stage.service.clone(), Stage2(stage.effects.clone()), mailbox.clone());
    round(&stage.service, "slow", &slow).await.unwrap();
    let told = messages::of_posting(&stage.service, &stage.screeners[0], stage.code, None).await.unwrap();
    assert_eq!(told.told[0].ways[0].1, DeliveryState::Sent);
    assert_eq!(mailbox.letters().len(), 1);
}

#[tokio::test]
async fn a_postings_own_words_are_checked_and_count_for_what_is_told_afterwards() {
    for mut stage in Stage::on_both().await {
        let by = stage.screeners[0].clone();
        let (service, code) = (stage.service.clone(), stage.code);
        let words = async |kind: &str| messages::words(&service, &by, code, (kind, Lang::Zh)).await;
        assert_eq!(words("submitted").await.unwrap().preview, None, "no record yet");
        assert!(matches!(words("proof").await, Err(Fault::Missing)));
        let (candidate, application) = stage.submitted().await;
        let shown = words("submitted").await.unwrap();
        assert!(shown.preview.unwrap().body.contains(application.as_str()));
        let of = ("submitted", Lang::Zh, 0);
        let faulty = messages::save(&service, &by, code, of, ("好", "{number} {link} {nobody}")).await;
        let faults = reasons(faulty);
        assert_eq!(faults, [MessagesWhy::UnknownName { line: 1, column: 17 }.at("body")]);
        let missing = reasons(messages::save(&service, &by, code, of, ("好", "{number} {link}")).await);
        assert_eq!(missing, [MessagesWhy::Needed { name: Placeholder::Time }.at("body")]);
        let own = ("收到：{number}", "{time}\n{link}\n咨询电话见公告。");
        let of_kind = ("submitted", Lang::Zh);
        let read = async |by, words| messages::preview(&service, by, code, of_kind, words).await;
        assert_eq!(reasons(read(&by, ("好", "{number} {link}")).await), missing, "as it is saved");
        let ahead = read(&by, own).await.unwrap().unwrap();
        assert_eq!(ahead.subject, format!("收到：{application}"));
        assert!(
            ahead.body.ends_with("咨询电话见公告。") && !words("submitted").await.unwrap().own,
            "not saved"
        );
        assert!(matches!(read(&stage.supervisor, own).await, Err(Fault::Denied(_))));
        messages::save(&service, &by, code, of, own).await.unwrap();
        let late = messages::save(&service, &by, code, of, own).await;
        assert!(matches!(late, Err(Fault::Stale)), "{late:?}");
        let shown = words("submitted").await.unwrap();
        assert!((shown.own, shown.version) == (true, 1) && shown.preview.unwrap().body.contains("咨询电话"));
        let second = stage.submitted().await;
        assert!(inbox(&stage, &second.0).await.lines[0].subject.starts_with("收到："));
        assert!(inbox(&stage, &candidate).await.lines[0].subject.contains("已提交"), "told before, it stays");
        messages::drop_words(&service, &by, code, ("submitted", Lang::Zh, 1)).await.unwrap();
        assert!(!words("submitted").await.unwrap().own);
        let third = stage.submitted().await;
        assert!(inbox(&stage, &third.0).await.lines[0].subject.contains("已提交"));
        let supervisor = messages::words(&service, &stage.supervisor, code, ("submitted", Lang::Zh)).await;
        assert!(matches!(supervisor, Err(Fault::Denied(_))), "{supervisor:?}");
        let outsider = messages::of_posting(&service, &candidate, code, None).await;
        assert!(matches!(outsider, Err(Fault::Missing)), "{outsider:?}");
    }
}

#[tokio::test]
async fn approvers_are_told_that_a_posting_waits_and_its_authors_what_became_of_it() {
    let mut stage = Stage::set().await;
    let (posting, screener, _) = drafted(&stage).await;
    let approver = approver(&mut stage).await;
    stage.force("INSERT INTO assignment (code, person, role, reach, from_at, given_at) SELECT 'AAAAAAAAAA', id, 'approver', 'installation', 0, 0 FROM person WHERE name = 'approver'").await;
    let version = postings::view(&stage.service, &screener, posting).await.unwrap().version;
    postings::submit(&stage.service, &screener, posting, version).await.unwrap();
    assert_eq!(kinds(&stage, &approver).await, [Kind::ApprovalWaits]);
    assert!(kinds(&stage, &screener).await.is_empty());
    postings::return_back(&stage.service, &approver, posting, version + 1, "职位条件写错了").await.unwrap();
    let told = inbox(&stage, &screener).await.lines;
    assert_eq!(told[0].kind, Kind::Returned);
    let message = messages::message(&stage.service, &screener, Lang::Zh, Some(told[0].code)).await.unwrap();
    assert!(message.body.contains("职位条件写错了"));
    postings::submit(&stage.service, &screener, posting, version + 2).await.unwrap();
    let shown = postings::view(&stage.service, &approver, posting).await.unwrap();
    let digest = shown.approval_digest.unwrap().to_string();
    postings::approve(&stage.service, &approver, posting, shown.version, &digest).await.unwrap();
    assert_eq!(kinds(&stage, &screener).await, [Kind::Approved, Kind::Returned]);
}

#[tokio::test]
async fn the_clock_reminds_each_once_of_drafts_before_closing_and_of_files_after_it() {
    let mut stage = Stage::set().await;
    let (posting, screener, positions) = crate::conditions::published(&mut stage).await;
    let id = screener.id().unwrap().0;
    stage.force(&format!("INSERT INTO assignment (code, person, role, reach, posting, from_at, given_at) SELECT 'BBBBBBBBBB', {id}, 'screener', 'posting', id, 0, 0 FROM posting WHERE code = '{posting}'")).await;
    let waiting = stage.candidate().await;
    applications::start(&stage.service, &waiting, positions[0], stage.key()).await.unwrap();
    let (sent, _) = crate::conditions::applied(&mut stage, positions[0], 3, &[]).await;
    let window =
        postings::view(&stage.service, &screener, posting).await.unwrap().entry.head.registration.unwrap();
    let at = |millis: i64| stage.effects.clock.advance(millis - stage.effects.clock.now().0);
    at(window.closes.0 - 86_400_000 - 1);
    runner::work(&stage.service, "test").await.unwrap();
    assert!(kinds(&stage, &waiting).await.is_empty());
    at(window.closes.0 - 86_400_000);
    runner::work(&stage.service, "test").await.unwrap();
    // A job that ran twice tells once.
    stage.force("UPDATE job SET done_at = NULL, locked_until = NULL WHERE payload LIKE '%remind%'").await;
    runner::work(&stage.service, "test").await.unwrap();
    assert_eq!(kinds(&stage, &waiting).await, [Kind::DraftWaits]);
    assert_eq!(kinds(&stage, &sent).await, [Kind::Submitted]);
    at(window.closes.0);
    runner::work(&stage.service, "test").await.unwrap();
    stage.force("UPDATE job SET done_at = NULL, locked_until = NULL WHERE payload LIKE '%remind%'").await;
    runner::work(&stage.service, "test").await.unwrap();
    let told = inbox(&stage, &screener).await.lines;
    let files: Vec<_> = told.iter().filter(|line| line.kind == Kind::FilesWait).collect();
    assert!(files.len() == 1 && files[0].subject.contains("1 份"), "{told:?}");
    assert_eq!(kinds(&stage, &waiting).await.len(), 1);
}

#[tokio::test]
async fn a_published_list_is_told_to_each_candidate_on_it_once() {
    let people = ["1", "2", "3"].map(|ticket| ("p", ticket));
    let exam = Exam::set(rulings::LOTS, &[("p", 1)], &people).await;
    exam.import("scores.csv", "candidate,written,interview\n1,80,90\n2,70,80\n3,60,70\n").await;
    exam.compute().await;
    let service = &exam.stage.service;
    let ahead =
        messages::about_to_tell(service, &exam.publisher, exam.posting, ("inspection", Lang::En)).await;
    let ahead = ahead.unwrap();
    let proof = lists::proof(service, &exam.publisher, exam.posting, "inspection").await.unwrap();
    assert_eq!(
        usize::try_from(ahead.people).unwrap(),
        proof.list.groups.iter().map(|group| group.rows.len()).sum::<usize>()
    );
    let subject = ahead.example.unwrap().subject;
    assert!(subject.contains("a list has been published"), "{subject}");
    altered::publish(&exam, "inspection").await;
    runner::work(service, "test").await.unwrap();
    exam.stage
        .force("UPDATE job SET done_at = NULL, locked_until = NULL WHERE payload LIKE '%tell_list%'")
        .await;
    runner::work(service, "test").await.unwrap();
    let told = messages::of_posting(service, &exam.screener, exam.posting, None).await.unwrap().told;
    let listed = told.iter().filter(|line| line.kind == Kind::ListReleased).count();
    assert_eq!(listed, proof.list.groups.iter().map(|group| group.rows.len()).sum::<usize>());
}

#[tokio::test]
async fn a_password_and_a_sign_in_from_elsewhere_are_told_to_their_owner() {
    let stage = Stage::set().await;
    let password = ["seven", "orange", "kites"].join(" ");
    let form = service::people::AccountForm {
        key: stage.key().to_string(),
        sign_in_name: "zhao.lei".to_owned(),
        password: password.clone(),
        again: password.clone(),
        agreed: "yes".to_owned(),
        ..service::people::AccountForm::default()
    };
    let from = |address: &str| Caller {
        who: domain::access::Who::Anonymous,
        origin: domain::access::Origin { request: "test".to_owned(), address: address.to_owned() },
    };
    service::people::open(&stage.service, &from("203.0.113.7"), &form).await.unwrap();
    let sign_in = async |address: &str| {
        let who = from(address);
        let opened =
            service::people::sign_in(&stage.service, &who, None, "zhao.lei", &password).await.unwrap();
        service::people::caller(&stage.service, Some(&opened.token.reveal()), who.origin).await.unwrap()
    };
    let first = sign_in("203.0.113.7").await;
    sign_in("203.0.113.7").await;
    assert!(kinds(&stage, &first).await.is_empty(), "the first time, and again from there");
    sign_in("198.51.100.2").await;
    sign_in("198.51.100.2").await;
    let lines = inbox(&stage, &first).await.lines;
    assert_eq!(lines.iter().map(|line| line.kind).collect::<Vec<_>>(), [Kind::NewSignIn], "once");
    let told = messages::message(&stage.service, &first, Lang::En, Some(lines[0].code)).await.unwrap();
    assert!(told.body.contains("198.51.100.2") && told.body.contains("zhao.lei"));
    let new = ["eight", "purple", "lamps"].join(" ");
    let change = service::people::ChangeForm { old: password.clone(), password: new.clone(), again: new };
    service::people::change(&stage.service, &first, &change).await.unwrap();
    assert_eq!(kinds(&stage, &first).await[0], Kind::PasswordChanged);
}

#[tokio::test]
async fn messages_and_addresses_lie_sealed_and_go_after_their_term() {
    for mut stage in Stage::on_both().await {
        let (candidate, code) = stage.submitted().await;
        proved(&stage, &candidate, "zhang.san@example.cn").await;
        verdict(&stage, code, refusing("年龄超过三十五周岁，不符合。")).await;
        let everything = stage.everything().await;
        for hidden in ["zhang.san@example.cn", "年龄超过三十五周岁", "报名申请", "已提交"] {
            let found = everything.windows(hidden.len()).any(|bytes| bytes == hidden.as_bytes());
            assert!(!found, "{hidden}");
        }
        stage.effects.clock.advance(1_094 * 86_400_000);
        runner::sweep(&stage.service).await.unwrap();
        assert!(!kinds(&stage, &candidate).await.is_empty());
        stage.effects.clock.advance(2 * 86_400_000);
        runner::sweep(&stage.service).await.unwrap();
        assert!(kinds(&stage, &candidate).await.is_empty());
        assert_eq!(messages::contacts(&stage.service, &candidate).await.unwrap().held.len(), 1);
    }
}
