//! Sealed lists as files: the xlsx print of canonical bytes, the workbook for people, and the proof that a print is what was sealed; a table of
//! positions; and rankings computed again from their basis. Tables as such are written by `sheets::write`.

pub mod archive;
pub mod basis;
pub mod canonical;
pub mod positions;
pub mod reading;
pub mod verify;

#[cfg(test)]
pub(crate) mod tests;
