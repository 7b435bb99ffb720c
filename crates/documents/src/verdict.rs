//! The notice of what screening came to (资格审查结果通知), for the candidate.
//!
//! Owns: the sentences of a verdict on paper. Refuses: anything that was not said to the candidate on the page.

use domain::calendar::Instant;
use domain::screening::RefusalGround;
use domain::timetable::Timetable;
use serde::Serialize;
use text::{Lang, applications, dates, papers as t, screening};

use crate::engine::{NotPrinted, Papers, Run, Template};
use crate::frame::Frame;
use crate::stages::{Stages, stages};
use crate::target::Target;

/// A verdict that stands.
#[derive(Clone, Copy, Debug)]
pub struct Judged<'a> {
    /// Which application, for which position.
    pub target: Target<'a>,
    /// Name of the candidate.
    pub name: &'a str,
    /// When it was judged.
    pub at: Instant,
    /// Why it was refused, as the officer wrote it; `None` where the candidate passed.
    pub refused: Option<(RefusalGround, &'a str)>,
    /// The stages as they are announced when it is printed; the notice of whoever passed names them.
    pub timetable: &'a Timetable,
}

/// The values of the template.
#[derive(Serialize)]
struct Paper {
    #[serde(flatten)]
    frame: Frame,
    to: String,
    sentence: String,
    reasons: Vec<(&'static str, String)>,
    next: String,
    stages: Option<Stages>,
    at: String,
    facts: Vec<(&'static str, String)>,
    voided: &'static str,
}

/// Prints the notice.
///
/// # Errors
/// [`NotPrinted`].
pub fn verdict(papers: &Papers, lang: Lang, of: &Judged<'_>) -> Result<Vec<u8>, NotPrinted> {
    papers.print(run(&values(lang, of))?)
}

fn run(of: &Paper) -> Result<Run<'_>, NotPrinted> {
    Ok(Run {
        template: Template::Verdict,
        head: of.frame.head(),
        papers: vec![crate::engine::values(of)?],
        beside: Vec::new(),
    })
}

/// Lays a notice out without writing it, for tests that read what stands on it.
#[cfg(test)]
pub(crate) fn laid_out(papers: &Papers, lang: Lang, of: &Judged<'_>) -> typst_layout::PagedDocument {
    papers.lay_out(run(&values(lang, of)).unwrap()).unwrap().0
}

fn values(lang: Lang, of: &Judged<'_>) -> Paper {
    let place = format!("{} {} · {}", of.target.position, of.target.unit, of.target.title);
    let (sentence, next) = match of.refused {
        Some(_) => (t::verdict_refused(lang, &place), applications::next_refused(lang, of.target.authority)),
        None => (t::verdict_passed(lang, &place), t::verdict_passed_next(lang).to_owned()),
    };
    let reasons = of.refused.map(|(ground, words)| {
        vec![
            (applications::refusal_ground(lang), screening::ground_word(ground, lang).to_owned()),
            (applications::refusal_words(lang), words.to_owned()),
        ]
    });
    let number = of.target.code.to_string();
    let footer = [applications::number(lang), &number].join(" ");
    Paper {
        frame: Frame::of(lang, t::verdict_title(lang), &of.target, footer),
        to: t::verdict_to(lang, of.name),
        sentence,
        reasons: reasons.unwrap_or_default(),
        next,
        stages: stages(lang, of.timetable).filter(|_| of.refused.is_none()),
        at: dates::moment(lang, of.at.0),
        facts: vec![(applications::number(lang), number)],
        voided: t::verdict_voided(lang),
    }
}
