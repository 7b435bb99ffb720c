//! Files from the field (`cases/README.md`): what the sheet shows is what is read, or the place and the remedy are told.
#![expect(clippy::unwrap_used, reason = "a case that cannot be opened is a failure")]

use std::io::{Cursor, Write};

use sheets::value::{bare, code};
use sheets::{Code, Fault, Limits, Remark, Sheet, Source, Value, read_whole};
use text::Lang;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

fn read(name: &str, bytes: &[u8]) -> Result<Sheet, Vec<Fault>> {
    read_whole(Source { name, bytes }, &Limits::default())
}

fn case(path: &str) -> Result<Sheet, Vec<Fault>> {
    let file = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases").join(path);
    read(path, &std::fs::read(file).unwrap())
}

/// The column's cells as marks or words are read from them.
fn column(sheet: &Sheet, title: &str) -> Vec<Result<String, Code>> {
    let at = sheet.header.iter().position(|header| header.name == title).unwrap();
    sheet.rows.iter().map(|row| bare(&row.cells[at]).map(|read| read.unwrap().value)).collect()
}

fn said(sheet: &Sheet) -> Vec<String> {
    sheet.notes.iter().map(|note| note.remark.name()).collect()
}

/// A workbook of these parts; the usual ones are added.
fn packed(parts: &[(&str, &str)]) -> Vec<u8> {
    let usual = [
        (
            "_rels/.rels",
            r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#,
        ),
        (
            "xl/workbook.xml",
            r#"<workbook xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="成绩" sheetId="1" r:id="r1"/></sheets></workbook>"#,
        ),
        (
            "xl/_rels/workbook.xml.rels",
            r#"<Relationships><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/><Relationship Id="r3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/></Relationships>"#,
        ),
    ];
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let added = usual.iter().filter(|(name, _)| !parts.iter().any(|(other, _)| other == name));
    for (name, content) in added.chain(parts) {
        archive.start_file(*name, SimpleFileOptions::default()).unwrap();
        archive.write_all(content.as_bytes()).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

fn sheet_of(rows: &str) -> String {
    format!("<worksheet><sheetData>{rows}</sheetData></worksheet>")
}

const HEAD: &str =
    r#"<row><c t="inlineStr"><is><t>准考证号</t></is></c><c t="inlineStr"><is><t>笔试</t></is></c></row>"#;

#[test]
fn hidden_rows_are_told_by_number_before_anything_counts() {
    let faults = case("05-filtered-rows/X.xlsx").unwrap_err();
    assert_eq!(faults.len(), 1);
    assert_eq!(faults[0].code, Code::HiddenRows { rows: "4, 6, 7".to_owned(), count: 3 });
    assert!(faults[0].sentence(Lang::Zh).contains("第 4, 6, 7 行"));
}

#[test]
fn the_main_part_is_found_by_its_relationship() {
    let sheet = case("09-workbook22/X.xlsx").unwrap();
    assert_eq!(column(&sheet, "written"), [Ok("80".to_owned()), Ok("78".to_owned())]);
}

#[test]
fn inline_text_counts_and_a_stale_value_beside_it_does_not() {
    let sheet = case("13-inline-and-value/X.xlsx").unwrap();
    assert_eq!(column(&sheet, "written"), ["81", "80", "79"].map(|mark| Ok(mark.to_owned())));
    assert_eq!(sheet.rows[2].cells[1], Value::Text("HF26-0003".to_owned()));
}

#[test]
fn a_number_is_read_with_the_fifteen_digits_that_a_sheet_shows() {
    let sheet = case("15-fifteen-digits/X.xlsx").unwrap();
    assert_eq!(column(&sheet, "written"), ["84.3", "84.3", "84.3", "84.29"].map(|mark| Ok(mark.to_owned())));
    let remark = bare(&sheet.rows[1].cells[2]).unwrap().unwrap().remark;
    assert_eq!(
        remark,
        Some(Remark::Digits { was: "84.300000000000011".to_owned(), read: "84.3".to_owned() })
    );
}

#[test]
fn a_number_shown_as_something_else_is_told_in_both_readings() {
    let sheet = case("16-shown-otherwise/X.xlsx").unwrap();
    let otherwise = |stored: &str, shown: &str| {
        Err(Code::ShownOtherwise { stored: stored.to_owned(), shown: shown.to_owned() })
    };
    assert_eq!(
        column(&sheet, "interview"),
        [
            Ok("85".to_owned()),
            otherwise("0", "缺考"),
            otherwise("0", "-"),
            otherwise("59.6", "60"),
            otherwise("0.85", "85%")
        ]
    );
}

#[test]
fn an_apostrophe_or_a_tab_before_a_ticket_is_dropped_aloud() {
    let sheet = case("19-apostrophe/X.csv").unwrap();
    let tickets: Vec<_> = sheet.rows.iter().map(|row| code(&row.cells[1]).unwrap().unwrap()).collect();
    let read: Vec<&str> = tickets.iter().map(|ticket| ticket.value.as_str()).collect();
    assert_eq!(read, ["HF26-0001", "HF26-0001", "HF26-0002", "HF26-0003"]);
    assert_eq!(
        tickets.iter().map(|ticket| ticket.remark.is_some()).collect::<Vec<_>>(),
        [false, true, true, true]
    );
}

#[test]
fn formulas_in_columns_that_nobody_reads_are_no_fault() {
    let sheet = case("26-columns-nobody-reads/positions.xlsx").unwrap();
    assert_eq!(sheet.rows.len(), 2);
}

#[test]
fn what_is_struck_out_is_a_fault_at_its_cell_or_row() {
    let rows = format!(
        r#"{HEAD}<row><c t="s"><v>0</v></c><c><v>80</v></c></row><row><c t="inlineStr" s="1"><is><t>b</t></is></c><c s="1"><v>70</v></c></row><row><c t="s"><v>1</v></c><c><v>60</v></c></row>"#
    );
    let book = packed(&[
        ("xl/worksheets/sheet1.xml", &sheet_of(&rows)),
        (
            "xl/styles.xml",
            r#"<styleSheet><fonts><font/><font><strike/></font></fonts><cellXfs><xf fontId="0"/><xf fontId="1"/></cellXfs></styleSheet>"#,
        ),
        (
            "xl/sharedStrings.xml",
            r#"<sst><si><r><t>a</t></r><r><rPr><strike/></rPr><t>x</t></r></si><si><r><rPr><strike val="0"/></rPr><t>c</t></r><rPh><t>pinyin</t></rPh></si></sst>"#,
        ),
    ]);
    let sheet = read("a.xlsx", &book).unwrap();
    let struck = |found: &str| Code::Struck { found: found.to_owned() };
    assert_eq!(code(&sheet.rows[0].cells[0]).unwrap_err(), struck("ax"));
    assert_eq!(code(&sheet.rows[1].cells[0]).unwrap_err(), struck("b"));
    assert_eq!(bare(&sheet.rows[1].cells[1]).unwrap_err(), struck("70"));
    assert_eq!(
        code(&sheet.rows[2].cells[0]).unwrap().unwrap().value,
        "c",
        "a pinyin guide is no text of the cell"
    );
}

#[test]
fn parts_packed_unusually_are_found() {
    let sheet =
        sheet_of(&format!(r#"{HEAD}<row><c t="inlineStr"><is><t>a</t></is></c><c><v>80</v></c></row>"#));
    for (rels, main, of_main, part) in [
        ("/_rels/.rels", "/xl/Workbook.xml", "/xl/_rels/Workbook.xml.rels", "/xl/worksheets/Sheet1.xml"),
        ("_rels\\.rels", "xl\\workbook.xml", "xl\\_rels\\workbook.xml.rels", "xl\\worksheets\\sheet1.xml"),
    ] {
        let book = packed(&[]);
        let mut from = zip::ZipArchive::new(Cursor::new(book)).unwrap();
        let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
        for (old, new) in
            [("_rels/.rels", rels), ("xl/workbook.xml", main), ("xl/_rels/workbook.xml.rels", of_main)]
        {
            archive.start_file(new, SimpleFileOptions::default()).unwrap();
            std::io::copy(&mut from.by_name(old).unwrap(), &mut archive).unwrap();
        }
        archive.start_file(part, SimpleFileOptions::default()).unwrap();
        archive.write_all(sheet.as_bytes()).unwrap();
        let bytes = archive.finish().unwrap().into_inner();
        assert_eq!(read("a.xlsx", &bytes).unwrap().rows.len(), 1, "{main}");
    }
}

#[test]
fn strict_parts_with_prefixes_and_cells_without_addresses_are_read() {
    let rels = r#"<Relationships><Relationship Id="r1" Type="http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
    let book = packed(&[
        ("_rels/.rels", rels),
        (
            "xl/worksheets/sheet1.xml",
            r#"<x:worksheet xmlns:x="http://purl.oclc.org/ooxml/spreadsheetml/main"><x:sheetData><x:row><x:c t="inlineStr"><x:is><x:t>准考证号</x:t></x:is></x:c><x:c t="inlineStr"><x:is><x:t>笔试</x:t></x:is></x:c></x:row><x:row><x:c t="inlineStr"><x:is><x:t>a</x:t></x:is></x:c><x:c><x:v>80</x:v></x:c></x:row></x:sheetData></x:worksheet>"#,
        ),
    ]);
    let sheet = read("a.xlsx", &book).unwrap();
    assert_eq!(sheet.frame().at(&sheet.rows[0], 1).to_string(), "B2");
    assert_eq!(column(&sheet, "笔试"), [Ok("80".to_owned())]);
}

#[test]
fn further_sheets_that_hold_rows_macros_and_links_are_told() {
    let row = r#"<row><c t="inlineStr"><is><t>a</t></is></c><c><v>80</v></c></row>"#;
    let book = packed(&[
        (
            "xl/workbook.xml",
            r#"<workbook xmlns:r="r"><sheets><sheet name="一" sheetId="1" r:id="r1"/><sheet name="空" sheetId="2" r:id="r2"/><sheet name="藏" sheetId="3" state="hidden" r:id="r3"/></sheets></workbook>"#,
        ),
        (
            "xl/_rels/workbook.xml.rels",
            r#"<Relationships><Relationship Id="r1" Type="x/worksheet" Target="a.xml"/><Relationship Id="r2" Type="x/worksheet" Target="b.xml"/><Relationship Id="r3" Type="x/worksheet" Target="c.xml"/><Relationship Id="r4" Type="x/externalLink" Target="e.xml"/></Relationships>"#,
        ),
        ("xl/a.xml", &sheet_of(&format!("{HEAD}{row}"))),
        ("xl/b.xml", &sheet_of("")),
        ("xl/c.xml", &sheet_of(row)),
        ("xl/vbaProject.bin", "x"),
    ]);
    let sheet = read("a.xlsm", &book).unwrap();
    assert_eq!(said(&sheet), ["OtherSheets", "Macros", "Links"]);
    assert_eq!(
        sheet.notes[0].remark,
        Remark::OtherSheets { read: "一".to_owned(), others: vec!["藏".to_owned()] }
    );
}

#[test]
fn title_rows_and_headers_of_two_rows_are_found_and_told() {
    let sheet = read(
        "a.csv",
        "2026年职位表,,,\n填报单位：某局,,,\n职位代码,职位名称,计划数,备注\n0101,科员,1,\n".as_bytes(),
    )
    .unwrap();
    assert_eq!(sheet.header[0].at.to_string(), "3:1");
    assert_eq!(said(&sheet), ["HeaderRow"]);
    assert_eq!(sheet.notes[0].remark, Remark::HeaderRow { above: 2 });
    let two =
        read("a.csv", "职位代码,职位名称,资格条件,\n,,学历,专业\n0101,科员,本科,法学\n".as_bytes()).unwrap();
    let titles: Vec<&str> = two.header.iter().map(|header| header.name.as_str()).collect();
    assert_eq!(titles, ["职位代码", "职位名称", "学历", "专业"]);
    assert_eq!(two.rows.len(), 1);
}

#[test]
fn characters_lost_on_the_way_are_told() {
    for lost in ["??", "甲\u{FFFD}", "?"] {
        assert_eq!(bare(&Value::Text(lost.to_owned())).unwrap_err().name(), "Lost", "{lost}");
    }
    assert!(bare(&Value::Text("甲室?乙室".to_owned())).is_ok());
}

#[test]
fn a_first_line_that_names_the_separator_is_no_row() {
    let sheet = read("a.csv", b"sep=,\r\nposition,candidate\r\n0101,a\r\n").unwrap();
    assert_eq!((sheet.header[0].at.to_string().as_str(), sheet.rows[0].row), ("2:1", 3));
    let faults = read("a.csv", b"sep=;\nposition;candidate\n0101;a\n").unwrap_err();
    assert_eq!(faults[0].code, Code::WrongSeparator { found: ';' });
}

#[test]
fn utf16_and_xml_of_2003_are_refused_by_name() {
    assert_eq!(read("a.csv", b"\xFF\xFEa\0").unwrap_err()[0].code, Code::Utf16);
    let old = b"<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\"/>";
    assert_eq!(read("a.xls", old).unwrap_err()[0].code.name(), "NotATable");
}

/// The reader that stood here before, on workbooks as office programs write them.
#[test]
fn ordinary_workbooks_read_as_a_second_reader_reads_them() {
    use calamine::{Data, Reader, Xlsx};
    let mut book = rust_xlsxwriter::Workbook::new();
    let page = book.add_worksheet();
    for row in 0..200_u32 {
        page.write_string(row, 0, format!("行 <{row}> & \"一\"")).unwrap();
        page.write_number(row, 1, f64::from(row) / 8.0).unwrap();
    }
    let bytes = book.save_to_buffer().unwrap();
    let mut other = Xlsx::new(Cursor::new(&bytes)).unwrap();
    let range = other.worksheet_range("Sheet1").unwrap();
    let ours = sheets::grids(&bytes, &Limits::default(), 1).unwrap();
    assert_eq!(ours[0].len(), 200);
    for ((row, cells), theirs) in ours[0].iter().zip(range.rows()) {
        let told: Vec<String> = theirs
            .iter()
            .map(|cell| match cell {
                Data::String(text) => text.clone(),
                Data::Float(number) => number.to_string(),
                other => panic!("{other:?}"),
            })
            .collect();
        let read: Vec<&str> = cells.iter().filter_map(|(_, value)| value.shown()).collect();
        assert_eq!(read, told, "row {row}");
    }
}

#[test]
fn rows_of_sums_averages_and_notes_are_no_person() {
    let sheet = case("07-subtotal-rows/X.csv").unwrap();
    assert_eq!(column(&sheet, "candidate").len(), 4);
    assert_eq!(said(&sheet), ["Summary", "Summary"]);
    let table = "序号,准考证号,笔试\n1,a,80\n,最高分,80\n小计,,80\n合计：,,80\n缺考人数,0,\n序号,准考证号,笔试\n2,b,70\n备注：缺考按零分计,,\n";
    let sheet = read("a.csv", table.as_bytes()).unwrap();
    assert_eq!(column(&sheet, "准考证号"), ["a", "b"].map(|ticket| Ok(ticket.to_owned())));
    assert_eq!(said(&sheet), ["Summary", "Summary", "Summary", "Summary", "RepeatedHeader", "Summary"]);
}

#[test]
fn a_merged_area_over_two_rows_is_told_and_over_a_sum_is_not() {
    let row =
        |ticket: &str| format!(r#"<row><c t="inlineStr"><is><t>{ticket}</t></is></c><c><v>80</v></c></row>"#);
    let book = |areas: &str| {
        let rows = format!("{HEAD}{}{}{}", row("a"), row("b"), row("合计"));
        let sheet =
            format!("<worksheet><sheetData>{rows}</sheetData><mergeCells>{areas}</mergeCells></worksheet>");
        packed(&[("xl/worksheets/sheet1.xml", &sheet)])
    };
    let faults = read("a.xlsx", &book(r#"<mergeCell ref="B2:B3"/>"#)).unwrap_err();
    assert_eq!(faults[0].code, Code::Merged { area: "B2:B3".to_owned() });
    assert!(read("a.xlsx", &book(r#"<mergeCell ref="A4:B4"/><mergeCell ref="A1:B1"/>"#)).is_ok());
}
