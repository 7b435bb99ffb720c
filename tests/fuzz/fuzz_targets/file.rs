//! Any bytes as a scheme file or a rulings file, TOML and JSON: what must hold is told beside the tests of `files`.
#![no_main]

use libfuzzer_sys::fuzz_target;

#[path = "../../../crates/files/tests/sound/mod.rs"]
mod sound;

fuzz_target!(|bytes: &[u8]| sound::sound(bytes));
