use super::*;
use crate::eligibility::{Appraisal, Condition, Day, Finding, Place, Question, Rule, Sex, judge};
use crate::reason::{ApplicationsWhy, FieldPath, Reason, TypedWhy};

fn service() -> Answers {
    Answers::default().with([
        ("unit", "某县财政局"),
        ("unit_level", "county"),
        ("unit_kind", "organ"),
        ("level_since", "2019.7.1"),
        ("joined", "２０１９0701"),
        ("post", "办公室科员"),
        ("rank", "first_staff"),
        ("rank_since", "2021-07-01"),
        ("leading", "no_post"),
        ("grassroots_1_from", "2019/7/1"),
    ])
}

fn record() -> Answers {
    Answers::default().with([
        ("education_level", "undergraduate"),
        ("degree", "bachelor"),
        ("study", "0301"),
        ("education", "某大学 法学"),
        ("politics", "party_member"),
        ("appraisal_year", "2025"),
        ("appraisal_1", "excellent"),
        ("appraisal_2", "competent"),
        ("appraisal_3", "not_taken"),
        ("excluded", "no"),
    ])
}

fn family() -> Answers {
    Answers::default().with([
        ("family_1_relation", "mother"),
        ("family_1_name", "王某"),
        ("family_1_work", "某县医院，退休"),
        ("recusal", "no"),
    ])
}

fn names(faults: &[Reason]) -> Vec<&str> {
    faults.iter().filter_map(Reason::field).map(FieldPath::as_str).collect()
}

/// The refusals of a section, by field.
fn refused(section: Section, answers: &Answers) -> Vec<Reason> {
    Form::standard().check_section(section, answers).expect_err("refused")
}

#[test]
fn every_row_of_the_table_is_sound_and_every_spot_reads_back_by_its_name() {
    let form = Form::standard();
    assert_eq!(form.fields().collect::<Vec<_>>(), Field::ALL);
    assert_eq!(form.sections().collect::<Vec<_>>(), Section::ALL);
    for field in Field::ALL {
        let spec = field.spec();
        let stored = serde_json::to_string(field).expect("a word");
        assert_eq!(stored, format!("\"{}\"", field.word()), "stored under the same word as in forms");
        let spot = match spec.block {
            None => Spot::of(*field),
            Some(block) => {
                assert!(field.word().starts_with(block.word()), "{field:?}");
                Spot::at(*field, 12)
            }
        };
        assert_eq!(Spot::named(&spot.name()), Some(spot));
        let others = [spec.follows, spec.not_before];
        assert!(
            others.into_iter().flatten().all(|other| other < *field),
            "{field:?} comes after what it needs"
        );
        match spec.when {
            When::Always => {}
            When::Is(other, word) | When::IsNot(other, word) => {
                let FieldKind::Choice(list) = other.spec().kind else { panic!("{other:?} is no choice") };
                assert!(list.read(word).is_some() && other < *field, "{field:?}");
            }
        }
    }
    // A block stands together in one section, so that its rows are whole.
    for block in Block::ALL {
        let all = form.sections().flat_map(|section| form.groups(section));
        assert_eq!(all.filter(|group| matches!(group, Group::Rows(found, _) if found == block)).count(), 1);
    }
    for name in ["", "nonsense", "grassroots_0_from", "grassroots_21_from", "grassroots_01_from", "unit_1"] {
        assert_eq!(Spot::named(name), None, "{name}");
    }
}

#[test]
fn every_question_of_conditions_is_asked_by_a_field() {
    for question in Question::all() {
        assert!(Form::standard().reading(question).next().is_some(), "{question:?}");
        assert!(Form::standard().at(Place::At(question), 2025).is_some(), "{question:?}");
    }
    let at = |place| Form::standard().at(place, 2025);
    assert_eq!(at(Place::At(Question::Sex)), Some(At::Spot(Spot::of(Field::Identity))), "it is told there");
    assert_eq!(at(Place::At(Question::Grassroots)), Some(At::Block(Block::Grassroots)));
    assert_eq!(at(Place::Year(2023)), Some(At::Spot(Spot::at(Field::Appraisal, 3))));
    assert_eq!((at(Place::Year(2026)), at(Place::Year(2020))), (None, None));
}

#[test]
fn an_empty_form_names_every_hole_at_once() {
    let faults = Form::standard().check(&Answers::default()).expect_err("empty");
    let asked = "name identity phone unit unit_level unit_kind level_since joined post rank rank_since leading \
                 education_level degree study education politics appraisal_year appraisal_1 appraisal_2 appraisal_3 \
                 excluded recusal recommended truthful";
    assert_eq!(names(&faults).join(" "), asked);
}

#[test]
fn what_was_checked_is_spelled_one_way_and_checks_again() {
    let form = Form::standard();
    for (section, answers) in
        [(Section::Service, service()), (Section::Record, record()), (Section::Family, family())]
    {
        let spelled = form.check_section(section, &answers).expect("complete");
        assert_eq!(form.check_section(section, &spelled), Ok(spelled.clone()));
        let stored = serde_json::to_string(&spelled).expect("plain");
        assert_eq!(serde_json::from_str::<Answers>(&stored).expect("readable"), spelled);
    }
    let spelled = form.check_section(Section::Service, &service()).expect("complete");
    assert_eq!(spelled.told(Field::Joined), "2019-07-01");
    assert_eq!(spelled.get(Spot::at(Field::GrassrootsFrom, 1)), "2019-07-01");
}

#[test]
fn a_leading_post_needs_its_day_and_a_spell_its_order() {
    let answers = service().with([
        ("leading", "section"),
        ("grassroots_1_from", ""),
        ("grassroots_2_from", "2020-07-01"),
        ("grassroots_2_to", "2020-06-30"),
        ("grassroots_3_to", "2022-01-01"),
    ]);
    assert_eq!(
        refused(Section::Service, &answers),
        [
            TypedWhy::Missing.at("leading_since"),
            ApplicationsWhy::SpellBackwards.at("grassroots_2_to"),
            TypedWhy::Missing.at("grassroots_3_from"),
        ]
    );
}

#[test]
fn a_row_is_whole_or_empty_and_the_second_question_follows_the_first() {
    let holes =
        Answers::default().with([("family_1_name", " "), ("family_2_name", "李某"), ("recusal", "yes")]);
    let faults = refused(Section::Family, &holes);
    assert_eq!(names(&faults), ["family_2_relation", "family_2_work", "recusal_words"]);
    // Without the first answer, or after no, the second is not asked, whatever stands in it.
    let faults = refused(Section::Family, &Answers::default());
    assert_eq!(names(&faults), ["recusal"]);
    let mut answers = family().with([("recusal_words", "x".repeat(9_000))]);
    answers.add_row(Block::Family);
    let spelled = Form::standard().check_section(Section::Family, &answers).expect("complete");
    assert_eq!((spelled.rows(Block::Family), spelled.told(Field::RecusalWords)), (1, ""));
    assert_eq!(format!("{answers:?}"), "Answers(***)");
}

#[test]
fn birthday_and_sex_follow_from_the_identity_number() {
    let form = Form::standard();
    let of = |identity: &str| Answers::default().with([("identity", identity), ("birth", "2001-01-01")]);
    assert_eq!(form.facts(&of("99000119900229011X")).birth, None, "1990 had no 29 February");
    let body = "99000119920229012";
    let check = crate::typed::identity_check(body).expect("digits");
    let answers = of(&format!("{body}{check}"));
    let facts = form.facts(&answers);
    assert_eq!(facts.birth.map(|day| day.to_string()), Some("1992-02-29".to_owned()));
    assert_eq!(facts.sex, Some(Sex::Female));
    assert_eq!(derived(Field::Sex, &answers), "female");
    assert!(!form.spots(Section::Person, &answers).contains(&Spot::of(Field::Birth)), "it is never typed");
}

#[test]
fn facts_come_from_what_can_be_read() {
    let form = Form::standard();
    let mut answers = service();
    form.replace(Section::Record, &mut answers, &record());
    let facts = form.facts(&answers);
    assert_eq!(facts.appraisals.get(&2025), Some(&Appraisal::Excellent));
    assert_eq!(facts.appraisals.get(&2023), Some(&Appraisal::NotTaken));
    assert_eq!(facts.grassroots.as_ref().map(Vec::len), Some(1));
    assert_eq!(facts.excluded, Some(false));
    assert_eq!(facts.leading_since, None);
    // An empty block says "none" only once its section was filled in.
    let rule = Rule::One(Condition::GrassrootsYears { years: 2 });
    let at = Day::from_parts(2026, 9, 1).expect("a day");
    let finding = |answers: &Answers| judge(&rule, &form.facts(answers), at).finding();
    assert_eq!(finding(&record()), Finding::CannotTell);
    let mut none = service();
    none.remove_row(Block::Grassroots, 1);
    assert_eq!(finding(&none), Finding::NotMet);
}

#[test]
fn a_section_is_replaced_whole_and_the_difference_names_each_spot() {
    let form = Form::standard();
    let mut answers = service();
    form.replace(Section::Family, &mut answers, &family());
    let before = answers.clone();
    let mut by = family().with([("family_1_name", "李某"), ("recusal", "")]);
    by.add_row(Block::Family);
    form.replace(Section::Family, &mut answers, &by);
    let spots: Vec<String> = form.difference(&before, &answers).into_iter().map(Spot::name).collect();
    let row = ["family_2_relation", "family_1_name", "family_2_name", "family_2_work", "recusal"];
    assert_eq!(spots, row, "a row that came differs in each of its fields");
    assert_eq!(answers.told(Field::Unit), "某县财政局", "other sections stay");
    assert_eq!(form.difference(&answers, &answers), []);
    let named = [("family_1_name", "x"), ("unit", "y"), ("act", "z")];
    let named = named.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
    let read = form.read(Section::Family, &named);
    assert_eq!((read.get(Spot::at(Field::FamilyName, 1)), read.told(Field::Unit)), ("x", ""));
}

#[test]
fn a_degree_above_the_education_is_told_and_refuses_nothing() {
    let form = Form::standard();
    let with = |level: &str, degree: &str| record().with([("education_level", level), ("degree", degree)]);
    let below = with("secondary", "doctor");
    assert_eq!(form.contradictions(&below), [Contradiction::DegreeAboveEducation]);
    assert!(form.is_complete(Section::Record, &below));
    // A degree awarded to somebody without the graduate programme (同等学力) is usual.
    for (level, degree) in [("undergraduate", "doctor"), ("junior_college", "no_degree"), ("", "doctor")] {
        assert_eq!(form.contradictions(&with(level, degree)), [], "{level} {degree}");
    }
}
