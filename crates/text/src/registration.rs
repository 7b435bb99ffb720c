//! The registration form in words: the label and hint of each field, and what was told as people read it.
//!
//! Owns the one mapping from the fields of the form to words, for candidates and screeners alike. Refuses to check anything:
//! what is no known choice is shown as it was typed.

use domain::eligibility::Day;
use domain::reason::FieldPath;
use domain::registration::{Block, Contradiction, Field, FieldKind, Spot, When};
use domain::study::Study;

use crate::catalogue::catalogue;
use crate::eligibility::{day, excluded_list, excluded_title, lists, study};
use crate::{Lang, numbers};

catalogue! {
    // fields: the label, then the hint where there is one
    name => "姓名", "Name";
    name_hint => "与身份证一致", "As on the identity card";
    identity => "身份证号", "Resident identity number";
    identity_hint => "18 位，末位可以是 X。加密保存，审查时只显示首尾几位。", "18 characters, the last may be X. Kept encrypted; screeners see only the first and last few.";
    birth => "出生日期", "Date of birth";
    birth_hint => "年-月-日，例如 1995-07-01", "Year-month-day, for example 1995-07-01";
    sex => "性别", "Sex";
    phone => "联系电话", "Telephone";
    phone_hint => "考试安排有变化时用来联系您", "Used to reach you when arrangements change";
    unit => "所在单位", "Present unit";
    unit_hint => "写全称", "Its full name";
    unit_level => "单位层级", "Level of the unit";
    unit_kind => "单位性质", "Kind of the unit";
    level_since => "进入本级机关的日期", "In authorities of this level since";
    joined => "成为公务员（参照管理人员）的日期", "Civil servant, or managed by reference, since";
    joined_hint => "录用、调任或者登记的日期，例如 2018-07-01", "The day of appointment or registration, for example 2018-07-01";
    post => "现任职务职级", "Present post and rank";
    post_hint => "例如：办公室四级主任科员", "For example: fourth-grade principal staff member, general office";
    rank => "现任职级", "Present rank";
    rank_since => "任现职级的日期", "In this rank since";
    leading => "现任领导职务", "Present leading post";
    leading_since => "任现领导职务的日期", "In this leading post since";
    leading_since_hint => "没有领导职务的不填", "Leave empty where there is none";
    grassroots_from => "开始日期", "first day";
    grassroots_to => "结束日期", "last day";
    education_level => "最高学历", "Highest education";
    degree => "最高学位", "Highest degree";
    field_of_study => "所学专业", "Field of study";
    field_of_study_hint => "填代码或者名称，可以从列出的专业中选择：本科按本科专业目录（2026年），研究生按研究生学科专业目录（2022年），研究生的代码前加 G。按旧目录毕业、新目录里没有这个名称的填 0000，证书上的名称写在下一项。", "Write the code or the name, or choose one of those offered: undergraduate programmes by the catalogue of 2026, graduate ones by that of 2022 with a G before the code. Where the diploma names a field that neither has, write 0000 and give the name on the diploma in the next field.";
    education => "学校与专业全称", "School and programme";
    education_hint => "与毕业证书一致，例如：某某大学，经济法学", "As on the certificate, for example: such university, economic law";
    politics => "政治面貌", "Political status";
    appraisal_year => "年度考核的年份", "Year of the appraisals";
    appraisal => "年度考核等次", "Annual appraisal";
    excluded => "是否有不得参加的情形", "Does a circumstance apply under which nobody may take part?";
    family_relation => "称谓", "relation";
    family_name => "姓名", "name";
    family_work => "工作单位及职务", "unit and post";
    family_work_hint => "没有工作单位的写明情况，例如：退休、务农、上学", "Where there is none say why, for example: retired, farmer, at school";
    recusal => "是否与遴选机关或者所报单位的人员有应当回避的亲属关系", "Is anybody of the selecting authority, or of the unit applied to, related to you so that recusal is due?";
    recusal_hint => "夫妻关系、直系血亲、三代以内旁系血亲和近姻亲关系", "Marriage, direct descent, collateral kinship within three generations, close affinity";
    recusal_words => "亲属的姓名、单位、职务和与您的关系", "Name, unit and post of that person, and how you are related";
    recommended => "所在单位同意推荐我报名", "My unit recommends me for this selection";
    truthful => "以上内容真实、准确；如有不实，自愿承担取消资格等后果", "Everything above is true and exact; I accept disqualification if it is not";
    remark => "备注", "Remark";
    remark_hint => "需要审核员知道的情况，4,000 字以内", "What the screeners should know, at most 4,000 characters";
    day_hint => "年-月-日，例如 2018-07-01", "Year-month-day, for example 2018-07-01";
    // blocks and headings
    grassroots_title => "基层工作经历", "Grass-roots work";
    grassroots_lede => "在县以下机关、乡镇街道、村社区以及基层企事业单位等工作的经历，每段一行。仍在继续的不填结束日期；没有的不填。", "Work in county organs and below, in townships, villages, communities and the like, a row for each spell; leave the end empty where it goes on, and everything where there is none.";
    grassroots_row(n: i64) => "第 {n} 段", "Spell {n}";
    add_spell => "再加一段", "Add another spell";
    appraisals_title => "年度考核", "Annual appraisals";
    appraisal_of(year: i32) => "{year} 年度考核等次", "Appraisal of {year}";
    family_title => "家庭主要成员", "Closest family";
    family_lede => "配偶、子女、父母和配偶的父母，每人一行；没有的不填。只供审查回避和管理要求使用。", "Husband or wife, children, parents and parents-in-law, a row for each; leave empty where there is none. Used for questions of recusal only.";
    family_row(n: i64) => "第 {n} 人", "Person {n}";
    add_member => "再加一人", "Add another person";
    recusal_title => "回避", "Recusal";
    remove_row(what: &str) => "删除{what}", "Remove {what}";
    rows_full => "最多二十行。", "Twenty rows at most.";
    // answers
    study_with_code(name: &str, code: &str) => "{name}（{code}）", "{name} ({code})";
    agreed => "已确认", "Confirmed";
    not_agreed => "未确认", "Not confirmed";
    asked_after(word: &str) => "选“{word}”的填写", "Only after the answer “{word}”";
    degree_above_education => "学历低于大学本科，一般没有学位，请再看一看学历和学位。", "A degree is awarded on a bachelor's programme or higher: look at education and degree again.";
}

/// The label of a field, and the hint below it where there is one; a field of a block without its row.
fn words(field: Field, lang: Lang) -> (&'static str, Option<&'static str>) {
    match field {
        Field::Name => (name(lang), Some(name_hint(lang))),
        Field::Identity => (identity(lang), Some(identity_hint(lang))),
        Field::Birth => (birth(lang), Some(birth_hint(lang))),
        Field::Sex => (sex(lang), None),
        Field::Phone => (phone(lang), Some(phone_hint(lang))),
        Field::Unit => (unit(lang), Some(unit_hint(lang))),
        Field::UnitLevel => (unit_level(lang), None),
        Field::UnitKind => (unit_kind(lang), None),
        Field::LevelSince => (level_since(lang), Some(day_hint(lang))),
        Field::Joined => (joined(lang), Some(joined_hint(lang))),
        Field::Post => (post(lang), Some(post_hint(lang))),
        Field::Rank => (rank(lang), None),
        Field::RankSince => (rank_since(lang), Some(day_hint(lang))),
        Field::Leading => (leading(lang), None),
        Field::LeadingSince => (leading_since(lang), Some(leading_since_hint(lang))),
        Field::GrassrootsFrom => (grassroots_from(lang), None),
        Field::GrassrootsTo => (grassroots_to(lang), None),
        Field::EducationLevel => (education_level(lang), None),
        Field::Degree => (degree(lang), None),
        Field::Study => (field_of_study(lang), Some(field_of_study_hint(lang))),
        Field::Education => (education(lang), Some(education_hint(lang))),
        Field::Politics => (politics(lang), None),
        Field::AppraisalYear => (appraisal_year(lang), None),
        Field::Appraisal => (appraisal(lang), None),
        Field::Excluded => (excluded(lang), Some(excluded_list(lang))),
        Field::FamilyRelation => (family_relation(lang), None),
        Field::FamilyName => (family_name(lang), None),
        Field::FamilyWork => (family_work(lang), Some(family_work_hint(lang))),
        Field::Recusal => (recusal(lang), Some(recusal_hint(lang))),
        Field::RecusalWords => (recusal_words(lang), None),
        Field::Recommended => (recommended(lang), None),
        Field::Truthful => (truthful(lang), None),
        Field::Remark => (remark(lang), Some(remark_hint(lang))),
    }
}

/// The head of a field's column where the rows of its block stand in a table.
#[must_use]
pub fn column(field: Field, lang: Lang) -> &'static str {
    words(field, lang).0
}

/// What to know before filling in a field. A field that is asked only after an answer says which.
#[must_use]
pub fn hint(field: Field, lang: Lang) -> Option<String> {
    let own = words(field, lang).1.map(str::to_owned);
    own.or_else(|| match field.spec().when {
        When::Is(other, word) => Some(asked_after(lang, &shown(lang, other, word))),
        When::Always | When::IsNot(..) => None,
    })
}

/// The heading above a field that begins a new matter inside its section.
#[must_use]
pub fn heading(field: Field, lang: Lang) -> Option<&'static str> {
    match field {
        Field::Excluded => Some(excluded_title(lang)),
        Field::Recusal => Some(recusal_title(lang)),
        _ => None,
    }
}

/// Heading of a block, and what to fill in there.
#[must_use]
pub fn block(block: Block, lang: Lang) -> (&'static str, Option<&'static str>) {
    match block {
        Block::Grassroots => (grassroots_title(lang), Some(grassroots_lede(lang))),
        Block::Appraisal => (appraisals_title(lang), None),
        Block::Family => (family_title(lang), Some(family_lede(lang))),
    }
}

/// A row of a block; `newest` is the year of the first appraisal.
#[must_use]
pub fn row(block: Block, no: usize, newest: Option<i32>, lang: Lang) -> String {
    let n = i64::try_from(no).unwrap_or(i64::MAX);
    match block {
        Block::Grassroots => grassroots_row(lang, n),
        Block::Family => family_row(lang, n),
        Block::Appraisal => {
            let back = i32::try_from(no).unwrap_or(i32::MAX).saturating_sub(1);
            newest.map_or_else(
                || appraisals_title(lang).to_owned(),
                |newest| appraisal_of(lang, newest.saturating_sub(back)),
            )
        }
    }
}

/// The button that adds a row.
#[must_use]
pub fn add(block: Block, lang: Lang) -> &'static str {
    match block {
        Block::Family => add_member(lang),
        Block::Grassroots | Block::Appraisal => add_spell(lang),
    }
}

/// The label of a spot: in a block with its row, an appraisal by its year.
#[must_use]
pub fn label(lang: Lang, spot: Spot, newest: Option<i32>) -> String {
    let of = words(spot.field, lang).0;
    match spot.field.spec().block {
        None => of.to_owned(),
        Some(Block::Appraisal) => row(Block::Appraisal, spot.row, newest, lang),
        Some(block) => format!("{}{}{of}", row(block, spot.row, newest, lang), numbers::colon(lang)),
    }
}

/// The label of the field of that name; empty for a name that the form does not have.
#[must_use]
pub fn label_of(lang: Lang, name: &str, newest: Option<i32>) -> String {
    Spot::named(name).map_or_else(String::new, |spot| label(lang, spot, newest))
}

/// What was told in a field, in words.
#[must_use]
pub fn shown(lang: Lang, field: Field, value: &str) -> String {
    let word = match field.spec().kind {
        FieldKind::Choice(list) => list.read(value).map(|choice| lists::choice(choice, lang).to_owned()),
        FieldKind::Study => Study::from_word(value).map(|found| study_name(found, lang)),
        FieldKind::Day => Day::parse(value, &FieldPath::new("day")).ok().map(|found| day(found, lang)),
        FieldKind::Agreed if value == "yes" => Some(agreed(lang).to_owned()),
        FieldKind::Agreed => Some(not_agreed(lang).to_owned()),
        FieldKind::Name
        | FieldKind::Identity
        | FieldKind::Phone
        | FieldKind::Line
        | FieldKind::Words
        | FieldKind::Year => None,
    };
    word.unwrap_or_else(|| value.to_owned())
}

/// The name of a field of study with its code; outside of the catalogues there is none.
fn study_name(found: Study, lang: Lang) -> String {
    let name = study::name(found, lang);
    if found == Study::OUTSIDE { name.to_owned() } else { study_with_code(lang, name, found.word()) }
}

/// Answers that cannot both be right, as a hint beside one of them.
#[must_use]
pub fn contradiction(found: Contradiction, lang: Lang) -> &'static str {
    match found {
        Contradiction::DegreeAboveEducation => degree_above_education(lang),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_has_its_label_in_both_languages() {
        for field in Field::ALL {
            assert!(!words(*field, Lang::Zh).0.is_empty() && !words(*field, Lang::En).0.is_empty());
        }
        assert_eq!(label_of(Lang::Zh, "appraisal_2", Some(2025)), "2024 年度考核等次");
        assert_eq!(label_of(Lang::En, "grassroots_3_to", None), "Spell 3: last day");
        assert_eq!(label_of(Lang::Zh, "family_2_work", None), "第 2 人：工作单位及职务");
        assert_eq!(label_of(Lang::Zh, "nonsense", None), "");
        assert_eq!(hint(Field::RecusalWords, Lang::Zh).as_deref(), Some("选“有”的填写"));
    }

    #[test]
    fn what_was_told_is_shown_in_words_and_anything_else_as_typed() {
        assert_eq!(shown(Lang::Zh, Field::Joined, "2018-07-01"), "2018年7月1日");
        assert_eq!(shown(Lang::Zh, Field::Joined, "去年"), "去年");
        assert_eq!(shown(Lang::Zh, Field::Rank, "first_staff"), "一级科员");
        assert_eq!(shown(Lang::Zh, Field::Study, "0301"), "法学类（0301）");
        assert_eq!(shown(Lang::Zh, Field::Study, "G0351"), "法律（专业学位）（G0351）");
        assert_eq!(shown(Lang::En, Field::Appraisal, "basic"), "Basically competent");
        assert_eq!(shown(Lang::En, Field::FamilyRelation, "spouse_mother"), "Mother-in-law");
        assert_eq!(shown(Lang::Zh, Field::Unit, "yes"), "yes");
    }
}
