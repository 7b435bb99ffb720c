//! The key file's generations: read back, added, retired, followed.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use domain::calendar::Instant;

use super::{Change, Generation, KeyFile, add, retire};
use crate::effects::Random;
use crate::keys::{Broken, KeyFileError, Place, create, load, open};

const NOW: Instant = Instant(5);

fn here() -> Place {
    Place::of("application.name_sealed", "A")
}

#[test]
fn a_file_reads_back_and_each_wrong_line_is_named() {
    let file = KeyFile::draw(&Random::seeded(1), NOW);
    let text = file.text();
    assert_eq!(*KeyFile::parse(&text).unwrap().text(), *text);
    let lines: Vec<&str> = text.lines().collect();
    let (one, two) = (lines[2].replace(" 1 ", " 3 "), lines[2].replace(" 1 ", " 2 "));
    for (wrong, line) in [
        (String::new(), 1),
        (text.replace("keys 1", "keys 2"), 1),
        (text.replace("root ", "root 0"), 2),
        (lines[..2].join("\n"), 3),
        (format!("{}\n{}\n{one}\n{two}", lines[0], lines[1]), 4),
        (format!("{}x", text.trim_end()), 3),
        (format!("{}\n", text.as_str()), 4),
        (text.replace("generation 1", "generation 0"), 3),
    ] {
        assert_eq!(KeyFile::parse(&wrong).err(), Some(line), "{line}");
    }
}

#[test]
fn the_newest_generation_seals_all_open_and_a_running_process_finds_a_new_one() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("master.key");
    let random = Random::seeded(1);
    let running = open(&file, false, (&random, NOW)).unwrap();
    let old = running.seal(&here(), "one", &random);
    assert_eq!(add(&file, &random, NOW).unwrap(), Generation(2));
    assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
    let other = open(&file, true, (&random, NOW)).unwrap();
    assert_eq!(other.open(&here(), &old).unwrap().as_str(), "one");
    let new = other.seal(&here(), "two", &random);
    assert_eq!((old[0], new[0]), (1, 2));
    assert_eq!(running.newest(), Generation(1), "nobody told it yet");
    assert_eq!(running.open(&here(), &new).unwrap().as_str(), "two", "it reads the file again by itself");
    assert_eq!(running.seal(&here(), "three", &random)[0], 2);
    assert_eq!(running.blind("a", "b"), other.blind("a", "b"), "indexes stay");
    let mut forged = new.clone();
    forged[0] = 1;
    assert_eq!(running.open(&here(), &forged), Err(Broken));
    assert!(matches!(retire(&file, Generation(2)), Err(Change::Newest(2))));
    assert!(matches!(retire(&file, Generation(7)), Err(Change::Unknown(7))));
    retire(&file, Generation(1)).unwrap();
    assert!(running.refresh().unwrap());
    assert_eq!(running.open(&here(), &old), Err(Broken), "it is gone");
    assert_eq!(add(&file, &random, NOW).unwrap(), Generation(3), "no number is given twice");
}

#[test]
fn a_change_that_was_cut_off_leaves_the_file_and_another_installations_file_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("master.key");
    let running = open(&file, false, (&Random::seeded(1), NOW)).unwrap();
    fs::write(file.with_extension("new"), "linxuan keys 1\nro").unwrap();
    assert_eq!(add(&file, &Random::seeded(2), NOW).unwrap(), Generation(2));
    assert!(!file.with_extension("new").exists());
    assert_eq!(load(&file).unwrap().generations().count(), 2);
    fs::remove_file(&file).unwrap();
    create(&file, (&Random::seeded(9), NOW)).unwrap();
    assert!(matches!(running.refresh(), Err(KeyFileError::Another(_))));
    assert_eq!(running.newest(), Generation(1), "what was known stays in use");
}

#[test]
fn two_hundred_and_fifty_five_numbers_are_all() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("master.key");
    let random = Random::seeded(1);
    create(&file, (&random, NOW)).unwrap();
    for _ in 1..255 {
        add(&file, &random, NOW).unwrap();
    }
    assert!(matches!(add(&file, &random, NOW), Err(Change::Full)));
    assert_eq!(load(&file).unwrap().newest().0, Generation(255));
}
