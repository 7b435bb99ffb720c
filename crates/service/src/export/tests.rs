//! Nothing that leaves is a formula, every print comes back, the same table gives the same bytes.

use super::canonical::print_xlsx;
use super::verify::{Finding, verify};
use super::*;
use crate::import::{Limits, Source, Value, read_whole};
use ::text::Lang;
use domain::digest::Digest;
use domain::publication::{Head, List, Row};

/// The canonical bytes of a small list.
fn sealed() -> Vec<u8> {
    let head = Head {
        posting: "7K3M9QX2AB".to_owned(),
        title: "2026: \"公开\" 遴选".to_owned(),
        authority: "市委办公室".to_owned(),
        stage: "interview".to_owned(),
        name: None,
        version: 1,
        reason: None,
        supersedes: None,
        scheme: Digest::of(b"scheme"),
        rulings: Digest::of(b"rulings"),
        engine: "linxuan 0.1.0".to_owned(),
        audit_root: None,
        published_at: domain::calendar::Instant(1_767_000_000_000),
    };
    let row = |ticket: &str, total: &str, note: &str| Row {
        position: "010001".to_owned(),
        unit: "综合处".to_owned(),
        title: "一级主任科员, \"甲\"".to_owned(),
        plan: "1".to_owned(),
        ticket: ticket.to_owned(),
        name: String::new(),
        values: vec![total.to_owned()],
        rank: "1".to_owned(),
        tied: "no".to_owned(),
        note: note.to_owned(),
        result: "in".to_owned(),
    };
    let rows = vec![row("0007", "85.50", ""), row("440101199001", "84.00", "并列"), row("ZZ-3", "-1.50", "")];
    List { head, columns: vec!["total".to_owned()], rows }.bytes().unwrap()
}

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
    let bytes = sealed();
    let sum = Digest::of(&bytes);
    assert!(
        matches!(verify(&bytes, Some(sum)), Finding::Whole(list) if list.digest == sum && list.rows == 3 && list.head.len() == 11)
    );
    let print = print_xlsx(Lang::Zh, &bytes).unwrap();
    assert!(matches!(verify(&print, Some(sum)), Finding::Whole(list) if list.digest == sum));
    assert!(matches!(verify(&print, Some(Digest::of(b""))), Finding::Differs { .. }));
    let changed = String::from_utf8(bytes).unwrap().replace("85.50", "86.50");
    assert!(
        matches!(verify(changed.as_bytes(), Some(sum)), Finding::Differs { wanted, .. } if wanted == sum)
    );
}

#[test]
fn a_forged_print_shows_its_old_digest_and_fails() {
    let bytes = sealed();
    let list = List::parse(&bytes).unwrap();
    let forge = |mark: &str, shown: &[u8]| {
        let mut rows: Vec<Vec<String>> = list.cells().collect();
        rows[0][6] = mark.to_owned();
        let columns: Vec<Column> = list.header().into_iter().map(Column::plain).collect();
        let head = list.head.write().unwrap();
        let mut lines: Vec<Vec<String>> = head
            .lines()
            .map(|line| line.split_once(": ").unwrap())
            .map(|(key, value)| vec![key.to_owned(), value.to_owned()])
            .collect();
        lines.push(vec!["sha256".to_owned(), Digest::of(shown).grouped()]);
        let seal = [Column::plain("key"), Column::plain("value")];
        workbook(&[
            Sheet { name: "a", columns: &columns, rows: &rows },
            Sheet { name: "b", columns: &seal, rows: &lines },
        ])
        .unwrap()
    };
    assert!(
        matches!(verify(&forge("85.50", &bytes), None), Finding::Whole(_)),
        "the same cells are the same list"
    );
    assert!(matches!(verify(&forge("99.50", &bytes), None), Finding::Differs { .. }));
    assert_eq!(verify(&forge("=1+1", &bytes), None), Finding::NoList);
}

#[test]
fn what_is_no_list_is_none() {
    for bytes in
        [&b""[..], b"a,b\n1,2\n", b"key: v\n\n", b"key v\n\na\n1\n", b"PK\x03\x04", b"\x89PNG", &[0xFF; 40]]
    {
        assert_eq!(verify(bytes, None), Finding::NoList);
    }
    let quoted = String::from_utf8(sealed()).unwrap().replace("85.50", "\"85.50\"");
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
