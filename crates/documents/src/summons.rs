//! The ticket (准考证) and the notice of an interview (面试通知), for the candidate.
//!
//! Owns: what stands on them. Refuses: site, room and seat, which the program does not know, and who may have one (the use cases).

use domain::digest::Digest;
use domain::timetable::Timetable;
use serde::Serialize;
use text::{Lang, applications, papers as t, public};

use crate::engine::{NotPrinted, Papers, Run, Template, photo_at};
use crate::frame::Frame;
use crate::stages::{Stages, stages};
use crate::target::Target;

/// Which of the two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Summons {
    /// The ticket.
    Ticket,
    /// The notice of an interview.
    Interview,
}

/// Who is summoned.
#[derive(Clone, Copy, Debug)]
pub struct Summoned<'a> {
    /// By which paper.
    pub what: Summons,
    /// Which application, for which position.
    pub target: Target<'a>,
    /// Name of the candidate.
    pub name: &'a str,
    /// Ticket number.
    pub ticket: &'a str,
    /// The photo that was sent, a JPEG of the program's own making; the ticket shows it.
    pub photo: Option<&'a [u8]>,
    /// The stages that it is about, as they are announced when it is printed.
    pub timetable: &'a Timetable,
}

/// The values of the template.
#[derive(Serialize)]
struct Paper {
    #[serde(flatten)]
    frame: Frame,
    photo: &'static str,
    /// Digest of the photo that stands on it, if one does.
    pictured: Option<String>,
    lines: Vec<[String; 2]>,
    says: String,
    stages: Option<Stages>,
}

/// Prints it.
///
/// # Errors
/// [`NotPrinted`].
pub fn summons(papers: &Papers, lang: Lang, of: &Summoned<'_>) -> Result<Vec<u8>, NotPrinted> {
    papers.print(run(&values(lang, of), of)?)
}

/// The photo as this paper shows it.
fn photo<'a>(of: &Summoned<'a>) -> Option<&'a [u8]> {
    of.photo.filter(|_| of.what == Summons::Ticket)
}

fn run<'a>(paper: &'a Paper, of: &Summoned<'_>) -> Result<Run<'a>, NotPrinted> {
    Ok(Run {
        template: Template::Summons,
        head: paper.frame.head(),
        papers: vec![crate::engine::values(paper)?],
        beside: photo(of).map(|bytes| (photo_at(0), bytes.to_vec())).into_iter().collect(),
    })
}

/// Lays one out without writing it, for tests that read what stands on it.
#[cfg(test)]
pub(crate) fn laid_out(papers: &Papers, lang: Lang, of: &Summoned<'_>) -> typst_layout::PagedDocument {
    papers.lay_out(run(&values(lang, of), of).unwrap()).unwrap().0
}

fn values(lang: Lang, of: &Summoned<'_>) -> Paper {
    let (title, says) = match of.what {
        Summons::Ticket => (t::ticket_title(lang), applications::next_ticket(lang)),
        Summons::Interview => (t::interview_title(lang), t::interview_says(lang)),
    };
    let line = |label: &str, value: &str| [label.to_owned(), value.to_owned()];
    let footer = [applications::number(lang), of.target.code.as_str()].join(" ");
    Paper {
        frame: Frame::of(lang, title, &of.target, footer),
        photo: t::photo(lang),
        pictured: photo(of).map(|bytes| Digest::of(bytes).to_string()),
        lines: vec![
            line(text::account::name(lang), of.name),
            line(applications::ticket(lang), of.ticket),
            line(public::authority(lang), of.target.authority),
            line(applications::position_number(lang), of.target.position),
            line(applications::unit(lang), of.target.unit),
            line(t::position_applied(lang), of.target.title),
        ],
        says: says.to_owned(),
        stages: stages(lang, of.timetable),
    }
}
