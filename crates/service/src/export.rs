//! Sealed lists as files: the xlsx print of canonical bytes, the workbook for people, and the proof that a print is what was sealed. Tables as such
//! are written by `sheets::write`.

pub mod canonical;
pub mod reading;
pub mod verify;

#[cfg(test)]
pub(crate) mod tests;
