//! Deadlines as use cases begin from them: the timetable of a posting together with the working days that everybody counts by.

use domain::access::aggregate::Postings;
use domain::access::{Permit, Reads};
use domain::calendar::Instant;
use domain::deadline::{Deadline, ended, filling, publication};
use domain::id::PostingId;
use domain::scheme::Within;
use domain::timetable::Timetable;
use domain::view::desk::rulings::ListWord;
use domain::workdays::Workdays;
use store::Snapshot;
use store::postings::positions::PositionRow;

use super::timetables;
use super::work_years::workdays;
use crate::fault::Fault;
use crate::scheme_file::SchemeFile;

/// What deadlines are counted from.
pub(crate) struct Calendar {
    timetable: Timetable,
    days: Workdays,
}

impl Calendar {
    /// That of the permit's posting.
    ///
    /// # Errors
    /// As [`timetables::of`] and [`workdays`].
    pub(crate) async fn of<A: Reads<Postings>>(look: &Snapshot, permit: &Permit<A>) -> Result<Self, Fault> {
        Ok(Self { timetable: timetables::of(look, permit).await?, days: workdays(look).await? })
    }

    /// That of a public posting.
    ///
    /// # Errors
    /// As [`timetables::public_of`] and [`workdays`].
    pub(crate) async fn public_of(look: &Snapshot, posting: PostingId) -> Result<Self, Fault> {
        Ok(Self { timetable: timetables::public_of(look, posting).await?, days: workdays(look).await? })
    }

    /// The lists of the schemes that are to be published within working days, in their order: each once, with the first such time.
    pub(crate) fn publications(&self, file: &SchemeFile) -> Vec<(ListWord, Within, Deadline)> {
        let mut found: Vec<(ListWord, Within, Deadline)> = Vec::new();
        for (key, name) in file.lists() {
            let lists = file.all().filter_map(|one| one.list_to(&key));
            let due = lists
                .filter_map(|(_, list)| Some((list.within?, publication(list, &self.timetable, &self.days))));
            // What cannot be told yet comes after what can.
            let first = due.min_by_key(|(_, until)| until.instant().map_or(i64::MAX, |until| until.0));
            found.extend(first.map(|(rule, until)| (ListWord { key, name }, rule, until)));
        }
        found
    }

    /// Since when the stage of such a rule is over, where it is at `now`.
    pub(crate) fn over(&self, rule: Within, now: Instant) -> Option<Instant> {
        ended(rule, &self.timetable).filter(|end| *end <= now)
    }

    /// Until when places of a position on the list `stage` are filled.
    pub(crate) fn filling(&self, file: &SchemeFile, position: &PositionRow, stage: &str) -> Deadline {
        let scheme = file.get(position.terms.scheme_name());
        let list = scheme.and_then(|scheme| scheme.list_to(stage));
        list.map_or(Deadline::Unset, |(_, list)| filling(list, &self.timetable, &self.days))
    }
}
