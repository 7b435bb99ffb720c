//! `recount FROM TO`: the native digests of a range of seeds, for `cargo xtask recount` to compare with those of the wasm.

use std::process::ExitCode;

fn main() -> ExitCode {
    let words: Vec<Option<u32>> = std::env::args().skip(1).map(|word| word.parse().ok()).collect();
    match words.as_slice() {
        [Some(from), Some(to)] => {
            print!("{}", recount::digests(*from, *to));
            ExitCode::SUCCESS
        }
        _ => {
            eprintln!("recount FROM TO, two whole numbers");
            ExitCode::from(2)
        }
    }
}
