//! `linxuan verify --chain`: the whole database against its events, and what was written past the program by name.

use std::process::Output;

use sea_orm::{ConnectionTrait, Database};

use crate::program::{Program, error, text};

fn newest(output: &Output) -> String {
    let printed = text(output);
    let seal = printed.lines().find_map(|line| line.strip_prefix("newest seal: "));
    seal.unwrap_or_else(|| panic!("{printed}")).to_owned()
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
        assert!(said.contains("master.key") && said.contains(why) && !text(&run).contains("whole"), "{said}");
    };
    std::fs::remove_file(&key).unwrap();
    refused("is missing");
    let other = Program::new();
    assert!(other.run(&["demo", "--size", "2"]).status.success());
    std::fs::copy(other.folder().join("data/master.key"), &key).unwrap();
    refused("another installation");
}
