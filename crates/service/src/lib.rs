//! Use cases: every act of a person, every look, every job. Shows no type of the database and knows no HTTP.

pub mod effects;
pub mod import;
pub mod keys;
pub mod password;
pub mod scheme_file;
