//! Bad tables through the upload form of the running program, its worker process included: a clear answer at once, and
//! nothing written. What can be read with a note is read.

use std::io::{Cursor, Write as _};

use rust_xlsxwriter::Workbook;
use serde_json::Value;
use tests::client::Client;
use tests::house::House;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// Bytes of one cell that no memory should hold.
const HUGE: usize = 2 << 30;

struct Desk {
    clerk: Client,
    posting: String,
    component: String,
    tickets: Vec<String>,
}

impl Desk {
    fn of(house: &House) -> Self {
        let clerk = house.client().sign_in(&house.sign_in("clerk"));
        let entries = clerk.get("/api/postings/list").expect("an answer").json();
        let posting = entries["postings"][0]["head"]["code"].as_str().expect("a posting").to_owned();
        let mut desk = Self { clerk, posting, component: String::new(), tickets: Vec::new() };
        let last = desk.page()["components"].as_array().expect("components").last().cloned().expect("one");
        desk.component = last["name"].as_str().expect("a name").to_owned();
        let lines = desk.page()["lines"].as_array().cloned().expect("lines");
        desk.tickets =
            lines.iter().map(|line| line["ticket"].as_str().expect("a ticket").to_owned()).collect();
        desk
    }

    fn page(&self) -> Value {
        let Self { posting, component, .. } = self;
        let path = format!("/api/marks/view?posting={posting}&place[component]={component}&place[page]=1");
        self.clerk.get(&path).expect("an answer").json()
    }

    fn values(&self) -> Vec<String> {
        let lines = self.page()["lines"].as_array().cloned().expect("lines");
        lines.iter().map(|line| line["value"].as_str().expect("a value").to_owned()).collect()
    }

    /// The dry run of a file: its code and what it shows.
    fn bring(&self, name: &str, bytes: &[u8]) -> (String, Value) {
        let path = format!("/zh/desk/postings/{}/marks/import", self.posting);
        let answer = self.clerk.upload(&path, name, bytes).expect("an answer");
        assert_eq!(answer.status, 303, "{name}: {}", answer.text());
        let import = answer.header("location").rsplit('/').next().expect("a code").to_owned();
        let path = format!("/api/imports/view?posting={}&import={import}&lang=en", self.posting);
        (import, self.clerk.get(&path).expect("an answer").json())
    }

    fn confirm(&self, import: &str) -> u16 {
        let form = format!("lang=en&posting={}&import={import}", self.posting);
        self.clerk.post("/api/imports/marks", &form).expect("an answer").status
    }

    /// The file is refused, by a sentence with `words` at `at`, and cannot be confirmed.
    fn refuses(&self, name: &str, bytes: &[u8], at: &str, words: &str) {
        let (import, shown) = self.bring(name, bytes);
        let faults = shown["faults"].as_array().expect("faults");
        let fits = |fault: &&Value| {
            fault["at"].as_str() == Some(at)
                && fault["sentence"].as_str().is_some_and(|told| told.contains(words))
        };
        assert!(faults.iter().any(|fault| fits(&fault)), "{name} wants {words:?} at {at:?}: {faults:#?}");
        assert_eq!((shown["open"].as_bool(), self.confirm(&import)), (Some(false), 422), "{name}");
    }
}

fn far() -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write_string(0, 0, "准考证号").expect("a cell");
    sheet.write_string(1_048_575, 16_383, "x").expect("the last cell");
    book.save_to_buffer().expect("a workbook")
}

/// A workbook whose one shared string is two gibibytes long.
fn huge() -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_level(Some(1));
    let part = |zip: &mut ZipWriter<_>, name: &str, text: &str| {
        zip.start_file(name, options).expect("a part");
        zip.write_all(text.as_bytes()).expect("written");
    };
    let types = "application/vnd.openxmlformats-officedocument.spreadsheetml";
    part(
        &mut zip,
        "[Content_Types].xml",
        &format!(
            "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Override PartName=\"/xl/workbook.xml\" \
             ContentType=\"{types}.sheet.main+xml\"/></Types>"
        ),
    );
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let links = |target: &str, kind: &str| {
        format!(
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" \
             Type=\"{office}/{kind}\" Target=\"{target}\"/></Relationships>"
        )
    };
    part(&mut zip, "_rels/.rels", &links("xl/workbook.xml", "officeDocument"));
    part(&mut zip, "xl/_rels/workbook.xml.rels", &links("worksheets/sheet1.xml", "worksheet"));
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    part(
        &mut zip,
        "xl/workbook.xml",
        &format!(
            "<workbook xmlns=\"{main}\" xmlns:r=\"{office}\"><sheets><sheet name=\"a\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"
        ),
    );
    part(
        &mut zip,
        "xl/worksheets/sheet1.xml",
        &format!("<worksheet xmlns=\"{main}\"><sheetData><row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>"),
    );
    let block = vec![b'a'; 1 << 20];
    for _ in 0..HUGE / block.len() {
        zip.write_all(&block).expect("written");
    }
    zip.write_all(b"</t></is></c></row></sheetData></worksheet>").expect("written");
    zip.finish().expect("a package").into_inner()
}

#[test]
fn bad_tables_are_refused_by_cell_and_nothing_is_written() {
    let house = House::generated(60);
    let desk = Desk::of(&house);
    let (one, two, key) = (&desk.tickets[0], &desk.tickets[1], &desk.component);
    let before = desk.values();
    let csv = |rows: &str| format!("准考证号,{key}\n{rows}").into_bytes();
    desk.refuses("header.csv", format!("谁,{key}\n{one},71\n").as_bytes(), "1:1", "谁");
    desk.refuses("twice.csv", &csv(&format!("{one},71\n{one},72\n")), "3", "row 2");
    desk.refuses("nobody.csv", &csv("000000000,71\n"), "2:1", "000000000");
    desk.refuses("places.csv", &csv(&format!("{one},85.005\n")), "2:2", "85.005");
    desk.refuses("above.csv", &csv(&format!("{one},100.5\n")), "2:2", "100");
    desk.refuses("empty.csv", b"", "", "empty");
    desk.refuses("picture.xlsx", b"\x89PNG\r\n\x1A\n\0\0\0\rIHDR", "", "picture");
    desk.refuses("far.xlsx", &far(), "XFD1048576", "");
    desk.refuses("huge.xlsx", &huge(), "", "");
    assert_eq!(desk.values(), before, "nothing is written");

    let text = format!("准考证号,{key}\n{one},８０．５\n{two},缺考\n");
    let (bytes, _, _) = encoding_rs::GB18030.encode(&text);
    let (import, shown) = desk.bring("gbk.csv", &bytes);
    let notes = shown["notes"].to_string();
    assert!(notes.contains("GB18030") && notes.contains("80.5"), "{notes}");
    assert_eq!(desk.confirm(&import), 200);
    assert!(desk.values().contains(&"80.5".to_owned()));
}
