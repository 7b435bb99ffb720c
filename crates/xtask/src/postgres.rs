//! A PostgreSQL for tests and benches: Debian's server, a fresh cluster in a temporary folder, stopped at the end.
//! Refuses to touch a cluster that was there before.

use std::net::{TcpListener, TcpStream};
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use crate::{debian, place, shell};

/// Whether a commit waits for the disk.
#[derive(Clone, Copy)]
pub enum Commits {
    /// As in operation.
    Durable,
    /// For tests, whose cluster is thrown away.
    Hasty,
}

/// A running cluster; dropping it stops the server and removes its folder.
pub struct Postgres {
    server: Child,
    folder: PathBuf,
    port: u16,
}

impl Postgres {
    /// Installs the server program if need be.
    pub fn ensure() -> Result<()> {
        if programs().is_none() {
            debian::install(&["postgresql"], "the PostgreSQL server")?;
        }
        programs()
            .map(|_| ())
            .context("no /usr/lib/postgresql/*/bin/initdb; type: apt-get install postgresql")
    }

    /// Makes and starts a cluster on a free port of 127.0.0.1.
    pub fn start(commits: Commits) -> Result<Self> {
        let programs = programs().context("no PostgreSQL server; type: apt-get install postgresql")?;
        let place = match commits {
            Commits::Durable => std::env::temp_dir(),
            // Tests copy a database for each of them: hundreds of files, whose making on a disk takes most of a second and a processor.
            Commits::Hasty => place::scratch(),
        };
        let folder = place.join(format!("linxuan-pg-{}", std::process::id()));
        std::fs::create_dir_all(&folder)?;
        let user = Servant::choose(&folder)?;
        let cluster = folder.join("cluster");
        let mut initdb = user.command(&programs.join("initdb"));
        initdb
            .args(["-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync", "-D"])
            .arg(&cluster);
        shell::read(&mut initdb)?;
        let port = free_port()?;
        let mut server = user.command(&programs.join("postgres"));
        server.arg("-D").arg(&cluster).args(["-p", &port.to_string(), "-k"]).arg(&folder);
        let hasty: &[&str] = match commits {
            Commits::Durable => &[],
            // Hundreds of databases that live for seconds: looking after each is all that a vacuum would do.
            Commits::Hasty => {
                &["fsync=off", "synchronous_commit=off", "full_page_writes=off", "autovacuum=off"]
            }
        };
        let always = ["listen_addresses=127.0.0.1", "max_connections=200", "log_min_messages=fatal"];
        for setting in always.iter().chain(hasty) {
            server.args(["-c", setting]);
        }
        let log = std::fs::File::create(folder.join("log"))?;
        let server = server.stdout(log.try_clone()?).stderr(log).spawn().context("postgres did not start")?;
        let mut running = Self { server, folder, port };
        running.wait()?;
        Ok(running)
    }

    /// `postgres://…` of the cluster's own database.
    pub fn url(&self) -> String {
        format!("{}/postgres", self.address())
    }

    /// `postgres://…` without a database.
    pub fn address(&self) -> String {
        format!("postgres://postgres@127.0.0.1:{}", self.port)
    }

    fn wait(&mut self) -> Result<()> {
        let until = Instant::now() + Duration::from_secs(30);
        while TcpStream::connect(("127.0.0.1", self.port)).is_err() {
            if self.server.try_wait()?.is_some() || Instant::now() > until {
                let log = std::fs::read_to_string(self.folder.join("log")).unwrap_or_default();
                bail!("the test PostgreSQL did not come up:\n{log}");
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        Ok(())
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        // SIGQUIT stops postgres and its children at once; the cluster is thrown away anyhow.
        let _ = Command::new("kill").args(["-QUIT", &self.server.id().to_string()]).status();
        let _ = self.server.wait();
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

/// Who runs the server: PostgreSQL refuses root.
struct Servant(Option<(u32, u32)>);

impl Servant {
    fn choose(folder: &Path) -> Result<Self> {
        if !shell::is_root() {
            return Ok(Self(None));
        }
        let id = |flag: &str| -> Result<u32> {
            Ok(shell::read(shell::command("id").args([flag, "postgres"]))?.parse()?)
        };
        let (user, group) = (id("-u")?, id("-g")?);
        std::os::unix::fs::chown(folder, Some(user), Some(group))?;
        Ok(Self(Some((user, group))))
    }

    fn command(&self, program: &Path) -> Command {
        let mut command = Command::new(program);
        command.current_dir("/").stdin(Stdio::null());
        if let Some((user, group)) = self.0 {
            command.uid(user).gid(group);
        }
        command
    }
}

/// Newest `bin` folder that has what we start.
fn programs() -> Option<PathBuf> {
    let versions = std::fs::read_dir("/usr/lib/postgresql").ok()?;
    let mut found: Vec<(u32, PathBuf)> = versions
        .flatten()
        .filter_map(|entry| Some((entry.file_name().to_str()?.parse().ok()?, entry.path().join("bin"))))
        .filter(|(_, bin)| bin.join("initdb").is_file() && bin.join("postgres").is_file())
        .collect();
    found.sort();
    found.pop().map(|(_, bin)| bin)
}

/// A port that nobody listens on just now.
pub fn free_port() -> Result<u16> {
    Ok(TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port())
}
