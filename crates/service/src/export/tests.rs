//! Every print of a sealed list comes back to its bytes, and a changed one is found out.

use super::canonical::print_xlsx;
use super::reading;
use super::verify::{Finding, verify};
use crate::open::{Sealed, view};
use ::text::Lang;
use domain::digest::Digest;
use domain::lists::{Head, List, Row};
use sheets::write::{Column, Sheet, workbook};
use sheets::{Limits, Value, grids};

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
        revision: 1,
        scheme: Digest::of(b"scheme"),
        rulings: Digest::of(b"rulings"),
        proposal: None,
        engine: "linxuan 0.1.0".to_owned(),
        audit_seal: None,
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
        matches!(verify(&bytes, Some(sum)), Finding::Whole(list) if list.digest == sum && list.rows == 3 && list.head.len() == 12)
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

/// A number without the zeros at its end, which only its format shows.
fn bare(number: &str) -> &str {
    if number.contains('.') { number.trim_end_matches('0').trim_end_matches('.') } else { number }
}

#[test]
fn the_workbook_for_people_says_the_canonical_rows_in_either_language_and_proves_nothing() {
    let bytes = sealed();
    let list = List::parse(&bytes).unwrap();
    let digest = Digest::of(&bytes);
    let page = view("7K3M9QX2AB".parse().unwrap(), digest, &list, Vec::new(), Vec::new());
    let sealed = Sealed { view: page, list: list.clone(), bytes };
    for lang in Lang::ALL {
        let book = reading::book(lang, (&sealed.list, &sealed.view, &sealed.bytes)).unwrap();
        assert_eq!(
            book,
            reading::book(lang, (&sealed.list, &sealed.view, &sealed.bytes)).unwrap(),
            "the same list gives the same bytes"
        );
        assert_eq!(verify(&book, None), Finding::NoList, "only the canonical rows prove anything");
        let found = grids(&book, &Limits::default(), 2).unwrap();
        let texts = |cells: &[(u32, Value)]| -> String {
            let text = |cell: &(u32, Value)| match &cell.1 {
                Value::Text(text) => text.clone(),
                _ => String::new(),
            };
            cells.iter().map(text).collect::<Vec<_>>().join("|")
        };
        let said = |at: usize| texts(&found[0][at].1);
        assert!(said(0).contains("遴选") && said(1).contains("7K3M9QX2AB"), "{}", said(1));
        assert!(
            said(2).contains(&digest.grouped())
                && found[1].iter().any(|line| texts(&line.1).contains(&digest.grouped()))
        );
        assert!(!said(3).contains("position") && !said(3).contains("rank"), "heads are words: {}", said(3));
        assert_eq!(found[0].len(), list.rows.len() + 4);
        for (row, wanted) in found[0][4..].iter().zip(list.cells()) {
            let cell = |at: u32| row.1.iter().find(|cell| cell.0 == at + 1).map(|cell| &cell.1);
            for (at, wanted) in (0..).zip(&wanted) {
                match (cell(at), at) {
                    (Some(Value::Number(number) | Value::Shown { shown: number, .. }), 3 | 6 | 7) => {
                        assert_eq!(bare(number), bare(wanted));
                    }
                    (Some(Value::Text(text)), 10) => {
                        assert_eq!(*text, ::text::lists::result_word(lang, "interview", wanted));
                    }
                    (Some(Value::Text(text)), 0..=2 | 4 | 5 | 8 | 9) => assert_eq!(text, wanted),
                    (None, _) => assert_eq!(wanted, ""),
                    (other, at) => panic!("column {at}: {other:?} for {wanted}"),
                }
            }
        }
    }
}
