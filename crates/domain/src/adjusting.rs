//! A round of moves after the marks (调剂): positions that still take people, a window, one choice for each person, and what an officer
//! says to it.
//!
//! Owns: who may choose which position. Refuses: saying who gets a place there: everybody who was taken is ranked in the new position.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::number::Score;
use crate::reason::ApplicationsWhy;
use crate::scheme::{Adjustment, Hindrance, Kin, Mover, Scheme};
use crate::word::words;

words! {
    /// How far a round has come.
    RoundState {
        /// It was proposed, and waits for the competent department.
        Waits = "waits",
        /// It was confirmed: people choose in its window.
        Stands = "stands",
        /// It was sent back.
        Returned = "returned",
    }
}

words! {
    /// How far the choice of a person has come.
    ChoiceState {
        /// The person chose, and may change it until the window closes.
        Chosen = "chosen",
        /// The person took it back.
        TakenBack = "taken_back",
        /// An officer took the person into the position.
        Taken = "taken",
        /// An officer refused it.
        Refused = "refused",
    }
}

/// What the rule compares of a person, as the lists that are out say it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Told {
    /// The person goes on by a list.
    pub listed: bool,
    /// Choices in other rounds that were not taken back.
    pub chosen: u8,
    /// Name and shown value of each component.
    pub values: Vec<(String, String)>,
    /// The composite score as shown.
    pub total: String,
}

impl Told {
    /// The score that a line of this name is compared with; none where nothing that counts is shown.
    fn score(&self, of: &str) -> Option<Score> {
        let shown = match of {
            "total" => Some(self.total.as_str()),
            _ => self.values.iter().find(|(name, _)| name == of).map(|(_, value)| value.as_str()),
        };
        shown.and_then(|shown| shown.parse().ok())
    }

    /// The first of these lines that the person does not reach, with the own score; where all are reached, two that are the same.
    fn compared(&self, lines: &[(String, Score)]) -> (Score, Score) {
        // A status is no score, and reaches no line above zero.
        let mut each = lines.iter().map(|(of, line)| (self.score(of).unwrap_or(Score::ZERO), *line));
        each.find(|(score, line)| score < line).unwrap_or((Score::ZERO, Score::ZERO))
    }
}

impl Adjustment {
    /// Whether there may be a round of moves after the marks: only people on no list move, and whoever moves is out of replacement in
    /// the first position. A person is ranked in one position only, so that neither is carried out without the other.
    #[must_use]
    pub const fn moves_after_marks(&self) -> bool {
        self.unlisted_only && self.leaves_first && self.choices > 0
    }
}

/// Everything that keeps a person of one position from another, each with its scheme, while the lines of that other hold; empty: it may be
/// chosen.
#[must_use]
pub fn hindrances(
    (from, of): (&Kin<'_>, &Scheme),
    (to, target): (&Kin<'_>, &Scheme),
    (told, lines): (&Told, &[(String, Score)]),
) -> Vec<Hindrance> {
    let Some(rule) = of.adjustment.as_ref().filter(|rule| rule.moves_after_marks()) else {
        return vec![Hindrance::OtherKind];
    };
    let taking = target.adjustment.as_ref().is_some_and(Adjustment::moves_after_marks);
    let apart = rule.apart(from, to);
    // Marks go along with the person: the position asks for the same.
    let same_columns = columns(of) == columns(target);
    let (score, line) = told.compared(lines);
    let mover = Mover {
        same_kind: apart != Some(Hindrance::OtherKind),
        same_paper: apart != Some(Hindrance::OtherPaper),
        listed: told.listed,
        chosen: told.chosen,
        score,
        line,
    };
    let mut all = rule.hindrances(&mover);
    if !taking && !all.contains(&Hindrance::OtherKind) {
        all.push(Hindrance::OtherKind);
    }
    if !same_columns && !all.contains(&Hindrance::OtherPaper) {
        all.push(Hindrance::OtherPaper);
    }
    all
}

/// The columns that everybody has a mark in.
fn columns(of: &Scheme) -> BTreeSet<String> {
    of.inputs().into_iter().filter(|input| input.opened_by.is_none()).map(|input| input.name).collect()
}

/// What the person reads of it.
#[must_use]
pub const fn why(hindrance: Hindrance) -> ApplicationsWhy {
    match hindrance {
        Hindrance::OtherKind => ApplicationsWhy::OtherScheme,
        Hindrance::OtherPaper => ApplicationsWhy::OtherPaper,
        Hindrance::Listed => ApplicationsWhy::OnList,
        Hindrance::NoChoice => ApplicationsWhy::NoChoiceLeft,
        Hindrance::BelowLine => ApplicationsWhy::BelowLine,
    }
}

/// A position that takes people in a round, and how many.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Taking {
    /// Number as printed.
    pub number: String,
    /// Unit and title.
    pub words: String,
    /// How many people it takes.
    pub places: u32,
}

#[cfg(test)]
mod tests {
    use super::{Told, hindrances};
    use crate::number::Score;
    use crate::scheme::{Hindrance, Kin, Scheme};

    fn scheme(column: &str, further: &str) -> Scheme {
        let text = format!(
            r#"{{"components":[{{"key":"{column}","weight":100}}],
                "shortlists":[{{"to":"interview","score":"{column}","ratio":"1:1"}}],
                "adjustment":{{"unlisted_only":true,"leaves_first":true{further}}}}}"#
        );
        serde_json::from_str(&text).expect("a scheme")
    }

    fn told(written: &str) -> Told {
        Told { values: vec![("written".to_owned(), written.to_owned())], ..Told::default() }
    }

    fn against(target: &Scheme, told: &Told, line: &str) -> Vec<Hindrance> {
        let kin = Kin::default();
        let line: Score = line.parse().expect("a score");
        let lines = [("written".to_owned(), line)];
        hindrances((&kin, &scheme("written", "")), (&kin, target), (told, &lines))
    }

    #[test]
    fn a_score_on_the_line_may_move_and_one_below_or_none_may_not() {
        let target = scheme("written", "");
        assert_eq!(against(&target, &told("60.00"), "60"), []);
        assert_eq!(against(&target, &told("59.99"), "60"), [Hindrance::BelowLine]);
        assert_eq!(against(&target, &told(""), "60"), [Hindrance::BelowLine]);
        assert_eq!(against(&target, &Told { listed: true, ..told("90") }, "60"), [Hindrance::Listed]);
        assert_eq!(against(&target, &Told { chosen: 1, ..told("90") }, "60"), [Hindrance::NoChoice]);
    }

    #[test]
    fn a_position_that_asks_for_other_marks_or_takes_nobody_cannot_be_chosen() {
        let other = scheme("essay", "");
        assert_eq!(against(&other, &told("90"), "60"), [Hindrance::OtherPaper]);
        let closed = scheme("written", r#","choices":0"#);
        assert_eq!(against(&closed, &told("90"), "60"), [Hindrance::OtherKind]);
    }
}
