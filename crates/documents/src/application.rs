//! The papers of one application: the receipt of what was sent, and the recommendation form (报名推荐表) to be signed and
//! stamped.
//!
//! Owns: how the answers of a form become lines and tables, by the table of fields alone: no field is known here. Refuses: an
//! answer that was not sent, and anything that changes after it was sent.

use domain::calendar::Instant;
use domain::digest::Digest;
use domain::id::Code;
use domain::registration::{Answers, Block, Field, FieldKind, Form, Group, Section, Spot, derived};
use domain::timetable::Timetable;
use domain::view::uploads::SentFile;
use serde::Serialize;
use serde_json::Value;
use text::numbers::{bytes, colon};
use text::{Lang, applications, dates, papers as t, parts, public, registration, revisions, uploads};

use crate::engine::{Beside, Head, LeftOut, NotPrinted, Papers, Run, Template, photo_at, values};
use crate::frame::Frame;
use crate::stages::{Stages, stages};
use crate::target::Target;

/// What was sent, as it was kept.
#[derive(Clone, Copy, Debug)]
pub struct Printed<'a> {
    /// Which application, for which position.
    pub target: Target<'a>,
    /// The how many-eth submission, from 1.
    pub number: u32,
    /// Number of the posting's revision that was in force; 0 where none was numbered.
    pub revision: u32,
    /// When the server received it.
    pub received_at: Instant,
    /// Every answer.
    pub answers: &'a Answers,
    /// SHA-256 of the document that was kept.
    pub digest: Digest,
    /// The photo that was sent, a JPEG of the program's own making; the form shows it.
    pub photo: Option<&'a [u8]>,
    /// The photo and the certificates that went with it.
    pub files: &'a [SentFile],
    /// The stages as they are announced when the paper is printed; the receipt names them.
    pub timetable: &'a Timetable,
}

/// One answer, or one fact of the paper. `long` where it needs the width of the paper, `stacked` where its label is a sentence.
#[derive(Serialize)]
struct Line {
    field: String,
    label: String,
    value: String,
    long: bool,
    stacked: bool,
}

/// What stands in a section one below the other.
#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
enum Part {
    /// Lines.
    Lines { lines: Vec<Line> },
    /// The rows of a block.
    Rows { title: String, heads: Vec<String>, rows: Vec<Vec<String>> },
}

#[derive(Serialize)]
struct Paragraph {
    field: &'static str,
    title: &'static str,
    parts: Vec<Part>,
}

/// The words of the places for hands: signature, opinions, stamps.
#[derive(Serialize)]
struct Signed {
    photo: &'static str,
    /// Digest of the photo that stands in the place for it, if one does.
    pictured: Option<String>,
    promise: &'static str,
    signature: &'static str,
    date: &'static str,
    stamp: &'static str,
    opinions: [&'static str; 3],
    voided: &'static str,
}

/// The values of the templates.
#[derive(Serialize)]
struct Paper {
    #[serde(flatten)]
    frame: Frame,
    target: Vec<Line>,
    facts: Vec<(String, String)>,
    sections: Vec<Paragraph>,
    signed: Option<Signed>,
    proves: Option<&'static str>,
    stages: Option<Stages>,
}

/// Labels of more characters stand above their answer.
const LABEL: usize = 14;

/// Prints the receipt: everything that was sent, the time, the number, the digest.
///
/// # Errors
/// [`NotPrinted`].
pub fn receipt(papers: &Papers, lang: Lang, of: &Printed<'_>) -> Result<Vec<u8>, NotPrinted> {
    papers.print(one((Kind::Receipt, lang), of)?)
}

/// Prints the recommendation form with its version code, the place for the photo, and those for signature and stamps.
///
/// # Errors
/// [`NotPrinted`].
pub fn form(papers: &Papers, lang: Lang, of: &Printed<'_>) -> Result<Vec<u8>, NotPrinted> {
    papers.print(one((Kind::Form, lang), of)?)
}

/// Which of the two papers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The receipt.
    Receipt,
    /// The recommendation form.
    Form,
}

/// Papers of many applications of one posting in one file, for a print shop: fonts stand in it once.
#[derive(Debug)]
pub struct Many {
    /// The file.
    pub bytes: Vec<u8>,
    /// How many papers it holds.
    pub printed: u32,
    /// The applications that are named on its last page, because they have no paper in it.
    pub left_out: Vec<Code>,
}

/// Prints a paper of every application, each on pages of its own, numbered as if it stood alone. What has a character that cannot be drawn,
/// or a photo that is no picture, is left out, and named on a last page together with those of `absent`.
///
/// # Errors
/// [`NotPrinted`], for reasons that concern all of them.
pub fn many(
    papers: &Papers,
    (kind, lang): (Kind, Lang),
    all: &[Printed<'_>],
    absent: &[Code],
) -> Result<Many, NotPrinted> {
    let mut left_out = absent.to_vec();
    let mut good = Vec::with_capacity(all.len());
    for of in all {
        let paper = (of, values(&kind.values(lang, of))?);
        if papers.draws(&paper.1)? {
            good.push(paper);
        } else {
            left_out.push(of.target.code);
        }
    }
    match together(papers, (kind, lang), &good, &left_out) {
        Err(NotPrinted::Template(_)) if !good.is_empty() => {
            let alone =
                |one: &Paged<'_, '_>| together(papers, (kind, lang), std::slice::from_ref(one), &[]).is_ok();
            let (good, bad): (Vec<Paged<'_, '_>>, Vec<Paged<'_, '_>>) = good.into_iter().partition(alone);
            left_out.extend(bad.iter().map(|(of, _)| of.target.code));
            together(papers, (kind, lang), &good, &left_out)
        }
        done => done,
    }
}

/// What is printed, and the values of its paper.
type Paged<'a, 'b> = (&'b Printed<'a>, Value);

/// The file of these, all of which can be printed.
fn together(
    papers: &Papers,
    of: (Kind, Lang),
    all: &[Paged<'_, '_>],
    left_out: &[Code],
) -> Result<Many, NotPrinted> {
    let page = parts::page_of(of.1, "{p}", "{n}");
    let bytes = papers.print(run(of, &page, all, left_out))?;
    let printed = u32::try_from(all.len()).unwrap_or(u32::MAX);
    Ok(Many { bytes, printed, left_out: left_out.to_vec() })
}

/// The file of one paper.
fn one<'a>((kind, lang): (Kind, Lang), of: &Printed<'a>) -> Result<Run<'a>, NotPrinted> {
    Ok(run((kind, lang), "", &[(of, values(&kind.values(lang, of))?)], &[]))
}

fn run<'a>((kind, lang): (Kind, Lang), page: &'a str, all: &[Paged<'a, '_>], left_out: &[Code]) -> Run<'a> {
    let (author, subject) = all.first().map_or(("", ""), |(of, _)| (of.target.authority, of.target.posting));
    let missing = (!left_out.is_empty()).then(|| LeftOut {
        lang: lang.code(),
        title: t::left_out_title(lang),
        words: t::left_out_words(lang),
        codes: left_out.iter().map(ToString::to_string).collect(),
        footer: subject,
        page,
    });
    Run {
        template: kind.template(),
        head: Head { title: kind.title(lang), author, subject, left_out: missing },
        papers: all.iter().map(|(_, paper)| paper.clone()).collect(),
        beside: photos(kind, all),
    }
}

/// The photo of each under the name of its place in the file.
fn photos(kind: Kind, all: &[Paged<'_, '_>]) -> Beside {
    let photo =
        |(at, (of, _)): (usize, &Paged<'_, '_>)| kind.photo(of).map(|bytes| (photo_at(at), bytes.to_vec()));
    all.iter().enumerate().filter_map(photo).collect()
}

impl Kind {
    const fn template(self) -> Template {
        match self {
            Self::Receipt => Template::Receipt,
            Self::Form => Template::Form,
        }
    }

    fn title(self, lang: Lang) -> &'static str {
        match self {
            Self::Receipt => t::receipt_title(lang),
            Self::Form => t::form_title(lang),
        }
    }

    fn values(self, lang: Lang, of: &Printed<'_>) -> Paper {
        match self {
            Self::Receipt => receipt_values(lang, of),
            Self::Form => form_values(lang, of),
        }
    }

    /// The form shows the photo.
    fn photo<'a>(self, of: &Printed<'a>) -> Option<&'a [u8]> {
        of.photo.filter(|_| self == Self::Form)
    }
}

/// Lays a paper out without writing it, for tests that read what stands on its pages.
#[cfg(test)]
pub(crate) fn laid_out(
    papers: &Papers,
    lang: Lang,
    of: &Printed<'_>,
    is_form: bool,
) -> Result<typst_layout::PagedDocument, NotPrinted> {
    let kind = if is_form { Kind::Form } else { Kind::Receipt };
    Ok(papers.lay_out(one((kind, lang), of)?)?.0)
}

/// The same of many.
#[cfg(test)]
pub(crate) fn laid_out_many(
    papers: &Papers,
    of: (Kind, Lang),
    all: &[Printed<'_>],
    left_out: &[Code],
) -> Result<typst_layout::PagedDocument, NotPrinted> {
    let page = parts::page_of(of.1, "{p}", "{n}");
    let paper = |one| Ok((one, values(&of.0.values(of.1, one))?));
    let all: Vec<_> = all.iter().map(paper).collect::<Result<_, NotPrinted>>()?;
    Ok(papers.lay_out(run(of, &page, &all, left_out))?.0)
}

fn receipt_values(lang: Lang, of: &Printed<'_>) -> Paper {
    let digest = of.digest.grouped();
    let footer = format!("{}{}{digest}", parts::digest(lang), colon(lang));
    let mut shared = paper((lang, t::receipt_title(lang)), of, footer);
    shared.sections.extend(files(lang, of));
    let revision = revisions::under(lang, of.revision);
    let mut facts = vec![
        (applications::receipt_number(lang).to_owned(), of.target.code.to_string()),
        (applications::received_at(lang).to_owned(), dates::moment(lang, of.received_at.0)),
        (applications::receipt_round(lang).to_owned(), of.number.to_string()),
        (applications::receipt_digest(lang).to_owned(), digest),
    ];
    facts.extend(revision.map(|no| (revisions::title(lang).to_owned(), no)));
    Paper {
        facts,
        signed: None,
        proves: Some(t::receipt_proves(lang)),
        stages: stages(lang, of.timetable),
        ..shared
    }
}

fn form_values(lang: Lang, of: &Printed<'_>) -> Paper {
    let code = of.digest.version_code();
    let facts = vec![
        (t::version_code(lang).to_owned(), code.clone()),
        (applications::number(lang).to_owned(), of.target.code.to_string()),
        (applications::received_at(lang).to_owned(), dates::moment(lang, of.received_at.0)),
    ];
    let footer = format!("{} · {}", t::version_code_of(lang, &code), of.digest.grouped());
    Paper {
        facts,
        signed: Some(Signed {
            photo: t::photo(lang),
            pictured: of.photo.map(|bytes| Digest::of(bytes).to_string()),
            promise: t::promise(lang),
            signature: t::signature(lang),
            date: t::date(lang),
            stamp: t::stamp(lang),
            opinions: [t::unit_opinion(lang), t::authority_opinion(lang), t::screening_opinion(lang)],
            voided: t::form_voided(lang),
        }),
        ..paper((lang, t::form_title(lang)), of, footer)
    }
}

/// What both papers share.
fn paper((lang, title): (Lang, &'static str), of: &Printed<'_>, footer: String) -> Paper {
    let form = Form::standard();
    let mut answers = of.answers.clone();
    for field in form.fields().filter(|field| field.spec().follows.is_some()) {
        answers.set(Spot::of(field), derived(field, of.answers));
    }
    let fact = |field: &str, label: &str, value: &str, long: bool| Line {
        field: field.to_owned(),
        label: label.to_owned(),
        value: value.to_owned(),
        long,
        stacked: false,
    };
    let target = vec![
        fact("authority", public::authority(lang), of.target.authority, false),
        fact("position", applications::position_number(lang), of.target.position, false),
        fact("unit", applications::unit(lang), of.target.unit, false),
        fact("title", t::position_applied(lang), of.target.title, false),
    ];
    let written = Written { lang, form, answers: &answers };
    Paper {
        frame: Frame::of(lang, title, &of.target, footer),
        target,
        facts: Vec::new(),
        sections: form.sections().map(|section| written.section(section)).collect(),
        signed: None,
        proves: None,
        stages: None,
    }
}

/// The files that went with it, by code and size: a name may hold what no font of papers draws.
fn files(lang: Lang, of: &Printed<'_>) -> Option<Paragraph> {
    let line = |file: &SentFile| Line {
        field: "files".to_owned(),
        label: text::capital(lang, &uploads::purpose(file.purpose, lang)),
        value: format!("{} · {}", file.code, bytes(file.size)),
        long: true,
        stacked: false,
    };
    let lines: Vec<Line> = of.files.iter().map(line).collect();
    let parts = vec![Part::Lines { lines }];
    (!of.files.is_empty()).then(|| Paragraph { field: "files", title: uploads::title(lang), parts })
}

/// The answers to be written.
struct Written<'a> {
    lang: Lang,
    form: &'a Form,
    answers: &'a Answers,
}

impl Written<'_> {
    fn section(&self, section: Section) -> Paragraph {
        let mut written = Vec::new();
        let mut lines = Vec::new();
        for group in self.form.groups(section) {
            match group {
                Group::One(field) => lines.extend(self.line(field)),
                Group::Rows(block, fields) => {
                    if !lines.is_empty() {
                        written.push(Part::Lines { lines: std::mem::take(&mut lines) });
                    }
                    written.extend(self.rows(block, fields));
                }
            }
        }
        if !lines.is_empty() {
            written.push(Part::Lines { lines });
        }
        Paragraph { field: section.word(), title: applications::section(section, self.lang), parts: written }
    }

    /// The line of an answer that was asked.
    fn line(&self, field: Field) -> Option<Line> {
        let (spot, kind) = (Spot::of(field), field.spec().kind);
        if kind.is_hidden() || !self.form.asks(field, self.answers) {
            return None;
        }
        let value = registration::shown(self.lang, field, self.answers.get(spot));
        let label = registration::label(self.lang, spot, self.answers.appraisal_year());
        let stacked =
            label.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum::<usize>() > LABEL.saturating_mul(2);
        let long = stacked
            || matches!(kind, FieldKind::Line | FieldKind::Words | FieldKind::Study | FieldKind::Agreed);
        Some(Line { field: spot.name(), label, value, long, stacked })
    }

    /// The rows of a block in which something was told; the year of an appraisal stands in its row.
    fn rows(&self, block: Block, fields: &[Field]) -> Option<Part> {
        let year = self.answers.appraisal_year();
        let told =
            (1..=self.form.rows(block, self.answers)).filter(|row| !self.answers.is_empty_row(*row, fields));
        let rows: Vec<Vec<String>> = told
            .map(|row| {
                let cell = |field: &Field| {
                    registration::shown(self.lang, *field, self.answers.get(Spot::at(*field, row)))
                };
                let head = registration::row(block, row, year, self.lang);
                std::iter::once(head).chain(fields.iter().map(cell)).collect()
            })
            .collect();
        if let [_] = fields {
            // One field for each row needs no table: the label of the row says all.
            let lines = rows.into_iter().filter_map(|cells| {
                let [label, value] = <[String; 2]>::try_from(cells).ok()?;
                Some(Line { field: block.word().to_owned(), label, value, long: false, stacked: false })
            });
            let lines: Vec<Line> = lines.collect();
            return (!lines.is_empty()).then_some(Part::Lines { lines });
        }
        let words = fields.iter().map(|field| registration::column(*field, self.lang).to_owned());
        let title = registration::block(block, self.lang).0.to_owned();
        let heads = std::iter::once(String::new()).chain(words).collect();
        (!rows.is_empty()).then_some(Part::Rows { title, heads, rows })
    }
}
