//! From nothing to a served selection: set-up, both halves, keys, schema, demonstration, address and sign-ins.

use std::net::{TcpListener, TcpStream};
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use crate::stage::Stages;
use crate::toolchain::Wasm;
use crate::{browser, flag, front, option, place, program, shell};

/// What was asked for on the command line.
pub struct Wish {
    release: bool,
    database: Option<String>,
    data: PathBuf,
    port: u16,
}

impl Wish {
    /// Takes our words out of the line.
    pub fn read(words: &mut Vec<String>) -> Result<Self> {
        let port = match option(words, "--port")? {
            None => 3000,
            Some(port) => {
                port.parse().ok().filter(|port| *port > 0).context("--port wants a number from 1 to 65535")?
            }
        };
        Ok(Self {
            release: flag(words, "--release"),
            database: option(words, "--database")?,
            data: option(words, "--data")?.map_or_else(|| PathBuf::from("data"), PathBuf::from),
            port,
        })
    }

    /// `linxuan WORD` on the wished data and database.
    fn linxuan(&self, program: &PathBuf, word: &str) -> Command {
        let mut command = program::linxuan(program, word);
        command.arg("--data").arg(&self.data);
        if let Some(url) = &self.database {
            command.args(["--database", url]);
        }
        command
    }
}

/// `cargo xtask run`.
pub fn run(wish: &Wish) -> Result<()> {
    if TcpListener::bind(("127.0.0.1", wish.port)).is_err() {
        bail!(
            "port {} is taken; type: cargo xtask run --port {}",
            wish.port,
            wish.port.wrapping_add(1).max(1024)
        );
    }
    let mut stages = Stages::new();
    let wasm = stages.must("wasm toolchain", Wasm::ensure)?;
    println!("   {}", wasm.name());
    stages.must("font of papers", browser::font)?;
    front::build(&mut stages, &wasm, wish.release)?;
    let program = stages.must("server half", || program::build(wish.release))?;
    let signs = stages.must("keys, schema, demonstration", || demonstration(wish, &program))?;
    serve(wish, &program, &mut stages, &signs)
}

/// Fills an empty database; one that has a selection keeps it. Answers the sign-ins.
fn demonstration(wish: &Wish, program: &PathBuf) -> Result<String> {
    let mut command = wish.linxuan(program, "demo");
    command.arg("--if-empty").stderr(Stdio::inherit());
    shell::read(&mut command).with_context(|| {
        format!(
            "the demonstration was not built; to start over, remove {} and type: cargo xtask run",
            wish.data.display()
        )
    })
}

/// Starts the server, tells people where, and stays until it ends.
fn serve(wish: &Wish, program: &PathBuf, stages: &mut Stages, signs: &str) -> Result<()> {
    let mut command = wish.linxuan(program, "serve");
    command.args(["--listen", &format!("127.0.0.1:{}", wish.port)]);
    if !wish.release {
        command.arg("--site").arg(place::site());
    }
    let mut server = command.spawn().context("the server did not start")?;
    stages.must("server", || {
        let until = Instant::now() + Duration::from_secs(60);
        while TcpStream::connect(("127.0.0.1", wish.port)).is_err() {
            if let Some(status) = server.try_wait()? {
                bail!("the server ended with {status}; what it said stands above");
            }
            if Instant::now() > until {
                let _ = server.kill();
                bail!("the server does not answer on port {} after a minute", wish.port);
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        Ok(())
    })?;
    stages.close()?;
    println!("\n   http://127.0.0.1:{}/        stop with Ctrl-C\n", wish.port);
    if signs.is_empty() {
        println!("   the database holds a selection of its own: sign in with its accounts");
    } else {
        println!("   role           sign-in        password");
        signs.lines().for_each(|line| println!("   {line}"));
    }
    println!();
    let status = server.wait()?;
    if !status.success() {
        bail!("the server ended with {status}");
    }
    Ok(())
}
