//! Titles of columns and status words as they stand in files that people hand in. Owns both lists, one for all imports
//! and programs; refuses to guess: a word that is not listed means nothing.

/// Column keys and the other titles that mean them. The key itself is always understood.
const TITLES: &[(&str, &[&str])] = &[
    ("position", &["职位代码", "岗位代码", "职位编码", "岗位编码", "职位代号", "position code", "post_code"]),
    ("position_name", &["职位名称", "岗位名称", "遴选职位", "position name"]),
    (
        "authority",
        &[
            "遴选机关",
            "遴选单位",
            "招录机关",
            "招录单位",
            "招录机关（单位）",
            "招聘单位",
            "selecting authority",
            "单位",
            "单位名称",
            "用人单位",
            "unit",
        ],
    ),
    ("department", &["内设机构", "用人司局", "用人处室", "部门", "division"]),
    ("rank_level", &["职级层次", "职务层次", "职级", "level"]),
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
            "拟遴选人数",
            "计划",
            "quota",
        ],
    ),
    ("education", &["学历要求", "学历"]),
    ("degree", &["学位要求", "学位"]),
    ("major", &["专业要求", "专业", "majors"]),
    ("age", &["年龄要求", "年龄", "age limit"]),
    ("service_years", &["工作经历要求", "基层工作最低年限", "基层工作经历", "工作年限", "years of service"]),
    ("other_conditions", &["其他要求", "其他条件", "其他资格条件", "资格条件", "other conditions"]),
    ("place", &["工作地点", "办公地点", "place of work"]),
    ("phone", &["咨询电话", "联系电话", "telephone"]),
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

/// Whether a title means a column, in any of its words.
#[must_use]
pub fn is_title(title: &str) -> bool {
    let title = folded(title);
    TITLES
        .iter()
        .any(|(key, titles)| folded(key) == title || titles.iter().any(|known| folded(known) == title))
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
    let bare = folded(text);
    let ends = |rest: &str| {
        matches!(rest, "" | "分" | "数" | "值" | "成绩" | "人数") || rest.starts_with([':', '：', '(', '（'])
    };
    SUMMARIES.iter().any(|word| bare.strip_prefix(word).is_some_and(ends))
}

/// Whether a text opens a row of notes under a table.
#[must_use]
pub fn is_note(text: &str) -> bool {
    let bare = folded(text);
    NOTES.iter().any(|word| bare.strip_prefix(word).is_some_and(|rest| rest.starts_with([':', '：'])))
}

fn folded(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect()
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
    use super::{STATUSES, TITLES, status, status_words};
    use std::collections::BTreeSet;

    #[test]
    fn no_title_means_two_columns() {
        let all: Vec<&str> = TITLES
            .iter()
            .flat_map(|(key, titles)| std::iter::once(*key).chain(titles.iter().copied()))
            .collect();
        assert_eq!(all.iter().collect::<BTreeSet<_>>().len(), all.len());
    }

    #[test]
    fn every_status_word_means_one_status() {
        assert_eq!(STATUSES.len(), 9);
        assert_eq!(status_words().collect::<BTreeSet<_>>().len(), status_words().count());
        assert_eq!(status("缺考"), Some("absent"));
        assert_eq!(status(" 放弃 "), Some("withdrew"));
        assert_eq!(status("Exam_Void"), Some("exam_void"));
        assert_eq!(status("缺"), None);
        assert_eq!(status("0"), None);
    }
}
