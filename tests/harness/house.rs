//! A server of the test's own: the program, a fresh data folder, a free port; stopped when dropped.

use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::sync::OnceLock;
use std::time::{Duration, Instant};

use tempfile::TempDir;

use crate::client::Client;
use crate::{given, postgres};

/// The setting that names the database.
const DATABASE: &str = "LINXUAN_DATABASE";

/// The demonstration, built once for the whole run and copied for each test that wants it.
static DEMONSTRATION: OnceLock<(TempDir, String)> = OnceLock::new();

/// A running server.
pub struct House {
    server: Child,
    data: TempDir,
    signs: String,
    port: u16,
    /// The database, where this run is on PostgreSQL.
    database: Option<String>,
}

/// A person who can sign in.
#[derive(Clone, Debug)]
pub struct SignIn {
    /// What goes into the account field.
    pub account: String,
    /// What goes into the password field.
    pub password: String,
}

impl House {
    /// A server on an empty, migrated database.
    pub fn empty() -> Self {
        let data = TempDir::new().expect("a temporary folder");
        let database = postgres::of_this_run();
        must_on(database.as_deref(), &["migrate", "--data", &path(data.path())]);
        Self::serve(data, String::new(), database)
    }

    /// A server on the demonstration; no other test sees what happens to it.
    pub fn demonstration() -> Self {
        let (template, signs) = DEMONSTRATION.get_or_init(|| {
            let data = TempDir::new().expect("a temporary folder");
            let signs = must(&["demo", "--data", &path(data.path())]);
            (data, signs)
        });
        let data = TempDir::new().expect("a temporary folder");
        copy(template.path(), data.path());
        Self::serve(data, signs.clone(), None)
    }

    /// A server on generated applications of `size` people, who have their tickets and no marks.
    pub fn generated(size: u32) -> Self {
        let data = TempDir::new().expect("a temporary folder");
        let signs = must(&["demo", "--data", &path(data.path()), "--size", &size.to_string()]);
        Self::serve(data, signs, None)
    }

    /// Another server on a copy of this one's data, as they lie on the disk now.
    #[must_use]
    pub fn twin(&self) -> Self {
        let data = TempDir::new().expect("a temporary folder");
        copy(self.data.path(), data.path());
        Self::serve(data, self.signs.clone(), None)
    }

    fn serve(data: TempDir, signs: String, database: Option<String>) -> Self {
        let port =
            TcpListener::bind(("127.0.0.1", 0)).and_then(|free| free.local_addr()).expect("a port").port();
        let log = std::fs::File::create(data.path().join("server.log")).expect("a log");
        let server = Command::new(given("LINXUAN_BIN"))
            .envs(database.iter().map(|url| (DATABASE, url)))
            .args(["serve", "--data", &path(data.path()), "--site", &given("LINXUAN_TEST_SITE")])
            .args(["--listen", &format!("127.0.0.1:{port}")])
            .stdin(Stdio::null())
            .stdout(log.try_clone().expect("a log"))
            .stderr(log)
            .spawn()
            .expect("the server starts");
        let mut house = Self { server, data, signs, port, database };
        house.wait();
        house
    }

    fn wait(&mut self) {
        let until = Instant::now() + Duration::from_secs(120);
        while TcpStream::connect(("127.0.0.1", self.port)).is_err() {
            let ended = self.server.try_wait().expect("a child");
            assert!(
                ended.is_none() && Instant::now() < until,
                "the server is not up: {ended:?}\n{}",
                self.log()
            );
            std::thread::sleep(Duration::from_millis(30));
        }
    }

    /// Port of 127.0.0.1.
    #[must_use]
    pub const fn port(&self) -> u16 {
        self.port
    }

    /// Somebody without a browser.
    #[must_use]
    pub const fn client(&self) -> Client {
        Client::nobody(self.port)
    }

    /// `http://127.0.0.1:PORT`.
    pub fn address(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// The data folder, for looking at what the server left behind.
    pub fn data(&self) -> &Path {
        self.data.path()
    }

    /// What the server said so far.
    pub fn log(&self) -> String {
        std::fs::read_to_string(self.data.path().join("server.log")).unwrap_or_default()
    }

    /// The printed sign-in of a role: the line `role account password` of `linxuan demo`.
    pub fn sign_in(&self, role: &str) -> SignIn {
        self.signs
            .lines()
            .find_map(|line| {
                let mut words = line.split_whitespace();
                let (first, account, password) = (words.next()?, words.next()?, words.next()?);
                (first == role).then(|| SignIn { account: account.to_owned(), password: password.to_owned() })
            })
            .unwrap_or_else(|| panic!("no sign-in for {role} in:\n{}", self.signs))
    }

    /// Opens the account of an administrator on this server's data; the password is chosen by the one-time code.
    ///
    /// # Panics
    /// Where the account is not opened, or the server does not take the code.
    pub fn administrator(&self, who: &SignIn) {
        let data = path(self.data.path());
        let words = ["create-admin", "--name", "管理员", "--sign-in", &who.account, "--data", &data];
        let said = must_on(self.database.as_deref(), &words);
        let code = said.lines().find_map(|line| line.strip_prefix("one-time code: ")).expect("a code");
        self.client().set_password(who, code);
    }

    /// The bytes of an address of this server, as a plain download gets them.
    ///
    /// # Panics
    /// Where the answer is not 200.
    pub fn download(&self, path: &str) -> Vec<u8> {
        let answer = self.client().get(path).expect("a whole answer");
        assert_eq!(answer.status, 200, "{path}: {}", answer.head);
        answer.body
    }

    /// Ends the server the hard way, as a power cut would.
    pub fn kill(&mut self) {
        self.server.kill().expect("a running server");
        self.server.wait().expect("a child");
    }
}

impl Drop for House {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
        if std::thread::panicking() {
            eprintln!("server log:\n{}", self.log());
        }
    }
}

/// Runs a subcommand to its end.
pub fn linxuan(words: &[&str]) -> Output {
    Command::new(given("LINXUAN_BIN")).args(words).stdin(Stdio::null()).output().expect("the program starts")
}

/// Runs a subcommand that must succeed; gives its standard output.
pub fn must(words: &[&str]) -> String {
    must_on(None, words)
}

/// The same on this database.
fn must_on(database: Option<&str>, words: &[&str]) -> String {
    let mut program = Command::new(given("LINXUAN_BIN"));
    program.args(words).envs(database.map(|url| (DATABASE, url))).stdin(Stdio::null());
    let output = program.output().expect("the program starts");
    let (out, err) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "linxuan {words:?}: {}\n{out}{err}", output.status);
    out.into_owned()
}

fn path(path: &Path) -> String {
    path.to_str().expect("a temporary folder in UTF-8").to_owned()
}

fn copy(from: &Path, to: &Path) {
    for entry in std::fs::read_dir(from).expect("a folder") {
        let entry = entry.expect("an entry");
        let target = to.join(entry.file_name());
        if entry.file_type().expect("a type").is_dir() {
            std::fs::create_dir(&target).expect("a folder");
            copy(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), &target).expect("a copy");
        }
    }
}
