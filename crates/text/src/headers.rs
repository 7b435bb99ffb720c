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
            "用人单位",
            "unit",
        ],
    ),
    ("department", &["内设机构", "用人司局", "用人处室", "部门", "division"]),
    ("rank_level", &["职级层次", "职务层次", "职级", "level"]),
    ("plan", &["遴选计划数", "遴选人数", "计划数", "招录人数", "招聘人数", "拟遴选人数", "计划", "quota"]),
    ("education", &["学历要求", "学历"]),
    ("degree", &["学位要求", "学位"]),
    ("major", &["专业要求", "专业", "majors"]),
    ("age", &["年龄要求", "年龄", "age limit"]),
    ("service_years", &["工作经历要求", "基层工作最低年限", "基层工作经历", "工作年限", "years of service"]),
    ("other_conditions", &["其他要求", "其他条件", "其他资格条件", "资格条件", "other conditions"]),
    ("place", &["工作地点", "办公地点", "place of work"]),
    ("phone", &["咨询电话", "联系电话", "telephone"]),
    ("remarks", &["备注", "说明", "remark", "notes"]),
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
