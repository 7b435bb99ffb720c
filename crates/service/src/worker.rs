//! The parent's side of the worker processes that read what people hand in: sheets with the crate `sheets`, and, in [`check`], other files. Owns starting it, feeding it, its
//! time and the size of its answer, and killing it; refuses an answer that does not end properly. Without a program the
//! same code reads in this process, under the same limits.

mod check;

pub use check::{CHECK, Task, check_to};

use sheets::wire::{Line, parse};
use sheets::{Code, Collector, Event, Fault, Limits, Sheet, Source, read_whole};
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::process::Stdio;
use std::time::Duration;
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::process::{Child, ChildStdin, ChildStdout, Command};

/// Bytes of address space that the worker grants itself before it opens the file.
pub const MEMORY: u64 = 768 << 20;

/// Name of the subcommand that calls [`sheets::wire::read_sheet_to`].
pub const COMMAND: &str = "read-sheet";

/// Longest line of the answer: a row with every cell full.
const LINE: u64 = 16 << 20;

/// Reads sheets for use cases, and looks other files through.
#[derive(Clone, Debug)]
pub struct Reader {
    /// The program to start as a worker; `None` reads in this process.
    pub program: Option<PathBuf>,
    /// Bounds of one sheet.
    pub limits: Limits,
    /// Longest time for one sheet.
    pub patience: Duration,
}

impl Reader {
    /// A reader that starts `program read-sheet` for every file, with default bounds and one minute of patience.
    #[must_use]
    pub fn with_program(program: PathBuf) -> Self {
        Self { program: Some(program), ..Self::in_process() }
    }

    /// A reader without a worker.
    #[must_use]
    pub fn in_process() -> Self {
        Self { program: None, limits: Limits::default(), patience: Duration::from_secs(60) }
    }

    /// Reads one table whole.
    ///
    /// # Errors
    /// Every fault of the file; or one of the worker itself.
    pub async fn read(&self, name: &str, bytes: Vec<u8>) -> Result<Sheet, Vec<Fault>> {
        let mut collector = Collector::new(name);
        self.stream(name, bytes, &mut |event| collector.take(event)).await.map_err(|fault| vec![fault])?;
        collector.finish()
    }

    /// Reads one table and hands on events as they come.
    ///
    /// # Errors
    /// A fault of the worker; faults of the file come as events.
    pub async fn stream(
        &self,
        name: &str,
        bytes: Vec<u8>,
        sink: &mut (dyn FnMut(Event) -> ControlFlow<()> + Send),
    ) -> Result<(), Fault> {
        let Some(program) = &self.program else { return self.stream_here(name, bytes, sink).await };
        let work = self.stream_from(program, name, bytes, sink);
        let outcome = tokio::time::timeout(self.patience, work).await;
        outcome
            .unwrap_or(Err(Code::ReaderSlow { limit: self.patience.as_secs() }))
            .map_err(|code| code.of_file(name))
    }

    /// In this process, on a thread that may block.
    async fn stream_here(
        &self,
        name: &str,
        bytes: Vec<u8>,
        sink: &mut (dyn FnMut(Event) -> ControlFlow<()> + Send),
    ) -> Result<(), Fault> {
        let (file, limits) = (name.to_owned(), self.limits);
        let work =
            tokio::task::spawn_blocking(move || read_whole(Source { name: &file, bytes: &bytes }, &limits));
        let events: Vec<Event> = match work.await {
            Err(_) => return Err(Code::ReaderDied.of_file(name)),
            Ok(Err(faults)) => faults.into_iter().map(Event::Fault).collect(),
            Ok(Ok(sheet)) => {
                let rows =
                    sheet.rows.into_iter().map(Event::Row).chain(sheet.notes.into_iter().map(Event::Note));
                std::iter::once(Event::Header(sheet.header)).chain(rows).collect()
            }
        };
        let _ = events.into_iter().try_for_each(sink);
        Ok(())
    }

    async fn stream_from(
        &self,
        program: &PathBuf,
        name: &str,
        bytes: Vec<u8>,
        sink: &mut (dyn FnMut(Event) -> ControlFlow<()> + Send),
    ) -> Result<(), Code> {
        let printable: String = name.chars().filter(|c| !c.is_control()).take(200).collect();
        let child = started(program, COMMAND, format!("--name={printable}"));
        let mut child = child.map_err(|_| Code::ReaderMissing)?;
        let (Some(stdin), Some(stdout)) = (child.stdin.take(), child.stdout.take()) else {
            return Err(Code::ReaderMissing);
        };
        let cap = self.limits.inflated.saturating_mul(2);
        let ((), heard) = tokio::join!(feed(stdin, bytes), listen(stdout, cap, sink));
        match heard {
            Ok(Heard::Whole) => Ok(()),
            Ok(Heard::Enough) => end(&mut child).await,
            Err(code) => {
                end(&mut child).await?;
                Err(code)
            }
        }
    }
}

/// A worker knows nothing of our environment, and dies with us.
fn started(program: &PathBuf, command: &str, about: String) -> std::io::Result<Child> {
    Command::new(program)
        .arg(command)
        .arg(about)
        .env_clear()
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .kill_on_drop(true)
        .spawn()
}

async fn end(child: &mut Child) -> Result<(), Code> {
    child.kill().await.map_err(|_| Code::ReaderDied)
}

/// A worker that died early has closed its ears; its answer tells the rest.
async fn feed(mut stdin: ChildStdin, bytes: Vec<u8>) {
    let _ = stdin.write_all(&bytes).await;
    let _ = stdin.shutdown().await;
}

/// How listening ended.
enum Heard {
    /// With the closing line.
    Whole,
    /// The sink wants no more.
    Enough,
}

async fn listen(
    stdout: ChildStdout,
    cap: u64,
    sink: &mut (dyn FnMut(Event) -> ControlFlow<()> + Send),
) -> Result<Heard, Code> {
    let mut answer = BufReader::new(stdout);
    let mut line = Vec::new();
    let (mut events, mut total) = (0_u64, 0_u64);
    loop {
        line.clear();
        let read =
            (&mut answer).take(LINE).read_until(b'\n', &mut line).await.map_err(|_| Code::ReaderDied)?;
        total = total.saturating_add(u64::try_from(read).unwrap_or(u64::MAX));
        let Some(text) = line.strip_suffix(b"\n").filter(|_| total <= cap) else {
            return Err(Code::ReaderDied);
        };
        match parse(text) {
            Some(Line::End(count)) if count == events => return Ok(Heard::Whole),
            Some(Line::Event(event)) => {
                events += 1;
                if sink(event).is_break() {
                    return Ok(Heard::Enough);
                }
            }
            Some(Line::End(_)) | None => return Err(Code::ReaderDied),
        }
    }
}

#[cfg(test)]
mod tests;
