//! Deadlines that a scheme counts in working days from the timetable of its posting: until when a place on a list is filled (递补截止),
//! by when a list is to be published (公布期限).
//!
//! Owns: which stage a list leads to, and the counting. Refuses: guessing. A stage that is to be announced, one that the timetable does not
//! have, or a year whose working days nobody announced, is said as that.

use serde::{Deserialize, Serialize};

use crate::calendar::Instant;
use crate::scheme::{Shortlist, Within};
use crate::timetable::{StageKind, Timetable, midnight};
use crate::workdays::{UnknownYear, Workdays};

/// When something has to have been done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Deadline {
    /// The scheme sets none.
    #[default]
    Unset,
    /// It is counted from a stage that is to be announced.
    Open,
    /// It is counted from a stage that the timetable does not have, so that it never runs unless somebody enters the stage.
    Missing,
    /// It cannot be counted: nobody announced the working days of this year.
    Unknown(i32),
    /// It has to be done before this instant.
    Before(Instant),
}

impl Deadline {
    /// The instant, where it is known.
    #[must_use]
    pub const fn instant(self) -> Option<Instant> {
        match self {
            Self::Before(until) => Some(until),
            Self::Unset | Self::Open | Self::Missing | Self::Unknown(_) => None,
        }
    }

    /// Whether it went by. What is not known is not over.
    #[must_use]
    pub fn is_over(self, now: Instant) -> bool {
        self.instant().is_some_and(|until| until <= now)
    }
}

/// Whether the timetable has a stage of the kind, at whatever time.
fn has(timetable: &Timetable, kind: StageKind) -> bool {
    timetable.0.iter().any(|one| one.kind == kind)
}

/// The stage that a list leads to: the one that its key names.
fn stage_of(list: &Shortlist) -> Option<StageKind> {
    StageKind::from_word(list.to.as_str())
}

/// Until when a place on the list is filled: to the end of the working day that lies as many working days before its stage as the scheme
/// says. An interview on a Monday and two working days: until the Thursday before is over.
#[must_use]
pub fn filling(list: &Shortlist, timetable: &Timetable, days: &Workdays) -> Deadline {
    let Some(rule) = list.replacement.until.filter(|_| list.replacement.allowed) else {
        return Deadline::Unset;
    };
    let kind = stage_of(list);
    if kind.is_some_and(|kind| !has(timetable, kind)) {
        return Deadline::Missing;
    }
    let Some(stage) = kind.and_then(|kind| timetable.window(kind)) else { return Deadline::Open };
    match days.before(stage.opens.date(), u32::from(rule.working_days_before)) {
        Ok(last) => last.next_day().map_or(Deadline::Open, |next| Deadline::Before(midnight(next))),
        Err(UnknownYear(year)) => Deadline::Unknown(year),
    }
}

/// By when the list is to be published: to the end of the working day that lies as many working days as the scheme says after the last
/// day of the stage that it names.
#[must_use]
pub fn publication(list: &Shortlist, timetable: &Timetable, days: &Workdays) -> Deadline {
    let Some(rule) = list.within else { return Deadline::Unset };
    if !has(timetable, rule.after) {
        return Deadline::Missing;
    }
    let Some(end) = ended(rule, timetable) else { return Deadline::Open };
    match days.after(end.plus_seconds(-1).date(), u32::from(rule.working_days)) {
        Ok(last) => last.next_day().map_or(Deadline::Open, |next| Deadline::Before(midnight(next))),
        Err(UnknownYear(year)) => Deadline::Unknown(year),
    }
}

/// When the stage is over after which the list is to be published: of several of its kind the last. `None` where one is to be announced.
#[must_use]
pub fn ended(rule: Within, timetable: &Timetable) -> Option<Instant> {
    let all = timetable.0.iter().filter(|one| one.kind == rule.after);
    let ends: Option<Vec<Instant>> = all.map(|one| one.when.span().map(|span| span.closes)).collect();
    ends?.into_iter().max()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::Window;
    use crate::eligibility::Day;
    use crate::reason::FieldPath;
    use crate::timetable::{Stage, When};
    use crate::typed::moment;

    fn list(to: &str, replacement: &str) -> Shortlist {
        let start = format!(r#""to": "{to}", "score": "written", "ratio": "3:1""#);
        serde_json::from_str(&format!(r#"{{{start}, "replacement": {replacement}}}"#)).unwrap()
    }

    fn two_days(to: &str) -> Shortlist {
        list(to, r#"{"allowed": true, "until": {"working_days_before": 2}}"#)
    }

    fn on(when: When) -> Timetable {
        Timetable(vec![Stage { kind: StageKind::Interview, name: None, when }])
    }

    fn day(text: &str) -> When {
        When::On(Day::parse(text, &FieldPath::new("day")).unwrap())
    }

    fn at(text: &str) -> Instant {
        moment(text, &FieldPath::new("at")).unwrap()
    }

    fn count(list: &Shortlist, when: When) -> Deadline {
        filling(list, &on(when), &Workdays::known().unwrap())
    }

    #[test]
    fn a_place_is_filled_until_as_many_working_days_before_its_stage_are_over() {
        // Monday: Friday is one working day before, Thursday two.
        let until = Deadline::Before(at("2026-11-20T00:00"));
        assert_eq!(count(&two_days("interview"), day("2026-11-23")), until);
        let window = Window { opens: at("2026-11-23T14:00"), closes: at("2026-11-25T18:00") };
        assert_eq!(
            count(&two_days("interview"), When::Within(window)),
            until,
            "counted from the day it begins"
        );
        assert!(!until.is_over(Instant(at("2026-11-20T00:00").0 - 1)), "Thursday is not over");
        assert!(until.is_over(at("2026-11-20T00:00")));
        // The holiday of the first week of October 2025, with a make-up day on the eleventh.
        assert_eq!(
            count(&two_days("interview"), day("2025-10-11")),
            Deadline::Before(at("2025-10-10T00:00"))
        );
    }

    #[test]
    fn a_list_is_due_as_many_working_days_after_the_last_day_of_its_stage() {
        let list = r#"{"to": "inspection", "score": "total", "ratio": "2:1",
            "within": {"working_days": 7, "after": "interview"}}"#;
        let list: Shortlist = serde_json::from_str(list).unwrap();
        let days = Workdays::known().unwrap();
        let due = |timetable: &Timetable| publication(&list, timetable, &days);
        // Saturday the fourteenth to Sunday the fifteenth: the seventh working day after is Tuesday of the week after the next.
        let window = Window { opens: at("2026-11-14T09:00"), closes: at("2026-11-16T00:00") };
        let until = Deadline::Before(at("2026-11-25T00:00"));
        assert_eq!(due(&on(When::Within(window))), until, "its last day is the fifteenth");
        let mut two = on(day("2026-11-10"));
        two.0.extend(on(day("2026-11-15")).0);
        assert_eq!(due(&two), until, "counted from the last of several");
        two.0.extend(on(When::Open).0);
        assert_eq!(due(&two), Deadline::Open, "one is to be announced");
        assert_eq!(due(&Timetable::default()), Deadline::Missing, "no such stage");
        assert_eq!(due(&on(day("2030-12-31"))), Deadline::Unknown(2031));
        let free = Shortlist { within: None, ..list.clone() };
        assert_eq!(publication(&free, &two, &days), Deadline::Unset);
    }

    #[test]
    fn what_is_not_known_is_said_and_never_over() {
        assert_eq!(count(&two_days("interview"), When::Open), Deadline::Open);
        assert_eq!(count(&two_days("inspection"), day("2026-11-23")), Deadline::Missing, "no such stage");
        assert_eq!(
            count(&two_days("professional"), day("2026-11-23")),
            Deadline::Open,
            "no stage of that name"
        );
        assert_eq!(count(&two_days("interview"), day("2031-11-24")), Deadline::Unknown(2031));
        let free = list("interview", r#"{"allowed": true}"#);
        assert_eq!(count(&free, day("2026-11-23")), Deadline::Unset);
        let never = list("interview", r#"{"until": {"working_days_before": 2}}"#);
        assert_eq!(count(&never, day("2026-11-23")), Deadline::Unset, "nothing is filled at all");
        let unknown = [Deadline::Unset, Deadline::Open, Deadline::Missing, Deadline::Unknown(2031)];
        assert!(unknown.iter().all(|one| !one.is_over(Instant(i64::MAX)) && one.instant().is_none()));
    }
}
