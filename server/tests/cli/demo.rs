//! `linxuan demo`: what it builds, what it leaves alone.

use std::fs::{self, File, TryLockError};
use std::process::Child;
use std::time::Duration;

use crate::program::{Program, error, text};

#[test]
fn a_generated_posting_is_built_once_printed_again_and_reset() {
    let program = Program::new();
    let first = program.run(&["demo", "--size", "60"]);
    assert!(first.status.success(), "{}", error(&first));
    assert!(error(&first).contains("60 of 60 applications"), "{}", error(&first));
    let printed = text(&first);
    assert_eq!(printed.lines().count(), 7, "a sign-in for every role:\n{printed}");

    let again = program.run(&["demo", "--if-empty"]);
    assert!(again.status.success());
    assert_eq!(text(&again), printed, "the same sign-ins, from the key and from nowhere else");

    let refused = program.run(&["demo"]);
    assert_eq!(refused.status.code(), Some(1));
    assert!(error(&refused).contains("linxuan demo --reset"), "{}", error(&refused));

    let reset = program.run(&["demo", "--reset", "--size", "5"]);
    assert!(reset.status.success(), "{}", error(&reset));
    assert!(error(&reset).contains("5 of 5 applications"), "{}", error(&reset));

    // What people did in it themselves is not thrown away.
    let own = program.run(&["create-admin", "--name", "A", "--sign-in", "somebody"]);
    assert!(own.status.success(), "{}", error(&own));
    let kept = program.run(&["demo", "--reset", "--size", "5"]);
    assert_eq!(kept.status.code(), Some(1));
    assert!(error(&kept).contains("opened 1 accounts of their own"), "{}", error(&kept));
}

#[test]
fn a_size_that_is_none_is_refused_before_anything_is_made() {
    let program = Program::new();
    let refused = program.run(&["demo", "--size", "0"]);
    assert_eq!(refused.status.code(), Some(2));
    assert_eq!(std::fs::read_dir(program.folder()).expect("a folder").count(), 0);
}

/// Starts a server that has nothing to show, and waits until it holds its database.
fn served(program: &Program) -> Child {
    let site = program.folder().join("site");
    fs::create_dir_all(&site).unwrap();
    fs::write(site.join("manifest.json"), r#"{"js":"/a","wasm":"/b","css":"/c","files":[]}"#).unwrap();
    let mut server = program.start(&["serve", "--site", "site", "--listen", "127.0.0.1:0"]);
    for _ in 0..600 {
        let lock = File::open(program.folder().join("data/linxuan.db.served"));
        if lock.is_ok_and(|lock| matches!(lock.try_lock(), Err(TryLockError::WouldBlock))) {
            return server;
        }
        assert!(server.try_wait().unwrap().is_none(), "the server ended");
        std::thread::sleep(Duration::from_millis(100));
    }
    panic!("the server holds no lock");
}

#[test]
fn a_demonstration_that_is_served_is_not_reset_and_has_one_server() {
    let program = Program::embedded();
    assert!(program.run(&["demo", "--size", "5"]).status.success());
    let mut server = served(&program);
    let refused = program.run(&["demo", "--reset", "--size", "3"]);
    assert_eq!(refused.status.code(), Some(1));
    assert!(error(&refused).contains("is being served, and is left alone"), "{}", error(&refused));
    let second = program.run(&["serve", "--site", "site", "--listen", "127.0.0.1:0"]);
    assert_eq!(second.status.code(), Some(1));
    assert!(error(&second).contains("stop that one first"), "{}", error(&second));
    // Commands that are meant to run beside a server do.
    let beside = program.run(&["keys", "status"]);
    assert!(beside.status.success(), "{}", error(&beside));
    // However the server ends, its lock ends with it.
    server.kill().unwrap();
    server.wait().unwrap();
    let reset = program.run(&["demo", "--reset", "--size", "3"]);
    assert!(reset.status.success(), "{}", error(&reset));
    assert!(error(&reset).contains("3 of 3 applications"), "{}", error(&reset));
}
