//! The program itself: words, help, exit codes, key file, settings.
#![expect(clippy::unwrap_used, reason = "a test stops where it fails")]

#[path = "cli/demo.rs"]
mod demo;
#[path = "cli/keys.rs"]
mod keys;
#[path = "../../tests/harness/postgres.rs"]
mod postgres;
#[path = "cli/program.rs"]
mod program;
#[path = "cli/scheme.rs"]
mod scheme;
#[path = "cli/verify.rs"]
mod verify;

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;

use program::{Program, error, text};

/// Every subcommand of the program, for the checks that hold for all of them.
const SUBCOMMANDS: &[&str] = &[
    "serve",
    "migrate",
    "demo",
    "create-admin",
    "keys",
    "rank",
    "scheme",
    "verify",
    "read-sheet",
    "check-upload",
];

#[test]
fn every_subcommand_has_help_with_an_example() {
    let program = Program::new();
    let listed = text(&program.run(&["--help"]));
    for word in SUBCOMMANDS {
        assert!(listed.contains(word), "{word} is not listed");
        let help = program.run(&[word, "--help"]);
        assert!(help.status.success(), "{word}");
        let example = format!("\n  linxuan {word}");
        assert!(
            text(&help).contains(&example) || text(&help).contains(&format!("| linxuan {word}")),
            "{word}"
        );
    }
    let mentioned = listed.lines().filter(|line| line.starts_with("  ") && !line.starts_with("   ")).count();
    assert_eq!(mentioned, SUBCOMMANDS.len() + 3, "a subcommand is missing in this test:\n{listed}");
}

#[test]
fn wrong_words_are_exit_code_2_and_say_which() {
    let program = Program::new();
    for words in [
        &["migrat"][..],
        &["migrate", "--stats"],
        &["--nonsense"],
        &["read-sheet"],
        &["check-upload", "--as", "list"],
        &["migrate", "extra"],
    ] {
        let refused = program.run(words);
        assert_eq!(refused.status.code(), Some(2), "{words:?}");
        assert!(refused.stdout.is_empty() && !refused.stderr.is_empty(), "{words:?}");
    }
    assert!(error(&program.run(&["migrat"])).contains("migrate"));
}

#[test]
fn a_wrong_setting_refuses_and_names_itself_and_the_allowed_values() {
    let program = Program::new();
    let by_flag = program.run(&["migrate", "--log-format", "xml"]);
    assert_eq!(by_flag.status.code(), Some(1));
    let said = error(&by_flag);
    assert!(
        said.contains("log_format") && said.contains("--log-format") && said.contains("text or json"),
        "{said}"
    );
    let by_variable = program.with("LINXUAN_REQUEST_SECONDS", "soon").run(&["migrate"]);
    let said = error(&by_variable);
    assert!(said.contains("LINXUAN_REQUEST_SECONDS") && said.contains("from 1 to 600"), "{said}");
    fs::write(program.folder().join("linxuan.toml"), "hash_pases = 3").unwrap();
    let said = error(&program.run(&["migrate"]));
    assert!(
        said.contains("hash_pases") && said.contains("hash_passes") && said.contains("linxuan.toml"),
        "{said}"
    );
    assert!(!program.folder().join("data").exists(), "nothing may be made with wrong settings");
}

#[test]
fn the_first_start_makes_schema_and_private_key_and_the_second_does_nothing() {
    let program = Program::new();
    let first = program.run(&["migrate"]);
    assert!(first.status.success(), "{}", error(&first));
    assert!(text(&first).contains("people"), "{}", text(&first));
    let key = program.folder().join("data/master.key");
    assert_eq!(fs::metadata(&key).unwrap().permissions().mode() & 0o777, 0o600);
    let bytes = fs::read(&key).unwrap();
    assert!(bytes.starts_with(b"linxuan keys 1\nroot "));
    let second = program.run(&["migrate"]);
    assert_eq!(text(&second), "nothing to do\n");
    assert_eq!(fs::read(&key).unwrap(), bytes);
    assert_eq!(text(&program.run(&["migrate", "--status"])), "nothing is missing\n");
}

#[test]
fn a_key_that_others_can_read_or_that_was_cut_is_refused_by_name() {
    let program = Program::new();
    assert!(program.run(&["migrate"]).status.success());
    let key = program.folder().join("data/master.key");
    for mode in [0o644, 0o640, 0o660, 0o604] {
        fs::set_permissions(&key, Permissions::from_mode(mode)).unwrap();
        let refused = program.run(&["migrate"]);
        assert_eq!(refused.status.code(), Some(1));
        assert!(
            error(&refused).contains("master.key") && error(&refused).contains("chmod 600"),
            "{}",
            error(&refused)
        );
    }
    fs::set_permissions(&key, Permissions::from_mode(0o600)).unwrap();
    fs::write(&key, "linxuan keys 1\nroot 00").unwrap();
    let refused = error(&program.run(&["migrate"]));
    assert!(refused.contains("line 2") && refused.contains("backup"), "{refused}");
}

#[test]
fn a_database_that_is_not_there_is_said_so_and_none_is_made_by_asking() {
    let program = Program::embedded();
    let asked = program.run(&["migrate", "--status"]);
    assert_eq!(asked.status.code(), Some(1));
    assert!(error(&asked).contains("linxuan migrate"));
    assert!(!program.folder().join("data").exists());
    let unreachable = program.run(&["migrate", "--database", "postgres://officer:s3cret@127.0.0.1:1/none"]);
    assert_eq!(unreachable.status.code(), Some(1));
    assert!(!error(&unreachable).contains("s3cret"), "{}", error(&unreachable));
}

#[test]
fn the_worker_reads_a_sheet_and_reports_a_picture_as_none() {
    let program = Program::new();
    let read = program.feed(&["read-sheet", "--name", "p.csv"], b"position,plan\n0010001,2\n");
    assert!(read.status.success(), "{}", error(&read));
    let lines = text(&read);
    assert!(lines.contains("0010001") && lines.trim_end().ends_with('}'), "{lines}");
    assert!(lines.lines().last().unwrap().starts_with("{\"end\":"), "{lines}");
    let picture = program.feed(&["read-sheet", "--name", "p.xlsx"], b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR");
    assert!(picture.status.success());
    assert!(text(&picture).contains("fault"), "{}", text(&picture));
}

/// A PNG of one colour.
fn flat(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = Vec::new();
    let picture = image::GrayImage::new(width, height);
    let encoder = image::codecs::png::PngEncoder::new(&mut bytes);
    let kind = image::ExtendedColorType::L8;
    image::ImageEncoder::write_image(encoder, picture.as_raw(), width, height, kind).unwrap();
    bytes
}

#[test]
fn the_worker_of_files_answers_with_what_is_kept_or_why_not() {
    let program = Program::new();
    let check = |task: &str, bytes: &[u8]| program.feed(&["check-upload", "--as", task], bytes);
    let pdf = b"%PDF-1.4\n1 0 obj\n<< /Type /Page >>\nendobj\n%%EOF\n";
    let taken = check("certificate", pdf);
    let head = format!("{{\"taken\":{{\"kind\":\"pdf\",\"length\":{}}}}}\n", pdf.len());
    assert_eq!(taken.stdout, [head.as_bytes(), pdf].concat());
    let refused = text(&check("photo", pdf));
    assert_eq!(refused, "{\"refused\":\"no_picture\"}\n");
    let picture = check("photo", &flat(1_200, 1_600));
    assert!(picture.stdout.starts_with(b"{\"taken\":{\"kind\":\"jpeg\""), "{}", error(&picture));
    let small = text(&check("photo:413x579x60", &flat(400, 600)));
    assert!(small.starts_with("{\"refused\":{\"too_small\":{\"width\":400,"), "{small}");
}

#[test]
fn serving_needs_the_schema_the_key_and_the_assets_and_says_which_is_missing() {
    let program = Program::new();
    let site = program.folder().join("site");
    let serve =
        |program: &Program| error(&program.run(&["serve", "--site", "site", "--listen", "127.0.0.1:0"]));
    assert!(serve(&program).contains("manifest.json"), "{}", serve(&program));
    fs::create_dir_all(&site).unwrap();
    fs::write(site.join("manifest.json"), r#"{"js":"/a","wasm":"/b","css":"/c","files":[]}"#).unwrap();
    assert!(serve(&program).contains("linxuan migrate"), "{}", serve(&program));
    assert!(program.run(&["migrate"]).status.success());
    fs::set_permissions(program.folder().join("data/master.key"), Permissions::from_mode(0o644)).unwrap();
    assert!(serve(&program).contains("chmod 600"), "{}", serve(&program));
}

const SCHEME: &str = "[scheme]\ncomponents = [{ key = \"written\", weight = 100 }]\n\
                      shortlists = [{ to = \"interview\", score = \"written\", ratio = \"1:1\" }]\n";

fn ranked(program: &Program, scores: &str) -> std::process::Output {
    for (name, content) in [("S.toml", SCHEME), ("P.csv", "position,plan\n001,1\n"), ("X.csv", scores)] {
        fs::write(program.folder().join(name), content).unwrap();
    }
    program.run(&["rank", "--scheme", "S.toml", "--positions", "P.csv", "--marks", "X.csv", "--out", "out"])
}

#[test]
fn rank_writes_everything_or_lists_every_fault() {
    let program = Program::new();
    let done = ranked(&program, "position,candidate,written\n001,a,71.5\n001,b,80\n");
    assert_eq!(done.status.code(), Some(0), "{}", error(&done));
    let ranking = fs::read_to_string(program.folder().join("out/ranking.csv")).unwrap();
    assert!(ranking.lines().nth(1).unwrap().starts_with("001,b,"), "{ranking}");
    for name in ["ranking.xlsx", "trace.jsonl"] {
        assert!(program.folder().join("out").join(name).exists(), "{name}");
    }
    let program = Program::new();
    let faulty = ranked(&program, "position,candidate,writen\n001,a,71.5\n002,b,80\n");
    assert_eq!(faulty.status.code(), Some(2));
    assert!(faulty.stdout.is_empty());
    assert!(error(&faulty).contains("X.csv") && error(&faulty).contains("written"), "{}", error(&faulty));
    assert!(!program.folder().join("out").exists(), "nothing may be written");
    let missing = program.run(&[
        "rank",
        "--scheme",
        "S.toml",
        "--positions",
        "P.csv",
        "--marks",
        "N.csv",
        "--out",
        "o",
    ]);
    assert_eq!(missing.status.code(), Some(2), "{}", error(&missing));
}

#[test]
fn verify_tells_a_list_from_anything_else_and_walks_the_chain() {
    let program = Program::new();
    fs::write(program.folder().join("x.csv"), "a,b\n1,2\n").unwrap();
    let none = program.run(&["verify", "x.csv"]);
    assert_eq!(none.status.code(), Some(2), "{}", error(&none));
    assert_eq!(program.run(&["verify", "missing.csv"]).status.code(), Some(1));
    assert_eq!(program.run(&["verify"]).status.code(), Some(2));
    assert_eq!(program.run(&["verify", "x.csv", "--digest", "12"]).status.code(), Some(2));
    let nothing = program.run(&["verify", "--chain"]);
    assert_eq!(nothing.status.code(), Some(1), "no database: {}", error(&nothing));
    assert!(program.run(&["migrate"]).status.success());
    let whole = program.run(&["verify", "--chain"]);
    assert_eq!(whole.status.code(), Some(0), "{}", error(&whole));
    assert!(text(&whole).contains("events: 0") && text(&whole).contains("whole"), "{}", text(&whole));
}

#[test]
fn an_administrator_is_created_once_with_a_one_time_code_and_no_password() {
    let program = Program::new();
    assert!(program.run(&["migrate"]).status.success());
    let words = ["create-admin", "--name", "Li Wen", "--sign-in", "li.wen"];
    let made = program.run(&words);
    assert_eq!(made.status.code(), Some(0), "{}", error(&made));
    let said = text(&made);
    let code = said.lines().find_map(|line| line.strip_prefix("one-time code: ")).unwrap();
    assert_eq!((code.len(), code.matches('-').count()), (23, 3), "{code}");
    assert!(said.contains("/en/sign-in/code") && !said.contains("password: "), "{said}");
    let again = program.run(&words);
    assert_eq!(again.status.code(), Some(1));
    fs::remove_file(program.folder().join("data/master.key")).unwrap();
    let lost = program.run(&["migrate"]);
    assert_eq!(lost.status.code(), Some(1));
    assert!(error(&lost).contains("master.key is missing"), "{}", error(&lost));
    assert!(!program.folder().join("data/master.key").exists(), "a lost key is never replaced");
}
