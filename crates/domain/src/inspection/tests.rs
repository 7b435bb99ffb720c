use super::*;
use crate::reason::Why;

const TODAY: Date = time::macros::date!(2026 - 11 - 30);

fn strings(all: &[&str]) -> Vec<String> {
    all.iter().map(|one| (*one).to_owned()).collect()
}

fn full() -> RecordForm {
    RecordForm {
        years: strings(&["2025", "2024"]),
        grades: strings(&["excellent", ""]),
        awards: strings(&["third_class", ""]),
        award_years: strings(&["2023", ""]),
        tasks: "防汛值守\n\n专项审计".to_owned(),
        talks: strings(&["talk", ""]),
        talk_days: strings(&["2026-11-20", ""]),
        talk_people: strings(&["12", ""]),
        archive: "sound".to_owned(),
        archive_by: "张三".to_owned(),
        findings: "表现良好".to_owned(),
        points: String::new(),
    }
}

fn codes(form: &RecordForm) -> Vec<(String, Why)> {
    let all = form.check(TODAY).expect_err("refused");
    all.into_iter()
        .map(|one| (one.at.map(|at| at.as_str().to_owned()).unwrap_or_default(), one.why))
        .collect()
}

#[test]
fn a_record_keeps_the_rows_that_were_filled_and_lacks_nothing_when_it_is_whole() {
    let (record, findings) = full().check(TODAY).expect("whole");
    assert_eq!(record.appraisals, [(2025, Appraisal::Excellent)]);
    assert_eq!((record.awards.len(), record.tasks.len(), record.talks.len()), (1, 2, 1));
    assert_eq!((findings.as_str(), record.lacks(false)), ("表现良好", Vec::new()));
    let bare = RecordForm { findings: "无".to_owned(), ..RecordForm::default() };
    let lacks = bare.check(TODAY).expect("findings are enough to enter it").0.lacks(false);
    assert_eq!(lacks, [InspectionsWhy::NoAppraisals, InspectionsWhy::NoTalks, InspectionsWhy::ArchiveOpen]);
    let open = RecordForm { archive: "mismatch".to_owned(), ..full() };
    assert_eq!(open.check(TODAY).expect("read").0.lacks(false), [InspectionsWhy::ArchiveOpen]);
}

#[test]
fn every_fault_of_a_record_stands_at_its_field() {
    let form = RecordForm {
        years: strings(&["2025", "2025", "1900"]),
        grades: strings(&["excellent", "basic", "competent"]),
        awards: strings(&["", "medal"]),
        award_years: strings(&["2020", "2020"]),
        talks: strings(&["talk", "visit"]),
        talk_days: strings(&["2026-12-01", "2026-11-01"]),
        talk_people: strings(&["3", "0"]),
        archive: "sound".to_owned(),
        archive_by: String::new(),
        findings: String::new(),
        tasks: String::new(),
        points: "100.5".to_owned(),
    };
    let found: Vec<String> = codes(&form).into_iter().map(|(at, _)| at).collect();
    assert_eq!(
        found,
        [
            "grades.1.",
            "years.2.",
            "awards.0.",
            "awards.1.",
            "talk_days.0.",
            "talk_people.1.",
            "archive_by",
            "points",
            "findings"
        ]
    );
}

#[test]
fn a_medical_has_one_re_examination_and_then_a_final_result() {
    use MedicalResult::{NotQualified, Qualified, Reexamine};
    for (before, result, follows) in [
        (&[][..], Qualified, true),
        (&[][..], NotQualified, true),
        (&[][..], Reexamine, true),
        (&[Reexamine][..], NotQualified, true),
        (&[Reexamine][..], Qualified, true),
        (&[Reexamine][..], Reexamine, false),
        (&[Qualified][..], NotQualified, false),
        (&[Reexamine, NotQualified][..], Reexamine, false),
    ] {
        assert_eq!(may_follow(before, result).is_ok(), follows, "{before:?} {result:?}");
    }
}
