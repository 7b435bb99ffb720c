//! The head of a list: `key: value` lines in a fixed order.

use core::fmt::Write;

use serde::{Deserialize, Serialize};
use thiserror::Error;
use time::Date;

use crate::calendar::{Instant, parse_date};
use crate::digest::{Digest, SealLink};
use crate::publicity::Period;
use crate::typed::is_shown;
use crate::workdays::iso;

/// First line of every list, with the version of the form.
const FORM: (&str, &str) = ("linxuan", "list 1");

/// What a list says of itself. Texts hold one line each; `None` leaves the line out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// Public code of the posting.
    pub posting: String,
    /// Title of the posting.
    pub title: String,
    /// Selecting authority.
    pub authority: String,
    /// What the list leads to: the key of the shortlist.
    pub stage: String,
    /// What the scheme calls the list.
    pub name: Option<String>,
    /// Version, from 1.
    pub version: u32,
    /// Why there is a new version; for versions above 1.
    pub reason: Option<String>,
    /// Digest of the version before; for versions above 1.
    pub supersedes: Option<Digest>,
    /// Number of the posting's revision in force when it was signed; 0 where none was numbered.
    pub revision: u32,
    /// Digest of the schemes, as [`crate::scheme::digest_of`] makes it.
    pub scheme: Digest,
    /// Digest of the rulings.
    pub rulings: Digest,
    /// For a list of proposed people: what was decided, and how long it is public.
    pub proposal: Option<Proposal>,
    /// Version of the program that computed it.
    pub engine: String,
    /// Number and link of the newest audit seal.
    pub audit_seal: Option<SealLink>,
    /// When it was published.
    pub published_at: Instant,
}

/// What the head of a list of proposed people says besides.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proposal {
    /// The body that decided.
    pub body: String,
    /// The day of its meeting.
    pub on: Date,
    /// The publicity period (公示).
    pub period: Period,
}

/// Why a head cannot be read or written.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum HeadFault {
    /// The first line is not that of a list.
    #[error("not a list of this program")]
    NotAList,
    /// A line is missing, stands twice, is out of order or not known.
    #[error("line `{0}` is missing, unknown or in the wrong place")]
    Line(String),
    /// A value cannot be read.
    #[error("the value of `{0}` cannot be read")]
    Value(String),
    /// A text holds a line break or another character that nobody sees, or begins or ends with a blank.
    #[error("`{0}` must be one plain line")]
    NotOneLine(String),
}

fn plain(text: &str) -> bool {
    text.chars().all(is_shown) && text.trim() == text
}

impl Head {
    /// The lines as they are sealed, each ended by LF.
    ///
    /// # Errors
    /// [`HeadFault::NotOneLine`].
    pub fn write(&self) -> Result<String, HeadFault> {
        self.lines(true)
    }

    /// The lines that do not age: without the newest audit seal and without when the list is published.
    ///
    /// # Errors
    /// [`HeadFault::NotOneLine`].
    pub(super) fn undated(&self) -> Result<String, HeadFault> {
        self.lines(false)
    }

    fn lines(&self, dated: bool) -> Result<String, HeadFault> {
        let version = self.version.to_string();
        let revision = self.revision.to_string();
        let supersedes = self.supersedes.map(|digest| digest.to_string());
        let seal = self.audit_seal.filter(|_| dated).map(|seal| seal.to_string());
        let decided = self.proposal.as_ref().map(|proposal| iso(proposal.on));
        let publicity = self.proposal.as_ref().map(|proposal| proposal.period.text());
        let (scheme, rulings) = (self.scheme.to_string(), self.rulings.to_string());
        let published = self.published_at.0.to_string();
        let clock = self.published_at.rfc3339();
        let lines = [
            (FORM.0, Some(FORM.1)),
            ("posting", Some(self.posting.as_str())),
            ("title", Some(&self.title)),
            ("authority", Some(&self.authority)),
            ("stage", Some(&self.stage)),
            ("name", self.name.as_deref()),
            ("version", Some(&version)),
            ("reason", self.reason.as_deref()),
            ("supersedes", supersedes.as_deref()),
            ("revision", Some(&revision)),
            ("scheme", Some(&scheme)),
            ("rulings", Some(&rulings)),
            ("decided_by", self.proposal.as_ref().map(|proposal| proposal.body.as_str())),
            ("decided_on", decided.as_deref()),
            ("publicity", publicity.as_deref()),
            ("engine", Some(&self.engine)),
            ("audit_seal", seal.as_deref()),
            ("published_at", dated.then_some(clock.as_str())),
            ("published_ms", dated.then_some(published.as_str())),
        ];
        let mut out = String::new();
        for (key, value) in lines {
            let Some(value) = value else { continue };
            if !plain(value) {
                return Err(HeadFault::NotOneLine(key.to_owned()));
            }
            // Writing to a String cannot fail.
            let _ = writeln!(out, "{key}: {value}");
        }
        Ok(out)
    }

    /// Reads the lines back; exactly what [`Head::write`] writes.
    ///
    /// # Errors
    /// [`HeadFault`].
    pub fn read(text: &str) -> Result<Self, HeadFault> {
        let mut lines = Lines(text.lines().peekable());
        if lines.take(FORM.0).as_deref() != Some(FORM.1) {
            return Err(HeadFault::NotAList);
        }
        let head = Self {
            posting: lines.need("posting")?,
            title: lines.need("title")?,
            authority: lines.need("authority")?,
            stage: lines.need("stage")?,
            name: lines.take("name"),
            version: number(&lines.need("version")?, "version")?,
            reason: lines.take("reason"),
            supersedes: lines.digest("supersedes")?,
            revision: number(&lines.need("revision")?, "revision")?,
            scheme: lines.digest("scheme")?.ok_or_else(|| HeadFault::Line("scheme".to_owned()))?,
            rulings: lines.digest("rulings")?.ok_or_else(|| HeadFault::Line("rulings".to_owned()))?,
            proposal: lines.proposal()?,
            engine: lines.need("engine")?,
            audit_seal: lines.seal("audit_seal")?,
            published_at: {
                lines.need("published_at")?;
                Instant(number(&lines.need("published_ms")?, "published_ms")?)
            },
        };
        match lines.0.next() {
            Some(line) => Err(HeadFault::Line(line.split(':').next().unwrap_or_default().to_owned())),
            None if head.write().as_deref() == Ok(text) => Ok(head),
            None => Err(HeadFault::Value("published_at".to_owned())),
        }
    }
}

struct Lines<'a>(core::iter::Peekable<core::str::Lines<'a>>);

impl Lines<'_> {
    fn take(&mut self, key: &str) -> Option<String> {
        let value = self.0.peek()?.strip_prefix(key)?.strip_prefix(": ")?.to_owned();
        self.0.next();
        Some(value)
    }

    fn need(&mut self, key: &str) -> Result<String, HeadFault> {
        self.take(key).ok_or_else(|| HeadFault::Line(key.to_owned()))
    }

    fn seal(&mut self, key: &str) -> Result<Option<SealLink>, HeadFault> {
        let read = |text: String| text.parse().map_err(|_| HeadFault::Value(key.to_owned()));
        self.take(key).map(read).transpose()
    }

    fn proposal(&mut self) -> Result<Option<Proposal>, HeadFault> {
        let Some(body) = self.take("decided_by") else { return Ok(None) };
        let value = |key: &str| HeadFault::Value(key.to_owned());
        let on = parse_date(&self.need("decided_on")?).ok_or_else(|| value("decided_on"))?;
        let period = Period::read(&self.need("publicity")?).ok_or_else(|| value("publicity"))?;
        Ok(Some(Proposal { body, on, period }))
    }

    fn digest(&mut self, key: &str) -> Result<Option<Digest>, HeadFault> {
        let read = |text: String| text.parse().map_err(|_| HeadFault::Value(key.to_owned()));
        self.take(key).map(read).transpose()
    }
}

fn number<T: core::str::FromStr>(text: &str, key: &str) -> Result<T, HeadFault> {
    text.parse().map_err(|_| HeadFault::Value(key.to_owned()))
}
