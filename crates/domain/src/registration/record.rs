//! Section 3: education, annual appraisals, political status, and the circumstances under which nobody may take part.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Fields;
use crate::eligibility::{Appraisal, Degree, Education, Politics, Study, choice};
use crate::reason::{FieldPath, Reason, Refusals};
use crate::typed::{Line, fold};

/// Appraisals that the form has room for; the first three must be told.
pub const APPRAISALS: usize = 5;
const NEEDED: usize = 3;

/// Section 3, as typed.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct RecordForm {
    /// Highest education, a word of [`Education`].
    pub education_level: String,
    /// Highest degree, a word of [`Degree`].
    pub degree: String,
    /// Its class in the catalogue of fields of study, a code of [`Study`].
    pub study: String,
    /// School and programme in words.
    pub education: String,
    /// Political status, a word of [`Politics`].
    pub politics: String,
    /// The year of the first appraisal below; the others are the years before it.
    pub appraisal_year: String,
    /// Appraisal of that year, a word of [`Appraisal`].
    pub appraisal_1: String,
    /// Of the year before.
    pub appraisal_2: String,
    /// Of two years before.
    pub appraisal_3: String,
    /// Of three years before; may be empty.
    pub appraisal_4: String,
    /// Of four years before; may be empty.
    pub appraisal_5: String,
    /// Whether a circumstance applies under which nobody may take part: `yes` or `no`.
    pub excluded: String,
}

/// Section 3, checked.
#[derive(Clone, PartialEq, Eq)]
pub struct RecordPart {
    /// Highest education.
    pub education_level: Education,
    /// Highest degree.
    pub degree: Degree,
    /// Its class in the catalogue.
    pub study: Study,
    /// School and programme in words.
    pub education: Line,
    /// Political status.
    pub politics: Politics,
    /// The year of the first appraisal.
    pub appraisal_year: i32,
    /// Appraisals from that year backwards, three to five.
    pub appraisals: Vec<Option<Appraisal>>,
    /// Whether a circumstance applies under which nobody may take part.
    pub excluded: bool,
}

fn year(text: &str) -> Result<i32, Reason> {
    let field = FieldPath::new("appraisal_year");
    let folded = fold(text);
    if folded.is_empty() {
        return Err(Reason::Missing { field });
    }
    match folded.parse() {
        Ok(year) if (1950..=2199).contains(&year) => Ok(year),
        Ok(_) => Err(Reason::OutOfRange { field, min: 1950, max: 2199 }),
        Err(_) => Err(Reason::NotANumber { field }),
    }
}

/// Reads whether a circumstance applies.
pub(super) fn yes_or_no(word: &str) -> Option<bool> {
    match word {
        "yes" => Some(true),
        "no" => Some(false),
        _ => None,
    }
}

fn study(word: &str) -> Option<Study> {
    Study::from_word(word).filter(|study| !study.is_discipline())
}

impl RecordForm {
    /// Checks every field.
    ///
    /// # Errors
    /// All refusals.
    pub fn check(&self) -> Result<RecordPart, Vec<Reason>> {
        let mut all = Refusals::default();
        let level = all.take(choice(&self.education_level, "education_level", Education::from_word));
        let degree = all.take(choice(&self.degree, "degree", Degree::from_word));
        let study = all.take(choice(&self.study, "study", study));
        let words = all.take(Line::parse(&self.education, &FieldPath::new("education")));
        let politics = all.take(choice(&self.politics, "politics", Politics::from_word));
        let year = all.take(year(&self.appraisal_year));
        let mut appraisals = Vec::with_capacity(APPRAISALS);
        for ((name, word), at) in self.appraisal_fields().into_iter().zip(0_usize..) {
            let result = if word.is_empty() && at >= NEEDED {
                None
            } else {
                all.take(choice(word, name, Appraisal::from_word))
            };
            appraisals.push(result);
        }
        let excluded = all.take(choice(&self.excluded, "excluded", yes_or_no));
        let part = level.zip(degree).zip(study).zip(words).zip(politics).zip(year).zip(excluded).map(
            |((((((education_level, degree), study), education), politics), appraisal_year), excluded)| {
                RecordPart {
                    education_level,
                    degree,
                    study,
                    education,
                    politics,
                    appraisal_year,
                    appraisals,
                    excluded,
                }
            },
        );
        all.settle(part)
    }

    /// The fields of the appraisals, the newest first.
    #[must_use]
    pub fn appraisal_fields(&self) -> [(&'static str, &str); APPRAISALS] {
        [
            ("appraisal_1", &self.appraisal_1),
            ("appraisal_2", &self.appraisal_2),
            ("appraisal_3", &self.appraisal_3),
            ("appraisal_4", &self.appraisal_4),
            ("appraisal_5", &self.appraisal_5),
        ]
    }

    /// Appraisals by year, as far as they can be read.
    pub(super) fn appraisals_told(&self) -> BTreeMap<i32, Appraisal> {
        let Ok(newest) = year(&self.appraisal_year) else { return BTreeMap::new() };
        let fields = self.appraisal_fields().into_iter().zip(0_i32..);
        fields
            .filter_map(|((_, word), back)| Some((newest.saturating_sub(back), Appraisal::from_word(word)?)))
            .collect()
    }

    /// Every field by its form name.
    #[must_use]
    pub fn fields(&self) -> Fields<'_> {
        let mut all: Fields<'_> = vec![
            ("education_level".into(), &self.education_level),
            ("degree".into(), &self.degree),
            ("study".into(), &self.study),
            ("education".into(), &self.education),
            ("politics".into(), &self.politics),
            ("appraisal_year".into(), &self.appraisal_year),
        ];
        all.extend(self.appraisal_fields().map(|(name, value)| (name.into(), value)));
        all.push(("excluded".into(), &self.excluded));
        all
    }
}

impl RecordPart {
    /// The form in its canonical spelling.
    #[must_use]
    pub fn form(&self) -> RecordForm {
        let told = |at: usize| {
            let result = self.appraisals.get(at).copied().flatten();
            result.map(Appraisal::word).unwrap_or_default().to_owned()
        };
        RecordForm {
            education_level: self.education_level.word().to_owned(),
            degree: self.degree.word().to_owned(),
            study: self.study.word(),
            education: self.education.as_str().to_owned(),
            politics: self.politics.word().to_owned(),
            appraisal_year: self.appraisal_year.to_string(),
            appraisal_1: told(0),
            appraisal_2: told(1),
            appraisal_3: told(2),
            appraisal_4: told(3),
            appraisal_5: told(4),
            excluded: if self.excluded { "yes" } else { "no" }.to_owned(),
        }
    }
}

impl std::fmt::Debug for RecordForm {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("RecordForm(***)")
    }
}

impl std::fmt::Debug for RecordPart {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("RecordPart(***)")
    }
}
