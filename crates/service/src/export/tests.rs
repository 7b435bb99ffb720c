//! Every print of a sealed list comes back to its bytes, and a changed one is found out.

use super::canonical::print_xlsx;
use super::verify::{Finding, verify};
use ::text::Lang;
use domain::digest::Digest;
use domain::lists::{Head, List, Row};
use sheets::write::{Column, Sheet, workbook};

/// The canonical bytes of a small list.
pub(crate) fn sealed() -> Vec<u8> {
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
