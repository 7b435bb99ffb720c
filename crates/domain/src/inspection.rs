//! The inspection (考察) of a person on the inspection list, and the medical (体检): what a team records, what a file must hold before a
//! second member may countersign it, and what results of a medical may follow each other (`domain.md` 0.2, 2.19–2.21, 2.30).
//!
//! Owns: the quantified record, its check, what it lacks, and who of a team is left out (回避). Refuses: summing it up. Where a scheme weighs
//! the inspection, its team gives a quantified result; a body reads it and decides.

use serde::{Deserialize, Serialize};
use time::Date;

use crate::calendar::parse_date;
use crate::eligibility::Appraisal;
use crate::number::{Score, ScoreFault};
use crate::reason::{FieldPath, InspectionsWhy, Reason, Refusals, TypedWhy};
use crate::typed::{Grounds, Line};
use crate::word::words;

/// Members who must be left for a person after recusals.
pub const TEAM: usize = 2;
/// The years of appraisals that a record asks for, back from last year.
pub const YEARS: i32 = 5;
/// Awards that a record takes.
pub const AWARDS: usize = 4;
/// Talks, visits and ballots that a record takes.
pub const TALKS: usize = 5;
/// Decimal places of a quantified result.
const POINTS_PLACES: u8 = 2;
/// The first year that a record may name.
const FIRST_YEAR: i32 = 1950;

words! {
    /// How far the file of a person has come.
    InspectionState {
        /// Nothing stands in it, or it was sent back.
        Open = "open",
        /// A member of the team entered it.
        Entered = "entered",
        /// Another member countersigned it.
        Countersigned = "countersigned",
    }
}

words! {
    /// Awards (奖励) of civil servants.
    AwardKind {
        /// 嘉奖.
        Commendation = "commendation",
        /// 记三等功.
        ThirdClass = "third_class",
        /// 记二等功.
        SecondClass = "second_class",
        /// 记一等功.
        FirstClass = "first_class",
        /// 授予称号.
        Title = "title",
    }
}

words! {
    /// How the team heard people.
    TalkKind {
        /// 个别谈话.
        Talk = "talk",
        /// 走访.
        Visit = "visit",
        /// 民主测评.
        Ballot = "ballot",
    }
}

words! {
    /// What the check of the personal archive (干部人事档案审核) found.
    ArchiveFinding {
        /// Nothing is in doubt.
        Sound = "sound",
        /// Papers are missing and were asked for.
        Incomplete = "incomplete",
        /// Age, education, service or party record do not agree (三龄两历).
        Mismatch = "mismatch",
    }
}

words! {
    /// Why a member of a team is left out for a person (回避).
    Relation {
        /// 夫妻.
        Spouse = "spouse",
        /// 直系血亲.
        Lineal = "lineal",
        /// 三代以内旁系血亲.
        Collateral = "collateral",
        /// 近姻亲.
        Affinity = "affinity",
        /// Another relation that could touch the judgement.
        Other = "other",
    }
}

words! {
    /// The result of a medical (体检).
    MedicalResult {
        /// Fit.
        Qualified = "qualified",
        /// Not fit.
        NotQualified = "not_qualified",
        /// A re-examination (复检) was asked for.
        Reexamine = "reexamine",
    }
}

words! {
    /// What the page of a posting's inspections shows of the people.
    Shown {
        /// Whose file is open.
        Open = "open",
        /// Whose file waits for its second member.
        Entered = "entered",
        /// Whose file is countersigned.
        Countersigned = "countersigned",
        /// Whose medical was not passed, or waits for its re-examination.
        Unfit = "unfit",
        /// Whom a veto excludes, or will once it is approved.
        Veto = "veto",
        /// Who left.
        Left = "left",
    }
}

/// Whether a further result may follow those that count, the first first: one re-examination at most, and its result is final.
///
/// # Errors
/// [`InspectionsWhy::MedicalFinal`] after a result that is final; [`InspectionsWhy::ReexaminedOnce`] for a second re-examination.
pub fn may_follow(before: &[MedicalResult], result: MedicalResult) -> Result<(), Reason> {
    match (before.last(), result) {
        (None, _)
        | (Some(MedicalResult::Reexamine), MedicalResult::Qualified | MedicalResult::NotQualified) => Ok(()),
        (Some(MedicalResult::Reexamine), MedicalResult::Reexamine) => {
            Err(InspectionsWhy::ReexaminedOnce.at("result"))
        }
        (Some(_), _) => Err(InspectionsWhy::MedicalFinal.at("result")),
    }
}

/// A talk, a visit or a ballot.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Talk {
    /// How people were heard.
    pub kind: TalkKind,
    /// On which day.
    pub on: Date,
    /// How many people.
    pub people: u32,
}

/// The check of the personal archive.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Archive {
    /// What it found.
    pub finding: ArchiveFinding,
    /// Who did it.
    pub by: String,
}

/// The quantified record.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// Annual appraisals (年度考核), the last year first.
    pub appraisals: Vec<(i32, Appraisal)>,
    /// Awards by year.
    pub awards: Vec<(i32, AwardKind)>,
    /// Urgent, difficult, dangerous and hard tasks (急难险重任务), one a line.
    pub tasks: Vec<String>,
    /// Whom the team heard.
    pub talks: Vec<Talk>,
    /// The check of the archive, once it is done.
    pub archive: Option<Archive>,
    /// The quantified result (量化考察成绩) of a hundred, where the scheme of the position asks for one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub points: Option<Score>,
}

impl Record {
    /// Returns what a second member cannot countersign without; `quantified` where the scheme asks for a quantified result.
    #[must_use]
    pub fn lacks(&self, quantified: bool) -> Vec<InspectionsWhy> {
        let all = [
            (self.appraisals.is_empty(), InspectionsWhy::NoAppraisals),
            (self.talks.is_empty(), InspectionsWhy::NoTalks),
            (
                self.archive.as_ref().is_none_or(|check| check.finding != ArchiveFinding::Sound),
                InspectionsWhy::ArchiveOpen,
            ),
            (quantified && self.points.is_none(), InspectionsWhy::NoPoints),
        ];
        all.into_iter().filter(|(there, _)| *there).map(|(_, why)| why).collect()
    }
}

/// The record and the findings as typed; fields of one row have the same place in their lists.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RecordForm {
    /// Years of appraisals.
    pub years: Vec<String>,
    /// Words of [`Appraisal`], or empty.
    pub grades: Vec<String>,
    /// Words of [`AwardKind`], or empty.
    pub awards: Vec<String>,
    /// Years of awards.
    pub award_years: Vec<String>,
    /// Tasks, one a line.
    pub tasks: String,
    /// Words of [`TalkKind`], or empty.
    pub talks: Vec<String>,
    /// Their days.
    pub talk_days: Vec<String>,
    /// How many people.
    pub talk_people: Vec<String>,
    /// A word of [`ArchiveFinding`], or empty while the check is not done.
    pub archive: String,
    /// Who did it.
    pub archive_by: String,
    /// What the team found.
    pub findings: String,
    /// The quantified result, or empty.
    pub points: String,
}

fn row(name: &str, at: usize) -> FieldPath {
    FieldPath::new(&format!("{name}.{at}."))
}

fn at(list: &[String], at: usize) -> &str {
    list.get(at).map_or("", |value| value.trim())
}

fn year((name, place): (&str, usize), typed: &str, today: Date) -> Result<i32, Reason> {
    let year = typed.parse().ok().filter(|year| (FIRST_YEAR..=today.year()).contains(year));
    year.ok_or_else(|| InspectionsWhy::NotAYear.at(row(name, place)))
}

impl RecordForm {
    /// Checks every field. Rows without a choice are left out.
    ///
    /// # Errors
    /// All refusals, each at its field, `grades.0.` for the first of a list: [`TypedWhy::NotAChoice`], [`TypedWhy::NotADay`];
    /// [`InspectionsWhy::NotAYear`], [`InspectionsWhy::YearTwice`], [`InspectionsWhy::Later`] for a day after `today`,
    /// [`InspectionsWhy::NoPeople`]; as [`Line::parse`] at `archive_by`, as [`Grounds::parse`] at `findings`.
    pub fn check(&self, today: Date) -> Result<(Record, Grounds), Vec<Reason>> {
        let mut all = Refusals::default();
        let mut record = Record::default();
        for place in 0..self.grades.len() {
            if let Some(found) = all.take(self.appraisal(place, today)).flatten() {
                if record.appraisals.iter().any(|before| before.0 == found.0) {
                    all.push(InspectionsWhy::YearTwice.at(row("grades", place)));
                }
                record.appraisals.push(found);
            }
        }
        record.appraisals.sort_by_key(|one| std::cmp::Reverse(one.0));
        for place in 0..self.awards.len() {
            record.awards.extend(all.take(self.award(place, today)).flatten());
        }
        for place in 0..self.talks.len() {
            record.talks.extend(all.take(self.talk(place, today)).flatten());
        }
        if !self.tasks.trim().is_empty()
            && let Some(tasks) = all.take(Grounds::parse(&self.tasks, &FieldPath::new("tasks")))
        {
            let lines = tasks.as_str().lines().map(str::trim).filter(|line| !line.is_empty());
            record.tasks = lines.map(str::to_owned).collect();
        }
        record.archive = all.take(self.archive()).flatten();
        record.points = all.take(self.points()).flatten();
        let findings = all.take(Grounds::parse(&self.findings, &FieldPath::new("findings")));
        all.settle(findings.map(|findings| (record, findings)))
    }

    fn appraisal(&self, place: usize, today: Date) -> Result<Option<(i32, Appraisal)>, Reason> {
        let grade = match at(&self.grades, place) {
            "" => return Ok(None),
            word => {
                Appraisal::from_word(word).ok_or_else(|| TypedWhy::NotAChoice.at(row("grades", place)))?
            }
        };
        Ok(Some((year(("years", place), at(&self.years, place), today)?, grade)))
    }

    fn award(&self, place: usize, today: Date) -> Result<Option<(i32, AwardKind)>, Reason> {
        let kind = match (at(&self.awards, place), at(&self.award_years, place)) {
            ("", "") => return Ok(None),
            (word, _) => {
                AwardKind::from_word(word).ok_or_else(|| TypedWhy::NotAChoice.at(row("awards", place)))?
            }
        };
        Ok(Some((year(("award_years", place), at(&self.award_years, place), today)?, kind)))
    }

    fn talk(&self, place: usize, today: Date) -> Result<Option<Talk>, Reason> {
        let (word, day, people) =
            (at(&self.talks, place), at(&self.talk_days, place), at(&self.talk_people, place));
        if word.is_empty() && day.is_empty() && people.is_empty() {
            return Ok(None);
        }
        let kind = TalkKind::from_word(word).ok_or_else(|| TypedWhy::NotAChoice.at(row("talks", place)))?;
        let on = parse_date(day).ok_or_else(|| TypedWhy::NotADay.at(row("talk_days", place)))?;
        if on > today {
            return Err(InspectionsWhy::Later.at(row("talk_days", place)));
        }
        let people = people.parse().ok().filter(|people| *people > 0);
        let people = people.ok_or_else(|| InspectionsWhy::NoPeople.at(row("talk_people", place)))?;
        Ok(Some(Talk { kind, on, people }))
    }

    fn points(&self) -> Result<Option<Score>, Reason> {
        if self.points.trim().is_empty() {
            return Ok(None);
        }
        match Score::parse(&self.points, POINTS_PLACES) {
            Ok(score) if (Score::ZERO..=Score::HUNDRED).contains(&score) => Ok(Some(score)),
            Ok(_) => Err(TypedWhy::OutOfRange { min: 0, max: 100 }.at("points")),
            Err(ScoreFault::TooManyPlaces { allowed, .. }) => {
                Err(TypedWhy::TooManyPlaces { places: allowed }.at("points"))
            }
            Err(_) => Err(TypedWhy::NotANumber.at("points")),
        }
    }

    fn archive(&self) -> Result<Option<Archive>, Reason> {
        let finding = match self.archive.as_str() {
            "" => return Ok(None),
            word => ArchiveFinding::from_word(word).ok_or_else(|| TypedWhy::NotAChoice.at("archive"))?,
        };
        let by = Line::parse(&self.archive_by, &FieldPath::new("archive_by"))?;
        Ok(Some(Archive { finding, by: by.as_str().to_owned() }))
    }
}

#[cfg(test)]
mod tests;
