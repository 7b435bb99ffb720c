//! How marks are distributed, and of whom those above each cut consist.

use crate::Lang;
use crate::catalogue::catalogue;

catalogue! {
    spread => "成绩分布", "How marks are distributed";
    spread_lede => "现有名次里各科成绩的分布和合格线，以及各名单进入者的构成。只供可以查看名次的人使用。", "The marks of each component in the ranking that stands, with its line, and of whom those on each list consist. Only for whoever may read the ranking.";
    nothing => "名次算出之后，成绩分布出现在这里。", "Once the ranking is computed, the distribution appears here.";
    said(name: &str, people: u32, lowest: &str, highest: &str) => "{name}：{people} 人有成绩，最低 {lowest}，最高 {highest}。", "{name}: {people} with a mark, lowest {lowest}, highest {highest}.";
    said_line(line: &str, reached: u32) => "合格线 {line}，达到的 {reached} 人。", "The line is {line}; {reached} reached it.";
    line_at(line: &str) => "合格线 {line}", "line {line}";
    marks_from_to => "分数段", "Marks";
    composition => "构成", "Of whom they consist";
    composition_lede(smallest: u32) => "每人只计入所到达的最后一步。少于 {smallest} 人的格子不显示，同时再隐去其他行，使合计的差额也推不出来。", "Everybody counts once, where they got to. A cell of fewer than {smallest} people is not shown, and further rows with it, so that no difference to a total tells it.";
    above_none => "未进入任何名单", "On no list";
    left_out => "不显示", "left out";
    not_told => "未填写", "not told";
    not_yours => "进入者的构成取自报名表，只有可以查看报名申请的人看得到。", "Of whom they consist is taken from the applications, and shown to whoever may read those.";
    too_many => "人数超过五千，不统计构成。", "With more than five thousand people the composition is not counted.";
}

/// How many have a mark, from where to where.
#[must_use]
pub fn sentence(lang: Lang, name: &str, people: u32, (lowest, highest): (&str, &str)) -> String {
    said(lang, name, people, lowest, highest)
}

/// The same, with how many reached the line.
#[must_use]
pub fn sentence_line(
    lang: Lang,
    name: &str,
    people: u32,
    (lowest, highest): (&str, &str),
    line: &str,
    reached: u32,
) -> String {
    let gap = crate::numbers::gap(lang);
    format!("{}{gap}{}", said(lang, name, people, lowest, highest), said_line(lang, line, reached))
}
