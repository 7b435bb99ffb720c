//! A timetable is read with every fault at its field, knows what comes next, and what is late.

use super::*;
use crate::course::{Done, Mark, marks};
use crate::reason::{FieldPath, PostingsWhy};
use crate::typed::moment;

fn at(text: &str) -> Instant {
    moment(text, &FieldPath::new("at")).expect("a time")
}

fn registration() -> Window {
    Window { opens: at("2026-12-01T09:00"), closes: at("2026-12-10T18:00") }
}

fn row(kind: &str, day: &str) -> StageForm {
    StageForm { kind: kind.to_owned(), day: day.to_owned(), ..StageForm::default() }
}

fn within(kind: &str, opens: &str, closes: &str) -> StageForm {
    StageForm { opens: opens.to_owned(), closes: closes.to_owned(), ..row(kind, "") }
}

fn refused(rows: &[StageForm]) -> Vec<(String, String)> {
    let reasons = Timetable::read(rows, Some(registration())).expect_err("refused");
    let told = |one: &crate::reason::Reason| {
        let field = one.field().map(|field| field.as_str().to_owned()).unwrap_or_default();
        (field, format!("{:?}", one.why))
    };
    reasons.iter().map(told).collect()
}

#[test]
fn a_timetable_reads_back_from_its_own_form() {
    let rows = [
        within("screening", "2026-12-01T09:00", "2026-12-15T18:00"),
        row("", "whatever"),
        row("tickets", ""),
        StageForm { name: "Paper A".to_owned(), ..row("written", "2026-12-20") },
        StageForm { name: "Paper B".to_owned(), ..row("written", "20261220") },
    ];
    let found = Timetable::read(&rows, Some(registration())).expect("sound");
    assert_eq!(found.0.len(), 4, "a row without a kind is no stage");
    assert_eq!(
        found.0.first().map(|one| one.when),
        Some(When::Within(Window { opens: at("2026-12-01T09:00"), closes: at("2026-12-15T18:00") }))
    );
    assert_eq!(Timetable::read(&found.forms(), Some(registration())), Ok(found.clone()));
    // A form holds whole minutes: an instant that it did not change stays to the millisecond.
    let mut exact = found.clone();
    if let Some(one) = exact.0.first_mut() {
        let closes = Instant(at("2026-12-15T18:00").0 + 999);
        one.when = When::Within(Window { opens: at("2026-12-01T09:00"), closes });
    }
    assert_eq!(Timetable::read(&exact.forms(), Some(registration())).expect("sound").kept(&exact), exact);
    let mut forms = found.forms();
    forms.iter_mut().for_each(|one| one.place = if one.kind == "tickets" { "1" } else { "2" }.to_owned());
    let moved = Timetable::read(&forms, Some(registration())).expect("sound");
    let kinds: Vec<_> = moved.0.iter().map(|one| one.kind).collect();
    assert_eq!(kinds, [StageKind::Tickets, StageKind::Screening, StageKind::Written, StageKind::Written]);
}

#[test]
fn each_fault_stands_at_its_field() {
    let only = |rows: &[StageForm], field: &str, why: &str| {
        let found = refused(rows);
        assert!(
            matches!(&found[..], [(at, told)] if at == field && told.contains(why)),
            "{field} {why}: {found:?}"
        );
    };
    only(&[row("party", "2026-12-20")], "stage_kind.0.", "NotAChoice");
    only(&[row("written", "2026-02-30")], "stage_day.0.", "NotADay");
    let both = StageForm { day: "2026-12-20".to_owned(), ..within("written", "2026-12-20T09:00", "") };
    only(&[both], "stage_day.0.", "DayOrWindow");
    only(&[within("written", "2026-12-20T09:00", "")], "stage_closes.0.", "Missing");
    let backwards = within("written", "2026-12-20T09:00", "2026-12-20T08:00");
    only(&[backwards], "stage_closes.0.", "WindowBackwards");
    // The rows of the form are named, also where one of them is no stage and where they stand in another order.
    let twice = [row("written", ""), row("", ""), row("written", "")];
    only(&twice, "stage_name.2.", "StageTwice");
    only(&[row("written_results", ""), row("written", "")], "stage_place.0.", "StageOrder");
    only(&[row("written", "2026-12-20"), row("interview", "2026-12-19")], "stage_day.1.", "StageBefore");
    only(&[row("written", "2026-12-09")], "stage_day.0.", "StageTooEarly");
    only(&[row("screening", "2026-12-09")], "stage_day.0.", "StageTooShort");
    let early = within("interview", "2026-12-10T17:59", "2026-12-30T18:00");
    only(&[early], "stage_opens.0.", "StageTooEarly");
    let many: Vec<StageForm> =
        (0..=MAX_STAGES).map(|no| StageForm { name: format!("Paper {no}"), ..row("written", "") }).collect();
    only(&many, "", "TooManyStages");
    // A day says no hour: results may come on the day of the interview, and a test on the last day of registration.
    let same =
        [within("interview", "2026-12-20T09:00", "2026-12-20T12:00"), row("interview_results", "2026-12-20")];
    assert!(Timetable::read(&same, Some(registration())).is_ok());
    assert!(Timetable::read(&[row("written", "2026-12-10")], Some(registration())).is_ok());
    // Interview first is data, not a fault.
    let first = [row("interview", "2026-12-20"), row("written", "2026-12-21")];
    assert!(Timetable::read(&first, Some(registration())).is_ok());
    // A registration that is moved is asked again.
    let sound = Timetable::read(&[row("written", "2026-12-20")], Some(registration())).expect("sound");
    let later = Window { closes: at("2026-12-21T00:00"), ..registration() };
    let why = PostingsWhy::StageTooEarly { stage: StageKind::Written, closes: later.closes };
    assert_eq!(sound.expect_placed(Some(later)), Err(vec![why.reason()]));
    assert_eq!(sound.expect_placed(Some(registration())), Ok(()));
    assert_eq!(sound.expect_placed(None), Ok(()));
}

fn table() -> Timetable {
    let rows = [
        row("screening", "2026-12-15"),
        row("tickets", ""),
        row("written", "2026-12-20"),
        row("written_results", "2026-12-28"),
        row("publicity", ""),
    ];
    Timetable::read(&rows, Some(registration())).expect("sound")
}

#[test]
fn what_comes_next_passes_over_what_has_gone_by() {
    let table = table();
    let next = |now: &str| table.next(at(now)).map(|one| one.kind);
    assert_eq!(next("2026-12-01T09:00"), Some(StageKind::Screening));
    assert_eq!(next("2026-12-15T23:59"), Some(StageKind::Screening));
    assert_eq!(next("2026-12-16T00:00"), Some(StageKind::Tickets), "it may still come");
    assert_eq!(next("2026-12-20T00:00"), Some(StageKind::Written));
    assert_eq!(next("2026-12-21T00:00"), Some(StageKind::WrittenResults));
    assert_eq!(next("2027-01-01T00:00"), Some(StageKind::Publicity));
    assert_eq!(Timetable::default().next(at("2026-12-20T00:00")), None);
    let day = Window { opens: at("2026-12-20T00:00"), closes: at("2026-12-21T00:00") };
    assert_eq!(table.window(StageKind::Written), Some(day));
    assert_eq!(table.window(StageKind::Tickets), None);
    let expect = |now: &str| table.expect_within(StageKind::Written, at(now));
    let stage = StageKind::Written;
    let before = PostingsWhy::StageNotBegun { stage, opens: day.opens }.reason();
    assert_eq!(expect("2026-12-19T23:59"), Err(before.clone()));
    assert_eq!(table.expect_begun(stage, at("2026-12-19T23:59")), Err(before));
    assert_eq!(expect("2026-12-20T23:59"), Ok(()));
    let over = PostingsWhy::StageOver { stage, closes: day.closes }.reason();
    assert_eq!(expect("2026-12-21T00:00"), Err(over));
    assert_eq!(table.expect_begun(stage, at("2026-12-21T00:00")), Ok(()));
    assert_eq!(table.expect_within(StageKind::Tickets, at("2026-12-21T00:00")), Ok(()), "to be announced");
}

#[test]
fn a_stage_is_late_once_its_time_is_over_and_what_ends_it_has_not_happened() {
    use Mark::{Late, Next, Now, Open, Over};
    let table = table();
    let told = |done: Done, now: &str| marks(&table, done, at(now));
    let nothing = Done::default();
    assert_eq!(told(nothing, "2026-12-15T12:00"), [Now, Open, Next, Next, Open]);
    assert_eq!(told(nothing, "2026-12-20T12:00"), [Late, Open, Now, Next, Open]);
    let screened = Done { screened: true, ..nothing };
    assert_eq!(told(screened, "2026-12-20T12:00"), [Over, Over, Now, Next, Open]);
    assert_eq!(told(screened, "2026-12-29T00:00"), [Over, Over, Over, Late, Open]);
    let decisions = Timetable::read(&[row("decision", "2026-12-20")], Some(registration())).expect("sound");
    for (decided, mark) in [(None, Over), (Some(false), Late), (Some(true), Over)] {
        let done = Done { decided, ..screened };
        assert_eq!(marks(&decisions, done, at("2026-12-29T00:00")), [mark], "{decided:?}");
    }
    let listed = Done { listed: true, ..screened };
    assert_eq!(told(listed, "2026-12-28T08:00"), [Over, Over, Over, Over, Open]);
}
