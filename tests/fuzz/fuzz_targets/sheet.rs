//! Any bytes as a table, CSV or workbook: what must hold is told beside the tests of `sheets`.
#![no_main]

use libfuzzer_sys::fuzz_target;

#[path = "../../../crates/sheets/tests/sound/mod.rs"]
mod sound;

fuzz_target!(|bytes: &[u8]| sound::sound(bytes));
