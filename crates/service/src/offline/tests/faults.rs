//! Every bad input: a clear answer with its place, and nothing written.

use super::*;

const SCHEME: &str = "[scheme]\ncomponents = [{ key = \"xingce\", name = \"行测\", weight = 50 }, { key = \"shenlun\", weight = 50 }]\n[schemes.three]\ncomponents = [{ key = \"xingce\", weight = 40 }, { key = \"shenlun\", weight = 30 }, { key = \"police\", weight = 30 }]\n";
const POSITIONS: &str = "position,plan,scheme\n0101,2,\n0102,1,three\n";
const SCORES: &str = "position,candidate,xingce,shenlun,police\n0101,a,80,70,\n0101,b,75.5,70,\n0102,c,60,61,62\n0102,d,60,61,63\n";

fn desk() -> Desk {
    let desk = Desk::new();
    desk.put("S.toml", SCHEME).put("P.csv", POSITIONS).put("X.csv", SCORES);
    desk
}

/// The faults of a run with these scores, without their folder; nothing may have been written.
fn refused(name: &str, scores: impl AsRef<[u8]>) -> Vec<String> {
    let desk = desk();
    desk.put(name, scores);
    said(&desk)
}

fn said(desk: &Desk) -> Vec<String> {
    let outcome = desk.run();
    let Outcome::Faulty(faults) = &outcome else { panic!("{outcome:?}") };
    assert_eq!(outcome.exit_code(), 2);
    assert!(desk.written().is_empty(), "nothing is written");
    let folder = format!("{}/", desk.folder.path().display());
    faults.iter().map(|fault| fault.sentence(Lang::En).replace(&folder, "")).collect()
}

fn changed(from: &str, to: &str) -> Vec<String> {
    assert!(SCORES.contains(from));
    refused("X.csv", SCORES.replacen(from, to, 1))
}

#[test]
fn the_good_files_are_good() {
    assert_eq!(desk().run().exit_code(), 0);
}

#[test]
fn cells_are_refused_at_their_places() {
    for (from, to, wanted) in [
        (
            "75.5",
            "85.005",
            "X.csv:3:3 (column “xingce”): “85.005” has more than 2 decimals. Correct it from the source; nothing is rounded for you.",
        ),
        ("75.5", "100.5", "X.csv:3:3 (column “xingce”): “100.5” is above the full mark 100. Check it."),
        ("75.5", "-1", "X.csv:3:3 (column “xingce”): “-1” is below nought. Correct it."),
        (
            "75.5",
            "75.5.5",
            "X.csv:3:3 (column “xingce”): “75.5.5” is neither a number nor a status word. Write a number such as 85.5, or absent, void and the like.",
        ),
        (
            "75.5",
            "abscent",
            "X.csv:3:3 (column “xingce”): “abscent” is not known here. Nearest known: “absent”.",
        ),
        (
            "75.5",
            "1e2",
            "X.csv:3:3 (column “xingce”): “1e2” is neither a number nor a status word. Write a number such as 85.5, or absent, void and the like.",
        ),
        ("75.5,70,", ",70,", "X.csv:3:3 (column “xingce”): A value must stand here."),
        (
            "75.5,70,",
            "75.5,70,7",
            "X.csv:3:5 (column “police”): The scheme of this position does not use this column, yet “7” stands here. Clear it.",
        ),
        ("61,62", "61,", "X.csv:4:5 (column “police”): A value must stand here."),
        ("0101,b", "0101,a", "X.csv:3: The same as row 2. Keep one of them."),
        (
            "0101,b",
            "0109,b",
            "X.csv:3:1 (column “position”): The table of positions has no “0109”. Correct the code or add the position.",
        ),
        (
            "0101,b",
            "1.1001011E7,b",
            "X.csv:3:1 (column “position”): A code or identity number was stored as a number (1.1001011E7): leading zeros and digits after the fifteenth may be lost. Set the whole column to text first, then enter it again from the source.",
        ),
        (
            "0101,b",
            "0101,=b",
            "X.csv:3:2 (column “candidate”): “=b” is no code: it may not begin with = + - @, has no blanks inside and at most 64 characters; a position code has letters, digits and hyphens only, at most 32.",
        ),
    ] {
        assert_eq!(changed(from, to), [wanted]);
    }
    assert_eq!(
        changed("75.5", "\"85,5\"")[0],
        "X.csv:3:3 (column “xingce”): “85,5” has a decimal comma. Write a point."
    );
}

#[test]
fn headers_are_refused_with_the_nearest_name() {
    let lines = changed("shenlun", "shen_lum");
    assert_eq!(lines.len(), 2, "{lines:?}");
    assert_eq!(
        lines[0],
        "X.csv:1: Column “shenlun” is missing. Add it, or give the column that holds it this title."
    );
    assert_eq!(
        lines[1],
        "X.csv:1:4 (column “shen_lum”): Column “shen_lum” is not known. Rename or remove it. Nearest known: “shenlun”."
    );
    let desk = desk();
    desk.put("X.csv", format!("Written results\n{SCORES}"));
    assert_eq!(desk.run().exit_code(), 0, "a title line above the header is passed over");
}

#[test]
fn positions_are_refused_at_their_places() {
    for (from, to, wanted) in [
        (
            ",three",
            ",thre",
            "P.csv:3:3 (column “scheme”): The scheme file has no [schemes.thre]. Nearest known: “three”.",
        ),
        ("0102,1", "0101,1", "P.csv:3: The same as row 2. Keep one of them."),
        (
            "0102,1",
            "0102,one",
            "P.csv:3:2 (column “plan”): “one” is no whole number of persons. Write digits only.",
        ),
    ] {
        let desk = desk();
        desk.put("P.csv", POSITIONS.replacen(from, to, 1));
        assert_eq!(said(&desk)[0], wanted);
    }
}

#[test]
fn all_faults_of_all_files_come_at_once() {
    let desk = desk();
    desk.put("S.toml", SCHEME.replace("weight = 40", "wieght = 40"))
        .put("P.csv", "")
        .put("X.csv", "a;b\n1;2\n");
    let lines = said(&desk);
    assert_eq!(
        lines.iter().map(|line| &line[..5]).collect::<Vec<_>>(),
        ["S.tom", "P.csv", "X.csv"],
        "{lines:?}"
    );
    let lines = refused("X.csv", SCORES.replace("80,70", "8o,7O").replace("75.5", "101"));
    assert_eq!(lines.len(), 3, "{lines:?}");
}

#[test]
fn files_that_are_no_tables_are_refused() {
    assert!(refused("X.csv", "")[0].ends_with("The file is empty. Check that it is the right one."));
    assert!(
        refused("X.xlsx", b"\x89PNG\r\n\x1A\n\0\0\0\rIHDR")[0]
            .contains("X.xlsx: This is a picture, not a table.")
    );
    let desk = desk();
    let mut request = desk.request();
    request.marks = desk.folder.path().join("nowhere.csv");
    assert!(
        run(&request).lines(Lang::En)[0].ends_with("The file cannot be opened. Check path and permission.")
    );
    let far = {
        let mut book = rust_xlsxwriter::Workbook::new();
        book.add_worksheet()
            .write_string(0, 0, "position")
            .unwrap()
            .write_string(1_048_575, 16_383, "x")
            .unwrap();
        book.save_to_buffer().unwrap()
    };
    assert!(refused("X.xlsx", far)[0].starts_with("X.xlsx:XFD1048576: "));
}

#[test]
fn workbooks_are_read_cell_by_cell() {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    for (at, title) in (0..).zip(["position", "candidate", "行测", "shenlun", "police"]) {
        sheet.write_string(1, at, title).unwrap();
    }
    sheet
        .write_string(2, 0, "0101")
        .unwrap()
        .write_string(2, 1, "a")
        .unwrap()
        .write_number(2, 2, 73.1)
        .unwrap()
        .write_number(2, 3, 85.005)
        .unwrap();
    sheet
        .write_number(3, 0, 11_001_011.0)
        .unwrap()
        .write_number(3, 1, 440_101_199_001_011_234.0)
        .unwrap()
        .write_number(3, 2, 1.0)
        .unwrap()
        .write_number(3, 3, 1.0)
        .unwrap();
    sheet
        .write_string(4, 0, "0101")
        .unwrap()
        .write_string(4, 1, "b")
        .unwrap()
        .write_formula(4, 2, "=40+40")
        .unwrap()
        .write_number(4, 3, 1.0)
        .unwrap();
    let bytes = book.save_to_buffer().unwrap();
    let lines = refused("X.xlsx", bytes);
    let formula = "X.xlsx:C5 (column “行测”): This is a formula. Paste it as a value.";
    assert!(lines.iter().any(|line| line == formula), "{lines:?}");
    assert!(lines.iter().any(|line| line.starts_with("X.xlsx:A4 ")), "all faults at once: {lines:?}");
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    for (at, title) in (0..).zip(["position", "candidate", "行测", "shenlun"]) {
        sheet.write_string(1, at, title).unwrap();
    }
    sheet
        .write_string(2, 0, "0101")
        .unwrap()
        .write_string(2, 1, "a")
        .unwrap()
        .write_number(2, 2, 73.1)
        .unwrap()
        .write_number(2, 3, 85.005)
        .unwrap();
    sheet.write_number(3, 0, 11_001_011.0).unwrap().write_number(3, 1, 440_101_199_001_011_234.0).unwrap();
    let desk = desk();
    desk.put("X.xlsx", book.save_to_buffer().unwrap()).put("P.csv", "position,plan\n0101,1\n");
    let lines = said(&desk);
    assert!(
        lines[0].starts_with("X.xlsx:D3 (column “shenlun”): “85.005” has more than 2 decimals."),
        "{lines:?}"
    );
    assert!(lines[1].starts_with("X.xlsx:A4 ") && lines[1].contains("(11001011)"), "{lines:?}");
    assert!(lines[2].starts_with("X.xlsx:B4 ") && lines[2].contains("stored as a number"), "{lines:?}");
}

#[test]
fn odd_but_readable_input_is_read_and_reported_one_by_one() {
    let desk = desk();
    let (bytes, _, _) = encoding_rs::GB18030.encode("职位代码,准考证号,行测,shenlun,police\n０１０１,a,８０．５,缺考,\n0101,b, 75.5 ,放弃,\n0102,c,60,61,Absent\n");
    desk.put("X.csv", bytes);
    let outcome = desk.run();
    assert_eq!(outcome.exit_code(), 0, "{:?}", outcome.lines(Lang::En));
    let Outcome::Ranked(report) = &outcome else { panic!("ranked") };
    let mut notes: Vec<String> = report.notes.iter().map(|(_, note)| note.sentence(Lang::En)).collect();
    notes.sort();
    assert_eq!(
        notes,
        [
            "2:1 (column “职位代码”): “０１０１” was read as “0101”.",
            "2:3 (column “行测”): “８０．５” was read as “80.5”.",
            "2:4 (column “shenlun”): “缺考” was read as the status Absent.",
            "3:4 (column “shenlun”): “放弃” was read as the status Withdrew.",
            "4:5 (column “police”): “Absent” was read as the status Absent.",
            "The file is not UTF-8; it was read as GB18030 (GBK).",
        ]
    );
    assert_eq!(desk.ranking()[0]["candidate"], "a");
}

#[test]
fn a_plan_that_a_list_needs_is_asked_for_at_its_row() {
    let desk = desk();
    desk.put(
        "S.toml",
        format!("{SCHEME}shortlists = [{{ to = \"interview\", score = \"total\", ratio = \"3:1\" }}]\n"),
    )
    .put("P.csv", POSITIONS.replace("0102,1", "0102,"));
    let lines = said(&desk);
    assert_eq!(lines, ["P.csv:3: Position 0102 has no plan, which the list “interview” needs."]);
}

#[test]
fn a_position_of_which_the_file_has_nobody_is_told() {
    let desk = desk();
    desk.put("X.csv", "position,candidate,xingce,shenlun,police\n0101,a,80,70,\n");
    let Outcome::Ranked(report) = desk.run() else { panic!("ranked") };
    let notes: Vec<String> = report.notes.iter().map(|(_, note)| note.sentence(Lang::En)).collect();
    assert_eq!(notes, ["The file has nobody of these positions: 0102."]);
}
