//! Tables that leave the house: xlsx and CSV. Owns the guard that no cell is ever taken for a formula, the looks of a
//! workbook and the workbooks that clerks fill in. Refuses numbers as numbers but in columns that say so: elsewhere every cell
//! is text exactly as it was written, so codes keep their zeros and what is sealed its bytes.

mod guard;
mod reading;
mod table;
mod template;

pub use guard::{guarded, is_risky};
pub use reading::{Reading, ReadingColumn, reading};
pub use table::{Column, Sheet, Unwritten, csv, csv_head, push_row, workbook};
pub use template::{ExaminerLine, Person, examiners_template, marks_template, positions_template};

#[cfg(test)]
mod tests;
