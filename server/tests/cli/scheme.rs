//! `linxuan scheme`: every golden file is checked and read out in both languages; what is wrong is listed with its line.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use super::program::{Program, error, text};

/// The sixteen variants and the rules of the two real tables.
fn golden() -> Vec<PathBuf> {
    let cases: PathBuf =
        [env!("CARGO_MANIFEST_DIR"), "..", "crates", "domain", "tests", "cases"].iter().collect();
    let tables = ["zhengzhou-2024", "anhui-2026"].map(|name| cases.join(format!("{name}.scheme.json")));
    let variants = (1..=16).map(|number| cases.join(format!("variants/{number:02}.scheme.json")));
    tables.into_iter().chain(variants).collect()
}

#[test]
fn every_golden_file_is_checked_and_read_out_in_both_languages() {
    let program = Program::new();
    let chinese = |c: char| matches!(c, '\u{3000}'..='\u{9fff}');
    for file in golden() {
        let path = file.to_str().unwrap();
        let checked = program.run(&["scheme", "check", path]);
        assert_eq!(checked.status.code(), Some(0), "{path}: {}", error(&checked));
        assert!(text(&checked).contains("can be used"), "{path}: {}", text(&checked));
        let content: serde_json::Value = serde_json::from_slice(&fs::read(&file).unwrap()).unwrap();
        let named = content["schemes"].as_object().map_or(0, serde_json::Map::len);
        let schemes = named + usize::from(content.get("scheme").is_some());
        for (lang, composite) in [("en", "composite score"), ("zh", "综合成绩")] {
            let said = program.run(&["scheme", "explain", path, "--lang", lang]);
            assert_eq!(said.status.code(), Some(0), "{path}: {}", error(&said));
            let said = text(&said);
            assert_eq!(said.lines().filter(|line| line.starts_with("[scheme")).count(), schemes, "{said}");
            let formulas = said.lines().filter(|line| line.starts_with(&format!("{composite} = "))).count();
            assert_eq!(formulas, schemes, "{path}: {said}");
            assert!(said.lines().filter(|line| line.starts_with("  ")).count() >= 3 * schemes, "{said}");
            assert_eq!(said.contains(chinese), lang == "zh", "{path}: {said}");
        }
    }
}

#[test]
fn rules_that_no_code_carries_out_are_named() {
    let program = Program::new();
    let with = |table: &str| format!("{}\n{table}", super::SCHEME);
    let entries = with("[scheme.entries]\nindependent = 3\n");
    let said = |scheme: &str| {
        fs::write(program.folder().join("S.toml"), scheme).unwrap();
        text(&program.run(&["scheme", "check", "S.toml"]))
    };
    let named = said(&entries);
    assert!(
        named.contains("entries of [scheme] is left to people") && named.contains("notices: 1"),
        "{named}"
    );
    assert!(!said(super::SCHEME).contains("left to people"));
    let moves = |rule: &str| said(&with(&format!("[scheme.adjustment]\n{rule}\n")));
    assert!(!moves("same_paper = true").contains("left to people"), "a re-choice is carried out");
    // Moves that nothing carries out are refused, with what to do.
    let refused = |rule: &str| {
        fs::write(program.folder().join("S.toml"), with(&format!("[scheme.adjustment]\n{rule}\n"))).unwrap();
        let seen = program.run(&["scheme", "check", "S.toml"]);
        assert_eq!(seen.status.code(), Some(2), "{rule}: {}", text(&seen));
        error(&seen)
    };
    let several = refused("choices = 2");
    assert!(several.contains("A person chooses another position once: write 1"), "{several}");
    for late in ["unlisted_only", "leaves_first"] {
        let alone = refused(&format!("{late} = true"));
        assert!(alone.contains("set the other one too, or remove this"), "{alone}");
    }
    let both = moves("unlisted_only = true\nleaves_first = true");
    assert!(!both.contains("left to people"), "rounds after the marks are carried out: {both}");
    // The opening ratio binds: openings are counted and proposed by it.
    let binds = said(&with("[scheme.opening]\nratio = \"5:1\"\n"));
    assert!(!binds.contains("left to people"), "{binds}");
}

#[test]
fn the_digest_that_is_read_out_is_the_one_of_the_domain() {
    let program = Program::new();
    fs::write(program.folder().join("S.toml"), super::SCHEME).unwrap();
    let said = text(&program.run(&["scheme", "explain", "S.toml"]));
    let shown = said.lines().find_map(|line| line.strip_prefix("digest ")).unwrap().to_owned();
    let scheme: domain::scheme::Scheme = serde_json::from_value(serde_json::json!({
        "components": [{"key": "written", "weight": 100}],
        "shortlists": [{"to": "interview", "score": "written", "ratio": "1:1"}]
    }))
    .unwrap();
    assert_eq!(shown, scheme.digest().grouped());
}

#[test]
fn everything_that_is_wrong_is_listed_with_its_line_and_a_notice_alone_refuses_nothing() {
    let program = Program::new();
    let put = |content: &str| fs::write(program.folder().join("S.toml"), content).unwrap();
    put(
        "[scheme]\ncomponents = [\n  { key = \"written\", weight = 60, line = 120 },\n  { key = \"interview\", weight = 50 },\n]\n",
    );
    let faulty = program.run(&["scheme", "check", "S.toml"]);
    assert_eq!(faulty.status.code(), Some(2));
    assert!(faulty.stdout.is_empty());
    let said = error(&faulty);
    assert!(said.contains("110") && said.contains("S.toml:3") && said.contains("2 faults"), "{said}");
    assert_eq!(program.run(&["scheme", "explain", "S.toml"]).status.code(), Some(2));
    put("[scheme]\ncomponets = []\n");
    let said = error(&program.run(&["scheme", "check", "S.toml", "--lang", "zh"]));
    assert!(
        said.contains("components") && said.contains("S.toml:2"),
        "the nearest name, at its line: {said}"
    );
    put("[scheme]\ncomponents = [{ key = \"written\", weight = 100 }]\nrank = { by = \"unrounded\" }\n");
    let noticed = program.run(&["scheme", "check", "S.toml"]);
    assert_eq!(noticed.status.code(), Some(0), "{}", error(&noticed));
    assert!(text(&noticed).contains("Notice") && text(&noticed).contains("notices: 1"), "{}", text(&noticed));
    put("[scheme]\ncomponents = [{ key = \"written\", weight = 90 }]\nrank = { by = \"unrounded\" }\n");
    let both = error(&program.run(&["scheme", "check", "S.toml"]));
    assert!(both.contains("Notice") && both.contains("1 fault, notices: 1"), "{both}");
    assert_eq!(program.run(&["scheme", "check", "missing.toml"]).status.code(), Some(2));
    assert_eq!(program.run(&["scheme"]).status.code(), Some(2));
}

#[test]
fn the_schema_that_is_printed_is_the_one_in_the_documents() {
    let printed = text(&Program::new().run(&["scheme", "schema"]));
    let printed: serde_json::Value = serde_json::from_str(&printed).unwrap();
    let docs = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/scheme.schema.json");
    let published: serde_json::Value = serde_json::from_slice(&fs::read(docs).unwrap()).unwrap();
    assert_eq!(printed, published);
}

#[test]
fn rank_names_what_it_does_not_read() {
    let program = Program::new();
    let scheme =
        format!("{}opening = {{ ratio = \"3:1\" }}\npublicity = {{ working_days = 7 }}\n", super::SCHEME);
    for (name, content) in [
        ("S.toml", scheme.as_str()),
        ("P.csv", "position,plan\n001,1\n"),
        ("X.csv", "position,candidate,written\n001,a,71.5\n"),
    ] {
        fs::write(program.folder().join(name), content).unwrap();
    }
    let words = ["rank", "--scheme", "S.toml", "--positions", "P.csv", "--marks", "X.csv", "--out", "out"];
    let done = program.run(&words);
    assert_eq!(done.status.code(), Some(0), "{}", error(&done));
    let said = error(&done);
    assert!(said.contains("opening, publicity.working_days") && said.contains("[scheme]"), "{said}");
    fs::write(program.folder().join("S.toml"), super::SCHEME).unwrap();
    assert!(error(&program.run(&words)).is_empty(), "nothing to name, nothing said");
}

/// The files of one case from the field, by name.
type Files<'a> = &'a [(&'a str, &'a str)];

fn rank(program: &Program, files: Files<'_>, rulings: bool) -> std::process::Output {
    for (name, content) in files {
        fs::write(program.folder().join(name), content).unwrap();
    }
    let mut words = vec!["rank", "--scheme", "S.toml", "--positions", "P.csv", "--marks", "X.csv"];
    words.extend(["--out", "out", "--only-table"]);
    if rulings {
        words.extend(["--rulings", "D.toml"]);
    }
    program.run(&words)
}

/// The table that was written: each row by the candidate's number, its cells by their head.
fn table(program: &Program) -> BTreeMap<String, BTreeMap<String, String>> {
    let text = fs::read_to_string(program.folder().join("out/ranking.csv")).unwrap();
    let mut lines = text.lines().map(|line| line.split(',').map(str::to_owned).collect::<Vec<_>>());
    let head = lines.next().unwrap();
    let row = |cells: Vec<String>| head.iter().cloned().zip(cells).collect::<BTreeMap<_, _>>();
    lines.map(row).map(|row| (row["candidate"].clone(), row)).collect()
}

const DRAWN: Files<'_> = &[
    (
        "S.toml",
        r#"[scheme]
components = [{ key = "written", weight = 60 }, { key = "interview", weight = 40 }]
facts = [{ key = "service", kind = "number" }]
rank = { still_tied = "lots" }
shortlists = [
  { to = "interview", score = "written", ratio = "3:1", tie = "ladder", ladder = ["fact.service"] },
  { to = "inspection", score = "total", ratio = "1:1", tie = "ladder", ladder = ["fact.service"] },
]
"#,
    ),
    ("P.csv", "position,plan\n0101,1\n"),
    (
        "X.csv",
        "position,candidate,written,interview,fact.service\n0101,a,90,70,4\n0101,b,85,77.5,4\n0101,c,80,,4\n\
         0101,d,80,60,4\n0101,e,70,,4\n",
    ),
];

fn lots(question: &str, order: &[&str]) -> String {
    format!(
        "[[ties]]\nquestion = \"{question}\"\nby = {{ lots = {order:?} }}\nwitnesses = [\"W\"]\n\
         approver = \"A\"\ndate = \"2026-05-01\"\n\n"
    )
}

#[test]
fn a_draw_of_lots_on_each_of_two_lists_decides_that_list_alone() {
    let program = Program::new();
    let interview = lots("0101/interview", &["d", "c"]);
    let mut files = DRAWN.to_vec();
    let both = interview.clone() + &lots("0101/inspection", &["b", "a"]);
    files.push(("D.toml", &both));
    let done = rank(&program, &files, true);
    assert_eq!(done.status.code(), Some(0), "{}", error(&done));
    let rows = table(&program);
    let seats = |who: &str| [&rows[who]["interview"], &rows[who]["inspection"]].map(String::as_str);
    // 80 is the third place twice: d was drawn. 82 is the first place twice: b was drawn.
    assert_eq!([seats("d"), seats("b")], [["in", "reserve 2"], ["in", "in"]], "{rows:?}");
    assert_eq!(seats("a"), ["in", "reserve 1"], "{rows:?}");
    assert_eq!(seats("c")[0], "reserve 1", "{rows:?}");
    // The second draw waits where only the first is there, and each draw must be of those who are tied, and of all of them.
    for (wrong, code) in [
        (interview, 3),
        (lots("0101/interview", &["d"]), 2),
        (lots("0101/interview", &["d", "e"]), 2),
        (both.clone() + &lots("0101/medical", &["b", "a"]), 2),
    ] {
        let mut files = DRAWN.to_vec();
        files.push(("D.toml", &wrong));
        let done = rank(&Program::new(), &files, true);
        assert_eq!(done.status.code(), Some(code), "{wrong}: {}", error(&done));
    }
}

#[test]
fn one_corrected_mark_moves_everybody_through_the_mean_of_the_rooms() {
    const SCHEME: &str = r#"[scheme]
components = [{ key = "written", weight = 50 }, { key = "interview", weight = 50, rooms = { overall = "mean_of_room_means", group = "position", round = { places = 2 } } }]
shortlists = [{ to = "medical", score = "total", ratio = "1:1" }]
"#;
    let marks = |last: &str| {
        format!(
            "position,candidate,written,interview,room.interview\n0101,a,80,86,3\n0101,b,78,84,3\n0101,c,76,85,3\n\
             0101,d,79,81,4\n0101,f,75,83,4\n0101,e,78.5,{last},4\n"
        )
    };
    let totals = |last: &str| {
        let program = Program::new();
        let marks = marks(last);
        let files = [("S.toml", SCHEME), ("P.csv", "position,plan\n0101,3\n"), ("X.csv", marks.as_str())];
        let done = rank(&program, &files, false);
        assert_eq!(done.status.code(), Some(0), "{}", error(&done));
        table(&program).into_iter().map(|(who, row)| (who, row["total"].clone())).collect::<BTreeMap<_, _>>()
    };
    let (before, after) = (totals("81"), totals("85"));
    // The means are 85 and 81⅔ before, 85 and 83 after; their mean is 83⅓ before, 84 after.
    assert_eq!(before["a"], "82.16", "86 × 83⅓ ÷ 85 = 84.31, and 80: 82.155");
    assert_eq!(after["a"], "82.50", "86 × 84 ÷ 85 = 84.99, and 80: 82.495");
    let moved = before.iter().filter(|(who, total)| after[*who] != **total).count();
    assert_eq!((before.len(), moved), (6, 6), "{before:?} {after:?}");
}
