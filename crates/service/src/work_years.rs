//! Working days of years: what everybody counts by, and entering a year.
//!
//! Owns: both. Refuses: taking a year away; what is entered later takes its place.

use domain::access::{ActName, Caller, EnterWorkYear, Scope, may};
use domain::digest::Digest;
use domain::event::Event;
use domain::reason::{FieldPath, Refusals, TypedWhy};
use domain::typed::{Grounds, Line};
use domain::view::desk::work_years::{WorkYearEntry, WorkYearsPage};
use domain::workdays::WorkYear;
use serde::{Deserialize, Serialize};
use store::work_years::NewWorkYear;

use crate::Service;
use crate::fault::Fault;
use crate::rows::work_years::workdays;

/// A year as typed.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct WorkYearForm {
    /// The year, four digits.
    #[serde(default)]
    pub year: String,
    /// The notice that announced it.
    #[serde(default)]
    pub source: String,
    /// Its days, as [`WorkYear::read`] takes them.
    #[serde(default)]
    pub days: String,
    /// Why it is entered.
    #[serde(default)]
    pub reason: String,
}

/// The years whose working days can be counted.
///
/// # Errors
/// `not_signed_in`; the role's refusal for everybody but an administrator.
pub async fn years(service: &Service, caller: &Caller) -> Result<WorkYearsPage, Fault> {
    service
        .read(caller, "work_year.view", async |look| {
            look.permit::<EnterWorkYear>(Scope::system())?;
            let known = workdays(look.snapshot()).await?;
            let entered = store::work_years::all(look.snapshot()).await?;
            let entry = |year: &WorkYear| {
                let by = entered.iter().rev().find(|row| row.year == year.year());
                WorkYearEntry {
                    year: year.year(),
                    source: year.source().to_owned(),
                    days: year.text(),
                    entered: by.map(|row| (row.reason.clone(), row.changed_at)),
                }
            };
            let may_enter = may(look.caller(), ActName::EnterWorkYear, &Scope::system());
            Ok(WorkYearsPage { years: known.years().map(entry).collect(), may_enter })
        })
        .await
}

/// Enters the working days of a year, in place of what was known of it. The same form twice enters it once.
///
/// # Errors
/// [`TypedWhy::OutOfRange`] at `year`; as [`Line::parse`] at `source`; [`domain::reason::WorkdaysWhy`] at `days`; as [`Grounds::parse`] at `reason`.
pub async fn enter(service: &Service, caller: &Caller, form: &WorkYearForm) -> Result<(), Fault> {
    let mut all = Refusals::default();
    let year = form.year.trim().parse::<i32>().ok().filter(|year| (2_000..=2_200).contains(year));
    let year = all.take(year.ok_or_else(|| TypedWhy::OutOfRange { min: 2_000, max: 2_200 }.at("year")));
    let source = all.take(Line::parse(&form.source, &FieldPath::new("source")));
    let reason = all.take(Grounds::parse(&form.reason, &FieldPath::new("reason")));
    let read = year.zip(source.as_ref()).and_then(|(year, source)| {
        all.take(WorkYear::read(year, source, &form.days, &FieldPath::new("days")))
    });
    let (year, reason) = all.settle(read.zip(reason))?;
    let days = year.text();
    service
        .write(caller, "work_year.enter", async |op| {
            let permit = op.permit::<EnterWorkYear>(Scope::system())?;
            let newest = store::work_years::all(op.tx()).await?;
            let newest = newest.iter().rev().find(|row| row.year == year.year());
            if newest.is_some_and(|row| row.days == days && row.source == year.source()) {
                op.repeat();
                return Ok(());
            }
            let new = NewWorkYear {
                year: year.year(),
                source: year.source(),
                days: &days,
                reason: reason.as_str(),
            };
            store::work_years::put(op.tx(), &permit, &new, (permit.by(), op.now())).await?;
            let digest = Digest::of(days.as_bytes());
            let entered = |reason| Event::WorkYearEntered { year: year.year(), digest, reason };
            op.record_because(&permit, reason.as_str(), entered).await
        })
        .await
}
