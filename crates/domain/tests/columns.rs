//! The table of a posting: its columns, what stands in them, how many are where; one posting under two schemes.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on should fail")]

mod common;

use common::{rank, row, scheme, seats, settle, sheet};
use domain::marks::Position;
use domain::ranking::table::{self, Part, Table};
use domain::ranking::{self, Outcome, Rulings};
use domain::scheme::Scheme;

fn two() -> Scheme {
    scheme(
        r#"{"components": [{"key": "written", "weight": 50}, {"key": "interview", "weight": 50}],
            "shortlists": [{"to": "interview", "score": "written", "ratio": "2:1"},
                {"to": "inspection", "score": "total", "ratio": "1:1"}]}"#,
    )
}

fn three() -> Scheme {
    scheme(
        r#"{"components": [{"key": "written", "weight": 40}, {"key": "test", "weight": 20},
            {"key": "interview", "weight": 40}], "shortlists": [{"to": "inspection", "score": "total", "ratio": "1:1"}]}"#,
    )
}

/// One position under a scheme.
fn ranked(scheme: &Scheme, code: &str, people: &[(&str, &str)]) -> Outcome {
    let position = Position { code: code.into(), plan: Some(1), scheme: None };
    let sheets: Vec<_> = people.iter().map(|(name, cells)| sheet(code, name, cells)).collect();
    let settled = settle(scheme, std::slice::from_ref(&position), &sheets).unwrap();
    ranking::rank(scheme, &position, &settled.entrants[code], &Rulings::default()).unwrap()
}

fn written(table: &Table<'_>) -> Vec<String> {
    std::iter::once(&table.head).chain(&table.rows).map(|cells| cells.join(",")).collect()
}

#[test]
fn a_table_of_two_schemes_has_the_columns_of_both_once() {
    let (two, three) = (two(), three());
    let first = ranked(
        &two,
        "1",
        &[("a", "written=70 interview=80"), ("b", "written=70 interview=80"), ("c", "written=60")],
    );
    let second = ranked(
        &three,
        "2",
        &[("d", "written=70 test=60 interview=90"), ("e", "written=absent test=absent interview=absent")],
    );
    let third = ranked(&two, "3", &[("f", "written=50 interview=60")]);
    let parts = [
        Part { scheme: &three, outcome: &second },
        Part { scheme: &two, outcome: &third },
        Part { scheme: &two, outcome: &first },
    ];
    let table = Table::of(&parts);
    let lines = written(&table);
    let names = |name: &str| table.head.iter().filter(|head| *head == name).count();
    for name in ["written.weighted", "interview.weighted", "test.weighted", "total", "rank", "tied"] {
        assert_eq!(names(name), 1, "{name} of {}", lines[0]);
    }
    assert_eq!([names("interview"), names("inspection")], [1, 1], "{}", lines[0]);
    let cell = |row: usize, name: &str| {
        table.rows[row][table.head.iter().position(|head| head == name).unwrap()].clone()
    };
    let column = |name: &str| (0..6).map(|row| cell(row, name)).collect::<Vec<_>>();
    assert_eq!(column("candidate"), ["a", "b", "c", "d", "e", "f"]);
    assert_eq!(
        column("test.weighted"),
        ["", "", "", "12", "", ""],
        "blank where the scheme has no such paper"
    );
    assert_eq!(column("total"), ["75.00", "75.00", "", "76.00", "0.00", "55.00"]);
    assert_eq!(column("rank"), ["1", "1", "", "1", "", "1"]);
    assert_eq!(column("tied"), ["yes", "yes", "", "no", "", "no"]);
    assert_eq!(column("inspection"), ["in", "in", "out", "in", "out", "in"]);
    let from = table.from.iter().map(|row| (row.position(), row.candidate)).collect::<Vec<_>>();
    assert_eq!(from, [("1", "a"), ("1", "b"), ("1", "c"), ("2", "d"), ("2", "e"), ("3", "f")]);
    let turned = Table::of(&[parts[2], parts[0], parts[1]]);
    assert_eq!(written(&turned), lines, "the order of the positions does not matter");
}

#[test]
fn a_ranking_counts_its_people_and_their_seats() {
    let two = two();
    let people = [
        ("a", "written=70 interview=80"),
        ("b", "written=69 interview=70"),
        ("c", "written=60"),
        ("d", "written=59"),
        ("e", "written=58"),
        ("f", "written=absent"),
    ];
    let outcome = ranked(&two, "p", &people);
    assert_eq!((outcome.ranking().len(), outcome.ranking().is_empty()), (6, false));
    assert_eq!(seats(&two, &outcome, "interview"), "a:in b:in c:r1 d:r2 e:r3 f:out");
    let counts = |list| table::counts(&outcome, two.list_to(list).unwrap().0);
    assert_eq!(counts("interview"), [2, 3, 1, 0], "on the list, in reserve, out, open");
    assert_eq!(counts("inspection"), [1, 1, 4, 0]);
    let nobody = rank_of_nobody(&two);
    assert_eq!((nobody.ranking().len(), nobody.ranking().is_empty()), (0, true));
    let tied = scheme(
        r#"{"components": [{"key": "written", "weight": 100}], "rank": {"ladder": ["unrounded"], "still_tied": "lots"},
            "shortlists": [{"to": "inspection", "score": "total", "ratio": "1:1", "tie": "ladder"}]}"#,
    );
    let outcome = ranked(&tied, "p", &[("a", "written=70"), ("b", "written=70"), ("c", "written=60")]);
    assert_eq!(table::counts(&outcome, tied.list_to("inspection").unwrap().0), [0, 1, 0, 2]);
}

fn rank_of_nobody(scheme: &Scheme) -> Outcome {
    let position = Position { code: "p".into(), plan: Some(1), scheme: None };
    ranking::rank(scheme, &position, &[], &Rulings::default()).unwrap()
}

#[test]
fn a_list_says_which_column_orders_it() {
    let two = two();
    assert_eq!(table::orders(&two, "interview"), Some("written"));
    assert_eq!(table::orders(&two, "inspection"), Some("total"));
    assert_eq!(table::orders(&two, "medical"), None);
    let own = scheme(
        r#"{"components": [{"key": "written", "weight": 50}, {"key": "interview", "weight": 50}],
            "shortlists": [{"to": "interview", "ratio": "2:1", "partial": {"terms": [{"of": "written", "weight": 100}]}}]}"#,
    );
    assert_eq!(table::orders(&own, "interview"), None, "a composite of the list's own is no column");
}

/// A mark stands with the places that marks may have; what is computed with those of its rounding, or as it came out.
#[test]
fn a_published_value_has_the_places_of_what_made_it() {
    let scheme = scheme(
        r#"{"components": [{"key": "paper", "weight": 50, "places": 2},
            {"key": "scaled", "weight": 30, "full": 200, "scale": 100, "places": 2},
            {"key": "both", "weight": 20, "places": 2, "round": {"value": {"places": 1}}, "combine": "sum",
                "parts": [{"key": "x", "full": 50, "places": 2}, {"key": "y", "full": 50, "places": 2}]}]}"#,
    );
    let outcome = rank(&scheme, 1, &[sheet("p", "a", "paper=80.5 scaled=151 x=40 y=41.5")]);
    let row = row(&outcome, "a");
    let shown = ["paper", "scaled", "both", "x", "total", "nothing"]
        .map(|name| table::Published::of(&scheme, name).text(&row));
    assert_eq!(shown, ["80.50", "75.5", "81.5", "40.00", "79.20", ""]);
}

/// A row written out has everything that it shows, and is the same row when it is asked for again.
#[test]
fn a_row_says_its_statuses_and_values_and_equals_itself() {
    let two = two();
    let outcome = ranked(&two, "p", &[("a", "written=absent"), ("b", "written=70 interview=80")]);
    let (a, b) = (row(&outcome, "a"), row(&outcome, "b"));
    assert_eq!([&a, &b].map(|row| table::Published::of(&two, "written").text(row)), ["absent", "70.00"]);
    assert!(a == row(&outcome, "a") && a != b);
    let written = serde_json::to_string(&b).unwrap();
    assert!(["70", "80", "35", "40", "75"].iter().all(|value| written.contains(value)), "{written}");
    assert!(serde_json::to_string(&a).unwrap().contains("absent"));
}

#[test]
fn rankings_are_equal_where_position_and_rows_are() {
    let people = [("a", "written=80 interview=80"), ("b", "written=70 interview=70")];
    let here = ranked(&two(), "p", &people);
    let places: Vec<_> = here.ranking().rows().map(|row| row.rank).collect();
    assert_eq!(here.ranking().ranks().collect::<Vec<_>>(), places);
    assert!(places.iter().all(Option::is_some));
    assert!(here == ranked(&two(), "p", &people));
    assert!(here != ranked(&two(), "q", &people), "another position");
    assert!(here != ranked(&two(), "p", &[people[0], ("c", people[1].1)]), "other people");
}
