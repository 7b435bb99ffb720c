use std::collections::BTreeMap;

use super::*;
use crate::calendar::Instant;
use crate::digest::Digest;
use crate::ranking::{Rulings, rank};
use crate::scheme::Scheme;
use crate::scoring::{Entry, Position, Settings, Sheet, settle};

fn head() -> Head {
    Head {
        posting: "7K3M9QX2AB".into(),
        title: "2026年公开遴选".into(),
        authority: "市委办公室".into(),
        stage: "interview".into(),
        name: None,
        version: 1,
        reason: None,
        supersedes: None,
        scheme: Digest::of(b"scheme"),
        rulings: Digest::of(b"rulings"),
        engine: "linxuan 0.1.0".into(),
        audit_root: None,
        published_at: Instant(1_767_000_000_000),
    }
}

fn list() -> List {
    let scheme: Scheme = serde_json::from_str(
        r#"{"components": [{"key": "written", "weight": 60, "line": 60}, {"key": "interview", "weight": 40}],
            "shortlists": [{"to": "interview", "score": "written", "ratio": "2:1"}]}"#,
    )
    .unwrap();
    let position = Position { code: "001".into(), plan: Some(1), scheme: None };
    let sheet = |candidate: &str, mark: &str| Sheet {
        position: "001".into(),
        candidate: candidate.into(),
        entries: BTreeMap::from([("written".to_owned(), Entry::Mark(mark.parse().unwrap()))]),
        panel: Vec::new(),
    };
    let sheets = [sheet("d", "50"), sheet("a", "70"), sheet("b", "72.5"), sheet("c", "70"), sheet("e", "61")];
    let schemes = BTreeMap::new();
    let settings =
        Settings { scheme: Some(&scheme), schemes: &schemes, positions: std::slice::from_ref(&position) };
    let settled = settle(&settings, &sheets).unwrap();
    let outcome = rank(&scheme, &position, &settled.entrants["001"], &Rulings::default()).unwrap();
    let group = Group {
        position: "001",
        unit: "综合处",
        title: "一级主任科员, \"甲\"",
        plan: Some(1),
        scheme: &scheme,
        outcome: &outcome,
    };
    build(head(), &[group], |_| None)
}

#[test]
fn the_bytes_are_a_head_a_blank_line_and_rows() {
    let bytes = list().bytes().unwrap();
    let text = String::from_utf8(bytes).unwrap();
    let rows: Vec<&str> = text.split_once("\n\n").unwrap().1.lines().collect();
    assert_eq!(
        rows,
        [
            "position,unit,title,plan,ticket,name,written,rank,tied,note,result",
            "001,综合处,\"一级主任科员, \"\"甲\"\"\",1,b,,72.50,1,,,in",
            "001,综合处,\"一级主任科员, \"\"甲\"\"\",1,a,,70.00,2,yes,,in",
            "001,综合处,\"一级主任科员, \"\"甲\"\"\",1,c,,70.00,2,yes,,in",
            "001,综合处,\"一级主任科员, \"\"甲\"\"\",1,e,,61.00,4,,,reserve 1",
            "001,综合处,\"一级主任科员, \"\"甲\"\"\",1,d,,50.00,,,below_line,out",
        ]
    );
    assert!(text.starts_with("linxuan: list 1\nposting: 7K3M9QX2AB\n"));
}

#[test]
fn a_list_reads_back_to_the_same_bytes() {
    let list = list();
    let bytes = list.bytes().unwrap();
    let back = List::parse(&bytes).unwrap();
    assert_eq!(back, list);
    assert_eq!(back.digest().unwrap(), Digest::of(&bytes));
}

#[test]
fn every_changed_byte_is_refused_or_changes_the_digest() {
    let list = list();
    let bytes = list.bytes().unwrap();
    let digest = list.digest().unwrap();
    for at in 0..bytes.len() {
        let mut changed = bytes.clone();
        changed[at] ^= 1;
        assert!(
            List::parse(&changed).is_ok_and(|list| list.digest().unwrap() != digest)
                || List::parse(&changed).is_err()
        );
    }
    let crlf = String::from_utf8(bytes.clone()).unwrap().replace('\n', "\r\n");
    assert_eq!(List::parse(crlf.as_bytes()), Err(ListFault::Text));
    assert_eq!(List::parse(&bytes[..bytes.len() - 1]), Err(ListFault::Text));
    assert_eq!(List::parse(b""), Err(ListFault::Text));
    assert!(List::parse(b"\n\n").is_err());
    // Quotes where none are needed are other bytes for the same cells.
    let quoted = String::from_utf8(bytes).unwrap().replace(",b,", ",\"b\",");
    assert_eq!(List::parse(quoted.as_bytes()), Err(ListFault::Changed));
}

#[test]
fn what_a_spreadsheet_would_run_is_not_published() {
    for text in ["=1+1", "+1", "@x", "-x", "a\nb"] {
        let mut list = list();
        list.rows[0].unit = text.into();
        assert!(matches!(list.bytes(), Err(ListFault::Cell { row: 1, .. })), "{text}");
    }
    let mut list = list();
    list.head.title = "one\ntwo".into();
    assert!(matches!(list.bytes(), Err(ListFault::Head(HeadFault::NotOneLine(_)))));
}

#[test]
fn identity_and_phone_numbers_are_found() {
    let mut list = list();
    assert_eq!(leaks(&list), []);
    let seventeen = "99000119900307123";
    let check = crate::typed::identity_check(seventeen).unwrap();
    list.rows[0].ticket = format!("证{seventeen}{check}");
    list.rows[1].unit = "电话 13800138000".into();
    list.rows[2].ticket = "2026138001380001".into();
    let found: Vec<(usize, Leaking)> = leaks(&list).into_iter().map(|leak| (leak.row, leak.what)).collect();
    assert_eq!(found, [(1, Leaking::IdentityNumber), (2, Leaking::Phone)]);
}
