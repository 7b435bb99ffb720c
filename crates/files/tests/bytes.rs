//! Damaged files: the golden schemes as TOML and JSON and a rulings file, with bytes changed, left out, said twice and
//! crossed with another file's. What must hold stands in `sound`; `tests/fuzz` tries any bytes on the same.
#![expect(clippy::unwrap_used, reason = "a golden file that cannot be read is a failure")]

mod sound;

use std::path::Path;
use std::sync::LazyLock;

use files::Code;
use files::scheme_file::{file_to_json, file_to_toml, read};
use proptest::prelude::*;
use sound::sound;

const RULINGS: &str = r#"
[[lines]]
of = "written"
line = 59.5
approver = "A"
date = 2026-05-01

[[ties]]
question = "01/inspection"
by = { extra_test = [{ candidate = "a", mark = "80.5" }, { candidate = "b", mark = 79 }] }
witnesses = ["W"]
approver = "A"
date = "2026-05-02"

[[replacements]]
position = "01"
stage = "inspection"
out = "a"
in = ["b"]
round = 1
reason = "withdrew"
approver = "A"
date = "2026-05-03"

[[overrides]]
position = "01"
stage = "inspection"
candidate = "c"
ground = "took_part"
approver = "A"
date = "2026-05-04"
"#;

/// The golden files as they may be handed in.
static GOLDEN: LazyLock<Vec<Vec<u8>>> = LazyLock::new(golden);

fn golden() -> Vec<Vec<u8>> {
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("../domain/tests/cases/variants");
    let mut paths: Vec<_> = std::fs::read_dir(cases).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.to_string_lossy().ends_with(".scheme.json"));
    paths.sort();
    let mut files = vec![RULINGS.as_bytes().to_vec()];
    for path in paths {
        let file = read("golden.json", &std::fs::read(path).unwrap()).unwrap();
        files.extend([file_to_toml(&file).unwrap().into_bytes(), file_to_json(&file).unwrap().into_bytes()]);
    }
    assert_eq!(files.len(), 1 + 2 * 16);
    files
}

/// One damage; places and lengths are taken modulo what there is.
#[derive(Clone, Debug)]
enum Damage {
    Set(usize, u8),
    Cut(usize, usize),
    Twice(usize, usize),
    Word(usize, &'static str),
    Cross(usize, usize, usize),
}

/// What readers stumble over.
const WORDS: &[&str] = &[
    "[",
    "]",
    "{",
    "}",
    "\"",
    "\"\"\"",
    "=",
    ".",
    "-",
    "1e999",
    "nan",
    "0x7f",
    "\n[[a.b]]\n",
    "\u{feff}",
    "\u{0}",
    "½",
];

fn damage() -> impl Strategy<Value = Damage> {
    let at = || 0_usize..1 << 20;
    let length = || 1_usize..40;
    prop_oneof![
        (at(), any::<u8>()).prop_map(|(at, byte)| Damage::Set(at, byte)),
        (at(), length()).prop_map(|(at, length)| Damage::Cut(at, length)),
        (at(), length()).prop_map(|(at, length)| Damage::Twice(at, length)),
        (at(), prop::sample::select(WORDS)).prop_map(|(at, word)| Damage::Word(at, word)),
        (at(), at(), length()).prop_map(|(at, of, length)| Damage::Cross(at, of, length)),
    ]
}

impl Damage {
    fn on(&self, bytes: &mut Vec<u8>, golden: &[Vec<u8>]) {
        let size = bytes.len();
        let part = |at: usize, length: usize| at % (size + 1)..(at % (size + 1) + length).min(size);
        match *self {
            Self::Set(at, byte) if size > 0 => bytes[at % size] = byte,
            Self::Set(..) => {}
            Self::Cut(at, length) => drop(bytes.drain(part(at, length))),
            Self::Twice(at, length) => {
                let part = part(at, length);
                let said = bytes[part.clone()].to_vec();
                drop(bytes.splice(part.end..part.end, said));
            }
            Self::Word(at, word) => drop(bytes.splice(part(at, 0), word.bytes())),
            Self::Cross(at, of, length) => {
                let other = &golden[of % golden.len()];
                let from = of % other.len();
                let said = other[from..(from + length).min(other.len())].to_vec();
                drop(bytes.splice(part(at, length), said));
            }
        }
    }
}

#[test]
fn golden_files_are_sound() {
    GOLDEN.iter().for_each(|bytes| sound(bytes));
}

/// A path of names or lists inside lists, as deep as four mebibytes allow, would end the process where reading recurses.
#[test]
fn depth_is_refused_before_the_stack_ends() {
    for (open, inside, close) in [("a.", "a=1", ""), ("[", "a", "]"), ("a={", "", "}"), ("{\"a\":", "1", "}")]
    {
        for times in [100, 10_000, 100_000] {
            let text = format!("{}{inside}{}", open.repeat(times), close.repeat(times));
            sound(text.as_bytes());
            sound(format!("scheme.{text}").as_bytes());
            sound(format!("a={text}").as_bytes());
            sound(format!("lines={text}").as_bytes());
        }
    }
}

/// A file of four mebibytes can have a million faults: the first thousand are listed.
#[test]
fn of_many_faults_the_first_are_listed() {
    for text in [
        (0..20_000).map(|number| format!("k{number} = 1\n")).collect(),
        format!("scheme = {{ components = [{}] }}", "1,".repeat(20_000)),
        "a = 1\n".repeat(20_000),
        "行\n".repeat(20_000),
    ] {
        sound(text.as_bytes());
        let faults = read("a.toml", text.as_bytes()).unwrap_err();
        assert_eq!(faults.len(), 1_001);
        assert_eq!(faults[1_000].code, Code::TooManyFaults { limit: 1_000 });
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn damaged_files_are_sound(which in 0_usize..1 << 20, damages in prop::collection::vec(damage(), 1..6)) {
        let mut bytes = GOLDEN[which % GOLDEN.len()].clone();
        for damage in &damages {
            damage.on(&mut bytes, &GOLDEN);
        }
        sound(&bytes);
    }
}
