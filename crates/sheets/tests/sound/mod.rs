//! What must hold of any bytes handed in as a table, CSV or workbook. The fuzz target `sheet` uses it too.

use sheets::wire::{Line, parse, read_sheet_to};
use sheets::{Fault, Limits, Sheet, Source, read_whole};
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
            Ok(sheet) => shaped(sheet),
            Err(faults) => told(faults),
        }
        streamed(name, bytes, &read);
    }
}

fn shaped(sheet: &Sheet) {
    assert!(!sheet.header.is_empty() && !sheet.rows.is_empty(), "a table without titles or rows");
    assert!(sheet.rows.iter().all(|row| row.cells.len() == sheet.header.len()), "a row of another width");
    assert!(sheet.rows.windows(2).all(|pair| pair[0].row < pair[1].row), "rows out of order");
    for note in &sheet.notes {
        assert!([Lang::Zh, Lang::En].into_iter().all(|lang| !note.sentence(lang).is_empty()), "{note:?}");
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
