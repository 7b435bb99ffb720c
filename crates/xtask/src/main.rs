//! `cargo xtask`: build, set-up, run and proof of the project, on a machine that has cargo and nothing else.
//! Refuses to be part of the product: no crate of ours is imported here and no crate imports this one.

mod bench;
mod browser;
mod check;
mod debian;
mod front;
mod npm;
mod place;
mod postgres;
mod program;
mod recount;
mod run;
mod shell;
mod site;
mod stage;
mod style;
mod test;
mod toolchain;

use anyhow::{Result, bail};

const HELP: &str = "\
cargo xtask COMMAND

  run [--release] [--database URL] [--data DIR] [--port N]
            set up, build, make keys, migrate, fill an empty database with the demonstration, serve
  test      everything: format, clippy, floors, unit, laws, both databases, program, HTTP, browser
  check     the quick half: format, clippy native and wasm, cargo-deny where installed, floors
  recount   the laws' random cases natively and as wasm by node: equal digests
  bench documents|marks|public|rank|ranking
            public: answers of public pages beside bare axum and nginx; rank: the command from file to file beside DuckDB;
            ranking: the engine beside sorting and DuckDB; as ratios, all in the same run
  front [--release]
            only the browser's half: wasm, script, style, assets into target/site

Examples
  cargo xtask run
  cargo xtask run --port 3100 --data /tmp/selection
  cargo xtask run --database postgres://linxuan@127.0.0.1/linxuan
  cargo xtask test
";

fn main() {
    if let Err(fault) = act() {
        eprintln!("\nxtask: {fault:#}");
        std::process::exit(1);
    }
}

fn act() -> Result<()> {
    let mut words = std::env::args().skip(1);
    let command = words.next().unwrap_or_default();
    let mut rest: Vec<String> = words.collect();
    if rest.iter().any(|word| word == "--help" || word == "-h") {
        print!("{HELP}");
        return Ok(());
    }
    std::env::set_current_dir(place::root())?;
    match command.as_str() {
        "run" => {
            let wish = run::Wish::read(&mut rest)?;
            nothing_left(&rest)?;
            run::run(&wish)
        }
        "front" => {
            let release = flag(&mut rest, "--release");
            nothing_left(&rest)?;
            front::alone(release)
        }
        "test" => nothing_left(&rest).and_then(|()| test::test()),
        "recount" => nothing_left(&rest).and_then(|()| recount::alone()),
        "bench" => {
            let what = if rest.is_empty() { String::new() } else { rest.remove(0) };
            nothing_left(&rest)?;
            bench::bench(&what)
        }
        "check" => nothing_left(&rest).and_then(|()| check::check()),
        "" | "help" | "--help" | "-h" => {
            print!("{HELP}");
            Ok(())
        }
        other => bail!("no command {other:?}\n\n{HELP}"),
    }
}

/// Takes a switch out of the words; says whether it stood there.
fn flag(words: &mut Vec<String>, name: &str) -> bool {
    let before = words.len();
    words.retain(|word| word != name);
    words.len() != before
}

/// Takes `--name value` or `--name=value` out of the words.
fn option(words: &mut Vec<String>, name: &str) -> Result<Option<String>> {
    let joined = format!("{name}=");
    if let Some(at) = words.iter().position(|word| word.starts_with(&joined)) {
        return Ok(words.remove(at).strip_prefix(&joined).map(str::to_owned));
    }
    let Some(at) = words.iter().position(|word| word == name) else { return Ok(None) };
    if at + 1 >= words.len() {
        bail!("{name} wants a value\n\n{HELP}");
    }
    words.remove(at);
    Ok(Some(words.remove(at)))
}

fn nothing_left(words: &[String]) -> Result<()> {
    match words.first() {
        None => Ok(()),
        Some(word) => bail!("{word:?} is not understood here\n\n{HELP}"),
    }
}
