//! The closed lists of what a person can be, hold and have: lowest first where there is an order.
//!
//! Owns: the values and their words in forms and files. Refuses: text in either language (crate `text`).

use serde::{Deserialize, Serialize};

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
