//! `cargo xtask bench documents`: how many pages a second come out as receipts of a run, and as the longest list, beside one document
//! of typst of the same words, in the same run; and whether memory stays flat.
//!
//! Owns: the measurement. The references are made of the program's own templates and get no check of characters, no attachment and no
//! identity. One document of as many pages as a run has papers needs a hundred times the memory and never ends, and each page costs the
//! more the longer it is: the receipts are held against the fastest of several lengths. Refuses numbers that belong to one machine only: what has a goal is a ratio.

use std::process::ExitCode;
use std::time::{Duration, Instant};

use documents::{Fonts, Kind, Papers, Printed, Target};
use domain::calendar;
use domain::digest::Digest;
use domain::id::Code;
use domain::registration::{Answers, Field, Form, Group, Spot};
use domain::timetable::Timetable;
use domain::view::public::lists::{List, ListColumn, ListGroup, ListHead, ListResult, ListRow};
use serde_json::{Value, json};
use text::Lang;
use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};
use typst_layout::PagedDocument;
use typst_pdf::PdfOptions;

type Fallible<T> = Result<T, Box<dyn std::error::Error>>;

/// Goals, in hundredths: of the reference's pages a second, and of the memory after the first papers.
const RATE: u128 = 70;
const FLAT: u64 = 110;
/// Papers, after how many memory is read first, and how many stand in a file, as in a step of a run.
const PAPERS: usize = 10_000;
const FIRST: usize = 1_000;
const AT_ONCE: usize = 50;
/// Rows of the longest list that is known, and people of a position.
const ROWS: usize = 2_137;
const PER: usize = 9;
/// Pages of the documents of typst that receipts are held against; the fastest counts.
const LENGTHS: [usize; 4] = [50, 200, 600, 1_200];
/// How often the list and each reference are printed; the fastest counts.
const TIMES: u32 = 3;

const PAPER: &str = include_str!("../templates/paper.typ");
const RECEIPT: &str = include_str!("../templates/receipt.typ");
const LIST: &str = include_str!("../templates/list.typ");
const FACES: [&str; 2] = ["NotoSansCJK-Regular.ttc", "NotoSansCJK-Bold.ttc"];

fn main() -> ExitCode {
    let papers = std::env::args().nth(1).and_then(|word| word.parse().ok()).unwrap_or(PAPERS);
    match compare(papers) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(1),
        Err(why) => {
            eprintln!("{why}");
            ExitCode::from(2)
        }
    }
}

fn compare(count: usize) -> Fallible<bool> {
    let papers = Papers::new(Fonts::usual());
    let answers = Answers::default();
    let per = pages(&receipts(&papers, &answers, 0, 1)?);
    // Others than those that are measured: what is remembered of a file must not be what is measured.
    all(&papers, &answers, (count, FIRST.min(count)))?;
    let after_first = memory()?;
    let took = all(&papers, &answers, (0, count))?;
    let after_all = memory()?;
    let total = count * per;
    println!("{count} receipts of {per} pages, {AT_ONCE} in a file: {}", rate(total, took));
    println!("   most memory: {after_first} KiB after the first, {after_all} KiB after all");
    let flat = after_all.saturating_mul(100) <= after_first.saturating_mul(FLAT);

    let view = view();
    let bytes = vec![b'x'; 200_000];
    let mut lists = Duration::MAX;
    for _ in 0..TIMES {
        let start = Instant::now();
        documents::list(&papers, Lang::Zh, &view, &bytes)?;
        lists = lists.min(start.elapsed());
    }
    let (list_pages, list) = table(&view)?;
    println!("{ROWS} rows on {list_pages} pages: {}", rate(list_pages, lists));
    let mut own = (0, Duration::MAX);
    for length in LENGTHS {
        let one = fastest(RECEIPT, &reference(length))?;
        println!("one document of typst with {} pages of receipts: {}", one.0, rate(one.0, one.1));
        if ratio(own, one) > 100 {
            own = one;
        }
    }
    println!("one document of typst with the list's pages: {}", rate(list_pages, list));
    let papers = ratio(own, (total, took));
    let list = ratio((list_pages, list), (list_pages, lists));
    println!("   papers {papers} %, list {list} % of the pages a second (goal {RATE} %)");
    println!(
        "   memory {} (goal at most {FLAT} % of what the first took)",
        if flat { "flat" } else { "grows" }
    );
    Ok(papers >= RATE && list >= RATE && flat)
}

/// Hundredths that the rate of `ours` is of the rate of `theirs`, each pages and the time that they took.
fn ratio(theirs: (usize, Duration), ours: (usize, Duration)) -> u128 {
    let wide = |n: usize| u128::try_from(n).unwrap_or(0);
    let mine = wide(ours.0).saturating_mul(theirs.1.as_micros());
    mine.saturating_mul(100) / wide(theirs.0).saturating_mul(ours.1.as_micros()).max(1)
}

fn rate(pages: usize, took: Duration) -> String {
    let tenths = u128::try_from(pages).unwrap_or(0).saturating_mul(10_000_000) / took.as_micros().max(1);
    format!("{} ms, {}.{} pages/s", took.as_millis(), tenths / 10, tenths % 10)
}

/// The most memory that this process ever had, in KiB.
fn memory() -> Fallible<u64> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).ok_or("no VmHWM")?;
    Ok(line.trim().trim_end_matches("kB").trim().parse()?)
}

/// Prints so many receipts, as a run does: some in a file, one file after the other.
fn all(papers: &Papers, answers: &Answers, (from, count): (usize, usize)) -> Fallible<Duration> {
    let start = Instant::now();
    for first in (0..count).step_by(AT_ONCE) {
        receipts(papers, answers, from + first, AT_ONCE.min(count - first))?;
    }
    Ok(start.elapsed())
}

/// The file of so many receipts; each says something else.
fn receipts(papers: &Papers, answers: &Answers, first: usize, count: usize) -> Fallible<Vec<u8>> {
    let code = |at: usize| u64::try_from(at).map(Code::from_bits);
    let named: Vec<(Code, Answers)> = (first..first + count)
        .map(|at| {
            let mut own = answers.clone();
            own.set(Spot::of(Field::Name), format!("某某{at}"));
            Ok((code(at)?, own))
        })
        .collect::<Fallible<_>>()?;
    let timetable = Timetable::default();
    let printed: Vec<Printed<'_>> = named
        .iter()
        .map(|(code, answers)| Printed {
            target: Target {
                code: *code,
                posting: "某某市市直机关2026年度公开遴选公务员",
                authority: "某某市委组织部",
                position: "0001001",
                unit: "某某市财政局",
                title: "综合处一级主任科员",
            },
            number: 1,
            revision: 1,
            received_at: calendar::Instant(1_795_000_000_000),
            answers,
            digest: Digest::of(code.as_str().as_bytes()),
            photo: None,
            files: &[],
            timetable: &timetable,
        })
        .collect();
    Ok(documents::many(papers, (Kind::Receipt, Lang::Zh), &printed, &[])?.bytes)
}

/// Pages of a file: objects that are one.
fn pages(pdf: &[u8]) -> usize {
    let count = |what: &[u8]| pdf.windows(what.len()).filter(|window| *window == what).count();
    (count(b"/Type /Page") + count(b"/Type/Page")) - (count(b"/Type /Pages") + count(b"/Type/Pages"))
}

/// What one receipt says, for the reference: every label of the form with its answer.
fn said(at: usize) -> Value {
    let form = Form::standard();
    let answers = Answers::default();
    let line = |field: Field| {
        let label = text::registration::label(Lang::Zh, Spot::of(field), None);
        let value = if field == Field::Name { format!("某某{at}") } else { String::new() };
        json!({ "label": label, "value": value, "long": false, "stacked": false })
    };
    let sections: Vec<Value> = form
        .sections()
        .map(|section| {
            let lines: Vec<Value> = form
                .groups(section)
                .into_iter()
                .filter_map(|group| match group {
                    Group::One(field) if !field.spec().kind.is_hidden() && form.asks(field, &answers) => {
                        Some(line(field))
                    }
                    Group::One(_) | Group::Rows(..) => None,
                })
                .collect();
            let part = json!({ "kind": "lines", "lines": lines });
            json!({ "title": text::applications::section(section, Lang::Zh), "parts": [part] })
        })
        .collect();
    let fact =
        |label: &str, value: &str| json!({ "label": label, "value": value, "long": false, "stacked": false });
    let digest = Digest::of(at.to_string().as_bytes()).grouped();
    json!({
        "lang": "zh", "title": "报名申请回执", "lede": "某某市市直机关2026年度公开遴选公务员",
        "facts": [["报名编号", format!("ABCD{at:06}")], ["收到时间", "2026年11月18日 20:26"], ["提交次数", "1"], ["摘要", digest]],
        "target": [
            fact("遴选机关", "某某市委组织部"), fact("职位代码", "0001001"), fact("单位", "某某市财政局"), fact("职位", "综合处一级主任科员"),
        ],
        "sections": sections, "proves": "本回执由系统按提交时保存的内容生成。", "stages": null,
        "footer": format!("摘要：{digest}"), "page": "第 {p} 页，共 {n} 页",
    })
}

/// What one document of typst with so many receipts says.
fn reference(count: usize) -> Value {
    json!({
        "title": "报名申请回执", "author": "某某市委组织部", "subject": "某某市市直机关2026年度公开遴选公务员",
        "made_by": "bench", "left_out": null, "papers": (0..count).map(said).collect::<Vec<_>>(),
    })
}

/// The list's own template with as many rows, without attachment: how many pages, and how long they took.
fn table(view: &List) -> Fallible<(usize, Duration)> {
    let main: String = LIST
        .lines()
        .filter(|line| !line.trim_start().starts_with("#pdf.attach"))
        .flat_map(|line| [line, "\n"])
        .collect();
    let groups: Vec<Value> = view
        .groups
        .iter()
        .map(|group| {
            let line = |row: &ListRow| {
                let mut cells = vec![row.ticket.clone(), row.name.clone().unwrap_or_default()];
                cells.extend(row.values.iter().cloned());
                cells.extend([row.rank.clone(), "进入考察".to_owned()]);
                json!({ "cells": cells, "cut": false })
            };
            let name = format!("{} · {}", group.unit, group.title);
            let lines: Vec<Value> = group.rows.iter().map(line).collect();
            json!({ "number": group.number, "name": name, "plan": "计划遴选 1 人", "lines": lines })
        })
        .collect();
    let head = |word: &str, number: bool| json!({ "word": word, "number": number });
    let one = json!({
        "lang": "zh", "title": "面试人员名单", "author": "某某市委组织部", "subject": "某某市市直机关2026年度公开遴选公务员",
        "footer": format!("摘要：{}", view.digest.grouped()), "page": "第 {p} 页，共 {n} 页",
        "lede": "某某市委组织部 · 第 1 版", "note": null, "counts": "职位 238 个，2,137 人", "wide": false,
        "heads": [head("准考证号", false), head("姓名", false), head("笔试", true), head("总分", true), head("名次", true), head("结果", false)],
        "groups": groups, "explained": "粗线以上为进入人员。", "attached": "", "facts": [["摘要", view.digest.grouped()]],
    });
    let values = json!({
        "title": "面试人员名单", "author": "某某市委组织部", "subject": "某某市市直机关2026年度公开遴选公务员",
        "made_by": "bench", "left_out": null, "papers": [one],
    });
    fastest(&main, &values)
}

/// The fastest of several times that the same document is printed: how many pages, and how long they took.
fn fastest(main: &str, values: &Value) -> Fallible<(usize, Duration)> {
    let mut best = (0, Duration::MAX);
    for _ in 0..TIMES {
        let (pages, took) = printed(main, values)?;
        best = (pages, took.min(best.1));
    }
    Ok(best)
}

/// Compiles and writes one document with typst alone: how many pages, and how long it took.
fn printed(main: &str, values: &Value) -> Fallible<(usize, Duration)> {
    let start = Instant::now();
    let sheet = Sheet::of(main, values)?;
    let document = typst::compile::<PagedDocument>(&sheet).output.map_err(|errors| format!("{errors:?}"))?;
    let pages = document.pages().len();
    typst_pdf::pdf(&document, &PdfOptions::default()).map_err(|errors| format!("{errors:?}"))?;
    let took = start.elapsed();
    typst::comemo::evict(0);
    Ok((pages, took))
}

/// The shared template with page numbers through the whole document: those of each paper are looked for among all pages, which would make
/// the long reference slow.
fn plain(template: &str) -> String {
    template.replace("number-of(at, one.page)", "context counter(page).display()")
}

/// What typst alone gets: two sources, the values, the fonts.
struct Sheet {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    sources: [Source; 2],
    values: (FileId, Bytes),
}

impl Sheet {
    fn of(main: &str, values: &Value) -> Fallible<Self> {
        let id = |name: &str| -> Fallible<FileId> {
            let path = VirtualPath::new(name).map_err(|error| format!("{error:?}"))?;
            Ok(RootedPath::new(VirtualRoot::Project, path).intern())
        };
        let mut fonts = Vec::new();
        for file in FACES {
            let bytes = Bytes::new(std::fs::read(format!("{}/{file}", documents::FOLDER))?);
            fonts.extend(Font::iter(bytes).find(|font| font.info().family == "Noto Sans CJK SC"));
        }
        Ok(Self {
            library: LazyHash::new(Library::default()),
            book: LazyHash::new(FontBook::from_infos(fonts.iter().map(|font| font.info().clone()))),
            fonts,
            sources: [
                Source::new(id("main.typ")?, main.to_owned()),
                Source::new(id("paper.typ")?, plain(PAPER)),
            ],
            values: (id("data.json")?, Bytes::new(serde_json::to_vec(values)?)),
        })
    }
}

impl World for Sheet {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.book
    }

    fn main(&self) -> FileId {
        self.sources[0].id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        self.sources.iter().find(|source| source.id() == id).cloned().ok_or(FileError::AccessDenied)
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == self.values.0 { Ok(self.values.1.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.get(index).cloned()
    }

    fn today(&self, _: Option<typst::foundations::Duration>) -> Option<Datetime> {
        None
    }
}

fn view() -> List {
    let row = |at: usize| ListRow {
        ticket: format!("2026{at:08}"),
        name: Some("李明".to_owned()),
        values: vec![format!("{}.25", 60 + at % 40), format!("7{}.5", at % 10)],
        rank: (at + 1).to_string(),
        tied: false,
        unranked: None,
        placed: None,
        result: ListResult::In,
    };
    let groups = (0..ROWS.div_ceil(PER)).map(|group| ListGroup {
        number: format!("{:07}", group + 1),
        unit: "某某市财政局".to_owned(),
        title: "综合处一级主任科员".to_owned(),
        plan: 1,
        rows: (group * PER..ROWS.min((group + 1) * PER)).map(row).collect(),
    });
    let column = |key: &str| ListColumn { key: key.to_owned(), name: None };
    List {
        head: ListHead {
            code: Code::from_bits(0),
            posting: Code::from_bits(9),
            posting_title: "某某市市直机关2026年度公开遴选公务员".to_owned(),
            stage: "interview".to_owned(),
            name: None,
            version: 1,
            published_at: calendar::Instant(1_795_000_000_000),
            people: 2_137,
            chosen: 2_137,
            superseded_by: None,
            under_correction: None,
        },
        authority: "某某市委组织部".to_owned(),
        columns: vec![column("written"), column("total")],
        groups: groups.collect(),
        digest: Digest::of(b"list"),
        revision: 2,
        scheme_digest: Some(Digest::of(b"scheme")),
        rulings_digest: Some(Digest::of(b"rulings")),
        proposal: None,
        engine: "0.1.0".to_owned(),
        audit_seal: None,
        decided: Vec::new(),
        supervised: Vec::new(),
        telephones: domain::posting::Telephones::default(),
        stop: None,
        versions: Vec::new(),
        difference: None,
        schemes: Vec::new(),
    }
}
