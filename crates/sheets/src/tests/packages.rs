//! Hand-made packages: bombs, lies, and things that only look like workbooks.

use super::{Duration, Instant, book, named, read};
use flate2::{Compress, Compression, FlushCompress};
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

const SHEET: &str = "xl/worksheets/sheet1.xml";
const STRINGS: &str = "xl/sharedStrings.xml";

/// A small honest workbook with shared strings.
fn honest() -> Vec<u8> {
    book(|book| {
        let sheet = book.add_worksheet();
        sheet.write_string(0, 0, "position").unwrap().write_string(1, 0, "010001").unwrap();
    })
}

/// The honest workbook with one part replaced.
fn with_part(name: &str, content: &[u8]) -> Vec<u8> {
    let mut from = ZipArchive::new(Cursor::new(honest())).unwrap();
    let mut to = ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..from.len() {
        let part = from.by_index_raw(index).unwrap();
        if part.name().unwrap() == name {
            to.start_file(name, SimpleFileOptions::default()).unwrap();
            to.write_all(content).unwrap();
        } else {
            to.raw_copy_file(part).unwrap();
        }
    }
    to.finish().unwrap().into_inner()
}

/// The sheet of the honest workbook with other rows.
fn with_rows(rows: &str) -> Vec<u8> {
    let xml = format!(
        r#"<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{rows}</sheetData></worksheet>"#
    );
    with_part(SHEET, xml.as_bytes())
}

/// `count` mebibytes of the letter a, deflated: one block, repeated.
fn many_mebibytes(count: usize) -> Vec<u8> {
    let mut deflate = Compress::new(Compression::best(), false);
    let mut block = Vec::with_capacity(1 << 16);
    deflate.compress_vec(&vec![b'a'; 1 << 20], &mut block, FlushCompress::Full).unwrap();
    let mut all = block.repeat(count);
    all.extend_from_slice(&[0x03, 0x00]);
    all
}

/// A package of one entry with any sizes one likes.
fn package(name: &str, deflated: &[u8], claimed: u32) -> Vec<u8> {
    let length = u32::try_from(deflated.len()).unwrap();
    let name_length = u16::try_from(name.len()).unwrap();
    let common = [
        &[20, 0, 0, 0, 8, 0, 0, 0, 0x21, 0x50, 0, 0, 0, 0][..],
        &length.to_le_bytes(),
        &claimed.to_le_bytes(),
        &name_length.to_le_bytes(),
        &[0, 0],
    ]
    .concat();
    let mut out = [b"PK\x03\x04", &common[..], name.as_bytes(), deflated].concat();
    let start = u32::try_from(out.len()).unwrap();
    let entry = [b"PK\x01\x02\x14\x00", &common[..], &[0; 10], &[0; 4], name.as_bytes()].concat();
    let size = u32::try_from(entry.len()).unwrap();
    out.extend_from_slice(&entry);
    out.extend_from_slice(
        &[b"PK\x05\x06", &[0, 0, 0, 0, 1, 0, 1, 0][..], &size.to_le_bytes(), &start.to_le_bytes(), &[0, 0]]
            .concat(),
    );
    out
}

#[test]
fn two_gigabytes_in_one_cell_are_refused_in_no_time() {
    let started = Instant::now();
    let deflated = many_mebibytes(2048);
    assert!(deflated.len() < 4 << 20);
    for (claimed, name) in
        [(0, "Damaged"), (1000, "Damaged"), (300 << 20, "CellTooLong"), (1 << 31, "Swollen")]
    {
        let bytes = package("xl/workbook.xml", &deflated, claimed);
        assert_eq!(named(read("bomb.xlsx", &bytes)), [name], "claimed {claimed}");
    }
    assert!(started.elapsed() < Duration::from_secs(5));
}

#[test]
fn one_long_text_is_refused_before_it_is_parsed() {
    let long: String = ('a'..='z').cycle().take(100_000).collect();
    let bytes = with_rows(&format!(r#"<row r="1"><c r="A1" t="inlineStr"><is><t>{long}</t></is></c></row>"#));
    assert_eq!(named(read("long.xlsx", &bytes)), ["CellTooLong"]);
    let bytes = with_part(
        STRINGS,
        format!(
            r#"<sst xmlns="x" uniqueCount="1"><si>{}</si></sst>"#,
            format!("<r><t>{}</t></r>", &long[..40_000]).repeat(5)
        )
        .as_bytes(),
    );
    assert_eq!(named(read("runs.xlsx", &bytes)), ["A1 CellTooLong"]);
}

#[test]
fn a_lie_about_the_number_of_strings_reserves_nothing() {
    for claim in ["999999999999", "99999999999999999999999999"] {
        let bytes = with_part(
            STRINGS,
            format!(r#"<sst xmlns="x" count="2" uniqueCount="{claim}"><si><t>a</t></si></sst>"#).as_bytes(),
        );
        assert_eq!(named(read("claim.xlsx", &bytes)), ["Swollen"]);
    }
}

#[test]
fn malformed_packages_are_refused() {
    let honest = honest();
    assert!(read("fine.xlsx", &honest).is_ok());
    for cut in [10, 100, honest.len() / 2, honest.len() - 1] {
        assert_eq!(named(read("cut.xlsx", &honest[..cut])), ["Damaged"], "cut at {cut}");
    }
    assert_eq!(named(read("letter.xlsx", &package("word/document.xml", &[0x03, 0x00], 0))), ["NotATable"]);
    assert_eq!(named(read("bare.xlsx", &package("xl/workbook.xml", &[0x03, 0x00], 0))), ["Damaged"]);
    let mut crowd = ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..2_000 {
        crowd.start_file(format!("xl/{index}.xml"), SimpleFileOptions::default()).unwrap();
    }
    assert_eq!(named(read("crowd.xlsx", &crowd.finish().unwrap().into_inner())), ["Swollen"]);
}

#[test]
fn malformed_sheets_are_refused() {
    for rows in [
        r#"<row r="2"><c r="A2"><v>1</v></c></row><row r="1"><c r="A1"><v>1</v></c></row>"#,
        r#"<row r="1"><c r="B1"><v>1</v></c><c r="A1"><v>1</v></c></row>"#,
        r#"<row r="1"><c r="ZZZZZZZZZZZZZZ1"><v>1</v></c></row>"#,
        r#"<row r="1"><c r="A99999999999999"><v>1</v></c></row>"#,
        r#"<row r="1"><c r="A1" t="s"><v>77</v></c></row>"#,
        r#"<row r="1"><c r="A1" t="zz"><v>77</v></c></row>"#,
        r#"<row r="1"><c r="A1"><v>1</v>"#,
    ] {
        let names = named(read("odd.xlsx", &with_rows(rows)));
        assert!(names.last().unwrap().ends_with("Damaged"), "{rows}: {names:?}");
    }
    let entity = r#"<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]><sst xmlns="x" uniqueCount="2"><si><t>&a;&a;</t></si><si><t>b</t></si></sst>"#;
    assert_eq!(named(read("entity.xlsx", &with_part(STRINGS, entity.as_bytes()))), ["Damaged"]);
}

#[test]
fn numbers_come_as_they_were_typed() {
    let rows = r#"<row r="1"><c r="A1" t="inlineStr"><is><t>mark</t></is></c></row>
        <row r="2"><c r="A2"><v>73.099999999999994</v></c></row><row r="3"><c r="A3"><v>8.5004999999999995E1</v></c></row>
        <row r="4"><c r="A4"><v>1.1001011E7</v></c></row><row r="5"><c r="A5"><v>440101199001011234</v></c></row>"#;
    let sheet = read("typed.xlsx", &with_rows(rows)).unwrap();
    let texts: Vec<String> =
        sheet.rows.iter().map(|row| super::value::free(&row.cells[0]).unwrap().unwrap()).collect();
    assert_eq!(texts, ["73.1", "85.005", "11001011", "440101199001011260"]);
}
