//! What must hold of any bytes handed in as a scheme file or a rulings file, TOML or JSON. The fuzz target `file` uses it
//! too.

use domain::scheme::Scheme;
use files::Fault;
use files::scheme_file::{self, Inspection, SchemeFile};
use text::Lang;

/// Reading never panics, every fault has a sentence in both languages and a place inside the file, what is taken can be
/// used, and it comes back from both ways of writing it.
pub fn sound(bytes: &[u8]) {
    for name in ["a.toml", "a.json"] {
        let Inspection { found, faults } = scheme_file::inspect(name, bytes);
        told(bytes, &faults);
        told(bytes, &found.warnings);
        assert!(found.all().all(Scheme::is_usable));
        if faults.is_empty() {
            comes_back(&found, "b.toml", scheme_file::file_to_toml(&found));
            comes_back(&found, "b.json", scheme_file::file_to_json(&found));
        }
        if let Err(faults) = scheme_file::read_rulings(name, bytes) {
            assert!(!faults.is_empty(), "refused without a fault");
            told(bytes, &faults);
        }
    }
}

fn told(bytes: &[u8], faults: &[Fault]) {
    let lines = bytes.split(|byte| *byte == b'\n').count();
    for fault in faults {
        assert!([Lang::Zh, Lang::En].into_iter().all(|lang| !fault.sentence(lang).is_empty()), "{fault:?}");
        assert!(fault.at.is_none_or(|at| usize::try_from(at.row).is_ok_and(|row| row <= lines)), "{fault:?}");
    }
}

fn comes_back(file: &SchemeFile, name: &str, written: Option<String>) {
    let written = written.expect("what was read can be written");
    let again = scheme_file::read(name, written.as_bytes());
    let again = again.unwrap_or_else(|faults| panic!("{faults:?}\n{written}"));
    assert_eq!((&again.scheme, &again.schemes), (&file.scheme, &file.schemes), "{written}");
}
