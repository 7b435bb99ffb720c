//! The whole contract from files to files: the real tables, every bad input, the same bytes for any order.

use super::*;
use sheets::write::{Column, Sheet as Page, workbook};
use std::collections::BTreeMap;
use std::fs;

mod faults;

/// A folder with files to hand in.
struct Desk {
    folder: tempfile::TempDir,
}

impl Desk {
    fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    fn put(&self, name: &str, bytes: impl AsRef<[u8]>) -> &Self {
        fs::write(self.folder.path().join(name), bytes).unwrap();
        self
    }

    fn request(&self) -> Request {
        let at = |name: &str| self.folder.path().join(name);
        let there = |names: &[&str]| names.iter().map(|name| at(name)).find(|path| path.exists());
        Request {
            scheme: there(&["S.json", "S.toml"]).unwrap(),
            positions: there(&["P.xlsx", "P.csv"]).unwrap(),
            marks: there(&["X.xlsx", "X.csv"]).unwrap(),
            examiners: there(&["M.csv"]),
            rulings: there(&["D.toml"]),
            out: at("out"),
            wanted: Wanted::All,
            lang: Lang::Zh,
        }
    }

    fn run(&self) -> Outcome {
        run(&self.request())
    }

    /// What was written, by name.
    fn written(&self) -> BTreeMap<String, Vec<u8>> {
        let Ok(folder) = fs::read_dir(self.folder.path().join("out")) else { return BTreeMap::new() };
        folder
            .map(|entry| entry.unwrap())
            .map(|entry| (entry.file_name().into_string().unwrap(), fs::read(entry.path()).unwrap()))
            .collect()
    }

    /// The written ranking as rows of cells by title.
    fn ranking(&self) -> Vec<BTreeMap<String, String>> {
        table(std::str::from_utf8(&self.written()["ranking.csv"]).unwrap())
    }
}

fn table(text: &str) -> Vec<BTreeMap<String, String>> {
    let mut lines = text.lines().map(|line| line.split(',').map(str::to_owned).collect::<Vec<_>>());
    let head = lines.next().unwrap();
    lines.map(|line| head.iter().cloned().zip(line).collect()).collect()
}

fn case(name: &str) -> Vec<BTreeMap<String, String>> {
    let path = format!("{}/../domain/tests/cases/{name}", env!("CARGO_MANIFEST_DIR"));
    table(&fs::read_to_string(path).unwrap())
}

const ZHENGZHOU: &str = r#"
[scheme]
components = [{ key = "written", weight = 100, round = { value = { places = 2 } }, parts = [
    { key = "xingce", name = "行测成绩", weight = 50 }, { key = "shenlun", weight = 50 }] }]
shortlists = [{ to = "interview", score = "written", ratio = "3:1" }]

[schemes.police]
components = [{ key = "written", weight = 100, round = { value = { places = 2 } }, parts = [
    { key = "xingce", weight = 40 }, { key = "shenlun", weight = 30 }, { key = "police", weight = 30 }] }]
shortlists = [{ to = "interview", score = "written", ratio = "3:1" }]
"#;

/// Posts whose printed ranks have gaps: somebody above left before the list was printed.
const GAPS: [&str; 8] =
    ["11014011", "11111012", "11174012", "11213012", "11238043", "11239013", "11240033", "11242013"];

/// Positions and scores of the Zhengzhou table, in file order.
fn zhengzhou() -> (Vec<Vec<String>>, Vec<Vec<String>>) {
    let (mut positions, mut scores) = (BTreeMap::new(), Vec::new());
    for row in case("zhengzhou-2024.csv") {
        let scheme = if row["police"].is_empty() { "" } else { "police" };
        positions.insert(
            row["post_code"].clone(),
            vec![row["post_code"].clone(), row["plan"].clone(), scheme.to_owned()],
        );
        scores
            .push(["post_code", "cand", "xingce", "shenlun", "police"].map(|key| row[key].clone()).to_vec());
    }
    (positions.into_values().collect(), scores)
}

fn csv_of(head: &str, rows: &[Vec<String>]) -> String {
    rows.iter().fold(format!("{head}\n"), |text, row| text + &row.join(",") + "\n")
}

#[test]
fn zhengzhou_comes_out_as_printed_and_in_any_order() {
    let (mut positions, mut scores) = zhengzhou();
    let desk = Desk::new();
    desk.put("S.toml", ZHENGZHOU)
        .put("P.csv", csv_of("position,plan,scheme", &positions))
        .put("X.csv", csv_of("position,candidate,xingce,shenlun,police", &scores));
    let outcome = desk.run();
    assert_eq!(outcome.exit_code(), 0, "{:?}", outcome.lines(Lang::En).first());
    let Outcome::Ranked(report) = outcome else { panic!("ranked") };
    assert_eq!((report.rows, report.positions), (2_137, 392));
    let printed: BTreeMap<(String, String), BTreeMap<String, String>> = case("zhengzhou-2024.csv")
        .into_iter()
        .map(|row| ((row["post_code"].clone(), row["cand"].clone()), row))
        .collect();
    let (mut totals, mut gaps) = (0, std::collections::BTreeSet::new());
    for row in desk.ranking() {
        let print = &printed[&(row["position"].clone(), row["candidate"].clone())];
        assert_eq!((&row["total"], &row["written"]), (&print["written_total"], &print["written_total"]));
        assert_eq!(row["interview"], "in", "the list was printed after the cut");
        totals += 1;
        if row["rank"] != print["written_rank"] {
            gaps.insert(row["position"].clone());
        }
    }
    assert_eq!(totals, 2_137);
    assert_eq!(gaps.into_iter().collect::<Vec<_>>(), GAPS);

    let first = desk.written();
    assert_eq!(first.keys().collect::<Vec<_>>(), ["ranking.csv", "ranking.xlsx", "trace.jsonl"]);
    assert_eq!(first["trace.jsonl"].iter().filter(|byte| **byte == b'\n').count(), 2_137);
    positions.reverse();
    scores.sort_by_key(|row| row[1].chars().rev().collect::<String>());
    let other = Desk::new();
    other.put("S.toml", ZHENGZHOU).put("P.csv", csv_of("position,plan,scheme", &positions));
    other.put("X.xlsx", book(&["position", "candidate", "xingce", "shenlun", "police"], &scores));
    assert_eq!(other.run().exit_code(), 0);
    assert_eq!(other.written(), first, "any order and either format give the same bytes");
}

#[test]
fn the_workbook_holds_the_numbers_of_the_ranking_as_numbers_and_its_codes_as_text() {
    use sheets::{Limits, Value, grids};
    let desk = Desk::new();
    desk.put("S.toml", "[scheme]\ncomponents = [{ key = \"written\", weight = 100, round = { value = { places = 2 } }, parts = [{ key = \"a\", weight = 50 }, { key = \"b\", weight = 50 }] }]\nshortlists = [{ to = \"interview\", score = \"written\", ratio = \"1:1\" }]\n")
        .put("P.csv", "position,plan\n001,1\n")
        .put("X.csv", "position,candidate,a,b\n001,0007,80,91\n001,99,71.5,72.5\n001,0012,\u{7f3a}\u{8003},70\n");
    let outcome = desk.run();
    assert_eq!(outcome.exit_code(), 0, "{:?}", outcome.lines(Lang::En));
    let (rows, written) = (desk.ranking(), desk.written());
    let head = std::str::from_utf8(&written["ranking.csv"]).unwrap().lines().next().unwrap();
    let head: Vec<&str> = head.split(',').collect();
    let found = grids(&written["ranking.xlsx"], &Limits::default(), 1).unwrap();
    assert_eq!(found[0].len(), rows.len() + 1);
    let (mut numbers, mut codes) = (0, 0);
    for ((_, cells), row) in found[0][1..].iter().zip(&rows) {
        for (at, title) in (1..).zip(&head) {
            let wanted = &row[*title];
            let reckoned = !["position", "candidate", "tied", "interview"].contains(title);
            match cells.iter().find(|cell| cell.0 == at).map(|cell| &cell.1) {
                Some(Value::Number(number)) if reckoned => {
                    let score = |text: &String| text.parse::<domain::number::Score>().unwrap();
                    assert_eq!(score(number), score(wanted), "{title}");
                    numbers += 1;
                }
                Some(Value::Text(text)) if !reckoned => {
                    assert_eq!(text, wanted, "{title}");
                    codes += 1;
                }
                None => assert_eq!(wanted, "", "{title}"),
                other => panic!("{title}: {other:?} for {wanted}"),
            }
        }
    }
    assert!(numbers >= 9 && codes >= 10, "{numbers} numbers, {codes} codes");
}

/// A workbook of texts.
fn book(head: &[&str], rows: &[Vec<String>]) -> Vec<u8> {
    let columns: Vec<Column> = head.iter().map(|title| Column::plain(*title)).collect();
    workbook(&[Page { name: "x", columns: &columns, rows }]).unwrap()
}

#[test]
fn anhui_comes_out_as_printed() {
    let rows = case("anhui-2026.csv");
    let mut schemes = BTreeMap::new();
    let (mut positions, mut scores) = (BTreeMap::new(), Vec::new());
    for row in &rows {
        let (written, interview) = row["weights"].split_once('/').unwrap();
        let name = format!("w{written}");
        schemes.insert(name.clone(), format!("[schemes.{name}]\ncomponents = [{{ key = \"written\", weight = {written} }}, {{ key = \"interview\", weight = {interview} }}]\n"));
        positions.insert(row["post_code"].clone(), vec![row["post_code"].clone(), String::new(), name]);
        let interview =
            if row["interview_absent"] == "1" { "缺考".to_owned() } else { row["interview"].clone() };
        scores.push(vec![row["post_code"].clone(), row["cand"].clone(), row["written"].clone(), interview]);
    }
    let positions: Vec<Vec<String>> = positions.into_values().collect();
    let desk = Desk::new();
    desk.put("S.toml", schemes.into_values().collect::<String>())
        .put("P.csv", csv_of("职位代码,招聘人数,计分规则", &positions))
        .put("X.csv", csv_of("岗位代码,准考证号,written,interview", &scores));
    let outcome = desk.run();
    assert_eq!(outcome.exit_code(), 0, "{:?}", outcome.lines(Lang::En).first());
    let Outcome::Ranked(report) = outcome else { panic!("ranked") };
    let absent = rows.iter().filter(|row| row["interview_absent"] == "1").count();
    assert_eq!(report.notes.len(), absent, "each status word is reported");
    let printed: BTreeMap<&String, &BTreeMap<String, String>> =
        rows.iter().map(|row| (&row["cand"], row)).collect();
    let mut same = 0;
    for row in desk.ranking() {
        let print = printed[&row["candidate"]];
        let score = |text: &String| text.parse::<domain::number::Score>().unwrap();
        assert_eq!(score(&row["total"]), score(&print["total"]), "{}", row["candidate"]);
        assert_eq!(row["rank"].is_empty(), print["interview_absent"] == "1");
        assert!(row["position"].starts_with('0'), "leading zeros stay");
        same += 1;
    }
    assert_eq!(same, 276);
}

const LOTS: &str = r#"
[scheme]
components = [{ key = "written", weight = 100 }]
rank = { still_tied = "lots" }
shortlists = [{ to = "interview", score = "total", ratio = "1:1", tie = "ladder", ladder = ["fact.veteran"] }]
facts = [{ key = "veteran" }]
"#;

#[test]
fn an_open_tie_is_an_answer_and_a_ruling_closes_it() {
    let desk = Desk::new();
    desk.put("S.toml", LOTS)
        .put("P.csv", "position,plan\n01,1\n02,1\n")
        .put("X.csv", "position,candidate,written,fact.veteran\n01,a,80,0\n01,b,80,0\n02,c,70,1\n");
    let outcome = desk.run();
    assert_eq!(outcome.exit_code(), 3, "{:?}", outcome.lines(Lang::En));
    let Outcome::Open(report) = &outcome else { panic!("open") };
    let question = report.questions[0].id.clone();
    assert!(outcome.lines(Lang::En).iter().any(|line| line.contains(&question) && line.contains("a, b")));
    let seats: Vec<String> = desk.ranking().iter().map(|row| row["interview"].clone()).collect();
    assert_eq!(seats, ["open", "open", "in"]);
    assert!(desk.written().contains_key("questions.json"));

    desk.put("D.toml", format!("[[ties]]\nquestion = \"{question}\"\nby = {{ lots = [\"b\", \"a\"] }}\nwitnesses = [\"W\"]\napprover = \"A\"\ndate = 2026-05-01\n"));
    assert_eq!(desk.run().exit_code(), 0);
    let seats: Vec<String> =
        desk.ranking().iter().map(|row| format!("{} {}", row["candidate"], row["interview"])).collect();
    assert_eq!(seats, ["a reserve 1", "b in", "c in"]);
    assert!(!desk.written().contains_key("questions.json"), "an answered question leaves no file behind");

    desk.put("D.toml", "[[ties]]\nquestion = \"03/interview\"\nby = { lots = [\"b\", \"a\"] }\nwitnesses = [\"W\"]\napprover = \"A\"\ndate = 2026-05-01\n");
    let before = desk.written();
    let outcome = desk.run();
    assert_eq!(outcome.exit_code(), 2);
    assert!(outcome.lines(Lang::En)[0].contains("03/interview"), "{:?}", outcome.lines(Lang::En));
    assert_eq!(desk.written(), before, "nothing is written over");
}

#[test]
fn panels_are_read_from_the_marks_file() {
    let scheme = "[scheme]\ncomponents = [{ key = \"interview\", weight = 100, round = { value = { places = 2 } }, panel = { size = 5, drop_high = 1, drop_low = 1 } }]\n";
    let desk = Desk::new();
    desk.put("S.toml", scheme)
        .put("P.csv", "position,plan\n01,1\n")
        .put("X.csv", "position,candidate,interview\n01,a,\n01,b,缺考\n");
    let marks = |last: &str| {
        format!(
            "position,candidate,component,panel,examiner,element,mark\n01,a,interview,1,e1,,85\n01,a,interview,1,e2,,82.5\n01,a,interview,1,e3,,88\n01,a,interview,1,e4,,79\n{last}"
        )
    };
    desk.put("M.csv", marks("01,a,interview,1,e5,,84\n"));
    let outcome = desk.run();
    assert_eq!(outcome.exit_code(), 0, "{:?}", outcome.lines(Lang::En));
    assert_eq!(desk.ranking()[0]["total"], "83.83");
    let desk = Desk::new();
    desk.put("S.toml", scheme)
        .put("P.csv", "position,plan\n01,1\n")
        .put("X.csv", "position,candidate\n01,a\n01,b\n");
    desk.put("M.csv", marks("01,a,interview,1,e5,,84\n01,a,interview,1,e4,,84\n01,z,interview,1,e1,,80\n"));
    let lines = desk.run().lines(Lang::En);
    assert!(lines[0].contains("M.csv:7:") && lines[0].contains("The same as row 5"), "{lines:?}");
    assert!(lines[1].contains("M.csv:8:2 ") && lines[1].contains("no candidate “z”"), "{lines:?}");
}

const PLAIN: &str = "[scheme]\ncomponents = [{ key = \"written\", weight = 100 }]\n\
                     shortlists = [{ to = \"interview\", score = \"written\", ratio = \"1:1\" }]\n";

/// The basis of two people of one position, under a head that names what they lead to.
fn kept() -> (::files::basis::Head, Vec<u8>) {
    use ::files::basis::{FORMAT, Given, Head, write};
    use domain::marks::{Entry, Position, Settings, inputs_digest, settle};
    use domain::ranking::{digest, every};
    use domain::rulings::Rulings;

    let schemes = scheme_file::read("S.toml", PLAIN.as_bytes()).unwrap();
    let positions = vec![Position { code: "001".to_owned(), plan: Some(1), scheme: None }];
    let sheets = [("a", "71.5"), ("b", "80")].map(|(candidate, mark)| domain::marks::Sheet {
        position: "001".to_owned(),
        candidate: candidate.to_owned(),
        entries: [("written".to_owned(), Entry::Mark(mark.parse().unwrap()))].into(),
        examiners: Vec::new(),
    });
    let rulings = Rulings::default();
    let settings =
        Settings { scheme: schemes.scheme.as_ref(), schemes: &schemes.schemes, positions: &positions };
    let settled = settle(&settings, &sheets).unwrap();
    let outcomes = every(&settings, &settled, &rulings, crate::effects::threads(), |_, one| one.unwrap());
    let head = Head {
        format: FORMAT.to_owned(),
        ranking: "0123456789".parse().unwrap(),
        engine: "1.0.0".to_owned(),
        scheme: domain::scheme::digest_of(schemes.scheme.as_ref(), &schemes.schemes),
        inputs: inputs_digest(&positions, &sheets),
        rulings: rulings.digest(),
        result: digest(&outcomes.iter().collect::<Vec<_>>()),
    };
    let given =
        Given { head: &head, schemes: &schemes, rulings: &rulings, positions: &positions, sheets: &sheets };
    let bytes = write(&given).unwrap();
    (head, bytes)
}

#[test]
fn a_kept_basis_leads_to_the_files_of_its_tables_and_to_the_digest_that_names_it() {
    let tables = Desk::new();
    tables.put("S.toml", PLAIN).put("P.csv", "position,plan\n001,1\n");
    tables.put("X.csv", "position,candidate,written\n001,a,71.5\n001,b,80\n");
    assert!(matches!(tables.run(), Outcome::Ranked(_)));

    let (head, bytes) = kept();
    let desk = Desk::new();
    let again = |bytes: &[u8], head: Option<::files::basis::Head>| {
        run_again(&Kept {
            name: "archive.zip".to_owned(),
            bytes: bytes.to_vec(),
            head,
            out: desk.folder.path().join("out"),
            wanted: Wanted::All,
            lang: Lang::Zh,
        })
    };
    let done = again(&bytes, None).unwrap();
    assert_eq!((&done.head, done.again), (&head, domain::view::desk::ranking::Again::Same));
    assert!(
        matches!(done.outcome, Outcome::Ranked(Report { rows: 2, positions: 1, .. })),
        "{:?}",
        done.outcome
    );
    assert_eq!(desk.written(), tables.written(), "one engine, the same bytes");

    let other = ::files::basis::Head { result: domain::digest::Digest::of(b"forged"), ..head };
    let done = again(&bytes, Some(other)).unwrap();
    assert!(matches!(done.again, domain::view::desk::ranking::Again::Differs(_)), "{:?}", done.again);
    assert_eq!(again(b"nothing of the kind", None), None);
}
