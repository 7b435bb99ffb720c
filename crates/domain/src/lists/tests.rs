use std::collections::BTreeMap;

use super::*;
use crate::calendar::Instant;
use crate::digest::Digest;
use crate::marks::{Entry, Position, Settings, Sheet, settle};
use crate::ranking::{Rulings, rank};
use crate::reason::Unfit;
use crate::scheme::{Names, Scheme};

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
        revision: 1,
        scheme: Digest::of(b"scheme"),
        rulings: Digest::of(b"rulings"),
        proposal: None,
        engine: "linxuan 0.1.0".into(),
        audit_seal: None,
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
        examiners: Vec::new(),
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
    build(&head().stage, &[group], |_| None).under(head())
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
fn what_a_spreadsheet_would_run_or_nobody_sees_is_not_published() {
    for text in [
        "=1+1",
        "+1",
        "@x",
        "-x",
        "＝1",
        "＋1",
        "－x",
        "＠x",
        "\tx",
        "a\tb",
        "a\nb",
        "a\0b",
        "a\u{202e}b",
        "a\u{200b}b",
        "a\u{2066}b",
        "a\u{2028}b",
        "a\u{feff}b",
    ] {
        let mut list = list();
        list.rows[0].unit = text.into();
        assert!(matches!(list.bytes(), Err(ListFault::Cell { row: 1, .. })), "{text:?}");
        assert_eq!(misfits(&list).len(), 1, "{text:?}");
    }
    let mut list = list();
    list.rows[0].values[0] = "-1.50".into();
    assert!(list.bytes().is_ok(), "a plain negative number is no formula");
    for text in ["one\ntwo", " one", "one\u{202e}two"] {
        list.head.title = text.into();
        assert!(matches!(list.bytes(), Err(ListFault::Head(HeadFault::NotOneLine(_)))), "{text:?}");
        assert_eq!(misfits(&list).len(), 1, "{text:?}");
    }
}

#[test]
fn identity_and_phone_numbers_are_found_and_named_by_position_and_column() {
    let mut list = list();
    assert_eq!(misfits(&list), []);
    let seventeen = "99000119900307123";
    let check = crate::typed::identity_check(seventeen).unwrap();
    list.rows[0].ticket = format!("证{seventeen}{check}");
    list.rows[1].unit = "电话 １３８00138000".into();
    list.rows[2].ticket = "2026138001380001".into();
    list.head.name = Some("面试名单 13800138000".into());
    let found: Vec<(Option<String>, String, Unfit)> =
        misfits(&list).into_iter().map(|one| (one.position, one.column, one.why)).collect();
    let at = || Some("001".to_owned());
    assert_eq!(
        found,
        [
            (None, "name".to_owned(), Unfit::Phone),
            (at(), "ticket".to_owned(), Unfit::IdentityNumber),
            (at(), "unit".to_owned(), Unfit::Phone)
        ]
    );
}

#[test]
fn a_position_code_may_look_like_a_mobile_number_and_never_be_an_identity_number() {
    assert_eq!(unfit("position", "13010100101"), None, "codes of a province may begin with 13");
    let seventeen = "99000119900307123";
    let identity = format!("{seventeen}{}", crate::typed::identity_check(seventeen).unwrap());
    assert_eq!(unfit("position", &identity), Some(Unfit::IdentityNumber));
    assert_eq!(unfit("unit", "13010100101"), Some(Unfit::Phone));
}

#[test]
fn identity_numbers_of_fifteen_digits_are_private_and_codes_that_look_like_them_are_codes() {
    for (number, is_one) in [
        ("990001900307123", true),
        ("９９０００１９００３０７１２３", true),
        ("990001901307123", false), // there is no thirteenth month
        ("990001900230123", false), // nor a thirtieth of February
        ("099001900307123", false), // and no region begins with 0
        ("9900019003071234", false),
    ] {
        assert_eq!(leak(number), is_one.then_some(Unfit::IdentityNumber), "{number}");
        assert_eq!((unfit("position", number), unfit("ticket", number)), (None, None), "{number}");
    }
}

#[test]
fn what_approval_lets_pass_sealing_lets_pass() {
    use crate::posting::{PositionTerms, PostingTerms, misfits_of};
    use crate::typed::{Label, Line, NoticeText, Words};
    let window = crate::calendar::Window { opens: Instant(0), closes: Instant(1) };
    for text in [
        "局",
        "＝局",
        "-1楼",
        "@单位",
        "+86",
        "局\n处",
        "局\t处",
        "局\u{202e}处",
        "电话13800138000",
        " 局",
        "</title><x>",
    ] {
        let line = || Line::stored(text.to_owned());
        let terms = PostingTerms {
            title: Line::stored("甲".to_owned()),
            authority: Line::stored("乙".to_owned()),
            notice: NoticeText::stored(String::new()),
            telephones: crate::posting::Telephones::default(),
            following: crate::posting::Following::default(),
            registration: window,
        };
        let position = PositionTerms {
            code: Label::stored("001".to_owned()),
            unit: line(),
            title: Line::stored("职位".to_owned()),
            plan: 1,
            conditions: Words::stored(String::new()),
            scheme: None,
            details: Vec::new(),
        };
        let asked = misfits_of(&terms, [&position], []);
        let mut list = list();
        list.rows[0].unit = text.to_owned();
        let sealed = list.bytes().is_ok() && misfits(&list).is_empty();
        assert_eq!(asked.is_empty(), sealed, "{text:?}: {asked:?}");
        // What is tidied at the entrance passes both.
        if let Ok(tidy) = Line::parse(text, &crate::reason::FieldPath::new("unit")) {
            let position = PositionTerms { unit: tidy, ..position };
            assert!(leak(text).is_some() || misfits_of(&terms, [&position], []).is_empty(), "{text:?}");
        }
    }
}

#[test]
fn versions_are_compared_by_ticket_number_and_a_changed_order_alone_is_no_difference() {
    let before = list();
    assert_eq!(difference(&before, &before), []);
    let mut turned = before.clone();
    turned.rows.reverse();
    assert_eq!(difference(&before, &turned), []);

    let mut after = before.clone();
    let mut came = after.rows[0].clone();
    came.ticket = "new".to_owned();
    let last = after.rows.len() - 1;
    let left = std::mem::replace(&mut after.rows[last], came).ticket;
    after.rows[1].result = "reserve 1".to_owned();
    after.rows[1].rank = "3".to_owned();
    let told: Vec<_> = difference(&before, &after)
        .into_iter()
        .map(|moved| {
            let cells: Vec<String> = moved
                .cells
                .iter()
                .map(|cell| format!("{}: {}>{}", cell.column, cell.before, cell.after))
                .collect();
            (moved.ticket, moved.change, cells)
        })
        .collect();
    assert_eq!(told.len(), 3);
    assert_eq!((told[0].1, told[1].1, told[2].1), (Change::Changed, Change::Came, Change::Left));
    assert_eq!(told[0].2, ["rank: 2>3", "result: in>reserve 1"]);
    assert!(told[1].2.contains(&"result: >in".to_owned()), "{:?}", told[1]);
    assert_eq!(told[2].0, left);
    assert!(told[2].2.iter().all(|cell| cell.ends_with('>')), "{:?}", told[2]);
}

#[test]
fn how_people_are_shown_is_compared_apart_from_what_is_said_of_them() {
    let before = list();
    assert_eq!(Shows::of(&before, &before), Shows::default());
    let named = |unit: bool, name: &str| {
        let body = Body { columns: before.columns.clone(), rows: before.rows.clone() };
        body.naming(unit, |_| (name.to_owned(), "unit".to_owned())).under(before.head.clone())
    };
    let masked = named(false, "欧阳**");
    let names = Some((Names::None, Names::Masked));
    assert_eq!(Shows::of(&before, &masked), Shows { names, ..Shows::default() });
    let full = named(true, "欧阳晓彤");
    let names = Some((Names::Masked, Names::Full));
    let added = vec![CURRENT_UNIT.to_owned()];
    assert_eq!(Shows::of(&masked, &full), Shows { names, added: added.clone(), ..Shows::default() });
    let names = Some((Names::Full, Names::Masked));
    assert_eq!(Shows::of(&full, &masked), Shows { names, gone: added, ..Shows::default() });
    // The same columns in another order, and nothing that anybody is named by.
    let mut turned = full.clone();
    turned.columns.reverse();
    assert_eq!(Shows::of(&full, &turned), Shows { turned: true, ..Shows::default() });
    let nobody = List { rows: Vec::new(), ..before.clone() };
    assert_eq!(Shows::of(&full, &nobody).names, None);
}
