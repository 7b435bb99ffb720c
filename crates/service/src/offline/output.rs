//! The files that come out: `ranking.csv`, `ranking.xlsx`, `trace.jsonl`, and `questions.json` when there are any.

use super::files::Files;
use domain::marks::trace::Step;
use domain::marks::{Position, Settings, Settled};
use domain::ranking::table::{Part, Table};
use domain::ranking::{Outcome as Answer, Question, Tracer};
use domain::rulings::Rulings;
use serde::Serialize;
use sheets::write::{Column, Sheet, csv, workbook};
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
    questions: Vec<&'a Question>,
}

/// All files; on failure the position whose numbers are too fine.
pub(super) fn files(
    lang: Lang,
    settings: &Settings<'_>,
    settled: &Settled,
    rulings: &Rulings,
    answers: &[(&Position, Answer)],
) -> Result<Files, String> {
    let parts: Vec<Part<'_>> = answers
        .iter()
        .filter_map(|(position, outcome)| Some(Part { scheme: settings.scheme_of(position)?, outcome }))
        .collect();
    let table = Table::of(&parts);
    let columns: Vec<Column> = table.head.iter().map(Column::plain).collect();
    let sheet = Sheet { name: t::results_sheet(lang), columns: &columns, rows: &table.rows };
    let book = workbook(&[sheet]).map_err(|_| String::new())?;
    let traces = traces(settings, settled, rulings, answers, &table)?;
    Ok(Files(vec![
        ("ranking.csv", Some(csv(&columns, &table.rows))),
        ("ranking.xlsx", Some(book)),
        ("trace.jsonl", Some(traces)),
        ("questions.json", questions(answers)),
    ]))
}

/// One line per row of the table, in its order.
fn traces(
    settings: &Settings<'_>,
    settled: &Settled,
    rulings: &Rulings,
    answers: &[(&Position, Answer)],
    table: &Table,
) -> Result<Vec<u8>, String> {
    let mut out = Vec::new();
    let mut tracer: Option<(usize, Tracer<'_>)> = None;
    for (part, row) in &table.from {
        let Some((position, answer)) = answers.get(*part) else { continue };
        let fine = |_| position.code.clone();
        if tracer.as_ref().is_none_or(|(at, _)| at != part) {
            let (Some(scheme), Some(entrants)) =
                (settings.scheme_of(position), settled.entrants.get(&position.code))
            else {
                continue;
            };
            tracer = Some((*part, Tracer::new(scheme, position, entrants, rulings, answer).map_err(fine)?));
        }
        let (Some((_, tracer)), Some(person)) = (&tracer, answer.ranking().row(*row)) else { continue };
        let steps = tracer.steps(*row).map_err(fine)?;
        let line = Traced { position: &position.code, candidate: person.candidate, steps: &steps };
        serde_json::to_writer(&mut out, &line).map_err(|_| position.code.clone())?;
        out.push(b'\n');
    }
    Ok(out)
}

fn questions(answers: &[(&Position, Answer)]) -> Option<Vec<u8>> {
    let questions: Vec<&Question> = answers.iter().flat_map(|(_, answer)| answer.questions()).collect();
    if questions.is_empty() {
        return None;
    }
    let mut bytes = serde_json::to_vec_pretty(&Asked { questions }).ok()?;
    bytes.push(b'\n');
    Some(bytes)
}
