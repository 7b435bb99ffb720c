//! A worker's answer counts only when it ends properly, and reading in this process gives the same.

use super::*;
use sheets::Value;
use std::time::Instant;

fn csv(text: &str) -> Result<Sheet, Vec<Fault>> {
    read_whole(Source { name: "a.csv", bytes: text.as_bytes() }, &Limits::default())
}

fn named(outcome: Result<Sheet, Vec<Fault>>) -> Vec<String> {
    let faults = outcome.expect_err("a fault");
    let place = |fault: &Fault| fault.at.map(|at| at.to_string()).unwrap_or_default();
    faults.iter().map(|fault| format!("{} {}", place(fault), fault.code.name()).trim().to_owned()).collect()
}

/// A program that says what a worker might say.
#[cfg(unix)]
fn program(script: &str) -> (tempfile::TempDir, Reader) {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("worker");
    std::fs::write(&path, format!("#!/bin/sh\n{script}\n")).unwrap();
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o700)).unwrap();
    let reader = Reader { patience: Duration::from_secs(2), ..Reader::with_program(path) };
    (folder, reader)
}

#[cfg(unix)]
#[tokio::test]
async fn a_worker_is_heard_to_its_end_or_not_at_all() {
    let header = r#"{"header":[{"name":"a","at":{"format":"text","row":1,"column":1}}]}"#;
    let row = r#"{"row":{"r":2,"c":[{"t":"x"}]}}"#;
    let (_kept, reader) = program(&format!("cat > /dev/null\ncat <<'E'\n{header}\n{row}\n{{\"end\":2}}\nE"));
    let sheet = reader.read("a.csv", vec![b'x'; 300_000]).await.unwrap();
    assert_eq!(sheet.rows[0].cells, [Value::Text("x".to_owned())]);
    for (script, name) in [
        (format!("cat > /dev/null; echo '{header}'"), "ReaderDied"),
        (format!("cat > /dev/null; echo '{header}'; kill -9 $$"), "ReaderDied"),
        ("exit 3".to_owned(), "ReaderDied"),
        ("cat > /dev/null; echo '{\"end\":7}'".to_owned(), "ReaderDied"),
        ("cat > /dev/null; echo hello; sleep 30".to_owned(), "ReaderDied"),
        ("sleep 30".to_owned(), "ReaderSlow"),
    ] {
        let (_kept, reader) = program(&script);
        let started = Instant::now();
        assert_eq!(named(reader.read("a.csv", vec![b'x'; 300_000]).await), [name], "{script}");
        assert!(started.elapsed() < Duration::from_secs(8), "{script}");
    }
    assert_eq!(
        named(Reader::with_program("/nowhere/linxuan".into()).read("a.csv", vec![]).await),
        ["ReaderMissing"]
    );
}

#[tokio::test]
async fn without_a_worker_the_answer_is_the_same() {
    let here = Reader::in_process();
    assert_eq!(here.read("a.csv", b"a,b\n1,2\n".to_vec()).await.unwrap(), csv("a,b\n1,2\n").unwrap());
    assert_eq!(named(here.read("a.csv", b"a,b\n1\n".to_vec()).await), ["2 FieldCount"]);
}

#[cfg(unix)]
#[tokio::test]
async fn what_a_worker_says_of_a_file_counts_only_whole() {
    use domain::reason::UploadsWhy;

    let bytes = || vec![b'x'; 300_000];
    let head = r#"{"taken":{"kind":"pdf","length":4}}"#;
    let (_kept, reader) = program(&format!("cat > /dev/null; echo '{head}'; printf '%s' '%PDF'"));
    let taken = reader.check(Task::Certificate, bytes()).await.unwrap();
    assert_eq!((taken.kind, taken.bytes), (domain::uploads::Kind::Pdf, b"%PDF".to_vec()));
    for (script, why) in [
        (r#"cat > /dev/null; echo '{"refused":"damaged"}'"#.to_owned(), UploadsWhy::Damaged),
        (format!("cat > /dev/null; echo '{head}'; printf '%s' '%PD'"), UploadsWhy::Heavy),
        (format!("cat > /dev/null; echo '{head}'; printf '%s' '%PDF-'"), UploadsWhy::Heavy),
        (format!("cat > /dev/null; echo '{head}'; printf '%s' '%P'; kill -9 $$"), UploadsWhy::Heavy),
        ("echo hello; sleep 30".to_owned(), UploadsWhy::Heavy),
        ("exit 3".to_owned(), UploadsWhy::Heavy),
        ("sleep 30".to_owned(), UploadsWhy::Heavy),
    ] {
        let (_kept, reader) = program(&script);
        let started = Instant::now();
        let Err(crate::Fault::Refused(told)) = reader.check(Task::Certificate, bytes()).await else {
            panic!("{script} was taken for an answer")
        };
        assert_eq!(told, [why.at("file")], "{script}");
        assert!(started.elapsed() < Duration::from_secs(8), "{script}");
    }
    let missing = Reader::with_program("/nowhere/linxuan".into()).check(Task::Notice, bytes()).await;
    assert!(matches!(missing, Err(crate::Fault::Internal(_))));
}
