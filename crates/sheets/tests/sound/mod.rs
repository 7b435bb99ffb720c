//! What must hold of any bytes handed in as a table, CSV or workbook. The fuzz target `sheet` uses it too.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use files::scheme_file::{self, SchemeFile};
use sheets::tables::{LISTED, People, Register, Table, examiners, marks, positions};
use sheets::wire::{Line, parse, read_sheet_to};
use sheets::{Fault, Limits, Note, Sheet, Source, read_whole};
use text::Lang;

/// Bounds that a fuzzer reaches, so that it tries them too.
fn small() -> Limits {
    Limits {
        file: 1 << 20,
        inflated: 4 << 20,
        part: 2 << 20,
        rows: 2_000,
        cells: 20_000,
        ..Limits::default()
    }
}

/// Reading never panics, every fault has a sentence in both languages, a table that is taken has as many cells in each row
/// as it has titles and its rows in order, and the stream of the worker says the same.
pub fn sound(bytes: &[u8]) {
    for name in ["a.csv", "a.xlsx"] {
        let read = read_whole(Source { name, bytes }, &small());
        match &read {
            Ok(sheet) => {
                shaped(sheet);
                typed(sheet);
            }
            Err(faults) => told(faults),
        }
        streamed(name, bytes, &read);
    }
}

fn shaped(sheet: &Sheet) {
    assert!(!sheet.header.is_empty() && !sheet.rows.is_empty(), "a table without titles or rows");
    assert!(sheet.rows.iter().all(|row| row.cells.len() == sheet.header.len()), "a row of another width");
    assert!(sheet.rows.windows(2).all(|pair| pair[0].row < pair[1].row), "rows out of order");
    noted(&sheet.notes);
}

fn noted(notes: &[Note]) {
    for note in notes {
        assert!([Lang::Zh, Lang::En].into_iter().all(|lang| !note.sentence(lang).is_empty()), "{note:?}");
    }
}

/// A scheme with a paper, a room, a panel of elements, points and a fact.
static SCHEMES: LazyLock<SchemeFile> = LazyLock::new(|| {
    let text = r#"
[scheme]
components = [{ key = "written", name = "笔试", weight = 60 }, { key = "interview", name = "面试", weight = 40, rooms = { overall = "pooled" }, panel = { size = 3, elements = [{ key = "speech", name = "表达", full = 60 }, { key = "order", full = 40 }] } }]
bonus = [{ key = "veteran" }]
facts = [{ key = "party", kind = "yes_no" }]
"#;
    scheme_file::read("s.toml", text.as_bytes()).expect("a scheme")
});

/// Every reader, for the command and for the desk.
fn typed(sheet: &Sheet) {
    let of_ranking = positions::read(sheet, positions::Purpose::Ranking(&SCHEMES));
    let of_posting = positions::read(
        sheet,
        positions::Purpose::Posting(&positions::Uses::of(sheet, &positions::Chosen::new())),
    );
    whole(sheet, &of_ranking, |line| line.at);
    whole(sheet, &of_posting, |line| line.at);
    if of_posting.faults.is_empty() {
        assert!(of_posting.rows.into_iter().all(|line| line.into_terms().is_some()), "half a position");
    }
    let anybody = People::Anybody(BTreeMap::from([("0101", Some(0)), ("0102", Some(0))]));
    let entered = BTreeMap::from([(("0101", "a"), Some(0)), (("0101", "b"), Some(0))]);
    let admitted = BTreeMap::from([("a", ("0101", 0)), ("b", ("0101", 0))]);
    for people in [anybody, People::Entered(entered), People::Admitted(admitted)] {
        let register = Register { schemes: SCHEMES.scheme.iter().collect(), people };
        let marks = marks::read(sheet, &register, marks::Names::Read);
        whole(sheet, &marks.table, |line| line.at);
        let cells = marks.table.rows.iter().flat_map(|line| &line.cells);
        assert!(cells.into_iter().all(|cell| cell.column < marks.columns.len()), "a cell of no column");
        whole(sheet, &examiners::read(sheet, &register).table, |line| line.at);
    }
}

/// Every row of a table is a typed row or has a fault, and everything said has a sentence.
fn whole<T>(sheet: &Sheet, table: &Table<T>, at: impl Fn(&T) -> sheets::At) {
    assert!(table.rows.windows(2).all(|pair| at(&pair[0]).row < at(&pair[1]).row), "rows out of order");
    assert!(table.faults.len() <= LISTED + 1, "a list without an end");
    assert!(!table.faults.is_empty() || table.rows.len() == sheet.rows.len(), "a row dropped in silence");
    noted(&table.notes);
    if !table.faults.is_empty() {
        told(&table.faults);
    }
}

fn told(faults: &[Fault]) {
    assert!(!faults.is_empty(), "refused without a fault");
    for fault in faults {
        assert!([Lang::Zh, Lang::En].into_iter().all(|lang| !fault.sentence(lang).is_empty()), "{fault:?}");
    }
}

/// The worker's answer ends with the number of its lines, and holds the same rows and faults.
fn streamed(name: &str, bytes: &[u8], read: &Result<Sheet, Vec<Fault>>) {
    let mut answer = Vec::new();
    read_sheet_to(name, &mut &bytes[..], &small(), &mut answer).expect("memory takes everything");
    let mut collector = sheets::Collector::new(name);
    let mut ended = None;
    for (at, line) in answer.split(|byte| *byte == b'\n').filter(|line| !line.is_empty()).enumerate() {
        match parse(line).expect("a line of ours") {
            Line::Event(event) => assert!(collector.take(event).is_continue()),
            Line::End(count) => ended = Some((at, count)),
        }
    }
    let (at, count) = ended.expect("an end");
    assert_eq!(u64::try_from(at), Ok(count));
    assert_eq!(collector.finish(), *read);
}
