//! The worker process that looks through one file handed in with the crate `files`: what it is asked, what it answers, and the parent's side.
//!
//! Owns the form of the answer: a line of JSON that says what was taken or why not, then the bytes to keep, then nothing. Refuses an answer that
//! says another length than it has, takes too long, or breaks off.

use std::io::{Read, Write};
use std::path::PathBuf;

use domain::reason::UploadsWhy;
use domain::uploads::{Kind, LONGEST, PhotoSize};
use files::uploads::{self as checked, Taken};
use serde::{Deserialize, Serialize};
use tokio::io::{AsyncBufReadExt, AsyncReadExt, BufReader};
use tokio::process::ChildStdout;

use super::{Reader, end, feed, started};
use crate::fault::Fault;

/// Name of the subcommand that calls [`check_to`].
pub const CHECK: &str = "check-upload";
/// Longest first line of an answer.
const LINE: u64 = 4 << 10;

/// What a file is looked through as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Task {
    /// The picture that a photo of this size is cut from.
    Photo(PhotoSize),
    /// A certificate or the stamped form of an application.
    Certificate,
    /// A file of a notice, which everybody will read.
    Notice,
}

impl Task {
    /// Returns how each of them is written on the command line.
    pub const WORDS: [&str; 4] = ["photo", "photo:295x413x200", "certificate", "notice"];

    /// Returns its word on the command line: that of a photo says pixels and kilobytes.
    #[must_use]
    pub fn word(self) -> String {
        match self {
            Self::Photo(size) => format!("photo:{}", size.word()),
            Self::Certificate => "certificate".to_owned(),
            Self::Notice => "notice".to_owned(),
        }
    }

    /// Returns the one that `word` stands for; a photo that says no size is of the usual one.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        match word {
            "photo" => Some(Self::Photo(PhotoSize::USUAL)),
            "certificate" => Some(Self::Certificate),
            "notice" => Some(Self::Notice),
            other => other.strip_prefix("photo:").and_then(PhotoSize::from_word).map(Self::Photo),
        }
    }

    /// Looks a file through. Takes its time and the memory of what it decodes.
    ///
    /// # Errors
    /// What stands against the file.
    pub fn work(self, bytes: &[u8]) -> Result<Taken, UploadsWhy> {
        match self {
            Self::Photo(size) => {
                checked::whole_photo(bytes, size).map(|bytes| Taken { kind: Kind::Jpeg, bytes })
            }
            Self::Certificate => checked::certificate(bytes),
            Self::Notice => checked::notice(bytes),
        }
    }
}

/// The first line of an answer.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
enum Head {
    Taken { kind: Kind, length: u64 },
    Refused(UploadsWhy),
}

/// Reads a file from `input`, looks it through and writes the answer to `out`: the whole work of `linxuan check-upload`.
///
/// # Errors
/// The input's and the output's. A file that is refused is an answer.
pub fn check_to(task: Task, input: &mut impl Read, out: &mut impl Write) -> std::io::Result<()> {
    let limit = u64::try_from(LONGEST).unwrap_or(u64::MAX);
    let mut bytes = Vec::new();
    input.take(limit.saturating_add(1)).read_to_end(&mut bytes)?;
    let done = if bytes.len() > LONGEST {
        Err(UploadsWhy::TooLong { limit: u32::try_from(LONGEST).unwrap_or(u32::MAX) })
    } else {
        task.work(&bytes)
    };
    drop(bytes);
    let head = match &done {
        Ok(taken) => {
            Head::Taken { kind: taken.kind, length: u64::try_from(taken.bytes.len()).unwrap_or(u64::MAX) }
        }
        Err(why) => Head::Refused(*why),
    };
    writeln!(out, "{}", serde_json::to_string(&head)?)?;
    if let Ok(taken) = &done {
        out.write_all(&taken.bytes)?;
    }
    out.flush()
}

impl Reader {
    /// Looks a file through as `task` says, in the worker where there is one.
    ///
    /// # Errors
    /// What stands against the file, at `file`; [`UploadsWhy::Heavy`] where it took more time or memory than the worker has;
    /// [`Fault::Internal`] where no worker could be started.
    pub async fn check(&self, task: Task, bytes: Vec<u8>) -> Result<Taken, Fault> {
        let done = match &self.program {
            None => tokio::task::spawn_blocking(move || task.work(&bytes)).await.map_err(Fault::internal)?,
            Some(program) => self.check_with(program, task, bytes).await?,
        };
        done.map_err(|why| why.at("file").into())
    }

    async fn check_with(
        &self,
        program: &PathBuf,
        task: Task,
        bytes: Vec<u8>,
    ) -> Result<Result<Taken, UploadsWhy>, Fault> {
        let mut child = started(program, CHECK, format!("--as={}", task.word())).map_err(Fault::internal)?;
        let (Some(stdin), Some(stdout)) = (child.stdin.take(), child.stdout.take()) else {
            return Err(Fault::internal("a worker without ears"));
        };
        let work = async { tokio::join!(feed(stdin, bytes), heard(stdout)).1 };
        let answer = tokio::time::timeout(self.patience, work).await.ok().flatten();
        Ok(if let Some(done) = answer {
            done
        } else {
            tracing::warn!(task = task.word(), "the worker that looks a file through gave no answer");
            // Killed, or dead already.
            let _ = end(&mut child).await;
            Err(UploadsWhy::Heavy)
        })
    }
}

/// The answer; nothing where it does not end properly.
async fn heard(stdout: ChildStdout) -> Option<Result<Taken, UploadsWhy>> {
    let mut answer = BufReader::new(stdout);
    let mut line = Vec::new();
    (&mut answer).take(LINE).read_until(b'\n', &mut line).await.ok()?;
    let head = serde_json::from_slice(line.strip_suffix(b"\n")?).ok()?;
    let (kind, length) = match head {
        Head::Taken { kind, length } => (kind, length),
        Head::Refused(why) => return Some(Err(why)),
    };
    // What is written anew may be larger than what came, by some.
    let most = u64::try_from(LONGEST).ok()?.saturating_mul(2);
    let mut bytes = Vec::new();
    answer.take(most.min(length).saturating_add(1)).read_to_end(&mut bytes).await.ok()?;
    let whole = u64::try_from(bytes.len()).ok() == Some(length);
    whole.then_some(Ok(Taken { kind, bytes }))
}
