//! Data at rest from outside: modes of files, the key file, and generations that change while the program is killed.

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::time::Duration;

use crate::program::{Program, error, text};

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o7777
}

fn set(path: &Path, mode: u32) {
    fs::set_permissions(path, Permissions::from_mode(mode)).unwrap();
}

/// Values that each generation seals, as `keys status` says.
fn sealed(status: &str) -> Vec<(u32, u64)> {
    let number = |word: &str| word.trim_end_matches(',').parse::<u64>().unwrap();
    let read = |line: &str| {
        let words: Vec<&str> = line.split(' ').collect();
        let values = words.iter().position(|word| word.starts_with("values")).unwrap();
        (u32::try_from(number(words[1])).unwrap(), number(words[values - 1]))
    };
    status.lines().filter(|line| line.starts_with("generation ")).map(read).collect()
}

#[test]
fn files_and_folder_are_their_owners_alone_also_where_they_were_wider() {
    let program = Program::embedded();
    assert!(program.run(&["demo", "--size", "3"]).status.success());
    let data = program.folder().join("data");
    let (database, key) = (data.join("linxuan.db"), data.join("master.key"));
    assert_eq!((mode(&data), mode(&database), mode(&key)), (0o700, 0o600, 0o600));
    let log = data.join("linxuan.db-wal");
    // What the command before left in the log is kept.
    fs::OpenOptions::new().create(true).append(true).open(&log).unwrap();
    for (path, wide) in [(&data, 0o755), (&database, 0o644), (&log, 0o664)] {
        set(path, wide);
    }
    let again = program.run(&["keys", "status"]);
    assert!(again.status.success(), "{}", error(&again));
    let told = error(&again);
    assert!(told.contains("linxuan.db") && told.contains("0644") && told.contains("0755"), "{told}");
    assert_eq!((mode(&data), mode(&database)), (0o700, 0o600));
    assert!(!log.exists() || mode(&log) == 0o600);

    let shared = program.folder().join("shared");
    fs::create_dir(&shared).unwrap();
    set(&shared, 0o1777);
    let refused = program.run(&["migrate", "--data", "shared"]);
    assert_eq!(refused.status.code(), Some(1));
    assert!(error(&refused).contains("--data"), "{}", error(&refused));
    assert_eq!(mode(&shared), 0o1777, "what others use stays as it is");
}

#[test]
fn a_lost_a_foreign_and_an_old_key_file_are_refused_and_told_apart() {
    let program = Program::new();
    let other = Program::new();
    for one in [&program, &other] {
        assert!(one.run(&["demo", "--size", "3"]).status.success());
    }
    let key = program.folder().join("data/master.key");
    let first = fs::read(&key).unwrap();
    let refused = |why: &str| {
        let run = program.run(&["keys", "status"]);
        assert_eq!(run.status.code(), Some(1));
        assert!(error(&run).contains(why) && error(&run).contains("master.key"), "{why}: {}", error(&run));
    };
    fs::remove_file(&key).unwrap();
    refused("is missing");
    assert!(!key.exists(), "none is made in its place");
    fs::copy(other.folder().join("data/master.key"), &key).unwrap();
    refused("another installation");
    fs::write(&key, &first).unwrap();
    set(&key, 0o600);
    let rotated = program.run(&["keys", "rotate"]);
    assert!(text(&rotated).contains("generation 2 seals from now on"), "{}", error(&rotated));
    let second = fs::read(&key).unwrap();
    fs::write(&key, &first).unwrap();
    refused("ends with generation 1, but generation 2");
    fs::write(&key, &second).unwrap();
    assert!(program.run(&["keys", "status"]).status.success());

    let outside = program.folder().join("elsewhere.key");
    fs::rename(&key, &outside).unwrap();
    let run = program.run(&["keys", "status", "--key-file", "elsewhere.key"]);
    assert!(run.status.success(), "{}", error(&run));
}

#[test]
fn sealing_anew_that_is_killed_twenty_times_loses_nothing() {
    let program = Program::new();
    let built = program.run(&["demo", "--size", "800"]);
    assert!(built.status.success(), "{}", error(&built));
    let before = sealed(&text(&program.run(&["keys", "status"])));
    let all = before[0].1;
    assert!(before.len() == 1 && all > 3_000, "{before:?}");
    assert!(program.run(&["keys", "rotate"]).status.success());
    let (mut both, mut wait, mut last) = (0, 60, before);
    for round in 0..60 {
        if round >= 20 && both > 0 {
            break;
        }
        let mut running = program.start(&["keys", "reseal"]);
        std::thread::sleep(Duration::from_millis(wait));
        // SIGKILL.
        running.kill().unwrap();
        running.wait().unwrap();
        let status = sealed(&text(&program.run(&["keys", "status"])));
        // Each act leaves an event of the system without an address: the number of values stays.
        assert_eq!(status.iter().map(|one| one.1).sum::<u64>(), all, "round {round}: {status:?}");
        both += usize::from(status.iter().all(|one| one.1 > 0));
        // A busy machine needs longer before anything is sealed anew.
        wait += if status == last { 60 } else { 0 };
        last = status;
    }
    assert!(both > 0, "no kill came in the middle");
    let done = program.run(&["keys", "reseal"]);
    assert!(done.status.success(), "{}", error(&done));
    assert_eq!(sealed(&text(&done)), [(1, 0), (2, all)]);
    assert!(!error(&done).contains("cannot be sealed anew"), "{}", error(&done));
    let chain = program.run(&["verify", "--chain"]);
    assert!(text(&chain).contains("whole"), "{}{}", text(&chain), error(&chain));

    let soon = program.run(&["keys", "retire", "1"]);
    assert_eq!(soon.status.code(), Some(1));
    assert!(error(&soon).contains("wait"), "{}", error(&soon));
    assert!(error(&program.run(&["keys", "retire", "2"])).contains("newest"));
    assert!(error(&program.run(&["keys", "retire", "7"])).contains("no generation 7"));
}
