//! Nothing that leaves is a formula, the same table gives the same bytes, and templates come back.

use super::*;
use crate::tables::marks::titles;
use crate::{Limits, Source, Value, read_whole};
use ::text::Lang;
use domain::scheme::Scheme;

#[test]
fn formulas_are_guarded_and_numbers_are_not() {
    for risky in ["=1+1", "+86", "-cmd", "@x", "＝1", "\tx", "-", "--1", "-1e3"] {
        assert!(is_risky(risky), "{risky}");
    }
    for fine in ["", "85.5", "-3.25", "-1", "a=b", "010001"] {
        assert!(!is_risky(fine), "{fine}");
    }
    assert_eq!(guarded("=1"), "'=1");
    let columns = [Column::plain("code"), Column::words("word")];
    let rows = [vec!["=1".to_owned(), "=a,b".to_owned()]];
    assert_eq!(csv(&columns, &rows), b"code,word\n=1,\"'=a,b\"\n");
}

#[test]
fn a_workbook_holds_text_only_and_is_the_same_each_time() {
    let columns = [Column::plain("职位代码"), Column::words("word")];
    let rows = [
        vec!["010001".to_owned(), "=1+1".to_owned()],
        vec!["440101199001011234".to_owned(), "＝A1".to_owned()],
    ];
    let sheet = Sheet { name: "x", columns: &columns, rows: &rows };
    let bytes = workbook(&[sheet]).unwrap();
    assert_eq!(bytes, workbook(&[sheet]).unwrap());
    let back = read_whole(Source { name: "x.xlsx", bytes: &bytes }, &Limits::default()).unwrap();
    let cells: Vec<&Value> = back.rows.iter().flat_map(|row| &row.cells).collect();
    let wanted: Vec<Value> = rows.iter().flatten().cloned().map(Value::Text).collect();
    assert_eq!(cells, wanted.iter().collect::<Vec<_>>());
}

#[test]
fn numbers_are_numbers_where_a_column_says_so_and_one_holds_them_exactly() {
    let columns = [Column::plain("code"), Column::numbers("total")];
    // Sixteen digits are more than a spreadsheet keeps; a fraction and a word are no numbers.
    let texts = ["85.50", "-1.25", "0.000001", "1234567890123456", "2/3", "absent", "=1"];
    let rows: Vec<Vec<String>> =
        texts.iter().map(|text| vec!["007".to_owned(), (*text).to_owned()]).collect();
    let bytes = workbook(&[Sheet { name: "x", columns: &columns, rows: &rows }]).unwrap();
    let back = read_whole(Source { name: "x.xlsx", bytes: &bytes }, &Limits::default()).unwrap();
    let found: Vec<&Value> = back.rows.iter().map(|row| &row.cells[1]).collect();
    let number = |text: &str| Value::Number(text.to_owned());
    let text = |text: &str| Value::Text(text.to_owned());
    let wanted = [
        number("85.5"),
        number("-1.25"),
        number("0.000001"),
        text(texts[3]),
        text("2/3"),
        text("absent"),
        text("=1"),
    ];
    assert_eq!(found, wanted.iter().collect::<Vec<_>>());
    assert!(back.rows.iter().all(|row| row.cells[0] == text("007")), "codes keep their zeros");
    // Each is shown with the decimals that it was written with.
    let styles = package_part(&bytes, "xl/styles.xml");
    for format in ["formatCode=\"0.00\"", "formatCode=\"0.000000\""] {
        assert!(styles.contains(format), "{styles}");
    }
}

/// A part of a workbook as text.
fn package_part(bytes: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    std::io::read_to_string(archive.by_name(name).unwrap()).unwrap()
}

#[test]
fn the_template_comes_back_with_its_people() {
    let people = [Person { position: "010001".to_owned(), candidate: "007".to_owned() }];
    let scheme: Scheme = serde_json::from_value(serde_json::json!({
        "components": [{"key": "xingce", "weight": 40}, {"key": "policy", "name": "政策研究", "weight": 60}],
        "bonus": [{"key": "grassroots", "name": "政策研究"}],
    }))
    .unwrap();
    let inputs = scheme.inputs();
    let bytes = marks_template(Lang::Zh, &people, &titles(&inputs, Lang::Zh)).unwrap();
    let back = read_whole(Source { name: "t.xlsx", bytes: &bytes }, &Limits::default()).unwrap();
    let titles: Vec<&str> = back.header.iter().map(|header| header.name.as_str()).collect();
    // A name that two columns have stands for the first alone.
    assert_eq!(titles, ["职位代码", "准考证号", "行测", "政策研究", "bonus.grassroots"]);
    assert_eq!(back.rows[0].cells[1], Value::Text("007".to_owned()));
}

#[test]
fn no_cell_holds_a_character_that_turns_a_line_around() {
    let columns = [Column::words("a"), Column::plain("b")];
    let rows = [vec!["\u{202e}=1+1".to_owned(), "0\u{2066}1\u{200b}".to_owned()]];
    assert_eq!(String::from_utf8(csv(&columns, &rows)).unwrap(), "a,b\n'=1+1,01\n");
}
