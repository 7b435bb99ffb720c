//! The plan is what the issue asks for, before and after the engine has ranked it.

mod built;

use std::collections::{BTreeMap, BTreeSet};

use domain::calendar::Instant;
use domain::marks::{Entry, Position, Settings, Sheet, settle};
use domain::ranking::{Ranking, Row, Rulings, rank};
use domain::sample::is_unreal;
use domain::scheme::Scheme;
use domain::screening::Verdict;
use domain::shortlist::At;
use serde::Deserialize;

use super::plan::{Applicant, Interview, PostingPlan, Standing, Texts};
use super::{anhui, eventful, generated, hundredths, zhengzhou};

const NOW: Instant = Instant(1_795_400_000_000);

#[derive(Deserialize)]
struct SchemeFile {
    scheme: Scheme,
    #[serde(default)]
    schemes: BTreeMap<String, Scheme>,
}

fn plans(seed: u64) -> [PostingPlan; 6] {
    let texts = Texts::read().expect("texts");
    [
        zhengzhou::plan(seed, 0, NOW, &texts).expect("Zhengzhou"),
        anhui::plan(seed, 10_000, NOW, &texts).expect("Anhui"),
        generated::open(seed, 20_000, NOW, &texts).expect("open"),
        generated::awaiting(seed, NOW, &texts).expect("a plan"),
        eventful::plan(seed, 30_000, NOW, &texts).expect("eventful"),
        eventful::below(seed, 40_000, NOW, &texts).expect("below"),
    ]
}

#[test]
fn every_scheme_is_sound_and_every_position_names_one() {
    for plan in plans(1) {
        let file: SchemeFile = toml::from_str(plan.scheme).expect("reads");
        for scheme in file.schemes.values().chain([&file.scheme]) {
            assert!(scheme.check().is_empty(), "{:?}", scheme.check());
        }
        for position in &plan.positions {
            assert!(position.scheme.as_ref().is_none_or(|name| file.schemes.contains_key(name.as_str())));
        }
    }
}

#[test]
fn nobody_appears_twice_and_nobody_is_real() {
    let mut seen = BTreeSet::new();
    for plan in plans(2) {
        for applicant in plan.applicants.filter(|it| !it.known) {
            assert!(is_unreal(&applicant.person.identity));
            assert!(seen.insert(applicant.person.identity.expose().to_owned()));
            assert!(applicant.position < plan.positions.len());
        }
    }
}

#[test]
fn the_first_posting_holds_the_whole_table_and_people_below_the_line_in_twenty_positions() {
    let [zhengzhou, ..] = plans(3);
    assert_eq!(zhengzhou.positions.len(), 392);
    assert_eq!(zhengzhou.positions.iter().filter(|it| it.scheme.is_some()).count(), 32);
    let (invited, below): (Vec<Applicant>, Vec<Applicant>) =
        zhengzhou.applicants.partition(|it| it.interview.is_some());
    assert_eq!(invited.len(), 2137);
    assert_eq!(below.iter().map(|it| it.position).collect::<BTreeSet<_>>().len(), 20);
    for person in &below {
        let sum: i64 = person.written.iter().map(|(_, mark)| hundredths(*mark)).sum();
        assert!(person.written.len() == 2 && sum / 2 < 4500);
    }
    let absent = invited.iter().filter(|it| matches!(it.interview, Some(Interview::Status(_)))).count();
    assert!((1..60).contains(&absent), "{absent}");
}

#[test]
fn the_open_posting_leaves_two_hundred_unscreened() {
    let [_, anhui, open, awaiting, ..] = plans(4);
    assert_eq!((anhui.positions.len(), anhui.applicants.count()), (68, 276));
    assert_eq!(awaiting.applicants.count(), 0);
    assert!(open.terms.registration.opens < NOW && NOW < open.terms.registration.closes);
    let people: Vec<Applicant> = open.applicants.collect();
    let of = |standing: &Standing| people.iter().filter(|it| &it.standing == standing).count();
    assert_eq!(of(&Standing::Submitted), generated::UNSCREENED);
    assert_eq!(of(&Standing::Judged(Verdict::Passed)), 70);
    assert!(of(&Standing::Draft) > 0 && of(&Standing::Withdrew) > 0);
    assert!(people.iter().all(|it| it.at < NOW && it.at >= open.terms.registration.opens));
    assert!(people.iter().any(|it| matches!(it.standing, Standing::Judged(Verdict::Refused { .. }))));
}

#[test]
fn a_seed_gives_the_same_plan() {
    let print = |seed| {
        let [plan, ..] = plans(seed);
        plan.applicants
            .map(|it| format!("{}{:?}", it.person.identity.expose(), it.interview))
            .collect::<Vec<_>>()
    };
    assert_eq!(print(5), print(5));
    assert_ne!(print(5), print(6));
}

#[test]
fn every_seed_finds_its_ties_and_its_people_below_the_line() {
    for seed in 0..40 {
        let texts = Texts::read().expect("texts");
        assert!(zhengzhou::plan(seed, 0, NOW, &texts).is_ok(), "{seed}");
    }
}

/// Ranks a planned posting by the engine alone: for each position its plan and the outcome's ranking.
fn ranked(plan: PostingPlan) -> Vec<(u32, Ranking)> {
    let file: SchemeFile = toml::from_str(plan.scheme).expect("reads");
    let positions: Vec<Position> = plan
        .positions
        .iter()
        .map(|it| Position {
            code: it.code.to_string(),
            plan: Some(it.plan),
            scheme: it.scheme.as_ref().map(ToString::to_string),
        })
        .collect();
    let sheets: Vec<Sheet> = plan
        .applicants
        .enumerate()
        .map(|(no, it)| Sheet {
            position: positions[it.position].code.clone(),
            candidate: format!("{no:05}"),
            entries: entries(&it),
            examiners: Vec::new(),
        })
        .collect();
    let settings = Settings { scheme: Some(&file.scheme), schemes: &file.schemes, positions: &positions };
    let settled = settle(&settings, &sheets).expect("no fault");
    positions
        .iter()
        .map(|position| {
            let scheme = settings.scheme_of(position).expect("named");
            let entrants = &settled.entrants[&position.code];
            let outcome = rank(scheme, position, entrants, &Rulings::default()).expect("no refusal");
            assert!(outcome.questions().is_empty());
            (position.plan.expect("a plan"), outcome.ranking().clone())
        })
        .collect()
}

fn entries(applicant: &Applicant) -> BTreeMap<String, Entry> {
    let interview = applicant.interview.map(|it| match it {
        Interview::Mark(mark) => ("interview".to_owned(), Entry::Mark(mark)),
        Interview::Status(status) => ("interview".to_owned(), Entry::Status(status)),
    });
    applicant
        .written
        .iter()
        .map(|(key, mark)| ((*key).to_owned(), Entry::Mark(*mark)))
        .chain(interview)
        .collect()
}

fn count(rankings: &[(u32, Ranking)], stage: usize, at: At) -> usize {
    let seat = |row: &Row<'_>| row.seats().nth(stage).flatten().map(|seat| seat.at);
    rankings.iter().flat_map(|(_, it)| it.rows()).filter(|row| seat(row) == Some(at)).count()
}

#[test]
fn the_engine_finds_the_whole_interview_list_and_three_ties_at_the_inspection_cut() {
    for seed in [2024, 7] {
        let [zhengzhou, anhui, ..] = plans(seed);
        let rankings = ranked(zhengzhou);
        assert_eq!(count(&rankings, 0, At::In), 2137);
        let longer = rankings.iter().filter(|(plan, ranking)| {
            let called =
                ranking.rows().filter(|row| row.seats().nth(1).flatten().is_some_and(|it| it.at == At::In));
            called.count() > usize::try_from(plan * 2).expect("small")
        });
        assert_eq!(longer.count(), 3);
        assert_eq!(count(&ranked(anhui), 0, At::In), 276);
    }
}
