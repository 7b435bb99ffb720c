//! What the choices of a scheme are called: every word that a field may hold, tie steps, and what a field wants instead of
//! what was typed. Owns words only; a test holds them against [`domain::scheme::fields`].

use domain::scheme::draft::Wants;
use domain::timetable::StageKind;

use crate::Lang;
use crate::catalogue::catalogue;
use crate::timetable;

catalogue! {
    by_percent => "按百分比", "percents";
    by_ratio => "按比例", "a ratio";
    by_mean => "取平均", "the mean";
    by_sum => "直接相加", "the plain sum";
    half_up => "四舍五入", "half up";
    half_even => "四舍六入五成双", "half to even";
    cut => "截取，其后舍去", "cut off";
    trim_total => "考官的总分", "the examiners' totals";
    trim_element => "每个要素之内", "inside each element";
    mean_of_means => "各考场平均分的平均", "the mean of the room means";
    pooled => "全部考生的平均", "the mean of all";
    of_position => "同一职位的考场", "rooms of the position";
    of_posting => "全部考场", "all rooms";
    before_conversion => "折算之前", "before conversion";
    after_conversion => "折算之后", "after conversion";
    to_total => "加到综合成绩", "to the composite score";
    yes_no => "是或否", "yes or no";
    number => "数字", "a number";
    yes => "是", "yes";
    no => "否", "no";
    higher => "是、或数大者在前", "yes, or the higher";
    lower => "否、或数小者在前", "no, or the lower";
    as_zero => "按 0 分计，仍排名", "counts as 0";
    adds_nothing => "不计分，不排名", "adds nothing, no rank";
    no_total => "没有综合成绩", "no total";
    left_out => "不计此项，其余按比例折算", "left out, the rest as a ratio";
    by_rounded => "公布的成绩", "the published score";
    by_unrounded => "取舍之前的成绩", "the score before rounding";
    competition => "1、2、2、4", "1, 2, 2, 4";
    dense => "1、2、2、3", "1, 2, 2, 3";
    average => "1、2.5、2.5、4", "1, 2.5, 2.5, 4";
    at_cut => "只在名单末位", "only at the cut";
    whole_list => "整个名次表", "the whole list";
    all_go_on => "一并进入", "all go on";
    none_go_on => "均不进入", "none go on";
    by_ladder => "按同分处理次序", "by the tie ladder";
    extra_test => "加试", "an extra test";
    lots => "抽签", "lots";
    no_rank => "只列成绩，不排名次", "shown without a rank";
    ranked => "仍排名次，不进名单", "ranked, but on no list";
    left_counted => "照常计算", "counted as before";
    left_kept => "保留在案，不计算", "kept on record, counted nowhere";
    up => "向上取整", "up";
    down => "向下取整", "down";
    nearest => "四舍五入", "to the nearest";
    registered => "报名人数", "who registered";
    passed => "审查合格人数", "who passed screening";
    confirmed => "确认或参考人数", "who confirmed or sat";
    reduce => "核减计划", "the plan is reduced";
    cancel => "取消职位", "the position is cancelled";
    open => "经批准照常", "it opens with approval";
    collective => "集体研究决定", "collective decision";
    weighted => "考试与考察加权", "weighted";
    order_after_veto => "按名次，不合格者除外", "by rank after veto";
    until_reviewed => "审查之前或退回之后", "until reviewed, or when refused";
    review_ends => "审查结束之前", "until the review ends";
    until_submitted => "提交之后不可改", "not after submission";
    room_mean => "同一考场当日平均分", "the day's mean of the same room";
    decided => "另行确定", "set later";
    names_none => "不列姓名", "no names";
    names_masked => "只列姓氏，如“张*”", "family names, the rest masked";
    names_full => "列出姓名", "full names";
    // tie steps
    step_total => "综合成绩", "composite score";
    step_unrounded => "取舍之前的成绩", "the score before rounding";
    step_raw(what: &str) => "{what}原始分", "raw score: {what}";
    step_fact(what: &str) => "事项：{what}", "fact: {what}";
    // what a field wants
    wants_something => "请填写此项。", "Fill this in.";
    wants_key => "代号以小写字母开头，只含小写字母、数字和下划线，最多 32 个字符。", "A key is a lower-case letter, then lower-case letters, digits and _, 32 at most.";
    wants_free_key => "这个词另有含义，不能作代号，请换一个。", "This word has a meaning of its own. Choose another key.";
    wants_name => "请选一个成绩。", "Choose a component.";
    wants_score => "请写分数，如 60 或 59.5，最多六位小数。", "Write a score such as 60 or 59.5, six decimals at most.";
    wants_line => "请写分数，如 60；评分后再划定的写 decided。", "Write a score such as 60, or decided where it is set after marking.";
    wants_asked => "请写分数如 80，或 room_mean、decided。", "Write a score such as 80, or room_mean or decided.";
    wants_weight => "请写权重，如 60、33.5 或 1/3，不能为负。", "Write a weight such as 60, 33.5 or 1/3, not negative.";
    wants_ratio => "请写比例，如 3:1 或 1.5:1，两边都大于零。", "Write a ratio such as 3:1 or 1.5:1, both above nought.";
    wants_small => "请写 0 至 255 的整数。", "Write a whole number from 0 to 255.";
    wants_count => "请写不小于零的整数。", "Write a whole number, not negative.";
    wants_yes_no => "请选“是”或“否”。", "Choose yes or no.";
    wants_step => "请从列出的比较项中选择。", "Choose one of the steps.";
    wants_word => "请从列出的选项中选择。", "Choose one of the options.";
    wants_one => "两项填一项，而且只填一项。", "Fill exactly one of the two.";
}

/// What a word means in a field of a node; none for a word that the field does not know.
#[must_use]
pub fn word(lang: Lang, node: &str, field: &str, word: &str) -> Option<&'static str> {
    let said = match (node, field, word) {
        (_, "combine", _) => return combine(lang, word),
        (_, "mode", "half_up") => half_up(lang),
        (_, "mode", "half_even") => half_even(lang),
        (_, "mode", "cut") => cut(lang),
        ("panel", "trim", "total") => trim_total(lang),
        ("panel", "trim", "element") => trim_element(lang),
        ("rooms", "overall", "mean_of_room_means") => mean_of_means(lang),
        ("rooms", "overall", "pooled") => pooled(lang),
        ("rooms", "group", "position") => of_position(lang),
        ("rooms", "group", "posting") => of_posting(lang),
        ("bonus", "at", "before_conversion") => before_conversion(lang),
        ("bonus", "at", "after_conversion") => after_conversion(lang),
        ("bonus", "at", "total") => to_total(lang),
        ("fact", "kind", "yes_no") => yes_no(lang),
        ("fact", "kind", "number") => number(lang),
        ("fact", "prefer", "higher") => higher(lang),
        ("fact", "prefer", "lower") => lower(lang),
        ("statuses", ..) => return effect(lang, word),
        ("rank", ..) | ("shortlist", "tie" | "still_tied", _) => return order(lang, field, word),
        ("shortlist", "ratio_rounding", "up") => up(lang),
        ("shortlist", "ratio_rounding", "down") => down(lang),
        ("shortlist", "ratio_rounding", "nearest") => nearest(lang),
        ("opening", ..) => return opening(lang, word),
        ("within", "after", stage) => {
            return StageKind::from_word(stage).map(|one| timetable::kind(one, lang));
        }
        ("decision", "mode", "collective") => collective(lang),
        ("decision", "mode", "weighted") => weighted(lang),
        ("decision", "mode", "order_after_veto") => order_after_veto(lang),
        (_, "names", "none") => names_none(lang),
        (_, "names", "masked") => names_masked(lang),
        (_, "names", "full") => names_full(lang),
        ("editing", _, "reviewed_or_refused") => until_reviewed(lang),
        ("editing", _, "review_ends") => review_ends(lang),
        ("editing", _, "submitted") => until_submitted(lang),
        (_, _, "true") => yes(lang),
        (_, _, "false") => no(lang),
        (_, _, "room_mean") => room_mean(lang),
        (_, _, "decided") => decided(lang),
        _ => return None,
    };
    Some(said)
}

fn combine(lang: Lang, word: &str) -> Option<&'static str> {
    Some(match word {
        "percent" => by_percent(lang),
        "ratio" => by_ratio(lang),
        "mean" => by_mean(lang),
        "sum" => by_sum(lang),
        _ => return None,
    })
}

fn effect(lang: Lang, word: &str) -> Option<&'static str> {
    Some(match word {
        "zero" => as_zero(lang),
        "adds_nothing" => adds_nothing(lang),
        "no_total" => no_total(lang),
        "left_out" => left_out(lang),
        _ => return None,
    })
}

fn order(lang: Lang, field: &str, word: &str) -> Option<&'static str> {
    Some(match (field, word) {
        ("by", "rounded") => by_rounded(lang),
        ("by", "unrounded") => by_unrounded(lang),
        ("method", "competition") => competition(lang),
        ("method", "dense") => dense(lang),
        ("method", "average") => average(lang),
        ("scope", "cut") => at_cut(lang),
        ("scope", "list") => whole_list(lang),
        ("still_tied" | "tie", "all") => all_go_on(lang),
        ("still_tied", "extra_test") => extra_test(lang),
        ("still_tied", "lots") => lots(lang),
        ("tie", "none") => none_go_on(lang),
        ("tie", "ladder") => by_ladder(lang),
        ("below_line", "no_rank") => no_rank(lang),
        ("below_line", "ranked") => ranked(lang),
        ("left_marks", "counted") => left_counted(lang),
        ("left_marks", "kept") => left_kept(lang),
        _ => return None,
    })
}

fn opening(lang: Lang, word: &str) -> Option<&'static str> {
    Some(match word {
        "registered" => registered(lang),
        "passed" => passed(lang),
        "confirmed" => confirmed(lang),
        "reduce" => reduce(lang),
        "cancel" => cancel(lang),
        "open" => open(lang),
        _ => return None,
    })
}

/// What belongs into a field instead of what was typed.
#[must_use]
pub fn wants(lang: Lang, wants: Wants) -> &'static str {
    match wants {
        Wants::Something => wants_something(lang),
        Wants::Key => wants_key(lang),
        Wants::FreeKey => wants_free_key(lang),
        Wants::Name => wants_name(lang),
        Wants::Score => wants_score(lang),
        Wants::Line => wants_line(lang),
        Wants::Asked => wants_asked(lang),
        Wants::Weight => wants_weight(lang),
        Wants::Ratio => wants_ratio(lang),
        Wants::Small => wants_small(lang),
        Wants::Count => wants_count(lang),
        Wants::YesNo => wants_yes_no(lang),
        Wants::Step => wants_step(lang),
        Wants::Word => wants_word(lang),
        Wants::One => wants_one(lang),
    }
}

/// What an officer may add to a list without thinking of a key: its key and its two names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Preset {
    /// The key.
    pub key: &'static str,
    name: [&'static str; 2],
}

impl Preset {
    /// What it is called.
    #[must_use]
    pub const fn name(&self, lang: Lang) -> &'static str {
        match lang {
            Lang::Zh => self.name[0],
            Lang::En => self.name[1],
        }
    }
}

macro_rules! presets {
    ($($key:literal: $zh:literal, $en:literal;)+) => { &[$(Preset { key: $key, name: [$zh, $en] }),+] };
}

/// The usual items of the list at an address; none where there are none.
#[must_use]
pub fn presets(list: &str) -> &'static [Preset] {
    let name = list.rsplit('.').next().unwrap_or(list);
    match name {
        "components" => presets! {
            "written": "笔试", "written test";
            "interview": "面试", "interview";
            "performance": "业绩评价", "performance evaluation";
            "professional": "专业测试", "professional test";
            "fit": "岗位匹配度", "fit for the position";
        },
        "parts" => presets! {
            "xingce": "行测", "aptitude test";
            "shenlun": "申论", "essay";
            "common": "公共科目", "common paper";
            "special": "专业科目", "professional paper";
            "professional": "专业测试", "professional test";
            "police": "公安专业", "police paper";
        },
        "shortlists" => presets! {
            "interview": "面试人选", "interview list";
            "inspection": "差额考察人选", "inspection list";
            "recheck": "资格复审人选", "re-check list";
            "professional_test": "专业测试人选", "professional test list";
        },
        "facts" => presets! {
            "veteran": "退役军人", "veteran";
            "martyrs_child": "烈士子女", "child of a martyr";
            "medically_fit": "体检合格", "medically fit";
        },
        "elements" => presets! {
            "analysis": "综合分析", "analysis";
            "organising": "组织协调", "organising";
            "response": "应变能力", "response";
            "speech": "言语表达", "speech";
            "manner": "举止仪表", "manner";
        },
        "bonus" => presets! {
            "policy": "政策加分", "policy bonus";
        },
        _ => &[],
    }
}

#[cfg(test)]
mod tests {
    use domain::scheme::fields::{Fields, SCHEME, Shape};

    use super::*;

    fn check(node: &'static Fields, seen: &mut Vec<&'static str>) {
        if seen.contains(&node.name) {
            return;
        }
        seen.push(node.name);
        for field in node.fields {
            match field.shape {
                Shape::Word(words) => {
                    for one in words {
                        for lang in [Lang::Zh, Lang::En] {
                            assert!(
                                word(lang, node.name, field.name, one).is_some(),
                                "{} {} {one}",
                                node.name,
                                field.name
                            );
                        }
                    }
                    assert_eq!(word(Lang::Zh, node.name, field.name, "nothing"), None);
                }
                Shape::Node(inner) => check(inner, seen),
                Shape::List(Shape::Node(inner)) => check(inner, seen),
                _ => {}
            }
        }
    }

    #[test]
    fn every_word_of_every_field_is_said() {
        check(&SCHEME, &mut Vec::new());
    }
}
