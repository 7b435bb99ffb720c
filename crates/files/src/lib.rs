//! Files that people hand in, as far as bytes alone decide: what can be wrong with one ([`Fault`]: file, place, cause),
//! the sentence for it, the files that hold schemes and rulings ([`scheme_file`]), what a ranking was computed from ([`basis`]), and the pictures and PDFs that belong to an application ([`uploads`]). Pure: opens no file, knows no
//! clock and no database, so that any bytes can be tried on it (`tests/fuzz`). Tables are read by the crate `sheets`.

pub mod basis;
pub mod fault;
mod nearest;
mod place;
pub mod scheme_file;
pub mod uploads;
mod words;

pub use fault::{Code, Expected, Fault, Kind};
pub use nearest::nearest;
pub use place::{At, Format};
