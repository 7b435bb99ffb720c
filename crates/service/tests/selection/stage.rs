//! A posting whose registration is open, with two positions, two screeners and as many candidates as a test wants.

use std::sync::Arc;
use std::time::Duration;

use documents::{Fonts, Papers};
use domain::access::{
    AccountKind, Assignment, Caller, LoadDemonstration, Permit, Person, Reach, Role, Scope, Who, ask, usual,
};
use domain::calendar::{Instant, Window};
use domain::digest::Digest;
use domain::event::Event;
use domain::id::{AccountId, Code, PersonId, PostingId};
use domain::lifecycle::Phase;
use domain::posting::{About, Detail, Following, PositionTerms, PostingTerms, Telephones};
use domain::registration::{Answers, Section};
use domain::screening::QueueFilter;
use domain::typed::{Label, Line, NoticeText, SignInName, Words, identity_check};
use domain::view::desk::marks::MarksPage;
use sea_orm::{ConnectionTrait, Database, DbBackend, Statement};
use service::applications::{self, Filled};
use service::contents::Folder;
use service::effects::Effects;
use service::keys::{Keys, Place};
use service::password::{Cost, Hasher, PoolSize};
use service::screening::{self, VerdictForm};
use service::worker::Reader;
use service::{Fault, Parts, Service, marks};
use store::audit::Told;
use store::connect::Settings;
use store::people::{NewAccount, NewAssignment, Owner};
use store::postings::{Approval, Mark, NewPosting};
use store::schemes::NewScheme;
use store::{Store, Tx};

use crate::migrated;

/// The secret of every stage's keys.
const MASTER: [u8; 32] = [7; 32];

/// What a part of an application looks like in its row.
pub fn sealed(column: &'static str, application: Code, text: &str) -> Vec<u8> {
    let random = service::effects::Random::system();
    Keys::from_master(&MASTER).seal(&Place::of(column, application), text, &random)
}

const SCHEME: &str = r#"[scheme]
shortlists = [{ to = "inspection", ratio = "2:1", score = "total" }]
[[scheme.components]]
key = "written"
weight = "100"
"#;

pub const OPENS: Instant = Instant(1_790_000_000_000);
pub const CLOSES: Instant = Instant(OPENS.0 + 864_000_000);

pub struct Stage {
    pub service: Service,
    pub store: Store,
    pub effects: Effects,
    pub code: Code,
    pub positions: [Code; 2],
    pub screeners: [Caller; 2],
    pub supervisor: Caller,
    /// Where the database is.
    pub url: String,
    pub keys: Arc<Keys>,
    people: u64,
    folder: Option<tempfile::TempDir>,
    contents: tempfile::TempDir,
}

pub fn load(scope: Scope) -> Permit<LoadDemonstration> {
    ask(&Caller::system("stage"), scope).expect("the system may")
}

pub fn caller(id: PersonId, role: Role, postings: &[PostingId]) -> Caller {
    let mut assignments = vec![Assignment { role, reach: usual(role) }];
    assignments.extend(postings.iter().map(|posting| Assignment { role, reach: Reach::Posting(*posting) }));
    let known = postings.iter().map(|posting| (Code::from_bits(posting.0.unsigned_abs()), *posting));
    let person = Person {
        id,
        account: AccountId(id.0),
        name: String::new(),
        assignments,
        postings: known.collect(),
        session: None,
    };
    Caller { who: Who::Person(person), origin: domain::access::Origin::default() }
}

/// Commits what a test wrote past the use cases, with an event that says so: the store keeps no bound row without one.
pub async fn keep(tx: Tx) {
    let event = Event::DemonstrationLoaded { posting: Code::from_bits(0), applications: 0 };
    let system = Caller::system("stage");
    let told = Told { caller: &system, address: None };
    store::audit::record(&tx, &load(Scope::system()), told, OPENS, &event).await.expect("recorded");
    tx.commit().await.expect("written");
}

pub async fn account(tx: &Tx, code: Code, name: &str, role: Role) -> PersonId {
    let sign_in = SignInName::stored(name.to_owned());
    let candidate = role == Role::Candidate;
    let new = NewAccount {
        code,
        owner: Owner::New { code, name: if candidate { "" } else { name } },
        kind: if candidate { AccountKind::Candidate } else { AccountKind::Staff },
        sign_in: &sign_in,
        verifier: None,
        one_time: None,
        at: OPENS,
    };
    store::people::insert(tx, &load(Scope::system()), &new).await.expect("an account").1
}

pub fn position(number: &str) -> PositionTerms {
    PositionTerms {
        code: Label::stored(number.to_owned()),
        unit: Line::stored("省财政厅".to_owned()),
        title: Line::stored("预算处四级主任科员".to_owned()),
        plan: 1,
        conditions: Words::stored(String::new()),
        scheme: None,
        details: Vec::new(),
    }
}

/// A position of this number whose papers are of this class.
pub fn classed(number: &str, class: &str) -> PositionTerms {
    let title = Line::stored("试卷类别".to_owned());
    let details = vec![Detail { title, text: Words::stored(class.to_owned()), about: About::Paper }];
    PositionTerms { details, ..position(number) }
}

impl Stage {
    /// On a file of its own.
    pub async fn set() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let url = migrated::file(folder.path(), "stage.sqlite").await;
        Self::at(&url, Some(folder), Keys::from_master(&MASTER)).await
    }

    /// On each database: a file, and where `LINXUAN_TEST_PG` names a server, a database of its own there.
    pub async fn on_both() -> Vec<Self> {
        Self::on_both_with(|| Keys::from_master(&MASTER)).await
    }

    /// The same with keys of the test's own.
    pub async fn on_both_with(keys: impl Fn() -> Keys) -> Vec<Self> {
        let folder = tempfile::tempdir().expect("a folder");
        let url = migrated::file(folder.path(), "stage.sqlite").await;
        let mut stages = vec![Self::at(&url, Some(folder), keys()).await];
        if let Ok(address) = std::env::var("LINXUAN_TEST_PG") {
            stages.push(Self::at(&migrated::database(&address).await, None, keys()).await);
        }
        stages
    }

    async fn at(url: &str, folder: Option<tempfile::TempDir>, keys: Keys) -> Self {
        let settings = Settings { patience: Duration::from_secs(5), ..Settings::new(url) };
        let store = Store::connect(&settings).await.expect("a store");
        let effects = Effects::fixed(OPENS, 7);
        let keys = Arc::new(keys);
        let store = store.bound_by(keys.binder());
        let contents = tempfile::tempdir().expect("a folder");
        let service = Self::service((&store, &effects), keys.clone(), &contents.path().join("files"));

        let code = effects.random.code();
        let positions = [effects.random.code(), effects.random.code()];
        let tx = store.write("stage").await.expect("a turn");
        let mut staff = Vec::new();
        for (name, role) in [
            ("liu", Role::Screener),
            ("wang", Role::Screener),
            ("sun", Role::Supervisor),
            ("qian", Role::Approver),
        ] {
            staff.push(account(&tx, effects.random.code(), name, role).await);
        }
        let terms = PostingTerms {
            title: Line::stored("2026年度公开遴选".to_owned()),
            authority: Line::stored("省委组织部".to_owned()),
            notice: NoticeText::stored(String::new()),
            telephones: Telephones::stored("12345", ""),
            following: Following::default(),
            registration: Window { opens: OPENS, closes: CLOSES },
        };
        let new = NewPosting { code, terms: &terms, by: staff[0], at: OPENS };
        let posting = store::postings::insert(&tx, &load(Scope::system()), &new).await.expect("a posting");
        let permit = load(Scope::posting(posting, &[]));
        let table = [(positions[0], position("0010001")), (positions[1], position("0010002"))];
        store::postings::positions::replace(&tx, &permit, 1, &table).await.expect("positions");
        let approval = Approval { by: staff[3], at: OPENS, digest: Digest::of(b"stage") };
        let steps = [
            (Phase::Draft, Phase::Submitted, Mark::Submitted(staff[0], OPENS)),
            (Phase::Submitted, Phase::Approved, Mark::Approved(approval)),
            (Phase::Approved, Phase::Registering, Mark::Plain),
        ];
        for (version, (from, to, mark)) in (2..).zip(steps) {
            store::postings::turn(&tx, &permit, version, (from, to), mark).await.expect("a phase");
        }
        keep(tx).await;
        let screeners = [0, 1].map(|at: usize| caller(staff[at], Role::Screener, &[posting]));
        let supervisor = caller(staff[2], Role::Supervisor, &[]);
        Self {
            service,
            store,
            effects,
            code,
            positions,
            screeners,
            supervisor,
            people: 0,
            url: url.to_owned(),
            keys,
            folder,
            contents,
        }
    }

    fn service((store, effects): (&Store, &Effects), keys: Arc<Keys>, contents: &std::path::Path) -> Service {
        let size = PoolSize { threads: 1, queue: 4 };
        let hasher = Hasher::new(&keys, Cost::FOR_TESTS, size, &effects.random);
        Service::new(Parts {
            store: store.clone(),
            effects: effects.clone(),
            keys,
            hasher,
            staff_idle: 3600,
            letters: service::Letters::by_mail("https://linxuan.test"),
            terms: service::Terms::default(),
            reader: Reader::in_process(),
            papers: Papers::new(Fonts::usual()),
            contents: Arc::new(Folder::open(contents, &effects.random).expect("a folder")),
        })
    }

    /// Another process on a database of a stage with the usual keys, at that time. Its random numbers are its own.
    pub async fn opened(url: &str, now: Instant) -> Service {
        let settings = Settings { patience: Duration::from_secs(5), ..Settings::new(url) };
        let store = Store::connect(&settings).await.expect("a store");
        let mut effects = Effects::fixed(now, 0);
        effects.random = service::effects::Random::system();
        let contents = std::env::temp_dir().join("linxuan-opened");
        Self::service((&store, &effects), Arc::new(Keys::from_master(&MASTER)), &contents)
    }

    /// Another process on the same database, with keys of its own.
    pub fn process(&self, keys: Keys) -> Service {
        Self::service((&self.store, &self.effects), Arc::new(keys), &self.files())
    }

    /// Where the contents of files lie.
    pub fn files(&self) -> std::path::PathBuf {
        self.contents.path().join("files")
    }

    /// Whether it stands on a file.
    pub const fn is_sqlite(&self) -> bool {
        self.folder.is_some()
    }

    /// Statements past the store, as somebody with the database's password would run them.
    pub async fn force(&self, statement: &str) {
        let db = Database::connect(&self.url).await.expect("a database");
        db.execute_unprepared(statement).await.expect("done");
        db.close().await.expect("closed");
    }

    /// The one number that a question past the store has for an answer.
    pub async fn number(&self, question: &str) -> i64 {
        let db = Database::connect(&self.url).await.expect("a database");
        let asked = Statement::from_string(db.get_database_backend(), question);
        let row = db.query_one_raw(asked).await.expect("answered").expect("a row");
        db.close().await.expect("closed");
        row.try_get_by_index(0).expect("a number")
    }

    /// Everything that lies in the database: the bytes of its files, or every row of every table as text.
    pub async fn everything(&self) -> Vec<u8> {
        if let Some(folder) = &self.folder {
            let files = std::fs::read_dir(folder.path()).expect("a folder");
            return files
                .flat_map(|file| std::fs::read(file.expect("a file").path()).expect("bytes"))
                .collect();
        }
        let db = Database::connect(&self.url).await.expect("a database");
        let asked = |sql: String| {
            let db = db.clone();
            async move {
                let rows =
                    db.query_all_raw(Statement::from_string(DbBackend::Postgres, sql)).await.expect("rows");
                rows.iter().map(|row| row.try_get_by_index::<String>(0).expect("text")).collect::<Vec<_>>()
            }
        };
        let tables = "SELECT table_name::text FROM information_schema.tables WHERE table_schema = 'public'";
        let mut all = Vec::new();
        for table in asked(tables.to_owned()).await {
            for row in asked(format!("SELECT t::text FROM \"{table}\" t")).await {
                all.extend_from_slice(row.as_bytes());
                all.push(b'\n');
            }
        }
        db.close().await.expect("closed");
        all
    }

    /// A posting that is still a draft, without positions, and a screener of it.
    pub async fn draft(&self) -> (Code, Caller) {
        let code = self.effects.random.code();
        let by = self.screeners[0].id().expect("a person");
        let terms = PostingTerms {
            title: Line::stored("2026年度补充遴选".to_owned()),
            authority: Line::stored("省委组织部".to_owned()),
            notice: NoticeText::stored(String::new()),
            telephones: Telephones::stored("12345", ""),
            following: Following::default(),
            registration: Window { opens: OPENS, closes: CLOSES },
        };
        let tx = self.store.write("stage").await.expect("a turn");
        let new = NewPosting { code, terms: &terms, by, at: OPENS };
        let posting = store::postings::insert(&tx, &load(Scope::system()), &new).await.expect("a posting");
        keep(tx).await;
        (code, caller(by, Role::Screener, &[posting]))
    }

    /// A candidate with an account and nothing else.
    pub async fn candidate(&mut self) -> Caller {
        self.people += 1;
        let tx = self.store.write("stage").await.expect("a turn");
        let name = format!("candidate{}", self.people);
        let id = account(&tx, self.effects.random.code(), &name, Role::Candidate).await;
        keep(tx).await;
        caller(id, Role::Candidate, &[])
    }

    pub fn key(&self) -> Code {
        self.service.form_key()
    }

    /// A draft of the candidate for the first position, filled with `identity`.
    pub async fn filled(&self, candidate: &Caller, identity: &str) -> Code {
        let started = applications::start(&self.service, candidate, self.positions[0], self.key()).await;
        let code = started.expect("a draft");
        for part in [person(identity), service_part(), record_part(), family_part(), statement()] {
            applications::fill(&self.service, candidate, code, part).await.expect("a section");
        }
        code
    }

    pub async fn version(&self, candidate: &Caller, code: Code) -> i64 {
        applications::view(&self.service, candidate, code).await.expect("an own application").version
    }

    /// A submitted application of a new candidate.
    pub async fn submitted(&mut self) -> (Caller, Code) {
        let candidate = self.candidate().await;
        let code = self.filled(&candidate, &identity(self.people)).await;
        let version = self.version(&candidate, code).await;
        applications::submit(&self.service, &candidate, code, version).await.expect("submitted");
        (candidate, code)
    }

    /// Moves the clock to the deadline and lets the phase follow.
    pub async fn close(&self) {
        self.effects.clock.advance(CLOSES.0 - self.effects.clock.now().0);
        assert_eq!(service::postings::turn_due(&self.service).await.expect("turned"), 1);
    }

    /// Two people with tickets in the examination, and two clerks: the tickets, the clerks.
    pub async fn examining(&mut self) -> (Vec<String>, [Caller; 2]) {
        let codes = [self.submitted().await.1, self.submitted().await.1];
        let tx = self.store.write("stage").await.expect("a turn");
        let found = store::postings::by_code(&tx, &self.code).await.expect("read").expect("the posting");
        let posting = found.scope().posting.expect("a posting's scope");
        let permit = load(Scope::posting(posting, &[]));
        let by = self.screeners[0].id().expect("a person");
        let new = NewScheme { after: 0, body: SCHEME, digest: Digest::of(SCHEME.as_bytes()), by, at: OPENS };
        store::schemes::insert(&tx, &permit, &new).await.expect("a scheme");
        let mut clerks = Vec::new();
        for name in ["zheng", "wu"] {
            let id = account(&tx, self.effects.random.code(), name, Role::Clerk).await;
            let held = Assignment { role: Role::Clerk, reach: Reach::Posting(posting) };
            let code = self.effects.random.code();
            let new = NewAssignment { code, person: id, held: &held, until: None, at: OPENS };
            store::people::give(&tx, &permit, &new).await.expect("assigned");
            clerks.push(caller(id, Role::Clerk, &[posting]));
        }
        keep(tx).await;
        self.close().await;
        let screener = self.screeners[0].clone();
        for code in codes {
            let filter = QueueFilter::default();
            let opened =
                screening::file(&self.service, &screener, self.code, code, &filter).await.expect("a file");
            let at = opened.file.version;
            screening::judge(&self.service, &screener, self.code, code, at, &filter, VerdictForm::Pass)
                .await
                .expect("passed");
        }
        let version = self.posting_version().await;
        screening::finish(&self.service, &screener, self.code, version).await.expect("finished");
        let tickets = self.marks(&clerks[0]).await.lines.into_iter().map(|line| line.ticket).collect();
        (tickets, clerks.try_into().expect("two"))
    }

    /// Version of the posting.
    pub async fn posting_version(&self) -> i64 {
        service::postings::view(&self.service, &self.screeners[0], self.code)
            .await
            .expect("a posting")
            .version
    }

    /// The first page of marks.
    pub async fn marks(&self, clerk: &Caller) -> MarksPage {
        marks::view(&self.service, clerk, self.code, ("", "", false, (1, 100))).await.expect("a page")
    }

    /// The payloads of all events, newest first.
    pub async fn events(&self) -> Vec<String> {
        let look = self.store.snapshot("stage").await.expect("a snapshot");
        let filter = store::audit::Filter::default();
        let rows =
            store::audit::events(&look, &load(Scope::system()), &filter, 10_000).await.expect("events");
        look.close().await.expect("closed");
        rows.iter().map(|row| serde_json::to_string(&row.event).expect("plain")).collect()
    }
}

pub fn identity(n: u64) -> String {
    let body = format!("99000119900101{n:03}");
    let check = identity_check(&body).expect("seventeen digits");
    format!("{body}{check}")
}

pub const NAME: &str = "欧阳晓彤";
pub const PHONE: &str = "13812345678";

/// A section with these answers, by the names of their fields.
pub fn filled(section: Section, answers: &[(&str, &str)]) -> Filled {
    Filled { section, answers: Answers::default().with(answers.iter().copied()) }
}

pub fn person(identity: &str) -> Filled {
    named(NAME, identity, PHONE)
}

pub fn named(name: &str, identity: &str, phone: &str) -> Filled {
    filled(Section::Person, &[("name", name), ("identity", identity), ("phone", phone)])
}

pub fn service_part() -> Filled {
    let answers = [
        ("unit", "某县财政局国库股"),
        ("unit_level", "county"),
        ("unit_kind", "organ"),
        ("level_since", "2018-07-01"),
        ("joined", "2018-07-01"),
        ("post", "四级主任科员"),
        ("rank", "fourth_principal"),
        ("rank_since", "2022-07-01"),
        ("leading", "no_post"),
        ("grassroots_1_from", "２018-07-01"),
        ("grassroots_1_to", "2020-06-30"),
    ];
    filled(Section::Service, &answers)
}

pub fn record_part() -> Filled {
    let answers = [
        ("education_level", "postgraduate"),
        ("degree", "master"),
        ("study", "0301"),
        ("education", "某大学，环境法学"),
        ("politics", "party_member"),
        ("appraisal_year", "2025"),
        ("appraisal_1", "excellent"),
        ("appraisal_2", "competent"),
        ("appraisal_3", "competent"),
        ("excluded", "no"),
    ];
    filled(Section::Record, &answers)
}

pub fn family_part() -> Filled {
    filled(Section::Family, &[("recusal", "no")])
}

pub fn statement() -> Filled {
    let answers = [("recommended", "yes"), ("truthful", "yes"), ("remark", "曾借调省厅一年")];
    filled(Section::Statement, &answers)
}

pub fn reasons<T: std::fmt::Debug>(outcome: Result<T, Fault>) -> Vec<domain::reason::Reason> {
    match outcome {
        Err(Fault::Refused(reasons)) => reasons,
        other => panic!("not refused: {other:?}"),
    }
}
