//! From answers to the facts that conditions read, as far as each answer can be read.

use std::collections::BTreeMap;

use super::{Answers, Block, Field, Form, Rows, Section, Spot};
use crate::eligibility::{
    Appraisal, Asked, Broken, Day, Degree, Education, Facts, Place, Question, Spell, Wanted, born, broken,
    judge_all, sex_of,
};
use crate::reason::FieldPath;
use crate::typed::IdentityNumber;

/// Where the form asks for what breaks a condition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum At {
    /// At one answer.
    Spot(Spot),
    /// Above the rows of a block.
    Block(Block),
}

/// Answers that cannot both be right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Contradiction {
    /// A degree is awarded on a bachelor's programme or higher, and the education is lower.
    DegreeAboveEducation,
}

impl Contradiction {
    /// The field that it is shown at.
    #[must_use]
    pub const fn field(self) -> Field {
        match self {
            Self::DegreeAboveEducation => Field::Degree,
        }
    }
}

impl Form {
    /// What is known of the person; what cannot be read is not told.
    #[must_use]
    pub fn facts(&self, answers: &Answers) -> Facts {
        let mut facts = Facts::default();
        for field in self.fields() {
            let spec = field.spec();
            match (spec.reads, spec.block, spec.follows) {
                (None, ..) => {}
                (Some(_), Some(block), _) => self.tell_rows(block, answers, &mut facts),
                (Some(question), None, None) => facts.tell(question, answers.told(field)),
                (Some(question), None, Some(_)) => facts.tell(question, &derived(field, answers)),
            }
        }
        facts
    }

    fn tell_rows(&self, block: Block, answers: &Answers, facts: &mut Facts) {
        match block {
            // Empty rows say "none" only once the section was filled in.
            Block::Grassroots => {
                facts.grassroots = self
                    .spells(answers)
                    .filter(|spells| !spells.is_empty() || self.is_begun(Section::Service, answers));
            }
            Block::Appraisal => facts.appraisals = self.appraisals(answers),
            Block::Family => {}
        }
    }

    /// The spells of grass-roots work, where every row can be read.
    pub(super) fn spells(&self, answers: &Answers) -> Option<Vec<Spell>> {
        let spelled = self.check_rows(Block::Grassroots, answers).ok()?;
        let day = |field: Field, row: usize| {
            Day::parse(spelled.get(Spot::at(field, row)), &FieldPath::new("day")).ok()
        };
        (1..=spelled.rows(Block::Grassroots))
            .map(|row| {
                let from = day(Field::GrassrootsFrom, row)?;
                Some(Spell { from, to: day(Field::GrassrootsTo, row) })
            })
            .collect()
    }

    /// Appraisals by year, as far as they can be read.
    fn appraisals(&self, answers: &Answers) -> BTreeMap<i32, Appraisal> {
        let Some(newest) = answers.appraisal_year() else { return BTreeMap::new() };
        (1..=self.rows(Block::Appraisal, answers))
            .zip(0_i32..)
            .filter_map(|(row, back)| {
                let result = Appraisal::from_word(answers.get(Spot::at(Field::Appraisal, row)))?;
                Some((newest.saturating_sub(back), result))
            })
            .collect()
    }

    /// The answers that break a condition, each a hint for the candidate; nothing that is still empty is among them.
    #[must_use]
    pub fn broken(&self, answers: &Answers, asked: &Asked) -> Vec<Broken> {
        broken(&judge_all(&asked.rules, &self.facts(answers), asked.at))
    }

    /// The answers that cannot both be right, whatever a position asks.
    #[must_use]
    pub fn contradictions(&self, answers: &Answers) -> Vec<Contradiction> {
        let degree =
            Degree::from_word(answers.told(Field::Degree)).is_some_and(|one| one >= Degree::Bachelor);
        let level = Education::from_word(answers.told(Field::EducationLevel));
        let below = level.is_some_and(|level| level < Education::Undergraduate);
        if degree && below { vec![Contradiction::DegreeAboveEducation] } else { Vec::new() }
    }

    /// Where the form asks for what stands at `place`; `newest` is the year of the first appraisal. What follows from
    /// another answer is asked there. `None` where the form does not ask for it.
    #[must_use]
    pub fn at(&self, place: Place, newest: i32) -> Option<At> {
        match place {
            Place::At(question) => {
                let field = self.reading(question).next()?;
                let spec = field.spec();
                let spot = At::Spot(Spot::of(spec.follows.unwrap_or(field)));
                Some(spec.block.map_or(spot, At::Block))
            }
            Place::Year(year) => {
                let row = usize::try_from(newest.checked_sub(year)?.checked_add(1)?).ok()?;
                let Rows::Fixed { rows, .. } = Block::Appraisal.rows() else { return None };
                (1..=rows).contains(&row).then_some(At::Spot(Spot::at(Field::Appraisal, row)))
            }
        }
    }

    /// What is wanted, in the order in which the form asks for it.
    #[must_use]
    pub fn questions(&self, wanted: &Wanted) -> Vec<Question> {
        let mut all = Vec::new();
        for question in self.fields().filter_map(|field| field.spec().reads) {
            if wanted.questions.contains(&question) && !all.contains(&question) {
                all.push(question);
            }
        }
        all
    }

    /// The fields that a question of conditions reads.
    pub fn reading(&self, question: Question) -> impl Iterator<Item = Field> + use<> {
        self.fields().filter(move |field| field.spec().reads == Some(question))
    }
}

impl At {
    /// The section that it stands in.
    #[must_use]
    pub fn section(self) -> Option<Section> {
        match self {
            Self::Spot(spot) => Some(spot.field.section()),
            Self::Block(block) => {
                Field::ALL.iter().find(|field| field.spec().block == Some(block)).map(|field| field.section())
            }
        }
    }
}

impl Answers {
    /// The year of the first appraisal, where one was told.
    #[must_use]
    pub fn appraisal_year(&self) -> Option<i32> {
        self.told(Field::AppraisalYear).parse().ok()
    }
}

/// What a field that follows from another one says, spelled as if it had been typed; empty where nothing can be told.
#[must_use]
pub fn derived(field: Field, answers: &Answers) -> String {
    let Some(source) = field.spec().follows else { return String::new() };
    let Ok(identity) = IdentityNumber::parse(answers.told(source), &Spot::of(source).path()) else {
        return String::new();
    };
    match field.spec().reads {
        Some(Question::Birth) => born(&identity).map(|day| day.to_string()).unwrap_or_default(),
        Some(Question::Sex) => sex_of(&identity).map(|sex| sex.word().to_owned()).unwrap_or_default(),
        _ => String::new(),
    }
}
