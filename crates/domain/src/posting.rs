//! Postings (遴选项目) and their positions (职位).
//!
//! Owns: what a posting says, and its checks before it goes to the competent department.
//! Refuses: the scheme's own rules (`scheme`), phases (`lifecycle`) and what is approved as a whole (`revision`).

mod detail;
mod telephones;

pub use crate::columns::{About, Column, Detail, MAX_DETAILS, titles};
pub use crate::transfer::Following;
pub use detail::{DETAIL_LENGTH, public_words};
pub use telephones::Telephones;

use serde::{Deserialize, Serialize};

use crate::calendar::Window;
use crate::lists::{Misfit, leak, misfit_in_head, unfit};
use crate::reason::{FieldPath, Reason, Refusals, TypedWhy, Unfit};
use crate::typed::{self, Grounds, Label, Line, NoticeText, Words, fold};

/// What a posting says about itself, checked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PostingTerms {
    /// Title of the notice.
    pub title: Line,
    /// The selecting authority (遴选机关).
    pub authority: Line,
    /// Text of the notice.
    pub notice: NoticeText,
    /// Telephones for enquiry and supervision; a posting may name none.
    pub telephones: Telephones,
    /// What it sets before and after a transfer; a posting may set nothing.
    pub following: Following,
    /// The registration window.
    pub registration: Window,
}

/// A posting as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PostingForm {
    /// Title.
    #[serde(default)]
    pub title: String,
    /// Selecting authority.
    #[serde(default)]
    pub authority: String,
    /// Words of the notice.
    #[serde(default)]
    pub notice: String,
    /// Telephones for enquiry; empty for none.
    #[serde(default)]
    pub enquiry: String,
    /// Telephones for supervision; empty for none.
    #[serde(default)]
    pub supervision: String,
    /// Days of trial work or secondment before a transfer; empty for none.
    #[serde(default)]
    pub trial_days: String,
    /// Months of the service term after it; empty for none.
    #[serde(default)]
    pub service_term: String,
    /// Opening minute, Beijing time.
    #[serde(default)]
    pub opens: String,
    /// Closing minute, Beijing time.
    #[serde(default)]
    pub closes: String,
}

impl PostingForm {
    /// Checks every field.
    ///
    /// # Errors
    /// All refusals, each at its field.
    pub fn check(&self) -> Result<PostingTerms, Vec<Reason>> {
        let mut all = Refusals::default();
        let title = all.take(public_line(&self.title, &FieldPath::new("title")));
        let authority = all.take(public_line(&self.authority, &FieldPath::new("authority")));
        let notice = all.take(public_notice(&self.notice, &FieldPath::new("notice")));
        let telephones = all.take_all(Telephones::read(&self.enquiry, &self.supervision));
        let following = all.take_all(Following::read(&self.trial_days, &self.service_term));
        let opens = all.take(typed::moment(&self.opens, &FieldPath::new("opens")));
        let closes = all.take(typed::moment(&self.closes, &FieldPath::new("closes")));
        let registration = opens
            .zip(closes)
            .and_then(|(opens, closes)| all.take(typed::window(opens, closes, &FieldPath::new("closes"))));
        let said = telephones.zip(following);
        let terms = match (title, authority, notice, said, registration) {
            (
                Some(title),
                Some(authority),
                Some(notice),
                Some((telephones, following)),
                Some(registration),
            ) => Some(PostingTerms { title, authority, notice, telephones, following, registration }),
            _ => None,
        };
        all.settle(terms)
    }

    /// The form that shows `terms`.
    #[must_use]
    pub fn of(terms: &PostingTerms) -> Self {
        let (trial_days, service_term) = terms.following.typed();
        Self {
            title: terms.title.as_str().to_owned(),
            authority: terms.authority.as_str().to_owned(),
            notice: terms.notice.as_str().to_owned(),
            enquiry: terms.telephones.enquiry().to_owned(),
            supervision: terms.telephones.supervision().to_owned(),
            trial_days,
            service_term,
            opens: terms.registration.opens.form_text(),
            closes: terms.registration.closes.form_text(),
        }
    }
}

/// One line of the position table (职位表), checked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PositionTerms {
    /// Position code, leading zeros kept; unique in the posting.
    pub code: Label,
    /// The unit that takes the person.
    pub unit: Line,
    /// Title of the position.
    pub title: Line,
    /// Persons taken (遴选计划数), 1 to 999.
    pub plan: u32,
    /// Conditions in words.
    pub conditions: Words,
    /// Name of the scheme; `None` means the posting's own.
    pub scheme: Option<Label>,
    /// The filled cells of the table's other columns, in the table's order.
    pub details: Vec<Detail>,
}

/// The highest plan of one position.
pub const MAX_PLAN: u32 = 999;

impl PositionTerms {
    /// Reads one line of the table; `row` names its place in field paths, for example `positions.7`, and is empty for a form.
    ///
    /// # Errors
    /// All refusals of the line.
    pub fn read(row: &str, cells: &PositionCells<'_>) -> Result<Self, Vec<Reason>> {
        let at = |name: &str| FieldPath::new(format!("{row}.{name}").trim_start_matches('.'));
        let mut all = Refusals::default();
        let code = all.take(position_code(cells.code, &at("code")));
        let unit = all.take(public_line(cells.unit, &at("unit")));
        let title = all.take(public_line(cells.title, &at("title")));
        let plan = all.take(read_plan(cells.plan, &at("plan")));
        let conditions = all.take(Words::parse(cells.conditions, &at("conditions")));
        let scheme = if fold(cells.scheme).is_empty() {
            Some(None)
        } else {
            all.take(Label::parse(cells.scheme, &at("scheme"))).map(Some)
        };
        let terms = match (code, unit, title, plan, conditions, scheme) {
            (Some(code), Some(unit), Some(title), Some(plan), Some(conditions), Some(scheme)) => {
                Some(Self { code, unit, title, plan, conditions, scheme, details: Vec::new() })
            }
            _ => None,
        };
        all.settle(terms)
    }

    /// The name of its scheme; `None` for the posting's own.
    #[must_use]
    pub fn scheme_name(&self) -> Option<&str> {
        self.scheme.as_ref().map(Label::as_str)
    }

    /// The class of its papers (试卷类别), as the column that says so has it; white space tells no two classes apart.
    #[must_use]
    pub fn paper(&self) -> Option<String> {
        let found = self.details.iter().find(|detail| detail.about == About::Paper)?;
        let folded = fold(found.text.as_str());
        Some(folded.split_whitespace().collect::<Vec<_>>().join(" "))
    }
}

/// Reads a line that will stand on a published list.
///
/// # Errors
/// As [`Line::parse`]; [`TypedWhy::PrivateNumber`] for a line with an identity number or a mobile telephone number.
pub fn public_line(text: &str, field: &FieldPath) -> Result<Line, Reason> {
    let line = Line::parse(text, field)?;
    if leak(line.as_str()).is_some() { Err(TypedWhy::PrivateNumber.at(field)) } else { Ok(line) }
}

/// Reads the text of a notice. Telephones have fields of their own, where a mobile number may stand.
///
/// # Errors
/// As [`NoticeText::parse`]; [`TypedWhy::PrivateNumber`] for one with an identity number or a mobile telephone number.
pub fn public_notice(text: &str, field: &FieldPath) -> Result<NoticeText, Reason> {
    let notice = NoticeText::parse(text, field)?;
    if leak(notice.as_str()).is_some() { Err(TypedWhy::PrivateNumber.at(field)) } else { Ok(notice) }
}

/// Reads a reason that will stand on a public page.
///
/// # Errors
/// As [`Grounds::parse`]; [`TypedWhy::PrivateNumber`] for one with an identity number or a mobile telephone number.
pub fn public_grounds(text: &str, field: &FieldPath) -> Result<Grounds, Reason> {
    let grounds = Grounds::parse(text, field)?;
    if leak(grounds.as_str()).is_some() { Err(TypedWhy::PrivateNumber.at(field)) } else { Ok(grounds) }
}

/// Reads a title that will stand on a public page.
///
/// # Errors
/// As [`Line::parse`]; [`TypedWhy::PrivateNumber`] for one with an identity number or a mobile telephone number.
pub fn public_title(text: &str, field: &FieldPath) -> Result<Line, Reason> {
    let line = Line::parse(text, field)?;
    if leak(line.as_str()).is_some() { Err(TypedWhy::PrivateNumber.at(field)) } else { Ok(line) }
}

/// Reads a position code (职位代码).
///
/// # Errors
/// As [`Label::parse`]; [`TypedWhy::PrivateNumber`] for an identity number.
pub fn position_code(text: &str, field: &FieldPath) -> Result<Label, Reason> {
    let code = Label::parse(text, field)?;
    match unfit("position", code.as_str()) {
        None => Ok(code),
        Some(Unfit::IdentityNumber | Unfit::Phone) => Err(TypedWhy::PrivateNumber.at(field)),
        Some(Unfit::Formula | Unfit::Unseen) => Err(TypedWhy::LabelForm.at(field)),
    }
}

/// The same questions about what a posting itself puts on its lists and notice: title, authority, the names that its schemes give, and of each
/// position code, unit, title and every kept column.
#[must_use]
pub fn misfits_of<'a>(
    terms: &PostingTerms,
    positions: impl IntoIterator<Item = &'a PositionTerms>,
    names: impl IntoIterator<Item = &'a str>,
) -> Vec<Misfit> {
    let head = [("title", terms.title.as_str()), ("authority", terms.authority.as_str())];
    let names = names.into_iter().map(|name| ("name", name));
    let mut found: Vec<Misfit> =
        head.into_iter().chain(names).filter_map(|(column, text)| misfit_in_head(column, text)).collect();
    let notice = leak(terms.notice.as_str());
    found.extend(notice.map(|why| Misfit { position: None, column: "notice".to_owned(), why }));
    for position in positions {
        let code = position.code.as_str();
        for (column, text) in
            [("position", code), ("unit", position.unit.as_str()), ("title", position.title.as_str())]
        {
            found.extend(unfit(column, text).map(|why| Misfit {
                position: Some(code.to_owned()),
                column: column.to_owned(),
                why,
            }));
        }
        for detail in &position.details {
            let why =
                unfit("detail", detail.title.as_str()).or_else(|| detail::unfit_words(detail.text.as_str()));
            let column = || detail.title.as_str().to_owned();
            found.extend(why.map(|why| Misfit { position: Some(code.to_owned()), column: column(), why }));
        }
    }
    found
}

/// The cells of one line of a position table, as text.
#[derive(Clone, Copy, Debug, Default)]
pub struct PositionCells<'a> {
    /// 职位代码.
    pub code: &'a str,
    /// 单位.
    pub unit: &'a str,
    /// 职位名称.
    pub title: &'a str,
    /// 计划数.
    pub plan: &'a str,
    /// 资格条件.
    pub conditions: &'a str,
    /// 计分规则; empty for the posting's own.
    pub scheme: &'a str,
}

fn read_plan(text: &str, field: &FieldPath) -> Result<u32, Reason> {
    let folded = fold(text);
    if folded.is_empty() {
        return Err(TypedWhy::Missing.at(field));
    }
    let plan: u32 = folded.parse().map_err(|_| TypedWhy::NotANumber.at(field))?;
    if (1..=MAX_PLAN).contains(&plan) {
        Ok(plan)
    } else {
        Err(TypedWhy::OutOfRange { min: 1, max: i64::from(MAX_PLAN) }.at(field))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form() -> PostingForm {
        PostingForm {
            title: "公开遴选".to_owned(),
            authority: "办公室".to_owned(),
            notice: String::new(),
            enquiry: "0551-62606371、62606372（工作日）".to_owned(),
            supervision: String::new(),
            trial_days: "30".to_owned(),
            service_term: String::new(),
            opens: "2026-11-22T09:00".to_owned(),
            closes: "2026-11-29T18:00".to_owned(),
        }
    }

    #[test]
    fn a_notice_may_be_long_and_tells_no_private_number() {
        let long = PostingForm { notice: "字".repeat(40_000), ..form() };
        assert!(long.check().is_ok());
        let longer = PostingForm { notice: "字".repeat(40_001), ..form() };
        assert!(longer.check().is_err());
        let seventeen = "99000119900307123";
        let identity = format!("{seventeen}{}", crate::typed::identity_check(seventeen).expect("17 digits"));
        for private in [identity.as_str(), "990001900307123", "联系人 13800138000"] {
            let notice = PostingForm { notice: format!("咨询：{private}。"), ..form() };
            assert_eq!(notice.check(), Err(vec![TypedWhy::PrivateNumber.at("notice")]), "{private}");
            // What stood in a draft before is asked again when it is sent.
            let stored = PostingTerms {
                notice: NoticeText::stored(private.to_owned()),
                ..form().check().expect("complete")
            };
            assert_eq!(misfits_of(&stored, [], []).len(), 1, "{private}");
        }
    }

    #[test]
    fn telephones_may_be_mobile_have_digits_and_are_nobodys_identity_number() {
        let read = |enquiry: &str| {
            let form = PostingForm { enquiry: enquiry.to_owned(), ..form() };
            form.check().map(|terms| terms.telephones.enquiry().to_owned())
        };
        assert_eq!(read(" 13800138000 "), Ok("13800138000".to_owned()));
        assert_eq!(read(" "), Ok(String::new()));
        assert_eq!(read("见公告"), Err(vec![TypedWhy::PhoneForm.at("enquiry")]));
        assert_eq!(read("990001900307123"), Err(vec![TypedWhy::PrivateNumber.at("enquiry")]));
    }

    #[test]
    fn a_posting_reports_every_fault_and_reads_back() {
        let terms = form().check().expect("complete");
        assert_eq!(PostingForm::of(&terms).check(), Ok(terms));
        let bad = PostingForm { title: " ".to_owned(), closes: "2026-11-20T18:00".to_owned(), ..form() };
        let faults = bad.check().expect_err("two faults");
        assert_eq!(faults.len(), 2);
        assert!(faults.contains(&TypedWhy::WindowBackwards.at("closes")));
    }

    #[test]
    fn a_plan_is_a_whole_number_from_one() {
        let cells = PositionCells {
            code: "010022",
            unit: "局",
            title: "职位",
            plan: "０",
            ..PositionCells::default()
        };
        let faults = PositionTerms::read("positions.3", &cells).expect_err("no plan of 0");
        assert_eq!(faults, vec![TypedWhy::OutOfRange { min: 1, max: 999 }.at("positions.3.plan")]);
        let good =
            PositionTerms::read("positions.3", &PositionCells { plan: "２", ..cells }).expect("plan 2");
        assert_eq!((good.plan, good.code.as_str()), (2, "010022"));
    }

    #[test]
    fn the_class_of_the_papers_is_read_from_its_column_alone() {
        let cells =
            PositionCells { code: "1", unit: "局", title: "职位", plan: "1", ..PositionCells::default() };
        let bare = PositionTerms::read("", &cells).expect("a position");
        let with = |about: About, text: &str| {
            let title = Line::stored("试卷类别".to_owned());
            let details = vec![Detail { title, text: Words::stored(text.to_owned()), about }];
            PositionTerms { details, ..bare.clone() }.paper()
        };
        assert_eq!(bare.paper(), None);
        assert_eq!(
            with(About::Paper, " Ａ类\n试卷 "),
            Some("A类 试卷".to_owned()),
            "width and lines are folded"
        );
        assert_eq!(with(About::Words, "A类"), None, "words that a person reads are no class");
        assert_eq!(with(About::Nothing, "无"), None);
        let details = [About::Paper, About::Words].map(|about| Detail {
            title: Line::stored(about.word().to_owned()),
            text: Words::stored("A类".to_owned()),
            about,
        });
        let worded = crate::columns::Worded { code: "1", conditions: "", details: &details };
        let asked: Vec<About> = worded.asking().map(|one| one.about).collect();
        assert_eq!(asked, [About::Words], "a class asks nothing of anybody");
    }
}
