//! `linxuan demo`: what it builds, what it leaves alone.

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
