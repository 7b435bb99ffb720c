//! Data at rest: nothing that people told, and nothing that was said about them, can be read in what the database keeps; what is
//! kept for a term goes when it is over.

use domain::access::Caller;
use domain::id::Code;
use domain::registration::{Answers, Form, Spot};
use domain::screening::QueueFilter;
use domain::view::desk::audit::Beside;
use service::applications::{self, Filled};
use service::imports::{self, Upload};
use service::maintenance::kept_forms;
use service::people::{self, AccountForm};
use service::screening::{self, VerdictForm};
use service::{Fault, audit, marks, runner};

use super::stage::{NAME, PHONE, Stage, identity};

/// Addresses of clients, of the range for documents.
const ADDRESSES: [&str; 2] = ["203.0.113.77", "203.0.113.78"];
const DAY: i64 = 86_400_000;

/// Words to plant, each of its own.
struct Plants(Vec<String>);

impl Plants {
    fn next(&mut self) -> String {
        let word = format!("密植{:03}号", self.0.len());
        self.0.push(word.clone());
        word
    }
}

/// Fills every field of every section of a draft with a planted word, wrong or not; answers how many came back.
async fn planted(stage: &Stage, candidate: &Caller, plants: &mut Plants) -> usize {
    let service = &stage.service;
    let code =
        applications::start(service, candidate, stage.positions[1], stage.key()).await.expect("a draft");
    let form = Form::standard();
    // One row of each block.
    let rows =
        ["grassroots_1_from", "grassroots_1_to", "family_1_relation", "family_1_name", "family_1_work"];
    let rows: Vec<(&str, String)> = rows.iter().map(|name| (*name, plants.next())).collect();
    let mut answers = Answers::default().with(rows.iter().map(|(name, word)| (*name, word.as_str())));
    for field in form.fields().filter(|field| field.spec().follows.is_none()) {
        let spot = Spot::of(field);
        if answers.get(spot).is_empty() {
            answers.set(spot, plants.next());
        }
    }
    for section in form.sections() {
        let filled = Filled { section, answers: answers.clone() };
        let stored = applications::fill(service, candidate, code, filled).await;
        assert!(matches!(stored, Ok(_) | Err(Fault::Refused(_))), "stored as typed: {stored:?}");
    }
    let told = applications::view(service, candidate, code).await.expect("an own draft").answers;
    let told = serde_json::to_string(&told).expect("a document");
    plants.0.iter().filter(|word| told.contains(word.as_str())).count()
}

/// Refuses and undoes with planted words; the words of a refusal stay in the candidate's view.
async fn judged(stage: &Stage, (candidate, code): &(Caller, Code), plants: &mut Plants) {
    let (service, filter) = (&stage.service, QueueFilter::default());
    let mut screener = stage.screeners[0].clone();
    screener.origin.address = ADDRESSES[1].to_owned();
    let version = stage.version(candidate, *code).await;
    let words = plants.next();
    let refuse = VerdictForm::Refuse { ground: "age".to_owned(), words: words.clone() };
    screening::judge(service, &screener, stage.code, *code, version, &filter, refuse).await.expect("refused");
    let own = applications::view(service, candidate, *code).await.expect("an own application");
    assert_eq!(own.refusal.expect("a refusal").words, words);
    let why = plants.next();
    screening::undo(service, &screener, stage.code, *code, version + 1, &why).await.expect("undone");
    let file = screening::file(service, &screener, stage.code, *code, &filter).await.expect("a file").file;
    let said: Vec<&str> = file.verdicts.iter().map(|line| line.words.as_str()).collect();
    assert_eq!(said, [why.as_str(), words.as_str()]);
    // A denial of staff is an event with an address too.
    assert!(matches!(audit::events(service, &screener, None, None).await, Err(Fault::Denied(_))));
}

/// Brings marks by a file with a telling name, and empties one for a planted reason.
async fn examined(stage: &mut Stage, plants: &mut Plants) {
    let (tickets, [mut clerk, _]) = stage.examining().await;
    clerk.origin.address = ADDRESSES[1].to_owned();
    let service = &stage.service;
    let name = format!("{}.csv", plants.next());
    let text = format!("ticket,written\n{},70\n", tickets[0]);
    let upload = Upload { name: name.clone(), bytes: text.into_bytes() };
    let import = imports::stage_marks(service, &clerk, stage.code, upload).await.expect("a dry run");
    let shown =
        imports::preview(service, &clerk, stage.code, import, (text::Lang::En, 1)).await.expect("shown");
    assert_eq!((shown.file_name, shown.added, shown.changes.len()), (name, 1, 1));
    imports::confirm_marks(service, &clerk, stage.code, import).await.expect("confirmed");
    let why = plants.next();
    let asked = ("written", tickets[0].as_str(), false, (1, 100));
    let grid = marks::view(service, &clerk, stage.code, asked).await.expect("a page");
    let cell = (grid.lines[0].application, "written");
    marks::empty(service, &clerk, stage.code, cell, 1, &why).await.expect("emptied");
    let page = marks::history(service, &clerk, stage.code, cell).await.expect("a history");
    assert_eq!(page.past[0].reason, Beside::Kept(why.clone()));
    let trail = audit::events(service, &stage.supervisor, None, None).await.expect("a page");
    assert_eq!(trail.lines[0].words, Beside::Kept(why));
    assert_eq!(trail.lines[0].address, Beside::Kept(ADDRESSES[1].to_owned()));
    stage.effects.clock.advance(181 * DAY);
    runner::sweep(&stage.service).await.expect("swept");
    let trail = audit::events(&stage.service, &stage.supervisor, None, None).await.expect("a page");
    assert_eq!(trail.lines[0].address, Beside::Removed, "its term is over");
    assert!(matches!(trail.lines[0].words, Beside::Kept(_)), "that of words is not");
}

/// Opens an account and signs in from an address.
async fn signed_in(stage: &Stage) {
    let caller = Caller {
        who: domain::access::Who::Anonymous,
        origin: domain::access::Origin { request: "r".to_owned(), address: ADDRESSES[0].to_owned() },
    };
    let password = "steady horses run at dawn".to_owned();
    let form = AccountForm {
        key: stage.key().to_string(),
        sign_in_name: "zhao.lei".to_owned(),
        password: password.clone(),
        again: password.clone(),
        agreed: "yes".to_owned(),
        ..AccountForm::default()
    };
    people::open(&stage.service, &caller, &form).await.expect("an account");
    people::sign_in(&stage.service, &caller, None, "zhao.lei", &password).await.expect("signed in");
}

#[tokio::test]
async fn nothing_that_was_told_or_said_about_a_person_can_be_read_in_the_database() {
    for mut stage in Stage::on_both().await {
        let mut plants = Plants(Vec::new());
        let mut candidate = stage.candidate().await;
        candidate.origin.address = ADDRESSES[0].to_owned();
        let came_back = planted(&stage, &candidate, &mut plants).await;
        assert!(came_back >= 30, "{came_back} of {} planted words are stored", plants.0.len());
        let owner = kept_forms::Owner::present(&candidate).expect("a person");
        let fields = [("remark".to_owned(), plants.next())];
        kept_forms::keep(&stage.service, &owner, "/api/x", &fields).await.expect("kept");
        signed_in(&stage).await;
        let submitted = stage.submitted().await;
        judged(&stage, &submitted, &mut plants).await;
        let version = stage.version(&submitted.0, submitted.1).await;
        applications::withdraw(&stage.service, &submitted.0, submitted.1, version).await.expect("withdrawn");
        let held = stage.everything().await;
        examined(&mut stage, &mut plants).await;
        let later = stage.everything().await;
        let text =
            ["某县财政局国库股", "环境法学", "曾借调省厅一年", NAME, PHONE, &identity(1), &identity(2)];
        let words = plants.0.iter().map(String::as_str).chain(text).chain(ADDRESSES);
        let hex = |word: &str| domain::digest::hex(word.as_bytes());
        for bytes in [&held, &later] {
            let holds = |word: &str| memchr(bytes, word.as_bytes()) || memchr(bytes, hex(word).as_bytes());
            assert!(holds("省财政厅") && holds("liu"), "what is public can be found, so the search works");
            let found: Vec<&str> = words.clone().filter(|word| holds(word)).collect();
            assert!(found.is_empty(), "readable: {found:?}");
        }
    }
}

#[tokio::test]
async fn what_rulings_say_of_people_can_be_read_in_no_row_and_stands_on_their_page() {
    let exam = crate::rulings::tied().await;
    let service = &exam.stage.service;
    let mut plants = Plants(Vec::new());
    let lots = domain::rulings::RulingForm { witnesses: plants.next(), ..crate::rulings::lots(&["2", "1"]) };
    let first = crate::rulings::decided(&exam, &lots, None).await;
    let again = domain::rulings::RulingForm {
        witnesses: plants.next(),
        reason: plants.next(),
        ..crate::rulings::lots(&["1", "2"])
    };
    let second = crate::rulings::propose(&exam, &again, Some(first)).await.expect("proposed");
    let reason = plants.next();
    service::rulings::return_back(service, &exam.approver, exam.posting, second, &reason)
        .await
        .expect("back");
    let page = service::rulings::page(service, &exam.screener, exam.posting).await.expect("a page");
    let page = serde_json::to_string(&page).expect("a document");
    let bytes = exam.stage.everything().await;
    assert!(memchr(&bytes, b"tie/"), "the search works");
    for word in &plants.0 {
        assert!(page.contains(word.as_str()), "{word} stands on the page: {page}");
        let hex = domain::digest::hex(word.as_bytes());
        assert!(!memchr(&bytes, word.as_bytes()) && !memchr(&bytes, hex.as_bytes()), "{word} can be read");
    }
}

/// Whether `bytes` hold `word`.
fn memchr(bytes: &[u8], word: &[u8]) -> bool {
    bytes.windows(word.len()).any(|window| window == word)
}

#[tokio::test]
async fn a_sealed_value_that_changed_places_opens_nowhere() {
    for mut stage in Stage::on_both().await {
        let (first, a) = stage.submitted().await;
        let (_, b) = stage.submitted().await;
        let look = async |code: Code| {
            let filter = QueueFilter::default();
            screening::file(&stage.service, &stage.screeners[0], stage.code, code, &filter).await
        };
        look(a).await.expect("a file");
        for column in ["name_sealed", "unit_sealed", "answers_sealed", "phone_sealed"] {
            let swap = |from: Code, to: Code| {
                format!(
                    "UPDATE application SET {column} = (SELECT o.{column} FROM application o WHERE o.code = '{from}') WHERE code = '{to}'"
                )
            };
            stage.force("CREATE TABLE aside AS SELECT * FROM application").await;
            stage.force(&swap(b, a)).await;
            assert!(matches!(look(a).await, Err(Fault::Internal(_))), "{column} of another person");
            stage
                .force(&format!(
                    "UPDATE application SET {column} = (SELECT o.{column} FROM aside o WHERE o.code = application.code)"
                ))
                .await;
            stage.force("DROP TABLE aside").await;
            look(a).await.expect("put back");
        }
        stage.force(&format!("UPDATE application SET name_sealed = unit_sealed WHERE code = '{a}'")).await;
        assert!(matches!(look(a).await, Err(Fault::Internal(_))), "another column of the same row");
        // Two receipts of one application.
        stage.force("UPDATE submission SET no = 2").await;
        let receipt = applications::receipt(&stage.service, &first, a).await;
        assert!(matches!(receipt, Err(Fault::Internal(_))), "a receipt under another number");
    }
}

#[tokio::test]
async fn the_queue_is_searched_by_name_unit_ticket_position_and_code_as_before() {
    for mut stage in Stage::on_both().await {
        let mut codes = Vec::new();
        for _ in 0..3 {
            codes.push(stage.submitted().await.1);
        }
        let screener = &stage.screeners[0];
        let found = async |words: &str| {
            let filter = QueueFilter { find: words.to_owned(), ..QueueFilter::default() };
            let queue =
                screening::queue(&stage.service, screener, stage.code, &filter).await.expect("a queue");
            assert_eq!(queue.lines.len(), usize::try_from(queue.matching).expect("few"));
            queue.lines.iter().map(|line| line.code).collect::<Vec<_>>()
        };
        for (words, hits) in
            [("阳晓", 3), ("财政局", 3), ("0010001", 3), ("10001", 0), ("%", 0), ("_", 0), ("张", 0)]
        {
            assert_eq!(found(words).await.len(), hits, "{words}");
        }
        assert_eq!(found(&codes[1].as_str().to_lowercase()).await, [codes[1]]);
        assert_eq!(found("欧阳").await, codes, "in the order of arrival");
        let filter = QueueFilter { find: "欧阳".to_owned(), ..QueueFilter::default() };
        let file =
            screening::file(&stage.service, screener, stage.code, codes[1], &filter).await.expect("a file");
        assert_eq!((file.file.previous, file.file.next), (Some(codes[0]), Some(codes[2])));
        let pass = VerdictForm::Pass;
        let next = screening::judge(
            &stage.service,
            screener,
            stage.code,
            codes[2],
            file.file.version,
            &filter,
            pass,
        );
        assert_eq!(next.await.expect("passed"), Some(codes[0]), "the first that holds the words");
    }
}
