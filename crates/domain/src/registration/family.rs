//! Section 4: the closest family, and whether a relation asks for recusal (回避).
//!
//! Owns: rows of family members, and the question that is asked only where the one before it is answered with yes. Refuses:
//! deciding about recusal; the selecting authority does, by the regulation.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::record::yes_or_no;
use super::{Fields, rows};
use crate::eligibility::choice;
use crate::reason::{FieldPath, Reason, Refusals};
use crate::typed::{Line, PersonName, fold};
use crate::word::words;

words! {
    /// How a family member is related to the candidate.
    Relation {
        /// Husband or wife.
        Spouse = "spouse",
        /// Father.
        Father = "father",
        /// Mother.
        Mother = "mother",
        /// Son.
        Son = "son",
        /// Daughter.
        Daughter = "daughter",
        /// Brother or sister.
        Sibling = "sibling",
        /// Father of the husband or wife.
        SpouseFather = "spouse_father",
        /// Mother of the husband or wife.
        SpouseMother = "spouse_mother",
        /// Another close relation.
        Other = "other",
    }
}

/// One family member, as typed.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct MemberForm {
    /// A word of [`Relation`].
    pub relation: String,
    /// Name.
    pub name: String,
    /// Unit and post (工作单位及职务), or why there is none.
    pub work: String,
}

/// Section 4, as typed.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct FamilyForm {
    /// Family members; empty rows are passed over.
    pub members: Vec<MemberForm>,
    /// Whether a relation asks for recusal: `yes` or `no`.
    pub recusal: String,
    /// Which; asked only after `yes`.
    pub recusal_words: String,
}

/// One family member.
#[derive(Clone, PartialEq, Eq)]
pub struct Member {
    /// How related.
    pub relation: Relation,
    /// Name.
    pub name: PersonName,
    /// Unit and post.
    pub work: Line,
}

/// Section 4, checked.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct FamilyPart {
    /// Family members.
    pub members: Vec<Member>,
    /// The relation that asks for recusal, where there is one.
    pub recusal: Option<Line>,
}

impl MemberForm {
    /// The name of a field of a row; rows count from 1.
    #[must_use]
    pub fn name_of(row: usize, part: &str) -> String {
        format!("family_{row}_{part}")
    }

    fn is_empty(&self) -> bool {
        [&self.relation, &self.name, &self.work].iter().all(|text| fold(text).is_empty())
    }

    fn check(&self, row: usize, all: &mut Refusals) -> Option<Member> {
        let field = |part: &str| FieldPath::new(&Self::name_of(row, part));
        let relation = all.take(choice(&self.relation, &Self::name_of(row, "relation"), Relation::from_word));
        let name = all.take(PersonName::parse(&self.name, &field("name")));
        let work = all.take(Line::parse(&self.work, &field("work")));
        let ((relation, name), work) = relation.zip(name).zip(work)?;
        Some(Member { relation, name, work })
    }
}

impl FamilyForm {
    /// Rows from named fields.
    #[must_use]
    pub fn rows(fields: &BTreeMap<String, String>) -> Vec<MemberForm> {
        rows::read(fields, "family", |get| MemberForm {
            relation: get("relation"),
            name: get("name"),
            work: get("work"),
        })
    }

    /// Checks every field that is asked.
    ///
    /// # Errors
    /// All refusals.
    pub fn check(&self) -> Result<FamilyPart, Vec<Reason>> {
        let mut all = Refusals::default();
        let mut members = Vec::new();
        for (row, no) in self.members.iter().zip(1_usize..) {
            if !row.is_empty() {
                members.extend(row.check(no, &mut all));
            }
        }
        let recusal = match all.take(choice(&self.recusal, "recusal", yes_or_no)) {
            Some(true) => {
                all.take(Line::parse(&self.recusal_words, &FieldPath::new("recusal_words"))).map(Some)
            }
            Some(false) => Some(None),
            None => None,
        };
        all.settle(recusal.map(|recusal| FamilyPart { members, recusal }))
    }

    /// Every field by its form name.
    #[must_use]
    pub fn fields(&self) -> Fields<'_> {
        let mut all: Fields<'_> = Vec::new();
        for (row, no) in self.members.iter().zip(1_usize..) {
            for (part, value) in [("relation", &row.relation), ("name", &row.name), ("work", &row.work)] {
                all.push((MemberForm::name_of(no, part).into(), value));
            }
        }
        all.push(("recusal".into(), &self.recusal));
        all.push(("recusal_words".into(), &self.recusal_words));
        all
    }
}

impl FamilyPart {
    /// The form in its canonical spelling.
    #[must_use]
    pub fn form(&self) -> FamilyForm {
        let member = |member: &Member| MemberForm {
            relation: member.relation.word().to_owned(),
            name: member.name.as_str().to_owned(),
            work: member.work.as_str().to_owned(),
        };
        FamilyForm {
            members: self.members.iter().map(member).collect(),
            recusal: if self.recusal.is_some() { "yes" } else { "no" }.to_owned(),
            recusal_words: self.recusal.as_ref().map(|words| words.as_str().to_owned()).unwrap_or_default(),
        }
    }
}

impl std::fmt::Debug for MemberForm {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("MemberForm(***)")
    }
}

impl std::fmt::Debug for FamilyForm {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("FamilyForm(***)")
    }
}

impl std::fmt::Debug for FamilyPart {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("FamilyPart(***)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mother() -> MemberForm {
        MemberForm {
            relation: "mother".to_owned(),
            name: "王某".to_owned(),
            work: "某县医院，退休".to_owned(),
        }
    }

    fn fields(faults: &[Reason]) -> Vec<&str> {
        faults.iter().filter_map(Reason::field).map(FieldPath::as_str).collect()
    }

    #[test]
    fn a_row_is_whole_or_empty_and_the_second_question_follows_the_first() {
        let form = FamilyForm {
            members: vec![
                MemberForm::default(),
                MemberForm { name: "李某".to_owned(), ..MemberForm::default() },
            ],
            recusal: "yes".to_owned(),
            ..FamilyForm::default()
        };
        let faults = form.check().expect_err("holes");
        assert_eq!(fields(&faults), ["family_2_relation", "family_2_work", "recusal_words"]);
        // Without the first answer, or after no, the second is not asked, whatever stands in it.
        let faults = FamilyForm::default().check().expect_err("a hole");
        assert_eq!(fields(&faults), ["recusal"]);
        let form = FamilyForm {
            members: vec![mother(), MemberForm::default()],
            recusal: "no".to_owned(),
            recusal_words: "x".repeat(9_000),
        };
        let part = form.check().expect("complete");
        assert_eq!((part.members.len(), part.recusal.is_none()), (1, true));
        assert_eq!(part.form().recusal_words, "");
        assert_eq!(part.form().check(), Ok(part));
        assert_eq!(format!("{form:?}{:?}", mother()), "FamilyForm(***)MemberForm(***)");
    }

    #[test]
    fn fields_give_rows_again() {
        let form = FamilyForm { members: vec![mother(), MemberForm::default()], ..FamilyForm::default() };
        let named =
            form.fields().into_iter().map(|(name, value)| (name.into_owned(), value.to_owned())).collect();
        assert_eq!(FamilyForm::rows(&named), form.members);
    }
}
