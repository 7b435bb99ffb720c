//! Every bad input has one clear answer, every odd one is read and reported.

use super::wire::{Line, parse, read_sheet_to};
use super::*;
use rust_xlsxwriter::{Format as Style, Formula, Workbook};
use std::time::{Duration, Instant};

mod packages;

/// Files of the tests: names and how they were made.
fn csv(text: &str) -> Result<Sheet, Vec<Fault>> {
    read("scores.csv", text.as_bytes())
}

fn read(name: &str, bytes: &[u8]) -> Result<Sheet, Vec<Fault>> {
    read_whole(Source { name, bytes }, &Limits::default())
}

fn book(fill: impl FnOnce(&mut Workbook)) -> Vec<u8> {
    let mut book = Workbook::new();
    fill(&mut book);
    book.save_to_buffer().unwrap()
}

/// Place and name of each fault, in order.
fn named(outcome: Result<Sheet, Vec<Fault>>) -> Vec<String> {
    let faults = outcome.expect_err("a fault");
    faults
        .iter()
        .map(|fault| {
            format!("{} {}", fault.at.map(|at| at.to_string()).unwrap_or_default(), fault.code.name())
                .trim()
                .to_owned()
        })
        .collect()
}

fn text(value: &str) -> Value {
    Value::Text(value.to_owned())
}

#[test]
fn a_csv_file_is_read_with_its_lines() {
    let sheet =
        csv("\u{FEFF}position, Candidate ,mark\r\n\r\n001,\"a,\"\"b\"\"\nc\",\r\n,,\n002,x,85.5").unwrap();
    let titles: Vec<&str> = sheet.header.iter().map(|header| header.name.as_str()).collect();
    assert_eq!(titles, ["position", "Candidate", "mark"]);
    assert_eq!(
        sheet.rows,
        [
            Row { row: 3, cells: vec![text("001"), text("a,\"b\"\nc"), Value::Blank] },
            Row { row: 6, cells: vec![text("002"), text("x"), text("85.5")] }
        ]
    );
    assert_eq!(sheet.frame().at(&sheet.rows[1], 2).to_string(), "6:3");
    assert!(sheet.notes.is_empty());
}

#[test]
fn gb18030_is_read_and_reported() {
    let (bytes, _, _) = encoding_rs::GB18030.encode("职位代码,准考证号\n010001,甲\n");
    let sheet = read("表.csv", &bytes).unwrap();
    assert_eq!(sheet.header[1].name, "准考证号");
    assert_eq!(sheet.rows[0].cells[1], text("甲"));
    assert_eq!(sheet.notes.len(), 1);
    assert_eq!(sheet.notes[0].remark, Remark::Gb18030);
}

#[test]
fn broken_text_names_its_line() {
    assert_eq!(named(csv("a,b\n1,\"2\n3,4\n")), ["2:2 UnclosedQuote"]);
    assert_eq!(named(csv("a,b\n1,\"2\"x\n")), ["2:2 TextAfterQuote"]);
    assert_eq!(named(csv("a,b\n1,2\"x\n")), ["2:2 QuoteInField"]);
    assert_eq!(named(csv("a\tb\n1\t2\n")), ["1 WrongSeparator"]);
    assert_eq!(named(csv("a;b\n1;2\n")), ["1 WrongSeparator"]);
    assert_eq!(named(csv("a,b\n1,2\n3\n4,5,6\n7,8,\n")), ["3 FieldCount", "4 FieldCount"]);
    assert_eq!(named(csv("a,,b\n1,2,3\n")), ["2:2 OutsideTable"]);
    assert_eq!(named(csv(&format!("a,b\n1,{}\n", "x".repeat(40_000)))), ["2:2 CellTooLong"]);
    assert_eq!(named(read("a.csv", b"\xFF\xFEa\0")), ["Utf16"]);
    assert_eq!(named(read("a.csv", "职位代码,b\n职".as_bytes().split_last().unwrap().1)), ["2 Encoding"]);
}

#[test]
fn files_that_are_no_table_are_named() {
    assert_eq!(named(read("a.csv", b"")), ["Empty"]);
    assert_eq!(named(read("a.xlsx", b"")), ["Empty"]);
    assert_eq!(named(read("a.csv", b"\xEF\xBB\xBF \r\n")), ["Empty"]);
    assert_eq!(named(csv(",,\n , \n")), ["Empty"]);
    assert_eq!(named(csv("position,candidate\n")), ["NoRows"]);
    assert_eq!(named(read("a.xlsx", b"\x89PNG\r\n\x1A\n\0\0\0\rIHDR")), ["NotATable"]);
    assert_eq!(named(read("a.xlsx", b"\xFF\xD8\xFF\xE0\0\x10JFIF\0")), ["NotATable"]);
    assert_eq!(named(read("a.xlsx", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")), ["NotATable"]);
    assert_eq!(named(read("a.xls", b"<html><table><tr><td>1</td></tr></table>")), ["NotATable"]);
    assert_eq!(named(read("a.xlsx", b"position,candidate\n1,2\n")), ["NotAWorkbook"]);
    assert_eq!(named(read("a.csv", b"a,b\n1,\0\n")), ["NotATable"]);
    assert_eq!(named(read("BM.csv", b"BM,b\n1,2,3\n")), ["2 FieldCount"]);
    let small = Limits { file: 8, ..Limits::default() };
    assert_eq!(
        named(read_whole(Source { name: "a.csv", bytes: b"a,b\n1,2\n3,4\n" }, &small)),
        ["FileTooLarge"]
    );
}

#[test]
fn a_workbook_is_read_from_its_first_visible_sheet() {
    let bytes = book(|book| {
        book.add_worksheet().set_hidden(true).write_string(0, 0, "secret").unwrap();
        let sheet = book.add_worksheet();
        sheet.set_name("成绩").unwrap().set_active(true);
        sheet.write_blank(0, 60, &Style::new().set_bold()).unwrap();
        sheet.write_string(2, 1, "职位代码").unwrap().write_string(2, 2, "成绩").unwrap();
        sheet.write_string(4, 1, "010001").unwrap().write_number(4, 2, 85.005).unwrap();
        sheet.write_string(6, 1, "010002").unwrap().write_number(6, 2, 73.1).unwrap();
        book.add_worksheet().write_string(0, 0, "other").unwrap();
    });
    let sheet = read("成绩.xlsx", &bytes).unwrap();
    assert_eq!(sheet.header[0].at.to_string(), "B3");
    assert_eq!(sheet.rows.len(), 2);
    assert_eq!(sheet.rows[0].cells, [text("010001"), Value::Number("85.005".to_owned())]);
    assert_eq!(sheet.frame().at(&sheet.rows[1], 1).to_string(), "C7");
    assert_eq!(sheet.rows[1].cells[1], Value::Number("73.1".to_owned()));
    let others = vec!["Sheet1".to_owned(), "Sheet3".to_owned()];
    assert_eq!(sheet.notes[0].remark, Remark::OtherSheets { read: "成绩".to_owned(), others });
}

#[test]
fn cells_that_are_no_value_are_listed_with_their_addresses() {
    let bytes = book(|book| {
        let sheet = book.add_worksheet();
        for (column, title) in ["a", "b", "c"].iter().enumerate() {
            sheet.write_string(0, u16::try_from(column).unwrap(), *title).unwrap();
        }
        sheet.write_formula(1, 0, Formula::new("=1+1").set_result("2")).unwrap();
        sheet.write_boolean(1, 1, true).unwrap();
        sheet.write_number_with_format(1, 2, 45_000.0, &Style::new().set_num_format("yyyy-mm-dd")).unwrap();
        sheet.write_string(2, 0, "fine").unwrap().write_string(2, 4, "stray").unwrap();
        sheet.write_formula(3, 1, Formula::new("=NA()").set_result("#N/A")).unwrap();
    });
    assert_eq!(named(read("a.xlsx", &bytes)), ["E3 OutsideTable"]);
    let bytes = book(|book| {
        let sheet = book.add_worksheet();
        sheet.write_string(0, 0, "a").unwrap().write_string(0, 1, "b").unwrap();
        sheet.write_formula(1, 0, Formula::new("=1+1").set_result("2")).unwrap();
        sheet.write_boolean(1, 1, true).unwrap();
        sheet.write_number_with_format(2, 0, 45_000.0, &Style::new().set_num_format("yyyy-mm-dd")).unwrap();
        sheet.write_formula(2, 1, Formula::new("=NA()").set_result("#N/A")).unwrap();
    });
    let sheet = read("a.xlsx", &bytes).unwrap();
    let causes: Vec<String> = sheet
        .rows
        .iter()
        .flat_map(|row| &row.cells)
        .map(|cell| value::bare(cell).unwrap_err().name())
        .collect();
    assert_eq!(
        causes,
        ["Formula", "Boolean", "Date", "Formula"],
        "a fault where a column is read, and only there"
    );
}

#[test]
fn a_far_cell_costs_nothing_and_is_named() {
    let bytes = book(|book| {
        book.add_worksheet()
            .write_string(0, 0, "position")
            .unwrap()
            .write_string(1_048_575, 16_383, "x")
            .unwrap();
    });
    let started = Instant::now();
    assert_eq!(named(read("far.xlsx", &bytes)), ["XFD1048576 TooManyColumns"]);
    let tall = book(|book| {
        book.add_worksheet().write_string(0, 0, "position").unwrap().write_string(1_048_575, 0, "x").unwrap();
    });
    assert_eq!(read("tall.xlsx", &tall).unwrap().rows.len(), 1);
    assert!(started.elapsed() < Duration::from_secs(2));
}

#[test]
fn limits_hold() {
    let limits = Limits { rows: 2, columns: 2, cells: 5, faults: 3, ..Limits::default() };
    let bounded = |text: &str| named(read_whole(Source { name: "a.csv", bytes: text.as_bytes() }, &limits));
    assert_eq!(bounded("a,b\n1,1\n2,2\n3,3\n"), ["4 TooManyRows"]);
    assert_eq!(bounded("a,b,c\n1,1,1\n"), ["1:2 TooManyColumns"]);
    assert_eq!(
        bounded("a,b\n1\n2\n3\n4\n5\n"),
        ["2 FieldCount", "3 FieldCount", "4 FieldCount", "TooManyFaults"]
    );
    let bytes = book(|book| {
        let sheet = book.add_worksheet();
        for row in 0..3 {
            sheet.write_string(row, 0, "a").unwrap().write_string(row, 1, "b").unwrap();
        }
    });
    assert_eq!(named(read_whole(Source { name: "a.xlsx", bytes: &bytes }, &limits)), ["B3 TooManyCells"]);
}

#[test]
fn titles_are_matched_and_named() {
    let wanted = [
        columns::Wanted::required("position"),
        columns::Wanted::required("candidate"),
        columns::Wanted::optional("shenlun"),
    ];
    let sheet = csv("职位 代码,Ticket\n1,2\n").unwrap();
    let found = columns::find("a.csv", &sheet.header, &wanted, columns::Unknown::Refuse).unwrap();
    assert_eq!((found.get(0), found.get(1), found.get(2)), (Some(0), Some(1), None));
    let sheet = csv("position,postion,shen_lum,岗位代码\n1,2,3,4\n").unwrap();
    let faults = columns::find("a.csv", &sheet.header, &wanted, columns::Unknown::Refuse).unwrap_err();
    let said: Vec<String> = faults.iter().map(|fault| fault.sentence(::text::Lang::En)).collect();
    assert_eq!(said.len(), 4, "{said:#?}");
    assert!(
        said[0].starts_with("a.csv:1:2 (column “postion”): ")
            && said[0].ends_with("Nearest known: “position”."),
        "{}",
        said[0]
    );
    assert!(said[1].contains("“shenlun”"));
    assert!(said[2].contains("same column as 1:1"));
    assert!(said[3].contains("“candidate” is missing"));
}

#[test]
fn values_are_repaired_aloud_or_refused() {
    assert_eq!(value::code(&text("　０１０００１ ")).unwrap().unwrap().value, "010001");
    assert!(value::code(&text("０１")).unwrap().unwrap().remark.is_some());
    assert_eq!(value::code(&text(" 01 ")).unwrap().unwrap().remark, None);
    for (cell, name) in [
        (Value::Number("11001011".to_owned()), "CodeAsNumber"),
        (text("1.1001011E+7"), "CodeAsNumber"),
        (text("1.1001011E7"), "CodeAsNumber"),
        (text("4E+17"), "CodeAsNumber"),
        (text("01 02"), "NotACode"),
    ] {
        assert_eq!(value::code(&cell).unwrap_err().name(), name);
    }
    assert_eq!(value::code(&text("ZZ24-0006")).unwrap().unwrap().value, "ZZ24-0006");
    assert_eq!(value::code(&text("1E5")).unwrap().unwrap().value, "1E5");
    assert_eq!(value::count(&text("４")).unwrap().unwrap().value, 4);
    assert_eq!(value::count(&Value::Number("4".to_owned())).unwrap().unwrap().value, 4);
    for wrong in ["-1", "1.5", "x", "1000000", "+3"] {
        assert_eq!(value::count(&text(wrong)).unwrap_err().name(), "NotACount", "{wrong}");
    }
    for (found, name) in [
        ("85,5", "DecimalComma"),
        ("1e2", "NotANumber"),
        ("--1", "NotANumber"),
        (".5", "NotANumber"),
        ("85.", "NotANumber"),
        ("٨٥", "NotANumber"),
        ("85 5", "NotANumber"),
    ] {
        assert_eq!(value::plain_decimal(found).unwrap_err().name(), name, "{found}");
    }
    assert!(["0", "85.5", "-1", "100.01"].iter().all(|fine| value::plain_decimal(fine).is_ok()));
}

#[test]
fn the_stream_carries_everything_and_ends() {
    let mut out = Vec::new();
    let (bytes, _, _) = encoding_rs::GB18030.encode("职位,b\n1,甲\n2\n");
    read_sheet_to("a.csv", &mut bytes.as_ref(), &Limits::default(), &mut out).unwrap();
    let lines: Vec<Line> = out
        .split(|byte| *byte == b'\n')
        .filter(|line| !line.is_empty())
        .map(|line| parse(line).unwrap())
        .collect();
    assert!(matches!(
        lines.as_slice(),
        [
            Line::Event(Event::Note(_)),
            Line::Event(Event::Header(_)),
            Line::Event(Event::Row(_)),
            Line::Event(Event::Fault(_)),
            Line::End(4)
        ]
    ));
    assert_eq!(parse(b"{\"row\":"), None);
    assert_eq!(parse(b"{\"end\":x}"), None);
}
