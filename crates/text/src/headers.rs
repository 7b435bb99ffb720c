//! Titles of columns and status words as they stand in files that people hand in. Owns both lists, one for all imports
//! and programs; refuses to guess: a word that is not listed means nothing.

use domain::posting::{About, MAX_DETAILS};
use domain::typed::Line;

/// Column keys and the other titles that mean them. The key itself is always understood.
const TITLES: &[(&str, &[&str])] = &[
    (
        "position",
        &[
            "职位代码",
            "岗位代码",
            "职位编码",
            "岗位编码",
            "职位代号",
            "岗位代号",
            "职位编号",
            "岗位编号",
            "遴选职位代码",
            "position code",
            "post_code",
        ],
    ),
    (
        "position_name",
        &[
            "职位名称",
            "岗位名称",
            "遴选职位",
            "遴选职位名称",
            "遴选岗位",
            "招考职位",
            "招录职位",
            "招聘岗位",
            "拟任职位",
            "position name",
        ],
    ),
    (
        "authority",
        &[
            "遴选机关",
            "遴选单位",
            "招录机关",
            "招录单位",
            "招录机关（单位）",
            "遴选机关（单位）",
            "遴选机关名称",
            "遴选单位名称",
            "招录单位名称",
            "招考单位",
            "招考机关",
            "部门名称",
            "机关名称",
            "招聘单位",
            "selecting authority",
            "单位",
            "单位名称",
            "用人单位",
            "unit",
        ],
    ),
    ("department", &["内设机构", "用人司局", "用人处室", "部门", "处室", "内设处室", "division"]),
    ("department_code", &["部门代码", "单位代码", "机关代码"]),
    ("institution", &["机构性质", "机构层级", "单位层级", "单位性质"]),
    ("rank_level", &["职级层次", "职务层次", "职级", "职务职级", "职级要求", "职务职级要求", "level"]),
    (
        "plan",
        &[
            "遴选计划数",
            "遴选计划",
            "计划遴选人数",
            "遴选名额",
            "遴选人数",
            "计划数",
            "招录人数",
            "招聘人数",
            "招考人数",
            "录用人数",
            "拟录用人数",
            "拟遴选人数",
            "公开遴选人数",
            "遴选职数",
            "选调人数",
            "招录计划",
            "招录名额",
            "计划人数",
            "招录人数（人）",
            "遴选人数（人）",
            "名额",
            "计划",
            "quota",
        ],
    ),
    ("education", &["学历要求", "学历", "最低学历"]),
    ("degree", &["学位要求", "学位"]),
    ("major", &["专业要求", "专业", "所学专业", "专业（学科）要求", "majors"]),
    ("age", &["年龄要求", "年龄", "age limit"]),
    ("sex", &["性别", "性别要求"]),
    ("politics", &["政治面貌", "政治面貌要求"]),
    (
        "service_years",
        &[
            "工作经历要求",
            "基层工作最低年限",
            "基层工作经历",
            "基层工作年限",
            "工作年限",
            "工作经历",
            "公务员工作年限",
            "years of service",
        ],
    ),
    (
        "other_conditions",
        &[
            "其他要求",
            "其他条件",
            "其他资格条件",
            "资格条件",
            "职位条件",
            "报考条件",
            "遴选条件",
            "任职条件",
            "other conditions",
        ],
    ),
    ("introduction", &["职位简介", "岗位简介", "职位描述", "岗位职责", "职位职责", "工作内容"]),
    ("position_kind", &["职位类别", "职位性质", "职位属性", "职位分布", "职位类型", "岗位类别"]),
    ("exam_kind", &["考试类别", "笔试类别", "笔试科目"]),
    (
        "paper_class",
        &["试卷类别", "试卷类型", "试卷分类", "笔试试卷类别", "笔试试卷", "卷别", "卷种", "paper class"],
    ),
    ("ratio", &["面试比例", "面试人员比例", "面试人选比例", "开考比例", "专业测试占比"]),
    ("place", &["工作地点", "办公地点", "落户地点", "考区", "place of work"]),
    ("phone", &["咨询电话", "联系电话", "政策咨询电话", "咨询电话1", "咨询电话2", "咨询电话3", "telephone"]),
    ("website", &["网站", "部门网站", "单位网站", "信息发布网站"]),
    ("remarks", &["备注", "说明", "remark", "notes"]),
    ("serial", &["序号", "编号", "no."]),
    ("scheme", &["计分规则", "计分方案"]),
    ("candidate", &["准考证号", "准考证", "考号", "ticket", "ticket number"]),
    ("name", &["姓名", "full name"]),
    ("identity", &["身份证号", "身份证号码", "公民身份号码", "身份证", "identity number"]),
    ("component", &["组成", "成绩组成", "科目"]),
    ("panel", &["考官组", "面试组", "面试考官组"]),
    ("examiner", &["考官", "考官号", "评委"]),
    ("element", &["测评要素", "要素"]),
    ("mark", &["成绩", "得分", "分数", "score"]),
    ("room", &["考场", "面试室"]),
];

/// Other titles of a column; none for a key that is not listed.
#[must_use]
pub fn titles(key: &str) -> &'static [&'static str] {
    TITLES.iter().find(|(known, _)| *known == key).map_or(&[], |(_, titles)| titles)
}

/// The key of the column that a title means, in any of its words.
#[must_use]
pub fn key_of(title: &str) -> Option<&'static str> {
    let title = folded(title);
    let means = |(key, titles): &&(&str, &[&str])| {
        folded(key) == title || titles.iter().any(|known| folded(known) == title)
    };
    TITLES.iter().find(means).map(|(key, _)| *key)
}

/// Whether a title means a column, in any of its words.
#[must_use]
pub fn is_title(title: &str) -> bool {
    key_of(title).is_some()
}

/// What a kept column of a position table asks of an applicant; what is not listed, a person must read.
const ABOUT: &[(&str, About)] = &[
    ("education", About::Education),
    ("degree", About::Degree),
    ("major", About::Major),
    ("age", About::Age),
    ("sex", About::Sex),
    ("politics", About::Politics),
    ("service_years", About::Service),
    ("rank_level", About::Rank),
    ("authority", About::Nothing),
    ("position_name", About::Nothing),
    ("department", About::Nothing),
    ("department_code", About::Nothing),
    ("institution", About::Nothing),
    ("introduction", About::Nothing),
    ("position_kind", About::Nothing),
    ("exam_kind", About::Nothing),
    ("paper_class", About::Paper),
    ("ratio", About::Nothing),
    ("place", About::Nothing),
    ("phone", About::Nothing),
    ("website", About::Nothing),
];

/// Words that ask for nothing.
const NOTHING: &[&str] =
    &["无", "不限", "无限制", "不限制", "无要求", "不作要求", "不做要求", "none", "any", "n/a", "/"];

/// Whether the words of a cell say that nothing is asked.
#[must_use]
pub fn asks_nothing(words: &str) -> bool {
    NOTHING.contains(&folded(words).as_str())
}

/// What a column of a position table asks about, by its title.
#[must_use]
pub fn about(title: &str) -> About {
    let known = key_of(title).and_then(|key| ABOUT.iter().find(|(of, _)| *of == key));
    known.map_or(About::Words, |(_, about)| *about)
}

/// The column of paper classes that a table without one still may get, under its usual title; `None` where one of these titles means it
/// already, or where the table has no room for another column.
#[must_use]
pub fn further_column(titles: &[&Line]) -> Option<Line> {
    let has_one = titles.iter().any(|title| about(title.as_str()) == About::Paper);
    let usual = || Line::stored(title("paper_class", crate::Lang::Zh).to_owned());
    (!has_one && titles.len() < MAX_DETAILS).then(usual)
}

/// Units that a number format writes behind a number without changing it.
pub const UNITS: &[&str] = &["人", "名", "个", "分", "岁", "年", "周岁"];

/// First words of a row that sums up the rows above it.
const SUMMARIES: &[&str] = &[
    "合计",
    "总计",
    "小计",
    "共计",
    "累计",
    "平均",
    "最高分",
    "最低分",
    "缺考人数",
    "实考人数",
    "应考人数",
    "参考人数",
    "及格人数",
    "缺考率",
    "及格率",
    "合格率",
    "参考率",
    "人数合计",
    "总人数",
    "total",
    "subtotal",
    "average",
    "mean",
    "maximum",
    "minimum",
];

/// First words of a row of notes under a table, before a colon.
const NOTES: &[&str] = &[
    "注",
    "备注",
    "说明",
    "附注",
    "填表人",
    "填报人",
    "制表人",
    "制表",
    "审核人",
    "审核",
    "复核",
    "负责人",
    "联系人",
    "联系电话",
    "填报日期",
    "制表日期",
    "日期",
    "签字",
    "盖章",
    "note",
    "notes",
];

/// Whether a text names a row of sums or averages instead of a row of the table.
#[must_use]
pub fn is_summary(text: &str) -> bool {
    if opens_with_digit(text) {
        return false;
    }
    let bare = folded(text);
    let ends = |rest: &str| {
        matches!(rest, "" | "分" | "数" | "值" | "成绩" | "人数") || rest.starts_with([':', '('])
    };
    SUMMARIES.iter().any(|word| bare.strip_prefix(word).is_some_and(ends))
}

/// Whether a text opens a row of notes under a table.
#[must_use]
pub fn is_note(text: &str) -> bool {
    if opens_with_digit(text) {
        return false;
    }
    let bare = folded(text);
    NOTES.iter().any(|word| bare.strip_prefix(word).is_some_and(|rest| rest.starts_with(':')))
}

/// Whether a text begins with a digit, as no such word does and nearly every cell.
fn opens_with_digit(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_digit())
}

/// The text without white space, full-width characters and capitals.
fn folded(text: &str) -> String {
    let plain = |c: char| match u32::from(c) {
        code @ 0xFF01..=0xFF5E => char::from_u32(code - 0xFEE0).unwrap_or(c),
        _ => c,
    };
    text.chars().filter(|c| !c.is_whitespace()).map(plain).flat_map(char::to_lowercase).collect()
}

/// Whether a worksheet is the page of explanations in a template of ours.
#[must_use]
pub fn is_page_of_words(name: &str) -> bool {
    crate::Lang::ALL.iter().any(|lang| crate::sheets::words_sheet(*lang) == name)
}

/// The title of a column as a file for people shows it in Chinese: the first listed one, else the key.
#[must_use]
pub fn title(key: &str, lang: crate::Lang) -> &str {
    match lang {
        crate::Lang::Zh => titles(key).first().copied().unwrap_or(key),
        crate::Lang::En => key,
    }
}

/// Status codes and the words that mean them: the same list in every file, form and program.
const STATUSES: &[(&str, &[&str])] = &[
    ("absent", &["缺考"]),
    ("late", &["迟到"]),
    ("withdrew", &["弃考", "放弃"]),
    ("void", &["违纪"]),
    ("exam_void", &["取消资格"]),
    ("identical", &["雷同"]),
    ("zero", &["零分"]),
    ("exempt", &["免试", "免考"]),
    ("withheld", &["暂缓"]),
];

/// The status code that a word means; the codes themselves count, upper and lower case alike.
#[must_use]
pub fn status(word: &str) -> Option<&'static str> {
    let word = word.trim();
    let means = |code: &str, words: &[&str]| code.eq_ignore_ascii_case(word) || words.contains(&word);
    STATUSES.iter().find(|(code, words)| means(code, words)).map(|(code, _)| *code)
}

/// Every status code with the word that files for people show.
pub fn statuses() -> impl Iterator<Item = (&'static str, &'static str)> {
    STATUSES.iter().map(|(code, words)| (*code, words.first().copied().unwrap_or(code)))
}

/// Every word that means a status, for suggestions.
pub fn status_words() -> impl Iterator<Item = &'static str> {
    STATUSES.iter().flat_map(|(code, words)| std::iter::once(*code).chain(words.iter().copied()))
}

#[cfg(test)]
mod tests {
    use super::{
        ABOUT, STATUSES, TITLES, about, asks_nothing, folded, further_column, is_note, is_summary, is_title,
        status, status_words,
    };
    use domain::posting::{About, MAX_DETAILS};
    use domain::typed::Line;
    use std::collections::BTreeSet;

    #[test]
    fn no_title_means_two_columns() {
        let all: Vec<&str> = TITLES
            .iter()
            .flat_map(|(key, titles)| std::iter::once(*key).chain(titles.iter().copied()))
            .collect();
        assert_eq!(all.iter().map(|title| folded(title)).collect::<BTreeSet<_>>().len(), all.len());
        assert!(ABOUT.iter().all(|(key, _)| TITLES.iter().any(|(known, _)| known == key)));
    }

    #[test]
    fn a_title_that_nobody_listed_is_for_a_person_to_read() {
        assert_eq!((about("专业"), about("咨询电话1")), (About::Major, About::Nothing));
        assert_eq!((about("备注"), about("是否要求党员")), (About::Words, About::Words));
        assert!(asks_nothing(" 不限 ") && asks_nothing("无") && !asks_nothing("无犯罪记录"));
    }

    #[test]
    fn a_table_gets_one_column_of_paper_classes_and_no_second() {
        let line = |title: &str| Line::stored(title.to_owned());
        let (other, own) = (line("备注"), line("卷 别"));
        let added = further_column(&[&other]).expect("a column");
        assert_eq!((added.as_str(), about(added.as_str())), ("试卷类别", About::Paper));
        assert_eq!(further_column(&[&other, &own]), None);
        assert_eq!(further_column(&[&other; MAX_DETAILS]), None, "no room");
    }

    #[test]
    fn full_width_and_plain_titles_are_the_same_words() {
        assert!(is_title("招录机关(单位)") && is_title("招录机关（单位）") && is_title("专业（学科） 要求"));
        assert!(is_note("注：以上") && is_note("备注: x") && is_summary("合计（人）"));
    }

    #[test]
    fn every_status_word_means_one_status() {
        assert_eq!(STATUSES.len(), 9);
        assert_eq!(status_words().collect::<BTreeSet<_>>().len(), status_words().count());
        let digit = |word: &str| word.starts_with(|first: char| first.is_ascii_digit());
        assert!(!status_words().any(digit), "cells that begin with a digit are no status");
        assert_eq!(status("缺考"), Some("absent"));
        assert_eq!(status(" 放弃 "), Some("withdrew"));
        assert_eq!(status("Exam_Void"), Some("exam_void"));
        assert_eq!(status("缺"), None);
        assert_eq!(status("0"), None);
    }
}
