//! Working days as use cases count them: the years that the program knows, and what administrators entered in their place.

use domain::reason::FieldPath;
use domain::typed::Line;
use domain::workdays::{WorkYear, Workdays};
use store::Snapshot;

use crate::fault::Fault;

/// The working days of every known year.
///
/// # Errors
/// [`Fault::Internal`] where a year that was entered cannot be read: it was readable when it was entered.
pub(crate) async fn workdays(snapshot: &Snapshot) -> Result<Workdays, Fault> {
    let mut known = Workdays::known().map_err(|_| Fault::internal("the announced years cannot be read"))?;
    for row in store::work_years::all(snapshot).await? {
        let source = Line::stored(row.source);
        let year = WorkYear::read(row.year, &source, &row.days, &FieldPath::new("days"));
        known = known.with(year.map_err(|_| Fault::internal("a year of working days cannot be read"))?);
    }
    Ok(known)
}
