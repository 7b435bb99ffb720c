//! The registration form (报名推荐表) as data: every section with its fields, each said once.
//!
//! Owns: [`Section`], [`Field`] and the table of both. A row of the table is a field: its word in forms, stored answers and
//! events, its kind, and what else holds of it. Refuses: labels and hints (`text::registration`, by an exhaustive match on
//! [`Field`]), and doing anything with an answer (the other modules here, each by the table).

use serde::{Deserialize, Serialize};

use super::spec::{Block, FieldKind, Spec, When};
use super::{Form, Part};
use crate::eligibility::{List, Listed, Question};
use crate::word::words;

/// Declares sections with their fields: `Name = "word" => kind, property(…), …;`.
macro_rules! form {
    ($($(#[$part:meta])* $section:ident = $slug:literal {
        $($(#[$doc:meta])* $field:ident = $word:literal => $kind:expr $(, $how:ident($($with:expr),*))*;)+
    })+) => {
        words! {
            /// The sections of the form, in order.
            Section { $($(#[$part])* $section = $slug),+ }
        }

        words! {
            /// The fields of the form, in order. The word of a field in a block begins with the word of the block.
            Field { $($($(#[$doc])* $field = $word),+),+ }
        }

        impl Field {
            /// What the field is.
            #[must_use]
            pub const fn spec(self) -> Spec {
                match self { $($(Self::$field => Spec::new($kind)$(.$how($($with),*))*,)+)+ }
            }

            /// The section that it stands in.
            #[must_use]
            pub const fn section(self) -> Section {
                match self { $($(Self::$field => Section::$section,)+)+ }
            }
        }

        /// The form that every posting uses.
        pub(super) static STANDARD: Form =
            Form { parts: &[$(Part { section: Section::$section, fields: &[$(Field::$field),+] }),+] };
    };
}

form! {
    /// Name, identity number, phone.
    Person = "person" {
        /// Name.
        Name = "name" => FieldKind::Name;
        /// Resident identity number.
        Identity = "identity" => FieldKind::Identity;
        /// Birthday; the identity number says it.
        Birth = "birth" => FieldKind::Day, follows(Field::Identity), reads(Question::Birth);
        /// Sex; the identity number says it.
        Sex = "sex" => FieldKind::Choice(List::Sex), follows(Field::Identity), reads(Question::Sex);
        /// Telephone.
        Phone = "phone" => FieldKind::Phone;
    }
    /// Present unit, post, rank and service.
    Service = "service" {
        /// Current unit (所在单位).
        Unit = "unit" => FieldKind::Line;
        /// Level of the unit.
        UnitLevel = "unit_level" => FieldKind::Choice(List::UnitLevel), reads(Question::Listed(Listed::UnitLevel));
        /// Kind of the unit.
        UnitKind = "unit_kind" => FieldKind::Choice(List::UnitKind), reads(Question::Listed(Listed::UnitKind));
        /// Since when in an authority of that level.
        LevelSince = "level_since" => FieldKind::Day, reads(Question::LevelSince);
        /// When the person became a civil servant.
        Joined = "joined" => FieldKind::Day, reads(Question::Joined);
        /// Present post in words.
        Post = "post" => FieldKind::Line;
        /// Present rank.
        Rank = "rank" => FieldKind::Choice(List::Rank), reads(Question::Rank);
        /// Since when.
        RankSince = "rank_since" => FieldKind::Day, reads(Question::RankSince);
        /// Leading post.
        Leading = "leading" => FieldKind::Choice(List::Leading), reads(Question::Leading);
        /// Since when.
        LeadingSince = "leading_since" => FieldKind::Day, asked(When::IsNot(Field::Leading, "no_post")),
            reads(Question::LeadingSince);
        /// First day of a spell of grass-roots work.
        GrassrootsFrom = "grassroots_from" => FieldKind::Day, within(Block::Grassroots),
            reads(Question::Grassroots);
        /// Last day of the spell; empty where it goes on.
        GrassrootsTo = "grassroots_to" => FieldKind::Day, within(Block::Grassroots), optional(),
            not_before(Field::GrassrootsFrom), reads(Question::Grassroots);
    }
    /// Education, appraisals, political status.
    Record = "record" {
        /// Highest education.
        EducationLevel = "education_level" => FieldKind::Choice(List::Education), reads(Question::Listed(Listed::Education));
        /// Highest degree.
        Degree = "degree" => FieldKind::Choice(List::Degree), reads(Question::Listed(Listed::Degree));
        /// Its field of study, an entry of a catalogue.
        Study = "study" => FieldKind::Study, reads(Question::Study);
        /// School and programme in words.
        Education = "education" => FieldKind::Line;
        /// Political status.
        Politics = "politics" => FieldKind::Choice(List::Politics), reads(Question::Listed(Listed::Politics));
        /// The year of the first appraisal; the others are the years before it.
        AppraisalYear = "appraisal_year" => FieldKind::Year;
        /// The appraisal of a year.
        Appraisal = "appraisal" => FieldKind::Choice(List::Appraisal), within(Block::Appraisal),
            reads(Question::Appraisals);
        /// Whether a circumstance applies under which nobody may take part (不得参加的情形).
        Excluded = "excluded" => FieldKind::Choice(List::YesNo), reads(Question::Excluded);
    }
    /// Closest family, and whether a relation asks for recusal (回避). The selecting authority decides about recusal.
    Family = "family" {
        /// How a family member is related.
        FamilyRelation = "family_relation" => FieldKind::Choice(List::Relation), within(Block::Family);
        /// Name.
        FamilyName = "family_name" => FieldKind::Name, within(Block::Family);
        /// Unit and post (工作单位及职务), or why there is none.
        FamilyWork = "family_work" => FieldKind::Line, within(Block::Family);
        /// Whether a relation asks for recusal.
        Recusal = "recusal" => FieldKind::Choice(List::YesNo);
        /// Which.
        RecusalWords = "recusal_words" => FieldKind::Line, asked(When::Is(Field::Recusal, "yes"));
    }
    /// The unit's recommendation and the candidate's statement.
    Statement = "statement" {
        /// Whether the appointing authority agreed to recommend.
        Recommended = "recommended" => FieldKind::Agreed;
        /// Whether the candidate stands by what is written.
        Truthful = "truthful" => FieldKind::Agreed;
        /// Remark.
        Remark = "remark" => FieldKind::Words, optional();
    }
}
