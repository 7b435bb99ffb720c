//! The conditions of the demonstration's postings.
//!
//! Owns: reading them, the further columns of its position tables, and which posting has the groups of positions. Refuses: setting them by another way than an officer
//! would: one change after the other.

use domain::access::Caller;
use domain::eligibility::Conditions;
use domain::id::Code;
use domain::posting::{Detail, PositionTerms};
use serde::Deserialize;

use super::{Broken, DemoError};
use crate::{Service, conditions};

/// What a posting with these positions asks: groups without a position of its table are left out.
pub(super) fn of(positions: &[PositionTerms]) -> Result<Conditions, Broken> {
    let text = include_str!("../../demo/conditions.json");
    let mut all: Conditions = serde_json::from_str(text).map_err(|error| Broken(error.to_string()))?;
    let has = |code: &str| positions.iter().any(|position| position.code.as_str() == code);
    all.groups.retain(|group| group.positions.iter().all(|code| has(code.as_str())));
    Ok(all)
}

/// Columns of the position tables beyond the known ones.
#[derive(Deserialize)]
struct Columns {
    every: Vec<Detail>,
    some: Few,
}

/// A column that only some positions fill.
#[derive(Deserialize)]
struct Few {
    positions: Vec<String>,
    detail: Detail,
}

/// The positions with the further columns of their tables. What these ask, the typed conditions ask; only the words of the last
/// column a person checks.
pub(super) fn with_columns(mut positions: Vec<PositionTerms>) -> Result<Vec<PositionTerms>, Broken> {
    let text = include_str!("../../demo/columns.json");
    let Columns { every, some } = serde_json::from_str(text).map_err(|error| Broken(error.to_string()))?;
    for position in &mut positions {
        position.details.clone_from(&every);
        if some.positions.iter().any(|code| code == position.code.as_str()) {
            position.details.push(some.detail.clone());
        }
    }
    Ok(positions)
}

/// Sets them as the screener would.
pub(super) async fn set(
    service: &Service,
    screener: &Caller,
    posting: Code,
    wanted: &Conditions,
) -> Result<(), DemoError> {
    for (version, change) in (0..).zip(wanted.steps()) {
        conditions::change(service, screener, posting, version, &change).await?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use domain::calendar::{Instant, Window};
    use domain::posting::{Column, PositionCells, PositionTerms};

    use super::{of, with_columns};

    /// The words of every line of the sample and every column stand at each position: all of them are carried out by the typed
    /// conditions, but for those of one column at one position.
    #[test]
    fn the_demonstration_leaves_to_a_person_only_what_no_typed_condition_carries_out() {
        let codes = ["010001", "010002", "010003", "010005", "010007", "010008", "11001011"];
        let position = |code: &&str| {
            let conditions = "\u{672c}\u{79d1}";
            let cells = PositionCells {
                code,
                unit: "u",
                title: "t",
                plan: "1",
                conditions,
                ..PositionCells::default()
            };
            PositionTerms::read("p", &cells).expect("a position")
        };
        let positions = with_columns(codes.iter().map(position).collect()).expect("readable columns");
        let conditions = of(&positions).expect("readable conditions");
        let window = Window { opens: Instant(1_788_224_400_000), closes: Instant(1_788_624_000_000) };
        let left: Vec<(&str, usize)> = positions
            .iter()
            .filter_map(|position| {
                assert!(position.details.len() >= 3, "every position has further columns");
                let asked = conditions.asked_of(position, window)?;
                let columns =
                    asked.by_person().map(|(column, _)| assert!(*column != Column::Conditions)).count();
                (columns > 0).then_some((position.code.as_str(), columns))
            })
            .collect();
        assert_eq!(left, [("010005", 1)]);
    }
}
