//! What the fields of a scheme are called on the editor's pages, and what to know before filling one. One line a field;
//! a test holds the list against [`domain::scheme::fields`].

use crate::Lang;

/// A field in words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FieldWords {
    node: &'static str,
    field: &'static str,
    label: [&'static str; 2],
    hint: [&'static str; 2],
}

impl FieldWords {
    /// Its label.
    #[must_use]
    pub const fn label(&self, lang: Lang) -> &'static str {
        pick(self.label, lang)
    }

    /// What to know before filling it; empty where the label says it all.
    #[must_use]
    pub const fn hint(&self, lang: Lang) -> &'static str {
        pick(self.hint, lang)
    }
}

const fn pick(both: [&'static str; 2], lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => both[0],
        Lang::En => both[1],
    }
}

/// The words of a field of a node.
#[must_use]
pub fn words(node: &str, field: &str) -> Option<&'static FieldWords> {
    ALL.iter().find(|words| words.node == node && words.field == field)
}

macro_rules! fields {
    ($($node:literal { $($field:literal: $zh:literal, $en:literal; $zh_hint:literal, $en_hint:literal.)+ })+) => {
        &[$($(FieldWords { node: $node, field: $field, label: [$zh, $en], hint: [$zh_hint, $en_hint] }),+),+]
    };
}

const ALL: &[FieldWords] = fields! {
    "scheme" {
        "name": "规则名称", "Name of the scheme"; "给工作人员看的名称，如“2026 年省直机关”。", "What officers call it.".
        "combine": "综合成绩的合成方式", "How the composite score is made"; "权重按百分比相加、按比例折算、取平均，或直接相加。", "Weights as percents or as a ratio, the mean, or the plain sum.".
        "components": "成绩构成", "Components"; "综合成绩由哪些成绩组成，如笔试、面试。", "What the composite score is made of, such as written test and interview.".
        "bonus": "加分", "Bonus"; "另外加的分。多数公告没有。", "Points added. Most notices have none.".
        "facts": "同分和资格用到的事项", "Facts"; "同分时优先的条件，如退役军人；或进入名单必须具备的条件，如体检合格。", "What a tie ladder may prefer, such as veterans, or what a list requires, such as medically fit.".
        "total": "综合成绩", "Composite score"; "保留小数、合格分数线和封顶。", "Rounding, pass line and cap.".
        "statuses": "缺考、违纪等如何计分", "Absent, void and other statuses"; "每种情况对成绩的影响。", "What each status does to the score.".
        "rank": "排名和同分处理", "Ranks and ties"; "按什么排、名次怎么编、同分依次比什么。", "What orders people, how ranks are numbered, what decides a tie.".
        "conditional": "形不成竞争时的分数线", "Lines without competition"; "参加人数不足时才生效的分数线。", "Lines that hold only when too few took part.".
        "shortlists": "名单", "Lists"; "依次产生的名单，如面试人选、差额考察人选。", "The lists in their order, such as interview and inspection.".
        "opening": "开考比例", "Opening ratio"; "报名人数与计划数之比达不到时怎么办。", "What happens when too few people apply for a position.".
        "decision": "确定人选", "Decision"; "考察之后如何确定拟遴选人选。", "How persons are chosen after the inspection.".
        "publicity": "公示", "Publicity"; "公示时间和公布的成绩。", "For how long, and which scores the list shows.".
        "adjustment": "调剂", "Adjustment"; "报考职位被取消的人改报其他职位；名单公布后的调剂。", "Choosing another position in place of a cancelled one, and moves once lists are public.".
        "editing": "报名后可以修改的内容", "What may be edited"; "提交报名之后，各项内容到什么时候还可以改。", "Until when parts of a submitted application may be changed.".
        "entries": "独立复核", "Independent entries"; "同一成绩由几个人各自计算或录入。", "How many people compute or enter each score on their own.".
        "examiners": "考官组的组成", "Panels"; "面试每个考官组至少几人、外单位考官至少占多少。", "The fewest examiners of a panel, and the share from outside.".
        "interview_plan": "面试须有获批准的工作方案", "Interview plan needed"; "选“是”的，面试环节在主管部门批准面试工作方案之前一直提示缺方案。", "With yes the interview on the desk names the plan as missing until the competent department approved one.".
    }
    "component" {
        "key": "代号", "Key"; "成绩表的列名，小写字母开头，如 written、interview。", "The column of the score file: lower-case letters, such as written or interview.".
        "name": "名称", "Name"; "公告和页面上的叫法，如“笔试”。", "What people call it.".
        "weight": "权重", "Weight"; "百分比或比例中的一份，如 60、33.5、1/3。", "Percent, or a share of a ratio: 60, 33.5, 1/3.".
        "full": "满分", "Full mark"; "不填为 100；各部分直接相加时，为各部分满分之和。", "100 unless said; for plainly added parts, the sum of theirs.".
        "scale": "折算为", "Converted to"; "把满分折算成多少分，如 150 分折算为 100。不填不折算。", "What the full mark is converted to, such as 150 to 100. Empty: not converted.".
        "places": "录入可带几位小数", "Places of an entered mark"; "录入的成绩最多几位小数。", "Most decimals that an entered mark may have.".
        "cap": "单项封顶", "Cap"; "超过的按封顶计。不填不封顶。", "More is cut to it. Empty: no cap.".
        "combine": "各部分的合成方式", "How its parts are combined"; "只在分成几部分时有用。", "Of use only where it has parts.".
        "parts": "各部分", "Parts"; "如笔试的各科目、面试中的专业测试。没有就不加。", "Such as the papers of a written test. Leave out where there are none.".
        "round": "各步保留小数", "Rounding of its stages"; "不写的步骤保留精确值。", "A stage that is left out stays exact.".
        "line": "合格分数线", "Pass line"; "如 60；评分后再划定的写 decided。不填没有。", "Such as 60; write decided where it is set after marking. Empty: none.".
        "panel": "考官组", "Panel"; "由考官打分、去掉最高最低后取平均的，在此设置。", "For a mark given by examiners, the highest and lowest dropped.".
        "rooms": "考场修正", "Room correction"; "同一职位分几个考场面试时的修正系数。", "Correction between parallel rooms.".
    }
    "round" {
        "value": "本项成绩", "The value itself"; "各部分合成之后，或考官打分平均之后。", "After its parts are combined, or after the panel's mean.".
        "converted": "折算之后", "After conversion"; "", "".
        "weighted": "加权之后", "After weighting"; "", "".
    }
    "rounding" {
        "places": "保留小数位数", "Decimal places"; "", "".
        "mode": "取舍方式", "Rounding"; "", "".
    }
    "panel" {
        "size": "考官人数", "Examiners"; "通常 7 人。", "Seven is usual.".
        "least": "至少几位评分有效", "Fewest marks"; "有考官缺席时最少要有几个评分。不填须全部到齐。", "Fewest marks that still make a score. Empty: all of them.".
        "drop_high": "去掉几个最高分", "Highest dropped"; "相同的最高分只去这么多个。", "Of equal ones only this many go.".
        "drop_low": "去掉几个最低分", "Lowest dropped"; "", "".
        "trim": "在哪里去高去低", "What is trimmed"; "按考官的总分，或在每个测评要素之内。", "The examiners' totals, or inside each element.".
        "round_element": "每个要素的平均", "Each element's mean"; "只在按要素去高去低时有用。", "Of use only where trimming is by element.".
        "elements": "测评要素", "Elements"; "考官分项打分的要素；各要素满分之和须等于本项满分。", "What one examiner marks; their full marks sum to the component's.".
        "places": "评分可带几位小数", "Places of a mark"; "", "".
    }
    "element" {
        "key": "代号", "Key"; "小写字母开头，如 analysis。", "Lower-case letters, such as analysis.".
        "name": "名称", "Name"; "如“综合分析”。", "What people call it.".
        "full": "满分", "Full mark"; "", "".
    }
    "rooms" {
        "overall": "与什么相比", "Compared with"; "各考场平均分的平均，或全部考生的平均。", "The mean of the room means, or the mean of all.".
        "group": "范围", "Whose rooms"; "同一职位的考场，或全部考场。", "Those of one position, or of the whole posting.".
        "round_room": "考场平均分", "Room mean"; "", "".
        "round_overall": "总平均分", "Overall mean"; "", "".
        "round_coefficient": "修正系数", "Coefficient"; "通常 4 位。", "Four places are usual.".
        "round": "修正后的成绩", "Corrected score"; "", "".
        "trim_room": "每个考场去掉几个最高和最低", "Trimmed in each room"; "算考场平均分时，最高、最低各去掉几个。", "So many highest and lowest stay out of each room's mean.".
        "trim_pool": "总平均去掉几个最高和最低", "Trimmed of all"; "", "".
        "ignore_above": "高于此分不参与平均", "Left out above"; "", "".
        "ignore_below": "低于此分不参与平均", "Left out below"; "", "".
        "cap": "修正后封顶", "Cap"; "不填不封顶，修正后可能超过 100。", "Empty: no cap, so that it may pass 100.".
    }
    "bonus" {
        "key": "代号", "Key"; "成绩表的列名是 bonus.代号。", "The column is bonus.KEY.".
        "name": "名称", "Name"; "", "".
        "at": "加在哪一步", "Where it is added"; "折算之前、折算之后，或加到综合成绩。", "Before or after conversion, or to the composite score.".
        "to": "加到哪个成绩", "Added to"; "加到综合成绩的不填。", "Empty where it is added to the composite score.".
        "cap": "最多加", "At most"; "", "".
    }
    "fact" {
        "key": "代号", "Key"; "成绩表的列名是 fact.代号。", "The column is fact.KEY.".
        "name": "名称", "Name"; "如“退役军人”“体检合格”。", "Such as veteran or medically fit.".
        "kind": "填什么", "What it holds"; "", "".
        "prefer": "谁在前", "Who stands first"; "", "".
    }
    "total" {
        "round": "综合成绩", "Composite score"; "不写为两位小数、四舍五入。", "Two places, half up, unless said.".
        "line": "合格分数线", "Pass line"; "综合成绩须达到的分数；评分后再划定的写 decided。", "What the composite score must reach; decided where it is set after marking.".
        "cap": "封顶", "Cap"; "不填不封顶。", "Empty: no cap.".
    }
    "statuses" {
        "absent": "缺考", "Absent"; "", "".
        "late": "迟到", "Late"; "", "".
        "withdrew": "弃考", "Withdrew"; "", "".
        "void": "违纪（本科目无效）", "Void paper"; "", "".
        "exam_void": "取消资格（全部无效）", "Void examination"; "没有综合成绩，不能改。", "No total; nothing else can be said.".
        "identical": "雷同", "Identical"; "", "".
        "zero": "零分", "Zero"; "", "".
        "exempt": "免试", "Exempt"; "", "".
        "withheld": "暂缓", "Withheld"; "", "".
    }
    "rank" {
        "by": "按什么排名", "Ordered by"; "", "".
        "method": "名次编法", "How ranks are numbered"; "", "".
        "ladder": "同分处理次序", "Tie ladder"; "同分时依次比较什么。名单可以另有自己的次序。", "What is compared, step by step. A list may have its own.".
        "scope": "用在哪里", "Where it works"; "", "".
        "still_tied": "仍然相同", "Still tied"; "", "".
        "after_test": "加试之后再比", "After the extra test"; "加试仍相同的人之间才比较。", "Compared only among those whom the extra test leaves equal.".
        "below_line": "未达合格分数线者", "Below a line"; "", "".
        "left_marks": "退出人员的成绩", "Marks of whoever left"; "从所退出的名单起开放的成绩是否还计算。", "Whether scores that the list which was left, or a later one, opens still count.".
    }
    "conditional" {
        "of": "哪个成绩", "Which score"; "", "".
        "when": "什么时候生效", "When it holds"; "实际参加人数与计划数之比，两项填一项。", "Those who sat to places; fill one of the two.".
        "line": "须达到", "Must reach"; "分数如 80；room_mean 为同一考场当日平均分；decided 为另行确定。", "A score such as 80; room_mean: the day's mean of the same room; decided: set later.".
    }
    "when" {
        "at_most": "比例不高于", "At most"; "如 1:1，即参加人数不多于计划数。", "Such as 1:1, no more people than places.".
        "below": "或比例低于", "Or below"; "如 2:1。", "Such as 2:1.".
    }
    "line" {
        "at": "分数", "Score"; "", "".
    }
    "shortlist" {
        "to": "代号", "Key"; "进入哪个环节，如 interview、inspection。与成绩代号相同时，该成绩只有名单上的人才有。", "What it leads to. Where a component has the same key, only people on this list have that mark.".
        "name": "名称", "Name"; "如“面试人选”。", "What people call it.".
        "score": "按什么成绩", "By which score"; "另设合成分的不填。", "Empty where it has a composite of its own.".
        "partial": "单独合成的成绩", "A composite of its own"; "只为这份名单按另外的权重合成。", "Made for this list only, with weights of its own.".
        "opens": "名单上的人才有的成绩", "Measured only on this list"; "除同名成绩外，还有哪些成绩只有名单上的人才有。", "Further components that only people on this list have.".
        "ratio": "比例", "Ratio"; "人数与计划数之比，如 3:1、1.5:1。分档的不填。", "Persons to places, such as 3:1 or 1.5:1. Empty where there are bands.".
        "least": "经批准的最低比例", "Least with approval"; "合格人数达不到比例时，经决定可以继续的最低比例，如 3:1。不填的有多少取多少。", "The lowest ratio with which it may go on by decision, such as 3:1. Empty: whoever qualifies goes on.".
        "bands": "按计划数分档", "Bands by plan"; "计划数不同、比例不同时用。", "Where the ratio depends on the plan.".
        "ratio_rounding": "乘积不是整数时", "A product that is not whole"; "", "".
        "tie": "末位同分", "Tie at the cut"; "", "".
        "ladder": "这份名单的同分处理次序", "Tie ladder of this list"; "不加就用“排名和同分处理”的次序。", "Without one, that of ranks and ties holds.".
        "still_tied": "仍然相同", "Still tied"; "", "".
        "floor": "进入的最低分", "Floor"; "只对这份名单的分数要求。", "What the score must reach for this list only.".
        "require": "必须具备的事项", "Required facts"; "", "".
        "replacement": "递补", "Replacement"; "", "".
        "within": "公布期限", "Published within"; "", "".
        "names": "姓名", "Names"; "不填按“公示”一节。", "Empty: as under Publicity.".
        "unit": "列出现工作单位", "Current unit shown"; "不填按“公示”一节。", "Empty: as under Publicity.".
        "columns": "这份名单公布的成绩", "Scores shown on this list"; "除综合成绩外公布哪些。不加按“公示”一节。", "Besides the total. None named: as under Publicity.".
    }
    "within" {
        "working_days": "工作日", "Working days"; "从环节结束的次日起算。", "Counted from the day after the stage ends.".
        "after": "在哪个环节结束后", "After which stage"; "环节的日期在日程安排里。", "Its date stands in the timetable.".
    }
    "partial" {
        "combine": "合成方式", "How it is made"; "", "".
        "terms": "由哪些成绩合成", "Made of"; "", "".
        "round": "合成结果", "Result"; "", "".
    }
    "term" {
        "of": "成绩", "Score"; "", "".
        "weight": "权重", "Weight"; "", "".
    }
    "band" {
        "up_to": "计划数不超过", "Plan up to"; "不填为其余所有。", "Empty: all others.".
        "ratio": "比例", "Ratio"; "三项填一项。", "Fill one of the three.".
        "count": "或固定人数", "Or a fixed number"; "", "".
        "plus": "或计划数加几人", "Or the plan plus"; "", "".
    }
    "replacement" {
        "allowed": "可否递补", "Replacement"; "", "".
        "rounds": "最多几轮", "At most rounds"; "不填不限。", "Empty: no limit.".
        "until": "截止", "Until"; "", "".
    }
    "until" {
        "working_days_before": "最迟在环节开始前几个工作日", "Working days before the stage"; "", "".
    }
    "opening" {
        "ratio": "开考比例", "Opening ratio"; "如 3:1。", "Such as 3:1.".
        "base": "以什么人数计", "Who is counted"; "", "".
        "below": "达不到时", "Below it"; "", "".
        "with_approval": "经批准可降至", "With approval down to"; "", "".
        "merge": "可以合并职位", "Positions may be merged"; "只并入同一单位、使用同一类试卷的职位。", "Only into a position of the same unit with the same class of papers.".
    }
    "decision" {
        "mode": "方式", "How"; "", "".
        "exam": "考试占比", "Share of the examination"; "只在加权时填。", "Only where they are weighted.".
        "inspection": "考察占比", "Share of the inspection"; "", "".
    }
    "publicity" {
        "working_days": "公示工作日", "Working days"; "", "".
        "columns": "公布的成绩", "Scores shown"; "除综合成绩外公布哪些。不加为全部。", "Besides the total. None named: all.".
        "names": "姓名", "Names"; "各名单是否列出姓名；某份名单可以另定。不填不列。", "Whether lists name people; a list may say otherwise. Empty: they do not.".
        "unit": "列出现工作单位", "Current unit shown"; "某份名单可以另定。不填不列。", "A list may say otherwise. Empty: not shown.".
    }
    "adjustment" {
        "same_kind": "只限同类遴选之间", "Same kind only"; "", "".
        "same_paper": "只限同一试卷类别", "Same paper only"; "", "".
        "unlisted_only": "只限未进入名单的人", "Only people on no list"; "与下面“退出原职位递补”同选，名单公布后才能组织调剂；不能只选一项。", "Together with leaving the first position: people may move once lists are public. One of the two alone is refused.".
        "choices": "每人可选几次", "Choices"; "不填为一次，也只能是一次。", "One, also where nothing is said; any other number is refused.".
        "leaves_first": "调剂后退出原职位递补", "Leaves the first position"; "与“只限未进入名单的人”同选；每人只在一个职位排名。", "Together with \"Only people on no list\"; a person is ranked in one position only.".
    }
    "editing" {
        "personal": "个人信息", "Personal data"; "", "".
        "position": "报考职位", "Position"; "", "".
        "city": "考试地点", "Test city"; "", "".
    }
    "examiners" {
        "least": "每组至少几人", "Fewest examiners of a panel"; "如 5。", "Such as 5.".
        "outside": "外单位考官至少占", "Least share from outside"; "写成分数，如 1/3。不填不要求。", "A fraction such as 1/3. Empty: none is asked for.".
    }
    "entries" {
        "independent": "几人独立计算", "Independent entries"; "", "".
    }
};

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use domain::scheme::fields::{Fields, SCHEME, Shape};

    use super::*;

    fn all(node: &'static Fields, found: &mut BTreeSet<(&'static str, &'static str)>) {
        for field in node.fields {
            let mut shape = field.shape;
            while let Shape::List(inner) = shape {
                shape = *inner;
            }
            if let (true, Shape::Node(inner)) = (found.insert((node.name, field.name)), shape) {
                all(inner, found);
            }
        }
    }

    #[test]
    fn every_field_has_words_in_both_languages_and_nothing_else_has() {
        let mut known = BTreeSet::new();
        all(&SCHEME, &mut known);
        let written: BTreeSet<_> = ALL.iter().map(|words| (words.node, words.field)).collect();
        assert_eq!(written, known);
        assert_eq!(ALL.len(), known.len(), "a field stands twice");
        for words in ALL {
            assert!(words.label.iter().all(|label| !label.is_empty()), "{words:?}");
            assert!(words.label(Lang::En).is_ascii() && words.hint(Lang::En).is_ascii(), "{words:?}");
            assert_eq!(words.hint(Lang::Zh).is_empty(), words.hint(Lang::En).is_empty(), "{words:?}");
        }
    }
}
