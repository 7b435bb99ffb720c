//! The closed lists of what a person can be, hold and have: lowest first where there is an order.
//!
//! Owns: the values and their words in forms and files, and [`List`], which names every list that a form offers. Refuses:
//! text in either language (crate `text`).

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::study::Study;
use crate::word::words;

words! {
    /// Sex, as the identity number says.
    Sex {
        /// Female.
        Female = "female",
        /// Male.
        Male = "male",
    }
}

words! {
    /// Ranks of the general administrative class (综合管理类职级), lowest first.
    Rank {
        /// 二级科员.
        SecondStaff = "second_staff",
        /// 一级科员.
        FirstStaff = "first_staff",
        /// 四级主任科员.
        FourthPrincipal = "fourth_principal",
        /// 三级主任科员.
        ThirdPrincipal = "third_principal",
        /// 二级主任科员.
        SecondPrincipal = "second_principal",
        /// 一级主任科员.
        FirstPrincipal = "first_principal",
        /// 四级调研员.
        FourthConsultant = "fourth_consultant",
        /// 三级调研员.
        ThirdConsultant = "third_consultant",
        /// 二级调研员.
        SecondConsultant = "second_consultant",
        /// 一级调研员.
        FirstConsultant = "first_consultant",
        /// 二级巡视员.
        SecondInspector = "second_inspector",
        /// 一级巡视员.
        FirstInspector = "first_inspector",
    }
}

words! {
    /// Leading posts (领导职务), lowest first.
    Leading {
        /// None.
        NoPost = "no_post",
        /// 乡科级副职.
        DeputySection = "deputy_section",
        /// 乡科级正职.
        Section = "section",
        /// 县处级副职.
        DeputyDivision = "deputy_division",
        /// 县处级正职.
        Division = "division",
        /// 厅局级副职.
        DeputyBureau = "deputy_bureau",
        /// 厅局级正职.
        Bureau = "bureau",
    }
}

words! {
    /// Education (学历), lowest first.
    Education {
        /// Below junior college.
        Secondary = "secondary",
        /// 大学专科.
        JuniorCollege = "junior_college",
        /// 大学本科.
        Undergraduate = "undergraduate",
        /// 研究生.
        Postgraduate = "postgraduate",
    }
}

words! {
    /// Degree (学位), lowest first.
    Degree {
        /// None.
        NoDegree = "no_degree",
        /// 学士.
        Bachelor = "bachelor",
        /// 硕士.
        Master = "master",
        /// 博士.
        Doctor = "doctor",
    }
}

words! {
    /// Level of the present unit (单位层级), lowest first.
    UnitLevel {
        /// 乡镇（街道）.
        Township = "township",
        /// 县（市、区）.
        County = "county",
        /// 设区的市.
        Prefecture = "prefecture",
        /// 省.
        Provincial = "provincial",
        /// 中央.
        Central = "central",
    }
}

words! {
    /// Kind of the present unit (单位性质).
    UnitKind {
        /// An organ whose staff are civil servants (公务员).
        Organ = "organ",
        /// Managed by reference to the Civil Servants Law (参照公务员法管理).
        Reference = "reference",
        /// Anything else.
        OtherUnit = "other_unit",
    }
}

words! {
    /// Political status (政治面貌).
    Politics {
        /// Member of the Communist Party, probationary members too.
        PartyMember = "party_member",
        /// Member of the Communist Youth League.
        LeagueMember = "league_member",
        /// Member of a democratic party.
        OtherParty = "other_party",
        /// None of these.
        NonParty = "non_party",
    }
}

words! {
    /// Result of an annual appraisal (年度考核等次).
    Appraisal {
        /// 优秀.
        Excellent = "excellent",
        /// 称职.
        Competent = "competent",
        /// 基本称职.
        Basic = "basic",
        /// 不称职.
        Incompetent = "incompetent",
        /// 参加考核不定等次.
        NoGrade = "no_grade",
        /// 未参加考核.
        NotTaken = "not_taken",
    }
}

impl Appraisal {
    /// Competent or better.
    #[must_use]
    pub const fn is_competent(self) -> bool {
        matches!(self, Self::Excellent | Self::Competent)
    }

    /// Basically competent or worse.
    #[must_use]
    pub const fn is_below_competent(self) -> bool {
        matches!(self, Self::Basic | Self::Incompetent)
    }
}

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

words! {
    /// The answer to a question that asks whether something is so.
    YesNo {
        /// It is not so.
        No = "no",
        /// It is so.
        Yes = "yes",
    }
}

/// The rank that somebody told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RankTold {
    /// A rank of the general administrative class.
    General(Rank),
    /// A rank of another class (police, tax, professional …), which a person compares.
    Other,
}

impl RankTold {
    /// The word in forms.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::General(rank) => rank.word(),
            Self::Other => "other_rank",
        }
    }

    /// Every rank of the general class, lowest first, then the choice for another class.
    pub fn all() -> impl Iterator<Item = Self> {
        Rank::ALL.iter().copied().map(Self::General).chain([Self::Other])
    }

    /// The rank that `word` stands for.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::all().find(|told| told.word() == word)
    }
}

words! {
    /// What a person tells by one entry of a closed list, and a condition reads as it stands. To let a condition read another
    /// such field, add it here; see `docs/recipes.md`.
    Listed {
        /// Highest education.
        Education = "education",
        /// Highest degree.
        Degree = "degree",
        /// Level of the present unit.
        UnitLevel = "unit_level",
        /// Kind of the present unit.
        UnitKind = "unit_kind",
        /// Political status.
        Politics = "politics",
    }
}

/// What a condition asks of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Test {
    /// The entry or a later one of its list.
    AtLeast,
    /// One of several entries.
    OneOf,
}

impl Listed {
    /// The list whose entries are told, and what a condition asks of them.
    #[must_use]
    pub const fn test(self) -> (List, Test) {
        match self {
            Self::Education => (List::Education, Test::AtLeast),
            Self::Degree => (List::Degree, Test::AtLeast),
            Self::UnitLevel => (List::UnitLevel, Test::OneOf),
            Self::UnitKind => (List::UnitKind, Test::OneOf),
            Self::Politics => (List::Politics, Test::OneOf),
        }
    }
}

/// Declares [`List`] and [`Choice`]: each list with the type of its entries and the entries that a form offers.
macro_rules! lists {
    ($($(#[$doc:meta])* $name:ident($entry:ty) = $all:expr;)+) => {
        /// A closed list that a field of a form offers.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum List { $($(#[$doc])* $name),+ }

        /// One entry of a closed list.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum Choice { $($(#[$doc])* $name($entry)),+ }

        impl List {
            /// Every list.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            /// The entries that a form offers, in their order.
            #[must_use]
            pub fn choices(self) -> Vec<Choice> {
                match self { $(Self::$name => $all.map(Choice::$name).collect()),+ }
            }
        }

        impl Choice {
            /// The word in forms and files.
            #[must_use]
            pub fn word(self) -> Cow<'static, str> {
                match self { $(Self::$name(entry) => Cow::from(entry.word())),+ }
            }
        }
    };
}

lists! {
    /// Sex.
    Sex(Sex) = Sex::ALL.iter().copied();
    /// Ranks, another class last.
    Rank(RankTold) = RankTold::all();
    /// Leading posts.
    Leading(Leading) = Leading::ALL.iter().copied();
    /// Education.
    Education(Education) = Education::ALL.iter().copied();
    /// Degrees.
    Degree(Degree) = Degree::ALL.iter().copied();
    /// What somebody can have studied, the field outside of the catalogues last.
    Study(Study) = Study::studied().chain([Study::OUTSIDE]);
    /// Levels of units.
    UnitLevel(UnitLevel) = UnitLevel::ALL.iter().copied();
    /// Kinds of units.
    UnitKind(UnitKind) = UnitKind::ALL.iter().copied();
    /// Political status.
    Politics(Politics) = Politics::ALL.iter().copied();
    /// Results of appraisals.
    Appraisal(Appraisal) = Appraisal::ALL.iter().copied();
    /// Relations of family members.
    Relation(Relation) = Relation::ALL.iter().copied();
    /// No or yes.
    YesNo(YesNo) = YesNo::ALL.iter().copied();
}

impl List {
    /// The entry that `word` stands for; `None` where the list does not offer it.
    #[must_use]
    pub fn read(self, word: &str) -> Option<Choice> {
        self.choices().into_iter().find(|choice| choice.word() == word)
    }
}
