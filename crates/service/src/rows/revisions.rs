//! Revisions of a posting as use cases begin from them: what would be put forward now, and versions with their documents read.

use domain::eligibility::Conditions;
use domain::posting::PostingTerms;
use domain::revision::{Change, Contents, Stand, difference};
use domain::timetable::Timetable;
use domain::uploads::NoticeFile;
use store::postings::positions::PositionRow;

use crate::fault::Fault;

/// Everything that is approved together, from the rows that hold it.
///
/// # Errors
/// [`Fault::Internal`] where conditions have no JSON form, which none lack.
pub(crate) fn contents(
    (terms, timetable): (PostingTerms, Timetable),
    (positions, files): (&[PositionRow], Vec<NoticeFile>),
    conditions: &Conditions,
    schemes: &str,
) -> Result<Contents, Fault> {
    let conditions = conditions_text(conditions)?;
    let mut positions: Vec<_> = positions.iter().map(|one| one.terms.clone()).collect();
    positions.sort_by(|a, b| a.code.cmp(&b.code));
    Ok(Contents { terms, timetable, positions, files, conditions, schemes: schemes.to_owned() })
}

/// Conditions as a revision holds them: nothing where nothing is asked.
///
/// # Errors
/// [`Fault::Internal`] where they have no JSON form, which none lack.
pub(crate) fn conditions_text(conditions: &Conditions) -> Result<String, Fault> {
    if conditions.is_empty() {
        return Ok(String::new());
    }
    serde_json::to_string(conditions).map_err(Fault::internal)
}

/// A version with its documents read.
///
/// # Errors
/// [`Fault::Internal`] where a document cannot be read: it was readable when it was put forward.
pub(crate) fn stand(contents: &Contents) -> Result<Stand, Fault> {
    let conditions = match contents.conditions.as_str() {
        "" => Conditions::default(),
        body => serde_json::from_str(body).map_err(Fault::internal)?,
    };
    let file = super::schemes::saved(&contents.schemes)?;
    let schemes = super::schemes::by_name(&file);
    Ok(Stand {
        terms: contents.terms.clone(),
        timetable: contents.timetable.clone(),
        positions: contents.positions.clone(),
        files: contents.files.clone(),
        conditions,
        schemes,
    })
}

/// What changed between two versions, field by field.
///
/// # Errors
/// As [`stand`].
pub(crate) fn changes(before: &Contents, after: &Contents) -> Result<Vec<Change>, Fault> {
    Ok(difference(&stand(before)?, &stand(after)?))
}
