//! Damaged workbooks and texts: golden tables with bytes changed, left out, said twice and put in, in the package and in
//! the parts inside it. What must hold stands in `sound`; `tests/fuzz` tries any bytes on the same.
#![expect(clippy::unwrap_used, reason = "a golden file that cannot be read is a failure")]

mod sound;

use std::io::{Cursor, Read, Write};
use std::sync::LazyLock;

use proptest::prelude::*;
use rust_xlsxwriter::{Format, Formula, Workbook};
use sound::sound;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

/// A golden table: a text, or the parts of a workbook.
#[derive(Clone)]
enum Golden {
    Text(Vec<u8>),
    Parts(Vec<(String, Vec<u8>)>),
}

static GOLDEN: LazyLock<Vec<Golden>> = LazyLock::new(golden);

fn golden() -> Vec<Golden> {
    let (gbk, _, _) = encoding_rs::GB18030.encode("职位代码,准考证号,笔试\n0101,甲一,80.5\n0101,甲二,缺考\n");
    vec![
        Golden::Text("职位代码,准考证号,\"笔试\"\n0101,a,80\n0101,\"b\"\"c\",缺考\n\n0102,d,77.5\n".into()),
        Golden::Text(gbk.into_owned()),
        Golden::Text("职位代码,招录机关,职位名称,招录人数,资格条件\n0101,甲局,一处,1,大学本科\n0102,乙局,二处,2,\n".into()),
        Golden::Text("职位代码,准考证号,笔试,面试,room.interview,bonus.veteran,fact.party\n0101,a,80,缺考,1,1.5,1\n0101,b,70.5,,2,,0\n".into()),
        Golden::Text("职位代码,准考证号,科目,面试组,评委,测评要素,得分\n0101,a,面试,1,e1,表达,50\n0101,a,interview,1,e1,order,30\n".into()),
        Golden::Parts(parts(&workbook())),
    ]
}

fn workbook() -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let titles = ["职位代码", "准考证号", "笔试", "备注"];
    for (at, title) in (0..).zip(titles) {
        sheet.write_string(0, at, title).unwrap();
    }
    let date = Format::new().set_num_format("yyyy-mm-dd");
    sheet.write_string(1, 0, "0101").unwrap().write_string(1, 1, "a").unwrap();
    sheet.write_number(1, 2, 84.3).unwrap().write_number_with_format(1, 3, 45_000, &date).unwrap();
    sheet.write_string(3, 0, "0102").unwrap().write_string(3, 1, "b").unwrap();
    sheet.write_formula(3, 2, Formula::new("=40*2").set_result("80")).unwrap();
    sheet.set_row_hidden(3).unwrap();
    sheet.merge_range(5, 0, 5, 1, "合计", &Format::new()).unwrap();
    book.add_worksheet().write_string(0, 0, "other").unwrap();
    book.save_to_buffer().unwrap()
}

fn parts(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut parts = Vec::new();
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).unwrap();
        let mut content = Vec::new();
        part.read_to_end(&mut content).unwrap();
        parts.push((part.name().unwrap().to_string(), content));
    }
    parts
}

/// A package of these parts, stored without compression, so that damage to the package reaches them too.
fn packed(parts: &[(String, Vec<u8>)]) -> Vec<u8> {
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        archive.start_file(name, stored).unwrap();
        archive.write_all(content).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

/// One damage; places and lengths are taken modulo what there is.
#[derive(Clone, Debug)]
enum Damage {
    Set(usize, u8),
    Cut(usize, usize),
    Twice(usize, usize),
    Word(usize, &'static str),
}

/// What readers of tables and of markup stumble over.
const WORDS: &[&str] = &[
    "\"",
    ",",
    "\n",
    "\r",
    "\t",
    "<",
    ">",
    "</c>",
    "<c>",
    "<row>",
    "</row>",
    "<c r=\"XFD1048576\"><v>1</v></c>",
    "<c r=\"A0\"/>",
    "<row r=\"0\">",
    "<row r=\"99999999999\">",
    "<v>1e999</v>",
    "<f/>",
    "<is><t>x</t></is>",
    " t=\"s\"",
    " s=\"9999\"",
    "&#0;",
    "&amp",
    "&lol;",
    "<!--",
    "<![CDATA[",
    "<?x",
    "\u{feff}",
    "\u{0}",
    "½",
];

fn damage() -> impl Strategy<Value = Damage> {
    let at = || 0_usize..1 << 20;
    let length = || 1_usize..40;
    prop_oneof![
        (at(), any::<u8>()).prop_map(|(at, byte)| Damage::Set(at, byte)),
        (at(), length()).prop_map(|(at, length)| Damage::Cut(at, length)),
        (at(), length()).prop_map(|(at, length)| Damage::Twice(at, length)),
        (at(), prop::sample::select(WORDS)).prop_map(|(at, word)| Damage::Word(at, word)),
    ]
}

impl Damage {
    fn on(&self, bytes: &mut Vec<u8>) {
        let size = bytes.len();
        let part = |at: usize, length: usize| at % (size + 1)..(at % (size + 1) + length).min(size);
        match *self {
            Self::Set(at, byte) if size > 0 => bytes[at % size] = byte,
            Self::Set(..) => {}
            Self::Cut(at, length) => drop(bytes.drain(part(at, length))),
            Self::Twice(at, length) => {
                let part = part(at, length);
                let said = bytes[part.clone()].to_vec();
                drop(bytes.splice(part.end..part.end, said));
            }
            Self::Word(at, word) => drop(bytes.splice(part(at, 0), word.bytes())),
        }
    }
}

#[test]
fn golden_tables_are_sound() {
    for golden in GOLDEN.iter() {
        match golden {
            Golden::Text(text) => sound(text),
            Golden::Parts(parts) => sound(&packed(parts)),
        }
    }
}

#[test]
fn deep_markup_ends_no_process() {
    let Some(Golden::Parts(parts)) = GOLDEN.last().cloned() else { panic!("the workbook") };
    for at in 0..parts.len() {
        let mut parts = parts.clone();
        parts[at].1 = format!("{}{}", "<a>".repeat(100_000), "</a>".repeat(100_000)).into_bytes();
        sound(&packed(&parts));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 800, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn damaged_tables_are_sound(which in 0_usize..6, part in 0_usize..32, inside in any::<bool>(), damages in prop::collection::vec(damage(), 1..6)) {
        match GOLDEN[which].clone() {
            Golden::Text(mut text) => {
                damages.iter().for_each(|damage| damage.on(&mut text));
                sound(&text);
            }
            Golden::Parts(mut parts) => {
                let count = parts.len();
                if inside {
                    damages.iter().for_each(|damage| damage.on(&mut parts[part % count].1));
                }
                let mut bytes = packed(&parts);
                if !inside {
                    damages.iter().for_each(|damage| damage.on(&mut bytes));
                }
                sound(&bytes);
            }
        }
    }
}
