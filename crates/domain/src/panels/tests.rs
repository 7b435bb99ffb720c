use super::*;
use crate::timetable::When;

fn timetable(names: &[&str]) -> Timetable {
    let stage = |name: &&str| Stage {
        kind: StageKind::Interview,
        name: (!name.is_empty()).then(|| Line::stored((*name).to_owned())),
        when: When::Open,
    };
    Timetable(names.iter().map(stage).collect())
}

fn row(stage: &str, name: &str, examiners: &str, outside: &str, chief: &str) -> PanelForm {
    let own = |text: &str| text.to_owned();
    PanelForm {
        stage: own(stage),
        name: own(name),
        examiners: own(examiners),
        outside: own(outside),
        chief: own(chief),
    }
}

fn rule(text: &str) -> Examiners {
    serde_json::from_str(text).expect("a rule")
}

#[test]
fn panels_are_read_row_by_row_and_every_fault_stands_at_its_field() {
    let one = timetable(&[""]);
    let read = Panels::read(&[row("", "A", "7", "3", "yes"), row("", "", "", "", "")], &one).expect("read");
    let [panel] = &read.0[..] else { panic!("{read:?}") };
    assert_eq!((panel.examiners, panel.outside, panel.chief, &panel.stage), (7, 3, true, &None));
    assert_eq!(PanelForm::of(panel, &one), row("1", "A", "7", "3", "yes"), "the form shows what was read");

    let wrong = |row: PanelForm| Panels::read(&[row], &one).expect_err("refused");
    assert_eq!(wrong(row("", "A", "", "3", "")), [TypedWhy::Missing.at("panel_examiners.0.")]);
    let range = |min| TypedWhy::OutOfRange { min, max: 99 };
    assert_eq!(wrong(row("", "A", "0", "0", "")), [range(1).at("panel_examiners.0.")]);
    let more = PostingsWhy::MoreOutside { examiners: 3 };
    assert_eq!(wrong(row("", "A", "3", "4", "")), [more.at("panel_outside.0.")]);
    assert_eq!(wrong(row("2", "A", "3", "1", "")), [TypedWhy::NotAChoice.at("panel_stage.0.")]);
    assert_eq!(wrong(row("0", "A", "3", "1", "")), [TypedWhy::NotAChoice.at("panel_stage.0.")]);
    let twice = Panels::read(&[row("", "A", "7", "3", ""), row("1", "A", "5", "2", "")], &one);
    assert_eq!(twice.expect_err("refused"), [PostingsWhy::PanelTwice.at("panel_name.1.")]);
    let none = Panels::read(&[row("", "A", "7", "3", "")], &Timetable::default());
    assert_eq!(none.expect_err("refused"), [PostingsWhy::NoInterview.reason()]);
    let two = timetable(&["A", "B"]);
    let unsaid = Panels::read(&[row("", "P", "7", "3", "")], &two);
    assert_eq!(unsaid.expect_err("which of them"), [TypedWhy::NotAChoice.at("panel_stage.0.")]);
}

#[test]
fn what_lacks_is_an_interview_without_a_panel_and_a_panel_with_too_few() {
    let two = timetable(&["A", "B"]);
    let third = rule(r#"{"least": 5, "outside": "1/3"}"#);
    let panels = |rows: &[PanelForm]| Panels::read(rows, &two).expect("read");
    let lacking = |rows: &[PanelForm]| panels(rows).lacking(&two, std::slice::from_ref(&third));
    assert_eq!(lacking(&[]), (2, 0));
    assert_eq!(lacking(&[row("1", "P", "7", "2", "")]), (1, 1), "two of seven are less than a third");
    assert_eq!(
        lacking(&[row("1", "P", "7", "3", ""), row("2", "P", "6", "2", "")]),
        (0, 0),
        "2 of 6 is a third"
    );
    assert_eq!(
        lacking(&[row("1", "P", "4", "4", ""), row("2", "P", "5", "2", "")]),
        (0, 1),
        "four are too few"
    );
    assert_eq!(panels(&[]).lacking(&two, &[]), (0, 0), "nothing lacks where no rule asks");
    let seven = rule(r#"{"least": 7}"#);
    assert_eq!(
        panels(&[row("1", "P", "7", "0", ""), row("2", "P", "5", "2", "")]).lacking(&two, &[seven]),
        (0, 1)
    );
    // A panel of an interview that the timetable no longer has is nobody's fault.
    assert_eq!(panels(&[row("2", "P", "1", "0", "")]).lacking(&timetable(&["A"]), &[third]), (1, 0));
}
