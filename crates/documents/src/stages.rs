//! The stages of the timetable on a candidate's paper: what each is called and when it is.
//!
//! Owns: their rows and the sentence that says what counts. Refuses: a clock; what was announced when the paper was printed comes in.

use domain::timetable::{Stage, Timetable};
use serde::Serialize;
use text::{Lang, papers as t, timetable};

/// The rows of the template.
#[derive(Serialize)]
pub(crate) struct Stages {
    title: &'static str,
    rows: Vec<[String; 2]>,
    note: &'static str,
}

/// The stages as they were announced; none for a posting without a timetable.
pub(crate) fn stages(lang: Lang, of: &Timetable) -> Option<Stages> {
    let row = |one: &Stage| [timetable::called(one, lang), timetable::when(one.when, lang)];
    (!of.is_empty()).then(|| Stages {
        title: timetable::title(lang),
        rows: of.0.iter().map(row).collect(),
        note: t::stages_note(lang),
    })
}
