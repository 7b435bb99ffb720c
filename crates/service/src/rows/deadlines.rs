//! Deadlines as use cases begin from them: the timetable of a posting together with the working days that everybody counts by.

use domain::access::Reads;
use domain::access::aggregate::Postings;
use domain::access::Permit;
use domain::deadline::{Deadline, filling};
use domain::id::PostingId;
use domain::timetable::Timetable;
use domain::typed::Label;
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

    /// Until when places of a position on the list `stage` are filled.
    pub(crate) fn filling(&self, file: &SchemeFile, position: &PositionRow, stage: &str) -> Deadline {
        let scheme = file.get(position.terms.scheme.as_ref().map(Label::as_str));
        let list = scheme.and_then(|scheme| scheme.list_to(stage));
        list.map_or(Deadline::Unset, |(_, list)| filling(list, &self.timetable, &self.days))
    }
}
