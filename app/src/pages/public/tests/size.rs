//! A list as long as a real one fits its budget of bytes.

use std::io::Write;

use domain::view::public::lists::{List, ListFilter, ListGroup, ListResult, ListRow};
use text::Lang;

use super::super::list;
use super::samples;

/// 392 positions and 2,137 people with numbers that do not repeat, as in Zhengzhou's list of 2024.
fn real_size() -> List {
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
        let html = list::print(&real_size(), &ListFilter::default(), lang);
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
