//! Words of the closed lists of the registration form.

use domain::eligibility::{
    Appraisal, Choice, Degree, Education, Leading, List, Politics, Rank, RankTold, Relation, Sex, UnitKind,
    UnitLevel, YesNo,
};

use super::study;
use crate::Lang;
use crate::catalogue::catalogue;

catalogue! {
    female => "女性", "women";
    male => "男性", "men";
    is_female => "女", "Female";
    is_male => "男", "Male";
    second_staff => "二级科员", "staff member, grade 2";
    first_staff => "一级科员", "staff member, grade 1";
    fourth_principal => "四级主任科员", "principal staff member, grade 4";
    third_principal => "三级主任科员", "principal staff member, grade 3";
    second_principal => "二级主任科员", "principal staff member, grade 2";
    first_principal => "一级主任科员", "principal staff member, grade 1";
    fourth_consultant => "四级调研员", "consultant, grade 4";
    third_consultant => "三级调研员", "consultant, grade 3";
    second_consultant => "二级调研员", "consultant, grade 2";
    first_consultant => "一级调研员", "consultant, grade 1";
    second_inspector => "二级巡视员", "inspector, grade 2";
    first_inspector => "一级巡视员", "inspector, grade 1";
    other_rank => "其他职位类别的职级（综合管理类以外）", "a rank of another class (not general administrative)";
    no_post => "无领导职务", "no leading post";
    deputy_section => "乡科级副职", "deputy section chief";
    section => "乡科级正职", "section chief";
    deputy_division => "县处级副职", "deputy division chief";
    division => "县处级正职", "division chief";
    deputy_bureau => "厅局级副职", "deputy bureau director";
    bureau => "厅局级正职", "bureau director";
    secondary => "大专以下", "below junior college";
    junior_college => "大学专科", "junior college";
    undergraduate => "大学本科", "bachelor's programme";
    postgraduate => "研究生", "postgraduate programme";
    no_degree => "无学位", "no degree";
    bachelor => "学士", "bachelor";
    master => "硕士", "master";
    doctor => "博士", "doctor";
    township => "乡镇（街道）", "township or subdistrict";
    county => "县（市、区）", "county";
    prefecture => "市（地、州、盟）", "prefecture";
    provincial => "省（自治区、直辖市）", "province";
    central => "中央", "central";
    organ => "公务员机关", "an organ of civil servants";
    reference => "参照公务员法管理单位", "a unit managed by reference to the Civil Servants Law";
    other_unit => "其他单位", "another unit";
    party_member => "中共党员（含预备党员）", "member of the Communist Party, probationary members included";
    league_member => "共青团员", "member of the Communist Youth League";
    other_party => "民主党派成员", "member of a democratic party";
    non_party => "群众或者无党派人士", "none of these";
    excellent => "优秀", "Excellent";
    competent => "称职", "Competent";
    basic => "基本称职", "Basically competent";
    incompetent => "不称职", "Incompetent";
    no_grade => "参加考核不定等次", "Appraised without a grade";
    not_taken => "未参加考核", "Not appraised";
    relation_spouse => "配偶", "Husband or wife";
    relation_father => "父亲", "Father";
    relation_mother => "母亲", "Mother";
    relation_son => "儿子", "Son";
    relation_daughter => "女儿", "Daughter";
    relation_sibling => "兄弟姐妹", "Brother or sister";
    relation_spouse_father => "配偶的父亲", "Father-in-law";
    relation_spouse_mother => "配偶的母亲", "Mother-in-law";
    relation_other => "其他", "Other";
    yes => "有", "Yes";
    no => "没有", "No";
}

/// A sex as a condition names it.
#[must_use]
pub fn sex(sex: Sex, lang: Lang) -> &'static str {
    match sex {
        Sex::Female => female(lang),
        Sex::Male => male(lang),
    }
}

/// A person's sex.
#[must_use]
pub fn sex_of(sex: Sex, lang: Lang) -> &'static str {
    match sex {
        Sex::Female => is_female(lang),
        Sex::Male => is_male(lang),
    }
}

/// A rank.
#[must_use]
pub fn rank(rank: Rank, lang: Lang) -> &'static str {
    match rank {
        Rank::SecondStaff => second_staff(lang),
        Rank::FirstStaff => first_staff(lang),
        Rank::FourthPrincipal => fourth_principal(lang),
        Rank::ThirdPrincipal => third_principal(lang),
        Rank::SecondPrincipal => second_principal(lang),
        Rank::FirstPrincipal => first_principal(lang),
        Rank::FourthConsultant => fourth_consultant(lang),
        Rank::ThirdConsultant => third_consultant(lang),
        Rank::SecondConsultant => second_consultant(lang),
        Rank::FirstConsultant => first_consultant(lang),
        Rank::SecondInspector => second_inspector(lang),
        Rank::FirstInspector => first_inspector(lang),
    }
}

/// A rank that somebody told.
#[must_use]
pub fn rank_told(told: RankTold, lang: Lang) -> &'static str {
    match told {
        RankTold::General(of) => rank(of, lang),
        RankTold::Other => other_rank(lang),
    }
}

/// A leading post.
#[must_use]
pub fn leading(post: Leading, lang: Lang) -> &'static str {
    match post {
        Leading::NoPost => no_post(lang),
        Leading::DeputySection => deputy_section(lang),
        Leading::Section => section(lang),
        Leading::DeputyDivision => deputy_division(lang),
        Leading::Division => division(lang),
        Leading::DeputyBureau => deputy_bureau(lang),
        Leading::Bureau => bureau(lang),
    }
}

/// Education.
#[must_use]
pub fn education(level: Education, lang: Lang) -> &'static str {
    match level {
        Education::Secondary => secondary(lang),
        Education::JuniorCollege => junior_college(lang),
        Education::Undergraduate => undergraduate(lang),
        Education::Postgraduate => postgraduate(lang),
    }
}

/// A degree.
#[must_use]
pub fn degree(degree: Degree, lang: Lang) -> &'static str {
    match degree {
        Degree::NoDegree => no_degree(lang),
        Degree::Bachelor => bachelor(lang),
        Degree::Master => master(lang),
        Degree::Doctor => doctor(lang),
    }
}

/// The level of a unit.
#[must_use]
pub fn unit_level(level: UnitLevel, lang: Lang) -> &'static str {
    match level {
        UnitLevel::Township => township(lang),
        UnitLevel::County => county(lang),
        UnitLevel::Prefecture => prefecture(lang),
        UnitLevel::Provincial => provincial(lang),
        UnitLevel::Central => central(lang),
    }
}

/// The kind of a unit.
#[must_use]
pub fn unit_kind(kind: UnitKind, lang: Lang) -> &'static str {
    match kind {
        UnitKind::Organ => organ(lang),
        UnitKind::Reference => reference(lang),
        UnitKind::OtherUnit => other_unit(lang),
    }
}

/// Political status.
#[must_use]
pub fn politics(status: Politics, lang: Lang) -> &'static str {
    match status {
        Politics::PartyMember => party_member(lang),
        Politics::LeagueMember => league_member(lang),
        Politics::OtherParty => other_party(lang),
        Politics::NonParty => non_party(lang),
    }
}

/// The result of an appraisal.
#[must_use]
pub fn appraisal(result: Appraisal, lang: Lang) -> &'static str {
    match result {
        Appraisal::Excellent => excellent(lang),
        Appraisal::Competent => competent(lang),
        Appraisal::Basic => basic(lang),
        Appraisal::Incompetent => incompetent(lang),
        Appraisal::NoGrade => no_grade(lang),
        Appraisal::NotTaken => not_taken(lang),
    }
}

/// How a family member is related.
#[must_use]
pub fn relation(relation: Relation, lang: Lang) -> &'static str {
    match relation {
        Relation::Spouse => relation_spouse(lang),
        Relation::Father => relation_father(lang),
        Relation::Mother => relation_mother(lang),
        Relation::Son => relation_son(lang),
        Relation::Daughter => relation_daughter(lang),
        Relation::Sibling => relation_sibling(lang),
        Relation::SpouseFather => relation_spouse_father(lang),
        Relation::SpouseMother => relation_spouse_mother(lang),
        Relation::Other => relation_other(lang),
    }
}

/// Whether something is so.
#[must_use]
pub fn yes_no(answer: YesNo, lang: Lang) -> &'static str {
    match answer {
        YesNo::Yes => yes(lang),
        YesNo::No => no(lang),
    }
}

/// An entry of a closed list.
#[must_use]
pub fn choice(choice: Choice, lang: Lang) -> &'static str {
    match choice {
        Choice::Sex(one) => sex_of(one, lang),
        Choice::Rank(one) => rank_told(one, lang),
        Choice::Leading(one) => leading(one, lang),
        Choice::Education(one) => education(one, lang),
        Choice::Degree(one) => degree(one, lang),
        Choice::Study(one) => study::name(one, lang),
        Choice::UnitLevel(one) => unit_level(one, lang),
        Choice::UnitKind(one) => unit_kind(one, lang),
        Choice::Politics(one) => politics(one, lang),
        Choice::Appraisal(one) => appraisal(one, lang),
        Choice::Relation(one) => relation(one, lang),
        Choice::YesNo(one) => yes_no(one, lang),
    }
}

/// The entries of a list as a form offers them: the word that is sent, and the word that is read.
#[must_use]
pub fn offered(list: List, lang: Lang) -> Vec<(String, String)> {
    list.choices().into_iter().map(|one| (one.word().into_owned(), choice(one, lang).to_owned())).collect()
}
