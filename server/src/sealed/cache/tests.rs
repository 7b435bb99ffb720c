use domain::calendar::Instant;
use domain::digest::Digest;
use domain::id::Code;
use domain::lists::{Head, List, Row};
use http::HeaderMap;
use service::export::verify::{Finding, verify};
use service::open::{AllSealed, Damaged, Sealed, view};
use text::Lang;

use super::Snapshot;
use crate::sealed::Coding;

fn row(position: usize, number: usize) -> Row {
    Row {
        position: format!("{position:07}"),
        unit: "财政局".to_owned(),
        title: "综合文字".to_owned(),
        plan: "1".to_owned(),
        ticket: format!("2026{position:04}{number:03}"),
        name: String::new(),
        values: vec!["71.25".to_owned(), "80.4".to_owned()],
        rank: number.to_string(),
        tied: String::new(),
        note: String::new(),
        result: if number == 1 { "in".to_owned() } else { format!("reserve {}", number - 1) },
    }
}

fn sealed(code: u64, people: usize) -> Sealed {
    let head = Head {
        posting: Code::from_bits(9).to_string(),
        title: "郑州市直机关公开遴选".to_owned(),
        authority: "郑州市委组织部".to_owned(),
        stage: "interview".to_owned(),
        name: None,
        version: 1,
        reason: None,
        supersedes: None,
        scheme: Digest::of(b"scheme"),
        rulings: Digest::of(b"rulings"),
        engine: "1".to_owned(),
        audit_root: None,
        published_at: Instant(1_795_000_000_000),
    };
    let rows = (0..people).map(|at| row(at / 5 + 1, at % 5 + 1)).collect();
    let list = List { head, columns: vec!["written".to_owned(), "total".to_owned()], rows };
    let bytes = list.bytes().unwrap();
    Sealed { view: view(Code::from_bits(code), Digest::of(&bytes), &list, Vec::new(), None), list, bytes }
}

fn all(whole: Vec<Sealed>) -> AllSealed {
    AllSealed { whole, damaged: Vec::new() }
}

async fn body(response: axum::response::Response) -> Vec<u8> {
    axum::body::to_bytes(response.into_body(), usize::MAX).await.unwrap().to_vec()
}

#[tokio::test]
async fn page_csv_and_workbook_show_and_prove_the_same_digest() {
    let list = sealed(1, 10);
    let (bytes, digest) = (list.bytes.clone(), list.view.digest);
    let snapshot = Snapshot::default().next(1, all(vec![list]));
    let list = snapshot.list(&Code::from_bits(1)).unwrap();
    assert_eq!(body(list.csv().answer(&HeaderMap::new())).await, bytes);
    for lang in Lang::ALL {
        let page = String::from_utf8(body(list.page(lang).answer(&HeaderMap::new())).await).unwrap();
        let plain: String = page.chars().filter(|c| !c.is_whitespace()).collect();
        assert!(plain.contains(&digest.to_string()) || page.contains(&digest.grouped()), "{page}");
        assert!(!page.contains("<script"));
        let book = body(list.book(lang).unwrap().answer(&HeaderMap::new())).await;
        let proof = verify(&book, Some(digest));
        assert!(matches!(&proof, Finding::Whole(list) if list.rows == 10), "{proof:?}");
    }
    let index =
        String::from_utf8(body(snapshot.index(Lang::Zh).unwrap().answer(&HeaderMap::new())).await).unwrap();
    assert!(index.contains(Code::from_bits(1).as_str()));
}

#[test]
fn what_did_not_change_is_not_printed_again_and_a_superseded_list_is() {
    let first = Snapshot::default().next(1, all(vec![sealed(1, 5)]));
    let second = first.next(2, all(vec![sealed(2, 5), sealed(1, 5)]));
    let (a, b) = (first.list(&Code::from_bits(1)).unwrap(), second.list(&Code::from_bits(1)).unwrap());
    assert!(std::sync::Arc::ptr_eq(&a, &b));
    let mut old = sealed(1, 5);
    old.view.head.superseded_by =
        Some(domain::view::public::lists::NewerVersion { code: Code::from_bits(3), version: 2 });
    let third = second.next(3, all(vec![sealed(3, 5), old]));
    assert!(!std::sync::Arc::ptr_eq(&b, &third.list(&Code::from_bits(1)).unwrap()));
}

#[test]
fn a_list_of_2137_people_is_at_most_60_kb_compressed() {
    let snapshot = Snapshot::default().next(1, all(vec![sealed(1, 2_137)]));
    let list = snapshot.list(&Code::from_bits(1)).unwrap();
    for lang in Lang::ALL {
        let size = list.page(lang).len(Coding::Brotli);
        assert!(size <= 60_000, "{size} bytes in {}", lang.code());
    }
}

#[test]
fn a_damaged_list_stops_no_other_and_the_print_made_before_stays() {
    let damaged = || vec![Damaged { code: Code::from_bits(1), cause: "unreadable".to_owned() }];
    let fresh = Snapshot::default().next(1, AllSealed { whole: vec![sealed(2, 5)], damaged: damaged() });
    assert!(fresh.list(&Code::from_bits(1)).is_none() && fresh.list(&Code::from_bits(2)).is_some());
    assert_eq!(fresh.damaged(), [Code::from_bits(1)]);
    let before = Snapshot::default().next(1, all(vec![sealed(1, 5)]));
    let after = before.next(2, AllSealed { whole: vec![sealed(2, 5)], damaged: damaged() });
    assert!(after.list(&Code::from_bits(1)).is_some() && after.list(&Code::from_bits(2)).is_some());
    assert_eq!(after.damaged(), [Code::from_bits(1)]);
}
