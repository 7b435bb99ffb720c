//! Starts the program in a folder of its own, with an empty environment.

use std::ffi::OsStr;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

/// The program in a fresh folder.
pub struct Program {
    folder: tempfile::TempDir,
    /// The database that it is told to use, where this run is on PostgreSQL.
    database: Option<String>,
}

impl Program {
    /// A fresh folder.
    pub fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap(), database: crate::postgres::of_this_run() }
    }

    /// A fresh folder with the embedded database, whichever this run is on.
    pub fn embedded() -> Self {
        Self { database: None, ..Self::new() }
    }

    /// The folder in which it runs.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// The address of its database.
    pub fn address(&self) -> String {
        let file = || format!("sqlite://{}", self.folder().join("data/linxuan.db").display());
        self.database.clone().unwrap_or_else(file)
    }

    /// The same folder with one more variable, for one run.
    pub fn with<'a>(&'a self, name: &str, value: &str) -> Run<'a> {
        Run { program: self, extra: (name.to_owned(), value.to_owned()) }
    }

    /// Runs it with these words.
    pub fn run(&self, words: &[impl AsRef<OsStr>]) -> Output {
        self.command(words).output().unwrap()
    }

    /// Runs it with something on standard input.
    pub fn feed(&self, words: &[&str], input: &[u8]) -> Output {
        let mut child = self
            .command(words)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        child.stdin.take().unwrap().write_all(input).unwrap();
        child.wait_with_output().unwrap()
    }

    /// Starts it, to be killed.
    pub fn start(&self, words: &[&str]) -> std::process::Child {
        self.command(words).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
    }

    fn command(&self, words: &[impl AsRef<OsStr>]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_linxuan"));
        command.args(words).current_dir(self.folder()).env_clear();
        command.envs(self.database.iter().map(|url| ("LINXUAN_DATABASE", url)));
        command
    }
}

/// One run with one more variable.
pub struct Run<'a> {
    program: &'a Program,
    extra: (String, String),
}

impl Run<'_> {
    /// Runs it.
    pub fn run(&self, words: &[&str]) -> Output {
        self.program.command(words).env(&self.extra.0, &self.extra.1).output().unwrap()
    }
}

/// Standard output.
pub fn text(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// Standard error.
pub fn error(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}
