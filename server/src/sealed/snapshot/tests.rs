use documents::{Fonts, Papers};
use domain::calendar::{Instant, Window};
use domain::digest::Digest;
use domain::eligibility::Conditions;
use domain::id::Code;
use domain::lifecycle::Phase;
use domain::lists::{Head, List, Row};
use domain::view::public::postings::{Position, Posting, PostingHead};
use http::HeaderMap;
use service::export::verify::{Finding, verify};
use service::open::paper::{Proof, prove};
use service::open::{AllSealed, Damaged, PublicMark, Sealed, view};
use text::Lang;

use super::{AllLists, Changes, Snapshot};
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
        revision: 1,
        scheme: Digest::of(b"scheme"),
        rulings: Digest::of(b"rulings"),
        proposal: None,
        engine: "1".to_owned(),
        audit_seal: None,
        published_at: Instant(1_795_000_000_000),
    };
    let rows = (0..people).map(|at| row(at / 5 + 1, at % 5 + 1)).collect();
    let list = List { head, columns: vec!["written".to_owned(), "total".to_owned()], rows };
    let bytes = list.bytes().unwrap();
    Sealed {
        view: view(Code::from_bits(code), Digest::of(&bytes), &list, Vec::new(), Vec::new()),
        list,
        bytes,
    }
}

fn all(whole: Vec<Sealed>) -> AllSealed {
    AllSealed { whole, ..AllSealed::default() }
}

async fn body(response: axum::response::Response) -> Vec<u8> {
    axum::body::to_bytes(response.into_body(), usize::MAX).await.unwrap().to_vec()
}

#[tokio::test]
async fn page_csv_workbook_and_paper_show_and_prove_the_same_digest() {
    let papers = Papers::new(Fonts::usual());
    let list = sealed(1, 10);
    let (bytes, digest) = (list.bytes.clone(), list.view.digest);
    let snapshot = AllLists::default().next(all(vec![list]));
    let list = snapshot.lists[&Code::from_bits(1)].clone();
    assert_eq!(body(list.csv().answer(&HeaderMap::new())).await, bytes);
    for lang in Lang::ALL {
        let page = String::from_utf8(body(list.page(lang).answer(&HeaderMap::new())).await).unwrap();
        let plain: String = page.chars().filter(|c| !c.is_whitespace()).collect();
        assert!(plain.contains(&digest.to_string()) || page.contains(&digest.grouped()), "{page}");
        assert!(!page.contains("<script"));
        let book = body(list.book(lang).unwrap().answer(&HeaderMap::new())).await;
        let proof = verify(&book, Some(digest));
        assert!(matches!(&proof, Finding::Whole(list) if list.rows == 10), "{proof:?}");
        let paper = body(list.pdf(lang, &papers).unwrap().answer(&HeaderMap::new())).await;
        let proof = prove(&papers, &paper, Some(digest)).unwrap();
        assert!(matches!(&proof, Proof::Found(Finding::Whole(list)) if list.rows == 10), "{proof:?}");
        assert!(
            std::ptr::eq(list.pdf(lang, &papers).unwrap(), list.pdf(lang, &papers).unwrap()),
            "made once"
        );
    }
    let index = String::from_utf8(
        body(snapshot.index.as_ref().unwrap().page(Lang::Zh).answer(&HeaderMap::new())).await,
    )
    .unwrap();
    assert!(index.contains(Code::from_bits(1).as_str()));
}

#[test]
fn what_did_not_change_is_not_printed_again_and_a_superseded_list_is() {
    let first = AllLists::default().next(all(vec![sealed(1, 5)]));
    let second = first.next(all(vec![sealed(2, 5), sealed(1, 5)]));
    let (a, b) = (first.lists[&Code::from_bits(1)].clone(), second.lists[&Code::from_bits(1)].clone());
    assert!(std::sync::Arc::ptr_eq(&a, &b));
    let mut old = sealed(1, 5);
    old.view.head.superseded_by =
        Some(domain::view::public::lists::NewerVersion { code: Code::from_bits(3), version: 2 });
    let third = second.next(all(vec![sealed(3, 5), old]));
    assert!(!std::sync::Arc::ptr_eq(&b, &third.lists[&Code::from_bits(1)].clone()));
}

#[test]
fn a_list_of_2137_people_is_at_most_60_kb_compressed() {
    let snapshot = AllLists::default().next(all(vec![sealed(1, 2_137)]));
    let list = snapshot.lists[&Code::from_bits(1)].clone();
    for lang in Lang::ALL {
        let size = list.page(lang).len(Coding::Brotli);
        assert!(size <= 60_000, "{size} bytes in {}", lang.code());
    }
}

#[test]
fn a_damaged_list_stops_no_other_and_the_print_made_before_stays() {
    let damaged = || vec![Damaged { code: Code::from_bits(1), cause: "unreadable".to_owned() }];
    let fresh = AllLists::default().next(AllSealed {
        whole: vec![sealed(2, 5)],
        damaged: damaged(),
        ..AllSealed::default()
    });
    assert!(!fresh.lists.contains_key(&Code::from_bits(1)) && fresh.lists.contains_key(&Code::from_bits(2)));
    assert_eq!(fresh.damaged, [Code::from_bits(1)]);
    let before = AllLists::default().next(all(vec![sealed(1, 5)]));
    let after =
        before.next(AllSealed { whole: vec![sealed(2, 5)], damaged: damaged(), ..AllSealed::default() });
    assert!(after.lists.contains_key(&Code::from_bits(1)) && after.lists.contains_key(&Code::from_bits(2)));
    assert_eq!(after.damaged, [Code::from_bits(1)]);
}

/// Registration opens at second 100 and closes at 100,000.
fn posting(version: i64, title: &str) -> (PublicMark, Posting) {
    let code = Code::from_bits(77);
    let head = PostingHead {
        code,
        title: title.to_owned(),
        authority: "省委组织部".to_owned(),
        phase: Phase::Approved,
        registration: Window { opens: Instant(100_000), closes: Instant(100_000_000) },
        positions: 1,
        plan: 1,
        stop: None,
    };
    let position = Position {
        code: Code::from_bits(78),
        number: "0010001".to_owned(),
        unit: "办公厅".to_owned(),
        title: "综合文字".to_owned(),
        plan: 1,
        planned: None,
        conditions: String::new(),
        details: Vec::new(),
        scheme: None,
    };
    let view = Posting {
        now: Instant(0),
        head,
        notice: String::new(),
        telephones: domain::posting::Telephones::default(),
        following: domain::posting::Following::default(),
        timetable: domain::timetable::Timetable::default(),
        schemes: Vec::new(),
        conditions: Conditions::default(),
        counted_at: None,
        positions: vec![position],
        decided: Vec::new(),
        lists: Vec::new(),
        notices: Vec::new(),
        revisions: Vec::new(),
        decisions: Vec::new(),
        openings: Vec::new(),
        adjustments: Vec::new(),
        terms: Vec::new(),
        files: Vec::new(),
    };
    (
        PublicMark {
            code,
            version,
            lists: 0,
            corrections: 0,
            left: 0,
            supervised: 0,
            schemes: 1,
            terms: 0,
            stopped: false,
        },
        view,
    )
}

fn with(posting: (PublicMark, Posting)) -> Changes {
    Changes { marks: vec![posting.0], postings: vec![posting], lists: None }
}

#[tokio::test]
async fn the_clock_alone_opens_and_closes_registration_on_sealed_pages() {
    let code = Code::from_bits(77);
    let zh = |snapshot: &Snapshot| {
        let sealed = snapshot.posting(&code).unwrap().clone();
        let home = snapshot.home(Lang::Zh).unwrap().clone();
        async move {
            let position = sealed.position(Code::from_bits(78), Lang::Zh).unwrap();
            let mut pages = Vec::new();
            for page in [sealed.page(Lang::Zh), position, &home] {
                pages.push(String::from_utf8(body(page.answer(&HeaderMap::new())).await).unwrap());
            }
            pages
        }
    };
    let before = Snapshot::default().next(Instant(99_999), with(posting(1, "公开遴选")));
    assert!(before.is_true_at(Instant(50_000)) && !before.is_true_at(Instant(100_000)));
    let open = before.at(Instant(100_000));
    let closed = open.at(Instant(100_000_000));
    let apply = app::address::apply(Lang::Zh, Code::from_bits(78));
    let registers =
        |pages: Vec<String>| pages.iter().take(2).map(|page| page.contains(&apply)).collect::<Vec<_>>();
    assert_eq!(registers(zh(&before).await), [false, false]);
    let pages = zh(&open).await;
    assert!(pages[2].contains("1 天 3 小时"), "the first page counts down");
    assert_eq!(registers(pages), [true, true]);
    assert_eq!(registers(zh(&closed).await), [false, false]);
    // The time left reads the same for an hour, and nothing is printed meanwhile.
    assert!(open.is_true_at(Instant(100_000 + 60_000)));
    assert!(!open.is_true_at(Instant(100_000 + 3_600_000)));
    let later = open.at(Instant(100_000 + 3_600_000));
    let (a, b) = (open.posting(&code).unwrap(), later.posting(&code).unwrap());
    assert!(
        std::ptr::eq(
            a.position(Code::from_bits(78), Lang::En).unwrap(),
            b.position(Code::from_bits(78), Lang::En).unwrap()
        ),
        "the position's page stays"
    );
}

#[test]
fn a_posting_is_printed_again_when_its_mark_is_new_and_falls_with_it() {
    let first = Snapshot::default().next(Instant(0), with(posting(1, "公开遴选")));
    let (mark, newer) = posting(2, "公开遴选（更正）");
    assert!(first.unknown(&[posting(1, "").0]).is_empty());
    assert_eq!(first.unknown(&[mark]), [mark]);
    assert!(first.is_of(&[posting(1, "").0]) && !first.is_of(&[mark]));
    let second = first.next(Instant(0), with((mark, newer)));
    assert_eq!(second.posting(&mark.code).unwrap().view.head.title, "公开遴选（更正）");
    let none = second.next(Instant(0), Changes::default());
    assert!(none.posting(&mark.code).is_none());
}
