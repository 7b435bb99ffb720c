//! The files that come out: `ranking.csv`, `ranking.xlsx`, `trace.jsonl`, and `questions.json` when there are any.

use super::Wanted;
use super::files::Files;
use domain::marks::trace::Step;
use domain::ranking::table::{Layout, Part, Table};
use domain::ranking::{Outcome as Answer, Question, Ready, Tracer};
use domain::rulings::Rulings;
use serde::Serialize;
use sheets::write::{Column, Sheet, csv_head, push_row, workbook};
use text::{Lang, sheets as t};

/// One line of `trace.jsonl`.
#[derive(Serialize)]
struct Traced<'a> {
    position: &'a str,
    candidate: &'a str,
    steps: &'a [Step],
}

/// `questions.json`.
#[derive(Serialize)]
struct Asked<'a> {
    questions: &'a [Question],
}

/// How the rows of the table are written.
pub(super) struct Form<'a> {
    layout: &'a Layout<'a>,
    columns: Vec<Column>,
    /// Whether rankings are kept, for workbook and steps.
    whole: bool,
}

/// What is kept of a ranked position: its lines, so that a million people take no more room than the file.
pub(super) struct Made<'p> {
    ready: Ready<'p>,
    /// Its lines of `ranking.csv`.
    lines: String,
    /// How many.
    pub rows: usize,
    /// Its open questions.
    pub questions: Vec<Question>,
    outcome: Option<Answer>,
}

impl<'a> Form<'a> {
    /// Prepares the columns of a layout.
    pub(super) fn new(layout: &'a Layout<'a>, whole: bool) -> Self {
        let column = |(at, title): (usize, &String)| {
            if layout.is_number(at) { Column::numbers(title) } else { Column::plain(title) }
        };
        Self { layout, columns: layout.head().iter().enumerate().map(column).collect(), whole }
    }

    /// Writes the lines of a position.
    pub(super) fn made<'p>(&self, ready: Ready<'p>, outcome: Answer) -> Made<'p> {
        let mut lines = String::new();
        for (_, cells) in self.layout.rows(Part { scheme: ready.scheme, outcome: &outcome }) {
            push_row(&mut lines, &self.columns, &cells);
        }
        lines.shrink_to_fit();
        let (rows, questions) = (outcome.ranking().rows().len(), outcome.questions().to_vec());
        Made { ready, lines, rows, questions, outcome: self.whole.then_some(outcome) }
    }
}

impl Made<'_> {
    pub(super) fn position(&self) -> &str {
        &self.ready.position.code
    }
}

/// All files, from the positions in the order of their codes; on failure the position whose numbers are too fine.
pub(super) fn files(
    (lang, wanted): (Lang, Wanted),
    rulings: &Rulings,
    (form, all): (&Form<'_>, Vec<Made<'_>>),
    questions: &[Question],
) -> Result<Files, String> {
    let (book, traces) = match wanted {
        Wanted::Table => (None, None),
        Wanted::All => {
            let answers: Vec<(Ready<'_>, &Answer)> =
                all.iter().filter_map(|made| Some((made.ready, made.outcome.as_ref()?))).collect();
            let parts: Vec<Part<'_>> =
                answers.iter().map(|(ready, outcome)| Part { scheme: ready.scheme, outcome }).collect();
            let table = Table::of(&parts);
            let sheet = Sheet { name: t::results_sheet(lang), columns: &form.columns, rows: &table.rows };
            let book = workbook(&[sheet]).map_err(|_| String::new())?;
            (Some(vec![book]), Some(vec![traces(rulings, &answers)?]))
        }
    };
    let lines = all.into_iter().map(|made| made.lines.into_bytes());
    let table = std::iter::once(csv_head(&form.columns).into_bytes()).chain(lines).collect();
    Ok(Files(vec![
        ("ranking.csv", Some(table)),
        ("ranking.xlsx", book),
        ("trace.jsonl", traces),
        ("questions.json", asked(questions)),
    ]))
}

/// One line per row of the table, in its order: the rows of a position stand together.
fn traces(rulings: &Rulings, answers: &[(Ready<'_>, &Answer)]) -> Result<Vec<u8>, String> {
    let mut out = Vec::new();
    for (ready, answer) in answers {
        // Whatever cannot be written fails the whole file: a person may not be missing in it.
        let failed = || ready.position.code.clone();
        let tracer = Tracer::new(ready.scheme, ready.position, ready.entrants, rulings, answer);
        let tracer = tracer.map_err(|_| failed())?;
        for row in answer.ranking().ordered() {
            let steps = tracer.steps(&row).ok_or_else(failed)?.map_err(|_| failed())?;
            let line = Traced { position: row.position(), candidate: row.candidate, steps: &steps };
            serde_json::to_writer(&mut out, &line).map_err(|_| failed())?;
            out.push(b'\n');
        }
    }
    Ok(out)
}

fn asked(questions: &[Question]) -> Option<Vec<Vec<u8>>> {
    if questions.is_empty() {
        return None;
    }
    let mut bytes = serde_json::to_vec_pretty(&Asked { questions }).ok()?;
    bytes.push(b'\n');
    Some(vec![bytes])
}
