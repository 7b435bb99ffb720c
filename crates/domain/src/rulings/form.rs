//! A proposal as it is typed into a plain form. Owns reading it; refuses what is no order of the people shown, no number,
//! or lacks its reason. Whether it fits the question is `ranking`'s to say.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::{Mark, OverrideGround, Proposal, TieOrder};
use crate::number::{Score, ScoreFault};
use crate::reason::{FieldPath, Reason, Refusals, RulingsWhy, TypedWhy};
use crate::typed::{Grounds, Line, Words};

/// Decimal places of a line or of an extra test's mark.
const PLACES: u8 = 4;
/// Most witnesses.
const WITNESSES: usize = 12;
/// What stands for nobody in `fill`.
pub const NOBODY: &str = "-";

/// What is decided, as forms and addresses name it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FormKind {
    /// A line set after marking.
    #[default]
    Line,
    /// Marks of an extra test.
    ExtraTest,
    /// Lots drawn.
    Lots,
    /// A departure and who moves up.
    Replacement,
    /// A person is put on a list or taken off it by decision.
    Override,
    /// A list goes on with fewer people than its ratio takes.
    Ratio,
    /// A ruling is taken back.
    Withdrawal,
}

/// The fields as typed; which count depends on `kind`. Rows of people stand in the order of the page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct RulingForm {
    /// What is decided.
    pub kind: FormKind,
    /// The question's id.
    pub question: String,
    /// The position; empty for all.
    pub position: String,
    /// Of a line: the class of papers whose positions it is for; empty for all.
    pub paper: String,
    /// The list.
    pub list: String,
    /// What it is a line of.
    pub of: String,
    /// The line.
    pub line: String,
    /// The people of the question.
    pub tickets: Vec<String>,
    /// Their marks.
    pub marks: Vec<String>,
    /// Their places in the lots, from 1.
    pub places: Vec<String>,
    /// Witnesses, separated by commas.
    pub witnesses: String,
    /// Number of the document or of the minutes; may be empty.
    pub number: String,
    /// Who leaves.
    pub out: String,
    /// Who moves up, separated by commas; [`NOBODY`] leaves the place empty.
    pub fill: String,
    /// The round.
    pub round: String,
    /// Of a ratio: how many qualified, as the page said.
    pub qualified: String,
    /// Why the person leaves; of an override, the decision that it rests on; of a ratio, why the list goes on.
    pub cause: String,
    /// Whose place is decided.
    pub person: String,
    /// The word of the [`OverrideGround`].
    pub ground: String,
    /// Why a ruling is corrected or taken back.
    pub reason: String,
}

fn missing(field: &str) -> Reason {
    TypedWhy::Missing.at(field)
}

/// Reads a number of at most [`PLACES`] decimal places that is not below zero.
fn score(text: &str, name: &str) -> Result<Score, Reason> {
    match Score::parse(text, PLACES) {
        Ok(score) if score < Score::ZERO => Err(TypedWhy::NotANumber.at(name)),
        Ok(score) => Ok(score),
        Err(ScoreFault::Empty) => Err(missing(name)),
        Err(ScoreFault::TooManyPlaces { allowed, .. }) => {
            Err(TypedWhy::TooManyPlaces { places: allowed }.at(name))
        }
        Err(ScoreFault::NotANumber | ScoreFault::TooLarge) => Err(TypedWhy::NotANumber.at(name)),
    }
}

/// Words that must be there, at most those of [`Words`].
fn words(text: &str, name: &str) -> Result<String, Reason> {
    let words = Words::parse(text, &FieldPath::new(name))?;
    if words.as_str().is_empty() { Err(missing(name)) } else { Ok(words.as_str().to_owned()) }
}

fn grounds(text: &str, name: &str) -> Result<String, Reason> {
    Ok(Grounds::parse(text, &FieldPath::new(name))?.as_str().to_owned())
}

fn names(text: &str) -> Vec<String> {
    let separators = [',', ';', '\n', '\u{ff0c}', '\u{3001}', '\u{ff1b}'];
    text.split(separators).map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned).collect()
}

impl RulingForm {
    /// Returns the proposal, and the reason where it corrects or takes back another.
    ///
    /// # Errors
    /// Every fault of the form.
    pub fn check(&self, corrects: bool) -> Result<(Proposal, Option<String>), Vec<Reason>> {
        let mut refusals = Refusals::default();
        let reason = corrects.then(|| refusals.take(grounds(&self.reason, "reason")));
        let proposal = match self.kind {
            FormKind::Line => self.line(&mut refusals),
            FormKind::ExtraTest => self.extra_test(&mut refusals),
            FormKind::Lots => self.lots(&mut refusals),
            FormKind::Replacement => self.replacement(&mut refusals),
            FormKind::Override => self.overriding(&mut refusals),
            FormKind::Ratio => self.ratio(&mut refusals),
            FormKind::Withdrawal => Some(Proposal::Withdrawal),
        };
        refusals.settle(proposal.map(|proposal| (proposal, reason.flatten())))
    }

    fn line(&self, refusals: &mut Refusals) -> Option<Proposal> {
        let line = refusals.take(score(&self.line, "line"));
        let number = self.numbered(refusals);
        if !self.position.is_empty() && !self.paper.is_empty() {
            // A position is of its own class, and a line of one position is no line of a class.
            refusals.push(TypedWhy::NotAChoice.at("paper"));
            return None;
        }
        let named = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
        Some(Proposal::Line {
            position: named(&self.position),
            paper: named(&self.paper),
            of: self.of.clone(),
            line: line?,
            number: number?,
        })
    }

    fn numbered(&self, refusals: &mut Refusals) -> Option<String> {
        if self.number.trim().is_empty() {
            return Some(String::new());
        }
        let read = Line::parse(&self.number, &FieldPath::new("number"));
        refusals.take(read).map(|number| number.as_str().to_owned())
    }

    fn extra_test(&self, refusals: &mut Refusals) -> Option<Proposal> {
        if self.tickets.is_empty() || self.tickets.len() != self.marks.len() {
            refusals.push(RulingsWhy::WrongPeople.at("marks"));
            return None;
        }
        let mut marks = Vec::new();
        for (candidate, text) in self.tickets.iter().zip(&self.marks) {
            match score(text, "marks") {
                Ok(mark) => marks.push(Mark { candidate: candidate.clone(), mark }),
                Err(reason) => {
                    refusals.push(reason);
                    return None;
                }
            }
        }
        let (witnesses, number) = (self.witnessed(refusals)?, self.numbered(refusals)?);
        let by = TieOrder::ExtraTest(marks);
        Some(Proposal::Tie { question: self.question.clone(), by, witnesses, number })
    }

    fn lots(&self, refusals: &mut Refusals) -> Option<Proposal> {
        let count = self.tickets.len();
        if count == 0 || count != self.places.len() {
            refusals.push(RulingsWhy::WrongPeople.at("places"));
            return None;
        }
        let places: Vec<usize> = self.places.iter().filter_map(|place| place.trim().parse().ok()).collect();
        if places.len() != count {
            refusals.push(missing("places"));
            return None;
        }
        if places.iter().collect::<BTreeSet<_>>().len() != count {
            refusals.push(RulingsWhy::PlaceTwice.at("places"));
            return None;
        }
        let mut drawn: Vec<(usize, &String)> = places.into_iter().zip(&self.tickets).collect();
        drawn.sort_unstable();
        let (witnesses, number) = (self.witnessed(refusals)?, self.numbered(refusals)?);
        if witnesses.is_empty() {
            refusals.push(missing("witnesses"));
            return None;
        }
        let order = drawn.into_iter().map(|(_, ticket)| ticket.clone()).collect();
        let by = TieOrder::Lots(order);
        Some(Proposal::Tie { question: self.question.clone(), by, witnesses, number })
    }

    fn witnessed(&self, refusals: &mut Refusals) -> Option<Vec<String>> {
        let field = FieldPath::new("witnesses");
        let names = names(&self.witnesses);
        if names.len() > WITNESSES {
            let found = i64::try_from(WITNESSES).unwrap_or(i64::MAX);
            refusals.push(TypedWhy::OutOfRange { min: 1, max: found }.at(field));
            return None;
        }
        let read = names.iter().map(|name| Line::parse(name, &field).map(|name| name.as_str().to_owned()));
        refusals.take(read.collect::<Result<Vec<_>, _>>())
    }

    fn replacement(&self, refusals: &mut Refusals) -> Option<Proposal> {
        let out = refusals.take(words(&self.out, "out"));
        let fill = refusals.take(words(&self.fill, "fill"));
        let cause = refusals.take(grounds(&self.cause, "cause"));
        let round = self.round.trim().parse::<u8>().ok().filter(|round| *round > 0);
        let round = refusals.take(round.ok_or_else(|| missing("round")));
        let fill = fill?;
        Some(Proposal::Replacement {
            position: self.position.clone(),
            stage: self.list.clone(),
            out: out?,
            r#in: if fill == NOBODY { Vec::new() } else { names(&fill) },
            round: round?,
            reason: cause?,
        })
    }

    fn ratio(&self, refusals: &mut Refusals) -> Option<Proposal> {
        let reason = refusals.take(Grounds::parse(&self.cause, &FieldPath::new("cause")));
        let qualified = self.qualified.trim().parse::<u32>().map_err(|_| missing("qualified"));
        let qualified = refusals.take(qualified);
        let number = self.numbered(refusals);
        Some(Proposal::Ratio {
            position: self.position.clone(),
            stage: self.list.clone(),
            qualified: qualified?,
            reason: reason?.as_str().to_owned(),
            number: number?,
        })
    }

    fn overriding(&self, refusals: &mut Refusals) -> Option<Proposal> {
        let candidate = refusals.take(words(&self.person, "person"));
        let ground = OverrideGround::from_word(&self.ground).ok_or_else(|| missing("ground"));
        let ground = refusals.take(ground);
        let reason = refusals.take(grounds(&self.cause, "cause"));
        Some(Proposal::Override {
            position: self.position.clone(),
            stage: self.list.clone(),
            candidate: candidate?,
            ground: ground?,
            reason: reason?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lots(places: &[&str], witnesses: &str) -> RulingForm {
        let words = |all: &[&str]| all.iter().map(|one| (*one).to_owned()).collect::<Vec<_>>();
        RulingForm {
            kind: FormKind::Lots,
            question: "p/inspection".to_owned(),
            tickets: words(&["a", "b", "c"]),
            places: words(places),
            witnesses: witnesses.to_owned(),
            ..RulingForm::default()
        }
    }

    #[test]
    fn lots_stand_in_the_order_drawn_and_need_a_witness() {
        let (proposal, reason) = lots(&["3", "1", "2"], "Li, Wang").check(false).expect("a form");
        let Proposal::Tie { by: TieOrder::Lots(order), witnesses, .. } = proposal else { panic!("no lots") };
        assert_eq!((order.join(""), witnesses.len(), reason), ("bca".to_owned(), 2, None));
        let twice = lots(&["1", "1", "2"], "Li").check(false);
        assert_eq!(twice, Err(vec![RulingsWhy::PlaceTwice.at("places")]));
        let blank = lots(&["1", "", "2"], "Li").check(false);
        assert_eq!(blank, Err(vec![TypedWhy::Missing.at("places")]));
        let alone = lots(&["1", "2", "3"], " , ").check(false);
        assert_eq!(alone, Err(vec![TypedWhy::Missing.at("witnesses")]));
    }

    #[test]
    fn a_correction_says_why_and_every_fault_is_told() {
        let form = RulingForm { line: "6O".to_owned(), of: "written".to_owned(), ..RulingForm::default() };
        let faults = form.check(true).expect_err("two faults");
        assert_eq!(
            faults.iter().filter_map(Reason::field).map(FieldPath::as_str).collect::<Vec<_>>(),
            ["reason", "line"]
        );
        let form = RulingForm { line: "60".to_owned(), reason: "misread".to_owned(), ..form };
        let (proposal, reason) = form.check(true).expect("a form");
        assert_eq!(
            (proposal.subject().as_deref(), reason.as_deref()),
            (Some("line//written"), Some("misread"))
        );
    }

    #[test]
    fn nobody_moves_up_where_the_place_stays_empty() {
        let form = RulingForm {
            kind: FormKind::Replacement,
            position: "p".to_owned(),
            list: "interview".to_owned(),
            out: "a".to_owned(),
            fill: NOBODY.to_owned(),
            round: "1".to_owned(),
            cause: "gave up in writing".to_owned(),
            ..RulingForm::default()
        };
        let (proposal, _) = form.check(false).expect("a form");
        assert!(matches!(&proposal, Proposal::Replacement { r#in, round: 1, .. } if r#in.is_empty()));
        let two = RulingForm { fill: "b,c".to_owned(), ..form };
        let (proposal, _) = two.check(false).expect("a form");
        assert!(matches!(&proposal, Proposal::Replacement { r#in, .. } if r#in.len() == 2));
    }
}
