use domain::calendar::Instant;
use domain::digest::Digest;
use domain::id::Code;
use domain::publication::{Head, List, Row};
use http::HeaderMap;
use service::export::verify::{Finding, verify};
use service::public::{Sealed, view};
use text::Lang;

use super::Shelf;
use crate::press::Coding;

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

async fn body(response: axum::response::Response) -> Vec<u8> {
    axum::body::to_bytes(response.into_body(), usize::MAX).await.unwrap().to_vec()
}

#[tokio::test]
async fn page_csv_and_workbook_show_and_prove_the_same_digest() {
    let list = sealed(1, 10);
    let (bytes, digest) = (list.bytes.clone(), list.view.digest);
    let shelf = Shelf::default().next(1, vec![list]);
    let bound = shelf.list(&Code::from_bits(1)).unwrap();
    assert_eq!(body(bound.csv().answer(&HeaderMap::new())).await, bytes);
    for lang in Lang::ALL {
        let page = String::from_utf8(body(bound.page(lang).answer(&HeaderMap::new())).await).unwrap();
        let plain: String = page.chars().filter(|c| !c.is_whitespace()).collect();
        assert!(plain.contains(&digest.to_string()) || page.contains(&digest.grouped()), "{page}");
        assert!(!page.contains("<script"));
        let book = body(bound.book(lang).unwrap().answer(&HeaderMap::new())).await;
        let proof = verify(&book, Some(digest));
        assert!(matches!(&proof, Finding::Whole(list) if list.rows == 10), "{proof:?}");
    }
    let index =
        String::from_utf8(body(shelf.index(Lang::Zh).unwrap().answer(&HeaderMap::new())).await).unwrap();
    assert!(index.contains(Code::from_bits(1).as_str()));
}

#[test]
fn what_did_not_change_is_not_printed_again_and_a_superseded_list_is() {
    let first = Shelf::default().next(1, vec![sealed(1, 5)]);
    let second = first.next(2, vec![sealed(2, 5), sealed(1, 5)]);
    let (a, b) = (first.list(&Code::from_bits(1)).unwrap(), second.list(&Code::from_bits(1)).unwrap());
    assert!(std::sync::Arc::ptr_eq(&a, &b));
    let mut old = sealed(1, 5);
    old.view.head.superseded_by =
        Some(domain::view::public::NewerVersion { code: Code::from_bits(3), version: 2 });
    let third = second.next(3, vec![sealed(3, 5), old]);
    assert!(!std::sync::Arc::ptr_eq(&b, &third.list(&Code::from_bits(1)).unwrap()));
}

#[test]
fn a_list_of_2137_people_is_at_most_60_kb_compressed() {
    let shelf = Shelf::default().next(1, vec![sealed(1, 2_137)]);
    let bound = shelf.list(&Code::from_bits(1)).unwrap();
    for lang in Lang::ALL {
        let size = bound.page(lang).len(Coding::Brotli);
        assert!(size <= 60_000, "{size} bytes in {}", lang.code());
    }
}
