//! Revisions of a posting (公告版次): everything that is approved together, as canonical bytes.
//!
//! Owns: [`Contents`], its canonical text, the way back and its digest; the states of a version that was put forward; the
//! [`difference`] of two, and which of it is [`allowed`] when. Refuses: who may approve (`access`). Typed conditions
//! and schemes stand in it as the documents that are kept of them, because reading those needs more than this crate may name.
//!
//! The text is a head and then sections, each a name and a body; every piece stands after its length in bytes and a colon, so that
//! no word of a notice can be taken for a boundary. A posting without telephones, timetable or terms around a transfer has no section for them:
//! a section that comes later changes no digest of before.

pub mod allowed;
pub mod cut;
mod difference;

pub use difference::{Change, Pair, Stand, difference, lines_apart, schemes_apart};

use serde::{Deserialize, Serialize};

use crate::calendar::{Instant, Window};
use crate::columns::{About, Detail};
use crate::digest::Digest;
use crate::eligibility::Day;
use crate::posting::{Following, PositionTerms, PostingTerms, Telephones};
use crate::timetable::{Stage, StageKind, Timetable, When};
use crate::typed::{Label, Line, NoticeText, Words};
use crate::uploads::{Kind, NoticeFile};
use crate::word::words;

words! {
    /// Where a version stands that was put before the competent department.
    RevisionState {
        /// It waits for the competent department.
        Proposed = "proposed",
        /// It was approved, and was in force until the next.
        Approved = "approved",
        /// It was sent back with a reason.
        Returned = "returned",
        /// It was taken back with its posting before anybody settled it, or by its authors after it was approved with fewer places.
        Withdrawn = "withdrawn",
        /// It was approved with fewer places or without a position, and waits for its authors, or is followed by what they accepted.
        Cut = "cut",
    }
}

/// Everything that is approved together: whatever a candidate may rely on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contents {
    /// Title, authority, text, telephones, what surrounds a transfer, and registration window.
    pub terms: PostingTerms,
    /// The stages after registration; a posting may have no timetable.
    pub timetable: Timetable,
    /// The position table, by code.
    pub positions: Vec<PositionTerms>,
    /// The files of the notice, in their order.
    pub files: Vec<NoticeFile>,
    /// The typed conditions as they are kept, in JSON; empty where nothing is asked.
    pub conditions: String,
    /// The schemes as they are kept, in TOML.
    pub schemes: String,
}

/// The bytes are not those of a revision.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not the canonical text of a revision")]
pub struct NotARevision;

const HEAD: &str = "linxuan posting revision 1";

fn put(out: &mut String, text: &str) {
    out.push_str(&text.len().to_string());
    out.push(':');
    out.push_str(text);
}

fn section<'a>(out: &mut String, name: &str, pieces: impl IntoIterator<Item = &'a str>) {
    let mut body = String::new();
    for piece in pieces {
        put(&mut body, piece);
    }
    put(out, name);
    put(out, &body);
}

impl Contents {
    /// Returns the canonical text. Positions stand by code, whatever their order here.
    #[must_use]
    pub fn canonical(&self) -> String {
        let mut out = String::new();
        put(&mut out, HEAD);
        let (opens, closes) = (self.terms.registration.opens.0, self.terms.registration.closes.0);
        let (opens, closes) = (opens.to_string(), closes.to_string());
        let terms = [self.terms.title.as_str(), self.terms.authority.as_str(), self.terms.notice.as_str()];
        section(&mut out, "terms", terms.into_iter().chain([opens.as_str(), closes.as_str()]));
        let telephones = &self.terms.telephones;
        if !telephones.is_empty() {
            section(&mut out, "telephones", [telephones.enquiry(), telephones.supervision()]);
        }
        let following = self.terms.following;
        if !following.is_empty() {
            let (trial, service) = (following.trial.to_string(), following.service.to_string());
            section(&mut out, "following", [trial.as_str(), service.as_str()]);
        }
        for one in &self.timetable.0 {
            let name = one.name.as_ref().map_or("", Line::as_str);
            let when = match one.when {
                When::Open => Vec::new(),
                When::On(day) => vec![day.to_string()],
                When::Within(window) => vec![window.opens.0.to_string(), window.closes.0.to_string()],
            };
            let fixed = [one.kind.word(), name];
            section(&mut out, "stage", fixed.into_iter().chain(when.iter().map(String::as_str)));
        }
        let mut positions: Vec<&PositionTerms> = self.positions.iter().collect();
        positions.sort_by(|a, b| a.code.cmp(&b.code));
        for one in positions {
            let plan = one.plan.to_string();
            let fixed = [
                one.code.as_str(),
                one.unit.as_str(),
                one.title.as_str(),
                plan.as_str(),
                one.conditions.as_str(),
                one.scheme_name().unwrap_or_default(),
            ];
            let details = one
                .details
                .iter()
                .flat_map(|detail| [detail.title.as_str(), detail.text.as_str(), detail.about.word()]);
            section(&mut out, "position", fixed.into_iter().chain(details));
        }
        for one in &self.files {
            let (code, size, digest) = (one.code.to_string(), one.size.to_string(), one.digest.to_string());
            section(&mut out, "file", [&code, one.title.as_str(), one.kind.word(), &size, &digest]);
        }
        if !self.conditions.is_empty() {
            section(&mut out, "conditions", [self.conditions.as_str()]);
        }
        section(&mut out, "schemes", [self.schemes.as_str()]);
        out
    }

    /// Reads the canonical text.
    ///
    /// # Errors
    /// [`NotARevision`] for anything that [`Self::canonical`] does not write.
    pub fn parse(text: &str) -> Result<Self, NotARevision> {
        let mut pieces = Pieces(text);
        if pieces.take()? != HEAD || pieces.take()? != "terms" {
            return Err(NotARevision);
        }
        let terms = read_terms(Pieces(pieces.take()?))?;
        let mut found = Self {
            terms,
            timetable: Timetable::default(),
            positions: Vec::new(),
            files: Vec::new(),
            conditions: String::new(),
            schemes: String::new(),
        };
        while !pieces.0.is_empty() {
            let (name, body) = (pieces.take()?, Pieces(pieces.take()?));
            match name {
                "telephones" => found.terms.telephones = read_telephones(body)?,
                "following" => found.terms.following = read_following(body)?,
                "stage" => found.timetable.0.push(read_stage(body)?),
                "position" => found.positions.push(read_position(body)?),
                "file" => found.files.push(read_file(body)?),
                "conditions" => found.conditions = body.only()?.to_owned(),
                "schemes" => found.schemes = body.only()?.to_owned(),
                _ => return Err(NotARevision),
            }
        }
        // Sections in another order, or twice, are another text of the same contents: only one is canonical.
        if found.canonical() == text { Ok(found) } else { Err(NotARevision) }
    }

    /// Returns the digest of the canonical text: what the competent department sees and approves.
    #[must_use]
    pub fn digest(&self) -> Digest {
        Digest::of(self.canonical().as_bytes())
    }
}

struct Pieces<'a>(&'a str);

impl<'a> Pieces<'a> {
    fn take(&mut self) -> Result<&'a str, NotARevision> {
        let (length, rest) = self.0.split_once(':').ok_or(NotARevision)?;
        let (piece, rest) =
            rest.split_at_checked(length.parse().map_err(|_| NotARevision)?).ok_or(NotARevision)?;
        self.0 = rest;
        Ok(piece)
    }

    fn only(mut self) -> Result<&'a str, NotARevision> {
        let piece = self.take()?;
        if self.0.is_empty() { Ok(piece) } else { Err(NotARevision) }
    }
}

fn read_terms(mut body: Pieces<'_>) -> Result<PostingTerms, NotARevision> {
    let title = Line::stored(body.take()?.to_owned());
    let authority = Line::stored(body.take()?.to_owned());
    let notice = NoticeText::stored(body.take()?.to_owned());
    let mut moment = || Ok(Instant(body.take()?.parse().map_err(|_| NotARevision)?));
    let registration = Window { opens: moment()?, closes: moment()? };
    if body.0.is_empty() {
        let (telephones, following) = (Telephones::default(), Following::default());
        Ok(PostingTerms { title, authority, notice, telephones, following, registration })
    } else {
        Err(NotARevision)
    }
}

fn read_telephones(mut body: Pieces<'_>) -> Result<Telephones, NotARevision> {
    let enquiry = body.take()?;
    Ok(Telephones::stored(enquiry, body.only()?))
}

fn read_following(mut body: Pieces<'_>) -> Result<Following, NotARevision> {
    let trial = body.take()?.parse().map_err(|_| NotARevision)?;
    let service = body.only()?.parse().map_err(|_| NotARevision)?;
    Ok(Following { trial, service })
}

fn read_stage(mut body: Pieces<'_>) -> Result<Stage, NotARevision> {
    let kind = StageKind::from_word(body.take()?).ok_or(NotARevision)?;
    let name = Some(body.take()?).filter(|name| !name.is_empty()).map(|name| Line::stored(name.to_owned()));
    if body.0.is_empty() {
        return Ok(Stage { kind, name, when: When::Open });
    }
    let first = body.take()?;
    let when = if body.0.is_empty() {
        When::On(Day::try_from(first.to_owned()).map_err(|_| NotARevision)?)
    } else {
        let moment =
            |text: &str| text.parse().map(Instant).map_err(|_: std::num::ParseIntError| NotARevision);
        When::Within(Window { opens: moment(first)?, closes: moment(body.only()?)? })
    };
    Ok(Stage { kind, name, when })
}

fn read_position(mut body: Pieces<'_>) -> Result<PositionTerms, NotARevision> {
    let mut found = PositionTerms {
        code: Label::stored(body.take()?.to_owned()),
        unit: Line::stored(body.take()?.to_owned()),
        title: Line::stored(body.take()?.to_owned()),
        plan: body.take()?.parse().map_err(|_| NotARevision)?,
        conditions: Words::stored(body.take()?.to_owned()),
        scheme: Some(body.take()?).filter(|name| !name.is_empty()).map(|name| Label::stored(name.to_owned())),
        details: Vec::new(),
    };
    while !body.0.is_empty() {
        found.details.push(Detail {
            title: Line::stored(body.take()?.to_owned()),
            text: Words::stored(body.take()?.to_owned()),
            about: About::from_word(body.take()?).ok_or(NotARevision)?,
        });
    }
    Ok(found)
}

fn read_file(mut body: Pieces<'_>) -> Result<NoticeFile, NotARevision> {
    let found = NoticeFile {
        code: body.take()?.parse().map_err(|_| NotARevision)?,
        title: Line::stored(body.take()?.to_owned()),
        kind: Kind::from_word(body.take()?).ok_or(NotARevision)?,
        size: body.take()?.parse().map_err(|_| NotARevision)?,
        digest: body.take()?.parse().map_err(|_| NotARevision)?,
    };
    if body.0.is_empty() { Ok(found) } else { Err(NotARevision) }
}

#[cfg(test)]
mod tests;
