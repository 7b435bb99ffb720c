//! Templates: plain text with names in braces, checked when it is saved.
//!
//! `{number}` stands for a value, `{{` and `}}` for the signs themselves. There is nothing else: no condition, no markup.

use super::Kind;
use crate::placeholder::Placeholder;
use crate::reason::{FieldPath, MessagesWhy, Reason, Refusals};
use crate::typed::{Grounds, Line};

/// Longest subject of a template, in characters.
pub const LONGEST_SUBJECT: usize = 100;
/// Longest body of a template, in characters.
pub const LONGEST_BODY: usize = 4000;

#[derive(Clone, Debug, PartialEq, Eq)]
enum Piece {
    Plain(String),
    Open(Placeholder),
}

/// A checked template of one kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Template {
    subject: Vec<Piece>,
    body: Vec<Piece>,
}

/// What a template says about one record: one line, and lines that end with LF.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filled {
    /// The subject, one line.
    pub subject: String,
    /// The body.
    pub body: String,
}

impl Template {
    /// Reads a template of `kind`. Line ends become LF, the subject one line.
    ///
    /// # Errors
    /// Every fault at once, at `subject` or `body`: as [`Line::parse`] and [`Grounds::parse`]; a brace without its other half, a name
    /// that is none or not of this kind, each with line and column; a name that must stand in it and does not.
    pub fn parse(kind: Kind, subject: &str, body: &str) -> Result<Self, Vec<Reason>> {
        let (at_subject, at_body) = (FieldPath::new("subject"), FieldPath::new("body"));
        let mut all = Refusals::default();
        let subject = all.take(subject_line(subject, &at_subject));
        let body = all.take(Grounds::parse(body, &at_body).map(|text| text.as_str().to_owned()));
        let mut part = |text: Option<String>, at: &FieldPath, long: bool| {
            let found = pieces(kind, &text?, at, long);
            found.map_err(|faults| faults.into_iter().for_each(|fault| all.push(fault))).ok()
        };
        let (subject, body) = (part(subject, &at_subject, false), part(body, &at_body, true));
        if let (Some(subject), Some(body)) = (&subject, &body) {
            let stands =
                |name: &Placeholder| subject.iter().chain(body).any(|piece| *piece == Piece::Open(*name));
            for name in kind.needed().iter().filter(|name| !stands(name)) {
                all.push(MessagesWhy::Needed { name: *name }.at(&at_body));
            }
        }
        all.settle(subject.zip(body).map(|(subject, body)| Self { subject, body }))
    }

    /// Says the template with these values. A value in the subject loses its line ends.
    ///
    /// # Errors
    /// The first name for which there is no value.
    pub fn fill(&self, value: impl Fn(Placeholder) -> Option<String>) -> Result<Filled, Placeholder> {
        let say = |pieces: &[Piece]| -> Result<String, Placeholder> {
            let said = pieces.iter().map(|piece| match piece {
                Piece::Plain(text) => Ok(text.clone()),
                Piece::Open(name) => value(*name).ok_or(*name),
            });
            said.collect()
        };
        let subject = say(&self.subject)?;
        let subject = subject.split_whitespace().collect::<Vec<_>>().join(" ");
        Ok(Filled { subject, body: say(&self.body)? })
    }
}

fn subject_line(text: &str, at: &FieldPath) -> Result<String, Reason> {
    let line = Line::parse(text, at)?;
    let found = line.as_str().chars().count();
    if found > LONGEST_SUBJECT {
        let size = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let why = crate::reason::TypedWhy::Length { min: 1, max: size(LONGEST_SUBJECT), found: size(found) };
        return Err(why.at(at));
    }
    Ok(line.as_str().to_owned())
}

/// A place in a text: line and column, from 1, in characters.
#[derive(Clone, Copy)]
struct Spot {
    line: u32,
    column: u32,
}

fn pieces(kind: Kind, text: &str, at: &FieldPath, long: bool) -> Result<Vec<Piece>, Vec<Reason>> {
    let (mut found, mut plain, mut faults) = (Vec::new(), String::new(), Vec::new());
    let mut spot = Spot { line: 1, column: 0 };
    let mut chars = text.chars().peekable();
    while let Some(ch) = chars.next() {
        step(&mut spot, ch);
        match ch {
            '{' | '}' if chars.peek() == Some(&ch) => {
                chars.next();
                spot.column = spot.column.saturating_add(1);
                plain.push(ch);
            }
            '{' => {
                let begin = spot;
                match name(&mut chars, &mut spot) {
                    None => faults.push(MessagesWhy::Brace { line: begin.line, column: begin.column }.at(at)),
                    Some(word) => match known(kind, &word, begin, long) {
                        Ok(name) => {
                            found.push(Piece::Plain(std::mem::take(&mut plain)));
                            found.push(Piece::Open(name));
                        }
                        Err(why) => faults.push(why.at(at)),
                    },
                }
            }
            '}' => faults.push(MessagesWhy::Brace { line: spot.line, column: spot.column }.at(at)),
            other => plain.push(other),
        }
    }
    found.push(Piece::Plain(plain));
    found.retain(|piece| *piece != Piece::Plain(String::new()));
    if faults.is_empty() { Ok(found) } else { Err(faults) }
}

fn step(spot: &mut Spot, ch: char) {
    if ch == '\n' {
        *spot = Spot { line: spot.line.saturating_add(1), column: 0 };
    } else {
        spot.column = spot.column.saturating_add(1);
    }
}

/// The word up to the closing brace; `None` where the line ends before it or another brace opens.
fn name(chars: &mut std::iter::Peekable<std::str::Chars<'_>>, spot: &mut Spot) -> Option<String> {
    let mut word = String::new();
    while let Some(ch) = chars.next_if(|ch| !matches!(ch, '\n' | '{')) {
        step(spot, ch);
        if ch == '}' {
            return Some(word);
        }
        word.push(ch);
    }
    None
}

fn known(
    kind: Kind,
    word: &str,
    Spot { line, column }: Spot,
    long: bool,
) -> Result<Placeholder, MessagesWhy> {
    let name = Placeholder::from_word(word.trim()).ok_or(MessagesWhy::UnknownName { line, column })?;
    if !kind.placeholders().contains(&name) {
        return Err(MessagesWhy::NotOfKind { name, line, column });
    }
    if name.is_long() && !long {
        return Err(MessagesWhy::LongInSubject { name });
    }
    Ok(name)
}
