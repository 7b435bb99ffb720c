//! Nothing that leaves is a formula, every print comes back, the same table gives the same bytes.

use super::canonical::{Canonical, print_xlsx};
use super::verify::{Finding, parse, verify};
use super::*;
use crate::import::{Limits, Source, Value, read_whole};
use ::text::Lang;
use domain::digest::Digest;

const LIST: &str = "posting: 2026 \"autumn\"\nversion: 1\nscheme: abc: def\n\nposition,candidate,total,note\n010001,ZZ-1,85.50,\n010001,ZZ-2,84.00,\"a, \"\"b\"\"\"\n010002,=1+1,,+8613\n";

#[test]
fn formulas_are_guarded_and_numbers_are_not() {
    for risky in ["=1+1", "+86", "-cmd", "@x", "＝1", "\tx", "-", "--1", "-1e3"] {
        assert!(is_risky(risky), "{risky}");
    }
    for fine in ["", "85.5", "-3.25", "-1", "a=b", "010001"] {
        assert!(!is_risky(fine), "{fine}");
    }
    assert_eq!(guarded("=1"), "'=1");
    let columns = [Column::plain("code"), Column::words("word")];
    let rows = [vec!["=1".to_owned(), "=a,b".to_owned()]];
    assert_eq!(csv(&columns, &rows), b"code,word\n=1,\"'=a,b\"\n");
}

#[test]
fn a_workbook_holds_text_only_and_is_the_same_each_time() {
    let columns = [Column::plain("职位代码"), Column::words("word")];
    let rows = [
        vec!["010001".to_owned(), "=1+1".to_owned()],
        vec!["440101199001011234".to_owned(), "＝A1".to_owned()],
    ];
    let sheet = Sheet { name: "x", columns: &columns, rows: &rows };
    let bytes = workbook(&[sheet]).unwrap();
    assert_eq!(bytes, workbook(&[sheet]).unwrap());
    let back = read_whole(Source { name: "x.xlsx", bytes: &bytes }, &Limits::default()).unwrap();
    let cells: Vec<&Value> = back.rows.iter().flat_map(|row| &row.cells).collect();
    let wanted: Vec<Value> = rows.iter().flatten().cloned().map(Value::Text).collect();
    assert_eq!(cells, wanted.iter().collect::<Vec<_>>());
}

#[test]
fn a_print_is_proved_and_a_changed_one_is_not() {
    let digest = Digest::of(LIST.as_bytes());
    assert_eq!(Canonical::parse(LIST.as_bytes()).unwrap().bytes(), LIST.as_bytes());
    let Finding::Whole(list) = verify(LIST.as_bytes(), Some(digest)) else { panic!("whole") };
    assert_eq!((list.digest, list.rows, list.head.len()), (digest, 3, 3));
    let print = print_xlsx(Lang::Zh, LIST.as_bytes()).unwrap();
    assert!(matches!(verify(&print, Some(digest)), Finding::Whole(found) if found == list));
    assert!(matches!(verify(&print, Some(Digest::of(b""))), Finding::Differs { .. }));
    let changed = LIST.replace("85.50", "86.50");
    assert!(
        matches!(verify(changed.as_bytes(), Some(digest)), Finding::Differs { wanted, .. } if wanted == digest)
    );
    assert_eq!(parse(&digest.grouped()), Some(digest));
}

#[test]
fn a_forged_print_shows_its_old_digest_and_fails() {
    let list = Canonical::parse(LIST.as_bytes()).unwrap();
    let mut rows = list.rows.clone();
    rows[0][2] = "99.00".to_owned();
    let columns: Vec<Column> = list.titles.iter().map(Column::plain).collect();
    let mut head: Vec<Vec<String>> =
        list.head.iter().map(|(key, value)| vec![key.clone(), value.clone()]).collect();
    head.push(vec!["sha256".to_owned(), Digest::of(LIST.as_bytes()).grouped()]);
    let seal = [Column::plain("key"), Column::plain("value")];
    let forged = workbook(&[
        Sheet { name: "a", columns: &columns, rows: &rows },
        Sheet { name: "b", columns: &seal, rows: &head },
    ])
    .unwrap();
    assert!(matches!(verify(&forged, None), Finding::Differs { .. }));
}

#[test]
fn what_is_no_list_is_none() {
    for bytes in
        [&b""[..], b"a,b\n1,2\n", b"key: v\n\n", b"key v\n\na\n1\n", b"PK\x03\x04", b"\x89PNG", &[0xFF; 40]]
    {
        assert_eq!(verify(bytes, None), Finding::NoList);
    }
    let quoted = LIST.replace("85.50", "\"85.50\"");
    assert_eq!(verify(quoted.as_bytes(), None), Finding::NoList, "canonical bytes have one form");
    assert!(print_xlsx(Lang::Zh, b"a,b\n").is_err());
}

#[test]
fn the_template_comes_back_with_its_people() {
    let people = [Person { position: "010001".to_owned(), candidate: "007".to_owned() }];
    let bytes = scores_template(Lang::Zh, &people, &["xingce".to_owned(), "shenlun".to_owned()]).unwrap();
    let back = read_whole(Source { name: "t.xlsx", bytes: &bytes }, &Limits::default()).unwrap();
    let titles: Vec<&str> = back.header.iter().map(|header| header.name.as_str()).collect();
    assert_eq!(titles, ["职位代码", "准考证号", "xingce", "shenlun"]);
    assert_eq!(back.rows[0].cells[1], Value::Text("007".to_owned()));
}
