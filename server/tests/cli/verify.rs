//! `linxuan verify --chain`: the whole database against its events, and what was written past the program by name.

use std::process::Output;

use documents::{Fonts, Papers};
use domain::digest::Digest;
use domain::lists::{Head, List, Row as ListRow};
use sea_orm::{ConnectionTrait, Database, Statement};
use service::open::paper::print_pdf;
use text::Lang;

use crate::program::{Program, error, text as printed};

fn newest(output: &Output) -> String {
    let said = printed(output);
    let seal = said.lines().find_map(|line| line.strip_prefix("newest seal: "));
    seal.unwrap_or_else(|| panic!("{said}")).to_owned()
}

fn force(program: &Program, sql: &'static str) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let db = Database::connect(program.address()).await.unwrap();
        db.execute_unprepared(sql).await.unwrap();
        db.close().await.unwrap();
    });
}

#[test]
fn the_chain_is_checked_against_what_a_list_prints_and_alterations_are_named() {
    let program = Program::new();
    assert!(program.run(&["demo", "--size", "20"]).status.success());
    let whole = program.run(&["verify", "--chain"]);
    assert!(whole.status.success(), "{}", error(&whole));
    let seal = newest(&whole);

    // As printed, and as somebody copies it from paper.
    let copied = seal.to_uppercase().replacen(':', ": ", 1);
    for witness in [seal.as_str(), &copied] {
        let held = program.run(&["verify", "--chain", "--witness", witness]);
        assert!(held.status.success(), "{witness}: {}", error(&held));
    }
    let (number, link) = seal.split_once(':').unwrap();
    let later = format!("{}:{link}", number.parse::<u32>().unwrap() + 1);
    let cut = program.run(&["verify", "--chain", "--witness", &later]);
    assert_eq!(cut.status.code(), Some(1));
    assert!(error(&cut).contains("is missing"), "{}", error(&cut));
    let other = format!("{number}:{}", "0".repeat(64));
    let wrong = program.run(&["verify", "--chain", "--witness", &other]);
    assert_eq!(wrong.status.code(), Some(1));
    assert!(error(&wrong).contains("is not the one kept outside"), "{}", error(&wrong));
    for malformed in ["12", "12=00", &format!("0:{link}"), &format!("x:{link}")] {
        assert_eq!(program.run(&["verify", "--chain", "--witness", malformed]).status.code(), Some(2));
    }

    force(&program, "UPDATE account SET state = 'closed' WHERE id = 1");
    let altered = program.run(&["verify", "--chain"]);
    assert_eq!(altered.status.code(), Some(1));
    let said = error(&altered);
    assert!(said.contains("table account, id 1 (code "), "{said}");
    assert!(
        said.contains("is not as its last act left it") && said.contains("was written past the program"),
        "{said}"
    );
}

#[test]
fn without_its_own_key_file_nothing_is_called_whole() {
    let program = Program::new();
    assert!(program.run(&["demo", "--size", "2"]).status.success());
    let key = program.folder().join("data/master.key");
    let refused = |why: &str| {
        let run = program.run(&["verify", "--chain"]);
        assert_eq!(run.status.code(), Some(1));
        let said = error(&run);
        assert!(
            said.contains("master.key") && said.contains(why) && !printed(&run).contains("whole"),
            "{said}"
        );
    };
    std::fs::remove_file(&key).unwrap();
    refused("is missing");
    let other = Program::new();
    assert!(other.run(&["demo", "--size", "2"]).status.success());
    std::fs::copy(other.folder().join("data/master.key"), &key).unwrap();
    refused("another installation");
}

/// The sealed bytes of a list of one person.
fn sealed() -> Vec<u8> {
    let row = ListRow {
        position: "010001".to_owned(),
        unit: "综合处".to_owned(),
        title: "一级主任科员".to_owned(),
        plan: "1".to_owned(),
        ticket: "440101199001".to_owned(),
        name: "李㼆".to_owned(),
        values: vec!["84.50".to_owned()],
        rank: "1".to_owned(),
        tied: "no".to_owned(),
        note: String::new(),
        result: "in".to_owned(),
    };
    let head = Head {
        posting: "7K3M9QX2AB".to_owned(),
        title: "2026年公开遴选".to_owned(),
        authority: "市委办公室".to_owned(),
        stage: "interview".to_owned(),
        name: None,
        version: 1,
        reason: None,
        supersedes: None,
        revision: 1,
        scheme: Digest::of(b"scheme"),
        rulings: Digest::of(b"rulings"),
        proposal: None,
        engine: "linxuan 0.1.0".to_owned(),
        audit_seal: None,
        published_at: domain::calendar::Instant(1_767_000_000_000),
    };
    List { head, columns: vec!["total".to_owned()], rows: vec![row] }.bytes().unwrap()
}

#[test]
fn a_list_on_paper_is_proved_and_what_was_changed_or_is_none_is_told_apart() {
    let (program, bytes) = (Program::new(), sealed());
    let digest = Digest::of(&bytes);
    let papers = Papers::new(Fonts::usual());
    let verify = |paper: &[u8], digest: Digest| {
        std::fs::write(program.folder().join("list.pdf"), paper).unwrap();
        program.run(&["verify", "list.pdf", "--digest", &digest.grouped()])
    };
    for lang in Lang::ALL {
        let paper = print_pdf(&papers, lang, &bytes).unwrap();
        let whole = verify(&paper, digest);
        assert!(whole.status.success() && printed(&whole).contains("whole: "), "{}", error(&whole));
        let other = verify(&paper, Digest::of(b"other"));
        assert_eq!(other.status.code(), Some(1), "{}", error(&other));
        assert!(error(&other).contains("is not what was sealed"));
        let changed = verify(&[paper.as_slice(), b"\n%"].concat(), digest);
        assert_eq!(changed.status.code(), Some(1));
        assert!(error(&changed).contains("prints from this list"), "{}", error(&changed));
    }
    assert_eq!(verify(b"%PDF-1.7\n%%EOF", digest).status.code(), Some(2));

    std::fs::write(program.folder().join("list.pdf"), print_pdf(&papers, Lang::Zh, &bytes).unwrap()).unwrap();
    let fontless = program.run(&["verify", "list.pdf", "--fonts", "nowhere"]);
    assert_eq!(fontless.status.code(), Some(1));
    assert!(error(&fontless).contains("fonts-noto-cjk") && !printed(&fontless).contains("whole"));
}

/// A file alone proves nothing about what was published: without a digest to compare with it is never called whole.
#[test]
fn without_a_digest_nothing_is_called_whole() {
    let (program, bytes) = (Program::new(), sealed());
    std::fs::write(program.folder().join("list.csv"), &bytes).unwrap();
    let alone = program.run(&["verify", "list.csv"]);
    let said = printed(&alone);
    assert!(alone.status.success(), "{}", error(&alone));
    assert!(said.contains("not compared: ") && !said.contains("whole"), "{said}");
    assert!(said.contains(&Digest::of(&bytes).grouped()), "{said}");
    // Whoever changes an archive writes its manifest and its index anew: this one says that nothing was ever published.
    let forged = sheets::archive::pack(&[("lists/lists.json".to_owned(), b"[]".to_vec())]).unwrap();
    std::fs::write(program.folder().join("archive.zip"), &forged).unwrap();
    let alone = program.run(&["verify", "archive.zip"]);
    let said = printed(&alone);
    assert!(alone.status.success(), "{}", error(&alone));
    assert!(said.contains("not compared: ") && !said.contains("whole"), "{said}");
    let digest = Digest::of(&forged).grouped();
    let named = program.run(&["verify", "archive.zip", "--digest", &digest]);
    assert!(named.status.success() && printed(&named).contains("whole: "), "{}", error(&named));
    let other = program.run(&["verify", "archive.zip", "--digest", &Digest::of(b"other").grouped()]);
    assert_eq!(other.status.code(), Some(1));
    assert!(!printed(&other).contains("whole") && error(&other).contains("is not what was made"));
}

/// The archive of nothing but the first ranking of the demonstration, as the program would index it.
fn archive_of_a_ranking(program: &Program) -> (String, Vec<u8>) {
    let asked = "SELECT r.code, r.engine, r.scheme_digest, r.inputs_digest, r.rulings_digest, r.result_digest, b.lies \
                 FROM ranking_basis b JOIN ranking r ON r.id = b.ranking ORDER BY r.id LIMIT 1";
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let row: Vec<String> = runtime.block_on(async {
        let db = Database::connect(program.address()).await.unwrap();
        let asked = Statement::from_string(db.get_database_backend(), asked);
        let row = db.query_one_raw(asked).await.unwrap().expect("a ranking");
        let row = (0..7).map(|at| row.try_get_by_index(at).unwrap()).collect();
        db.close().await.unwrap();
        row
    });
    let (first, rest) = row[6].split_at(2);
    let sealed = std::fs::read(program.folder().join("data/files").join(first).join(rest)).unwrap();
    let index = serde_json::json!([{
        "format": "linxuan basis 1", "ranking": row[0], "engine": row[1], "scheme": row[2], "inputs": row[3],
        "rulings": row[4], "result": row[5], "computed": "", "lies": row[6], "file": "rankings/R.sealed",
    }]);
    let files = [
        ("lists/lists.json".to_owned(), b"[]".to_vec()),
        ("rankings/R.sealed".to_owned(), sealed),
        ("rankings/rankings.json".to_owned(), index.to_string().into_bytes()),
    ];
    (row[5].clone(), sheets::archive::pack(&files).unwrap())
}

#[test]
fn rankings_of_an_archive_are_computed_again_where_the_key_file_is_at_hand() {
    // The whole demonstration: the generated people of a given number have no marks, and nothing is ranked.
    let program = Program::new();
    assert!(program.run(&["demo"]).status.success());
    let (result, whole) = archive_of_a_ranking(&program);
    let verify = |bytes: &[u8]| {
        std::fs::write(program.folder().join("archive.zip"), bytes).unwrap();
        program.run(&["verify", "archive.zip"])
    };
    let same = verify(&whole);
    assert!(same.status.success(), "{}", error(&same));
    assert!(printed(&same).contains("computed again, same digest"), "{}", printed(&same));
    // The same archive as the input of a ranking: its files, and the digest that it had.
    let rank = || program.run(&["rank", "--basis", "archive.zip", "--out", "again"]);
    let ranked = rank();
    assert!(matches!(ranked.status.code(), Some(0 | 3)), "{}", error(&ranked));
    let grouped = result.parse::<Digest>().unwrap().grouped();
    assert!(printed(&ranked).contains(&grouped), "{}", printed(&ranked));
    assert!(printed(&ranked).contains("computed again, same digest"), "{}", printed(&ranked));
    assert!(program.folder().join("again/ranking.csv").exists());
    let both = program.run(&["rank", "--basis", "archive.zip", "--marks", "M.csv", "--out", "again"]);
    assert_eq!(both.status.code(), Some(2), "tables or a basis: {}", error(&both));

    let opened = sheets::archive::open(&whole).unwrap();
    let mut files = opened.files;
    let index = String::from_utf8(files["rankings/rankings.json"].clone()).unwrap();
    let index = index.replace(&result, &Digest::of(b"forged").to_string());
    files.insert("rankings/rankings.json".to_owned(), index.into_bytes());
    let forged = verify(&sheets::archive::pack(&files.into_iter().collect::<Vec<_>>()).unwrap());
    assert_eq!(forged.status.code(), Some(1));
    assert!(error(&forged).contains("outcome"), "{}", error(&forged));
    let ranked = rank();
    assert_eq!(ranked.status.code(), Some(1), "another digest than the index names: {}", error(&ranked));
    assert!(error(&ranked).contains("outcome"), "{}", error(&ranked));

    std::fs::remove_file(program.folder().join("data/master.key")).unwrap();
    assert_eq!(rank().status.code(), Some(1), "it opens with the key file alone");
    let without = verify(&whole);
    assert!(without.status.success(), "{}", error(&without));
    assert!(printed(&without).contains("not computed again"), "{}", printed(&without));
}
