//! A list as long as a real one fits its budget of bytes.

use std::io::Write;

use domain::view::public::lists::{List, ListFilter, ListGroup, ListResult, ListRow};
use text::Lang;

use super::super::list;
use super::samples;

/// 392 positions and 2,137 people with numbers that do not repeat, as in Zhengzhou's list of 2024.
pub(super) fn real_size() -> List {
    let mut list = samples::list();
    let mut state: u64 = 42;
    let mut number = move |below: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % below
    };
    let mut left = 2_137_u64;
    list.groups = (0..392_u64)
        .map(|at| {
            let here = left.div_ceil(392 - at);
            left -= here;
            let rows = (0..here)
                .map(|rank| ListRow {
                    ticket: format!("2024{:07}", number(10_000_000)),
                    name: None,
                    values: (0..3).map(|_| format!("{}.{:02}", 60 + number(30), number(100))).collect(),
                    rank: (rank + 1).to_string(),
                    tied: false,
                    unranked: None,
                    placed: None,
                    result: if rank < 2 { ListResult::In } else { ListResult::Out },
                })
                .collect();
            let unit = samples::list().groups[usize::try_from(at % 3).expect("small")].unit.clone();
            ListGroup {
                number: format!("{:07}", 10_000 + at),
                unit,
                title: format!("业务{at}处一级科员"),
                plan: 1,
                rows,
            }
        })
        .collect();
    list.head.people = 2_137;
    list.head.chosen = 784;
    list
}

#[test]
fn a_list_of_2137_people_is_at_most_60_kb_compressed() {
    for lang in Lang::ALL {
        let all = ListFilter { all: "yes".to_owned(), ..ListFilter::default() };
        let html = list::print(&real_size(), &all, lang);
        assert_eq!(html.matches("<tr class=\"ranked").count(), 2_137);
        assert_eq!(html.matches("ranked cut").count(), 392);
        let mut brotli = brotli::CompressorWriter::new(Vec::new(), 4096, 9, 22);
        brotli.write_all(html.as_bytes()).expect("in memory");
        let brotli = brotli.into_inner().len();
        let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        gzip.write_all(html.as_bytes()).expect("in memory");
        let gzip = gzip.finish().expect("in memory").len();
        println!("{}: {} bytes, brotli {brotli}, gzip {gzip}", lang.code(), html.len());
        assert!(brotli <= 60_000 && gzip <= 60_000, "brotli {brotli}, gzip {gzip}");
    }
}

#[test]
fn a_list_of_2137_people_stands_on_pages_of_a_hundred_with_whole_positions() {
    let list = real_size();
    let page = |number: usize| {
        let filter = ListFilter { page: number.to_string(), ..ListFilter::default() };
        list::print(&list, &filter, Lang::Zh)
    };
    let pages = domain::view::public::lists::pages(ListFilter::default().apply(&list.groups)).len();
    let counts: Vec<usize> =
        (1..=pages).map(|number| page(number).matches("<tr class=\"ranked").count()).collect();
    assert_eq!(counts.iter().sum::<usize>(), 2_137, "everybody once");
    assert!(counts.iter().rev().skip(1).all(|people| (100..120).contains(people)), "{counts:?}");
    assert!(
        page(1).contains("?page=2") && page(2).contains("?page=3") && !page(pages).contains("rel=\"next\"")
    );
    assert_eq!(
        page(pages + 7).matches("<tr class=\"ranked").count(),
        counts[pages - 1],
        "past the end is the end"
    );
}

#[test]
fn a_list_on_paper_names_the_selection_and_what_its_lines_were_sought_by() {
    let list = real_size();
    let filter =
        ListFilter { position: "0010001".to_owned(), result: "in".to_owned(), ..ListFilter::default() };
    let page = list::print(&list, &filter, Lang::Zh);
    let paper: String = page
        .split("class=\"on-paper\"")
        .skip(1)
        .map(|part| part.split("</p>").next().unwrap_or(""))
        .collect();
    assert!(paper.contains(&list.head.posting_title) && paper.contains("0010001"), "{paper}");
}
