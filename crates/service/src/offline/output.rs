//! The files that come out: `ranking.csv`, `ranking.xlsx`, `trace.jsonl`, and `questions.json` when there are any.

use std::collections::BTreeMap;

use super::Wanted;
use super::files::Files;
use domain::marks::trace::Step;
use domain::ranking::table::{Part, Table};
use domain::ranking::{Outcome as Answer, Question, Ready, Tracer};
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
    (lang, wanted): (Lang, Wanted),
    rulings: &Rulings,
    answers: &[(Ready<'_>, Answer)],
) -> Result<Files, String> {
    let parts: Vec<Part<'_>> =
        answers.iter().map(|(ready, outcome)| Part { scheme: ready.scheme, outcome }).collect();
    let table = Table::of(&parts);
    let columns: Vec<Column> = table.head.iter().map(Column::plain).collect();
    let (book, traces) = match wanted {
        Wanted::Table => (None, None),
        Wanted::All => {
            let sheet = Sheet { name: t::results_sheet(lang), columns: &columns, rows: &table.rows };
            let book = workbook(&[sheet]).map_err(|_| String::new())?;
            (Some(book), Some(traces(rulings, answers, &table)?))
        }
    };
    Ok(Files(vec![
        ("ranking.csv", Some(csv(&columns, &table.rows))),
        ("ranking.xlsx", book),
        ("trace.jsonl", traces),
        ("questions.json", questions(answers)),
    ]))
}

/// One line per row of the table, in its order: the rows of a position stand together.
fn traces(rulings: &Rulings, answers: &[(Ready<'_>, Answer)], table: &Table<'_>) -> Result<Vec<u8>, String> {
    let by_code: BTreeMap<&str, &(Ready<'_>, Answer)> =
        answers.iter().map(|one| (one.0.position.code.as_str(), one)).collect();
    let mut out = Vec::new();
    for rows in table.from.chunk_by(|a, b| a.position() == b.position()) {
        let [first, ..] = rows else { continue };
        // Whatever cannot be written fails the whole file: a person may not be missing in it.
        let failed = || first.position().to_owned();
        let (ready, answer) = by_code.get(first.position()).ok_or_else(failed)?;
        let tracer = Tracer::new(ready.scheme, ready.position, ready.entrants, rulings, answer);
        let tracer = tracer.map_err(|_| failed())?;
        for row in rows {
            let steps = tracer.steps(row).ok_or_else(failed)?.map_err(|_| failed())?;
            let line = Traced { position: row.position(), candidate: row.candidate, steps: &steps };
            serde_json::to_writer(&mut out, &line).map_err(|_| failed())?;
            out.push(b'\n');
        }
    }
    Ok(out)
}

fn questions(answers: &[(Ready<'_>, Answer)]) -> Option<Vec<u8>> {
    let questions: Vec<&Question> = answers.iter().flat_map(|(_, answer)| answer.questions()).collect();
    if questions.is_empty() {
        return None;
    }
    let mut bytes = serde_json::to_vec_pretty(&Asked { questions }).ok()?;
    bytes.push(b'\n');
    Some(bytes)
}
