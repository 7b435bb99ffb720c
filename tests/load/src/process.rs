//! The servers that are measured: each a process of its own on one core, with the time that it used.

use std::fs;
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

/// A server that is running; it is ended with this value.
pub struct Running {
    /// Its port on the loopback.
    pub port: u16,
    child: Child,
}

impl Drop for Running {
    fn drop(&mut self) {
        // It may have ended by itself; then there is nothing to end.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Running {
    /// Starts a command on the first core and waits until it listens.
    fn start(port: u16, mut command: Command) -> Result<Self, String> {
        let child = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
        let running = Self { port, child: child.map_err(|error| format!("{command:?}: {error}"))? };
        for _ in 0..200 {
            if TcpStream::connect(("127.0.0.1", port)).is_ok() {
                return Ok(running);
            }
            sleep(Duration::from_millis(100));
        }
        Err(format!("{command:?} does not listen"))
    }

    /// Returns the processor's time that this process and its children have used.
    pub fn cpu(&self) -> Result<Duration, String> {
        let mut ticks = 0;
        for entry in fs::read_dir("/proc").map_err(|error| error.to_string())?.flatten() {
            let Some((pid, parent, used)) = stat(&entry.path()) else { continue };
            if pid == self.child.id() || parent == self.child.id() {
                ticks += used;
            }
        }
        // A tick is a hundredth of a second on every Linux that is not built otherwise.
        Ok(Duration::from_millis(ticks * 10))
    }

    /// Waits until the program rests: until it used less than a twentieth of a core over two seconds. What a start and the people
    /// before leave to be done (prints, seals, reminders) then costs those nothing who are measured.
    pub fn rests(&self) -> Result<(), String> {
        const LOOK: Duration = Duration::from_secs(2);
        for _ in 0..60 {
            let before = self.cpu()?;
            std::thread::sleep(LOOK);
            if self.cpu()?.saturating_sub(before) < LOOK / 20 {
                return Ok(());
            }
        }
        Err("the program is still busy after two minutes".to_owned())
    }
}

/// Number, parent and used ticks of a process.
fn stat(folder: &Path) -> Option<(u32, u32, u64)> {
    let pid = folder.file_name()?.to_str()?.parse().ok()?;
    let line = fs::read_to_string(folder.join("stat")).ok()?;
    let fields: Vec<&str> = line.rsplit_once(')')?.1.split_whitespace().collect();
    let number = |at: usize| fields.get(at)?.parse::<u64>().ok();
    Some((pid, u32::try_from(number(1)?).ok()?, number(11)? + number(12)?))
}

/// What a server may use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cores {
    /// All there are.
    All,
    /// The first one, so that the load has the others.
    First,
}

/// On the first core only.
fn pinned(program: &Path) -> Command {
    let mut command = Command::new("taskset");
    command.args(["-c", "0"]).arg(program);
    command
}

/// Without the variables of the bench: the program refuses settings that it does not know.
fn own(mut command: Command, database: Option<&str>) -> Command {
    for variable in ["LINXUAN_BIN", "LINXUAN_TEST_SITE", "LINXUAN_TEST_PG"] {
        command.env_remove(variable);
    }
    if let Some(database) = database {
        command.env("LINXUAN_DATABASE", database);
    }
    command
}

fn free_port() -> Result<u16, String> {
    let listener = TcpListener::bind("127.0.0.1:0").map_err(|error| error.to_string())?;
    Ok(listener.local_addr().map_err(|error| error.to_string())?.port())
}

/// The program with the demonstration, as a release build serves it.
pub fn ours(folder: &Path) -> Result<Running, String> {
    let data = folder.join("data");
    demonstration(&data, None)?;
    serving(&data, None, Cores::First)
}

/// Makes the demonstration in a folder, with the database in it or on a server.
pub fn demonstration(data: &Path, database: Option<&str>) -> Result<(), String> {
    let mut command = own(Command::new(&program()?), database);
    let made = command.arg("demo").arg("--data").arg(data).stdout(Stdio::null()).status();
    if made.map_err(|error| error.to_string())?.success() {
        return Ok(());
    }
    Err("the demonstration could not be made".to_owned())
}

/// Serves what a folder holds, on the whole machine or on the first core.
pub fn serving(data: &Path, database: Option<&str>, on: Cores) -> Result<Running, String> {
    let site = std::env::var_os("LINXUAN_TEST_SITE").ok_or("LINXUAN_TEST_SITE names no folder")?;
    let port = free_port()?;
    let program = program()?;
    let command = match on {
        Cores::All => Command::new(&program),
        Cores::First => pinned(&program),
    };
    let mut command = own(command, database);
    command.arg("serve").arg("--data").arg(data).arg("--site").arg(&site);
    command.arg("--listen").arg(format!("127.0.0.1:{port}"));
    Running::start(port, command)
}

fn program() -> Result<PathBuf, String> {
    std::env::var_os("LINXUAN_BIN")
        .map(PathBuf::from)
        .ok_or_else(|| "LINXUAN_BIN names no program".to_owned())
}

/// Bare axum over the same bytes.
pub fn bare(folder: &Path) -> Result<Running, String> {
    let program = std::env::current_exe().map_err(|error| error.to_string())?;
    let port = free_port()?;
    let mut command = pinned(&program);
    command.arg("reference").arg(port.to_string()).arg(folder);
    Running::start(port, command)
}

/// nginx over the same files, each at its own name; none where it is not installed.
pub fn nginx(folder: &Path) -> Result<Option<Running>, String> {
    let program = Path::new("/usr/sbin/nginx");
    if !program.is_file() {
        return Ok(None);
    }
    let port = free_port()?;
    let root = folder.display();
    let configuration = format!(
        "daemon off; worker_processes 1; pid {root}/nginx.pid; error_log /dev/null; user root;\n\
         events {{ worker_connections 1024; }}\n\
         http {{ access_log off; sendfile on; tcp_nopush on; keepalive_requests 100000000; \
         open_file_cache max=100 inactive=1h; open_file_cache_valid 1h;\n\
         server {{ listen 127.0.0.1:{port}; root {root}; \
         location / {{ default_type 'text/html; charset=utf-8'; types {{}} add_header Content-Encoding br; }} }} }}\n"
    );
    let file = folder.join("nginx.conf");
    fs::write(&file, configuration).map_err(|error| error.to_string())?;
    let mut command = pinned(program);
    command.arg("-c").arg(&file).arg("-p").arg(folder);
    Running::start(port, command).map(Some)
}
