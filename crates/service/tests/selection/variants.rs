//! The sixteen rule variants of published notices through the product: the golden cases of each variant are the positions of one posting, whose
//! scheme is saved with it; marks, rooms, facts and examiners' marks are imported, lines, extra tests and replacements are proposed by one
//! person and approved by another, and the first list is signed by two and public. Everything comes out as the engine's golden table says.
//!
//! What else makes a variant is shown elsewhere: 1 the opening ratio `opening.rs` and `opening_confirmed.rs`, the least ratio `ratio.rs`;
//! 2 `adjustments.rs`; 3 until when places are filled `filling.rs`, departures and calls `departures.rs`; 6 and "within N days" `due.rs`;
//! 9 and 15 beside the same files offline, and panels that cannot be scored, `sheets.rs`; 13 `editing.rs`; decisions and publicity
//! `decisions.rs` and `weighed.rs`. Of 12 and 14 the three who compute independently are left to people: `Scheme::left_to_people`
//! names them, and no page promises them. 12 to 15 have no list: nothing is signed there, and totals and ranks are compared alone.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use domain::calendar::{Instant, Window};
use domain::deadline::Deadline;
use domain::opening::Proposal;
use domain::posting::PositionTerms;
use domain::reason::{FieldPath, RulingsWhy};
use domain::rulings::{FormKind, RulingForm, Rulings, TieOrder, TieRuling};
use domain::scheme::Scheme;
use domain::timetable::StageKind;
use domain::typed::{Label, moment};
use domain::view::public::lists::{ListResult, Unranked};
use serde::Deserialize;
use service::{imports, open, postings};
use text::Lang;

use crate::altered;
use crate::exam::Exam;
use crate::raised::announced;
use crate::rulings::{decided, propose};
use crate::stage::{Stage, position, reasons};

/// A file of the engine's golden cases.
fn golden(name: &str) -> String {
    let path = format!("{}/../domain/tests/cases/variants/{name}.json", env!("CARGO_MANIFEST_DIR"));
    std::fs::read_to_string(path).expect("a golden file")
}

#[derive(Deserialize)]
struct SchemeFile {
    scheme: Option<Scheme>,
    #[serde(default)]
    schemes: BTreeMap<String, Scheme>,
}

impl SchemeFile {
    /// The key of the first list, where the variant has any.
    fn first(&self) -> Option<String> {
        let mut all = self.scheme.iter().chain(self.schemes.values());
        all.find_map(|scheme| scheme.shortlists.first()).map(|list| list.to.to_string())
    }
}

#[derive(Deserialize)]
struct Cases {
    cases: Vec<Case>,
}

/// A case as `crates/domain/tests/variants.rs` reads it.
#[derive(Deserialize)]
struct Case {
    what: String,
    plan: u32,
    scheme: Option<String>,
    people: BTreeMap<String, String>,
    #[serde(default)]
    panels: BTreeMap<String, BTreeMap<String, BTreeMap<String, String>>>,
    #[serde(default)]
    rulings: Rulings,
    #[serde(default)]
    totals: BTreeMap<String, String>,
    ranks: Option<String>,
    #[serde(default)]
    lists: BTreeMap<String, String>,
    #[serde(default)]
    questions: Vec<String>,
    refused: Option<String>,
}

impl Case {
    /// What the engine refuses, and what it leaves open for people, keeps a list of the whole posting from being signed: `rulings.rs`
    /// shows both.
    fn can_be_signed(&self) -> bool {
        self.refused.is_none() && self.questions.is_empty()
    }
}

/// A case as a position of the posting; its people carry its number before their names.
struct Place {
    code: String,
    number: usize,
    case: Case,
}

impl Place {
    fn ticket(&self, name: &str) -> String {
        format!("{}{name}", self.number)
    }

    fn terms(&self) -> PositionTerms {
        let scheme = self.case.scheme.clone().map(Label::stored);
        PositionTerms { plan: self.case.plan, scheme, ..position(&self.code) }
    }

    /// The golden `name:seat` of a list as the desk shows it.
    fn seats(&self, golden: &str) -> String {
        let pairs = golden.split_whitespace().map(|pair| pair.split_once(':').expect("name:seat"));
        let shown = pairs.map(|(name, seat)| match seat.strip_prefix('r') {
            Some(number) => format!("{}:reserve {number}", self.ticket(name)),
            None => format!("{}:{seat}", self.ticket(name)),
        });
        shown.collect::<Vec<_>>().join(" ")
    }

    fn extra_test(&self, tie: &TieRuling) -> RulingForm {
        let TieOrder::ExtraTest(marks) = &tie.by else { panic!("{}: no extra test", self.case.what) };
        let rest = tie.question.strip_prefix('p').expect("a question of the position");
        RulingForm {
            kind: FormKind::ExtraTest,
            question: format!("{}{rest}", self.code),
            tickets: marks.iter().map(|one| self.ticket(&one.candidate)).collect(),
            marks: marks.iter().map(|one| one.mark.to_string()).collect(),
            witnesses: tie.witnesses.join(","),
            ..RulingForm::default()
        }
    }

    /// The rulings of the case as forms: lines first, since a tie comes of them, and who leaves last.
    fn rulings(&self) -> Vec<RulingForm> {
        let Rulings { lines, ties, replacements, .. } = &self.case.rulings;
        let lines = lines.iter().map(|one| RulingForm {
            of: one.of.clone(),
            position: self.code.clone(),
            line: one.line.to_string(),
            ..RulingForm::default()
        });
        let replaced = replacements.iter().map(|one| RulingForm {
            kind: FormKind::Replacement,
            position: self.code.clone(),
            list: one.stage.clone(),
            out: self.ticket(&one.out),
            fill: one.r#in.iter().map(|name| self.ticket(name)).collect::<Vec<_>>().join(","),
            round: one.round.to_string(),
            cause: "书面放弃".to_owned(),
            ..RulingForm::default()
        });
        lines.chain(ties.iter().map(|tie| self.extra_test(tie))).chain(replaced).collect()
    }
}

/// The table of marks: one column for everything that any person has; none where only examiners gave marks.
fn marks(places: &[Place]) -> Option<String> {
    let cells = |cells: &str| -> BTreeMap<String, String> {
        let pairs = cells.split_whitespace().map(|cell| cell.split_once('=').expect("name=value"));
        pairs.map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
    };
    let people = || places.iter().flat_map(|place| place.case.people.iter().map(move |one| (place, one)));
    let columns: BTreeSet<String> = people().flat_map(|(_, (_, text))| cells(text).into_keys()).collect();
    if columns.is_empty() {
        return None;
    }
    let mut table = "candidate".to_owned();
    for column in &columns {
        write!(table, ",{column}").expect("text");
    }
    for (place, (name, text)) in people() {
        let own = cells(text);
        write!(table, "\n{}", place.ticket(name)).expect("text");
        for column in &columns {
            write!(table, ",{}", own.get(column).map(String::as_str).unwrap_or_default()).expect("text");
        }
    }
    Some(format!("{table}\n"))
}

/// The table of examiners' marks, where there are any.
fn examiners(places: &[Place]) -> Option<String> {
    let mut rows = String::new();
    for place in places {
        for (name, components) in &place.case.panels {
            for (component, elements) in components {
                for (element, marks) in elements {
                    for (examiner, mark) in (1_u32..).zip(marks.split_whitespace()) {
                        let ticket = place.ticket(name);
                        writeln!(rows, "{ticket},{component},1,{examiner},{element},{mark}").expect("text");
                    }
                }
            }
        }
    }
    (!rows.is_empty()).then(|| format!("candidate,component,panel,examiner,element,mark\n{rows}"))
}

/// The posting of a variant with everybody in it and nothing marked yet, and its positions.
async fn posted(number: &str) -> (Exam, Vec<Place>) {
    let cases: Cases = serde_json::from_str(&golden(&format!("{number}.cases"))).expect("cases");
    let signed = cases.cases.into_iter().filter(Case::can_be_signed);
    let places: Vec<Place> =
        (1..).zip(signed).map(|(number, case)| Place { code: format!("p{number}"), number, case }).collect();
    let people: Vec<(&str, String)> = places
        .iter()
        .flat_map(|place| place.case.people.keys().map(move |name| (place.code.as_str(), place.ticket(name))))
        .collect();
    let people: Vec<(&str, &str)> = people.iter().map(|(code, ticket)| (*code, ticket.as_str())).collect();
    let terms = places.iter().map(Place::terms).collect();
    let exam = Exam::with(Stage::set().await, &golden(&format!("{number}.scheme")), terms, &people).await;
    (exam, places)
}

/// Totals, ranks and seats of a position are those of its golden case.
async fn expect_golden(exam: &Exam, place: &Place) {
    let page = exam.ranking(&place.code).await;
    let what = &place.case.what;
    let line = |name: &str| {
        let ticket = place.ticket(name);
        page.lines.iter().find(|line| line.ticket == ticket).expect("a line")
    };
    for (name, total) in &place.case.totals {
        assert_eq!(&line(name).total, total, "{what}: total of {name}");
    }
    for pair in place.case.ranks.as_deref().unwrap_or_default().split_whitespace() {
        let (name, rank) = pair.split_once(':').expect("name:rank");
        assert_eq!(line(name).rank, rank.trim_matches('-'), "{what}: rank of {name}");
    }
    for (list, golden) in &place.case.lists {
        assert_eq!(exam.seats(&place.code, list).await, place.seats(golden), "{what}: {list}");
    }
}

/// The tickets of those who go on by the first list, as the ranking on the desk has it, and as the published list has it.
async fn called(exam: &Exam, places: &[Place], list: &str) -> [BTreeSet<String>; 2] {
    let mut desk = BTreeSet::new();
    for place in places {
        for line in exam.ranking(&place.code).await.lines {
            if line.seats.iter().any(|seat| seat.0 == list && seat.1 == "in") {
                desk.insert(line.ticket);
            }
        }
    }
    let all = open::sealed(&exam.stage.service).await.expect("lists");
    let one = all.whole.into_iter().find(|one| one.view.head.stage == list).expect("a public list");
    let rows = one.view.groups.into_iter().flat_map(|group| group.rows);
    let public = rows.filter(|row| row.result == ListResult::In).map(|row| row.ticket).collect();
    [desk, public]
}

/// The posting of a variant with all marks in and everything decided, before anybody is ranked.
async fn marked(number: &str) -> (Exam, Vec<Place>) {
    let (exam, places) = Box::pin(posted(number)).await;
    if let Some(table) = marks(&places) {
        exam.import("marks.csv", &table).await;
    }
    if let Some(table) = examiners(&places) {
        exam.import("panel.csv", &table).await;
    }
    for form in places.iter().flat_map(Place::rulings) {
        decided(&exam, &form, None).await;
    }
    (exam, places)
}

async fn run(number: &str) {
    let (exam, places) = Box::pin(marked(number)).await;
    exam.compute().await;
    for place in &places {
        expect_golden(&exam, place).await;
    }
    let file: SchemeFile = serde_json::from_str(&golden(&format!("{number}.scheme"))).expect("a scheme");
    let Some(list) = file.first() else { return };
    altered::publish(&exam, &list).await;
    let [desk, public] = called(&exam, &places, &list).await;
    assert!(!desk.is_empty(), "somebody goes on");
    assert_eq!(desk, public, "the public reads who goes on");
    let walk = service::audit::verify_chain(&exam.stage.store, &exam.stage.keys, &[]).await.expect("a walk");
    assert_eq!(walk.wrong.kept, [], "every row is bound to its act");
}

macro_rules! variants {
    ($($name:ident $number:literal;)*) => {
        $(#[tokio::test] async fn $name() { Box::pin(run($number)).await; })*
    };
}

variants! {
    v01_central_2017 "01";
    v02_central_2023_adjustment_round "02";
    v03_fujian "03";
    v04_liupanshui_2024 "04";
    v05_yancheng_2025 "05";
    v06_interview_first "06";
    v07_shandong_facts "07";
    v08_three_decimals "08";
    v09_bands_and_elements "09";
    v10_hunan_county "10";
    v11_suizhou "11";
    v12_pixian_2016 "12";
    v13_national_guide "13";
    v14_changyang_2018 "14";
    v15_double_mean "15";
    v16_wenshan_2010 "16";
}

fn at(text: &str) -> Instant {
    moment(text, &FieldPath::new("at")).expect("a time")
}

#[tokio::test]
async fn v01_a_position_with_fewer_than_five_for_its_place_is_proposed_to_be_cancelled() {
    let people = ["1", "2", "3", "4", "5"].map(|ticket| ("p", ticket));
    let few = ["6", "7", "8", "9"].map(|ticket| ("q", ticket));
    let people: Vec<(&str, &str)> = people.into_iter().chain(few).collect();
    let exam = Exam::set(&golden("01.scheme"), &[("p", 1), ("q", 1)], &people).await;
    let page = postings::opening(&exam.stage.service, &exam.screener, exam.posting).await.expect("a page");
    let told = page.below.iter().map(|one| (one.number.as_str(), one.people, one.proposal, one.approvable));
    let below: Vec<_> = told.collect();
    // Five for one place opens; the scheme names no lower ratio that could be approved.
    assert_eq!((page.ruled, page.reached), (2, 1));
    assert_eq!(below, [("q", 4, Proposal::Cancel, false)]);
}

#[tokio::test]
async fn v03_places_on_a_list_are_filled_twice_and_no_third_time() {
    let (exam, places) = Box::pin(marked("03")).await;
    let filled = |place: &&Place| place.case.rulings.replacements.len() == 2;
    let place = places.iter().find(filled).expect("a position whose places were filled twice");
    let third = RulingForm {
        kind: FormKind::Replacement,
        position: place.code.clone(),
        list: "interview".to_owned(),
        out: place.ticket("c"),
        fill: place.ticket("f"),
        round: "3".to_owned(),
        cause: "书面放弃".to_owned(),
        ..RulingForm::default()
    };
    let refused = reasons(propose(&exam, &third, None).await);
    assert_eq!(refused, [RulingsWhy::ReplacementRound.at("round")]);
}

#[tokio::test]
async fn v05_only_the_ten_for_a_place_who_are_called_to_the_professional_test_have_marks_in_it() {
    let tickets: Vec<String> = (1..=11_u32).map(|number| format!("{number:02}")).collect();
    let people: Vec<(&str, &str)> = tickets.iter().map(|ticket| ("p", ticket.as_str())).collect();
    let exam = Exam::set(&golden("05.scheme"), &[("p", 1)], &people).await;
    let rows: Vec<String> =
        (1_u32..).zip(&tickets).map(|(number, ticket)| format!("{ticket},{}\n", 90 - number)).collect();
    exam.import("written.csv", &format!("candidate,written\n{}", rows.concat())).await;
    exam.compute().await;
    altered::publish(&exam, "professional_test").await;
    // Ten of eleven are called: the eleventh is the first reserve.
    let import = exam.dry_run("test.csv", "candidate,professional\n10,70\n11,70\n").await;
    let shown = imports::preview(&exam.stage.service, &exam.clerk, exam.posting, import, (Lang::En, 1)).await;
    let faults = shown.expect("a preview").faults;
    assert_eq!(faults.len(), 1, "{faults:?}");
    assert!(faults[0].at.contains('3'), "the row of the eleventh: {faults:?}");
}

#[tokio::test]
async fn v06_who_goes_on_to_the_written_test_is_due_within_seven_working_days_of_the_interview() {
    let (exam, _) = Box::pin(posted("06")).await;
    let window = Window { opens: at("2026-10-14T09:00"), closes: at("2026-10-15T18:00") };
    announced(&exam, StageKind::Interview, window).await;
    let page = postings::view(&exam.stage.service, &exam.clerk, exam.posting).await.expect("a posting");
    let due: Vec<_> = page.progress.due.iter().map(|one| (one.list.key.as_str(), one.until)).collect();
    // Friday the sixteenth is the first, Monday the twenty-sixth the seventh.
    assert_eq!(due, [("written", Deadline::Before(at("2026-10-27T00:00")))]);
}

/// A test that is passed or failed and has no marks, such as that of fitness: whoever failed is on no list that asks for it, however high.
#[tokio::test]
async fn a_test_that_is_passed_or_failed_is_asked_for_by_a_list_and_takes_no_seat() {
    let scheme = r#"{"scheme":{"components":[{"key":"written","weight":100}],"facts":[{"key":"fit","name":"体能测评"}],
        "shortlists":[{"to":"interview","score":"written","ratio":"2:1","require":["fit"]}]}}"#;
    let people = ["1", "2", "3", "4"].map(|ticket| ("p", ticket));
    let exam = Exam::set(scheme, &[("p", 1)], &people).await;
    exam.import("marks.csv", "candidate,written,fact.fit\n1,80,1\n2,79,0\n3,78,1\n4,77,1\n").await;
    exam.compute().await;
    assert_eq!(exam.seats("p", "interview").await, "1:in 2:out 3:in 4:reserve 1");
    altered::publish(&exam, "interview").await;
    let lists = open::sealed(&exam.stage.service).await.expect("lists").whole;
    let mut rows = lists.iter().flat_map(|one| &one.view.groups).flat_map(|group| &group.rows);
    let failed = rows.find(|row| row.ticket == "2").expect("a row");
    assert_eq!((&failed.result, &failed.unranked), (&ListResult::Out, &Some(Unranked::Lacks)));
}
