//! Files that are right come back; files that are wrong say where and what is nearest.

use super::*;
use ::text::Lang;

/// The Zhengzhou rule: two papers, or three for the police, 3:1 to the interview, 2:1 to the inspection.
const FILE: &str = r#"
[scheme]
name = "General"

[[scheme.components]]
key = "written"
weight = 50
round = { value = { places = 2 } }
line = "59.5"
parts = [
  { key = "xingce", name = "行测", weight = 50 },
  { key = "shenlun", name = "申论", weight = 50 },
]

[[scheme.components]]
key = "interview"
weight = "50%"

[[scheme.shortlists]]
to = "interview"
score = "written"
ratio = "3:1"

[[scheme.shortlists]]
to = "inspection"
score = "total"
ratio = "2:1"

[schemes.mean]
combine = "mean"
[[schemes.mean.components]]
key = "paper"
full = 150
scale = 100.0
"#;

fn said(outcome: Result<SchemeFile, Vec<Fault>>) -> Vec<String> {
    outcome.expect_err("faults").iter().map(|fault| fault.sentence(Lang::En)).collect()
}

fn broken(from: &str, to: &str) -> Vec<String> {
    assert!(FILE.contains(from), "{from}");
    said(read("S.toml", FILE.replacen(from, to, 1).as_bytes()))
}

#[test]
fn a_scheme_file_is_read_and_comes_back() {
    let found = read("S.toml", FILE.as_bytes()).unwrap();
    assert_eq!(found.schemes.keys().collect::<Vec<_>>(), ["mean"]);
    let scheme = found.get(None).unwrap();
    assert_eq!(scheme.components.len(), 2);
    assert!(found.get(Some("mean")).is_some() && found.get(Some("other")).is_none());
    for one in [scheme, found.get(Some("mean")).unwrap()] {
        let toml = to_toml(one).unwrap();
        assert_eq!(&read_one("back.toml", toml.as_bytes()).unwrap(), one, "{toml}");
        let json = to_json(one).unwrap();
        let back = read_one("back.json", json.as_bytes()).unwrap();
        assert_eq!(back.digest(), one.digest());
    }
}

#[test]
fn an_unknown_field_has_its_line_and_its_neighbour() {
    assert_eq!(
        broken("ratio = \"3:1\"", "ratoi = \"3:1\"")[0],
        "S.toml:22:1 (column “shortlist”): “ratoi” is not known. Rename or remove it. Nearest known: “ratio”."
    );
    assert!(
        broken("[scheme]", "[shceme]")
            .iter()
            .any(|line| line.starts_with("S.toml:2:2 ") && line.ends_with("“scheme”."))
    );
    assert!(
        broken("key = \"written\"", "kye = \"written\"").iter().any(|line| line.contains("“key” is missing"))
    );
}

#[test]
fn values_of_the_wrong_shape_have_their_lines() {
    for (from, to, line) in [
        ("weight = 50\nround", "weight = \"half\"\nround", 7),
        ("line = \"59.5\"", "line = \"59,5\"", 9),
        ("ratio = \"3:1\"", "ratio = 3", 22),
        ("score = \"total\"", "score = 7", 26),
        ("places = 2", "places = -2", 8),
        ("key = \"interview\"", "key = \"Inter view\"", 16),
        ("combine = \"mean\"", "combine = \"means\"", 30),
    ] {
        let lines = broken(from, to);
        assert!(lines.iter().any(|said| said.starts_with(&format!("S.toml:{line}:"))), "{to}: {lines:?}");
    }
}

#[test]
fn all_faults_come_at_once() {
    let text = FILE
        .replacen("weight = 50\nround", "weight = \"half\"\nround", 1)
        .replacen("ratio = \"2:1\"", "ratios = \"2:1\"", 1)
        .replacen("full = 150", "ful = 150", 1);
    assert_eq!(said(read("S.toml", text.as_bytes())).len(), 3);
    assert!(!said(read("S.toml", b"[scheme\nname = 1\n= 3\n")).is_empty());
    assert_eq!(said(read("S.toml", b"")), ["S.toml: The file is empty. Check that it is the right one."]);
    assert_eq!(said(read("S.toml", b"# nothing\n")).len(), 1);
    assert_eq!(
        said(read("S.json", b"{\"scheme\": {\"components\": [{\"key\": \"a\", \"weight\": 33.5}]}}")).len(),
        1
    );
}

#[test]
fn checks_are_faults_at_the_line_of_their_node() {
    let lines = broken("weight = \"50%\"", "weight = 40");
    assert_eq!(lines.len(), 1, "{lines:?}");
    assert!(lines[0].contains("90"), "{lines:?}");
    let lines = broken("score = \"written\"", "score = \"writen\"");
    assert!(lines[0].starts_with("S.toml:21:") && lines[0].contains("“written”"), "{lines:?}");
}

#[test]
fn rulings_are_read_with_dates_bare_or_quoted() {
    let text = "[[lines]]\nof = \"written\"\nline = 59.5\napprover = \"A\"\ndate = 2026-05-01\n\n[[ties]]\nquestion = \"01/inspection\"\nby = { lots = [\"b\", \"a\"] }\nwitnesses = [\"W\"]\napprover = \"A\"\ndate = \"2026-05-02\"\n";
    let rulings = read_rulings("D.toml", text.as_bytes()).unwrap();
    assert_eq!((rulings.lines.len(), rulings.ties.len()), (1, 1));
    assert_eq!(rulings.lines[0].line.to_string(), "59.5");
    let wrong = text.replace("2026-05-01", "2026-13-01").replace("witnesses", "witneses");
    assert!(read_rulings("D.toml", wrong.as_bytes()).is_err());
    let wrong = text
        .replace("\"2026-05-02\"", "\"yesterday\"")
        .replace("approver = \"A\"\ndate = 2026", "date = 2026");
    let lines: Vec<u32> = read_rulings("D.toml", wrong.as_bytes())
        .unwrap_err()
        .iter()
        .map(|fault| fault.at.unwrap().row)
        .collect();
    assert_eq!(lines, [1, 6]);
}
