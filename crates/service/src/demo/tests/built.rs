//! The demonstration on a database: what is in it, and what it refuses.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use documents::{Fonts, Papers};
use domain::access::{Caller, Origin, Role, Scope, Who};
use domain::id::AccountId;
use domain::lifecycle::Phase;
use domain::lists::List;
use domain::registration::Form;
use domain::sample::is_unreal;
use domain::view::desk::postings::PostingEntry;

use super::super::load::Loading;
use super::super::{DemoError, Holds, Options, Progress, build, holds, sign_ins, source};
use super::NOW;
use crate::Terms;
use crate::contents::Folder;
use crate::effects::{Effects, Random};
use crate::keys::Keys;
use crate::password::{Cost, Hasher, PoolSize};
use crate::worker::Reader;
use crate::{Parts, Service, open, people, postings};

/// An empty database of the newest schema, and a service over it whose clock stands at [`NOW`].
struct Place {
    service: Service,
    url: String,
    folder: tempfile::TempDir,
}

impl Place {
    async fn empty() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let url = format!("sqlite://{}?mode=rwc", folder.path().join("demo.db").display());
        migrations::up(&url).await.expect("a schema");
        Self { service: service(&url).await, url, folder }
    }

    /// What `linxuan demo --reset` does once it knows whose database it is.
    async fn reset(self) -> Self {
        let Self { service: before, url, folder } = self;
        before.store().clone().close().await.expect("closes");
        migrations::rebuild(&url).await.expect("a schema");
        Self { service: service(&url).await, url, folder }
    }

    async fn build(&self, size: Option<u64>) -> Result<Vec<Progress>, DemoError> {
        let mut told = Vec::new();
        let options = Options { size, seed: None };
        Box::pin(build(&self.service, &options, &mut |progress| told.push(progress))).await?;
        Ok(told)
    }

    /// Signs in with the printed words, as a browser would.
    async fn caller(&self, role: Role) -> Caller {
        let sign_in = sign_ins(&self.service).into_iter().find(|it| it.role == role).expect("printed");
        let origin = || Origin { request: "test".to_owned(), address: "127.0.0.1".to_owned() };
        let nobody = Caller { who: Who::Anonymous, origin: origin() };
        let opened = people::sign_in(&self.service, &nobody, None, &sign_in.name, &sign_in.password).await;
        let token = opened.expect("signs in").token.reveal();
        people::caller(&self.service, Some(&token), origin()).await.expect("is known")
    }

    async fn postings(&self) -> Vec<PostingEntry> {
        let supervisor = self.caller(Role::Supervisor).await;
        postings::list(&self.service, &supervisor).await.expect("a list").postings
    }
}

async fn service(url: &str) -> Service {
    let store = store::Store::connect(&store::connect::Settings::new(url)).await.expect("connects");
    let keys = Arc::new(Keys::from_master(&[7; 32]));
    let size = PoolSize { threads: 1, queue: 4 };
    let hasher = Hasher::new(&keys, Cost::FOR_TESTS, size, &Random::seeded(1));
    let reader = Reader::in_process();
    Service::new(Parts {
        store,
        effects: Effects::fixed(NOW, 1),
        keys,
        hasher,
        staff_idle: 3600,
        letters: crate::Letters::by_mail("https://linxuan.test"),
        terms: Terms::default(),
        reader,
        papers: Papers::new(Fonts::usual()),
        // The demonstration hands in no file.
        contents: Arc::new(Folder::open(&std::env::temp_dir(), &Random::seeded(1)).expect("a folder")),
    })
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_demonstration_is_built_once_and_holds_what_the_issue_asks_for() {
    let place = Place::empty().await;
    assert_eq!(holds(&place.service).await.expect("answers"), Holds::Nothing);
    let told = place.build(None).await.expect("builds");
    assert_eq!(told.iter().filter(|it| matches!(it, Progress::Posting { .. })).count(), 6);
    assert_eq!(holds(&place.service).await.expect("answers"), Holds::Demonstration);
    assert!(matches!(place.build(None).await, Err(DemoError::NotEmpty)));

    let entries = place.postings().await;
    let mut phases: Vec<Phase> = entries.iter().map(|it| it.head.phase).collect();
    phases.sort_unstable();
    let both = [Phase::Ranked, Phase::Published, Phase::Published];
    assert_eq!(phases, [&[Phase::Submitted, Phase::Registering, Phase::Screening], &both[..]].concat());
    // The large one of two that are published.
    let of = |phase: Phase| {
        let here = entries.iter().filter(|it| it.head.phase == phase).map(|it| it.counts);
        here.max_by_key(|counts| counts.passed).expect("there")
    };
    assert_eq!(of(Phase::Registering).submitted, 200);
    assert_eq!(of(Phase::Ranked).passed, 276);
    assert!((2157..=2197).contains(&of(Phase::Published).passed), "2,137 and twenty to sixty below the line");

    for role in Role::ALL {
        let who = place.caller(*role).await;
        assert!(who.person().is_some_and(|person| person.holds(*role)), "{}", role.word());
    }
    people_cannot_sign_in(&place).await;
    nobody_is_real(&place).await;
    lists_hold_the_table(&place).await;
    everything_happened(&place).await;
}

/// One posting shows a reduced position, a corrected list, a place by decision, a tie at the cut, a place that was filled after two calls, and a
/// review that was answered; another one waits for its openings.
async fn everything_happened(place: &Place) {
    let entries = place.postings().await;
    let fits = |it: &&PostingEntry| it.head.phase == Phase::Published && it.counts.passed == 19;
    let small = entries.iter().find(fits).expect("the small one").head.code;
    let sealed = open::sealed(&place.service).await.expect("lists").whole;
    let lists: Vec<&List> =
        sealed.iter().map(|it| &it.list).filter(|list| list.head.posting == small.as_str()).collect();
    let mut versions: Vec<(&str, u32)> =
        lists.iter().map(|list| (list.head.stage.as_str(), list.head.version)).collect();
    versions.sort_unstable();
    assert_eq!(
        versions,
        [("inspection", 1), ("inspection", 2), ("interview", 1), ("interview", 2), ("proposed", 1)]
    );
    let list = |stage: &str, version: u32| {
        let fits = |list: &&&List| (list.head.stage.as_str(), list.head.version) == (stage, version);
        *lists.iter().find(fits).expect("the list")
    };
    // By position: the notes of those who stand there for another reason than their marks, and how many are in.
    let notes = |list: &List| {
        let note = list.header().iter().position(|name| name == "note").expect("a column");
        let all = list.rows.iter().zip(list.cells());
        all.map(|(row, cells)| format!("{} {}", row.position, cells[note]))
            .filter(|words| words.split(' ').nth(1).is_some_and(|note| !note.is_empty()))
            .collect::<BTreeSet<_>>()
    };
    let inside = |list: &List, position: &str| {
        list.rows.iter().filter(|row| row.position == position && row.result == "in").count()
    };
    let (before, after) = (list("inspection", 1), list("inspection", 2));
    assert!(notes(before).contains("200001 by_decision"), "{:?}", notes(before));
    assert!(
        notes(after).contains("200004 moved_up") && notes(after).contains("200004 left"),
        "{:?}",
        notes(after)
    );
    assert_eq!((inside(before, "200001"), inside(before, "200003")), (3, 3), "by decision, and by a tie");
    let called = |version| list("interview", version).rows.iter().filter(|row| row.result == "in").count();
    assert_eq!((called(1), called(2)), (18, 18), "one came for one who left");
    assert_ne!(list("interview", 1).rows, list("interview", 2).rows);

    let approver = place.caller(Role::Approver).await;
    let opening = async |of| postings::opening(&place.service, &approver, of).await.expect("a page");
    let reduced = &opening(small).await.confirmations[0];
    assert_eq!((reduced.lines[0].number.as_str(), reduced.lines[0].opened.places), ("200003", 1));
    let waits = entries.iter().find(|it| it.head.phase == Phase::Screening).expect("there").head.code;
    let waiting = &opening(waits).await.confirmations[0];
    let places: Vec<u32> = waiting.lines.iter().map(|line| line.opened.places).collect();
    assert!(waiting.may_decide && waiting.until.is_some());
    assert_eq!(places, [1, 0], "one is reduced, one is cancelled");

    let screener = place.caller(Role::Screener).await;
    let said = crate::objections::objections(&place.service, &screener, small).await.expect("a queue");
    let answered = said.lines.iter().filter(|line| line.answered.is_some()).count();
    assert_eq!((said.lines.len(), answered), (3, 1), "a review, an objection and an enquiry");
}

async fn people_cannot_sign_in(place: &Place) {
    let permit = Loading::ask(Scope::system()).expect("the system may");
    let look = place.service.store().snapshot("test.accounts").await.expect("a look");
    let accounts = store::people::page(&look, &permit, AccountId(0), 10_000).await.expect("accounts");
    look.close().await.expect("closes");
    assert!(accounts.len() > 2_700, "{}", accounts.len());
    assert_eq!(accounts.iter().filter(|it| it.verifier.is_some()).count(), Role::ALL.len());
}

async fn nobody_is_real(place: &Place) {
    let look = place.service.store().snapshot("test.people").await.expect("a look");
    let (mut seen, mut told) = (0, Vec::new());
    for entry in place.postings().await {
        let found = crate::rows::postings::find(&look, entry.head.code).await.expect("there");
        let permit = Loading::ask(found.scope()).expect("the system may");
        for row in store::applications::passed(&look, &permit).await.expect("people") {
            let answers = crate::rows::applications::open(&place.service, &row).expect("opens");
            let whole = Form::standard().check(&answers).expect("complete");
            assert!(is_unreal(&whole.person().identity) && *whole.answers() == answers);
            if told.len() < 150 {
                let person = whole.person();
                told.extend([person.identity.expose(), person.phone.expose()].map(str::to_owned));
                told.extend(Some(person.name.as_str().to_owned()).filter(|name| name.chars().count() > 2));
            }
            seen += 1;
        }
    }
    look.close().await.expect("closes");
    assert!(seen > 2_400, "{seen}");
    nothing_told_lies_in_the_files(place, &told);
}

/// Neither the database nor its log holds anything that these people told; what is public is found there.
fn nothing_told_lies_in_the_files(place: &Place, told: &[String]) {
    let files = std::fs::read_dir(place.folder.path()).expect("a folder");
    let bytes: Vec<u8> =
        files.flat_map(|file| std::fs::read(file.expect("a file").path()).expect("bytes")).collect();
    let text = String::from_utf8_lossy(&bytes);
    let title = "遴选";
    assert!(text.contains(title) && told.len() > 100, "{}", told.len());
    let found: Vec<&String> = told.iter().filter(|word| text.contains(word.as_str())).collect();
    assert!(found.is_empty(), "readable: {found:?}");
}

/// Both lists stand sealed, signed by two persons, with the printed totals, and the chain of events holds.
async fn lists_hold_the_table(place: &Place) {
    let sealed = open::sealed(&place.service).await.expect("lists").whole;
    let large = |it: &&PostingEntry| it.head.phase == Phase::Published && it.counts.passed > 2000;
    let entries = place.postings().await;
    let code = entries.iter().find(large).expect("the large one").head.code;
    let own = sealed.iter().filter(|it| it.list.head.posting == code.as_str());
    let lists: BTreeMap<&str, &List> = own.map(|it| (it.list.head.stage.as_str(), &it.list)).collect();
    assert_eq!(lists.keys().copied().collect::<Vec<_>>(), ["inspection", "interview", "proposed"]);
    let proposed = &lists["proposed"].rows;
    assert!(
        proposed.iter().all(|row| row.rank.is_empty() && !row.name.is_empty()),
        "by name, and without ranks"
    );

    assert!(
        lists.values().all(|list| list.head.revision == 1),
        "each names the revision it was signed under"
    );
    let interview = lists["interview"];
    let written = interview.header().iter().position(|name| name == "written").expect("a column");
    let result = interview.header().iter().position(|name| name == "result").expect("a column");
    let mut published: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (row, cells) in interview.rows.iter().zip(interview.cells()) {
        if cells[result] == "in" {
            published.entry(row.position.clone()).or_default().push(cells[written].clone());
        }
    }
    let table = source::zhengzhou().expect("reads");
    let mut totals = 0;
    for (post, lines) in &table {
        let mut printed: Vec<String> = lines.iter().map(|line| line.written_total.display(2)).collect();
        let mut found = published.remove(post).expect("on the list");
        printed.sort_unstable();
        found.sort_unstable();
        assert_eq!(found, printed, "{post}");
        totals += found.len();
    }
    assert_eq!((totals, published.len()), (2137, 0));

    let mut inside: BTreeMap<&str, usize> = BTreeMap::new();
    for row in lists["inspection"].rows.iter().filter(|row| row.result == "in") {
        *inside.entry(&row.position).or_default() += 1;
    }
    let seats = |post: &str| usize::try_from(table[post][0].plan * 2).expect("small");
    assert_eq!(inside.iter().filter(|(post, inside)| **inside > seats(post)).count(), 3);

    let look = place.service.store().snapshot("test.signers").await.expect("a look");
    for list in store::lists::readable(&look).await.expect("lists") {
        assert_ne!(list.first_signer, list.second_signer);
    }
    let report = store::audit::verify_chain(&look, &[]).await.expect("a report");
    look.close().await.expect("closes");
    assert!(
        report.wrong.is_empty() && report.events > 50 && report.seals >= 3 && report.rows > 10_000,
        "{report:?}"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_generated_posting_of_any_size_is_built_and_a_reset_starts_over() {
    let place = Place::empty().await;
    let told = place.build(Some(5_000)).await.expect("builds");
    assert!(told.contains(&Progress::People { done: 5_000, of: 5_000 }));
    let place = place.reset().await;
    assert_eq!(holds(&place.service).await.expect("answers"), Holds::Nothing);
    place.build(Some(40)).await.expect("builds again");
    let entries = place.postings().await;
    assert_eq!(entries.len(), 1);
    assert_eq!(entries[0].head.phase, Phase::Examining);
    let counts = entries[0].counts;
    assert_eq!(counts.passed + counts.refused + counts.withdrew, 40);
}

#[tokio::test]
async fn a_database_that_holds_anything_else_is_left_alone() {
    let place = Place::empty().await;
    let role = people::RoleForm { role: "administrator".to_owned(), ..people::RoleForm::default() };
    let form = people::StaffForm { name: "A".to_owned(), sign_in_name: "somebody".to_owned(), role };
    let system = Caller::system("test");
    people::open_staff(&place.service, &system, place.service.form_key(), &form).await.expect("opens");
    assert_eq!(holds(&place.service).await.expect("answers"), Holds::Other);
    assert!(matches!(place.build(None).await, Err(DemoError::NotEmpty)));
    assert!(matches!(place.build(Some(0)).await, Err(DemoError::Size)));
    assert_eq!(holds(&place.service).await.expect("answers"), Holds::Other);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_demonstration_in_which_somebody_opened_an_account_is_known_as_such() {
    let place = Place::empty().await;
    place.build(Some(20)).await.expect("builds");
    assert_eq!(
        holds(&place.service).await.expect("answers"),
        Holds::Demonstration,
        "made-up people sign in nowhere"
    );
    let role = people::RoleForm { role: "administrator".to_owned(), ..people::RoleForm::default() };
    let form = people::StaffForm { name: "A".to_owned(), sign_in_name: "somebody".to_owned(), role };
    let system = Caller::system("test");
    people::open_staff(&place.service, &system, place.service.form_key(), &form).await.expect("opens");
    assert_eq!(holds(&place.service).await.expect("answers"), Holds::Used(1));
}
