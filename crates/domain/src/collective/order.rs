//! The order that a scheme computes after the inspection (考察), by examination and quantified inspection or by the composite score without
//! those found unfit. It says who comes first by the rule; a body decides, and whoever it passes over has a ground.

use serde::{Deserialize, Serialize};

use crate::number::{Exact, Rounding, Score, TooFine};
use crate::scheme::{Decision, DecisionMode};

/// A person as the rule sees them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Weighed {
    /// The composite score of the examination, as the last list prints it; `None` where there is none.
    pub exam: Option<Score>,
    /// The quantified result of the inspection, once it is countersigned.
    pub inspection: Option<Score>,
    /// Whether a veto, a medical or a departure stands in the way.
    pub excluded: bool,
}

/// What the rule comes to for a person.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Computed {
    /// The composite score of the examination.
    pub exam: Option<Score>,
    /// The quantified result of the inspection.
    pub inspection: Option<Score>,
    /// Both, weighted and rounded as the composite score is; `None` where one of them is missing, and where the rule weighs nothing.
    pub result: Option<Score>,
    /// The place by the rule, from 1, equals sharing one; `None` for whoever has none.
    pub place: Option<u32>,
}

/// Computes the order of the people of one position, who come in the order of the last list; the answers come in the same order.
///
/// # Errors
/// [`TooFine`].
pub fn order(rule: &Decision, round: Rounding, people: &[Weighed]) -> Result<Vec<Computed>, TooFine> {
    let result = |one: &Weighed| -> Result<Option<Score>, TooFine> {
        let (Some(exam), Some(inspection)) = (one.exam, one.inspection) else { return Ok(None) };
        let weighted = rule.weighted(Exact::from(exam), Exact::from(inspection))?;
        Ok(weighted.map(|found| found.round(round)).transpose()?.and_then(Exact::score))
    };
    let mut found = Vec::with_capacity(people.len());
    for one in people {
        let result = if one.excluded { None } else { result(one)? };
        found.push(Computed { exam: one.exam, inspection: one.inspection, result, place: None });
    }
    let by: Vec<Option<Score>> = people
        .iter()
        .zip(&found)
        .map(|(one, computed)| match rule.mode {
            DecisionMode::Collective => None,
            DecisionMode::Weighted => computed.result,
            DecisionMode::OrderAfterVeto => one.exam.filter(|_| !one.excluded),
        })
        .collect();
    for (one, own) in found.iter_mut().zip(&by) {
        let before = own.map(|own| by.iter().flatten().filter(|other| **other > own).count());
        one.place = before.map(|before| u32::try_from(before).unwrap_or(u32::MAX).saturating_add(1));
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn score(text: &str) -> Option<Score> {
        Some(text).filter(|text| !text.is_empty()).map(|text| text.parse().unwrap())
    }

    fn person(exam: &str, inspection: &str, excluded: bool) -> Weighed {
        Weighed { exam: score(exam), inspection: score(inspection), excluded }
    }

    fn rule(text: &str) -> Decision {
        serde_json::from_str(text).unwrap()
    }

    fn shown(rule: &Decision, people: &[Weighed]) -> String {
        let all = order(rule, Rounding::USUAL, people).unwrap();
        let one = |one: &Computed| {
            let result = one.result.map(|result| result.to_string()).unwrap_or_default();
            format!("{result}:{}", one.place.map_or_else(|| "-".to_owned(), |place| place.to_string()))
        };
        all.iter().map(one).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn examination_and_inspection_are_weighted_exactly_and_the_place_may_be_another_than_the_rank() {
        let half = rule(r#"{"mode": "weighted", "exam": 50, "inspection": 50}"#);
        // Hebi 2016: 79.50 and 91.
        let people = [person("80.10", "88", false), person("79.50", "91", false), person("79.50", "", false)];
        assert_eq!(shown(&half, &people), "84.05:2 85.25:1 :-");
        let tied = [person("80", "90", false), person("90", "80", false), person("70", "95", true)];
        assert_eq!(shown(&half, &tied), "85:1 85:1 :-", "whoever is excluded has no place");
    }

    #[test]
    fn the_composite_order_leaves_out_whoever_is_found_unfit() {
        let veto = rule(r#"{"mode": "order_after_veto"}"#);
        let people =
            [person("90", "", true), person("80", "", false), person("70", "", false), person("", "", false)];
        assert_eq!(shown(&veto, &people), ":- :1 :2 :-");
        assert_eq!(
            shown(&Decision::default(), &people),
            ":- :- :- :-",
            "a collective decision computes nothing"
        );
    }
}
