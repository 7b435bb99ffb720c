//! What is proposed to be decided: a ruling without its approver and date. Owns the way from approved proposals to
//! [`Rulings`]; refuses to judge, which is `ranking`'s work.

use serde::{Deserialize, Serialize};
use time::Date;

use super::{
    Classed, LineRuling, Overridden, OverrideGround, RatioRuling, Replaced, Rulings, TieOrder, TieRuling,
};
use crate::digest::Digest;
use crate::number::Score;

/// A ruling as it is proposed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Proposal {
    /// A line (合格分数线) set after marking.
    Line {
        /// The position; `None` means all positions, of the class of papers where one is named.
        position: Option<String>,
        /// The class of papers whose positions it is for; `None` for all classes. Without one the digest is as it was before classes.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        paper: Option<String>,
        /// What it is a line of, as [`LineRuling::of`].
        of: String,
        /// The line.
        line: Score,
        /// Number of the document that sets it (文号); empty where it has none.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        number: String,
    },
    /// A ruling on a tie (同分裁决).
    Tie {
        /// The question's id.
        question: String,
        /// The order.
        by: TieOrder,
        /// Witnesses.
        #[serde(default)]
        witnesses: Vec<String>,
        /// Number of the minutes (纪要); empty where there are none.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        number: String,
    },
    /// A departure, and who moves up for it (递补).
    Replacement {
        /// The position.
        position: String,
        /// The list, by the key of its stage.
        stage: String,
        /// Who leaves.
        out: String,
        /// Who moves up; where nobody does, the place stays empty.
        r#in: Vec<String>,
        /// The round, from 1.
        round: u8,
        /// Why the person leaves.
        reason: String,
    },
    /// A person is put on a list, or taken off it, by decision (以决定调整名单).
    Override {
        /// The position.
        position: String,
        /// The list, by the key of its stage.
        stage: String,
        /// The person.
        candidate: String,
        /// Why; the steps of the person tell it.
        ground: OverrideGround,
        /// The decision, in words; they stay on the file.
        reason: String,
    },
    /// A list of a position goes on with fewer people than its ratio takes (降低比例).
    Ratio {
        /// The position.
        position: String,
        /// The list, by the key of its stage.
        stage: String,
        /// How many qualified.
        qualified: u32,
        /// Why; the public reads it with the list.
        reason: String,
        /// Number of the document (文号); empty where there is none.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        number: String,
    },
    /// A supplementary notice (补充公告): the posting is counted by another scheme from now on.
    Notice {
        /// Its title.
        title: String,
        /// Why.
        reason: String,
        /// The scheme file as TOML.
        body: String,
        /// Digest of the scheme that it brings.
        scheme: Digest,
        /// Digest of the scheme that held until then.
        before: Digest,
        /// The revision that held until then.
        after: u32,
    },
    /// The ruling that it supersedes is taken back (撤销) and nothing stands in its place.
    Withdrawal,
}

/// A proposal with who approved it, and when.
#[derive(Clone, Copy, Debug)]
pub struct Approved<'a> {
    /// What was approved.
    pub proposal: &'a Proposal,
    /// The approver's name as it was.
    pub approver: &'a str,
    /// The day of the approval, Beijing time.
    pub date: Date,
}

impl Proposal {
    /// Returns the subject of the proposal; two rulings with one subject cannot stand side by side. A withdrawal has no subject
    /// of its own.
    #[must_use]
    pub fn subject(&self) -> Option<String> {
        match self {
            // No position code has a space.
            Self::Line { position: None, paper: Some(paper), of, .. } => Some(line_of_class(paper, of)),
            Self::Line { position, of, .. } => {
                Some(format!("line/{}/{of}", position.as_deref().unwrap_or_default()))
            }
            Self::Tie { question, .. } => Some(format!("tie/{question}")),
            Self::Replacement { position, stage, out, .. } => {
                Some(format!("replacement/{position}/{stage}/{out}"))
            }
            Self::Override { position, stage, candidate, .. } => {
                Some(format!("override/{position}/{stage}/{candidate}"))
            }
            Self::Ratio { position, stage, .. } => Some(format!("ratio/{position}/{stage}")),
            Self::Notice { after, .. } => Some(format!("notice/{after}")),
            Self::Withdrawal => None,
        }
    }

    /// Returns true where the proposal names this person on a list of this position.
    #[must_use]
    pub fn names(&self, position: &str, candidate: &str) -> bool {
        match self {
            Self::Tie { question, by, .. } => {
                let is_here = question.rsplit_once('/').is_some_and(|(code, _)| code == position);
                is_here
                    && match by {
                        TieOrder::ExtraTest(marks) => marks.iter().any(|mark| mark.candidate == candidate),
                        TieOrder::Lots(order) => order.iter().any(|one| one == candidate),
                    }
            }
            Self::Replacement { position: own, out, r#in, .. } => {
                own == position && (out == candidate || r#in.iter().any(|one| one == candidate))
            }
            Self::Override { position: own, candidate: person, .. } => own == position && person == candidate,
            Self::Line { .. } | Self::Ratio { .. } | Self::Notice { .. } | Self::Withdrawal => false,
        }
    }
}

/// The subject of a line that is set for one class of papers.
#[must_use]
pub fn line_of_class(paper: &str, of: &str) -> String {
    format!("line/class {paper}/{of}")
}

impl Rulings {
    /// In the order given; withdrawals and notices add nothing: a notice changes the scheme itself. A line of a class of papers becomes
    /// one of each position of the class.
    #[must_use]
    pub fn of<'a>(approved: impl IntoIterator<Item = Approved<'a>>, classed: &[Classed]) -> Self {
        let mut rulings = Self::default();
        let mut of_classes: Vec<(String, LineRuling)> = Vec::new();
        for Approved { proposal, approver, date } in approved {
            let approver = approver.to_owned();
            match proposal.clone() {
                Proposal::Line { position, paper, of, line, .. } => {
                    let of_all = position.is_none();
                    let line = LineRuling { position, of, line, approver, date };
                    match paper.filter(|_| of_all) {
                        Some(paper) => of_classes.push((paper, line)),
                        None => rulings.lines.push(line),
                    }
                }
                Proposal::Tie { question, by, witnesses, .. } => {
                    rulings.ties.push(TieRuling { question, by, witnesses, approver, date });
                }
                Proposal::Replacement { position, stage, out, r#in, round, reason } => {
                    let reason = Some(reason);
                    rulings.replacements.push(Replaced {
                        position,
                        stage,
                        out,
                        r#in,
                        round,
                        reason,
                        approver,
                        date,
                    });
                }
                Proposal::Override { position, stage, candidate, ground, .. } => {
                    rulings.overrides.push(Overridden { position, stage, candidate, ground, approver, date });
                }
                Proposal::Ratio { position, stage, qualified, .. } => {
                    rulings.ratios.push(RatioRuling { position, stage, qualified, approver, date });
                }
                Proposal::Notice { .. } | Proposal::Withdrawal => {}
            }
        }
        // A position's own line comes first, whichever was approved first.
        for (paper, line) in &of_classes {
            rulings.add_of_class(paper, line, classed);
        }
        rulings
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn approved_proposals_are_rulings_and_a_withdrawal_is_none() {
        let line = Proposal::Line {
            position: Some("0010001".to_owned()),
            paper: None,
            of: "written".to_owned(),
            line: Score::from_millionths(60_000_000),
            number: String::new(),
        };
        let date = Date::from_ordinal_date(2026, 121).expect("a day");
        let approved =
            [&line, &Proposal::Withdrawal].map(|proposal| Approved { proposal, approver: "chen", date });
        let rulings = Rulings::of(approved, &[]);
        assert_eq!((rulings.lines.len(), rulings.ties.len()), (1, 0));
        assert_eq!((rulings.lines[0].approver.as_str(), rulings.lines[0].date), ("chen", date));
        assert_eq!(line.subject().as_deref(), Some("line/0010001/written"));
        assert_eq!(Proposal::Withdrawal.subject(), None);
    }

    #[test]
    fn a_line_of_a_class_holds_in_its_positions_but_for_those_with_a_line_of_their_own() {
        let line = |position: Option<&str>, paper: Option<&str>, line: i64| Proposal::Line {
            position: position.map(str::to_owned),
            paper: paper.map(str::to_owned),
            of: "written".to_owned(),
            line: Score::from_millionths(line * 1_000_000),
            number: String::new(),
        };
        let classed = |code: &str, paper: &str, lines: &[&str]| Classed {
            code: code.to_owned(),
            paper: paper.to_owned(),
            lines: lines.iter().map(|of| (*of).to_owned()).collect(),
        };
        let all = [
            classed("1", "A", &["written"]),
            classed("2", "A", &["written"]),
            classed("3", "B", &["written"]),
            classed("4", "A", &["total"]),
        ];
        let date = Date::from_ordinal_date(2026, 121).expect("a day");
        let (class, all_others, own) =
            (line(None, Some("A"), 60), line(None, None, 50), line(Some("2"), None, 55));
        let approved = [&class, &all_others, &own].map(|proposal| Approved { proposal, approver: "c", date });
        let rulings = Rulings::of(approved, &all);
        let told: Vec<_> =
            rulings.lines.iter().map(|one| (one.position.as_deref(), one.line.to_string())).collect();
        let told: Vec<_> = told.iter().map(|(at, line)| (*at, line.as_str())).collect();
        assert_eq!(told, [(None, "50"), (Some("2"), "55"), (Some("1"), "60")], "4 leaves no such line open");
        assert_eq!(class.subject().as_deref(), Some("line/class A/written"));
        let text = serde_json::to_string(&class).expect("JSON");
        assert_eq!(serde_json::from_str::<Proposal>(&text).expect("reads back"), class);
        let text = serde_json::to_string(&own).expect("JSON");
        assert!(!text.contains("paper"), "the digest of a line without a class is as it was: {text}");
    }

    #[test]
    fn a_proposal_reads_back_from_its_row() {
        let ruling = Proposal::Tie {
            question: "p/inspection".to_owned(),
            by: TieOrder::Lots(vec!["b".to_owned(), "a".to_owned()]),
            witnesses: vec!["Li".to_owned()],
            number: String::new(),
        };
        let text = serde_json::to_string(&ruling).expect("JSON");
        assert_eq!(serde_json::from_str::<Proposal>(&text).expect("reads back"), ruling);
        assert!(!text.contains("number"), "the digest of a ruling without a number is as it was: {text}");
        assert!(ruling.names("p", "a") && !ruling.names("p", "c") && !ruling.names("q", "a"));
    }
}
