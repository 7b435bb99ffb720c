//! Databases for tests, and a small world of people and postings to start from.

use std::sync::atomic::{AtomicU64, Ordering};

use domain::access::{
    self, AccountKind, Act, Assignment, Caller, Origin, Permit, Person, Reach, Role, Scope, Who, usual,
};
use domain::calendar::{Instant, Window};
use domain::course::Waiting;
use domain::digest::Digest;
use domain::id::{AccountId, ApplicationId, Code, PersonId, PositionId, PostingId};
use domain::lifecycle::ApplicationState as State;
use domain::posting::{PositionCells, PositionTerms, PostingTerms};
use domain::reason::FieldPath;
use domain::typed::{Line, NoticeText, SignInName};
use sea_orm::{ConnectionTrait, Database, DbBackend, Statement};
use store::applications::{self, Content};
use store::connect::Settings;
use store::{Binder, Store, people, postings};

use crate::migrated;

/// A migrated database of one test.
pub struct Db {
    pub store: Store,
    url: String,
    kind: Kind,
}

enum Kind {
    Sqlite(#[expect(dead_code, reason = "deletes the folder when dropped")] tempfile::TempDir),
    Postgres { server: String, name: String },
}

static NUMBER: AtomicU64 = AtomicU64::new(1);

impl Db {
    /// A temporary file.
    pub async fn sqlite() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let url = migrated::file(folder.path(), "contract.db").await;
        Self::open(url, Kind::Sqlite(folder)).await
    }

    /// A database of its own on the server.
    pub async fn postgres() -> Option<Self> {
        let address = std::env::var("LINXUAN_TEST_PG").ok()?;
        let url = migrated::database(&address).await;
        let (server, name) = url.rsplit_once('/').expect("an address with a database");
        let kind = Kind::Postgres { server: server.to_owned(), name: name.to_owned() };
        Some(Self::open(url, kind).await)
    }

    async fn open(url: String, kind: Kind) -> Self {
        let store = Store::connect(&Settings::new(&url)).await.unwrap();
        Self { store, url, kind }
    }

    /// The store with a key, as the program uses it. Worlds are set up by the one without, whose rows count as written past the
    /// program.
    pub fn bound(&self) -> Store {
        let mac = |bytes: &[u8]| *Digest::of(&[b"key".as_slice(), bytes].concat()).as_bytes();
        self.store.clone().bound_by(Binder::new(7, mac))
    }

    /// The first column of each row of a query, past the store.
    pub async fn words(&self, sql: &str) -> Vec<String> {
        let db = Database::connect(&self.url).await.unwrap();
        let rows = db.query_all_raw(Statement::from_string(db.get_database_backend(), sql)).await.unwrap();
        db.close().await.unwrap();
        rows.iter().map(|row| row.try_get_by_index::<String>(0).unwrap()).collect()
    }

    pub fn url(&self) -> &str {
        &self.url
    }

    pub fn is_sqlite(&self) -> bool {
        matches!(self.kind, Kind::Sqlite(_))
    }

    /// Statements past the store, as somebody with the database's password would run them; `Err` is the message.
    pub async fn force(&self, statements: &[&str]) -> Result<(), String> {
        let db = Database::connect(&self.url).await.unwrap();
        for statement in statements {
            db.execute_unprepared(statement).await.map_err(|error| error.to_string())?;
        }
        db.close().await.unwrap();
        Ok(())
    }

    /// Every column of the schema as `table.column`.
    pub async fn columns(&self) -> Vec<String> {
        let sql = "SELECT m.name || '.' || p.name FROM sqlite_master m, pragma_table_info(m.name) p \
                   WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%' AND m.name <> 'seaql_migrations'";
        let db = Database::connect(&self.url).await.unwrap();
        let rows = db.query_all_raw(Statement::from_string(DbBackend::Sqlite, sql)).await.unwrap();
        db.close().await.unwrap();
        rows.iter().map(|row| row.try_get_by_index(0).unwrap()).collect()
    }

    pub async fn finish(self) {
        self.store.close().await.unwrap();
        if let Kind::Postgres { server, name } = &self.kind {
            migrated::run(server, &format!("DROP DATABASE {name} WITH (FORCE)")).await;
        }
    }
}

pub fn code() -> Code {
    Code::from_bits(NUMBER.fetch_add(1, Ordering::Relaxed).wrapping_mul(0x9E37_79B9_7F4A_7C15))
}

pub const NOW: Instant = Instant(1_790_000_000_000);

pub fn later(seconds: i64) -> Instant {
    NOW.plus_seconds(seconds)
}

pub fn system() -> Caller {
    Caller::system("test")
}

pub fn nobody() -> Caller {
    Caller { who: Who::Anonymous, origin: Origin::default() }
}

pub fn caller(id: PersonId, role: Role, postings: &[PostingId]) -> Caller {
    let name = if role == Role::Candidate { String::new() } else { format!("{} name", role.word()) };
    let mut assignments = vec![Assignment { role, reach: usual(role) }];
    assignments.extend(postings.iter().map(|posting| Assignment { role, reach: Reach::Posting(*posting) }));
    let person =
        Person { id, account: AccountId(id.0), name, assignments, postings: Vec::new(), session: None };
    Caller {
        who: Who::Person(person),
        origin: Origin { request: "r-1".to_owned(), address: "127.0.0.1".to_owned() },
    }
}

pub fn permit<A: Act>(caller: &Caller, scope: Scope) -> Permit<A> {
    access::ask(caller, scope).unwrap()
}

pub fn terms(title: &str) -> PostingTerms {
    let field = FieldPath::new("x");
    PostingTerms {
        title: Line::parse(title, &field).unwrap(),
        authority: Line::parse("Office", &field).unwrap(),
        notice: NoticeText::stored("Words.".to_owned()),
        telephones: domain::posting::Telephones::stored("12345", ""),
        following: domain::posting::Following { trial: 30, service: 36 },
        registration: Window { opens: later(-100), closes: later(1000) },
    }
}

pub fn position(number: &str, plan: &str) -> (Code, PositionTerms) {
    let cells = PositionCells {
        code: number,
        unit: "Unit",
        title: "Title",
        plan,
        conditions: "Conditions",
        ..PositionCells::default()
    };
    (code(), PositionTerms::read("positions.1", &cells).unwrap())
}

pub fn complete(index: u8) -> Content {
    Content {
        name_sealed: Some(vec![index; 9]),
        identity_sealed: Some(vec![index; 20]),
        identity_index: Some(vec![index; 32]),
        phone_sealed: Some(vec![index; 12]),
        phone_index: None,
        person_index: None,
        unit_sealed: Some(vec![index; 8]),
        answers_sealed: Some(vec![index; 7]),
    }
}

/// A posting with two positions, a screener, a clerk, a publisher and an approver.
pub struct World {
    pub posting: PostingId,
    pub posting_code: Code,
    pub positions: Vec<PositionId>,
    pub screener: Caller,
    pub clerk: Caller,
    pub publisher: Caller,
    pub approver: Caller,
}

impl World {
    /// What waits in the posting for somebody: kind and number, without what they put forward themselves.
    pub async fn waits(&self, db: &Db, caller: &Caller) -> Vec<(Waiting, u32)> {
        let look = db.store.snapshot("waiting").await.unwrap();
        let found = store::waiting::of(&look, &[self.posting], caller.id()).await.unwrap();
        look.close().await.unwrap();
        assert!(found.iter().all(|one| one.0 == self.posting && one.3 >= NOW));
        found.into_iter().map(|one| (one.1, one.2)).collect()
    }

    pub fn scope(&self) -> Scope {
        Scope::posting(self.posting, &[self.screener.id().unwrap()])
    }

    /// The scope of things that nobody has a special hand in.
    pub fn plain(&self) -> Scope {
        Scope::posting(self.posting, &[])
    }
}

pub async fn account(db: &Db, role: Role, name: &str) -> PersonId {
    let tx = db.store.write("account").await.unwrap();
    let opener = permit::<access::OpenStaffAccount>(&system(), Scope::system());
    let sign_in = SignInName::parse(name, &FieldPath::new("name")).unwrap();
    let candidate = role == Role::Candidate;
    let new = people::NewAccount {
        code: code(),
        owner: people::Owner::New { code: code(), name: if candidate { "" } else { name } },
        kind: if candidate { AccountKind::Candidate } else { AccountKind::Staff },
        sign_in: &sign_in,
        verifier: None,
        one_time: None,
        at: NOW,
    };
    let (_, id) = people::insert(&tx, &opener, &new).await.unwrap();
    tx.commit().await.unwrap();
    id
}

pub async fn world(db: &Db) -> World {
    let screener = account(db, Role::Screener, "screener").await;
    let clerk = account(db, Role::Clerk, "clerk").await;
    let publisher = account(db, Role::Publisher, "publisher").await;
    let approver = account(db, Role::Approver, "approver").await;
    let starter = caller(screener, Role::Screener, &[]);
    let posting_code = code();

    let tx = db.store.write("world").await.unwrap();
    let create = permit::<access::CreatePosting>(&starter, Scope::system());
    let new =
        postings::NewPosting { code: posting_code, terms: &terms("A selection"), by: screener, at: NOW };
    let posting = postings::insert(&tx, &create, &new).await.unwrap();
    for (person, role) in [(screener, Role::Screener), (clerk, Role::Clerk), (publisher, Role::Publisher)] {
        let held = Assignment { role, reach: Reach::Posting(posting) };
        let new = people::NewAssignment { code: code(), person, held: &held, until: None, at: NOW };
        assert!(people::give(&tx, &create, &new).await.unwrap());
    }
    let screener = caller(screener, Role::Screener, &[posting]);
    let edit = permit::<access::EditPosting>(&screener, Scope::posting(posting, &[]));
    let table = [position("0010", "2"), position("0002", "1")];
    postings::positions::replace(&tx, &edit, 1, &table).await.unwrap();
    let positions =
        postings::positions::all(&tx, &edit).await.unwrap().into_iter().map(|row| row.id).collect();
    tx.commit().await.unwrap();
    World {
        posting,
        posting_code,
        positions,
        screener,
        clerk: caller(clerk, Role::Clerk, &[posting]),
        publisher: caller(publisher, Role::Publisher, &[posting]),
        approver: caller(approver, Role::Approver, &[]),
    }
}

/// A candidate with an application in the first position, brought to `state`.
pub async fn applicant(db: &Db, world: &World, index: u8, state: State) -> (Caller, ApplicationId) {
    let account = account(db, Role::Candidate, &format!("candidate{index}")).await;
    let who = caller(account, Role::Candidate, &[]);
    let tx = db.store.write("applicant").await.unwrap();
    let start = permit::<access::StartApplication>(&who, Scope::own(account, Some(world.posting)));
    let new = applications::NewApplication {
        code: code(),
        posting: world.posting,
        position: world.positions[0],
        content: &complete(index),
        at: NOW,
    };
    let id = applications::insert(&tx, &start, &new).await.unwrap();
    let own = Scope::own(account, Some(world.posting));
    let mut version = 1;
    if state != State::Draft {
        let submit = permit::<access::SubmitApplication>(&who, own);
        let at = later(i64::from(index));
        applications::turn(&tx, &submit, (id, version), (State::Draft, State::Submitted), at).await.unwrap();
        version += 1;
    }
    if state == State::Passed || state == State::Refused {
        let screen = permit::<access::ScreenApplication>(&world.screener, world.plain());
        applications::turn(&tx, &screen, (id, version), (State::Submitted, state), later(300)).await.unwrap();
    }
    tx.commit().await.unwrap();
    (who, id)
}
