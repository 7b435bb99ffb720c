//! Approving a version with fewer places than were asked for, or without a position (核减).
//!
//! Owns: reading what the competent department typed, and what is left of the positions. Refuses: more places than were asked for, a cut
//! without its reason, and a version of which nothing would be left.

use serde::{Deserialize, Serialize};

use crate::posting::{PositionTerms, public_grounds};
use crate::reason::{ActsWhy, FieldPath, PostingsWhy, Reason, Refusals, TypedWhy};
use crate::typed::{Grounds, fold};

/// A position with fewer places than were asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cut {
    /// Number of the position.
    pub number: String,
    /// The places that were asked for.
    pub asked: u32,
    /// Those that are approved; 0 where the position is struck.
    pub places: u32,
    /// Why, in words that both sides keep and that are not public.
    pub reason: Grounds,
}

impl Cut {
    /// Whether the position is struck.
    #[must_use]
    pub const fn strikes(&self) -> bool {
        self.places == 0
    }
}

/// One row as it is typed: number of the position, places, reason.
pub type Typed = (String, String, String);

/// Reads the rows of the form; a row whose places are those asked for is no cut. Each refusal stands at `places.ROW.` or `reasons.ROW.`.
///
/// # Errors
/// Every refusal: [`TypedWhy::Missing`], [`TypedWhy::OutOfRange`], [`PostingsWhy::MorePlaces`], as [`public_grounds`];
/// [`PostingsWhy::PositionGone`] for a number that was not asked for or stands twice; [`ActsWhy::NothingToDo`] for no cut;
/// [`PostingsWhy::NothingLeft`] where every position is struck.
pub fn read(positions: &[PositionTerms], typed: &[Typed]) -> Result<Vec<Cut>, Vec<Reason>> {
    let mut all = Refusals::default();
    let mut cuts: Vec<Cut> = Vec::new();
    for (row, (number, places, reason)) in typed.iter().enumerate() {
        let known = positions.iter().find(|one| one.code.as_str() == number);
        let Some(asked) = known.filter(|_| cuts.iter().all(|one| one.number != *number)) else {
            return Err(vec![PostingsWhy::PositionGone.reason()]);
        };
        // As the controls `places[ROW]` and `reasons[ROW]` are called once brackets are dots.
        let at = FieldPath::new(&format!("places.{row}."));
        let Some(places) = all.take(read_places(places, asked.plan, &at)) else { continue };
        if places == asked.plan {
            continue;
        }
        let why = public_grounds(reason, &FieldPath::new(&format!("reasons.{row}.")));
        let Some(reason) = all.take(why) else { continue };
        cuts.push(Cut { number: number.clone(), asked: asked.plan, places, reason });
    }
    let cuts = all.settle(Some(cuts))?;
    if cuts.is_empty() {
        return Err(vec![ActsWhy::NothingToDo.reason()]);
    }
    if cuts.iter().filter(|one| one.strikes()).count() == positions.len() {
        return Err(vec![PostingsWhy::NothingLeft.reason()]);
    }
    Ok(cuts)
}

fn read_places(typed: &str, plan: u32, at: &FieldPath) -> Result<u32, Reason> {
    let typed = fold(typed);
    if typed.is_empty() {
        return Err(TypedWhy::Missing.at(at));
    }
    let places: u32 = typed.parse().map_err(|_| TypedWhy::OutOfRange { min: 0, max: plan.into() }.at(at))?;
    if places > plan { Err(PostingsWhy::MorePlaces { plan }.at(at)) } else { Ok(places) }
}

/// The positions that are left.
#[must_use]
pub fn apply(positions: &[PositionTerms], cuts: &[Cut]) -> Vec<PositionTerms> {
    let of = |one: &PositionTerms| cuts.iter().find(|cut| cut.number == one.code.as_str());
    let left = |one: &PositionTerms| match of(one) {
        Some(cut) if cut.strikes() => None,
        Some(cut) => Some(PositionTerms { plan: cut.places, ..one.clone() }),
        None => Some(one.clone()),
    };
    positions.iter().filter_map(left).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::typed::{Label, Line, Words};

    fn position(code: &str, plan: u32) -> PositionTerms {
        PositionTerms {
            code: Label::stored(code.to_owned()),
            unit: Line::stored("unit".to_owned()),
            title: Line::stored("title".to_owned()),
            plan,
            conditions: Words::stored(String::new()),
            scheme: None,
            details: Vec::new(),
        }
    }

    fn row(number: &str, places: &str, reason: &str) -> Typed {
        (number.to_owned(), places.to_owned(), reason.to_owned())
    }

    #[test]
    fn fewer_places_and_struck_positions_are_read_with_their_reasons_and_nothing_else_changes() {
        let asked = [position("1", 3), position("2", 2), position("3", 1)];
        let rows = [row("1", "３", ""), row("2", "1", "编制已满"), row("3", "0", "职能已划转")];
        let cuts = read(&asked, &rows).expect("two cuts");
        let told: Vec<_> = cuts.iter().map(|one| (one.number.as_str(), one.asked, one.places)).collect();
        assert_eq!(told, [("2", 2, 1), ("3", 1, 0)]);
        assert_eq!(apply(&asked, &cuts), [position("1", 3), position("2", 1)]);
    }

    #[test]
    fn what_is_wrong_is_told_where_it_stands() {
        let asked = [position("1", 2), position("2", 1)];
        let faults = read(&asked, &[row("1", "3", ""), row("2", "0", "")]).expect_err("two faults");
        assert_eq!(
            faults,
            [PostingsWhy::MorePlaces { plan: 2 }.at("places.0."), TypedWhy::Missing.at("reasons.1.")]
        );
        let wrong = |rows: &[Typed]| read(&asked, rows).expect_err("a fault");
        assert_eq!(wrong(&[row("1", "", "x")]), [TypedWhy::Missing.at("places.0.")]);
        assert_eq!(wrong(&[row("1", "-1", "x")]), [TypedWhy::OutOfRange { min: 0, max: 2 }.at("places.0.")]);
        assert_eq!(wrong(&[row("1", "2", "")]), [ActsWhy::NothingToDo.reason()]);
        assert_eq!(wrong(&[row("9", "0", "x")]), [PostingsWhy::PositionGone.reason()]);
        let twice = [row("1", "1", "编制已满"), row("1", "0", "编制已满")];
        assert_eq!(wrong(&twice), [PostingsWhy::PositionGone.reason()]);
        let none = [row("1", "0", "编制已满"), row("2", "0", "编制已满")];
        assert_eq!(wrong(&none), [PostingsWhy::NothingLeft.reason()]);
        let private = [row("1", "1", "请问 13800138000")];
        assert_eq!(wrong(&private), [TypedWhy::PrivateNumber.at("reasons.0.")]);
    }
}
