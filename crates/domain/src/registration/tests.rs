use super::*;
use crate::eligibility::{Appraisal, Finding, Sex};
use crate::reason::FieldPath;

fn spell(from: &str, to: &str) -> SpellForm {
    SpellForm { from: from.to_owned(), to: to.to_owned() }
}

fn service() -> ServiceForm {
    ServiceForm {
        unit: "某县财政局".to_owned(),
        unit_level: "county".to_owned(),
        unit_kind: "organ".to_owned(),
        level_since: "2019.7.1".to_owned(),
        joined: "２０１９0701".to_owned(),
        post: "办公室科员".to_owned(),
        rank: "first_staff".to_owned(),
        rank_since: "2021-07-01".to_owned(),
        leading: "no_post".to_owned(),
        grassroots: vec![spell("2019/7/1", "")],
        ..ServiceForm::default()
    }
}

fn record() -> RecordForm {
    RecordForm {
        education_level: "undergraduate".to_owned(),
        degree: "bachelor".to_owned(),
        study: "0301".to_owned(),
        education: "某大学 法学".to_owned(),
        politics: "party_member".to_owned(),
        appraisal_year: "2025".to_owned(),
        appraisal_1: "excellent".to_owned(),
        appraisal_2: "competent".to_owned(),
        appraisal_3: "not_taken".to_owned(),
        excluded: "no".to_owned(),
        ..RecordForm::default()
    }
}

#[test]
fn an_empty_form_names_every_hole_at_once() {
    let faults = ApplicationForm::default().check().expect_err("empty");
    let fields: Vec<_> = faults.iter().filter_map(Reason::field).map(FieldPath::as_str).collect();
    let asked = "name identity phone unit unit_level unit_kind level_since joined post rank rank_since leading \
                 education_level degree study education politics appraisal_year appraisal_1 appraisal_2 appraisal_3 \
                 excluded recusal recommended truthful";
    assert_eq!(fields.join(" "), asked);
}

#[test]
fn what_was_checked_is_spelled_one_way_and_reads_back() {
    let part = service().check().expect("complete");
    assert_eq!(part.form().joined, "2019-07-01");
    assert_eq!(part.form().check(), Ok(part));
    let part = record().check().expect("complete");
    assert_eq!(part.form().check(), Ok(part));
}

#[test]
fn a_leading_post_needs_its_day_and_a_spell_its_order() {
    let form = ServiceForm {
        leading: "section".to_owned(),
        grassroots: vec![spell("", ""), spell("2020-07-01", "2020-06-30"), spell("", "2022-01-01")],
        ..service()
    };
    let field = |name: &str| FieldPath::new(name);
    assert_eq!(
        form.check(),
        Err(vec![
            Reason::Missing { field: field("leading_since") },
            Reason::SpellBackwards { field: field("grassroots_2_to") },
            Reason::Missing { field: field("grassroots_3_from") },
        ])
    );
}

#[test]
fn birthday_and_sex_follow_from_the_identity_number() {
    let person = PersonForm { identity: "99000119900229011X".to_owned(), ..PersonForm::default() };
    assert!(person.identity().is_none(), "1990 had no 29 February");
    let body = "99000119920229012";
    let check = crate::typed::identity_check(body).expect("digits");
    let person = PersonForm { identity: format!("{body}{check}"), ..PersonForm::default() };
    let facts = ApplicationForm { person, ..ApplicationForm::default() }.facts();
    assert_eq!(facts.birth.map(|day| day.to_string()), Some("1992-02-29".to_owned()));
    assert_eq!(facts.sex, Some(Sex::Female));
}

#[test]
fn facts_come_from_what_can_be_read() {
    let form = ApplicationForm { service: service(), record: record(), ..ApplicationForm::default() };
    let facts = form.facts();
    assert_eq!(facts.appraisals.get(&2025), Some(&Appraisal::Excellent));
    assert_eq!(facts.appraisals.get(&2023), Some(&Appraisal::NotTaken));
    assert_eq!(facts.grassroots.as_ref().map(Vec::len), Some(1));
    assert_eq!(facts.excluded, Some(false));
    assert_eq!(facts.leading_since, None);
}

#[test]
fn an_application_of_an_earlier_version_tells_nothing_that_it_was_not_asked() {
    let old = r#"{"person":{"name":"A"},"service":{"unit":"B","post":"C","service_years":"6","grassroots_years":"2",
        "education":"D"},"statement":{"recommended":"yes","truthful":"yes"}}"#;
    let form: ApplicationForm = serde_json::from_str(old).expect("readable");
    assert_eq!(form.service.service_years, "6");
    let three = r#"{"unit":"B","unit_level":"county","grassroots_1_from":"2018-07-01","grassroots_1_to":"2020-06-30",
        "grassroots_2_from":"","grassroots_2_to":"","grassroots_3_from":"2021-07-01"}"#;
    let earlier: ServiceForm = serde_json::from_str(three).expect("readable");
    assert_eq!(earlier.rows(), [("2018-07-01", "2020-06-30"), ("2021-07-01", "")]);
    let again: ServiceForm =
        serde_json::from_str(&serde_json::to_string(&service()).expect("plain")).expect("readable");
    assert_eq!(again, service());
    assert_eq!(form.facts().grassroots, None);
    let rule = crate::eligibility::Rule::One(crate::eligibility::Condition::GrassrootsYears { years: 2 });
    let at = crate::eligibility::Day::from_parts(2026, 9, 1).expect("a day");
    assert_eq!(crate::eligibility::judge(&rule, &form.facts(), at).finding(), Finding::CannotTell);
    assert!(!form.is_complete(Section::Service) && !form.is_complete(Section::Record));
}
