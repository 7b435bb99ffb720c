//! What is generated can be nobody, and reads as if it were somebody.

use std::collections::BTreeSet;

use super::*;
use crate::reason::FieldPath;
use crate::typed::{IdentityNumber, PersonName, Phone};

#[test]
fn ten_thousand_people_are_different_valid_and_unreal() {
    let mut stream = Stream::new(7);
    let mut identities = BTreeSet::new();
    for serial in 0..10_000 {
        let person = individual(serial, &mut stream);
        let text = person.identity.expose().to_owned();
        assert_eq!(IdentityNumber::parse(&text, &FieldPath::new("identity")), Ok(person.identity.clone()));
        assert!(is_unreal(&person.identity), "{text}");
        assert!(person.phone.expose().starts_with("120"));
        assert_eq!(Phone::parse(person.phone.expose(), &FieldPath::new("phone")), Ok(person.phone));
        assert_eq!(PersonName::parse(person.name.as_str(), &FieldPath::new("name")), Ok(person.name));
        assert!(identities.insert(text));
    }
}

#[test]
fn serials_far_apart_do_not_meet() {
    let far: BTreeSet<String> =
        (0..6_575_000).step_by(613).map(|serial| identity_number(serial).expose().to_owned()).collect();
    assert_eq!(far.len(), 6_575_000_usize.div_ceil(613));
}

#[test]
fn names_show_every_shape() {
    let mut stream = Stream::new(11);
    let names: Vec<String> = (0..3_000).map(|_| person_name(&mut stream).as_str().to_owned()).collect();
    let dotted = names.iter().filter(|name| name.contains('\u{B7}')).count();
    let rare = names.iter().filter(|name| name.chars().any(|ch| u32::from(ch) > 0xFFFF)).count();
    let short = names.iter().filter(|name| name.chars().count() == 2).count();
    assert!(dotted > 20 && rare > 20 && short > 300, "{dotted} {rare} {short}");
    assert!(names.iter().collect::<BTreeSet<_>>().len() > 2_000);
}

#[test]
fn a_seed_gives_the_same_people_and_another_purpose_others() {
    let three = |mut stream: Stream| [0, 1, 2].map(|serial| individual(serial, &mut stream));
    assert_eq!(three(Stream::of(1, "a")), three(Stream::of(1, "a")));
    assert_ne!(three(Stream::of(1, "a")), three(Stream::of(1, "b")));
    assert_eq!(Stream::new(0).draw(), 0xE220_A839_7B1D_CDAF);
}

#[test]
fn a_background_passes_the_form_and_a_position_has_words() {
    use crate::eligibility::{Condition, Day, Facts, Finding, Rule, judge_all};
    use crate::registration::{Form, Section};
    let mut stream = Stream::new(3);
    let at = Day::from_parts(2026, 9, 1).expect("a day");
    let birth = Day::from_parts(1995, 3, 4).expect("a day");
    let asked = [
        Condition::ServiceYears { years: 2 },
        Condition::GrassrootsYears { years: 2 },
        Condition::AppraisalEach { years: 3 },
        Condition::NoExclusion {},
    ]
    .map(Rule::One);
    for _ in 0..500 {
        let it = background(&mut stream, birth, at);
        let told = [Section::Service, Section::Record, Section::Family];
        for section in told {
            let spelled = Form::standard().check_section(section, &it);
            assert!(
                spelled.is_ok_and(|spelled| Form::standard().check_section(section, &spelled) == Ok(spelled))
            );
        }
        let facts: Facts = Form::standard().facts(&it);
        assert_eq!(judge_all(&asked, &facts, at).finding(), Finding::Met);
        let it = doubtful_background(&mut stream, birth, at);
        assert!(told.iter().all(|section| Form::standard().is_complete(*section, &it)));
        assert!(!position_title(&mut stream).as_str().is_empty());
        assert!(!position_conditions(&mut stream).as_str().is_empty());
    }
}

#[test]
fn marks_keep_their_bounds() {
    let mut stream = Stream::new(5);
    for _ in 0..5_000 {
        assert!((6800..=9200).contains(&interview_mark(&mut stream)));
        let paper = paper_mark(&mut stream);
        assert!((4500..=8200).contains(&paper) && paper % 10 == 0);
        let (first, second) = papers_below(&mut stream, 4500);
        assert!(first >= 0 && second <= 10_000 && (first + second) / 2 < 4500, "{first} {second}");
    }
}

#[test]
fn draws_reach_all_of_their_range_and_no_more() {
    let mut stream = Stream::new(9);
    let drawn: BTreeSet<i64> = (0..500).map(|_| stream.between(-2, 3)).collect();
    assert_eq!(drawn, (-2..=3).collect());
    assert_eq!((stream.below(0), stream.between(4, 4), stream.pick::<u8>(&[])), (0, 4, None));
    let mut order: Vec<u32> = (0..50).collect();
    stream.shuffle(&mut order);
    assert_ne!(order, (0..50).collect::<Vec<_>>());
    order.sort_unstable();
    assert_eq!(order, (0..50).collect::<Vec<_>>());
}
