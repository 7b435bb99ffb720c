use super::*;
use crate::calendar::{Instant, Window};
use crate::photo::{PhotoForm, PhotoSize};
use crate::reason::{FieldPath, TypedWhy};
use crate::study::Study;

fn day(text: &str) -> Day {
    Day::parse(text, &FieldPath::new("day")).expect("a day")
}

fn found(condition: Condition, facts: &Facts, at: &str) -> Finding {
    judge(&Rule::One(condition), facts, day(at)).finding()
}

fn born(text: &str) -> Facts {
    Facts { birth: Some(day(text)), ..Facts::default() }
}

#[test]
fn days_are_read_in_the_spellings_people_use() {
    for text in ["2018-07-01", "20180701", "2018.7.1", "２０１８／７／１", "2018年7月1日"] {
        assert_eq!(day(text).to_string(), "2018-07-01", "{text}");
    }
    for text in ["2018-7", "18-07-01", "2018-02-30", "2018-7-1-1", "1899-12-31", "next week"] {
        assert!(Day::parse(text, &FieldPath::new("day")).is_err(), "{text}");
    }
}

#[test]
fn years_are_full_years_and_29_february_is_due_on_the_last_day() {
    let years = |from: &str, to: &str| day(from).years_until(day(to));
    assert_eq!((years("2024-09-01", "2026-08-31"), years("2024-09-01", "2026-09-01")), (1, 2));
    assert_eq!((years("1992-02-29", "2025-02-27"), years("1992-02-29", "2025-02-28")), (32, 33));
    assert_eq!((years("1992-02-29", "2024-02-28"), years("1992-02-29", "2024-02-29")), (31, 32));
    assert_eq!(years("2026-09-01", "2024-09-01"), 0);
    assert_eq!(day("2024-08-31").after_months(6).to_string(), "2025-02-28");
}

/// domain rules 1.3: 35 is common; central 2025 takes 43 for the two top ranks of consultants (调研员).
#[test]
fn age_35_and_43_for_the_two_top_consultants() {
    let rank = Some(RankAge { from: Rank::SecondConsultant, years: 43 });
    let rule = Condition::AgeAtMost { years: 35, rank };
    let at = "2025-10-15";
    let of = |birth: &str, rank: Option<RankTold>| found(rule.clone(), &Facts { rank, ..born(birth) }, at);
    let third = Some(RankTold::General(Rank::ThirdConsultant));
    let second = Some(RankTold::General(Rank::SecondConsultant));
    // 36 is completed on the birthday itself.
    assert_eq!(of("1989-10-16", third), Finding::Met);
    assert_eq!(of("1989-10-15", third), Finding::NotMet);
    assert_eq!(of("1989-10-15", second), Finding::Met);
    assert_eq!(of("1981-10-15", second), Finding::NotMet);
    assert_eq!(of("1985-01-01", None), Finding::CannotTell);
    assert_eq!((of("1995-01-01", None), of("1970-01-01", None)), (Finding::Met, Finding::NotMet));
    assert_eq!(of("1985-01-01", Some(RankTold::Other)), Finding::CannotTell);
    assert_eq!(day(at).earliest_birth(35).to_string(), "1989-10-16");
    assert_eq!(day("2025-02-28").earliest_birth(36).to_string(), "1988-03-01");
}

/// domain rules 1.3: two years of grass-roots work and two as a civil servant, counted in full (足年足月).
#[test]
fn two_years_of_service_and_of_grassroots_work() {
    let facts = Facts {
        joined: Some(day("2023-07-01")),
        grassroots: Some(vec![Spell { from: day("2021-07-01"), to: Some(day("2023-06-30")) }]),
        ..Facts::default()
    };
    assert_eq!(found(Condition::ServiceYears { years: 2 }, &facts, "2025-06-30"), Finding::NotMet);
    assert_eq!(found(Condition::ServiceYears { years: 2 }, &facts, "2025-07-01"), Finding::Met);
    assert_eq!(found(Condition::GrassrootsYears { years: 2 }, &facts, "2025-06-30"), Finding::Met);
    assert_eq!(found(Condition::GrassrootsYears { years: 3 }, &facts, "2025-06-30"), Finding::NotMet);
}

#[test]
fn spells_that_overlap_count_once_and_left_over_days_are_for_a_person() {
    let spell = |from: &str, to: &str| Spell { from: day(from), to: Some(day(to)) };
    let overlapping = [spell("2020-01-01", "2020-12-31"), spell("2020-07-01", "2021-06-30")];
    assert_eq!(counted(&overlapping, day("2026-01-01")), Counted { months: 18, days: 0 });
    // Touching spells are one.
    let touching = [spell("2020-01-01", "2020-01-15"), spell("2020-01-16", "2020-01-31")];
    assert_eq!(counted(&touching, day("2026-01-01")), Counted { months: 1, days: 0 });
    // Twice eleven months and twenty days: 22 months and 40 days, which may be 23 months but never 24.
    let apart = [spell("2020-01-01", "2020-12-20"), spell("2022-01-01", "2022-12-20")];
    let facts = Facts { grassroots: Some(apart.to_vec()), ..Facts::default() };
    assert_eq!(found(Condition::GrassrootsYears { years: 2 }, &facts, "2026-01-01"), Finding::NotMet);
    let more = [spell("2020-01-01", "2020-12-29"), spell("2022-01-01", "2022-12-29")];
    let facts = Facts { grassroots: Some(more.to_vec()), ..Facts::default() };
    assert_eq!(found(Condition::GrassrootsYears { years: 2 }, &facts, "2026-01-01"), Finding::CannotTell);
    // What lies behind the reference day counts for nothing; what goes on counts up to it.
    let open = [Spell { from: day("2024-07-01"), to: None }];
    assert_eq!(counted(&open, day("2026-06-30")).months, 24);
    assert_eq!(counted(&open, day("2024-06-30")), Counted::default());
}

/// domain rules 1.3: both wordings are in use; a year without a grade tells them apart.
#[test]
fn both_wordings_of_the_appraisals() {
    let with = |results: [Option<Appraisal>; 3]| {
        let years = [2024, 2023, 2022].into_iter().zip(results);
        let appraisals = years.filter_map(|(year, result)| Some((year, result?))).collect();
        Facts { appraisals, ..Facts::default() }
    };
    let both = |facts: &Facts| {
        [Condition::AppraisalEach { years: 3 }, Condition::AppraisalNone { years: 3 }]
            .map(|rule| found(rule, facts, "2025-10-15"))
    };
    let (good, basic, none) = (Some(Appraisal::Competent), Some(Appraisal::Basic), Some(Appraisal::NoGrade));
    assert_eq!(both(&with([good, good, good])), [Finding::Met; 2]);
    assert_eq!(both(&with([good, basic, good])), [Finding::NotMet; 2]);
    assert_eq!(both(&with([good, none, good])), [Finding::NotMet, Finding::Met]);
    assert_eq!(both(&with([good, None, good])), [Finding::CannotTell; 2]);
    assert_eq!(both(&with([None, basic, None])), [Finding::NotMet; 2]);
    let once = Condition::AppraisalExcellent { years: 3, times: 1 };
    assert_eq!(found(once.clone(), &with([good, None, good]), "2025-10-15"), Finding::CannotTell);
    assert_eq!(found(once.clone(), &with([good, good, good]), "2025-10-15"), Finding::NotMet);
    assert_eq!(found(once, &with([None, Some(Appraisal::Excellent), None]), "2025-10-15"), Finding::Met);
}

/// features G2: a post open to different ranks by different evidence.
#[test]
fn full_head_of_a_township_for_three_years_or_the_rank_itself() {
    let rule = Rule::Any(vec![
        Rule::One(Condition::Leading { from: Leading::DeputyDivision, years: 0 }),
        Rule::All(vec![
            Rule::One(Condition::Leading { from: Leading::Section, years: 3 }),
            Rule::One(Condition::Listed {
                of: Listed::UnitLevel,
                one_of: vec![Choice::UnitLevel(UnitLevel::Township)],
            }),
        ]),
    ]);
    let head = |since: &str| Facts {
        leading: Some(Leading::Section),
        leading_since: Some(day(since)),
        listed: [(Listed::UnitLevel, Choice::UnitLevel(UnitLevel::Township))].into(),
        ..Facts::default()
    };
    let at = day("2026-09-01");
    assert_eq!(judge(&rule, &head("2023-09-01"), at).finding(), Finding::Met);
    assert_eq!(judge(&rule, &head("2023-09-02"), at).finding(), Finding::NotMet);
    let unknown = Facts { listed: [].into(), ..head("2023-09-01") };
    assert_eq!(judge(&rule, &unknown, at).finding(), Finding::CannotTell);
    let deputy = Facts { leading: Some(Leading::DeputyDivision), ..Facts::default() };
    assert_eq!(judge(&rule, &deputy, at).finding(), Finding::Met);
}

#[test]
fn who_stands_above_a_rank_has_at_least_the_years_there() {
    let rule = Condition::Rank { from: Rank::FourthPrincipal, to: Some(Rank::FirstPrincipal), years: 2 };
    let with = |rank, since: &str| Facts {
        rank: Some(RankTold::General(rank)),
        rank_since: Some(day(since)),
        ..Facts::default()
    };
    let of = |facts: &Facts| found(rule.clone(), facts, "2026-09-01");
    assert_eq!(of(&with(Rank::FourthPrincipal, "2025-01-01")), Finding::NotMet);
    assert_eq!(of(&with(Rank::ThirdPrincipal, "2025-01-01")), Finding::CannotTell);
    assert_eq!(of(&with(Rank::ThirdPrincipal, "2024-01-01")), Finding::Met);
    assert_eq!(of(&with(Rank::FourthConsultant, "2010-01-01")), Finding::NotMet);
}

#[test]
fn a_discipline_takes_its_classes_and_a_programme_outside_the_catalogue_is_for_a_person() {
    let studied = |word: &str| Facts { study: Study::from_word(word), ..Facts::default() };
    let law = |word: &str| Condition::Study { one_of: vec![Study::from_word(word).expect("known")] };
    assert_eq!(found(law("03"), &studied("0301"), "2026-01-01"), Finding::Met);
    assert_eq!(found(law("0301"), &studied("0302"), "2026-01-01"), Finding::NotMet);
    assert_eq!(found(law("0301"), &studied("030101K"), "2026-01-01"), Finding::Met);
    assert_eq!(found(law("030101K"), &studied("030102T"), "2026-01-01"), Finding::NotMet);
    let to_a_person = [
        ("0301", "0000", "outside of the catalogues"),
        ("0301", "G0301", "of a catalogue in which nothing is asked for"),
        ("030101K", "0301", "told less closely than it is asked for"),
        ("08", "140004TK", "moved out of what is asked for"),
    ];
    for (asked, told, why) in to_a_person {
        assert_eq!(found(law(asked), &studied(told), "2026-01-01"), Finding::CannotTell, "{why}");
    }
}

#[test]
fn fields_of_study_are_ticked_and_typed_and_every_line_that_is_none_is_named() {
    let form = |ticked: &[&str], typed: &str| ConditionForm {
        kind: "study".to_owned(),
        choices: ticked.iter().map(|word| (*word).to_owned()).collect(),
        programmes: typed.to_owned(),
        ..ConditionForm::default()
    };
    let both = form(&["03"], "120203 \n\nG0351\n").check().expect("right");
    let words = |one: &[&str]| one.iter().map(|word| Study::from_word(word).expect("known")).collect();
    assert_eq!(both, Condition::Study { one_of: words(&["03", "120203K", "G0351"]) });
    let wrong = form(&[], "120203K\n0000\n120203K 0301").check();
    let line = |line| TypedWhy::LineNotInCatalogue { line }.at("programmes");
    assert_eq!(wrong, Err(vec![line(2), line(3)]));
    assert_eq!(form(&[], " \n").check(), Err(vec![TypedWhy::Missing.at("choices")]));
    let many: Vec<&str> = Study::studied().take(201).map(Study::word).collect();
    let told = TypedWhy::TooManyStudies { max: 200 }.at("programmes");
    assert_eq!(form(&[], &many.join("\n")).check(), Err(vec![told]));
    assert!(form(&[], &many[..200].join("\n")).check().is_ok());
}

fn add(list: &str, kind: Kind, years: &str) -> Change {
    let form =
        ConditionForm { kind: kind.word().to_owned(), years: years.to_owned(), ..ConditionForm::default() };
    Change::Add { list: list.to_owned(), form }
}

fn group(positions: &str, instead: bool) -> Change {
    Change::Group { at: None, name: "文字综合".to_owned(), positions: positions.to_owned(), instead }
}

#[test]
fn conditions_are_built_by_small_changes_and_a_group_comes_on_top_or_instead() {
    let mut all = Conditions::default();
    let make = |all: &mut Conditions, change| all.apply(&change).expect("fits");
    assert_eq!(make(&mut all, add("general", Kind::ServiceYears, "2")), "general.0");
    assert_eq!(make(&mut all, add("general", Kind::Any, "")), "general.1");
    assert_eq!(make(&mut all, add("general.1", Kind::GrassrootsYears, "2")), "general.1.0");
    assert_eq!(make(&mut all, group("010001、010002，010001", false)), "groups.0");
    assert_eq!(make(&mut all, add("groups.0.rules", Kind::AgeAtLeast, "30")), "groups.0.rules.0");
    assert_eq!(make(&mut all, group("020001", true)), "groups.1");
    assert_eq!(
        (all.rules_of("010002").len(), all.rules_of("020001").len(), all.rules_of("9").len()),
        (3, 0, 2)
    );
    assert_eq!(all.faults(&["010001", "010002", "020001"]), []);
    let unknown =
        Fault::UnknownPosition { group: 1, position: crate::typed::Label::stored("020001".to_owned()) };
    assert_eq!(all.faults(&["010001", "010002"]), [unknown]);
    assert_eq!(make(&mut all, Change::Remove { at: "general.1.0".to_owned() }), "general.1");
    assert_eq!(all.faults(&["010001", "010002", "020001"]), [Fault::EmptyBranch { group: None }]);
    make(&mut all, Change::Remove { at: "groups.1".to_owned() });
    let twice =
        Change::Group { at: None, name: "B".to_owned(), positions: "010001".to_owned(), instead: true };
    make(&mut all, twice);
    assert_eq!(all.faults(&["010001", "010002"]).len(), 2);
}

#[test]
fn a_change_that_does_not_fit_changes_nothing() {
    let mut all = Conditions::default();
    for at in ["general.0", "groups.0.rules", "", "general.0.0.0.0", &".0".repeat(10_000)] {
        assert_eq!(all.apply(&add(at, Kind::AgeAtLeast, "30")), Err(Unfit::Place), "{at:.20}");
    }
    let missing = TypedWhy::Missing.at("years");
    assert_eq!(all.apply(&add("general", Kind::ServiceYears, "")), Err(Unfit::Refused(vec![missing])));
    assert!(all.is_empty());
    let mut list = "general".to_owned();
    for _ in 0..MAX_DEPTH {
        list = all.apply(&add(&list, Kind::Any, "")).expect("as deep as this");
    }
    let before = all.clone();
    assert!(matches!(all.apply(&add(&list, Kind::All, "")), Err(Unfit::Refused(_))));
    assert_eq!(all, before);
}

fn two_inch() -> PhotoForm {
    let [kind, kilobytes] = ["two_inch", "100"].map(str::to_owned);
    PhotoForm { kind, kilobytes, ..PhotoForm::default() }
}

#[test]
fn a_usual_photo_is_not_said_so_that_no_digest_from_before_changes() {
    let usual = Conditions { photo: true, ..Conditions::default() };
    let text = serde_json::to_string(&usual).expect("JSON");
    assert!(!text.contains("photo_size"), "{text}");
    assert_eq!(
        usual.digest().to_string(),
        "c3d19101f153170d352246b290b9558a6fe7705d5c1976d2b067ba94afa4511e"
    );
}

#[test]
fn the_digest_covers_every_part_and_the_reference_day_follows_the_window() {
    let window = Window { opens: Instant(1_788_224_400_000), closes: Instant(1_788_624_000_000) };
    let mut all = Conditions::default();
    let cells =
        crate::posting::PositionCells { code: "1", unit: "u", title: "t", plan: "1", ..Default::default() };
    let position = crate::posting::PositionTerms::read("p", &cells).expect("a position");
    assert_eq!(all.asked_of(&position, window), None);
    all.apply(&add("general", Kind::ServiceYears, "2")).expect("fits");
    let mut seen = vec![all.digest()];
    let changes = [
        Change::Count { reference: "closes".to_owned(), day: String::new() },
        Change::Count { reference: "on".to_owned(), day: "2026-10-01".to_owned() },
        add("general", Kind::Any, ""),
        group("1", false),
        add("groups.0.rules", Kind::AgeAtLeast, "30"),
        Change::Group { at: Some(0), name: "C".to_owned(), positions: "1".to_owned(), instead: true },
        Change::Photo { asked: true, size: PhotoForm::of(PhotoSize::USUAL) },
        Change::Photo { asked: true, size: PhotoForm { kilobytes: "60".to_owned(), ..two_inch() } },
        Change::Photo { asked: true, size: two_inch() },
    ];
    for change in changes {
        all.apply(&change).expect("fits");
        assert!(!seen.contains(&all.digest()), "{change:?}");
        seen.push(all.digest());
    }
    assert_eq!(Reference::Opens.day(window).map(|day| day.to_string()), Some("2026-09-01".to_owned()));
    // The window ends at midnight: its last day is the one before.
    let midnight = Window { closes: Instant(1_788_624_000_000), ..window };
    assert_eq!(midnight.closes.rfc3339(), "2026-09-06T00:00:00+08:00");
    assert_eq!(Reference::Closes.day(midnight).map(|day| day.to_string()), Some("2026-09-05".to_owned()));
    let mut again = Conditions::default();
    for step in all.steps() {
        again.apply(&step).expect("fits");
    }
    assert_eq!(again, all);
    let text = serde_json::to_string(&all).expect("JSON");
    assert_eq!(serde_json::from_str::<Conditions>(&text).expect("reads back"), all);
}
