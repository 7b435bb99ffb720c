//! The real published tables (`cases/README.md`): the engine reproduces every one of them.

mod common;

use std::collections::{BTreeMap, BTreeSet};
use std::num::NonZero;

use common::{case, scheme, sheet, table};
use domain::marks::trace::Did;
use domain::marks::{self, Position, Settings};
use domain::number::Score;
use domain::ranking::{self, Rulings, table::Column};
use domain::scheme::Scheme;

/// The rule that reproduces a table: two papers half and half, or with a police paper 40/30/30; 3:1, everyone tied at the
/// last place (Zhengzhou); 60/40 (Anhui).
fn rule(table: &str) -> BTreeMap<String, Scheme> {
    let file: serde_json::Value = serde_json::from_str(&case(&format!("{table}.scheme.json"))).expect("JSON");
    let named = file["schemes"].as_object().cloned().unwrap_or_default();
    let all = named.into_iter().chain([(String::new(), file["scheme"].clone())]);
    all.map(|(name, one)| (name, scheme(&one.to_string()))).collect()
}

/// Posts whose printed ranks have gaps: somebody above left before the list was printed.
const GAPS: [&str; 8] =
    ["11014011", "11111012", "11174012", "11213012", "11238043", "11239013", "11240033", "11242013"];

#[test]
fn zhengzhou_2024_totals_ranks_and_interview_lists() {
    let schemes = rule("zhengzhou-2024");
    let rows = table(&case("zhengzhou-2024.csv"));
    assert_eq!(rows.len(), 2_137);
    let mut positions: BTreeMap<&str, Position> = BTreeMap::new();
    let mut sheets = Vec::new();
    for row in &rows {
        let police = &row["police"];
        let name = if police.is_empty() { None } else { Some("police".to_owned()) };
        let code = row["post_code"].as_str();
        let plan = Some(row["plan"].parse().unwrap());
        let position = Position { code: code.to_owned(), plan, scheme: name };
        assert_eq!(*positions.entry(code).or_insert(position.clone()), position, "one rule per post");
        let extra = if police.is_empty() { String::new() } else { format!("police={police}") };
        let cells = format!("xingce={} shenlun={} {extra}", row["xingce"], row["shenlun"]);
        sheets.push(sheet(code, &row["cand"], &cells));
    }
    assert_eq!(positions.len(), 392);
    let list: Vec<Position> = positions.into_values().collect();
    let settings = Settings { scheme: schemes.get(""), schemes: &schemes, positions: &list };
    let settled = marks::settle(&settings, &sheets).expect("no fault");
    let by = |threads: usize| {
        let threads = NonZero::new(threads).expect("some");
        ranking::every(&settings, &settled, &Rulings::default(), threads, |ready, answer| (ready.at, answer))
    };
    assert!(by(1) == by(2) && by(1) == by(7), "the number of threads changes nothing");

    let printed: BTreeMap<(&str, &str), &BTreeMap<String, String>> =
        rows.iter().map(|row| ((row["post_code"].as_str(), row["cand"].as_str()), row)).collect();
    let (mut totals, mut lists, mut exact, mut longer, mut shorter) = (0, 0, 0, 0, 0);
    let mut gaps = BTreeSet::new();
    for position in &list {
        let scheme = settings.scheme_of(position).unwrap();
        let entrants = &settled.entrants[&position.code];
        let outcome = ranking::rank(scheme, position, entrants, &Rulings::default()).expect("no refusal");
        assert!(outcome.questions().is_empty());
        for row in outcome.ranking().rows() {
            let print = printed[&(position.code.as_str(), row.candidate)];
            let total: domain::number::Score = print["written_total"].parse().unwrap();
            assert_eq!(
                row.total().and_then(domain::number::Exact::score),
                Some(total),
                "{} {}",
                position.code,
                row.candidate
            );
            totals += 1;
            if row.rank.unwrap().to_string() != print["written_rank"] {
                gaps.insert(position.code.as_str());
            }
        }
        let called = outcome
            .ranking()
            .rows()
            .filter(|row| ranking::table::seat(scheme, row, "interview") == "in")
            .count();
        // The list was printed after the cut: everybody on it was called.
        assert_eq!(called, outcome.ranking().rows().len(), "{}", position.code);
        lists += 1;
        match called.cmp(&(usize::try_from(position.plan.unwrap()).unwrap() * 3)) {
            std::cmp::Ordering::Equal => exact += 1,
            std::cmp::Ordering::Greater => longer += 1,
            std::cmp::Ordering::Less => shorter += 1,
        }
    }
    assert_eq!((totals, lists), (2_137, 392));
    assert_eq!((exact, longer, shorter), (364, 24, 4));
    assert_eq!(gaps.into_iter().collect::<Vec<_>>(), GAPS);
}

#[test]
fn anhui_2026_totals_and_ties() {
    let rows = table(&case("anhui-2026.csv"));
    assert_eq!(rows.len(), 276);
    let schemes = rule("anhui-2026");
    let mut positions: BTreeMap<String, Position> = BTreeMap::new();
    let mut sheets = Vec::new();
    for row in &rows {
        assert_eq!(row["weights"], "60/40");
        let code = row["post_code"].clone();
        positions.entry(code.clone()).or_insert(Position { code: code.clone(), plan: None, scheme: None });
        let interview = if row["interview_absent"] == "1" { "absent" } else { &row["interview"] };
        sheets.push(sheet(&code, &row["cand"], &format!("written={} interview={interview}", row["written"])));
    }
    let positions: Vec<Position> = positions.into_values().collect();
    assert_eq!(positions.len(), 68);
    let settings = Settings { scheme: schemes.get(""), schemes: &schemes, positions: &positions };
    let settled = marks::settle(&settings, &sheets).expect("no fault");
    let mut totals = 0;
    for position in &positions {
        let scheme = settings.scheme_of(position).unwrap();
        let outcome =
            ranking::rank(scheme, position, &settled.entrants[&position.code], &Rulings::default()).unwrap();
        for row in outcome.ranking().rows() {
            let print = rows
                .iter()
                .find(|print| print["post_code"] == position.code && print["cand"] == row.candidate)
                .unwrap();
            let total: domain::number::Score = print["total"].parse().unwrap();
            assert_eq!(
                row.total().and_then(domain::number::Exact::score),
                Some(total),
                "{} {}",
                position.code,
                row.candidate
            );
            assert_eq!(
                row.rank.is_none(),
                print["interview_absent"] == "1",
                "an absent interview has a total and no rank"
            );
            totals += 1;
        }
        if position.code == "010022" || position.code == "010090" {
            assert!(
                outcome.ranking().rows().filter(|row| row.tied).count() >= 2,
                "{} holds a tie",
                position.code
            );
        }
    }
    assert_eq!(totals, 276);
}

#[test]
fn rank_example_competition_ranking() {
    let scheme = scheme(r#"{"components": [{"key": "exam", "weight": 100}]}"#);
    let rows = table(&case("rank-example.csv"));
    let sheets: Vec<_> =
        rows.iter().map(|row| sheet("p", &row["cand"], &format!("exam={}", row["score"]))).collect();
    let outcome = common::rank(&scheme, 1, &sheets);
    for row in &rows {
        assert_eq!(
            common::row(&outcome, &row["cand"]).rank.unwrap().to_string(),
            row["rank_pub"],
            "{}",
            row["cand"]
        );
    }
}

/// Marks that have this sum: all but the last are the mean to two places.
fn marks_of(count: i64, sum: Score) -> Vec<Score> {
    let each = sum.millionths() / count / 10_000 * 10_000;
    let last = sum.millionths() - each * (count - 1);
    (1..count).map(|_| each).chain([last]).map(Score::from_millionths).collect()
}

/// The rule of each notice, from the columns of the table.
fn room_scheme(row: &BTreeMap<String, String>) -> Scheme {
    let overall = if row["overall_method"] == "pooled_mean" { "pooled" } else { &row["overall_method"] };
    let (means, places) = (&row["mean_places"], &row["coef_places"]);
    let trim = if row["trim_per_room"] == "2+2" { 2 } else { 0 };
    scheme(&format!(
        r#"{{"components": [{{"key": "interview", "weight": 100, "rooms": {{"overall": "{overall}",
            "round_room": {{"places": {means}}}, "round_overall": {{"places": {means}}},
            "round_coefficient": {{"places": {places}}}, "round": {{"places": 2}},
            "trim_room": {trim}, "trim_pool": {trim}}}}}]}}"#
    ))
}

#[test]
fn interview_rooms_means_and_coefficients() {
    let rows = table(&case("interview-rooms.csv"));
    let trimmed = table(&case("interview-rooms-trimmed.csv"));
    let cases: BTreeSet<&str> = rows.iter().map(|row| row["case"].as_str()).collect();
    let mut checked = 0;
    for case in cases {
        let rooms: Vec<_> = rows.iter().filter(|row| row["case"] == case).collect();
        let scheme = room_scheme(rooms[0]);
        let mut sheets = Vec::new();
        for row in &rooms {
            let mut marks =
                marks_of(row["n_effective"].parse().unwrap(), row["sum_effective"].parse().unwrap());
            for extra in trimmed.iter().filter(|extra| extra["case"] == case && extra["room"] == row["room"])
            {
                let removed = extra["removed_high"].split('|').chain(extra["removed_low"].split('|'));
                marks.extend(removed.map(|mark| mark.parse::<Score>().unwrap()));
            }
            for mark in marks {
                let name = format!("c{:03}", sheets.len());
                sheets.push(sheet("p", &name, &format!("interview={mark} room.interview={}", row["room"])));
            }
        }
        let (positions, none) = ([common::position("p", 1)], Rulings::default());
        let settled = common::settle(&scheme, &positions, &sheets).unwrap();
        let entrants = &settled.entrants["p"];
        let outcome = ranking::rank(&scheme, &positions[0], entrants, &none).unwrap();
        let tracer = ranking::Tracer::new(&scheme, &positions[0], entrants, &none, &outcome).unwrap();
        let mut found: BTreeMap<String, [Score; 3]> = BTreeMap::new();
        for row in outcome.ranking().rows() {
            for step in tracer.steps(&row).unwrap().unwrap() {
                if let Did::Room { room, mean, overall, coefficient, .. } = step.did {
                    found.insert(room, [mean, overall, coefficient].map(|text| text.parse().unwrap()));
                }
            }
        }
        for row in rooms {
            let [mean, overall, coefficient] = found[&row["room"]];
            assert_eq!(mean, row["room_mean_pub"].parse().unwrap(), "{case} {}", row["room"]);
            assert_eq!(overall, row["overall_mean_pub"].parse().unwrap(), "{case} {}", row["room"]);
            if !row["coef_pub"].is_empty() {
                assert_eq!(coefficient, row["coef_pub"].parse().unwrap(), "{case} {}", row["room"]);
                checked += 1;
            }
        }
    }
    assert_eq!(checked, 10, "ten coefficients are printed");
}

#[test]
fn columns_are_named_after_what_they_hold() {
    let schemes = rule("zhengzhou-2024");
    let scheme = &schemes[""];
    let names: Vec<String> =
        ranking::table::columns(scheme).into_iter().map(|Column { name, .. }| name).collect();
    assert_eq!(names, ["xingce.weighted", "shenlun.weighted", "written", "written.weighted"]);
}
