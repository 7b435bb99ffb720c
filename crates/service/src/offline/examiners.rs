//! The table of examiners' marks: `position,candidate,component,panel,examiner,element,mark`.

use super::marks::People;
use super::positions::Cells;
use domain::marks::ExaminerMark;
use domain::number::Score;
use sheets::columns::{self, Unknown, Wanted};
use sheets::entry::score;
use sheets::fault::clip;
use sheets::value::{self, Reading};
use sheets::{Code, Fault, Note, Row, Sheet, Value};

/// What one mark is of: position, candidate, component, examiner, element.
pub(super) type Key = (String, String, String, String, Option<String>);

/// Reads them into the sheets of the people; faults of the table go to the others.
pub(super) fn read(
    sheet: &Sheet,
    people: &mut People,
    notes: &mut Vec<(String, Note)>,
    faults: &mut Vec<Fault>,
) {
    let required = ["position", "candidate", "component", "panel", "examiner", "mark"].map(Wanted::required);
    let wanted: Vec<Wanted> = required.into_iter().chain([Wanted::optional("element")]).collect();
    match columns::find(&sheet.file, &sheet.header, &wanted, Unknown::Refuse) {
        Err(more) => faults.extend(more),
        Ok(columns) => {
            let mut cells = Cells { sheet, columns: &columns, wanted: &wanted, notes, faults };
            for row in &sheet.rows {
                one(&mut cells, row, people);
            }
        }
    }
}

fn one(cells: &mut Cells<'_>, row: &Row, people: &mut People) {
    let position = cells.required(row, 0, value::code);
    let candidate = cells.required(row, 1, value::code);
    let component = cells.required(row, 2, value::code);
    let panel = cells.required(row, 3, value::bare);
    let examiner = cells.required(row, 4, value::bare);
    let mark = cells.required(row, 5, number);
    let element = cells.read(row, 6, value::bare);
    let (Some(position), Some(candidate), Some(component)) = (position, candidate, component) else { return };
    let (Some(panel), Some(examiner), Some(mark)) = (panel, examiner, mark) else { return };
    let key = (position.clone(), candidate.clone());
    let Some(index) = people.rows.get(&key).map(|(_, index)| *index) else {
        return cells.fault(row, 1, Code::UnknownCandidate { found: clip(&candidate) });
    };
    let key = (position, candidate, component.clone(), examiner.clone(), element.clone());
    let at = cells.sheet.row_at(row);
    if let Some(first) = people.examiners.get(&key) {
        let code = Code::DuplicateRow { first: *first };
        return cells.faults.push(code.at(&cells.sheet.file, at, None));
    }
    people.examiners.insert(key, at);
    if let Some(sheet) = people.sheets.get_mut(index) {
        sheet.examiners.push(ExaminerMark { component, panel, examiner, element, mark });
    }
}

fn number(cell: &Value) -> Result<Option<Reading<Score>>, Code> {
    let Some(bare) = value::bare(cell)? else { return Ok(None) };
    Ok(Some(Reading { value: score(&bare.value, 6)?, remark: bare.remark }))
}
